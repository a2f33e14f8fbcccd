package io.beamdesk.ui.recipes;

import io.beamdesk.recipe.Recipe;

/// The picture of a technique's recipe in the preview.
///
/// @param title what it shows
/// @param tall whether it needs the height of two plots
/// @param painter draws a recipe of the technique
record Drawing(String title, boolean tall, Painter painter) {
    /// Draws a recipe; the pen knows the room.
    interface Painter {
        void paint(Pen pen, Recipe recipe, RecipeDesk desk);
    }
}
