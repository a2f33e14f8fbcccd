package io.beamdesk.ui.live;

import io.beamdesk.document.RunStop;
import io.beamdesk.ui.fx.Parts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

/// The runs of this session: which of them are drawn, how each is told apart, how it stands.
final class RunsCard {
    private final LiveViewModel model;
    private final ZoneId zone;
    private final VBox rows = new VBox();
    private final Label count = Parts.label("", "muted", "mono");
    private final VBox root;
    private List<String> signature = List.of();

    RunsCard(LiveViewModel model, ZoneId zone) {
        this.model = model;
        this.zone = zone;
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain-scroll");
        root =
                Parts.card(
                        Parts.cardHeader(
                                "Runs",
                                count,
                                Parts.spacer(),
                                Parts.label("this session", "muted")),
                        scroll);
        root.getStyleClass().add("runs-card");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        model.revisionProperty().subscribe(this::refresh);
        model.choiceProperty().subscribe(this::refresh);
        model.holdProperty().subscribe(this::refresh);
        refresh();
    }

    Node root() {
        return root;
    }

    private void refresh() {
        List<String> now = model.session().runs().stream().map(this::state).toList();
        // A run grows many times a second; its row changes only when what it says does.
        if (!now.equals(signature)) {
            signature = now;
            rows.getChildren().setAll(model.session().runs().stream().map(this::row).toList());
            count.setText(
                    model.session().runs().isEmpty()
                            ? ""
                            : Integer.toString(model.session().runs().size()));
        }
    }

    private String state(LiveRun run) {
        return run.uid()
                + run.title()
                + run.stop().map(s -> s.exitStatus().name()).orElse("")
                + model.session().isComparable(run)
                + model.session().isOverlaid(run)
                + (isCurrent(run) ? "*" + model.holdProperty().get().isPresent() : "");
    }

    private boolean isCurrent(LiveRun run) {
        return model.current().filter(c -> c.uid().equals(run.uid())).isPresent();
    }

    private Node row(LiveRun run) {
        boolean current = isCurrent(run);
        String began =
                DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)
                        .format(run.start().time().atZone(zone));
        Label title = Parts.label(name(run), "medium");
        Label detail = Parts.label(detail(run, current, began), "muted");
        VBox words = new VBox(title, detail);
        words.getStyleClass().add("two-lines");
        HBox.setHgrow(words, Priority.ALWAYS);
        Line swatch = new Line(0, 0, 30, 0);
        swatch.getStyleClass()
                .addAll(
                        "swatch",
                        "series-" + (current ? 1 : model.session().seriesOf(run)),
                        current ? "current" : "older");
        // A map is told by its colours, not by one.
        boolean coloured = model.session().map().isEmpty();
        swatch.setManaged(coloured);
        swatch.setVisible(coloured && (current || model.session().isComparable(run)));
        HBox row = new HBox(check(run, current), swatch, words, chip(run, current));
        row.getStyleClass().add("run-row");
        if (current) {
            row.getStyleClass().add("selected");
        }
        return row;
    }

    private static String name(LiveRun run) {
        return run.number().isEmpty()
                ? run.title()
                : run.number() + (run.title().isEmpty() ? "" : " · " + run.title());
    }

    private String detail(LiveRun run, boolean current, String began) {
        if (current) {
            return "this run, since " + began;
        }
        return model.session().canOverlay() && !model.session().isComparable(run)
                ? began
                        + (model.session().map().isPresent()
                                ? ", another grid or signal"
                                : ", another axis or signal")
                : began + ", " + run.points() + " points";
    }

    private Node check(LiveRun run, boolean current) {
        CheckBox box = new CheckBox();
        box.setSelected(current || model.session().isOverlaid(run));
        box.setDisable(current || !model.session().isComparable(run));
        box.setAccessibleText("Draw " + name(run));
        box.setOnAction(_ -> model.overlay(run, box.isSelected()));
        return box;
    }

    private Label chip(LiveRun run, boolean current) {
        if (run.stop().isEmpty()) {
            boolean held = current && model.holdProperty().get().isPresent();
            return held
                    ? Parts.chip("suspended", "mdi2p-pause-octagon", "alarm-minor")
                    : Parts.chip("running", "mdi2p-play-circle", "running");
        }
        return switch (run.stop().get().exitStatus()) {
            case RunStop.ExitStatus.SUCCESS -> Parts.label("");
            case RunStop.ExitStatus.ABORT ->
                    Parts.chip("aborted", "mdi2c-close-octagon", "alarm-major");
            case RunStop.ExitStatus.FAIL ->
                    Parts.chip("failed", "mdi2c-close-octagon", "alarm-major");
        };
    }
}
