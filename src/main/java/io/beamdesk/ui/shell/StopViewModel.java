package io.beamdesk.ui.shell;

import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// STOP: halts motion and closes the shutter, and says what came of it.
///
/// It never blocks and is never disabled: each press asks again, and the answer to the last press
/// is the one that is shown.
public final class StopViewModel {
    /// How far the last press has got.
    public enum Phase {
        /// Not pressed, or long ago.
        READY,
        /// Asked, not yet confirmed from readbacks.
        STOPPING,
        /// Confirmed from readbacks.
        CONFIRMED,
        /// Not confirmed: somebody has to look.
        NOT_CONFIRMED
    }

    /// Said while nothing was asked.
    static final String READY = "motion and shutter";

    /// Said before the time when readbacks confirmed it.
    static final String CONFIRMED = "confirmed ";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Supplier<CompletableFuture<Void>> command;
    private final Executor background;
    private final Executor fxThread;
    private final InstantSource clock;
    private final ZoneId zone;
    private final AtomicLong presses = new AtomicLong();
    private final ReadOnlyObjectWrapper<Phase> phase =
            new ReadOnlyObjectWrapper<>(this, "phase", Phase.READY);
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper(this, "text", READY);

    /// @param command stops everything; its future is done when readbacks confirm it, and fails with
    ///     a sentence when they do not
    /// @param background runs the command, so that a slow one cannot hold the JavaFX thread
    /// @param fxThread runs what changes the properties
    /// @param clock tells when it was confirmed
    /// @param zone of the times shown
    public StopViewModel(
            Supplier<CompletableFuture<Void>> command,
            Executor background,
            Executor fxThread,
            InstantSource clock,
            ZoneId zone) {
        this.command = command;
        this.background = background;
        this.fxThread = fxThread;
        this.clock = clock;
        this.zone = zone;
    }

    /// Stops; returns at once.
    public void stop() {
        long press = presses.incrementAndGet();
        show(Phase.STOPPING, "Stopping…");
        var _ =
                CompletableFuture.completedFuture(press)
                        .thenComposeAsync(_ -> command.get(), background)
                        .whenCompleteAsync((_, failure) -> stopped(press, failure), fxThread);
    }

    /// How far the last press has got.
    public ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /// The same in words.
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    private void stopped(long press, @Nullable Throwable failure) {
        if (press != presses.get()) {
            return;
        }
        if (failure == null) {
            String time = TIME.format(clock.instant().atZone(zone));
            show(Phase.CONFIRMED, CONFIRMED + time);
        } else {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            show(Phase.NOT_CONFIRMED, "NOT confirmed: " + cause.getMessage());
        }
    }

    private void show(Phase next, String words) {
        text.set(words);
        phase.set(next);
    }
}
