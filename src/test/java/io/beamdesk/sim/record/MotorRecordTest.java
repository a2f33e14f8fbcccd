package io.beamdesk.sim.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.sim.cas.Alarm;
import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.ServedPv;
import io.beamdesk.sim.cas.ServedPv.RefusedWrite;
import io.beamdesk.sim.cas.Snapshot;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MotorRecordTest {
    private final FakeWorld world = new FakeWorld();
    private final Database database = new Database();
    private final Client client = new Client(database);
    private final MotorRecord motor =
            database.add(
                    new MotorRecord(
                            world,
                            new MotorSettings("m", "A motor", "mm", 3, 0, -50, 50, 5, 0.2, 0.001)));

    @BeforeEach
    void letTimePassOnce() {
        world.passMillis(1000);
    }

    @Test
    void putWithCompletionIsAnsweredWhenTheMoveEnded() throws RefusedWrite {
        List<Boolean> answers = client.putNotify("m", 10);

        // 10 mm at 5 mm/s with ramps of 0.2 s: 2.2 s.
        world.passMillis(2199);
        assertThat(answers).isEmpty();
        assertThat(client.number("m.DMOV")).isZero();
        assertThat(client.number("m.MOVN")).isEqualTo(1);
        world.passMillis(2);
        assertThat(answers).containsExactly(true);
        assertThat(client.number("m.DMOV")).isEqualTo(1);
        assertThat(client.number("m.MOVN")).isZero();
        assertThat(client.number("m.RBV")).isEqualTo(10);
    }

    @Test
    void readbackIsPostedTenTimesASecondOnTheWay() throws RefusedWrite {
        List<Snapshot> seen = client.monitor("m.RBV", ServedPv.VALUE);
        client.put("m", 10);
        world.passMillis(3000);

        assertThat(client.numbers(seen)).hasSize(23).isSorted().startsWith(0.0).endsWith(10.0);
    }

    @Test
    void positionIsKnownBetweenReadbacks() throws RefusedWrite {
        client.put("m", 10);
        world.passMillis(1150);
        assertThat(motor.position()).isCloseTo(0.5 + 5 * 0.95, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 99})
    void everyWritePulsesDoneAndItsZeroCarriesTheTimeBefore(double target) throws RefusedWrite {
        List<Snapshot> seen = client.monitor("m.DMOV", ServedPv.VALUE);
        client.put("m", target);
        world.passMillis(3000);

        assertThat(client.numbers(seen)).containsExactly(1.0, 0.0, 1.0);
        assertThat(seen.get(1).time()).isEqualTo(seen.get(0).time());
        assertThat(seen.get(2).time()).isAfter(seen.get(1).time());
    }

    @Test
    void targetBeyondLimitSnapsBackWithoutAnAlarm() throws RefusedWrite {
        client.put("m", 3);
        world.passMillis(3000);
        List<Snapshot> target = client.monitor("m", ServedPv.VALUE);
        List<Boolean> answers = client.putNotify("m", 50.5);

        assertThat(answers).containsExactly(true);
        assertThat(client.number("m.LVIO")).isEqualTo(1);
        assertThat(client.numbers(target)).containsExactly(3.0, 3.0);
        assertThat(client.pv("m").snapshot().alarm()).isEqualTo(Alarm.NONE);
        client.put("m", 4);
        assertThat(client.number("m.LVIO")).isZero();
    }

    @Test
    void notANumberIsALimitViolation() throws RefusedWrite {
        client.put("m", Double.NaN);
        assertThat(client.number("m.LVIO")).isEqualTo(1);
        assertThat(client.number("m")).isZero();
    }

    @Test
    void equalLimitsMeanNoneAndTheSwitchStopsTheAxis() throws RefusedWrite {
        client.put("m.HLM", 0);
        client.put("m.LLM", 0);
        client.put("m", 60);
        world.passMillis(15_000);

        // The switch lies 2 % of the range outside the first limits.
        assertThat(client.number("m.HLS")).isEqualTo(1);
        assertThat(client.number("m.RBV")).isEqualTo(52);
        assertThat(client.number("m")).isEqualTo(52);
        client.put("m", 0);
        world.passMillis(15_000);
        assertThat(client.number("m.HLS")).isZero();
    }

    @Test
    void stopOverwritesTheTargetWithWhereItStands() throws RefusedWrite {
        List<Boolean> answers = client.putNotify("m", 10);
        world.passMillis(1000);
        client.put("m.STOP", 1);
        world.passMillis(1000);

        assertThat(answers).containsExactly(true);
        assertThat(client.number("m")).isCloseTo(5, within(0.01));
        assertThat(client.number("m.RBV")).isCloseTo(client.number("m"), within(0.001));
        assertThat(client.number("m.STOP")).isZero();
        assertThat(client.number("m.DMOV")).isEqualTo(1);
    }

    @Test
    void secondPutWithCompletionWaitsBehindTheFirst() throws RefusedWrite {
        List<Boolean> first = client.putNotify("m", 5);
        List<Boolean> second = client.putNotify("m", 0);
        world.passMillis(1300);
        assertThat(first).containsExactly(true);
        assertThat(second).isEmpty();
        world.passMillis(1300);
        assertThat(second).containsExactly(true);
        assertThat(client.number("m.RBV")).isZero();
    }

    @Test
    void plainPutRetargetsAtOnceAndMovingDropsOnTheWay() throws RefusedWrite {
        List<Boolean> first = client.putNotify("m", 20);
        world.passMillis(1000);
        List<Snapshot> moving = client.monitor("m.MOVN", ServedPv.VALUE);
        List<Snapshot> done = client.monitor("m.DMOV", ServedPv.VALUE);
        client.put("m", 1);
        world.passMillis(5000);

        assertThat(client.number("m.RBV")).isEqualTo(1);
        assertThat(first).containsExactly(true);
        assertThat(client.numbers(moving)).containsExactly(1.0, 0.0, 1.0, 0.0);
        assertThat(client.numbers(done)).containsExactly(0.0, 1.0);
    }

    @Test
    void disabledRecordDropsPlainWritesAndRefusesTheOthers() throws RefusedWrite {
        client.put("m.DISP", 1);
        client.put("m", 5);
        world.passMillis(3000);
        assertThat(client.number("m")).isZero();
        assertThatThrownBy(() -> client.putNotify("m", 5))
                .isInstanceOf(RefusedWrite.class)
                .hasMessageContaining("DISP");
        client.put("m.DISP", 0);
        client.put("m", 5);
        assertThat(client.number("m")).isEqualTo(5);
    }

    @Test
    void pauseKeepsTheTargetAndGoContinues() throws RefusedWrite {
        client.put("m", 10);
        world.passMillis(1000);
        client.put("m.SPMG", "Pause");
        world.passMillis(1000);
        assertThat(client.number("m.DMOV")).isEqualTo(1);
        assertThat(client.number("m")).isEqualTo(10);
        assertThat(client.number("m.RBV")).isLessThan(6);
        client.put("m.SPMG", "Go");
        world.passMillis(3000);
        assertThat(client.number("m.RBV")).isEqualTo(10);
    }

    @Test
    void stopModeHoldsTheAxisUntilGo() throws RefusedWrite {
        client.put("m.SPMG", "Stop");
        assertThat(client.putNotify("m", 2)).containsExactly(true);
        world.passMillis(3000);
        assertThat(client.number("m.RBV")).isZero();
        client.put("m.SPMG", "Go");
        world.passMillis(3000);
        assertThat(client.number("m.RBV")).isEqualTo(2);
    }

    @Test
    void stalledMotionNeverEndsUntilStopped() throws RefusedWrite {
        List<Boolean> answers = client.putNotify("m", 10);
        world.passMillis(500);
        motor.fail(MotorFault.STALL);
        world.passMillis(100_000);
        assertThat(answers).isEmpty();
        assertThat(client.number("m.DMOV")).isZero();
        assertThat(client.number("m.RBV")).isCloseTo(2, within(0.01));
        client.put("m.STOP", 1);
        world.passMillis(1);
        assertThat(answers).containsExactly(true);
    }

    @Test
    void stalledMotionGoesOnWhenTheFaultIsTakenAway() throws RefusedWrite {
        List<Boolean> answers = client.putNotify("m", 10);
        world.passMillis(500);
        motor.fail(MotorFault.STALL);
        world.passMillis(10_000);
        motor.fail(MotorFault.NONE);
        world.passMillis(3000);
        assertThat(answers).containsExactly(true);
        assertThat(client.number("m.RBV")).isEqualTo(10);
    }

    @Test
    void refusingMotorRefusesAndStays() throws RefusedWrite {
        motor.fail(MotorFault.REFUSE);
        assertThatThrownBy(() -> client.put("m", 5)).hasMessageContaining("Refuse");
        assertThatThrownBy(() -> client.putNotify("m", 5)).hasMessageContaining("Refuse");
        assertThat(client.number("m.DMOV")).isEqualTo(1);
    }

    @Test
    void missingMotorEndsBesideItsTarget() throws RefusedWrite {
        motor.fail(MotorFault.MISS);
        client.put("m", 5);
        world.passMillis(3000);
        assertThat(client.number("m.RBV")).isCloseTo(5.02, within(1e-9));
        assertThat(client.number("m.MISS")).isEqualTo(1);
    }

    @Test
    void tweakMovesByItsStep() throws RefusedWrite {
        client.put("m.TWV", 0.5);
        client.put("m.TWF", 1);
        world.passMillis(3000);
        client.put("m.TWF", 1);
        world.passMillis(3000);
        client.put("m.TWR", 1);
        world.passMillis(3000);
        assertThat(client.number("m.RBV")).isEqualTo(0.5);
        assertThat(client.number("m.TWF")).isZero();
    }

    @Test
    void setModeChangesTheOffsetAndNothingMoves() throws RefusedWrite {
        client.put("m", 5);
        world.passMillis(3000);
        client.put("m.SET", "Set");
        client.put("m", 7);
        assertThat(client.number("m.RBV")).isEqualTo(7);
        assertThat(client.number("m.OFF")).isEqualTo(2);
        assertThat(client.number("m.DRBV")).isEqualTo(5);
        assertThat(client.number("m.DMOV")).isEqualTo(1);
    }

    @Test
    void negativeDirectionTurnsPositionsAndLimits() throws RefusedWrite {
        client.put("m.HLM", 20);
        client.put("m", 5);
        world.passMillis(3000);
        client.put("m.DIR", "Neg");
        assertThat(client.number("m.RBV")).isEqualTo(-5);
        assertThat(client.number("m.LLM")).isEqualTo(-20);
        assertThat(client.number("m.HLM")).isEqualTo(50);
        client.put("m", 6);
        world.passMillis(5000);
        assertThat(client.number("m.DRBV")).isEqualTo(-6);
    }

    @Test
    void backlashIsTakenUpFromOneSide() throws RefusedWrite {
        client.put("m.BDST", 1);
        List<Snapshot> seen = client.monitor("m.RBV", ServedPv.VALUE);
        client.put("m", -5);
        world.passMillis(5000);
        assertThat(client.number("m.RBV")).isEqualTo(-5);
        assertThat(client.numbers(seen)).contains(-6.0);
    }

    @Test
    void editedLimitReachesSubscribersOfProperties() throws RefusedWrite {
        List<Snapshot> seen = client.monitor("m.RBV", ServedPv.PROPERTY);
        client.put("m.HLM", 12);
        client.put("m.EGU", "um");
        Snapshot last = seen.getLast();
        assertThat(last.properties().control().high()).isEqualTo(12);
        assertThat(last.properties().units()).isEqualTo("um");
    }

    @Test
    void speedOfZeroIsRefused() {
        assertThatThrownBy(() -> client.put("m.VELO", 0)).isInstanceOf(RefusedWrite.class);
        assertThatThrownBy(() -> client.put("m.VELO", Double.NaN)).isInstanceOf(RefusedWrite.class);
    }

    @Test
    void readOnlyFieldsRefuse() {
        assertThat(client.pv("m.RBV").writable()).isFalse();
        assertThatThrownBy(() -> client.put("m.RBV", 1)).hasMessageContaining("m.RBV");
    }

    @Test
    void textThatIsNoNumberIsRefusedWithTheText() {
        assertThatThrownBy(() -> client.pv("m").put(Elements.of("far"), null))
                .hasMessageContaining("m.VAL")
                .hasMessageContaining("\"far\"");
    }
}
