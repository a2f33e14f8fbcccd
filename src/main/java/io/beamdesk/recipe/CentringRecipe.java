package io.beamdesk.recipe;

import com.google.gson.JsonObject;
import io.beamdesk.plan.Centring;
import io.beamdesk.plan.Devices;
import io.beamdesk.plan.Goniometer.Spot;
import io.beamdesk.recipe.ScreeningRecipe.Setting;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A loop found in pictures of a turn and brought onto the rotation's axis.
///
/// @param name for people
/// @param camera takes the pictures; its view in the beamline file says how the sample turns
/// @param exposure of each picture in s, above 0
/// @param set what is set for the pictures and goes back after them: light, focus; may be empty
/// @param place where the loop is to be seen; null for where the beam meets the frames
/// @param sample name of the sample, may be empty
/// @param notes kept in the product, may be empty
public record CentringRecipe(
        String name,
        String camera,
        double exposure,
        List<Setting> set,
        @Nullable Place place,
        String sample,
        String notes)
        implements Recipe {
    /// Name of the technique in a file.
    public static final String TECHNIQUE = "centring";

    /// Version of the file that is written.
    public static final int VERSION = 1;

    /// A place in the frames.
    ///
    /// @param column pixels from the left edge
    /// @param row pixels from the upper edge
    public record Place(double column, double row) {
        static Place read(Fields fields) {
            return new Place(
                    fields.number("column", "pixels from the left edge"),
                    fields.number("row", "pixels from the upper edge"));
        }
    }

    /// Copies the list.
    public CentringRecipe {
        set = List.copyOf(set);
    }

    /// Reads it.
    ///
    /// @throws RecipeException with everything that is wrong
    public static CentringRecipe of(JsonObject json) {
        return Fields.read(
                json,
                fields -> {
                    fields.text("technique", "\"" + TECHNIQUE + "\"");
                    fields.whole("version", 1, VERSION);
                    return new CentringRecipe(
                            fields.text("name", "a name for the recipe"),
                            fields.text("camera", "the name of a camera"),
                            fields.time("exposure"),
                            Setting.list(fields),
                            fields.has("place")
                                    ? fields.object(
                                            "place", "an object with column and row", Place::read)
                                    : null,
                            fields.textOr("sample", "", "a text"),
                            fields.textOr("notes", "", "a text"));
                });
    }

    /// The same with the loop at another place.
    public CentringRecipe at(double column, double row) {
        return new CentringRecipe(
                name, camera, exposure, set, new Place(column, row), sample, notes);
    }

    @Override
    public JsonObject toJson() {
        return RecipeFile.json(TECHNIQUE, VERSION, this);
    }

    @Override
    public Centring plan(Devices devices) {
        return new Centring(
                devices.detector(camera),
                Counting.seconds(exposure),
                Setting.on(set, devices),
                devices.goniometer(camera),
                Optional.ofNullable(place)
                        .map(p -> new Spot(p.column, p.row))
                        .or(() -> devices.beam(camera)),
                devices.beamShutter());
    }
}
