package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.config.BeamlineFile;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.RunContext;
import io.beamdesk.product.Product;
import io.beamdesk.pv.ca.CaSettings;
import io.beamdesk.sim.SimSettings;
import io.beamdesk.sim.SimulatedBeamline;
import java.io.BufferedReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process is killed while it measures, on a beamline that goes on; the next one finds out.
class KilledRunTest {
    @TempDir private Path home;
    private String homeBefore = "";
    private SimulatedBeamline sim;
    private Path file;

    @BeforeEach
    void serve() throws Exception {
        homeBefore = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        sim = SimulatedBeamline.start(SimSettings.defaults());
        file = home.resolve("beamline.json");
        try (Reader text = Desk.simulatedFile()) {
            Files.writeString(file, text.readAllAsString());
        }
    }

    @AfterEach
    void end() {
        sim.close();
        System.setProperty("user.home", homeBefore);
    }

    private void measureUntilKilled() throws Exception {
        measureUntilKilled(home, file, sim, "scaler");
    }

    /// Measures with a detector in a process with that home, and kills it after a few points.
    static void measureUntilKilled(Path home, Path file, SimulatedBeamline sim, String detector)
            throws Exception {
        Path errors = home.resolve("errors.txt");
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.home=" + home,
                        "-cp",
                        String.join(
                                java.io.File.pathSeparator,
                                "target/test-classes",
                                "target/classes",
                                System.getProperty("jdk.module.path", ""),
                                System.getProperty("java.class.path")),
                        KilledRun.class.getName(),
                        file.toString(),
                        home.resolve("products").toString(),
                        detector);
        builder.environment().put("EPICS_CA_ADDR_LIST", "127.0.0.1:" + sim.port());
        builder.environment().put("EPICS_PVA_NAME_SERVERS", "127.0.0.1:" + sim.pvaPort());
        builder.environment().put("EPICS_PVA_AUTO_ADDR_LIST", "NO");
        Process process = builder.redirectError(errors.toFile()).start();
        try (BufferedReader lines = process.inputReader()) {
            assertThat(lines.readLine())
                    .as(() -> {
                        try {
                            return Files.readString(errors);
                        } catch (java.io.IOException e) {
                            return e.toString();
                        }
                    })
                    .isEqualTo("measuring");
        } finally {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
    }

    private Desk open() throws Exception {
        return Desk.open(
                null,
                CaSettings.from(
                        Map.of(
                                "EPICS_CA_ADDR_LIST",
                                "127.0.0.1:" + sim.port(),
                                "EPICS_CA_AUTO_ADDR_LIST",
                                "NO")),
                BeamlineFile.read(file),
                ProductFolder.create(home.resolve("products")),
                Experiment.NONE);
    }

    @Test
    void nextStartSaysWhatRanHowTheBeamlineIsAndRecoversTheProduct() throws Exception {
        measureUntilKilled();
        try (Desk desk = open()) {
            RunsLeft left = desk.runsLeft();
            RunLeft run = left.find().getFirst();
            assertThat(run.note().title()).isEqualTo("Long count · B4-1");
            assertThat(run.note().sample()).isEqualTo("B4-1");
            assertThat(run.sameBeamline()).isTrue();
            // Nobody has closed it: the beamline is as the killed process left it.
            assertThat(run.hazards()).anyMatch(hazard -> hazard.contains("SIM:fs"));
            assertThat(run.sentence(ZoneOffset.UTC))
                    .contains("when Beamdesk was killed")
                    .contains("is Open")
                    .contains(run.note().products().getFirst().toString());

            assertThat(left.secure().get(30, TimeUnit.SECONDS)).isEmpty();
            assertThat(left.find().getFirst().hazards()).isEmpty();

            List<String> said = left.recover(run);
            assertThat(said).singleElement().asString().contains("is recovered");
            try (Product product = Product.open(run.note().products().getFirst())) {
                assertThat((double[]) product.read("/entry/data/time")).hasSizeGreaterThan(3);
            }
            left.forget(run);
            assertThat(left.find()).isEmpty();
        }
    }

    @Test
    void runThatEndedInWhateverWayLeavesNoNote() throws Exception {
        try (Desk desk = open()) {
            assertThat(desk.awaitConnections(Duration.ofSeconds(60))).isEmpty();
            var seen = new java.util.concurrent.LinkedBlockingQueue<Boolean>();
            Path notes = home.resolve(".local/state/beamdesk/runs");
            Plan plan =
                    new Plan() {
                        @Override
                        public String name() {
                            return "rest";
                        }

                        @Override
                        public void run(RunContext run) {
                            String[] names = notes.toFile().list();
                            seen.add(names != null && names.length > 0);
                            run.sleep(Duration.ofHours(1));
                        }
                    };
            var end = desk.measure("Rest", plan);
            // The dry run, which nobody notes, and then the run before its first verb.
            assertThat(seen.poll(60, TimeUnit.SECONDS)).isFalse();
            assertThat(seen.poll(60, TimeUnit.SECONDS)).isTrue();
            desk.engine().abort("enough");
            var _ = end.get(60, TimeUnit.SECONDS);
            assertThat(notes).isEmptyDirectory();
        }
    }
}
