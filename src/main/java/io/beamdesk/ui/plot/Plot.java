package io.beamdesk.ui.plot;

import javafx.application.Platform;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/// A plot of curves on a canvas.
///
/// Wheel: zoom at the pointer. Drag: zoom to the rectangle. Drag with Shift or the middle button:
/// pan. Double click, or 0: show everything and follow again. Click: set the cursor on the nearest
/// point; arrows step it by a point, Home and End lead to the ends, Escape takes it away, plus and
/// minus zoom.
public final class Plot extends CanvasRegion {
    private static final double WHEEL_STEP = 0.85;
    private static final double CLICK_SLACK = 4;

    private final PlotModel model;
    private final PlotPainter painter;
    private double pressX;
    private double pressY;
    private boolean panning;
    private double[] rubberBand = {};
    private @Nullable Plot partner;
    private double room;
    private Viewport viewport = new Viewport(new Span(0, 1), new Span(0, 1), 0, 0, 1, 1);

    /// Shows the model.
    public Plot(PlotModel model) {
        this.model = model;
        painter = new PlotPainter(model, style());
        model.revisionProperty().subscribe(this::requestPaint);
        setOnScroll(this::scrolled);
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::dragged);
        setOnMouseReleased(this::released);
        setOnKeyPressed(this::typed);
    }

    /// Keeps the vertical axes of both plots in one line, whatever their figures need.
    public void align(Plot other) {
        partner = other;
        other.partner = this;
    }

    /// Where values are on the control, as it was drawn last.
    public Viewport viewport() {
        return viewport;
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        viewport = painter.paint(g, width, height, room, isFocused(), rubberBand);
        Plot other = partner;
        if (other != null && other.room != painter.labels()) {
            other.room = painter.labels();
            Platform.runLater(other::requestPaint);
        }
        setAccessibleText(painter.summary());
    }

    private void scrolled(ScrollEvent event) {
        if (event.getDeltaY() != 0 && !model.isEmpty()) {
            double factor = event.getDeltaY() > 0 ? WHEEL_STEP : 1 / WHEEL_STEP;
            model.zoomAt(viewport.valueX(event.getX()), viewport.valueY(event.getY()), factor);
            event.consume();
        }
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        pressX = event.getX();
        pressY = event.getY();
        panning = event.getButton() == MouseButton.MIDDLE || event.isShiftDown();
        event.consume();
    }

    private void dragged(MouseEvent event) {
        if (model.isEmpty()) {
            return;
        }
        if (panning) {
            model.pan(
                    viewport.valueX(pressX) - viewport.valueX(event.getX()),
                    viewport.valueY(pressY) - viewport.valueY(event.getY()));
            // The view has moved under the pointer; the next step starts from here.
            viewport =
                    new Viewport(
                            model.viewX(),
                            model.viewY(),
                            viewport.left(),
                            viewport.top(),
                            viewport.width(),
                            viewport.height());
            pressX = event.getX();
            pressY = event.getY();
        } else if (event.getButton() == MouseButton.PRIMARY) {
            rubberBand = new double[] {pressX, pressY, event.getX(), event.getY()};
            requestPaint();
        }
        event.consume();
    }

    private void released(MouseEvent event) {
        boolean moved =
                Math.abs(event.getX() - pressX) > CLICK_SLACK
                        && Math.abs(event.getY() - pressY) > CLICK_SLACK;
        boolean banded = rubberBand.length > 0;
        rubberBand = new double[0];
        if (banded && moved) {
            model.zoom(
                    new Span(viewport.valueX(pressX), viewport.valueX(event.getX())),
                    new Span(viewport.valueY(pressY), viewport.valueY(event.getY())));
        } else if (!panning && event.getButton() == MouseButton.PRIMARY) {
            if (event.getClickCount() == 2) {
                model.reset();
            } else if (viewport.covers(event.getX(), event.getY())) {
                model.placeCursor(viewport.valueX(event.getX()));
            }
        }
        requestPaint();
        event.consume();
    }

    private void typed(KeyEvent event) {
        boolean taken = true;
        switch (event.getCode()) {
            case RIGHT, KP_RIGHT -> model.stepCursor(1);
            case LEFT, KP_LEFT -> model.stepCursor(-1);
            case HOME -> model.cursorToEnd(-1);
            case END -> model.cursorToEnd(1);
            case ESCAPE -> model.hideCursor();
            case PLUS, ADD, EQUALS -> zoomCentre(WHEEL_STEP);
            case MINUS, SUBTRACT -> zoomCentre(1 / WHEEL_STEP);
            case DIGIT0, NUMPAD0 -> model.reset();
            default -> taken = false;
        }
        if (taken) {
            event.consume();
        }
    }

    /// Magnifies (factor below 1) around the cursor, or around the middle where there is none.
    public void zoomCentre(double factor) {
        Span x = model.viewX();
        Span y = model.viewY();
        double atX =
                model.cursorProperty()
                        .get()
                        .map(PlotModel.Cursor::x)
                        .orElse(x.low() + x.length() / 2);
        double atY =
                model.cursorProperty()
                        .get()
                        .map(PlotModel.Cursor::y)
                        .orElse(y.low() + y.length() / 2);
        model.zoomAt(atX, atY, factor);
    }
}
