package io.beamdesk.catalogue;

import java.nio.file.Path;

/// A program that writes products as a desktop does, tells a catalogue of each, and searches, until it has
/// done its share or is killed.
final class CataloguedDesktop {
    private CataloguedDesktop() {}

    static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[0]);
        String name = args[2];
        int share = Integer.parseInt(args[3]);
        try (Catalogue catalogue = Catalogue.open(folder, Path.of(args[1]))) {
            for (int i = 0; i < share; i++) {
                Path product =
                        Runs.succeeded(folder, i, i % 2 == 0 ? "xas" : "map", name + "-" + i);
                catalogue.look(product);
                // What is committed is found, whatever others do.
                long found = catalogue.search(CatalogueQuery.ALL.text(name + " " + i)).total();
                var _ = Gathering.of(catalogue);
                System.out.println(found > 0 ? "found" : "lost " + product);
            }
        }
    }
}
