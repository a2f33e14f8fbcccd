package io.beamdesk.app;

import io.beamdesk.document.Frame;
import io.beamdesk.plan.Screening;
import io.beamdesk.product.Product;
import io.beamdesk.product.ProductException;
import io.beamdesk.queue.HistoryEntry;
import io.beamdesk.recipe.RecipeException;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.recipe.ScreeningRecipe;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the screenings of a queue have come to.
final class Screenings {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Samples");
    private static final String GROUP = "/entry/stream_" + Screening.STREAM + "/";

    private Screenings() {}

    /// Scores of a sample.
    ///
    /// @param scores by name: `screen`, `image`, `signal`; 0 to 100
    /// @param reason why
    /// @param picture that was scored, if the product has it
    record Result(Map<String, Double> scores, String reason, Optional<Frame> picture) {}

    /// Whether a run was one.
    static boolean is(HistoryEntry run) {
        return recipe(run).isPresent();
    }

    /// Name of the camera that has taken its picture, if it was one.
    static Optional<String> camera(HistoryEntry run) {
        return recipe(run).map(ScreeningRecipe::camera);
    }

    private static Optional<ScreeningRecipe> recipe(HistoryEntry run) {
        try {
            return RecipeFile.of(RecipeFile.json(run.recipe())) instanceof ScreeningRecipe screening
                    ? Optional.of(screening)
                    : Optional.empty();
        } catch (RecipeException _) {
            return Optional.empty();
        }
    }

    /// The scores that its product has; empty if it ended before.
    static Optional<Result> of(HistoryEntry run) {
        for (URI product : run.products().reversed()) {
            try (Product file = Product.open(Path.of(product))) {
                Map<String, Double> scores = new LinkedHashMap<>();
                for (String score : List.of(Screening.SCREEN, Screening.IMAGE, Screening.SIGNAL)) {
                    scores.put(score, ((double[]) file.read(GROUP + score))[0]);
                }
                String reason = ((String[]) file.read(GROUP + Screening.REASON))[0];
                return Optional.of(
                        new Result(
                                scores,
                                reason,
                                recipe(run).flatMap(r -> picture(file, r.camera()))));
            } catch (ProductException
                    | IllegalArgumentException
                    | ClassCastException
                    | ArrayIndexOutOfBoundsException without) {
                LOG.warn("{} has no scores: {}", product, without.getMessage());
            }
        }
        return Optional.empty();
    }

    private static Optional<Frame> picture(Product file, String camera) {
        try {
            return Optional.of(file.frame(Screening.SNAPSHOT, camera, 0));
        } catch (ProductException without) {
            LOG.warn("{}", without.getMessage());
            return Optional.empty();
        }
    }
}
