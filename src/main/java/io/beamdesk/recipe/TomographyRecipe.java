package io.beamdesk.recipe;

import com.google.gson.JsonObject;
import io.beamdesk.device.DeviceException;
import io.beamdesk.plan.Devices;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.TomographyScan;
import io.beamdesk.plan.TomographySetup;
import io.beamdesk.plan.TomographySetup.Preset;
import io.beamdesk.recipe.TomographyFields.Darks;
import io.beamdesk.recipe.TomographyFields.Flats;
import io.beamdesk.recipe.TomographyFields.Place;
import io.beamdesk.recipe.TomographyFields.Rotation;
import io.beamdesk.recipe.TomographyFields.Tiles;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Step-and-shoot tomography: in each tile darks, flats, projections with the rotation at rest,
/// flats, darks.
///
/// @param name for people
/// @param sample name of the sample, never blank
/// @param description of the sample, may be empty
/// @param detector name of the camera
/// @param monitor name of a counter that counts with every frame, null for none
/// @param read what is read with every frame without measuring
/// @param energy in eV, set before the run; null for as it is
/// @param detectorZ the detector's distance, set before the run; null for as it is
/// @param exposure of every frame in s, above 0
/// @param acquirePeriod of the camera in s, not below the exposure; null for as it is
/// @param settle pause after the arrival in s
/// @param rotation the angles
/// @param flats null for none
/// @param darks how many
/// @param tiles null for one tile where the sample is
/// @param notes kept in the product, may be empty
public record TomographyRecipe(
        String name,
        String sample,
        String description,
        String detector,
        @Nullable String monitor,
        List<String> read,
        @Nullable Double energy,
        @Nullable Place detectorZ,
        double exposure,
        @Nullable Double acquirePeriod,
        double settle,
        Rotation rotation,
        @Nullable Flats flats,
        Darks darks,
        @Nullable Tiles tiles,
        String notes)
        implements Recipe {
    /// Name of the technique in a file.
    public static final String TECHNIQUE = "tomography";

    /// Version of the file that is written.
    public static final int VERSION = 1;

    /// Copies the list.
    public TomographyRecipe {
        read = List.copyOf(read);
    }

    /// Reads it.
    ///
    /// @throws RecipeException with everything that is wrong
    public static TomographyRecipe of(JsonObject json) {
        return Fields.read(json, fields -> read(fields, TECHNIQUE, VERSION));
    }

    /// Reads the fields that every tomography has.
    static TomographyRecipe read(Fields fields, String technique, int version) {
        fields.text("technique", "\"" + technique + "\"");
        fields.whole("version", 1, version);
        TomographyRecipe recipe =
                new TomographyRecipe(
                        fields.text("name", "a name for the recipe"),
                        fields.text("sample", "the name of the sample"),
                        fields.textOr("description", "", "a text"),
                        fields.text("detector", "the name of a camera"),
                        fields.has("monitor")
                                ? fields.text("monitor", "the name of a counter")
                                : null,
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
        if (fields.sound()) {
            TomographyFields.check(
                    fields,
                    recipe.rotation,
                    recipe.flats,
                    recipe.tiles,
                    recipe.exposure,
                    recipe.acquirePeriod);
        }
        return recipe;
    }

    @Override
    public JsonObject toJson() {
        return RecipeFile.json(TECHNIQUE, VERSION, this);
    }

    @Override
    public Plan plan(Devices devices) {
        return new TomographyScan(setup(devices));
    }

    /// What it is made of, on these devices.
    ///
    /// @throws DeviceException if one of them does not exist or cannot do its part
    TomographySetup setup(Devices devices) {
        Optional<Preset> distance = TomographyFields.preset(devices, detectorZ);
        Optional<io.beamdesk.plan.StepScan.Opening<?>> shutter = devices.beamShutter();
        if (shutter.isEmpty() && darks.before() + darks.after() > 0) {
            throw new DeviceException(
                    "fast_shutter",
                    "Darks need a shutter, and the beamline file names none; name the fast_shutter"
                            + " among its roles or take no darks");
        }
        return new TomographySetup(
                rotation.on(devices),
                devices.detector(detector),
                Optional.ofNullable(monitor).map(devices::detector),
                TomographyFields.counter(devices, monitor),
                read.stream().map(devices::readable).toList(),
                TomographyFields.presets(devices, energy, distance),
                TomographyFields.axis(distance),
                Counting.seconds(exposure),
                Optional.ofNullable(acquirePeriod).map(Counting::seconds),
                Counting.seconds(settle),
                Optional.ofNullable(flats).map(f -> f.on(devices)),
                darks.before(),
                darks.after(),
                Optional.ofNullable(tiles).map(t -> t.on(devices)),
                shutter,
                description);
    }
}
