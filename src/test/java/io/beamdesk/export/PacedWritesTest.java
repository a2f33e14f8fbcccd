package io.beamdesk.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacedWritesTest {
    private static final int MILLI = 1_000_000;

    @Test
    void windowGrowsOnALongLineAndShrinksWhereAnswersQueue() {
        PacedWrites.Window window = new PacedWrites.Window();
        for (int i = 0; i < 100; i++) {
            window.answered(50 * MILLI + i * 1000);
        }
        assertThat(window.packets()).isEqualTo(PacedWrites.Window.MOST);
        window.answered(90 * MILLI);
        assertThat(window.packets()).isEqualTo(PacedWrites.Window.MOST);
        for (int i = 0; i < 100; i++) {
            window.answered(101 * MILLI);
        }
        assertThat(window.packets()).isEqualTo(PacedWrites.Window.LEAST);
    }
}
