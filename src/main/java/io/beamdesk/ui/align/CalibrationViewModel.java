package io.beamdesk.ui.align;

import io.beamdesk.image.Area;
import io.beamdesk.image.Pixels;
import io.beamdesk.image.Statistics;
import io.beamdesk.ui.fx.Figures;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Point2D;

/// Measures the size of a pixel, by a feature that is clicked before and after its axis has moved a known
/// way, and where the beam meets the frame. Belongs to the JavaFX thread.
final class CalibrationViewModel {
    /// Where the measurement is.
    sealed interface Step {
        /// Nothing is measured.
        record Rest() implements Step {}

        /// A feature is to be clicked.
        record First() implements Step {}

        /// The axis is on its way, or on its way back.
        record Moving() implements Step {}

        /// The same feature is to be clicked again.
        ///
        /// @param first where it was
        /// @param way that the axis has moved, in mm
        record Second(Point2D first, double way) implements Step {}

        /// The size is measured and waits to be taken.
        ///
        /// @param pixelSize in mm
        /// @param uncertainty part of it that a pixel at either click makes
        /// @param tilt of the axis against the rows, in degrees
        record Measured(double pixelSize, double uncertainty, double tilt) implements Step {}

        /// The place of the beam is to be clicked.
        record Beam() implements Step {}
    }

    /// A shorter way would measure the hand of who clicks.
    private static final double LEAST_PIXELS = 20;

    private static final double TILTED = 3;

    private final Sight sight;
    private final Supplier<Optional<String>> lock;
    private final Supplier<Optional<Pixels>> latest;
    private final Executor background;
    private final Executor fxThread;
    private final BooleanProperty active = new SimpleBooleanProperty(this, "active");
    private final DoubleProperty way = new SimpleDoubleProperty(this, "way", 0.3);
    private final ReadOnlyObjectWrapper<Step> step =
            new ReadOnlyObjectWrapper<>(this, "step", new Step.Rest());
    private final ReadOnlyObjectWrapper<AlignViewModel.Note> note =
            new ReadOnlyObjectWrapper<>(this, "note", AlignViewModel.Note.NONE);
    private final ReadOnlyObjectWrapper<Calibration> calibration;

    /// @param lock why nothing can be moved or clicked now, as a sentence
    /// @param latest the frame on the screen
    /// @param background for what takes time
    CalibrationViewModel(
            Sight sight,
            Supplier<Optional<String>> lock,
            Supplier<Optional<Pixels>> latest,
            Executor background,
            Executor fxThread) {
        this.sight = sight;
        this.lock = lock;
        this.latest = latest;
        this.background = background;
        this.fxThread = fxThread;
        calibration = new ReadOnlyObjectWrapper<>(this, "calibration", sight.calibration());
        active.subscribe(on -> {
            if (!on && awaitsClick()) {
                step.set(new Step.Rest());
            }
        });
    }

    Sight sight() {
        return sight;
    }

    /// Whether the next click on the picture is for it.
    BooleanProperty activeProperty() {
        return active;
    }

    /// How far the axis moves, in mm.
    DoubleProperty wayProperty() {
        return way;
    }

    /// Where the measurement is.
    ReadOnlyObjectProperty<Step> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /// What was measured at this desk.
    ReadOnlyObjectProperty<Calibration> calibrationProperty() {
        return calibration.getReadOnlyProperty();
    }

    /// What is said.
    ReadOnlyObjectProperty<AlignViewModel.Note> noteProperty() {
        return note.getReadOnlyProperty();
    }

    private boolean awaitsClick() {
        return switch (step.get()) {
            case Step.First _, Step.Second _, Step.Beam _ -> true;
            case Step.Rest _, Step.Moving _, Step.Measured _ -> false;
        };
    }

    // ---- size of a pixel

    /// Begins: a feature is to be clicked.
    void begin() {
        if (step.get() instanceof Step.Moving) {
            return;
        }
        step.set(new Step.First());
        active.set(true);
        say("Click a sharp feature on the picture.", false);
    }

    /// Gives the measurement up.
    void cancel() {
        if (!(step.get() instanceof Step.Moving)) {
            step.set(new Step.Rest());
            active.set(false);
            say("", false);
        }
    }

    /// A click on the frame.
    void click(Point2D place) {
        Optional<String> why = lock.get();
        if (why.isPresent()) {
            say(why.get(), true);
            return;
        }
        switch (step.get()) {
            case Step.First _ -> first(place);
            case Step.Second(Point2D first, double moved) -> second(first, moved, place);
            case Step.Beam _ -> takeBeam(place);
            case Step.Rest _, Step.Moving _, Step.Measured _ -> {}
        }
    }

    private void first(Point2D place) {
        double moved = way.get();
        step.set(new Step.Moving());
        say("The axis moves by " + Lengths.of(moved) + "; STOP ends it.", false);
        var _ =
                sight.shift(moved)
                        .whenCompleteAsync(
                                (_, failure) -> {
                                    if (!(step.get() instanceof Step.Moving)) {
                                        return;
                                    }
                                    if (failure == null) {
                                        step.set(new Step.Second(place, moved));
                                        say("Click the same feature again.", false);
                                    } else {
                                        end(Sentences.of(failure));
                                    }
                                },
                                fxThread);
    }

    private void second(Point2D first, double moved, Point2D place) {
        double pixels = first.distance(place);
        if (pixels < LEAST_PIXELS) {
            say(
                    "The feature has moved by "
                            + Figures.of(pixels, 0)
                            + " pixels only; click it again, or begin anew with a longer way.",
                    true);
            return;
        }
        double dx = place.getX() - first.getX();
        double dy = place.getY() - first.getY();
        double tilt = Math.toDegrees(Math.atan(dy / dx));
        Step.Measured measured =
                new Step.Measured(Math.abs(moved) / pixels, Math.sqrt(2) / pixels, tilt);
        step.set(new Step.Moving());
        say("The axis goes back; STOP ends it.", false);
        var _ =
                sight.shift(-moved)
                        .whenCompleteAsync(
                                (_, failure) -> {
                                    if (!(step.get() instanceof Step.Moving)) {
                                        return;
                                    }
                                    if (failure == null) {
                                        step.set(measured);
                                        active.set(false);
                                        tell(measured);
                                    } else {
                                        end(Sentences.of(failure));
                                    }
                                },
                                fxThread);
    }

    private void tell(Step.Measured measured) {
        OptionalDouble before = sight.pixelSize();
        String tilted =
                Math.abs(measured.tilt()) > TILTED
                        ? " The axis runs at "
                                + Figures.of(measured.tilt(), 1)
                                + "° to the rows: turn the camera, or clicks will miss."
                        : "";
        say(
                "A pixel is "
                        + Lengths.of(measured.pixelSize())
                        + " ± "
                        + Figures.of(measured.uncertainty() * 100, 1)
                        + " %"
                        + (before.isPresent() ? ", it was " + Lengths.of(before.getAsDouble()) : "")
                        + "."
                        + tilted,
                !tilted.isEmpty());
    }

    /// Takes the size that was measured.
    void accept() {
        if (step.get() instanceof Step.Measured(double pixelSize, double _, double _)) {
            step.set(new Step.Rest());
            keep(
                    calibration.get().withPixelSize(OptionalDouble.of(pixelSize)),
                    "A pixel is " + Lengths.of(pixelSize) + " from now on at this desk.");
        }
    }

    private void end(String why) {
        step.set(new Step.Rest());
        active.set(false);
        say(why, true);
    }

    // ---- beam

    /// The next click is where the beam is.
    void markBeam() {
        if (step.get() instanceof Step.Moving) {
            return;
        }
        step.set(new Step.Beam());
        active.set(true);
        say("Click where the beam is on the picture.", false);
    }

    /// Takes the centre of all light above half of the brightest for the beam.
    void beamOfLight() {
        Optional<String> why = sight.busy();
        if (why.isPresent()) {
            say(why.get(), true);
            return;
        }
        Optional<Pixels> frame = latest.get();
        if (frame.isEmpty()) {
            say("There is no picture yet; start the camera first.", true);
            return;
        }
        background.execute(() -> {
            Pixels pixels = frame.get();
            Area all = Area.of(pixels);
            Statistics numbers = Statistics.of(pixels, all, Double.POSITIVE_INFINITY);
            Statistics.Centre centre =
                    Statistics.centre(pixels, all, (numbers.min() + numbers.max()) / 2);
            fxThread.execute(() -> {
                if (centre.weight() > 0) {
                    // The statistics count from the middle of the first pixel.
                    takeBeam(new Point2D(centre.column() + 0.5, centre.row() + 0.5));
                } else {
                    say("The picture is the same everywhere, there is no beam on it.", true);
                }
            });
        });
    }

    private void takeBeam(Point2D place) {
        step.set(new Step.Rest());
        active.set(false);
        keep(
                calibration.get().withBeam(Optional.of(place)),
                "The beam is at column "
                        + Figures.of(place.getX(), 1)
                        + ", row "
                        + Figures.of(place.getY(), 1)
                        + " from now on at this desk.");
    }

    /// Takes again what the beamline file says.
    void reset() {
        keep(Calibration.NONE, "What the beamline file says holds again.");
    }

    private void keep(Calibration now, String done) {
        Optional<String> why = sight.busy();
        if (why.isPresent()) {
            say(why.get(), true);
            return;
        }
        var _ =
                sight.calibrate(now)
                        .whenCompleteAsync(
                                (_, failure) ->
                                        say(
                                                failure == null ? done : Sentences.of(failure),
                                                failure != null),
                                fxThread);
        calibration.set(now);
    }

    /// The picture is another one: what was clicked before does not count.
    void forget(String why) {
        if (!(step.get() instanceof Step.Rest)) {
            end(why + "; begin the measurement anew.");
        }
        calibration.set(sight.calibration());
    }

    private void say(String text, boolean problem) {
        note.set(new AlignViewModel.Note(text, problem));
    }
}
