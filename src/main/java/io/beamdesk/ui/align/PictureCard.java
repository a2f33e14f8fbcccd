package io.beamdesk.ui.align;

import io.beamdesk.ui.camera.CameraView;
import io.beamdesk.ui.camera.ScaleBar;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The camera's picture with crosshair, scale bar and readouts.
final class PictureCard {
    /// A second click within it is a double click, which shows the whole frame and moves nothing.
    private static final Duration DOUBLE_CLICK = Duration.millis(350);

    /// Figures that follow the frames change no faster than they can be read.
    private static final Duration READABLE = Duration.millis(250);

    private static final double MICRONS = 1000;

    private static final PseudoClass REPLAY = PseudoClass.getPseudoClass("replay");

    private final AlignViewModel model;
    private final CameraView camera = new CameraView();
    private final Label scale = Parts.label("", "image-plate");
    private final Label frames = Parts.label("", "image-plate");
    private final Label readout = Parts.label("", "image-plate");
    private final Label note = Parts.label("", "card-note");
    private final PauseTransition single = new PauseTransition(DOUBLE_CLICK);
    private final PauseTransition reading = new PauseTransition(READABLE);
    private final FrameDelay delay = new FrameDelay();
    private final PictureTools tools;
    private final ToggleButton full = new ToggleButton("", Parts.icon("mdi2f-fullscreen"));
    private final VBox root;
    private boolean delayWanted;
    private boolean stale;

    PictureCard(AlignViewModel model, PictureControls controls) {
        this.model = model;
        camera.getStyleClass().add("align-picture");
        camera.setId("align-camera");
        camera.addOverlay(new CrosshairLayer(model, this::isPictured));
        camera.addOverlay(new MarkLayer("beam", "beam", model.sight()::beam));
        camera.addOverlay(new MarkLayer("to the crosshair", "target", model::feature));
        camera.addOverlay(new MarkLayer("expected here", "target", model.clicks()::expected));
        camera.addOverlay(new ScaleBar(model.sight()::pixelSize, this::isPictured));
        camera.addOverlay(new ReplayLayer(model, camera));
        camera.setOnFrameClicked(this::click);
        camera.setFocusTraversable(true);
        camera.addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> camera.requestFocus());
        camera.addEventFilter(
                MouseEvent.MOUSE_PRESSED,
                event -> {
                    if (event.getClickCount() > 1) {
                        single.stop();
                    }
                });
        model.setScreen(camera::offer);
        frames.setOnMouseClicked(_ -> {
            delayWanted = !delayWanted;
            describe();
        });
        frames.setTooltip(
                new Tooltip(
                        "Frames a second, their size, and those that were lost. A click shows how old"
                                + " they are on the screen, by their time stamps."));
        StackPane picture =
                new StackPane(
                        camera,
                        corner(scale, Pos.TOP_LEFT),
                        corner(frames, Pos.TOP_RIGHT),
                        corner(readout, Pos.BOTTOM_LEFT),
                        new NoPicture(
                                        model,
                                        Bindings.createBooleanBinding(
                                                this::isPictured, camera.shownProperty()))
                                .root());
        picture.setMinSize(0, 0);
        picture.getStyleClass().add("picture-frame");
        VBox.setVgrow(picture, Priority.ALWAYS);
        note.setWrapText(true);
        note.managedProperty().bind(note.visibleProperty());
        tools =
                new PictureTools(
                        camera, model.sight()::pixelSize, model::crosshair, controls.background());
        camera.setOnKeyPressed(event -> {
            if (tools.pressed(event)) {
                event.consume();
            } else {
                controls.keys().pressed(event).ifPresent(why -> model.say(why, true));
            }
        });
        LookBar look =
                new LookBar(camera, controls.background(), Platform::runLater, controls.clock());
        KeepBar keep =
                new KeepBar(
                        camera,
                        model.sight()::label,
                        () -> model.replayProperty().get().isEmpty(),
                        controls.desk(),
                        this::marks,
                        said -> model.say(said.text(), said.problem()),
                        controls.background());
        HBox bar = new HBox(tools.root(), Parts.spacer(), keep.root(), full);
        bar.getStyleClass().add("picture-bar");
        Node replay = new ReplayBar(model, camera).root();
        root = Parts.card(header(), bar, replay, picture, note);
        model.replayProperty()
                .subscribe(now -> {
                    // What was clicked on one picture does nothing on another.
                    single.stop();
                    tools.clear();
                    camera.clear();
                    picture.pseudoClassStateChanged(REPLAY, now.isPresent());
                });
        tools.look()
                .selectedProperty()
                .subscribe(on -> {
                    root.getChildren().remove(look.root());
                    if (on) {
                        root.getChildren().add(root.getChildren().indexOf(picture), look.root());
                    }
                });
        full.getStyleClass().addAll("icon-only", "mode");
        full.setId("tool-full");
        Parts.described(
                Parts.shortcut(full, new KeyCodeCombination(KeyCode.F11)),
                "The picture alone, in the whole screen (F11)");
        camera.zoomProperty().subscribe(this::describe);
        camera.shownProperty()
                .subscribe(now -> {
                    camera.setCoarse(model.isLowBandwidth());
                    camera.placeOverlays();
                    now.filter(_ -> model.replayProperty().get().isEmpty())
                            .ifPresent(s ->
                                    delay.shown(s.frame().timestamp(), controls.clock().instant()));
                    describeSoon();
                });
        reading.setOnFinished(_ -> {
            if (stale) {
                describeSoon();
            }
        });
        camera.pointerProperty().subscribe(this::describe);
        model.crosshairProperty().subscribe(_ -> camera.placeOverlays());
        model.zoomProperty()
                .subscribe(_ -> {
                    camera.placeOverlays();
                    describe();
                });
        model.calibration()
                .calibrationProperty()
                .subscribe(_ -> {
                    camera.placeOverlays();
                    describe();
                });
        model.journeyProperty().subscribe(_ -> camera.placeOverlays());
        model.clicks().clickedProperty().subscribe(_ -> camera.placeOverlays());
        model.pictureProperty().subscribe(_ -> showNote());
        model.motionProperty().subscribe(_ -> showNote());
    }

    Node root() {
        return root;
    }

    private boolean isPictured() {
        return camera.shownProperty().get().isPresent();
    }

    private static Node corner(Label label, Pos where) {
        StackPane corner = new StackPane(label);
        corner.getStyleClass().add("image-corner");
        corner.setAlignment(where);
        corner.setMouseTransparent(label.getTooltip() == null);
        corner.setPickOnBounds(false);
        return corner;
    }

    private HBox header() {
        ToggleButton frozen = new ToggleButton("", Parts.icon("mdi2s-snowflake"));
        frozen.getStyleClass().addAll("icon-only", "mode");
        frozen.setId("align-frozen");
        frozen.selectedProperty().bindBidirectional(model.frozenProperty());
        KeyCombination freeze = keys(KeyCode.F);
        Parts.described(
                Parts.shortcut(frozen, freeze),
                "Freeze the picture, or let it go on (" + freeze.getDisplayText() + ")");
        HBox header =
                new HBox(
                        camera(
                                "mdi2p-play",
                                "Let the camera take frames",
                                KeyCode.G,
                                () -> model.acquire(true)),
                        camera(
                                "mdi2s-stop",
                                "Stop the camera",
                                KeyCode.E,
                                () -> model.acquire(false)),
                        frozen);
        if (model.sight().magnification().isPresent()) {
            header.getChildren().add(new ZoomBox(model).root());
        }
        header.getChildren().addAll(Parts.spacer(), new CentringBar(model).root());
        header.getStyleClass().add("card-header");
        return header;
    }

    private static Button camera(String icon, String words, KeyCode code, Runnable action) {
        Button button = Parts.iconButton(icon, words, action);
        KeyCombination keys = keys(code);
        return Parts.described(
                Parts.shortcut(button, keys), words + " (" + keys.getDisplayText() + ")");
    }

    private static KeyCombination keys(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);
    }

    /// Whether the picture is to have all the room there is.
    BooleanProperty fullProperty() {
        return full.selectedProperty();
    }

    /// What lies on the picture, in words.
    private Map<String, String> marks() {
        Map<String, String> marks = new LinkedHashMap<>();
        model.replayProperty().get().ifPresent(replay -> marks.put("Replay of", replay.place()));
        Point2D crosshair = model.crosshair();
        marks.put("Crosshair", crosshair.getX() + " " + crosshair.getY());
        model.sight().beam().ifPresent(beam -> marks.put("Beam", beam.getX() + " " + beam.getY()));
        model.zoomProperty().get().level().ifPresent(level -> marks.put("Zoom", level));
        model.sight().pixelSize().ifPresent(size -> marks.put("Pixel Size", size + " mm"));
        tools.region()
                .area()
                .ifPresent(area ->
                        marks.put(
                                "Region",
                                area.column()
                                        + " "
                                        + area.row()
                                        + " "
                                        + area.columns()
                                        + " "
                                        + area.rows()));
        return marks;
    }

    /// How old frames are on the screen, if somebody wants to know.
    private String age() {
        OptionalDouble age = delayWanted ? delay.median() : OptionalDouble.empty();
        return age.isPresent() ? "  " + Figures.of(age.getAsDouble(), 0) + " ms old" : "";
    }

    private void click(Point2D place) {
        single.setOnFinished(_ -> model.click(place));
        single.playFromStart();
    }

    private void describeSoon() {
        stale = reading.getStatus() == Animation.Status.RUNNING;
        if (!stale) {
            describe();
            reading.playFromStart();
        }
    }

    private void describe() {
        Optional<CameraView.Shown> shown = camera.shownProperty().get();
        for (Label label : new Label[] {scale, frames}) {
            label.setVisible(shown.isPresent());
        }
        double zoom = camera.zoomProperty().get().scale();
        OptionalDouble size = model.sight().pixelSize();
        scale.setText(
                Figures.of(zoom, 2)
                        + "×  "
                        + (size.isPresent()
                                ? Figures.of(size.getAsDouble() * MICRONS, 2) + " µm/px"
                                : "pixels not calibrated"));
        boolean replayed = model.replayProperty().get().isPresent();
        shown.ifPresent(s ->
                frames.setText(
                        replayed
                                ? size(s)
                                : Figures.of(model.feed().perSecond(), 1)
                                        + " fps  "
                                        + size(s)
                                        + (model.feed().lost() > 0
                                                ? "  " + model.feed().lost() + " lost"
                                                : "")
                                        + age()));
        Optional<Point2D> pointer = camera.pointerProperty().get();
        readout.setVisible(pointer.isPresent() && shown.isPresent());
        if (readout.isVisible()) {
            int column = (int) pointer.orElseThrow().getX();
            int row = (int) pointer.orElseThrow().getY();
            double number = shown.orElseThrow().frame().pixels().at(column, row, 0);
            readout.setText("x " + column + "  y " + row + "  I " + Figures.brief(number));
        }
    }

    private static String size(CameraView.Shown shown) {
        return shown.frame().pixels().columns() + " × " + shown.frame().pixels().rows();
    }

    private void showNote() {
        AlignViewModel.Note motion = model.motionProperty().get();
        boolean moves = !motion.text().isEmpty();
        // Before the first frame the reason stands in place of the picture.
        Notes.show(note, moves || !isPictured() ? motion : model.pictureProperty().get());
        note.setVisible(!note.getText().isEmpty());
    }
}
