package io.beamdesk.recipe;

import com.google.gson.JsonObject;
import io.beamdesk.plan.Devices;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.StepScan;
import io.beamdesk.plan.path.Grid;
import io.beamdesk.plan.path.Line;
import io.beamdesk.recipe.StepScanRecipe.AxisRange;
import java.util.List;

/// A raster map: a rectangle of two axes, row by row.
///
/// @param name for people
/// @param axes exactly two: the one from row to row, then the one along a row
/// @param relative whether positions are added to where an axis stands at the start
/// @param snaked whether every second row goes backwards
/// @param detectors what measures at each point; may be empty if something is read
/// @param read what is read at each point without measuring
/// @param exposure exposure of each detector in s, above 0
/// @param settle pause after the arrival in s, 0 or more
/// @param sample name of the sample, may be empty
/// @param notes kept in the product, may be empty
public record MapRecipe(
        String name,
        List<Side> axes,
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
    public static final String TECHNIQUE = "map";

    /// Version of the file that is written.
    public static final int VERSION = 1;

    /// A side of the rectangle: an axis and its positions.
    public sealed interface Side permits AxisRange, Extent {
        /// Name of the axis.
        String device();

        /// Its positions.
        Line line();
    }

    /// A side given by its middle. Its positions are a step apart, lie evenly about the centre, and
    /// none is outside the size.
    ///
    /// @param device name of the axis
    /// @param centre middle in the axis' units
    /// @param size length in the axis' units, above 0
    /// @param step distance between two positions, above 0 and not above the size
    public record Extent(String device, double centre, double size, double step) implements Side {
        private static Extent read(Fields fields) {
            Extent extent =
                    new Extent(
                            fields.text("device", "the name of an axis"),
                            fields.number("centre", "a position in the axis' units"),
                            fields.number("size", "a length in the axis' units"),
                            fields.number("step", "a length in the axis' units"));
            if (fields.has("size") && !(extent.size > 0)) {
                fields.fault("size", "is " + extent.size + "; give a length above 0");
            } else if (fields.has("step") && !(extent.step > 0 && extent.step <= extent.size)) {
                String wrong = "is " + extent.step + "; give a length above 0, at most the size";
                if (extent.step > 0) {
                    fields.fault("step", wrong, extent.size);
                } else {
                    fields.fault("step", wrong);
                }
            } else if (extent.size / extent.step >= StepScanRecipe.MAX_POINTS) {
                fields.fault(
                        "step",
                        "makes "
                                + Math.round(extent.size / extent.step)
                                + " points; give a longer one");
            }
            return extent;
        }

        @Override
        public Line line() {
            // A billionth, for sizes such as 0.6 / 0.2 that miss a whole number by a rounding.
            double fitting = Math.floor(size / step * (1 + 1e-9));
            double steps = Math.clamp(fitting, 0, StepScanRecipe.MAX_POINTS);
            double half = steps * step / 2;
            return new Line(centre - half, centre + half, (int) steps + 1);
        }
    }

    /// Copies the lists.
    public MapRecipe {
        axes = List.copyOf(axes);
        detectors = List.copyOf(detectors);
        read = List.copyOf(read);
    }

    /// Reads it.
    ///
    /// @throws RecipeException with everything that is wrong
    public static MapRecipe of(JsonObject json) {
        return Fields.read(
                json,
                fields -> {
                    fields.text("technique", "\"" + TECHNIQUE + "\"");
                    fields.whole("version", 1, VERSION);
                    String name = fields.text("name", "a name for the recipe");
                    List<Side> axes = fields.objects("axes", 2, 2, MapRecipe::side);
                    Counting.checkGrid(
                            fields,
                            axes.stream().map(Side::device).toList(),
                            axes.stream().map(Side::line).toList());
                    Counting counting = Counting.read(fields);
                    return new MapRecipe(
                            name,
                            axes,
                            fields.flagOr("relative", false),
                            fields.flagOr("snaked", true),
                            counting.detectors(),
                            counting.read(),
                            counting.exposure(),
                            counting.settle(),
                            fields.textOr("sample", "", "a text"),
                            fields.textOr("notes", "", "a text"));
                });
    }

    private static Side side(Fields fields) {
        return fields.has("centre") || fields.has("size") || fields.has("step")
                ? Extent.read(fields)
                : AxisRange.read(fields);
    }

    @Override
    public JsonObject toJson() {
        return RecipeFile.json(TECHNIQUE, VERSION, this);
    }

    @Override
    public Plan plan(Devices devices) {
        return new StepScan(
                "map",
                axes.stream().map(axis -> devices.axis(axis.device())).toList(),
                new Grid(axes.stream().map(Side::line).toList(), snaked),
                relative,
                new Counting(detectors, read, exposure, settle).measurement(devices));
    }
}
