package io.beamdesk.recipe;

import com.google.gson.JsonObject;
import io.beamdesk.plan.Devices;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.StepScan;
import io.beamdesk.plan.path.Grid;
import io.beamdesk.plan.path.Line;
import java.util.List;

/// A step scan: axes over evenly spaced points, every combination of them measured.
///
/// @param name for people
/// @param axes what moves, from where to where, outermost first; at least one
/// @param relative whether from and to are added to where an axis stands at the start
/// @param snaked whether every second run of an inner axis goes backwards; false for a single axis
/// @param detectors what measures at each point; may be empty if something is read
/// @param read what is read at each point without measuring
/// @param exposure exposure of each detector in s, above 0
/// @param settle pause after the arrival in s, 0 or more
/// @param sample name of the sample, may be empty
/// @param notes kept in the product, may be empty
public record StepScanRecipe(
        String name,
        List<AxisRange> axes,
        boolean relative,
        boolean snaked,
        List<String> detectors,
        List<String> read,
        double exposure,
        double settle,
        String sample,
        String notes)
        implements Recipe {
    /// Name of the technique in a file.
    public static final String TECHNIQUE = "step-scan";

    /// Version of the file that is written. Version 1 had a single `axis`; it is read as a list of one.
    public static final int VERSION = 2;

    /// Most axes of a scan.
    public static final int MAX_AXES = 8;

    /// Most points of a scan.
    public static final int MAX_POINTS = 1_000_000;

    /// An axis and its points, both ends included.
    ///
    /// @param device name of the axis
    /// @param from first point in the axis' units
    /// @param to last point in the axis' units
    /// @param points number of points, 1 to a million
    public record AxisRange(String device, double from, double to, int points)
            implements MapRecipe.Side {
        static AxisRange read(Fields fields) {
            AxisRange range =
                    new AxisRange(
                            fields.text("device", "the name of an axis"),
                            fields.number("from", "a position in the axis' units"),
                            fields.number("to", "a position in the axis' units"),
                            fields.whole("points", 1, MAX_POINTS));
            if (range.points > 1 && range.from == range.to) {
                fields.fault("to", "is the same as from; give another position, or a single point");
            }
            return range;
        }

        @Override
        public Line line() {
            return new Line(from, to, Math.max(1, points));
        }

        /// Distance between two points in the axis' units, with its sign; 0 for a single point.
        public double step() {
            return points > 1 ? (to - from) / (points - 1) : 0;
        }
    }

    /// Copies the lists.
    public StepScanRecipe {
        axes = List.copyOf(axes);
        // A single axis has no rows to turn round.
        snaked = snaked && axes.size() > 1;
        detectors = List.copyOf(detectors);
        read = List.copyOf(read);
    }

    /// Reads it.
    ///
    /// @throws RecipeException with everything that is wrong
    public static StepScanRecipe of(JsonObject json) {
        return Fields.read(
                json,
                fields -> {
                    fields.text("technique", "\"" + TECHNIQUE + "\"");
                    boolean first = fields.whole("version", 1, VERSION) == 1;
                    String name = fields.text("name", "a name for the recipe");
                    List<AxisRange> axes = first ? List.of(axis(fields)) : axes(fields);
                    Counting counting = Counting.read(fields);
                    return new StepScanRecipe(
                            name,
                            axes,
                            fields.flagOr("relative", false),
                            !first && fields.flagOr("snaked", false),
                            counting.detectors(),
                            counting.read(),
                            counting.exposure(),
                            counting.settle(),
                            fields.textOr("sample", "", "a text"),
                            fields.textOr("notes", "", "a text"));
                });
    }

    private static AxisRange axis(Fields fields) {
        return fields.object("axis", "an object with device, from, to and points", AxisRange::read);
    }

    private static List<AxisRange> axes(Fields fields) {
        List<AxisRange> axes = fields.objects("axes", 1, MAX_AXES, AxisRange::read);
        Counting.checkGrid(
                fields,
                axes.stream().map(AxisRange::device).toList(),
                axes.stream().map(AxisRange::line).toList());
        return axes;
    }

    @Override
    public JsonObject toJson() {
        return RecipeFile.json(TECHNIQUE, VERSION, this);
    }

    @Override
    public Plan plan(Devices devices) {
        return new StepScan(
                axes.size() == 1 ? "step_scan" : "grid_scan",
                axes.stream().map(axis -> devices.axis(axis.device)).toList(),
                new Grid(axes.stream().map(AxisRange::line).toList(), snaked),
                relative,
                new Counting(detectors, read, exposure, settle).measurement(devices));
    }
}
