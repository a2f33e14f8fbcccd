package io.beamdesk.recipe;

import com.google.gson.JsonObject;
import io.beamdesk.device.DeviceException;
import io.beamdesk.plan.Counters;
import io.beamdesk.plan.Devices;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.Screening;
import java.util.List;
import java.util.Optional;

/// A sample looked at and counted for a short time, to be scored: is it worth a measurement?
///
/// @param name for people
/// @param camera takes the snapshot
/// @param snapshotExposure exposure of the snapshot in s, above 0
/// @param set what is set for the snapshot and goes back after it: light, focus; may be empty
/// @param centring whether a loop is centred about the rotation before
/// @param counts how often the beamline's counters count, at least three times
/// @param exposure exposure of each count in s, above 0
/// @param sample name of the sample, may be empty
/// @param notes kept in the product, may be empty
public record ScreeningRecipe(
        String name,
        String camera,
        double snapshotExposure,
        List<Setting> set,
        boolean centring,
        int counts,
        double exposure,
        String sample,
        String notes)
        implements Recipe {
    /// Name of the technique in a file.
    public static final String TECHNIQUE = "screening";

    /// Version of the file that is written.
    public static final int VERSION = 1;

    private static final int MAX_COUNTS = 1000;

    /// A device and where it is to be.
    ///
    /// @param device name of an axis or a setting
    /// @param position in its units
    public record Setting(String device, double position) {
        static Setting read(Fields fields) {
            return new Setting(
                    fields.text("device", "the name of an axis or a setting"),
                    fields.number("position", "a position in its units"));
        }

        /// What is set for pictures.
        static List<Setting> list(Fields fields) {
            return fields.has("set")
                    ? fields.objects(
                            "set", "a list of objects with device and position", Setting::read)
                    : List.of();
        }

        static List<Screening.Setting> on(List<Setting> set, Devices devices) {
            return set.stream()
                    .map(s -> new Screening.Setting(devices.axis(s.device), s.position))
                    .toList();
        }
    }

    /// Copies the list.
    public ScreeningRecipe {
        set = List.copyOf(set);
    }

    /// Reads it.
    ///
    /// @throws RecipeException with everything that is wrong
    public static ScreeningRecipe of(JsonObject json) {
        return Fields.read(
                json,
                fields -> {
                    fields.text("technique", "\"" + TECHNIQUE + "\"");
                    fields.whole("version", 1, VERSION);
                    return new ScreeningRecipe(
                            fields.text("name", "a name for the recipe"),
                            fields.text("camera", "the name of a camera"),
                            fields.time("snapshot_exposure"),
                            Setting.list(fields),
                            fields.flagOr("centring", false),
                            fields.whole("counts", Screening.LEAST_COUNTS, MAX_COUNTS),
                            fields.time("exposure"),
                            fields.textOr("sample", "", "a text"),
                            fields.textOr("notes", "", "a text"));
                });
    }

    /// What centres the loop before, if anything does.
    public Optional<CentringRecipe> centringRecipe() {
        return centring
                ? Optional.of(
                        new CentringRecipe(
                                "Centring of " + name,
                                camera,
                                snapshotExposure,
                                set,
                                null,
                                sample,
                                ""))
                : Optional.empty();
    }

    @Override
    public JsonObject toJson() {
        return RecipeFile.json(TECHNIQUE, VERSION, this);
    }

    @Override
    public Plan plan(Devices devices) {
        Counters counters =
                devices.counters()
                        .orElseThrow(() ->
                                new DeviceException(
                                        "",
                                        "The beamline names no counters before and behind the sample; name i0 and it under roles in its file"));
        return new Screening(
                devices.detector(camera),
                Counting.seconds(snapshotExposure),
                Setting.on(set, devices),
                centringRecipe().map(first -> first.plan(devices)),
                devices.detector(counters.device()),
                counters,
                counts,
                Counting.seconds(exposure),
                devices.beamShutter());
    }
}
