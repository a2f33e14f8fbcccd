package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.catalogue.Catalogue;
import io.beamdesk.catalogue.CatalogueQuery;
import io.beamdesk.catalogue.Gathering;
import io.beamdesk.product.Product;
import io.beamdesk.queue.DurableQueue;
import io.beamdesk.queue.HistoryEntry;
import io.beamdesk.queue.QueueCommand;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.recipe.StepScanRecipe;
import io.beamdesk.recipe.XasRecipe;
import io.beamdesk.sample.KeptCentring;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SamplePicture;
import io.beamdesk.sample.SampleProduct;
import io.beamdesk.sample.SampleSearch;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Taught;
import io.beamdesk.sample.Transition;
import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayTypes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever an earlier Beamdesk left is opened, with everything that was in it.
class EarlierFilesTest {
    private static final Path EARLIER = Path.of("src/test/resources/io/beamdesk/earlier");
    private static final Instant THEN = Instant.parse("2026-05-04T09:00:00Z");
    private static final String LYSOZYME = "0c9f1d1e-7f3c-4a7e-9d1c-000000000001";
    private static final String THAUMATIN = "0c9f1d1e-7f3c-4a7e-9d1c-000000000002";
    private static final String INSULIN = "0c9f1d1e-7f3c-4a7e-9d1c-000000000003";

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void samplesAreThereWithWhatBecameOfThem(int version) throws IOException {
        Path file = unpacked("samples-" + version + ".db.gz", folder.resolve("samples.db"));
        // Twice: what was brought up to date once is opened as it is.
        for (int time = 0; time < 2; time++) {
            try (SampleStore samples = open(file)) {
                Tray tray = samples.tray("PLT-1").orElseThrow();
                assertThat(tray.alias()).isEqualTo("Lysozyme and others");
                assertThat(tray.sender()).isEqualTo("Chemistry");
                assertThat(tray.received()).contains(THEN);
                assertThat(tray.taught())
                        .extracting(Taught::id)
                        .containsExactly("A1-1", "H1-1", "A12-1");
                SampleCard measured = samples.sample(LYSOZYME).orElseThrow();
                assertThat(measured.sample())
                        .isEqualTo(
                                new Sample(
                                        LYSOZYME,
                                        "PLT-1",
                                        "A1-1",
                                        "lysozyme",
                                        "hits",
                                        "C6H12O6",
                                        "loop 3",
                                        "clear drop",
                                        "none",
                                        Map.of("pH", "7.5")));
                assertThat(measured.state()).isEqualTo(SampleState.MEASURED);
                assertThat(measured.scores()).isEqualTo(Map.of("screen", 0.75));
                assertThat(samples.products(LYSOZYME))
                        .containsExactly(
                                new SampleProduct(
                                        URI.create("file:///data/scan_0001_lysozyme.h5"),
                                        "Sample X profile",
                                        THEN));
                assertThat(samples.history(LYSOZYME))
                        .extracting(Transition::to)
                        .containsExactly(
                                SampleState.DEFINED,
                                SampleState.QUEUED,
                                SampleState.MEASURING,
                                SampleState.MEASURED);
                assertThat(samples.sample(THAUMATIN).orElseThrow().state())
                        .isEqualTo(SampleState.QUEUED);
                assertThat(samples.queueItems()).isEqualTo(Map.of("item-2", THAUMATIN));
                assertThat(samples.history(INSULIN))
                        .extracting(Transition::why)
                        .contains("the drop has dried");
                assertThat(samples.search(SampleSearch.ALL.text("over night")))
                        .extracting(card -> card.sample().id())
                        .containsExactly(INSULIN);
                assertThat(samples.loaded())
                        .isEqualTo(version < 3 ? Map.of() : Map.of("stage", "PLT-1"));
            }
        }
    }

    @Test
    void picturesAreThereWithoutAScaleThatNobodyKnew() throws IOException {
        Path file = unpacked("samples-4.db.gz", folder.resolve("samples.db"));
        String picture = "pictures/2026-05-04/09-00-00.000-65ad31d5.png";
        Files.createDirectories(folder.resolve(picture).getParent());
        Files.copy(EARLIER.resolve(picture), folder.resolve(picture));
        try (SampleStore samples = open(file)) {
            SamplePicture kept = samples.pictures().of(LYSOZYME).getFirst();
            assertThat(kept.file()).isEqualTo(folder.resolve(picture));
            assertThat(kept.title()).isEqualTo("Screening snapshot");
            assertThat(kept.time()).isEqualTo(THEN);
            assertThat(kept.pixelMm()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void samplesOfAnEarlierFileTakeWhatIsNew(int version) throws IOException {
        Path file = unpacked("samples-" + version + ".db.gz", folder.resolve("samples.db"));
        try (SampleStore samples = open(file)) {
            KeptCentring centring = new KeptCentring(THEN, Map.of("sample_x", 0.5), "screen", true);
            samples.centrings().keep(LYSOZYME, centring);
            assertThat(samples.centrings().of(LYSOZYME)).contains(centring);
            samples.unload("PLT-1");
            samples.load("PLT-1", "stage");
            assertThat(samples.loaded()).isEqualTo(Map.of("stage", "PLT-1"));
        }
    }

    @Test
    void queueIsThereWithItsHistory() throws IOException {
        for (String journal : List.of("queue.journal", "history.journal")) {
            Files.copy(EARLIER.resolve("queue-1").resolve(journal), folder.resolve(journal));
        }
        try (DurableQueue queue = DurableQueue.open(folder, InstantSource.system())) {
            assertThat(queue.notices()).isEmpty();
            assertThat(queue.state().items())
                    .extracting(QueueItem::sample)
                    .containsExactly("thaumatin", "lysozyme");
            assertThat(queue.state().items())
                    .allSatisfy(item ->
                            assertThat(RecipeFile.of(RecipeFile.json(item.recipe())))
                                    .isInstanceOf(StepScanRecipe.class));
            HistoryEntry run = DurableQueue.history(folder).getFirst();
            assertThat(run.sample()).isEqualTo("lysozyme");
            assertThat(run.points()).isEqualTo(3);
            assertThat(run.result()).isEqualTo(HistoryEntry.Result.SUCCESS);
            assertThat(run.products())
                    .containsExactly(
                            URI.create(
                                    "file:///home/operator/.local/share/beamdesk/products/scan_0001_Sample-X-profile.h5"));
            // It goes on with what the journal has now.
            queue.apply(new QueueCommand.Autostart(true));
        }
        assertThat(DurableQueue.look(folder).items()).hasSize(2);
        assertThat(DurableQueue.look(folder).autostart()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "last"})
    void catalogueIsReadAgainFromTheProducts(String writer) throws Exception {
        Path products = Files.createDirectory(folder.resolve("products"));
        Path index = folder.resolve("index");
        Catalogue.open(products, index).close();
        Path file;
        try (var made = Files.list(index)) {
            file = made.filter(path -> path.toString().endsWith(".db")).findFirst().orElseThrow();
        }
        Files.delete(file);
        unpacked("catalogue-1-" + writer + ".db.gz", file);
        unpacked(
                "scan_0001_Sample-X-profile.h5.gz",
                products.resolve("scan_0001_Sample-X-profile.h5"));
        try (Catalogue catalogue = Catalogue.open(products, index)) {
            assertThat(Gathering.of(catalogue)).isEqualTo(new Gathering.Outcome(1, 1, 0));
            assertThat(catalogue.search(CatalogueQuery.ALL).entries())
                    .extracting(entry -> entry.sample().name())
                    .containsExactly("lysozyme");
        }
    }

    @Test
    void productOfTheFirstProgramIsRead() throws IOException {
        Path file = unpacked("scan_0001_Sample-X-profile.h5.gz", folder.resolve("scan_0001.h5"));
        try (Product product = Product.open(file)) {
            assertThat(product.title()).contains("Sample X profile");
            assertThat(product.points()).isEqualTo(3);
            assertThat(product.numberColumns()).contains("sample_x", "i0");
        }
    }

    @Test
    void settingsOfTheFirstProgramHold() throws IOException {
        String before = System.getProperty("user.home");
        System.setProperty("user.home", folder.toString());
        try {
            Files.createDirectories(Settings.file().getParent());
            Files.copy(EARLIER.resolve("settings-1.json"), Settings.file());
            Settings settings = Settings.load();
            assertThat(settings.experiment())
                    .isEqualTo(new Experiment("Ni foils", "20260123", "operator"));
            assertThat(settings.dark()).isTrue();
        } finally {
            System.setProperty("user.home", before);
        }
    }

    @Test
    void recipesOfVersionOneAreRead() {
        StepScanRecipe scan = (StepScanRecipe) RecipeFile.read(EARLIER.resolve("step-scan-1.json"));
        assertThat(scan.axes()).hasSize(1);
        assertThat(scan.axes().getFirst().points()).isEqualTo(41);
        XasRecipe xas = (XasRecipe) RecipeFile.read(EARLIER.resolve("xas-1.json"));
        assertThat(xas.element()).isEqualTo("Ni");
    }

    private static SampleStore open(Path file) {
        return SampleStore.open(file, TrayTypes.shipped(), InstantSource.system());
    }

    private static Path unpacked(String name, Path to) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(EARLIER.resolve(name)))) {
            Files.copy(in, to);
        }
        return to;
    }
}
