package io.beamdesk.sim.physics;

/// What the alignment camera sees: a pin with a loop, a drop in it and a crystal, against a bright
/// ground. Lengths in mm; the rotation axis is vertical.
///
/// @param x place of the rotation axis across the view
/// @param y height of the loop's centre
/// @param angle rotation in degrees
/// @param defocus distance of the rotation axis from the plane of focus
/// @param light brightness of the ground, 255 is white
public record AlignmentView(double x, double y, double angle, double defocus, double light) {
    /// Columns and rows of the whole sensor.
    public static final int SIZE = 1024;

    /// Size of a pixel at the sample in mm.
    public static final double PIXEL = 0.005;

    // The crystal lies off the axis: it must be centred in two directions.
    private static final double CRYSTAL_X = 0.12;
    private static final double CRYSTAL_Y = 0.05;
    private static final double CRYSTAL_Z = 0.09;

    private static final double REACH = 0.75;
    private static final double SHARP = 0.006;
    private static final double BLUR = 0.15;
    private static final double DARK = 4;
    private static final double NOISE = 1.2;

    /// The picture without noise.
    public float[] picture(Region region) {
        double turn = Math.toRadians(angle);
        double face = Math.abs(Math.cos(turn));
        double crystalX = x + CRYSTAL_X * Math.cos(turn) + CRYSTAL_Z * Math.sin(turn);
        double crystalDepth = defocus + CRYSTAL_Z * Math.cos(turn) - CRYSTAL_X * Math.sin(turn);
        double soft = SHARP + BLUR * Math.abs(defocus);
        double crystalSoft = SHARP + BLUR * Math.abs(crystalDepth);
        double halfLoop = 0.06 + 0.29 * face;
        float[] picture = new float[region.pixels()];
        for (int row = 0; row < region.height(); row++) {
            double v = (SIZE / 2.0 - (row + region.y())) * PIXEL;
            for (int column = 0; column < region.width(); column++) {
                double u = (column + region.x() - SIZE / 2.0) * PIXEL;
                double through = light * (1 - 0.012 * (u * u + v * v));
                double dx = u - x;
                double dy = v - y;
                if (Math.abs(dx) < REACH + soft) {
                    double loop = ellipse(dx, dy, halfLoop, 0.42);
                    through *= shade(Math.abs(loop) - 0.018, soft, 0.35);
                    through *= shade(loop + 0.03, soft, 0.8);
                    through *= shade(stem(dx, dy), soft, 0.12);
                    double crystal = box(u - crystalX, dy - CRYSTAL_Y, 0.05 + 0.03 * face, 0.06);
                    through *= shade(crystal, crystalSoft, 0.5);
                }
                picture[row * region.width() + column] = (float) (through + DARK);
            }
        }
        return picture;
    }

    /// Transmission of a body: `through` inside, 1 outside, and a soft edge between.
    private static double shade(double distance, double soft, double through) {
        double inside = Math.clamp(0.5 - distance / (2 * soft), 0, 1);
        return 1 - (1 - through) * inside * inside * (3 - 2 * inside);
    }

    private static double ellipse(double x, double y, double a, double b) {
        double radius = Math.sqrt(x * x / (a * a) + y * y / (b * b));
        return (radius - 1) * Math.min(a, b);
    }

    private static double box(double x, double y, double halfWidth, double halfHeight) {
        return Math.max(Math.abs(x) - halfWidth, Math.abs(y) - halfHeight);
    }

    /// The pin comes from below and ends under the loop.
    private static double stem(double x, double y) {
        double narrow = 0.03 + 0.12 * Math.clamp(-(y + 0.5) / 0.6, 0, 1);
        return Math.max(Math.abs(x) - narrow, y + 0.40);
    }

    /// Adds noise to a picture.
    ///
    /// @return unsigned 8-bit counts, rows from the top
    public static byte[] expose(float[] picture, long seed, long frame, Region region) {
        byte[] image = new byte[region.pixels()];
        float[] grain = Grain.values();
        for (int row = 0; row < region.height(); row++) {
            int noise = Grain.start(seed, frame, row);
            int start = row * region.width();
            for (int column = 0; column < region.width(); column++) {
                float value = picture[start + column] + (float) NOISE * grain[noise + column];
                image[start + column] = (byte) (int) Math.clamp(value, 0f, 255f);
            }
        }
        return image;
    }
}
