package io.beamdesk.recipe;

import com.google.gson.JsonObject;
import io.beamdesk.plan.Devices;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.StepScan;
import io.beamdesk.plan.path.Positions;
import java.util.List;

/// A list scan: axes go to positions that are given one by one.
///
/// @param name for people
/// @param axes names of the axes, at least one
/// @param positions rows of the table, each with one coordinate for each axis in its units
/// @param relative whether positions are added to where an axis stands at the start
/// @param detectors what measures at each point; may be empty if something is read
/// @param read what is read at each point without measuring
/// @param exposure exposure of each detector in s, above 0
/// @param settle pause after the arrival in s, 0 or more
/// @param sample name of the sample, may be empty
/// @param notes kept in the product, may be empty
public record ListScanRecipe(
        String name,
        List<String> axes,
        List<List<Double>> positions,
        boolean relative,
        List<String> detectors,
        List<String> read,
        double exposure,
        double settle,
        String sample,
        String notes)
        implements Recipe {
    /// Name of the technique in a file.
    public static final String TECHNIQUE = "list-scan";

    /// Version of the file that is written.
    public static final int VERSION = 1;

    /// Most rows of the table.
    public static final int MAX_ROWS = 100_000;

    /// Copies the lists.
    public ListScanRecipe {
        axes = List.copyOf(axes);
        positions = positions.stream().map(List::copyOf).toList();
        detectors = List.copyOf(detectors);
        read = List.copyOf(read);
    }

    /// Reads it.
    ///
    /// @throws RecipeException with everything that is wrong
    public static ListScanRecipe of(JsonObject json) {
        return Fields.read(
                json,
                fields -> {
                    fields.text("technique", "\"" + TECHNIQUE + "\"");
                    fields.whole("version", 1, VERSION);
                    String name = fields.text("name", "a name for the recipe");
                    List<String> axes = fields.names("axes", "a list of axes");
                    if (axes.isEmpty() || axes.size() > StepScanRecipe.MAX_AXES) {
                        fields.fault(
                                "axes",
                                "names "
                                        + axes.size()
                                        + " axes; name 1 to "
                                        + StepScanRecipe.MAX_AXES);
                    }
                    List<List<Double>> positions = fields.rows("positions", axes.size(), MAX_ROWS);
                    Counting counting = Counting.read(fields);
                    return new ListScanRecipe(
                            name,
                            axes,
                            positions,
                            fields.flagOr("relative", false),
                            counting.detectors(),
                            counting.read(),
                            counting.exposure(),
                            counting.settle(),
                            fields.textOr("sample", "", "a text"),
                            fields.textOr("notes", "", "a text"));
                });
    }

    @Override
    public JsonObject toJson() {
        return RecipeFile.json(TECHNIQUE, VERSION, this);
    }

    @Override
    public Plan plan(Devices devices) {
        return new StepScan(
                "list_scan",
                axes.stream().map(devices::axis).toList(),
                new Positions(positions),
                relative,
                new Counting(detectors, read, exposure, settle).measurement(devices));
    }
}
