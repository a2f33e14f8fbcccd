package io.beamdesk.recipe.scrape;

import io.beamdesk.recipe.Recipe;
import java.util.List;

/// What would have to be written so that sscan records do what a recipe says.
///
/// @param recipe what is wanted
/// @param differences the fields to write, in the order in which they are written; empty if the
///     records are as the recipe says
/// @param problems why the recipe cannot be written; nothing is written then
/// @param untouched what the records do that the recipe does not say, and keep doing
/// @param busy the records that are scanning; nothing is written then
public record SscanChange(
        Recipe recipe,
        List<Difference> differences,
        List<Remark> problems,
        List<Remark> untouched,
        List<Remark> busy) {
    /// Copies the lists.
    public SscanChange {
        differences = List.copyOf(differences);
        problems = List.copyOf(problems);
        untouched = List.copyOf(untouched);
        busy = List.copyOf(busy);
    }

    /// Whether both change the same fields in the same way.
    boolean alike(SscanChange other) {
        if (differences.size() != other.differences.size()) {
            return false;
        }
        for (int i = 0; i < differences.size(); i++) {
            if (!differences.get(i).alike(other.differences.get(i))) {
                return false;
            }
        }
        return true;
    }
}
