package io.beamdesk.ui.recipes;

import io.beamdesk.ui.fx.Parts;
import java.io.File;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TextInputDialog;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/// The Recipes pane: library left, form in the middle, preview right.
public final class RecipesView {
    private static final KeyCombination UNDO =
            new KeyCodeCombination(KeyCode.Z, KeyCombination.CONTROL_DOWN);
    private static final KeyCombination REDO =
            new KeyCodeCombination(
                    KeyCode.Z, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);

    private static final DateTimeFormatter SAVED =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final KeyCombination RENAME = new KeyCodeCombination(KeyCode.F2);

    private final RecipesViewModel model;
    private final FormView form;
    private final ZoneId zone;
    private final Runnable started;
    private final Label title = Parts.label("", "medium");
    private final Label detail = Parts.label("", "muted");
    private final Label pending = Parts.chip("edited, not saved", "mdi2p-pencil", "pending");
    private final Label message = Parts.label("", "muted", "pane-message");
    private final Hyperlink takeBack = new Hyperlink("Undo");
    private final Button undo;
    private final Button redo;
    private final Button save;
    private final Button run;
    private final Button enqueue;
    private final MenuItem delete = new MenuItem("Delete");
    private final MenuItem discard = new MenuItem("Discard the edits");
    private final MenuItem versions = new MenuItem("Earlier versions…");
    private final MenuItem apply = new MenuItem("Apply to record…");
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
        undo = Parts.iconButton("mdi2u-undo", "Undo the last edit (Ctrl+Z)", model::undo, "flat");
        redo = Parts.iconButton("mdi2r-redo", "Redo (Ctrl+Shift+Z)", model::redo, "flat");
        save = Parts.button("Save", "mdi2c-content-save-outline", this::save);
        save.setId("recipe-save");
        Button saveAs = Parts.button("Save as", "", this::saveAs);
        Button scrape =
                Parts.button(
                        "Scrape from record", "mdi2t-tray-arrow-down", this::scrape, "wide-only");
        Button load =
                Parts.button(
                        "Load from product",
                        "mdi2f-file-download-outline",
                        this::load,
                        "wide-only");
        Button check = Parts.button("Check", "mdi2c-clipboard-check-outline", model::check);
        run = Parts.button("Run now", "mdi2p-play", this::run);
        run.setId("recipe-run");
        enqueue =
                Parts.button(
                        "Add to queue",
                        "mdi2p-playlist-plus",
                        () -> {
                            var _ = model.runs().enqueue();
                        },
                        "primary");
        enqueue.setId("recipe-enqueue");
        Parts.shortcut(save, new KeyCodeCombination(KeyCode.S, KeyCombination.CONTROL_DOWN));
        Parts.shortcut(
                saveAs,
                new KeyCodeCombination(
                        KeyCode.S, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN));
        Parts.shortcut(check, new KeyCodeCombination(KeyCode.K, KeyCombination.CONTROL_DOWN));
        Parts.shortcut(run, new KeyCodeCombination(KeyCode.R, KeyCombination.CONTROL_DOWN));
        Parts.shortcut(enqueue, new KeyCodeCombination(KeyCode.ENTER, KeyCombination.CONTROL_DOWN));
        takeBack.setOnAction(_ -> model.messageProperty().get().undo().ifPresent(Runnable::run));
        HBox bar =
                Parts.paneBar(
                        "Recipes",
                        title,
                        pending,
                        detail,
                        Parts.spacer(),
                        undo,
                        redo,
                        scrape,
                        load,
                        save,
                        saveAs,
                        more(),
                        check,
                        run,
                        enqueue);
        message.setMinWidth(0);
        form =
                new FormView(
                        model,
                        Map.of(
                                TechniqueForm.Tool.POSITIONS,
                                this::importPositions,
                                TechniqueForm.Tool.REGION,
                                this::drawRegion),
                        message,
                        takeBack);
        HBox cards =
                new HBox(
                        new LibraryView(model).root(),
                        form.root(),
                        new PreviewCard(model, form::focus).root());
        cards.getStyleClass().addAll("card-row");
        HBox.setHgrow(form.root(), Priority.ALWAYS);
        VBox.setVgrow(cards, Priority.ALWAYS);
        root = new VBox(bar, cards);
        root.getStyleClass().addAll("pane", "recipes-pane");
        // A field has an undo of its own, which knows nothing of the other fields.
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::byKey);
        model.draftProperty().subscribe(this::refresh);
        model.library().rowsProperty().subscribe(this::refresh);
        model.checkProperty().subscribe(this::refresh);
        model.messageProperty().subscribe(this::refresh);
        refresh();
    }

    /// What to show.
    public Node root() {
        return root;
    }

    private void byKey(KeyEvent event) {
        if (RENAME.match(event)) {
            form.focus("name");
            event.consume();
            return;
        }
        boolean inSearch =
                event.getTarget() instanceof TextInputControl input
                        && "recipe-search".equals(input.getId());
        if (inSearch) {
            return;
        }
        if (UNDO.match(event)) {
            model.undo();
            event.consume();
        } else if (REDO.match(event)) {
            model.redo();
            event.consume();
        }
    }

    private MenuButton more() {
        MenuItem duplicate = new MenuItem("Duplicate");
        duplicate.setOnAction(_ -> model.duplicate());
        discard.setOnAction(_ -> model.discard());
        delete.setOnAction(_ -> model.shelf().delete());
        versions.setOnAction(
                _ -> new VersionsDialog(model, zone).show(root.getScene().getWindow()));
        MenuItem scrape = new MenuItem("Scrape from record…");
        scrape.setId("recipe-scrape");
        scrape.setOnAction(_ -> scrape());
        apply.setId("recipe-apply");
        apply.setOnAction(_ ->
                RecordDialog.apply(
                        model.records(), model.sheet().name(), root.getScene().getWindow()));
        MenuItem load = new MenuItem("Load from product…");
        load.setOnAction(_ -> load());
        MenuItem bring = new MenuItem("Import…");
        bring.setOnAction(_ ->
                choose(
                        "Import a recipe",
                        List.of("*" + RecipeShelf.GIVEN, "*.json"),
                        model.shelf()::load));
        MenuItem export = new MenuItem("Export…");
        export.setOnAction(_ -> export());
        MenuButton more = new MenuButton("More");
        more.setId("recipe-more");
        more.setTooltip(
                new Tooltip("Duplicate, discard, delete, versions, records, import and export"));
        more.getItems()
                .addAll(
                        duplicate,
                        discard,
                        delete,
                        versions,
                        new SeparatorMenuItem(),
                        scrape,
                        apply,
                        new SeparatorMenuItem(),
                        load,
                        bring,
                        export);
        return more;
    }

    private void choose(String what, List<String> patterns, Consumer<Path> then) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(what);
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(String.join(", ", patterns), patterns),
                        new FileChooser.ExtensionFilter("All files", "*"));
        Optional.ofNullable(chooser.showOpenDialog(root.getScene().getWindow()))
                .map(File::toPath)
                .ifPresent(then);
    }

    private void scrape() {
        RecordDialog.scrape(model.records(), root.getScene().getWindow());
    }

    private void load() {
        choose("Load the recipe of a product", List.of("*.h5"), model.shelf()::load);
    }

    private void drawRegion() {
        new RegionDialog(model).show(root.getScene().getWindow());
    }

    private void importPositions() {
        choose("Import positions", List.of("*.csv"), model.shelf()::importPositions);
    }

    private void export() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Export the recipe");
        chooser.setInitialFileName(model.sheet().name() + RecipeShelf.GIVEN);
        Optional.ofNullable(chooser.showSaveDialog(root.getScene().getWindow()))
                .map(File::toPath)
                .ifPresent(model.shelf()::export);
    }

    private void refresh() {
        String name = model.sheet().name();
        boolean own = model.entry().flatMap(RecipeShelf.Entry::file).isPresent();
        title.setText(
                name.isBlank() ? "New " + model.form().title().toLowerCase(Locale.ROOT) : name);
        detail.setText(
                model.isEdited()
                        ? ""
                        : model.entry()
                                .map(this::provenance)
                                .or(() -> model.item().map(_ -> "item of the queue"))
                                .orElse(""));
        show(detail, !detail.getText().isEmpty());
        show(pending, model.isEdited());
        Errands.Message said = model.messageProperty().get();
        message.setText(said.text());
        show(message, !said.text().isEmpty());
        show(takeBack, said.undo().isPresent());
        undo.setDisable(!model.sheet().canUndo());
        redo.setDisable(!model.sheet().canRedo());
        discard.setDisable(!model.isEdited());
        delete.setDisable(!own);
        versions.setDisable(!own);
        apply.setDisable(model.recipeProperty().get().isEmpty());
        save.setDisable(!model.shelf().canSave());
        obstructed(run, model.runs().runObstacle(), "Runs what the form says, now (Ctrl+R)");
        enqueue.setText(model.item().isPresent() ? "Update item" : "Add to queue");
        obstructed(
                enqueue,
                model.runs().obstacle(),
                model.item()
                                .map(item ->
                                        "Gives "
                                                + item.label()
                                                + " in the queue what the form says")
                                .orElse("Puts what the form says at the end of the queue")
                        + " (Ctrl+Enter)");
    }

    private String provenance(RecipeShelf.Entry entry) {
        return entry.saved()
                .map(at ->
                        "saved "
                                + SAVED.format(at.atZone(zone))
                                + (entry.author().isEmpty() ? "" : " by " + entry.author()))
                .orElse("came with Beamdesk");
    }

    private static void obstructed(Button button, Optional<String> obstacle, String words) {
        button.setDisable(obstacle.isPresent());
        button.setTooltip(new Tooltip(obstacle.orElse(words)));
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
        boolean own = model.entry().flatMap(RecipeShelf.Entry::file).isPresent();
        var _ =
                model.shelf()
                        .save()
                        .thenAccept(saved -> {
                            if (!saved && !own) {
                                saveAs();
                            }
                        });
    }

    private void saveAs() {
        TextInputDialog dialog = new TextInputDialog(model.sheet().name());
        dialog.initOwner(root.getScene().getWindow());
        dialog.setTitle("Save as");
        dialog.setHeaderText("Save the recipe under another name");
        dialog.setContentText("Name");
        dialog.showAndWait()
                .filter(n -> !n.isBlank())
                .ifPresent(name -> {
                    var _ = model.shelf().saveAs(name);
                });
    }

    private void run() {
        var _ =
                model.runs()
                        .run()
                        .thenAccept(on -> {
                            if (on) {
                                started.run();
                            }
                        });
    }
}
