package io.beamdesk.plan;

import java.util.Map;

/// What a plan knows of its run before it begins, as JSON-like values.
///
/// @param entries by the keys of the event model: `plan_name`, `plan_args`, `motors`, `detectors`,
///     `num_points`, `hints`, ...
public record Metadata(Map<String, Object> entries) {
    /// Copies the first level.
    public Metadata {
        entries = Map.copyOf(entries);
    }
}
