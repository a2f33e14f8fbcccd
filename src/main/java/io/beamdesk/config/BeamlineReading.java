package io.beamdesk.config;

import io.beamdesk.pv.PvName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Turns the JSON of a beamline file into a [BeamlineFile], collecting every problem on the way.
final class BeamlineReading {
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final List<Problem> problems;
    private final Map<String, DeviceEntry> devices = new LinkedHashMap<>();
    private final Map<String, String> ownerOfColumn = new LinkedHashMap<>();
    private final Set<String> scalerColumns = new LinkedHashSet<>();

    BeamlineReading(List<Problem> problems) {
        this.problems = problems;
    }

    BeamlineFile file(Json root, Optional<Path> path, String text) {
        if (!(root instanceof Json.Obj object)) {
            throw new BeamlineFileException(
                    List.of(
                            new Problem(
                                    root.line(),
                                    "",
                                    "is "
                                            + root.kind()
                                            + "; expected an object with name, title and"
                                            + " devices")));
        }
        Fields fields = new Fields(object, "a beamline file", "", problems);
        fields.optional("$schema");
        String name = fields.text("name", "the short name of the beamline, such as \"SIM-1\"");
        String title = fields.text("title", "what the beamline is, in words", name);
        List<String> groups =
                fields.texts("groups", "a list of group names in the order shown").stream()
                        .map(Json.Text::value)
                        .toList();
        devices(fields, groups);
        mountPositions();
        devices.values().forEach(this::view);
        Map<Role, String> roles = roles(fields);
        List<String> baseline = baseline(fields);
        List<PvName> scanRecords =
                fields.records("scan_records", "a list of sscan records, such as [\"SIM:scan1\"]");
        List<SuspenderLimit> suspenders = suspenders(fields);
        long keepFree = keepFree(fields);
        DataPolicy dataPolicy = new DataPolicyReading(problems).policy(fields);
        fields.finish();
        return new BeamlineFile(
                path,
                text,
                name,
                title,
                groups(groups),
                List.copyOf(devices.values()),
                roles,
                baseline,
                scanRecords,
                suspenders,
                keepFree,
                dataPolicy);
    }

    private static long keepFree(Fields fields) {
        String name = "keep_free_gib";
        String expected = "a number of GiB, 0 for no limit";
        OptionalDouble given = fields.number(name, expected);
        if (given.isPresent() && given.getAsDouble() < 0) {
            fields.problem(
                    fields.optional(name).map(Json::line).orElse(fields.line()),
                    "\"" + name + "\" is " + given.getAsDouble() + "; expected " + expected);
        }
        return Math.round(given.orElse(1) * (1L << 30));
    }

    /// The groups as listed, then those that only devices name, in the order of the file.
    private List<String> groups(List<String> listed) {
        Set<String> groups = new LinkedHashSet<>(listed);
        devices.values().forEach(d -> groups.add(d.group()));
        return List.copyOf(groups);
    }

    private void devices(Fields fields, List<String> groups) {
        String expected = "a list of devices, each an object with name, type and PVs";
        fields.required("devices", expected)
                .ifPresent(value -> {
                    if (value instanceof Json.Arr(int _, List<Json> items)) {
                        items.forEach(item -> device(item, groups));
                    } else {
                        fields.problem(
                                value.line(),
                                "\"devices\" is " + value.kind() + "; expected " + expected);
                    }
                });
    }

    /// A sample changer names axes that may stand behind it in the file.
    private void mountPositions() {
        for (DeviceEntry entry : devices.values()) {
            if (entry.spec() instanceof DeviceSpec.Changer changer) {
                changer.mountAt()
                        .keySet()
                        .forEach(axis -> mountPosition(entry.line(), entry.name(), axis));
            }
        }
    }

    private void mountPosition(int line, String changer, String axis) {
        if (isDevice(line, "\"mount_at\" of " + changer, axis)) {
            DeviceSpec spec = entry(axis).spec();
            if (!(spec instanceof DeviceSpec.Motor) && !(spec instanceof DeviceSpec.Setting)) {
                problems.add(
                        new Problem(
                                line,
                                changer,
                                "\"mount_at\" names "
                                        + axis
                                        + ", which is "
                                        + DeviceReading.kind(spec)
                                        + "; expected a motor or a setting"));
            }
        }
    }

    private void device(Json value, List<String> groups) {
        if (!(value instanceof Json.Obj object)) {
            problems.add(
                    new Problem(
                            value.line(),
                            "",
                            "a device is "
                                    + value.kind()
                                    + "; expected an object such as {\"name\": \"sample_x\","
                                    + " \"type\": \"motor\", \"prefix\": \"SIM:m1\"}"));
            return;
        }
        DeviceReading.entry(object, groups, problems).ifPresent(this::add);
    }

    private void add(DeviceEntry entry) {
        DeviceEntry earlier = devices.putIfAbsent(entry.name(), entry);
        if (earlier != null) {
            problems.add(
                    new Problem(
                            entry.line(),
                            entry.name(),
                            "the name is taken by the device in line "
                                    + earlier.line()
                                    + "; give each device a name of its own"));
            return;
        }
        for (String column : entry.spec().columns(entry.name())) {
            String owner = ownerOfColumn.putIfAbsent(column, entry.name());
            if (owner != null) {
                problems.add(
                        new Problem(
                                entry.line(),
                                entry.name(),
                                "its column \""
                                        + column
                                        + "\" is one of "
                                        + owner
                                        + " already; rename the device or the column"));
            }
        }
        if (entry.spec() instanceof DeviceSpec.Scaler scaler) {
            scalerColumns.addAll(scaler.channels().keySet());
        }
    }

    /// The axes that a camera's view names are devices that move.
    private void view(DeviceEntry camera) {
        if (camera.spec() instanceof DeviceSpec.Detector detector) {
            detector.settings()
                    .view()
                    .ifPresent(view -> {
                        moves(camera, view.across().axis());
                        moves(camera, view.down().axis());
                        view.turning()
                                .ifPresent(turning -> {
                                    moves(camera, turning.rotation());
                                    moves(camera, turning.at0().axis());
                                    moves(camera, turning.at90().axis());
                                });
                    });
        }
    }

    private void moves(DeviceEntry camera, String axis) {
        if (isDevice(camera.line(), "\"view\" of " + camera.name(), axis)
                && !(entry(axis).spec() instanceof DeviceSpec.Motor)
                && !(entry(axis).spec() instanceof DeviceSpec.Setting)) {
            problems.add(
                    new Problem(
                            camera.line(),
                            camera.name(),
                            "\"view\" names "
                                    + axis
                                    + ", which is "
                                    + DeviceReading.kind(entry(axis).spec())
                                    + "; expected a motor or a setting"));
        }
    }

    private Map<Role, String> roles(Fields fields) {
        Map<Role, String> roles = new EnumMap<>(Role.class);
        Optional<Json> given = fields.optional("roles");
        if (given.isEmpty()) {
            return roles;
        }
        if (!(given.get() instanceof Json.Obj object)) {
            fields.problem(
                    given.get().line(),
                    "\"roles\" is "
                            + given.get().kind()
                            + "; expected an object such as {\"energy\": \"mono\"}");
            return roles;
        }
        Fields named = new Fields(object, "\"roles\"", "", problems);
        for (Role role : Role.values()) {
            named.optional(role.key())
                    .ifPresent(value -> role(role, value).ifPresent(name -> roles.put(role, name)));
        }
        named.finish();
        return roles;
    }

    private Optional<String> role(Role role, Json value) {
        String intro = "role \"" + role.key() + "\" ";
        if (!(value instanceof Json.Text(int line, String name))) {
            problems.add(
                    new Problem(
                            value.line(),
                            "",
                            intro
                                    + "is "
                                    + value.kind()
                                    + "; expected the name of "
                                    + role.expected()));
            return Optional.empty();
        }
        Set<String> known = role.isColumn() ? scalerColumns : devices.keySet();
        if (!known.contains(name)) {
            problems.add(
                    new Problem(
                            line,
                            "",
                            intro
                                    + "names \""
                                    + name
                                    + "\", which is not "
                                    + (role.isColumn() ? "a channel of a scaler" : "a device")
                                    + "; "
                                    + Nearest.hint(name, known)));
            return Optional.empty();
        }
        if (!role.isColumn() && !role.fits(entry(name).spec())) {
            problems.add(
                    new Problem(
                            line,
                            "",
                            intro
                                    + "names "
                                    + name
                                    + ", which is "
                                    + DeviceReading.kind(entry(name).spec())
                                    + "; expected "
                                    + role.expected()));
            return Optional.empty();
        }
        return Optional.of(name);
    }

    private DeviceEntry entry(String name) {
        return Optional.ofNullable(devices.get(name)).orElseThrow();
    }

    private List<String> baseline(Fields fields) {
        List<String> baseline = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Json.Text name : fields.texts("baseline", "a list of names of devices")) {
            if (!isDevice(name.line(), "\"baseline\"", name.value())) {
                continue;
            }
            if (entry(name.value()).spec() instanceof DeviceSpec.Detector) {
                fields.problem(
                        name.line(),
                        "\"baseline\" names "
                                + name.value()
                                + ", a detector, which has nothing to read untriggered; leave it"
                                + " out");
            } else if (!seen.add(name.value())) {
                fields.problem(
                        name.line(), "\"baseline\" names " + name.value() + " twice; keep one");
            } else {
                baseline.add(name.value());
            }
        }
        return baseline;
    }

    private boolean isDevice(int line, String where, String name) {
        if (devices.containsKey(name)) {
            return true;
        }
        problems.add(
                new Problem(
                        line,
                        "",
                        where
                                + " names \""
                                + name
                                + "\", which is not a device; "
                                + Nearest.hint(name, devices.keySet())));
        return false;
    }

    private List<SuspenderLimit> suspenders(Fields fields) {
        List<SuspenderLimit> limits = new ArrayList<>();
        Optional<Json> given = fields.optional("suspenders");
        if (given.isPresent() && !(given.get() instanceof Json.Arr)) {
            fields.problem(
                    given.get().line(),
                    "\"suspenders\" is " + given.get().kind() + "; expected a list of objects");
        }
        if (given.isPresent() && given.get() instanceof Json.Arr(int _, List<Json> items)) {
            items.forEach(item -> suspender(item).ifPresent(limits::add));
        }
        return limits;
    }

    private Optional<SuspenderLimit> suspender(Json value) {
        String expected =
                "an object such as {\"device\": \"ring_current\", \"below\": 150, \"resume_above\":"
                        + " 180} or {\"device\": \"hutch\", \"unless\": \"Ready\"}";
        if (!(value instanceof Json.Obj object)) {
            problems.add(
                    new Problem(
                            value.line(),
                            "",
                            "a suspender is " + value.kind() + "; expected " + expected));
            return Optional.empty();
        }
        int before = problems.size();
        Fields fields = new Fields(object, "a suspender", "", problems);
        String device = fields.text("device", "the name of a device");
        OptionalDouble below = fields.number("below", "the number that suspends");
        OptionalDouble above = fields.number("resume_above", "the number that resumes");
        String unless = fields.text("unless", "the label of the good state", "");
        Duration settle = fields.seconds("settle", "a time in seconds", SETTLE);
        fields.finish();
        if (!device.isEmpty() && isDevice(fields.line(), "a suspender", device)) {
            watched(fields, device, below.isPresent());
        }
        if (below.isPresent() == !unless.isEmpty()) {
            fields.problem(
                    fields.line(), "a suspender needs either \"below\" or \"unless\": " + expected);
        }
        if (above.isPresent() && below.isPresent() && above.getAsDouble() < below.getAsDouble()) {
            fields.problem(
                    fields.line(),
                    "\"resume_above\" is lower than \"below\"; the run would resume and suspend at"
                            + " once");
        }
        if (problems.size() > before) {
            return Optional.empty();
        }
        return Optional.of(
                below.isPresent()
                        ? new SuspenderLimit.Low(
                                device,
                                below.getAsDouble(),
                                above.orElse(below.getAsDouble()),
                                settle)
                        : new SuspenderLimit.Not(device, unless, settle));
    }

    private void watched(Fields fields, String device, boolean number) {
        DeviceSpec spec = entry(device).spec();
        boolean one = spec.columns(device).size() == 1;
        boolean fits =
                (spec instanceof DeviceSpec.Signal && one)
                        || (spec instanceof DeviceSpec.Shutter && !number);
        if (!fits) {
            fields.problem(
                    fields.line(),
                    "a suspender watches "
                            + device
                            + ", which is "
                            + DeviceReading.kind(spec)
                            + "; expected a signal with one PV"
                            + (number ? "" : ", or a shutter"));
        }
    }
}
