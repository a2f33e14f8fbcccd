package io.beamdesk.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.beamdesk.app.PvTexts;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// A beamline file as a proposal, made of what live records say of themselves: motor, scaler and sscan by
/// their type, areaDetector by its fields, simple records as settings, choices and signals. Reads only.
///
/// Channel Access cannot list names, so each prefix is tried with the names that synApps and areaDetector give
/// by convention, and as a name itself.
final class BeamlineDiscovery {
    private static final int MOTORS = 64;
    private static final int FEW = 4;
    private static final int CHANNELS = 64;
    private static final List<String> SIGNALS =
            List.of("ai", "calc", "calcout", "longin", "mbbi", "bi", "stringin", "int64in", "sub");
    private static final List<String> SETTINGS = List.of("ao", "longout", "int64out");
    private static final List<String> CHOICES = List.of("mbbo", "bo");

    private final Pvs pvs;
    private final Duration limit;
    private final JsonArray devices = new JsonArray();
    private final JsonArray scanRecords = new JsonArray();
    private final List<String> remarks = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /// @param limit how long records may take to answer
    BeamlineDiscovery(Pvs pvs, Duration limit) {
        this.pvs = pvs;
        this.limit = limit;
    }

    /// What it could not make a device of, one sentence each.
    List<String> remarks() {
        return remarks;
    }

    /// Number of devices found.
    int size() {
        return devices.size() + scanRecords.size();
    }

    /// Looks, and proposes.
    ///
    /// @param name of the beamline
    /// @param prefixes as `SIM:`, or names of records
    JsonObject file(String name, Collection<String> prefixes) throws InterruptedException {
        Set<String> exact = new LinkedHashSet<>();
        Set<String> records = new LinkedHashSet<>();
        Set<String> cameras = new LinkedHashSet<>();
        for (String prefix : prefixes) {
            if (!prefix.endsWith(":")) {
                exact.add(prefix);
                records.add(prefix);
            }
            IntStream.rangeClosed(1, MOTORS).forEach(i -> records.add(prefix + "m" + i));
            IntStream.rangeClosed(1, FEW).forEach(i -> records.add(prefix + "scaler" + i));
            IntStream.rangeClosed(1, FEW).forEach(i -> records.add(prefix + "scan" + i));
            records.add(prefix + "scanH");
            cameras.add(prefix);
            IntStream.rangeClosed(1, FEW).forEach(i -> cameras.add(prefix + "cam" + i + ":"));
        }
        Map<String, String> types = read(records, ".RTYP");
        List<String> found = new ArrayList<>(types.keySet());
        Map<String, String> labels = read(found, ".DESC");
        for (String record : found) {
            record(record, types.getOrDefault(record, ""), labels.getOrDefault(record, ""), exact);
        }
        cameras(cameras);
        for (String prefix : prefixes) {
            boolean some =
                    found.stream().anyMatch(record -> record.startsWith(prefix))
                            || devices.toString().contains('"' + prefix);
            if (!some) {
                remarks.add(
                        "Nothing answers that begins with "
                                + prefix
                                + "; check the name and"
                                + " EPICS_CA_ADDR_LIST");
            }
        }
        JsonObject file = new JsonObject();
        file.addProperty("name", name);
        file.add("devices", devices);
        if (!scanRecords.isEmpty()) {
            file.add("scan_records", scanRecords);
        }
        return file;
    }

    private void record(String record, String type, String label, Set<String> exact)
            throws InterruptedException {
        switch (type) {
            case "motor" -> add("motor", record, label).addProperty("prefix", record);
            case "scaler" -> scaler(record, label);
            case "sscan" -> scanRecords.add(record);
            default -> {
                String kind =
                        SIGNALS.contains(type)
                                ? "signal"
                                : SETTINGS.contains(type)
                                        ? "setting"
                                        : CHOICES.contains(type) ? "choice" : "";
                if (exact.contains(record) && !kind.isEmpty()) {
                    add(kind, record, label).addProperty("pv", record);
                } else {
                    remarks.add(
                            record
                                    + " is a record of type "
                                    + type
                                    + ", for which there is no"
                                    + " device; name its PVs by hand if it is needed");
                }
            }
        }
    }

    private void scaler(String record, String label) throws InterruptedException {
        List<String> numbers = IntStream.rangeClosed(2, CHANNELS).mapToObj(i -> ".NM" + i).toList();
        Set<String> asked = new LinkedHashSet<>();
        numbers.forEach(number -> asked.add(record + number));
        Map<String, String> wired = read(asked, "");
        JsonObject channels = new JsonObject();
        wired.forEach((field, name) -> {
            if (!name.isBlank()) {
                channels.addProperty(
                        unique(name), Integer.parseInt(field.substring(record.length() + 3)));
            }
        });
        if (channels.isEmpty()) {
            remarks.add(
                    record + " has no names for its channels (NM2, NM3, ...); channel 2 is taken");
            channels.addProperty(unique("counts"), 2);
        }
        JsonObject device = add("scaler", record, label);
        device.addProperty("prefix", record);
        device.add("channels", channels);
    }

    private void cameras(Set<String> prefixes) throws InterruptedException {
        Map<String, String> states = read(prefixes, "DetectorState_RBV");
        Map<String, String> acquiring = read(states.keySet(), "Acquire");
        Map<String, String> models = read(states.keySet(), "Model_RBV");
        List<String> images = acquiring.keySet().stream().map(BeamlineDiscovery::image).toList();
        Map<String, String> data = read(images, "ArrayData");
        for (String camera : acquiring.keySet()) {
            String image = image(camera);
            if (!data.containsKey(image)) {
                remarks.add(
                        camera
                                + " is an areaDetector camera whose image plugin is not "
                                + image
                                + "; give \"image\" by hand");
                continue;
            }
            JsonObject device = add("detector", camera, models.getOrDefault(camera, ""));
            device.addProperty("camera", camera);
            device.addProperty("image", image);
        }
    }

    private static String image(String camera) {
        int at = camera.lastIndexOf("cam");
        return at < 0
                ? camera + "image1:"
                : camera.substring(0, at) + "image" + camera.substring(at + 3);
    }

    private JsonObject add(String type, String record, String label) {
        JsonObject device = new JsonObject();
        String tail = record.replaceFirst(":$", "");
        String last = tail.substring(tail.lastIndexOf(':') + 1);
        device.addProperty("name", unique(label.isBlank() ? last : label));
        device.addProperty("type", type);
        if (!label.isBlank()) {
            device.addProperty("label", label.strip());
        }
        devices.add(device);
        return device;
    }

    /// A name as the beamline file wants it, that none has yet.
    private String unique(String words) {
        String name =
                words.strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "_")
                        .replaceAll("^_+|_+$", "");
        if (name.isEmpty() || !Character.isLetter(name.charAt(0))) {
            name = "d_" + name;
        }
        String free = name;
        for (int i = 2; !names.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    /// What the variables made of these names and a suffix say; those that do not answer are missing.
    private Map<String, String> read(Collection<String> of, String suffix)
            throws InterruptedException {
        Map<PvName, String> asked = new LinkedHashMap<>();
        of.forEach(name -> asked.put(PvName.of(name + suffix), name));
        Map<String, String> answers = new LinkedHashMap<>();
        PvTexts.read(pvs, asked.keySet(), limit)
                .forEach((name, text) -> answers.put(String.valueOf(asked.get(name)), text));
        return answers;
    }
}
