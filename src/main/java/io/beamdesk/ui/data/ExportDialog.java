package io.beamdesk.ui.data;

import io.beamdesk.export.Terms;
import io.beamdesk.ui.fx.Parts;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.Window;

/// Asks where products are exported to; and, while an export is under way, for passwords, and whether a server
/// is the one that it should be.
final class ExportDialog implements ExportsModel.Asking {
    private static final int USUALLY_AT_ONCE = 3;
    private static final double MEGABYTE = 1e6;

    private final Node near;

    /// @param near a node of the window that asks
    ExportDialog(Node near) {
        this.near = near;
    }

    /// Asks, and begins.
    ///
    /// @param bytes of all products
    void show(ExportsModel model, List<Path> products, long bytes) {
        ComboBox<String> to = new ComboBox<>();
        to.setId("export-to");
        to.setEditable(true);
        to.getItems().setAll(model.destinations());
        to.setPromptText("/media/stick, products.zip or sftp://user@host/folder");
        to.setAccessibleText("Destination");
        to.setMaxWidth(Double.MAX_VALUE);
        to.getEditor().setText(to.getItems().isEmpty() ? "" : to.getItems().getFirst());
        Button folder = Parts.button("Folder…", "mdi2f-folder-outline", () -> choose(to));
        folder.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        HBox.setHgrow(to, Priority.ALWAYS);
        HBox line = new HBox(to, folder);
        line.getStyleClass().add("record-line");
        Label hint = wrapped("", "muted");
        hint.setId("export-hint");
        ComboBox<Integer> parallel = new ComboBox<>();
        parallel.getItems().setAll(IntStream.rangeClosed(1, Terms.MOST_PARALLEL).boxed().toList());
        parallel.setValue(USUALLY_AT_ONCE);
        parallel.setAccessibleText("Files at once");
        TextField limit = new TextField();
        limit.setId("export-limit");
        limit.setPromptText("none");
        limit.setPrefColumnCount(6);
        limit.setAccessibleText("Limit in megabytes a second");
        HBox pace =
                new HBox(
                        Parts.label("Files at once"),
                        parallel,
                        Parts.label("Limit"),
                        limit,
                        Parts.label("MB/s", "muted"));
        pace.getStyleClass().add("screening-choice");
        VBox form =
                new VBox(
                        Parts.label(
                                products.size() == 1
                                        ? String.valueOf(products.getFirst().getFileName())
                                        : RetentionModel.many(products.size()),
                                "text-m",
                                "semibold"),
                        Parts.label(Sizes.of(bytes), "muted"),
                        Parts.label("Destination *", "field-label"),
                        line,
                        hint,
                        pace);
        form.getStyleClass().add("submit-summary");
        ButtonType go = new ButtonType("Export", ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = dialog("Export products", form, go, "primary");
        Node button = dialog.getDialogPane().lookupButton(go);
        button.setId("export-go");
        Runnable check =
                () -> {
                    String wrong = problem(to.getEditor().getText(), limit.getText());
                    hint.setText(
                            wrong.isEmpty()
                                    ? "What is there already and the same is not sent again; nothing is"
                                            + " overwritten. Checksums are compared there."
                                    : wrong);
                    hint.getStyleClass().setAll("label", wrong.isEmpty() ? "muted" : "major-text");
                    button.setDisable(!wrong.isEmpty() || to.getEditor().getText().isBlank());
                };
        to.getEditor().textProperty().subscribe(check);
        limit.textProperty().subscribe(check);
        if (dialog.showAndWait().filter(go::equals).isPresent()) {
            model.start(
                    products,
                    new ExportRun.Wish(
                            to.getEditor().getText().strip(),
                            parallel.getValue(),
                            bytesPerSecond(limit.getText())));
        }
    }

    private static String problem(String to, String limit) {
        return isLimit(limit)
                ? ExportsModel.problem(to)
                : "\"%s\" is no limit; give megabytes a second such as 20, or nothing."
                        .formatted(limit.strip());
    }

    private static boolean isLimit(String text) {
        return text.isBlank() || text.strip().matches("\\d{1,6}([.,]\\d{1,3})?");
    }

    private static long bytesPerSecond(String limit) {
        return limit.isBlank()
                ? 0
                : Math.round(Double.parseDouble(limit.strip().replace(',', '.')) * MEGABYTE);
    }

    private void choose(ComboBox<String> to) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Export to a folder");
        File folder = chooser.showDialog(to.getScene().getWindow());
        if (folder != null) {
            to.getEditor().setText(folder.toString());
        }
    }

    @Override
    public char[] secret(String what) {
        PasswordField field = new PasswordField();
        field.setId("export-secret");
        field.setAccessibleText(what);
        VBox form =
                new VBox(
                        Parts.label("The " + what, "text-m", "semibold"),
                        field,
                        wrapped("It is kept until the export ends, and stored nowhere.", "muted"));
        form.getStyleClass().add("submit-summary");
        ButtonType yes = new ButtonType("Continue", ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = dialog("Export products", form, yes, "primary");
        dialog.setOnShown(_ -> field.requestFocus());
        boolean given = dialog.showAndWait().filter(yes::equals).isPresent();
        char[] secret = given ? field.getText().toCharArray() : new char[0];
        field.clear();
        return secret;
    }

    @Override
    public boolean trust(String server, String fingerprint) {
        TextField shown = new TextField(fingerprint);
        shown.setId("export-fingerprint");
        shown.setEditable(false);
        shown.getStyleClass().add("mono");
        shown.setAccessibleText("Fingerprint of the server");
        VBox form =
                new VBox(
                        Parts.label(server + " is not known here", "text-m", "semibold"),
                        shown,
                        wrapped(
                                "Compare this fingerprint with the one that the server's administrators give."
                                        + " If it is another one, somebody may be listening.",
                                "muted"));
        form.getStyleClass().add("submit-summary");
        ButtonType yes = new ButtonType("It is the same: trust it", ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = dialog("Unknown server", form, yes, "danger");
        dialog.getDialogPane().lookupButton(yes).setId("export-trust");
        return dialog.showAndWait().filter(yes::equals).isPresent();
    }

    private Dialog<ButtonType> dialog(String title, VBox content, ButtonType yes, String style) {
        Window owner = near.getScene().getWindow();
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle(title);
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getButtonTypes().setAll(yes, ButtonType.CANCEL);
        dialog.getDialogPane().lookupButton(yes).getStyleClass().add(style);
        return dialog;
    }

    private static Label wrapped(String words, String style) {
        Label label = Parts.label(words, style);
        label.setWrapText(true);
        return label;
    }
}
