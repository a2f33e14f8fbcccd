package io.beamdesk.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.pv.Access;
import io.beamdesk.pv.Alarm;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.Range;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Value;
import io.beamdesk.ui.fx.SetpointModel.Mode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SetpointModelTest {
    private final List<Value> sent = new ArrayList<>();
    private CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);
    private final SetpointModel model = model(state(2.4, true, true));

    @Test
    void editStaysPendingUntilCommit() {
        model.edit("3.1");
        assertThat(model.modeProperty().get()).isEqualTo(Mode.PENDING);
        model.show(state(2.5, true, true));
        assertThat(model.textProperty().get()).isEqualTo("3.1");
        assertThat(sent).isEmpty();
        model.commit();
        assertThat(sent).containsExactly(new Value.Floating(3.1));
        assertThat(model.modeProperty().get()).isEqualTo(Mode.IDLE);
    }

    @Test
    void holdRefusesEveryChangeAndKeepsWhatIsTyped() {
        model.edit("3.1");
        model.hold("Scan is under way.");
        assertThat(model.modeProperty().get()).isEqualTo(Mode.REFUSED);
        assertThat(model.reasonProperty().get()).isEqualTo("Scan is under way.");
        model.commit();
        model.jog(1, 0.5);
        assertThat(sent).isEmpty();
        assertThat(model.textProperty().get()).isEqualTo("3.1");
        model.hold("");
        assertThat(model.modeProperty().get()).isEqualTo(Mode.PENDING);
        model.commit();
        assertThat(sent).containsExactly(new Value.Floating(3.1));
    }

    @Test
    void holdOfWhatIsNotEditedIsReadOnlyWithTheReason() {
        model.hold("Scan is under way.");
        model.edit("3.1");
        assertThat(model.modeProperty().get()).isEqualTo(Mode.READ_ONLY);
        assertThat(model.textProperty().get()).isEqualTo("2.400");
        model.hold("");
        assertThat(model.modeProperty().get()).isEqualTo(Mode.IDLE);
    }

    @Test
    void revertShowsTheServersValueAgain() {
        model.edit("3.1");
        model.revert();
        assertThat(model.textProperty().get()).isEqualTo("2.400");
        assertThat(model.modeProperty().get()).isEqualTo(Mode.IDLE);
    }

    @Test
    void commitBeyondALimitIsRefusedWithValueUnitAndLimit() {
        model.edit("12.5");
        model.commit();
        assertThat(sent).isEmpty();
        assertThat(model.modeProperty().get()).isEqualTo(Mode.REFUSED);
        assertThat(model.reasonProperty().get()).isEqualTo("12.5 is above 5\u00a0mm");
    }

    @Test
    void commitOfNoNumberSaysSo() {
        model.edit("far");
        model.commit();
        assertThat(sent).isEmpty();
        assertThat(model.reasonProperty().get()).contains("\"far\" is not a number");
    }

    @Test
    void commitRefusedByTheServerKeepsWhatWasTyped() {
        answer =
                CompletableFuture.failedFuture(
                        new PvException.Refused("SIM:m1.VAL", "no write access"));
        model.edit("3.1");
        model.commit();
        assertThat(model.modeProperty().get()).isEqualTo(Mode.REFUSED);
        assertThat(model.textProperty().get()).isEqualTo("3.1");
        assertThat(model.reasonProperty().get()).contains("no write access");
    }

    @Test
    void stepAddsToWhatIsTypedAndIsNotSent() {
        model.step(1, 0.05);
        model.step(1, 0.05);
        assertThat(model.textProperty().get()).isEqualTo("2.500");
        assertThat(model.modeProperty().get()).isEqualTo(Mode.PENDING);
        assertThat(sent).isEmpty();
    }

    @Test
    void jogIsSentAtOnceAndRespectsTheLimits() {
        model.jog(-1, 0.5);
        assertThat(sent).hasSize(1);
        model.jog(1, 50);
        assertThat(sent).hasSize(1);
        assertThat(model.modeProperty().get()).isEqualTo(Mode.REFUSED);
    }

    @Test
    void withoutWriteAccessNothingCanBeEdited() {
        model.show(state(2.4, true, false));
        model.edit("3.1");
        model.commit();
        assertThat(sent).isEmpty();
        assertThat(model.modeProperty().get()).isEqualTo(Mode.READ_ONLY);
        assertThat(model.reasonProperty().get()).isEqualTo("no write access");
    }

    @Test
    void disconnectionWhileTypingShowsADash() {
        model.edit("3.1");
        model.show(state(2.4, false, true));
        assertThat(model.modeProperty().get()).isEqualTo(Mode.DISCONNECTED);
        assertThat(model.textProperty().get()).isEqualTo("–");
    }

    @Test
    void choicesAreTypedByTheirLabelInAnyCase() {
        Properties labelled =
                new Properties(
                        "",
                        0,
                        Range.NONE,
                        Range.NONE,
                        Range.NONE,
                        Range.NONE,
                        List.of("Low", "High"));
        SetpointModel choice =
                model(
                        new PvState(
                                true,
                                Instant.EPOCH,
                                "",
                                new Access(true, true),
                                labelled,
                                new Sample(
                                        new Value.Choice(0, List.of("Low", "High")),
                                        Alarm.NONE,
                                        Instant.EPOCH)));
        choice.edit("medium");
        assertThat(choice.reasonProperty().get()).isEqualTo("choose one of Low, High");
        choice.edit("high");
        choice.commit();
        assertThat(sent).containsExactly(new Value.Text("High"));
    }

    @Test
    void jogsThatTheServerHasNotToldBackAddUp() {
        model.jog(1, 0.5);
        model.jog(1, 0.5);
        double first = sent.get(0).number().orElseThrow();
        assertThat(sent.get(1).number().orElseThrow()).isEqualTo(first + 0.5);
        model.show(state(-3, true, true));
        model.jog(1, 0.5);
        assertThat(sent.get(2).number().orElseThrow()).isEqualTo(-2.5);
    }

    private SetpointModel model(PvState initial) {
        return new SetpointModel(
                initial,
                value -> {
                    sent.add(value);
                    return answer;
                },
                Runnable::run);
    }

    private static PvState state(double value, boolean connected, boolean writable) {
        Range limits = new Range(-5, 5);
        return new PvState(
                connected,
                Instant.EPOCH,
                "sim-ioc1:5064",
                new Access(true, writable),
                new Properties("mm", 3, limits, limits, Range.NONE, Range.NONE, List.of()),
                new Sample(new Value.Floating(value), Alarm.NONE, Instant.EPOCH));
    }
}
