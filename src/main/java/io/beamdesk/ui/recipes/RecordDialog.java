package io.beamdesk.ui.recipes;

import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.scrape.Difference;
import io.beamdesk.recipe.scrape.Remark;
import io.beamdesk.recipe.scrape.Scraped;
import io.beamdesk.recipe.scrape.SscanChange;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.recipes.RecordExchange.State;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Subscription;

/// Asks for a live sscan record, and shows what was found in it, or what would be written to it, before
/// anything is done.
final class RecordDialog {
    private final RecordExchange exchange;
    private final boolean writes;
    private final ComboBox<String> record = new ComboBox<>();
    private final Button ask;
    private final VBox answer = new VBox();
    private final ButtonType act = new ButtonType("", ButtonData.OK_DONE);
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final Button does;

    private RecordDialog(RecordExchange exchange, boolean writes, String title, String header) {
        this.exchange = exchange;
        this.writes = writes;
        record.setEditable(true);
        record.getItems().setAll(exchange.names());
        record.getEditor().setId("record-name");
        record.getEditor().setPromptText("SIM:scan1");
        record.getEditor()
                .setText(
                        exchange.record().isEmpty()
                                ? exchange.names().stream().findFirst().orElse("")
                                : exchange.record());
        record.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(record, Priority.ALWAYS);
        ask = Parts.button(writes ? "Compare" : "Read", "mdi2s-swap-horizontal", this::ask);
        ask.setId("record-ask");
        record.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ENTER && !record.isShowing()) {
                        ask();
                        event.consume();
                    }
                });
        Label label = Parts.label("Record, or the outermost of several", "field-label");
        label.setLabelFor(record);
        HBox line = new HBox(record, ask);
        line.getStyleClass().add("record-line");
        answer.getStyleClass().add("record-answer");
        VBox.setVgrow(answer, Priority.ALWAYS);
        VBox content = new VBox(label, line, answer);
        content.getStyleClass().add("record-dialog");
        dialog.getDialogPane().getStyleClass().add("roomy");
        dialog.setTitle(title);
        dialog.setHeaderText(header);
        dialog.setResizable(true);
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getButtonTypes().setAll(act, ButtonType.CANCEL);
        does = (Button) dialog.getDialogPane().lookupButton(act);
        does.setId("record-act");
        // Its words change while it is shown, and it is not laid out anew for them.
        does.setMinWidth(Region.USE_PREF_SIZE);
        ButtonBar.setButtonUniformSize(does, false);
        if (writes) {
            does.getStyleClass().add("danger");
            // Enter asks; what writes is pressed on purpose.
            does.setDefaultButton(false);
            // Writing takes a while and has a result to show, so the dialog stays.
            does.addEventFilter(
                    ActionEvent.ACTION,
                    event -> {
                        exchange.write();
                        event.consume();
                    });
        } else {
            does.getStyleClass().add("primary");
        }
        record.getEditor().textProperty().subscribe(this::typed);
    }

    /// Makes a new recipe of a record.
    static void scrape(RecordExchange exchange, Window owner) {
        RecordDialog dialog =
                new RecordDialog(
                        exchange,
                        false,
                        "Scrape from record",
                        "Make a recipe of what a live sscan record is set up for; nothing is written to it");
        if (dialog.show(owner)) {
            exchange.open();
        }
    }

    /// Writes the recipe in the form into a record.
    static void apply(RecordExchange exchange, String recipe, Window owner) {
        new RecordDialog(
                        exchange,
                        true,
                        "Apply to record",
                        "Set up a live sscan record for \"" + recipe + "\"")
                .show(owner);
    }

    private boolean show(Window owner) {
        dialog.initOwner(owner);
        Subscription following = exchange.stateProperty().subscribe(this::follow);
        Optional<ButtonType> pressed = dialog.showAndWait();
        following.unsubscribe();
        boolean acted = pressed.filter(act::equals).isPresent();
        if (!acted) {
            exchange.clear();
        }
        return acted;
    }

    private void ask() {
        String name = record.getEditor().getText();
        if (!name.isBlank()) {
            if (writes) {
                exchange.compare(name);
            } else {
                exchange.scrape(name);
            }
        }
    }

    /// What was found is of another record.
    private void typed() {
        ask.setDisable(record.getEditor().getText().isBlank());
        if (!record.getEditor().getText().strip().equals(exchange.record())) {
            exchange.clear();
        }
    }

    private void follow(State state) {
        answer.getChildren()
                .setAll(
                        switch (state) {
                            case State.Idle _ ->
                                    List.of(
                                            sentence(
                                                    writes
                                                            ? "Compare shows what would be written before anything is."
                                                            : "Read shows what the record is set up for.",
                                                    "muted"));
                            case State.Busy(String doing) ->
                                    List.of(sentence(doing + "…", "muted"));
                            case State.Failed(String reason) ->
                                    List.of(remark("mdi2a-alert-octagon", "major-text", reason));
                            case State.Found(Scraped scraped) -> found(scraped);
                            case State.Compared(SscanChange change) -> compared(change);
                            case State.Written(SscanChange change, SscanChange left) ->
                                    written(change, left);
                        });
        boolean busy = state instanceof State.Busy;
        ask.setDisable(busy || record.getEditor().getText().isBlank());
        Optional<String> obstacle = obstacle(state);
        does.setDisable(obstacle.isPresent());
        does.setTooltip(obstacle.map(Tooltip::new).orElse(null));
        does.setText(
                !writes
                        ? "Open as new recipe"
                        : state instanceof State.Compared(SscanChange change) && obstacle.isEmpty()
                                ? "Write "
                                        + RecordExchange.fields(change)
                                        + " to "
                                        + exchange.record()
                                : "Write");
        Button closes = (Button) dialog.getDialogPane().lookupButton(ButtonType.CANCEL);
        closes.setText(state instanceof State.Written ? "Close" : "Cancel");
    }

    private Optional<String> obstacle(State state) {
        if (writes) {
            return exchange.obstacle();
        }
        return state instanceof State.Found(Scraped scraped) && scraped.recipe().isPresent()
                ? Optional.empty()
                : Optional.of("Read a record first.");
    }

    private static List<Node> found(Scraped scraped) {
        VBox all = new VBox();
        scraped.recipe().ifPresent(recipe -> all.getChildren().add(about(recipe)));
        remarks(
                all,
                "There is no recipe of it",
                "mdi2a-alert-octagon",
                "major-text",
                scraped.problems());
        remarks(all, "It was scanning meanwhile", "mdi2a-alert", "minor-text", scraped.busy());
        remarks(all, "Not in the recipe", "mdi2i-information-outline", "muted", scraped.leftOut());
        return List.of(scrolled(all));
    }

    private static Node about(Recipe recipe) {
        Optional<TechniqueForm> form = TechniqueForms.of(recipe.toJson());
        VBox words =
                new VBox(
                        Parts.label(recipe.name(), "semibold"),
                        Parts.label(
                                form.map(f -> f.title() + " · " + f.about().apply(recipe))
                                        .orElse(""),
                                "muted"));
        words.getStyleClass().add("two-lines");
        HBox row =
                new HBox(
                        Parts.icon(form.map(TechniqueForm::icon).orElse("mdi2c-chart-line")),
                        words);
        row.getStyleClass().add("library-row");
        return row;
    }

    private List<Node> compared(SscanChange change) {
        VBox all = new VBox();
        remarks(
                all,
                "It cannot be written",
                "mdi2a-alert-octagon",
                "major-text",
                change.problems());
        remarks(all, "A scan is under way", "mdi2a-alert-octagon", "major-text", change.busy());
        if (change.problems().isEmpty() && change.differences().isEmpty()) {
            all.getChildren()
                    .add(
                            remark(
                                    "mdi2c-check-circle",
                                    "good",
                                    exchange.record() + " is as the recipe says."));
        }
        remarks(
                all,
                "Not in the recipe, stays as it is",
                "mdi2i-information-outline",
                "muted",
                change.untouched());
        return change.differences().isEmpty()
                ? List.of(scrolled(all))
                : List.of(differences(change.differences()), all);
    }

    private List<Node> written(SscanChange change, SscanChange left) {
        VBox all = new VBox();
        if (left.differences().isEmpty()) {
            all.getChildren()
                    .add(
                            remark(
                                    "mdi2c-check-circle",
                                    "good",
                                    RecordExchange.fields(change)
                                            + " written to "
                                            + exchange.record()
                                            + " and read back."));
        }
        remarks(
                all,
                "Did not take the value; check the record's freeze flags and limits",
                "mdi2a-alert-octagon",
                "major-text",
                left.differences().stream()
                        .map(d ->
                                new Remark(
                                        d.pv(),
                                        "is "
                                                + Difference.text(d.before())
                                                + ", not "
                                                + Difference.text(d.after())))
                        .toList());
        return List.of(scrolled(all));
    }

    private static TableView<Difference> differences(List<Difference> differences) {
        TableView<Difference> table = new TableView<>();
        table.setId("record-differences");
        table.getColumns()
                .setAll(
                        List.of(
                                column("Field", d -> d.pv().toString()),
                                column("Stands there", d -> Difference.text(d.before())),
                                column("Would be written", d -> Difference.text(d.after()))));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getItems().setAll(differences);
        VBox.setVgrow(table, Priority.ALWAYS);
        return table;
    }

    private static TableColumn<Difference, String> column(
            String title, Function<Difference, String> words) {
        TableColumn<Difference, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row ->
                new ReadOnlyStringWrapper(words.apply(row.getValue())).getReadOnlyProperty());
        column.getStyleClass().add("mono");
        column.setSortable(false);
        return column;
    }

    private static void remarks(
            VBox into, String title, String icon, String style, List<Remark> remarks) {
        if (!remarks.isEmpty()) {
            into.getChildren().add(Parts.label(title, "semibold"));
            remarks.forEach(r -> into.getChildren().add(remark(icon, style, r + ".")));
        }
    }

    private static Node remark(String icon, String style, String words) {
        Label text = sentence(words, style);
        text.setGraphic(Parts.icon(icon));
        return text;
    }

    private static Label sentence(String words, String style) {
        Label text = Parts.label(words, style);
        text.setWrapText(true);
        return text;
    }

    private static Node scrolled(VBox content) {
        content.getStyleClass().add("record-remarks");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        return scroll;
    }
}
