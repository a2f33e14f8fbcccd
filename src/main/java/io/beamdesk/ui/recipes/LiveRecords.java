package io.beamdesk.ui.recipes;

import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.scrape.Scraped;
import io.beamdesk.recipe.scrape.SscanChange;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The live sscan records of a beamline. Nothing here blocks: what is asked for completes on threads
/// of its own, and fails with one sentence that has the PV in it.
public interface LiveRecords {
    /// The records that the beamline file names; any other can be named too.
    List<String> names();

    /// Reads a record, with those that it starts, and makes a recipe of it; writes nothing.
    ///
    /// @param record its name, without a field: `SIM:scan1`
    CompletableFuture<Scraped> scrape(String record);

    /// What would have to be written for the record to do what the recipe says; writes nothing.
    CompletableFuture<SscanChange> compare(String record, Recipe recipe);

    /// Writes a change that [#compare] showed, and reads back.
    ///
    /// @return what is still different
    CompletableFuture<SscanChange> apply(String record, SscanChange change);
}
