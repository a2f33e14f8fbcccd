package io.beamdesk.ui.recipes;

import io.beamdesk.engine.Forecast;
import io.beamdesk.pv.Range;
import io.beamdesk.recipe.Recipe;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

/// What the Recipes pane needs of the desk: which devices there are, what a recipe would do, and to
/// run it.
public interface RecipeDesk {
    /// An axis that a recipe can move.
    ///
    /// @param name as recipes call it
    /// @param label as people call it
    /// @param units of its positions
    /// @param precision decimals of its positions
    /// @param limits within which it may move
    /// @param position where it is now, empty if nobody knows
    record AxisState(
            String name,
            String label,
            String units,
            int precision,
            Range limits,
            OptionalDouble position) {}

    /// A device to choose.
    ///
    /// @param name as recipes call it
    /// @param label as people call it
    record Choice(String name, String label) {}

    /// The axes in the order of the beamline file, as they are now.
    List<AxisState> axes();

    /// The detectors in the order of the beamline file.
    List<Choice> detectors();

    /// What can be read without measuring, in the order of the beamline file.
    List<Choice> readables();

    /// A device that is set to one of its choices.
    ///
    /// @param name as recipes call it
    /// @param label as people call it
    /// @param choices as the device calls them; empty if it does not tell
    record Selectable(String name, String label, List<String> choices) {}

    /// The devices with choices in the order of the beamline file.
    List<Selectable> settings();

    /// The columns of a detector that are numbers; empty if it does not tell.
    List<String> counters(String detector);

    /// What a camera sees of the sample.
    ///
    /// @param width in mm
    /// @param height in mm
    record View(double width, double height) {}

    /// What the frames of a detector show, empty if nobody knows.
    Optional<View> view(String detector);

    /// The gains that the amplifier of a counter has, `i0`, `it` or `i2`; empty if it does not tell.
    List<String> gains(String counter);

    /// What the region of a map can be drawn on.
    Sights sights();

    /// The live sscan records.
    LiveRecords records();

    /// What the recipe would do; may take a while, on any thread but the JavaFX one.
    ///
    /// @throws RuntimeException with one sentence if it names a device that does not exist
    Forecast check(Recipe recipe);

    /// Why no run can be started now, empty if one can.
    Optional<String> busy();

    /// Starts a run.
    ///
    /// @throws RuntimeException with one sentence if it cannot be started
    void run(Recipe recipe, Forecast forecast);

    /// Puts it at the end of the queue.
    void enqueue(Recipe recipe);

    /// Gives an item of the queue another recipe; fails with one sentence if that cannot be.
    CompletableFuture<Void> update(String item, Recipe recipe);
}
