package io.beamdesk.ui.recipes;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A field of a technique's form, as its declaration says it: what it is called and which part of the
/// recipe's JSON it shows and changes.
sealed interface Field {
    /// Path in the recipe, or in the row of a list.
    String path();

    /// What people call it.
    String label();

    /// Whether the recipe is no recipe without it.
    default boolean needed() {
        return false;
    }

    /// Its part of the width of a row.
    double share();

    /// Share of a field that fills its row.
    double WIDE = 4;

    /// A word that may depend on what the form says.
    interface Words extends Function<Place, String> {
        /// No word.
        Words NONE = _ -> "";

        /// Always the same.
        static Words of(String word) {
            return _ -> word;
        }
    }

    /// A text.
    ///
    /// @param lines 1 for a field, more for an area
    /// @param offers what to choose from instead of typing; empty where that is not known
    record Text(
            String path,
            String label,
            boolean needed,
            String hint,
            int lines,
            Function<Place, List<Option>> offers)
            implements Field {
        Text(String path, String label, boolean needed, String hint, int lines) {
            this(path, label, needed, hint, lines, _ -> List.of());
        }

        @Override
        public double share() {
            return lines > 1 ? WIDE : 2;
        }
    }

    /// A number.
    ///
    /// @param prompt what holds while nothing is typed
    record Number(String path, String label, boolean needed, Words unit, Words hint, Words prompt)
            implements Field {
        static Number needed(String path, String label, Words unit, Words hint) {
            return new Number(path, label, true, unit, hint, Words.NONE);
        }

        @Override
        public double share() {
            return 1;
        }
    }

    /// Several numbers, typed in one line with commas between them.
    record Numbers(String path, String label, Words unit, Words hint) implements Field {
        @Override
        public boolean needed() {
            return true;
        }

        @Override
        public double share() {
            return 2;
        }
    }

    /// One of several values.
    ///
    /// @param options what to choose from
    /// @param then changes the object around it after a choice, given before and after
    record Choice(
            String path,
            String label,
            boolean needed,
            Function<Place, List<Option>> options,
            Words hint,
            BinaryOperator<JsonObject> then)
            implements Field {
        @Override
        public double share() {
            return 1.3;
        }
    }

    /// A value of a choice.
    ///
    /// @param value as the file has it; null for none
    /// @param label as people call it
    record Option(JsonElement value, String label) {
        static Option of(String word, String label) {
            return new Option(new JsonPrimitive(word), label);
        }
    }

    /// Devices that can be chosen for one purpose.
    enum Kind {
        /// What moves.
        AXES("axis"),
        /// What measures.
        DETECTORS("detector"),
        /// What is read without measuring.
        READABLES("device"),
        /// What is set to one of its choices.
        SETTINGS("device with choices");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        List<RecipeDesk.Choice> of(RecipeDesk desk) {
            return switch (this) {
                case AXES ->
                        desk.axes().stream()
                                .map(a -> new RecipeDesk.Choice(a.name(), a.label()))
                                .toList();
                case DETECTORS -> desk.detectors();
                case READABLES -> desk.readables();
                case SETTINGS ->
                        desk.settings().stream()
                                .map(s -> new RecipeDesk.Choice(s.name(), s.label()))
                                .toList();
            };
        }
    }

    /// One device of a kind.
    record Device(String path, String label, Kind kind) implements Field {
        @Override
        public boolean needed() {
            return true;
        }

        @Override
        public double share() {
            return 2;
        }
    }

    /// Several devices.
    ///
    /// @param then changes the recipe after a choice, given before and after
    record Devices(String path, String label, Kind kind, BinaryOperator<JsonObject> then)
            implements Field {
        Devices(String path, String label, Kind kind) {
            this(path, label, kind, (_, after) -> after);
        }

        @Override
        public double share() {
            return WIDE;
        }
    }

    /// Yes or no, as two words of which one is chosen.
    ///
    /// @param hint what the chosen one means
    record Flag(String path, String label, String no, String yes, Words hint) implements Field {
        @Override
        public double share() {
            return 1.6;
        }
    }

    /// The same thing said in one of several ways, each with fields of its own.
    ///
    /// @param at path of the object that holds them; empty for the recipe
    record Variant(String at, String label, List<Alternative> alternatives) implements Field {
        @Override
        public String path() {
            return at;
        }

        @Override
        public double share() {
            return 1.6;
        }

        /// Which of them the place has.
        int chosen(Place place) {
            for (int i = 1; i < alternatives.size(); i++) {
                if (place.get(alternatives.get(i).mark()).isPresent()) {
                    return i;
                }
            }
            return 0;
        }
    }

    /// One way to say it.
    ///
    /// @param mark the field that only this one has; the first alternative needs none
    /// @param into makes the object say it in this way
    record Alternative(
            String label, String mark, List<Field> fields, UnaryOperator<JsonObject> into) {}

    /// Something that follows from other fields.
    ///
    /// @param set what typing it does to the object around it; empty if it can only be read
    record Derived(String label, Words value, Words unit, Words hint, Optional<Setter> set)
            implements Field {
        @Override
        public String path() {
            return "=" + label;
        }

        @Override
        public double share() {
            return set.isPresent() ? 1 : 0.8;
        }
    }

    /// Changes an object so that what follows from it is as typed; empty if that cannot be.
    interface Setter {
        Optional<JsonObject> set(JsonObject before, double wanted);
    }

    /// A list of rows.
    ///
    /// @param columns fields of a row, by the form
    /// @param fresh a new row, to stand behind the others
    /// @param least fewest rows
    /// @param most most rows
    /// @param shown most rows that are shown
    /// @param coloured whether each row has its colour in the preview
    record Rows(
            String path,
            String label,
            Function<Place, List<Field>> columns,
            Function<Place, JsonElement> fresh,
            int least,
            int most,
            int shown,
            boolean coloured)
            implements Field {
        @Override
        public double share() {
            return 1;
        }
    }
}
