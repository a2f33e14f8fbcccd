package io.beamdesk.ui.queue;

import io.beamdesk.queue.QueueItem;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The Queue pane: the time line on top, items and history below it, the chosen item on the right.
final class QueueView {
    private static final KeyCombination GO =
            new KeyCodeCombination(
                    KeyCode.ENTER, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);

    private final Times times;
    private final Label when = Parts.label("", "mono", "bold");
    private final Label left = Parts.label("", "muted");
    private final Label chip = Parts.chip("", "mdi2a-account-clock-outline", "alarm-minor");
    private final Label elsewhere = Parts.label("", "queue-elsewhere", "minor-text");
    private final Label refusal = Parts.label("", "queue-refusal", "major-text");
    private final Button primary = new Button();
    private final Button clear;
    private final Button here;
    private final TimeLine timeLine;
    private final VBox root;

    QueueView(QueueViewModel model, ZoneId zone, Runnable openRecipes) {
        times = new Times(zone);
        timeLine = new TimeLine(times, id -> model.select(List.of(id)));
        QueueTable table = new QueueTable(model, times);
        Node empty = emptyState(openRecipes);
        StackPane items = new StackPane(table.root(), empty);
        VBox.setVgrow(items, Priority.ALWAYS);
        items.setMinHeight(0);
        VBox main = new VBox(items, new HistoryCard(model, times).root());
        main.getStyleClass().add("card-column");
        main.setMinWidth(0);
        HBox.setHgrow(main, Priority.ALWAYS);
        HBox cards = new HBox(main, new Inspector(model, times).root());
        cards.getStyleClass().add("card-row");
        VBox.setVgrow(cards, Priority.ALWAYS);
        cards.setMinHeight(0);

        clear = Parts.button("Clear", "mdi2p-playlist-remove", () -> run(model.edits().clear()));
        Parts.described(clear, "Takes everything that waits out of the queue (Ctrl+Z undoes it)");
        Button add = Parts.button("Add from Recipes", "mdi2p-plus", openRecipes);
        add.setId("queue-add");
        primary.getStyleClass().add("primary");
        primary.setId("queue-primary");
        primary.setOnAction(_ -> model.primary());
        var _ = Parts.shortcut(primary, GO);
        here = Parts.button("Try again", "mdi2r-refresh", model::openHere);
        HBox bar =
                Parts.paneBar(
                        "Queue", when, left, chip, refusal, Parts.spacer(), add, clear, primary);
        // A long reason gives way to what can be done about it.
        refusal.setMinWidth(0);
        left.setMinWidth(0);
        for (Region whole : List.of(when, chip, add, clear, primary)) {
            whole.setMinWidth(Region.USE_PREF_SIZE);
        }
        elsewhere.setGraphic(Parts.icon("mdi2l-lock-outline", "minor-text"));
        elsewhere.setWrapText(true);
        HBox.setHgrow(elsewhere, Priority.ALWAYS);
        elsewhere.setMaxWidth(Double.MAX_VALUE);
        HBox notice = new HBox(elsewhere, here);
        notice.getStyleClass().addAll("card", "queue-notice");
        root = new VBox(bar, notice, Parts.card(timeLine), cards);
        root.getStyleClass().addAll("pane", "queue-pane");

        model.pictureProperty()
                .subscribe(now -> {
                    boolean none = now.rows().isEmpty();
                    empty.setVisible(none);
                    shown(notice, now.elsewhere().isPresent());
                    elsewhere.setText(now.elsewhere().orElse(""));
                    timeLine.show(now);
                    showBar(now);
                });
        model.selectedProperty().subscribe(timeLine::choose);
        model.shareProperty().subscribe(share -> timeLine.progress(share.doubleValue()));
        model.messageProperty()
                .subscribe(sentence -> {
                    refusal.setText(sentence);
                    refusal.setTooltip(sentence.isEmpty() ? null : new Tooltip(sentence));
                    shown(refusal, !sentence.isEmpty());
                });
    }

    Node root() {
        return root;
    }

    private void showBar(QueuePicture now) {
        Optional<Instant> ends = now.ends();
        boolean going = now.primary() != QueuePicture.Primary.START;
        when.setText(
                ends.map(e -> (going ? "Ends " : "Would end ") + times.of(e, now.asOf()))
                        .orElse(""));
        shown(when, ends.isPresent());
        String length =
                ends.map(e -> Figures.time(Duration.between(now.asOf(), e)) + " left").orElse("");
        left.setText(state(now, length));
        Optional<QueueItem> waits =
                now.rows().stream()
                        .filter(item -> item.state() == QueueItem.State.NEEDS_APPROVAL)
                        .findFirst();
        chip.setText(waits.map(item -> "Item " + now.number(item) + " needs approval").orElse(""));
        shown(chip, waits.isPresent());
        clear.setDisable(now.state().items().isEmpty() || now.elsewhere().isPresent());
        showPrimary(now);
    }

    private static String state(QueuePicture now, String length) {
        String message = now.status().message();
        return switch (now.status().activity()) {
            case STOPPED -> now.elsewhere().isPresent() ? "" : message;
            case ENGINE_BUSY, WAITING -> message;
            case BETWEEN -> "between two items";
            case RUNNING, PAUSING, PAUSED, SUSPENDED, ENDING ->
                    now.status().stopsAfter() ? "stops after this item" : length;
        };
    }

    private void showPrimary(QueuePicture now) {
        boolean running = now.state().running().isPresent();
        Optional<String> obstacle = now.elsewhere();
        switch (now.primary()) {
            case START -> {
                primary.setText("Start the queue");
                primary.setGraphic(Parts.icon("mdi2p-play-circle-outline"));
                obstacle = now.obstacle();
            }
            case HOLD -> {
                primary.setText(running ? "Hold the queue after this item" : "Hold the queue");
                primary.setGraphic(Parts.icon("mdi2p-pause-circle-outline"));
            }
            case KEEP_GOING -> {
                primary.setText("Go on after this item");
                primary.setGraphic(Parts.icon("mdi2p-play-circle-outline"));
            }
        }
        primary.setDisable(obstacle.isPresent());
        String words = primary.getText() + " (" + GO.getDisplayText() + ")";
        primary.setTooltip(new Tooltip(obstacle.orElse(words)));
        primary.setAccessibleText(
                obstacle.map(why -> primary.getText() + ": " + why).orElse(words));
    }

    private static Node emptyState(Runnable openRecipes) {
        VBox words =
                new VBox(
                        Parts.icon("mdi2f-format-list-numbered", "empty-icon"),
                        Parts.label("Nothing waits in the queue", "text-m", "semibold"),
                        Parts.label(
                                "Open Recipes, choose one and add it to the queue. It waits here until you start the queue.",
                                "muted"),
                        Parts.button("Open Recipes", "mdi2c-clipboard-list-outline", openRecipes));
        words.getStyleClass().addAll("empty-state", "queue-empty");
        return words;
    }

    static void shown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /// What comes of it is said by the model.
    static void run(java.util.concurrent.CompletableFuture<Void> asked) {
        var _ = asked;
    }
}
