package io.beamdesk.product;

import io.beamdesk.document.DataKey;
import io.beamdesk.document.DataKey.Dtype;
import io.beamdesk.document.DataKey.Role;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.RunStart;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where a scan's columns go in a NeXus file: which group, under which names, with which
/// attributes. Decides only; writes nothing. After the NeXus manual's base classes and its
/// rules for plottable data (https://manual.nexusformat.org/datarules.html).
final class NexusLayout {
    /// Stream of what was read before and after.
    static final String BASELINE = "baseline";

    /// Stream of the measurement.
    static final String PRIMARY = "primary";

    private static final String SOURCE = "/entry/instrument/source";

    private final RunStart start;

    NexusLayout(RunStart start) {
        this.start = start;
    }

    /// A group to be made.
    ///
    /// @param nexusClass value of `NX_class`
    /// @param attributes its other attributes
    record Group(String nexusClass, Map<String, Object> attributes) {}

    /// Where a column goes.
    ///
    /// @param path the dataset itself
    /// @param timePath the time stamps of its readings
    /// @param aliases more names of the dataset
    /// @param attributes attributes of the dataset
    /// @param idPath numbers of the frames, for columns of frames only
    record Column(
            String path,
            String timePath,
            List<String> aliases,
            Map<String, Object> attributes,
            Optional<String> idPath) {}

    /// A plot of frames against an axis, which holds as long as there is one frame for each event.
    ///
    /// @param group path of the NXdata group
    /// @param frames column of the frames
    /// @param axis name of the axis in the group, if any
    record FramePlot(String group, String frames, Optional<String> axis) {}

    /// A value that does not change in the run.
    ///
    /// @param value a text or a number
    /// @param units its units, empty if it has none
    record Scalar(Object value, String units) {}

    /// Where a stream goes.
    ///
    /// @param groups groups to be made, parents first, by path
    /// @param columns places by column
    /// @param timePath the times of the events
    /// @param plots plots of frames
    /// @param defaultPlot path of the group to plot if nothing else is asked for
    /// @param scalars values that do not change in the run, by path
    record Places(
            Map<String, Group> groups,
            Map<String, Column> columns,
            String timePath,
            List<FramePlot> plots,
            Optional<String> defaultPlot,
            Map<String, Scalar> scalars) {}

    /// The group that plots a column of frames.
    static String framesGroup(String column) {
        return "/entry/frames_" + nexusName(column);
    }

    /// Places the columns of a stream.
    Places place(EventDescriptor descriptor) {
        return descriptor.name().equals(PRIMARY)
                ? XasLayout.over(
                        start, TomographyLayout.over(start, descriptor, primary(descriptor)))
                : other(descriptor);
    }

    private Places primary(EventDescriptor descriptor) {
        Map<String, Group> groups = new LinkedHashMap<>();
        Map<String, Column> columns = new LinkedHashMap<>();
        List<FramePlot> plots = new ArrayList<>();
        Map<String, DataKey> keys = descriptor.dataKeys();
        List<String> axes = axes(descriptor);
        Optional<String> signal = signal(descriptor, axes);
        Map<String, String> names = names(keys.keySet());
        groups.put("/entry/instrument", group("NXinstrument"));
        groups.put(SOURCE, group("NXsource"));
        groups.put("/entry/data", data(keys, names, signal, axes));
        Set<String> taken = new HashSet<>();
        keys.forEach((column, key) -> {
            String device = "/entry/instrument/" + nexusName(key.objectName());
            groups.putIfAbsent(device, group(deviceClass(keys, key.objectName())));
            taken.add(device + "/configuration");
            String path = free(device + "/" + field(keys, column), taken);
            List<String> aliases = new ArrayList<>();
            if (isFrames(key)) {
                String plot = framesGroup(names.getOrDefault(column, column));
                groups.put(plot, new Group("NXdata", Map.of("signal", "data")));
                aliases.add(plot + "/data");
                plots.add(
                        new FramePlot(
                                plot,
                                column,
                                axes.stream()
                                        .findFirst()
                                        .map(axis -> names.getOrDefault(axis, axis))));
            } else {
                aliases.add("/entry/data/" + names.get(column));
            }
            columns.put(
                    column,
                    new Column(
                            path,
                            free(path + "_time", taken),
                            aliases,
                            attributes(column, key, path),
                            idPath(key, path, taken)));
        });
        Column axis = axes.isEmpty() ? null : columns.get(axes.getFirst());
        if (axis != null) {
            String name = names.getOrDefault(axes.getFirst(), axes.getFirst());
            plots.forEach(plot -> axis.aliases().add(plot.group() + "/" + name));
        }
        Optional<String> defaultPlot =
                signal.isPresent() || plots.isEmpty()
                        ? Optional.of("data")
                        : Optional.of(plots.getFirst().group().substring("/entry/".length()));
        return new Places(groups, columns, "/entry/data/time", plots, defaultPlot, source());
    }

    private Map<String, Scalar> source() {
        Map<String, Scalar> scalars = new LinkedHashMap<>();
        scalars.put(SOURCE + "/type", new Scalar("Synchrotron X-ray Source", ""));
        scalars.put(SOURCE + "/probe", new Scalar("x-ray", ""));
        if (start.metadata().get("beamline") instanceof String name) {
            scalars.put(SOURCE + "/name", new Scalar(name, ""));
        }
        return scalars;
    }

    private Places other(EventDescriptor descriptor) {
        String name = nexusName(descriptor.name());
        String group =
                descriptor.name().equals(BASELINE) ? "/entry/baseline" : "/entry/stream_" + name;
        Map<String, Column> columns = new LinkedHashMap<>();
        String timePath = group + "/time";
        Set<String> taken = new HashSet<>(Set.of(timePath));
        descriptor
                .dataKeys()
                .forEach((column, key) -> {
                    String path = free(group + "/" + nexusName(column), taken);
                    columns.put(
                            column,
                            new Column(
                                    path,
                                    free(path + "_time", taken),
                                    List.of(),
                                    attributes(column, key, path),
                                    idPath(key, path, taken)));
                });
        return new Places(
                Map.of(group, otherGroup(descriptor)),
                columns,
                timePath,
                List.of(),
                Optional.empty(),
                Map.of());
    }

    /// What was measured along an axis beside the measurement, as a rocking curve, can be plotted.
    private Group otherGroup(EventDescriptor descriptor) {
        Map<String, DataKey> keys = descriptor.dataKeys();
        List<String> axes = axes(descriptor);
        Optional<String> signal =
                signal(descriptor, axes)
                        .filter(column ->
                                Optional.ofNullable(keys.get(column))
                                        .filter(key -> key.role() == Role.SIGNAL)
                                        .isPresent());
        return descriptor.name().equals(BASELINE) || axes.isEmpty() || signal.isEmpty()
                ? group("NXcollection")
                : data(keys, names(keys.keySet()), signal, axes);
    }

    private static Optional<String> idPath(DataKey key, String path, Set<String> taken) {
        return isFrames(key) ? Optional.of(free(path + "_id", taken)) : Optional.empty();
    }

    private static Group data(
            Map<String, DataKey> keys,
            Map<String, String> names,
            Optional<String> signal,
            List<String> axes) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        signal.ifPresent(column -> {
            attributes.put("signal", names.getOrDefault(column, column));
            List<String> others =
                    keys.entrySet().stream()
                            .filter(e -> e.getValue().role() == Role.SIGNAL)
                            .filter(e -> isNumber(e.getValue()))
                            .map(Map.Entry::getKey)
                            .filter(other -> !other.equals(column))
                            .map(other -> names.getOrDefault(other, other))
                            .toList();
            if (!others.isEmpty()) {
                attributes.put("auxiliary_signals", others);
            }
        });
        List<String> fields = axes.stream().map(axis -> names.getOrDefault(axis, axis)).toList();
        attributes.put("axes", List.of(fields.isEmpty() ? "time" : fields.getFirst()));
        if (fields.isEmpty()) {
            attributes.put("time_indices", 0);
        }
        fields.forEach(field -> attributes.put(field + "_indices", 0));
        return new Group("NXdata", attributes);
    }

    /// What the run was scanned along: as its hints say, else as its motors say, else whatever has
    /// both a setpoint and a readback.
    private List<String> axes(EventDescriptor descriptor) {
        Map<String, DataKey> keys = descriptor.dataKeys();
        List<String> hinted = dimensions(start);
        List<String> axes = hinted.stream().filter(name -> isNumber(keys.get(name))).toList();
        if (hinted.contains("time") && !keys.containsKey("time")) {
            // A series in time, whatever was read beside it.
            return List.of();
        }
        if (axes.isEmpty()) {
            List<String> motors = new ArrayList<>();
            collectTexts(start.metadata().get("motors"), motors);
            axes = motors.stream().flatMap(motor -> readbacks(keys, motor)).toList();
        }
        if (axes.isEmpty()) {
            axes =
                    keys.values().stream()
                            .filter(key -> key.role() == Role.SETPOINT)
                            .map(DataKey::objectName)
                            .distinct()
                            .flatMap(device -> readbacks(keys, device))
                            .toList();
        }
        return axes;
    }

    /// The columns that the run's hints name as its dimensions.
    static List<String> dimensions(RunStart start) {
        List<String> hinted = new ArrayList<>();
        collectTexts(start.metadata().get("hints"), hinted);
        return hinted;
    }

    private static Stream<String> readbacks(Map<String, DataKey> keys, String device) {
        return keys.entrySet().stream()
                .filter(e -> e.getValue().objectName().equals(device))
                .filter(e -> e.getValue().role() == Role.READBACK && isNumber(e.getValue()))
                .map(Map.Entry::getKey);
    }

    private static void collectTexts(@Nullable Object value, List<String> to) {
        switch (value) {
            case String text -> to.add(text);
            case Map<?, ?> map -> collectTexts(map.get("dimensions"), to);
            case Iterable<?> list -> list.forEach(item -> collectTexts(item, to));
            case null, default -> {}
        }
    }

    private static Optional<String> signal(EventDescriptor descriptor, List<String> axes) {
        Map<String, DataKey> keys = descriptor.dataKeys();
        List<String> signals =
                keys.entrySet().stream()
                        .filter(e -> e.getValue().role() == Role.SIGNAL)
                        .filter(e -> isNumber(e.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        return Stream.of(
                        descriptor.hints().values().stream()
                                .flatMap(List::stream)
                                .filter(signals::contains),
                        signals.stream(),
                        keys.keySet().stream()
                                .filter(column -> isNumber(keys.get(column)))
                                .filter(column -> !axes.contains(column)))
                .flatMap(choices -> choices)
                .findFirst();
    }

    private static String deviceClass(Map<String, DataKey> keys, String device) {
        List<Role> roles =
                keys.values().stream()
                        .filter(key -> key.objectName().equals(device))
                        .map(DataKey::role)
                        .toList();
        if (roles.contains(Role.SETPOINT)) {
            return "NXpositioner";
        }
        return roles.contains(Role.SIGNAL) ? "NXdetector" : "NXcollection";
    }

    /// The field of a column in its device's group: the name NeXus has for its part where the
    /// device has one column of that part, else the column's own.
    private static String field(Map<String, DataKey> keys, String column) {
        DataKey key = keys.get(column);
        if (key == null) {
            return nexusName(column);
        }
        long alike =
                keys.values().stream()
                        .filter(other -> other.objectName().equals(key.objectName()))
                        .filter(other -> other.role() == key.role())
                        .filter(other -> isFrames(other) == isFrames(key))
                        .count();
        if (alike == 1 && isFrames(key)) {
            return "data";
        }
        boolean positioner = deviceClass(keys, key.objectName()).equals("NXpositioner");
        if (alike == 1 && positioner && key.role() == Role.SETPOINT) {
            return "target_value";
        }
        if (alike == 1 && positioner && key.role() == Role.READBACK) {
            return "value";
        }
        return nexusName(column);
    }

    private static Map<String, Object> attributes(String column, DataKey key, String path) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("long_name", column);
        if (key.dtype() != Dtype.STRING) {
            attributes.put("units", key.units());
        }
        String source = key.source();
        if (source.startsWith(DataKey.DERIVED)) {
            attributes.put("formula", source.substring(DataKey.DERIVED.length()));
        } else {
            attributes.put("pv", source.startsWith("ca://") ? source.substring(5) : source);
        }
        attributes.put("target", path);
        if (!key.choices().isEmpty()) {
            attributes.put("choices", key.choices());
        }
        return attributes;
    }

    static boolean isFrames(DataKey key) {
        return key.external().isPresent();
    }

    static boolean isNumber(@Nullable DataKey key) {
        return key != null
                && key.external().isEmpty()
                && (key.dtype() == Dtype.NUMBER || key.dtype() == Dtype.INTEGER);
    }

    private static Group group(String nexusClass) {
        return new Group(nexusClass, Map.of());
    }

    private static Map<String, String> names(Set<String> columns) {
        Map<String, String> names = new LinkedHashMap<>();
        // "time" is the time of the events.
        Set<String> taken = new HashSet<>(Set.of("time"));
        columns.forEach(column -> names.put(column, free(nexusName(column), taken)));
        return names;
    }

    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    /// A name that NeXus allows: letters, digits, underscores and dots, no digit or dot first.
    static String nexusName(String name) {
        String valid = name.replaceAll("[^A-Za-z0-9_.]", "_");
        return valid.isEmpty() || !valid.substring(0, 1).matches("[A-Za-z_]") ? "_" + valid : valid;
    }
}
