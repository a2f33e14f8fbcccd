package io.beamdesk.ui.recipes;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.beamdesk.product.Product;
import io.beamdesk.product.ProductException;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeException;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.recipe.Saved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Recipes that can be chosen and edited in the form: those that came with Beamdesk, and the operator's
/// own in a folder. Beside them the folder has the favourites (`.favourites`), the earlier versions of
/// each recipe (`.versions/<name>/`), what was deleted (`.deleted/`) and what was typed and not saved
/// (`.drafts/`).
public final class RecipeShelf {
    /// Ending of the recipes that are given to others: JSON too, but opened by a double click.
    static final String GIVEN = ".beamrecipe";

    private static final String SUFFIX = ".json";

    /// One recipe on the shelf.
    ///
    /// @param recipe what it says
    /// @param file where it lies, empty for one that came with Beamdesk
    /// @param saved when it was written, empty for one that came with Beamdesk
    /// @param author who wrote it, empty if its file does not say so
    /// @param favourite whether it has a star
    public record Entry(
            Recipe recipe,
            Optional<Path> file,
            Optional<Instant> saved,
            String author,
            boolean favourite) {
        /// What tells it from all others, also after it was saved again.
        public String key() {
            return file.map(f -> f.getFileName().toString())
                    .orElseGet(() -> "shipped " + recipe.name());
        }

        /// Its technique's form.
        TechniqueForm form() {
            return TechniqueForms.of(recipe);
        }

        /// Whether a search finds it: every word is somewhere in it.
        public boolean matches(String search) {
            if (search.isBlank()) {
                return true;
            }
            String all =
                    String.join(
                                    " ",
                                    form().title(),
                                    form().about().apply(recipe),
                                    author,
                                    recipe.toJson().toString())
                            .toLowerCase(Locale.ROOT);
            return Stream.of(search.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                    .allMatch(all::contains);
        }
    }

    /// An item of the queue.
    ///
    /// @param id its identity
    /// @param label as people call it
    public record Item(String id, String label) {}

    /// An earlier version of a recipe.
    ///
    /// @param saved when it was written
    /// @param author who wrote it, empty if its file does not say so
    /// @param recipe what it said
    public record Version(Instant saved, String author, Recipe recipe) {}

    /// What lies on the shelf.
    ///
    /// @param entries recipes in the order of their names, those of Beamdesk first
    /// @param problems files that are not recipes, one sentence each
    public record Content(List<Entry> entries, List<String> problems) {}

    private final Supplier<? extends List<? extends Recipe>> shipped;
    private final Path folder;
    private final Supplier<String> author;
    private final InstantSource clock;
    private final DraftsFile drafts;

    /// @param shipped reads the recipes that came with Beamdesk
    /// @param folder of the operator's own, made when the first is saved
    /// @param author name of who works at this desk, for what is saved
    public RecipeShelf(
            Supplier<? extends List<? extends Recipe>> shipped,
            Path folder,
            Supplier<String> author,
            InstantSource clock) {
        this.shipped = shipped;
        this.folder = folder;
        this.author = author;
        this.clock = clock;
        drafts = new DraftsFile(folder.resolve(".drafts").resolve("edited" + SUFFIX));
    }

    /// What was typed and not saved.
    DraftsFile drafts() {
        return drafts;
    }

    private List<Entry> shipped(List<String> stars) {
        return shipped.get().stream()
                .map(r ->
                        starred(new Entry(r, Optional.empty(), Optional.empty(), "", false), stars))
                .sorted(byName())
                .toList();
    }

    private static Entry starred(Entry entry, List<String> stars) {
        return new Entry(
                entry.recipe(),
                entry.file(),
                entry.saved(),
                entry.author(),
                stars.contains(entry.key()));
    }

    /// Reads the shelf. A file that is not a recipe is named, not skipped in silence.
    public Content read() {
        List<String> problems = new ArrayList<>();
        List<String> stars = stars(problems);
        List<Entry> own = new ArrayList<>();
        for (Path file : files(folder, problems)) {
            try {
                own.add(starred(entry(version(file), file), stars));
            } catch (IOException | RecipeException | JsonParseException fault) {
                problems.add(file.getFileName() + ": " + fault.getMessage());
            }
        }
        own.sort(byName());
        List<Entry> all = new ArrayList<>(shipped(stars));
        all.addAll(own);
        return new Content(all, problems);
    }

    private static Entry entry(Version now, Path file) {
        return new Entry(
                now.recipe(), Optional.of(file), Optional.of(now.saved()), now.author(), false);
    }

    /// What a file says; when it was written if it does not say when.
    private static Version version(Path file) throws IOException {
        JsonObject json = RecipeFile.json(RecipeFile.text(file));
        Recipe recipe = RecipeFile.of(json);
        Optional<Saved> saved = RecipeFile.saved(json);
        Instant written = Files.getLastModifiedTime(file).toInstant();
        return new Version(
                saved.map(Saved::at).orElse(written), saved.map(Saved::by).orElse(""), recipe);
    }

    private static List<Path> files(Path folder, List<String> problems) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
        } catch (IOException failure) {
            problems.add(
                    folder + " could not be read: " + failure.getMessage() + "; check its rights");
            return List.of();
        }
    }

    private static Comparator<Entry> byName() {
        return Comparator.comparing(e -> e.recipe().name(), String.CASE_INSENSITIVE_ORDER);
    }

    private Path favourites() {
        return folder.resolve(".favourites");
    }

    private List<String> stars(List<String> problems) {
        try {
            return Files.exists(favourites()) ? Files.readAllLines(favourites()) : List.of();
        } catch (IOException failure) {
            problems.add(
                    "The favourites could not be read: "
                            + failure.getMessage()
                            + "; star them again");
            return List.of();
        }
    }

    /// Gives a recipe a star or takes it away.
    ///
    /// @throws IOException if that cannot be written
    public void star(Entry entry, boolean favourite) throws IOException {
        TreeSet<String> stars = new TreeSet<>(stars(new ArrayList<>()));
        boolean _ = favourite ? stars.add(entry.key()) : stars.remove(entry.key());
        write(favourites(), String.join("\n", stars) + "\n");
    }

    /// The file that a recipe of this name has in the folder.
    public Path fileFor(String name) {
        String plain =
                name.strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", "-")
                        .replaceAll("^-|-$", "");
        return folder.resolve((plain.isEmpty() ? "recipe" : plain) + SUFFIX);
    }

    /// Writes a recipe, never half of it; what the file said before is kept as an earlier version.
    ///
    /// @param replace whether a file of that name may give way
    /// @return empty if there is one and it may not
    /// @throws IOException if it cannot be written
    public Optional<Entry> save(Recipe recipe, Path file, boolean replace) throws IOException {
        if (Files.exists(file)) {
            if (!replace) {
                return Optional.empty();
            }
            Path kept = versionsOf(file).resolve(stamp(file) + SUFFIX);
            Files.createDirectories(kept.getParent());
            Files.copy(
                    file,
                    kept,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        write(file, signed(recipe));
        return Optional.of(entry(version(file), file));
    }

    /// The text of a recipe that is saved now, by whoever works here.
    String signed(Recipe recipe) {
        String name = author.get();
        return RecipeFile.toText(
                recipe,
                new Saved(
                        name.isBlank() ? "unknown" : name,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    }

    private static String stamp(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().toString().replace(':', '-');
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path versionsOf(Path file) {
        return folder.resolve(".versions")
                .resolve(file.getFileName().toString().replaceFirst("\\.json$", ""));
    }

    /// The earlier versions of a recipe, the newest first.
    public List<Version> versions(Entry entry) {
        List<Version> versions = new ArrayList<>();
        for (Path file :
                entry.file().map(f -> files(versionsOf(f), new ArrayList<>())).orElse(List.of())) {
            try {
                versions.add(version(file));
            } catch (IOException | RecipeException _) {
                // A version that cannot be read cannot be gone back to; the others can.
            }
        }
        versions.sort(Comparator.comparing(Version::saved).reversed());
        return versions;
    }

    /// Puts one of the operator's own away.
    ///
    /// @return where it lies now, for [#restore]
    /// @throws IOException if it cannot be moved
    public Path delete(Path file) throws IOException {
        Path away = folder.resolve(".deleted").resolve(stamp(file) + " " + file.getFileName());
        Files.createDirectories(away.getParent());
        return Files.move(file, away, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Puts it back.
    ///
    /// @throws IOException if it cannot be moved, or there is another one of its name by now
    public void restore(Path away, Path file) throws IOException {
        Files.move(away, file);
    }

    /// Whether a file's name is that of a recipe; otherwise it may be a product.
    public static boolean isRecipe(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(SUFFIX) || name.endsWith(GIVEN);
    }

    /// Reads a recipe from any file: one of recipes, or a product whose run came from one.
    ///
    /// @throws RecipeException with one sentence if there is none in it
    public static JsonObject load(Path file) {
        if (isRecipe(file)) {
            return RecipeFile.read(file).toJson();
        }
        try (Product product = Product.open(file)) {
            return RecipeFile.of(
                            RecipeFile.json(
                                    product.recipe()
                                            .orElseThrow(() ->
                                                    refused(
                                                            file.getFileName()
                                                                    + " has no recipe; its run was not made from one"))))
                    .toJson();
        } catch (ProductException unreadable) {
            throw refused(
                    file.getFileName()
                            + " could not be read as a product: "
                            + unreadable.getMessage());
        }
    }

    private static RecipeException refused(String why) {
        return new RecipeException(List.of(new RecipeException.Fault("", why)));
    }
}
