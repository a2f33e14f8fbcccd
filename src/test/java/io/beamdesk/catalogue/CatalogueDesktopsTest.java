package io.beamdesk.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.product.Verification;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Desktops with one data folder and one catalogue, each a program of its own, one of which is killed.
class CatalogueDesktopsTest {
    private static final int SHARE = 12;
    private static final int OF_THE_KILLED = 4;

    @TempDir private Path temporary;

    @Test
    void desktopsNeitherHarmNorStopEachOther() throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("data"));
        Path index = temporary.resolve("index");
        Process anna = start(folder, index, "anna", SHARE);
        Process bert = start(folder, index, "bert", SHARE);
        Process killed = start(folder, index, "cleo", Integer.MAX_VALUE);
        try {
            BufferedReader lines = killed.inputReader();
            for (int i = 0; i < OF_THE_KILLED; i++) {
                assertThat(lines.readLine()).as(this::errors).isEqualTo("found");
            }
            // It is in the middle of something by now.
            killed.destroyForcibly().waitFor();
            for (Process desktop : List.of(anna, bert)) {
                assertThat(desktop.inputReader().lines().toList())
                        .as(this::errors)
                        .hasSize(SHARE)
                        .containsOnly("found");
                assertThat(desktop.waitFor()).as(this::errors).isZero();
            }
        } finally {
            for (Process desktop : List.of(anna, bert, killed)) {
                desktop.destroyForcibly().waitFor();
            }
        }
        check(folder, index);
    }

    private static void check(Path folder, Path index) throws Exception {
        Set<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".h5")).collect(Collectors.toSet());
        }
        try (Catalogue catalogue = Catalogue.open(folder, index)) {
            var _ = Gathering.of(catalogue);
            List<CatalogueEntry> entries = catalogue.all().toList();
            assertThat(entries)
                    .extracting(catalogue::file)
                    .containsExactlyInAnyOrderElementsOf(files);
            for (String name : List.of("anna", "bert")) {
                assertThat(samples(entries, name)).hasSize(SHARE).doesNotHaveDuplicates();
            }
            assertThat(samples(entries, "cleo")).hasSizeGreaterThanOrEqualTo(OF_THE_KILLED);
            // No two desktops have written to one file.
            assertThat(entries)
                    .filteredOn(entry -> entry.result() == Result.SUCCESS)
                    .hasSizeGreaterThanOrEqualTo(2 * SHARE + OF_THE_KILLED)
                    .allSatisfy(entry ->
                            assertThat(Verification.of(catalogue.file(entry)).problems())
                                    .isEmpty());
            // Words, facets, sizes and rows say the same.
            Found found = catalogue.search(CatalogueQuery.ALL);
            assertThat(found.total()).isEqualTo(files.size());
            long bytes = 0;
            for (Path file : files) {
                bytes += Files.size(file);
            }
            assertThat(found.size()).hasValue(bytes);
            Found worded = catalogue.search(CatalogueQuery.ALL.text("bert"));
            assertThat(worded.total()).isEqualTo(SHARE);
            assertThat(worded.facets().get(Facet.TECHNIQUE))
                    .containsExactly(
                            new Found.Count("ABSORPTION", SHARE / 2),
                            new Found.Count("MAP", SHARE / 2));
        }
    }

    private static List<String> samples(List<CatalogueEntry> entries, String name) {
        return entries.stream()
                .map(entry -> entry.sample().name())
                .filter(sample -> sample.startsWith(name))
                .toList();
    }

    private Process start(Path folder, Path index, String name, int share) throws IOException {
        return Programs.start(
                CataloguedDesktop.class,
                temporary.resolve("errors.txt"),
                List.of(folder.toString(), index.toString(), name, Integer.toString(share)));
    }

    private String errors() {
        try {
            return Files.readString(temporary.resolve("errors.txt"));
        } catch (IOException problem) {
            return problem.toString();
        }
    }
}
