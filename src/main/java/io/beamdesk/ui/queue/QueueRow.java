package io.beamdesk.ui.queue;

import io.beamdesk.queue.Estimate;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.queue.Schedule;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.ProgressTrack;
import java.time.Instant;
import java.util.List;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// One item of the queue as a row: what, when, in which state, and what can be done with it.
final class QueueRow extends ListCell<QueueItem> {
    private static final String DROP_HERE = "drop-here";

    private final QueueViewModel model;
    private final Times times;
    private final FontIcon grip = Parts.icon("mdi2d-drag-vertical", "queue-grip-icon");
    private final HBox gripPlace = new HBox(grip);
    private final Label order = Parts.label("", "mono", "muted", "queue-order");
    private final Label sample = Parts.label("", "mono", "bold", "queue-sample");
    private final Button place = new Button();
    private final Region colour = new Region();
    private final Label recipe = Parts.label("", "queue-recipe");
    private final Label points = Parts.label("", "mono", "queue-points");
    private final Label word = Parts.label("", "queue-word");
    private final Label reason = Parts.label("", "queue-reason");
    private final ProgressTrack track = new ProgressTrack();
    private final Label percent = Parts.label("", "mono", "accent");
    private final Label starts = Parts.label("", "mono", "queue-time");
    private final Label takes = Parts.label("", "mono", "queue-length");
    private final Label ends = Parts.label("", "mono", "bold", "queue-time");
    private final HBox tools;
    private final HBox repair;
    private final HBox line;

    QueueRow(QueueViewModel model, Times times) {
        this.model = model;
        this.times = times;
        gripPlace.getStyleClass().add("queue-grip");
        track.getStyleClass().addAll("queue-progress");
        word.setMinWidth(Region.USE_PREF_SIZE);
        reason.setMinWidth(0);
        HBox.setHgrow(reason, Priority.ALWAYS);
        HBox state = new HBox(word, track, percent, reason);
        state.getStyleClass().add("queue-state");
        HBox.setHgrow(state, Priority.ALWAYS);
        Button more =
                Parts.iconButton(
                        "mdi2d-dots-vertical", "What can be done with it", () -> {}, "flat");
        more.setOnAction(_ -> new QueueMenu(model, ids(), this).show(more, Side.BOTTOM, 0, 0));
        tools =
                new HBox(
                        Parts.iconButton(
                                "mdi2c-content-copy",
                                "Duplicate (Ctrl+D)",
                                () -> QueueView.run(model.edits().duplicate(ids())),
                                "flat"),
                        Parts.iconButton(
                                "mdi2p-pencil-outline",
                                "Edit sample or recipe",
                                this::edit,
                                "flat"),
                        more);
        tools.getStyleClass().add("queue-tools");
        Button retry =
                Parts.button(
                        "Retry",
                        "mdi2r-restart",
                        () -> QueueView.run(model.edits().retry(List.of(getItem().id()))));
        Button drop =
                Parts.button(
                        "Drop it",
                        "",
                        () -> QueueView.run(model.edits().remove(List.of(getItem().id()))),
                        "flat");
        repair = new HBox(retry, drop);
        repair.getStyleClass().add("queue-repair");
        place.setMnemonicParsing(false);
        place.getStyleClass().addAll("link", "mono", "queue-place");
        place.setOnAction(_ -> getItem().origin().ifPresent(model.surroundings()::showSample));
        colour.getStyleClass().add("queue-colour");
        recipe.setGraphic(colour);
        line =
                new HBox(
                        gripPlace, order, sample, place, recipe, points, state, starts, takes, ends,
                        tools, repair);
        line.getStyleClass().add("queue-row");
        getStyleClass().add("queue-cell");
        // As wide as the list, so that long names end in dots.
        setPrefWidth(0);
        model.pictureProperty().subscribe(this::refresh);
        model.shareProperty().subscribe(this::progress);
        setOnContextMenuRequested(event -> {
            if (getItem() != null) {
                new QueueMenu(model, ids(), this)
                        .show(this, event.getScreenX(), event.getScreenY());
            }
        });
        setOnDragDetected(this::drag);
        setOnDragOver(this::dragOver);
        setOnDragExited(_ -> getStyleClass().remove(DROP_HERE));
        setOnDragDropped(this::dropped);
    }

    /// What a tool of this row is about: all that is chosen if this row is among it.
    private List<String> ids() {
        String id = getItem().id();
        List<String> chosen = model.selectedProperty().get();
        return chosen.contains(id) ? chosen : List.of(id);
    }

    private void edit() {
        EditDialog.show(model, getItem(), getScene().getWindow());
    }

    @Override
    protected void updateItem(@Nullable QueueItem item, boolean empty) {
        super.updateItem(item, empty);
        setText(null);
        setGraphic(empty || item == null ? null : line);
        refresh();
    }

    private boolean measured() {
        return getItem() != null && model.pictureProperty().get().isRunning(getItem());
    }

    private void progress() {
        if (measured()) {
            double share = model.shareProperty().get();
            track.setShare(share);
            percent.setText(Math.round(share * 100) + "%");
        }
    }

    private void refresh() {
        QueueItem item = getItem();
        QueuePicture now = model.pictureProperty().get();
        Integer row = item == null ? null : now.places().get(item.id());
        if (item == null || isEmpty() || row == null) {
            return;
        }
        boolean running = now.isRunning(item);
        boolean failed = !running && item.state() == QueueItem.State.FAILED;
        boolean skipped = !running && item.skipped();
        boolean mine = now.elsewhere().isEmpty();
        Schedule.Slot slot = now.slot(row);
        order.setText(failed ? "!" : Integer.toString(now.number(item)));
        sample.setText(item.sample().isEmpty() ? Figures.DASH : item.sample());
        String where = item.origin().map(SampleRef::place).orElse("");
        place.setText(where);
        place.setVisible(!where.isEmpty());
        place.setTooltip(new Tooltip("Go to the sample in " + where));
        recipe.setText(item.title());
        colour.getStyleClass().setAll("queue-colour", "series-fill-" + now.colour(item.title()));
        points.setText(item.estimate().map(Estimate::points).map(Figures::of).orElse(Figures.DASH));
        starts.setText(times.of(slot.starts(), now.asOf()));
        takes.setText(skipped ? Figures.DASH : Times.length(slot.takes()));
        ends.setText(times.of(slot.ends(), now.asOf()));
        grip.setVisible(!running && mine);
        QueueView.shown(track, running);
        QueueView.shown(percent, running);
        boolean repairable = failed && mine;
        for (Region part : List.of(starts, takes, ends, tools)) {
            QueueView.shown(part, !repairable);
        }
        QueueView.shown(repair, repairable);
        tools.setVisible(!repairable && !running && mine);
        StateWord state = StateWord.of(item, now);
        Instant since = failed ? now.failures().get(item.id()) : null;
        word.setText(
                since == null ? state.word() : state.word() + " " + times.of(since, now.asOf()));
        word.setGraphic(Parts.icon(state.icon(), state.styleClass()));
        word.getStyleClass().setAll("label", "queue-word", state.styleClass());
        reason.setText(state.more());
        reason.setTooltip(state.more().isEmpty() ? null : new Tooltip(state.more()));
        line.getStyleClass().setAll("queue-row", skipped ? "skipped" : "active");
        setAccessibleText(
                item.label()
                        + ", "
                        + state.word()
                        + " "
                        + state.more()
                        + ", starts "
                        + starts.getText());
        progress();
    }

    private void drag(MouseEvent event) {
        if (getItem() == null || measured() || !grip.isVisible()) {
            return;
        }
        Dragboard board = startDragAndDrop(TransferMode.MOVE);
        ClipboardContent content = new ClipboardContent();
        content.putString(String.join("\n", ids()));
        board.setContent(content);
        event.consume();
    }

    private static boolean isRow(Object source) {
        return source instanceof QueueRow;
    }

    private void dragOver(DragEvent event) {
        if (isRow(event.getGestureSource()) && !measured()) {
            event.acceptTransferModes(TransferMode.MOVE);
            if (!getStyleClass().contains(DROP_HERE)) {
                getStyleClass().add(DROP_HERE);
            }
            event.consume();
        }
    }

    private void dropped(DragEvent event) {
        List<String> moved = List.of(event.getDragboard().getString().split("\n"));
        QueueView.run(model.edits().moveBefore(moved, getItem() == null ? "" : getItem().id()));
        event.setDropCompleted(true);
        event.consume();
    }
}
