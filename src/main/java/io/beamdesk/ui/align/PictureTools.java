package io.beamdesk.ui.align;

import io.beamdesk.ui.camera.CameraView;
import io.beamdesk.ui.camera.DragTool;
import io.beamdesk.ui.fx.Parts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/// The tools on the picture: zoom, a distance, a region, grid and rulers, and how it is coloured.
final class PictureTools {
    private static final double FACTOR = 1.5;

    private final CameraView camera;
    private final MeasureLayer measure;
    private final RegionLayer region;
    private final GridLayer grid;
    private final RulerLayer rulers;
    private final ToggleButton measuring =
            tool("mdi2r-ruler", "tool-measure", "Measure a distance: drag on the picture (M)");
    private final ToggleButton regions =
            tool(
                    "mdi2v-vector-square",
                    "tool-region",
                    "A region with its numbers: drag on the picture (R)");
    private final ToggleButton look =
            tool("mdi2p-palette-outline", "tool-look", "Colours, levels and gamma (C)");
    private final Map<KeyCode, Runnable> keys = new EnumMap<>(KeyCode.class);
    private final HBox root = new HBox();

    /// @param pixelSize size of a pixel at the sample in mm, if it is known
    /// @param background for what takes time
    PictureTools(
            CameraView camera,
            Supplier<OptionalDouble> pixelSize,
            Supplier<Point2D> crosshair,
            Executor background) {
        this.camera = camera;
        measure = new MeasureLayer(pixelSize, camera::placeOverlays);
        region = new RegionLayer(camera::placeOverlays, background, Platform::runLater);
        grid = new GridLayer(pixelSize, crosshair);
        rulers = new RulerLayer(pixelSize, crosshair);
        camera.addOverlay(grid);
        camera.addOverlay(region);
        camera.addOverlay(measure);
        camera.addOverlay(rulers);
        camera.shownProperty().subscribe(now -> now.ifPresent(s -> region.measure(s.frame())));
        exclusive(measuring, regions, measure, measure::clear);
        exclusive(regions, measuring, region, region::clear);
        ToggleButton lines = tool("mdi2g-grid", "tool-grid", "A grid about the crosshair (G)");
        lines.selectedProperty().subscribe(on -> place(() -> grid.setOn(on)));
        ToggleButton edges =
                tool("mdi2r-ruler-square", "tool-rulers", "Rulers from the crosshair (L)");
        keys.put(KeyCode.M, measuring::fire);
        keys.put(KeyCode.R, regions::fire);
        keys.put(KeyCode.C, look::fire);
        keys.put(KeyCode.G, lines::fire);
        keys.put(KeyCode.L, edges::fire);
        for (KeyCode plus : List.of(KeyCode.PLUS, KeyCode.ADD, KeyCode.EQUALS)) {
            keys.put(plus, this::zoomIn);
        }
        for (KeyCode minus : List.of(KeyCode.MINUS, KeyCode.SUBTRACT)) {
            keys.put(minus, this::zoomOut);
        }
        for (KeyCode whole : List.of(KeyCode.DIGIT0, KeyCode.NUMPAD0)) {
            keys.put(whole, camera::fit);
        }
        for (KeyCode one : List.of(KeyCode.DIGIT1, KeyCode.NUMPAD1)) {
            keys.put(one, camera::showOneToOne);
        }
        edges.selectedProperty().subscribe(on -> place(() -> rulers.setOn(on)));
        Button oneToOne = Parts.button("1:1", "", camera::showOneToOne);
        oneToOne.setTooltip(new Tooltip("A pixel of the frame on each of the screen (1)"));
        root.getChildren()
                .addAll(
                        Parts.iconButton(
                                "mdi2m-magnify-minus-outline", "Zoom out (−)", this::zoomOut),
                        Parts.iconButton("mdi2m-magnify-plus-outline", "Zoom in (+)", this::zoomIn),
                        Parts.iconButton(
                                "mdi2f-fit-to-screen-outline",
                                "The whole frame (double-click, 0)",
                                camera::fit),
                        oneToOne,
                        measuring,
                        regions,
                        lines,
                        edges,
                        look);
        root.getStyleClass().add("picture-tools");
    }

    private void zoomIn() {
        camera.zoomBy(FACTOR);
    }

    private void zoomOut() {
        camera.zoomBy(1 / FACTOR);
    }

    private void place(Runnable change) {
        change.run();
        camera.placeOverlays();
    }

    /// A drag does one thing; what is switched off goes away.
    private void exclusive(ToggleButton one, ToggleButton other, DragTool tool, Runnable clear) {
        one.selectedProperty()
                .subscribe((_, on) -> {
                    if (on) {
                        other.setSelected(false);
                        camera.setTool(tool);
                    } else {
                        camera.removeTool(tool);
                        clear.run();
                    }
                });
    }

    private static ToggleButton tool(String icon, String id, String words) {
        ToggleButton button = new ToggleButton("", Parts.icon(icon));
        button.getStyleClass().addAll("icon-only", "mode");
        button.setId(id);
        return Parts.described(button, words);
    }

    /// Takes a key of the picture: tools and zoom.
    ///
    /// @return whether it was one of them
    boolean pressed(KeyEvent event) {
        Runnable action =
                event.isControlDown() || event.isAltDown() ? null : keys.get(event.getCode());
        if (action != null) {
            action.run();
        }
        return action != null;
    }

    Node root() {
        return root;
    }

    /// Takes the distance and the region away: they belong to another picture.
    void clear() {
        measuring.setSelected(false);
        regions.setSelected(false);
    }

    /// Whether colours, levels and gamma are in view.
    ToggleButton look() {
        return look;
    }

    /// The region that was drawn.
    RegionLayer region() {
        return region;
    }
}
