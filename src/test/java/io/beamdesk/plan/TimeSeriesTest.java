package io.beamdesk.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.document.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// When the measurements of a series start, on a clock of the test's own.
class TimeSeriesTest {
    private static final Measurement NOTHING =
            new Measurement(
                    List.of(), List.of(), Duration.ofSeconds(1), Duration.ZERO, Optional.empty());

    /// A measurement takes 300 ms, the third one 1200 ms.
    private static final class Clockwork implements Interpreter {
        final List<Long> starts = new ArrayList<>();
        Duration now = Duration.ofSeconds(7);
        boolean repeatsSecond;

        @Override
        public @Nullable Object perform(Msg msg) {
            switch (msg) {
                case Msg.Elapsed _ -> {
                    return now;
                }
                case Msg.Sleep(Duration time) -> now = now.plus(time);
                case Msg.Trigger _ -> {
                    starts.add(now.toMillis() - 7000);
                    now = now.plusMillis(starts.size() == 3 ? 1200 : 300);
                }
                case Msg.Step(String _, Runnable body) -> {
                    body.run();
                    if (repeatsSecond && starts.size() == 2) {
                        // A pause in it: its row is taken again.
                        now = now.plusMillis(5000);
                        body.run();
                    }
                }
                case Msg.Read _ -> {
                    return new Event("", "", Instant.EPOCH, 1, Map.of());
                }
                case Msg.OpenRun _,
                        Msg.CloseRun _,
                        Msg.Stage _,
                        Msg.Unstage _,
                        Msg.Move<?> _,
                        Msg.Restore<?> _,
                        Msg.Locate _,
                        Msg.Fly _,
                        Msg.Once _ -> {}
            }
            return null;
        }
    }

    private static List<Long> starts(Clockwork clock, TimeSeries series) {
        series.run(new Verbs(clock));
        return clock.starts;
    }

    private static TimeSeries series(int most, int durationMillis, int periodMillis) {
        return new TimeSeries(
                most,
                durationMillis == 0
                        ? Optional.empty()
                        : Optional.of(Duration.ofMillis(durationMillis)),
                Duration.ofMillis(periodMillis),
                NOTHING);
    }

    @Test
    void measurementsStartAPeriodApartAndWhatIsLateIsNotCaughtUpOn() {
        assertThat(starts(new Clockwork(), series(6, 0, 500)))
                .containsExactly(0L, 500L, 1000L, 2200L, 2700L, 3200L);
    }

    @Test
    void withoutAPeriodOneFollowsTheOther() {
        assertThat(starts(new Clockwork(), series(4, 0, 0))).containsExactly(0L, 300L, 600L, 1800L);
    }

    @Test
    void noMeasurementStartsAfterTheDuration() {
        assertThat(starts(new Clockwork(), series(100, 2700, 500)))
                .containsExactly(0L, 500L, 1000L, 2200L);
    }

    @Test
    void repeatedMeasurementDoesNotWaitAgain() {
        Clockwork clock = new Clockwork();
        clock.repeatsSecond = true;
        assertThat(starts(clock, series(4, 0, 500))).containsExactly(0L, 500L, 5800L, 7000L, 7500L);
    }
}
