package io.beamdesk.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.catalogue.Catalogue;
import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.config.DataPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Five years of a beamline: what is offered every four weeks is just what a second, plain account of
/// every condition says, while rules change, people come and go, and files rot, vanish or are replaced.
class FiveYearsTest {
    private static final int PRODUCTS = 100_000;
    private static final int STEP_DAYS = 28;
    private static final int DEEDS = 5;
    private static final ZoneId ZONE = ZoneId.of("Australia/Melbourne");
    private static final LocalDate BEGIN = LocalDate.of(2026, 3, 4);
    private static final LocalDate LAST = BEGIN.plusYears(5);
    private static final List<String> PEOPLE = List.of("anna", "bert", "carol", "dora");
    private static final List<String> REASONS = List.of("thesis", "patent", "review");

    /// The rule from a step on; for ever without months.
    private static final Map<Integer, Rule> RULES =
            Map.of(
                    1, new Rule(12, true),
                    20, new Rule(24, true),
                    32, new Rule(0, true),
                    36, new Rule(12, false),
                    43, new Rule(6, true),
                    52, new Rule(15, false),
                    58, new Rule(9, true));

    @TempDir private Path folder;
    private Instant now = Instant.EPOCH;
    private final Random random = new Random(4711);
    private final Map<String, Life> alive = new HashMap<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private Rule rule = new Rule(0, true);

    private record Rule(int months, boolean copy) {
        DataPolicy policy() {
            Optional<Period> keep =
                    Optional.of(Period.ofMonths(months)).filter(time -> !time.isZero());
            return new DataPolicy(keep, Period.ofDays(90), copy, List.of());
        }
    }

    private record Hold(String person, String reason, LocalDate since) {}

    /// What the plain account knows of a product.
    private static final class Life {
        Entries.Product product;
        final LocalDate day;
        final boolean ended;
        final List<Hold> holds = new ArrayList<>();
        LocalDate extended = LocalDate.MIN;
        final Set<String> copies = new HashSet<>();
        boolean rotten;
        boolean changed;
        boolean vanished;
        boolean journal;

        Life(Entries.Product product, LocalDate day) {
            this.product = product;
            this.day = day;
            ended = product.entry().end().isPresent();
        }

        /// Why it is not offered; empty if it is.
        String notOffered(LocalDate today, Rule rule) {
            if (!holds.isEmpty()) {
                return "is held by";
            }
            if (!ended || rule.months == 0) {
                return "is kept for ever";
            }
            if (today.isBefore(day.plusMonths(rule.months)) || today.isBefore(extended)) {
                return "is kept until";
            }
            return rule.copy && copies.isEmpty() ? "has no verified copy" : "";
        }

        /// Why it may not go; empty if it may.
        String stays(LocalDate today, Rule rule) {
            String first = notOffered(today, rule);
            if (!first.isEmpty()) {
                return first;
            }
            if (journal) {
                return "has a journal";
            }
            if (vanished) {
                return "cannot be read";
            }
            if (changed) {
                return "has changed since the catalogue saw it";
            }
            boolean copied = copies.contains(product.sha256()) && !rotten;
            return rule.copy && !copied ? "is not the file that was copied" : "";
        }
    }

    private Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(ZONE).toInstant();
    }

    private static List<CatalogueEntry> entries(Collection<Life> lives) {
        return lives.stream().map(life -> life.product.entry()).toList();
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void measure(LocalDate today, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            LocalDate day = today.minusDays(random.nextInt(STEP_DAYS));
            measure("%s/scan_%04d.h5".formatted(today, i), day, "E" + i % 50);
        }
    }

    private void measure(String path, LocalDate day, String experiment) throws IOException {
        Optional<Instant> end = Optional.of(noon(day)).filter(_ -> random.nextInt(500) > 0);
        alive.put(path, new Life(Entries.product(folder, path, noon(day), end, experiment), day));
    }

    private void copy(Retention retention, List<Life> lives) {
        Map<CatalogueEntry, String> sums = new HashMap<>();
        for (Life life : lives) {
            life.copies.add(life.product.sha256());
            sums.put(life.product.entry(), life.product.sha256());
        }
        retention.copied(sums, "archive", any(PEOPLE));
    }

    private void live(Retention retention, LocalDate today) throws IOException {
        copy(
                retention,
                alive.values().stream()
                        .filter(life -> life.copies.isEmpty() && random.nextInt(3) == 0)
                        .toList());
        for (int i = 0; i < DEEDS; i++) {
            List<Life> all = List.copyOf(alive.values());
            hold(retention, any(all), today);
            extend(retention, any(all), today);
            spoil(any(all), today);
        }
        List<Life> held = alive.values().stream().filter(life -> !life.holds.isEmpty()).toList();
        for (int i = 0; i < DEEDS; i++) {
            release(retention, any(held));
        }
        // Some files that have changed are copied once more.
        copy(
                retention,
                alive.values().stream()
                        .filter(life ->
                                !life.copies.isEmpty()
                                        && !life.copies.contains(life.product.sha256())
                                        && random.nextInt(4) == 0)
                        .toList());
    }

    private void hold(Retention retention, Life life, LocalDate today) {
        int holds = 1 + random.nextInt(3);
        for (int i = 0; i < holds; i++) {
            Hold hold = new Hold(any(PEOPLE), any(REASONS), today);
            if (life.holds.stream()
                    .noneMatch(h -> h.person.equals(hold.person) && h.reason.equals(hold.reason))) {
                life.holds.add(hold);
            }
            retention.hold(List.of(life.product.entry()), hold.reason, hold.person);
        }
    }

    private void release(Retention retention, Life life) {
        String person = any(PEOPLE);
        life.holds.stream()
                .filter(hold -> hold.person.equals(person))
                .findFirst()
                .or(() -> life.holds.stream().findFirst())
                .ifPresent(life.holds::remove);
        Due due = retention.release(List.of(life.product.entry()), person).getFirst();
        assertThat(due.state() == Due.State.HELD).isEqualTo(!life.holds.isEmpty());
    }

    private void extend(Retention retention, Life life, LocalDate today) {
        LocalDate until = today.plusDays(random.nextInt(900));
        life.extended = until.isAfter(life.extended) ? until : life.extended;
        retention.extend(List.of(life.product.entry()), noon(until), "later", any(PEOPLE));
    }

    /// Does something to a file behind the back of the desktop, or in front of its catalogue.
    private void spoil(Life life, LocalDate today) throws IOException {
        Path file = life.product.file();
        String path = life.product.entry().path();
        if (life.vanished) {
            return;
        }
        switch (random.nextInt(7)) {
            case 0 -> {
                // Of the same size, and nobody touched it.
                FileTime time = Files.getLastModifiedTime(file);
                Files.writeString(file, "rotten!");
                Files.setLastModifiedTime(file, time);
                life.rotten = true;
            }
            case 1 -> {
                Files.writeString(file, "changed");
                life.changed = true;
            }
            case 2 -> {
                Files.writeString(file, "and more", StandardOpenOption.APPEND);
                life.changed = true;
            }
            case 3 -> {
                life.product = Entries.again(life.product, "changed", now);
                life.changed = false;
                life.rotten = false;
            }
            // Another run takes its place; its deeds are not those of the one before.
            case 4 -> {
                measure(path, today, life.product.entry().experiment());
                alive.get(path).journal = life.journal;
            }
            case 5 -> {
                Files.delete(file);
                life.vanished = true;
            }
            default -> {
                Files.writeString(file.resolveSibling(file.getFileName() + ".journal"), "rows");
                life.journal = true;
            }
        }
    }

    @Test
    void exactlyTheRightOnesAreOfferedAndNoneIsDeletedWithoutItsConditions() throws Exception {
        DeedLog log = new DeedLog(folder);
        Retention retention = new Retention(folder, rule.policy(), log, () -> now, ZONE);
        int steps = (int) ((LAST.toEpochDay() - BEGIN.toEpochDay()) / STEP_DAYS);
        int made = 0;
        int deleted = 0;
        int unconfirmed = 0;
        for (int step = 1; step <= steps; step++) {
            LocalDate today = BEGIN.plusDays((long) step * STEP_DAYS);
            now = noon(today);
            if (RULES.containsKey(step)) {
                rule = RULES.get(step);
                retention = new Retention(folder, rule.policy(), log, () -> now, ZONE);
            }
            int count = step == steps ? PRODUCTS - made : PRODUCTS / steps;
            measure(today, count);
            made += count;
            live(retention, today);
            Set<String> offered =
                    retention.due(entries(alive.values())).stream()
                            .filter(Due::isOffered)
                            .map(one -> one.entry().path())
                            .collect(Collectors.toSet());
            Set<String> expected = new HashSet<>();
            alive.forEach((path, life) -> {
                if (life.notOffered(today, rule).isEmpty()) {
                    expected.add(path);
                }
            });
            assertThat(offered).as("%s, %s", today, rule).isEqualTo(expected);
            // A person confirms half of what is offered, and asks for some that are not.
            List<Life> asked =
                    alive.values().stream()
                            .filter(life ->
                                    random.nextInt(
                                                    expected.contains(life.product.entry().path())
                                                            ? 2
                                                            : 100)
                                            == 0)
                            .toList();
            // Another one looks and does not confirm.
            List<Life> looked = asked.subList(0, Math.min(100, asked.size()));
            check(retention.dryRun(entries(looked)), looked, today);
            looked.forEach(life -> assertThat(isThere(life)).isEqualTo(!life.vanished));
            List<Retention.Deletion> deletions = retention.delete(entries(asked), "bert");
            check(deletions, asked, today);
            unconfirmed += expected.size();
            for (Life life : asked) {
                String stays = life.stays(today, rule);
                assertThat(isThere(life)).isEqualTo(!stays.isEmpty() && !life.vanished);
                if (stays.isEmpty()) {
                    deleted++;
                    alive.remove(life.product.entry().path());
                } else {
                    refused.merge(stays, 1, Integer::sum);
                }
                unconfirmed -= expected.contains(life.product.entry().path()) ? 1 : 0;
            }
        }
        assertThat(made).isEqualTo(PRODUCTS);
        assertThat(deleted).isGreaterThan(PRODUCTS / 2);
        assertThat(refused)
                .as("each condition kept something that was asked for")
                .containsOnlyKeys(
                        "is held by",
                        "is kept for ever",
                        "is kept until",
                        "has no verified copy",
                        "has a journal",
                        "cannot be read",
                        "has changed since the catalogue saw it",
                        "is not the file that was copied");
        assertThat(alive.values()).allMatch(life -> isThere(life) == !life.vanished);
        assertThat(new DeedLog(folder).deeds())
                .filteredOn(deed -> deed.what() instanceof Deed.What.Deleted)
                .hasSize(deleted);
        Retention restarted =
                new Retention(folder, rule.policy(), new DeedLog(folder), () -> now, ZONE);
        assertThat(restarted.due(entries(alive.values())))
                .isEqualTo(retention.due(entries(alive.values())));
        System.out.printf(
                "five years: %d products, %d deleted, %d offered and not confirmed, asked for and kept %s, %d left%n",
                made, deleted, unconfirmed, refused, alive.size());
        DiskUse use;
        try (Catalogue catalogue = Catalogue.open(folder, folder.resolve("index"))) {
            catalogue.put(List.copyOf(entries(alive.values())));
            use = DiskUse.of(catalogue, 1_000_000, now);
        }
        assertThat(use.shares()).hasSize(50);
        assertThat(use.shares().stream().mapToLong(DiskUse.Share::products).sum())
                .isEqualTo(alive.size());
        long fresh =
                alive.values().stream()
                        .filter(life -> noon(life.day).isAfter(now.minus(DiskUse.LOOK_BACK)))
                        .count();
        assertThat(use.bytesPerDay()).isEqualTo(fresh * 7 / 30.0);
        assertThat(use.full())
                .contains(now.plusSeconds(Math.round(1_000_000 / use.bytesPerDay() * 86_400)));
    }

    private static boolean isThere(Life life) {
        return Files.exists(life.product.file());
    }

    private void check(List<Retention.Deletion> deletions, List<Life> asked, LocalDate today) {
        assertThat(deletions).hasSameSizeAs(asked);
        for (int i = 0; i < asked.size(); i++) {
            Life life = asked.get(i);
            String stays = life.stays(today, rule);
            String obstacle = deletions.get(i).obstacle();
            assertThat(obstacle.isEmpty()).as(obstacle).isEqualTo(stays.isEmpty());
            assertThat(obstacle).contains(stays);
            for (Hold hold : life.holds) {
                assertThat(obstacle)
                        .contains(
                                "%s since %s (%s)".formatted(hold.person, hold.since, hold.reason));
            }
        }
    }
}
