package io.beamdesk.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the store of the samples keeps, finds and refuses.
class SampleStoreTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Tray PLATE =
            new Tray(
                    "PLT-1",
                    "Ni screen",
                    "96-2",
                    "Catalysis",
                    Optional.of(NOON),
                    List.of(new Taught("A1", new MotorPosition(1, -2.5, 1e-3))));

    /// A hundred thousand samples: `mvn test -Dbeamdesk.sample.trays=261`.
    private static final int TRAYS = Integer.getInteger("beamdesk.sample.trays", 20);

    @TempDir private Path folder;

    private SampleStore store;

    @BeforeEach
    void open() {
        store = reopen();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Path file() {
        return folder.resolve("samples.db");
    }

    private SampleStore reopen() {
        return SampleStore.open(file(), TrayTypes.shipped(), InstantSource.fixed(NOON));
    }

    private static Sample full(String position) {
        return new Sample(
                Sample.newId(),
                "PLT-1",
                position,
                "cat-" + position,
                "batch 2",
                "Ni0.05Al2O3",
                "loop",
                "calcined at 450 °C\nthen \"reduced\"",
                "toxic; gloves",
                Map.of("volume", "2.0 µL", "=x", ""));
    }

    private Sample added(String position) {
        if (store.tray("PLT-1").isEmpty()) {
            store.apply(Edit.add(PLATE), "anna");
        }
        Sample sample = full(position);
        store.apply(Edit.add(List.of(sample)), "anna");
        return sample;
    }

    private SampleCard card(Sample sample) {
        return store.sample(sample.id()).orElseThrow();
    }

    private void refused(Runnable what, String sentence) {
        assertThatThrownBy(what::run).isInstanceOf(SampleException.class).hasMessage(sentence);
    }

    @Test
    void traysAndSamplesAreThereAfterReopening() {
        Sample sample = added("A9-1");
        store.life().score(sample.id(), "screen", 86);
        store.close();
        store = reopen();
        assertThat(store.tray("PLT-1")).contains(PLATE);
        assertThat(store.sample("PLT-1", "A9-1"))
                .contains(
                        new SampleCard(sample, SampleState.DEFINED, Map.of("screen", 86.0), 0, 0));
        assertThat(store.trays().getFirst().in(SampleState.DEFINED)).isEqualTo(1);
    }

    @Test
    void samplesAndTraysSortByNumber() {
        for (String position : List.of("A10-1", "B1-1", "A2-2", "A2-1")) {
            added(position);
        }
        store.apply(Edit.add(Tray.of("PLT-10", "96-1")), "anna");
        store.apply(Edit.add(Tray.of("PLT-2", "96-1")), "anna");
        assertThat(store.samples("PLT-1"))
                .extracting(card -> card.sample().position())
                .containsExactly("A2-1", "A2-2", "A10-1", "B1-1");
        assertThat(store.trays())
                .extracting(count -> count.tray().id())
                .containsExactly("PLT-1", "PLT-2", "PLT-10");
    }

    @Test
    void lifeIsKeptWithTimeAndPerson() {
        Sample sample = added("A1-1");
        store.life().queued(sample.id(), "item-1", "anna");
        store.life().become(sample.id(), SampleState.MOUNTED, "changer", "");
        store.life().become(sample.id(), SampleState.MEASURING, "queue", "");
        store.life().become(sample.id(), SampleState.FAILED, "queue", "i0 is gone");
        assertThat(store.history(sample.id()))
                .containsExactly(
                        new Transition(SampleState.EMPTY, SampleState.DEFINED, NOON, "anna", ""),
                        new Transition(SampleState.DEFINED, SampleState.QUEUED, NOON, "anna", ""),
                        new Transition(
                                SampleState.QUEUED, SampleState.MOUNTED, NOON, "changer", ""),
                        new Transition(
                                SampleState.MOUNTED, SampleState.MEASURING, NOON, "queue", ""),
                        new Transition(
                                SampleState.MEASURING,
                                SampleState.FAILED,
                                NOON,
                                "queue",
                                "i0 is gone"));
    }

    @Test
    void whatTheTableDoesNotHaveIsRefused() {
        Sample sample = added("A1-1");
        refused(
                () -> store.life().become(sample.id(), SampleState.MEASURED, "queue", ""),
                "cat-A1-1 (A1-1 of PLT-1) is defined and cannot become measured");
        refused(
                () -> store.life().become(sample.id(), SampleState.EMPTY, "queue", ""),
                "cat-A1-1 (A1-1 of PLT-1) is defined and cannot become empty");
        refused(
                () -> store.life().become("none", SampleState.QUEUED, "queue", ""),
                "there is no sample of the id none; it was taken away");
        assertThat(store.history(sample.id())).hasSize(1);
    }

    @Test
    void takenOutOfTheQueueASampleIsWhatItWasBefore() {
        Sample sample = added("A1-1");
        store.life().queued(sample.id(), "screening", "anna");
        store.life().become(sample.id(), SampleState.MEASURING, "queue", "");
        store.life().become(sample.id(), SampleState.SCREENED, "queue", "");
        store.life().unqueued("screening", "queue");
        store.life().queued(sample.id(), "one", "anna");
        store.life().queued(sample.id(), "two", "anna");
        assertThat(card(sample).queued()).isEqualTo(2);
        assertThat(store.queueItems(sample.id())).containsExactly("one", "two");
        store.life().unqueued("one", "anna");
        assertThat(card(sample).state()).isEqualTo(SampleState.QUEUED);
        store.life().unqueued("two", "anna");
        assertThat(card(sample).state()).isEqualTo(SampleState.SCREENED);
        store.life().unqueued("two", "anna");
        assertThat(card(sample).queued()).isZero();
    }

    @Test
    void unmountedUnmeasuredASampleIsAgainInTheQueueOrWhatItWas() {
        Sample sample = added("A1-1");
        store.life().queued(sample.id(), "one", "anna");
        store.life().become(sample.id(), SampleState.MOUNTED, "changer", "");
        store.life().unmounted(sample.id(), "changer");
        assertThat(card(sample).state()).isEqualTo(SampleState.QUEUED);
        store.life().become(sample.id(), SampleState.MOUNTED, "changer", "");
        store.life().unqueued("one", "anna");
        store.life().unmounted(sample.id(), "changer");
        assertThat(card(sample).state()).isEqualTo(SampleState.DEFINED);
    }

    @Test
    void productsLeadFromTheSampleToTheFile() {
        Sample sample = added("A1-1");
        URI first = URI.create("file:///data/1.h5");
        URI second = URI.create("file:///data/2.h5");
        store.life().product(sample.id(), first, "map");
        store.life().product(sample.id(), second, "Ni XANES");
        store.life().product(sample.id(), second, "Ni XANES");
        assertThat(store.products(sample.id()))
                .containsExactly(
                        new SampleProduct(second, "Ni XANES", NOON),
                        new SampleProduct(first, "map", NOON));
        assertThat(card(sample).products()).isEqualTo(2);
    }

    @Test
    void conditionsOfASearchAreAllFulfilled() {
        Sample a = added("A1-1");
        Sample b = added("A1-2");
        Sample c = added("A2-1");
        store.life().score(a.id(), "screen", 90);
        store.life().score(b.id(), "screen", 40);
        store.life().queued(c.id(), "item", "anna");
        store.life().product(b.id(), URI.create("file:///data/1.h5"), "map");
        SampleSearch all = SampleSearch.ALL;
        found(all.score("screen", 50, 100), a);
        found(all.collected(true), b);
        found(all.queued(true), c);
        found(all.queued(false).collected(false), a);
        found(all.states(Set.of(SampleState.QUEUED, SampleState.FAILED)), c);
        found(all.group("batch 2").tray("PLT-1"), a, b, c);
        found(all.group("batch"));
        found(all.limit(2), a, b);
    }

    private void found(SampleSearch search, Sample... samples) {
        assertThat(store.search(search)).extracting(SampleCard::sample).containsExactly(samples);
    }

    @Test
    void wordsAreFoundInAllTextsByTheirBeginning() {
        Sample a = added("A1-1");
        Sample b = added("A1-2");
        Sample renamed = b.withAlias("Référence 7");
        Edit rename = Edit.replace(b, renamed);
        store.apply(rename, "anna");
        found(SampleSearch.ALL.text("calc 450"), a, renamed);
        found(SampleSearch.ALL.text("cat-A1-1 GLOVES"), a);
        found(SampleSearch.ALL.text("refer"), renamed);
        found(SampleSearch.ALL.text("cat-A1-2"));
        found(SampleSearch.ALL.text("A1-c"));
        found(SampleSearch.ALL.text("volume 2.0"), a, renamed);
        found(SampleSearch.ALL.text("\" OR NEAR( * -"));
        store.apply(rename.inverse(), "anna");
        found(SampleSearch.ALL.text("refer"));
    }

    @Test
    void editsThatDoNotFitAreRefusedAsAWhole() {
        Sample taken = added("A1-1");
        Sample free = full("A1-2");
        refused(
                () -> store.apply(Edit.add(List.of(free, full("A1-1"))), "ben"),
                "PLT-1 A1-1: is taken by cat-A1-1; move or remove it first");
        assertThat(store.sample(free.id())).isEmpty();
        refused(
                () -> store.apply(Edit.add(List.of(full("Z9-1"))), "ben"),
                "PLT-1 Z9-1: 96 wells, 2 drops each has no such place; it has A1-1 to H12-2");
        refused(
                () -> store.apply(Edit.add(List.of(full("a02-1"))), "ben"),
                "PLT-1 a02-1: is written A2-1");
        refused(
                () -> store.apply(Edit.add(Tray.of("PLT-1", "96-1")), "ben"),
                "PLT-1: is there already; give the tray another id");
        refused(
                () -> store.apply(Edit.replace(PLATE, Tray.of("PLT-1", "24-1")), "ben"),
                "PLT-1: has a sample in A1-1, which 24 wells does not have; move it first");
        refused(
                () -> store.apply(Edit.remove(PLATE, List.of()), "ben"),
                "PLT-1: has 1 sample; remove what is in it with it");
        refused(
                () -> store.apply(Edit.replace(taken.withAlias("x"), taken), "ben"),
                "PLT-1 A1-1: was changed meanwhile; look at it again");
        refused(
                () -> store.apply(Edit.replace(taken, taken.withAlias("a\u0007")), "ben"),
                "PLT-1 A1-1: alias has the control character U+0007 after \"a\"; remove it");
        assertThat(store.search(SampleSearch.ALL)).hasSize(1);
    }

    @Test
    void whatIsQueuedOrMeasuredIsNotRemovedAndWhatIsMountedNotMoved() {
        Sample sample = added("A1-1");
        store.life().queued(sample.id(), "item", "anna");
        refused(
                () -> store.apply(Edit.remove(List.of(sample)), "anna"),
                "PLT-1 A1-1: is queued and cannot be removed");
        Edit move = Edit.replace(sample, sample.at("PLT-1", "A2-1"));
        store.apply(move, "anna");
        store.life().become(sample.id(), SampleState.MOUNTED, "changer", "");
        refused(
                () -> store.apply(move.inverse(), "anna"),
                "PLT-1 A2-1: is mounted and cannot change its place");
    }

    @Test
    void samplesCanChangePlacesInOneEdit() {
        Sample a = added("A1-1");
        Sample b = added("B1-1");
        Edit swap =
                new Edit(
                        "swap",
                        List.of(
                                new Edit.SampleChange(
                                        Optional.of(a), Optional.of(a.at("PLT-1", "B1-1"))),
                                new Edit.SampleChange(
                                        Optional.of(b), Optional.of(b.at("PLT-1", "A1-1")))));
        store.apply(swap, "anna");
        assertThat(store.sample("PLT-1", "A1-1").orElseThrow().sample().id()).isEqualTo(b.id());
        store.apply(swap.inverse(), "anna");
        assertThat(card(a).sample()).isEqualTo(a);
    }

    @Test
    void aRemovedTrayComesBackWithItsSamples() {
        Sample sample = added("A1-1");
        Edit removal = Edit.remove(PLATE, List.of(sample));
        store.apply(removal, "anna");
        assertThat(store.trays()).isEmpty();
        store.apply(removal.inverse(), "ben");
        assertThat(card(sample).sample()).isEqualTo(sample);
        store.apply(removal, "ben");
        assertThat(store.tray("PLT-1")).isEmpty();
    }

    @Test
    void watchersAreToldOfTheirTrayAndOfOtherPrograms() {
        added("A1-1");
        List<SampleStore.Changed> seen = new ArrayList<>();
        try (SampleStore.Watch _ = store.watch(seen::add);
                SampleStore other = reopen()) {
            store.apply(Edit.add(List.of(full("A2-1"))), "anna");
            assertThat(seen).hasSize(1);
            assertThat(seen.getFirst().concerns("PLT-1")).isTrue();
            assertThat(seen.getFirst().concerns("PLT-2")).isFalse();
            store.look();
            assertThat(seen).hasSize(1);
            other.apply(Edit.add(List.of(full("A3-1"))), "ben");
            store.look();
            store.look();
            assertThat(seen).hasSize(2);
            assertThat(seen.getLast().concerns("PLT-2")).isTrue();
            assertThat(store.samples("PLT-1")).hasSize(3);
        }
        store.apply(Edit.add(Tray.of("PLT-2", "96-1")), "anna");
        assertThat(seen).hasSize(2);
    }

    private static int sevens() {
        return (int) IntStream.range(0, TRAYS).filter(t -> ("" + t).startsWith("7")).count();
    }

    @Test
    void manySamplesAreImportedAndFoundAndTakenBackAsOne() {
        List<Edit.Change> changes = new ArrayList<>();
        List<Position> places = TrayTypes.shipped().get("384-1").positions();
        for (int t = 0; t < TRAYS; t++) {
            Tray tray = Tray.of("T" + t, "384-1");
            changes.add(new Edit.TrayChange(Optional.empty(), Optional.of(tray)));
            for (Position place : places) {
                changes.add(
                        new Edit.SampleChange(
                                Optional.empty(),
                                Optional.of(
                                        Sample.of(
                                                tray.id(),
                                                place.id(),
                                                "batch%d-%s".formatted(t, place.id())))));
            }
        }
        Edit list = new Edit("import", changes);
        store.apply(list, "anna");
        assertThat(store.trays().stream().mapToInt(TrayCount::all).sum()).isEqualTo(TRAYS * 384);
        assertThat(store.samples("T7")).hasSize(384);
        assertThat(store.search(SampleSearch.ALL.text("batch7-p24"))).hasSize(1);
        assertThat(store.search(SampleSearch.ALL.text("batch7")))
                .hasSize(Math.min(SampleSearch.LIMIT, 384 * sevens()));
        store.apply(list.inverse(), "anna");
        assertThat(store.trays()).isEmpty();
        assertThat(store.search(SampleSearch.ALL.text("batch7"))).isEmpty();
    }

    @Test
    void anEditOfAnotherProgramIsNotUndoneOver() {
        Sample sample = added("A1-1");
        Edit mine = Edit.replace(sample, sample.withAlias("mine"));
        try (SampleStore other = reopen()) {
            store.apply(mine, "anna");
            other.apply(Edit.replace(sample.withAlias("mine"), sample.withAlias("theirs")), "ben");
        }
        refused(
                () -> store.apply(mine.inverse(), "anna"),
                "PLT-1 A1-1: was changed meanwhile; look at it again");
        assertThat(card(sample).sample().alias()).isEqualTo("theirs");
    }

    @Test
    void picturesAreKeptWithTheirTimesTheLastOneFirst() throws IOException {
        Sample sample = added("A1-1");
        List<Set<String>> told = new ArrayList<>();
        try (SampleStore.Watch _ = store.watch(changed -> told.add(changed.trays()))) {
            store.pictures()
                    .add(sample.id(), new byte[] {1}, NOON, "Microscope", OptionalDouble.empty());
            store.pictures()
                    .add(
                            sample.id(),
                            new byte[] {2},
                            NOON.plusMillis(1),
                            "Screening",
                            OptionalDouble.empty());
            store.pictures()
                    .add(
                            sample.id(),
                            new byte[] {3},
                            NOON,
                            "Microscope again",
                            OptionalDouble.empty());
        }
        assertThat(told).hasSize(3).containsOnly(Set.of("PLT-1"));
        store.close();
        store = reopen();
        List<SamplePicture> all = store.pictures().of(sample.id());
        assertThat(all)
                .extracting(SamplePicture::title)
                .containsExactly("Screening", "Microscope again");
        assertThat(all).extracting(SamplePicture::time).containsExactly(NOON.plusMillis(1), NOON);
        assertThat(Files.readAllBytes(all.getLast().file())).containsExactly(3);
        Files.delete(all.getFirst().file());
        assertThat(store.pictures().last(sample.id()))
                .hasValueSatisfying(last -> assertThat(last.title()).isEqualTo("Microscope again"));
        refused(
                () ->
                        store.pictures()
                                .add("gone", new byte[] {1}, NOON, "", OptionalDouble.empty()),
                "there is no sample of the id gone; it was taken away");
    }

    @Test
    void picturesOfTwoSamplesOfOneMomentAreTwo() throws IOException {
        Sample a = added("A1-1");
        Sample b = added("A1-2");
        store.pictures().add(a.id(), new byte[] {1}, NOON, "", OptionalDouble.empty());
        store.pictures().add(b.id(), new byte[] {2}, NOON, "", OptionalDouble.empty());
        assertThat(Files.readAllBytes(store.pictures().last(a.id()).orElseThrow().file()))
                .containsExactly(1);
        assertThat(Files.readAllBytes(store.pictures().last(b.id()).orElseThrow().file()))
                .containsExactly(2);
    }

    @Test
    void aPictureThatCannotBeWrittenIsASentence() throws IOException {
        Sample sample = added("A1-1");
        Files.writeString(folder.resolve("pictures"), "in the way");
        assertThatThrownBy(() ->
                        store.pictures()
                                .add(sample.id(), new byte[] {1}, NOON, "", OptionalDouble.empty()))
                .isInstanceOf(SampleException.class)
                .hasMessageContaining("could not be written")
                .hasMessageContaining("make room or check the folder");
        assertThat(store.pictures().of(sample.id())).isEmpty();
    }

    @Test
    void aCentringHoldsUntilTheSampleIsMoved() {
        Sample onStage = added("A1-1");
        store.apply(Edit.add(Tray.of("PCK-1", "unipuck")), "anna");
        Sample pin = Sample.of("PCK-1", "3", "pin");
        store.apply(Edit.add(List.of(pin)), "anna");
        store.load("PLT-1", "stage");
        KeptCentring found =
                new KeptCentring(NOON, Map.of("sample_x", 0.25, "centring_z", -1.5), "{}", true);
        List<Set<String>> told = new ArrayList<>();
        try (SampleStore.Watch _ = store.watch(changed -> told.add(changed.trays()))) {
            store.centrings().keep(onStage.id(), found);
            store.centrings().keep(pin.id(), found);
            store.centrings().exchanged("stage");
            store.centrings().exchanged("stage");
        }
        assertThat(told).containsExactly(Set.of("PLT-1"), Set.of("PCK-1"), Set.of("PCK-1"));
        store.close();
        store = reopen();
        assertThat(store.centrings().of(onStage.id())).contains(found);
        assertThat(holds(pin)).isFalse();
        store.unload("PLT-1");
        assertThat(holds(onStage)).isFalse();
        for (Runnable move :
                List.<Runnable>of(
                        () -> store.load("PLT-1", "stage"),
                        () -> store.load("PCK-1", "stage"),
                        () -> {
                            Tray tray = store.tray("PLT-1").orElseThrow();
                            Taught taught = new Taught("A1-1", new MotorPosition(1, 2, 3));
                            store.apply(
                                    Edit.replace(tray, tray.withTaught(List.of(taught))), "anna");
                        },
                        () -> store.centrings().again(List.of(onStage.id())))) {
            store.centrings().keep(onStage.id(), found);
            move.run();
            assertThat(holds(onStage)).isFalse();
        }
        store.centrings().forget(List.of(onStage.id()));
        assertThat(store.centrings().of(onStage.id())).isEmpty();
        refused(
                () -> store.centrings().keep("gone", found),
                "there is no sample of the id gone; it was taken away");
    }

    private boolean holds(Sample sample) {
        return store.centrings().of(sample.id()).orElseThrow().holds();
    }

    private Connection plain() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aFileOfEveryOlderVersionIsBroughtUpToDate(int version) throws SQLException, IOException {
        store.close();
        Files.delete(file());
        try (Connection c = plain();
                Statement statement = c.createStatement()) {
            for (String sql :
                    SampleSchema.KIND.steps().subList(0, version).stream()
                            .flatMap(List::stream)
                            .toList()) {
                statement.execute(sql);
            }
            statement.execute("PRAGMA user_version = " + version);
            statement.execute("PRAGMA application_id = " + 0x4244736B);
            if (version > 0) {
                statement.execute(
                        "INSERT INTO tray VALUES ('PLT-1', 'Ni screen', '96-2', 'Catalysis', 1, '[]')");
                statement.execute(
                        "INSERT INTO sample VALUES (7, 's1', 'PLT-1', 'A1-1', 'old-cat', '', '', '', '',"
                                + " '', '{\"age\":\"9\"}', 'MEASURED')");
            }
        }
        store = reopen();
        assertThat(store.search(SampleSearch.ALL.text("old-cat 9")))
                .hasSize(version == 0 ? 0 : 1)
                .allMatch(card -> card.state() == SampleState.MEASURED);
        added("A2-1");
        found(SampleSearch.ALL.text("cat-a2-1"), store.samples("PLT-1").getLast().sample());
    }

    @Test
    void everyVersionHasItsTest() {
        assertThat(SampleSchema.KIND.version()).isEqualTo(5);
    }

    @Test
    void aTrayIsAtOneSpotAndASpotHasOneTray() {
        store.apply(Edit.add(PLATE), "anna");
        store.apply(Edit.add(Tray.of("PLT-2", "96-2")), "anna");
        store.load("PLT-1", "stage");
        store.load("PLT-2", "stage");
        assertThat(store.loaded()).isEqualTo(Map.of("stage", "PLT-2"));
        store.load("PLT-2", "H1");
        assertThat(store.loaded()).isEqualTo(Map.of("H1", "PLT-2"));
        store.close();
        store = reopen();
        assertThat(store.loaded()).isEqualTo(Map.of("H1", "PLT-2"));
        refused(() -> store.load("PLT-9", "stage"), "there is no tray PLT-9; add it first");
        store.apply(Edit.remove(store.tray("PLT-2").orElseThrow(), List.of()), "anna");
        assertThat(store.loaded()).isEmpty();
        store.unload("PLT-1");
    }

    @Test
    void filesOfANewerOrAnotherProgramAreLeftAlone() throws SQLException, IOException {
        store.close();
        try (Connection c = plain();
                Statement statement = c.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        refused(
                this::reopen,
                file()
                        + " is of version 99, newer than the 5 this Beamdesk knows; use the Beamdesk it was written with or a newer one");
        Files.delete(file());
        try (Connection c = plain();
                Statement statement = c.createStatement()) {
            statement.execute("CREATE TABLE other (a)");
        }
        refused(
                this::reopen,
                file() + " is a database of another program; choose another file for the samples");
        Files.writeString(file(), "this is a letter, not a database. ".repeat(100));
        refused(
                this::reopen,
                file()
                        + " is damaged or no database of samples; move it away and restore a copy of it");
    }
}
