package io.beamdesk.sample;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// A sample with what has become of it.
///
/// @param sample what a person says of it
/// @param state where it is in its life
/// @param scores last score by name: `screen` → 86
/// @param queued how many items of the queue are about it
/// @param products how many products lead to it
public record SampleCard(
        Sample sample, SampleState state, Map<String, Double> scores, int queued, int products) {
    /// Sorts the scores by name.
    public SampleCard {
        scores = Collections.unmodifiableMap(new TreeMap<>(scores));
    }
}
