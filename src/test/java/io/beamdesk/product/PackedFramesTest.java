package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.document.Compression;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Frame;
import io.beamdesk.document.RunStop.ExitStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedFramesTest {
    private static final Clock CLOCK = Clock.fixed(ScanDocuments.BEGIN, ZoneOffset.UTC);

    @TempDir private Path folder;

    static Stream<Compression> compressions() {
        return Stream.of(
                Compression.NONE,
                Compression.deflate(1, true),
                Compression.deflate(9, false),
                Compression.deflate(1, true).inBands(9),
                Compression.bitshuffleLz4().inBands(60),
                Compression.bitshuffleLz4());
    }

    static Frame frame(String dtype, int index, int rows, int columns, boolean noise) {
        SplittableRandom random = new SplittableRandom(index);
        int count = rows * columns;
        int size = dtype.charAt(2) - '0';
        ByteBuffer bytes = ByteBuffer.allocate(count * size).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            int at = bytes.position();
            bytes.put((byte) (noise ? random.nextInt() : at % size == 0 ? at / size + index : 0));
        }
        HdfType type = HdfType.of(dtype).orElseThrow();
        return new Frame(
                index,
                ScanDocuments.BEGIN,
                dtype,
                rows,
                columns,
                HdfPixels.array(bytes.flip(), type));
    }

    private byte[] product(
            Compression compression, String dtype, int rows, int columns, boolean noise)
            throws IOException {
        MemoryDisk disk = new MemoryDisk();
        DataKey key = DataKey.frames("ca://SIM:cam1:", dtype, rows, columns, "camera");
        try (ProductWriter writer =
                new ProductWriter(
                        Path.of("p.h5"),
                        1,
                        disk,
                        CLOCK,
                        device -> device.equals("camera") ? compression : Compression.NONE,
                        Journal.none())) {
            writer.accept(ScanDocuments.start());
            writer.accept(ScanDocuments.primary(Map.of("camera", key)));
            writer.accept(ScanDocuments.resource());
            for (int i = 0; i < 7; i++) {
                writer.accept(ScanDocuments.frames(i, frame(dtype, i, rows, columns, noise)));
                if (i % 3 == 1) {
                    writer.commit();
                }
            }
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 0));
        }
        return disk.content();
    }

    private void isRight(byte[] content, String dtype, int rows, int columns, boolean noise)
            throws IOException {
        try (Product product = ProductCheck.open(folder.resolve("packed.h5"), content)) {
            assertThat(product.frameCount("camera")).isEqualTo(7);
            for (int i = 0; i < 7; i++) {
                Frame frame = product.frame("camera", i);
                assertThat(frame.pixels())
                        .isEqualTo(frame(dtype, i, rows, columns, noise).pixels());
                assertThat(frame.uniqueId()).isEqualTo(i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("compressions")
    void framesOfEveryTypeComeBackAsTheyWere(Compression compression) throws IOException {
        for (String dtype : List.of("|u1", "|i1", "<u2", "<i2", "<u4", "<i4", "<f4", "<f8")) {
            // 48 x 101 is neither whole blocks nor a multiple of eight pixels in its last block.
            for (int[] shape : new int[][] {{1, 1}, {3, 5}, {48, 101}, {128, 160}}) {
                for (boolean noise : new boolean[] {true, false}) {
                    byte[] content = product(compression, dtype, shape[0], shape[1], noise);
                    isRight(content, dtype, shape[0], shape[1], noise);
                }
            }
        }
    }

    @Test
    void regularFramesTakeLessRoom() throws IOException {
        int raw = product(Compression.NONE, "<u2", 256, 256, false).length;
        assertThat(product(Compression.deflate(1, true), "<u2", 256, 256, false).length)
                .isLessThan(raw / 4);
        assertThat(product(Compression.bitshuffleLz4(), "<u2", 256, 256, false).length)
                .isLessThan(raw / 4);
    }

    @Test
    void aFrameWhoseWritingFailedIsWrittenOnceThereIsRoom() throws IOException {
        boolean[] full = {false};
        MemoryDisk disk = new MemoryDisk(_ -> full[0]);
        DataKey key = DataKey.frames("ca://SIM:cam1:", "<u2", 64, 64, "camera");
        try (ProductWriter writer =
                new ProductWriter(
                        Path.of("p.h5"),
                        1,
                        disk,
                        CLOCK,
                        _ -> Compression.deflate(1, true),
                        Journal.none())) {
            writer.accept(ScanDocuments.start());
            writer.accept(ScanDocuments.primary(Map.of("camera", key)));
            writer.accept(ScanDocuments.resource());
            writer.accept(ScanDocuments.frames(0, frame("<u2", 0, 64, 64, true)));
            full[0] = true;
            assertThatThrownBy(writer::commit).hasMessageContaining("No space left on device");
            full[0] = false;
            for (int i = 1; i < 7; i++) {
                writer.accept(ScanDocuments.frames(i, frame("<u2", i, 64, 64, true)));
            }
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 0));
        }
        isRight(disk.content(), "<u2", 64, 64, true);
    }
}
