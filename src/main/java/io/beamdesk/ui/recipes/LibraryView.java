package io.beamdesk.ui.recipes;

import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.recipes.LibraryViewModel.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// The library: recipes to choose, under their technique's heading.
final class LibraryView {
    private final RecipesViewModel model;
    private final ListView<Row> list = new ListView<>();
    private final Label count = Parts.label("", "mono", "muted");
    private final Label problems = Parts.label("", "minor-text", "card-note");
    private final ComboBox<String> element;
    private final ComboBox<String> author;
    private final VBox root;
    private boolean showing;

    LibraryView(RecipesViewModel model) {
        this.model = model;
        LibraryViewModel library = model.library();
        TextField search = new TextField();
        search.setId("recipe-search");
        search.setPromptText("Name, sample, author");
        search.getStyleClass().add("search-field");
        search.textProperty().bindBidirectional(library.searchProperty());
        search.setAccessibleText("Search the library");
        StackPane searchBox = new StackPane(search, Parts.icon("mdi2m-magnify", "search-icon"));
        searchBox.setAlignment(Pos.CENTER_LEFT);
        ComboBox<String> technique =
                facet(
                        "Technique",
                        library.techniqueProperty(),
                        word ->
                                TechniqueForms.ALL.stream()
                                        .filter(f -> f.technique().equals(word))
                                        .map(TechniqueForm::title)
                                        .findFirst()
                                        .orElse(word));
        technique
                .getItems()
                .addAll(TechniqueForms.ALL.stream().map(TechniqueForm::technique).toList());
        element = facet("Element", library.elementProperty(), symbol -> symbol);
        author = facet("Author", library.authorProperty(), name -> name);
        HBox facets = new HBox(element, author);
        facets.getStyleClass().add("library-facets");
        VBox find = new VBox(searchBox, technique, facets);
        find.getStyleClass().add("library-search");
        list.setCellFactory(_ -> new Cell());
        list.setPlaceholder(Parts.label("No recipe is called so", "muted"));
        list.getStyleClass().add("library-list");
        list.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.SPACE
                    && list.getFocusModel().getFocusedItem()
                            instanceof Row.Heading(String group, int _, boolean _)) {
                library.toggle(group);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        problems.setWrapText(true);
        root =
                Parts.card(
                        Parts.cardHeader("Library", count, Parts.spacer(), stars(), begin()),
                        find,
                        list,
                        problems);
        root.getStyleClass().add("library-card");
        library.rowsProperty().subscribe(this::refresh);
        model.draftProperty().subscribe(this::refresh);
        refresh();
    }

    Node root() {
        return root;
    }

    private ToggleButton stars() {
        ToggleButton stars = new ToggleButton("", Parts.icon("mdi2s-star-outline"));
        stars.getStyleClass().addAll("icon-only", "flat");
        stars.selectedProperty().subscribe(on -> model.library().favouritesOnlyProperty().set(on));
        return Parts.described(stars, "Favourites only");
    }

    private MenuButton begin() {
        MenuButton begin = new MenuButton("New", Parts.icon("mdi2p-plus"));
        begin.setId("recipe-new");
        begin.getStyleClass().add("library-new");
        Parts.shortcut(begin, new KeyCodeCombination(KeyCode.N, KeyCombination.CONTROL_DOWN));
        for (TechniqueForm form : TechniqueForms.ALL) {
            MenuItem item = new MenuItem(form.title(), Parts.icon(form.icon()));
            item.setId("recipe-new-" + form.technique());
            item.setOnAction(_ -> model.begin(form.technique()));
            begin.getItems().add(item);
        }
        return begin;
    }

    private static ComboBox<String> facet(
            String any,
            ObjectProperty<String> property,
            java.util.function.UnaryOperator<String> label) {
        ComboBox<String> box = new ComboBox<>();
        box.getItems().add(LibraryViewModel.ANY);
        box.setValue(LibraryViewModel.ANY);
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(String word) {
                        return word == null || word.isEmpty() ? any : label.apply(word);
                    }

                    @Override
                    public String fromString(String word) {
                        return word;
                    }
                });
        box.setAccessibleText(any);
        box.setTooltip(new Tooltip("Only recipes of one " + any.toLowerCase(Locale.ROOT)));
        box.getStyleClass().add("facet");
        box.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(box, Priority.ALWAYS);
        box.valueProperty()
                .subscribe(word -> property.set(word == null ? LibraryViewModel.ANY : word));
        return box;
    }

    private void chosen(Row row) {
        if (showing || row == null) {
            return;
        }
        switch (row) {
            case Row.Shelved(RecipeShelf.Entry entry, boolean _) -> {
                if (!model.entry().map(RecipeShelf.Entry::key).equals(Optional.of(entry.key()))) {
                    model.open(entry);
                }
            }
            case Row.Unsaved(Sheet sheet) -> model.open(sheet);
            case Row.Heading _ -> {}
        }
    }

    private void refresh() {
        showing = true;
        LibraryViewModel library = model.library();
        List<Row> rows = library.rowsProperty().get();
        if (!list.getItems().equals(rows)) {
            list.getItems().setAll(rows);
        }
        offer(element, library.elements());
        offer(author, library.authors());
        count.setText(Integer.toString(library.contentProperty().get().entries().size()));
        List<String> faults = library.contentProperty().get().problems();
        problems.setText(String.join("\n", faults));
        problems.setVisible(!faults.isEmpty());
        problems.setManaged(!faults.isEmpty());
        Optional<String> key = model.entry().map(RecipeShelf.Entry::key);
        list.getSelectionModel().clearSelection();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof Row.Shelved(RecipeShelf.Entry entry, boolean _)
                    && key.equals(Optional.of(entry.key()))) {
                list.getSelectionModel().select(i);
            }
        }
        showing = false;
    }

    private static void offer(ComboBox<String> facet, List<String> words) {
        List<String> offered = new ArrayList<>(List.of(LibraryViewModel.ANY));
        offered.addAll(words);
        if (!facet.getItems().equals(offered)) {
            String chosen = facet.getValue();
            facet.getItems().setAll(offered);
            facet.setValue(offered.contains(chosen) ? chosen : LibraryViewModel.ANY);
        }
    }

    private final class Cell extends ListCell<Row> {
        Cell() {
            // The row is as wide as the list, so that a long name ends in dots.
            setPrefWidth(0);
            setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY
                        && getItem() instanceof Row.Heading(String group, int _, boolean _)) {
                    model.library().toggle(group);
                }
            });
        }

        @Override
        protected void updateItem(Row row, boolean empty) {
            super.updateItem(row, empty);
            getStyleClass().remove("library-group");
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            setGraphic(
                    switch (row) {
                        case Row.Heading heading -> heading(heading);
                        case Row.Shelved shelved -> shelved(shelved);
                        case Row.Unsaved(Sheet sheet) -> unsaved(sheet);
                    });
        }

        private Node heading(Row.Heading heading) {
            getStyleClass().add("library-group");
            HBox row =
                    new HBox(
                            Parts.icon(
                                    heading.open() ? "mdi2c-chevron-down" : "mdi2c-chevron-right"),
                            Parts.label(heading.group(), "medium"),
                            Parts.label(Integer.toString(heading.count()), "mono", "muted"));
            row.getStyleClass().add("library-heading");
            return row;
        }

        private Node shelved(Row.Shelved shelved) {
            RecipeShelf.Entry entry = shelved.entry();
            String about =
                    entry.form().about().apply(entry.recipe())
                            + (entry.file().isEmpty() ? " · shipped" : by(entry.author()));
            HBox row = row(entry.form(), entry.recipe().name(), about);
            boolean here =
                    model.entry().map(RecipeShelf.Entry::key).equals(Optional.of(entry.key()));
            if (shelved.edited() || (here && model.isEdited())) {
                row.getChildren().add(Parts.icon("mdi2p-pencil", "accent-icon"));
            }
            Button star =
                    Parts.iconButton(
                            entry.favourite() ? "mdi2s-star" : "mdi2s-star-outline",
                            entry.favourite()
                                    ? "Take the star from " + entry.recipe().name()
                                    : "Give " + entry.recipe().name() + " a star",
                            () -> model.shelf().star(entry),
                            "flat",
                            "star");
            if (entry.favourite()) {
                star.getStyleClass().add("starred");
            }
            row.getChildren().add(star);
            return row;
        }

        private static String by(String author) {
            return author.isEmpty() ? "" : " · " + author;
        }

        private Node unsaved(Sheet sheet) {
            HBox row =
                    row(
                            sheet.form(),
                            sheet.name().isBlank()
                                    ? "New " + sheet.form().title().toLowerCase(Locale.ROOT)
                                    : sheet.name(),
                            sheet.item().isPresent() ? "item of the queue" : "never saved");
            row.getChildren().add(Parts.icon("mdi2p-pencil", "accent-icon"));
            return row;
        }

        private static HBox row(TechniqueForm form, String name, String about) {
            VBox words = new VBox(Parts.label(name, "medium"), Parts.label(about, "muted"));
            words.getStyleClass().add("two-lines");
            HBox.setHgrow(words, Priority.ALWAYS);
            HBox row = new HBox(Parts.icon(form.icon()), words);
            row.getStyleClass().add("library-row");
            return row;
        }
    }
}
