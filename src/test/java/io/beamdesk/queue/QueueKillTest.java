package io.beamdesk.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a queue holds when its program is killed at any moment.
class QueueKillTest {
    /// More rounds: `-DargLine=-Dbeamdesk.kill.rounds=1000`.
    private static final int ROUNDS = Integer.getInteger("beamdesk.kill.rounds", 6);

    @TempDir private Path folder;

    private final Set<String> queued = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private final Set<String> begun = new HashSet<>();
    private String running = "";

    @Test
    void killedAtAnyMomentItLosesNothingConfirmedAndRunsNothingTwice() throws Exception {
        Random random = new Random(20_260_301);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> said = untilKilled(random);
            String unconfirmed = "";
            for (String line : said) {
                if (line.equals("confirmed")) {
                    happened(unconfirmed);
                    unconfirmed = "";
                } else {
                    unconfirmed = line;
                }
            }
            compare(unconfirmed, "round " + round);
        }
        assertThat(done).isNotEmpty();
    }

    private List<String> untilKilled(Random random) throws Exception {
        Path errors = folder.resolve("errors.txt");
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
                                KilledQueue.class.getName(),
                                folder.resolve("queue").toString(),
                                Long.toString(random.nextLong()))
                        .redirectError(errors.toFile())
                        .start();
        try (BufferedReader lines = process.inputReader()) {
            assertThat(lines.readLine()).as(() -> text(errors)).isEqualTo("ready");
            List<String> said = new ArrayList<>();
            int enough = random.nextInt(400);
            while (said.size() < enough) {
                String line = lines.readLine();
                assertThat(line).as(() -> text(errors)).isNotNull();
                said.add(line);
            }
            long pause = System.nanoTime() + random.nextInt(2_000_000);
            while (System.nanoTime() < pause) {
                Thread.onSpinWait();
            }
            // The process' own method would close the stream with what it has said.
            process.toHandle().destroyForcibly();
            lines.lines().forEach(said::add);
            return said;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException problem) {
            return problem.toString();
        }
    }

    private void happened(String action) {
        String id = action.substring(action.indexOf(' ') + 1);
        switch (action.substring(0, action.indexOf(' '))) {
            case "add" -> queued.add(id);
            case "remove" -> queued.remove(id);
            case "start" -> {
                assertThat(begun.add(id)).as("%s is begun once only", id).isTrue();
                queued.remove(id);
                running = id;
            }
            case "done" -> {
                done.add(id);
                running = "";
            }
            case "failed" -> {
                queued.add(id);
                running = "";
            }
            case "move" -> assertThat(queued).contains(id);
            default -> throw new AssertionError(action);
        }
    }

    private void compare(String unconfirmed, String round) {
        try (DurableQueue queue =
                DurableQueue.open(folder.resolve("queue"), InstantSource.system())) {
            Set<String> found = new HashSet<>(Items.ids(queue.state()));
            assertThat(found).as(round).hasSameSizeAs(queue.state().items());
            if (!found.equals(expected()) || toldByItsItem(unconfirmed, queue)) {
                happened(unconfirmed);
            }
            assertThat(found).as(round).isEqualTo(expected());
            if (!running.isEmpty()) {
                assertThat(queue.state().items().getFirst().id()).as(round).isEqualTo(running);
                assertThat(queue.state().items().getFirst().trouble())
                        .isEqualTo(
                                "was running when Beamdesk ended; product scan.h5 may be partial");
            }
            queued.addAll(expected());
            running = "";
        }
        assertThat(DurableQueue.history(folder.resolve("queue")))
                .filteredOn(entry -> entry.result().isDone())
                .extracting(HistoryEntry::item)
                .as(round)
                .containsExactlyInAnyOrderElementsOf(done);
    }

    /// A start and a failure leave the same items: what happened is told by the item's trouble.
    private static boolean toldByItsItem(String unconfirmed, DurableQueue queue) {
        if (unconfirmed.startsWith("start ")) {
            return trouble(unconfirmed, queue).startsWith("was running");
        }
        return unconfirmed.startsWith("failed ") && trouble(unconfirmed, queue).equals("failed");
    }

    private static String trouble(String action, DurableQueue queue) {
        return queue.state()
                .item(action.substring(action.indexOf(' ') + 1))
                .map(QueueItem::trouble)
                .orElse("");
    }

    private Set<String> expected() {
        Set<String> all = new HashSet<>(queued);
        if (!running.isEmpty()) {
            all.add(running);
        }
        return all;
    }
}
