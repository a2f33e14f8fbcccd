package io.beamdesk.ui.recipes;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Problem;
import io.beamdesk.recipe.RecipeException;
import io.beamdesk.recipe.RecipeException.Fault;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.ui.recipes.TechniqueForm.Action;
import io.beamdesk.ui.recipes.TechniqueForm.Placed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Something that the check has found, where it is, and the button that repairs it.
///
/// @param level how much it matters
/// @param what in a few words
/// @param why it matters or what to do, may be empty
/// @param field that it is about
/// @param repair changes the recipe so that the finding goes; empty where that is for a person
record Finding(
        Level level, String what, String why, Optional<Placed> field, Optional<Action> repair) {
    /// How much a finding matters.
    enum Level {
        /// Something has still to be filled in or corrected.
        OPEN("mdi2p-pencil-outline", "muted"),
        /// The recipe cannot be run like that.
        BLOCKER("mdi2a-alert-octagon", "major-text"),
        /// It can, but may not be meant like that.
        WARNING("mdi2a-alert", "minor-text");

        private final String icon;
        private final String style;

        Level(String icon, String style) {
            this.icon = icon;
            this.style = style;
        }

        /// What stands before it.
        String icon() {
            return icon;
        }

        /// Style class of its words.
        String style() {
            return style;
        }
    }

    /// What is wrong with what is typed, the first of each field.
    static List<Finding> ofFaults(RecipesViewModel model) {
        Set<String> said = new HashSet<>();
        return model.faultsProperty().get().stream()
                .filter(fault -> said.add(fault.field()))
                .map(fault -> of(fault, model))
                .toList();
    }

    /// What a dry run found, and what the form itself warns of.
    static List<Finding> of(Forecast forecast, RecipesViewModel model) {
        List<Finding> findings = new ArrayList<>();
        forecast.problems().forEach(problem -> findings.add(of(problem, forecast, model)));
        model.warnings()
                .forEach(warning ->
                        findings.add(
                                new Finding(
                                        Level.WARNING,
                                        warning.what(),
                                        warning.why(),
                                        Optional.empty(),
                                        warning.repair())));
        return findings;
    }

    private static Finding of(Fault fault, RecipesViewModel model) {
        Optional<Placed> field =
                model.form().field(model.desk(), model.draftProperty().get(), fault.field());
        String name = field.map(placed -> placed.name(model.form())).orElse(fault.field());
        return new Finding(
                Level.OPEN,
                name.isEmpty() ? "The recipe" : name,
                FormView.say(fault),
                field,
                fault.remedy().isEmpty()
                        ? Optional.empty()
                        : repair(fault, name, JsonParser.parseString(fault.remedy())));
    }

    private static Optional<Action> repair(Fault fault, String name, JsonElement right) {
        String label =
                switch (right) {
                    case JsonNull _ -> "Leave out";
                    case JsonPrimitive word when word.isString() -> "Use " + word.getAsString();
                    default -> "Set " + JsonPath.typed(Optional.of(right));
                };
        return Optional.of(
                new Action(
                        label,
                        "",
                        right.isJsonNull()
                                ? "Leaves out " + name
                                : "Sets " + name + " to " + JsonPath.typed(Optional.of(right)),
                        json -> JsonPath.with(json, fault.field(), right)));
    }

    private static Finding of(Problem problem, Forecast forecast, RecipesViewModel model) {
        String message = problem.message();
        int cut = message.indexOf("; ");
        String remedy = cut < 0 ? "" : message.substring(cut + 2);
        JsonObject checked = model.draftProperty().get();
        return new Finding(
                Level.BLOCKER,
                cut < 0 ? message : message.substring(0, cut),
                remedy.isEmpty()
                        ? ""
                        : remedy.substring(0, 1).toUpperCase(Locale.ROOT) + remedy.substring(1),
                field(problem.device(), model),
                WithinLimits.of(checked, problem, forecast)
                        .filter(Finding::isRecipe)
                        .map(mended ->
                                new Action(
                                        "Keep within limits",
                                        "",
                                        changes(checked, mended),
                                        // What was typed since is checked anew before it is mended.
                                        now -> now.equals(checked) ? mended : now)));
    }

    private static boolean isRecipe(JsonObject json) {
        try {
            var _ = RecipeFile.of(json);
            return true;
        } catch (RecipeException _) {
            return false;
        }
    }

    /// What a change does, in so many words.
    private static String changes(JsonObject before, JsonObject after) {
        List<String> lines = VersionsDialog.differences(before, after);
        return String.join("\n", lines.size() > 6 ? lines.subList(0, 6) : lines);
    }

    /// The field that names a device.
    private static Optional<Placed> field(String device, RecipesViewModel model) {
        return device.isEmpty()
                ? Optional.empty()
                : model.form().fields(model.desk(), model.draftProperty().get()).stream()
                        .filter(placed -> placed.place().text(placed.field().path()).equals(device))
                        .findFirst();
    }
}
