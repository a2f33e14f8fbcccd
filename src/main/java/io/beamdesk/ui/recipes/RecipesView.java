package io.beamdesk.ui.recipes;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputDialog;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The Recipes pane: library left, form in the middle, preview right.
public final class RecipesView {
    private final RecipesViewModel model;
    private final ZoneId zone;
    private final Runnable started;
    private final Label title = Parts.label("", "medium");
    private final Label detail = Parts.label("", "muted");
    private final Label pending = Parts.chip("edited, not saved", "mdi2p-pencil", "pending");
    private final Label message = Parts.label("", "muted");
    private final Button undo;
    private final Button save;
    private final Button run;
    private final ListView<RecipeShelf.Entry> list = new ListView<>();
    private final Label count = Parts.label("", "mono", "muted");
    private final Label problems = Parts.label("", "minor-text", "card-note");
    private final VBox root;

    /// Builds the pane.
    ///
    /// @param model shelf, form and check
    /// @param zone time zone of the times shown
    /// @param started called after a run was started
    public RecipesView(RecipesViewModel model, ZoneId zone, Runnable started) {
        this.model = model;
        this.zone = zone;
        this.started = started;
        undo = Parts.button("Back to it", "mdi2u-undo", model::undo, "flat");
        save = Parts.button("Save", "mdi2c-content-save-outline", this::save);
        save.setId("recipe-save");
        Button saveAs = Parts.button("Save as", "", this::saveAs);
        Button check = Parts.button("Check", "mdi2c-clipboard-check-outline", model::check);
        run = Parts.button("Run now", "mdi2p-play", this::run, "primary");
        run.setId("recipe-run");
        Parts.shortcut(save, new KeyCodeCombination(KeyCode.S, KeyCombination.CONTROL_DOWN));
        Parts.shortcut(run, new KeyCodeCombination(KeyCode.R, KeyCombination.CONTROL_DOWN));
        HBox bar =
                Parts.paneBar(
                        "Recipes",
                        title,
                        pending,
                        detail,
                        Parts.spacer(),
                        message,
                        undo,
                        save,
                        saveAs,
                        check,
                        run);
        HBox cards =
                new HBox(library(), new StepScanForm(model).root(), new PreviewCard(model).root());
        cards.getStyleClass().addAll("card-row");
        HBox.setHgrow(cards.getChildren().get(1), Priority.ALWAYS);
        VBox.setVgrow(cards, Priority.ALWAYS);
        root = new VBox(bar, cards);
        root.getStyleClass().addAll("pane", "recipes-pane");
        model.draftProperty().subscribe(this::refresh);
        model.entryProperty().subscribe(this::refresh);
        model.editedProperty().subscribe(this::refresh);
        model.checkProperty().subscribe(this::refresh);
        model.messageProperty().subscribe(this::refresh);
        model.foundProperty().subscribe(this::refreshList);
        model.contentProperty().subscribe(this::refreshList);
        refreshList();
        refresh();
    }

    /// What to show.
    public Node root() {
        return root;
    }

    private VBox library() {
        TextField search = new TextField();
        search.setId("recipe-search");
        search.setPromptText("Name, axis, sample");
        search.getStyleClass().add("search-field");
        search.textProperty().bindBidirectional(model.searchProperty());
        search.setAccessibleText("Search the library");
        StackPane searchBox = new StackPane(search, Parts.icon("mdi2m-magnify", "search-icon"));
        searchBox.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        searchBox.getStyleClass().add("library-search");
        Button begin = Parts.button("New", "mdi2p-plus", model::begin);
        begin.setId("recipe-new");
        list.setCellFactory(_ -> new Cell());
        list.setPlaceholder(Parts.label("No recipe is called so", "muted"));
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(chosen -> {
                    if (chosen != null
                            && !model.entryProperty().get().equals(Optional.of(chosen))) {
                        model.open(chosen);
                    }
                });
        VBox.setVgrow(list, Priority.ALWAYS);
        problems.setWrapText(true);
        VBox card =
                Parts.card(
                        Parts.cardHeader("Library", count, Parts.spacer(), begin),
                        searchBox,
                        list,
                        problems);
        card.getStyleClass().add("library-card");
        return card;
    }

    private static final class Cell extends ListCell<RecipeShelf.Entry> {
        @Override
        protected void updateItem(RecipeShelf.Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            setGraphic(empty || entry == null ? null : row(entry));
        }

        Cell() {
            // The row is as wide as the list, so that a long name ends in dots.
            setPrefWidth(0);
        }

        private static Node row(RecipeShelf.Entry entry) {
            var axis = entry.axis();
            HBox about =
                    new HBox(
                            Parts.label(axis.device(), "muted"),
                            Parts.label("·", "muted"),
                            Parts.label(Figures.of((long) axis.points()), "mono", "muted"),
                            Parts.label("points", "muted"));
            about.getStyleClass().add("library-about");
            VBox words = new VBox(Parts.label(entry.recipe().name(), "medium"), about);
            words.getStyleClass().add("two-lines");
            HBox.setHgrow(words, Priority.ALWAYS);
            HBox row = new HBox(Parts.icon("mdi2c-chart-bell-curve"), words);
            if (entry.file().isEmpty()) {
                row.getChildren().add(Parts.label("shipped", "muted", "wide-only"));
            }
            row.getStyleClass().add("library-row");
            return row;
        }
    }

    private void refreshList() {
        List<RecipeShelf.Entry> found = model.foundProperty().get();
        if (!list.getItems().equals(found)) {
            list.getItems().setAll(found);
        }
        count.setText(Integer.toString(model.contentProperty().get().entries().size()));
        List<String> faults = model.contentProperty().get().problems();
        problems.setText(String.join("\n", faults));
        problems.setVisible(!faults.isEmpty());
        problems.setManaged(!faults.isEmpty());
        select();
    }

    private void select() {
        Optional<RecipeShelf.Entry> entry = model.entryProperty().get();
        int index = entry.map(list.getItems()::indexOf).orElse(-1);
        if (index >= 0) {
            list.getSelectionModel().select(index);
        } else {
            list.getSelectionModel().clearSelection();
        }
    }

    private void refresh() {
        String name = model.draftProperty().get().name();
        title.setText(name.isBlank() ? "New step scan" : name);
        detail.setText(
                model.editedProperty().get()
                        ? ""
                        : model.entryProperty()
                                .get()
                                .map(e ->
                                        e.saved()
                                                .map(at ->
                                                        "saved "
                                                                + DateTimeFormatter.ofPattern(
                                                                                "d MMM HH:mm",
                                                                                Locale.ENGLISH)
                                                                        .format(at.atZone(zone)))
                                                .orElse("came with Beamdesk"))
                                .orElse(""));
        show(detail, !detail.getText().isEmpty());
        show(pending, model.editedProperty().get());
        message.setText(model.messageProperty().get());
        show(undo, model.canUndo());
        save.setDisable(!model.canSave());
        Optional<String> obstacle = model.obstacle();
        run.setDisable(obstacle.isPresent());
        run.setTooltip(new Tooltip(obstacle.orElse("Runs what the form says, now")));
        select();
    }

    /// Looks again whether a run can be started: the engine has changed.
    public void engineChanged() {
        refresh();
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private void save() {
        boolean own = model.entryProperty().get().flatMap(RecipeShelf.Entry::file).isPresent();
        var _ =
                model.save()
                        .thenAccept(saved -> {
                            if (!saved && !own) {
                                saveAs();
                            }
                        });
    }

    private void saveAs() {
        TextInputDialog dialog = new TextInputDialog(model.draftProperty().get().name());
        dialog.initOwner(root.getScene().getWindow());
        dialog.setTitle("Save as");
        dialog.setHeaderText("Save the recipe under another name");
        dialog.setContentText("Name");
        dialog.showAndWait()
                .filter(n -> !n.isBlank())
                .ifPresent(name -> {
                    var _ = model.saveAs(name);
                });
    }

    private void run() {
        if (model.run()) {
            started.run();
        }
    }
}
