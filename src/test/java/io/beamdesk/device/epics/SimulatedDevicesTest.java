package io.beamdesk.device.epics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.config.Beamline;
import io.beamdesk.config.BeamlineFile;
import io.beamdesk.device.Device;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Obstacle;
import io.beamdesk.device.Place;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Securable;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Status;
import io.beamdesk.document.Frame;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.ca.CaProvider;
import io.beamdesk.pv.ca.CaSettings;
import io.beamdesk.sim.SimSettings;
import io.beamdesk.sim.SimulatedBeamline;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every device of the shipped beamline file against the simulated beamline, over Channel Access.
class SimulatedDevicesTest {
    private static SimulatedBeamline served;
    private static Pvs pvs;
    private static Scheduler scheduler;
    private static Beamline beamline;

    @BeforeAll
    static void connect() throws Exception {
        served = SimulatedBeamline.start(new SimSettings(0, "SIM:", 1));
        pvs = new Pvs(new CaProvider(CaSettings.LOOPBACK.withServerPort(served.port())));
        scheduler = Scheduler.system();
        beamline =
                Beamline.open(
                        BeamlineFile.read(Path.of("assets", "beamlines", "simulated.json")),
                        pvs,
                        scheduler);
        beamline.connect();
        CompletableFuture<?>[] told =
                beamline.devices().stream()
                        .flatMap(device -> device.signals().stream())
                        .map(signal -> signal.until(state -> state.live().isPresent()))
                        .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(told)
                .orTimeout(30, TimeUnit.SECONDS)
                .exceptionally(late -> {
                    throw new AssertionError("nobody serves " + missing(), late);
                })
                .join();
    }

    private static String missing() {
        return beamline.devices().stream()
                .flatMap(device -> device.signals().stream())
                .filter(signal -> signal.state().live().isEmpty())
                .map(Signal::pv)
                .toList()
                .toString();
    }

    @AfterAll
    static void close() {
        beamline.close();
        pvs.close();
        scheduler.close();
        served.close();
    }

    private static void await(Status status) throws Exception {
        var _ = status.future().get(60, TimeUnit.SECONDS);
    }

    private static <T> void move(Movable<T> movable, T target) throws Exception {
        movable.check(target);
        await(movable.set(target));
    }

    @Test
    void everythingIsSafeAtFirstButTheFrontEnd() {
        assertThat(
                        beamline.securables().stream()
                                .filter(device -> device.hazard().isPresent())
                                .map(Device::name))
                .containsExactly("front_end");
    }

    @Test
    void baselineIsReadWithTheColumnsThatItDescribes() throws Exception {
        for (Readable device : beamline.baseline()) {
            assertThat(device.read().keySet())
                    .as(device.name())
                    .containsExactlyElementsOf(device.describe().keySet());
        }
    }

    @Test
    void changerIsReadyWithASampleMounted() throws Exception {
        SampleChanger changer = (SampleChanger) beamline.device("sample_changer");
        assertThat(changer.position()).isEqualTo(new Place.Position(1, 1));
        assertThat(changer.set(changer.position()).future()).isCompleted();
        assertThat(changer.preparing(new Place.Slot(1))).isPresent();
        await(changer.setLid(false));
        changer.check(changer.position());
        assertThat(changer.obstacles(new Place.Position(2, 7)))
                .extracting(Obstacle::what)
                .contains("the lid is not open");
        await(changer.setLid(true));
    }

    @Test
    void motorArrives() throws Exception {
        Movable<Double> x = beamline.movable("sample_x");
        move(x, 1.0);
        assertThat((double) Ends.value(beamline.readable("sample_x"), "sample_x"))
                .isCloseTo(1.0, within(0.001));
        move(x, 1.0);
        assertThat(x.units()).isEqualTo("mm");
    }

    @Test
    void motorThatIsStoppedSaysSoAndIsSafe() throws Exception {
        Movable<Double> rotation = beamline.movable("rotation");
        Status status = rotation.set(3000.0);
        var _ =
                ((Motor) rotation)
                        .done()
                        .until(s -> s.number().orElse(1.0) == 0)
                        .get(30, TimeUnit.SECONDS);
        assertThat(((Securable) rotation).hazard()).contains("Rotation (SIM:m4.DMOV) is moving");
        ((Securable) rotation).secure();
        assertThatThrownBy(() -> await(status)).hasCauseInstanceOf(DeviceException.Stopped.class);
        assertThat(((Securable) rotation).hazard()).isEmpty();
    }

    @Test
    void motorRefusesWhatIsBeyondItsLimits() {
        assertThatThrownBy(() -> beamline.movable("energy").check(30_000.0))
                .isInstanceOf(DeviceException.LimitViolation.class)
                .hasMessageContaining(
                        "energy: 30000.0 eV above 20000.0 eV, the limit SIM:mono:E.HLM");
    }

    @Test
    void scalerCountsFreshValues() throws Exception {
        Scaler scaler = (Scaler) beamline.triggerable("scaler");
        scaler.stage();
        try {
            move(beamline.shutter("fast_shutter"), Shutter.Position.OPEN);
            move(scaler.exposure(), 0.1);
            await(scaler.trigger());
            double first = (double) Ends.value(scaler, "i0");
            await(scaler.trigger());
            assertThat(first).isPositive();
            assertThat((double) Ends.value(scaler, "i0")).isPositive().isNotEqualTo(first);
            assertThat((double) Ends.value(scaler, "scaler_time")).isBetween(0.1, 0.2);
            assertThat(scaler.hazard()).isEmpty();
        } finally {
            scaler.unstage();
            move(beamline.shutter("fast_shutter"), Shutter.Position.CLOSED);
        }
    }

    @Test
    void detectorsDeliverANewFrameATrigger() throws Exception {
        for (String name : new String[] {"detector", "alignment_camera"}) {
            AreaDetector detector = (AreaDetector) beamline.triggerable(name);
            detector.stage();
            try {
                move(detector.exposure(), 0.05);
                await(detector.trigger());
                Frame first = (Frame) Ends.value(detector, name);
                await(detector.trigger());
                Frame second = (Frame) Ends.value(detector, name);
                assertThat(second.uniqueId()).as(name).isEqualTo(first.uniqueId() + 1);
                assertThat(Ends.key(detector, name).shape())
                        .containsExactly(second.rows(), second.columns());
                assertThat(java.lang.reflect.Array.getLength(second.pixels()))
                        .isEqualTo(second.rows() * second.columns());
            } finally {
                detector.unstage();
            }
        }
    }

    @Test
    void settingAndChoiceFollow() throws Exception {
        move(beamline.movable("illumination"), 30.0);
        assertThat(beamline.movable("illumination").position()).isEqualTo(30.0);
        ChoiceSetting gain = beamline.choice("i0_gain");
        String before = gain.position();
        String other =
                gain.choices().stream().filter(c -> !c.equals(before)).findFirst().orElseThrow();
        move(gain, other);
        assertThat(gain.position()).isEqualTo(other);
        move(gain, before);
    }

    @Test
    void coolingIsInMinorAlarmFromTheStart() {
        Signal flow = beamline.device("mono_flow").signals().getFirst();
        assertThat(flow.sample().alarm().severity()).isEqualTo(Severity.MINOR);
    }
}
