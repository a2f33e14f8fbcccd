package io.beamdesk.image;

/// Where a point that turns about an axis is seen, against the angle: the axis is seen at `centre`, and
/// the point beside it by `cosine` at 0 and by `sine` at 90 degrees. In pixels.
///
/// @param centre where the axis is seen
/// @param cosine how far beside it the point is at 0 degrees
/// @param sine how far beside it the point is at 90 degrees
/// @param spread root of the mean square of what the places differ from it by, corrected for the three
///     numbers that were fitted; 0 for three places, which fit always
public record Sinusoid(double centre, double cosine, double sine, double spread) {
    /// Fewest places.
    public static final int LEAST = 3;

    // Below it the noise of the places is magnified more than tenfold.
    private static final double SINGULAR = 0.02;

    /// Fits one by least squares.
    ///
    /// @param degrees angles
    /// @param places where the point was seen at each of them, in pixels
    /// @throws IllegalArgumentException if the angles do not determine it: fewer than three, or too near
    ///     each other
    public static Sinusoid of(double[] degrees, double[] places) {
        int n = degrees.length;
        double c = 0;
        double s = 0;
        double cc = 0;
        double ss = 0;
        double cs = 0;
        double u = 0;
        double uc = 0;
        double us = 0;
        for (int i = 0; i < n; i++) {
            double cos = Math.cos(Math.toRadians(degrees[i]));
            double sin = Math.sin(Math.toRadians(degrees[i]));
            c += cos / n;
            s += sin / n;
            cc += cos * cos / n;
            ss += sin * sin / n;
            cs += cos * sin / n;
            u += places[i] / n;
            uc += places[i] * cos / n;
            us += places[i] * sin / n;
        }
        // About their means the equations of the sine and the cosine stand alone.
        double a = cc - c * c;
        double b = cs - c * s;
        double d = ss - s * s;
        double determinant = a * d - b * b;
        if (n < LEAST || !(determinant > SINGULAR)) {
            throw new IllegalArgumentException(
                    "the angles are too few or too near each other; take at least three over half a turn");
        }
        double cosine = ((uc - u * c) * d - (us - u * s) * b) / determinant;
        double sine = ((us - u * s) * a - (uc - u * c) * b) / determinant;
        Sinusoid fit = new Sinusoid(u - cosine * c - sine * s, cosine, sine, 0);
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += Math.pow(places[i] - fit.at(degrees[i]), 2);
        }
        double spread = n > LEAST ? Math.sqrt(squares / (n - LEAST)) : 0;
        return new Sinusoid(fit.centre, cosine, sine, spread);
    }

    /// Where the point is seen.
    public double at(double degrees) {
        double angle = Math.toRadians(degrees);
        return centre + cosine * Math.cos(angle) + sine * Math.sin(angle);
    }

    /// How far the point is from the axis.
    public double radius() {
        return Math.hypot(cosine, sine);
    }
}
