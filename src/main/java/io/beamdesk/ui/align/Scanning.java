package io.beamdesk.ui.align;

import io.beamdesk.engine.Outcome;
import io.beamdesk.recipe.Recipe;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

/// What measures while aligning: short scans of one axis, and the way to what they find. Nothing here
/// blocks.
public interface Scanning {
    /// An axis that can be scanned.
    ///
    /// @param name of the device
    /// @param label for people
    /// @param units of its positions, empty if it has none or does not answer
    /// @param precision decimals of a position
    record Axis(String name, String label, String units, int precision) {}

    /// A column that can be measured against an axis.
    ///
    /// @param column its name
    /// @param label for people
    /// @param device that has it
    /// @param triggered whether the device measures when told to; else it is only read
    record Column(String column, String label, String device, boolean triggered) {}

    /// Every axis, in the order of the beamline file.
    List<Axis> axes();

    /// Every column, those of the counters first.
    List<Column> columns();

    /// Where an axis is; empty if nobody knows.
    OptionalDouble position(String axis);

    /// Checks the recipe and runs it. Fails with a sentence if something stands in its way, before
    /// anything moves.
    CompletableFuture<Outcome> start(Recipe recipe);

    /// Ends the run that was started here; what it measured is kept, and its axis goes back.
    void stop();

    /// Sends an axis somewhere. Fails with a sentence where it is refused.
    CompletableFuture<Void> move(String axis, double target);
}
