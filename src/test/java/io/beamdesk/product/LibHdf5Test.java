package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.beamdesk.document.Compression;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.DataKey.Role;
import io.beamdesk.document.Frame;
import io.beamdesk.document.RunStop.ExitStatus;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
                    appender.register(new HdfRawFrames(appender.heap(), HdfType.I4, 1, 1));
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

    /// Rounds: 20, or the system property `kill.rounds`.
    @Test
    void nothingThatACommitCoveredIsMissingAfterAKill() throws Exception {
        int rounds = Integer.getInteger("kill.rounds", 20);
        SplittableRandom random = new SplittableRandom(20260304);
        int uncommitted = 0;
        for (int round = 0; round < rounds; round++) {
            Path own = Files.createDirectory(folder.resolve("round-" + round));
            int covered = killAtRandom(own, random);
            Path product = own.resolve("scan_0001_killed.h5");
            Result result =
                    run(
                            PYTHON,
                            resource("/interop/check_scan.py"),
                            product.toString(),
                            "" + covered,
                            "" + covered);
            succeeds(result);
            uncommitted += covered == 0 ? 1 : 0;
            Files.delete(product);
        }
        assertThat(uncommitted).as("rounds that were killed before any commit").isLessThan(rounds);
    }

    private static int killAtRandom(Path folder, SplittableRandom random) throws Exception {
        int commitEvery = random.nextInt(1, 8);
        int linesToWait = random.nextInt(1, 25);
        long nanosAfter = random.nextLong(20_000_000);
        String tests =
                Path.of(resource("KilledWriter.class"), "../../../..").normalize().toString();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(
                String.join(
                        File.pathSeparator,
                        tests,
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path", "")));
        command.addAll(List.of(KilledWriter.class.getName(), folder.toString(), "" + commitEvery));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        int covered = 0;
        try (BufferedReader lines = process.inputReader()) {
            for (int i = 0; i < linesToWait; i++) {
                covered = covered(lines.readLine(), covered);
            }
            TimeUnit.NANOSECONDS.sleep(nanosAfter);
            // Killed by its handle: Process.destroyForcibly would throw away what it said.
            process.toHandle().destroyForcibly();
            process.waitFor();
            // What it said before it died counts, too; its last line may be cut off.
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                covered = covered(line, covered);
            }
        } finally {
            process.destroyForcibly();
        }
        return covered;
    }

    private static int covered(@Nullable String line, int before) {
        if (line != null && line.matches("committed \\d+")) {
            // A number that was cut off is smaller than the true one.
            return Math.max(before, Integer.parseInt(line.substring(10)));
        }
        assertThat(line).as("the writer's output").startsWith("product ");
        return before;
    }
}
