package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.document.Compression;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.product.ProductRecovery.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Products whose end is missing, as after a copy that was interrupted.
class CutProductTest {
    private static final int ROWS = 9;
    private static final int COLUMNS = 12;
    private static final int POINTS = 30;
    private static final int SUPERBLOCK = 48;

    @TempDir private Path folder;

    /// The end of the file after a commit, and the points that it covered.
    private record Committed(long end, int points) {}

    private final List<Committed> commits = new ArrayList<>();

    private byte[] whole(Compression compression) throws IOException {
        Path file;
        try (ProductWriter writer = ProductWriter.create(folder, "cut", _ -> compression)) {
            file = writer.path();
            writer.accept(ScanDocuments.start(POINTS));
            writer.accept(ScanDocuments.baseline());
            writer.accept(ScanDocuments.baselineEvent(0));
            writer.accept(ScanDocuments.withCamera("<u2", ROWS, COLUMNS));
            writer.accept(ScanDocuments.resource());
            for (int i = 0; i < POINTS; i++) {
                writer.accept(ScanDocuments.frames(i, ScanDocuments.frame(i, ROWS, COLUMNS)));
                writer.accept(ScanDocuments.event(i));
                if (i % 4 == 3) {
                    writer.commit();
                    commits.add(new Committed(Files.size(file), i + 1));
                }
            }
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", POINTS));
        }
        return Files.readAllBytes(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "deflate", "banded-deflate", "bitshuffle-lz4"})
    void theLastCommitBeforeTheCutIsThereAndNothingIsLostThatLiesBefore(String filter)
            throws IOException {
        byte[] whole =
                whole(
                        switch (filter) {
                            case "deflate" -> Compression.deflate(1, true);
                            case "banded-deflate" -> Compression.deflate(1, true).inBands(2);
                            case "bitshuffle-lz4" -> Compression.bitshuffleLz4();
                            default -> Compression.NONE;
                        });
        Path cut = folder.resolve("part.h5");
        for (long size = commits.getFirst().end(); size < whole.length; size += 977) {
            byte[] part = Arrays.copyOf(whole, (int) size);
            Files.write(cut, part);
            assertThat(ProductRecovery.hasMore(cut)).isTrue();
            assertThat(ProductRecovery.recover(folder)).isEmpty();
            assertThat(ProductRecovery.recover(cut))
                    .containsExactly(new Outcome(cut, 0, 0, 0, true, ""));
            long here = size;
            int points =
                    commits.stream()
                            .filter(commit -> commit.end() <= here)
                            .mapToInt(Committed::points)
                            .max()
                            .orElseThrow();
            try (Product product = Product.open(cut)) {
                ProductCheck.holds(product, points, points, ROWS, COLUMNS);
                assertThat(product.frameCount("camera")).isEqualTo(product.values("it").length);
                assertThat(product.exitStatus()).contains("unknown");
                assertThat(product.exitReason().orElseThrow())
                        .startsWith("The end of the file is missing");
                assertThat((double[]) product.read("/entry/baseline/ring_current"))
                        .containsExactly(100);
            }
            assertThat(Verification.of(cut).problems()).isEmpty();
            byte[] after = Files.readAllBytes(cut);
            assertThat(Arrays.copyOfRange(after, SUPERBLOCK, part.length))
                    .isEqualTo(Arrays.copyOfRange(part, SUPERBLOCK, part.length));
            assertThat(ProductRecovery.hasMore(cut)).isFalse();
        }
    }

    @Test
    void aFileThatHasNoWholeTreeStaysAsItIs() throws IOException {
        byte[] part = Arrays.copyOf(whole(Compression.NONE), 60);
        Path cut = Files.write(folder.resolve("part.h5"), part);
        assertThat(ProductRecovery.recover(cut).getFirst().problem())
                .isEqualTo(
                        cut
                                + " could not be recovered: its end is missing, and nothing before it is"
                                + " whole; copy it again from where it came.");
        assertThat(Files.readAllBytes(cut)).isEqualTo(part);
    }

    @Test
    void lettersOfASignatureInTheDataMisleadNobody() throws IOException {
        byte[] whole = whole(Compression.NONE);
        byte[] letters = "OHDR\u0002\u0002OHDR".getBytes(StandardCharsets.ISO_8859_1);
        byte[] part = Arrays.copyOf(whole, whole.length - 1);
        System.arraycopy(letters, 0, part, part.length - letters.length, letters.length);
        Path cut = Files.write(folder.resolve("part.h5"), part);
        assertThat(ProductRecovery.recover(cut).getFirst().problem()).isEmpty();
        assertThat(Verification.of(cut).problems()).isEmpty();
    }
}
