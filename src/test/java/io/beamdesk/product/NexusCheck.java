package io.beamdesk.product;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a finished product lacks of NeXus: the groups, fields, types, units and shapes of its
/// application definition, the default plot that every reader follows, and links that say what they
/// are. Knows nothing of how the product was written: it reads the file, and has the rules of
/// <https://manual.nexusformat.org> in tables.
public final class NexusCheck {
    private enum Kind {
        TEXT,
        TIME,
        INTEGER,
        FLOAT,
        NUMBER
    }

    /// A field that must be there.
    ///
    /// @param path of the dataset
    /// @param classes of the groups that lead there, from the first after the root
    /// @param shape a letter for each dimension: `n` is the same number wherever it stands; "" for one
    ///     value
    /// @param units what it may be in; empty if it has none
    /// @param words what a text may say; empty for anything that is not blank
    private record Field(
            String path,
            String classes,
            Kind kind,
            String shape,
            Set<String> units,
            Set<String> words) {}

    private static final Set<String> NONE = Set.of();
    private static final Set<String> ENERGY = Set.of("eV", "keV");
    private static final Set<String> ANGLE = Set.of("deg", "degree", "degrees", "rad");
    private static final Set<String> LENGTH = Set.of("mm", "m", "um", "µm");
    private static final Set<String> TIME = Set.of("s", "ms");
    private static final Set<String> COUNTS = Set.of("counts");

    private static Field text(String path, String classes, String... words) {
        return new Field(path, classes, Kind.TEXT, "", NONE, Set.of(words));
    }

    private static final List<Field> EVERY_ENTRY =
            List.of(
                    text("/entry/title", "NXentry"),
                    new Field("/entry/start_time", "NXentry", Kind.TIME, "", NONE, NONE),
                    new Field("/entry/end_time", "NXentry", Kind.TIME, "", NONE, NONE),
                    text("/entry/entry_identifier_uuid", "NXentry"),
                    text("/entry/exit_status", "NXentry", "success", "abort", "fail"),
                    text("/entry/process/program", "NXentry/NXprocess", "Beamdesk"),
                    text("/entry/process/recipe/data", "NXentry/NXprocess/NXnote"),
                    text(
                            "/entry/instrument/source/type",
                            "NXentry/NXinstrument/NXsource",
                            "Synchrotron X-ray Source"),
                    text(
                            "/entry/instrument/source/probe",
                            "NXentry/NXinstrument/NXsource",
                            "x-ray"),
                    text("/entry/instrument/source/name", "NXentry/NXinstrument/NXsource"));

    private static final List<Field> XAS =
            List.of(
                    text("/entry/definition", "NXentry", "NXxas"),
                    new Field(
                            "/entry/instrument/monochromator/energy",
                            "NXentry/NXinstrument/NXmonochromator",
                            Kind.FLOAT,
                            "n",
                            ENERGY,
                            NONE),
                    new Field(
                            "/entry/instrument/incoming_beam/data",
                            "NXentry/NXinstrument/NXdetector",
                            Kind.NUMBER,
                            "n",
                            COUNTS,
                            NONE),
                    new Field(
                            "/entry/instrument/absorbed_beam/data",
                            "NXentry/NXinstrument/NXdetector",
                            Kind.NUMBER,
                            "n",
                            COUNTS,
                            NONE),
                    text("/entry/sample/name", "NXentry/NXsample"),
                    text("/entry/control/mode", "NXentry/NXmonitor", "timer", "monitor"),
                    new Field(
                            "/entry/control/preset",
                            "NXentry/NXmonitor",
                            Kind.FLOAT,
                            "n",
                            TIME,
                            NONE),
                    new Field(
                            "/entry/control/data",
                            "NXentry/NXmonitor",
                            Kind.NUMBER,
                            "n",
                            COUNTS,
                            NONE),
                    new Field(
                            "/entry/data/energy", "NXentry/NXdata", Kind.FLOAT, "n", ENERGY, NONE),
                    new Field(
                            "/entry/data/absorbed_beam",
                            "NXentry/NXdata",
                            Kind.NUMBER,
                            "n",
                            COUNTS,
                            NONE),
                    text(
                            "/entry/data/mode",
                            "NXentry/NXdata",
                            "Transmission",
                            "Fluorescence Yield",
                            "Total Electron Yield",
                            "Partial Electron Yield",
                            "Auger Electron Yield"));

    private static final List<Field> TOMOGRAPHY =
            List.of(
                    text("/entry/definition", "NXentry", "NXtomo"),
                    new Field(
                            "/entry/instrument/detector/data",
                            "NXentry/NXinstrument/NXdetector",
                            Kind.INTEGER,
                            "nyx",
                            NONE,
                            NONE),
                    new Field(
                            "/entry/instrument/detector/image_key",
                            "NXentry/NXinstrument/NXdetector",
                            Kind.INTEGER,
                            "n",
                            NONE,
                            NONE),
                    new Field(
                            "/entry/instrument/detector/x_pixel_size",
                            "NXentry/NXinstrument/NXdetector",
                            Kind.FLOAT,
                            "",
                            LENGTH,
                            NONE),
                    new Field(
                            "/entry/instrument/detector/y_pixel_size",
                            "NXentry/NXinstrument/NXdetector",
                            Kind.FLOAT,
                            "",
                            LENGTH,
                            NONE),
                    text("/entry/sample/name", "NXentry/NXsample"),
                    new Field(
                            "/entry/sample/rotation_angle",
                            "NXentry/NXsample",
                            Kind.FLOAT,
                            "n",
                            ANGLE,
                            NONE),
                    new Field(
                            "/entry/data/data", "NXentry/NXdata", Kind.INTEGER, "nyx", NONE, NONE),
                    new Field(
                            "/entry/data/rotation_angle",
                            "NXentry/NXdata",
                            Kind.FLOAT,
                            "n",
                            ANGLE,
                            NONE),
                    new Field(
                            "/entry/data/image_key",
                            "NXentry/NXdata",
                            Kind.INTEGER,
                            "n",
                            NONE,
                            NONE));

    /// Names that must be one dataset.
    private static final Map<String, List<String>> SAME =
            Map.of(
                    "NXxas",
                    List.of(
                            "/entry/data/energy=/entry/instrument/monochromator/energy",
                            "/entry/data/absorbed_beam=/entry/instrument/absorbed_beam/data",
                            "/entry/control/data=/entry/instrument/incoming_beam/data"),
                    "NXtomo",
                    List.of(
                            "/entry/data/data=/entry/instrument/detector/data",
                            "/entry/data/rotation_angle=/entry/sample/rotation_angle",
                            "/entry/data/image_key=/entry/instrument/detector/image_key"));

    private static final Map<String, List<Field>> DEFINITIONS =
            Map.of("NXxas", XAS, "NXtomo", TOMOGRAPHY);

    private final HdfFile file;
    private final List<String> faults = new ArrayList<>();
    private final Map<Character, Integer> sizes = new LinkedHashMap<>();

    private NexusCheck(HdfFile file) {
        this.file = file;
    }

    /// Everything that the product lacks, a clause each; empty if nothing.
    ///
    /// @param definition the application definition that it must meet; "" for none
    public static List<String> faults(Path product, String definition) {
        try (HdfFile file = new HdfFile(product)) {
            NexusCheck check = new NexusCheck(file);
            check.root();
            EVERY_ENTRY.forEach(check::field);
            DEFINITIONS.getOrDefault(definition, List.of()).forEach(check::field);
            SAME.getOrDefault(definition, List.of()).forEach(check::same);
            check.defaultPlot();
            check.tree(file, "");
            return check.faults;
        }
    }

    private void fault(String where, String what) {
        faults.add(where + " " + what);
    }

    private void root() {
        for (String name : List.of("creator", "file_name", "file_time", "HDF5_Version")) {
            if (attribute(file, name).isEmpty()) {
                fault("/@" + name, "is missing");
            }
        }
    }

    private void field(Field rule) {
        Node node = node(rule.path);
        if (!(node instanceof Dataset dataset)) {
            fault(rule.path, "is missing");
            return;
        }
        classes(rule);
        shape(rule, dataset);
        if (!isOf(rule.kind, dataset)) {
            fault(rule.path, "is no " + rule.kind + " but " + dataset.getJavaType());
        }
        String units = attribute(dataset, "units");
        if (!rule.units.isEmpty() && !rule.units.contains(units)) {
            fault(rule.path, "is in '" + units + "' and not in one of " + rule.units);
        }
        if (rule.kind == Kind.TEXT || rule.kind == Kind.TIME) {
            words(rule, String.valueOf(dataset.getData()));
        }
    }

    private void classes(Field rule) {
        String[] names = rule.path.substring(1).split("/", -1);
        String[] classes = rule.classes.split("/", -1);
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < names.length - 1; i++) {
            path.append('/').append(names[i]);
            String has = attribute(Objects.requireNonNull(node(path.toString())), "NX_class");
            if (!has.equals(classes[i])) {
                fault(path.toString(), "is a " + has + " and not a " + classes[i]);
            }
        }
    }

    private void shape(Field rule, Dataset dataset) {
        int[] shape = dataset.getDimensions();
        if (shape.length != rule.shape.length()) {
            fault(rule.path, "has the shape " + Arrays.toString(shape));
            return;
        }
        for (int i = 0; i < shape.length; i++) {
            int known = sizes.computeIfAbsent(rule.shape.charAt(i), size(shape[i]));
            if (known != shape[i] || known == 0) {
                fault(rule.path, "has " + shape[i] + " where " + known + " are needed");
            }
        }
    }

    private static java.util.function.Function<Character, Integer> size(int size) {
        return _ -> size;
    }

    private static boolean isOf(Kind kind, Dataset dataset) {
        Class<?> type = MethodType.methodType(dataset.getJavaType()).unwrap().returnType();
        boolean whole =
                type == long.class
                        || type == int.class
                        || type == short.class
                        || type == byte.class;
        boolean real = type == double.class || type == float.class;
        return switch (kind) {
            case TEXT, TIME -> type == String.class;
            case INTEGER -> whole;
            case FLOAT -> real;
            case NUMBER -> whole || real;
        };
    }

    private void words(Field rule, String text) {
        if (rule.kind == Kind.TIME) {
            try {
                var _ = OffsetDateTime.parse(text);
            } catch (DateTimeParseException _) {
                fault(rule.path, "is '" + text + "' and no time with an offset");
            }
        } else if (text.isBlank()) {
            fault(rule.path, "is blank");
        } else if (!rule.words.isEmpty() && !rule.words.contains(text)) {
            fault(rule.path, "is '" + text + "' and not one of " + rule.words);
        }
    }

    private void same(String names) {
        String[] both = names.split("=", 2);
        Node one = node(both[0]);
        Node other = node(both[1]);
        if (one == null || other == null || one.getAddress() != other.getAddress()) {
            fault(both[0], "is not the same dataset as " + both[1]);
        }
    }

    /// Follows `@default` from the root to the NXdata that a reader plots.
    private void defaultPlot() {
        Node node = file;
        StringBuilder path = new StringBuilder();
        while (!attribute(node, "NX_class").equals("NXdata")) {
            String next = attribute(node, "default");
            Node child =
                    node instanceof Group group && !next.isEmpty() ? group.getChild(next) : null;
            if (child == null) {
                fault(path + "/@default", "is '" + next + "' and leads nowhere");
                return;
            }
            path.append('/').append(next);
            node = child;
        }
        if (attribute(node, "signal").isEmpty()) {
            fault(path.toString(), "is the default plot and has no signal");
        }
    }

    private void tree(Group group, String path) {
        String nexusClass = attribute(group, "NX_class");
        if (!nexusClass.startsWith("NX")) {
            fault(path, "has no NX_class");
        }
        if (nexusClass.equals("NXdata")) {
            data(group, path);
        }
        for (Map.Entry<String, Node> child : group.getChildren().entrySet()) {
            String at = path + "/" + child.getKey();
            if (!child.getKey().matches("[A-Za-z_][A-Za-z0-9_.]*")) {
                fault(at, "is a name that NeXus does not allow");
            }
            if (child.getValue() instanceof Group inner) {
                tree(inner, at);
            } else {
                link(child.getValue(), at);
            }
        }
    }

    /// A dataset under several names says which is its own.
    private void link(Node dataset, String path) {
        String target = attribute(dataset, "target");
        if (!target.isEmpty()) {
            Node own = node(target);
            if (own == null || own.getAddress() != dataset.getAddress()) {
                fault(path, "says that it is " + target + ", which is another");
            }
        }
    }

    /// The signal has as many axes as dimensions, each as long as its dimension.
    private void data(Group group, String path) {
        String signal = attribute(group, "signal");
        if (signal.isEmpty()) {
            return;
        }
        if (!(group.getChild(signal) instanceof Dataset plotted)) {
            fault(path + "/@signal", "is '" + signal + "', which is not there");
            return;
        }
        int[] shape = plotted.getDimensions();
        List<String> axes = texts(group, "axes");
        if (axes.size() != shape.length) {
            fault(path + "/@axes", "is " + axes + " for " + shape.length + " dimensions");
            return;
        }
        for (int i = 0; i < shape.length; i++) {
            String axis = axes.get(i);
            if (!axis.equals(".")) {
                axis(group, path, axis, shape[i], i);
            }
        }
        for (String other : texts(group, "auxiliary_signals")) {
            if (!(group.getChild(other) instanceof Dataset more)
                    || !Arrays.equals(more.getDimensions(), shape)) {
                fault(path + "/" + other, "is an auxiliary signal and not like the signal");
            }
        }
    }

    private void axis(Group group, String path, String axis, int length, int dimension) {
        if (!(group.getChild(axis) instanceof Dataset values)) {
            fault(path + "/@axes", "names " + axis + ", which is not there");
            return;
        }
        if (values.getDimensions().length != 1 || values.getDimensions()[0] != length) {
            fault(
                    path + "/" + axis,
                    "has the shape "
                            + Arrays.toString(values.getDimensions())
                            + " along a dimension of "
                            + length);
        }
        @Nullable Attribute indices = group.getAttribute(axis + "_indices");
        if (indices == null || !String.valueOf(first(indices.getData())).equals("" + dimension)) {
            fault(path + "/@" + axis + "_indices", "is not " + dimension);
        }
    }

    private static Object first(Object value) {
        return value.getClass().isArray() ? Array.get(value, 0) : value;
    }

    private @Nullable Node node(String path) {
        Node node = file;
        for (String name : path.substring(1).split("/", -1)) {
            Node child = node instanceof Group group ? group.getChild(name) : null;
            if (child == null) {
                return null;
            }
            node = child;
        }
        return node;
    }

    private static String attribute(Node node, String name) {
        @Nullable Attribute attribute = node.getAttribute(name);
        return attribute == null || attribute.getData() == null
                ? ""
                : String.valueOf(first(attribute.getData()));
    }

    private static List<String> texts(Node node, String name) {
        @Nullable Attribute attribute = node.getAttribute(name);
        return attribute == null
                ? List.of()
                : attribute.getData() instanceof String[] several
                        ? List.of(several)
                        : List.of(String.valueOf(attribute.getData()));
    }
}
