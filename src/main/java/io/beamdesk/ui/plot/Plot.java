package io.beamdesk.ui.plot;

import java.util.List;
import java.util.Objects;
import javafx.beans.value.ChangeListener;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A plot of curves on a canvas.
///
/// Wheel: zoom at the pointer. Drag: zoom to the rectangle. Drag with Shift or the middle button:
/// pan. Double click, or 0: show everything and follow again. Click: set the cursor on the nearest
/// point; arrows step it by a point, Home and End lead to the ends, Escape takes it away, plus and
/// minus zoom. It is drawn at most once per pulse, and not at all while nobody can see it. Colours
/// and fonts are properties of the style class `plot`.
public final class Plot extends Region implements PlotStyle.Drawn {
    private static final double WHEEL_STEP = 0.85;
    private static final double CLICK_SLACK = 4;

    private final PlotModel model;
    private final Canvas canvas = new Canvas();
    private final PlotStyle style;
    private final PlotPainter painter;
    private double pressX;
    private double pressY;
    private boolean panning;
    private double[] rubberBand = {};
    private @Nullable Node hiddenBy;
    private final ChangeListener<Boolean> shownAgain = (_, _, _) -> requestPaint();
    private Viewport viewport = new Viewport(new Span(0, 1), new Span(0, 1), 0, 0, 1, 1);

    /// Shows the model.
    public Plot(PlotModel model) {
        this.model = model;
        getStyleClass().add("plot");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setManaged(false);
        getChildren().add(canvas);
        style = new PlotStyle(this, this::requestPaint);
        painter = new PlotPainter(model, style);
        model.revisionProperty().subscribe(this::requestPaint);
        focusedProperty().subscribe(this::requestPaint);
        setOnScroll(this::scrolled);
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::dragged);
        setOnMouseReleased(this::released);
        setOnKeyPressed(this::typed);
    }

    @Override
    public PlotStyle style() {
        return style;
    }

    /// Where values are on the control, as it was drawn last.
    public Viewport viewport() {
        return viewport;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return PlotStyle.metadata();
    }

    private void requestPaint() {
        setNeedsLayout(true);
    }

    @Override
    protected double computeMinWidth(double height) {
        return 200;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 120;
    }

    @Override
    protected void layoutChildren() {
        // Layout comes once per pulse, after CSS, however often something changed.
        if (isSeen()) {
            double width = Math.ceil(getWidth());
            double height = Math.ceil(getHeight());
            if (canvas.getWidth() != width || canvas.getHeight() != height) {
                canvas.setWidth(width);
                canvas.setHeight(height);
            }
            viewport =
                    painter.paint(
                            canvas.getGraphicsContext2D(), width, height, isFocused(), rubberBand);
            setAccessibleText(painter.summary());
        }
    }

    private boolean isSeen() {
        Node blind = null;
        for (Node node = this; node != null; node = node.getParent()) {
            if (!node.isVisible()) {
                blind = node;
            }
        }
        if (!Objects.equals(blind, hiddenBy)) {
            if (hiddenBy != null) {
                hiddenBy.visibleProperty().removeListener(shownAgain);
            }
            if (blind != null) {
                blind.visibleProperty().addListener(shownAgain);
            }
            hiddenBy = blind;
        }
        return blind == null;
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
