package io.beamdesk.ui.samples;

import io.beamdesk.sample.KeptCentring;
import io.beamdesk.sample.SampleProduct;
import io.beamdesk.sample.Transition;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.ProductMenu;
import io.beamdesk.ui.samples.SampleDesk.Story;
import io.beamdesk.ui.samples.SampleDesk.Waiting;
import java.net.URI;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What becomes of a sample: what waits for it in the queue, what was made of it, what has happened to it.
final class SampleStoryView {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    private final ZoneId zone;
    private final Runnable showInQueue;
    private final Consumer<URI> showProduct;
    private final VBox queue = rows("sample-queue");
    private final VBox products = rows("sample-products");
    private final VBox history = rows("sample-history");
    private final VBox root;

    /// @param showInQueue leads to the items of the sample in the queue
    /// @param showProduct leads to what is in a product
    SampleStoryView(ZoneId zone, Runnable showInQueue, Consumer<URI> showProduct) {
        this.showProduct = showProduct;
        this.zone = zone;
        this.showInQueue = showInQueue;
        root =
                new VBox(
                        section("In the queue", queue),
                        section("Products", products),
                        section("History", history));
        root.getStyleClass().add("sample-body");
    }

    Node root() {
        return root;
    }

    /// A heading with what is below it, gone with it.
    static VBox section(String title, Node content) {
        VBox section = new VBox(Parts.label(title, "semibold"), content);
        section.getStyleClass().add("sample-section");
        section.visibleProperty().bind(content.visibleProperty());
        section.managedProperty().bind(content.visibleProperty());
        return section;
    }

    private static VBox rows(String id) {
        VBox rows = new VBox();
        rows.setId(id);
        rows.getStyleClass().add("sample-rows");
        return rows;
    }

    /// Shows a story; empty while it is still being read.
    void show(Optional<Story> story) {
        fill(queue, story.map(Story::waiting).orElse(List.of()).stream().map(this::item).toList());
        fill(
                products,
                story.map(Story::products).orElse(List.of()).stream().map(this::product).toList());
        fill(
                history,
                story.map(Story::history).orElse(List.of()).reversed().stream()
                        .map(this::step)
                        .toList());
    }

    private static void fill(VBox rows, List<? extends Node> nodes) {
        rows.getChildren().setAll(nodes);
        rows.setVisible(!nodes.isEmpty());
    }

    private Node item(Waiting item) {
        Hyperlink link = link(item.recipe(), "mdi2t-tray-full");
        link.setOnAction(_ -> showInQueue.run());
        HBox row = new HBox(link, Parts.spacer(), fixed(Parts.label(item.word(), "mono", "muted")));
        if (item.trouble().isEmpty()) {
            return row;
        }
        Label trouble = Parts.label(item.trouble(), "major-text");
        trouble.setWrapText(true);
        return new VBox(row, trouble);
    }

    private Node product(SampleProduct product) {
        Hyperlink link = link(product.title(), "mdi2f-file-chart-outline");
        link.setOnAction(_ ->
                new ProductMenu(List.of(product.product()), showProduct)
                        .show(link, Side.BOTTOM, 0, 0));
        return new HBox(
                link,
                Parts.spacer(),
                fixed(Parts.label(WHEN.format(product.time().atZone(zone)), "mono", "muted")));
    }

    private Node step(Transition step) {
        Label what = Parts.label(sentence(step));
        what.setWrapText(true);
        HBox.setHgrow(what, Priority.ALWAYS);
        HBox row =
                new HBox(
                        fixed(Parts.label(WHEN.format(step.time().atZone(zone)), "mono", "muted")),
                        what);
        row.getStyleClass().add("sample-step");
        return row;
    }

    private static Hyperlink link(String text, String icon) {
        Hyperlink link = new Hyperlink(text);
        link.setMnemonicParsing(false);
        link.getStyleClass().add("sample-product");
        link.setGraphic(Parts.icon(icon));
        link.setMinWidth(0);
        return link;
    }

    private static Label fixed(Label label) {
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static String sentence(Transition step) {
        String by = step.by().isEmpty() ? "" : " by " + step.by();
        String why = step.why().isEmpty() ? "" : ": " + step.why();
        return capital(step.to().word()) + by + why;
    }

    /// Where a sample was centred, and whether that still holds.
    static String words(KeptCentring kept, ZoneId zone) {
        String axes =
                new TreeMap<>(kept.axes())
                        .entrySet().stream()
                                .map(at -> at.getKey() + " " + Figures.of(at.getValue(), 3))
                                .collect(Collectors.joining(", "));
        return WHEN.format(kept.time().atZone(zone))
                + (kept.holds() ? ": " : "; to be centred again. It was at ")
                + axes;
    }

    /// With a capital letter.
    static String capital(String word) {
        return word.isEmpty()
                ? word
                : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
