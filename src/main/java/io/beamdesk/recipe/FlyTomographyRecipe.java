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
import io.beamdesk.recipe.TomographyFields.Darks;
import io.beamdesk.recipe.TomographyFields.Flats;
import io.beamdesk.recipe.TomographyFields.Place;
import io.beamdesk.recipe.TomographyFields.Rotation;
import io.beamdesk.recipe.TomographyFields.Tiles;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Continuous tomography: in each tile darks, flats, projections while the rotation turns at a
/// constant velocity, flats, darks.
///
/// @param name for people
/// @param sample name of the sample, never blank
/// @param description of the sample, may be empty
/// @param detector name of the camera
/// @param read what is read beside the frames without measuring
/// @param energy in eV, set before the run; null for as it is
/// @param detectorZ the detector's distance, set before the run; null for as it is
/// @param exposure of every frame in s, above 0
/// @param acquirePeriod time between the starts of two frames in s, not below the exposure; null where
///     it follows from the velocity
/// @param velocity of the rotation in degrees per second, above 0; null where it follows from the
///     acquire period. Exactly one of both is given
/// @param maxBlur most that the sample may turn in an exposure, as a part of the step; above 0, up to 1
/// @param settle pause after the arrival in s
/// @param rotation the angles in the middle of the exposures
/// @param flats null for none
/// @param darks how many
/// @param tiles null for one tile where the sample is
/// @param notes kept in the product, may be empty
public record FlyTomographyRecipe(
        String name,
        String sample,
        String description,
        String detector,
        List<String> read,
        @Nullable Double energy,
        @Nullable Place detectorZ,
        double exposure,
        @Nullable Double acquirePeriod,
        @Nullable Double velocity,
        double maxBlur,
        double settle,
        Rotation rotation,
        @Nullable Flats flats,
        Darks darks,
        @Nullable Tiles tiles,
        String notes)
        implements Recipe {
    /// Name of the technique in a file.
    public static final String TECHNIQUE = "fly-tomography";

    /// Version of the file that is written.
    public static final int VERSION = 1;

    /// Copies the list.
    public FlyTomographyRecipe {
        read = List.copyOf(read);
    }

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
                        fields.text("name", "a name for the recipe"),
                        fields.text("sample", "the name of the sample"),
                        fields.textOr("description", "", "a text"),
                        fields.text("detector", "the name of a camera"),
                        fields.names("read", "a list of device names"),
                        fields.has("energy") ? fields.above0("energy", "an energy in eV") : null,
                        fields.has("detector_z")
                                ? fields.object(
                                        "detector_z",
                                        "an object with device and position",
                                        Place::read)
                                : null,
                        fields.time("exposure"),
                        fields.has("acquire_period") ? fields.time("acquire_period") : null,
                        fields.has("velocity")
                                ? fields.above0("velocity", "degrees per second")
                                : null,
                        fields.has("max_blur") ? part(fields, "max_blur") : 1,
                        fields.pause("settle"),
                        fields.object(
                                "rotation",
                                "an object with device, range and projections",
                                Rotation::read),
                        fields.has("flats")
                                ? fields.object(
                                        "flats", "an object with device and out", Flats::read)
                                : null,
                        fields.has("darks")
                                ? fields.object(
                                        "darks", "an object with before and after", Darks::read)
                                : Darks.NONE,
                        fields.has("tiles")
                                ? fields.object(
                                        "tiles", "an object with device and positions", Tiles::read)
                                : null,
                        fields.textOr("notes", "", "a text"));
        if ((recipe.acquirePeriod == null) == (recipe.velocity == null)) {
            fields.fault(
                    recipe.velocity == null ? "acquire_period" : "velocity",
                    recipe.velocity == null
                            ? "is missing; give it or the velocity"
                            : "is given beside the acquire_period; the one follows from the other,"
                                    + " give only one of them");
        } else if (fields.sound()) {
            TomographyFields.check(
                    fields,
                    recipe.rotation,
                    recipe.flats,
                    recipe.tiles,
                    recipe.exposure,
                    recipe.acquirePeriod);
            recipe.checkPass(fields);
        }
        return recipe;
    }

    private static double part(Fields fields, String field) {
        double part = fields.above0(field, "a part of the step");
        if (part > 1) {
            fields.fault(field, "is " + part + "; give a part of the step, above 0 and up to 1");
        }
        return part;
    }

    /// The sample turns by the exposure's part of the period times the step.
    private void checkPass(Fields fields) {
        double period = period();
        double blur = exposure / period;
        if (velocity != null && blur > 1) {
            fields.fault(
                    "velocity",
                    "is %s deg/s, so that frames are %s s apart, less than the exposure; give at most %s"
                            .formatted(velocity, period, Math.abs(rotation.step()) / exposure));
        } else if (blur > maxBlur && blur <= 1) {
            fields.fault(
                    "exposure",
                    "is %s s of a period of %s s: the sample turns by %s of a step in it, more than the max_blur of %s; give at most %s s"
                            .formatted(exposure, period, blur, maxBlur, maxBlur * period));
        }
    }

    /// Time between the starts of two frames in s.
    public double period() {
        return acquirePeriod != null
                ? acquirePeriod
                : Math.abs(rotation.step())
                        / Objects.requireNonNull(velocity, "one of both is given");
    }

    @Override
    public JsonObject toJson() {
        return RecipeFile.json(TECHNIQUE, VERSION, this);
    }

    @Override
    public Plan plan(Devices devices) {
        Axis axis = devices.axis(rotation.device());
        Detector camera = devices.detector(detector);
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
        return new FlyTomographyScan(
                still().setup(devices), turning, taking, Counting.seconds(period()));
    }

    /// The same with the rotation at rest.
    private TomographyRecipe still() {
        return new TomographyRecipe(
                name,
                sample,
                description,
                detector,
                null,
                read,
                energy,
                detectorZ,
                exposure,
                period(),
                settle,
                rotation,
                flats,
                darks,
                tiles,
                notes);
    }
}
