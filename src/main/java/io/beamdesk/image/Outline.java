package io.beamdesk.image;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.IntToDoubleFunction;

/// The outline of what a pin carries into a picture against a bright ground, line by line across the
/// pin. Places are in pixels of the frame.
///
/// The frame is averaged in blocks. A block belongs to it if it is darker than the ground by more than
/// the noise, and is joined to the largest such patch that comes in from an edge.
final class Outline {
    /// What a picture comes to.
    sealed interface Look permits Seen, Blank {}

    /// A pin with what is on it.
    ///
    /// @param outline of it
    record Seen(Outline outline) implements Look {}

    /// Nothing that could be one.
    ///
    /// @param why as a clause: `nothing stands out against the ground`
    record Blank(String why) implements Look {}

    private static final int BLOCKS = 256;
    private static final int LEAST_SIDE = 32;
    private static final double DARKER = 0.08;
    private static final double NOISY = 6;
    private static final double LEAST_LIGHT = 15;
    private static final double LEAST_SHARE = 4e-4;
    private static final double OTHER = 0.25;

    private final int block;
    private final int lines;
    private final int across;
    private final boolean fromEnd;
    private final double[] low;
    private final double[] high;

    private Outline(
            int block, int lines, int across, boolean fromEnd, double[] low, double[] high) {
        this.block = block;
        this.lines = lines;
        this.across = across;
        this.fromEnd = fromEnd;
        this.low = low;
        this.high = high;
    }

    /// Looks for it.
    ///
    /// @param upright whether the pin stands upright in the frame, else it lies across it
    static Look of(Pixels pixels, boolean upright) {
        int side = Math.min(pixels.columns(), pixels.rows());
        if (side < LEAST_SIDE) {
            return new Blank("the picture is too small");
        }
        int block = Math.max(1, (side + BLOCKS - 1) / BLOCKS);
        double[][] blocks = blocks(pixels, upright, block);
        int lines = blocks.length;
        int across = blocks[0].length;
        Ground ground = Ground.of(blocks);
        double light = ground.at(across / 2, lines / 2, across, lines);
        if (!(light > LEAST_LIGHT * ground.noise()) || !(light > 0)) {
            return new Blank("the picture is dark");
        }
        if (!ground.isThere()) {
            return new Blank("there is no even bright ground");
        }
        double[] dark = new double[lines * across];
        double step = Math.max(DARKER, NOISY * ground.noise() / light);
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < across; i++) {
                double bright = Math.max(ground.at(i, line, across, lines), 1e-9);
                dark[line * across + i] = 1 - blocks[line][i] / bright - step;
            }
        }
        return patch(dark, lines, across, block);
    }

    private static double[][] blocks(Pixels pixels, boolean upright, int block) {
        IntToDoubleFunction number = Statistics.numbers(pixels);
        int columns = pixels.columns() / block;
        int rows = pixels.rows() / block;
        double[][] blocks = upright ? new double[rows][columns] : new double[columns][rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double sum = 0;
                for (int y = row * block; y < (row + 1) * block; y++) {
                    int at = y * pixels.columns() + column * block;
                    for (int x = 0; x < block; x++) {
                        double value = number.applyAsDouble(at + x);
                        sum += Double.isFinite(value) ? value : 0;
                    }
                }
                double mean = sum / (block * block);
                if (upright) {
                    blocks[row][column] = mean;
                } else {
                    blocks[column][row] = mean;
                }
            }
        }
        return blocks;
    }

    private static Look patch(double[] dark, int lines, int across, int block) {
        int[] label = new int[dark.length];
        int[] sizes = new int[2];
        int patches = 0;
        for (int start = 0; start < dark.length; start++) {
            if (dark[start] > 0 && label[start] == 0) {
                patches++;
                if (patches == sizes.length) {
                    sizes = Arrays.copyOf(sizes, 2 * patches);
                }
                sizes[patches] = fill(dark, label, start, patches, lines, across);
            }
        }
        int largest = 0;
        int second = 0;
        for (int i = 1; i <= patches; i++) {
            if (largest == 0 || sizes[i] > sizes[largest]) {
                second = largest;
                largest = i;
            } else if (second == 0 || sizes[i] > sizes[second]) {
                second = i;
            }
        }
        if (largest == 0 || sizes[largest] < LEAST_SHARE * dark.length) {
            return new Blank("nothing stands out against the ground");
        }
        if (second > 0 && sizes[second] > OTHER * sizes[largest]) {
            return new Blank("two things stand out against the ground");
        }
        return outline(dark, label, largest, lines, across, block);
    }

    private static int fill(
            double[] dark, int[] label, int start, int patch, int lines, int across) {
        Deque<Integer> open = new ArrayDeque<>();
        open.add(start);
        label[start] = patch;
        int size = 0;
        while (!open.isEmpty()) {
            int at = open.poll();
            size++;
            int line = at / across;
            int i = at % across;
            for (int dl = -1; dl <= 1; dl++) {
                for (int di = -1; di <= 1; di++) {
                    int l = line + dl;
                    int j = i + di;
                    int next = l * across + j;
                    if (l >= 0
                            && l < lines
                            && j >= 0
                            && j < across
                            && label[next] == 0
                            && dark[next] > 0) {
                        label[next] = patch;
                        open.add(next);
                    }
                }
            }
        }
        return size;
    }

    private static Look outline(
            double[] dark, int[] label, int patch, int lines, int across, int block) {
        double[] low = new double[lines];
        double[] high = new double[lines];
        Arrays.fill(low, Double.NaN);
        Arrays.fill(high, Double.NaN);
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < across; i++) {
                if (label[line * across + i] == patch) {
                    if (Double.isNaN(low[line])) {
                        low[line] = edge(dark, line * across, i, -1, across);
                    }
                    high[line] = edge(dark, line * across, i, 1, across) + 1;
                }
            }
        }
        boolean first = !Double.isNaN(low[0]);
        boolean last = !Double.isNaN(low[lines - 1]);
        if (first && last) {
            return new Blank("what stands out goes through the picture from edge to edge");
        }
        if (!first && !last) {
            return new Blank("what stands out hangs on no pin");
        }
        return new Seen(new Outline(block, lines, across, last, low, high));
    }

    /// Where the darkness crosses the step, between the last block of the patch and the one beside it.
    private static double edge(double[] dark, int start, int i, int direction, int across) {
        int beside = i + direction;
        if (beside < 0 || beside >= across) {
            return i;
        }
        double inside = dark[start + i];
        double outside = dark[start + beside];
        double part = outside < 0 ? inside / (inside - outside) : 0.5;
        return i + direction * (part - 0.5);
    }

    /// Number of lines; line 0 is the farthest from where the pin comes in.
    int lines() {
        return lines;
    }

    /// Whether the pin comes in from the lower, or the right edge.
    boolean fromEnd() {
        return fromEnd;
    }

    private int index(int line) {
        return fromEnd ? line : lines - 1 - line;
    }

    /// Whether there is something in a line.
    boolean has(int line) {
        return !Double.isNaN(low[index(line)]);
    }

    /// The first line with something in it: the tip.
    int tip() {
        int line = 0;
        while (!has(line)) {
            line++;
        }
        return line;
    }

    /// How wide it is in a line, in pixels.
    double width(int line) {
        return has(line) ? (high[index(line)] - low[index(line)]) * block : 0;
    }

    /// The middle of it in a line, in pixels.
    double middle(int line) {
        return (low[index(line)] + high[index(line)]) / 2 * block;
    }

    /// Whether an edge of the frame cuts it in a line.
    boolean isCut(int line) {
        return has(line) && (low[index(line)] <= 0.5 || high[index(line)] >= across - 0.5);
    }

    /// The middle of a line along the pin, in pixels; lines need not be whole.
    double along(double line) {
        return ((fromEnd ? line : lines - 1 - line) + 0.5) * block;
    }

    /// Height of a line in pixels.
    int block() {
        return block;
    }
}
