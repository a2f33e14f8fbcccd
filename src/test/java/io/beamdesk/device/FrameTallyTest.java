package io.beamdesk.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.image.Pixels;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FrameTallyTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private final FrameTally tally = new FrameTally();

    private void count(long id, long takenMillis, long arrivedMillis) {
        tally.count(
                new FrameEvent.Shot(
                        id, START.plusMillis(takenMillis), Pixels.grey("|u1", 1, 1, new byte[1])),
                START.plusMillis(arrivedMillis));
    }

    @Test
    void countFindsGapsInTheNumbers() {
        count(5, 0, 1);
        count(6, 20, 21);
        count(9, 80, 83);
        assertThat(tally.counted().frames()).isEqualTo(3);
        assertThat(tally.counted().lost()).isEqualTo(2);
        assertThat(tally.counted().age()).isEqualTo(Duration.ofMillis(3));
    }

    @Test
    void countBeginsAnewWithANewSeries() {
        count(900, 0, 0);
        count(1, 20, 20);
        count(2, 40, 40);
        assertThat(tally.counted().lost()).isZero();
    }

    @Test
    void countKnowsTheRate() {
        for (int i = 0; i < 100; i++) {
            count(i, 20L * i, 20L * i + 2);
        }
        assertThat(tally.counted().rate()).isCloseTo(50, within(0.01));
    }
}
