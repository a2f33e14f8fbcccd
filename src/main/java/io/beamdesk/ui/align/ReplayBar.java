package io.beamdesk.ui.align;

import io.beamdesk.pv.Subscription;
import io.beamdesk.replay.Replay;
import io.beamdesk.ui.camera.CameraView;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Plays a replay, and goes back to the live camera; there only while a replay is shown.
final class ReplayBar {
    private static final String AS_RECORDED = "as recorded";
    private static final String PER_SECOND = " fps";
    private static final List<Double> RATES = List.of(1.0, 2.0, 5.0, 10.0, 25.0, 50.0);

    private final AlignViewModel model;
    private final Button play = Parts.iconButton("mdi2p-play", "Play", this::playOrPause);
    private final Slider position = new Slider(1, 2, 1);
    private final Label where = Parts.label("", "mono");
    private final ComboBox<String> rate = new ComboBox<>();
    private final ToggleButton loop = new ToggleButton("", Parts.icon("mdi2r-repeat"));
    private final HBox root = new HBox();
    private Subscription watch = () -> {};
    private boolean following;
    private boolean playing;

    ReplayBar(AlignViewModel model, CameraView camera) {
        this.model = model;
        play.setId("replay-play");
        position.setId("replay-position");
        position.setAccessibleText("Frame of the replay");
        position.setTooltip(new Tooltip("The frame that is shown; arrows step, Home and End"));
        position.setBlockIncrement(1);
        position.valueProperty()
                .subscribe((_, value) -> {
                    if (!following) {
                        with(replay -> replay.seek((int) Math.round(value.doubleValue()) - 1));
                    }
                });
        HBox.setHgrow(position, Priority.ALWAYS);
        where.setId("replay-where");
        where.setMinWidth(Region.USE_PREF_SIZE);
        rate.setId("replay-rate");
        rate.setAccessibleText("How fast it plays");
        rate.setTooltip(new Tooltip("How fast it plays: with its own times, or at a rate"));
        rate.valueProperty()
                .subscribe((_, chosen) -> {
                    if (!following && chosen != null) {
                        with(replay -> replay.setRate(rate(chosen)));
                    }
                });
        loop.getStyleClass().addAll("icon-only", "mode");
        loop.setId("replay-loop");
        Parts.described(loop, "Begin again after the last frame");
        loop.setOnAction(_ -> with(replay -> replay.setLooping(loop.isSelected())));
        Button live = Parts.button("Live camera", "mdi2v-video-outline", model::live);
        live.setId("replay-live");
        live.setMinWidth(Region.USE_PREF_SIZE);
        live.setTooltip(new Tooltip("Back to the live camera (Ctrl+Shift+N)"));
        Label word = Parts.label("REPLAY", "semibold");
        word.setMinWidth(Region.USE_PREF_SIZE);
        word.setGraphic(Parts.icon("mdi2f-filmstrip"));
        root.getChildren()
                .addAll(
                        word,
                        // First, so that it is there however small the window is.
                        live,
                        button(
                                "replay-first",
                                "mdi2s-skip-backward",
                                "First frame",
                                r -> r.seek(0)),
                        button(
                                "replay-back",
                                "mdi2s-step-backward",
                                "Frame before",
                                r -> r.step(-1)),
                        play,
                        button("replay-next", "mdi2s-step-forward", "Next frame", r -> r.step(1)),
                        position,
                        where,
                        rate,
                        loop);
        root.getStyleClass().add("replay-bar");
        root.managedProperty().bind(root.visibleProperty());
        model.replayProperty().subscribe(this::follow);
        camera.shownProperty()
                .subscribe(
                        now -> now.ifPresent(shown -> showFrame((int) shown.frame().uniqueId())));
    }

    Node root() {
        return root;
    }

    private Button button(String id, String icon, String words, Consumer<Replay> action) {
        Button button = Parts.iconButton(icon, words, () -> with(action));
        button.setId(id);
        return button;
    }

    private void with(Consumer<Replay> action) {
        model.replayProperty().get().ifPresent(action);
    }

    private void playOrPause() {
        with(playing ? Replay::pause : Replay::play);
    }

    private static OptionalDouble rate(String chosen) {
        return chosen.equals(AS_RECORDED)
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        Double.parseDouble(
                                chosen.substring(0, chosen.length() - PER_SECOND.length())));
    }

    private static String words(OptionalDouble perSecond) {
        return perSecond.isEmpty()
                ? AS_RECORDED
                : Figures.brief(perSecond.getAsDouble()) + PER_SECOND;
    }

    private void follow(Optional<Replay> now) {
        watch.close();
        root.setVisible(now.isPresent());
        now.ifPresent(replay -> {
            watch = replay.watch(() -> Platform.runLater(() -> refresh(replay)));
            List<String> rates = new ArrayList<>();
            if (replay.timed()) {
                rates.add(AS_RECORDED);
            }
            RATES.forEach(each -> rates.add(words(OptionalDouble.of(each))));
            following = true;
            rate.getItems().setAll(rates);
            position.setMax(replay.count());
            position.setDisable(replay.count() == 1);
            following = false;
            showFrame(1);
            refresh(replay);
        });
    }

    private void refresh(Replay replay) {
        if (!replay.equals(model.replayProperty().get().orElse(null))) {
            return;
        }
        Replay.State state = replay.state();
        following = true;
        rate.setValue(words(state.perSecond()));
        following = false;
        loop.setSelected(state.looping());
        if (state.playing() != playing) {
            playing = state.playing();
            play.setGraphic(Parts.icon(playing ? "mdi2p-pause" : "mdi2p-play"));
            Parts.described(play, playing ? "Pause" : "Play");
        }
    }

    private void showFrame(int number) {
        if (model.replayProperty().get().isEmpty()) {
            return;
        }
        if (!position.isValueChanging()) {
            following = true;
            position.setValue(number);
            following = false;
        }
        where.setText(number + " / " + model.replayProperty().get().get().count());
    }
}
