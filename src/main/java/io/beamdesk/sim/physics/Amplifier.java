package io.beamdesk.sim.physics;

import java.util.List;
import java.util.stream.IntStream;

/// A current amplifier with a voltage-to-frequency converter behind it.
public final class Amplifier {
    /// Smallest power of ten of the gain in V/A.
    public static final int LOWEST = 3;

    /// Largest power of ten of the gain in V/A.
    public static final int HIGHEST = 10;

    /// Count rate at which the amplifier saturates, in counts per second (10 V).
    public static final double SATURATION = 1e7;

    private static final double COUNTS_PER_VOLT = 1e6;
    private static final double OFFSET_COUNTS = 120;

    private Amplifier() {}

    /// The labels of the gains, from the lowest on.
    public static List<String> labels() {
        return IntStream.rangeClosed(LOWEST, HIGHEST)
                .mapToObj(power -> "1e" + power + " V/A")
                .toList();
    }

    /// Counts per second for a current.
    ///
    /// @param current in A
    /// @param choice place among the labels
    public static double countRate(double current, int choice) {
        double volts = current * Math.pow(10, LOWEST + choice);
        return Math.min(SATURATION, volts * COUNTS_PER_VOLT + OFFSET_COUNTS);
    }
}
