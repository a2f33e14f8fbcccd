package io.beamdesk.ui.plot;

import java.util.List;
import java.util.Objects;
import javafx.beans.value.ChangeListener;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A canvas as large as its control, painted at most once per pulse and not at all while nobody can
/// see it. Colours and fonts are properties of the style class `plot`.
public abstract class CanvasRegion extends Region implements PlotStyle.Drawn {
    private final Canvas canvas = new Canvas();
    private final PlotStyle style;
    private @Nullable Node hiddenBy;
    private final ChangeListener<Boolean> shownAgain = (_, _, _) -> requestPaint();

    CanvasRegion() {
        getStyleClass().add("plot");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setManaged(false);
        getChildren().add(canvas);
        style = new PlotStyle(this, this::requestPaint);
        focusedProperty().subscribe(this::requestPaint);
    }

    @Override
    public final PlotStyle style() {
        return style;
    }

    /// Draws everything, in pixels.
    abstract void paint(GraphicsContext g, double width, double height);

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return PlotStyle.metadata();
    }

    final void requestPaint() {
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
            paint(canvas.getGraphicsContext2D(), width, height);
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
}
