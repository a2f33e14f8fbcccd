package io.beamdesk.ui.shell;

import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.ProgressTrack;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// The run strip: there with a run, gone when its end is acknowledged.
final class RunStripView extends HBox {
    private static final KeyCombination PAUSE =
            new KeyCodeCombination(KeyCode.P, KeyCombination.CONTROL_DOWN);
    private static final KeyCombination PAUSE_NOW =
            new KeyCodeCombination(KeyCode.P, KeyCombination.CONTROL_DOWN, KeyCombination.ALT_DOWN);
    private static final KeyCombination RESUME =
            new KeyCodeCombination(
                    KeyCode.P, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);

    private final Label state = Parts.label("", "state-word");
    private final VBox progress;
    private final VBox timeLeft;
    private final Label elapsed = Parts.label("", "elapsed");
    private final Button pause;
    private final Button pauseNow;
    private final Button resume;
    private final Button stop;
    private final Button abort;
    private final Button openProduct;
    private final Button acknowledge;
    private final RunStripViewModel run;

    RunStripView(RunStripViewModel run) {
        this.run = run;
        getStyleClass().add("run-strip");
        var commands = run.commands();
        pause = Parts.button("Pause", "mdi2p-pause", commands.pause());
        pauseNow = Parts.button("Pause now", "mdi2p-pause-octagon-outline", commands.pauseNow());
        resume = Parts.button("Resume", "mdi2p-play", this::resume);
        stop = Parts.button("Stop here, keep data", "mdi2f-flag-checkered", commands.stop());
        abort =
                Parts.button(
                        "Abort and close shutter",
                        "mdi2c-close-circle-outline",
                        commands.abort(),
                        "danger");
        openProduct =
                Parts.button("Show in Live", "mdi2c-chart-line-variant", commands.openProduct());
        acknowledge = Parts.button("Acknowledge", "mdi2c-check", commands.acknowledge());
        Parts.shortcut(pause, PAUSE);
        Parts.described(pause, "Hold after the present step (Ctrl+P)");
        Parts.shortcut(pauseNow, PAUSE_NOW);
        Parts.described(
                pauseNow,
                "Stop motion and close the shutter at once; the present step is repeated"
                        + " (Ctrl+Alt+P)");
        Parts.shortcut(resume, RESUME);
        Parts.described(resume, "Go on (Ctrl+Shift+P)");
        Parts.described(stop, "End the run here as a success; every finished point is kept");
        Parts.described(abort, "End the run at once, stop motion and close the fast shutter");

        Label title = Parts.label("", "run-title");
        Label detail = Parts.label("", "run-detail");
        title.textProperty().bind(run.titleProperty());
        detail.textProperty().bind(run.detailProperty());
        VBox words = new VBox(title, detail);
        words.getStyleClass().add("run-words");

        ProgressTrack track = new ProgressTrack();
        run.progressProperty().subscribe(share -> track.setShare(share.doubleValue()));
        Label points = Parts.label("", "points");
        points.textProperty().bind(run.pointsProperty());
        elapsed.textProperty().bind(run.elapsedProperty());
        HBox below = new HBox(8, points, Parts.spacer(), elapsed);
        progress = new VBox(track, below);
        progress.getStyleClass().add("run-progress");
        HBox.setHgrow(progress, Priority.ALWAYS);

        Label left = Parts.label("", "time-left");
        left.textProperty().bind(run.leftProperty());
        HBox leftLine = new HBox(left, Parts.label("left", "time-left-word"));
        leftLine.getStyleClass().add("time-left-line");
        Label finish = Parts.label("", "finish");
        finish.textProperty().bind(run.finishProperty());
        timeLeft = new VBox(leftLine, finish);
        timeLeft.getStyleClass().add("run-left");

        HBox actions = new HBox(pause, pauseNow, resume, stop, abort, openProduct, acknowledge);
        actions.getStyleClass().add("strip-actions");
        HBox push = new HBox();
        push.getStyleClass().add("strip-gap");
        HBox.setHgrow(push, Priority.SOMETIMES);
        getChildren().addAll(state, words, push, progress, timeLeft, actions);
        // Where there is little room the reason alone is cut, and its end shows on the Live pane.
        words.setMinWidth(0);
        for (Region whole : new Region[] {state, below, timeLeft, actions}) {
            whole.setMinWidth(USE_PREF_SIZE);
        }
        for (Node button : actions.getChildren()) {
            ((Region) button).setMinWidth(USE_PREF_SIZE);
        }

        run.stateProperty().subscribe(this::show);
        run.leftProperty().subscribe(text -> leftLine.setVisible(!text.isEmpty()));
        run.productAvailableProperty()
                .subscribe(there ->
                        present(openProduct, there && !run.stateProperty().get().isActive()));
        run.stateProperty()
                .subscribe(now ->
                        present(
                                openProduct,
                                run.productAvailableProperty().get() && !now.isActive()));
    }

    private void show(RunState now) {
        getStyleClass().setAll("run-strip");
        if (now != RunState.NONE) {
            getStyleClass().add(now.styleClass());
            state.setText(now.word());
            state.setGraphic(Parts.icon(now.icon()));
        }
        boolean active = now.isActive();
        present(this, now != RunState.NONE);
        present(progress, active);
        present(timeLeft, active);
        present(pause, now == RunState.RUNNING);
        present(pauseNow, now == RunState.RUNNING);
        // The reason of a suspension needs the room.
        present(elapsed, now != RunState.SUSPENDED);
        present(resume, now == RunState.PAUSED || now == RunState.SUSPENDED);
        resume.setText(now == RunState.SUSPENDED ? "Resume anyway…" : "Resume");
        present(stop, active);
        present(abort, active);
        present(acknowledge, !active);
    }

    private void resume() {
        if (run.stateProperty().get() != RunState.SUSPENDED) {
            run.commands().resume().run();
            return;
        }
        ButtonType anyway = new ButtonType("Resume anyway", ButtonBar.ButtonData.OTHER);
        ButtonType wait = new ButtonType("Keep waiting", ButtonBar.ButtonData.CANCEL_CLOSE);
        Alert question =
                new Alert(
                        Alert.AlertType.CONFIRMATION,
                        "The run goes on by itself as soon as the beamline is ready. What is measured"
                                + " before that may be worthless.",
                        anyway,
                        wait);
        question.initOwner(getScene().getWindow());
        question.setTitle("Resume anyway");
        // What is overridden is what stands there when the button is pressed; and there is nothing
        // to override any more once the run goes on by itself.
        question.headerTextProperty().bind(run.detailProperty());
        Subscription held =
                run.stateProperty()
                        .subscribe(now -> {
                            if (now != RunState.SUSPENDED) {
                                question.close();
                            }
                        });
        // Enter must not override what a safe beamline asks for.
        ((Button) question.getDialogPane().lookupButton(wait)).setDefaultButton(true);
        question.showAndWait()
                .filter(anyway::equals)
                .ifPresent(_ -> run.commands().resumeAnyway().run());
        held.unsubscribe();
    }

    private static void present(Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }
}
