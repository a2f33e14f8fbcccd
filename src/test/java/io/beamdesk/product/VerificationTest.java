package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.document.Compression;
import io.beamdesk.document.RunStop.ExitStatus;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {
    @TempDir private Path folder;

    private Path product(Compression compression, int points, boolean end) {
        try (ProductWriter writer = ProductWriter.create(folder, "good", _ -> compression)) {
            writer.accept(ScanDocuments.start(points));
            writer.accept(ScanDocuments.withCamera("<u2", 6, 8));
            writer.accept(ScanDocuments.resource());
            for (int i = 0; i < points; i++) {
                writer.accept(ScanDocuments.frames(i, ScanDocuments.frame(i, 6, 8)));
                writer.accept(ScanDocuments.event(i));
            }
            if (end) {
                writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", points));
            }
            return writer.path();
        }
    }

    @Test
    void productsOfEveryKindAreGood() {
        for (Compression compression :
                new Compression[] {
                    Compression.NONE,
                    Compression.deflate(1, true),
                    Compression.deflate(1, true).inBands(2),
                    Compression.bitshuffleLz4()
                }) {
            for (int points : new int[] {0, 1, 17, 300}) {
                Verification found = Verification.of(product(compression, points, points != 1));
                assertThat(found.problems()).isEmpty();
                assertThat(found.status()).isEqualTo(points != 1 ? "success" : "unknown");
                assertThat(found.datasets()).isGreaterThan(30);
            }
        }
    }

    @Test
    void aFileThatGrowsWhileItIsOpenedHasItsEnd() throws IOException {
        try (ProductWriter writer = ProductWriter.create(folder, "growing")) {
            writer.accept(ScanDocuments.start(1));
            writer.accept(ScanDocuments.withCamera("<u2", 6, 8));
            writer.commit();
            try (FileChannel channel = FileChannel.open(writer.path())) {
                HdfScan scan = new HdfScan(channel);
                writer.accept(ScanDocuments.event(0));
                writer.commit();
                scan.root();
                assertThat(scan.problems()).isEmpty();
            }
        }
    }

    /// Everything that another reader finds in the file, as text.
    private static String content(Path path) {
        try (HdfFile file = new HdfFile(path)) {
            StringBuilder content = new StringBuilder();
            content(file, content);
            return content.toString();
        }
    }

    private static void content(Node node, StringBuilder content) {
        content.append(node.getPath());
        node.getAttributes()
                .forEach((name, attribute) ->
                        content.append(name).append(text(attribute.getData())));
        switch (node) {
            case Dataset dataset -> content.append(text(dataset.getData()));
            case Group group -> {
                Map<String, Node> children = new TreeMap<>(group.getChildren());
                children.values().forEach(child -> content(child, content));
            }
            default -> throw new AssertionError(node);
        }
    }

    private static String text(Object value) {
        return Arrays.deepToString(new Object[] {value});
    }

    // A prime, so that every bit of a byte has its turn.
    @ParameterizedTest
    @ValueSource(strings = {"none", "deflate", "banded-deflate", "bitshuffle-lz4"})
    void aFlippedBitIsFoundUnlessItIsInDeadSpace(String filter) throws IOException {
        Compression compression =
                switch (filter) {
                    case "deflate" -> Compression.deflate(1, true);
                    case "banded-deflate" -> Compression.deflate(1, true).inBands(2);
                    case "bitshuffle-lz4" -> Compression.bitshuffleLz4();
                    default -> Compression.NONE;
                };
        Path path = product(compression, 3, true);
        byte[] good = Files.readAllBytes(path);
        String content = content(path);
        Path flipped = folder.resolve("flipped.h5");
        int found = 0;
        int dead = 0;
        for (long bit = 0; bit < 8L * good.length; bit += 211) {
            byte[] bytes = good.clone();
            bytes[(int) (bit / 8)] ^= (byte) (1 << (bit % 8));
            Files.write(flipped, bytes);
            if (!Verification.of(flipped).problems().isEmpty()) {
                found++;
                continue;
            }
            // Superseded trees and room that no row has taken yet: nobody can see them.
            assertThat(content(flipped)).as("bit %d", bit).isEqualTo(content);
            dead++;
        }
        assertThat(found).isGreaterThan(dead / 10).isGreaterThan(100);
    }

    @Test
    void everyBitOfTheFramesAndOfTheSuperblockCounts() throws IOException {
        Path path = product(Compression.NONE, 3, true);
        byte[] good = Files.readAllBytes(path);
        Path flipped = folder.resolve("flipped.h5");
        for (int bit = 0; bit < 8 * 48; bit += 3) {
            byte[] bytes = good.clone();
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            Files.write(flipped, bytes);
            assertThat(Verification.of(flipped).problems()).as("bit %d", bit).isNotEmpty();
        }
    }

    @Test
    void aFileThatWasCutOffSaysSo() throws IOException {
        Path path = product(Compression.NONE, 3, true);
        byte[] good = Files.readAllBytes(path);
        for (int size = 0; size < good.length; size += 997) {
            Files.write(path, Arrays.copyOf(good, size));
            assertThat(Verification.of(path).problems()).isNotEmpty();
        }
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Verification.of(folder.resolve("away.h5")))
                .isInstanceOf(ProductException.class)
                .hasMessageContaining("There is no product");
    }
}
