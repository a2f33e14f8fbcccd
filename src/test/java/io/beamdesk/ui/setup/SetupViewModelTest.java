package io.beamdesk.ui.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.app.Experiment;
import io.beamdesk.device.Device;
import io.beamdesk.device.Signal;
import io.beamdesk.pv.Range;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.ScriptedPv;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupViewModelTest {
    @TempDir Path folder;
    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"));
    private final Pulse pulse =
            new Pulse(Runnable::run, (_, task) -> task.run(), () -> 0, Duration.ZERO);

    private static final class Memory implements SetupDesk {
        private Experiment experiment = Experiment.NONE;
        private Path path;

        Memory(Path path) {
            this.path = path;
        }

        @Override
        public Experiment experiment() {
            return experiment;
        }

        @Override
        public void setExperiment(Experiment now) {
            experiment = now;
        }

        @Override
        public Path dataFolder() {
            return path;
        }

        @Override
        public void setDataFolder(Path now) {
            if (now.endsWith("refused")) {
                throw new IllegalStateException(now + " cannot be made");
            }
            path = now;
        }
    }

    private record Probe(String name, List<Signal> signals) implements Device {
        @Override
        public String label() {
            return "Probe";
        }
    }

    private SetupViewModel model(SetupDesk desk, Device... devices) {
        return new SetupViewModel(
                desk,
                new SetupViewModel.BeamlineCard("SIM-1", "Simulated", "sim.json"),
                List.of(devices),
                pulse,
                clock,
                Runnable::run,
                Runnable::run);
    }

    @Test
    void connectionsNameThePvThatDoesNotAnswerUntilItDoes() {
        ScriptedPv pv = new ScriptedPv("SIM:probe");
        Signal signal = new Signal("probe", pv);
        SetupViewModel model = model(new Memory(folder), new Probe("probe", List.of(signal)));
        signal.connect();
        assertThat(model.missing()).isEqualTo(1);
        assertThat(model.connectionText()).contains("SIM:probe not connected since");
        assertThat(model.connectionsProperty().get().getFirst().remedy())
                .contains("check that its IOC runs");

        pv.connect("mm", 3, new Range(0, 1), true);
        assertThat(model.missing()).isZero();
        assertThat(model.connectionText()).contains("probe: 1 of 1 PVs connected");
    }

    @Test
    void chooseFolderThatIsRefusedKeepsTheOldOneAndSaysWhy() {
        SetupViewModel model = model(new Memory(folder));
        assertThat(model.folderProperty().get().writable()).isTrue();
        assertThat(model.folderProperty().get().freeBytes()).isPositive();
        model.chooseFolder(folder.resolve("refused"));
        assertThat(model.messageProperty().get()).endsWith("cannot be made");
        assertThat(model.folderProperty().get().path()).isEqualTo(folder);
    }

    @Test
    void keepExperimentHandsOverWhatWasTyped() {
        Memory desk = new Memory(folder);
        SetupViewModel model = model(desk);
        model.titleProperty().set(" Ni catalyst ");
        model.usersProperty().set("A, B");
        model.keepExperiment();
        assertThat(desk.experiment()).isEqualTo(new Experiment("Ni catalyst", "", "A, B"));
    }
}
