package io.beamdesk.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Frames packed by the libraries that areaDetector uses, through Debian's python3-blosc, python3-lz4,
/// bitshuffle and python3-pil.
@Tag("interop")
@Timeout(120)
class RealEncodersTest {
    private static final String PYTHON = "/usr/bin/python3";

    // Writes for each way of packing: its name, the codec, bytes of an element, what goes in and
    // what came
    // out, each with its length before it.
    private static final String PACKING =
            """
            import sys, struct, io
            import numpy as np, blosc, lz4.block, bitshuffle
            from PIL import Image
            out = sys.stdout.buffer
            def text(t):
                t = t.encode(); out.write(struct.pack('>H', len(t)) + t)
            def part(b):
                out.write(struct.pack('>i', len(b)) + b)
            def give(name, codec, size, plain, packed):
                out.write(b'\\x01'); text(name); text(codec); out.write(struct.pack('>i', size))
                part(plain); part(packed)
            rng = np.random.default_rng(5)
            y, x = np.mgrid[0:301, 0:257]
            spot = 200 + 50000 * np.exp(-((x - 120) / 40.) ** 2 - ((y - 90) / 30.) ** 2)
            for type in ('u1', '<u2', '<u4', '<f4', '<f8'):
                scale = 250. / 50200 if type == 'u1' else 1
                a = (scale * spot + rng.normal(0, 3, spot.shape).clip(0)).astype(type)
                flat = np.full(spot.shape, 7, type)
                for kind, frame in (('spot', a), ('flat', flat)):
                    plain = frame.tobytes(); size = frame.itemsize
                    name = type + ' ' + kind
                    give(name, 'lz4', size, plain, lz4.block.compress(plain, store_size=False))
                    if size < 8:
                        give(name, 'bslz4', size, plain, bitshuffle.compress_lz4(frame).tobytes())
                    for inner in ('blosclz', 'lz4', 'lz4hc', 'zlib'):
                        for shuffle in (0, 1, 2):
                            for level in (0, 1, 5, 9):
                                give('%s %s %d %d' % (name, inner, shuffle, level), 'blosc', size, plain,
                                     blosc.compress(plain, size, level, shuffle, inner))
            grey = np.full((40, 56), 90, 'u1'); file = io.BytesIO()
            Image.fromarray(grey).save(file, 'jpeg', quality=90)
            give('grey', 'jpeg', 1, grey.tobytes(), file.getvalue())
            colours = np.zeros((48, 64, 3), 'u1'); colours[:] = (200, 100, 40); file = io.BytesIO()
            Image.fromarray(colours).save(file, 'jpeg', quality=95)
            give('colours', 'jpeg', 1, colours.tobytes(), file.getvalue())
            out.write(b'\\x00'); out.flush()
            """;

    @BeforeAll
    static void encodersAreThere() throws Exception {
        boolean there =
                Files.isExecutable(Path.of(PYTHON))
                        && new ProcessBuilder(
                                                PYTHON,
                                                "-c",
                                                "import blosc, lz4.block, bitshuffle, PIL")
                                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                                        .start()
                                        .waitFor()
                                == 0;
        if ("required".equals(System.getenv("BEAMDESK_INTEROP"))) {
            assertThat(there)
                    .as("python3-blosc, python3-lz4, bitshuffle and python3-pil are installed")
                    .isTrue();
        }
        assumeTrue(
                there,
                "python3-blosc, python3-lz4, bitshuffle and python3-pil are not installed (apt-get"
                        + " install them)");
    }

    @Test
    void framesOfRealEncodersBecomeWhatTheyWere() throws IOException {
        Process packing = new ProcessBuilder(PYTHON, "-c", PACKING).start();
        int frames = 0;
        try (DataInputStream in = new DataInputStream(packing.getInputStream())) {
            while (in.readByte() == 1) {
                String name = in.readUTF();
                Codec codec = Codec.named(in.readUTF()).orElseThrow();
                int elementSize = in.readInt();
                byte[] plain = in.readNBytes(in.readInt());
                byte[] packed = in.readNBytes(in.readInt());
                byte[] unpacked = codec.unpack(packed, plain.length, elementSize);
                frames++;
                if (codec == Codec.JPEG) {
                    for (int i = 0; i < plain.length; i++) {
                        assertThat(unpacked[i] & 0xFF)
                                .as("%s, number %d", name, i)
                                .isBetween((plain[i] & 0xFF) - 3, (plain[i] & 0xFF) + 3);
                    }
                } else {
                    assertThat(unpacked).as("%s by %s", name, codec).isEqualTo(plain);
                }
            }
        } finally {
            packing.destroy();
        }
        assertThat(frames).isEqualTo(5 * 2 * (1 + 48) + 4 * 2 + 2);
    }
}
