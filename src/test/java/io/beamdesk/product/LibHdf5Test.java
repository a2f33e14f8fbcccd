package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.beamdesk.document.Compression;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.DataKey.Role;
import io.beamdesk.document.Frame;
import io.beamdesk.document.RunStop.ExitStatus;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Products as libhdf5 reads them, through Debian's python3-h5py and hdf5-tools.
@Tag("interop")
class LibHdf5Test {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir private Path folder;

    private record Result(int exitCode, String out, String err) {}

    @BeforeAll
    static void libraryIsThere() throws Exception {
        boolean there =
                Files.isExecutable(Path.of(PYTHON))
                        && run(PYTHON, "-c", "import h5py, bitshuffle.h5").exitCode == 0
                        && Files.isExecutable(Path.of("/usr/bin/h5dump"));
        if ("required".equals(System.getenv("BEAMDESK_INTEROP"))) {
            assertThat(there).as("python3-h5py, bitshuffle and hdf5-tools are installed").isTrue();
        }
        assumeTrue(
                there,
                "python3-h5py, bitshuffle and hdf5-tools are not installed (apt-get install them)");
    }

    private static Result run(String... command) throws IOException, InterruptedException {
        File err = File.createTempFile("interop", ".err");
        try {
            Process process = new ProcessBuilder(command).redirectError(err).start();
            String out =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            return new Result(exitCode, out, Files.readString(err.toPath()));
        } finally {
            Files.delete(err.toPath());
        }
    }

    private static void succeeds(Result result) {
        assertThat(result.err).isEmpty();
        assertThat(result.exitCode).isZero();
    }

    private static String resource(String name) throws Exception {
        URI uri = Objects.requireNonNull(LibHdf5Test.class.getResource(name)).toURI();
        return Path.of(uri).toString();
    }

    private static void check(Path product, int events, int frames) throws Exception {
        String script = resource("/interop/check_scan.py");
        succeeds(run(PYTHON, script, product.toString(), "" + events, "" + frames));
    }

    private static void dumpReadsEverything(Path product) throws Exception {
        Result dump = run("/usr/bin/h5dump", product.toString());
        succeeds(dump);
        assertThat(dump.out).contains("DATASET").contains("HARDLINK").doesNotContain("error");
    }

    private static String defaultPlot(Path product) throws Exception {
        Result plot = run(PYTHON, resource("/interop/default_plot.py"), product.toString());
        succeeds(plot);
        return plot.out.strip();
    }

    @Test
    void aProductIsReadAtEveryCommitAndAfterTheEnd() throws Exception {
        try (ProductWriter writer = ProductWriter.create(folder, "read")) {
            writer.accept(ScanDocuments.start());
            writer.accept(ScanDocuments.baseline());
            writer.accept(ScanDocuments.baselineEvent(0));
            writer.accept(ScanDocuments.withCamera("<u2", 32, 48));
            writer.accept(ScanDocuments.resource());
            for (int i = 0; i < 700; i++) {
                writer.accept(ScanDocuments.frames(i, ScanDocuments.frame(i, 32, 48)));
                writer.accept(ScanDocuments.event(i));
                if (i % 100 == 30) {
                    writer.commit();
                    check(writer.path(), i + 1, i + 1);
                }
            }
            dumpReadsEverything(writer.path());
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 700));
            check(writer.path(), 700, 700);
            dumpReadsEverything(writer.path());
            assertThat(defaultPlot(writer.path())).isEqualTo("/entry/data it sample_x");
        }
    }

    @Test
    void framesOfADetectorsOwnFileAreReadThroughTheProduct() throws Exception {
        Path file = Files.createDirectory(folder.resolve("detector")).resolve("camera_1.h5");
        DetectorFile.write(file, 31, 8, 9);
        Path products = Files.createDirectory(folder.resolve("products"));
        String script = resource("/interop/linked.py");
        try (ProductWriter writer = ProductWriter.create(products, "linked")) {
            writer.accept(ScanDocuments.start());
            writer.accept(ScanDocuments.withLinkedCamera("<u2", 8, 9));
            writer.accept(ScanDocuments.linkedResource(file));
            writer.commit();
            succeeds(run(PYTHON, script, writer.path().toString(), "0", "there"));
            for (int i = 0; i < 30; i++) {
                // The eleventh point was measured twice.
                int inFile = i < 10 ? i : i + 1;
                writer.accept(ScanDocuments.linkedFrame(i, file, inFile, 8, 9));
                writer.accept(ScanDocuments.event(i));
                if (i == 5) {
                    writer.commit();
                    succeeds(run(PYTHON, script, writer.path().toString(), "6", "there"));
                }
            }
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 30));
            succeeds(run(PYTHON, script, writer.path().toString(), "30", "there"));
            dumpReadsEverything(writer.path());
            Files.move(file.getParent(), folder.resolve("away"));
            succeeds(run(PYTHON, script, writer.path().toString(), "30", "gone"));
        }
    }

    @Test
    void aRunOfFramesAloneShowsThemByDefault() throws Exception {
        Map<String, DataKey> keys =
                Map.of("camera", DataKey.frames("ca://SIM:cam1:", "<u2", 8, 9, "camera"));
        try (ProductWriter writer = ProductWriter.create(folder, "frames")) {
            writer.accept(ScanDocuments.start());
            writer.accept(ScanDocuments.primary(keys));
            writer.accept(ScanDocuments.resource());
            writer.accept(ScanDocuments.frames(0, ScanDocuments.frame(0, 8, 9)));
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 0));
            assertThat(defaultPlot(writer.path())).isEqualTo("/entry/frames_camera data . . .");
        }
    }

    @Test
    void aRunWithoutAnAxisIsPlottedAgainstTime() throws Exception {
        Map<String, DataKey> keys =
                Map.of("i0", DataKey.number("ca://SIM:i0", "counts", 0, "counter", Role.SIGNAL));
        try (ProductWriter writer = ProductWriter.create(folder, "time")) {
            writer.accept(ScanDocuments.start());
            writer.accept(ScanDocuments.primary(keys));
            writer.accept(ScanDocuments.event(0));
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 1));
            assertThat(defaultPlot(writer.path())).isEqualTo("/entry/data i0 time");
        }
    }

    @Test
    void anUnendedAndAnEmptyRunAreRead() throws Exception {
        try (ProductWriter writer = ProductWriter.create(folder, "empty")) {
            succeeds(run("/usr/bin/h5dump", writer.path().toString()));
            writer.accept(ScanDocuments.start());
            writer.accept(ScanDocuments.withCamera("<u2", 4, 5));
            writer.accept(ScanDocuments.resource());
            writer.commit();
            check(writer.path(), 0, 0);
            dumpReadsEverything(writer.path());
        }
    }

    @Test
    void packedFramesAreReadWhileTheyAreWrittenAndAfter() throws Exception {
        for (Compression compression :
                List.of(
                        Compression.deflate(1, true),
                        Compression.deflate(6, false),
                        Compression.deflate(1, true).inBands(40),
                        Compression.bitshuffleLz4())) {
            try (ProductWriter writer = ProductWriter.create(folder, "packed", _ -> compression)) {
                writer.accept(ScanDocuments.start());
                writer.accept(ScanDocuments.withCamera("<u2", 101, 48));
                writer.accept(ScanDocuments.resource());
                for (int i = 0; i < 150; i++) {
                    writer.accept(ScanDocuments.frames(i, ScanDocuments.frame(i, 101, 48)));
                    writer.accept(ScanDocuments.event(i));
                    if (i % 60 == 30) {
                        writer.commit();
                        check(writer.path(), i + 1, i + 1);
                    }
                }
                writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 150));
                check(writer.path(), 150, 150);
            }
        }
    }

    @Test
    void moreThanAMillionFramesAreFound() throws Exception {
        Path file = folder.resolve("many.h5");
        int frames = 1_100_000;
        try (HdfAppender appender = new HdfAppender(FileDisk.create(file))) {
            HdfRawFrames stack =
                    appender.register(
                            new HdfRawFrames("frames", appender.heap(), HdfType.I4, 1, 1));
            appender.root().put("frames", stack);
            ByteBuffer piece = ByteBuffer.allocateDirect(64);
            for (int i = 0; i < frames; i++) {
                int[] pixels = {7 * i};
                stack.add(new Frame(i, ScanDocuments.BEGIN, "<i4", 1, 1, pixels), piece, appender);
                if (i % 90_000 == 0) {
                    appender.commit();
                }
            }
            appender.commit();
        }
        String script = resource("/interop/count_frames.py");
        succeeds(run(PYTHON, script, file.toString(), "" + frames));
    }

    @Test
    @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void filesOfOtherProgramsAreShownAndDamagedOnesToo() throws Exception {
        SplittableRandom random = new SplittableRandom(20260308);
        for (String version : List.of("earliest", "latest")) {
            Path file = folder.resolve(version + ".h5");
            succeeds(run(PYTHON, resource("/interop/foreign.py"), file.toString(), version));
            ProductOutline outline = ProductOutline.of(file);
            assertThat(String.join("\n", outline.lines()))
                    .contains("counts double[10] = … 7.0, 8.0, 9.0")
                    .contains("packed double[1000] = … 997.0, 998.0, 999.0")
                    .contains("lzf int[100] = … 97, 98, 99")
                    .contains("sums int[100] = … 97, 98, 99")
                    .contains("energy -> /measurement/counts")
                    .contains("texts String[3] = one, two, drei ö")
                    .contains("fixed String[2] = a, bc")
                    .contains("(a group that is above already)");
            byte[] good = Files.readAllBytes(file);
            for (int i = 0; i < 150; i++) {
                byte[] bytes = good.clone();
                for (int flips = random.nextInt(1, 20); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                int size = random.nextBoolean() ? random.nextInt(bytes.length) : bytes.length;
                Files.write(file, Arrays.copyOf(bytes, size));
                ProductOutlineTest.isShownOrRefused(file);
            }
        }
    }

    @Test
    void aRecoveredProductIsRead() throws Exception {
        for (Compression compression : List.of(Compression.NONE, Compression.deflate(1, true))) {
            Path killed =
                    Files.createTempDirectory(folder, "killed").resolve("scan_0001_killed.h5");
            try (ProductWriter writer = ProductWriter.create(folder, "killed", _ -> compression)) {
                writer.accept(ScanDocuments.start());
                writer.accept(ScanDocuments.withCamera("<u2", 32, 48));
                writer.accept(ScanDocuments.resource());
                for (int i = 0; i < 150; i++) {
                    writer.accept(ScanDocuments.frames(i, ScanDocuments.frame(i, 32, 48)));
                    writer.accept(ScanDocuments.event(i));
                    if (i == 70) {
                        writer.commit();
                    }
                }
                Files.copy(writer.path(), killed);
                Files.copy(Journal.of(writer.path()), Journal.of(killed));
            }
            ProductRecovery.Outcome outcome = ProductRecovery.recover(killed).getFirst();
            assertThat(outcome.events()).isEqualTo(79);
            check(killed, 150, 71 + outcome.frames());
            dumpReadsEverything(killed);
            Result sums = run(PYTHON, resource("/interop/check_sums.py"), killed.toString());
            succeeds(sums);
            assertThat(sums.out).contains("checksums are right");
        }
    }
}
