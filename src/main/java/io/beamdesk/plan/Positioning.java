package io.beamdesk.plan;

import io.beamdesk.plan.OnSample.Axle;
import java.util.List;

/// Axes sent to places one after the other, each when the one before has arrived.
///
/// @param axles in the order in which they move
public record Positioning(List<Axle> axles) implements Plan {
    /// Copies the list.
    public Positioning {
        axles = List.copyOf(axles);
    }

    @Override
    public String name() {
        return "positioning";
    }

    @Override
    public void run(RunContext run) {
        for (Axle axle : axles) {
            run.step(axle.axis().label(), () -> run.move(axle.axis(), axle.at()));
        }
    }
}
