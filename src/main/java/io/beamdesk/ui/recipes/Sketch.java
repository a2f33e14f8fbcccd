package io.beamdesk.ui.recipes;

import io.beamdesk.recipe.Recipe;
import io.beamdesk.ui.plot.PlotStyle;
import java.util.List;
import java.util.Optional;
import javafx.css.CssMetaData;
import javafx.css.PseudoClass;
import javafx.css.Styleable;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;

/// The picture of a recipe, drawn as its technique says. Its height comes from the stylesheet.
final class Sketch extends Region implements PlotStyle.Drawn {
    private static final PseudoClass LOW = PseudoClass.getPseudoClass("low");
    private static final PseudoClass TALL = PseudoClass.getPseudoClass("tall");

    private final RecipeDesk desk;
    private final Canvas canvas = new Canvas();
    private final PlotStyle style = new PlotStyle(this, this::requestLayout);
    private Optional<Drawing> drawing = Optional.empty();
    private Optional<Recipe> recipe = Optional.empty();

    Sketch(RecipeDesk desk) {
        this.desk = desk;
        getStyleClass().addAll("plot", "sketch");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setManaged(false);
        getChildren().add(canvas);
    }

    /// Draws the recipe; nothing if there is none.
    void show(Drawing how, Optional<Recipe> what) {
        drawing = Optional.of(how);
        recipe = what;
        Optional<Drawing.Height> height = what.map(how.height());
        pseudoClassStateChanged(LOW, height.equals(Optional.of(Drawing.Height.LOW)));
        pseudoClassStateChanged(TALL, height.equals(Optional.of(Drawing.Height.TALL)));
        setAccessibleText(how.title());
        requestLayout();
    }

    @Override
    public PlotStyle style() {
        return style;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return PlotStyle.metadata();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        Pen pen = new Pen(canvas.getGraphicsContext2D(), style, getWidth(), getHeight());
        pen.clear();
        if (drawing.isPresent() && recipe.isPresent()) {
            drawing.get().painter().paint(pen, recipe.get(), desk);
        }
    }
}
