package io.beamdesk.ui.data;

import io.beamdesk.catalogue.Facet;
import io.beamdesk.catalogue.Found;
import io.beamdesk.catalogue.Result;
import io.beamdesk.catalogue.Technique;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What products can be told apart by, each value with how many there are.
final class FacetList {
    private static final int MOST_VALUES = 8;

    private final CatalogueModel model;
    private final VBox facets = new VBox();
    private final ScrollPane root = new ScrollPane(facets);
    private Object built = "";

    FacetList(CatalogueModel model) {
        this.model = model;
        facets.getStyleClass().add("facet-list");
        root.getStyleClass().add("facet-scroll");
        root.setFitToWidth(true);
        root.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        model.foundProperty().subscribe(this::refresh);
        model.chosenProperty().subscribe(this::refresh);
        refresh();
    }

    Node root() {
        return root;
    }

    private void refresh() {
        Map<Facet, List<Found.Count>> counts = model.foundProperty().get().facets();
        Map<Facet, Set<String>> chosen = model.chosenProperty().get();
        Object now = List.of(counts, chosen);
        if (now.equals(built)) {
            return;
        }
        built = now;
        List<Node> sections = new ArrayList<>();
        for (Facet facet : Facet.values()) {
            List<Found.Count> values = shown(facet, counts, chosen);
            if (!values.isEmpty()) {
                VBox section = new VBox(Parts.label(facet.word(), "semibold"));
                section.getStyleClass().add("facet-section");
                values.forEach(value -> section.getChildren().add(line(facet, value)));
                sections.add(section);
            }
            if (facet == Facet.RESULT) {
                sections.add(times());
            }
        }
        facets.getChildren().setAll(sections);
    }

    /// The most frequent values, and those that are chosen even if there is nothing of them.
    private static List<Found.Count> shown(
            Facet facet, Map<Facet, List<Found.Count>> counts, Map<Facet, Set<String>> chosen) {
        List<Found.Count> values = new ArrayList<>(counts.getOrDefault(facet, List.of()));
        Set<String> on = chosen.getOrDefault(facet, Set.of());
        List<Found.Count> first =
                new ArrayList<>(values.subList(0, Math.min(MOST_VALUES, values.size())));
        on.stream()
                .filter(value -> first.stream().noneMatch(c -> c.value().equals(value)))
                .sorted()
                .forEach(value ->
                        first.add(
                                values.stream()
                                        .filter(c -> c.value().equals(value))
                                        .findFirst()
                                        .orElse(new Found.Count(value, 0))));
        return first;
    }

    private Node line(Facet facet, Found.Count count) {
        String word =
                switch (facet) {
                    case TECHNIQUE -> Technique.valueOf(count.value()).word();
                    case RESULT -> Result.valueOf(count.value()).word();
                    case ELEMENT, EXPERIMENT -> count.value();
                };
        CheckBox box = new CheckBox(word);
        box.setMnemonicParsing(false);
        box.setId("facet-" + facet.name().toLowerCase(java.util.Locale.ROOT) + "-" + count.value());
        box.setTooltip(new Tooltip(word));
        box.setMinWidth(0);
        box.setSelected(
                model.chosenProperty().get().getOrDefault(facet, Set.of()).contains(count.value()));
        box.setOnAction(_ -> model.choose(facet, count.value(), box.isSelected()));
        boolean isMore = model.foundProperty().get().isMore();
        Label number =
                Parts.label(Figures.of(count.products()) + (isMore ? "+" : ""), "mono", "muted");
        number.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        HBox line = new HBox(box, Parts.spacer(), number);
        line.getStyleClass().add("facet-line");
        return line;
    }

    private Node times() {
        VBox section = new VBox(Parts.label("When", "semibold"));
        section.getStyleClass().add("facet-section");
        ToggleGroup group = new ToggleGroup();
        for (When when : When.values()) {
            RadioButton button = new RadioButton(when.word());
            button.setId("when-" + when.name());
            button.setToggleGroup(group);
            button.setSelected(model.whenProperty().get() == when);
            button.setOnAction(_ -> model.whenProperty().set(when));
            HBox line = new HBox(button);
            line.getStyleClass().add("facet-line");
            section.getChildren().add(line);
        }
        return section;
    }
}
