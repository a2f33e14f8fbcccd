package io.beamdesk.retention;

import io.beamdesk.catalogue.Catalogue;
import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.codec.Sha256;
import io.beamdesk.config.DataPolicy;
import io.beamdesk.product.FramesElsewhere;
import io.beamdesk.product.ProductException;
import io.beamdesk.product.ProductRecovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Decides which products of a data folder may be deleted, and deletes them. Nothing is deleted unless
/// its time is over, nobody holds it, a copy of just this file was verified where the policy asks
/// for one, and a person said so; every deed is on the disk before it is done.
///
/// Reads and writes files; not for the thread of a window.
public final class Retention {
    private static final int MONTHS_DIFFER = 4;

    private final Path folder;
    private final DataPolicy policy;
    private final DeedLog log;
    private final InstantSource clock;
    private final ZoneId zone;
    private final boolean unreadableToo;

    /// What became of one product that was to be deleted.
    ///
    /// @param path in the data folder
    /// @param obstacle why it is still there, in one sentence; empty if it is not
    public record Deletion(String path, String obstacle) {}

    /// @param folder the data folder
    /// @param log of that folder
    public Retention(
            Path folder, DataPolicy policy, DeedLog log, InstantSource clock, ZoneId zone) {
        this(folder, policy, log, clock, zone, false);
    }

    private Retention(
            Path folder,
            DataPolicy policy,
            DeedLog log,
            InstantSource clock,
            ZoneId zone,
            boolean unreadableToo) {
        this.folder = folder;
        this.policy = policy;
        this.log = log;
        this.clock = clock;
        this.zone = zone;
        this.unreadableToo = unreadableToo;
    }

    /// The same, which deletes products that cannot be read, too: whether a detector has frames of them in files
    /// of its own nobody can tell then, and a person has given up both.
    public Retention unreadableToo() {
        return new Retention(folder, policy, log, clock, zone, true);
    }

    /// By what it is decided.
    public DataPolicy policy() {
        return policy;
    }

    /// Where products stand, in the order given.
    public List<Due> due(Collection<CatalogueEntry> entries) {
        log.readOn();
        return entries.stream().map(this::due).toList();
    }

    /// The products whose time ends soon or is over, the first to go first, and those that are held.
    ///
    /// @param due where they stand
    /// @param isMore whether more end soon than were asked for
    public record First(List<Due> due, boolean isMore) {
        /// Copies the list.
        public First {
            due = List.copyOf(due);
        }
    }

    /// The first products to go, with those that are held at the end.
    ///
    /// @param most how many at most that are not held
    public First first(Catalogue catalogue, int most) {
        List<Due> ending = ending(catalogue).limit(most + 1L).toList();
        boolean isMore = ending.size() > most;
        return new First(
                Stream.concat(ending.stream().limit(most), held(catalogue)).toList(), isMore);
    }

    /// The products whose time ends soon or is over, the first to go first, read as they are asked for.
    public Stream<Due> ending(Catalogue catalogue) {
        log.readOn();
        return policy.keep().map(this::by).stream()
                .flatMap(catalogue::ended)
                .map(this::due)
                .filter(due ->
                        due.state() == Due.State.EXPIRING || due.state() == Due.State.EXPIRED);
    }

    /// The products that somebody holds.
    public Stream<Due> held(Catalogue catalogue) {
        log.readOn();
        return log.holds().stream()
                .flatMap(hold ->
                        catalogue.entry(catalogue.folder().resolve(hold.path())).stream()
                                .filter(entry -> entry.uid().equals(hold.uid())))
                .map(this::due);
    }

    /// All products, the newest first, read as they are asked for.
    public Stream<Due> all(Catalogue catalogue) {
        log.readOn();
        return catalogue.all().map(this::due);
    }

    /// When a run ended, at the latest, if its time ends soon; months differ by three days.
    private Instant by(Period keep) {
        return clock.instant()
                .atZone(zone)
                .plus(policy.warning())
                .minus(keep)
                .plusDays(MONTHS_DIFFER)
                .toInstant();
    }

    private Due due(CatalogueEntry entry) {
        Standing standing = standing(entry);
        Optional<Instant> until = until(entry, standing);
        List<String> copies =
                standing.copies().stream().map(Deed.What.Copied::destination).distinct().toList();
        if (!standing.holds().isEmpty()) {
            return new Due(entry, Due.State.HELD, until, copies, held(entry, standing.holds()));
        }
        if (until.isEmpty()) {
            return new Due(
                    entry,
                    Due.State.KEPT,
                    until,
                    copies,
                    entry.path() + " is kept for ever; nothing to do.");
        }
        Instant now = clock.instant();
        if (now.isBefore(until.get())) {
            boolean soon =
                    !now.atZone(zone).plus(policy.warning()).toInstant().isBefore(until.get());
            return new Due(
                    entry,
                    soon ? Due.State.EXPIRING : Due.State.KEPT,
                    until,
                    copies,
                    entry.path()
                            + " is kept until "
                            + until.get().atZone(zone).toLocalDate()
                            + "; wait for that day.");
        }
        return new Due(entry, Due.State.EXPIRED, until, copies, obstacle(entry, standing));
    }

    private Standing standing(CatalogueEntry entry) {
        return log.standing(entry.path(), entry.uid());
    }

    private Optional<Instant> until(CatalogueEntry entry, Standing standing) {
        // A run that has not ended, and a file that nobody knows the run of, has no time to be
        // over.
        return entry.end()
                .flatMap(end -> policy.keptUntil(end, zone))
                .map(until -> standing.extended().filter(until::isBefore).orElse(until));
    }

    private String held(CatalogueEntry entry, List<Deed> holds) {
        return "%s is held by %s; ask them to release it."
                .formatted(
                        entry.path(),
                        holds.stream().map(this::holder).collect(Collectors.joining(" and by ")));
    }

    private String holder(Deed hold) {
        String reason = hold.what() instanceof Deed.What.Hold(var why) ? why : "";
        return "%s since %s (%s)"
                .formatted(hold.person(), hold.time().atZone(zone).toLocalDate(), reason);
    }

    private String obstacle(CatalogueEntry entry, Standing standing) {
        if (policy.copy() && standing.copies().isEmpty()) {
            return entry.path()
                    + " has no verified copy, which its policy asks for; export it first.";
        }
        return "";
    }

    /// What would become of products that a person wants deleted; touches nothing.
    public List<Deletion> dryRun(Collection<CatalogueEntry> entries) {
        log.readOn();
        return entries.stream()
                .map(entry -> new Deletion(entry.path(), judge(due(entry)).obstacle()))
                .toList();
    }

    /// Deletes those of the products that may be; the others stay.
    ///
    /// @param person who said so
    public List<Deletion> delete(Collection<CatalogueEntry> entries, String person) {
        log.readOn();
        Map<CatalogueEntry, Judgement> judgements = new LinkedHashMap<>();
        entries.forEach(entry -> judgements.put(entry, judge(due(entry))));
        List<Deed> deeds = new ArrayList<>();
        judgements.forEach((entry, judgement) -> {
            if (judgement.obstacle().isEmpty()) {
                Tombstone tombstone = Tombstone.of(entry, judgement.sha256());
                deeds.add(deed(entry, person, new Deed.What.Deleted(tombstone)));
            }
        });
        log.add(deeds);
        return judgements.entrySet().stream()
                .map(judged ->
                        new Deletion(
                                judged.getKey().path(),
                                judged.getValue().obstacle().isEmpty()
                                        ? delete(judged.getKey())
                                        : judged.getValue().obstacle()))
                .toList();
    }

    /// A product whose tombstone is on the disk.
    private String delete(CatalogueEntry entry) {
        // Somebody may have put a hold on it while the files were read.
        log.readOn();
        Due last = due(entry);
        if (!last.isOffered()) {
            return last.obstacle();
        }
        Path file = folder.resolve(entry.path());
        try {
            // Or have written it anew.
            if (hasChanged(entry)) {
                return changed(file);
            }
            Files.delete(file);
            return "";
        } catch (IOException e) {
            return "%s could not be deleted: %s; check its rights, then delete it again."
                    .formatted(file, e.getMessage());
        }
    }

    /// Another run may have taken the place of a file, with just as many bytes.
    private boolean hasChanged(CatalogueEntry entry) throws IOException {
        return !Catalogue.version(folder.resolve(entry.path())).equals(entry.version());
    }

    private static String changed(Path file) {
        return file + " has changed since the catalogue saw it; look at it again first.";
    }

    private record Judgement(String obstacle, String sha256) {}

    /// Looks at the file itself, at the last moment.
    private Judgement judge(Due due) {
        CatalogueEntry entry = due.entry();
        Path file = folder.resolve(entry.path());
        if (!due.isOffered()) {
            return new Judgement(due.obstacle(), "");
        }
        if (ProductRecovery.pending(file)) {
            return new Judgement(
                    file + " has a journal that holds more than the file; recover it first.", "");
        }
        try {
            if (hasChanged(entry)) {
                return new Judgement(changed(file), "");
            }
            String elsewhere = elsewhere(file);
            if (!elsewhere.isEmpty()) {
                return new Judgement(elsewhere, "");
            }
            String sha256 = Sha256.of(file);
            boolean copied =
                    standing(entry).copies().stream()
                            .anyMatch(copy -> copy.sha256().equals(sha256));
            return policy.copy() && !copied
                    ? new Judgement(
                            file
                                    + " is not the file that was copied, it has another checksum; export it first.",
                            "")
                    : new Judgement("", sha256);
        } catch (IOException e) {
            return new Judgement(
                    "%s cannot be read: %s; check that it is there and may be read."
                            .formatted(file, e.getMessage()),
                    "");
        }
    }

    /// Why a file may not be all there is of a product; empty if it is.
    private String elsewhere(Path file) throws IOException {
        try {
            return FramesElsewhere.reason(file, FramesElsewhere.files(file));
        } catch (ProductException e) {
            String why = String.valueOf(e.getMessage()).replaceFirst("[.;] *$", "");
            return unreadableToo
                    ? ""
                    : "%s cannot be read (%s), so that nobody can tell whether a detector has frames of it in files of its own; recover it (beamdesk products recover %s), or give it up (beamdesk products retention delete --unreadable %s)."
                            .formatted(file, why, file, file);
        }
    }

    /// Holds products.
    public void hold(Collection<CatalogueEntry> entries, String reason, String person) {
        add(entries, new Deed.What.Hold(reason), person);
    }

    /// Ends one hold of each product: the first that this person has put on it, or else the first of
    /// all. Other holds stay.
    ///
    /// @return where the products stand then
    public List<Due> release(Collection<CatalogueEntry> entries, String person) {
        log.readOn();
        log.add(
                entries.stream()
                        .flatMap(entry ->
                                standing(entry).endedBy(person).stream()
                                        .map(hold -> deed(entry, person, release(hold))))
                        .toList());
        return due(entries);
    }

    private static Deed.What.Release release(Deed hold) {
        return new Deed.What.Release(
                hold.person(), hold.what() instanceof Deed.What.Hold(var why) ? why : null);
    }

    /// Keeps products for longer.
    public void extend(
            Collection<CatalogueEntry> entries, Instant until, String reason, String person) {
        add(entries, new Deed.What.Extend(until, reason), person);
    }

    /// Notes that verified copies of products lie elsewhere.
    ///
    /// @param sums SHA-256 of each file
    public void copied(Map<CatalogueEntry, String> sums, String destination, String person) {
        log.add(
                sums.entrySet().stream()
                        .map(copy ->
                                deed(
                                        copy.getKey(),
                                        person,
                                        new Deed.What.Copied(destination, copy.getValue())))
                        .toList());
    }

    /// The copies of a product that were noted, each once.
    public List<Deed.What.Copied> copies(CatalogueEntry entry) {
        log.readOn();
        return standing(entry).copies().stream().distinct().toList();
    }

    /// Notes that a copy is not what it was, so that nothing is deleted on the strength of it.
    ///
    /// @param reason in one clause
    public void withdraw(
            CatalogueEntry entry, Deed.What.Copied copy, String reason, String person) {
        add(
                List.of(entry),
                new Deed.What.Withdrawn(copy.destination(), copy.sha256(), reason),
                person);
    }

    private void add(Collection<CatalogueEntry> entries, Deed.What what, String person) {
        log.add(entries.stream().map(entry -> deed(entry, person, what)).toList());
    }

    private Deed deed(CatalogueEntry entry, String person, Deed.What what) {
        return new Deed(clock.instant(), person, entry.path(), entry.uid(), what);
    }
}
