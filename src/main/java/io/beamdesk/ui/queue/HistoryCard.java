package io.beamdesk.ui.queue;

import io.beamdesk.queue.HistoryEntry;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.ProductMenu;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import org.jspecify.annotations.Nullable;

/// What has been measured, the last run first: how it ended, and the way to its product.
final class HistoryCard {
    private final QueueViewModel model;
    private final Times times;
    private final ListView<HistoryEntry> list = new ListView<>();
    private final Label count = Parts.label("", "muted");
    private final Button export;
    private final VBox root;

    HistoryCard(QueueViewModel model, Times times) {
        this.model = model;
        this.times = times;
        export = Parts.button("Export", "mdi2e-export-variant", this::export, "flat");
        Parts.described(export, "Writes every run of the queue to a CSV or JSON file");
        list.setId("queue-history");
        list.getStyleClass().addAll("queue-list", "history-list");
        list.setCellFactory(_ -> new Row());
        list.setPlaceholder(Parts.label("Nothing has been measured yet", "muted"));
        VBox.setVgrow(list, Priority.ALWAYS);
        HBox head =
                new HBox(
                        title("Ended", "queue-time"),
                        title("Sample", "queue-sample"),
                        title("Recipe", "queue-recipe"),
                        title("Took", "queue-length"),
                        title("Result", "queue-result"),
                        title("By", "queue-by"),
                        title("Product", "queue-product"));
        head.getStyleClass().addAll("table-head", "queue-row", "history-row");
        root = Parts.card(Parts.cardHeader("History", count, Parts.spacer(), export), head, list);
        root.getStyleClass().add("history-card");
        model.pictureProperty().subscribe(this::show);
    }

    private static Label title(String text, String column) {
        return Parts.label(text, "column-title", column);
    }

    Node root() {
        return root;
    }

    private void show(QueuePicture now) {
        List<HistoryEntry> runs = now.state().recent().reversed();
        if (!runs.equals(list.getItems())) {
            list.getItems().setAll(runs);
        }
        LocalDate today = LocalDate.ofInstant(now.asOf(), times.zone());
        long ofToday =
                runs.stream()
                        .map(HistoryEntry::ended)
                        .filter(ended -> LocalDate.ofInstant(ended, times.zone()).equals(today))
                        .count();
        count.setText("today " + ofToday + (ofToday == 1 ? " run" : " runs"));
        export.setDisable(runs.isEmpty());
    }

    private void export() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Export the history");
        Path folder = model.dataFolder();
        if (folder.toFile().isDirectory()) {
            chooser.setInitialDirectory(folder.toFile());
        }
        chooser.setInitialFileName("queue-history.csv");
        ExtensionFilter csv = new ExtensionFilter("Comma-separated values", "*.csv");
        ExtensionFilter json = new ExtensionFilter("JSON with the recipes", "*.json");
        chooser.getExtensionFilters().addAll(csv, json);
        java.io.File file = chooser.showSaveDialog(root.getScene().getWindow());
        if (file != null) {
            boolean named = file.getName().contains(".");
            String ending = json.equals(chooser.getSelectedExtensionFilter()) ? ".json" : ".csv";
            QueueView.run(model.export(named ? file.toPath() : Path.of(file.getPath() + ending)));
        }
    }

    private final class Row extends ListCell<HistoryEntry> {
        private final Label ended = Parts.label("", "mono", "queue-time");
        private final Button sample = new Button();
        private final Region colour = new Region();
        private final Label recipe = Parts.label("", "queue-recipe");
        private final Label took = Parts.label("", "mono", "queue-length");
        private final Label result = Parts.label("", "queue-result");
        private final Label by = Parts.label("", "muted", "queue-by");
        private final Button product = new Button();
        private final HBox line;

        Row() {
            sample.getStyleClass().addAll("link", "mono", "queue-sample");
            product.getStyleClass().addAll("link", "mono", "queue-product");
            sample.setMnemonicParsing(false);
            product.setMnemonicParsing(false);
            recipe.setGraphic(colour);
            line = new HBox(ended, sample, recipe, took, result, by, product);
            line.getStyleClass().addAll("queue-row", "history-row");
            setPrefWidth(0);
            getStyleClass().add("queue-cell");
        }

        @Override
        protected void updateItem(@Nullable HistoryEntry run, boolean empty) {
            super.updateItem(run, empty);
            setText(null);
            if (run == null || empty) {
                setGraphic(null);
                return;
            }
            QueuePicture now = model.pictureProperty().get();
            Instant at = now.asOf();
            ended.setText(times.of(run.ended(), at));
            sample.setText(run.sample().isEmpty() ? Figures.DASH : run.sample());
            sample.setDisable(run.origin().isEmpty());
            sample.setTooltip(
                    run.origin()
                            .map(o -> new Tooltip("Go to the sample in " + o.place()))
                            .orElse(null));
            sample.setOnAction(_ -> run.origin().ifPresent(model.surroundings()::showSample));
            recipe.setText(run.title());
            colour.getStyleClass().setAll("queue-colour", "series-fill-" + now.colour(run.title()));
            took.setText(Figures.time(run.duration()));
            by.setText(run.by());
            Ending ending = Ending.of(run.result());
            String reason = run.reason().isEmpty() ? "" : ": " + run.reason();
            result.setText(ending.word() + reason);
            result.setTooltip(reason.isEmpty() ? null : new Tooltip(run.reason()));
            result.setGraphic(Parts.icon(ending.icon(), ending.styleClass()));
            result.getStyleClass().setAll("label", "queue-result", ending.styleClass());
            List<URI> products = run.products();
            product.setText(
                    products.isEmpty()
                            ? Figures.DASH
                            : name(products.getFirst())
                                    + (products.size() > 1
                                            ? " and " + (products.size() - 1) + " more"
                                            : ""));
            product.setDisable(products.isEmpty());
            product.setOnAction(_ ->
                    new ProductMenu(products, model.surroundings()::showProduct)
                            .show(product, Side.BOTTOM, 0, 0));
            setGraphic(line);
        }
    }

    private static String name(URI product) {
        return String.valueOf(Path.of(product).getFileName());
    }

    /// The end of a run in words.
    private record Ending(String word, String icon, String styleClass) {
        static Ending of(HistoryEntry.Result result) {
            return switch (result) {
                case SUCCESS -> new Ending("Success", "mdi2c-check-circle", "good");
                case STOPPED -> new Ending("Stopped, kept", "mdi2f-flag-checkered", "muted");
                case ABORTED -> new Ending("Aborted", "mdi2c-close-octagon", "major-text");
                case FAILED -> new Ending("Failed", "mdi2c-close-circle", "major-text");
                case INTERRUPTED -> new Ending("Interrupted", "mdi2a-alert", "minor-text");
            };
        }
    }
}
