package io.beamdesk.ui.data;

import io.beamdesk.app.Copies;
import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.catalogue.CatalogueQuery;
import io.beamdesk.catalogue.Found;
import io.beamdesk.catalogue.Page;
import io.beamdesk.catalogue.Place;
import io.beamdesk.export.Destination;
import io.beamdesk.export.Export;
import io.beamdesk.export.Secrets;
import io.beamdesk.export.Terms;
import io.beamdesk.retention.DiskUse;
import io.beamdesk.retention.Retention;
import io.beamdesk.sample.SampleRef;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// What the Data pane asks of a desk; every method but [#folder], [#destinations] and [#person] waits for the disk.
public interface DataDesk {
    /// The data folder.
    Path folder();

    /// Bytes that are free there.
    long free();

    /// Products of the data folder, with all their counts.
    Found search(CatalogueQuery query);

    /// The first of them at once; of very many the counts may be those of the first.
    Found begin(CatalogueQuery query);

    /// What follows a place in the order of a query, see [Found].
    ///
    /// @throws io.beamdesk.catalogue.CatalogueException if it cannot be read
    Page next(CatalogueQuery query, Place after);

    /// The file of an entry.
    Path file(CatalogueEntry entry);

    /// Why the catalogue is not up to date, in one sentence; empty if it is.
    String problem();

    /// Where products are exported to as a rule.
    List<String> destinations();

    /// Begins an export.
    ///
    /// @throws RuntimeException with a sentence that says why it cannot be
    Export export(List<Path> products, Destination to, Terms terms, Secrets secrets);

    /// Notes which verified copies an export has brought elsewhere.
    ///
    /// @return how many
    /// @throws RuntimeException with a sentence that says why they cannot be noted
    int exported(Export export);

    /// How long the products are kept.
    Retention retention();

    /// Reads the noted copies of products again, and withdraws those that are damaged or gone.
    List<Copies.Checked> checkCopies(List<CatalogueEntry> entries);

    /// The first products to go, as [Retention#first].
    Retention.First firstToGo(Retention retention, int most);

    /// What fills the disk now.
    DiskUse use(Instant now);

    /// Who sits at the desk, for the log of what is done.
    String person();

    /// Has the catalogue look at the folder again.
    void look();

    /// Opens the recipe that a product came from in its form.
    ///
    /// @throws RuntimeException with a sentence that says why it cannot be
    void loadRecipe(Path product);

    /// Leads to the sample that a product is of.
    void showSample(SampleRef sample);
}
