package io.beamdesk.document;

import java.time.Instant;
import java.util.Map;

/// A run begins.
///
/// @param uid identity of the run
/// @param time when it began
/// @param metadata everything else known by then, JSON-like values (text, number, boolean, list,
///     map) by key: `plan_name`, `scan_id`, `detectors`, `motors`, `num_points`, `hints`, `sample`,
///     `recipe`, ...
public record RunStart(String uid, Instant time, Map<String, Object> metadata) implements Document {
    /// Copies the map's first level.
    public RunStart {
        metadata = Map.copyOf(metadata);
    }
}
