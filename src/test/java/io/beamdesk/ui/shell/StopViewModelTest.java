package io.beamdesk.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StopViewModelTest {
    private final Queue<CompletableFuture<Void>> answers = new ArrayDeque<>();
    private final Clock clock = Clock.fixed(Instant.parse("2023-04-11T16:52:08Z"), ZoneOffset.UTC);
    private final StopViewModel stop =
            new StopViewModel(
                    () -> {
                        CompletableFuture<Void> answer = new CompletableFuture<>();
                        answers.add(answer);
                        return answer;
                    },
                    Runnable::run,
                    Runnable::run,
                    clock,
                    ZoneOffset.UTC);

    @Test
    void stopSaysStoppingThenConfirmedWithItsTime() {
        stop.stop();
        assertThat(stop.textProperty().get()).isEqualTo("Stopping…");
        answers.remove().complete(null);
        assertThat(stop.textProperty().get()).isEqualTo("confirmed 16:52:08");
        assertThat(stop.phaseProperty().get()).isEqualTo(StopViewModel.Phase.CONFIRMED);
    }

    @Test
    void stopThatFailsSaysWhatIsNotConfirmed() {
        stop.stop();
        answers.remove().completeExceptionally(new IllegalStateException("fast shutter is open"));
        assertThat(stop.textProperty().get()).isEqualTo("NOT confirmed: fast shutter is open");
    }

    @Test
    void stopTwiceAsksTwiceAndShowsTheLastAnswer() {
        stop.stop();
        stop.stop();
        assertThat(answers).hasSize(2);
        answers.remove().completeExceptionally(new IllegalStateException("late"));
        assertThat(stop.phaseProperty().get()).isEqualTo(StopViewModel.Phase.STOPPING);
        answers.remove().complete(null);
        assertThat(stop.phaseProperty().get()).isEqualTo(StopViewModel.Phase.CONFIRMED);
    }
}
