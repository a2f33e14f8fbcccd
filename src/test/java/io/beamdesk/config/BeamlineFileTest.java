package io.beamdesk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.beamdesk.device.Recovery;
import io.beamdesk.device.epics.CameraSettings;
import io.beamdesk.device.epics.CameraView;
import io.beamdesk.device.epics.CameraZoom;
import io.beamdesk.document.Compression;
import io.beamdesk.pv.PvName;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BeamlineFileTest {
    private static final Path SIMULATED = Path.of("assets", "beamlines", "simulated.json");
    private static final int MUTATIONS = 20_000;

    private static final String ONE_OF_EACH =
            """
            {
              "name": "B", "title": "A beamline", "groups": ["Stage", "Beam"],
              "devices": [
                {"name": "x", "type": "motor", "label": "X", "group": "Stage",
                 "prefix": "SIM:m1", "tolerance": 0.01, "stall_time": 3},
                {"name": "sc", "type": "scaler", "prefix": "SIM:sc", "channels": {"i0": 2, "it": 3}},
                {"name": "cam", "type": "detector", "camera": "SIM:cam:", "image": "SIM:image:"},
                {"name": "fs", "type": "shutter", "group": "Beam", "command": "SIM:fs:Cmd",
                 "status": "SIM:fs:Status", "permit": "SIM:fs:Permit", "travel": 2},
                {"name": "ring", "type": "signal", "pv": "ca://SIM:ring"},
                {"name": "light", "type": "setting", "pv": "SIM:light", "readback": "SIM:light_rbv"},
                {"name": "gain", "type": "choice", "pv": "SIM:gain"},
                {"name": "robot", "type": "sample-changer", "prefix": "SIM:robot:",
                 "mount_time": 25, "mount_at": {"x": 0}}
              ],
              "roles": {"energy": "x", "fast_shutter": "fs", "i0": "i0", "detector": "cam"},
              "baseline": ["x", "gain", "ring"],
              "suspenders": [{"device": "ring", "below": 100, "resume_above": 150, "settle": 5},
                             {"device": "fs", "unless": "Open"}]
            }
            """;

    private static BeamlineFile read(String text) throws IOException {
        return BeamlineFile.read(new StringReader(text));
    }

    private static List<String> problems(String text) {
        return catchThrowableOfType(BeamlineFileException.class, () -> read(text))
                .problems()
                .stream()
                .map(Problem::toString)
                .toList();
    }

    private static List<String> problemsOfDevice(String device) {
        return problems("{\"name\": \"B\", \"devices\": [\n" + device + "\n]}");
    }

    @Test
    void readTellsWhatTheSimulatedBeamlineIs() throws IOException {
        BeamlineFile file = BeamlineFile.read(SIMULATED);
        assertThat(file.name()).isEqualTo("SIM-1");
        assertThat(file.path()).contains(SIMULATED);
        assertThat(file.sha256()).hasSize(64);
        assertThat(file.roles()).containsOnlyKeys(Role.values());
        assertThat(file.devices()).extracting(DeviceEntry::name).contains("sample_x", "scaler");
        assertThat(file.suspenders())
                .contains(
                        new SuspenderLimit.Low("ring_current", 100, 150, Duration.ofSeconds(5)),
                        new SuspenderLimit.Not("hutch", "Ready", Duration.ofSeconds(2)));
    }

    @Test
    void readListsEveryProblemWithItsLineAndDevice() {
        String text =
                """
                {
                  "name": "B",
                  "groups": ["Stage"],
                  "devices": [
                    {"name": "x", "type": "motor", "prefix": "m1", "group": "Stag"},
                    {"name": "x", "type": "motor", "prefix": "m2"},
                    {"name": "y", "type": "moter", "prefix": "m3"},
                    {"name": "z", "type": "motor", "prefiks": "m4"},
                    {"name": "s", "type": "scaler", "prefix": "sc",
                     "channels": {"i0": 2,
                                  "it": 2.5}},
                    {"name": "fs", "type": "shutter", "command": "c", "status": "a b"}
                  ],
                  "roles": {"energy": "fs",
                            "i0": "i1",
                            "enrgy": "x"},
                  "baseline": ["x", "xx"],
                  "suspenders": [{"device": "x", "below": 1}]
                }
                """;
        assertThat(problems(text))
                .containsExactly(
                        "line 5, x: \"group\" is \"Stag\", which \"groups\" does not list; did you"
                                + " mean \"Stage\"?",
                        "line 6, x: the name is taken by the device in line 5; give each device a"
                                + " name of its own",
                        "line 7, y: unknown type \"moter\"; did you mean \"motor\"?",
                        "line 8, z: a motor needs \"prefix\": the motor record, such as \"SIM:m1\"",
                        "line 8, z: a motor has no field \"prefiks\"; did you mean \"prefix\"?",
                        "line 11, s: channel \"it\" is the number 2.5; expected a whole number from"
                                + " 1 to 64",
                        "line 12, fs: \"status\": \"a b\" is not a PV name: it has white space or a"
                                + " control character in it",
                        "line 14: role \"energy\" names fs, which is a shutter; expected a motor or"
                                + " a setting",
                        "line 15: role \"i0\" names \"i1\", which is not a channel of a scaler; did"
                                + " you mean \"i0\"?",
                        "line 16: \"roles\" has no field \"enrgy\"; did you mean \"energy\"?",
                        "line 17: \"baseline\" names \"xx\", which is not a device; did you mean"
                                + " \"x\"?",
                        "line 18: a suspender watches x, which is a motor; expected a signal with"
                                + " one PV");
    }

    @Test
    void readSaysWhereTheJsonIsBroken() {
        assertThat(problems("{\n  \"name\": \"B\",\n  \"devices\": [\n    {\"name\" \"x\"}\n]}"))
                .singleElement()
                .asString()
                .startsWith("line 4: is not JSON:");
        assertThat(problems("")).singleElement().asString().startsWith("line 1: is not JSON:");
        assertThat(problems("[1, 2]"))
                .containsExactly(
                        "line 1: is a list; expected an object with name, title and devices");
        assertThat(problems("{\"name\": \"B\", \"devices\": []} x"))
                .singleElement()
                .asString()
                .startsWith("line 1: is not JSON:");
    }

    @Test
    void readNamesAFieldGivenTwice() {
        assertThat(problems("{\"name\": \"B\",\n\"name\": \"C\",\n\"devices\": []}"))
                .containsExactly("line 2: \"name\" is given twice; keep one");
    }

    @Test
    void readRefusesColumnsThatCollide() {
        assertThat(
                        problemsOfDevice(
                                """
                                {"name": "x", "type": "motor", "prefix": "m1"},
                                {"name": "x_setpoint", "type": "signal", "pv": "p"}\
                                """))
                .containsExactly(
                        "line 3, x_setpoint: its column \"x_setpoint\" is one of x already; rename"
                                + " the device or the column");
    }

    @Test
    void readRefusesNumbersOutOfRange() {
        assertThat(
                        problemsOfDevice(
                                """
                                {"name": "x", "type": "motor", "prefix": "m1",
                                 "tolerance": -1,
                                 "stall_time": 1e999},
                                {"name": "y", "type": "motor", "prefix": "m2", "stall_time": 1e6},
                                {"name": "z", "type": "motor", "prefix": 5}\
                                """))
                .containsExactly(
                        "line 3, x: \"tolerance\" is -1.0; expected a distance above 0 in the"
                                + " motor's units",
                        "line 4, x: \"stall_time\" is the number Infinity; expected a time in"
                                + " seconds",
                        "line 5, y: \"stall_time\" is longer than a day; expected a time in"
                                + " seconds",
                        "line 6, z: \"prefix\" is the number 5.0; expected the motor record, such"
                                + " as \"SIM:m1\"");
    }

    @Test
    void readRefusesASignalWithNoneOrBothOfItsForms() {
        assertThat(problemsOfDevice("{\"name\": \"t\", \"type\": \"signal\"}"))
                .singleElement()
                .asString()
                .startsWith("line 2, t: a signal needs either \"pv\"");
    }

    @Test
    void readRefusesAnUnknownScheme() {
        assertThat(
                        problemsOfDevice(
                                "{\"name\": \"t\", \"type\": \"signal\", \"pv\": \"tango://a\"}"))
                .containsExactly(
                        "line 2, t: \"pv\" has the unknown scheme \"tango://\"; use ca:// (or no"
                                + " scheme), or pva://");
    }

    @Test
    void readRefusesASuspenderThatWouldFlutter() {
        assertThat(
                        problems(
                                """
                                {"name": "B", "devices": [
                                {"name": "ring", "type": "signal", "pv": "r"}],
                                "suspenders": [
                                {"device": "ring", "below": 100, "resume_above": 90},
                                {"device": "ring"}]}\
                                """))
                .hasSize(2)
                .satisfies(p ->
                        assertThat(p.getFirst()).startsWith("line 4: \"resume_above\" is lower"))
                .satisfies(p ->
                        assertThat(p.getLast()).startsWith("line 5: a suspender needs either"));
    }

    @Test
    void digestChangesWithTheFile() throws IOException {
        String text = "{\"name\": \"B\", \"devices\": []}";
        assertThat(read(text).sha256()).isNotEqualTo(read(text + "\n").sha256());
    }

    @Test
    void messageNamesTheFile() throws IOException {
        Path file = Files.createTempFile("wrong", ".json");
        try {
            Files.writeString(file, "{");
            assertThatThrownBy(() -> BeamlineFile.read(file))
                    .isInstanceOf(BeamlineFileException.class)
                    .hasMessageStartingWith(file.getFileName() + " line 1: is not JSON:");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void recoveryIsReadForEveryDeviceAndHasDefaults() throws IOException {
        BeamlineFile file =
                read(
                        """
                        {"name": "B", "devices": [
                          {"name": "x", "type": "motor", "prefix": "SIM:m1",
                           "retry": {"times": 2, "after": 5}, "reconnect": 0},
                          {"name": "y", "type": "signal", "pv": "SIM:y", "retry": {"times": 1}},
                          {"name": "z", "type": "setting", "pv": "SIM:z", "reconnect": 600}]}
                        """);
        assertThat(file.devices())
                .extracting(DeviceEntry::recovery)
                .containsExactly(
                        new Recovery(2, Duration.ofSeconds(5), Duration.ZERO),
                        new Recovery(1, Duration.ZERO, Duration.ofSeconds(60)),
                        new Recovery(0, Duration.ZERO, Duration.ofSeconds(600)));
    }

    private static String detector(String compression) {
        return """
        {"name": "T", "devices": [
        {"name": "cam", "type": "detector", "camera": "C:", "image": "I:", "compression": %s}]}
        """
                .formatted(compression);
    }

    private static Compression compression(String text) throws IOException {
        return ((DeviceSpec.Detector) read(detector(text)).devices().getFirst().spec())
                .compression();
    }

    private static String zooming(String fields) {
        return ONE_OF_EACH.replace(
                "\"image\": \"SIM:image:\"", "\"image\": \"SIM:image:\", " + fields);
    }

    @Test
    void zoomIsReadWithWhatIsKnownOfEachLevel() throws IOException {
        BeamlineFile file =
                read(
                        zooming(
                                """
                                "live": "pva://SIM:Pva1:Image",
                                "zoom": {"pv": "SIM:zoom", "levels": {"1x": {"pixel_size": 0.005},
                                  "4x": {"beam": {"column": 500, "row": 510}}}}
                                """));
        CameraSettings settings =
                file.devices().stream()
                        .filter(entry -> entry.name().equals("cam"))
                        .map(entry -> ((DeviceSpec.Detector) entry.spec()).settings())
                        .findFirst()
                        .orElseThrow();
        assertThat(settings.live()).contains(PvName.of("pva://SIM:Pva1:Image"));
        CameraZoom zoom = settings.zoom().orElseThrow();
        assertThat(zoom.level("1x").pixelSize()).hasValue(0.005);
        assertThat(zoom.level("4x").pixelSize()).isEmpty();
        assertThat(zoom.level("4x").beam()).contains(new CameraView.Beam(500, 510));
        assertThat(zoom.level("9x")).isEqualTo(CameraZoom.Level.UNKNOWN);
    }

    @Test
    void whatHoldsForOneMagnificationIsRefusedBesideAZoom() {
        assertThat(
                        problems(
                                zooming(
                                        """
                                        "pixel_size": 0.005,
                                        "zoom": {"pv": "SIM:zoom", "levels": {"1x": {"pixel": 1}, "2x": 3}},
                                        "view": {"left": "x", "down": "x", "beam": {"column": 1, "row": 1}}
                                        """)))
                .anyMatch(p -> p.contains("\"pixel_size\" holds for one magnification"))
                .anyMatch(p -> p.contains("\"beam\" holds for one magnification"))
                .anyMatch(p -> p.contains("no field \"pixel\""))
                .anyMatch(p -> p.contains("\"2x\" is"));
    }

    @Test
    void compressionIsReadAndHasDefaults() throws IOException {
        assertThat(compression("{\"filter\": \"deflate\", \"level\": 4, \"shuffle\": false}"))
                .isEqualTo(Compression.deflate(4, false));
        assertThat(compression("{\"filter\": \"deflate\"}"))
                .isEqualTo(Compression.deflate(1, true));
        assertThat(compression("{\"filter\": \"bitshuffle-lz4\"}"))
                .isEqualTo(Compression.bitshuffleLz4());
        assertThat(compression("{\"filter\": \"deflate\", \"chunk_rows\": 128}"))
                .isEqualTo(Compression.deflate(1, true).inBands(128));
        assertThat(compression("{\"filter\": \"none\"}")).isEqualTo(Compression.NONE);
    }

    @Test
    void compressionThatMakesNoSenseIsRefused() {
        assertThat(problems(detector("{\"filter\": \"deflat\"}")))
                .containsExactly(
                        "line 2, cam: unknown filter \"deflat\"; did you mean \"deflate\"?");
        assertThat(problems(detector("{\"filter\": \"deflate\", \"level\": 10}")))
                .containsExactly(
                        "line 2, cam: \"level\" is 10.0; expected a whole number from 1 to 9");
        assertThat(problems(detector("{\"filter\": \"deflate\", \"shuffle\": 1}")))
                .containsExactly(
                        "line 2, cam: \"shuffle\" is the number 1.0; expected true or false");
        assertThat(problems(detector("{\"filter\": \"none\", \"levl\": 2}")))
                .hasSize(1)
                .first()
                .asString()
                .contains("\"compression\" has no field \"levl\"");
    }

    @Test
    void recoveryThatMakesNoSenseIsRefusedWithWhatWasExpected() {
        String start = "{\"name\": \"x\", \"type\": \"motor\", \"prefix\": \"SIM:m1\", ";
        String times = "expected a whole number from 1 to 100";
        assertThat(problemsOfDevice(start + "\"retry\": {\"times\": 0}}"))
                .containsExactly("line 2, x: \"times\" is 0.0; " + times);
        assertThat(problemsOfDevice(start + "\"retry\": {\"times\": 1.5}}"))
                .containsExactly("line 2, x: \"times\" is 1.5; " + times);
        assertThat(problemsOfDevice(start + "\"retry\": {\"after\": 5}}"))
                .containsExactly(
                        "line 2, x: \"retry\" needs \"times\": a whole number from 1 to 100");
        assertThat(problemsOfDevice(start + "\"retry\": 3}"))
                .containsExactly(
                        "line 2, x: \"retry\" is the number 3.0; expected an object such as"
                                + " {\"times\": 2, \"after\": 5}, how often and after how many seconds");
        assertThat(problemsOfDevice(start + "\"retry\": {\"times\": 1, \"atfer\": 5}}"))
                .containsExactly(
                        "line 2, x: \"retry\" has no field \"atfer\"; did you mean \"after\"?");
        assertThat(problemsOfDevice(start + "\"reconnect\": -1}"))
                .containsExactly(
                        "line 2, x: \"reconnect\" is -1.0; expected a time in seconds, 0 to fail at"
                                + " once");
    }

    @Test
    void readRefusesAMountPositionOfWhatDoesNotMove() {
        assertThat(
                        problemsOfDevice(
                                """
                                {"name": "c", "type": "choice", "pv": "SIM:gain"},
                                {"name": "robot", "type": "sample-changer", "prefix": "SIM:robot:",
                                 "mount_at": {"c": 0, "xx": 1}}\
                                """))
                .containsExactly(
                        "line 3, robot: \"mount_at\" names c, which is a choice; expected a motor"
                                + " or a setting",
                        "line 3: \"mount_at\" of robot names \"xx\", which is not a device; did you"
                                + " mean \"c\"?");
        assertThat(
                        problemsOfDevice(
                                "{\"name\": \"robot\", \"type\": \"sample-changer\", \"prefix\":"
                                        + " \"SIM:robot:\", \"mount_at\": {\"x\": \"in\"}}"))
                .containsExactly(
                        "line 2, robot: \"mount_at\" of x is the text \"in\"; expected a position");
    }

    @Test
    void schemaKnowsTheSameTypesAndRoles() throws IOException {
        JsonObject properties =
                JsonParser.parseString(
                                Files.readString(
                                        Path.of("assets", "schemas", "beamline.schema.json")))
                        .getAsJsonObject()
                        .getAsJsonObject("properties");
        assertThat(properties.getAsJsonObject("roles").getAsJsonObject("properties").keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Role.values()).map(Role::key).toList());
        assertThat(
                        properties
                                .getAsJsonObject("devices")
                                .getAsJsonObject("items")
                                .getAsJsonArray("oneOf")
                                .asList())
                .extracting(type ->
                        type.getAsJsonObject()
                                .getAsJsonObject("properties")
                                .getAsJsonObject("type")
                                .get("const")
                                .getAsString())
                .containsExactlyElementsOf(DeviceReading.TYPES);
    }

    @Test
    void mutatedFilesAreReadOrRefusedWithALine() throws IOException {
        String original = ONE_OF_EACH;
        assertThat(read(original).devices()).hasSize(8);
        long lines = original.lines().count();
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String mutated = mutated(original, random);
            try {
                read(mutated);
            } catch (BeamlineFileException e) {
                refused++;
                if (!e.problems().stream().allMatch(p -> isPlaced(p, lines))) {
                    throw new AssertionError("no line in " + e.problems() + " of\n" + mutated, e);
                }
            }
        }
        assertThat(refused).isBetween(MUTATIONS / 2, MUTATIONS);
    }

    private static boolean isPlaced(Problem problem, long lines) {
        return problem.line() >= 1 && problem.line() <= lines + 10 && !problem.text().isBlank();
    }

    private static String mutated(String original, Random random) {
        List<String> splices =
                List.of(
                        "\"",
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "null",
                        "true",
                        "1e999",
                        "-1",
                        "\\u0000",
                        "\\",
                        "\n",
                        " ",
                        "{\"a\":",
                        "[[[[[[[[",
                        "\"type\": \"signal\",",
                        "é",
                        "NaN",
                        "motor",
                        "SIM:",
                        "\uD800",
                        "0");
        StringBuilder text = new StringBuilder(original);
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            String splice = splices.get(random.nextInt(splices.size()));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, splice);
                case 2 -> text.replace(at, end, splice);
                default -> text.insert(random.nextInt(text.length()), text.substring(at, end));
            }
        }
        return text.toString();
    }
}
