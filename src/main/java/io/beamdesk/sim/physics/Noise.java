package io.beamdesk.sim.physics;

/// Random numbers that depend on a seed, a stream and a number of order alone, so that a run can be
/// repeated: the mixing function of SplitMix64 (Steele, Lea, Flood, 2014) over a counter.
public final class Noise {
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final double TO_UNIT = 0x1.0p-53;
    private static final double LARGE_MEAN = 50;

    private final long key;
    private long counter;

    /// Begins a sequence.
    ///
    /// @param seed seed of the whole run
    /// @param stream which of its sources, for example one counter
    /// @param order number of the event, for example the count
    public Noise(long seed, long stream, long order) {
        key = mix(mix(mix(seed) + stream * STEP) + order * STEP);
    }

    /// Mixes the bits of a number.
    public static long mix(long number) {
        long z = number + STEP;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// The next number, all bits random.
    public long bits() {
        return mix(key + STEP * counter++);
    }

    /// The next number, even in 0 (included) to 1 (excluded).
    public double unit() {
        return (bits() >>> 11) * TO_UNIT;
    }

    /// The next number, normally distributed with mean 0 and variance 1.
    public double normal() {
        double radius = Math.sqrt(-2 * Math.log(1 - unit()));
        return radius * Math.cos(2 * Math.PI * unit());
    }

    /// A count of independent events with that mean; zero for a mean of zero or less.
    public double poisson(double mean) {
        if (!(mean > 0)) {
            return 0;
        }
        if (mean > LARGE_MEAN) {
            return Math.max(0, Math.rint(mean + Math.sqrt(mean) * normal()));
        }
        double limit = Math.exp(-mean);
        int events = 0;
        for (double product = unit(); product > limit; product *= unit()) {
            events++;
        }
        return events;
    }
}
