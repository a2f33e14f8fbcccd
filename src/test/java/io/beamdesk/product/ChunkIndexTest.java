package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.document.Compression;
import io.beamdesk.document.Frame;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkIndexTest {
    @TempDir private Path folder;

    private final ByteBuffer piece = ByteBuffer.allocateDirect(64);

    private int[][][] written(int frames, int commitEvery) throws IOException {
        MemoryDisk disk = new MemoryDisk();
        HdfAppender appender = new HdfAppender(disk);
        HdfRawFrames stack =
                appender.register(new HdfRawFrames("frames", appender.heap(), HdfType.I4, 1, 1));
        appender.root().put("frames", stack);
        for (int i = 0; i < frames; i++) {
            int[] pixels = {7 * i};
            stack.add(new Frame(i, ScanDocuments.BEGIN, "<i4", 1, 1, pixels), piece, appender);
            if (i % commitEvery == commitEvery - 1) {
                appender.commit();
            }
        }
        appender.commit();
        Path file = Files.write(folder.resolve("index.h5"), disk.content());
        try (HdfFile hdf = new HdfFile(file)) {
            return (int[][][]) hdf.getDatasetByPath("frames").getData();
        }
    }

    private static void requireRight(int[][][] read, int frames) {
        assertThat(read.length).isEqualTo(frames);
        for (int i = 0; i < frames; i++) {
            assertThat(read[i][0][0]).isEqualTo(7 * i);
        }
    }

    // 63 chunks fill a leaf, 3199 a tree of two levels, 153,599 one of three.
    @ParameterizedTest
    @ValueSource(
            ints = {1, 61, 62, 63, 64, 65, 125, 126, 127, 3100, 3150, 3151, 3199, 3200, 3250, 9000})
    void everyChunkIsFoundHoweverManyThereAre(int chunks) throws IOException {
        requireRight(written(chunks, Integer.MAX_VALUE), chunks);
    }

    @Test
    void everyChunkIsFoundAfterACommitAtEachCount() throws IOException {
        for (int chunks = 1; chunks < 260; chunks += 7) {
            requireRight(written(chunks, 1), chunks);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 62, 63, 64, 1000})
    void commitsAtAnyPaceMakeTheSameIndex(int commitEvery) throws IOException {
        requireRight(written(7000, commitEvery), 7000);
    }

    @Test
    void treesOfThreeLevelsAreFound() throws IOException {
        requireRight(written(160_000, 9_000), 160_000);
    }

    @Test
    void aCommitAmongAMillionChunksWritesAFewNodes() throws IOException {
        Disk nowhere =
                new Disk() {
                    @Override
                    public void write(ByteBuffer bytes, long position) {}

                    @Override
                    public void force() {}

                    @Override
                    public void close() {}
                };
        for (Compression compression : List.of(Compression.NONE, Compression.deflate(1, true))) {
            HdfAppender appender = new HdfAppender(nowhere);
            Draft first = new Draft(48);
            ChunkIndex index =
                    compression.equals(Compression.NONE)
                            ? ChunkIndex.plain(3)
                            : ChunkIndex.filtered(3, 1, 8 << 20);
            for (int i = 0; i < 1_200_000; i++) {
                index.add(1000L * i, 1000);
            }
            index.write(first);
            for (int i = 0; i < 200; i++) {
                index.add(appender.end(), 1000);
                Draft next = new Draft(appender.end());
                index.write(next);
                assertThat(next.bytes().size()).isLessThan(16_384);
            }
        }
    }

    @Test
    void aCommitWritesOnlyTheRightEdgeOfTheIndex() throws IOException {
        MemoryDisk disk = new MemoryDisk();
        HdfAppender appender = new HdfAppender(disk);
        HdfRawFrames stack =
                appender.register(new HdfRawFrames("frames", appender.heap(), HdfType.I4, 1, 1));
        appender.root().put("frames", stack);
        int[] pixels = {1};
        for (int i = 0; i < 50_000; i++) {
            stack.add(new Frame(i, ScanDocuments.BEGIN, "<i4", 1, 1, pixels), piece, appender);
        }
        appender.commit();
        long before = appender.treeBytes();
        stack.add(new Frame(0, ScanDocuments.BEGIN, "<i4", 1, 1, pixels), piece, appender);
        appender.commit();
        assertThat(appender.treeBytes() - before).isLessThan(8192);
    }
}
