package io.beamdesk.recipe;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.beamdesk.plan.Devices;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.StepScan;
import java.time.Duration;
import java.util.List;

/// A step scan: one axis over evenly spaced points, measured at each.
///
/// @param name for people
/// @param axis what moves, from where to where
/// @param relative whether from and to are added to where the axis stands at the start
/// @param detectors what measures at each point; may be empty if something is read
/// @param read what is read at each point without measuring
/// @param exposure exposure of each detector in s, above 0
/// @param settle pause after the arrival in s, 0 or more
/// @param sample name of the sample, may be empty
/// @param notes kept in the product, may be empty
public record StepScanRecipe(
        String name,
        AxisRange axis,
        boolean relative,
        List<String> detectors,
        List<String> read,
        double exposure,
        double settle,
        String sample,
        String notes)
        implements Recipe {
    /// Name of the technique in a file.
    public static final String TECHNIQUE = "step-scan";

    /// Version of the file that is written; older ones are migrated when there are any.
    public static final int VERSION = 1;

    /// Most points of a scan.
    public static final int MAX_POINTS = 1_000_000;

    private static final double DAY = 86_400;
    private static final Gson GSON = new Gson();

    /// An axis and its points, both ends included.
    ///
    /// @param device name of the axis
    /// @param from first point in the axis' units
    /// @param to last point in the axis' units
    /// @param points number of points, 1 to a million
    public record AxisRange(String device, double from, double to, int points) {
        /// Distance between two points in the axis' units, with its sign; 0 for a single point.
        public double step() {
            return points > 1 ? (to - from) / (points - 1) : 0;
        }
    }

    /// Copies the lists.
    public StepScanRecipe {
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
                    fields.whole("version", 1, VERSION);
                    StepScanRecipe recipe =
                            new StepScanRecipe(
                                    fields.text("name", "a name for the recipe"),
                                    fields.object(
                                            "axis",
                                            "an object with device, from, to and points",
                                            StepScanRecipe::range),
                                    fields.flagOr("relative", false),
                                    fields.names("detectors", "a list of detectors"),
                                    fields.names("read", "a list of device names"),
                                    fields.number("exposure", "a time in seconds"),
                                    fields.numberOr("settle", 0, "a time in seconds"),
                                    fields.textOr("sample", "", "a text"),
                                    fields.textOr("notes", "", "a text"));
                    if (recipe.detectors.isEmpty() && recipe.read.isEmpty()) {
                        fields.fault(
                                "detectors",
                                "is missing, and so is read; name at least one detector, or one device to read");
                    }
                    if (json.has("exposure") && !(recipe.exposure > 0 && recipe.exposure <= DAY)) {
                        fields.fault(
                                "exposure",
                                "is "
                                        + json.get("exposure")
                                        + " s; give a time above 0 and up to a day");
                    }
                    if (!(recipe.settle >= 0 && recipe.settle <= DAY)) {
                        fields.fault(
                                "settle",
                                "is " + json.get("settle") + " s; give a time from 0 up to a day");
                    }
                    return recipe;
                });
    }

    private static AxisRange range(Fields fields) {
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
    public JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("technique", TECHNIQUE);
        json.addProperty("version", VERSION);
        JsonObject rest = GSON.toJsonTree(this).getAsJsonObject();
        rest.entrySet().forEach(field -> json.add(field.getKey(), field.getValue()));
        return json;
    }

    @Override
    public Plan plan(Devices devices) {
        return new StepScan(
                devices.axis(axis.device),
                StepScan.evenly(axis.from, axis.to, axis.points),
                relative,
                detectors.stream().map(devices::detector).toList(),
                read.stream().map(devices::readable).toList(),
                seconds(exposure),
                seconds(settle),
                devices.beamShutter());
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
