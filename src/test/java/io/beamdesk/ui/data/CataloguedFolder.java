package io.beamdesk.ui.data;

import io.beamdesk.app.Copies;
import io.beamdesk.app.Exports;
import io.beamdesk.catalogue.Catalogue;
import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.catalogue.CatalogueQuery;
import io.beamdesk.catalogue.Found;
import io.beamdesk.catalogue.Gathering;
import io.beamdesk.catalogue.Page;
import io.beamdesk.catalogue.Place;
import io.beamdesk.config.DataPolicy;
import io.beamdesk.export.Destination;
import io.beamdesk.export.Export;
import io.beamdesk.export.Secrets;
import io.beamdesk.export.Terms;
import io.beamdesk.retention.DeedLog;
import io.beamdesk.retention.DiskUse;
import io.beamdesk.retention.Retention;
import io.beamdesk.sample.SampleRef;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A folder with a catalogue.
final class CataloguedFolder implements DataDesk, AutoCloseable {
    private final Catalogue catalogue;
    private final Path index;
    final List<Path> loaded = new ArrayList<>();
    final List<SampleRef> samples = new ArrayList<>();

    /// The time that policies go by.
    Instant now = Instant.parse("2026-03-05T00:00:00Z");

    CataloguedFolder(Path folder, Path index) {
        this.index = index;
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
    public Found begin(CatalogueQuery query) {
        return catalogue.begin(query);
    }

    @Override
    public Page next(CatalogueQuery query, Place after) {
        return catalogue.next(query, after);
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
    public List<String> destinations() {
        return List.of();
    }

    @Override
    public Export export(List<Path> products, Destination to, Terms terms, Secrets secrets) {
        // Neither the keys nor the known servers of who runs the tests.
        Terms apart =
                new Terms(
                        terms.parallel(),
                        terms.bytesPerSecond(),
                        List.of(),
                        index.resolve("known_hosts"),
                        terms.accepted());
        return Exports.start(products, folder(), to, apart, secrets);
    }

    @Override
    public int exported(Export export) {
        Map<CatalogueEntry, String> copies = new HashMap<>();
        export.parcel()
                .items()
                .forEach(item ->
                        copies.put(
                                catalogue.entry(item.file()).orElseThrow(),
                                export.checksums().get(item.name())));
        retention().copied(copies, export.destination().toString(), person());
        return copies.size();
    }

    @Override
    public Retention retention() {
        return new Retention(
                folder(),
                new DataPolicy(Optional.of(Period.ofYears(1)), Period.ofDays(90), true, List.of()),
                new DeedLog(folder()),
                () -> now,
                ZoneOffset.UTC);
    }

    @Override
    public List<Copies.Checked> checkCopies(List<CatalogueEntry> entries) {
        return Copies.check(retention(), entries, person());
    }

    @Override
    public Retention.First firstToGo(Retention retention, int most) {
        return retention.first(catalogue, most);
    }

    @Override
    public DiskUse use(Instant now) {
        return DiskUse.of(catalogue, free(), now);
    }

    @Override
    public String person() {
        return "anna";
    }

    @Override
    public void look() {
        gather();
    }

    @Override
    public void loadRecipe(Path product) {
        loaded.add(product);
    }

    @Override
    public void showSample(SampleRef sample) {
        samples.add(sample);
    }

    @Override
    public void close() {
        catalogue.close();
    }
}
