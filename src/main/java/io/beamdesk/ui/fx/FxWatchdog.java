package io.beamdesk.ui.fx;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices when the JavaFX thread does not come to what is asked of it within a second, and says in the log
/// where it is, with its stack; and, when it is back, for how long nothing could be clicked. Of a computer
/// that slept, or had no time for anything, it says nothing.
public final class FxWatchdog {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Desk");
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final Executor fxThread;
    private final LongSupplier nanoTime;
    private final Supplier<StackTraceElement[]> stack;
    private boolean asked;
    private boolean told;
    private long since;
    private long looked;

    /// Where the JavaFX thread was when it did not answer.
    static final class Blocked extends Exception {
        private static final long serialVersionUID = 1;

        Blocked(StackTraceElement[] stack) {
            super("the JavaFX thread was here");
            setStackTrace(stack);
        }
    }

    /// @param fxThread runs a task on the JavaFX thread
    /// @param nanoTime a clock in nanoseconds
    /// @param stack of the JavaFX thread now
    FxWatchdog(Executor fxThread, LongSupplier nanoTime, Supplier<StackTraceElement[]> stack) {
        this.fxThread = fxThread;
        this.nanoTime = nanoTime;
        this.stack = stack;
    }

    /// Watches the JavaFX thread of this process, which calls it, for as long as the process lives.
    public static void start() {
        Thread fx = Thread.currentThread();
        FxWatchdog watchdog =
                new FxWatchdog(Platform::runLater, System::nanoTime, fx::getStackTrace);
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("ui-watchdog").factory());
        var _ =
                timer.scheduleWithFixedDelay(
                        watchdog::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Asks the JavaFX thread, or looks for how long it has not answered.
    synchronized void look() {
        long now = nanoTime.getAsLong();
        long pause = now - looked;
        looked = now;
        if (asked && pause >= PATIENCE.toNanos()) {
            // This thread stood still as well: it is not the window that was busy meanwhile.
            since += pause;
        }
        if (!asked) {
            asked = true;
            told = false;
            since = now;
            fxThread.execute(this::answer);
        } else if (!told && now - since >= PATIENCE.toNanos()) {
            StackTraceElement[] where = stack.get();
            if (where.length == 0) {
                // The thread has ended with the last window.
                return;
            }
            told = true;
            LOG.warn(
                    "The window has not answered for a second; it is busy with {}, and a run is not"
                            + " affected",
                    place(where),
                    new Blocked(where));
        }
    }

    private synchronized void answer() {
        asked = false;
        if (told) {
            LOG.warn(
                    "The window answers again after {} s; what was pressed meanwhile is done now",
                    String.format(Locale.ROOT, "%.1f", (nanoTime.getAsLong() - since) / 1e9));
        }
    }

    /// The innermost code of Beamdesk.
    private static String place(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().startsWith("io.beamdesk.")) {
                return frame.getClassName().replaceFirst("io\\.beamdesk\\.", "")
                        + "."
                        + frame.getMethodName();
            }
        }
        return stack[0].getClassName();
    }
}
