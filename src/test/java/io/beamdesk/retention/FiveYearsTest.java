package io.beamdesk.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.config.DataPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Five years of a beamline: what is offered every four weeks is just what a second, plain account of
/// every condition says.
class FiveYearsTest {
    private static final int PRODUCTS = 100_000;
    private static final int STEP_DAYS = 28;
    private static final ZoneId ZONE = ZoneId.of("Australia/Melbourne");
    private static final LocalDate BEGIN = LocalDate.of(2026, 3, 4);
    private static final LocalDate LAST = BEGIN.plusYears(5);

    @TempDir private Path folder;
    private Instant now = Instant.EPOCH;
    private final Random random = new Random(4711);
    private final Map<String, Life> alive = new HashMap<>();

    /// What the plain account knows of a product.
    private static final class Life {
        final Entries.Product product;
        final LocalDate end;
        boolean held;
        LocalDate extended = LocalDate.MIN;
        boolean copied;
        boolean damaged;

        Life(Entries.Product product, LocalDate end) {
            this.product = product;
            this.end = end;
        }

        boolean mayGo(LocalDate today) {
            return !held
                    && copied
                    && !today.isBefore(end.plusYears(1))
                    && !today.isBefore(extended);
        }
    }

    private Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(ZONE).toInstant();
    }

    private void measure(LocalDate today, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            LocalDate end = today.minusDays(random.nextInt(STEP_DAYS));
            String path = "%s/scan_%04d.h5".formatted(today, i);
            Entries.Product product =
                    Entries.product(folder, path, noon(end), Optional.of(noon(end)), "E" + i % 50);
            alive.put(path, new Life(product, end));
        }
    }

    private void live(Retention retention, LocalDate today) throws Exception {
        List<Life> all = new ArrayList<>(alive.values());
        List<Life> fresh = all.stream().filter(life -> !life.copied).toList();
        Map<CatalogueEntry, String> copied = new HashMap<>();
        for (Life life : fresh) {
            if (random.nextInt(3) == 0) {
                life.copied = true;
                copied.put(life.product.entry(), life.product.sha256());
            }
        }
        retention.copied(copied, "archive", "anna");
        for (int i = 0; i < 20 && !all.isEmpty(); i++) {
            Life life = all.get(random.nextInt(all.size()));
            switch (random.nextInt(4)) {
                case 0 -> {
                    life.held = true;
                    retention.hold(List.of(life.product.entry()), "thesis", "anna");
                }
                case 1 -> {
                    life.held = false;
                    retention.release(List.of(life.product.entry()), "anna");
                }
                case 2 -> {
                    LocalDate until = today.plusDays(random.nextInt(900));
                    life.extended = until.isAfter(life.extended) ? until : life.extended;
                    retention.extend(List.of(life.product.entry()), noon(until), "later", "anna");
                }
                default -> {
                    life.damaged = true;
                    Files.writeString(life.product.file(), "damaged");
                }
            }
        }
    }

    @Test
    void exactlyTheRightOnesAreOfferedAndNoneIsDeletedWithoutItsConditions() throws Exception {
        DeedLog log = new DeedLog(folder);
        DataPolicy policy =
                new DataPolicy(Optional.of(Period.ofYears(1)), Period.ofDays(90), true, List.of());
        Retention retention = new Retention(folder, policy, log, () -> now, ZONE);
        int steps = (int) ((LAST.toEpochDay() - BEGIN.toEpochDay()) / STEP_DAYS);
        int made = 0;
        int deleted = 0;
        Set<String> spoilt = new HashSet<>();
        for (int step = 1; step <= steps; step++) {
            LocalDate today = BEGIN.plusDays((long) step * STEP_DAYS);
            now = noon(today);
            int count = step == steps ? PRODUCTS - made : PRODUCTS / steps;
            measure(today, count);
            made += count;
            live(retention, today);
            List<Due> due =
                    retention.due(
                            alive.values().stream().map(life -> life.product.entry()).toList());
            Set<String> offered =
                    due.stream()
                            .filter(Due::isOffered)
                            .map(one -> one.entry().path())
                            .collect(Collectors.toSet());
            Set<String> expected = new HashSet<>();
            alive.forEach((path, life) -> {
                if (life.mayGo(today)) {
                    expected.add(path);
                }
            });
            assertThat(offered).isEqualTo(expected);
            // A person confirms half of what is offered, and asks for some that are not.
            List<Life> asked =
                    alive.values().stream()
                            .filter(life -> random.nextInt(life.mayGo(today) ? 2 : 200) == 0)
                            .toList();
            List<Retention.Deletion> deletions =
                    retention.delete(
                            asked.stream().map(life -> life.product.entry()).toList(), "bert");
            for (int i = 0; i < asked.size(); i++) {
                Life life = asked.get(i);
                boolean right = life.mayGo(today) && !life.damaged;
                assertThat(deletions.get(i).obstacle().isEmpty()).isEqualTo(right);
                assertThat(Files.exists(life.product.file())).isEqualTo(!right);
                if (right) {
                    deleted++;
                    alive.remove(life.product.entry().path());
                } else if (life.mayGo(today)) {
                    spoilt.add(life.product.entry().path());
                }
            }
        }
        assertThat(made).isEqualTo(PRODUCTS);
        assertThat(deleted).isGreaterThan(PRODUCTS / 2);
        assertThat(spoilt).as("files that are not what was copied stay").isNotEmpty();
        assertThat(new DeedLog(folder).deeds())
                .filteredOn(deed -> deed.what() instanceof Deed.What.Deleted)
                .hasSize(deleted);
        System.out.printf(
                "five years: %d products, %d deleted, %d asked for and kept as damaged, %d left%n",
                made, deleted, spoilt.size(), alive.size());
        DiskUse use =
                DiskUse.of(
                        alive.values().stream().map(life -> life.product.entry()).toList(),
                        1_000_000,
                        now);
        assertThat(use.shares()).hasSize(50);
        assertThat(use.shares().stream().mapToLong(DiskUse.Share::products).sum())
                .isEqualTo(alive.size());
        long fresh =
                alive.values().stream()
                        .filter(life -> noon(life.end).isAfter(now.minus(DiskUse.LOOK_BACK)))
                        .count();
        assertThat(use.bytesPerDay()).isEqualTo(fresh * 7 / 30.0);
        assertThat(use.full())
                .contains(now.plusSeconds(Math.round(1_000_000 / use.bytesPerDay() * 86_400)));
    }
}
