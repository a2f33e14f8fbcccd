package io.beamdesk.ui.samples;

import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayType;
import io.beamdesk.ui.fx.Parts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputDialog;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.StringConverter;

/// Asks what a new tray is, or for another alias of one.
final class TrayDialog {
    private TrayDialog() {}

    static void add(SamplesViewModel model, Window owner) {
        TextField id = new TextField();
        id.setId("tray-id");
        TextField alias = new TextField();
        alias.setId("tray-alias");
        TextField sender = new TextField();
        sender.setId("tray-sender-name");
        ComboBox<TrayType> type = new ComboBox<>();
        type.setId("tray-type");
        type.getItems().setAll(model.trays().types());
        type.setMaxWidth(Double.MAX_VALUE);
        type.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(TrayType one) {
                        return one == null ? "" : one.title();
                    }

                    @Override
                    public TrayType fromString(String title) {
                        return Objects.requireNonNull(type.getValue());
                    }
                });
        type.getItems().stream()
                .filter(t -> t.name().equals("96-2"))
                .findFirst()
                .or(() -> type.getItems().stream().findFirst())
                .ifPresent(type::setValue);
        Label problem = Parts.label("", "major-text");
        problem.setWrapText(true);
        VBox form =
                new VBox(
                        Parts.label("Id, as it is written on it *", "field-label"),
                        id,
                        Parts.label("Type", "field-label"),
                        type,
                        Parts.label("Alias", "field-label"),
                        alias,
                        Parts.label("Sender", "field-label"),
                        sender,
                        problem);
        form.getStyleClass().add("tray-form");
        ButtonType add = new ButtonType("Add Tray", ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle("Add a tray");
        dialog.getDialogPane().setContent(form);
        dialog.getDialogPane().getButtonTypes().setAll(add, ButtonType.CANCEL);
        Node adds = dialog.getDialogPane().lookupButton(add);
        adds.setId("tray-take");
        adds.getStyleClass().add("primary");
        Set<String> taken =
                model.trays().traysProperty().get().stream()
                        .map(r -> r.id().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        id.textProperty()
                .subscribe(text -> {
                    boolean repeated = taken.contains(text.strip().toLowerCase(Locale.ROOT));
                    problem.setText(
                            repeated
                                    ? text.strip() + " is there already; give it another id."
                                    : "");
                    adds.setDisable(text.isBlank() || repeated);
                });
        dialog.setOnShown(_ -> id.requestFocus());
        Optional<ButtonType> pressed = dialog.showAndWait();
        if (pressed.filter(add::equals).isPresent() && type.getValue() != null) {
            model.edits()
                    .addTray(
                            new Tray(
                                    id.getText().strip(),
                                    alias.getText().strip(),
                                    type.getValue().name(),
                                    sender.getText().strip(),
                                    Optional.of(Instant.now()),
                                    List.of()));
        }
    }

    static void rename(SamplesViewModel model, Tray tray, Window owner) {
        TextInputDialog dialog = new TextInputDialog(tray.alias());
        dialog.initOwner(owner);
        dialog.setTitle("Edit alias");
        dialog.setHeaderText(null);
        dialog.setGraphic(null);
        dialog.setContentText("Alias of " + tray.id());
        dialog.showAndWait().ifPresent(text -> model.edits().renameTray(text.strip()));
    }
}
