package io.beamdesk.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the samples are when programs that write them at the same time are killed at any moment.
class SampleKillTest {
    /// More rounds: `mvn test -Dbeamdesk.kill.rounds=1000`.
    private static final int ROUNDS = Integer.getInteger("beamdesk.kill.rounds", 4);

    private static final List<String> TRAYS = List.of("P1", "P2");

    @TempDir private Path folder;

    private final Map<String, Map<String, String>> expected = new TreeMap<>();

    @Test
    void whatTwoProgramsHaveConfirmedIsThereWhenBothAreKilled() throws Exception {
        Random random = new Random(20_260_301);
        int confirmed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<List<String>> said = untilKilled(random);
            try (SampleStore store =
                    SampleStore.open(file(), TrayTypes.shipped(), InstantSource.system())) {
                for (int i = 0; i < TRAYS.size(); i++) {
                    confirmed += compare(store, TRAYS.get(i), said.get(i), "round " + round);
                }
            }
        }
        assertThat(confirmed).isPositive();
    }

    private Path file() {
        return folder.resolve("samples.db");
    }

    private List<List<String>> untilKilled(Random random) throws Exception {
        List<Process> processes = new ArrayList<>();
        try {
            for (String tray : TRAYS) {
                processes.add(start(tray, random.nextLong()));
            }
            List<List<String>> said = new ArrayList<>();
            List<BufferedReader> readers = new ArrayList<>();
            for (Process process : processes) {
                BufferedReader lines = process.inputReader();
                assertThat(lines.readLine()).as(this::errors).isEqualTo("ready");
                readers.add(lines);
                said.add(new ArrayList<>());
            }
            int enough = random.nextInt(120);
            for (int i = 0; i < enough; i++) {
                for (int k = 0; k < readers.size(); k++) {
                    String line = readers.get(k).readLine();
                    assertThat(line).as(this::errors).isNotNull();
                    said.get(k).add(line);
                }
            }
            // The process' own method would close the stream with what it has said.
            processes.forEach(process -> process.toHandle().destroyForcibly());
            for (int k = 0; k < readers.size(); k++) {
                readers.get(k).lines().forEach(said.get(k)::add);
            }
            return said;
        } finally {
            for (Process process : processes) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private Process start(String tray, long seed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        String.join(
                                java.io.File.pathSeparator,
                                "target/test-classes",
                                "target/classes",
                                System.getProperty("jdk.module.path", ""),
                                System.getProperty("java.class.path")),
                        KilledSamples.class.getName(),
                        file().toString(),
                        tray,
                        Long.toString(seed))
                .redirectError(folder.resolve("errors-" + tray + ".txt").toFile())
                .start();
    }

    private String errors() {
        StringBuilder text = new StringBuilder();
        for (String tray : TRAYS) {
            try {
                text.append(Files.readString(folder.resolve("errors-" + tray + ".txt")));
            } catch (IOException problem) {
                text.append(problem);
            }
        }
        return text.toString();
    }

    private int compare(SampleStore store, String tray, List<String> said, String round) {
        Map<String, String> places = expected.computeIfAbsent(tray, _ -> new TreeMap<>());
        String open = "";
        int confirmed = 0;
        for (String line : said) {
            if (line.equals("confirmed")) {
                happened(places, open);
                open = "";
                confirmed++;
            } else {
                open = line;
            }
        }
        Map<String, String> found = new TreeMap<>();
        store.samples(tray).forEach(c -> found.put(c.sample().position(), c.sample().alias()));
        // What was not confirmed has happened as a whole or not at all.
        if (!found.equals(places) && !open.isEmpty()) {
            happened(places, open);
        }
        assertThat(found).as("%s, %s, unconfirmed: %s", round, tray, open).isEqualTo(places);
        for (SampleCard card : store.samples(tray)) {
            assertThat(store.search(SampleSearch.ALL.tray(tray).text(card.sample().alias())))
                    .contains(card);
            assertThat(store.history(card.sample().id())).hasSize(1);
        }
        return confirmed;
    }

    private static void happened(Map<String, String> places, String action) {
        String[] words = action.split(" ", -1);
        for (String word : List.of(words).subList(1, words.length)) {
            String[] pair = word.split("=", -1);
            if (words[0].equals("remove")) {
                places.remove(pair[0]);
            } else {
                places.put(pair[0], pair[1]);
            }
        }
    }
}
