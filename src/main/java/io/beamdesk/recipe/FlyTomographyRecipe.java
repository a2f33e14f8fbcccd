package io.beamdesk.recipe;

import com.google.gson.JsonObject;
import io.beamdesk.device.Axis;
import io.beamdesk.device.Detector;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.SeriesCamera;
import io.beamdesk.device.VelocityAxis;
import io.beamdesk.plan.Devices;
import io.beamdesk.plan.FlyTomographyScan;
import io.beamdesk.plan.Plan;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Continuous tomography: in each tile darks, flats, projections while the rotation turns at a
/// constant velocity, flats, darks.
///
/// @param tomography what every tomography has; its acquire period is the time between the starts of
///     two frames, null where it follows from the velocity. Its angles are those in the middle of the
///     exposures
/// @param velocity of the rotation in degrees per second, above 0; null where it follows from the
///     acquire period. Exactly one of both is given
/// @param maxBlur most that the sample may turn in an exposure, as a part of the step; above 0, up to 1
/// @param notes kept in the product, may be empty
public record FlyTomographyRecipe(
        TomographyFields tomography, @Nullable Double velocity, double maxBlur, String notes)
        implements Recipe {
    /// Name of the technique in a file.
    public static final String TECHNIQUE = "fly-tomography";

    /// Version of the file that is written.
    public static final int VERSION = 1;

    /// Reads it.
    ///
    /// @throws RecipeException with everything that is wrong
    public static FlyTomographyRecipe of(JsonObject json) {
        return Fields.read(json, FlyTomographyRecipe::read);
    }

    private static FlyTomographyRecipe read(Fields fields) {
        fields.text("technique", "\"" + TECHNIQUE + "\"");
        fields.whole("version", 1, VERSION);
        FlyTomographyRecipe recipe =
                new FlyTomographyRecipe(
                        TomographyFields.read(fields),
                        fields.has("velocity")
                                ? fields.above0("velocity", "degrees per second")
                                : null,
                        fields.has("max_blur") ? part(fields, "max_blur") : 1,
                        fields.textOr("notes", "", "a text"));
        boolean paced = recipe.tomography.acquirePeriod() != null;
        if (paced == (recipe.velocity != null)) {
            if (paced) {
                fields.fault(
                        "velocity",
                        "is given beside the acquire_period; the one follows from the other,"
                                + " give only one of them",
                        null);
            } else {
                fields.fault("acquire_period", "is missing; give it or the velocity");
            }
        } else if (fields.sound()) {
            recipe.tomography.check(fields);
            recipe.checkPass(fields);
        }
        return recipe;
    }

    private static double part(Fields fields, String field) {
        double part = fields.above0(field, "a part of the step");
        if (part > 1) {
            fields.fault(field, "is " + part + "; give a part of the step, above 0 and up to 1", 1);
        }
        return part;
    }

    /// The sample turns by the exposure's part of the period times the step.
    private void checkPass(Fields fields) {
        double exposure = tomography.exposure();
        double period = period();
        double blur = exposure / period;
        if (velocity != null && blur > 1) {
            fields.fault(
                    "velocity",
                    "is %s deg/s, so that frames are %s s apart, less than the exposure; give at most %s"
                            .formatted(velocity, period, step() / exposure),
                    step() / exposure);
        } else if (blur > maxBlur && blur <= 1) {
            fields.fault(
                    "exposure",
                    "is %s s of a period of %s s: the sample turns by %s of a step in it, more than the max_blur of %s; give at most %s s"
                            .formatted(exposure, period, blur, maxBlur, maxBlur * period),
                    maxBlur * period);
        }
    }

    private double step() {
        return Math.abs(tomography.rotation().step());
    }

    /// Time between the starts of two frames in s.
    public double period() {
        Double period = tomography.acquirePeriod();
        return period != null
                ? period
                : step() / Objects.requireNonNull(velocity, "one of both is given");
    }

    @Override
    public String name() {
        return tomography.name();
    }

    @Override
    public String sample() {
        return tomography.sample();
    }

    @Override
    public JsonObject toJson() {
        JsonObject json = RecipeFile.json(TECHNIQUE, VERSION, tomography);
        if (velocity != null) {
            json.addProperty("velocity", velocity);
        }
        json.addProperty("max_blur", maxBlur);
        json.addProperty("notes", notes);
        return json;
    }

    @Override
    public Plan plan(Devices devices) {
        Axis axis = devices.axis(tomography.rotation().device());
        Detector camera = devices.detector(tomography.detector());
        if (!(axis instanceof VelocityAxis turning)) {
            throw new DeviceException(
                    axis.name(),
                    axis.name()
                            + " cannot turn at a constant velocity; name a motor as the rotation"
                            + " axis, or measure step by step");
        }
        if (!(camera instanceof SeriesCamera taking)) {
            throw new DeviceException(
                    camera.name(),
                    camera.name()
                            + " takes no series of frames; name a camera as the recipe's detector");
        }
        Duration period = Counting.seconds(period());
        return new FlyTomographyScan(
                tomography.setup(devices, Optional.empty(), Optional.of(period)),
                turning,
                taking,
                period);
    }
}
