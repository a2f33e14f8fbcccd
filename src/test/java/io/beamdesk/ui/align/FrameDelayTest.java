package io.beamdesk.ui.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FrameDelayTest {
    private final FrameDelay delay = new FrameDelay();

    private void shown(int millis) {
        delay.shown(Instant.EPOCH, Instant.EPOCH.plusMillis(millis));
    }

    @Test
    void medianIsOfTheLatestFifty() {
        assertThat(delay.median()).isEmpty();
        shown(30);
        assertThat(delay.median()).hasValue(30);
        shown(900);
        shown(20);
        assertThat(delay.median()).hasValue(30);
        for (int i = 0; i < 50; i++) {
            shown(7);
        }
        assertThat(delay.median()).hasValue(7);
    }
}
