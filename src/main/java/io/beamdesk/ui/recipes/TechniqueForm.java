package io.beamdesk.ui.recipes;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.beamdesk.config.Nearest;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeException.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The declaration of a technique's form: which fields of the recipe's JSON it has and how they are
/// laid out, what it draws, and how the library speaks of such a recipe.
///
/// @param technique the word that a recipe's file has
/// @param title what people call it: `Step scan`
/// @param icon of its recipes in the library
/// @param group heading in the library
/// @param blank a new recipe, without its needed fields
/// @param sections from top to bottom
/// @param about what the library says of a recipe, in a few words
/// @param element symbol of the element that a recipe is about, empty if none
/// @param drawing the picture in the preview
/// @param warnings what is allowed in a recipe, but perhaps not meant
record TechniqueForm(
        String technique,
        String title,
        String icon,
        String group,
        Supplier<JsonObject> blank,
        List<Section> sections,
        Function<Recipe, String> about,
        Function<Recipe, String> element,
        Drawing drawing,
        Function<Recipe, List<Warning>> warnings) {
    TechniqueForm(
            String technique,
            String title,
            String icon,
            String group,
            Supplier<JsonObject> blank,
            List<Section> sections,
            Function<Recipe, String> about,
            Function<Recipe, String> element,
            Drawing drawing) {
        this(
                technique,
                title,
                icon,
                group,
                blank,
                sections,
                about,
                element,
                drawing,
                _ -> List.of());
    }

    /// Fields that belong together, under a heading.
    ///
    /// @param action a button in the heading
    /// @param tool another one, which asks for something first
    /// @param part the part of the recipe that the section is about, if a recipe can be without it
    /// @param rows fields beside each other
    record Section(
            String title,
            Field.Words about,
            Optional<Action> action,
            Optional<Tool> tool,
            Optional<Part> part,
            List<List<Field>> rows) {
        Section(
                String title,
                Field.Words about,
                Optional<Action> action,
                Optional<Part> part,
                List<List<Field>> rows) {
            this(title, about, action, Optional.empty(), part, rows);
        }

        Section(String title, String about, List<List<Field>> rows) {
            this(title, Field.Words.of(about), Optional.empty(), Optional.empty(), rows);
        }

        Section with(Tool asking) {
            return new Section(title, about, action, Optional.of(asking), part, rows);
        }

        /// The rows that the recipe has now: none of a part that is left out.
        List<List<Field>> rows(JsonObject recipe) {
            return part.isEmpty() || part.get().isIn(recipe) ? rows : List.of();
        }
    }

    /// What fills fields in from elsewhere, after asking for it.
    enum Tool {
        /// Positions out of a CSV file.
        POSITIONS("Import CSV…", "mdi2f-file-import-outline"),
        /// A rectangle drawn on an image.
        REGION("Draw region…", "mdi2v-vector-square");

        private final String label;
        private final String icon;

        Tool(String label, String icon) {
            this.label = label;
            this.icon = icon;
        }

        /// What its button says.
        String label() {
            return label;
        }

        /// What its button shows.
        String icon() {
            return icon;
        }
    }

    /// A part that a recipe can be without.
    ///
    /// @param path of its object
    /// @param fresh what it is when it is put in
    /// @param empty whether what is there comes to nothing, so that it counts as left out
    record Part(String path, Supplier<JsonObject> fresh, Predicate<JsonObject> empty) {
        boolean isIn(JsonObject recipe) {
            return JsonPath.get(recipe, path).orElse(JsonNull.INSTANCE) instanceof JsonObject part
                    && !empty.test(part);
        }
    }

    /// Something that is allowed, but perhaps not meant.
    ///
    /// @param what in a few words
    /// @param why it matters
    /// @param field path of the field that it is about
    /// @param repair changes the recipe so that the warning goes
    record Warning(String what, String why, String field, Optional<Action> repair) {}

    /// A button that changes the recipe.
    record Action(String label, String icon, String words, UnaryOperator<JsonObject> change) {}

    /// A field where it stands in a recipe.
    record Placed(Field field, Place place) {
        String path() {
            return place.path(field.path());
        }

        /// What to call it where its row is not in view: `Regions 2, To`.
        String name(TechniqueForm form) {
            if (place.at().isEmpty()) {
                return field.label();
            }
            return form.rowName(place) + (field.label().isEmpty() ? "" : ", " + field.label());
        }
    }

    private String rowName(Place place) {
        int bracket = place.at().indexOf('[');
        if (bracket < 0) {
            return sectionName(place);
        }
        String list = place.at().substring(0, bracket);
        String index = place.at().substring(bracket + 1, place.at().indexOf(']'));
        String label =
                sections.stream()
                        .flatMap(s -> s.rows().stream())
                        .flatMap(List::stream)
                        .filter(f -> f.path().equals(list))
                        .map(Field::label)
                        .findFirst()
                        .orElse("Axis");
        return label + " " + (Integer.parseInt(index) + 1);
    }

    /// The heading of the section that has the fields of a place.
    private String sectionName(Place place) {
        return sections.stream()
                .filter(section ->
                        fields(section, place.desk(), place.root()).stream()
                                .anyMatch(placed -> placed.place().at().equals(place.at())))
                .map(Section::title)
                .findFirst()
                .orElse(place.at());
    }

    /// All fields that the recipe has now, those of lists row by row.
    List<Placed> fields(RecipeDesk desk, JsonObject recipe) {
        return sections.stream()
                .flatMap(section -> fields(section, desk, recipe).stream())
                .toList();
    }

    private static List<Placed> fields(Section section, RecipeDesk desk, JsonObject recipe) {
        List<Placed> found = new ArrayList<>();
        Place root = new Place(desk, recipe, "");
        section.rows(recipe).forEach(row -> row.forEach(field -> add(field, root, found)));
        return found;
    }

    private static void add(Field field, Place place, List<Placed> found) {
        found.add(new Placed(field, place));
        switch (field) {
            case Field.Variant variant -> {
                Place inner = within(place, variant);
                variant.alternatives()
                        .get(variant.chosen(inner))
                        .fields()
                        .forEach(f -> add(f, inner, found));
            }
            case Field.Rows rows -> {
                List<Field> columns = rows.columns().apply(place);
                for (int i = 0; i < count(rows, place); i++) {
                    Place row = row(rows, place, i);
                    columns.forEach(column -> add(column, row, found));
                }
            }
            case Field.Text _,
                    Field.Number _,
                    Field.Numbers _,
                    Field.Choice _,
                    Field.Device _,
                    Field.Devices _,
                    Field.Flag _,
                    Field.Derived _ -> {}
        }
    }

    /// The object that a variant speaks of.
    static Place within(Place place, Field.Variant variant) {
        return variant.at().isEmpty()
                ? place
                : new Place(place.desk(), place.root(), place.path(variant.at()));
    }

    /// A row of a list.
    static Place row(Field.Rows rows, Place place, int index) {
        return new Place(place.desk(), place.root(), place.path(rows.path()) + "[" + index + "]");
    }

    /// Number of rows that are shown.
    static int count(Field.Rows rows, Place place) {
        return Math.min(rows.shown(), JsonPath.array(place.root(), place.path(rows.path())).size());
    }

    /// What a form looks like apart from its values: a form of another shape is built anew.
    String shape(RecipeDesk desk, JsonObject recipe) {
        StringBuilder shape = new StringBuilder(technique);
        for (Placed placed : fields(desk, recipe)) {
            shape.append('\n').append(placed.path());
            if (placed.field() instanceof Field.Text text) {
                shape.append(text.offers().apply(placed.place()).isEmpty() ? "" : "…");
            }
            if (placed.field() instanceof Field.Rows rows) {
                shape.append(JsonPath.array(recipe, placed.place().path(rows.path())).size());
            }
        }
        return shape.toString();
    }

    /// Faults that the recipe's own check cannot know: devices that this beamline does not have.
    List<Fault> deviceFaults(RecipeDesk desk, JsonObject recipe) {
        List<Fault> faults = new ArrayList<>();
        for (Placed placed : fields(desk, recipe)) {
            if (placed.field() instanceof Field.Device device) {
                unknown(placed.path(), placed.place().text(device.path()), device.kind(), desk)
                        .ifPresent(faults::add);
            } else if (placed.field() instanceof Field.Devices several) {
                List<String> names = JsonPath.texts(recipe, placed.path());
                for (int i = 0; i < names.size(); i++) {
                    unknown(placed.path() + "[" + i + "]", names.get(i), several.kind(), desk)
                            .ifPresent(faults::add);
                }
            } else if (placed.field() instanceof Field.Text text) {
                notOffered(text, placed).ifPresent(faults::add);
            }
        }
        return faults;
    }

    private static Optional<Fault> unknown(
            String path, String name, Field.Kind kind, RecipeDesk desk) {
        List<String> known = kind.of(desk).stream().map(RecipeDesk.Choice::name).toList();
        return name.isBlank() || known.contains(name)
                ? Optional.empty()
                : Optional.of(
                        new Fault(
                                path,
                                "this beamline has no "
                                        + kind.word()
                                        + " "
                                        + name
                                        + "; choose another one",
                                meant(name, known)));
    }

    /// A word that is none of those that there are to choose from.
    private static Optional<Fault> notOffered(Field.Text text, Placed placed) {
        String word = placed.place().text(text.path());
        List<String> offered =
                text.offers().apply(placed.place()).stream()
                        .filter(option -> option.value() instanceof JsonPrimitive)
                        .map(option -> option.value().getAsString())
                        .toList();
        return word.isBlank() || offered.isEmpty() || offered.contains(word)
                ? Optional.empty()
                : Optional.of(
                        new Fault(
                                placed.path(),
                                "is "
                                        + word
                                        + ", which the device does not have; choose one of "
                                        + String.join(", ", offered),
                                meant(word, offered)));
    }

    /// As JSON, what was probably meant.
    private static String meant(String word, List<String> known) {
        return Nearest.to(word, known).map(near -> new JsonPrimitive(near).toString()).orElse("");
    }

    /// The field that a fault belongs to: the innermost one whose path it has.
    Optional<Placed> field(RecipeDesk desk, JsonObject recipe, String path) {
        Optional<Placed> best = Optional.empty();
        int length = -1;
        for (Placed placed : fields(desk, recipe)) {
            String at = placed.path();
            if (!at.isEmpty()
                    && !(placed.field() instanceof Field.Variant)
                    && JsonPath.isWithin(path, at)
                    && at.length() > length) {
                best = Optional.of(placed);
                length = at.length();
            }
        }
        return best;
    }

    /// A list with a row taken out, put in or moved.
    static JsonArray moved(JsonArray rows, int from, int to) {
        JsonArray copy = JsonPath.copy(rows);
        copy.set(from, rows.get(to));
        copy.set(to, rows.get(from));
        return copy;
    }
}
