package io.beamdesk.sim.physics;

/// What the tomography camera records: beam profile × transmission, shot noise, readout noise and
/// a dark offset, in 16 bits.
public final class Radiograph {
    /// Columns and rows of the whole sensor.
    public static final int SIZE = 2048;

    /// Size of a pixel at the sample in mm.
    public static final double PIXEL = 0.0065;

    /// Counts in the dark.
    public static final double DARK = 100;

    private static final double COUNTS_PER_SECOND = 3e5;
    private static final double READOUT_NOISE = 3;
    private static final double FIXED_PATTERN = 0.01;
    private static final double RIPPLE = 0.04;
    private static final long PATTERN_SEED = 77;

    private Radiograph() {}

    /// Brightness of the beam in every pixel, 1 in its centre: profile, slits, ripples of the
    /// mirror and the gain of each pixel.
    public static float[] flat(Beam.Slits slits, Region region) {
        float[] flat = new float[region.pixels()];
        float[] grain = Grain.values();
        for (int row = 0; row < region.height(); row++) {
            double y = (SIZE / 2.0 - (row + region.y())) * PIXEL;
            double stripes = 1 + RIPPLE * Math.sin(9 * y) * Math.cos(2.3 * y + 1);
            int noise = Grain.start(PATTERN_SEED, 0, row + region.y()) + region.x();
            for (int column = 0; column < region.width(); column++) {
                double x = (column + region.x() - SIZE / 2.0) * PIXEL;
                double gain = 1 + FIXED_PATTERN * grain[noise + column];
                flat[row * region.width() + column] =
                        (float) (slits.brightness(x, y) * stripes * gain);
            }
        }
        return flat;
    }

    /// Exposes.
    ///
    /// @param flat brightness of the beam
    /// @param transmission transmitted part
    /// @param light intensity of the beam, 1 for a full ring and everything aligned, × seconds
    /// @param seed seed of the noise
    /// @param frame number of the frame
    /// @param region the part that is read out
    /// @return unsigned 16-bit counts, rows from the top
    public static short[] expose(
            float[] flat,
            float[] transmission,
            double light,
            long seed,
            long frame,
            Region region) {
        short[] image = new short[region.pixels()];
        float[] grain = Grain.values();
        float scale = (float) (light * COUNTS_PER_SECOND);
        float base = (float) (READOUT_NOISE * READOUT_NOISE);
        for (int row = 0; row < region.height(); row++) {
            int noise = Grain.start(seed, frame, row);
            int start = row * region.width();
            for (int column = 0; column < region.width(); column++) {
                float counts = scale * flat[start + column] * transmission[start + column];
                float spread = (float) Math.sqrt(counts + base);
                float value = counts + spread * grain[noise + column] + (float) DARK + 0.5f;
                image[start + column] = (short) (int) Math.clamp(value, 0f, 65_535f);
            }
        }
        return image;
    }
}
