package io.beamdesk.ui.align;

import io.beamdesk.device.DeviceException;
import io.beamdesk.image.Sinusoid;
import io.beamdesk.ui.fx.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Point2D;
import org.jspecify.annotations.Nullable;

/// A feature clicked at three angles or more, so that it can be brought to the crosshair and onto the
/// rotation's axis. Belongs to the JavaFX thread.
final class ThreeClicks {
    /// A click.
    ///
    /// @param degrees where the rotation stood
    /// @param place column and row
    record Click(double degrees, Point2D place) {}

    /// What was clicked so far.
    ///
    /// @param clicks in their order
    /// @param fit what they lie on, from three on
    record Clicked(List<Click> clicks, Optional<Sinusoid> fit) {
        static final Clicked NOTHING = new Clicked(List.of(), Optional.empty());
    }

    private static final double QUARTER = 90;
    private static final int QUARTERS = 4;

    /// An axis that has moved by more has moved the feature.
    private static final double STILL = 0.5;

    private final Optional<Turntable> table;
    private final Supplier<Optional<String>> lock;
    private final Supplier<Point2D> crosshair;
    private final Executor fxThread;
    private final BooleanProperty active = new SimpleBooleanProperty(this, "active");
    private final ReadOnlyBooleanWrapper moving = new ReadOnlyBooleanWrapper(this, "moving");
    private final ReadOnlyObjectWrapper<Clicked> clicked =
            new ReadOnlyObjectWrapper<>(this, "clicked", Clicked.NOTHING);
    private final ReadOnlyObjectWrapper<AlignViewModel.Note> note =
            new ReadOnlyObjectWrapper<>(this, "note", AlignViewModel.Note.NONE);
    private List<Double> standing = List.of();

    /// @param table empty if the sample does not turn
    /// @param lock why nothing can be moved or clicked now, as a sentence
    /// @param crosshair where the feature is to be
    ThreeClicks(
            Optional<Turntable> table,
            Supplier<Optional<String>> lock,
            Supplier<Point2D> crosshair,
            Executor fxThread) {
        this.table = table;
        this.lock = lock;
        this.crosshair = crosshair;
        this.fxThread = fxThread;
        active.subscribe(_ -> restart());
    }

    /// Whether there is a rotation to centre about.
    boolean isPossible() {
        return table.isPresent();
    }

    /// Whether clicks on the frame are taken.
    BooleanProperty activeProperty() {
        return active;
    }

    /// Whether an axis is on its way.
    ReadOnlyBooleanProperty movingProperty() {
        return moving.getReadOnlyProperty();
    }

    /// The clicks and what they lie on.
    ReadOnlyObjectProperty<Clicked> clickedProperty() {
        return clicked.getReadOnlyProperty();
    }

    /// What is to be done next, or why nothing can be.
    ReadOnlyObjectProperty<AlignViewModel.Note> noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// How far along the direction in which turning moves the feature.
    double across(Point2D place) {
        return isUpright() ? place.getX() : place.getY();
    }

    private double along(Point2D place) {
        return isUpright() ? place.getY() : place.getX();
    }

    private boolean isUpright() {
        return table.map(Turntable::upright).orElse(true);
    }

    /// Forgets the clicks and asks for the first.
    void restart() {
        clicked.set(Clicked.NOTHING);
        standing = List.of();
        say(
                active.get()
                        ? "Click the feature that is to be in the beam; the sample turns after it."
                        : "");
    }

    /// The picture is another one: clicks before and after it do not belong together.
    void forget(String why) {
        if (!clicked.get().clicks().isEmpty()) {
            restart();
            object(why + "; begin again with the first click.");
        }
    }

    private void say(String text) {
        note.set(new AlignViewModel.Note(text, false));
    }

    private void object(String text) {
        note.set(new AlignViewModel.Note(text, true));
    }

    /// A click on the frame.
    void click(Point2D place) {
        Optional<String> locked = locked();
        if (table.isEmpty() || locked.isPresent()) {
            locked.ifPresent(this::object);
            return;
        }
        try {
            if (hasMoved(table.get())) {
                return;
            }
            List<Click> clicks = new ArrayList<>(clicked.get().clicks());
            clicks.add(new Click(table.get().angle(), place));
            take(List.copyOf(clicks));
            if (clicked.get().fit().isEmpty()) {
                turn();
            }
        } catch (DeviceException unknown) {
            object(String.valueOf(unknown.getMessage()));
        }
    }

    private Optional<String> locked() {
        return moving.get()
                ? Optional.of("The sample is still on its way; wait until it has arrived.")
                : lock.get();
    }

    /// Clicks at one place of the stage and at another do not belong together.
    private boolean hasMoved(Turntable now) {
        List<Double> here = now.standing();
        if (clicked.get().clicks().isEmpty()) {
            standing = here;
            return false;
        }
        for (int i = 0; i < here.size(); i++) {
            if (Math.abs(here.get(i) - standing.get(i)) > STILL) {
                clicked.set(Clicked.NOTHING);
                object(
                        "The stage has moved since the first click, so that the clicks do not belong"
                                + " together; begin again with the first.");
                return true;
            }
        }
        return false;
    }

    private void take(List<Click> clicks) {
        clicked.set(new Clicked(clicks, fit(clicks)));
        describe();
    }

    private Optional<Sinusoid> fit(List<Click> clicks) {
        try {
            return Optional.of(
                    Sinusoid.of(
                            clicks.stream().mapToDouble(Click::degrees).toArray(),
                            clicks.stream().mapToDouble(c -> across(c.place())).toArray()));
        } catch (IllegalArgumentException tooFew) {
            return Optional.empty();
        }
    }

    private void describe() {
        Clicked now = clicked.get();
        int count = now.clicks().size();
        say(
                now.fit()
                        .map(fit ->
                                "The feature is "
                                        + Figures.of(fit.radius(), 0)
                                        + " pixels off the axis"
                                        + (count > Sinusoid.LEAST
                                                ? ", by "
                                                        + count
                                                        + " clicks that differ from the curve by "
                                                        + Figures.of(fit.spread(), 1)
                                                        + " pixels."
                                                : "; a fourth click tells how well that is known."))
                        .orElse(
                                count == 0
                                        ? "Click the feature that is to be in the beam; the sample turns after it."
                                        : "Click the same feature again: " + count + " of three."));
    }

    /// Turns the sample for another click: by quarters, after a full turn to the angles between.
    void turn() {
        int count = clicked.get().clicks().size();
        Optional<String> locked = locked();
        if (count == 0 || locked.isPresent()) {
            locked.ifPresent(this::object);
            return;
        }
        double between = count / QUARTERS % 2 == 0 ? 0 : QUARTER / 2;
        double target =
                clicked.get().clicks().getFirst().degrees()
                        + QUARTER * (count % QUARTERS)
                        + between;
        move(() -> table.orElseThrow().turn(target), this::describe);
    }

    /// Takes the last click back.
    void undo() {
        List<Click> clicks = clicked.get().clicks();
        if (!clicks.isEmpty() && !moving.get()) {
            take(clicks.subList(0, clicks.size() - 1));
        }
    }

    /// Brings the feature to the crosshair.
    void centre() {
        Clicked now = clicked.get();
        Optional<String> locked = locked();
        if (now.fit().isEmpty() || locked.isPresent()) {
            locked.ifPresent(this::object);
            return;
        }
        double along =
                now.clicks().stream().mapToDouble(c -> along(c.place())).average().orElseThrow();
        move(
                () -> {
                    Turntable there = table.orElseThrow();
                    return hasMoved(there)
                            ? CompletableFuture.failedFuture(
                                    new DeviceException("", note.get().text()))
                            : there.centre(now.fit().orElseThrow(), along, crosshair.get());
                },
                () -> {
                    active.set(false);
                    say("Centred; turn the sample to see that the feature stays at the crosshair.");
                });
    }

    private void move(Supplier<CompletableFuture<Void>> motion, Runnable then) {
        moving.set(true);
        say("The sample is on its way; STOP ends it.");
        CompletableFuture<Void> moved;
        try {
            moved = motion.get();
        } catch (DeviceException refused) {
            moved = CompletableFuture.failedFuture(refused);
        }
        var _ = moved.whenComplete((_, failure) -> fxThread.execute(() -> arrived(failure, then)));
    }

    private void arrived(@Nullable Throwable failure, Runnable then) {
        moving.set(false);
        if (failure == null) {
            then.run();
        } else {
            object(Sentences.of(failure));
        }
    }

    /// Where the feature should be seen now, by what was clicked; empty before that is known.
    Optional<Point2D> expected() {
        Clicked now = clicked.get();
        try {
            return now.fit()
                    .map(fit -> {
                        double across = fit.at(table.orElseThrow().angle());
                        double along =
                                now.clicks().stream()
                                        .mapToDouble(c -> along(c.place()))
                                        .average()
                                        .orElseThrow();
                        return isUpright()
                                ? new Point2D(across, along)
                                : new Point2D(along, across);
                    });
        } catch (DeviceException _) {
            return Optional.empty();
        }
    }
}
