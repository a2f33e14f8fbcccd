package io.beamdesk.sim.physics;

import java.util.List;

/// A body of ellipsoids, in the manner of Shepp and Logan, that turns about the vertical axis; its
/// projections are exact sums of chords. Lengths in mm, absorption per mm at 8333 eV.
public final class Phantom {
    private static final double REFERENCE = 8333;

    /// The body that the tomography camera sees; it fits in a cylinder of 1.2 mm radius.
    private static final List<Ellipsoid> BODY =
            List.of(
                    new Ellipsoid(0, 0, 0, 0.90, 1.15, 1.15, 0, 0.55),
                    new Ellipsoid(0, 0, 0, 0.84, 1.08, 1.08, 0, -0.25),
                    new Ellipsoid(0.28, 0.05, 0, 0.14, 0.38, 0.42, 18, -0.28),
                    new Ellipsoid(-0.28, 0.05, 0, 0.20, 0.44, 0.55, -18, -0.28),
                    new Ellipsoid(0, -0.35, 0.35, 0.25, 0.25, 0.25, 0, 0.45),
                    new Ellipsoid(0.05, 0.45, -0.25, 0.10, 0.10, 0.10, 0, 0.9),
                    new Ellipsoid(-0.45, -0.45, -0.45, 0.07, 0.12, 0.07, 30, 1.4),
                    new Ellipsoid(0.50, -0.20, 0.45, 0.05, 0.05, 0.05, 0, 2.2),
                    new Ellipsoid(0.10, 0.75, 0.10, 0.12, 0.05, 0.20, 45, 0.8));

    /// One ellipsoid.
    ///
    /// @param x centre across the beam at angle 0
    /// @param y centre along the axis, upwards
    /// @param z centre along the beam at angle 0
    /// @param a half axis across
    /// @param b half axis along the rotation axis
    /// @param c half axis along the beam
    /// @param turn angle of the half axes in degrees
    /// @param absorption per mm, added to what surrounds it
    private record Ellipsoid(
            double x,
            double y,
            double z,
            double a,
            double b,
            double c,
            double turn,
            double absorption) {}

    /// Where the body is and how the sensor looks at it.
    ///
    /// @param angle rotation in degrees
    /// @param x place of the rotation axis across the beam
    /// @param y height of the body's centre
    /// @param energyEv photon energy
    /// @param pixel size of a pixel
    /// @param centreX column of the beam's centre
    /// @param centreY row of the beam's centre
    public record View(
            double angle,
            double x,
            double y,
            double energyEv,
            double pixel,
            double centreX,
            double centreY) {}

    private Phantom() {}

    /// The transmitted part in every pixel of the region, rows from the top.
    public static float[] transmission(View view, Region region) {
        float[] image = new float[region.pixels()];
        double scale = Math.pow(REFERENCE / view.energyEv(), 3);
        for (Ellipsoid each : BODY) {
            add(each, scale, view, region, image);
        }
        for (int i = 0; i < image.length; i++) {
            image[i] = image[i] == 0 ? 1 : (float) Math.exp(-image[i]);
        }
        return image;
    }

    private static void add(Ellipsoid body, double scale, View view, Region region, float[] image) {
        double angle = Math.toRadians(view.angle());
        double centre = view.x() + body.x * Math.cos(angle) + body.z * Math.sin(angle);
        double turned = angle - Math.toRadians(body.turn);
        double across = body.a * Math.cos(turned);
        double along = body.c * Math.sin(turned);
        double square = across * across + along * along;
        double factor = scale * body.absorption * 2 * body.a * body.c / square;
        double middle = view.y() + body.y;
        int top = row(view, middle + body.b, region);
        int bottom = row(view, middle - body.b, region);
        for (int row = Math.max(0, top); row < Math.min(region.height(), bottom + 1); row++) {
            double v = (view.centreY() - (row + region.y())) * view.pixel() - middle;
            double left = square * (1 - v * v / (body.b * body.b));
            if (left <= 0) {
                continue;
            }
            double half = Math.sqrt(left);
            int from = Math.max(0, column(view, centre - half, region));
            int to = Math.min(region.width(), column(view, centre + half, region) + 1);
            int start = row * region.width();
            for (int column = from; column < to; column++) {
                double t = (column + region.x() - view.centreX()) * view.pixel() - centre;
                double inside = left - t * t;
                if (inside > 0) {
                    image[start + column] += (float) (factor * Math.sqrt(inside));
                }
            }
        }
    }

    private static int row(View view, double height, Region region) {
        return (int) Math.floor(view.centreY() - height / view.pixel()) - region.y();
    }

    private static int column(View view, double x, Region region) {
        return (int) Math.floor(view.centreX() + x / view.pixel()) - region.x();
    }
}
