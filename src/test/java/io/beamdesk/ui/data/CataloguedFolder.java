package io.beamdesk.ui.data;

import io.beamdesk.catalogue.Catalogue;
import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.catalogue.CatalogueQuery;
import io.beamdesk.catalogue.Found;
import io.beamdesk.catalogue.Gathering;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A folder with a catalogue.
final class CataloguedFolder implements DataDesk, AutoCloseable {
    private final Catalogue catalogue;
    final List<Path> loaded = new ArrayList<>();

    CataloguedFolder(Path folder, Path index) {
        catalogue = Catalogue.open(folder, index);
    }

    void gather() {
        try {
            var _ = Gathering.of(catalogue);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Path folder() {
        return catalogue.folder();
    }

    @Override
    public long free() {
        return 1_820_000_000_000L;
    }

    @Override
    public Found search(CatalogueQuery query) {
        return catalogue.search(query);
    }

    @Override
    public Path file(CatalogueEntry entry) {
        return catalogue.file(entry);
    }

    @Override
    public String problem() {
        return "";
    }

    @Override
    public void loadRecipe(Path product) {
        loaded.add(product);
    }

    @Override
    public void close() {
        catalogue.close();
    }
}
