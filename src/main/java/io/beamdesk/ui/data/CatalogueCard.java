package io.beamdesk.ui.data;

import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.catalogue.CatalogueQuery;
import io.beamdesk.catalogue.Found;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// The catalogue: search, facets, and what was found.
final class CatalogueCard {
    private static final KeyCombination FIND =
            new KeyCodeCombination(KeyCode.F, KeyCombination.CONTROL_DOWN);
    private static final double NEARLY_AT_THE_END = 0.9;

    private final CatalogueModel model;
    private final ListView<CatalogueEntry> list = new ListView<>();
    private final Label count = Parts.label("", "mono", "muted");
    private final Label problem = Parts.label("", "minor-text", "card-note");
    private final Label nothing = Parts.label("", "muted");
    private final VBox root;
    private Consumer<List<CatalogueEntry>> chosen = _ -> {};
    private Optional<String> wanted = Optional.empty();
    private boolean showing;

    CatalogueCard(CatalogueModel model, ZoneId zone) {
        this.model = model;
        TextField search = new TextField();
        search.setId("data-search");
        search.setPromptText("Sample, recipe, file, note");
        search.setAccessibleText("Search the products");
        search.getStyleClass().add("search-field");
        search.textProperty().bindBidirectional(model.textProperty());
        StackPane box = new StackPane(search, Parts.icon("mdi2m-magnify", "search-icon"), count);
        StackPane.setAlignment(count, Pos.CENTER_RIGHT);
        box.setAlignment(Pos.CENTER_LEFT);
        count.getStyleClass().add("search-count");
        count.setMouseTransparent(true);
        HBox.setHgrow(box, Priority.ALWAYS);
        HBox find = new HBox(box, sorts());
        find.getStyleClass().add("data-find");
        list.setId("data-list");
        list.getStyleClass().add("product-list");
        list.setCellFactory(_ -> new ProductCell(zone));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setPlaceholder(nothing);
        nothing.setWrapText(true);
        list.getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<CatalogueEntry>) _ -> tell());
        list.skinProperty().subscribe(this::watchTheEnd);
        HBox.setHgrow(list, Priority.ALWAYS);
        HBox below = new HBox(new FacetList(model).root(), list);
        below.setMinHeight(0);
        VBox.setVgrow(below, Priority.ALWAYS);
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.visibleProperty());
        root = Parts.card(find, below, problem);
        root.getStyleClass().add("catalogue-card");
        root.sceneProperty()
                .subscribe((before, now) -> {
                    if (before != null) {
                        before.getAccelerators().remove(FIND);
                    }
                    if (now != null) {
                        now.getAccelerators().put(FIND, search::requestFocus);
                    }
                });
        model.foundProperty().subscribe(this::show);
        model.problemProperty()
                .subscribe(sentence -> {
                    problem.setText(sentence);
                    problem.setVisible(!sentence.isEmpty());
                });
    }

    Node root() {
        return root;
    }

    /// Tells which products are chosen, the first one first.
    void setOnChosen(Consumer<List<CatalogueEntry>> now) {
        chosen = now;
    }

    /// Chooses the product of a file as soon as it is in the list.
    void select(String path) {
        wanted = Optional.of(path);
        selectWanted();
    }

    private ComboBox<CatalogueQuery.Sort> sorts() {
        ComboBox<CatalogueQuery.Sort> sorts = new ComboBox<>();
        sorts.setId("data-sort");
        sorts.getItems().addAll(CatalogueQuery.Sort.values());
        sorts.setAccessibleText("Order");
        sorts.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(CatalogueQuery.Sort sort) {
                        return sort == null ? "" : sort.word();
                    }

                    @Override
                    public CatalogueQuery.Sort fromString(String word) {
                        return CatalogueQuery.Sort.valueOf(word);
                    }
                });
        sorts.valueProperty().bindBidirectional(model.sortProperty());
        return sorts;
    }

    private void show(Found found) {
        long all = model.extentProperty().get().products();
        count.setText(
                Figures.of(found.total())
                        + (found.isMore() ? "+" : "")
                        + (model.isNarrowed() ? " of " + Figures.of(all) : ""));
        nothing.setText(
                model.isNarrowed()
                        ? "No product is like that; ask for less."
                        : "There are no products in this folder yet; run a recipe.");
        int before = list.getItems().size();
        if (before > 0
                && found.entries().size() > before
                && found.entries().subList(0, before).equals(list.getItems())) {
            // What follows: nobody loses the place in the list.
            list.getItems().addAll(found.entries().subList(before, found.entries().size()));
        } else if (!found.entries().equals(list.getItems())) {
            Set<String> kept = new HashSet<>();
            list.getSelectionModel().getSelectedItems().forEach(e -> kept.add(e.path()));
            showing = true;
            list.getItems().setAll(found.entries());
            for (int i = 0; i < found.entries().size(); i++) {
                if (kept.contains(found.entries().get(i).path())) {
                    list.getSelectionModel().select(i);
                }
            }
            showing = false;
            tell();
        }
        selectWanted();
    }

    private void selectWanted() {
        for (int i = 0; wanted.isPresent() && i < list.getItems().size(); i++) {
            if (list.getItems().get(i).path().equals(wanted.get())) {
                wanted = Optional.empty();
                list.getSelectionModel().clearAndSelect(i);
                list.scrollTo(i);
            }
        }
    }

    private void tell() {
        if (!showing) {
            chosen.accept(List.copyOf(list.getSelectionModel().getSelectedItems()));
        }
    }

    private void watchTheEnd() {
        if (list.lookup(".scroll-bar:vertical") instanceof ScrollBar bar) {
            bar.valueProperty()
                    .subscribe((_, value) -> {
                        if (value.doubleValue() > NEARLY_AT_THE_END) {
                            model.more();
                        }
                    });
        }
    }

    /// Name of a file in the data folder as the catalogue has it.
    static String name(Path folder, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path base = folder.toAbsolutePath().normalize();
        return absolute.startsWith(base)
                ? base.relativize(absolute).toString().replace('\\', '/')
                : absolute.toString();
    }
}
