package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.document.Compression;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.product.ProductRecovery.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProductRecoveryTest {
    private static final int ROWS = 9;
    private static final int COLUMNS = 12;

    @TempDir private Path folder;

    private static ProductWriter begun(Path folder, Compression compression) {
        ProductWriter writer = ProductWriter.create(folder, "kill", _ -> compression);
        writer.accept(ScanDocuments.start(40));
        writer.accept(ScanDocuments.baseline());
        writer.accept(ScanDocuments.baselineEvent(0));
        writer.accept(ScanDocuments.withCamera("<u2", ROWS, COLUMNS));
        writer.accept(ScanDocuments.resource());
        return writer;
    }

    private static void add(ProductWriter writer, int point) {
        writer.accept(ScanDocuments.frames(point, ScanDocuments.frame(point, ROWS, COLUMNS)));
        writer.accept(ScanDocuments.event(point));
    }

    /// What a kill would leave of a product at this moment.
    private Path killed(Path product) throws IOException {
        Path killed = Files.createTempDirectory(folder, "killed").resolve(product.getFileName());
        Files.copy(product, killed);
        if (Files.exists(Journal.of(product))) {
            Files.copy(Journal.of(product), Journal.of(killed));
        }
        return killed;
    }

    private static Outcome recovered(Path product) {
        List<Outcome> outcomes = ProductRecovery.recover(product.getParent());
        assertThat(outcomes).hasSize(1);
        return outcomes.getFirst();
    }

    @Test
    void everythingIsThereAfterAKillAtEachPoint() throws IOException {
        try (ProductWriter writer = begun(folder, Compression.NONE)) {
            int committed = 0;
            for (int i = 0; i < 40; i++) {
                add(writer, i);
                if (i % 7 == 5) {
                    writer.commit();
                    committed = i + 1;
                }
                Path killed = killed(writer.path());
                Outcome outcome = recovered(killed);
                int fresh = i + 1 - committed;
                assertThat(outcome)
                        .isEqualTo(
                                new Outcome(
                                        killed,
                                        fresh + (committed == 0 ? 1 : 0),
                                        fresh,
                                        0,
                                        false,
                                        ""));
                try (Product product = Product.open(killed)) {
                    ProductCheck.holds(product, i + 1, i + 1, ROWS, COLUMNS);
                    assertThat(product.values("it")).hasSize(i + 1);
                    assertThat(product.exitStatus()).contains("unknown");
                    assertThat(product.exitReason().orElseThrow())
                            .contains("were recovered, 0 frames were lost");
                    assertThat((double[]) product.read("/entry/baseline/ring_current"))
                            .containsExactly(100);
                }
                assertThat(Verification.of(killed).problems()).isEmpty();
                assertThat(Journal.of(killed)).doesNotExist();
                assertThat(ProductRecovery.recover(killed)).isEmpty();
            }
        }
    }

    static List<Compression> packings() {
        return List.of(
                Compression.deflate(1, true),
                Compression.deflate(1, true).inBands(2),
                Compression.bitshuffleLz4());
    }

    @ParameterizedTest
    @MethodSource("packings")
    void packedFramesAreRecoveredOrCountedAsLost(Compression compression) throws IOException {
        try (ProductWriter writer = begun(folder, compression)) {
            for (int i = 0; i < 40; i++) {
                add(writer, i);
                if (i == 11) {
                    writer.commit();
                }
                Path killed = killed(writer.path());
                Outcome outcome = recovered(killed);
                try (Product product = Product.open(killed)) {
                    int frames = product.frameCount("camera");
                    ProductCheck.holds(product, i + 1, frames, ROWS, COLUMNS);
                    assertThat(frames + outcome.lostFrames()).isEqualTo(i + 1);
                    assertThat(outcome.frames()).isEqualTo(i < 11 ? frames : frames - 12);
                }
                assertThat(Verification.of(killed).problems()).isEmpty();
            }
        }
    }

    @Test
    void aJournalCutOffAnywhereGivesWhatItStillHolds() throws IOException {
        Path killed;
        try (ProductWriter writer = begun(folder, Compression.NONE)) {
            writer.commit();
            for (int i = 0; i < 4; i++) {
                add(writer, i);
            }
            killed = killed(writer.path());
        }
        byte[] product = Files.readAllBytes(killed);
        byte[] journal = Files.readAllBytes(Journal.of(killed));
        int declared = new String(journal, StandardCharsets.UTF_8).indexOf("[\"chunk\"") - 9;
        Files.write(Journal.of(killed), Arrays.copyOf(journal, declared / 2));
        assertThat(recovered(killed).problem()).contains("its journal does not declare");
        assertThat(Files.readAllBytes(killed)).isEqualTo(product);
        int before = 0;
        for (int cut = declared; cut <= journal.length; cut += 97) {
            Files.write(killed, product);
            Files.write(Journal.of(killed), Arrays.copyOf(journal, cut));
            Outcome outcome = recovered(killed);
            assertThat(outcome.problem()).isEmpty();
            assertThat(outcome.events()).isBetween(before, 4);
            before = outcome.events();
            try (Product read = Product.open(killed)) {
                ProductCheck.holds(read, before, outcome.frames(), ROWS, COLUMNS);
            }
        }
    }

    @Test
    void framesWhoseBytesNeverReachedTheDiskAreLostAndCounted() throws IOException {
        Path killed;
        try (ProductWriter writer = begun(folder, Compression.NONE)) {
            add(writer, 0);
            writer.commit();
            add(writer, 1);
            add(writer, 2);
            killed = killed(writer.path());
        }
        List<Journal.Chunk> chunks = Journal.read(Journal.of(killed)).chunks();
        // As a power cut may leave it: a hole where the second of the frames should be.
        try (var channel = FileChannel.open(killed, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(50), chunks.getLast().address());
        }
        Outcome outcome = recovered(killed);
        assertThat(outcome).isEqualTo(new Outcome(killed, 2, 1, 1, false, ""));
        try (Product product = Product.open(killed)) {
            ProductCheck.holds(product, 3, 2, ROWS, COLUMNS);
        }
    }

    @Test
    void aProductThatIsBeingWrittenIsLeftAlone() throws IOException {
        try (ProductWriter writer = begun(folder, Compression.NONE)) {
            add(writer, 0);
            byte[] before = Files.readAllBytes(writer.path());
            assertThat(recovered(writer.path()).problem())
                    .contains("scan_0001_kill.h5 could not be recovered: it is being written");
            assertThat(Files.readAllBytes(writer.path())).isEqualTo(before);
            add(writer, 1);
        }
    }

    @Test
    void aRunThatEndedLeavesNoJournal() throws IOException {
        Path killed;
        try (ProductWriter writer = begun(folder, Compression.NONE)) {
            add(writer, 0);
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 1));
            killed = killed(writer.path());
        }
        assertThat(folder.toFile().listFiles(File::isFile)).hasSize(1);
        byte[] before = Files.readAllBytes(killed);
        assertThat(recovered(killed)).isEqualTo(new Outcome(killed, 0, 0, 0, false, ""));
        assertThat(Files.readAllBytes(killed)).isEqualTo(before);
    }

    @Test
    void aDamagedProductIsNotTouched() throws IOException {
        Path killed;
        try (ProductWriter writer = begun(folder, Compression.NONE)) {
            add(writer, 0);
            killed = killed(writer.path());
        }
        byte[] damaged = Files.readAllBytes(killed);
        damaged[40] ^= 1;
        Files.write(killed, damaged);
        assertThat(recovered(killed).problem()).contains("the superblock is damaged");
        assertThat(Files.readAllBytes(killed)).isEqualTo(damaged);
        assertThat(Journal.of(killed)).exists();
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ProductRecovery.recover(folder.resolve("away")))
                .isInstanceOf(ProductException.class)
                .hasMessageContaining("There is no product or folder");
    }
}
