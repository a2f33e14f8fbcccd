package io.beamdesk.ui.recipes;

import io.beamdesk.recipe.Recipe;
import java.util.function.Function;

/// The picture of a technique's recipe in the preview.
///
/// @param title what it shows
/// @param height how much room the picture of a recipe takes
/// @param painter draws a recipe of the technique
record Drawing(String title, Function<Recipe, Height> height, Painter painter) {
    /// Room, which the stylesheet has in pixels.
    enum Height {
        /// One line with its figures.
        LOW,
        /// One plot.
        MIDDLE,
        /// Two plots.
        TALL
    }

    /// Draws a recipe; the pen knows the room.
    interface Painter {
        void paint(Pen pen, Recipe recipe, RecipeDesk desk);
    }
}
