package io.beamdesk.recipe;

import com.google.gson.JsonObject;
import io.beamdesk.plan.Devices;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.TomographyScan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Step-and-shoot tomography: in each tile darks, flats, projections with the rotation at rest,
/// flats, darks.
///
/// @param tomography what every tomography has; its acquire period is null for as the camera has it
/// @param monitor name of a counter that counts with every frame, null for none
/// @param notes kept in the product, may be empty
public record TomographyRecipe(TomographyFields tomography, @Nullable String monitor, String notes)
        implements Recipe {
    /// Name of the technique in a file.
    public static final String TECHNIQUE = "tomography";

    /// Version of the file that is written.
    public static final int VERSION = 1;

    /// Reads it.
    ///
    /// @throws RecipeException with everything that is wrong
    public static TomographyRecipe of(JsonObject json) {
        return Fields.read(json, TomographyRecipe::read);
    }

    private static TomographyRecipe read(Fields fields) {
        fields.text("technique", "\"" + TECHNIQUE + "\"");
        fields.whole("version", 1, VERSION);
        TomographyRecipe recipe =
                new TomographyRecipe(
                        TomographyFields.read(fields),
                        fields.has("monitor")
                                ? fields.text("monitor", "the name of a counter")
                                : null,
                        fields.textOr("notes", "", "a text"));
        if (fields.sound()) {
            recipe.tomography.check(fields);
        }
        return recipe;
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
        if (monitor != null) {
            json.addProperty("monitor", monitor);
        }
        json.addProperty("notes", notes);
        return json;
    }

    @Override
    public Plan plan(Devices devices) {
        return new TomographyScan(
                tomography.setup(
                        devices,
                        Optional.ofNullable(monitor),
                        Optional.ofNullable(tomography.acquirePeriod()).map(Counting::seconds)));
    }
}
