package io.beamdesk.ui.samples;

import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.Selection;
import io.beamdesk.sample.SelectionText;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.samples.SampleDesk.Choice;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The Samples pane: trays left, the chosen one in the middle with the list of what is selected and
/// what can be done with it, one sample closely on the right.
final class SamplesView {
    private static final KeyCombination UNDO =
            new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination REDO =
            new KeyCodeCombination(
                    KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
    private static final KeyCombination SUBMIT =
            new KeyCodeCombination(KeyCode.ENTER, KeyCombination.CONTROL_DOWN);

    private final SamplesViewModel model;
    private final TrayCanvas canvas;
    private final Label tray = Parts.chip("", "", "waiting");
    private final Label about = Parts.label("", "muted");
    private final Label refusal = Parts.label("", "major-text");
    private final Label status = Parts.label("");
    private final Label way = Parts.label("", "muted");
    private final TextArea ids = new TextArea();
    private final ComboBox<Choice> recipe = new ComboBox<>();
    private final Button rename;
    private final Button importCsv;
    private final Button all;
    private final Button none;
    private final Button undo;
    private final Button redo;
    private final Button submit;
    private final Button screening;
    private final VBox root;
    private @Nullable Status said;

    SamplesView(SamplesViewModel model, ZoneId zone) {
        this.model = model;
        canvas = new TrayCanvas(model.selection()::select, model.sample()::look);
        canvas.setId("tray-canvas");
        rename = Parts.button("Edit Alias", "mdi2p-pencil-outline", this::rename);
        rename.setId("tray-rename");
        importCsv = Parts.button("Import CSV", "mdi2f-file-import-outline", this::importCsv);
        importCsv.setId("samples-import");
        all = Parts.button("Select All", "", model.selection()::selectAll);
        all.setId("samples-all");
        none = Parts.button("Deselect All", "", model.selection()::deselectAll);
        none.setId("samples-none");
        undo = Parts.button("Undo", "mdi2u-undo-variant", model.steps()::undo);
        undo.getStyleClass().add("icon-when-compact");
        undo.setId("samples-undo");
        redo = Parts.button("Redo", "mdi2r-redo-variant", model.steps()::redo);
        redo.getStyleClass().add("icon-when-compact");
        redo.setId("samples-redo");
        submit = Parts.button("Submit All", "mdi2p-playlist-plus", this::submit, "primary");
        submit.setId("samples-submit");
        Parts.shortcut(undo, UNDO);
        Parts.shortcut(redo, REDO);
        Parts.shortcut(submit, SUBMIT);
        Label hint =
                Parts.label(
                        "Click a well for all its drops, a drop for one, a header for a row or column. Drag for a rectangle.",
                        "muted",
                        "wide-only");
        hint.setMinWidth(0);
        about.setMinWidth(0);
        refusal.setMinWidth(0);
        screening = Parts.button("Screening", "mdi2m-magnify-scan", this::screening);
        screening.setId("samples-screening");
        HBox bar = Parts.paneBar("Samples", tray, about, refusal, Parts.spacer(), hint, screening);

        Node empty = emptyState();
        StackPane drawing = new StackPane(canvas, empty);
        drawing.getStyleClass().add("tray-drawing");
        drawing.setMinHeight(0);
        VBox.setVgrow(drawing, Priority.ALWAYS);
        TrayKey key = new TrayKey();
        HBox.setHgrow(key, Priority.ALWAYS);
        HBox keys = new HBox(key);
        keys.getStyleClass().add("card-header");
        VBox below = new VBox(words(), ids, actions());
        below.getStyleClass().add("tray-below");
        VBox middle = Parts.card(keys, drawing, below);
        middle.getStyleClass().add("tray-middle");
        middle.setMinWidth(0);
        HBox.setHgrow(middle, Priority.ALWAYS);
        HBox cards =
                new HBox(
                        new TrayList(model, zone).root(),
                        middle,
                        new SampleCardView(model, zone).root());
        cards.getStyleClass().add("card-row");
        VBox.setVgrow(cards, Priority.ALWAYS);
        cards.setMinHeight(0);
        root = new VBox(bar, cards);
        root.getStyleClass().addAll("pane", "samples-pane");

        model.pictureProperty()
                .subscribe(now -> {
                    now.ifPresent(canvas::show);
                    canvas.setVisible(now.isPresent());
                    empty.setVisible(now.isEmpty());
                    refresh();
                });
        model.selection().typedProperty().subscribe(this::refresh);
        model.trays().traysProperty().subscribe(this::refresh);
        model.steps().undoWordProperty().subscribe(this::refresh);
        model.steps().redoWordProperty().subscribe(this::refresh);
        model.messageProperty().subscribe(this::say);
        model.submitting().recipesProperty().subscribe(this::showRecipes);
    }

    Node root() {
        return root;
    }

    private HBox words() {
        ids.setId("samples-ids");
        ids.setWrapText(true);
        ids.getStyleClass().addAll("mono", "sample-ids");
        ids.textProperty().bindBidirectional(model.selection().idsProperty());
        ids.setAccessibleText("Places to measure, in the order of collection");
        ids.setPromptText("A9-1, A9-2, B9-1 or a range such as A1-1:A12-1");
        ids.focusedProperty()
                .subscribe(focused -> {
                    if (!focused && model.selection().typedProperty().get().isValid()) {
                        model.selection().tidyIds();
                    }
                });
        HBox words =
                new HBox(
                        Parts.label("Places to measure, in order of collection", "muted"),
                        Parts.spacer(),
                        status,
                        way);
        status.setMinWidth(0);
        words.getStyleClass().add("tray-words");
        return words;
    }

    private HBox actions() {
        Button add = Parts.button("Add Tray", "mdi2p-plus", this::addTray);
        add.setId("tray-add");
        recipe.setId("samples-recipe");
        recipe.setPromptText("Recipe");
        recipe.setAccessibleText("Recipe to measure with");
        recipe.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Choice choice) {
                        return choice == null ? "" : choice.name();
                    }

                    @Override
                    public Choice fromString(String name) {
                        return Objects.requireNonNull(recipe.getValue());
                    }
                });
        recipe.valueProperty().subscribe(this::refresh);
        recipe.setOnShowing(_ -> model.submitting().read());
        HBox actions =
                new HBox(
                        add,
                        rename,
                        importCsv,
                        new Separator(javafx.geometry.Orientation.VERTICAL),
                        all,
                        none,
                        new Separator(javafx.geometry.Orientation.VERTICAL),
                        undo,
                        redo,
                        Parts.spacer(),
                        recipe,
                        submit);
        // The recipe's name gives way before the words of the buttons do.
        for (Node node : actions.getChildren()) {
            if (node instanceof Button button) {
                button.setMinWidth(Region.USE_PREF_SIZE);
            }
        }
        actions.getStyleClass().add("tray-actions");
        return actions;
    }

    private Node emptyState() {
        VBox words =
                new VBox(
                        Parts.icon("mdi2g-grid", "empty-icon"),
                        Parts.label("No tray yet", "text-m", "semibold"),
                        Parts.label(
                                "Add a tray, or import a list of samples: its places are drawn here.",
                                "muted"),
                        Parts.button("Add Tray", "mdi2p-plus", this::addTray));
        words.getStyleClass().add("empty-state");
        return words;
    }

    private void showRecipes(List<Choice> choices) {
        Optional<String> before = Optional.ofNullable(recipe.getValue()).map(Choice::key);
        if (!recipe.getItems().equals(choices)) {
            recipe.getItems().setAll(choices);
        }
        before.flatMap(key -> choices.stream().filter(c -> c.key().equals(key)).findFirst())
                .ifPresent(recipe::setValue);
    }

    private void refresh() {
        Optional<TraysViewModel.Shown> now = model.trays().shownProperty().get();
        Optional<TrayPicture> picture = model.pictureProperty().get();
        tray.setText(now.map(s -> s.id()).orElse(""));
        shown(tray, now.isPresent());
        about.setText(now.map(s -> about(s.tray().alias(), row(s.id()))).orElse(""));
        boolean has = now.isPresent();
        rename.setDisable(!has);
        importCsv.setDisable(!has);
        screening.setDisable(!has);
        all.setDisable(!has);
        Selection selection = picture.map(TrayPicture::selection).orElse(null);
        boolean chosen = selection != null && !selection.isEmpty();
        none.setDisable(!chosen);
        ids.setDisable(!has);
        word(undo, "Undo", model.steps().undoWordProperty().get(), UNDO);
        word(redo, "Redo", model.steps().redoWordProperty().get(), REDO);
        SelectionText typed = model.selection().typedProperty().get();
        submit.setDisable(!chosen || !typed.isValid() || recipe.getValue() == null);
        showStatus(selection, typed);
    }

    private static void word(Button button, String word, String what, KeyCombination keys) {
        button.setDisable(what.isEmpty());
        String words =
                word + (what.isEmpty() ? "" : " " + what) + " (" + keys.getDisplayText() + ")";
        var _ = Parts.described(button, words);
    }

    private Optional<TrayRow> row(String id) {
        return model.trays().traysProperty().get().stream()
                .filter(r -> r.id().equals(id))
                .findFirst();
    }

    private static String about(String alias, Optional<TrayRow> row) {
        List<String> parts = new ArrayList<>();
        if (!alias.isEmpty()) {
            parts.add(alias);
        }
        row.ifPresent(r -> {
            r.type().ifPresent(t -> parts.add(t.title()));
            parts.add(r.measured() + " of " + r.count().all() + " collected");
            if (r.failed() > 0) {
                parts.add(r.failed() + " failed");
            }
            int queued = r.count().in(SampleState.QUEUED);
            if (queued > 0) {
                parts.add(queued + " queued");
            }
        });
        return String.join(" · ", parts);
    }

    /// What is said of the selection.
    ///
    /// @param styleClass colour of the words
    /// @param icon before them; empty if there is none
    private record Status(String words, String styleClass, String icon) {
        static Status of(@Nullable Selection selection, SelectionText typed) {
            if (!typed.isValid()) {
                SelectionText.Fault first = typed.faults().getFirst();
                int more = typed.faults().size() - 1;
                return new Status(
                        capital(first.message()) + (more > 0 ? " · " + more + " more" : ""),
                        "major-text",
                        "mdi2c-close-octagon");
            }
            if (selection == null || selection.isEmpty()) {
                return new Status("Nothing selected", "muted", "");
            }
            int count = selection.positions().size();
            String word = selection.type().drops() > 1 ? "drop" : "place";
            return new Status(
                    count + " " + word + (count == 1 ? "" : "s") + ", none unknown or repeated",
                    "good",
                    "mdi2c-check-circle");
        }
    }

    private void showStatus(@Nullable Selection selection, SelectionText typed) {
        double length = selection == null || !typed.isValid() ? 0 : selection.length();
        way.setText(length > 0 ? "· path " + Figures.of(length, 0) + " mm" : "");
        Status now = Status.of(selection, typed);
        if (now.equals(said)) {
            return;
        }
        said = now;
        status.setText(now.words());
        status.setTooltip(typed.isValid() ? null : new Tooltip(now.words()));
        status.getStyleClass().setAll("label", now.styleClass());
        status.setGraphic(now.icon().isEmpty() ? null : Parts.icon(now.icon(), now.styleClass()));
        ids.getStyleClass().remove("invalid-input");
        if (!typed.isValid()) {
            ids.getStyleClass().add("invalid-input");
        }
    }

    private static String capital(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }

    // -- Actions ---------------------------------------------------------------------------------

    private void addTray() {
        TrayDialog.add(model, root.getScene().getWindow());
    }

    private void rename() {
        model.trays()
                .shownProperty()
                .get()
                .ifPresent(
                        now -> TrayDialog.rename(model, now.tray(), root.getScene().getWindow()));
    }

    private void importCsv() {
        model.trays()
                .shownProperty()
                .get()
                .ifPresent(now -> ImportDialog.choose(model, now, root.getScene().getWindow()));
    }

    private void screening() {
        model.trays()
                .shownProperty()
                .get()
                .ifPresent(
                        now -> ScreeningDialog.show(model, now.id(), root.getScene().getWindow()));
    }

    private void submit() {
        Choice choice = recipe.getValue();
        if (choice != null) {
            var _ =
                    model.submitting()
                            .prepare(choice)
                            .thenAccept(ready ->
                                    SubmitDialog.show(model, ready, root.getScene().getWindow()));
        }
    }

    private void say(String sentence) {
        refusal.setText(sentence);
        refusal.setTooltip(sentence.isEmpty() ? null : new Tooltip(sentence));
        shown(refusal, !sentence.isEmpty());
        shown(about, sentence.isEmpty());
    }

    private static void shown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
