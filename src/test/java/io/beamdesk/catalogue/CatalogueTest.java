package io.beamdesk.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.product.ProductWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the catalogue makes of a folder, and what it finds.
class CatalogueTest {
    @TempDir private Path temporary;

    private Path folder;
    private Catalogue catalogue;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectory(temporary.resolve("EXP-18214"));
        catalogue = Catalogue.open(folder, temporary.resolve("index"));
    }

    @AfterEach
    void close() {
        catalogue.close();
    }

    private List<String> samples(CatalogueQuery query) {
        return catalogue.search(query).entries().stream().map(e -> e.sample().name()).toList();
    }

    @Test
    void whatAProductIsAboutIsKnown() throws Exception {
        Path file = Runs.ended(folder, 1, "xas", "Ni foil", ExitStatus.ABORT, "STOP was pressed");
        assertThat(Gathering.of(catalogue)).isEqualTo(new Gathering.Outcome(1, 1, 0));
        CatalogueEntry entry = catalogue.entry(file).orElseThrow();
        assertThat(entry.path()).isEqualTo("scan_0001_xas-Ni-foil.h5");
        assertThat(entry.version().size()).isEqualTo(Files.size(file));
        assertThat(entry.technique()).isEqualTo(Technique.ABSORPTION);
        assertThat(entry.result()).isEqualTo(Result.FAILED);
        assertThat(entry.reason()).isEqualTo("STOP was pressed");
        assertThat(entry.element()).isEqualTo("Ni");
        assertThat(entry.sample().id()).isEqualTo("id-Ni foil");
        assertThat(entry.experiment()).isEqualTo("Catalysts at work");
        assertThat(entry.proposal()).isEqualTo("EXP-18214");
        assertThat(entry.people()).containsExactly("Anna Blume", "Bo Li");
        assertThat(entry.number()).isEqualTo(1);
        assertThat(entry.start()).isEqualTo(Runs.BEGIN.plusSeconds(60));
        assertThat(entry.end()).contains(Runs.BEGIN.plusSeconds(90));
        assertThat(entry.checksum()).hasSize(64);
    }

    @Test
    void wordsAreFoundByTheirBeginningsInAnyText() throws Exception {
        Runs.succeeded(folder, 1, "xas", "Ni foil");
        Runs.succeeded(folder, 2, "xas", "Perle de Sèvres");
        Runs.succeeded(folder, 3, "tomography", "cat-400-04");
        Gathering.of(catalogue);
        assertThat(samples(CatalogueQuery.ALL.text("ni fo"))).containsExactly("Ni foil");
        assertThat(samples(CatalogueQuery.ALL.text("sevres"))).containsExactly("Perle de Sèvres");
        assertThat(samples(CatalogueQuery.ALL.text("CAT-400"))).containsExactly("cat-400-04");
        assertThat(samples(CatalogueQuery.ALL.text("anna mount"))).hasSize(3);
        assertThat(samples(CatalogueQuery.ALL.text("0003"))).containsExactly("cat-400-04");
        assertThat(samples(CatalogueQuery.ALL.text("techniqueabsorption"))).isEmpty();
        assertThat(samples(CatalogueQuery.ALL.text("\" OR * ( NEAR"))).isEmpty();
        assertThat(samples(CatalogueQuery.ALL.text("\"foil*"))).containsExactly("Ni foil");
    }

    @Test
    void aFacetCountsWhatItsOtherValuesWouldGive() throws Exception {
        Runs.succeeded(folder, 1, "xas", "one");
        Runs.succeeded(folder, 2, "xas", "two");
        Runs.ended(folder, 3, "xas", "three", ExitStatus.FAIL, "the motor is lost");
        Runs.succeeded(folder, 4, "tomography", "four");
        Gathering.of(catalogue);
        CatalogueQuery absorption =
                CatalogueQuery.ALL.with(Facet.TECHNIQUE, Set.of(Technique.ABSORPTION.name()));
        for (CatalogueQuery query :
                List.of(absorption, absorption.text("anna"), absorption.since(Runs.BEGIN))) {
            Found found = catalogue.search(query);
            assertThat(found.total()).isEqualTo(3);
            assertThat(found.isMore()).isFalse();
            assertThat(found.facets().get(Facet.TECHNIQUE))
                    .containsExactly(
                            new Found.Count("ABSORPTION", 3), new Found.Count("TOMOGRAPHY", 1));
            assertThat(found.facets().get(Facet.RESULT))
                    .containsExactly(new Found.Count("SUCCESS", 2), new Found.Count("FAILED", 1));
            assertThat(found.facets().get(Facet.ELEMENT)).containsExactly(new Found.Count("Ni", 3));
            assertThat(found.entries()).hasSize(3);
        }
        assertThat(
                        samples(
                                absorption
                                        .with(Facet.RESULT, Set.of("SUCCESS", "OPEN"))
                                        .with(Facet.EXPERIMENT, Set.of("Catalysts at work"))
                                        .text("anna")))
                .containsExactly("two", "one");
    }

    @Test
    void everyOrderIsKept() throws Exception {
        Path b = Runs.succeeded(folder, 1, "xas", "b");
        Runs.succeeded(folder, 2, "xas", "a");
        Runs.succeeded(folder, 3, "xas", "C");
        Files.write(b, new byte[10_000], java.nio.file.StandardOpenOption.APPEND);
        Gathering.of(catalogue);
        for (CatalogueQuery query : List.of(CatalogueQuery.ALL, CatalogueQuery.ALL.text("anna"))) {
            assertThat(samples(query)).containsExactly("C", "a", "b");
            assertThat(samples(query.sort(CatalogueQuery.Sort.OLDEST)))
                    .containsExactly("b", "a", "C");
            assertThat(samples(query.sort(CatalogueQuery.Sort.SAMPLE)))
                    .containsExactly("a", "b", "C");
            assertThat(samples(query.sort(CatalogueQuery.Sort.LARGEST))).startsWith("b");
            assertThat(samples(query.limit(1))).containsExactly("C");
        }
    }

    @Test
    void aRunIsOpenUntilItHasEnded() throws Exception {
        try (ProductWriter writer = Runs.begun(folder, 1, "time-series", "drop")) {
            Gathering.of(catalogue);
            assertThat(catalogue.entry(writer.path()).orElseThrow().result())
                    .isEqualTo(Result.OPEN);
        }
    }

    @Test
    void runsOfTheSameMillisecondAreAllThere() throws Exception {
        Path first = Runs.succeeded(folder, 1, "xas", "one");
        Files.copy(first, folder.resolve("copy.h5"));
        Files.copy(first, folder.resolve("other.nxs"));
        Gathering.of(catalogue);
        assertThat(samples(CatalogueQuery.ALL)).containsExactly("one", "one", "one");
    }

    @Test
    void whatCannotBeReadSaysWhy() throws Exception {
        Path broken = folder.resolve("broken.h5");
        Files.writeString(broken, "no HDF5");
        Gathering.of(catalogue);
        CatalogueEntry entry = catalogue.entry(broken).orElseThrow();
        assertThat(entry.result()).isEqualTo(Result.UNREADABLE);
        assertThat(entry.reason()).contains("broken.h5").contains("cannot be read as HDF5");
    }

    @Test
    void onlyWhatHasChangedIsReadAgainAndWhatHasGoneIsForgotten() throws Exception {
        Path one = Runs.succeeded(folder, 1, "xas", "one");
        Path below = Files.createDirectory(folder.resolve("below"));
        Path two = Runs.succeeded(below, 2, "xas", "two");
        Files.createDirectory(folder.resolve(".hidden"));
        Files.copy(one, folder.resolve(".hidden/three.h5"));
        Files.copy(one, folder.resolve("notes.txt"));
        assertThat(Gathering.of(catalogue)).isEqualTo(new Gathering.Outcome(2, 2, 0));
        assertThat(catalogue.entry(two).orElseThrow().path())
                .isEqualTo("below/scan_0001_xas-two.h5");
        assertThat(Gathering.of(catalogue)).isEqualTo(new Gathering.Outcome(2, 0, 0));
        Files.delete(one);
        assertThat(Gathering.of(catalogue)).isEqualTo(new Gathering.Outcome(1, 0, 1));
        Found left = catalogue.search(CatalogueQuery.ALL);
        assertThat(left.total()).isEqualTo(1);
        assertThat(left.facets().get(Facet.TECHNIQUE))
                .containsExactly(new Found.Count("ABSORPTION", 1));
        assertThat(samples(CatalogueQuery.ALL.text("one"))).isEmpty();
    }

    @Test
    void nothingIsForgottenWhileTheFolderIsAway() throws Exception {
        Runs.succeeded(folder, 1, "xas", "one");
        Gathering.of(catalogue);
        Path elsewhere = temporary.resolve("elsewhere");
        Files.move(folder, elsewhere);
        assertThatThrownBy(() -> Gathering.of(catalogue))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("is not there");
        assertThat(samples(CatalogueQuery.ALL)).containsExactly("one");
        Files.move(elsewhere, folder);
        assertThat(Gathering.of(catalogue)).isEqualTo(new Gathering.Outcome(1, 0, 0));
    }

    @Test
    void aSingleFileIsLookedAtWhenItsRunEnds() {
        Path file = Runs.succeeded(folder, 1, "xas", "one");
        catalogue.look(file);
        assertThat(samples(CatalogueQuery.ALL)).containsExactly("one");
        assertThat(file.toFile().delete()).isTrue();
        catalogue.look(file);
        assertThat(samples(CatalogueQuery.ALL)).isEmpty();
        catalogue.look(temporary.resolve("of another folder.h5"));
        assertThat(samples(CatalogueQuery.ALL)).isEmpty();
    }

    @Test
    void aDamagedCatalogueIsBegunAgain() throws Exception {
        Runs.succeeded(folder, 1, "xas", "one");
        Gathering.of(catalogue);
        catalogue.close();
        Path file = Catalogue.file(folder, temporary.resolve("index"));
        Files.writeString(file, "This is no database, however long it may be. ".repeat(100));
        catalogue = Catalogue.open(folder, temporary.resolve("index"));
        assertThat(samples(CatalogueQuery.ALL)).isEmpty();
        Gathering.of(catalogue);
        assertThat(samples(CatalogueQuery.ALL)).containsExactly("one");
    }

    @Test
    void severalProgramsGatherAndSearchAtATime() throws Exception {
        for (int i = 0; i < 40; i++) {
            Runs.succeeded(folder, i, "xas", "sample" + i);
        }
        List<Future<Integer>> all = new ArrayList<>();
        try (ExecutorService desktops = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                all.add(
                        desktops.submit(() -> {
                            try (Catalogue own =
                                    Catalogue.open(folder, temporary.resolve("index"))) {
                                var _ = Gathering.again(own, _ -> {});
                                return own.search(CatalogueQuery.ALL.text("sample"))
                                        .entries()
                                        .size();
                            }
                        }));
            }
            for (Future<Integer> found : all) {
                assertThat(found.get()).isEqualTo(40);
            }
        }
        Found found = catalogue.search(CatalogueQuery.ALL);
        assertThat(found.total()).isEqualTo(40);
        assertThat(found.facets().get(Facet.TECHNIQUE))
                .containsExactly(new Found.Count("ABSORPTION", 40));
    }
}
