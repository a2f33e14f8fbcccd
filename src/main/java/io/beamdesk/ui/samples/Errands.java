package io.beamdesk.ui.samples;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the pane asks for away from the JavaFX thread, one thing after the other. What is refused becomes
/// the message. Answers come on the JavaFX thread.
final class Errands {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Samples");

    private final Executor worker;
    private final Executor fxThread;
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper(this, "message", "");

    /// @param worker waits for the disk, one task after the other
    /// @param fxThread runs a task on the JavaFX thread
    Errands(Executor worker, Executor fxThread) {
        this.worker = worker;
        this.fxThread = fxThread;
    }

    /// Why the last thing was refused; empty if it was done.
    ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Says this; empty if there is nothing to be said.
    void say(String sentence) {
        message.set(sentence);
    }

    /// Runs after everything asked for so far. Asked on the JavaFX thread.
    ///
    /// @return on the JavaFX thread; fails with a sentence, which is the message then
    <T> CompletableFuture<T> ask(Supplier<T> task) {
        return ask(task, _ -> {});
    }

    /// Runs after everything asked for so far. Asked on any thread.
    ///
    /// @param show takes the answer on the JavaFX thread, also if it is there before this returns
    <T> CompletableFuture<T> ask(Supplier<T> task, Consumer<T> show) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        var _ =
                CompletableFuture.supplyAsync(task, worker)
                        .whenComplete((found, refused) ->
                                fxThread.execute(() -> {
                                    if (refused == null) {
                                        T there = Objects.requireNonNull(found);
                                        show.accept(there);
                                        answer.complete(there);
                                    } else {
                                        refuse(refused);
                                        answer.completeExceptionally(refused);
                                    }
                                }));
        return answer;
    }

    /// Waits for what takes its time elsewhere. Once it is done there is nothing to be said any more.
    ///
    /// @return on the JavaFX thread; fails with a sentence, which is the message then
    CompletableFuture<Void> follow(CompletableFuture<Void> asked) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        var _ =
                asked.whenComplete((_, refused) ->
                        fxThread.execute(() -> {
                            if (refused == null) {
                                message.set("");
                                answer.complete(null);
                            } else {
                                refuse(refused);
                                answer.completeExceptionally(refused);
                            }
                        }));
        return answer;
    }

    private void refuse(Throwable refused) {
        String why = sentence(refused);
        // What is asked for every second is refused every second.
        if (!why.equals(message.get())) {
            LOG.warn("{}", why);
            message.set(why);
        }
    }

    /// What a problem says, in words.
    static String sentence(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null
                        ? problem.getCause()
                        : problem;
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
