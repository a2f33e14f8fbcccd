package io.beamdesk.ui.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.pv.Alarm;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Range;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Value;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.ValueState;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceRowTest {
    private static final Instant NOW = Instant.parse("2023-04-12T10:42:58Z");

    private final ScriptedDevices server = new ScriptedDevices();
    private final Pulse pulse =
            new Pulse(Runnable::run, (_, task) -> task.run(), () -> 0, Duration.ZERO);

    @BeforeEach
    void serve() {
        server.motor("SIM:m1", "mm", 3, new Range(-5, 5), 1.184, true);
        server.motor("SIM:m4", "°", 3, new Range(-180, 180), 86.6, false);
    }

    @Test
    void stateAtRestIsNormal() {
        assertThat(motor("SIM:m1").stateProperty().get()).isEqualTo(ValueState.NORMAL);
    }

    @Test
    void stateWithoutWriteAccessIsReadOnlyAndCannotBeStopped() {
        DeviceRow row = motor("SIM:m4");
        assertThat(row.stateProperty().get()).isEqualTo(ValueState.READ_ONLY);
        assertThat(row.reasonProperty().get()).isEqualTo("no write access");
        assertThat(row.stoppableProperty().get()).isFalse();
    }

    @Test
    void holdWhileRefusesJogsAndSaysSoAlsoBeforeItWasLookedAt() {
        DeviceRow row = motor("SIM:m1");
        AtomicReference<Optional<String>> busy = new AtomicReference<>(Optional.empty());
        row.holdWhile(busy::get);
        busy.set(Optional.of("Scan is under way."));
        row.jog(1);
        assertThat(row.setpoint().orElseThrow().reasonProperty().get())
                .isEqualTo("Scan is under way.");
        assertThat(row.setpoint().orElseThrow().state().number()).hasValue(1.184);
        row.setpoint().orElseThrow().revert();
        row.look();
        assertThat(row.writableProperty().get()).isFalse();
        assertThat(row.reasonProperty().get()).isEqualTo("held by a run");
        busy.set(Optional.empty());
        row.look();
        assertThat(row.writableProperty().get()).isTrue();
        assertThat(row.stateProperty().get()).isEqualTo(ValueState.NORMAL);
    }

    @Test
    void setShownHoldsUpdatesBackWhileNobodySeesThem() {
        DeviceRow row = motor("SIM:m1");
        row.setShown(false);
        server.pv("SIM:m1.RBV").value(2.5);
        assertThat(row.readbackProperty().get().number()).hasValue(1.184);
        row.setShown(true);
        assertThat(row.readbackProperty().get().number()).hasValue(2.5);
    }

    @Test
    void stateWhileMovingTellsTargetAndShareOfTheWay() {
        DeviceRow row = motor("SIM:m1");
        server.pv("SIM:m1.VAL").value(2.184);
        server.pv("SIM:m1.DMOV").value(0);
        server.pv("SIM:m1.RBV").value(1.684);
        assertThat(row.stateProperty().get()).isEqualTo(ValueState.MOVING);
        assertThat(row.reasonProperty().get()).isEqualTo("to 2.184");
        assertThat(row.progressProperty().get()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void alarmBeatsMovingAndDisconnectionBeatsAlarm() {
        DeviceRow row = motor("SIM:m1");
        server.pv("SIM:m1.DMOV").value(0);
        server.pv("SIM:m1.RBV").value(1.2, new Alarm(Severity.MAJOR, "HIHI"));
        assertThat(row.stateProperty().get()).isEqualTo(ValueState.MAJOR);
        assertThat(row.reasonProperty().get()).isEqualTo("HIHI");
        server.pv("SIM:m1.RBV").emit(new PvEvent.Disconnected(NOW.minusSeconds(296)));
        assertThat(row.stateProperty().get()).isEqualTo(ValueState.DISCONNECTED);
        assertThat(row.reasonProperty().get()).isEqualTo("last 1.200, 4:56 ago");
        assertThat(row.readbackProperty().get().text()).isEqualTo("–");
    }

    @Test
    void editShowsPendingUntilSent() {
        DeviceRow row = motor("SIM:m1");
        var setpoint = row.setpoint().orElseThrow();
        setpoint.edit("3.0");
        assertThat(row.stateProperty().get()).isEqualTo(ValueState.PENDING);
        setpoint.commit();
        assertThat(server.pv("SIM:m1.VAL").sent).containsExactly(new Value.Floating(3.0));
        assertThat(row.stateProperty().get()).isEqualTo(ValueState.NORMAL);
        server.pv("SIM:m1.VAL").value(3.0);
        assertThat(row.changes())
                .extracting(DeviceRow.Change::text)
                .containsExactly("set to 3.000\u00a0mm, this desk");
    }

    @Test
    void stopWritesOneToTheStopField() {
        motor("SIM:m1").stop();
        assertThat(server.pv("SIM:m1.STOP").sent).containsExactly(new Value.Whole(1));
    }

    @Test
    void countsAndFilterFollowTheStates() {
        DeviceRow first = motor("SIM:m1");
        DevicesViewModel model = new DevicesViewModel(List.of(first, motor("SIM:m4")), pulse);
        assertThat(model.countsProperty().get().needPerson()).isZero();
        server.pv("SIM:m1.RBV").value(1.2, new Alarm(Severity.MINOR, "HIGH"));
        assertThat(model.countsProperty().get().of(ValueState.MINOR)).isEqualTo(1);
        assertThat(model.badgeProperty().get().text()).isEqualTo("1");
        model.filterProperty().set(DevicesViewModel.Filter.NEEDS_PERSON);
        assertThat(model.items()).contains(new DevicesViewModel.Device(first)).hasSize(2);
        model.searchProperty().set("m4");
        assertThat(model.items()).isEmpty();
    }

    @Test
    void stopAllLeavesOutWhatMayNotBeWritten() {
        DevicesViewModel model =
                new DevicesViewModel(List.of(motor("SIM:m1"), motor("SIM:m4")), pulse);
        model.stopAll();
        assertThat(server.pv("SIM:m1.STOP").sent).hasSize(1);
        assertThat(server.pv("SIM:m4.STOP").sent).isEmpty();
    }

    private DeviceRow motor(String pv) {
        return new DeviceRow(
                DeviceDescription.motor(pv, "Stage", PvName.of(pv)),
                new Pvs(server),
                pulse,
                Clock.fixed(NOW, ZoneOffset.UTC),
                Runnable::run);
    }

    @Test
    void searchIsSeenByWhoListensAfterACollectionOfGarbage() {
        DevicesViewModel model =
                new DevicesViewModel(List.of(motor("SIM:m1"), motor("SIM:m4")), pulse);
        List<Integer> told = new ArrayList<>();
        model.items()
                .addListener(
                        (ListChangeListener<DevicesViewModel.Item>)
                                _ -> told.add(model.items().size()));
        WeakReference<Object> witness = new WeakReference<>(new Object());
        while (witness.get() != null) {
            System.gc();
        }
        model.searchProperty().set("m4");
        assertThat(told).isNotEmpty();
        assertThat(model.items()).hasSize(2);
    }
}
