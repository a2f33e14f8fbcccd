package io.beamdesk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.beamdesk.app.BeamlineCheck;
import io.beamdesk.app.Desk;
import io.beamdesk.config.BeamlineFile;
import io.beamdesk.config.DeviceSpec;
import io.beamdesk.interop.SoftIoc;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.ca.CaProvider;
import io.beamdesk.pv.ca.CaSettings;
import io.beamdesk.sim.SimSettings;
import io.beamdesk.sim.SimulatedBeamline;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeamlineToolTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir private Path folder;

    private static Pvs of(SimulatedBeamline sim) {
        return new Pvs(
                new CaProvider(
                        CaSettings.from(
                                Map.of(
                                        "EPICS_CA_ADDR_LIST",
                                        "127.0.0.1:" + sim.port(),
                                        "EPICS_CA_AUTO_ADDR_LIST",
                                        "NO"))));
    }

    private static BeamlineFile simulated() throws Exception {
        try (Reader text = Desk.simulatedFile()) {
            return BeamlineFile.read(text);
        }
    }

    @Test
    void simulatedBeamlineAnswersInFull() throws Exception {
        try (SimulatedBeamline sim = SimulatedBeamline.start(SimSettings.defaults());
                Pvs pvs = of(sim)) {
            BeamlineCheck check = BeamlineCheck.of(simulated(), pvs, LIMIT);
            assertThat(check.devices()).isNotEmpty().allMatch(BeamlineCheck.Answer::good);
            assertThat(check.good()).isTrue();
            assertThat(check.lines()).isEmpty();
            assertThat(check.summary()).startsWith("SIM-1: ");
        }
    }

    @Test
    void whatDoesNotAnswerOrIsSomethingElseIsNamedWithWhy() throws Exception {
        try (SimulatedBeamline sim = SimulatedBeamline.start(SimSettings.defaults());
                Pvs pvs = of(sim)) {
            BeamlineFile file =
                    BeamlineFile.read(
                            new StringReader(
                                    """
                                    {"name": "B", "devices": [
                                      {"name": "ring", "type": "signal", "pv": "SIM:ring:current"},
                                      {"name": "gone", "type": "signal", "pv": "SIM:rong:current"},
                                      {"name": "x", "type": "motor", "prefix": "SIM:scaler1"}]}
                                    """));
            BeamlineCheck check = BeamlineCheck.of(file, pvs, Duration.ofSeconds(2));
            assertThat(check.good()).isFalse();
            assertThat(check.hint()).isEmpty();
            assertThat(check.devices().get(0).good()).isTrue();
            assertThat(check.devices().get(1).silent())
                    .containsExactly(
                            "SIM:rong:current is not found: no server that is searched has this name");
            assertThat(check.devices().get(2).remarks())
                    .containsExactly(
                            "SIM:scaler1 is a record of type scaler, not motor; correct its name in the"
                                    + " beamline file");
        }
    }

    @Test
    void fileThatIsWrongOrMissingIsSaidWithItsLine() throws Exception {
        Path wrong =
                Files.writeString(
                        folder.resolve("b.json"),
                        "{\"name\": \"B\",\n \"devices\": [{\"name\": \"x\", \"type\": \"moter\"}]}");
        BeamlineCheck check = BeamlineCheck.of(wrong, LIMIT);
        assertThat(check.good()).isFalse();
        assertThat(check.problems()).anyMatch(problem -> problem.startsWith("line 2"));
        assertThat(BeamlineCheck.of(folder.resolve("none.json"), LIMIT).problems())
                .containsExactly(
                        "There is no file " + folder.resolve("none.json") + "; check its name");
    }

    @Test
    void proposalOfTheSimulatedBeamlineIsABeamlineFileWhoseDevicesAnswer() throws Exception {
        try (SimulatedBeamline sim = SimulatedBeamline.start(SimSettings.defaults());
                Pvs pvs = of(sim)) {
            BeamlineDiscovery discovery = new BeamlineDiscovery(pvs, Duration.ofSeconds(2));
            JsonObject proposed = discovery.file("FOUND", List.of("SIM:", "SIM:mono:E", "NIL:"));
            BeamlineFile file = BeamlineFile.read(new StringReader(proposed.toString()));
            assertThat(file.devices())
                    .filteredOn(d -> d.spec() instanceof DeviceSpec.Motor)
                    .hasSizeGreaterThanOrEqualTo(17);
            assertThat(file.devices())
                    .filteredOn(d -> d.spec() instanceof DeviceSpec.Scaler)
                    .singleElement()
                    .satisfies(d ->
                            assertThat(((DeviceSpec.Scaler) d.spec()).channels())
                                    .containsEntry("i0", 2)
                                    .containsEntry("it", 3));
            assertThat(file.devices())
                    .filteredOn(d -> d.spec() instanceof DeviceSpec.Detector)
                    .hasSize(2);
            assertThat(file.scanRecords()).hasSize(5);
            assertThat(discovery.remarks())
                    .anyMatch(remark -> remark.startsWith("Nothing answers that begins with NIL:"));
            assertThat(BeamlineCheck.of(file, pvs, LIMIT).devices())
                    .allMatch(BeamlineCheck.Answer::good);
        }
    }

    @Tag("interop")
    @Test
    void recordsOfARealIocAreRecognised() throws Exception {
        try (SoftIoc ioc = SoftIoc.in(folder).records("discover.db", "P=T:").start();
                Pvs pvs = new Pvs(new CaProvider(ioc.settings()))) {
            BeamlineDiscovery discovery = new BeamlineDiscovery(pvs, Duration.ofSeconds(5));
            JsonObject proposed =
                    discovery.file(
                            "IOC", List.of("T:", "T:current", "T:light", "T:gain", "T:wave"));
            BeamlineFile file = BeamlineFile.read(new StringReader(proposed.toString()));
            assertThat(file.devices())
                    .extracting(d -> d.spec().getClass().getSimpleName())
                    .containsExactlyInAnyOrder("Signal", "Setting", "Choice", "Detector");
            assertThat(file.devices()).extracting(d -> d.label()).contains("Ring current");
            assertThat(discovery.remarks())
                    .anyMatch(remark -> remark.startsWith("T:wave is a record of type waveform"));
            BeamlineFile signals =
                    BeamlineFile.read(
                            new StringReader(
                                    """
                                    {"name": "IOC", "devices": [
                                      {"name": "a", "type": "signal", "pv": "T:current"},
                                      {"name": "b", "type": "motor", "prefix": "T:light"},
                                      {"name": "c", "type": "signal", "pv": "T:none"}]}
                                    """));
            BeamlineCheck check = BeamlineCheck.of(signals, pvs, Duration.ofSeconds(5));
            assertThat(check.devices().get(0).good()).isTrue();
            assertThat(check.devices().get(1).remarks())
                    .containsExactly(
                            "T:light is a record of type ao, not motor; correct its name in the beamline"
                                    + " file");
            assertThat(check.devices().get(2).silent()).hasSize(1);
        }
    }
}
