package io.beamdesk.product;

import io.beamdesk.document.DataKey;
import io.beamdesk.document.DataKey.Role;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The counts of a grid scan in the shape of the grid, with the runs that went backwards put back in
/// order: an NXdata of as many dimensions as the scan has axes, outermost first, that readers plot as
/// an image.
///
/// What belongs to one position of the outermost axis is written when it is complete; at the end of
/// the run the rest of it, with NaN where nothing was measured. Which grid it is the start document
/// says, by `shape`, `snaking` and the `dimensions` of its `hints`.
final class GridTable {
    /// Path of the group.
    static final String GROUP = "/entry/grid";

    private static final int CHUNK_BYTES = 1 << 17;

    private final int[] shape;
    private final boolean[] snaking;
    private final HdfAppender appender;
    private final List<Axis> axes = new ArrayList<>();
    private final Map<String, Signal> signals = new LinkedHashMap<>();
    private final NexusLayout.Group group;
    private int points;

    /// Positions along one dimension.
    ///
    /// @param field name in the group
    /// @param source column whose values are the positions
    private record Axis(String field, String source, DataKey key, HdfColumn values) {}

    private record Signal(String field, DataKey key, HdfColumn values, double[] block) {}

    private GridTable(
            int[] shape,
            boolean[] snaking,
            List<String> dimensions,
            NexusLayout.Group data,
            EventDescriptor descriptor,
            HdfAppender appender) {
        this.shape = shape;
        this.snaking = snaking;
        this.appender = appender;
        Map<String, DataKey> keys = descriptor.dataKeys();
        long[] block = Arrays.stream(shape).skip(1).asLongStream().toArray();
        int size = Math.toIntExact(Arrays.stream(block).reduce(1, Math::multiplyExact));
        int rows = Math.clamp(CHUNK_BYTES / (8L * size), 1, shape[0]);
        Map<String, Object> attributes = new LinkedHashMap<>(data.attributes());
        attributes.keySet().removeIf(name -> name.endsWith("_indices"));
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < dimensions.size(); i++) {
            String axis = dimensions.get(i);
            String source = setpoint(keys, axis);
            String field = NexusLayout.nexusName(axis);
            axes.add(
                    new Axis(
                            field,
                            source,
                            Objects.requireNonNull(keys.get(source)),
                            column(new long[0], Math.clamp(shape[i], 1, CHUNK_BYTES / 8))));
            fields.add(field);
            attributes.put(field + "_indices", i);
        }
        attributes.put("axes", fields);
        keys.forEach((column, key) -> {
            if (key.role() == Role.SIGNAL && NexusLayout.isNumber(key)) {
                double[] values = new double[size];
                Arrays.fill(values, Double.NaN);
                signals.put(
                        column,
                        new Signal(
                                NexusLayout.nexusName(column), key, column(block, rows), values));
            }
        });
        group = new NexusLayout.Group("NXdata", attributes);
    }

    private HdfColumn column(long[] rowShape, int chunkRows) {
        return appender.register(new HdfColumn(appender.heap(), HdfType.F8, rowShape, chunkRows));
    }

    /// The grid of a run; empty if it is none or counts nothing.
    ///
    /// @param data the group that has the same columns point by point
    static Optional<GridTable> of(
            RunStart start,
            EventDescriptor descriptor,
            NexusLayout.@Nullable Group data,
            HdfAppender appender) {
        List<Integer> shape = new ArrayList<>();
        List<Boolean> snaking = new ArrayList<>();
        if (start.metadata().get("shape") instanceof List<?> sizes
                && start.metadata().get("snaking") instanceof List<?> directions) {
            sizes.forEach(size -> shape.add(size instanceof Number n ? n.intValue() : 0));
            directions.forEach(direction -> snaking.add(Boolean.TRUE.equals(direction)));
        }
        List<String> dimensions =
                NexusLayout.dimensions(start).stream()
                        .filter(name -> NexusLayout.isNumber(descriptor.dataKeys().get(name)))
                        .toList();
        long size = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        if (data == null) {
            return Optional.empty();
        }
        boolean grid =
                data.attributes().containsKey("signal")
                        && descriptor.name().equals(NexusLayout.PRIMARY)
                        && shape.size() > 1
                        && shape.size() == snaking.size()
                        && shape.size() == dimensions.size()
                        && shape.stream().allMatch(count -> count > 0)
                        && start.metadata().get("num_points") instanceof Number points
                        && points.longValue() == size;
        if (!grid) {
            return Optional.empty();
        }
        boolean[] backwards = new boolean[snaking.size()];
        for (int i = 0; i < backwards.length; i++) {
            backwards[i] = snaking.get(i);
        }
        GridTable table =
                new GridTable(
                        shape.stream().mapToInt(Integer::intValue).toArray(),
                        backwards,
                        dimensions,
                        data,
                        descriptor,
                        appender);
        return table.signals.isEmpty() ? Optional.empty() : Optional.of(table);
    }

    /// The column of an axis' targets, which a grid has in common, not the readbacks about them.
    private static String setpoint(Map<String, DataKey> keys, String axis) {
        DataKey readback = keys.get(axis);
        String device = readback == null ? "" : readback.objectName();
        return keys.entrySet().stream()
                .filter(e -> e.getValue().role() == Role.SETPOINT)
                .filter(e -> e.getValue().objectName().equals(device))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(axis);
    }

    NexusLayout.Group group() {
        return group;
    }

    /// Its datasets by their names in the group.
    Map<String, HdfColumn> datasets() {
        Map<String, HdfColumn> datasets = new LinkedHashMap<>();
        signals.values()
                .forEach(signal -> {
                    describe(signal.values, signal.field, signal.key);
                    datasets.put(signal.field, signal.values);
                });
        axes.forEach(axis -> {
            describe(axis.values, axis.source, axis.key);
            datasets.put(axis.field, axis.values);
        });
        return datasets;
    }

    private static void describe(HdfColumn values, String name, DataKey key) {
        values.attributes(Map.of("long_name", name, "units", key.units()));
    }

    /// Whether there is something to plot.
    boolean hasRows() {
        return axes.getFirst().values.rows() > 0;
    }

    /// Makes room for one more point; after this, adding one cannot fail.
    void prepare() throws IOException {
        for (Signal signal : signals.values()) {
            signal.values.prepare(appender);
        }
        for (Axis axis : axes) {
            axis.values.prepare(appender);
        }
    }

    /// Adds a point.
    void add(Event event) {
        int block = blockSize(0);
        int at = points % block;
        signals.forEach((column, signal) -> signal.block[inBlock(points)] = number(event, column));
        for (int i = 1; i < shape.length; i++) {
            // The first run of each axis goes forwards.
            if (points % blockSize(i) == 0 && points / blockSize(i) < shape[i]) {
                axes.get(i).values.add(number(event, axes.get(i).source));
            }
        }
        points++;
        if (at == block - 1) {
            axes.getFirst().values.add(number(event, axes.getFirst().source));
            write();
        }
    }

    /// Points to one step of an axis.
    private int blockSize(int axis) {
        return Arrays.stream(shape).skip(axis + 1L).reduce(1, (a, b) -> a * b);
    }

    private int inBlock(int point) {
        int place = 0;
        for (int i = 1; i < shape.length; i++) {
            int runs = point / blockSize(i);
            int index = runs % shape[i];
            boolean backwards = snaking[i] && runs / shape[i] % 2 == 1;
            place = place * shape[i] + (backwards ? shape[i] - 1 - index : index);
        }
        return place;
    }

    private static double number(Event event, String column) {
        Reading reading = event.data().get(column);
        return reading != null && reading.value() instanceof Number number
                ? number.doubleValue()
                : Double.NaN;
    }

    private void write() {
        for (Signal signal : signals.values()) {
            signal.values.add(signal.block);
            Arrays.fill(signal.block, Double.NaN);
        }
    }

    /// The run is over: what is there of a block that did not come to its end is written too.
    void end(@Nullable Event last) throws IOException {
        if (last == null || points % blockSize(0) == 0) {
            return;
        }
        prepare();
        axes.getFirst().values.add(number(last, axes.getFirst().source));
        write();
        for (int i = 1; i < shape.length; i++) {
            HdfColumn values = axes.get(i).values;
            while (values.rows() < shape[i]) {
                values.prepare(appender);
                values.add(Double.NaN);
            }
        }
    }
}
