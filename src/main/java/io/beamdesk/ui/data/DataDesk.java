package io.beamdesk.ui.data;

import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.catalogue.CatalogueQuery;
import io.beamdesk.catalogue.Found;
import java.nio.file.Path;

/// What the Data pane asks of a desk; every method but [#folder] waits for the disk.
public interface DataDesk {
    /// The data folder.
    Path folder();

    /// Bytes that are free there.
    long free();

    /// Products of the data folder.
    Found search(CatalogueQuery query);

    /// The file of an entry.
    Path file(CatalogueEntry entry);

    /// Why the catalogue is not up to date, in one sentence; empty if it is.
    String problem();

    /// Opens the recipe that a product came from in its form.
    ///
    /// @throws RuntimeException with a sentence that says why it cannot be
    void loadRecipe(Path product);
}
