package io.beamdesk.ui.align;

import io.beamdesk.document.Document;
import io.beamdesk.document.DocumentSink;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Outcome;
import io.beamdesk.plan.Centring;
import io.beamdesk.recipe.CentringRecipe;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Point2D;
import org.jspecify.annotations.Nullable;

/// The loop of the mounted sample brought to the crosshair by a run. Documents come on any thread; all
/// else belongs to the JavaFX thread.
public final class LoopCentring implements DocumentSink {
    /// What the last one came to.
    ///
    /// @param sure whether the loop is at the crosshair at every angle
    /// @param confidence 0 to 1
    /// @param off how far it is from there at most, in pixels; NaN if no loop was found
    /// @param why in words
    public record Result(boolean sure, double confidence, double off, String why) {}

    private final Scanning scanning;
    private final Supplier<Optional<CentringRecipe>> source;
    private final Executor background;
    private final Executor fxThread;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyObjectWrapper<Optional<Result>> result =
            new ReadOnlyObjectWrapper<>(this, "result", Optional.empty());
    private final ReadOnlyObjectWrapper<AlignViewModel.Note> note =
            new ReadOnlyObjectWrapper<>(this, "note", AlignViewModel.Note.NONE);
    private volatile String stream = "";
    private volatile Optional<Result> said = Optional.empty();

    /// @param source reads the recipe, away from the JavaFX thread; empty if there is none
    /// @param fxThread runs a task on the JavaFX thread
    public LoopCentring(
            Scanning scanning,
            Supplier<Optional<CentringRecipe>> source,
            Executor background,
            Executor fxThread) {
        this.scanning = scanning;
        this.source = source;
        this.background = background;
        this.fxThread = fxThread;
    }

    @Override
    public Delivery delivery() {
        return Delivery.LATEST;
    }

    @Override
    public void accept(Document document) {
        switch (document) {
            case RunStart _ -> said = Optional.empty();
            case EventDescriptor descriptor when descriptor.name().equals(Centring.STREAM) ->
                    stream = descriptor.uid();
            case Event event when event.descriptor().equals(stream) -> {
                said =
                        Optional.of(
                                new Result(
                                        number(event, Centring.SURE) == 1,
                                        number(event, Centring.CONFIDENCE),
                                        number(event, Centring.OFF),
                                        String.valueOf(value(event, Centring.WHY))));
                Optional<Result> now = said;
                fxThread.execute(() -> result.set(now));
            }
            default -> {}
        }
    }

    private static @Nullable Object value(Event event, String column) {
        Reading reading = event.data().get(column);
        return reading == null ? null : reading.value();
    }

    private static double number(Event event, String column) {
        return value(event, column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /// Whether the run that was started here is under way.
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// What the last centring came to, whoever started it.
    ReadOnlyObjectProperty<Optional<Result>> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /// What is said about the last one.
    ReadOnlyObjectProperty<AlignViewModel.Note> noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// Brings the loop to a place of the frame.
    void run(Point2D place) {
        if (running.get()) {
            return;
        }
        running.set(true);
        result.set(Optional.empty());
        note.set(
                new AlignViewModel.Note(
                        "The sample makes a turn to be looked at, and another to be sure.", false));
        var _ =
                CompletableFuture.supplyAsync(() -> recipe(place), background)
                        .thenCompose(scanning::start)
                        .whenCompleteAsync(this::over, fxThread);
    }

    private CentringRecipe recipe(Point2D place) {
        return source.get()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "There is no recipe of the technique centring for this camera; save one in"
                                        + " Recipes."))
                .at(place.getX(), place.getY());
    }

    private void over(@Nullable Outcome outcome, @Nullable Throwable failure) {
        running.set(false);
        if (outcome == null) {
            note.set(
                    new AlignViewModel.Note(
                            failure == null ? "" : Sentences.of(failure), failure != null));
        } else if (outcome.stopped()) {
            note.set(
                    new AlignViewModel.Note(
                            "Stopped; the axes went back to where they were.", false));
        } else if (outcome.exitStatus() != ExitStatus.SUCCESS) {
            note.set(new AlignViewModel.Note(outcome.reason(), true));
        } else {
            said.ifPresent(now ->
                    note.set(
                            new AlignViewModel.Note(
                                    now.sure()
                                            ? "Centred: " + now.why() + "."
                                            : "Not sure, and back where it was: "
                                                    + now.why().replaceFirst("^not sure: ", "")
                                                    + ".",
                                    !now.sure())));
        }
    }

    /// Ends it; the axes go back to where they were.
    void stop() {
        if (running.get()) {
            scanning.stop();
        }
    }
}
