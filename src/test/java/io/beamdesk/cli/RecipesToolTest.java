package io.beamdesk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.beamdesk.app.PvSource;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.ca.CaProvider;
import io.beamdesk.pv.ca.CaSettings;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.sim.SimSettings;
import io.beamdesk.sim.SimulatedBeamline;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `recipes` against the simulated beamline over Channel Access.
class RecipesToolTest {
    private static final String STEP_SCAN = "assets/recipes/step-scan.json";
    private static final String LIST_SCAN = "assets/recipes/list-scan.json";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private SimulatedBeamline sim;
    @TempDir private Path folder;

    @BeforeEach
    void serve() throws IOException {
        sim = SimulatedBeamline.start(SimSettings.defaults());
    }

    @AfterEach
    void end() {
        sim.close();
    }

    private int run(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        PvSource source =
                limit ->
                        new Pvs(
                                new CaProvider(
                                        CaSettings.LOOPBACK
                                                .withServerPort(sim.port())
                                                .withAnswerTime(limit)));
        CommandLine line = Main.commandLine();
        CommandLine recipes =
                new CommandLine(new RecipesTool(), factory(source))
                        .setExecutionExceptionHandler(line.getExecutionExceptionHandler());
        return recipes.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    private static CommandLine.IFactory factory(PvSource source) {
        return new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                if (type == RecipesTool.Scraping.class) {
                    return type.cast(new RecipesTool.Scraping(source));
                }
                return type == RecipesTool.Applying.class
                        ? type.cast(new RecipesTool.Applying(source))
                        : CommandLine.defaultFactory().create(type);
            }
        };
    }

    @Test
    void scrapePrintsARecipeOfTheRecordAndTheOneThatItStarts() {
        assertThat(run("scrape", "SIM:scan2")).isZero();
        JsonObject recipe = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertThat(recipe.getAsJsonArray("axes").toString())
                .isEqualTo(
                        "[{\"device\":\"sample_x\",\"from\":-2.0,\"to\":2.0,\"points\":5},"
                                + "{\"device\":\"energy\",\"from\":8300.0,\"to\":8400.0,\"points\":51}]");
        assertThat(recipe.get("settle").getAsDouble()).isEqualTo(0.05);
        assertThat(RecipeFile.of(recipe).name()).isEqualTo("Sample X around scan1");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void scrapeWritesAFileAndNamesIt() {
        Path file = folder.resolve("scan.json");
        assertThat(run("scrape", "SIM:scan1", "--name", "Edge", "--out", file.toString())).isZero();
        assertThat(out.toString().strip()).isEqualTo(file.toString());
        assertThat(RecipeFile.read(file).name()).isEqualTo("Edge");
    }

    @Test
    void scrapeOfAFreeRecordSaysWhatIsMissing() {
        assertThat(run("scrape", "SIM:scanH")).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains("SIM:scanH.P1PV: is empty")
                .contains("SIM:scanH.T1PV: neither this");
    }

    @Test
    void scrapeOfNobodyIsOneSentence() {
        assertThat(run("scrape", "SIM:nobody", "--timeout", "0.5")).isEqualTo(1);
        assertThat(err.toString()).startsWith("SIM:nobody.NPTS is not connected").hasLineCount(1);
    }

    @Test
    void scrapeOfAFieldIsWrongUsage() {
        assertThat(run("scrape", "SIM:scan1.NPTS")).isEqualTo(2);
    }

    @Test
    void applyShowsAndWritesNothingUntilItIsToldTo() {
        assertThat(run("apply", STEP_SCAN, "SIM:scan1")).isZero();
        assertThat(out.toString())
                .contains("SIM:scan1.P1PV: SIM:mono:E.VAL → SIM:m1.VAL")
                .contains("nothing is written without --yes");
        run("scrape", "SIM:scan1");
        assertThat(out.toString()).contains("\"energy\"");

        assertThat(run("apply", STEP_SCAN, "SIM:scan1", "--yes")).isZero();
        assertThat(out.toString()).contains("fields written");
        run("scrape", "SIM:scan1");
        JsonObject scraped = JsonParser.parseString(out.toString()).getAsJsonObject();
        JsonObject expected = RecipeFile.read(Path.of(STEP_SCAN)).toJson();
        java.util.List.of("name", "sample", "notes")
                .forEach(field -> {
                    scraped.remove(field);
                    expected.remove(field);
                });
        assertThat(scraped).isEqualTo(expected);
    }

    @Test
    void anAppliedListIsNoDifferenceAfterwards() {
        assertThat(run("apply", LIST_SCAN, "SIM:scan4", "--yes")).isZero();
        assertThat(run("apply", LIST_SCAN, "SIM:scan4", "--json")).isZero();
        assertThat(JsonParser.parseString(lastLine()))
                .isEqualTo(JsonParser.parseString("{\"differences\": 0, \"written\": 0}"));
    }

    @Test
    void applyOfAnotherTechniqueIsRefused() {
        assertThat(run("apply", "assets/recipes/xas-ni.json", "SIM:scan1", "--yes")).isEqualTo(1);
        assertThat(err.toString())
                .contains("SIM:scan1: cannot hold a recipe of the technique \"xas\"");
    }

    private String lastLine() {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith("{\"differences"))
                .findFirst()
                .orElseThrow();
    }
}
