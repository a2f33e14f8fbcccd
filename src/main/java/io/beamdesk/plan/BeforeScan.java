package io.beamdesk.plan;

import io.beamdesk.device.Movable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is done before a scan, within its run, and waited for. When it is done, what it moved stays
/// there; if the run ends before, it goes back.
public sealed interface BeforeScan {
    /// The part of the plan that it is, for people.
    String PART = "before the scan";

    /// What it says of itself in `plan_args`.
    Map<String, Object> arguments();

    /// A rocking curve, with the beam on. Its rows are the stream `rocking_curve`; where the axis
    /// then stands is the stream `parked`.
    ///
    /// @param rocking what rocks and what is to be highest
    /// @param exposure of its detector
    /// @param settle pause after the arrival, before the trigger
    record Rock(Rocking rocking, Duration exposure, Duration settle) implements BeforeScan {
        @Override
        public Map<String, Object> arguments() {
            Map<String, Object> arguments = new LinkedHashMap<>(rocking.arguments());
            arguments.put("points", rocking.line().points());
            arguments.put("exposure", Measurement.seconds(exposure));
            arguments.put("settle", Measurement.seconds(settle));
            return arguments;
        }

        /// Its detector is staged, and its exposure restored by whoever calls.
        void run(RunContext run) {
            try (Restoring place = run.restoring(rocking.axis())) {
                run.move(rocking.detector().exposure(), Measurement.seconds(exposure));
                rocking.run(
                        run,
                        PART,
                        place,
                        () -> {
                            run.sleep(settle);
                            run.trigger(rocking.detector());
                            return run.read("rocking_curve", rocking.axis(), rocking.detector());
                        });
                var _ = run.read("parked", rocking.axis());
            }
        }
    }

    /// A device brought to a target.
    ///
    /// @param movable what
    /// @param target where to
    /// @param <T> type of a target
    record Move<T>(Movable<T> movable, T target) implements BeforeScan {
        @Override
        public Map<String, Object> arguments() {
            Map<String, Object> arguments = new LinkedHashMap<>();
            arguments.put("device", movable.name());
            arguments.put("target", target);
            return arguments;
        }

        void run(RunContext run) {
            try (Restoring place = run.restoring(movable)) {
                run.step(PART, () -> run.move(movable, target));
                place.keep();
            }
        }
    }
}
