package io.beamdesk.recipe;

import com.google.gson.JsonObject;
import io.beamdesk.device.Detector;
import io.beamdesk.plan.Autorock;
import io.beamdesk.plan.Devices;
import io.beamdesk.plan.Measurement;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.Rocking;
import io.beamdesk.plan.RockingCurve;
import io.beamdesk.recipe.StepScanRecipe.AxisRange;
import java.util.List;

/// A rocking curve: an axis is scanned, and left where a counter is highest.
///
/// @param name for people
/// @param axis what rocks, from where to where; at least five points
/// @param relative whether from and to are added to where the axis stands at the start
/// @param detector what measures at each point
/// @param counter column of the detector that is to be highest
/// @param exposure exposure of the detector in s, above 0
/// @param settle pause after the arrival in s, 0 or more
/// @param sample name of the sample, may be empty
/// @param notes kept in the product, may be empty
public record AutorockRecipe(
        String name,
        AxisRange axis,
        boolean relative,
        String detector,
        String counter,
        double exposure,
        double settle,
        String sample,
        String notes)
        implements Recipe {
    /// Name of the technique in a file.
    public static final String TECHNIQUE = "autorock";

    /// Version of the file that is written.
    public static final int VERSION = 1;

    /// Reads it.
    ///
    /// @throws RecipeException with everything that is wrong
    public static AutorockRecipe of(JsonObject json) {
        return Fields.read(
                json,
                fields -> {
                    fields.text("technique", "\"" + TECHNIQUE + "\"");
                    fields.whole("version", 1, VERSION);
                    return new AutorockRecipe(
                            fields.text("name", "a name for the recipe"),
                            fields.object(
                                    "axis",
                                    "an object with device, from, to and points",
                                    AutorockRecipe::range),
                            fields.flagOr("relative", true),
                            fields.text("detector", "the name of a detector"),
                            fields.text("counter", "the column of the detector to be highest"),
                            fields.time("exposure"),
                            fields.pause("settle"),
                            fields.textOr("sample", "", "a text"),
                            fields.textOr("notes", "", "a text"));
                });
    }

    /// A range with points enough for a peak.
    static AxisRange range(Fields fields) {
        AxisRange range = AxisRange.read(fields);
        if (fields.has("points") && range.points() < RockingCurve.LEAST) {
            fields.fault(
                    "points",
                    "is " + range.points() + "; a peak needs at least " + RockingCurve.LEAST,
                    RockingCurve.LEAST);
        }
        return range;
    }

    @Override
    public JsonObject toJson() {
        return RecipeFile.json(TECHNIQUE, VERSION, this);
    }

    @Override
    public Plan plan(Devices devices) {
        Detector measuring = devices.detector(detector);
        return new Autorock(
                new Rocking(devices.axis(axis.device()), axis.line(), relative, measuring, counter),
                new Measurement(
                        List.of(measuring),
                        List.of(),
                        Counting.seconds(exposure),
                        Counting.seconds(settle),
                        devices.beamShutter()));
    }
}
