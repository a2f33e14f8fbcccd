package io.beamdesk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Status;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private Instant now = Instant.EPOCH;
    private final Pace pace = new Pace(() -> now);

    private void operation(Duration formula, Duration took, boolean succeeds) {
        Status status = new Status("x moving");
        pace.measure("x", formula, status);
        now = now.plus(took);
        if (succeeds) {
            status.complete();
        } else {
            status.fail(new DeviceException("x", "x: stands still"));
        }
    }

    @Test
    void ofADeviceThatHasDoneNothingLittleIsAssumed() {
        assertThat(pace.beyond("x")).isEqualTo(Pace.UNKNOWN);
    }

    @Test
    void whatAnOperationTookBeyondItsFormulaIsAddedToTheNext() {
        operation(Duration.ofSeconds(2), Duration.ofMillis(2130), true);
        assertThat(pace.beyond("x")).isEqualTo(Duration.ofMillis(130));
        assertThat(pace.beyond("y")).isEqualTo(Pace.UNKNOWN);
    }

    @Test
    void oneStrangeOperationChangesNothing() {
        for (int i = 0; i < 5; i++) {
            operation(Duration.ofSeconds(1), Duration.ofMillis(1040), true);
        }
        operation(Duration.ofSeconds(1), Duration.ofSeconds(61), true);
        assertThat(pace.beyond("x")).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void aFormulaThatSaysTooMuchIsCorrected() {
        operation(Duration.ofSeconds(1), Duration.ofMillis(900), true);
        assertThat(pace.beyond("x")).isEqualTo(Duration.ofMillis(-100));
    }

    @Test
    void aFailedOperationTeachesNothing() {
        operation(Duration.ofSeconds(1), Duration.ofSeconds(9), false);
        assertThat(pace.beyond("x")).isEqualTo(Pace.UNKNOWN);
    }

    @Test
    void aDeviceThatChangesIsFollowed() {
        for (int i = 0; i < 100; i++) {
            operation(Duration.ZERO, Duration.ofMillis(10), true);
        }
        for (int i = 0; i < 11; i++) {
            operation(Duration.ZERO, Duration.ofMillis(50), true);
        }
        assertThat(pace.beyond("x")).isEqualTo(Duration.ofMillis(50));
    }
}
