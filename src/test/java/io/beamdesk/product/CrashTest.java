package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.beamdesk.document.Compression;
import io.beamdesk.document.Document;
import io.beamdesk.document.Event;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.document.StreamDatum;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a product holds when its writing ends anywhere.
class CrashTest {
    private static final int ROWS = 5;
    private static final int COLUMNS = 7;
    private static final int POINTS = 18;
    private static final Clock CLOCK = Clock.fixed(ScanDocuments.BEGIN, ZoneOffset.ofHours(1));

    @TempDir private Path folder;

    /// What the last commit before an operation covered.
    private record Covered(int operations, int events, int frames) {}

    /// Where a run stands.
    private static final class Progress {
        int events;
        int frames;
        final List<Covered> commits = new ArrayList<>();
    }

    private static List<Document> run() {
        List<Document> documents = new ArrayList<>();
        // Chunks of 16 rows: the run fills one and begins another.
        documents.add(ScanDocuments.start(16));
        documents.add(ScanDocuments.withCamera("<u2", ROWS, COLUMNS));
        documents.add(ScanDocuments.resource());
        for (int i = 0; i < POINTS; i++) {
            documents.add(ScanDocuments.frames(i, ScanDocuments.frame(i, ROWS, COLUMNS)));
            documents.add(ScanDocuments.event(i));
        }
        documents.add(ScanDocuments.stop(ExitStatus.SUCCESS, "", POINTS));
        return documents;
    }

    private static ProductWriter writer(MemoryDisk disk) throws IOException {
        return new ProductWriter(
                Path.of("scan_0001.h5"), 1, disk, CLOCK, _ -> Compression.NONE, Journal.none());
    }

    /// Plays the run, committing at random, until its end or its first failure.
    private static @Nullable ProductException play(
            ProductWriter writer, MemoryDisk disk, Progress progress, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (Document document : run()) {
            try {
                long before = writer.commits();
                writer.accept(document);
                progress.events += document instanceof Event ? 1 : 0;
                progress.frames += document instanceof StreamDatum ? 1 : 0;
                if (random.nextInt(4) == 0) {
                    writer.commit();
                }
                if (writer.commits() != before) {
                    progress.commits.add(
                            new Covered(
                                    disk.operations().size(), progress.events, progress.frames));
                }
            } catch (ProductException e) {
                return e;
            }
        }
        return null;
    }

    private static Covered coveredBy(Progress progress, int operations) {
        Covered covered = new Covered(0, 0, 0);
        for (Covered commit : progress.commits) {
            covered = commit.operations <= operations ? commit : covered;
        }
        return covered;
    }

    private static int firstTree(MemoryDisk disk) {
        for (int i = 0; i < disk.operations().size(); i++) {
            MemoryDisk.Operation operation = disk.operations().get(i);
            if (operation.position() == 0 && !operation.isForce()) {
                return i + 1;
            }
        }
        throw new AssertionError("No superblock was written");
    }

    @Test
    void everyPrefixOfTheWritesIsAProductWithAllThatWasCommitted() throws IOException {
        MemoryDisk disk = new MemoryDisk();
        Progress progress = new Progress();
        try (ProductWriter writer = writer(disk)) {
            assertThat(play(writer, disk, progress, 1)).isNull();
        }
        assertThat(progress.commits).hasSizeGreaterThan(5);
        for (int cut = firstTree(disk); cut <= disk.operations().size(); cut++) {
            Covered covered = coveredBy(progress, cut);
            byte[] content = MemoryDisk.content(disk.operations().subList(0, cut));
            try (Product product = ProductCheck.open(folder.resolve("cut.h5"), content)) {
                ProductCheck.holds(product, covered.events, covered.frames, ROWS, COLUMNS);
            }
        }
    }

    @Test
    void aPowerCutThatKeepsAnyOfTheUnforcedWritesLeavesAllThatWasCommitted() throws IOException {
        MemoryDisk disk = new MemoryDisk();
        Progress progress = new Progress();
        try (ProductWriter writer = writer(disk)) {
            assertThat(play(writer, disk, progress, 2)).isNull();
        }
        SplittableRandom random = new SplittableRandom(3);
        // The first commit ends with the first force after its superblock.
        for (int cut = firstTree(disk) + 1; cut <= disk.operations().size(); cut++) {
            Covered covered = coveredBy(progress, cut);
            byte[] content = MemoryDisk.afterPowerCut(disk.operations(), cut, random);
            try (Product product = ProductCheck.open(folder.resolve("cut.h5"), content)) {
                ProductCheck.holds(product, covered.events, covered.frames, ROWS, COLUMNS);
            }
        }
    }

    @Test
    void nothingThatACommitCoversIsWrittenAgainButTheSuperblock() throws IOException {
        MemoryDisk disk = new MemoryDisk();
        try (ProductWriter writer = writer(disk)) {
            assertThat(play(writer, disk, new Progress(), 4)).isNull();
        }
        BitSet written = new BitSet();
        for (MemoryDisk.Operation operation : disk.operations()) {
            int first = Math.toIntExact(operation.position());
            int end = first + operation.bytes().length;
            if (first > 0) {
                assertThat(written.get(first, end).isEmpty()).isTrue();
                written.set(first, end);
            } else {
                assertThat(end).isIn(0, 48);
            }
        }
    }

    @Test
    void aDiskThatFillsUpAtAnyWriteLeavesAllThatWasCommittedAndTheRunCanStillEnd()
            throws IOException {
        MemoryDisk whole = new MemoryDisk();
        try (ProductWriter writer = writer(whole)) {
            assertThat(play(writer, whole, new Progress(), 5)).isNull();
        }
        int first = firstTree(whole) + 1;
        for (int failing = first; failing < whole.count(); failing++) {
            if (whole.operations().get(failing).isForce()) {
                continue;
            }
            int at = failing;
            MemoryDisk disk = new MemoryDisk(operation -> operation == at);
            Progress progress = new Progress();
            ProductWriter writer = writer(disk);
            ProductException failure = play(writer, disk, progress, 5);
            assertThat(failure)
                    .hasMessageContaining(
                            "scan_0001.h5 could not be written: No space left on device");
            Covered covered = coveredBy(progress, disk.operations().size());
            try (Product product = ProductCheck.open(folder.resolve("full.h5"), disk.content())) {
                ProductCheck.holds(product, covered.events, covered.frames, ROWS, COLUMNS);
            }
            // Room was made: the run that the failure ended is closed like any other.
            try {
                writer.accept(ScanDocuments.stop(ExitStatus.FAIL, "Disk full.", progress.events));
            } catch (ProductException ended) {
                assertThat(ended).hasMessageContaining("after the end of the run");
            }
            writer.close();
            try (Product product = ProductCheck.open(folder.resolve("full.h5"), disk.content())) {
                ProductCheck.holds(product, covered.events, covered.frames, ROWS, COLUMNS);
                assertThat(product.exitStatus().orElseThrow()).isIn("fail", "success");
            }
        }
    }

    @Test
    void aDiskThatLosesAForceIsNotTrustedAgain() throws IOException {
        MemoryDisk whole = new MemoryDisk();
        try (ProductWriter writer = writer(whole)) {
            assertThat(play(writer, whole, new Progress(), 6)).isNull();
        }
        for (int failing = firstTree(whole) + 1; failing < whole.count(); failing++) {
            if (!whole.operations().get(failing).isForce()) {
                continue;
            }
            int at = failing;
            MemoryDisk disk = new MemoryDisk(operation -> operation == at);
            Progress progress = new Progress();
            ProductWriter writer = writer(disk);
            assertThat(play(writer, disk, progress, 6)).hasMessageContaining("Input/output error");
            int written = disk.operations().size();
            ProductException again = catchThrowableOfType(ProductException.class, writer::close);
            assertThat(again).hasMessageContaining("Input/output error");
            assertThat(disk.operations()).hasSize(written);
            Covered covered = coveredBy(progress, written);
            try (Product product = ProductCheck.open(folder.resolve("lost.h5"), disk.content())) {
                ProductCheck.holds(product, covered.events, covered.frames, ROWS, COLUMNS);
            }
        }
    }
}
