package io.beamdesk.ui.queue;

import atlantafx.base.controls.ToggleSwitch;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.ui.fx.Parts;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.HorizontalDirection;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MultipleSelectionModel;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The items in their order. Only the rows in view exist, and only the part of the list that has
/// changed is replaced, so that ten thousand items cost as little as ten.
final class QueueTable {
    private final QueueViewModel model;
    private final ObservableList<QueueItem> items = FXCollections.observableArrayList();
    private final ListView<QueueItem> list = new ListView<>(items);
    private final Label count = Parts.label("", "muted");
    private final Button undo;
    private final Button mountOrder;
    private final ToggleSwitch autostart = new ToggleSwitch("Autostart");
    private final ToggleSwitch goOn = new ToggleSwitch("Go on after a failure");
    private final ToggleSwitch loop = new ToggleSwitch("Loop");
    private final VBox root;
    private boolean following;

    QueueTable(QueueViewModel model, Times times) {
        this.model = model;
        undo =
                Parts.button(
                        "Undo",
                        "mdi2u-undo-variant",
                        () -> QueueView.run(model.edits().undo()),
                        "flat");
        var _ =
                Parts.shortcut(
                        undo, new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN));
        mountOrder = Parts.button("Mount order", "mdi2s-sort-variant", this::proposeOrder, "flat");
        mountOrder.setId("queue-mount-order");
        Parts.described(mountOrder, "Order for the sample changer: fewer exchanges of samples");
        list.setId("queue-list");
        list.getStyleClass().add("queue-list");
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setCellFactory(_ -> new QueueRow(model, times));
        list.setPlaceholder(new Region());
        VBox.setVgrow(list, Priority.ALWAYS);
        HBox head =
                new HBox(
                        title("", "queue-grip"),
                        title("Order", "queue-order"),
                        title("Sample", "queue-sample"),
                        title("Place", "queue-place"),
                        title("Recipe", "queue-recipe"),
                        title("Points", "queue-points"),
                        title("State", "queue-state"),
                        title("Starts", "queue-time"),
                        title("Takes", "queue-length"),
                        title("Ends", "queue-time"),
                        title("", "queue-tools"));
        head.getStyleClass().addAll("table-head", "queue-row");
        root = Parts.card(header(), head, list);
        root.setMinHeight(0);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        list.getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<QueueItem>) _ -> chosen());
        model.pictureProperty().subscribe(this::show);
        model.selectedProperty().subscribe(this::restore);
    }

    Node root() {
        return root;
    }

    private HBox header() {
        autostart.setId("queue-autostart");
        autostart.setTooltip(new Tooltip("Measures whatever is added as soon as it is its turn"));
        goOn.setId("queue-go-on");
        goOn.setTooltip(
                new Tooltip(
                        "A failed item stays in front and is passed over until it is retried; otherwise the queue stops at it"));
        loop.setTooltip(new Tooltip("Every item goes to the end again when it is done"));
        for (ToggleSwitch toggle : List.of(goOn, autostart, loop)) {
            toggle.getStyleClass().add("queue-switch");
            toggle.setLabelPosition(HorizontalDirection.RIGHT);
        }
        autostart
                .selectedProperty()
                .subscribe(on -> {
                    if (on != model.pictureProperty().get().state().autostart()) {
                        QueueView.run(model.edits().autostart(on));
                    }
                });
        goOn.selectedProperty()
                .subscribe(on -> {
                    if (on != model.pictureProperty().get().state().goesOn()) {
                        QueueView.run(model.edits().goOn(on));
                    }
                });
        loop.selectedProperty()
                .subscribe(on -> {
                    if (on != model.pictureProperty().get().state().loop()) {
                        QueueView.run(model.edits().loop(on));
                    }
                });
        return Parts.cardHeader(
                "Items", count, Parts.spacer(), mountOrder, undo, goOn, autostart, loop);
    }

    private void proposeOrder() {
        var _ =
                model.mountProposal()
                        .thenAcceptAsync(
                                proposal ->
                                        OrderDialog.show(
                                                model, proposal, root.getScene().getWindow()),
                                Platform::runLater);
    }

    private static Label title(String text, String column) {
        Label title = Parts.label(text, "column-title", column);
        if (column.equals("queue-state")) {
            // As wide as the state in the rows, which takes what the others leave.
            title.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(title, Priority.ALWAYS);
        }
        return title;
    }

    private void show(QueuePicture now) {
        long failed = now.failed();
        int number = now.rows().size();
        count.setText(
                number
                        + (number == 1 ? " item" : " items")
                        + (failed > 0 ? ", " + failed + " failed" : ""));
        boolean mine = now.elsewhere().isEmpty();
        QueueView.shown(
                mountOrder,
                mine && now.state().items().stream().anyMatch(i -> i.origin().isPresent()));
        undo.setDisable(!mine || now.state().undoable().isEmpty());
        undo.setTooltip(
                new Tooltip(
                        now.state().undoable().map(u -> "Undo " + u).orElse("Undo") + " (Ctrl+Z)"));
        autostart.setDisable(!mine);
        loop.setDisable(!mine);
        goOn.setDisable(!mine);
        goOn.setSelected(now.state().goesOn());
        autostart.setSelected(now.state().autostart());
        loop.setSelected(now.state().loop());
        following = true;
        replace(now.rows());
        following = false;
        restore(model.selectedProperty().get());
    }

    /// Replaces what lies between the parts at both ends that are the same as before. Items are
    /// the same objects as long as nothing about them changes.
    @SuppressWarnings("ReferenceEquality")
    private void replace(List<QueueItem> now) {
        int shorter = Math.min(items.size(), now.size());
        int front = 0;
        while (front < shorter && items.get(front) == now.get(front)) {
            front++;
        }
        int back = 0;
        while (back < shorter - front
                && items.get(items.size() - 1 - back) == now.get(now.size() - 1 - back)) {
            back++;
        }
        int oldEnd = items.size() - back;
        List<QueueItem> fresh = now.subList(front, now.size() - back);
        if (front < oldEnd && fresh.size() == oldEnd - front && fresh.size() == 1) {
            items.set(front, fresh.getFirst());
        } else if (front < oldEnd || !fresh.isEmpty()) {
            items.remove(front, oldEnd);
            items.addAll(front, new ArrayList<>(fresh));
        }
    }

    private void chosen() {
        if (!following) {
            List<String> ids =
                    list.getSelectionModel().getSelectedItems().stream()
                            .filter(item -> item != null)
                            .map(QueueItem::id)
                            .toList();
            if (!ids.equals(model.selectedProperty().get())) {
                model.select(ids);
            }
        }
    }

    private void restore(List<String> ids) {
        if (following) {
            return;
        }
        MultipleSelectionModel<QueueItem> selection = list.getSelectionModel();
        int[] rows =
                ids.stream()
                        .map(id -> model.pictureProperty().get().places().get(id))
                        .filter(row -> row != null && row < items.size())
                        .mapToInt(Integer::intValue)
                        .toArray();
        List<Integer> wanted = java.util.Arrays.stream(rows).boxed().toList();
        if (!List.copyOf(selection.getSelectedIndices()).equals(wanted)) {
            following = true;
            selection.clearSelection();
            if (rows.length > 0) {
                selection.selectIndices(rows[0], rows);
                list.getFocusModel().focus(rows[0]);
            }
            following = false;
        }
    }

    private void pressed(KeyEvent event) {
        List<String> ids = model.selectedProperty().get();
        boolean control = event.isShortcutDown();
        boolean done = true;
        if (ids.isEmpty()) {
            done = false;
        } else if (event.getCode() == KeyCode.UP && event.isAltDown()) {
            QueueView.run(model.edits().shift(ids, -1));
        } else if (event.getCode() == KeyCode.DOWN && event.isAltDown()) {
            QueueView.run(model.edits().shift(ids, 1));
        } else if (event.getCode() == KeyCode.DELETE) {
            QueueView.run(model.edits().remove(ids));
        } else if (event.getCode() == KeyCode.D && control) {
            QueueView.run(model.edits().duplicate(ids));
        } else {
            done = false;
        }
        if (done) {
            event.consume();
        }
    }
}
