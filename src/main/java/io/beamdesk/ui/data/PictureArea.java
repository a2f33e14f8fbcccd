package io.beamdesk.ui.data;

import io.beamdesk.image.ColourMap;
import io.beamdesk.image.Levels;
import io.beamdesk.image.Pixels;
import io.beamdesk.image.Scaling;
import io.beamdesk.ui.camera.CameraView;
import io.beamdesk.ui.camera.ScaleBar;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.plot.Curve;
import io.beamdesk.ui.plot.Plot;
import io.beamdesk.ui.plot.PlotModel;
import io.beamdesk.ui.plot.Trace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// A plane of a dataset as a picture, with the controls of the camera's: wheel, drag, double click,
/// colours; and the profile of the row that was clicked.
final class PictureArea {
    private final ViewerModel model;
    private final CameraView camera = new CameraView();
    private final Label readout = Parts.label("", "image-plate");
    private final Label scale = Parts.label("", "image-plate");
    private final Label levels = Parts.label("", "mono", "muted");
    private final Label about = Parts.label("", "muted");
    private final RowLine line = new RowLine(() -> pixels().map(Pixels::columns).orElse(0));
    private final PlotModel profile = new PlotModel();
    private final VBox root;

    PictureArea(ViewerModel model) {
        this.model = model;
        camera.getStyleClass().add("align-picture");
        camera.setId("data-picture");
        camera.addOverlay(line);
        camera.addOverlay(new ScaleBar(this::pixelSize, () -> pixels().isPresent()));
        camera.setOnFrameClicked(this::chooseRow);
        model.setScreen(camera::offer);
        StackPane picture =
                new StackPane(camera, corner(readout, Pos.TOP_LEFT), corner(scale, Pos.TOP_RIGHT));
        picture.setMinSize(0, 0);
        VBox.setVgrow(picture, Priority.ALWAYS);
        Plot below = new Plot(profile);
        below.getStyleClass().add("row-profile");
        below.setId("data-profile");
        levels.setMinWidth(Region.USE_PREF_SIZE);
        about.setMinWidth(0);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(about.textProperty());
        about.setTooltip(whole);
        HBox tools = new HBox(colours(), inverted(), locked(), levels, Parts.spacer(), about);
        tools.getStyleClass().add("picture-tools");
        root = new VBox(tools, picture, below);
        root.getStyleClass().add("picture-area");
        camera.shownProperty().subscribe(this::shown);
        camera.pointerProperty().subscribe(this::describe);
        camera.zoomProperty().subscribe(this::describe);
        model.aboutProperty().subscribe(this::describe);
        model.shownProperty().subscribe(camera::placeOverlays);
    }

    Node root() {
        return root;
    }

    /// Draws, or holds still while nobody sees it.
    void setDrawn(boolean drawn) {
        camera.setDrawn(drawn);
    }

    private OptionalDouble pixelSize() {
        return model.shownProperty()
                .get()
                .map(ViewerModel.Shown::pixelSize)
                .orElse(OptionalDouble.empty());
    }

    private Optional<Pixels> pixels() {
        return camera.shownProperty().get().map(s -> s.frame().pixels());
    }

    private static Node corner(Label label, Pos where) {
        StackPane corner = new StackPane(label);
        corner.getStyleClass().add("image-corner");
        corner.setAlignment(where);
        corner.setMouseTransparent(true);
        return corner;
    }

    private ComboBox<ColourMap> colours() {
        ComboBox<ColourMap> colours = new ComboBox<>();
        colours.setId("data-colours");
        colours.getItems().addAll(ColourMap.values());
        colours.setValue(camera.getLook().map());
        colours.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(ColourMap map) {
                        return map == null ? "" : map.name().toLowerCase(Locale.ROOT);
                    }

                    @Override
                    public ColourMap fromString(String word) {
                        return ColourMap.valueOf(word.toUpperCase(Locale.ROOT));
                    }
                });
        colours.setTooltip(new Tooltip("Colours"));
        colours.setAccessibleText("Colours");
        colours.valueProperty().subscribe(map -> camera.setLook(camera.getLook().withMap(map)));
        return colours;
    }

    private ToggleButton inverted() {
        ToggleButton inverted = new ToggleButton("", Parts.icon("mdi2i-invert-colors"));
        inverted.getStyleClass().addAll("icon-only", "mode");
        inverted.selectedProperty()
                .subscribe(on -> camera.setLook(camera.getLook().withInverted(on)));
        return Parts.described(inverted, "Dark and bright change places");
    }

    private ToggleButton locked() {
        ToggleButton locked = new ToggleButton("", Parts.icon("mdi2l-lock-outline"));
        locked.setId("data-lock");
        locked.getStyleClass().addAll("icon-only", "mode");
        locked.selectedProperty()
                .subscribe(on -> {
                    Optional<Levels> now =
                            camera.shownProperty().get().map(CameraView.Shown::levels);
                    camera.setLook(
                            camera.getLook()
                                    .withScaling(
                                            on && now.isPresent()
                                                    ? new Scaling.Fixed(now.get())
                                                    : Scaling.AUTO));
                });
        return Parts.described(locked, "Keep these levels for every frame");
    }

    private void shown(Optional<CameraView.Shown> now) {
        if (now.isPresent()) {
            int rows = now.get().frame().pixels().rows();
            if (line.row() < 0 || line.row() >= rows) {
                line.mark(rows / 2);
            }
        }
        camera.placeOverlays();
        drawProfile();
        describe();
    }

    private void chooseRow(Point2D place) {
        line.mark((int) place.getY());
        camera.placeOverlays();
        drawProfile();
    }

    private void drawProfile() {
        Optional<Pixels> now = pixels();
        if (now.isEmpty()) {
            return;
        }
        Pixels pixels = now.get();
        IntToDoubleFunction number = pixels.reader();
        Trace trace = new Trace();
        for (int i = 0; i < pixels.columns(); i++) {
            trace.add(i, number.applyAsDouble(line.row() * pixels.columns() + i));
        }
        profile.label(
                new PlotModel.Axis("", "", 0), new PlotModel.Axis("row " + line.row(), "", 4));
        profile.show(List.of(new Curve("row " + line.row(), trace, 1, false)));
    }

    private void describe() {
        Optional<CameraView.Shown> shown = camera.shownProperty().get();
        about.setText(model.aboutProperty().get());
        scale.setVisible(shown.isPresent());
        shown.ifPresent(s -> {
            scale.setText(
                    Figures.of(camera.zoomProperty().get().scale(), 2)
                            + "×  "
                            + s.frame().pixels().columns()
                            + " × "
                            + s.frame().pixels().rows());
            levels.setText(
                    "black "
                            + Figures.brief(s.levels().low())
                            + "  white "
                            + Figures.brief(s.levels().high()));
        });
        Optional<Point2D> pointer = camera.pointerProperty().get();
        readout.setVisible(pointer.isPresent() && shown.isPresent());
        if (readout.isVisible()) {
            int column = (int) pointer.orElseThrow().getX();
            int row = (int) pointer.orElseThrow().getY();
            double number = shown.orElseThrow().frame().pixels().at(column, row, 0);
            boolean transmission = model.aboutProperty().get().startsWith("Transmission");
            readout.setText(
                    "x "
                            + column
                            + "  y "
                            + row
                            + (transmission
                                    ? "  T " + Figures.of(number, 4)
                                    : "  I " + Figures.brief(number)));
        }
    }
}
