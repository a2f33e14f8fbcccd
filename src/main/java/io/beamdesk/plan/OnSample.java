package io.beamdesk.plan;

import io.beamdesk.device.Changer;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Place;
import io.beamdesk.device.Stageable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A plan on the sample of a place: it is mounted first, unless it is, and taken to nowhere after.
///
/// The shutter is closed and the axes are where a sample is mounted before the changer moves. The
/// sample stays mounted on every way out.
///
/// @param changer mounts it
/// @param place of the sample
/// @param sample its name for people, may be empty
/// @param shutter lets the beam onto the sample, if the beamline has one
/// @param mountAt where axes are to be for the changer, in their order
/// @param next place of the sample after this one, taken into the gripper meanwhile where the changer
///     can
/// @param plan what is done on it
public record OnSample(
        Changer changer,
        Place place,
        String sample,
        Optional<StepScan.Opening<?>> shutter,
        List<Axle> mountAt,
        Optional<Place> next,
        Plan plan)
        implements Plan {
    /// The changer's controller sees by its own polling that the axes have arrived.
    private static final Duration SEEN = Duration.ofSeconds(1);

    /// An axis and where it is to be.
    ///
    /// @param axis what moves
    /// @param at in its units
    public record Axle(Movable<Double> axis, double at) {}

    /// Copies the list.
    public OnSample {
        mountAt = List.copyOf(mountAt);
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
        if (!run.position(changer).equals(place)) {
            mount(run);
        }
        Optional<Stageable> preparing =
                next.filter(after -> !after.equals(place) && !after.equals(Place.NONE))
                        .flatMap(changer::preparing);
        if (preparing.isEmpty()) {
            plan.run(run);
        } else {
            try (var _ = run.stage(preparing.get())) {
                plan.run(run);
            }
        }
    }

    private String part() {
        String what = sample.isEmpty() ? place.label() : sample + ", " + place.label();
        return "mounting " + what;
    }

    /// What is in the gripper for another turn is put back first.
    private void mount(RunContext run) {
        Optional<Stageable> freeing = changer.freeing(place);
        if (freeing.isEmpty()) {
            run.step(part(), () -> exchange(run));
        } else {
            try (var _ = run.stage(freeing.get())) {
                run.step(part(), () -> exchange(run));
            }
        }
    }

    private void exchange(RunContext run) {
        shutter.ifPresent(opening -> close(run, opening));
        for (Axle axle : mountAt) {
            run.move(axle.axis(), axle.at());
        }
        if (!mountAt.isEmpty()) {
            run.sleep(SEEN);
        }
        // Its end is confirmed by the sensor, not by the command.
        run.move(changer, place);
    }

    private static <P> void close(RunContext run, StepScan.Opening<P> opening) {
        run.move(opening.shutter(), opening.closed());
    }
}
