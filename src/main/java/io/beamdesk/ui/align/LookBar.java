package io.beamdesk.ui.align;

import io.beamdesk.image.ColourMap;
import io.beamdesk.image.Histogram;
import io.beamdesk.image.Scaling;
import io.beamdesk.ui.camera.CameraView;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;

/// How the picture is coloured: map, inversion, gamma, and the levels on the frame's histogram, which is
/// counted twice a second while it is in view.
final class LookBar {
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final double GAMMA_RANGE = 3;

    private final CameraView camera;
    private final Executor background;
    private final Executor fxThread;
    private final InstantSource clock;
    private final Histogram histogram = new Histogram();
    private final LevelsView levels;
    private final ToggleButton automatic = new ToggleButton("Auto levels");
    private final HBox root;
    private Instant counted = Instant.MIN;
    private boolean counting;

    /// @param background counts
    /// @param fxThread runs a task on the JavaFX thread
    LookBar(CameraView camera, Executor background, Executor fxThread, InstantSource clock) {
        this.camera = camera;
        this.background = background;
        this.fxThread = fxThread;
        this.clock = clock;
        levels =
                new LevelsView(chosen -> {
                    automatic.setSelected(false);
                    camera.setLook(camera.getLook().withScaling(new Scaling.Fixed(chosen)));
                });
        HBox.setHgrow(levels, Priority.ALWAYS);
        automatic.setId("look-auto");
        automatic.getStyleClass().add("mode");
        automatic.setSelected(true);
        automatic.setTooltip(new Tooltip("Levels follow each frame"));
        automatic
                .selectedProperty()
                .subscribe(on -> {
                    if (on) {
                        camera.setLook(camera.getLook().withScaling(Scaling.AUTO));
                    } else {
                        fix();
                    }
                });
        root = new HBox(colours(), inverted(), gamma(), automatic, levels);
        root.getStyleClass().add("look-bar");
        camera.shownProperty().subscribe(_ -> count());
    }

    Node root() {
        return root;
    }

    /// Keeps the levels of the frame on the screen.
    private void fix() {
        if (camera.getLook().scaling() instanceof Scaling.Fixed) {
            return;
        }
        camera.shownProperty()
                .get()
                .ifPresent(shown ->
                        camera.setLook(
                                camera.getLook().withScaling(new Scaling.Fixed(shown.levels()))));
    }

    /// Counts the frame on the screen, if somebody looks and it is time.
    private void count() {
        Instant now = clock.instant();
        if (counting
                || root.getScene() == null
                || camera.shownProperty().get().isEmpty()
                || now.isBefore(counted.plus(PERIOD))) {
            return;
        }
        counting = true;
        counted = now;
        CameraView.Shown shown = camera.shownProperty().get().get();
        background.execute(() -> {
            LevelsView.Counts counts = LevelsView.Counts.of(histogram, shown.frame().pixels());
            fxThread.execute(() -> {
                counting = false;
                levels.show(
                        counts,
                        camera.getLook().scaling() instanceof Scaling.Fixed(var fixed)
                                ? fixed
                                : shown.levels());
            });
        });
    }

    private ComboBox<ColourMap> colours() {
        ComboBox<ColourMap> colours = new ComboBox<>();
        colours.getItems().addAll(ColourMap.values());
        colours.setValue(camera.getLook().map());
        colours.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(ColourMap map) {
                        return map.name().toLowerCase(Locale.ROOT);
                    }

                    @Override
                    public ColourMap fromString(String word) {
                        return ColourMap.valueOf(word.toUpperCase(Locale.ROOT));
                    }
                });
        colours.setTooltip(new Tooltip("Colours"));
        colours.setAccessibleText("Colours");
        colours.setId("look-colours");
        colours.valueProperty().subscribe(map -> camera.setLook(camera.getLook().withMap(map)));
        return colours;
    }

    private ToggleButton inverted() {
        ToggleButton inverted = new ToggleButton("", Parts.icon("mdi2i-invert-colors"));
        inverted.getStyleClass().addAll("icon-only", "mode");
        inverted.setId("look-inverted");
        inverted.selectedProperty()
                .subscribe(on -> camera.setLook(camera.getLook().withInverted(on)));
        return Parts.described(inverted, "Dark and bright change places");
    }

    /// Even on both sides of 1: a third is as far from it as three.
    private HBox gamma() {
        Slider slider = new Slider(-1, 1, 0);
        slider.setId("look-gamma");
        slider.setAccessibleText("Gamma");
        slider.setTooltip(new Tooltip("Below 1 shows more of the shadows; double-click for 1"));
        slider.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                slider.setValue(0);
            }
        });
        Label number = Parts.label("1.00", "mono");
        slider.valueProperty()
                .subscribe(place -> {
                    double gamma = Math.pow(GAMMA_RANGE, place.doubleValue());
                    number.setText(Figures.of(gamma, 2));
                    camera.setLook(camera.getLook().withGamma(gamma));
                });
        HBox box = new HBox(Parts.label("Gamma", "muted"), slider, number);
        box.getStyleClass().add("name-figure");
        return box;
    }
}
