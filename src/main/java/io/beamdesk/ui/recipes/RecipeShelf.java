package io.beamdesk.ui.recipes;

import com.google.gson.JsonParseException;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeException;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.recipe.StepScanRecipe;
import io.beamdesk.recipe.XasRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Recipes that can be chosen: those that came with Beamdesk, and the operator's own in a folder.
public final class RecipeShelf {
    /// One recipe on the shelf.
    ///
    /// @param recipe what it says
    /// @param file where it lies, empty for one that came with Beamdesk
    /// @param saved when it was written, empty for one that came with Beamdesk
    public record Entry(StepScanRecipe recipe, Optional<Path> file, Optional<Instant> saved) {
        /// Whether a search finds it: every word is in its name, axis, sample or notes.
        public boolean matches(String search) {
            String all =
                    String.join(
                                    " ",
                                    recipe.name(),
                                    recipe.axis().device(),
                                    recipe.sample(),
                                    recipe.notes())
                            .toLowerCase(Locale.ROOT);
            return Stream.of(search.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                    .allMatch(all::contains);
        }
    }

    /// What lies on the shelf.
    ///
    /// @param entries recipes in the order of their names, those of Beamdesk first
    /// @param problems files that are not recipes, one sentence each
    public record Content(List<Entry> entries, List<String> problems) {}

    private final List<StepScanRecipe> shipped;
    private final Path folder;

    /// @param shipped recipes that came with Beamdesk
    /// @param folder of the operator's own, made when the first is saved
    public RecipeShelf(List<StepScanRecipe> shipped, Path folder) {
        this.shipped = List.copyOf(shipped);
        this.folder = folder;
    }

    /// The operator's folder.
    public Path folder() {
        return folder;
    }

    /// The recipes that came with Beamdesk; reads no file.
    public Content shipped() {
        return new Content(
                shipped.stream()
                        .map(r -> new Entry(r, Optional.empty(), Optional.empty()))
                        .sorted(byName())
                        .toList(),
                List.of());
    }

    /// Reads the shelf. A file that is not a recipe is named, not skipped in silence.
    public Content read() {
        List<Entry> entries = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                    readFile(file, entries, problems);
                }
            } catch (IOException failure) {
                problems.add(
                        folder
                                + " could not be read: "
                                + failure.getMessage()
                                + "; check its rights");
            }
        }
        entries.sort(byName());
        List<Entry> all = new ArrayList<>(shipped().entries());
        all.addAll(entries);
        return new Content(all, problems);
    }

    private static Comparator<Entry> byName() {
        return Comparator.comparing(e -> e.recipe().name(), String.CASE_INSENSITIVE_ORDER);
    }

    private static void readFile(Path file, List<Entry> entries, List<String> problems)
            throws IOException {
        try {
            Recipe recipe = RecipeFile.read(file);
            switch (recipe) {
                case StepScanRecipe scan ->
                        entries.add(
                                new Entry(
                                        scan,
                                        Optional.of(file),
                                        Optional.of(Files.getLastModifiedTime(file).toInstant())));
                case XasRecipe _ -> {} // has no form
            }
        } catch (RecipeException | JsonParseException fault) {
            problems.add(file.getFileName() + ": " + fault.getMessage());
        }
    }

    /// The file that a recipe of this name has in the folder.
    public Path fileFor(String name) {
        String plain =
                name.strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", "-")
                        .replaceAll("^-|-$", "");
        return folder.resolve((plain.isEmpty() ? "recipe" : plain) + ".json");
    }

    /// Writes a recipe, never half of it.
    ///
    /// @param replace whether a file of that name may give way
    /// @return empty if there is one and it may not
    /// @throws IOException if it cannot be written
    public Optional<Entry> save(StepScanRecipe recipe, Path file, boolean replace)
            throws IOException {
        Files.createDirectories(folder);
        if (!replace && Files.exists(file)) {
            return Optional.empty();
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, RecipeFile.toText(recipe));
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return Optional.of(
                new Entry(
                        recipe,
                        Optional.of(file),
                        Optional.of(Files.getLastModifiedTime(file).toInstant())));
    }
}
