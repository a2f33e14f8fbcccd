package io.beamdesk.device.epics;

import static io.beamdesk.device.epics.Ends.failure;
import static io.beamdesk.device.epics.Ends.key;
import static io.beamdesk.device.epics.Ends.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Status;
import io.beamdesk.document.DataKey;
import io.beamdesk.pv.Alarm;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.local.LocalProvider;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MotorTest {
    private final LocalProvider pvs = new LocalProvider();
    private final FakeScheduler time = new FakeScheduler();
    private final ScriptedMotor record = new ScriptedMotor(pvs, "m1");
    private final Motor motor = motor(MotorSettings.DEFAULT);

    private Motor motor(MotorSettings settings) {
        return new Motor(
                "sample_x", "Sample X", PvName.of("loc://m1"), settings, new Pvs(pvs), time);
    }

    @BeforeEach
    void connect() {
        motor.connect();
    }

    @AfterEach
    void nothingIsLeftRunning() {
        motor.close();
        pvs.close();
        assertThat(time.pending()).as("timers left over").isZero();
    }

    @Test
    void setWaitsForCompletionAndDoneAndReadback() {
        Status status = motor.set(5.0);
        assertThat(status.what()).isEqualTo("Sample X moving to 5.0 mm");
        record.rbv.set(2.5);
        assertThat(status.progress().fraction()).isEqualTo(0.5);
        record.rbv.set(5.0);
        assertThat(status.future()).isNotDone();
        record.rest();
        assertThat(status.future()).isCompleted();
        assertThat(status.progress().fraction()).isEqualTo(1);
    }

    @Test
    void setWaitsForDoneWhenTheCompletionComesFirst() {
        Status status = motor.set(5.0);
        record.rbv.set(5.0);
        record.complete();
        assertThat(status.future()).isNotDone();
        record.flag(record.dmov, 1);
        assertThat(status.future()).isCompleted();
    }

    @Test
    void setWaitsForTheCompletionWhenDoneOnlyPulses() {
        Status status = motor.set(5.0);
        record.flag(record.dmov, 1);
        record.flag(record.dmov, 0);
        record.rbv.set(5.0);
        assertThat(status.future()).isNotDone();
        record.rest();
        assertThat(status.future()).isCompleted();
    }

    @Test
    void setToWhereItIsCompletes() {
        Status status = motor.set(0.0);
        record.rest();
        assertThat(status.future()).isCompleted();
    }

    @Test
    void setAcceptsAReadbackWithinItsStep() {
        Status status = motor.set(5.0);
        record.restAt(4.9991);
        assertThat(status.future()).isCompleted();
    }

    @Test
    void setTakesTheToleranceOfTheBeamlineFile() {
        Motor loose = motor(new MotorSettings(OptionalDouble.of(0.5), Duration.ofSeconds(10)));
        loose.connect();
        Status status = loose.set(5.0);
        record.restAt(4.6);
        assertThat(status.future()).isCompleted();
        loose.close();
    }

    @Test
    void setReportsASnapBackAsLimitViolation() {
        Status status = motor.set(5.0);
        record.flag(record.lvio, 1);
        record.val.set(0.0);
        record.rest();
        assertThat(failure(status))
                .isInstanceOf(DeviceException.LimitViolation.class)
                .hasMessageStartingWith(
                        "sample_x: loc://m1.LVIO says that 5.0 mm violates a soft limit")
                .hasMessageContaining("it stands at 0.0 mm");
    }

    @Test
    void setReportsALimitSwitch() {
        Status status = motor.set(5.0);
        record.flag(record.hls, 1);
        record.val.set(3.25);
        record.restAt(3.25);
        assertThat(failure(status))
                .isInstanceOf(DeviceException.LimitViolation.class)
                .hasMessageContaining(
                        "stopped at 3.25 mm on the way to 5.0 mm on the high limit switch");
    }

    @Test
    void setReportsAStall() {
        Status status = motor.set(5.0);
        record.rbv.set(1.0);
        time.advance(Duration.ofSeconds(9));
        assertThat(status.future()).isNotDone();
        record.rbv.set(1.5);
        time.advance(Duration.ofSeconds(9));
        assertThat(status.future()).isNotDone();
        time.advance(Duration.ofSeconds(1));
        assertThat(failure(status))
                .isInstanceOf(DeviceException.Stalled.class)
                .hasMessageContaining("sample_x: stands at 1.5 mm for 10.0 s on the way to 5.0 mm")
                .hasMessageContaining("loc://m1.DMOV");
    }

    @Test
    void setReportsACompletionThatNeverComes() {
        Status status = motor.set(5.0);
        record.rbv.set(5.0);
        record.flag(record.dmov, 1);
        time.advance(Duration.ofSeconds(10));
        assertThat(failure(status))
                .isInstanceOf(DeviceException.TimedOut.class)
                .hasMessageContaining("rests at 5.0 mm but loc://m1 has not completed");
    }

    @Test
    void setFailsAtOnceWhenTheReadbackDisconnects() {
        Status status = motor.set(5.0);
        record.rbv.disconnect();
        assertThat(failure(status))
                .isInstanceOf(DeviceException.Disconnected.class)
                .hasMessageContaining("sample_x: lost loc://m1.RBV while moving to 5.0 mm");
    }

    @Test
    void setIsNotForgottenByARestartOfTheIoc() {
        Status status = motor.set(5.0);
        record.val.disconnect();
        record.val.reconnect();
        record.rest();
        assertThat(failure(status)).isInstanceOf(DeviceException.Disconnected.class);
    }

    @Test
    void setReportsAStopByOthers() {
        Status status = motor.set(5.0);
        record.val.set(2.0);
        record.restAt(2.0);
        assertThat(failure(status))
                .isInstanceOf(DeviceException.Stopped.class)
                .hasMessageContaining("stopped at 2.0 mm on the way to 5.0 mm")
                .hasMessageContaining("loc://m1.VAL was changed to 2.0 mm by someone else");
    }

    @Test
    void setReportsARedirectionAlthoughItPassesTheTarget() {
        Status status = motor.set(5.0);
        record.val.set(7.0);
        record.restAt(7.0);
        assertThat(failure(status))
                .isInstanceOf(DeviceException.Stopped.class)
                .hasMessageContaining("changed to 7.0 mm");
    }

    @Test
    void setReportsAPauseByOthers() {
        Status status = motor.set(5.0);
        record.spmg.set(new Value.Text("Pause"));
        record.restAt(2.0);
        assertThat(failure(status))
                .isInstanceOf(DeviceException.Stopped.class)
                .hasMessageContaining("loc://m1.SPMG was set to Pause");
    }

    @Test
    void setReportsAMiss() {
        Status status = motor.set(5.0);
        record.flag(record.miss, 1);
        record.restAt(4.9);
        assertThat(failure(status))
                .isInstanceOf(DeviceException.NotArrived.class)
                .hasMessageContaining("ended at 4.9 mm instead of 5.0 mm")
                .hasMessageContaining("after all its retries (loc://m1.MISS)");
    }

    @Test
    void setReportsARefusedPut() {
        record.val.onWrite(
                _ -> CompletableFuture.failedFuture(new PvException.Refused("m1.VAL", "no")));
        assertThat(failure(motor.set(5.0)))
                .isInstanceOf(DeviceException.Refused.class)
                .hasMessageContaining("sample_x: moving to 5.0 mm failed, m1.VAL refused: no");
    }

    @Test
    void setBeyondALimitFailsWithoutAWrite() {
        assertThat(failure(motor.set(12.5))).isInstanceOf(DeviceException.LimitViolation.class);
        assertThat(record.val.value()).isEqualTo(new Value.Floating(0));
    }

    @Test
    void stopWritesOneAndIsNotBlamedOnOthers() {
        Status status = motor.set(5.0);
        motor.stop();
        assertThat(record.stop.value()).isEqualTo(new Value.Whole(1));
        record.val.set(2.0);
        record.restAt(2.0);
        assertThat(failure(status))
                .isInstanceOf(DeviceException.Stopped.class)
                .hasMessageContaining("because this desk stopped it");
    }

    @Test
    void checkNamesValueUnitAndLimit() {
        assertThatThrownBy(() -> motor.check(12.5))
                .isInstanceOf(DeviceException.LimitViolation.class)
                .hasMessage(
                        "sample_x: 12.5 mm above 10.0 mm, the limit loc://m1.HLM;"
                                + " choose a target from -10.0 to 10.0 mm");
        assertThatThrownBy(() -> motor.check(-10.00004))
                .isInstanceOf(DeviceException.LimitViolation.class)
                .hasMessageStartingWith("sample_x: -10.00004 mm below -10.0 mm");
    }

    @Test
    void checkTakesZeroLimitsAsNone() {
        record.hlm.set(0.0);
        record.llm.set(0.0);
        assertThatCode(() -> motor.check(1e6)).doesNotThrowAnyException();
    }

    @Test
    void checkRefusesWhatIsNoNumber() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0}) {
            assertThatThrownBy(() -> motor.check(bad))
                    .isInstanceOf(DeviceException.Refused.class)
                    .hasMessageContaining("is no position");
        }
    }

    @Test
    void checkRefusesADisabledRecord() {
        record.flag(record.disp, 1);
        assertThatThrownBy(() -> motor.check(1.0))
                .isInstanceOf(DeviceException.Refused.class)
                .hasMessageContaining("loc://m1.DISP is 1");
    }

    @Test
    void checkRefusesAPausedRecord() {
        record.spmg.set(new Value.Text("Stop"));
        assertThatThrownBy(() -> motor.check(1.0))
                .isInstanceOf(DeviceException.Refused.class)
                .hasMessageContaining("loc://m1.SPMG is Stop")
                .hasMessageContaining("set it to Go");
    }

    @Test
    void checkRefusesWithoutWriteAccess() {
        record.readOnly();
        assertThatThrownBy(() -> motor.check(1.0))
                .isInstanceOf(DeviceException.Refused.class)
                .hasMessageContaining("no write access to loc://m1.VAL");
    }

    @Test
    void checkRefusesWhatIsNotConnected() {
        record.hlm.disconnect();
        assertThatThrownBy(() -> motor.check(1.0))
                .isInstanceOf(DeviceException.Disconnected.class)
                .hasMessageContaining("loc://m1.HLM is not connected");
    }

    @Test
    void estimateFollowsTheTrapezoid() {
        assertThat(motor.estimate(0.0, 10.0)).isEqualTo(Duration.ofMillis(2200));
        assertThat(motor.estimate(10.0, 0.0)).isEqualTo(Duration.ofMillis(2200));
        assertThat(motor.estimate(0.0, 0.25).toMillis()).isEqualTo(200);
        assertThat(motor.estimate(1.0, 1.0)).isZero();
    }

    @Test
    void secureStopsOnlyWhatMoves() {
        motor.secure();
        assertThat(motor.hazard()).isEmpty();
        assertThat(record.stop.value()).isEqualTo(new Value.Whole(0));

        record.flag(record.dmov, 0);
        assertThat(motor.hazard()).contains("Sample X (loc://m1.DMOV) is moving");
        motor.secure();
        assertThat(record.stop.value()).isEqualTo(new Value.Whole(1));
    }

    @Test
    void hazardRemainsUntilAMoveThatDoneDoesNotShowYetHasEnded() {
        record.val.onWrite(_ -> new CompletableFuture<>());
        Status status = motor.set(5.0);
        assertThat(motor.hazard()).isPresent();
        record.rbv.disconnect();
        assertThat(status.future()).isCompletedExceptionally();
        assertThat(motor.hazard()).isEmpty();
        record.dmov.disconnect();
        assertThat(motor.hazard())
                .contains("Sample X (loc://m1.DMOV) is not connected, it may be moving");
    }

    @Test
    void readHasReadbackAndSetpointWithUnits() throws InterruptedException {
        record.rbv.set(1.5);
        record.val.set(1.6);
        assertThat(motor.describe().keySet()).containsExactly("sample_x", "sample_x_setpoint");
        assertThat(key(motor, "sample_x"))
                .isEqualTo(
                        DataKey.number("loc://m1.RBV", "mm", 4, "sample_x", DataKey.Role.READBACK));
        assertThat(key(motor, "sample_x_setpoint").role()).isEqualTo(DataKey.Role.SETPOINT);
        assertThat(value(motor, "sample_x")).isEqualTo(1.5);
        assertThat(value(motor, "sample_x_setpoint")).isEqualTo(1.6);
    }

    @Test
    void readRefusesWhatCannotBeTrusted() {
        record.rbv.setAlarm(new Alarm(Severity.INVALID, "READ"));
        assertThatThrownBy(motor::read)
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("loc://m1.RBV is INVALID (READ)");
        record.rbv.disconnect();
        assertThatThrownBy(motor::read).isInstanceOf(DeviceException.Disconnected.class);
    }
}
