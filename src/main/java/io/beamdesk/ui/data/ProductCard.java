package io.beamdesk.ui.data;

import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.product.ProductSummary;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What the catalogue knows of the product that is chosen.
final class ProductCard {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ENGLISH);
    private static final int CHECKSUM_LETTERS = 16;

    private final DataViewModel model;
    private final ZoneId zone;
    private final Label state = Parts.chip("", "");
    private final Label file = Parts.label("", "mono", "bold");
    private final GridPane facts = new GridPane();
    private final Label report = Parts.label("", "card-sentence");
    private final VBox root;
    private int rows;

    ProductCard(DataViewModel model, ZoneId zone) {
        this.model = model;
        this.zone = zone;
        facts.getStyleClass().add("product-facts");
        file.setMinWidth(0);
        VBox body = new VBox(file, facts);
        body.getStyleClass().add("card-body");
        report.setWrapText(true);
        report.setMinHeight(Region.USE_PREF_SIZE);
        report.managedProperty().bind(report.visibleProperty());
        HBox header = Parts.cardHeader("Product", Parts.spacer(), state);
        root = Parts.card(header, body, new KeepingLine(model).root(), report);
        root.getStyleClass().add("product-card");
        root.managedProperty().bind(root.visibleProperty());
        model.chosenProperty().subscribe(this::show);
        model.reportProperty()
                .subscribe(sentence -> {
                    report.setText(sentence);
                    report.setVisible(!sentence.isEmpty());
                });
    }

    Node root() {
        return root;
    }

    private void show(List<CatalogueEntry> chosen) {
        root.setVisible(!chosen.isEmpty());
        facts.getChildren().clear();
        rows = 0;
        if (chosen.isEmpty()) {
            return;
        }
        if (chosen.size() > 1) {
            state.setVisible(false);
            file.setText(chosen.size() + " products");
            chosen.forEach(each -> fact(each.sample().name(), each.fileName(), true));
            return;
        }
        CatalogueEntry entry = chosen.getFirst();
        ResultWord word = ResultWord.of(entry.result());
        state.setVisible(true);
        state.setText(word.word());
        state.setGraphic(Parts.icon(word.icon(), word.styleClass()));
        file.setText(entry.fileName());
        file.setTooltip(new Tooltip(entry.path()));
        showSample(entry.sample());
        fact("Recipe", entry.title(), false);
        fact("Reason", entry.reason(), false);
        fact("Experiment", joined(entry.proposal(), entry.experiment()), false);
        fact("By", String.join(", ", entry.people()), false);
        fact("Began", time(entry.start()), true);
        entry.end()
                .ifPresent(end ->
                        fact("Took", Figures.time(Duration.between(entry.start(), end)), true));
        String frames = entry.frames() > 0 ? ", " + Figures.of(entry.frames()) + " frames" : "";
        fact("Points", entry.points() > 0 ? Figures.of(entry.points()) + frames : "", true);
        fact("Size", size(entry), true);
        fact("Frames", frames(entry.linked()), false);
        fact("Notes", entry.notes(), false);
        if (!entry.checksum().isEmpty()) {
            Label sum =
                    fact("SHA-256", entry.checksum().substring(0, CHECKSUM_LETTERS) + "…", true);
            sum.setTooltip(new Tooltip("Of the checksums of all values: " + entry.checksum()));
        }
    }

    static String size(CatalogueEntry entry) {
        CatalogueEntry.Linked linked = entry.linked();
        return linked.files() == 0
                ? Sizes.of(entry.version().size())
                : "%s, %s of it in %s of the detector's"
                        .formatted(
                                Sizes.of(entry.bytes()),
                                Sizes.of(linked.size()),
                                files(linked.files()));
    }

    /// Of frames that are not in the data folder.
    static String frames(CatalogueEntry.Linked linked) {
        List<String> words = new ArrayList<>();
        if (linked.away() > 0) {
            words.add(
                    "%s outside the data folder, %s"
                            .formatted(files(linked.away()), Sizes.of(linked.awaySize())));
        }
        if (linked.missing() > 0) {
            words.add(files(linked.missing()) + " out of reach");
        }
        return String.join("; ", words);
    }

    private static String files(int files) {
        return files == 1 ? "1 file" : Figures.of(files) + " files";
    }

    private void showSample(ProductSummary.SampleOrigin sample) {
        if (sample.tray().isBlank()) {
            fact("Sample", sample.name(), false);
            return;
        }
        Hyperlink link =
                new Hyperlink(sample.name() + ", " + sample.tray() + " · " + sample.position());
        link.setMnemonicParsing(false);
        link.setId("data-to-sample");
        link.getStyleClass().add("product-sample");
        link.setWrapText(true);
        link.setTooltip(new Tooltip("Go to the sample"));
        link.setOnAction(_ ->
                model.showSample(new SampleRef(sample.id(), sample.tray(), sample.position())));
        row("Sample", link);
    }

    private static String joined(String one, String two) {
        return one + (one.isBlank() || two.isBlank() ? "" : " · ") + two;
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    private Label fact(String name, String value, boolean mono) {
        Label shown = Parts.label(value, mono ? "mono" : "text-s");
        if (!value.isBlank()) {
            shown.setWrapText(!mono);
            row(name, shown);
        }
        return shown;
    }

    private void row(String name, Labeled value) {
        value.setMinWidth(0);
        value.setPrefWidth(0);
        value.setMaxWidth(Double.MAX_VALUE);
        GridPane.setHgrow(value, Priority.ALWAYS);
        Label label = Parts.label(name, "muted");
        label.setMinWidth(Region.USE_PREF_SIZE);
        GridPane.setValignment(label, VPos.TOP);
        facts.addRow(rows++, label, value);
    }
}
