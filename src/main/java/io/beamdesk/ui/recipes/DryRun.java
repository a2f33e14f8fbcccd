package io.beamdesk.ui.recipes;

import io.beamdesk.engine.Forecast;
import io.beamdesk.recipe.Recipe;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The dry run of what is typed; only the last of several is shown. Until it is there the one before
/// stays in view, but nothing is done on its word.
final class DryRun {
    /// How it stands.
    sealed interface Check {
        /// There is nothing to run dry: the form has faults.
        record Incomplete() implements Check {}

        /// Under way.
        record Checking() implements Check {}

        /// Done.
        ///
        /// @param forecast what it found
        record Done(Forecast forecast) implements Check {}

        /// Impossible.
        ///
        /// @param reason one sentence
        record Failed(String reason) implements Check {}
    }

    private final RecipeDesk desk;
    private final Executor checker;
    private final Executor fxThread;
    private CompletableFuture<Boolean> fresh = CompletableFuture.completedFuture(false);
    private final AtomicLong generation = new AtomicLong();
    private final ReadOnlyObjectWrapper<Check> check =
            new ReadOnlyObjectWrapper<>(this, "check", new Check.Incomplete());

    /// @param checker runs it, off the JavaFX thread; may wait for more to be typed
    /// @param fxThread runs a task on the JavaFX thread
    DryRun(RecipeDesk desk, Executor checker, Executor fxThread) {
        this.desk = desk;
        this.checker = checker;
        this.fxThread = fxThread;
    }

    /// How it stands.
    ReadOnlyObjectProperty<Check> checkProperty() {
        return check.getReadOnlyProperty();
    }

    /// Begins anew.
    ///
    /// @param typed empty while there is nothing to run dry
    void of(Optional<Recipe> typed) {
        long turn = generation.incrementAndGet();
        fresh.complete(false);
        fresh = new CompletableFuture<>();
        if (typed.isEmpty()) {
            check.set(new Check.Incomplete());
            fresh.complete(true);
            return;
        }
        if (!(check.get() instanceof Check.Done)) {
            check.set(new Check.Checking());
        }
        Recipe recipe = typed.get();
        checker.execute(() -> {
            if (turn != generation.get()) {
                return;
            }
            Check result;
            try {
                result = new Check.Done(desk.check(recipe));
            } catch (RuntimeException refused) {
                result = new Check.Failed(Errands.sentence(refused));
            }
            Check shown = result;
            fxThread.execute(() -> {
                if (turn == generation.get()) {
                    check.set(shown);
                    fresh.complete(true);
                }
            });
        });
    }

    /// Completes on the JavaFX thread when what is shown is of what is typed now, with true; with false
    /// if something else is typed before that.
    CompletableFuture<Boolean> whenFresh() {
        return fresh;
    }

    /// Why it cannot be put in the queue now, empty if it can.
    Optional<String> obstacle() {
        return switch (check.get()) {
            case Check.Incomplete _ -> Optional.of("Fill in what is needed first.");
            case Check.Checking _ -> Optional.of("The check is under way.");
            case Check.Failed(String reason) -> Optional.of(reason);
            case Check.Done(Forecast forecast) ->
                    forecast.problems().isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    "The check found "
                                            + forecast.problems().size()
                                            + " blocker"
                                            + (forecast.problems().size() == 1 ? "." : "s."));
        };
    }
}
