package io.beamdesk.ui.plot;

import io.beamdesk.ui.plot.MapModel.Cell;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/// A map on a canvas, with its axes and a bar of its colours.
///
/// Click: set the cursor on a cell; arrows step it by a cell, Escape takes it away. What the pointer
/// is over is a property. Colours are the gradient `-bd-map-colours` of the stylesheet; cells without
/// a value are hatched.
public final class MapPlot extends CanvasRegion {
    private final MapModel model;
    private final MapPainter painter;
    private final ReadOnlyObjectWrapper<Optional<Cell>> hovered =
            new ReadOnlyObjectWrapper<>(this, "hovered", Optional.empty());
    private Viewport viewport = new Viewport(new Span(0, 1), new Span(0, 1), 0, 0, 1, 1);

    /// Shows the model.
    public MapPlot(MapModel model) {
        this.model = model;
        getStyleClass().add("map-plot");
        painter = new MapPainter(model, style());
        model.revisionProperty().subscribe(this::requestPaint);
        setOnMouseMoved(event -> hovered.set(cell(event)));
        setOnMouseExited(_ -> hovered.set(Optional.empty()));
        setOnMouseClicked(this::clicked);
        setOnKeyPressed(this::typed);
    }

    /// The cell under the pointer, empty if there is none.
    public ReadOnlyObjectProperty<Optional<Cell>> hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /// Where values are on the control, as it was drawn last.
    public Viewport viewport() {
        return viewport;
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        viewport = painter.paint(g, width, height, isFocused());
        setAccessibleText(painter.summary());
    }

    private Optional<Cell> cell(MouseEvent event) {
        return model.raster()
                .filter(_ -> viewport.covers(event.getX(), event.getY()))
                .map(r -> {
                    double y =
                            model.isUpright()
                                    ? viewport.valueY(event.getY())
                                    : viewport.y().low()
                                            + viewport.y().high()
                                            - viewport.valueY(event.getY());
                    return new Cell(
                            Math.clamp(
                                    r.x().index(viewport.valueX(event.getX())),
                                    0,
                                    r.x().count() - 1),
                            Math.clamp(r.y().index(y), 0, r.y().count() - 1));
                });
    }

    private void clicked(MouseEvent event) {
        requestFocus();
        cell(event).ifPresent(model::placeCursor);
        event.consume();
    }

    private void typed(KeyEvent event) {
        boolean taken = true;
        switch (event.getCode()) {
            case RIGHT, KP_RIGHT -> model.stepCursor(1, 0);
            case LEFT, KP_LEFT -> model.stepCursor(-1, 0);
            case UP, KP_UP -> model.stepCursor(0, 1);
            case DOWN, KP_DOWN -> model.stepCursor(0, -1);
            case ESCAPE -> model.hideCursor();
            default -> taken = false;
        }
        if (taken) {
            event.consume();
        }
    }
}
