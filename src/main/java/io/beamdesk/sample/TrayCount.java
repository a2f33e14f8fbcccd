package io.beamdesk.sample;

import java.util.Map;

/// A tray and how many of its samples are in each state.
///
/// @param tray the tray
/// @param samples number of samples by state; a state that none is in is left out
public record TrayCount(Tray tray, Map<SampleState, Integer> samples) {
    /// Copies the map.
    public TrayCount {
        samples = Map.copyOf(samples);
    }

    /// How many are in a state.
    public int in(SampleState state) {
        return samples.getOrDefault(state, 0);
    }

    /// How many there are.
    public int all() {
        return samples.values().stream().mapToInt(Integer::intValue).sum();
    }
}
