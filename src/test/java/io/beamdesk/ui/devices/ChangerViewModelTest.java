package io.beamdesk.ui.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.device.Obstacle;
import io.beamdesk.device.epics.FakeScheduler;
import io.beamdesk.device.epics.Recourse;
import io.beamdesk.device.epics.SampleChanger;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.sim.FakeBeamline;
import io.beamdesk.ui.fx.Pulse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangerViewModelTest {
    private final FakeBeamline beamline = new FakeBeamline("T:");
    private final FakeScheduler time = new FakeScheduler();
    private final Pulse pulse =
            new Pulse(Runnable::run, (_, task) -> task.run(), () -> 0, Duration.ZERO);
    private final SampleChanger changer =
            new SampleChanger(
                    "changer",
                    "Sample changer",
                    PvName.of("T:robot:"),
                    Duration.ofSeconds(20),
                    Duration.ofMinutes(2),
                    new Pvs(beamline),
                    time);
    private boolean running;

    private Optional<String> busy() {
        return running ? Optional.of("Ni XANES is under way.") : Optional.empty();
    }

    private final ChangerViewModel model =
            new ChangerViewModel(changer, pulse, this::busy, Runnable::run, Runnable::run);

    @BeforeEach
    void connect() {
        changer.connect();
        model.listen(true);
    }

    @AfterEach
    void close() {
        model.listen(false);
        changer.close();
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            beamline.pass(Duration.ofSeconds(1));
            time.advance(Duration.ofSeconds(1));
        }
    }

    private ChangerViewModel.Shown shown() {
        return model.shownProperty().get();
    }

    @Test
    void shownTellsWhatIsWhereAndWhatCanBeAsked() {
        assertThat(shown().mounted()).isEqualTo("P1-1, puck 1, position 1");
        assertThat(shown().held()).isEqualTo("no sample");
        assertThat(shown().canTakeOff()).isTrue();
        assertThat(shown().canMount()).as("nothing is typed").isFalse();
        assertThat(shown().recourses()).isEmpty();
        model.placeProperty().set("2-7");
        assertThat(model.mistake()).startsWith("Write P2-7");
        model.placeProperty().set("p2-7");
        assertThat(model.mistake()).isEmpty();
        assertThat(shown().canMount()).isTrue();
        model.placeProperty().set("P1-1");
        assertThat(shown().canMount()).as("mounted already").isFalse();
    }

    @Test
    void mountGoesOnAndEndsWithTheSampleMounted() {
        model.placeProperty().set("P2-7");
        model.mount();
        pass(3);
        assertThat(shown().moves()).isTrue();
        assertThat(shown().canMount()).isFalse();
        pass(30);
        assertThat(shown().mounted()).isEqualTo("P2-7, puck 2, position 7");
        assertThat(model.answerProperty().get()).isEmpty();
    }

    @Test
    void obstaclesAreListedWithARunFirst() {
        beamline.write("T:robot:Lid", "Close");
        pass(3);
        running = true;
        model.placeProperty().set("P2-7");
        assertThat(shown().obstacles())
                .extracting(Obstacle::what)
                .containsExactly("a run or the queue is going", "the lid is not open");
        model.takeOff();
        assertThat(model.answerProperty().get()).isEqualTo("Ni XANES is under way.");
        pass(5);
        assertThat(beamline.read("T:robot:State_RBV")).isEqualTo("Ready");
    }

    @Test
    void abortIsTakenDuringARunAndTheWayBackIsOffered() {
        model.placeProperty().set("P2-7");
        model.mount();
        pass(7);
        running = true;
        model.abort();
        pass(1);
        assertThat(model.answerProperty().get()).contains("was aborted");
        running = false;
        assertThat(shown().recourses())
                .extracting(Recourse::action)
                .containsExactly(Optional.of(Recourse.Action.RECOVER));
        model.act(Recourse.Action.RECOVER);
        pass(30);
        assertThat(model.answerProperty().get()).isEmpty();
        assertThat(shown().recourses()).isEmpty();
    }

    @Test
    void lidAndPowerAreSwitched() {
        model.toggleLid();
        pass(3);
        assertThat(shown().lid()).isEqualTo("Closed");
        model.power(false);
        assertThat(shown().powered()).isFalse();
        assertThat(shown().recourses())
                .extracting(Recourse::action)
                .containsExactly(Optional.of(Recourse.Action.POWER_ON));
        model.act(Recourse.Action.POWER_ON);
        assertThat(shown().powered()).isTrue();
    }

    @Test
    void lostChangerIsUnknownAndOffersNothingToPress() {
        beamline.goAway();
        assertThat(shown().mounted()).isEqualTo("unknown, last P1-1");
        assertThat(shown().canTakeOff()).isFalse();
        assertThat(shown().recourses())
                .singleElement()
                .satisfies(offered -> assertThat(offered.action()).isEmpty());
    }
}
