package io.beamdesk.cli;

import com.google.gson.JsonObject;
import io.beamdesk.recipe.PositionsTable;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeException;
import io.beamdesk.recipe.RecipeFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The recipe that a command is about.
final class RecipeOptions {
    @Parameters(index = "0", paramLabel = "RECIPE.json", description = "The recipe.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "Override a parameter of the recipe: --set axes[0].points=11. May be given several times.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    @Option(
            names = "--positions",
            paramLabel = "FILE.csv",
            description =
                    "Positions of a list scan: a header with the names of the axes, then a row for each point.")
    private @Nullable Path positions;

    /// The recipe with its parameters overridden.
    ///
    /// @throws RecipeException that names the file and everything wrong
    Recipe recipe() {
        Path path = java.util.Objects.requireNonNull(file);
        Path csv = positions;
        Optional<PositionsTable> table =
                csv == null
                        ? Optional.empty()
                        : Optional.of(named(csv, () -> PositionsTable.read(csv)));
        return named(path, () -> recipe(RecipeFile.text(path), table));
    }

    /// Faults of a file begin with its name.
    private static <T> T named(Path path, Supplier<T> reading) {
        try {
            return reading.get();
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

    private Recipe recipe(String text, Optional<PositionsTable> table) {
        JsonObject json = RecipeFile.json(text);
        table.ifPresent(t -> t.into(json));
        overrides.forEach((name, value) -> RecipeFile.set(json, name, value));
        return RecipeFile.of(json);
    }

    /// A message for each fault, for those who print them one a line.
    static List<String> lines(RecipeException wrong) {
        return wrong.faults().stream().map(RecipeException.Fault::toString).toList();
    }
}
