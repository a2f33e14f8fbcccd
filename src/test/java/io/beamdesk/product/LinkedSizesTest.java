package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.catalogue.Catalogue;
import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.catalogue.CatalogueQuery;
import io.beamdesk.catalogue.Facet;
import io.beamdesk.catalogue.Found;
import io.beamdesk.catalogue.Gathering;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.retention.DiskUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the catalogue says of the size of products that have frames in files of a detector's own.
class LinkedSizesTest {
    @TempDir private Path temporary;
    private Path folder;
    private Path detector;
    private Path file;
    private Catalogue catalogue;

    @BeforeEach
    void layOut() throws IOException {
        folder = Files.createDirectory(temporary.resolve("data"));
        detector = Files.createDirectory(folder.resolve("detector"));
        file = detector.resolve("camera_1.h5");
        catalogue = Catalogue.open(folder, temporary.resolve("index"));
    }

    @AfterEach
    void close() {
        catalogue.close();
    }

    private static Path run(Path products, String name, Path frames)
            throws IOException, InterruptedException {
        if (Files.notExists(frames)) {
            DetectorFile.write(frames, 3, 4, 5);
        }
        ProductWriter writer = ProductWriter.create(products, name);
        try (writer) {
            writer.accept(ScanDocuments.start());
            writer.accept(ScanDocuments.withLinkedCamera("<u2", 4, 5));
            writer.accept(ScanDocuments.linkedResource(frames));
            for (int i = 0; i < 3; i++) {
                writer.accept(ScanDocuments.linkedFrame(i, frames, i, 4, 5));
                writer.accept(ScanDocuments.event(i));
            }
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 3));
        }
        writer.awaitRelease();
        return writer.path();
    }

    private CatalogueEntry only() {
        Found found = catalogue.search(CatalogueQuery.ALL);
        assertThat(found.total()).isEqualTo(1);
        assertThat(found.entries()).hasSize(1);
        assertThat(found.size()).hasValue(found.entries().getFirst().bytes());
        assertThat(DiskUse.of(catalogue, 0, java.time.Instant.EPOCH).shares())
                .singleElement()
                .extracting(DiskUse.Share::bytes)
                .isEqualTo(found.entries().getFirst().bytes());
        return found.entries().getFirst();
    }

    private void checkWhole(Path product) throws IOException {
        CatalogueEntry entry = only();
        assertThat(catalogue.file(entry)).isEqualTo(product);
        assertThat(entry.linked())
                .isEqualTo(new CatalogueEntry.Linked(1, Files.size(file), 0, 0, 0));
        assertThat(entry.bytes()).isEqualTo(Files.size(product) + Files.size(file));
    }

    @Test
    void aDetectorsFileBelongsToTheProductThatHasItsFramesThere() throws Exception {
        Path product = run(folder, "linked", file);
        var _ = Gathering.of(catalogue);
        checkWhole(product);
        assertThat(Gathering.of(catalogue).isNews()).isFalse();
        assertThat(Gathering.again(catalogue, _ -> {}).isNews()).isTrue();
        checkWhole(product);
    }

    @Test
    void aDetectorsFileThatWasThereFirstIsAProductUntilOneHasItsFramesThere() throws Exception {
        DetectorFile.write(file, 3, 4, 5);
        var _ = Gathering.of(catalogue);
        assertThat(catalogue.file(only())).isEqualTo(file);
        Path product = run(folder, "linked", file);
        catalogue.look(product);
        checkWhole(product);
        catalogue.look(file);
        checkWhole(product);
        assertThat(Gathering.of(catalogue).isNews()).isFalse();
    }

    @Test
    void aDetectorsFileIsAsLargeAsItIsNow() throws Exception {
        Path product = run(folder, "linked", file);
        var _ = Gathering.of(catalogue);
        Files.write(file, new byte[100_000], StandardOpenOption.APPEND);
        assertThat(Gathering.of(catalogue).isNews()).isTrue();
        checkWhole(product);
        Path elsewhere = Files.move(file, temporary.resolve("camera_1.h5"));
        assertThat(Gathering.of(catalogue).isNews()).isTrue();
        assertThat(only().bytes()).isEqualTo(Files.size(product));
        assertThat(only().linked()).isEqualTo(new CatalogueEntry.Linked(0, 0, 0, 0, 1));
        assertThat(Gathering.of(catalogue).isNews()).isFalse();
        var _ = Gathering.again(catalogue, _ -> {});
        assertThat(only().linked()).isEqualTo(new CatalogueEntry.Linked(0, 0, 0, 0, 1));
        Files.move(elsewhere, file);
        var _ = Gathering.of(catalogue);
        checkWhole(product);
    }

    @Test
    void theLargestAreThoseWithTheirFrames() throws Exception {
        Path product = run(folder, "linked", file);
        Files.write(file, new byte[300_000], StandardOpenOption.APPEND);
        Path alone = detector.resolve("alone.h5");
        DetectorFile.write(alone, 3000, 4, 5);
        var _ = Gathering.of(catalogue);
        assertThat(catalogue.search(CatalogueQuery.ALL.sort(CatalogueQuery.Sort.LARGEST)).entries())
                .extracting(catalogue::file)
                .containsExactly(product, alone);
        assertThat(Files.size(alone)).isBetween(Files.size(product), Files.size(file));
    }

    @Test
    void ofTwoProductsWithFramesInOneFileOneHasIt() throws Exception {
        Path one = run(folder, "one", file);
        Path two = run(folder, "two", file);
        var _ = Gathering.of(catalogue);
        List<CatalogueEntry> both = catalogue.search(CatalogueQuery.ALL).entries();
        assertThat(both).extracting(catalogue::file).containsExactlyInAnyOrder(one, two);
        assertThat(both.stream().mapToLong(CatalogueEntry::bytes).sum())
                .isEqualTo(Files.size(one) + Files.size(two) + Files.size(file));
    }

    @Test
    void aFileThatIsLeftOverIsAProductOfItsOwn() throws Exception {
        Path product = run(folder, "linked", file);
        var _ = Gathering.of(catalogue);
        Files.delete(product);
        var _ = Gathering.of(catalogue);
        var _ = Gathering.of(catalogue);
        assertThat(catalogue.file(only())).isEqualTo(file);
        assertThat(catalogue.search(CatalogueQuery.ALL).facets().get(Facet.RESULT))
                .containsExactly(new Found.Count("FOREIGN", 1));
    }

    @Test
    void whatLiesOutsideTheFolderIsSaidAndNotCounted() throws Exception {
        Path outside = temporary.resolve("outside.h5");
        Path product = run(folder, "linked", outside);
        var _ = Gathering.of(catalogue);
        CatalogueEntry entry = only();
        assertThat(entry.bytes()).isEqualTo(Files.size(product));
        assertThat(entry.linked())
                .isEqualTo(new CatalogueEntry.Linked(0, 0, 1, Files.size(outside), 0));
        Files.delete(outside);
        var _ = Gathering.again(catalogue, _ -> {});
        assertThat(only().linked()).isEqualTo(new CatalogueEntry.Linked(0, 0, 0, 0, 1));
    }
}
