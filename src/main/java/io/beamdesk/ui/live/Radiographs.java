package io.beamdesk.ui.live;

import io.beamdesk.document.Event;
import io.beamdesk.document.Frame;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStart;
import io.beamdesk.plan.ImageKey;
import io.beamdesk.ui.plot.PlotModel;
import io.beamdesk.ui.plot.Raster;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The frames of a tomography: the latest projection divided by the flat field, and one line of every
/// projection, which together make a sinogram.
///
/// Of the frames it keeps the mean dark, the mean flat and the latest projection; of every other
/// projection one line, of at most [#WIDEST] values. Absorption is −ln((frame − dark) / (flat − dark)).
/// Any thread.
final class Radiographs {
    /// What the flat field was made of when a picture was.
    ///
    /// @param flats number of flats
    /// @param darks number of darks
    record Field(int flats, int darks) {
        boolean isComplete() {
            return flats > 0 && darks > 0;
        }

        String words() {
            return isComplete()
                    ? "Absorption, from " + flats + " flats and " + darks + " darks"
                    : "Raw counts: "
                            + (flats == 0 ? "no flats" : flats + " flats")
                            + " and "
                            + (darks == 0 ? "no darks" : darks + " darks")
                            + " yet";
        }
    }

    /// A line of a projection.
    ///
    /// @param angle of the rotation, in degrees
    /// @param values absorption or counts
    private record Line(double angle, double[] values) {}

    /// A projection to be shown.
    ///
    /// @param frame its pixels
    /// @param field what was divided out
    /// @param angle of the rotation, in degrees
    record Projection(Frame frame, Field field, double angle) {}

    private static final int WIDEST = 1024;
    private static final int TALLEST = 2048;
    private static final double LEAST_SHARE = 1e-3;

    private final String angleColumn;
    private final double start;
    private final double range;
    private final double step;
    private final int projections;
    private final Queue<Line> lines = new ArrayDeque<>();
    private @Nullable Frame pending;
    private int pendingNumber;
    private double[] dark = {};
    private double[] flat = {};
    private int darks;
    private int flats;
    private int row = -1;
    private int columns;
    private int rows;
    private double lastAngle;
    private @Nullable Raster sinogram;

    private Radiographs(String angleColumn, double start, double range, double step, int count) {
        this.angleColumn = angleColumn;
        this.start = start;
        this.range = range;
        this.step = step;
        this.projections = count;
        lastAngle = start;
    }

    /// What the run's frames are, empty if it is no tomography.
    static Optional<Radiographs> of(RunStart run) {
        return "NXtomo".equals(run.metadata().get("definition"))
                        && run.metadata().get("definition_fields") instanceof Map<?, ?> fields
                        && fields.get("rotation_angle") instanceof String angle
                        && run.metadata().get("plan_args") instanceof Map<?, ?> arguments
                        && arguments.get("start") instanceof Number start
                        && arguments.get("range") instanceof Number range
                        && arguments.get("step") instanceof Number step
                        && arguments.get("projections") instanceof Number count
                ? Optional.of(
                        new Radiographs(
                                angle,
                                start.doubleValue(),
                                range.doubleValue(),
                                step.doubleValue(),
                                count.intValue()))
                : Optional.empty();
    }

    /// Takes a frame; what it is its row will say.
    synchronized void accept(Frame frame, int number) {
        pending = frame;
        pendingNumber = number;
    }

    /// Takes the row that belongs to the frame before it.
    ///
    /// @return the projection, if it was one
    synchronized Optional<Projection> accept(Event event) {
        Frame frame = pending;
        if (frame == null
                || pendingNumber != event.seqNum()
                || !(value(event, ImageKey.COLUMN) instanceof Number key)) {
            return Optional.empty();
        }
        pending = null;
        if (key.longValue() == ImageKey.DARK.number()) {
            dark = mean(dark, darks++, frame);
        } else if (key.longValue() == ImageKey.FLAT.number()) {
            flat = mean(flat, flats++, frame);
        } else if (value(event, angleColumn) instanceof Number angle) {
            rows = frame.rows();
            columns = frame.columns();
            row = row < 0 || row >= rows ? rows / 2 : row;
            lines.add(new Line(angle.doubleValue(), line(frame)));
            return Optional.of(new Projection(frame, new Field(flats, darks), angle.doubleValue()));
        }
        return Optional.empty();
    }

    private static @Nullable Object value(Event event, String column) {
        Reading reading = event.data().get(column);
        return reading == null ? null : reading.value();
    }

    private static double[] mean(double[] before, int count, Frame frame) {
        var pixel = RunFrame.pixels(frame).reader();
        int size = frame.rows() * frame.columns();
        double[] mean = before.length == size ? before : new double[size];
        for (int i = 0; i < size; i++) {
            mean[i] += (pixel.applyAsDouble(i) - mean[i]) / (count + 1);
        }
        return mean;
    }

    private double[] line(Frame frame) {
        var pixel = RunFrame.pixels(frame).reader();
        int width = Math.min(columns, WIDEST);
        double[] line = new double[width];
        int[] count = new int[width];
        for (int i = 0; i < columns; i++) {
            int at = (int) ((long) i * width / columns);
            line[at] += corrected(pixel.applyAsDouble(row * columns + i), row * columns + i);
            count[at]++;
        }
        for (int i = 0; i < width; i++) {
            line[i] /= count[i];
        }
        return line;
    }

    /// Counts without a flat field; absorption with one.
    private double corrected(double counts, int pixel) {
        if (darks == 0 || flats == 0 || dark.length != flat.length || pixel >= flat.length) {
            return counts;
        }
        double beam = flat[pixel] - dark[pixel];
        double share = beam > 0 ? (counts - dark[pixel]) / beam : 1;
        return -Math.log(Math.max(share, LEAST_SHARE));
    }

    /// The projection with the flat field divided out, as it is if there is none yet.
    synchronized Frame corrected(Frame frame) {
        if (darks == 0 || flats == 0) {
            return frame;
        }
        var pixel = RunFrame.pixels(frame).reader();
        float[] pixels = new float[frame.rows() * frame.columns()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) corrected(pixel.applyAsDouble(i), i);
        }
        return new Frame(
                frame.uniqueId(), frame.timestamp(), "<f4", frame.rows(), frame.columns(), pixels);
    }

    /// Number of rows of a frame, 0 before the first projection.
    synchronized int rows() {
        return rows;
    }

    /// The row of the sinogram, -1 before the first projection.
    synchronized int row() {
        return row;
    }

    /// Takes the sinogram from another row; what was measured before is not kept, so it begins anew.
    synchronized void setRow(int chosen) {
        int wanted = Math.clamp(chosen, 0, Math.max(0, rows - 1));
        if (wanted != row) {
            row = wanted;
            lines.clear();
            sinogram = null;
        }
    }

    /// The sinogram with all lines so far, empty before the first. A new one where a tile or another
    /// row begins.
    synchronized Optional<Raster> sinogram() {
        for (Line line = lines.poll(); line != null; line = lines.poll()) {
            // The rotation goes back to the start for the next tile.
            boolean back = (line.angle() - lastAngle) * Math.signum(step) < -Math.abs(range) / 2;
            lastAngle = line.angle();
            Raster filled = sinogram;
            if (filled == null || back || filled.x().count() != line.values().length) {
                filled = raster(line.values().length);
                sinogram = filled;
            }
            int at = filled.y().index(line.angle());
            if (at >= 0 && at < filled.y().count()) {
                for (int i = 0; i < line.values().length; i++) {
                    filled.set(i, at, line.values()[i]);
                }
            }
        }
        return Optional.ofNullable(sinogram);
    }

    private Raster raster(int width) {
        return new Raster(
                new Raster.Side(
                        new PlotModel.Axis("column", "px", 0),
                        columns / (2.0 * width) - 0.5,
                        columns - 0.5 - columns / (2.0 * width),
                        width),
                new Raster.Side(
                        new PlotModel.Axis("angle", "°", 3),
                        start,
                        start + (projections - 1) * step,
                        Math.min(projections, TALLEST)));
    }
}
