package io.beamdesk.ui.align;

import io.beamdesk.ui.camera.CameraView;
import io.beamdesk.ui.camera.DragTool;
import io.beamdesk.ui.fx.Parts;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
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
            tool("mdi2r-ruler", "tool-measure", "Measure a distance: drag on the picture");
    private final ToggleButton regions =
            tool(
                    "mdi2v-vector-square",
                    "tool-region",
                    "A region with its numbers: drag on the picture");
    private final ToggleButton look =
            tool("mdi2p-palette-outline", "tool-look", "Colours, levels and gamma");
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
        ToggleButton lines = tool("mdi2g-grid", "tool-grid", "A grid about the crosshair");
        lines.selectedProperty().subscribe(on -> place(() -> grid.setOn(on)));
        ToggleButton edges = tool("mdi2r-ruler-square", "tool-rulers", "Rulers from the crosshair");
        edges.selectedProperty().subscribe(on -> place(() -> rulers.setOn(on)));
        root.getChildren()
                .addAll(
                        Parts.iconButton("mdi2m-magnify-minus-outline", "Zoom out", this::zoomOut),
                        Parts.iconButton("mdi2m-magnify-plus-outline", "Zoom in", this::zoomIn),
                        Parts.iconButton(
                                "mdi2f-fit-to-screen-outline",
                                "The whole frame (double-click)",
                                camera::fit),
                        Parts.button("1:1", "", camera::showOneToOne),
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

    Node root() {
        return root;
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
