package io.beamdesk.ui.recipes;

import io.beamdesk.image.ColourMap;
import io.beamdesk.image.ImageScale;
import io.beamdesk.image.Look;
import io.beamdesk.image.Pixels;
import io.beamdesk.plan.path.Line;
import io.beamdesk.product.Product;
import io.beamdesk.product.ProductException;
import io.beamdesk.recipe.MapRecipe;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeException;
import io.beamdesk.recipe.RecipeFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The map in a product as an image: one of its columns, a pixel for each point. What was not measured is
/// transparent.
public final class MapProduct {
    private MapProduct() {}

    /// Reads it; blocks while the file is read.
    ///
    /// @param chosen the column; empty for the one that the product plots
    /// @throws ProductException with one sentence if there is no map in it, or no such column
    public static Sights.Measured read(Path file, Optional<String> chosen) {
        try (Product product = Product.open(file)) {
            MapRecipe map = map(product);
            String column =
                    chosen.or(product::signal)
                            .orElseThrow(() ->
                                    new ProductException(
                                            file.getFileName()
                                                    + " has no column to plot; its run ended before it"
                                                    + " measured"));
            MapRecipe.Side slow = map.axes().getFirst();
            MapRecipe.Side fast = map.axes().getLast();
            double[] pixels =
                    grid(
                            product.values(column),
                            fast.line().points(),
                            slow.line().points(),
                            map.snaked());
            Backdrop image =
                    Backdrop.of(
                            map.name() + ", " + column + " (" + file.getFileName() + ")",
                            new ImageScale(side(product, map, fast), side(product, map, slow)),
                            Pixels.grey("<f8", fast.line().points(), slow.line().points(), pixels),
                            Look.PLAIN.withMap(ColourMap.VIRIDIS));
            return new Sights.Measured(image, file, column, counted(product, map));
        }
    }

    /// What was measured, without where it was.
    private static List<String> counted(Product product, MapRecipe map) {
        return product.numberColumns().stream()
                .filter(column ->
                        map.axes().stream()
                                .map(MapRecipe.Side::device)
                                .noneMatch(axis ->
                                        column.equals(axis) || column.equals(axis + "_setpoint")))
                .toList();
    }

    private static MapRecipe map(Product product) {
        String none =
                product.path().getFileName() + " has no map in it; choose the product of a map";
        try {
            Recipe recipe =
                    RecipeFile.of(
                            RecipeFile.json(
                                    product.recipe()
                                            .orElseThrow(() -> new ProductException(none))));
            if (recipe instanceof MapRecipe map) {
                return map;
            }
        } catch (RecipeException notUnderstood) {
            throw new ProductException(none, notUnderstood);
        }
        throw new ProductException(none);
    }

    /// Values in the order of their places, row by row.
    static double[] grid(double[] values, int columns, int rows, boolean snaked) {
        double[] pixels = new double[columns * rows];
        Arrays.fill(pixels, Double.NaN);
        for (int i = 0; i < Math.min(values.length, pixels.length); i++) {
            int row = i / columns;
            int column = i % columns;
            boolean backwards = snaked && row % 2 == 1;
            pixels[row * columns + (backwards ? columns - 1 - column : column)] = values[i];
        }
        return pixels;
    }

    private static ImageScale.Side side(Product product, MapRecipe map, MapRecipe.Side side) {
        Line line = side.line();
        double step = line.points() > 1 ? (line.to() - line.from()) / (line.points() - 1) : 1;
        return ImageScale.Side.measured(
                side.device(), line.at(0) + origin(product, map, side), step);
    }

    /// Where the axis stood at the start: a relative map is measured from there.
    private static double origin(Product product, MapRecipe map, MapRecipe.Side side) {
        if (!map.relative()) {
            return 0;
        }
        List<String> columns = product.columns();
        double[] positions =
                columns.contains(side.device()) ? product.values(side.device()) : new double[0];
        if (positions.length == 0) {
            throw new ProductException(
                    product.path().getFileName()
                            + " does not say where "
                            + side.device()
                            + " stood, which its map is relative to");
        }
        return positions[0] - side.line().at(0);
    }
}
