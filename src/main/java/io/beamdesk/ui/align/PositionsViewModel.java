package io.beamdesk.ui.align;

import io.beamdesk.app.Alignment;
import io.beamdesk.app.Alignment.Place;
import io.beamdesk.app.Alignments;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Named alignments: kept, compared with where the axes are, gone back to in a stated order, and undone.
/// Belongs to the JavaFX thread.
public final class PositionsViewModel {
    /// An axis of the chosen alignment beside where it is now.
    ///
    /// @param place where it was
    /// @param axis what it is now; empty if the beamline file has it no longer
    /// @param now where it is
    /// @param included whether it goes back
    /// @param obstacle why it cannot get there; empty if it can
    record Row(
            Place place,
            Optional<Positions.Axis> axis,
            OptionalDouble now,
            boolean included,
            Optional<String> obstacle) {
        /// How far it has to go; NaN if nobody knows.
        double way() {
            return place.position() - now.orElse(Double.NaN);
        }
    }

    private final Positions positions;
    private final Executor background;
    private final Executor fxThread;
    private final ReadOnlyObjectWrapper<List<Alignment>> kept =
            new ReadOnlyObjectWrapper<>(this, "kept", List.of());
    private final ObjectProperty<Optional<Alignment>> chosen =
            new SimpleObjectProperty<>(this, "chosen", Optional.empty());
    private final List<Place> order = new ArrayList<>();
    private final List<String> excluded = new ArrayList<>();
    private final ReadOnlyObjectWrapper<List<Row>> rows =
            new ReadOnlyObjectWrapper<>(this, "rows", List.of());
    private final ReadOnlyBooleanWrapper moving = new ReadOnlyBooleanWrapper(this, "moving");
    private final ReadOnlyObjectWrapper<List<Place>> undo =
            new ReadOnlyObjectWrapper<>(this, "undo", List.of());
    private final ReadOnlyObjectWrapper<AlignViewModel.Note> note =
            new ReadOnlyObjectWrapper<>(this, "note", AlignViewModel.Note.NONE);
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper(this, "revision");

    /// @param background for what reads and writes files
    /// @param fxThread runs a task on the JavaFX thread
    public PositionsViewModel(Positions positions, Executor background, Executor fxThread) {
        this.positions = positions;
        this.background = background;
        this.fxThread = fxThread;
        chosen.subscribe(now -> {
            order.clear();
            excluded.clear();
            now.ifPresent(alignment -> order.addAll(alignment.places()));
            refresh();
        });
    }

    Positions positions() {
        return positions;
    }

    /// The alignments kept, the newest first.
    ReadOnlyObjectProperty<List<Alignment>> keptProperty() {
        return kept.getReadOnlyProperty();
    }

    /// The one that is compared.
    ObjectProperty<Optional<Alignment>> chosenProperty() {
        return chosen;
    }

    /// Its axes in the order in which they go back.
    ReadOnlyObjectProperty<List<Row>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// Whether a motion that was started here is under way.
    ReadOnlyBooleanProperty movingProperty() {
        return moving.getReadOnlyProperty();
    }

    /// Where the axes go when the last motion is undone, in that order; empty if there is none.
    ReadOnlyObjectProperty<List<Place>> undoProperty() {
        return undo.getReadOnlyProperty();
    }

    /// What is said about what was asked for last.
    ReadOnlyObjectProperty<AlignViewModel.Note> noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// Changes whenever the axes were looked at again.
    ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    // ---- kept alignments

    /// Reads what is kept.
    void load() {
        inBackground(
                positions::kept,
                content -> {
                    kept.set(content.alignments());
                    if (!content.problems().isEmpty()) {
                        say(String.join(" ", content.problems()), true);
                    }
                    Optional<Alignment> same =
                            chosen.get()
                                    .flatMap(c ->
                                            content.alignments().stream()
                                                    .filter(a -> a.name().equals(c.name()))
                                                    .findFirst());
                    if (!same.equals(chosen.get())) {
                        chosen.set(same);
                    }
                });
    }

    /// Keeps where the axes of a group are now under a name.
    ///
    /// @param replace whether another alignment of that name may give way
    /// @return false if there is one and it may not
    boolean save(String name, String group, boolean replace) {
        String title = name.strip();
        if (title.isEmpty()) {
            say("Give the alignment a name first.", true);
            return true;
        }
        if (!replace && kept.get().stream().anyMatch(a -> a.name().equals(title))) {
            return false;
        }
        List<Place> places = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Positions.Axis axis : positions.axes()) {
            if (axis.group().equals(group)) {
                positions
                        .position(axis.name())
                        .ifPresentOrElse(
                                at -> places.add(new Place(axis.name(), at, axis.units())),
                                () -> unknown.add(axis.label()));
            }
        }
        if (!unknown.isEmpty()) {
            say(
                    String.join(", ", unknown)
                            + " does not say where it is, so nothing was kept; see Devices.",
                    true);
            return true;
        }
        inBackground(
                () -> {
                    positions.keep(title, places);
                    return positions.kept();
                },
                content -> {
                    kept.set(content.alignments());
                    chosen.set(
                            content.alignments().stream()
                                    .filter(a -> a.name().equals(title))
                                    .findFirst());
                    say("Kept " + places.size() + " positions as " + title + ".", false);
                });
        return true;
    }

    /// Takes the chosen one away.
    void delete() {
        chosen.get()
                .ifPresent(alignment ->
                        inBackground(
                                () -> {
                                    positions.forget(alignment);
                                    return positions.kept();
                                },
                                content -> {
                                    kept.set(content.alignments());
                                    chosen.set(Optional.empty());
                                    say(alignment.name() + " was taken away.", false);
                                }));
    }

    private interface Reading {
        Alignments.Content read() throws IOException;
    }

    private void inBackground(Reading reading, Consumer<Alignments.Content> then) {
        background.execute(() -> {
            try {
                Alignments.Content content = reading.read();
                fxThread.execute(() -> then.accept(content));
            } catch (IOException problem) {
                fxThread.execute(() ->
                        say(
                                "The alignments could not be read or written: "
                                        + problem.getMessage(),
                                true));
            }
        });
    }

    // ---- going back

    /// Looks again at where the axes are.
    void refresh() {
        List<Positions.Axis> axes = positions.axes();
        List<Row> now =
                order.stream()
                        .map(place ->
                                new Row(
                                        place,
                                        axes.stream()
                                                .filter(a -> a.name().equals(place.device()))
                                                .findFirst(),
                                        positions.position(place.device()),
                                        !excluded.contains(place.device()),
                                        positions.obstacle(place)))
                        .toList();
        // What has not changed is not drawn again.
        if (!now.equals(rows.get())) {
            rows.set(now);
            revision.set(revision.get() + 1);
        }
    }

    /// Lets an axis go back with the others, or stay where it is.
    void include(Row row, boolean on) {
        excluded.remove(row.place().device());
        if (!on) {
            excluded.add(row.place().device());
        }
        refresh();
    }

    /// Lets an axis go back earlier (-1) or later (1).
    void shift(Row row, int by) {
        int at = order.indexOf(row.place());
        int to = at + by;
        if (at >= 0 && to >= 0 && to < order.size()) {
            Collections.swap(order, at, to);
            refresh();
        }
    }

    /// Sends the included axes back, in the order shown; nothing moves if one of them cannot get there.
    void restore() {
        refresh();
        List<Row> going = rows.get().stream().filter(Row::included).toList();
        if (moving.get() || going.isEmpty() || chosen.get().isEmpty()) {
            return;
        }
        Optional<String> obstacle =
                going.stream().flatMap(row -> row.obstacle().stream()).findFirst();
        if (obstacle.isPresent()) {
            say("Nothing was moved: " + obstacle.get(), true);
            return;
        }
        List<Place> back = new ArrayList<>();
        for (Row row : going) {
            back.addFirst(
                    new Place(row.place().device(), row.now().orElseThrow(), row.place().units()));
        }
        go("Alignment " + chosen.get().get().name(), going.stream().map(Row::place).toList(), back);
    }

    /// Sends the axes back to where they were before the last motion, the last one first.
    void undo() {
        List<Place> back = undo.get();
        if (!moving.get() && !back.isEmpty()) {
            go("Alignment undone", back, List.of());
        }
    }

    private void go(String title, List<Place> places, List<Place> back) {
        moving.set(true);
        say(title + " is on its way; STOP ends it.", false);
        CompletableFuture<Outcome> motion;
        try {
            motion = positions.go(title, places);
        } catch (RuntimeException refused) {
            motion = CompletableFuture.failedFuture(new CompletionException(refused));
        }
        var _ =
                motion.whenCompleteAsync(
                        (outcome, failure) -> over(back, outcome, failure), fxThread);
    }

    private void over(List<Place> back, @Nullable Outcome outcome, @Nullable Throwable failure) {
        moving.set(false);
        refresh();
        if (outcome == null) {
            say("Nothing was moved: " + (failure == null ? "" : Sentences.of(failure)), true);
            return;
        }
        // Half-way too there is something to undo.
        undo.set(back);
        boolean arrived = outcome.exitStatus() == ExitStatus.SUCCESS && !outcome.stopped();
        say(
                arrived ? "Every axis has arrived." : "Ended on the way: " + outcome.reason(),
                !arrived);
    }

    /// Ends the motion; axes stay where they are.
    void stop() {
        if (moving.get()) {
            positions.stop();
        }
    }

    private void say(String text, boolean problem) {
        note.set(new AlignViewModel.Note(text, problem));
    }
}
