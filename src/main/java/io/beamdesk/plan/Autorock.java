package io.beamdesk.plan;

import java.util.List;
import java.util.Map;

/// A rocking curve: an axis over a range, a counter at each point, then the axis to the counter's
/// maximum, where it stays.
///
/// If there is no maximum within the range, or the run ends before it is reached, the axis returns to
/// where it was.
///
/// @param rocking what rocks and what is to be highest
/// @param measurement of its detector alone
public record Autorock(Rocking rocking, Measurement measurement) implements Plan {
    /// Its name, the `plan_name` of its runs.
    public static final String NAME = "autorock";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(RunContext run) {
        measurement.around(
                run,
                metadata(),
                List.of(rocking.axis()),
                place ->
                        rocking.run(
                                run,
                                "",
                                place,
                                () -> measurement.at(run, List.of(rocking.axis()))));
    }

    private Metadata metadata() {
        Map<String, Object> entries = measurement.entries(name(), List.of(rocking.axis()));
        entries.put("num_points", rocking.line().points());
        entries.put("num_intervals", rocking.line().points() - 1);
        Map<String, Object> arguments = measurement.arguments();
        arguments.putAll(rocking.arguments());
        entries.put("plan_args", arguments);
        entries.put(
                "hints", Map.of("dimensions", List.of(List.of(rocking.axis().hints(), "primary"))));
        return new Metadata(entries);
    }
}
