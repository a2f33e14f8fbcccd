package io.beamdesk.ui.samples;

import io.beamdesk.sample.SamplePicture;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.samples.SampleDesk.Choice;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.StringConverter;

/// The screened samples of a tray, the best one first, and which of them to measure: the scores decide
/// what is collected next.
final class ScreeningDialog {
    private static final double NARROW = 80;
    private static final double WIDE = 112;

    private final List<Screened> all;
    private final int useful;
    private final TextField most = new TextField();
    private final ComboBox<Choice> recipe = new ComboBox<>();
    private final Label why = Parts.label("", "major-text");
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final Button collect;

    private ScreeningDialog(
            String tray, List<Screened> all, List<Choice> recipes, Consumer<Wanted> wanted) {
        this.all = all;
        useful = Screened.best(all, Integer.MAX_VALUE).size();
        VBox content = new VBox(Parts.label(summary(), "text-m", "semibold"));
        content.getStyleClass().add("screening-dialog");
        content.getChildren().add(all.isEmpty() ? nothing() : table());
        if (!all.isEmpty()) {
            content.getChildren().add(choice(recipes));
        }
        ButtonType put = new ButtonType("Collect…", ButtonData.OK_DONE);
        dialog.setTitle("Screening of " + tray);
        dialog.getDialogPane().getStyleClass().add("roomy");
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getButtonTypes().setAll(put, ButtonType.CLOSE);
        collect = (Button) dialog.getDialogPane().lookupButton(put);
        collect.setId("screening-collect");
        collect.getStyleClass().add("primary");
        collect.addEventFilter(
                ActionEvent.ACTION,
                _ -> wanted.accept(new Wanted(recipe.getValue(), Screened.best(all, number()))));
        most.textProperty().subscribe(this::check);
        recipe.valueProperty().subscribe(this::check);
        check();
    }

    /// What a person wants measured.
    ///
    /// @param recipe with which recipe
    /// @param places where, the best first
    private record Wanted(Choice recipe, List<String> places) {}

    /// Reads the scores of the shown tray, shows them, and goes on with what is to be measured.
    static void show(SamplesViewModel model, String tray, Window owner) {
        SubmitViewModel submitting = model.submitting();
        var _ =
                submitting
                        .screened(tray)
                        .thenAccept(all ->
                                new ScreeningDialog(
                                                tray,
                                                all,
                                                submitting.recipesProperty().get(),
                                                wanted -> submit(model, tray, wanted, owner))
                                        .open(owner));
    }

    private static void submit(SamplesViewModel model, String tray, Wanted wanted, Window owner) {
        var _ =
                model.submitting()
                        .prepare(wanted.recipe(), tray, wanted.places())
                        .thenAccept(ready -> SubmitDialog.show(model, ready, owner));
    }

    private void open(Window owner) {
        dialog.initOwner(owner);
        var _ = dialog.showAndWait();
    }

    private String summary() {
        int empty = all.size() - useful;
        return all.isEmpty()
                ? "No sample of this tray was screened"
                : all.size() + " screened" + (empty > 0 ? " · " + empty + " of no use" : "");
    }

    private static Label nothing() {
        Label words =
                Parts.label(
                        "Select places and submit them with a recipe of the technique Screening; their scores come here.",
                        "muted");
        words.setWrapText(true);
        return words;
    }

    private TableView<Screened> table() {
        TableView<Screened> table = new TableView<>();
        table.setId("screening-table");
        TableColumn<Screened, String> reason =
                column("Why", s -> s.reason().replace("; ", "\n"), NARROW);
        reason.setMaxWidth(Double.MAX_VALUE);
        table.getColumns()
                .setAll(
                        List.of(
                                pictures(),
                                figure("Score", Screened::score),
                                column("Place", Screened::place, NARROW),
                                column("Sample", s -> s.card().sample().alias(), WIDE),
                                figure("Picture", s -> s.part("image")),
                                figure("Signal", s -> s.part("signal")),
                                column("State", s -> s.card().state().word(), NARROW),
                                reason));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getItems().setAll(all);
        VBox.setVgrow(table, Priority.ALWAYS);
        return table;
    }

    /// Small, and read away from the JavaFX thread.
    private static TableColumn<Screened, Optional<SamplePicture>> pictures() {
        TableColumn<Screened, Optional<SamplePicture>> column = new TableColumn<>("");
        column.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(row.getValue().picture()).getReadOnlyProperty());
        column.setCellFactory(_ -> new Thumbnail());
        column.setMinWidth(Thumbnail.SIDE);
        column.setMaxWidth(Thumbnail.SIDE);
        column.setSortable(false);
        return column;
    }

    private static TableColumn<Screened, String> figure(
            String title, Function<Screened, Double> number) {
        TableColumn<Screened, String> column =
                column(
                        title,
                        s -> {
                            double value = number.apply(s);
                            return Double.isNaN(value) ? Figures.DASH : Figures.of(value, 0);
                        },
                        NARROW);
        column.getStyleClass().addAll("mono", "figures");
        return column;
    }

    private static TableColumn<Screened, String> column(
            String title, Function<Screened, String> words, double width) {
        TableColumn<Screened, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row ->
                new ReadOnlyStringWrapper(words.apply(row.getValue())).getReadOnlyProperty());
        // A column is no node that a stylesheet could size.
        column.setMinWidth(width);
        column.setMaxWidth(width);
        column.setSortable(false);
        return column;
    }

    private HBox choice(List<Choice> recipes) {
        most.setId("screening-most");
        most.setText(Integer.toString(useful));
        most.setPrefColumnCount(4);
        most.setAccessibleText("How many of the best to collect");
        recipe.setId("screening-recipe");
        recipe.setPromptText("Recipe");
        recipe.setAccessibleText("Recipe to collect them with");
        recipe.getItems().setAll(recipes);
        recipe.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Choice choice) {
                        return choice == null ? "" : choice.name();
                    }

                    @Override
                    public Choice fromString(String name) {
                        return Objects.requireNonNull(recipe.getValue());
                    }
                });
        HBox row =
                new HBox(Parts.label("Collect the best"), most, Parts.label("with"), recipe, why);
        row.getStyleClass().add("screening-choice");
        return row;
    }

    /// How many; 0 if what is typed is no number.
    private int number() {
        String text = most.getText().strip();
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }

    private void check() {
        int wanted = number();
        boolean fits = wanted >= 1 && wanted <= useful;
        why.setText(
                useful == 0
                        ? all.isEmpty() ? "" : "None of them is worth a measurement"
                        : fits ? "" : "Give a number from 1 to " + useful);
        collect.setDisable(!fits || recipe.getValue() == null);
    }
}
