package io.beamdesk.ui.recipes;

import io.beamdesk.recipe.Recipe;
import io.beamdesk.ui.plot.CanvasRegion;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.canvas.GraphicsContext;

/// The picture of a recipe, drawn as its technique says. Its height comes from the stylesheet.
final class Sketch extends CanvasRegion {
    private static final PseudoClass LOW = PseudoClass.getPseudoClass("low");
    private static final PseudoClass TALL = PseudoClass.getPseudoClass("tall");

    private final RecipeDesk desk;
    private Optional<Drawing> drawing = Optional.empty();
    private Optional<Recipe> recipe = Optional.empty();

    Sketch(RecipeDesk desk) {
        this.desk = desk;
        getStyleClass().add("sketch");
        setFocusTraversable(false);
    }

    /// Draws the recipe; nothing if there is none.
    void show(Drawing how, Optional<Recipe> what) {
        drawing = Optional.of(how);
        recipe = what;
        Optional<Drawing.Height> height = what.map(how.height());
        pseudoClassStateChanged(LOW, height.equals(Optional.of(Drawing.Height.LOW)));
        pseudoClassStateChanged(TALL, height.equals(Optional.of(Drawing.Height.TALL)));
        setAccessibleText(how.title());
        requestPaint();
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        Pen pen = new Pen(g, style(), width, height);
        pen.clear();
        if (drawing.isPresent() && recipe.isPresent()) {
            drawing.get().painter().paint(pen, recipe.get(), desk);
        }
    }
}
