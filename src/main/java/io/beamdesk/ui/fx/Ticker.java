package io.beamdesk.ui.fx;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// Runs a task on the JavaFX thread once a second.
///
/// A Timeline would do the same, but keeps the toolkit at sixty pulses a second while it plays,
/// which costs a tenth of a core although nothing changes.
public final class Ticker {
    private static final ScheduledExecutorService TIMER =
            Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "ui-ticker");
                thread.setDaemon(true);
                return thread;
            });

    private final Runnable task;
    private @Nullable ScheduledFuture<?> running;

    /// At rest.
    public Ticker(Runnable task) {
        this.task = task;
    }

    /// Begins, a second from now.
    public void start() {
        if (running == null) {
            running =
                    TIMER.scheduleAtFixedRate(
                            () -> Platform.runLater(task), 1, 1, TimeUnit.SECONDS);
        }
    }

    /// Ends.
    public void stop() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }
}
