package io.beamdesk.recipe.scrape;

import io.beamdesk.recipe.Recipe;
import java.util.List;
import java.util.Optional;

/// What came of turning sscan records into a recipe.
///
/// @param snapshot the records as they were read
/// @param recipe a step scan or a list scan; empty if there are problems
/// @param problems why there is no recipe
/// @param leftOut what the records do that the recipe does not say
/// @param busy the records that were scanning while they were read
public record Scraped(
        SscanSnapshot snapshot,
        Optional<Recipe> recipe,
        List<Remark> problems,
        List<Remark> leftOut,
        List<Remark> busy) {
    /// Copies the lists.
    public Scraped {
        problems = List.copyOf(problems);
        leftOut = List.copyOf(leftOut);
        busy = List.copyOf(busy);
    }
}
