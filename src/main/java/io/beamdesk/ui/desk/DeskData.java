package io.beamdesk.ui.desk;

import io.beamdesk.app.Copies;
import io.beamdesk.app.Desk;
import io.beamdesk.app.Exports;
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
import io.beamdesk.ui.data.DataDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// The Data pane on a desk.
///
/// @param desk the desk
/// @param recipes opens the recipe of a product
/// @param samples leads to a sample
record DeskData(Desk desk, Consumer<Path> recipes, Consumer<SampleRef> samples)
        implements DataDesk {
    @Override
    public Path folder() {
        return desk.dataFolder();
    }

    @Override
    public long free() {
        try {
            return Files.getFileStore(desk.dataFolder()).getUsableSpace();
        } catch (IOException _) {
            return 0;
        }
    }

    @Override
    public Found search(CatalogueQuery query) {
        return desk.catalogue().search(query);
    }

    @Override
    public Found begin(CatalogueQuery query) {
        return desk.catalogue().begin(query);
    }

    @Override
    public Page next(CatalogueQuery query, Place after) {
        return desk.catalogue().next(query, after);
    }

    @Override
    public Path file(CatalogueEntry entry) {
        return desk.dataFolder().resolve(entry.path());
    }

    @Override
    public String problem() {
        return desk.catalogue().problem();
    }

    @Override
    public List<String> destinations() {
        return desk.beamline().file().dataPolicy().exports();
    }

    @Override
    public Export export(List<Path> products, Destination to, Terms terms, Secrets secrets) {
        return Exports.start(products, desk.dataFolder(), to, terms, secrets);
    }

    @Override
    public int exported(Export export) {
        return desk.catalogue().note(export, person());
    }

    @Override
    public Retention retention() {
        return desk.retention();
    }

    @Override
    public List<Copies.Checked> checkCopies(List<CatalogueEntry> entries) {
        return Copies.check(retention(), entries, person());
    }

    @Override
    public Retention.First firstToGo(Retention retention, int most) {
        return desk.catalogue().firstToGo(retention, most);
    }

    @Override
    public DiskUse use(Instant now) {
        return desk.catalogue().use(free(), now);
    }

    @Override
    public String person() {
        return Desk.user();
    }

    @Override
    public void look() {
        desk.catalogue().refresh();
    }

    @Override
    public void loadRecipe(Path product) {
        recipes.accept(product);
    }

    @Override
    public void showSample(SampleRef sample) {
        samples.accept(sample);
    }
}
