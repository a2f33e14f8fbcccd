package io.beamdesk.ui.recipes;

import com.google.gson.JsonObject;
import io.beamdesk.engine.Forecast;
import io.beamdesk.recipe.Recipe;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/// Running what the form says, now or in the queue.
public final class RunActions {
    private final RecipesViewModel model;
    private final RecipeDesk desk;
    private final DryRun dryRun;
    private final Errands errands;

    RunActions(RecipesViewModel model, RecipeDesk desk, DryRun dryRun, Errands errands) {
        this.model = model;
        this.desk = desk;
        this.dryRun = dryRun;
        this.errands = errands;
    }

    /// Why it cannot be put in the queue now, empty if it can.
    public Optional<String> obstacle() {
        return dryRun.obstacle();
    }

    /// Why it cannot be run now, empty if it can.
    public Optional<String> runObstacle() {
        return desk.busy().or(this::obstacle);
    }

    /// Runs it, as soon as the check of what is typed is done.
    ///
    /// @return whether it was started
    public CompletableFuture<Boolean> run() {
        return checked(this::runChecked);
    }

    private boolean runChecked() {
        Optional<Recipe> typed = model.recipeProperty().get();
        if (refused(runObstacle())
                || !(dryRun.checkProperty().get() instanceof DryRun.Check.Done(Forecast forecast))
                || typed.isEmpty()) {
            return false;
        }
        return attempt(() -> desk.run(typed.get(), forecast), "");
    }

    private CompletableFuture<Boolean> checked(BooleanSupplier action) {
        return dryRun.whenFresh()
                .thenApply(fresh -> {
                    if (!fresh) {
                        errands.say("Nothing was started, for the form was changed meanwhile.");
                    }
                    return fresh && action.getAsBoolean();
                });
    }

    private boolean refused(Optional<String> obstacle) {
        obstacle.ifPresent(errands::say);
        return obstacle.isPresent();
    }

    /// Puts it at the end of the queue, or gives it to the item that it is of, as soon as the check of
    /// what is typed is done.
    ///
    /// @return whether the queue was asked to take it
    public CompletableFuture<Boolean> enqueue() {
        return checked(this::enqueueChecked);
    }

    private boolean enqueueChecked() {
        Optional<Recipe> typed = model.recipeProperty().get();
        if (refused(obstacle()) || typed.isEmpty()) {
            return false;
        }
        if (model.item().isPresent()) {
            update(model.item().get(), typed.get());
            return true;
        }
        return attempt(
                () -> desk.enqueue(typed.get()),
                "\"" + model.sheet().name() + "\" is at the end of the queue.");
    }

    private void update(RecipeShelf.Item item, Recipe typed) {
        Sheet of = model.sheet();
        JsonObject draftOf = of.draft();
        var _ =
                desk.update(item.id(), typed)
                        .handle((_, refused) -> {
                            errands.onFxThread(() -> {
                                if (refused == null) {
                                    of.queued(draftOf);
                                    model.changed();
                                }
                                errands.say(
                                        refused == null
                                                ? item.label() + " in the queue is updated."
                                                : item.label()
                                                        + " is not updated: "
                                                        + Errands.sentence(refused));
                            });
                            return refused == null;
                        });
    }

    private boolean attempt(Runnable action, String done) {
        try {
            action.run();
            errands.say(done);
            return true;
        } catch (RuntimeException refused) {
            errands.say(Errands.sentence(refused));
            return false;
        }
    }
}
