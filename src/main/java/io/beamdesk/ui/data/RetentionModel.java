package io.beamdesk.ui.data;

import io.beamdesk.app.Copies;
import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.export.CopyCheck;
import io.beamdesk.retention.DiskUse;
import io.beamdesk.retention.Due;
import io.beamdesk.retention.Retention;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// How long products are kept, and what fills the disk. The JavaFX thread alone; the catalogue, the log of
/// deeds and the files are read and written elsewhere.
final class RetentionModel {
    private static final int MORE = 1000;

    private final DataDesk desk;
    private final Executor background;
    private final Executor fxThread;
    private final InstantSource clock;
    private final ZoneId zone;
    private final ReadOnlyObjectWrapper<Stock> stock =
            new ReadOnlyObjectWrapper<>(this, "stock", Stock.NONE);
    private final ReadOnlyObjectWrapper<Keeping> keeping =
            new ReadOnlyObjectWrapper<>(this, "keeping", Keeping.NOTHING);
    private final ReadOnlyStringWrapper report = new ReadOnlyStringWrapper(this, "report", "");
    private final AtomicLong asked = new AtomicLong();
    private final AtomicInteger limit = new AtomicInteger(MORE);
    private List<CatalogueEntry> chosen = List.of();
    private boolean shown;

    /// Everything that is kept.
    ///
    /// @param forEver whether the beamline file has no policy
    /// @param due products whose time ends soon or is over, and those that are held; the first to go first
    /// @param isMore whether more end soon
    /// @param use what fills the disk
    record Stock(boolean forEver, List<Due> due, boolean isMore, DiskUse use) {
        static final Stock NONE =
                new Stock(false, List.of(), false, new DiskUse(List.of(), 0, 0, Optional.empty()));
    }

    RetentionModel(
            DataDesk desk,
            Executor background,
            Executor fxThread,
            InstantSource clock,
            ZoneId zone) {
        this.desk = desk;
        this.background = background;
        this.fxThread = fxThread;
        this.clock = clock;
        this.zone = zone;
    }

    ZoneId zone() {
        return zone;
    }

    ReadOnlyObjectProperty<Stock> stockProperty() {
        return stock.getReadOnlyProperty();
    }

    /// How long the chosen products are kept.
    ReadOnlyObjectProperty<Keeping> keepingProperty() {
        return keeping.getReadOnlyProperty();
    }

    /// What became of the last thing that was done, in one sentence.
    ReadOnlyStringProperty reportProperty() {
        return report.getReadOnlyProperty();
    }

    /// Whether everything is looked at, or the chosen products only.
    void setShown(boolean now) {
        shown = now;
        refresh();
    }

    /// Asks how long these are kept.
    void choose(List<CatalogueEntry> entries) {
        chosen = List.copyOf(entries);
        look();
    }

    /// Looks again.
    void refresh() {
        look();
        if (shown) {
            long question = asked.get();
            apart(() -> {
                Stock now = stock();
                fxThread.execute(() -> {
                    if (question == asked.get()) {
                        stock.set(now);
                    }
                });
            });
        }
    }

    private void look() {
        long question = asked.incrementAndGet();
        List<CatalogueEntry> entries = chosen;
        if (entries.isEmpty()) {
            keeping.set(Keeping.NOTHING);
            return;
        }
        apart(() -> {
            Keeping now = Keeping.of(desk.retention().due(entries), zone);
            fxThread.execute(() -> {
                if (question == asked.get()) {
                    keeping.set(now);
                }
            });
        });
    }

    private Stock stock() {
        Retention retention = desk.retention();
        Retention.First first = desk.firstToGo(retention, limit.get());
        return new Stock(
                retention.policy().keep().isEmpty(),
                first.due().stream().sorted(RetentionModel::firstToGo).toList(),
                first.isMore(),
                desk.use(clock.instant()));
    }

    /// Shows more of what ends soon.
    void more() {
        limit.addAndGet(MORE);
        refresh();
    }

    private static int firstToGo(Due one, Due other) {
        int offered = Boolean.compare(other.isOffered(), one.isOffered());
        return offered != 0
                ? offered
                : one.until().orElse(Instant.MAX).compareTo(other.until().orElse(Instant.MAX));
    }

    /// Holds products until they are released.
    void hold(List<CatalogueEntry> entries, String reason) {
        change(
                () -> desk.retention().hold(entries, reason, desk.person()),
                "%s held: %s.".formatted(many(entries.size()), reason));
    }

    /// Ends one hold of each; says so if others stay.
    void release(List<CatalogueEntry> entries) {
        apart(() -> {
            List<Due> held =
                    desk.retention().release(entries, desk.person()).stream()
                            .filter(due -> due.state() == Due.State.HELD)
                            .toList();
            String released = many(entries.size() - held.size()) + " released";
            String sentence =
                    held.isEmpty()
                            ? released + "."
                            : "%s, %d not: %s"
                                    .formatted(released, held.size(), held.getFirst().obstacle());
            fxThread.execute(() -> {
                report.set(sentence);
                refresh();
            });
        });
    }

    /// Keeps products until a day, if that is later than the policy says.
    void extend(List<CatalogueEntry> entries, LocalDate until, String reason) {
        change(
                () ->
                        desk.retention()
                                .extend(
                                        entries,
                                        until.atStartOfDay(zone).toInstant(),
                                        reason,
                                        desk.person()),
                "%s kept until %s at least."
                        .formatted(
                                many(entries.size()),
                                Keeping.day(until.atStartOfDay(zone).toInstant(), zone)));
    }

    /// Reads the copies of products again; those that are damaged or gone count no more.
    void checkCopies(List<CatalogueEntry> entries) {
        report.set("Reading the copies of " + many(entries.size()) + " …");
        apart(() -> {
            List<Copies.Checked> checked = desk.checkCopies(entries);
            String sentence = copies(checked);
            fxThread.execute(() -> {
                report.set(sentence);
                refresh();
            });
        });
    }

    private static String copies(List<Copies.Checked> checked) {
        if (checked.isEmpty()) {
            return "No copy is noted; export first.";
        }
        List<String> others =
                checked.stream()
                        .filter(copy -> copy.state() != CopyCheck.State.GOOD)
                        // What is damaged before what could not be looked at.
                        .sorted(Comparator.comparing(Copies.Checked::state))
                        .map(Copies.Checked::sentence)
                        .toList();
        String good =
                "%d of %d copies good".formatted(checked.size() - others.size(), checked.size());
        return others.isEmpty()
                ? good + "."
                : good + ", " + others.size() + " not: " + others.getFirst();
    }

    /// Says what would become of products that are to be deleted: reads each file.
    void dryRun(List<CatalogueEntry> entries, Consumer<List<Retention.Deletion>> then) {
        report.set("Reading " + many(entries.size()) + " before anything is deleted …");
        apart(() -> {
            List<Retention.Deletion> deletions = desk.retention().dryRun(entries);
            fxThread.execute(() -> {
                report.set("");
                then.accept(deletions);
            });
        });
    }

    /// Deletes those of the products that may be; a person has confirmed it.
    void delete(List<CatalogueEntry> entries) {
        report.set("Deleting " + many(entries.size()) + " …");
        apart(() -> {
            List<Retention.Deletion> deletions = desk.retention().delete(entries, desk.person());
            desk.look();
            String sentence = sentence(deletions);
            fxThread.execute(() -> {
                report.set(sentence);
                refresh();
            });
        });
    }

    private static String sentence(List<Retention.Deletion> deletions) {
        List<Retention.Deletion> stay =
                deletions.stream().filter(each -> !each.obstacle().isEmpty()).toList();
        String gone = many(deletions.size() - stay.size()) + " deleted";
        return stay.isEmpty()
                ? gone + ", and what is known of them kept."
                : gone + ", " + stay.size() + " not: " + stay.getFirst().obstacle();
    }

    static String many(long products) {
        return products == 1 ? "1 product" : products + " products";
    }

    private void change(Runnable deed, String sentence) {
        apart(() -> {
            deed.run();
            fxThread.execute(() -> {
                report.set(sentence);
                refresh();
            });
        });
    }

    private void apart(Runnable task) {
        background.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException failed) {
                fxThread.execute(() -> report.set(String.valueOf(failed.getMessage())));
            }
        });
    }
}
