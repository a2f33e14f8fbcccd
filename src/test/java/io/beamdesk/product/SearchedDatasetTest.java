package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.document.Compression;
import io.beamdesk.document.Frame;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchedDatasetTest {
    @TempDir private Path folder;

    private static Dataset searched(HdfFile file, String path) {
        Dataset dataset = SearchedDataset.of(file.getDatasetByPath(path));
        assertThat(dataset).isInstanceOf(SearchedDataset.class);
        return dataset;
    }

    // 63 chunks fill a leaf, 3199 a tree of two levels.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 62, 63, 64, 126, 3199, 3200, 9000})
    void everyFrameOfAProductIsFound(int frames) throws Exception {
        for (boolean packed : new boolean[] {false, true}) {
            MemoryDisk disk = new MemoryDisk();
            HdfAppender appender = new HdfAppender(disk);
            HdfFrames stack =
                    appender.register(
                            packed
                                    ? new HdfPackedFrames(
                                            "frames",
                                            appender.heap(),
                                            HdfType.I4,
                                            1,
                                            1,
                                            Compression.deflate(1, true))
                                    : new HdfRawFrames(
                                            "frames", appender.heap(), HdfType.I4, 1, 1));
            appender.root().put("frames", stack);
            for (int i = 0; i < frames; i++) {
                Frame frame = new Frame(i, ScanDocuments.BEGIN, "<i4", 1, 1, new int[] {7 * i});
                stack.add(frame, ByteBuffer.allocateDirect(64), appender);
            }
            appender.commit();
            Path file = Files.write(folder.resolve("frames.h5"), disk.content());
            try (HdfFile hdf = new HdfFile(file)) {
                Dataset dataset = searched(hdf, "frames");
                for (int i = 0; i < frames; i++) {
                    int[][][] one = (int[][][]) dataset.getData(at(i, 0, 0), new int[] {1, 1, 1});
                    assertThat(one[0][0][0]).isEqualTo(7 * i);
                }
            }
        }
    }

    private static long[] at(long... place) {
        return place;
    }

    private HdfFile grown() throws Exception {
        Path file = folder.resolve("grown.h5");
        H5py.run("grown.py", file.toString());
        return new HdfFile(file);
    }

    @Test
    void anySliceOfWhatLibhdf5WroteIsWhatTheLibraryReads() throws Exception {
        try (HdfFile file = grown()) {
            for (String name : List.of("plain", "packed", "tree")) {
                Dataset dataset = searched(file, name);
                for (int i = 0; i < 3000; i += 13) {
                    int[][][] part = (int[][][]) dataset.getData(at(i, 0, 1), new int[] {2, 2, 2});
                    assertThat(part[1][1]).containsExactly(6 * i + 10, 6 * i + 11);
                    assertThat(part[0][0]).containsExactly(6 * i + 1, 6 * i + 2);
                }
                assertThat(dataset.getData()).isEqualTo(file.getDatasetByPath(name).getData());
            }
        }
    }

    @Test
    void chunksThatWereNeverWrittenAreEmptyHoweverFarTheOthersAre() throws Exception {
        try (HdfFile file = grown()) {
            Dataset far = searched(file, "far");
            for (int at : new int[] {0, 3, 4, 5, 100, 5000, 131_000, 131_060, 132_500, 1_000_000}) {
                assertThat((int[]) far.getData(at(at), new int[] {1})).containsExactly(at + 7);
            }
            for (int at : new int[] {1, 20, 6000, 132_501, 150_000, 1_000_001, 2_000_000}) {
                assertThat((int[]) far.getData(at(at), new int[] {1})).containsExactly(0);
            }
            int last = 2_999_999;
            assertThat((int[]) far.getData(at(last), new int[] {1})).containsExactly(last + 7);
        }
    }
}
