package io.beamdesk.image;

import java.util.Arrays;

/// The bright ground of a picture, fitted as a surface of the second order to what is not darker than its
/// surroundings, so that light that falls off towards the corners is no sample.
final class Ground {
    private static final int TERMS = 6;
    private static final int ROUNDS = 6;
    private static final int SPARSE = 3;
    private static final double FAR = 3;
    private static final double TO_SIGMA = 1.4826;
    private static final double LEAST_PATCH = 0.2;

    private final double[] terms;
    private final double noise;
    private final double share;

    private Ground(double[] terms, double noise, double share) {
        this.terms = terms;
        this.noise = noise;
        this.share = share;
    }

    /// Fits it.
    ///
    /// @param blocks means of blocks of pixels, row by row
    static Ground of(double[][] blocks) {
        int rows = blocks.length;
        int columns = blocks[0].length;
        int count = ((rows + SPARSE - 1) / SPARSE) * ((columns + SPARSE - 1) / SPARSE);
        double[][] places = new double[count][];
        double[] values = new double[count];
        int n = 0;
        for (int row = 0; row < rows; row += SPARSE) {
            for (int column = 0; column < columns; column += SPARSE) {
                places[n] = basis(place(column, columns), place(row, rows));
                values[n++] = blocks[row][column];
            }
        }
        double[] sorted = Arrays.stream(values).sorted().toArray();
        // A sample is darker, and covers less than half of what can be centred.
        double low = 0.85 * sorted[n / 2];
        boolean[] kept = new boolean[n];
        for (int i = 0; i < n; i++) {
            kept[i] = values[i] >= low;
        }
        double[] terms = new double[TERMS];
        double noise = 0;
        for (int round = 0; round < ROUNDS; round++) {
            terms = fit(places, values, kept);
            double[] off = new double[n];
            int many = 0;
            for (int i = 0; i < n; i++) {
                if (kept[i]) {
                    off[many++] = Math.abs(values[i] - at(terms, places[i]));
                }
            }
            double[] some = Arrays.copyOf(off, many);
            Arrays.sort(some);
            noise = many == 0 ? 0 : TO_SIGMA * some[many / 2];
            for (int i = 0; i < n; i++) {
                // Brighter than the ground is no sample; darker by a little may be the edge of one.
                kept[i] = values[i] - at(terms, places[i]) > -FAR * Math.max(noise, 1e-9);
            }
        }
        int left = 0;
        for (boolean one : kept) {
            left += one ? 1 : 0;
        }
        return new Ground(terms, noise, (double) left / n);
    }

    private static double place(int index, int count) {
        return 2.0 * index / Math.max(1, count - 1) - 1;
    }

    private static double[] basis(double x, double y) {
        return new double[] {1, x, y, x * x, x * y, y * y};
    }

    private static double at(double[] terms, double[] place) {
        double sum = 0;
        for (int i = 0; i < TERMS; i++) {
            sum += terms[i] * place[i];
        }
        return sum;
    }

    /// Least squares by the normal equations; six unknowns of one magnitude are well conditioned.
    private static double[] fit(double[][] places, double[] values, boolean[] kept) {
        double[][] m = new double[TERMS][TERMS + 1];
        for (int k = 0; k < values.length; k++) {
            if (!kept[k]) {
                continue;
            }
            for (int i = 0; i < TERMS; i++) {
                for (int j = 0; j < TERMS; j++) {
                    m[i][j] += places[k][i] * places[k][j];
                }
                m[i][TERMS] += places[k][i] * values[k];
            }
        }
        for (int i = 0; i < TERMS; i++) {
            // Keeps what too few places do not determine at zero.
            m[i][i] += 1e-9;
        }
        for (int i = 0; i < TERMS; i++) {
            for (int j = i + 1; j < TERMS; j++) {
                double factor = m[j][i] / m[i][i];
                for (int k = i; k <= TERMS; k++) {
                    m[j][k] -= factor * m[i][k];
                }
            }
        }
        double[] terms = new double[TERMS];
        for (int i = TERMS - 1; i >= 0; i--) {
            double sum = m[i][TERMS];
            for (int j = i + 1; j < TERMS; j++) {
                sum -= m[i][j] * terms[j];
            }
            terms[i] = sum / m[i][i];
        }
        return terms;
    }

    /// How bright it is at a block.
    double at(int column, int row, int columns, int rows) {
        return at(terms, basis(place(column, columns), place(row, rows)));
    }

    /// Standard deviation of the blocks about it.
    double noise() {
        return noise;
    }

    /// Whether there is enough of it to be one.
    boolean isThere() {
        return share > LEAST_PATCH;
    }
}
