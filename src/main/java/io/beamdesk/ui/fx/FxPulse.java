package io.beamdesk.ui.fx;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/// The pulse of the running desktop: ten deliveries a second, two with low bandwidth.
public final class FxPulse {
    /// Shortest time between two deliveries as a rule.
    public static final Duration NORMAL = Duration.ofMillis(100);

    /// The same with low bandwidth.
    public static final Duration LOW_BANDWIDTH = Duration.ofMillis(500);

    private FxPulse() {}

    /// Whether a pulse is slowed down because few bytes may cross the network.
    public static boolean isLow(Pulse pulse) {
        return pulse.period().compareTo(LOW_BANDWIDTH) >= 0;
    }

    /// A pulse on the JavaFX thread.
    public static Pulse create() {
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(task -> {
                    Thread thread = new Thread(task, "ui-pulse");
                    thread.setDaemon(true);
                    return thread;
                });
        return new Pulse(
                Platform::runLater,
                (delay, task) -> {
                    var _ = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
                },
                System::nanoTime,
                NORMAL);
    }
}
