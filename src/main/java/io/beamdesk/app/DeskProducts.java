package io.beamdesk.app;

import io.beamdesk.config.Beamline;
import io.beamdesk.engine.RunStorage;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/// Where the runs of a desk write: the data folder of now, with the catalogue told of each run that
/// begins and ends.
final class DeskProducts implements RunStorage {
    private final Beamline beamline;
    private final DeskCatalogue catalogue;
    private volatile ProductFolder folder;
    private volatile Consumer<URI> opened = _ -> {};

    DeskProducts(ProductFolder folder, Beamline beamline) {
        this.folder = folder;
        this.beamline = beamline;
        this.catalogue = new DeskCatalogue(() -> this.folder.path(), Folders.catalogues());
    }

    ProductFolder folder() {
        return folder;
    }

    void setFolder(ProductFolder now) {
        folder = now;
    }

    DeskCatalogue catalogue() {
        return catalogue;
    }

    /// Tells the reader of each product that is opened, before anything is written to it, until it is told
    /// otherwise.
    void tellOpened(Consumer<URI> reader) {
        opened = reader;
    }

    @Override
    public Place open(Map<String, Object> metadata) {
        Place place = folder.open(metadata, beamline::compression);
        opened.accept(place.uri());
        Path product = Path.of(place.uri());
        return new NotedPlace(place, () -> catalogue.tell(product));
    }
}
