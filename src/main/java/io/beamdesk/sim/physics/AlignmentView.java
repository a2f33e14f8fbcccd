package io.beamdesk.sim.physics;

/// What the alignment camera sees: a pin with a loop, a drop in it and a crystal, against a bright
/// ground. Lengths in mm; the rotation axis is vertical.
///
/// @param x place of the rotation axis across the view
/// @param y height of the stage
/// @param angle rotation in degrees
/// @param defocus distance of the rotation axis from the plane of focus
/// @param light brightness of the ground, 255 is white
/// @param specimen what stands on the stage
/// @param lens how far it is magnified
public record AlignmentView(
        double x,
        double y,
        double angle,
        double defocus,
        double light,
        Specimen specimen,
        Lens lens) {
    /// How a level of the zoom shows the sample: the axis of the lenses wanders a little from one to the
    /// other.
    ///
    /// @param pixel size of a pixel at the sample in mm
    /// @param column where the beam is seen
    /// @param row where the beam is seen
    public record Lens(double pixel, double column, double row) {
        /// The widest view.
        public static final Lens WIDE = new Lens(PIXEL, SIZE / 2.0, SIZE / 2.0);
    }

    /// Columns and rows of the whole sensor.
    public static final int SIZE = 1024;

    /// Size of a pixel at the sample in mm in the widest view.
    public static final double PIXEL = 0.005;

    private static final double SHARP = 0.006;
    private static final double BLUR = 0.15;
    private static final double DARK = 4;
    private static final double NOISE = 1.2;
    private static final double FIBRE = 0.018;
    private static final double PIN = 0.15;

    /// The same with [Specimen#STANDARD].
    public AlignmentView(double x, double y, double angle, double defocus, double light) {
        this(x, y, angle, defocus, light, Specimen.STANDARD);
    }

    /// The same in the widest view.
    public AlignmentView(
            double x, double y, double angle, double defocus, double light, Specimen specimen) {
        this(x, y, angle, defocus, light, specimen, Lens.WIDE);
    }

    /// The picture without noise.
    public float[] picture(Region region) {
        double turn = Math.toRadians(angle);
        double cos = Math.cos(turn);
        double sin = Math.sin(turn);
        double face = Math.abs(Math.cos(turn - Math.toRadians(specimen.face())));
        Specimen.Loop loop = specimen.loop();
        Specimen.Crystal crystal = specimen.crystal();
        double middle = x + specimen.x() * cos + specimen.z() * sin;
        double depth = defocus + specimen.z() * cos - specimen.x() * sin;
        double crystalX = middle + crystal.x() * cos + crystal.z() * sin;
        double crystalDepth = depth + crystal.z() * cos - crystal.x() * sin;
        double soft = SHARP + BLUR * Math.abs(depth);
        double crystalSoft = SHARP + BLUR * Math.abs(crystalDepth);
        double halfLoop = loop.thickness() + (loop.width() - loop.thickness()) * face;
        double lean = specimen.lean() * cos;
        double reach = Math.max(loop.width(), PIN) + 0.4 + 4 * Math.abs(specimen.lean());
        float[] picture = new float[region.pixels()];
        for (int row = 0; row < region.height(); row++) {
            double v = (lens.row() - (row + region.y())) * lens.pixel();
            for (int column = 0; column < region.width(); column++) {
                double u = (column + region.x() - lens.column()) * lens.pixel();
                double through = light * (1 - 0.012 * (u * u + v * v));
                double dy = v - y - specimen.y();
                double dx = u - middle - lean * dy;
                if (Math.abs(dx) < reach + soft) {
                    if (loop.width() > 0) {
                        double rim = ellipse(dx, dy, halfLoop, loop.height());
                        through *= shade(Math.abs(rim) - FIBRE, soft, 0.35);
                        through *= shade(rim + 0.03, soft, loop.through());
                    }
                    through *= shade(stem(dx, dy, loop.height()), soft, 0.12);
                    double box =
                            box(
                                    u - crystalX,
                                    dy - crystal.y(),
                                    crystal.size() * (1 + 0.6 * face),
                                    1.2 * crystal.size());
                    through *= shade(box, crystalSoft, crystal.through());
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
    private static double stem(double x, double y, double loop) {
        double narrow = 0.03 + (PIN - 0.03) * Math.clamp(-(y + loop + 0.08) / 0.6, 0, 1);
        return Math.max(Math.abs(x) - narrow, y + loop - 0.02);
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
