package io.beamdesk.device.epics;

import static io.beamdesk.device.epics.ChangerBench.place;
import static io.beamdesk.device.epics.Ends.failure;
import static io.beamdesk.device.epics.Ends.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Obstacle;
import io.beamdesk.device.Place;
import io.beamdesk.device.Stageable;
import io.beamdesk.device.Status;
import io.beamdesk.device.Whereabouts;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SampleChangerTest {
    private final ChangerBench bench = new ChangerBench();
    private final SampleChanger changer = bench.changer;

    @AfterEach
    void nothingIsLeftRunning() {
        bench.close();
        assertThat(bench.time.pending()).as("timers left over").isZero();
    }

    @Test
    void setMountsExchangesAndTakesOff() throws InterruptedException {
        assertThat(changer.position()).isEqualTo(place("P1-1"));
        assertThat(bench.set("").future()).isCompleted();
        assertThat(changer.position()).isEqualTo(Place.NONE);
        assertThat(bench.set("P2-7").future()).isCompleted();
        assertThat(value(changer, "changer")).isEqualTo("P2-7");
        assertThat(bench.set("h3").future()).isCompleted();
        assertThat(changer.whereabouts())
                .isEqualTo(
                        new Whereabouts(
                                new Whereabouts.Holds(place("H3")), new Whereabouts.Empty()));
        assertThat(changer.recourses()).isEmpty();
    }

    @Test
    void setDoesNothingWhereThatIsMounted() {
        bench.robot("Lid", "Close");
        bench.pass(3);
        changer.check(place("P1-1"));
        assertThat(changer.set(place("P1-1")).future()).isCompleted();
        assertThat(bench.robot("State_RBV")).isEqualTo("Ready");
    }

    @Test
    void setRefusesASecondCommandWithTheFirstsName() {
        Status first = changer.set(place("P2-7"));
        assertThat(failure(changer.set(place("P2-8"))))
                .isInstanceOf(DeviceException.Refused.class)
                .hasMessage(
                        "changer: exchanging for P2-7 (puck 2, position 7) is under way; wait for its"
                                + " end or abort it before \"Sample changer mounting P2-8 (puck 2,"
                                + " position 8)\"");
        assertThat(failure(changer.recover())).hasMessageContaining("is under way");
        bench.end(first);
        assertThat(first.future()).isCompleted();
        assertThat(changer.position()).isEqualTo(place("P2-7"));
    }

    @Test
    void setListsEverythingThatStandsInTheWay() {
        bench.robot("Lid", "Close");
        bench.beamline.write("T:m4", "90");
        bench.beamline.write("T:hutch:ready", "0");
        bench.pass(4);
        bench.robot("Power", "Off");
        assertThat(changer.obstacles(place("P2-7")))
                .extracting(Obstacle::toString)
                .containsExactly(
                        "its power is off (switch it on)",
                        "the lid is not open (open it)",
                        "hutch is not ready (search it)",
                        "the goniometer is not where a sample is mounted (move it there)");
        assertThat(failure(changer.set(place("P2-7"))))
                .hasMessage(
                        "changer: cannot mount P2-7 (puck 2, position 7): its power is off (switch it"
                                + " on); the lid is not open (open it); hutch is not ready (search"
                                + " it); the goniometer is not where a sample is mounted (move it"
                                + " there)");
        assertThatThrownBy(() -> changer.check(place("P2-7")))
                .hasMessageContaining("hutch is not ready")
                .hasMessageNotContaining("goniometer is not where");
        bench.robot("Power", "On");
        bench.beamline.write("T:hutch:ready", "1");
        bench.pass(1);
        // The hotel has no lid, but the sample that is mounted belongs under one.
        assertThat(changer.obstacles(place("H1")))
                .extracting(Obstacle::what)
                .containsExactly(
                        "the lid is not open", "the goniometer is not where a sample is mounted");
    }

    @Test
    void setRefusesPlacesThatThereAreNot() {
        assertThat(failure(changer.set(place("P6-1"))))
                .isInstanceOf(DeviceException.LimitViolation.class)
                .hasMessage("changer: there is no puck 6 for P6-1; choose from 1 to 5");
        assertThatThrownBy(() -> changer.check(place("P1-17")))
                .hasMessageContaining("no position 17");
        assertThatThrownBy(() -> changer.check(place("H9")))
                .hasMessageContaining("no plate slot 9");
        assertThat(Place.of("P0-1")).isEmpty();
        assertThat(Place.of("2-1")).isEmpty();
    }

    @Test
    void secureAbortsWhatMovesAndKeepsWhatIsHeld() {
        Status status = changer.set(place("P2-7"));
        bench.pass(7);
        assertThat(changer.hazard()).get().asString().contains("is exchanging");
        changer.secure();
        bench.pass(1);
        assertThat(changer.hazard()).isEmpty();
        assertThat(failure(status))
                .isInstanceOf(DeviceException.Stopped.class)
                .hasMessage(
                        "changer: exchanging for P2-7 (puck 2, position 7) was aborted, it says"
                                + " \"aborted while exchanging\"; P1-1 (puck 1, position 1) is on the"
                                + " goniometer, P2-7 (puck 2, position 7) is in the gripper; see that"
                                + " its way is free, then recover it");
        assertThat(bench.robot("Power_RBV")).isEqualTo("On");
    }

    @Test
    void lostConnectionIsJoinedAndTheMountIsNotRepeated() {
        Status status = changer.set(place("P2-7"));
        bench.pass(7);
        bench.beamline.goAway();
        assertThat(failure(status))
                .isInstanceOf(DeviceException.Disconnected.class)
                .hasMessageContaining("lost T:robot:State_RBV while exchanging for P2-7")
                .hasMessageContaining("where the samples are now is unknown");
        assertThat(changer.whereabouts().sentence())
                .contains(
                        "where P1-1 (puck 1, position 1) is, is unknown: it was on the goniometer");
        assertThat(changer.state()).isEqualTo(ChangerState.UNKNOWN);
        assertThat(changer.hazard()).get().asString().contains("may be moving");
        bench.pass(2);
        bench.beamline.comeBack();
        Status again = changer.set(place("P2-7"));
        assertThat(again.future()).isNotDone();
        bench.end(again);
        assertThat(again.future()).isCompleted();
        assertThat(changer.position()).isEqualTo(place("P2-7"));
        assertThat(changer.set(place("P2-7")).future()).isCompleted();
    }

    @Test
    void changerThatForgotWhatIsMountedIsRefused() {
        bench.robot("Fault", "Sample lost");
        Status status = bench.set("P3-3");
        assertThat(failure(status))
                .hasMessageContaining("it says \"lost P3-3 on the way\"")
                .hasMessageContaining(
                        "where P3-3 (puck 3, position 3) is, is unknown: it was in the gripper");
        assertThat(failure(changer.set(place("P3-4"))))
                .hasMessageContaining("it is in fault")
                .hasMessageContaining("look, then recover and clear it");
    }

    @Test
    void estimateLearnsWhatCommandsTake() {
        assertThat(changer.estimate(place("P1-1"), place("P2-1"))).isEqualTo(ChangerBench.USUAL);
        bench.set("P2-1");
        Duration learnt = changer.estimate(place("P2-1"), place("P2-2"));
        assertThat(learnt).isBetween(Duration.ofSeconds(18), Duration.ofSeconds(30));
        assertThat(changer.estimate(place("P2-1"), place("P2-1"))).isZero();
        assertThat(changer.estimate(place("P2-1"), Place.NONE)).isEqualTo(ChangerBench.USUAL);
    }

    @Test
    void whatWasPreparedForAnotherTurnIsPutBackBeforeAMount() throws Exception {
        Stageable preparing = changer.preparing(place("P2-2")).orElseThrow();
        preparing.stage();
        bench.pass(10);
        preparing.unstage();
        assertThat(changer.freeing(place("P2-2"))).isEmpty();
        Stageable freeing = changer.freeing(place("P2-3")).orElseThrow();
        changer.check(place("P2-3"));
        Thread staging =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                freeing.stage();
                            } catch (InterruptedException stopped) {
                                Thread.currentThread().interrupt();
                            }
                        });
        while (staging.isAlive()) {
            // The time is the test's own: it passes while the other thread waits for its end.
            if (staging.getState() == Thread.State.WAITING) {
                bench.pass(1);
            }
            Thread.onSpinWait();
        }
        freeing.unstage();
        assertThat(changer.whereabouts().gripper()).isEqualTo(new Whereabouts.Empty());
        assertThat(changer.freeing(place("P2-3"))).isEmpty();
        assertThat(bench.set("P2-3").future()).isCompleted();
        assertThat(changer.position()).isEqualTo(place("P2-3"));
    }

    @Test
    void nextSampleIsPreparedWhileStaged() throws InterruptedException {
        Stageable preparing = changer.preparing(place("P2-2")).orElseThrow();
        preparing.stage();
        bench.pass(10);
        preparing.unstage();
        assertThat(changer.whereabouts().gripper()).isEqualTo(new Whereabouts.Holds(place("P2-2")));
        assertThat(changer.recourses())
                .singleElement()
                .extracting(Recourse::action)
                .isEqualTo(Optional.of(Recourse.Action.RECOVER));
        assertThat(failure(changer.set(place("P2-3"))))
                .hasMessageContaining(
                        "the gripper holds P2-2 (mount that, or recover to put it back)");
        assertThat(bench.set("P2-2").future()).isCompleted();
        assertThat(changer.position()).isEqualTo(place("P2-2"));
    }

    @Test
    void lidAndPowerAreConfirmedFromTheirReadbacks() {
        Status closing = changer.setLid(false);
        assertThat(closing.future()).isNotDone();
        bench.pass(3);
        assertThat(closing.future()).isCompleted();
        assertThat(changer.lidPosition()).isEqualTo("Closed");
        bench.robot("Fault", "Lid stuck");
        Status stuck = changer.setLid(true);
        bench.pass(30);
        assertThat(failure(stuck)).hasMessageContaining("Lid_RBV reads Closed instead of open");
        Status off = changer.setPower(false);
        assertThat(off.future()).isCompleted();
        assertThat(changer.isPowered()).isFalse();
        assertThat(changer.state()).isEqualTo(ChangerState.OFF);
    }

    @Test
    void commandThatIsNotHeardEndsAtItsLimit() {
        bench.robot("Fault", "Silent");
        assertThat(failure(changer.set(place("P2-2")))).hasMessageContaining("does not answer");
        bench.robot("Fault", "None");
        Status status = changer.set(place("P2-2"));
        bench.pass(3);
        bench.robot("Fault", "Silent");
        assertThat(failure(status))
                .isInstanceOf(DeviceException.TimedOut.class)
                .hasMessageContaining("the changer does not answer its IOC and may go on");
    }
}
