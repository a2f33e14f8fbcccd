package io.beamdesk.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BandwidthTest {
    private final AtomicLong now = new AtomicLong(1_000_000);

    private Bandwidth limited(long bytesPerSecond) {
        return new Bandwidth(bytesPerSecond, now::get, time -> now.addAndGet(time.toNanos()));
    }

    @Test
    void takeSpendsTheTimeThatTheBytesNeed() throws Exception {
        Bandwidth bandwidth = limited(1_000_000);
        long begun = now.get();
        for (int i = 0; i < 300; i++) {
            bandwidth.take(10_000);
        }
        assertThat(now.get() - begun).isEqualTo(3_000_000_000L);
    }

    @Test
    void takeSavesNoTimeUp() throws Exception {
        Bandwidth bandwidth = limited(1_000_000);
        bandwidth.take(1000);
        now.addAndGet(3_600_000_000_000L);
        long begun = now.get();
        bandwidth.take(1_000_000);
        assertThat(now.get() - begun).isEqualTo(1_000_000_000L);
    }

    @Test
    void takeWaitsForNothingWithoutALimit() throws Exception {
        Bandwidth bandwidth = limited(0);
        long begun = now.get();
        bandwidth.take(Integer.MAX_VALUE);
        assertThat(now.get()).isEqualTo(begun);
    }
}
