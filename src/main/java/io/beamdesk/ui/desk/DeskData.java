package io.beamdesk.ui.desk;

import io.beamdesk.app.Desk;
import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.catalogue.CatalogueQuery;
import io.beamdesk.catalogue.Found;
import io.beamdesk.ui.data.DataDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// The Data pane on a desk.
///
/// @param desk the desk
/// @param recipes opens the recipe of a product
record DeskData(Desk desk, Consumer<Path> recipes) implements DataDesk {
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
    public Path file(CatalogueEntry entry) {
        return desk.dataFolder().resolve(entry.path());
    }

    @Override
    public String problem() {
        return desk.catalogue().problem();
    }

    @Override
    public void loadRecipe(Path product) {
        recipes.accept(product);
    }
}
