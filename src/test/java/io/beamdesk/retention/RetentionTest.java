package io.beamdesk.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.catalogue.Catalogue;
import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.config.DataPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final Instant END = Instant.parse("2026-03-04T05:06:07Z");
    private static final DataPolicy YEAR =
            new DataPolicy(Optional.of(Period.ofYears(1)), Period.ofDays(90), true, List.of());

    @TempDir private Path folder;
    private Instant now = END;

    private Retention retention(DataPolicy policy) {
        return new Retention(folder, policy, new DeedLog(folder), () -> now, ZoneOffset.UTC);
    }

    private Entries.Product product(String path) throws IOException {
        return Entries.product(folder, path, END);
    }

    private void at(String time) {
        now = Instant.parse(time);
    }

    private static void copied(Retention retention, Entries.Product product) {
        retention.copied(Map.of(product.entry(), product.sha256()), "sftp://archive", "anna");
    }

    private static Due due(Retention retention, Entries.Product product) {
        return retention.due(List.of(product.entry())).getFirst();
    }

    @Test
    void productIsOfferedOnceItsTimeIsOverAndACopyWasVerified() throws IOException {
        Entries.Product product = product("a/scan_0001.h5");
        Retention retention = retention(YEAR);
        assertThat(due(retention, product).state()).isEqualTo(Due.State.KEPT);
        at("2026-12-04T05:06:06Z");
        assertThat(due(retention, product).state()).isEqualTo(Due.State.KEPT);
        at("2026-12-04T05:06:07Z");
        assertThat(due(retention, product).state()).isEqualTo(Due.State.EXPIRING);
        at("2027-03-04T05:06:06Z");
        assertThat(due(retention, product).isOffered()).isFalse();
        at("2027-03-04T05:06:07Z");
        assertThat(due(retention, product).isOffered()).isFalse();
        assertThat(due(retention, product).obstacle())
                .isEqualTo(
                        "a/scan_0001.h5 has no verified copy, which its policy asks for; export it first.");
        copied(retention, product);
        assertThat(due(retention, product).isOffered()).isTrue();
    }

    @Test
    void aCopyThatWasWithdrawnIsNoneUntilAnotherIsNoted() throws IOException {
        Entries.Product product = product("scan_0001.h5");
        Retention retention = retention(YEAR);
        copied(retention, product);
        retention.copied(Map.of(product.entry(), product.sha256()), "/stick", "anna");
        at("2028-01-01T00:00:00Z");
        for (Deed.What.Copied copy : retention.copies(product.entry())) {
            assertThat(due(retention, product).isOffered()).isTrue();
            retention.withdraw(product.entry(), copy, "it is damaged", "bert");
        }
        assertThat(due(retention, product).isOffered()).isFalse();
        assertThat(retention.delete(List.of(product.entry()), "bert").getFirst().obstacle())
                .contains("has no verified copy");
        assertThat(new DeedLog(folder).deeds().getLast().what())
                .isEqualTo(new Deed.What.Withdrawn("/stick", product.sha256(), "it is damaged"));
        copied(retention, product);
        assertThat(due(retention, product).isOffered()).isTrue();
    }

    @Test
    void aProductThatCannotBeReadGoesOnlyWhenAPersonGivesItUp() throws IOException {
        Entries.Product product = product("scan_0001.h5");
        byte[] broken = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n', 1, 2, 3, 4};
        CatalogueEntry entry = Entries.again(product, "x".repeat(broken.length), END).entry();
        Files.write(product.file(), broken);
        Files.setLastModifiedTime(product.file(), FileTime.from(END));
        Retention retention =
                retention(
                        new DataPolicy(
                                Optional.of(Period.ofYears(1)),
                                Period.ofDays(90),
                                false,
                                List.of()));
        at("2028-01-01T00:00:00Z");
        assertThat(retention.delete(List.of(entry), "bert").getFirst().obstacle())
                .contains(
                        "cannot be read",
                        "beamdesk products recover " + product.file(),
                        "beamdesk products retention delete --unreadable " + product.file());
        assertThat(product.file()).exists();
        assertThat(retention.unreadableToo().delete(List.of(entry), "bert").getFirst().obstacle())
                .isEmpty();
        assertThat(product.file()).doesNotExist();
    }

    @Test
    void deleteLeavesATombstoneThatSaysWhatWasThere() throws IOException {
        Entries.Product product = product("scan_0001.h5");
        Retention retention = retention(YEAR);
        copied(retention, product);
        at("2028-01-01T00:00:00Z");
        assertThat(retention.dryRun(List.of(product.entry())))
                .containsExactly(new Retention.Deletion("scan_0001.h5", ""));
        assertThat(product.file()).as("a dry run touches nothing").exists();
        assertThat(retention.delete(List.of(product.entry()), "bert"))
                .containsExactly(new Retention.Deletion("scan_0001.h5", ""));
        assertThat(product.file()).doesNotExist();
        Deed last = new DeedLog(folder).deeds().getLast();
        assertThat(last.person()).isEqualTo("bert");
        assertThat(last.time()).isEqualTo(now);
        assertThat(last.what())
                .isEqualTo(new Deed.What.Deleted(Tombstone.of(product.entry(), product.sha256())));
    }

    @Test
    void nothingIsDeletedWithoutEachOfItsConditions() throws IOException {
        Retention retention = retention(YEAR);
        Entries.Product held = product("held.h5");
        Entries.Product young = Entries.product(folder, "young.h5", END.plusSeconds(86400L * 400));
        Entries.Product uncopied = product("uncopied.h5");
        Entries.Product changed = product("changed.h5");
        Entries.Product grown = product("grown.h5");
        Entries.Product journal = product("journal.h5");
        Entries.Product extended = product("extended.h5");
        Entries.Product open = Entries.open(folder, "open.h5");
        Entries.Product gone = product("gone.h5");
        for (Entries.Product product :
                List.of(held, young, changed, grown, journal, extended, open, gone)) {
            copied(retention, product);
        }
        retention.hold(List.of(held.entry()), "thesis", "anna");
        retention.extend(
                List.of(extended.entry()), Instant.parse("2030-01-01T00:00:00Z"), "", "anna");
        Files.writeString(changed.file(), "rotten!");
        Files.setLastModifiedTime(changed.file(), FileTime.from(END));
        Files.writeString(grown.file(), "more", StandardOpenOption.APPEND);
        Files.createFile(folder.resolve("journal.h5.journal"));
        Files.delete(gone.file());
        at("2028-01-01T00:00:00Z");
        List<Retention.Deletion> deletions =
                retention.delete(
                        List.of(
                                held.entry(),
                                young.entry(),
                                uncopied.entry(),
                                changed.entry(),
                                grown.entry(),
                                journal.entry(),
                                extended.entry(),
                                open.entry(),
                                gone.entry()),
                        "bert");
        assertThat(deletions)
                .extracting(Retention.Deletion::obstacle)
                .satisfiesExactly(
                        o -> assertThat(o).contains("held by anna since 2026-03-04 (thesis)"),
                        o -> assertThat(o).contains("is kept until 2028-04-08"),
                        o -> assertThat(o).contains("has no verified copy"),
                        o -> assertThat(o).contains("is not the file that was copied"),
                        o -> assertThat(o).contains("has changed since the catalogue saw it"),
                        o -> assertThat(o).contains("has a journal"),
                        o -> assertThat(o).contains("is kept until 2030-01-01"),
                        o -> assertThat(o).contains("is kept for ever"),
                        o -> assertThat(o).contains("cannot be read"));
        assertThat(new DeedLog(folder).deeds())
                .noneMatch(deed -> deed.what() instanceof Deed.What.Deleted);
        assertThat(held.file()).exists();
        assertThat(changed.file()).exists();
    }

    @Test
    void aReleasedProductIsOfferedAgain() throws IOException {
        Entries.Product product = product("scan_0001.h5");
        Retention retention = retention(YEAR);
        copied(retention, product);
        retention.hold(List.of(product.entry()), "thesis", "anna");
        at("2028-01-01T00:00:00Z");
        assertThat(due(retention, product).state()).isEqualTo(Due.State.HELD);
        retention.release(List.of(product.entry()), "anna");
        assertThat(due(retention, product).isOffered()).isTrue();
    }

    @Test
    void aHoldEndsByItselfAndLeavesThoseOfOthers() throws IOException {
        Entries.Product product = product("scan_0001.h5");
        Retention retention = retention(YEAR);
        copied(retention, product);
        List<CatalogueEntry> entries = List.of(product.entry());
        retention.hold(entries, "thesis", "anna");
        retention.hold(entries, "patent", "bert");
        retention.hold(entries, "review", "bert");
        retention.hold(entries, "patent", "bert");
        at("2028-01-01T00:00:00Z");
        assertThat(due(retention, product).obstacle())
                .isEqualTo(
                        "scan_0001.h5 is held by anna since 2026-03-04 (thesis) and by bert since"
                                + " 2026-03-04 (patent) and by bert since 2026-03-04 (review);"
                                + " ask them to release it.");
        assertThat(retention.release(entries, "bert").getFirst().obstacle())
                .doesNotContain("patent")
                .contains("thesis", "review");
        assertThat(retention.release(entries, "carol").getFirst().obstacle())
                .doesNotContain("thesis")
                .contains("review");
        assertThat(due(retention(YEAR), product).state()).isEqualTo(Due.State.HELD);
        assertThat(retention.release(entries, "bert").getFirst().isOffered()).isTrue();
        assertThat(retention.release(entries, "bert").getFirst().isOffered()).isTrue();
        assertThat(new DeedLog(folder).deeds()).hasSize(8);
    }

    @Test
    void aReleaseThatNamesNobodyEndsAllHolds() throws IOException {
        Entries.Product product = product("scan_0001.h5");
        Retention retention = retention(YEAR);
        retention.hold(List.of(product.entry()), "thesis", "anna");
        retention.hold(List.of(product.entry()), "patent", "bert");
        Files.writeString(
                folder.resolve(DeedLog.NAME),
                """
                {"time":"2027-01-01T00:00:00Z","person":"carol","path":"scan_0001.h5","uid":"%s","deed":"release","details":{}}
                """
                        .formatted(product.entry().uid()),
                StandardOpenOption.APPEND);
        assertThat(due(retention, product).state()).isEqualTo(Due.State.KEPT);
    }

    @Test
    void aRunThatTookThePlaceOfAnotherWithAsManyBytesStays() throws IOException {
        Entries.Product product = product("scan_0001.h5");
        DataPolicy uncopied =
                new DataPolicy(Optional.of(Period.ofYears(1)), Period.ofDays(90), false, List.of());
        Retention retention = retention(uncopied);
        at("2028-01-01T00:00:00Z");
        assertThat(due(retention, product).isOffered()).isTrue();
        Files.writeString(product.file(), "a fresh");
        assertThat(product.file()).hasSize(product.entry().version().size());
        assertThat(retention.delete(List.of(product.entry()), "bert").getFirst().obstacle())
                .contains("has changed since the catalogue saw it");
        assertThat(product.file()).hasContent("a fresh");
    }

    @Test
    void whatWasDoneToAFileSaysNothingOfTheOneThatTookItsPlace() throws IOException {
        Entries.Product first = product("scan_0001.h5");
        Retention retention = retention(YEAR);
        copied(retention, first);
        Entries.Product second = product("scan_0001.h5");
        at("2028-01-01T00:00:00Z");
        assertThat(second.entry().uid()).isNotEqualTo(first.entry().uid());
        assertThat(due(retention, second).obstacle()).contains("has no verified copy");
    }

    @Test
    void nothingIsEverOfferedWithoutAPolicy() throws IOException {
        Entries.Product product = product("scan_0001.h5");
        at("2999-01-01T00:00:00Z");
        assertThat(due(retention(DataPolicy.FOR_EVER), product).state()).isEqualTo(Due.State.KEPT);
    }

    @Test
    void logIsReadByTwoProgramsAndAfterAKill() throws IOException {
        Entries.Product product = product("scan_0001.h5");
        Retention one = retention(YEAR);
        Retention other = retention(YEAR);
        at("2028-01-01T00:00:00Z");
        copied(one, product);
        assertThat(due(other, product).isOffered()).isTrue();
        other.hold(List.of(product.entry()), "thesis", "anna");
        assertThat(due(one, product).state()).isEqualTo(Due.State.HELD);
        Path log = folder.resolve(DeedLog.NAME);
        Files.writeString(log, "{\"time\":\"2028-01-01T", StandardOpenOption.APPEND);
        one.release(List.of(product.entry()), "anna");
        assertThat(due(other, product).isOffered()).isTrue();
        assertThat(due(retention(YEAR), product).isOffered()).isTrue();
    }

    @Test
    void aLogThatIsDamagedForbidsEverything() throws IOException {
        Entries.Product product = product("scan_0001.h5");
        Retention retention = retention(YEAR);
        copied(retention, product);
        assertThat(due(retention, product).state()).isEqualTo(Due.State.KEPT);
        Path log = folder.resolve(DeedLog.NAME);
        Files.writeString(log, Files.readString(log).replace("\"copied\"", "\"cXpied\""));
        assertThatThrownBy(() -> due(retention(YEAR), product))
                .isInstanceOf(RetentionException.class)
                .hasMessageContaining("has 1 lines that are no deeds");
        Files.writeString(log, "");
        assertThatThrownBy(() -> due(retention, product))
                .isInstanceOf(RetentionException.class)
                .hasMessageContaining("was shortened while it was in use");
    }

    @Test
    void firstToGoComeInPagesWithTheHeldBehindThem() throws IOException {
        Retention retention = retention(YEAR);
        List<CatalogueEntry> all = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            all.add(Entries.product(folder, "p%04d.h5".formatted(i), END.plusSeconds(i)).entry());
        }
        CatalogueEntry young =
                Entries.product(folder, "y.h5", END.plusSeconds(86400L * 900)).entry();
        all.add(young);
        try (Catalogue catalogue = Catalogue.open(folder, folder.resolve("index"))) {
            catalogue.put(all);
            // A page of nothing but products that are kept for longer.
            retention.extend(
                    all.subList(0, 1200), Instant.parse("2040-01-01T00:00:00Z"), "", "anna");
            retention.hold(List.of(all.get(2400), young), "thesis", "anna");
            at("2028-01-01T00:00:00Z");
            Retention.First few = retention.first(catalogue, 100);
            assertThat(few.isMore()).isTrue();
            assertThat(few.due().subList(0, 100))
                    .extracting(Due::entry)
                    .isEqualTo(all.subList(1200, 1300));
            assertThat(few.due().subList(100, few.due().size()))
                    .extracting(Due::entry)
                    .containsExactlyInAnyOrder(all.get(2400), young);
            Retention.First whole = retention.first(catalogue, 1299);
            assertThat(whole.isMore()).isFalse();
            assertThat(whole.due())
                    .containsExactlyInAnyOrderElementsOf(
                            retention.due(all).stream()
                                    .filter(due -> due.state() != Due.State.KEPT)
                                    .toList());
            assertThat(retention.all(catalogue).map(Due::entry))
                    .containsExactlyInAnyOrderElementsOf(all);
        }
    }
}
