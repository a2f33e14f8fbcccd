package io.beamdesk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.beamdesk.sample.MotorPosition;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Taught;
import io.beamdesk.sample.TrayTypes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `samples` as a shell sees it.
class SamplesToolTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    @TempDir private Path folder;

    private int run(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Main.commandLine();
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        Stream.concat(Stream.of("samples"), Stream.of(words))
                                .toArray(String[]::new));
    }

    private String list(String text) throws IOException {
        return Files.writeString(folder.resolve("list.csv"), text).toString();
    }

    private String database() {
        return folder.resolve("data/samples.db").toString();
    }

    @Test
    void checkOfAGoodListSaysSoAndWritesNothing() throws IOException {
        assertThat(run("check", list("position,alias\nA1-1,a\nH12-2,b\n"))).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("2 rows, no problem");
        assertThat(err.toString()).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void checkPrintsEveryProblemWithItsLine() throws IOException {
        String file = list("position,alias\nA1-1,a\nA1-3,b\nA1-1,c\n");
        assertThat(run("check", file)).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "line 3, position: \"A1-3\" is no place of 96 wells, 2 drops each, which has A1-1 to H12-2",
                        "line 4, position: A1-1 is on line 2 already; give each place one line");
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "2 problems, 1 row without; correct the list and check it again");
        assertThat(run("check", file, "--plate", "96-3")).isEqualTo(1);
        assertThat(out.toString().lines()).hasSize(1);
    }

    @Test
    void checkInJsonIsOneObjectALine() throws IOException {
        assertThat(run("check", "--json", list("well\nA1-1\nB0\n"))).isEqualTo(1);
        List<String> lines = new ArrayList<>(out.toString().lines().toList());
        var problem = JsonParser.parseString(lines.getFirst()).getAsJsonObject();
        assertThat(problem.get("line").getAsInt()).isEqualTo(3);
        assertThat(problem.get("heading").getAsString()).isEqualTo("well");
        var end = JsonParser.parseString(lines.getLast()).getAsJsonObject();
        assertThat(end.get("rows").getAsInt()).isEqualTo(1);
        assertThat(end.get("problems").getAsInt()).isEqualTo(1);
    }

    @Test
    void aMissingFileAndAnUnknownPlateAreSentences() throws IOException {
        assertThat(run("check", "none.csv")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("There is no file none.csv; check its name");
        assertThat(run("check", "--plate", "97", list("position\n"))).isEqualTo(1);
        assertThat(err.toString()).startsWith("There is no type of tray \"97\"; known are 96-1");
    }

    @Test
    void whatIsImportedIsListedAndExportedAgain() throws IOException {
        String file = list("position,alias,dose\nA10-1,ten,=1\nA2-1,two,\n");
        assertThat(run("import", file, "--tray", "P1", "--samples", database())).isZero();
        assertThat(run("list", "--samples", database())).isZero();
        assertThat(out.toString().lines())
                .containsExactly("P1  A2-1  defined  two", "P1  A10-1  defined  ten");
        assertThat(run("list", "--json", "te", "--samples", database())).isZero();
        assertThat(
                        JsonParser.parseString(out.toString())
                                .getAsJsonObject()
                                .get("properties")
                                .getAsJsonObject()
                                .get("dose")
                                .getAsString())
                .isEqualTo("=1");
        String exported = folder.resolve("out.csv").toString();
        assertThat(run("export", "--tray", "P1", "--out", exported, "--samples", database()))
                .isZero();
        assertThat(Files.readString(Path.of(exported))).contains("'=1");
        assertThat(run("import", exported, "--tray", "P1", "--samples", database())).isZero();
        assertThat(out.toString()).contains("0 samples of P1 added or changed");
    }

    @Test
    void aListWithAProblemIsNotImportedAtAll() throws IOException {
        String file = list("position\nA1-1\nX\n");
        assertThat(run("import", file, "--tray", "P1", "--samples", database())).isEqualTo(1);
        assertThat(run("list", "--samples", database())).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(run("export", "--tray", "P1", "--samples", database())).isEqualTo(2);
        assertThat(err.toString()).startsWith("There is no tray P1; there are none");
    }

    @Test
    void whereATrayIsAndWhatIsTaughtIsSaidAndChangedLater() throws IOException {
        String file = list("position,alias\nA1-1,a\n");
        assertThat(run("import", file, "--tray", "P1", "--samples", database())).isZero();
        assertThat(
                        run(
                                "place",
                                "--tray",
                                "P1",
                                "--at",
                                "stage",
                                "--taught",
                                "A1-1=-1.5,0,0",
                                "--taught",
                                "A1-2=1.5,0,0",
                                "--samples",
                                database()))
                .isZero();
        assertThat(run("place", "--tray", "P1", "--taught", "A1-2=2,0,0", "--samples", database()))
                .isZero();
        try (SampleStore store =
                SampleStore.open(
                        Path.of(database()), TrayTypes.shipped(), InstantSource.system())) {
            assertThat(store.loaded()).isEqualTo(Map.of("stage", "P1"));
            assertThat(store.tray("P1").orElseThrow().taught())
                    .containsExactly(
                            new Taught("A1-1", new MotorPosition(-1.5, 0, 0)),
                            new Taught("A1-2", new MotorPosition(2, 0, 0)));
        }
        assertThat(run("place", "--tray", "P1", "--at", "none", "--samples", database())).isZero();
        assertThat(run("place", "--tray", "P1", "--taught", "A1-1=1,2", "--samples", database()))
                .isNotZero();
        assertThat(err.toString()).contains("is no position for A1-1; give x, y and z in mm");
    }
}
