package io.beamdesk.config;

import io.beamdesk.device.Recovery;
import io.beamdesk.device.epics.CameraSettings;
import io.beamdesk.device.epics.CameraView;
import io.beamdesk.device.epics.CameraZoom;
import io.beamdesk.device.epics.FileSettings;
import io.beamdesk.device.epics.MotorSettings;
import io.beamdesk.device.epics.Shutter;
import io.beamdesk.document.Compression;
import io.beamdesk.pv.PvName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads one device of a beamline file.
final class DeviceReading {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final String NAME_RULE = "a letter, then letters, digits and _";
    static final List<String> TYPES =
            List.of(
                    "motor",
                    "scaler",
                    "detector",
                    "shutter",
                    "signal",
                    "setting",
                    "choice",
                    "sample-changer");
    private static final List<String> FILTERS = List.of("deflate", "bitshuffle-lz4", "none");
    private static final Duration MARGIN = Duration.ofSeconds(5);
    private static final Duration TRAVEL = Duration.ofSeconds(1);
    private static final Duration MOUNT = Duration.ofSeconds(30);
    private static final Duration LONGEST_MOUNT = Duration.ofMinutes(5);
    // The scaler record has at most 64 channels.
    private static final int MOST_CHANNELS = 64;
    private static final int MOST_CHUNK_ROWS = 1 << 16;
    private static final int MOST_RETRIES = 100;

    private final Fields fields;
    private final String name;

    private DeviceReading(Fields fields, String name) {
        this.fields = fields;
        this.name = name;
    }

    /// The device; empty if its name or type is so wrong that nothing else can be said about it.
    static Optional<DeviceEntry> entry(
            Json.Obj object, List<String> groups, List<Problem> problems) {
        String known = object.members().get("name") instanceof Json.Text(int _, String n) ? n : "";
        String type = object.members().get("type") instanceof Json.Text(int _, String t) ? t : "";
        Fields fields =
                new Fields(object, type.isEmpty() ? "a device" : "a " + type, known, problems);
        String name = fields.text("name", "the name of the device, " + NAME_RULE);
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            fields.problem(fields.line(), "\"name\" is \"" + name + "\"; expected " + NAME_RULE);
        }
        String label = fields.text("label", "the name for people", name);
        String group = fields.text("group", "the name of a group", "Other");
        if (!groups.isEmpty()
                && !group.isEmpty()
                && !groups.contains(group)
                && !group.equals("Other")) {
            fields.problem(
                    fields.line(),
                    "\"group\" is \""
                            + group
                            + "\", which \"groups\" does not list; "
                            + Nearest.hint(group, groups));
        }
        Recovery recovery = recovery(fields);
        Optional<DeviceSpec> spec = new DeviceReading(fields, name).spec();
        return name.isEmpty()
                ? Optional.empty()
                : spec.map(s -> new DeviceEntry(object.line(), name, label, group, recovery, s));
    }

    private static Recovery recovery(Fields fields) {
        Recovery none = Recovery.DEFAULT;
        Duration reconnect =
                fields.secondsOrNone(
                        "reconnect", "a time in seconds, 0 to fail at once", none.reconnect());
        String expected =
                "an object such as {\"times\": 2, \"after\": 5}, how often and after how many seconds";
        return fields.object("retry", expected)
                .map(retry -> {
                    int times = retry.whole("times", 1, MOST_RETRIES);
                    Duration after =
                            retry.secondsOrNone("after", "a time in seconds", Duration.ZERO);
                    retry.finish();
                    return new Recovery(times, after, reconnect);
                })
                .orElse(new Recovery(none.retries(), none.after(), reconnect));
    }

    /// What a device of this kind is called in messages.
    static String kind(DeviceSpec spec) {
        return switch (spec) {
            case DeviceSpec.Motor _ -> "a motor";
            case DeviceSpec.Scaler _ -> "a scaler";
            case DeviceSpec.Detector _ -> "a detector";
            case DeviceSpec.Shutter _ -> "a shutter";
            case DeviceSpec.Signal _ -> "a signal";
            case DeviceSpec.Setting _ -> "a setting";
            case DeviceSpec.Choice _ -> "a choice";
            case DeviceSpec.Changer _ -> "a sample changer";
        };
    }

    private Optional<DeviceSpec> spec() {
        String type = fields.text("type", "one of " + String.join(", ", TYPES));
        Optional<DeviceSpec> spec =
                switch (type) {
                    case "motor" -> Optional.of(motor());
                    case "scaler" -> Optional.of(scaler());
                    case "detector" -> Optional.of(detector());
                    case "shutter" -> Optional.of(shutter());
                    case "signal" -> Optional.of(signal());
                    case "setting" -> Optional.of(setting());
                    case "choice" -> Optional.of(choice());
                    case "sample-changer" -> Optional.of(changer());
                    default -> Optional.empty();
                };
        if (spec.isPresent()) {
            fields.finish();
        } else if (!type.isEmpty()) {
            fields.problem(
                    fields.optional("type").map(Json::line).orElse(fields.line()),
                    "unknown type \"" + type + "\"; " + Nearest.hint(type, TYPES));
        }
        return spec;
    }

    private DeviceSpec motor() {
        PvName record = fields.pv("prefix", "the motor record, such as \"SIM:m1\"");
        return new DeviceSpec.Motor(
                record,
                new MotorSettings(
                        fields.positive("tolerance", "a distance above 0 in the motor's units"),
                        fields.seconds(
                                "stall_time",
                                "a time in seconds",
                                MotorSettings.DEFAULT.stallTime())));
    }

    private DeviceSpec scaler() {
        PvName record = fields.pv("prefix", "the scaler record, such as \"SIM:scaler1\"");
        String expected = "an object such as {\"i0\": 2, \"it\": 3}, column and channel number";
        Map<String, Integer> channels = new LinkedHashMap<>();
        fields.members("channels", expected)
                .forEach((column, value) -> {
                    checkColumn(column, value);
                    channels.put(column, channel(column, value));
                });
        return new DeviceSpec.Scaler(
                record,
                channels,
                fields.seconds("margin", "a time in seconds", MARGIN),
                fields.positive("full_scale", "a count rate above 0 in counts per second"));
    }

    private int channel(String column, Json value) {
        if (value instanceof Json.Num(int _, double n)
                && n == Math.rint(n)
                && n >= 1
                && n <= MOST_CHANNELS) {
            return (int) n;
        }
        fields.problem(
                value.line(),
                "channel \""
                        + column
                        + "\" is "
                        + value.kind()
                        + "; expected a whole number from 1 to "
                        + MOST_CHANNELS);
        return 1;
    }

    private void checkColumn(String column, Json value) {
        if (!NAME.matcher(column).matches()) {
            fields.problem(
                    value.line(), "column \"" + column + "\" is no name; expected " + NAME_RULE);
        }
    }

    private DeviceSpec detector() {
        return new DeviceSpec.Detector(
                fields.pv("camera", "the prefix of the camera, such as \"SIM:cam1:\""),
                fields.pv("image", "the prefix of the image plugin, such as \"SIM:image1:\""),
                new CameraSettings(
                        fields.seconds(
                                "margin", "a time in seconds", CameraSettings.DEFAULT.margin()),
                        fields.seconds(
                                "frame_lag",
                                "a time in seconds",
                                CameraSettings.DEFAULT.frameLag()),
                        fields.positive("pixel_size", "a length above 0 in mm"),
                        zoom(),
                        view(),
                        fields.pvIfGiven("live", "the NTNDArray of its PVAccess plugin"),
                        files()),
                compression());
    }

    /// The files that the camera's IOC writes itself.
    private Optional<FileSettings> files() {
        String expected =
                "an object such as {\"plugin\": \"SIM:HDF1:\", \"folder\": \"/data/detector\"}";
        return fields.object("files", expected).flatMap(this::files);
    }

    private Optional<FileSettings> files(Fields files) {
        PvName plugin = files.pv("plugin", "the prefix of the HDF5 plugin, such as \"SIM:HDF1:\"");
        String folder = files.text("folder", "the folder of the files as it is found from here");
        FileSettings settings = null;
        try {
            Path here = Path.of(folder);
            if (!folder.isEmpty() && !here.isAbsolute()) {
                files.problem(
                        files.line(),
                        "\"folder\" is \"" + folder + "\"; expected a path from the root on");
            }
            settings =
                    new FileSettings(
                            plugin,
                            files.text("ioc_folder", "the folder as the IOC finds it", folder),
                            here,
                            files.text(
                                    "dataset",
                                    "the path of the frames in a file",
                                    FileSettings.DATASET),
                            files.flag("lazy_open", true));
        } catch (InvalidPathException e) {
            files.problem(files.line(), "\"folder\" is no path: " + e.getMessage());
        }
        if (fields.optional("compression").isPresent()) {
            files.problem(
                    files.line(),
                    "\"files\" and \"compression\" exclude each other: the IOC packs what it writes; set that in its plugin");
        }
        files.finish();
        return Optional.ofNullable(settings);
    }

    private Compression compression() {
        String expected =
                "an object such as {\"filter\": \"deflate\", \"level\": 1, \"shuffle\": true}";
        return fields.object("compression", expected)
                .map(DeviceReading::compression)
                .orElse(Compression.NONE);
    }

    private static Compression compression(Fields fields) {
        String expected = "one of " + String.join(", ", FILTERS);
        String filter = fields.text("filter", expected);
        Compression compression =
                switch (filter) {
                    case "deflate" ->
                            Compression.deflate(
                                    fields.whole("level", 1, Compression.MOST_LEVEL, 1),
                                    fields.flag("shuffle", true));
                    case "bitshuffle-lz4" -> Compression.bitshuffleLz4();
                    default -> Compression.NONE;
                };
        int chunkRows = fields.whole("chunk_rows", 0, MOST_CHUNK_ROWS, 0);
        if (FILTERS.contains(filter)) {
            fields.finish();
        } else if (!filter.isEmpty()) {
            fields.problem(
                    fields.line(),
                    "unknown filter \"" + filter + "\"; " + Nearest.hint(filter, FILTERS));
        }
        return compression.inBands(chunkRows);
    }

    private Optional<CameraView> view() {
        String expected = "an object such as {\"left\": \"sample_x\", \"down\": \"sample_y\"}";
        Optional<Fields> given = fields.object("view", expected);
        boolean zooms = fields.optional("zoom").isPresent();
        if (given.isPresent() && fields.optional("pixel_size").isEmpty() && !zooms) {
            fields.problem(
                    given.get().line(),
                    "\"view\" needs \"pixel_size\": the size of a pixel at the sample in mm");
        }
        return given.flatMap(view -> {
            Optional<CameraView.Towards> across = towards(view, "view", "right", "left");
            Optional<CameraView.Towards> down = towards(view, "view", "down", "up");
            Optional<CameraView.Beam> beam =
                    view.object("beam", "an object such as {\"column\": 512, \"row\": 512}")
                            .map(DeviceReading::beam);
            if (zooms && beam.isPresent()) {
                view.problem(
                        view.line(),
                        "\"beam\" holds for one magnification; move it to the levels of \"zoom\"");
            }
            Optional<CameraView.Turning> turning =
                    view.object(
                                    "turning",
                                    "an object such as {\"rotation\": \"rotation\", \"left\": \"centring_x\","
                                            + " \"left_at_90\": \"centring_z\"}")
                            .flatMap(DeviceReading::turning);
            view.finish();
            return across.isPresent() && down.isPresent()
                    ? Optional.of(new CameraView(across.get(), down.get(), beam, turning))
                    : Optional.empty();
        });
    }

    private Optional<CameraZoom> zoom() {
        String expected =
                "an object such as {\"pv\": \"SIM:cam2:Zoom\", \"levels\": {\"1x\": {\"pixel_size\": 0.005}}}";
        Optional<Fields> given = fields.object("zoom", expected);
        if (given.isPresent() && fields.optional("pixel_size").isPresent()) {
            fields.problem(
                    given.get().line(),
                    "\"pixel_size\" holds for one magnification; move it to the levels of \"zoom\"");
        }
        return given.map(zoom -> {
            Map<String, CameraZoom.Level> levels = new LinkedHashMap<>();
            zoom.objects("levels", "an object such as {\"1x\": {\"pixel_size\": 0.005}}")
                    .forEach((label, level) -> levels.put(label, level(level)));
            CameraZoom found =
                    new CameraZoom(
                            zoom.pv("pv", "the PV that chooses the level"),
                            zoom.pvIfGiven("readback", "the PV that says the level"),
                            levels);
            zoom.finish();
            return found;
        });
    }

    private static CameraZoom.Level level(Fields level) {
        CameraZoom.Level found =
                new CameraZoom.Level(
                        level.positive("pixel_size", "a length above 0 in mm"),
                        level.object("beam", "an object such as {\"column\": 512, \"row\": 512}")
                                .map(DeviceReading::beam));
        level.finish();
        return found;
    }

    private static Optional<CameraView.Turning> turning(Fields turning) {
        String rotation = turning.text("rotation", "the name of the axis that turns the sample");
        boolean upright =
                Stream.of("right", "left").anyMatch(way -> turning.optional(way).isPresent());
        String rising = upright ? "right" : "down";
        String falling = upright ? "left" : "up";
        Optional<CameraView.Towards> at0 = towards(turning, "turning", rising, falling);
        Optional<CameraView.Towards> at90 =
                towards(turning, "turning", rising + "_at_90", falling + "_at_90");
        turning.finish();
        return at0.isPresent() && at90.isPresent()
                ? Optional.of(new CameraView.Turning(rotation, upright, at0.get(), at90.get()))
                : Optional.empty();
    }

    /// An axis by the way in which its positions rise.
    ///
    /// @param of which object says it
    private static Optional<CameraView.Towards> towards(
            Fields view, String of, String rising, String falling) {
        String expected = "the name of the axis whose positions rise that way";
        String up = view.text(rising, expected, "");
        String down = view.text(falling, expected, "");
        if (up.isEmpty() == down.isEmpty()) {
            view.problem(
                    view.line(),
                    "\""
                            + of
                            + "\" needs either \""
                            + rising
                            + "\" or \""
                            + falling
                            + "\": "
                            + expected);
            return Optional.empty();
        }
        return Optional.of(new CameraView.Towards(up + down, down.isEmpty()));
    }

    private static CameraView.Beam beam(Fields beam) {
        double column = beam.positive("column", "pixels from the left edge").orElse(0);
        double row = beam.positive("row", "pixels from the upper edge").orElse(0);
        beam.finish();
        return new CameraView.Beam(column, row);
    }

    private DeviceSpec shutter() {
        return new DeviceSpec.Shutter(
                new Shutter.Wires(
                        fields.pv("command", "the PV that opens and closes"),
                        fields.text(
                                "open", "what to write to open it, a label or a figure", "Open"),
                        fields.text(
                                "close", "what to write to close it, a label or a figure", "Close"),
                        fields.pv("status", "the PV that says Open or Closed"),
                        fields.pvIfGiven("permit", "the PV that is 1 where opening is permitted"),
                        fields.seconds("travel", "a time in seconds", TRAVEL)));
    }

    private DeviceSpec signal() {
        boolean one = fields.optional("pv").isPresent();
        boolean several = fields.optional("columns").isPresent();
        if (one == several) {
            fields.problem(
                    fields.line(),
                    "a signal needs either \"pv\", the name of one PV, or \"columns\", an object"
                            + " such as {\"temperature\": \"SIM:t1\"}");
            return new DeviceSpec.Signal(Map.of());
        }
        Map<String, PvName> columns = new LinkedHashMap<>();
        if (one) {
            columns.put(name, fields.pv("pv", "the name of a PV"));
        } else {
            String expected = "an object such as {\"temperature\": \"SIM:t1\"}";
            fields.members("columns", expected).forEach(this::checkColumn);
            fields.pvs("columns", expected).forEach((k, pv) -> columns.put(name + "_" + k, pv));
        }
        return new DeviceSpec.Signal(columns);
    }

    private DeviceSpec setting() {
        return new DeviceSpec.Setting(
                fields.pv("pv", "the PV to write"),
                fields.pvIfGiven("readback", "the PV to read"),
                fields.positive("tolerance", "a distance above 0 in the setting's units"),
                fields.seconds("time_limit", "a time in seconds", MARGIN));
    }

    private DeviceSpec choice() {
        return new DeviceSpec.Choice(
                fields.pv("pv", "the PV of an enum record"),
                fields.seconds("time_limit", "a time in seconds", MARGIN));
    }

    private DeviceSpec changer() {
        String expected = "an object such as {\"sample_x\": 0}, axis and position";
        Map<String, Double> mountAt = new LinkedHashMap<>();
        if (fields.optional("mount_at").isPresent()) {
            fields.members("mount_at", expected)
                    .forEach((axis, value) -> {
                        if (value instanceof Json.Num(int _, double at) && Double.isFinite(at)) {
                            mountAt.put(axis, at);
                        } else {
                            fields.problem(
                                    value.line(),
                                    "\"mount_at\" of "
                                            + axis
                                            + " is "
                                            + value.kind()
                                            + "; expected a position");
                        }
                    });
        }
        return new DeviceSpec.Changer(
                fields.pv("prefix", "the prefix of its PVs, such as \"SIM:robot:\""),
                fields.seconds("mount_time", "a time in seconds", MOUNT),
                fields.seconds("time_limit", "a time in seconds", LONGEST_MOUNT),
                mountAt);
    }
}
