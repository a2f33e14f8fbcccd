package io.beamdesk.recipe.scrape;

import java.util.ArrayList;
import java.util.List;

/// What was found while records were turned into a recipe.
///
/// @param problems why there can be no recipe
/// @param leftOut what the recipe cannot say
record Findings(List<Remark> problems, List<Remark> leftOut) {
    Findings() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    void problem(SscanFields level, String field, String text) {
        problems.add(new Remark(level.pv(field), text));
    }

    void leftOut(SscanFields level, String field, String text) {
        leftOut.add(new Remark(level.pv(field), text));
    }
}
