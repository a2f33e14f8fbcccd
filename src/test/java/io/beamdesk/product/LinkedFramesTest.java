package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.app.Exports;
import io.beamdesk.catalogue.Catalogue;
import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.config.DataPolicy;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.export.Destination;
import io.beamdesk.export.Export;
import io.beamdesk.export.ExportException;
import io.beamdesk.export.Secrets;
import io.beamdesk.export.Terms;
import io.beamdesk.retention.DeedLog;
import io.beamdesk.retention.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Products whose frames are in a file of the detector's own.
class LinkedFramesTest {
    @TempDir private Path folder;
    private Path products;
    private Path file;

    @BeforeEach
    void layOut() throws IOException {
        products = Files.createDirectory(folder.resolve("products"));
        file = Files.createDirectory(folder.resolve("detector")).resolve("camera_1.h5");
    }

    /// A run of six points whose fourth was measured twice: frame 3 of the file is no point's.
    private Path run(int frames) throws IOException {
        ProductWriter writer = measured(frames);
        awaitRelease(writer);
        return writer.path();
    }

    private ProductWriter measured(int frames) throws IOException {
        DetectorFile.write(file, frames, 4, 5);
        ProductWriter writer = ProductWriter.create(products, "linked");
        try (writer) {
            begin(writer);
            for (int i = 0; i < 6; i++) {
                add(writer, i);
            }
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 6));
        }
        return writer;
    }

    private static void awaitRelease(ProductWriter writer) {
        try {
            writer.awaitRelease();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void begin(ProductWriter writer) {
        writer.accept(ScanDocuments.start());
        writer.accept(ScanDocuments.withLinkedCamera("<u2", 4, 5));
        writer.accept(ScanDocuments.linkedResource(file));
    }

    private void add(ProductWriter writer, int point) {
        writer.accept(ScanDocuments.linkedFrame(point, file, inFile(point), 4, 5));
        writer.accept(ScanDocuments.event(point));
    }

    private static int inFile(int point) {
        return point < 3 ? point : point + 1;
    }

    @Test
    void aFrameIsReadFromWhereItIs() throws IOException {
        try (Product product = Product.open(run(7))) {
            assertThat(product.frameCount("camera")).isEqualTo(6);
            for (int i = 0; i < 6; i++) {
                assertThat(product.frame("camera", i).pixels())
                        .isEqualTo(ScanDocuments.frame(inFile(i), 4, 5).pixels());
                assertThat(product.frame("camera", i).uniqueId()).isEqualTo(100 + i);
            }
            assertThat(product.linkedFiles()).containsExactly(file);
            assertThat(product.columns()).contains("it");
            assertThat(product.values("it")).hasSize(6);
        }
    }

    @Test
    void allIsWellWithAProductWhoseFileHasItsFrames() throws IOException {
        Verification found = Verification.of(run(7));
        assertThat(found.problems()).isEmpty();
        assertThat(found.remarks()).isEmpty();
        assertThat(found.status()).isEqualTo("success");
    }

    @Test
    void aFrameThatWasChangedInTheDetectorsFileIsFound() throws IOException {
        Path product = run(7);
        byte[] bytes = Files.readAllBytes(file);
        byte[] frame = HdfPixels.bytes(ScanDocuments.frame(inFile(4), 4, 5).pixels());
        int at = indexOf(bytes, frame);
        bytes[at + 3] ^= 1;
        Files.write(file, bytes);
        assertThat(Verification.of(product).problems())
                .singleElement()
                .asString()
                .contains(file + " has other frames of " + product, "changed or replaced");
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int at = 0; at <= bytes.length - part.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("the frame is not in the file");
    }

    @Test
    void aFileThatAnotherRunHasWrittenWithTheSameShapeIsFound() throws IOException {
        Path product = run(7);
        Files.delete(file);
        DetectorFile.write(file, 7, 4, 5, i -> i + 1);
        assertThat(Verification.of(product).problems())
                .singleElement()
                .asString()
                .contains("changed or replaced");
    }

    @Test
    void aProductIsCompleteBeforeItsChecksumIsNotedAndSaysSo() throws IOException {
        DetectorFile.write(file, 7, 4, 5);
        Path early = products.resolve("early.h5");
        try (ProductWriter writer = ProductWriter.create(products, "linked")) {
            begin(writer);
            add(writer, 0);
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 1));
            Files.copy(writer.path(), early);
        }
        Verification found = Verification.of(early);
        assertThat(found.problems()).isEmpty();
        assertThat(found.status()).isEqualTo("success");
        assertThat(found.remarks()).singleElement().asString().contains("have no checksum");
    }

    @Test
    void aFileIsNotAllThereIsOfAProductWithLinkedFrames() throws IOException {
        Path product = run(7);
        assertThat(FramesElsewhere.reason(product)).contains("has frames in " + file);
        Files.delete(file);
        assertThat(FramesElsewhere.reason(product)).contains("has frames in " + file);
        byte[] whole = Files.readAllBytes(product);
        Files.write(product, Arrays.copyOf(whole, 40));
        assertThat(FramesElsewhere.reason(product)).contains("may have frames in other files");
        try (ProductWriter writer = ProductWriter.create(products, "alone")) {
            writer.accept(ScanDocuments.start());
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 0));
            assertThat(FramesElsewhere.reason(writer.path())).isEmpty();
        }
    }

    @Test
    void aProductWithLinkedFramesIsNotDeleted() throws IOException {
        Path product = run(7);
        try (Catalogue catalogue = Catalogue.open(products, folder.resolve("index"))) {
            catalogue.look(product);
            CatalogueEntry entry = catalogue.entry(product).orElseThrow();
            Retention retention =
                    new Retention(
                            products,
                            new DataPolicy(
                                    Optional.of(Period.ofYears(1)),
                                    Period.ofDays(90),
                                    false,
                                    List.of()),
                            new DeedLog(products),
                            () -> Instant.parse("2100-01-01T00:00:00Z"),
                            ZoneOffset.UTC);
            assertThat(retention.delete(List.of(entry), "bert"))
                    .singleElement()
                    .extracting(Retention.Deletion::obstacle)
                    .asString()
                    .contains("has frames in " + file);
        }
        assertThat(product).exists();
    }

    @Test
    void anExportTakesLinkedFramesAlong() throws Exception {
        Path product = run(7);
        Path there = Files.createDirectory(folder.resolve("copy"));
        Terms terms = Exports.terms(1, 0, Optional.empty());
        try (Export export =
                Exports.start(
                        List.of(product),
                        folder,
                        new Destination.Folder(there),
                        terms,
                        Secrets.NONE)) {
            assertThat(export.ended().get(60, TimeUnit.SECONDS).complete()).isTrue();
        }
        Files.delete(file);
        Path copy = there.resolve(folder.relativize(product));
        assertThat(Verification.of(copy).problems()).isEmpty();
        assertThatThrownBy(() ->
                        Exports.start(
                                List.of(product),
                                products,
                                new Destination.Folder(there),
                                terms,
                                Secrets.NONE))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("has frames in " + file);
    }

    @Test
    void framesThatTheFileDoesNotHaveAreAProblem() throws IOException {
        // Its checksum would be waited for in vain.
        Path product = measured(6).path();
        assertThat(Verification.of(product).problems())
                .singleElement()
                .asString()
                .contains("has 6 frames where", "wants 7", "has not closed the file");
        try (Product open = Product.open(product)) {
            assertThat(open.frame("camera", 2).uniqueId()).isEqualTo(102);
        }
    }

    @Test
    void aFileThatIsCutOffIsAProblem() throws IOException {
        Path product = run(7);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThat(Verification.of(product).problems()).isNotEmpty();
    }

    @Test
    void framesOfAnotherShapeAreAProblem() throws IOException {
        Path product = run(7);
        Files.delete(file);
        DetectorFile.write(file, 7, 4, 6);
        assertThat(Verification.of(product).problems())
                .first()
                .asString()
                .contains("[7, 4, 6]", "wants 4 × 5");
    }

    @Test
    void aMissingFileIsNamedAndEverythingElseIsRead() throws IOException {
        Path product = run(7);
        Files.delete(file);
        try (Product open = Product.open(product)) {
            assertThat(open.frameCount("camera")).isEqualTo(6);
            assertThat(open.values("it")).hasSize(6);
            assertThatThrownBy(() -> open.frame("camera", 0))
                    .hasMessageContaining(file + ", which is not there; put that file back");
        }
        assertThat(Verification.of(product).problems())
                .singleElement()
                .asString()
                .contains("which is not there");
        ProductOutline outline = ProductOutline.of(product);
        assertThat(outline.problems()).hasSize(1).first().asString().contains("is not there");
        assertThat(outline.lines())
                .anyMatch(line -> line.contains("uint16[6, 4, 5]"))
                .anyMatch(line -> line.contains("frames 3 to 5 are 4 to 6 of /entry/data/data"));
    }

    @Test
    void bothFoldersCanBeMoved() throws IOException {
        Path product = run(7);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.move(products, elsewhere.resolve("products"));
        Files.move(file.getParent(), elsewhere.resolve("detector"));
        Path moved = elsewhere.resolve("products").resolve(product.getFileName());
        assertThat(Verification.of(moved).problems()).isEmpty();
    }

    @Test
    void theContentsShowOneFrame() throws IOException {
        try (Contents contents = Contents.open(run(7))) {
            String path = "/entry/instrument/camera/data";
            Item item = contents.item(path).orElseThrow();
            assertThat(item.kind()).isEqualTo(Item.Kind.NUMBERS);
            assertThat(item.shape()).containsExactly(6, 4, 5);
            assertThat(contents.slab(path, 2, 1, List.of(5, 0, 0)).numbers())
                    .isEqualTo(ScanDocuments.frame(6, 4, 5).pixels());
            assertThat(contents.attributes(path)).containsEntry("long_name", "camera");
            assertThatThrownBy(() -> contents.slab(path, 2, 0, List.of(0, 1, 0)))
                    .hasMessageContaining("one by one");
        }
    }

    @Test
    void whatAKilledRunHadAnnouncedIsRecovered() throws IOException {
        DetectorFile.write(file, 7, 4, 5);
        Path killed = Files.createDirectory(folder.resolve("killed"));
        Path name;
        try (ProductWriter writer = ProductWriter.create(products, "linked")) {
            begin(writer);
            for (int i = 0; i < 4; i++) {
                add(writer, i);
            }
            writer.commit();
            add(writer, 4);
            add(writer, 5);
            name = writer.path().getFileName();
            for (Path each : List.of(writer.path(), Journal.of(writer.path()))) {
                Files.copy(
                        each,
                        killed.resolve(each.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        assertThat(ProductRecovery.recover(killed))
                .singleElement()
                .satisfies(outcome -> {
                    assertThat(outcome.problem()).isEmpty();
                    assertThat(outcome.lostFrames()).isZero();
                });
        Path recovered = killed.resolve(name);
        assertThat(Verification.of(recovered).problems()).isEmpty();
        try (Product product = Product.open(recovered)) {
            for (int i = 0; i < 6; i++) {
                assertThat(product.frame("camera", i).pixels())
                        .isEqualTo(ScanDocuments.frame(inFile(i), 4, 5).pixels());
            }
        }
    }
}
