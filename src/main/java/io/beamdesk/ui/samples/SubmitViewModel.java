package io.beamdesk.ui.samples;

import io.beamdesk.sample.Position;
import io.beamdesk.ui.samples.SampleDesk.Centring;
import io.beamdesk.ui.samples.SampleDesk.Choice;
import io.beamdesk.ui.samples.SampleDesk.Submission;
import io.beamdesk.ui.samples.TraysViewModel.Shown;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The way of the selection into the queue: a recipe, what submitting would do, and doing it.
final class SubmitViewModel {
    private final SampleDesk desk;
    private final Errands errands;
    private final ReadOnlyObjectProperty<Optional<Shown>> shown;
    private final SelectionViewModel selection;
    private final ReadOnlyObjectWrapper<List<Choice>> recipes =
            new ReadOnlyObjectWrapper<>(this, "recipes", List.of());

    /// @param shown the chosen tray
    /// @param selection what is selected in it
    SubmitViewModel(
            SampleDesk desk,
            Errands errands,
            ReadOnlyObjectProperty<Optional<Shown>> shown,
            SelectionViewModel selection) {
        this.desk = desk;
        this.errands = errands;
        this.shown = shown;
        this.selection = selection;
    }

    /// The library's recipes.
    ReadOnlyObjectProperty<List<Choice>> recipesProperty() {
        return recipes.getReadOnlyProperty();
    }

    /// Reads the library again: when the pane comes into view, and before its recipes are chosen from.
    void read() {
        var _ = errands.ask(desk::recipes).thenAccept(recipes::set);
    }

    /// The screened samples of a tray, the best one first.
    ///
    /// @return on the JavaFX thread; fails with a sentence, which is the message too
    CompletableFuture<List<Screened>> screened(String tray) {
        return errands.ask(() -> Screened.of(desk, tray));
    }

    /// Works out what submitting the selection would do.
    ///
    /// @return on the JavaFX thread; fails with a sentence, which is the message too
    CompletableFuture<Submission> prepare(Choice recipe) {
        return prepare(
                recipe,
                shown.get().map(Shown::id).orElse(""),
                selection.positions().stream().map(Position::id).toList());
    }

    /// Works out what submitting these places would do.
    ///
    /// @return on the JavaFX thread; fails with a sentence, which is the message too
    CompletableFuture<Submission> prepare(Choice recipe, String tray, List<String> places) {
        return errands.ask(() -> desk.prepare(recipe, tray, places))
                .thenApply(ready -> {
                    errands.say("");
                    return ready;
                });
    }

    /// Puts it into the queue; what is there is not selected any more.
    void submit(Submission submission, Centring centring) {
        List<Position> before = selection.positions();
        var _ =
                errands.follow(desk.submit(submission, centring))
                        .thenRun(() -> {
                            if (selection.positions().equals(before)) {
                                selection.deselectAll();
                            }
                        });
    }
}
