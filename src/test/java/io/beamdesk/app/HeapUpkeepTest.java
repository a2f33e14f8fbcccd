package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapUpkeepTest {
    private static final long MEGA = 1L << 20;

    private long needed = 120 * MEGA;
    private long used = needed;
    private int collections;
    private final HeapUpkeep upkeep =
            new HeapUpkeep(
                    () -> used,
                    () -> {
                        collections++;
                        used = needed;
                    });

    @Test
    void heapThatIsNeededIsNotCollectedAgainAndAgain() {
        needed = 1000 * MEGA;
        used = needed;
        for (int i = 0; i < 100; i++) {
            upkeep.look();
        }
        assertThat(collections).isEqualTo(1);
    }

    @Test
    void smallHeapIsLeftAlone() {
        used = 190 * MEGA;
        upkeep.look();
        assertThat(collections).isZero();
    }

    @Test
    void whateverIsLeftLyingTheHeapStaysAtTwiceWhatIsNeeded() {
        long most = 0;
        for (int i = 0; i < 10_000; i++) {
            used += 5 * MEGA;
            upkeep.look();
            most = Math.max(most, used);
        }
        assertThat(most).isLessThanOrEqualTo(245 * MEGA);
        assertThat(collections).isBetween(300, 700);
    }
}
