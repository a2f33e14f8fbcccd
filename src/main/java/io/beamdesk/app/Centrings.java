package io.beamdesk.app;

import io.beamdesk.plan.Centring;
import io.beamdesk.product.Product;
import io.beamdesk.product.ProductException;
import io.beamdesk.queue.HistoryEntry;
import io.beamdesk.recipe.CentringRecipe;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeException;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.recipe.ScreeningRecipe;
import io.beamdesk.sample.KeptCentring;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What runs of a queue have found out about where samples are centred.
final class Centrings {
    private static final String GROUP = "/entry/stream_" + Centring.STREAM + "/";

    private Centrings() {}

    /// Where the sample of a run was centred, if it was and that was sure.
    ///
    /// @param before what was known of it
    static Optional<KeptCentring> of(HistoryEntry run, Optional<KeptCentring> before) {
        Optional<String> recipe = recipe(run).or(() -> before.map(KeptCentring::recipe));
        if (recipe.isEmpty()) {
            return Optional.empty();
        }
        for (URI product : run.products()) {
            Optional<Map<String, Double>> axes = axes(product);
            if (axes.isPresent()) {
                return Optional.of(new KeptCentring(run.ended(), axes.get(), recipe.get(), true));
            }
        }
        return Optional.empty();
    }

    /// What it was centred with.
    private static Optional<String> recipe(HistoryEntry run) {
        try {
            Recipe recipe = RecipeFile.of(RecipeFile.json(run.recipe()));
            return switch (recipe) {
                case CentringRecipe centring -> Optional.of(centring.toJson().toString());
                case ScreeningRecipe screening ->
                        screening.centringRecipe().map(c -> c.toJson().toString());
                default -> Optional.empty();
            };
        } catch (RecipeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, Double>> axes(URI product) {
        try (Product file = Product.open(Path.of(product))) {
            if (((double[]) file.read(GROUP + Centring.SURE))[0] != 1) {
                return Optional.empty();
            }
            Map<String, Double> axes = new LinkedHashMap<>();
            for (String axis : ((String[]) file.read(GROUP + Centring.AXES))[0].split(" ", 0)) {
                axes.put(axis, ((double[]) file.read(GROUP + axis))[0]);
            }
            return Optional.of(axes);
        } catch (ProductException
                | IllegalArgumentException
                | ClassCastException
                | ArrayIndexOutOfBoundsException without) {
            // Most runs centre nothing.
            return Optional.empty();
        }
    }
}
