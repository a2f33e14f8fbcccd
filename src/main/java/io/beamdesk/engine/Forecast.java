package io.beamdesk.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a dry run found.
///
/// @param points rows that would be measured
/// @param shares how long each kind of work would take
/// @param bytes size of the data, without the file's own structure
/// @param targets targets of each device that would be moved, in order
/// @param problems everything that stands in the way, each once
/// @param remarks what follows from the plan's settings, one clause each
public record Forecast(
        int points,
        Map<Share, Duration> shares,
        long bytes,
        Map<String, List<Double>> targets,
        List<Problem> problems,
        List<String> remarks) {
    /// Kinds of work that a run's time goes into.
    public enum Share {
        /// Detectors measure.
        COUNTING,
        /// Pauses of the plan.
        SETTLING,
        /// Axes and shutters move.
        MOVING
    }

    /// Without remarks.
    public Forecast(
            int points,
            Map<Share, Duration> shares,
            long bytes,
            Map<String, List<Double>> targets,
            List<Problem> problems) {
        this(points, shares, bytes, targets, problems, List.of());
    }

    /// Copies the collections.
    public Forecast {
        shares = Map.copyOf(shares);
        targets = Map.copyOf(targets);
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
    }

    /// All shares together.
    public Duration total() {
        return shares.values().stream().reduce(Duration.ZERO, Duration::plus);
    }
}
