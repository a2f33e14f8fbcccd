package io.beamdesk.ui.align;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalDouble;

/// How old frames are when they come to the screen, of the latest fifty; by their time stamps, and so
/// right as far as the clocks of camera and desk agree.
final class FrameDelay {
    private static final int LATEST = 50;

    private final double[] millis = new double[LATEST];
    private int count;

    /// Takes note of a frame that comes to the screen.
    void shown(Instant taken, Instant now) {
        millis[count++ % LATEST] = Duration.between(taken, now).toNanos() / 1e6;
    }

    /// The age in milliseconds that half of them do not exceed; empty before the first.
    OptionalDouble median() {
        double[] known = Arrays.copyOf(millis, Math.min(count, LATEST));
        Arrays.sort(known);
        return known.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(known[(known.length - 1) / 2]);
    }
}
