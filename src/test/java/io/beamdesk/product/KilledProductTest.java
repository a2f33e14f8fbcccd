package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.product.ProductRecovery.Outcome;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Products whose writer is killed (signal 9) at a random moment, and recovered.
class KilledProductTest {
    private static final List<String> FILTERS =
            List.of("deflate", "shuffle-deflate", "banded-deflate", "bitshuffle-lz4", "none");
    private static final String LINKED = "linked";

    @TempDir private Path folder;

    /// What the writer had said by the time it died.
    ///
    /// @param committed points that a commit covered
    /// @param accepted points that were added
    private record Said(int committed, int accepted) {}

    @Test
    void nothingThatReachedTheJournalIsMissing() throws Exception {
        kill(FILTERS, 2, 20260304);
    }

    /// Frames in a file of the detector's own: 10 kills, or the system property `kill.rounds`.
    @Test
    void noFrameOfTheDetectorsFileIsMissing() throws Exception {
        DetectorFile.write(
                folder.resolve("detector.h5"),
                KilledWriter.LINKED_FRAMES,
                KilledWriter.LINKED_SIDE,
                KilledWriter.LINKED_SIDE,
                KilledWriter::linkedPoint);
        kill(List.of(LINKED), Integer.getInteger("kill.rounds", 10), 20260306);
    }

    /// Kills of each packing: 70 (so 280 of packed frames), or the system property `kill.rounds`.
    @Test
    @Tag("interop")
    void nothingThatReachedTheJournalIsMissingInHundredsOfKills() throws Exception {
        kill(FILTERS, Integer.getInteger("kill.rounds", 70), 20260305);
    }

    private void kill(List<String> filters, int rounds, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (String filter : filters) {
            int recovered = 0;
            for (int round = 0; round < rounds; round++) {
                recovered += kill(filter, folder.resolve(filter + "-" + round), random);
            }
            assertThat(recovered).as("points that no commit covered, %s", filter).isPositive();
        }
    }

    /// Kills a writer once, and says how many points were recovered.
    private static int kill(String filter, Path folder, SplittableRandom random) throws Exception {
        int side = filter.equals(LINKED) ? KilledWriter.LINKED_SIDE : KilledWriter.SIDE;
        Said said = killAtRandom(Files.createDirectory(folder), filter, random);
        Path path = folder.resolve("scan_0001_killed.h5");
        int frames;
        try (Product product = Product.open(path)) {
            ProductCheck.holds(product, said.committed, said.committed, side, side);
            frames = product.frameCount("camera");
        }
        List<Outcome> outcomes = ProductRecovery.recover(folder);
        assertThat(outcomes).hasSize(1);
        Outcome outcome = outcomes.getFirst();
        assertThat(outcome.problem()).isEmpty();
        try (Product product = Product.open(path)) {
            ProductCheck.holds(product, said.accepted, frames + outcome.frames(), side, side);
            assertThat(product.frameCount("camera")).isEqualTo(frames + outcome.frames());
            // The frame after the last point may have been announced, too.
            assertThat(frames + outcome.frames() + outcome.lostFrames())
                    .isBetween(said.accepted, product.values("it").length + 1);
        }
        assertThat(Verification.of(path).problems()).isEmpty();
        Files.delete(path);
        return outcome.events();
    }

    private static Said killAtRandom(Path folder, String filter, SplittableRandom random)
            throws IOException, InterruptedException {
        int commitEvery = random.nextInt(1, 40);
        int linesToWait = random.nextInt(1, 60);
        long nanosAfter = random.nextLong(20_000_000);
        Process process =
                new ProcessBuilder(command(folder, commitEvery, filter))
                        .redirectErrorStream(true)
                        .start();
        Said said = new Said(0, 0);
        try (BufferedReader lines = process.inputReader()) {
            for (int i = 0; i < linesToWait; i++) {
                said = said(lines.readLine(), said);
            }
            TimeUnit.NANOSECONDS.sleep(nanosAfter);
            // Killed by its handle: Process.destroyForcibly would throw away what it said.
            process.toHandle().destroyForcibly();
            process.waitFor();
            // What it said before it died counts, too; its last line may be cut off.
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said = said(line, said);
            }
        } finally {
            process.destroyForcibly();
        }
        return said;
    }

    private static List<String> command(Path folder, int commitEvery, String filter) {
        String classes =
                Objects.requireNonNull(KilledProductTest.class.getResource("KilledWriter.class"))
                        .getPath();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(
                String.join(
                        File.pathSeparator,
                        Path.of(classes, "../../../..").normalize().toString(),
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path", "")));
        command.addAll(
                List.of(
                        KilledWriter.class.getName(),
                        folder.toString(),
                        "" + commitEvery,
                        filter,
                        folder.resolveSibling("detector.h5").toString()));
        return command;
    }

    private static Said said(@Nullable String line, Said before) {
        // A number that was cut off is smaller than the true one.
        if (line != null && line.matches("committed \\d+")) {
            int points = Integer.parseInt(line.substring(10));
            return new Said(Math.max(before.committed, points), before.accepted);
        }
        if (line != null && line.matches("accepted \\d+")) {
            int points = Integer.parseInt(line.substring(9));
            return new Said(before.committed, Math.max(before.accepted, points));
        }
        // The first line, or the beginning of one that was cut off.
        assertThat(line).as("the writer's output").matches("product .*|c.*|a.*");
        return before;
    }
}
