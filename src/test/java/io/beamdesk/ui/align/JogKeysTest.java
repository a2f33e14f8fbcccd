package io.beamdesk.ui.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.local.LocalProvider;
import io.beamdesk.pv.local.LocalPv;
import io.beamdesk.ui.devices.DeviceDescription;
import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.fx.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JogKeysTest {
    private final LocalProvider pvs = new LocalProvider();
    private final LocalPv across = motor("x", 1);
    private final LocalPv down = motor("y", 2);
    private final LocalPv turn = motor("r", 10);
    private final DeviceRow rowX = row("x");
    private final DeviceRow rowY = row("y");
    private final DeviceRow rowR = row("r");
    private Optional<String> held = Optional.empty();
    private final JogKeys keys =
            new JogKeys(
                    new ScriptedSight(),
                    Map.of("x", rowX, "y", rowY),
                    Optional.empty(),
                    Optional.of(rowR),
                    () -> held);

    private LocalPv motor(String name, double at) {
        pvs.create(name + ".RBV", new Value.Floating(at));
        pvs.create(name + ".STOP", new Value.Whole(0));
        pvs.create(name + ".DMOV", new Value.Whole(1));
        return pvs.create(name + ".VAL", new Value.Floating(at));
    }

    private DeviceRow row(String name) {
        Pulse pulse =
                new Pulse(Runnable::run, (_, task) -> task.run(), System::nanoTime, Duration.ZERO);
        return new DeviceRow(
                DeviceDescription.motor(name, "Stage", PvName.of("loc://" + name)),
                new Pvs(pvs),
                pulse,
                () -> Instant.EPOCH,
                Runnable::run);
    }

    @BeforeEach
    void step() {
        for (DeviceRow row : new DeviceRow[] {rowX, rowY, rowR}) {
            row.jogStepProperty().set(0.5);
        }
    }

    @AfterEach
    void close() {
        rowX.close();
        rowY.close();
        rowR.close();
        pvs.close();
    }

    private Optional<String> press(KeyCode code, boolean shift) {
        return keys.pressed(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false));
    }

    private static double at(LocalPv pv) {
        return pv.value().number().orElseThrow();
    }

    @Test
    void arrowsMoveWhatIsSeenInTheirDirection() {
        // What is further to the right comes to the crosshair at lower x: the picture follows x.
        press(KeyCode.RIGHT, false);
        assertThat(at(across)).isEqualTo(1.5);
        press(KeyCode.LEFT, true);
        assertThat(at(across)).isEqualTo(-3.5);
        // What is further down comes to it at higher y: the picture goes against y.
        press(KeyCode.DOWN, false);
        assertThat(at(down)).isEqualTo(1.5);
        press(KeyCode.PERIOD, false);
        assertThat(at(turn)).isEqualTo(10.5);
        assertThat(press(KeyCode.A, false)).isEmpty();
    }

    @Test
    void nothingMovesWhileARunHoldsTheAxes() {
        held = Optional.of("A run is under way.");
        assertThat(press(KeyCode.UP, false)).contains("A run is under way.");
        assertThat(at(down)).isEqualTo(2);
    }
}
