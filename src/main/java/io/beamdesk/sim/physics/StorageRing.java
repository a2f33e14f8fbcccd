package io.beamdesk.sim.physics;

/// The current of a ring in top-up operation: it decays and is filled up in turns.
public final class StorageRing {
    /// Current after a filling, in mA.
    public static final double FULL = 200;

    /// Lifetime in hours.
    public static final double LIFETIME = 8;

    private static final double TOP_UP_PERIOD = 180;
    private static final double FILLING_RATE = 40;
    private static final double SECONDS_PER_HOUR = 3600;

    private StorageRing() {}

    /// Current in mA.
    ///
    /// @param seconds time since the ring was full, zero or more
    public static double current(double seconds) {
        return FULL * Math.exp(-(seconds % TOP_UP_PERIOD) / (LIFETIME * SECONDS_PER_HOUR));
    }

    /// Current in mA while the ring is filled after a trip.
    ///
    /// @param seconds time since filling began
    public static double filling(double seconds) {
        return Math.min(FULL, FILLING_RATE * seconds);
    }
}
