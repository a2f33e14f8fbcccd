package io.beamdesk.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a catalogue is when several programs that write it are killed at any moment.
class CatalogueKillTest {
    /// More rounds: `mvn test -Dbeamdesk.kill.rounds=1000`.
    private static final int ROUNDS = Integer.getInteger("beamdesk.kill.rounds", 4);

    private static final int PROGRAMS = 3;
    private static final int PRODUCTS = 30;

    @TempDir private Path temporary;

    @Test
    void itIsWholeWhenAllItsProgramsAreKilled() throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("data"));
        for (int i = 0; i < PRODUCTS; i++) {
            Runs.succeeded(folder, i, i % 2 == 0 ? "xas" : "map", "sample" + i);
        }
        Random random = new Random(20_260_401);
        for (int round = 0; round < ROUNDS; round++) {
            untilKilled(folder, random.nextInt(8));
            try (Catalogue catalogue = Catalogue.open(folder, index())) {
                // Words, facets and rows say the same, whatever was going on.
                for (CatalogueQuery query :
                        List.of(CatalogueQuery.ALL, CatalogueQuery.ALL.text("sample"))) {
                    Found found = catalogue.search(query);
                    assertThat(found.total()).isEqualTo(PRODUCTS);
                    assertThat(found.entries()).hasSize(PRODUCTS);
                    assertThat(found.facets().get(Facet.TECHNIQUE))
                            .containsExactlyInAnyOrder(
                                    new Found.Count("ABSORPTION", PRODUCTS / 2),
                                    new Found.Count("MAP", PRODUCTS / 2));
                }
                assertThat(Gathering.of(catalogue))
                        .isEqualTo(new Gathering.Outcome(PRODUCTS, 0, 0));
            }
        }
    }

    private Path index() {
        return temporary.resolve("index");
    }

    /// Each has made the catalogue at least once; then they go on for some lines.
    private void untilKilled(Path folder, int lines) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < PROGRAMS; i++) {
                processes.add(start(folder));
            }
            List<BufferedReader> readers = processes.stream().map(Process::inputReader).toList();
            for (BufferedReader reader : readers) {
                assertThat(reader.readLine()).as(this::errors).isEqualTo("once");
            }
            for (int i = 0; i < lines; i++) {
                assertThat(readers.get(i % PROGRAMS).readLine()).as(this::errors).isEqualTo("once");
            }
        } finally {
            for (Process process : processes) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private Process start(Path folder) throws IOException {
        return Programs.start(
                KilledGathering.class,
                temporary.resolve("errors.txt"),
                List.of(folder.toString(), index().toString()));
    }

    private String errors() {
        try {
            return Files.readString(temporary.resolve("errors.txt"));
        } catch (IOException problem) {
            return problem.toString();
        }
    }
}
