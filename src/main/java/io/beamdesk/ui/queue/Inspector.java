package io.beamdesk.ui.queue;

import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Problem;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The chosen item closely: what will happen, what was checked, what can be done.
final class Inspector {
    private static final List<Forecast.Share> ORDER =
            List.of(Forecast.Share.MOVING, Forecast.Share.SETTLING, Forecast.Share.COUNTING);

    private final QueueViewModel model;
    private final Times times;
    private final Label heading = Parts.label("", "card-title");
    private final Label chip = Parts.chip("", "");
    private final Label sample = Parts.label("", "mono", "bold", "text-m");
    private final Label title = Parts.label("", "muted");
    private final Button place = Parts.button("", "mdi2g-grid", this::showSample, "link", "mono");
    private final VBox notice = new VBox();
    private final VBox steps = new VBox();
    private final VBox checks = new VBox();
    private final Button skip;
    private final VBox body;
    private final HBox actions;
    private final VBox empty;
    private final VBox root;

    Inspector(QueueViewModel model, Times times) {
        this.model = model;
        this.times = times;
        sample.setWrapText(true);
        title.setWrapText(true);
        notice.getStyleClass().add("queue-box");
        steps.getStyleClass().add("queue-steps");
        checks.getStyleClass().add("queue-steps");
        body = new VBox(new VBox(sample, place, title), notice, steps, checks);
        body.getStyleClass().addAll("card-body", "queue-inspected");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        skip =
                Parts.button(
                        "Skip",
                        "mdi2d-debug-step-over",
                        () -> QueueView.run(model.edits().skip(ids(), !isSkipped())));
        actions =
                new HBox(
                        Parts.button(
                                "To top",
                                "mdi2a-arrow-collapse-up",
                                () -> QueueView.run(model.edits().toTop(ids()))),
                        Parts.button(
                                "Duplicate",
                                "mdi2c-content-copy",
                                () -> QueueView.run(model.edits().duplicate(ids()))),
                        skip,
                        Parts.spacer(),
                        Parts.iconButton(
                                "mdi2t-trash-can-outline",
                                "Remove (Delete)",
                                () -> QueueView.run(model.edits().remove(ids())),
                                "flat"));
        actions.getStyleClass().addAll("card-footer", "queue-actions");
        empty = new VBox(Parts.label("Choose an item to see what will happen.", "muted"));
        empty.getStyleClass().add("empty-state");
        HBox head = new HBox(heading, Parts.spacer(), chip);
        head.getStyleClass().add("card-header");
        root = Parts.card(head, empty, scroll, actions);
        root.getStyleClass().add("queue-inspector");
        root.setMinHeight(0);
        scroll.visibleProperty().bind(empty.visibleProperty().not());
        scroll.managedProperty().bind(scroll.visibleProperty());
        empty.managedProperty().bind(empty.visibleProperty());
        model.pictureProperty().subscribe(this::refresh);
        model.selectedProperty().subscribe(this::refresh);
        model.inspectionProperty().subscribe(this::showChecks);
    }

    Node root() {
        return root;
    }

    private void showSample() {
        QueueItem item = item();
        if (item != null) {
            item.origin().ifPresent(model.surroundings()::showSample);
        }
    }

    private List<String> ids() {
        return model.selectedProperty().get();
    }

    private boolean isSkipped() {
        QueueItem item = item();
        return item != null && item.skipped();
    }

    private @org.jspecify.annotations.Nullable QueueItem item() {
        return model.looked().orElse(null);
    }

    private void refresh() {
        QueueItem item = item();
        QueuePicture now = model.pictureProperty().get();
        empty.setVisible(item == null);
        QueueView.shown(chip, item != null);
        heading.setText("Item");
        QueueView.shown(actions, item != null && now.elsewhere().isEmpty());
        if (item == null) {
            return;
        }
        int number = now.number(item);
        int more = Math.max(0, ids().size() - 1);
        heading.setText(
                (number == 0 ? "Failed item" : "Item " + number)
                        + (more > 0 ? " and " + more + " more" : ""));
        StateWord state = StateWord.of(item, now);
        chip.setText(state.word());
        chip.setGraphic(Parts.icon(state.icon()));
        chip.getStyleClass().setAll("label", "chip", chipClass(state));
        sample.setText(item.sample().isEmpty() ? item.title() : item.sample());
        place.setText(item.origin().map(SampleRef::place).orElse(""));
        QueueView.shown(place, item.origin().isPresent());
        title.setText((item.sample().isEmpty() ? "" : item.title() + " · ") + added(item, now));
        skip.setText(item.skipped() ? "Include" : "Skip");
        boolean running = now.isRunning(item);
        actions.setDisable(running);
        showNotice(item, running, now.elsewhere().isEmpty());
    }

    private String added(QueueItem item, QueuePicture now) {
        return "added "
                + times.of(item.added(), now.asOf())
                + (item.by().isEmpty() ? "" : " by " + item.by());
    }

    private static String chipClass(StateWord state) {
        return switch (state.styleClass()) {
            case "major-text" -> "alarm-major";
            case "minor-text" -> "alarm-minor";
            case "accent" -> "running";
            default -> "waiting";
        };
    }

    private void showNotice(QueueItem item, boolean running, boolean mine) {
        QueueItem.State state = running ? QueueItem.State.QUEUED : item.state();
        boolean asks = state == QueueItem.State.FAILED || state == QueueItem.State.NEEDS_APPROVAL;
        QueueView.shown(notice, asks);
        if (!asks) {
            return;
        }
        boolean failed = state == QueueItem.State.FAILED;
        notice.getStyleClass().setAll("queue-box", failed ? "major" : "minor");
        Label words =
                Parts.label(
                        failed
                                ? item.trouble()
                                : "Nobody has approved it yet. The queue waits when it comes to it.",
                        failed ? "major-text" : "minor-text");
        words.setWrapText(true);
        List<String> one = List.of(item.id());
        HBox buttons =
                failed
                        ? new HBox(
                                Parts.button(
                                        "Retry",
                                        "mdi2r-restart",
                                        () -> QueueView.run(model.edits().retry(one))),
                                Parts.button(
                                        "Drop it",
                                        "",
                                        () -> QueueView.run(model.edits().remove(one)),
                                        "flat"))
                        : new HBox(
                                Parts.button(
                                        "Approve",
                                        "mdi2c-check",
                                        () -> QueueView.run(model.edits().approve(one))),
                                Parts.button(
                                        "Send back",
                                        "mdi2u-undo-variant",
                                        () -> QueueView.run(model.edits().skip(one, true)),
                                        "flat"));
        buttons.getStyleClass().add("queue-buttons");
        buttons.setDisable(!mine);
        notice.getChildren().setAll(words, buttons);
        List<String> recourses = failed ? model.surroundings().recourses(item) : List.<String>of();
        if (!recourses.isEmpty()) {
            notice.getChildren().add(1, whatHelps(recourses));
        }
    }

    /// What to do about the sample changer, in its order; the doing is its own card's, where its state
    /// is seen.
    private VBox whatHelps(List<String> recourses) {
        VBox steps = new VBox(Parts.label("The sample changer, before it is retried:", "semibold"));
        for (int i = 0; i < recourses.size(); i++) {
            Label step =
                    Parts.label(
                            recourses.size() == 1
                                    ? recourses.get(i)
                                    : (i + 1) + ". " + recourses.get(i));
            step.setWrapText(true);
            steps.getChildren().add(step);
        }
        Button open =
                Parts.button(
                        "Go to the sample changer",
                        "mdi2r-robot-industrial",
                        model.surroundings()::showChanger);
        open.setId("queue-to-changer");
        steps.getChildren().add(open);
        steps.getStyleClass().add("queue-steps");
        return steps;
    }

    private void showChecks(Inspection inspection) {
        steps.getChildren().clear();
        checks.getChildren().clear();
        switch (inspection) {
            case Inspection.None() -> {}
            case Inspection.Checking(var _) ->
                    checks.getChildren().add(Parts.label("Being checked…", "muted"));
            case Inspection.Wrong(var _, String why) ->
                    checks.getChildren()
                            .addAll(
                                    Parts.label("Check", "semibold"),
                                    line("mdi2a-alert-octagon", "major-text", why));
            case Inspection.Checked(var _, Forecast forecast, var at) -> {
                steps.getChildren().setAll(whatWillHappen(forecast));
                checks.getChildren().add(Parts.label("Checked at " + times.of(at, at), "semibold"));
                if (forecast.problems().isEmpty()) {
                    checks.getChildren()
                            .addAll(
                                    line("mdi2c-check-circle", "good", "Targets within limits"),
                                    line("mdi2c-check-circle", "good", "Devices connected"),
                                    line(
                                            "mdi2c-check-circle",
                                            "good",
                                            "Space for "
                                                    + size(forecast.bytes())
                                                    + " in the data folder"));
                }
                for (Problem problem : forecast.problems()) {
                    checks.getChildren()
                            .add(line("mdi2a-alert-octagon", "major-text", problem.message()));
                }
            }
        }
    }

    private static List<Node> whatWillHappen(Forecast forecast) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(
                row(
                        Parts.label("What will happen", "semibold"),
                        Parts.label(Figures.time(forecast.total()), "mono", "bold")));
        HBox bar = new HBox();
        bar.getStyleClass().add("queue-shares");
        nodes.add(bar);
        double total = Math.max(1, forecast.total().toNanos());
        for (Forecast.Share share : ORDER) {
            Duration time = forecast.shares().getOrDefault(share, Duration.ZERO);
            if (time.isZero()) {
                continue;
            }
            Region part = new Region();
            part.getStyleClass().add(style(share));
            part.prefWidthProperty().bind(bar.widthProperty().multiply(time.toNanos() / total));
            bar.getChildren().add(part);
            Region square = new Region();
            square.getStyleClass().addAll("share-square", style(share));
            Label word = Parts.label(word(share, forecast));
            word.setGraphic(square);
            nodes.add(row(word, Parts.label(Figures.time(time), "mono")));
        }
        forecast.targets()
                .forEach((device, targets) -> {
                    if (!targets.isEmpty()) {
                        nodes.add(
                                row(
                                        Parts.label(device, "mono", "muted"),
                                        Parts.label(range(targets), "mono", "muted")));
                    }
                });
        return nodes;
    }

    private static String range(List<Double> targets) {
        double low = targets.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double high = targets.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return low == high ? Figures.brief(low) : Figures.brief(low) + " … " + Figures.brief(high);
    }

    private static HBox row(Label left, Label right) {
        right.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(left, Parts.spacer(), right);
        row.getStyleClass().add("queue-step");
        return row;
    }

    private static HBox line(String icon, String styleClass, String words) {
        Label label = Parts.label(words);
        label.setWrapText(true);
        HBox line = new HBox(Parts.icon(icon, styleClass), label);
        line.getStyleClass().add("queue-check");
        return line;
    }

    private static String word(Forecast.Share share, Forecast forecast) {
        return switch (share) {
            case MOVING -> "Moving axes and shutters";
            case SETTLING -> "Settling";
            case COUNTING -> "Measuring " + Figures.of((long) forecast.points()) + " points";
        };
    }

    private static String style(Forecast.Share share) {
        return switch (share) {
            case COUNTING -> "share-1";
            case SETTLING -> "share-3";
            case MOVING -> "share-2";
        };
    }

    private static String size(long bytes) {
        return bytes < 1_000_000
                ? Figures.of(Math.max(1, bytes / 1e3), 0) + " kB"
                : bytes < 1_000_000_000
                        ? Figures.of(bytes / 1e6, 1) + " MB"
                        : Figures.of(bytes / 1e9, 1) + " GB";
    }
}
