package io.beamdesk.ui.recipes;

import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.scrape.Scraped;
import io.beamdesk.recipe.scrape.SscanChange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A recipe out of a live sscan record, or into one: what was asked and what came of it. Only the
/// answer to the last question is shown.
final class RecordExchange {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Recipes");

    /// How it stands.
    sealed interface State {
        /// Nothing is asked yet.
        record Idle() implements State {}

        /// The record is being read or written.
        ///
        /// @param doing in words: `Reading SIM:scan1`
        record Busy(String doing) implements State {}

        /// The record was read.
        record Found(Scraped scraped) implements State {}

        /// The record was compared with the recipe; nothing is written yet.
        record Compared(SscanChange change) implements State {}

        /// The change was written and read back.
        ///
        /// @param change what was written
        /// @param left what is still different
        record Written(SscanChange change, SscanChange left) implements State {}

        /// There is no answer.
        ///
        /// @param reason one sentence
        record Failed(String reason) implements State {}
    }

    private final RecipesViewModel model;
    private final RecipeDesk desk;
    private final Errands errands;
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(this, "state", new State.Idle());
    private String record = "";
    private long question;

    RecordExchange(RecipesViewModel model, RecipeDesk desk, Errands errands) {
        this.model = model;
        this.desk = desk;
        this.errands = errands;
    }

    /// How it stands.
    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The records that the beamline file names.
    List<String> names() {
        return desk.records().names();
    }

    /// The record that was asked last, empty before the first.
    String record() {
        return record;
    }

    /// Forgets what was asked; an answer that is under way is not shown.
    void clear() {
        question++;
        state.set(new State.Idle());
    }

    /// Reads a record.
    void scrape(String name) {
        record = name.strip();
        ask("Reading " + record, () -> desk.records().scrape(record), State.Found::new);
    }

    /// Begins a new recipe with what was found; it is not saved yet.
    ///
    /// @return whether a recipe was found
    boolean open() {
        if (!(state.get() instanceof State.Found(Scraped scraped))) {
            return false;
        }
        Optional<Recipe> recipe = scraped.recipe();
        recipe.ifPresent(found -> {
            model.begin(found.toJson());
            errands.say("From " + record + ", not saved yet.");
        });
        return recipe.isPresent();
    }

    /// Compares a record with the recipe in the form.
    void compare(String name) {
        record = name.strip();
        model.recipeProperty()
                .get()
                .ifPresentOrElse(
                        recipe ->
                                ask(
                                        "Comparing with " + record,
                                        () -> desk.records().compare(record, recipe),
                                        State.Compared::new),
                        () ->
                                state.set(
                                        new State.Failed(
                                                "The form has faults; correct them first.")));
    }

    /// Why what was compared cannot be written, empty if it can.
    Optional<String> obstacle() {
        if (!(state.get() instanceof State.Compared(SscanChange change))) {
            return Optional.of("Compare the record with the recipe first.");
        }
        if (!change.problems().isEmpty()) {
            return Optional.of("The record cannot do what the recipe says.");
        }
        if (!change.busy().isEmpty()) {
            return Optional.of(change.busy().getFirst() + ".");
        }
        return change.differences().isEmpty()
                ? Optional.of("There is nothing to write: the record is as the recipe says.")
                : desk.busy();
    }

    /// Writes what was compared, unless something stands against it.
    void write() {
        if (obstacle().isPresent()
                || !(state.get() instanceof State.Compared(SscanChange change))) {
            return;
        }
        ask(
                "Writing " + fields(change) + " to " + record,
                () -> desk.records().apply(record, change),
                left -> {
                    String said = written(change, left);
                    LOG.info("{}", said);
                    errands.say(said);
                    return new State.Written(change, left);
                });
    }

    /// `5 fields`.
    static String fields(SscanChange change) {
        return CommonFields.count(change.differences().size(), "field");
    }

    private String written(SscanChange change, SscanChange left) {
        int refused = left.differences().size();
        String wrote =
                "Wrote " + fields(change) + " of \"" + change.recipe().name() + "\" to " + record;
        if (refused == 0) {
            String them = change.differences().size() == 1 ? "it" : "them";
            return wrote + " and read " + them + " back.";
        }
        return refused == 1
                ? wrote + ", but " + left.differences().getFirst().pv() + " did not take its value."
                : wrote + ", but " + fields(left) + " did not take their values.";
    }

    private <T> void ask(
            String doing, Supplier<CompletableFuture<T>> asked, Function<T, State> answer) {
        long mine = ++question;
        state.set(new State.Busy(doing));
        var _ =
                asked.get()
                        .handle((result, failure) -> {
                            errands.onFxThread(() -> {
                                State now =
                                        failure == null ? answer.apply(result) : failed(failure);
                                if (mine == question) {
                                    state.set(now);
                                } else if (now instanceof State.Failed(String reason)) {
                                    // Nobody waits for it any more, but a record may be half
                                    // written.
                                    errands.say(reason);
                                }
                            });
                            return failure == null;
                        });
    }

    private static State failed(Throwable failure) {
        String reason = Errands.sentence(failure);
        String sentence = reason.endsWith(".") ? reason : reason + ".";
        LOG.warn("{}", sentence);
        return new State.Failed(sentence);
    }
}
