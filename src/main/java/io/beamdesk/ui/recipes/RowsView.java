package io.beamdesk.ui.recipes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.beamdesk.recipe.RecipeException.Fault;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.recipes.TechniqueForm.Placed;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A list of a recipe as a table: a line for each row, with a menu to move, insert and remove it.
final class RowsView {
    private final RecipesViewModel model;
    private final Field.Rows rows;
    private final GridPane grid = new GridPane();
    private final VBox root = new VBox(grid);

    RowsView(FormView form, RecipesViewModel model, Field.Rows rows, Place place) {
        this.model = model;
        this.rows = rows;
        List<Field> columns = rows.columns().apply(place);
        int all = JsonPath.array(place.root(), rows.path()).size();
        int count = TechniqueForm.count(rows, place);
        root.getStyleClass().add("form-rows");
        grid.getStyleClass().add("form-grid");
        constrain(columns);
        int line = 0;
        for (int c = 0; c < columns.size(); c++) {
            Label head = Parts.label(columns.get(c).label(), "field-label");
            if (columns.get(c).needed()) {
                head.setGraphic(Parts.label("*", "required"));
                head.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
            }
            grid.add(head, c + 1, line);
        }
        for (int i = 0; i < count; i++) {
            line++;
            Place row = TechniqueForm.row(rows, place, i);
            grid.add(mark(i), 0, line);
            for (int c = 0; c < columns.size(); c++) {
                Node cell = form.add(new Placed(columns.get(c), row), false).root();
                grid.add(cell, c + 1, line);
            }
            grid.add(menu(i, all), columns.size() + 1, line);
            line++;
            grid.add(reason(form, row.at()), 1, line, columns.size(), 1);
        }
        if (count < all) {
            root.getChildren()
                    .add(
                            Parts.label(
                                    "and "
                                            + Figures.of((long) all - count)
                                            + " more, as the file has them",
                                    "muted"));
        }
        root.getChildren().add(reason(form, rows.path()));
    }

    Node root() {
        return root;
    }

    private void constrain(List<Field> columns) {
        double shares = columns.stream().mapToDouble(Field::share).sum();
        ColumnConstraints first = new ColumnConstraints();
        first.setMinWidth(Region.USE_PREF_SIZE);
        grid.getColumnConstraints().add(first);
        for (Field column : columns) {
            ColumnConstraints constraints = new ColumnConstraints();
            // Equal parts of whatever room there is: the wish is far below it.
            constraints.setPrefWidth(column.share() / shares);
            constraints.setMinWidth(0);
            constraints.setPercentWidth(column.share() / shares * ROOM);
            constraints.setHgrow(Priority.ALWAYS);
            constraints.setFillWidth(true);
            constraints.setHalignment(HPos.LEFT);
            grid.getColumnConstraints().add(constraints);
        }
    }

    // Of the width, in percent; the mark before the row and its menu have the rest.
    private static final double ROOM = 88;

    private Node mark(int index) {
        Label mark = Parts.label(Integer.toString(index + 1), "mono", "row-mark");
        if (rows.coloured()) {
            mark.getStyleClass().add("region-" + SeriesDrawings.regionInk(index));
        }
        return mark;
    }

    private Label reason(FormView form, String at) {
        Label reason = Parts.label("", "major-text", "row-reason");
        reason.setWrapText(true);
        form.onFaults(
                at,
                faults -> {
                    // One fault a field: another follows from the first.
                    Set<String> said = new HashSet<>();
                    List<Fault> mine =
                            faults.stream()
                                    .filter(f ->
                                            at.endsWith("]")
                                                    ? JsonPath.isWithin(f.field(), at)
                                                    : f.field().equals(at))
                                    .filter(f -> said.add(f.field()))
                                    .toList();
                    reason.setText(
                            String.join(
                                    " ",
                                    mine.stream()
                                            .map(f -> label(f, at) + FormView.say(f))
                                            .toList()));
                    List<String> warned =
                            model.warnings().stream()
                                    .filter(w -> mine.isEmpty() && at.endsWith("]"))
                                    .filter(w -> JsonPath.isWithin(w.field(), at))
                                    .map(w -> w.what() + ". Allowed; see Check.")
                                    .toList();
                    if (!warned.isEmpty()) {
                        reason.setText(String.join(" ", warned));
                    }
                    String style = warned.isEmpty() ? "major-text" : "minor-text";
                    reason.getStyleClass().removeAll("major-text", "minor-text");
                    reason.getStyleClass().add(style);
                    reason.setGraphic(
                            Parts.icon(
                                    warned.isEmpty() ? "mdi2a-alert-circle" : "mdi2a-alert",
                                    style));
                    reason.setVisible(!mine.isEmpty() || !warned.isEmpty());
                    reason.setManaged(reason.isVisible());
                });
        return reason;
    }

    private String label(Fault fault, String at) {
        return fault.field().equals(at)
                ? ""
                : model.form()
                        .field(model.desk(), model.draftProperty().get(), fault.field())
                        .map(placed -> placed.field().label() + ": ")
                        .orElse("");
    }

    private MenuButton menu(int index, int all) {
        String word = rows.label().toLowerCase(Locale.ROOT);
        MenuItem up = item("Move up", () -> move(index, index - 1), index == 0);
        MenuItem down = item("Move down", () -> move(index, index + 1), index == all - 1);
        MenuItem insert =
                item(
                        "Insert a " + word + " below",
                        () -> insert(model, rows, index + 1),
                        all >= rows.most());
        MenuItem remove = item("Remove", () -> remove(index), all <= rows.least());
        MenuButton button = new MenuButton("", Parts.icon("mdi2d-dots-vertical"));
        button.getItems().addAll(up, down, insert, remove);
        button.getStyleClass().addAll("flat", "icon-only", "row-menu");
        String words = "Move, insert or remove " + word + " " + (index + 1);
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
        button.setId(FormView.id(rows.path() + "-" + index + "-menu"));
        return button;
    }

    private static MenuItem item(String word, Runnable action, boolean disabled) {
        MenuItem item = new MenuItem(word);
        item.setOnAction(_ -> action.run());
        item.setDisable(disabled);
        return item;
    }

    /// Puts a new row in, before that of the index.
    static void insert(RecipesViewModel model, Field.Rows rows, int index) {
        model.edit(
                "+" + index,
                json -> {
                    JsonElement fresh = rows.fresh().apply(new Place(model.desk(), json, ""));
                    JsonArray changed = new JsonArray();
                    JsonArray before = JsonPath.array(json, rows.path());
                    for (int i = 0; i < before.size(); i++) {
                        if (i == index) {
                            changed.add(fresh);
                        }
                        changed.add(before.get(i));
                    }
                    if (index >= before.size()) {
                        changed.add(fresh);
                    }
                    return JsonPath.with(json, rows.path(), changed);
                });
    }

    private void remove(int index) {
        change(
                "−" + index,
                array -> {
                    JsonArray copy = JsonPath.copy(array);
                    copy.remove(index);
                    return copy;
                });
    }

    private void move(int from, int to) {
        change(from + "→" + to, array -> TechniqueForm.moved(array, from, to));
    }

    private void change(String what, UnaryOperator<JsonArray> change) {
        model.edit(
                what,
                (JsonObject json) ->
                        JsonPath.with(
                                json,
                                rows.path(),
                                change.apply(JsonPath.array(json, rows.path()))));
    }
}
