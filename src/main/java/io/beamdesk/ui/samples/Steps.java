package io.beamdesk.ui.samples;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// What was done on the pane, to be taken back and made again without end.
final class Steps {
    /// Something that was done; equal to itself alone.
    static final class Step {
        private final String what;
        private final Supplier<CompletableFuture<?>> back;
        private final Supplier<CompletableFuture<?>> forth;

        /// @param what in words, for the button that takes it back
        /// @param back takes it back; fails if that is refused
        /// @param forth makes it again; fails if that is refused
        Step(
                String what,
                Supplier<CompletableFuture<?>> back,
                Supplier<CompletableFuture<?>> forth) {
            this.what = what;
            this.back = back;
            this.forth = forth;
        }

        /// What cannot be refused.
        static Step sure(String what, Runnable back, Runnable forth) {
            return new Step(what, done(back), done(forth));
        }

        private static Supplier<CompletableFuture<?>> done(Runnable task) {
            return () -> {
                task.run();
                return CompletableFuture.completedFuture(null);
            };
        }
    }

    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private final ReadOnlyStringWrapper undoWord = new ReadOnlyStringWrapper(this, "undoWord", "");
    private final ReadOnlyStringWrapper redoWord = new ReadOnlyStringWrapper(this, "redoWord", "");

    /// What would be taken back; empty if nothing can be.
    ReadOnlyStringProperty undoWordProperty() {
        return undoWord.getReadOnlyProperty();
    }

    /// What would be made again; empty if nothing can be.
    ReadOnlyStringProperty redoWordProperty() {
        return redoWord.getReadOnlyProperty();
    }

    /// Something new was done: what was taken back before cannot be made again.
    void add(Step step) {
        done.push(step);
        undone.clear();
        words();
    }

    /// Takes the last step back.
    void undo() {
        Step step = done.poll();
        if (step != null) {
            undone.push(step);
            words();
            follow(step, step.back.get());
        }
    }

    /// Makes the last step that was taken back again.
    void redo() {
        Step step = undone.poll();
        if (step != null) {
            done.push(step);
            words();
            follow(step, step.forth.get());
        }
    }

    /// A step that is refused, because what it was about was changed otherwise, is forgotten.
    private void follow(Step step, CompletableFuture<?> carried) {
        var _ =
                carried.whenComplete((_, refused) -> {
                    if (refused != null) {
                        var _ = done.remove(step);
                        var _ = undone.remove(step);
                        words();
                    }
                });
    }

    private void words() {
        undoWord.set(what(done.peek()));
        redoWord.set(what(undone.peek()));
    }

    private static String what(@Nullable Step step) {
        return step == null ? "" : step.what;
    }
}
