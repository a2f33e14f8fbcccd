package io.beamdesk.ui.align;

import io.beamdesk.app.Alignment;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Named alignments: keep one, compare it with where the axes are, go back to it, undo that.
public final class PositionsCard implements AlignCard {
    private final PositionsViewModel model;
    private final ComboBox<Alignment> kept = new ComboBox<>();
    private final TextField name = new TextField();
    private final ComboBox<String> group = new ComboBox<>();
    private final Button restore = new Button("Restore", Parts.icon("mdi2r-restore"));
    private final Button undo = new Button("Undo", Parts.icon("mdi2u-undo"));
    private final Button delete;
    private final VBox table = new VBox();
    private final Label note = Parts.label("", "card-note");
    private boolean following;

    /// Follows the model.
    public PositionsCard(PositionsViewModel model) {
        this.model = model;
        delete =
                Parts.iconButton(
                        "mdi2d-delete-outline", "Delete this alignment", this::confirmDelete);
    }

    @Override
    public ReadOnlyBooleanProperty wantedProperty() {
        return model.movingProperty();
    }

    @Override
    public Node build() {
        kept.setId("positions-kept");
        kept.setPromptText("Kept alignments");
        kept.setAccessibleText("Kept alignments");
        kept.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(kept, Priority.ALWAYS);
        kept.setConverter(new Names());
        kept.valueProperty()
                .subscribe(now -> {
                    if (!following) {
                        model.chosenProperty().set(Optional.ofNullable(now));
                    }
                });
        restore.setId("positions-restore");
        restore.setOnAction(_ -> {
            if (model.movingProperty().get()) {
                model.stop();
            } else {
                model.restore();
            }
        });
        undo.setId("positions-undo");
        undo.setTooltip(new Tooltip("Back to where the axes were before, the last one first"));
        undo.setOnAction(_ -> model.undo());
        undo.setMinWidth(Region.USE_PREF_SIZE);
        restore.setMinWidth(Region.USE_PREF_SIZE);
        HBox going = new HBox(kept, delete, undo, restore);
        going.getStyleClass().add("tool-row");
        name.setId("positions-name");
        name.setPromptText("Name of an alignment");
        name.setAccessibleText("Name of an alignment");
        HBox.setHgrow(name, Priority.ALWAYS);
        group.setAccessibleText("Axes that are kept");
        group.setTooltip(new Tooltip("Axes that are kept"));
        Button save = Parts.button("Keep", "mdi2c-content-save-outline", this::save);
        save.setId("positions-save");
        name.setOnAction(_ -> save());
        HBox keeping = new HBox(name, group, save);
        keeping.getStyleClass().add("tool-row");
        table.getStyleClass().add("positions-table");
        ScrollPane scroll = new ScrollPane(table);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("positions-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        note.setWrapText(true);
        note.managedProperty().bind(note.visibleProperty());
        model.keptProperty().subscribe(this::follow);
        model.chosenProperty().subscribe(this::follow);
        model.rowsProperty().subscribe(this::refresh);
        model.movingProperty().subscribe(this::refresh);
        model.undoProperty().subscribe(this::refresh);
        model.noteProperty().subscribe(this::refresh);
        return new VBox(keeping, going, scroll, note);
    }

    @Override
    public void setShown(boolean shown) {
        if (shown) {
            List<String> groups =
                    model.positions().axes().stream()
                            .map(Positions.Axis::group)
                            .distinct()
                            .toList();
            if (!group.getItems().equals(groups)) {
                group.getItems().setAll(groups);
                group.setValue(model.positions().usualGroup());
            }
            model.load();
        }
    }

    @Override
    public void tick() {
        model.refresh();
    }

    private void follow() {
        following = true;
        if (!kept.getItems().equals(model.keptProperty().get())) {
            kept.getItems().setAll(model.keptProperty().get());
        }
        kept.setValue(model.chosenProperty().get().orElse(null));
        following = false;
        refresh();
    }

    private void save() {
        String chosen =
                group.getValue() == null ? model.positions().usualGroup() : group.getValue();
        if (!model.save(name.getText(), chosen, false)) {
            Alert ask =
                    new Alert(
                            Alert.AlertType.CONFIRMATION,
                            "There is an alignment " + name.getText().strip() + ". Replace it?",
                            new ButtonType("Replace"),
                            ButtonType.CANCEL);
            ask.setHeaderText(null);
            ask.initOwner(name.getScene().getWindow());
            ask.showAndWait()
                    .filter(answer -> !answer.equals(ButtonType.CANCEL))
                    .ifPresent(_ -> model.save(name.getText(), chosen, true));
        }
    }

    private void confirmDelete() {
        model.chosenProperty()
                .get()
                .ifPresent(alignment -> {
                    Alert ask =
                            new Alert(
                                    Alert.AlertType.CONFIRMATION,
                                    "Delete the alignment " + alignment.name() + " for good?",
                                    new ButtonType("Delete"),
                                    ButtonType.CANCEL);
                    ask.setHeaderText(null);
                    ask.initOwner(name.getScene().getWindow());
                    ask.showAndWait()
                            .filter(answer -> !answer.equals(ButtonType.CANCEL))
                            .ifPresent(_ -> model.delete());
                });
    }

    private void refresh() {
        List<PositionsViewModel.Row> rows = model.rowsProperty().get();
        boolean moving = model.movingProperty().get();
        long going = rows.stream().filter(PositionsViewModel.Row::included).count();
        restore.setText(moving ? "Stop" : "Restore " + (going > 0 ? going + " axes" : ""));
        restore.setGraphic(Parts.icon(moving ? "mdi2s-stop" : "mdi2r-restore"));
        restore.setDisable(!moving && going == 0);
        undo.setDisable(moving || model.undoProperty().get().isEmpty());
        delete.setDisable(moving || model.chosenProperty().get().isEmpty());
        table.getChildren().clear();
        if (rows.isEmpty()) {
            Label hint =
                    Parts.label(
                            "Name where the axes are and keep it; choose it here later to compare"
                                    + " and to go back.",
                            "muted");
            hint.setWrapText(true);
            table.getChildren().add(hint);
        }
        for (int i = 0; i < rows.size(); i++) {
            table.getChildren().add(row(rows.get(i), i, rows.size(), moving));
        }
        Notes.show(note, model.noteProperty().get());
        note.setVisible(!note.getText().isEmpty());
    }

    private Node row(PositionsViewModel.Row row, int index, int count, boolean moving) {
        String label = row.axis().map(Positions.Axis::label).orElse(row.place().device());
        int precision = row.axis().map(Positions.Axis::precision).orElse(3);
        CheckBox included = new CheckBox((index + 1) + ". " + label);
        included.setMnemonicParsing(false);
        included.getStyleClass().add("positions-name");
        included.setSelected(row.included());
        included.setDisable(moving);
        included.setTooltip(new Tooltip("Goes back with the others, in this order"));
        included.setOnAction(_ -> model.include(row, included.isSelected()));
        Label kept =
                Parts.label(
                        Figures.of(row.place().position(), precision), "mono", "positions-number");
        Label now =
                Parts.label(
                        row.now().isPresent()
                                ? Figures.of(row.now().getAsDouble(), precision)
                                : Figures.DASH,
                        "mono",
                        "bold",
                        "positions-number");
        String way = Figures.of(row.way(), precision);
        boolean same = Math.abs(row.way()) < Math.pow(10, -precision) / 2;
        Label off =
                Parts.label(
                        same ? "same" : row.way() > 0 ? "+" + way : way,
                        "mono",
                        "positions-number",
                        same ? "muted" : "accent");
        HBox line = new HBox(included, Parts.spacer(), kept, now, off);
        line.getStyleClass().add("positions-row");
        row.obstacle()
                .ifPresent(why -> {
                    Label warning = new Label("", Parts.icon("mdi2a-alert-octagon"));
                    warning.setTooltip(new Tooltip(why));
                    warning.setAccessibleText(why);
                    warning.getStyleClass().add("positions-obstacle");
                    line.getChildren().add(1, warning);
                });
        line.getChildren()
                .addAll(
                        arrow("mdi2c-chevron-up", "earlier", row, -1, moving || index == 0),
                        arrow("mdi2c-chevron-down", "later", row, 1, moving || index == count - 1));
        return line;
    }

    private Button arrow(
            String icon, String word, PositionsViewModel.Row row, int by, boolean disabled) {
        Button button =
                Parts.iconButton(
                        icon, "Goes back " + word, () -> model.shift(row, by), "jog-button");
        button.setDisable(disabled);
        return button;
    }

    /// Alignments by their names.
    private final class Names extends StringConverter<Alignment> {
        @Override
        public String toString(@Nullable Alignment alignment) {
            return alignment == null ? "" : alignment.name();
        }

        @Override
        public @Nullable Alignment fromString(String text) {
            return kept.getItems().stream()
                    .filter(a -> a.name().equals(text))
                    .findFirst()
                    .orElse(null);
        }
    }
}
