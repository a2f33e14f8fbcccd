package io.beamdesk.app;

import io.beamdesk.product.Product;
import io.beamdesk.sim.physics.Radiograph;
import java.util.Arrays;

/// A slice reconstructed from a tomography's product by filtered back-projection: flat and dark
/// corrected, −log, ramp filter after Ramachandran and Lakshminarayanan in real space, linear
/// interpolation (Kak and Slaney, Principles of Computerized Tomographic Imaging, 1988, chapter 3).
/// The axis of rotation is the middle of the frames.
///
/// @param width columns and rows
/// @param values absorption per mm, row by row
record Slice(int width, double[] values) {
    private static final double PIXEL = Radiograph.PIXEL;

    /// From the mean of all rows, which must be few and about the phantom's centre.
    static Slice reconstruct(Product product, int columns) {
        long[] keys = (long[]) product.read("/entry/instrument/detector/image_key");
        double[] angles = (double[]) product.read("/entry/sample/rotation_angle");
        double[][] lines = new double[keys.length][];
        for (int i = 0; i < keys.length; i++) {
            short[] pixels = (short[]) product.frame("detector", i).pixels();
            lines[i] = new double[columns];
            for (int p = 0; p < pixels.length; p++) {
                lines[i][p % columns] += Short.toUnsignedInt(pixels[p]);
            }
        }
        double[] flat = mean(lines, keys, 1);
        double[] dark = mean(lines, keys, 2);
        double[] slice = new double[columns * columns];
        int projections = (int) Arrays.stream(keys).filter(k -> k == 0).count();
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] == 0) {
                double[] absorption = new double[columns];
                for (int x = 0; x < columns; x++) {
                    absorption[x] =
                            -Math.log(
                                    Math.max(1e-3, (lines[i][x] - dark[x]) / (flat[x] - dark[x])));
                }
                back(ramp(absorption), Math.toRadians(angles[i]), projections, slice);
            }
        }
        return new Slice(columns, slice);
    }

    private static double[] mean(double[][] lines, long[] keys, int key) {
        double[] mean = new double[lines[0].length];
        long count = Arrays.stream(keys).filter(k -> k == key).count();
        for (int i = 0; i < keys.length; i++) {
            for (int x = 0; keys[i] == key && x < mean.length; x++) {
                mean[x] += lines[i][x] / count;
            }
        }
        return mean;
    }

    private static double[] ramp(double[] line) {
        double[] filtered = new double[line.length];
        for (int x = 0; x < line.length; x++) {
            double sum = line[x] / 4;
            for (int other = (x + 1) % 2; other < line.length; other += 2) {
                double distance = Math.PI * (x - other);
                sum -= line[other] / (distance * distance);
            }
            filtered[x] = sum / PIXEL;
        }
        return filtered;
    }

    private static void back(double[] line, double angle, int projections, double[] slice) {
        int width = line.length;
        double centre = width / 2.0;
        for (int row = 0; row < width; row++) {
            for (int column = 0; column < width; column++) {
                double t =
                        (column - centre) * Math.cos(angle)
                                + (row - centre) * Math.sin(angle)
                                + centre;
                int left = (int) Math.floor(t);
                if (left >= 0 && left + 1 < width) {
                    double part = t - left;
                    slice[row * width + column] +=
                            ((1 - part) * line[left] + part * line[left + 1])
                                    * Math.PI
                                    / projections;
                }
            }
        }
    }

    /// Pearson's correlation with the phantom's own slice through its centre, inside the circle that
    /// every projection sees.
    double correlationWithPhantom() {
        double n = 0;
        double a = 0;
        double b = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        double centre = width / 2.0;
        for (int row = 0; row < width; row++) {
            for (int column = 0; column < width; column++) {
                double x = (column - centre) * PIXEL;
                double z = (row - centre) * PIXEL;
                if (Math.hypot(column - centre, row - centre) < centre - 2) {
                    double mine = values[row * width + column];
                    double truth = phantom(x, z);
                    n++;
                    a += mine;
                    b += truth;
                    aa += mine * mine;
                    bb += truth * truth;
                    ab += mine * truth;
                }
            }
        }
        return (n * ab - a * b) / Math.sqrt((n * aa - a * a) * (n * bb - b * b));
    }

    /// The ellipses in which the phantom's central plane cuts its bodies: centre x and z, half axes
    /// across and along the beam, turn in degrees, absorption per mm. Written down again here, so that
    /// the projections are checked against the body and not against themselves.
    private static double phantom(double x, double z) {
        double sum = 0;
        for (double[] body : BODIES) {
            double height = body[1] / body[4];
            double left = 1 - height * height;
            double turn = Math.toRadians(body[6]);
            double across = (x - body[0]) * Math.cos(turn) + (z - body[2]) * Math.sin(turn);
            double along = -(x - body[0]) * Math.sin(turn) + (z - body[2]) * Math.cos(turn);
            double u = across / body[3];
            double v = along / body[5];
            if (u * u + v * v < left) {
                sum += body[7];
            }
        }
        return sum;
    }

    /// x, y, z, a, b, c, turn, absorption.
    private static final double[][] BODIES = {
        {0, 0, 0, 0.90, 1.15, 1.15, 0, 0.55},
        {0, 0, 0, 0.84, 1.08, 1.08, 0, -0.25},
        {0.28, 0.05, 0, 0.14, 0.38, 0.42, 18, -0.28},
        {-0.28, 0.05, 0, 0.20, 0.44, 0.55, -18, -0.28},
        {0, -0.35, 0.35, 0.25, 0.25, 0.25, 0, 0.45},
        {0.05, 0.45, -0.25, 0.10, 0.10, 0.10, 0, 0.9},
        {-0.45, -0.45, -0.45, 0.07, 0.12, 0.07, 30, 1.4},
        {0.50, -0.20, 0.45, 0.05, 0.05, 0.05, 0, 2.2},
        {0.10, 0.75, 0.10, 0.12, 0.05, 0.20, 45, 0.8}
    };
}
