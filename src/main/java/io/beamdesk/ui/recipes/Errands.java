package io.beamdesk.ui.recipes;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the pane does off the JavaFX thread, and what it says of the last thing that was done.
final class Errands {
    /// What the last action did or why it did not.
    ///
    /// @param text empty if there is nothing to say
    /// @param undo takes it back, if it can be
    record Message(String text, Optional<Runnable> undo) {}

    private final Executor worker;
    private final Executor fxThread;
    private final ReadOnlyObjectWrapper<Message> message =
            new ReadOnlyObjectWrapper<>(this, "message", new Message("", Optional.empty()));

    /// @param worker reads and writes files, off the JavaFX thread
    /// @param fxThread runs a task on the JavaFX thread
    Errands(Executor worker, Executor fxThread) {
        this.worker = worker;
        this.fxThread = fxThread;
    }

    /// What the last action did or why it did not.
    ReadOnlyObjectProperty<Message> messageProperty() {
        return message.getReadOnlyProperty();
    }

    void say(String text) {
        message.set(new Message(text, Optional.empty()));
    }

    /// @param undo takes back what the text says
    void say(String text, Runnable undo) {
        message.set(new Message(text, Optional.of(undo)));
    }

    /// Does something off the JavaFX thread, and goes on with what it gave on it.
    ///
    /// @param failed begins the sentence that a failure becomes
    /// @return what the continuation says, or false after a failure; completes on the JavaFX thread
    <T> CompletableFuture<Boolean> ask(Callable<T> task, String failed, Predicate<T> then) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        worker.execute(() -> {
            try {
                T result = task.call();
                fxThread.execute(() -> done.complete(then.test(result)));
            } catch (Exception failure) {
                fxThread.execute(() -> {
                    say(failed + ": " + sentence(failure) + ".");
                    done.complete(false);
                });
            }
        });
        return done;
    }

    /// The same, where there is nothing to say of it.
    <T> void work(Callable<T> task, String failed, Consumer<T> then) {
        var _ =
                ask(
                        task,
                        failed,
                        (T result) -> {
                            then.accept(result);
                            return true;
                        });
    }

    /// Goes on on the JavaFX thread.
    void onFxThread(Runnable task) {
        fxThread.execute(task);
    }

    /// What went wrong, in words.
    static String sentence(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
