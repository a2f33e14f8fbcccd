package io.beamdesk.plan;

import java.util.List;
import java.util.stream.Stream;

/// A plan on a sample that is centred before, in a run of its own. A sample of which that is not sure is
/// not measured: the beam would miss it.
///
/// @param place of the sample for people: `PUCK-1 3`
/// @param centring brings it onto the rotation's axis
/// @param plan what is done then
public record CentredFirst(String place, Centring centring, Plan plan) implements Plan {
    @Override
    public String name() {
        return plan.name();
    }

    @Override
    public List<String> remarks() {
        return Stream.concat(
                        Stream.of(
                                "centres "
                                        + place
                                        + " again, as it may not sit as it was centred before"),
                        plan.remarks().stream())
                .toList();
    }

    @Override
    public void run(RunContext run) {
        Centred outcome = centring.alone(run);
        if (outcome.isRefused()) {
            throw new PlanException(
                    place
                            + " was not measured, as it could not be centred again: "
                            + outcome.why());
        }
        plan.run(run);
    }
}
