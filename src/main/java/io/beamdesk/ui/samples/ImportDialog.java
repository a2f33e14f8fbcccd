package io.beamdesk.ui.samples;

import io.beamdesk.sample.SampleColumn;
import io.beamdesk.sample.SamplePreview;
import io.beamdesk.ui.fx.Parts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;

/// Shows what importing a list of samples would do: what each column is taken for, which can be said
/// otherwise, and every row that cannot be imported with its reason. Rows that are good are imported
/// without the others only if the operator says so.
final class ImportDialog {
    private final SamplesViewModel model;
    private final Path file;
    private final Map<String, SampleColumn> mapping = new HashMap<>();
    private final Label summary = Parts.label("", "text-m", "semibold");
    private final Label written = Parts.label("", "muted");
    private final FlowPane columns = new FlowPane();
    private final ListView<SamplePreview.Fault> faults = new ListView<>();
    private final CheckBox goodOnly = new CheckBox();
    private final VBox wrong;
    private final ButtonType take = new ButtonType("Import", ButtonData.OK_DONE);
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private SamplePreview preview;

    private ImportDialog(
            SamplesViewModel model, String tray, Path file, SamplePreview first, Window owner) {
        this.model = model;
        this.file = file;
        preview = first;
        columns.getStyleClass().add("import-columns");
        faults.setId("import-faults");
        faults.getStyleClass().add("import-faults");
        faults.setCellFactory(_ -> new FaultCell());
        goodOnly.setId("import-good");
        goodOnly.selectedProperty().subscribe(this::allow);
        wrong = new VBox(faults, goodOnly);
        wrong.getStyleClass().add("import-wrong");
        VBox.setVgrow(faults, Priority.ALWAYS);
        ScrollPane scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().addAll("plain-scroll", "import-mapping");
        VBox content =
                new VBox(
                        summary,
                        written,
                        Parts.label("What each column is", "semibold"),
                        scroll,
                        wrong);
        content.getStyleClass().add("import-content");
        VBox.setVgrow(wrong, Priority.ALWAYS);
        dialog.initOwner(owner);
        dialog.setTitle("Import into " + tray);
        dialog.setResizable(true);
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getButtonTypes().setAll(take, ButtonType.CANCEL);
        Node takes = dialog.getDialogPane().lookupButton(take);
        takes.setId("import-take");
        takes.getStyleClass().add("primary");
        show();
    }

    /// Asks for a file and shows what is in it.
    static void choose(SamplesViewModel model, TraysViewModel.Shown shown, Window owner) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Import samples into " + shown.tray().id());
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter("Lists", "*.csv", "*.tsv", "*.txt"),
                        new ExtensionFilter("All files", "*"));
        java.io.File chosen = chooser.showOpenDialog(owner);
        if (chosen != null) {
            open(model, shown.tray().id(), chosen.toPath(), owner);
        }
    }

    /// Shows what is in a file.
    static void open(SamplesViewModel model, String tray, Path file, Window owner) {
        var _ =
                model.edits()
                        .preview(file, Map.of())
                        .thenAccept(first -> {
                            ImportDialog dialog = new ImportDialog(model, tray, file, first, owner);
                            if (dialog.dialog
                                    .showAndWait()
                                    .filter(dialog.take::equals)
                                    .isPresent()) {
                                model.edits().importInto(tray, dialog.preview);
                            }
                        });
    }

    private void show() {
        int good = preview.rows().size();
        int bad = preview.faults().size();
        summary.setText(
                (good == 1 ? "1 sample" : good + " samples")
                        + (bad == 0 ? ", nothing wrong" : ", " + bad + " to look at"));
        written.setText(
                file.getFileName()
                        + " · "
                        + preview.charset().displayName(Locale.ENGLISH)
                        + " · separated by "
                        + word(preview.separator()));
        columns.getChildren().clear();
        for (SamplePreview.Column column : preview.columns()) {
            columns.getChildren().add(column(column));
        }
        faults.getItems().setAll(preview.faults());
        wrong.setVisible(bad > 0);
        wrong.setManaged(bad > 0);
        goodOnly.setSelected(false);
        goodOnly.setText(
                "Import the "
                        + (good == 1 ? "good row" : good + " good rows")
                        + " and leave the others out");
        goodOnly.setDisable(good == 0);
        allow();
    }

    private void allow() {
        boolean some = !preview.rows().isEmpty();
        dialog.getDialogPane()
                .lookupButton(take)
                .setDisable(!some || (!preview.faults().isEmpty() && !goodOnly.isSelected()));
    }

    private Node column(SamplePreview.Column column) {
        ComboBox<SampleColumn> meaning = new ComboBox<>();
        meaning.getItems().setAll(SampleColumn.values());
        meaning.setValue(column.meaning());
        meaning.setId("import-column-" + column.number());
        meaning.setCellFactory(_ -> new MeaningCell());
        meaning.setButtonCell(new MeaningCell());
        meaning.valueProperty()
                .subscribe((_, now) -> {
                    mapping.put(column.heading(), now);
                    var _ =
                            model.edits()
                                    .preview(file, Map.copyOf(mapping))
                                    .thenAccept(again -> {
                                        preview = again;
                                        show();
                                    });
                });
        VBox box = new VBox(Parts.label(column.heading(), "mono"), meaning);
        box.getStyleClass().add("import-column");
        return box;
    }

    private static String word(char separator) {
        return switch (separator) {
            case ',' -> "commas";
            case ';' -> "semicolons";
            case '\t' -> "tabs";
            default -> "\"" + separator + "\"";
        };
    }

    private static final class MeaningCell extends ListCell<SampleColumn> {
        @Override
        protected void updateItem(SampleColumn meaning, boolean empty) {
            super.updateItem(meaning, empty);
            setText(empty || meaning == null ? "" : words(meaning));
        }

        private static String words(SampleColumn meaning) {
            return switch (meaning) {
                case POSITION -> "place";
                case DROP -> "drop";
                case TRAY -> "tray";
                case ALIAS -> "alias";
                case GROUP -> "group";
                case FORMULA -> "formula";
                case HOLDER -> "holder";
                case COMMENTS -> "comment";
                case SAFETY -> "safety note";
                case PROPERTY -> "further property";
                case IGNORED -> "passed over";
            };
        }
    }

    private static final class FaultCell extends ListCell<SamplePreview.Fault> {
        private final Label line = Parts.label("", "mono", "muted");
        private final Label message = Parts.label("");
        private final HBox row = new HBox(line, message);

        FaultCell() {
            row.getStyleClass().add("import-fault");
            message.setWrapText(true);
            HBox.setHgrow(message, Priority.ALWAYS);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(SamplePreview.Fault fault, boolean empty) {
            super.updateItem(fault, empty);
            if (empty || fault == null) {
                setGraphic(null);
                return;
            }
            line.setText(fault.line() == 0 ? "list" : "line " + fault.line());
            message.setText(
                    (fault.heading().isEmpty() ? "" : fault.heading() + ": ") + fault.message());
            setGraphic(row);
        }
    }
}
