package io.beamdesk.image;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/// How well a picture shows a sample against a bright ground: the presence of a sample times the
/// sharpness of its edges.
///
/// Presence: the frame is averaged in blocks, and a block is part of an edge if its neighbour differs
/// by more than the ground's unevenness and the noise do, the noise after Immerkær, "Fast noise variance
/// estimation", Comput. Vis. Image Underst. 64 (1996) 300-302. Without edges the picture is empty.
/// The contrast is how much darker the darkest hundredth of the blocks is than their median, the
/// ground, and counts fully from 0.3 on.
///
/// Sharpness: the width of the edges in pixels, from the steepest thousandth of the gradients after
/// Sobel (the Tenengrad of Krotkov, "Focusing", Int. J. Comput. Vis. 1 (1987) 223-237), divided by the
/// contrast and the ground, so that neither the light nor the size of the sample counts: a score
/// between pictures must not follow either (Pertuz, Puig and Garcia, Pattern Recogn. 46 (2013)
/// 1415-1432). It counts as √(3 / width), fully up to three pixels.
public final class SnapshotScore {
    private static final int BLOCK = 8;
    private static final double UNEVEN = 0.015;
    private static final double NOISY = 6;
    private static final double EMPTY_SHARE = 1e-3;
    private static final double DARKEST = 0.01;
    private static final double STEEPEST = 0.999;
    private static final double FULL_CONTRAST = 0.3;
    private static final double SHARP_WIDTH = 3;
    // Below it the noise hides a step of a third of the ground.
    private static final double LEAST_LIGHT = 15;
    private static final int LEAST_SIDE = 4 * BLOCK;

    private final IntToDoubleFunction number;
    private final int columns;
    private final int rows;

    private SnapshotScore(Pixels pixels) {
        number = Statistics.numbers(pixels);
        columns = pixels.columns();
        rows = pixels.rows();
    }

    /// Scores a picture.
    ///
    /// @param pixels at least 32 pixels wide and high
    /// @throws IllegalArgumentException if it is smaller
    public static Score of(Pixels pixels) {
        if (Math.min(pixels.columns(), pixels.rows()) < LEAST_SIDE) {
            throw new IllegalArgumentException(
                    "a picture of %d × %d pixels is too small to be scored; take at least %d × %d"
                            .formatted(pixels.columns(), pixels.rows(), LEAST_SIDE, LEAST_SIDE));
        }
        return new SnapshotScore(pixels).score();
    }

    private Score score() {
        double[][] blocks = blocks();
        double[] sorted = Arrays.stream(blocks).flatMapToDouble(Arrays::stream).sorted().toArray();
        double ground = sorted[sorted.length / 2];
        double noise = noise();
        if (!(ground > LEAST_LIGHT * noise) || !(ground > 0)) {
            return new Score(0, "dark: more light or a longer exposure is needed");
        }
        double step = Math.max(UNEVEN * ground, NOISY * noise / BLOCK);
        if (edges(blocks, step) < Math.max(4, EMPTY_SHARE * sorted.length)) {
            return new Score(0, "empty: nothing stands out against the ground");
        }
        int few = Math.max(1, (int) (DARKEST * sorted.length));
        double dark = Arrays.stream(sorted, 0, few).average().orElse(ground);
        double contrast = Math.clamp((ground - dark) / ground, 0, 1);
        if (contrast == 0) {
            return new Score(0, "empty: nothing is darker than the ground");
        }
        double width = contrast * ground / Math.max(steepest(), Double.MIN_NORMAL);
        double presence = Math.min(1, contrast / FULL_CONTRAST);
        double sharpness = Math.min(1, Math.sqrt(SHARP_WIDTH / width));
        return new Score(
                100 * presence * sharpness,
                String.format(
                        Locale.ROOT,
                        "%s: edges %.0f pixels wide, contrast %.0f %%",
                        word(presence, width),
                        width,
                        100 * contrast));
    }

    private static String word(double presence, double width) {
        if (presence < 1) {
            return "faint";
        }
        return width > 4 * SHARP_WIDTH ? "blurred" : "sharp";
    }

    private double[][] blocks() {
        double[][] blocks = new double[rows / BLOCK][columns / BLOCK];
        for (int row = 0; row < blocks.length; row++) {
            for (int column = 0; column < blocks[row].length; column++) {
                double sum = 0;
                for (int i = 0; i < BLOCK * BLOCK; i++) {
                    sum += at(column * BLOCK + i % BLOCK, row * BLOCK + i / BLOCK);
                }
                blocks[row][column] = sum / (BLOCK * BLOCK);
            }
        }
        return blocks;
    }

    private double at(int column, int row) {
        double value = number.applyAsDouble(row * columns + column);
        return Double.isFinite(value) ? value : 0;
    }

    private static int edges(double[][] blocks, double step) {
        int edges = 0;
        for (int row = 0; row + 1 < blocks.length; row++) {
            for (int column = 0; column + 1 < blocks[row].length; column++) {
                double here = blocks[row][column];
                if (Math.abs(blocks[row][column + 1] - here) > step
                        || Math.abs(blocks[row + 1][column] - here) > step) {
                    edges++;
                }
            }
        }
        return edges;
    }

    /// Standard deviation of the noise: the mean of what is left by a mask that neither a level nor a
    /// slope passes.
    private double noise() {
        double sum = 0;
        for (int row = 1; row < rows - 1; row++) {
            for (int column = 1; column < columns - 1; column++) {
                double corners =
                        at(column - 1, row - 1)
                                + at(column + 1, row - 1)
                                + at(column - 1, row + 1)
                                + at(column + 1, row + 1);
                double sides =
                        at(column, row - 1)
                                + at(column - 1, row)
                                + at(column + 1, row)
                                + at(column, row + 1);
                sum += Math.abs(corners - 2 * sides + 4 * at(column, row));
            }
        }
        return Math.sqrt(Math.PI / 2) * sum / (6.0 * (columns - 2) * (rows - 2));
    }

    /// The gradient, in numbers a pixel, that a thousandth of the pixels exceed.
    private double steepest() {
        double[] gradients = new double[(rows - 2) * (columns - 2)];
        int count = 0;
        for (int row = 1; row < rows - 1; row++) {
            for (int column = 1; column < columns - 1; column++) {
                double falling = at(column + 1, row + 1) - at(column - 1, row - 1);
                double rising = at(column + 1, row - 1) - at(column - 1, row + 1);
                double across = falling + rising + 2 * (at(column + 1, row) - at(column - 1, row));
                double down = falling - rising + 2 * (at(column, row + 1) - at(column, row - 1));
                gradients[count++] = Math.hypot(across, down) / 8;
            }
        }
        Arrays.sort(gradients);
        return gradients[(int) (STEEPEST * (count - 1))];
    }
}
