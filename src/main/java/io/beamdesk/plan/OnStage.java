package io.beamdesk.plan;

import io.beamdesk.plan.OnSample.Axle;
import java.util.List;
import java.util.Optional;

/// A plan on the sample that the stage brings into the beam: its axes are moved there first, with the
/// shutter closed, and stay where the plan leaves them.
///
/// @param place of the sample for people: `PLT-0417 A9-1`
/// @param shutter lets the beam onto the sample, if the beamline has one
/// @param stage where its axes are to be, in their order
/// @param plan what is done there
public record OnStage(
        String place, Optional<StepScan.Opening<?>> shutter, List<Axle> stage, Plan plan)
        implements Plan {
    /// Copies the list.
    public OnStage {
        stage = List.copyOf(stage);
    }

    @Override
    public String name() {
        return plan.name();
    }

    @Override
    public List<String> remarks() {
        return plan.remarks();
    }

    @Override
    public void run(RunContext run) {
        run.step(
                "going to " + place,
                () -> {
                    // Between two samples lies what must not be exposed.
                    shutter.ifPresent(opening -> close(run, opening));
                    for (Axle axle : stage) {
                        run.move(axle.axis(), axle.at());
                    }
                });
        plan.run(run);
    }

    private static <P> void close(RunContext run, StepScan.Opening<P> opening) {
        run.move(opening.shutter(), opening.closed());
    }
}
