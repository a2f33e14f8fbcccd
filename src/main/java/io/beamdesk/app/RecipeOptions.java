package io.beamdesk.app;

import com.google.gson.JsonObject;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeException;
import io.beamdesk.recipe.RecipeFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The recipe that a command is about.
final class RecipeOptions {
    @Parameters(paramLabel = "RECIPE.json", description = "The recipe.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "Override a parameter of the recipe: --set axes[0].points=11. May be given several times.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    /// The recipe with its parameters overridden.
    ///
    /// @throws RecipeException that names the file and everything wrong
    Recipe recipe() {
        Path path = java.util.Objects.requireNonNull(file);
        try {
            return recipe(RecipeFile.text(path));
        } catch (RecipeException wrong) {
            throw new RecipeException(
                    wrong.faults().stream()
                            .map(f ->
                                    f.message().contains(path.toString())
                                            ? f
                                            : new RecipeException.Fault(
                                                    path
                                                            + (f.field().isEmpty()
                                                                    ? ""
                                                                    : ": " + f.field()),
                                                    f.message()))
                            .toList());
        }
    }

    private Recipe recipe(String text) {
        JsonObject json = RecipeFile.json(text);
        overrides.forEach((name, value) -> RecipeFile.set(json, name, value));
        return RecipeFile.of(json);
    }

    /// A message for each fault, for those who print them one a line.
    static List<String> lines(RecipeException wrong) {
        return wrong.faults().stream().map(RecipeException.Fault::toString).toList();
    }
}
