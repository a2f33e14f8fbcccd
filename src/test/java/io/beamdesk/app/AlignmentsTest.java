package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AlignmentsTest {
    private static final int ROUNDS = 5;

    @TempDir private Path folder;

    private static Alignment alignment(String name, int second) {
        return new Alignment(
                name,
                Instant.ofEpochSecond(second),
                "anna",
                List.of(
                        new Alignment.Place("sample_z", 1.5, "mm"),
                        new Alignment.Place("rotation", -90, "deg")));
    }

    @Test
    void whatIsSavedIsReadNewestFirstWhateverItIsCalled() throws IOException {
        Alignments alignments = new Alignments(folder.resolve("SIM-1"));
        assertThat(alignments.read().alignments()).isEmpty();
        Alignment first = alignment("../up & away*", 1);
        Alignment second = alignment("Probe 7 °C", 2);
        alignments.save(first);
        alignments.save(second);
        assertThat(alignments.read().alignments()).containsExactly(second, first);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("SIM-1"));
        }
    }

    @Test
    void oneOfTheSameNameGivesWay() throws IOException {
        Alignments alignments = new Alignments(folder);
        alignments.save(alignment("A", 1));
        alignments.save(alignment("A", 2));
        assertThat(alignments.read().alignments()).containsExactly(alignment("A", 2));
        alignments.delete(alignment("A", 2));
        assertThat(alignments.read().alignments()).isEmpty();
    }

    @Test
    void fileThatIsNoneIsNamedAndHidesNoOther() throws IOException {
        Alignments alignments = new Alignments(folder);
        alignments.save(alignment("A", 1));
        Files.writeString(folder.resolve("B.json"), "{\"name\": \"B\"}");
        Files.writeString(folder.resolve("C.json"), "");
        Alignments.Content content = alignments.read();
        assertThat(content.alignments()).containsExactly(alignment("A", 1));
        assertThat(content.problems())
                .hasSize(2)
                .anyMatch(problem -> problem.contains("B.json") && problem.contains("places"))
                .anyMatch(problem -> problem.contains("C.json"));
    }

    @Test
    @Timeout(120)
    void killedAtAnyMomentItHasTheOldOneOrTheNewOne() throws Exception {
        Random random = new Random(20_261_128);
        Alignments alignments = new Alignments(folder.resolve("killed"));
        for (int round = 0; round < ROUNDS; round++) {
            int confirmed = untilKilled(random);
            Alignments.Content content = alignments.read();
            assertThat(content.problems()).isEmpty();
            Alignment kept = content.alignments().getFirst();
            int number = (int) kept.saved().getEpochSecond();
            assertThat(number).isBetween(confirmed, confirmed + 1);
            assertThat(kept).isEqualTo(KilledAlignments.alignment(number));
        }
    }

    /// The last one that the process has confirmed.
    private int untilKilled(Random random) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                String.join(
                                        java.io.File.pathSeparator,
                                        "target/test-classes",
                                        "target/classes",
                                        System.getProperty("jdk.module.path", ""),
                                        System.getProperty("java.class.path")),
                                KilledAlignments.class.getName(),
                                folder.resolve("killed").toString())
                        .redirectError(folder.resolve("errors.txt").toFile())
                        .start();
        try (BufferedReader lines = process.inputReader()) {
            int last = -1;
            int enough = 1 + random.nextInt(60);
            while (last < enough) {
                String line = lines.readLine();
                assertThat(line).isNotNull();
                last = Integer.parseInt(line);
            }
            // The process' own method would close the stream with what it has said.
            process.toHandle().destroyForcibly();
            for (String line : lines.lines().toList()) {
                last = Integer.parseInt(line);
            }
            return last;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
