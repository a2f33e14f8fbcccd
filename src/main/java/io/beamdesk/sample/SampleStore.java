package io.beamdesk.sample;

import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All trays and samples, and what has become of them: whatever it has accepted is on the disk and is
/// there again after the program or the machine has ended in whatever way. Several programs may have
/// it open at a time.
///
/// Every method but the ones about undo waits for the disk and throws a [SampleException] if that
/// fails or what is asked for is refused; then nothing was changed. May be used by any thread.
public final class SampleStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SampleStore.class);

    /// Changes that a watcher is told of.
    ///
    /// @param trays ids of the trays whose samples, or which themselves, have changed
    /// @param all whether anything may have changed, by another program
    public record Changed(Set<String> trays, boolean all) {
        /// Copies the set.
        public Changed {
            trays = Set.copyOf(trays);
        }

        /// Whether a tray may look different now.
        public boolean concerns(String tray) {
            return all || trays.contains(tray);
        }
    }

    /// Ends what [#watch] has begun.
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    private final SampleDatabase database;
    private final TrayTypes types;
    private final InstantSource clock;
    private final List<Consumer<Changed>> watchers = new CopyOnWriteArrayList<>();
    private final Deque<Edit> done = new ArrayDeque<>();
    private final Deque<Edit> undone = new ArrayDeque<>();
    private long others;

    private SampleStore(SampleDatabase database, TrayTypes types, InstantSource clock) {
        this.database = database;
        this.types = types;
        this.clock = clock;
        this.others = database.others();
    }

    /// Opens a file, which is made with its folder if it is not there.
    ///
    /// @param types what the trays may be
    public static SampleStore open(Path file, TrayTypes types, InstantSource clock) {
        return new SampleStore(SampleDatabase.open(file), types, clock);
    }

    /// What the trays may be.
    public TrayTypes types() {
        return types;
    }

    // ---- What there is

    /// All trays with the number of their samples by state, sorted by id as people sort.
    public List<TrayCount> trays() {
        return database.read(SampleTables::trays).stream()
                .sorted(Comparator.comparing(count -> count.tray().id(), NaturalOrder.NATURAL))
                .toList();
    }

    /// A tray.
    public Optional<Tray> tray(String id) {
        return database.read(c -> SampleTables.tray(c, id));
    }

    /// All samples of a tray in the order of its places.
    public List<SampleCard> samples(String tray) {
        return search(SampleSearch.ALL.tray(tray).limit(Integer.MAX_VALUE));
    }

    /// A sample by its id.
    public Optional<SampleCard> sample(String id) {
        return card("s.id = ?", id);
    }

    /// The sample in a place.
    public Optional<SampleCard> sample(String tray, String position) {
        return card("s.tray = ? AND s.position = ?", tray, position);
    }

    private Optional<SampleCard> card(String where, Object... values) {
        return database
                .read(c ->
                        SampleDatabase.rows(
                                c,
                                SampleTables::card,
                                "SELECT "
                                        + SampleTables.CARD_COLUMNS
                                        + " FROM sample s WHERE "
                                        + where,
                                values))
                .stream()
                .findFirst();
    }

    /// What fulfils all conditions, by tray and place as people sort; of more than the limit those
    /// that were added first.
    public List<SampleCard> search(SampleSearch search) {
        return database.read(c -> SampleTables.search(c, search)).stream()
                .sorted(
                        Comparator.comparing(
                                        (SampleCard card) -> card.sample().tray(),
                                        NaturalOrder.NATURAL)
                                .thenComparing(
                                        card -> card.sample().position(), NaturalOrder.NATURAL))
                .toList();
    }

    /// What happened to a sample, the first first.
    public List<Transition> history(String sample) {
        return database.read(c -> SampleTables.history(c, sample));
    }

    /// Products that were made of a sample, the last first.
    public List<SampleProduct> products(String sample) {
        return database.read(c -> SampleTables.products(c, sample));
    }

    /// All items of the queue that are about a sample, and which.
    public Map<String, String> queueItems() {
        return Map.copyOf(database.read(SampleTables::queueItems));
    }

    /// Items of the queue that are about a sample.
    public List<String> queueItems(String sample) {
        return database.read(c ->
                SampleDatabase.rows(
                        c,
                        row -> row.getString(1),
                        "SELECT item FROM queue_item WHERE sample = ? ORDER BY rowid",
                        sample));
    }

    // ---- What a person edits, and takes back

    /// Does an edit as a whole, which then can be undone.
    ///
    /// @param by who
    public void apply(Edit edit, String by) {
        synchronized (done) {
            change(edit, by);
            done.push(edit);
            undone.clear();
        }
        tell(edit);
    }

    /// What [#undo] would take back, in words.
    public Optional<String> undoable() {
        synchronized (done) {
            return Optional.ofNullable(done.peek()).map(Edit::what);
        }
    }

    /// What [#redo] would do again, in words.
    public Optional<String> redoable() {
        synchronized (done) {
            return Optional.ofNullable(undone.peek()).map(Edit::what);
        }
    }

    /// Takes the last edit back that was done with this store and is not taken back already; nothing
    /// if there is none. Refused if what it changed has been changed otherwise since.
    ///
    /// @return what was taken back
    public Optional<String> undo(String by) {
        return back(done, undone, by);
    }

    /// Does the last edit again that was taken back; nothing if there is none.
    ///
    /// @return what was done again
    public Optional<String> redo(String by) {
        return back(undone, done, by);
    }

    private Optional<String> back(Deque<Edit> from, Deque<Edit> to, String by) {
        Edit inverse;
        synchronized (done) {
            Edit edit = from.peek();
            if (edit == null) {
                return Optional.empty();
            }
            inverse = edit.inverse();
            change(inverse, by);
            from.pop();
            to.push(inverse);
        }
        tell(inverse);
        return Optional.of(inverse.what());
    }

    private void change(Edit edit, String by) {
        database.write(c -> {
            new EditWriting(c, types, clock.instant(), by).write(edit);
            return edit;
        });
    }

    private void tell(Edit edit) {
        Set<String> trays = new HashSet<>();
        for (Edit.Change change : edit.changes()) {
            switch (change) {
                case Edit.TrayChange(var before, var after) -> {
                    before.ifPresent(tray -> trays.add(tray.id()));
                    after.ifPresent(tray -> trays.add(tray.id()));
                }
                case Edit.SampleChange(var before, var after) -> {
                    before.ifPresent(sample -> trays.add(sample.tray()));
                    after.ifPresent(sample -> trays.add(sample.tray()));
                }
            }
        }
        tell(new Changed(trays, false));
    }

    // ---- What becomes of a sample; facts, which are not undone

    /// Says that a sample is in another state now.
    ///
    /// @param by who or what did it
    /// @param why what a person should know of it; may be empty
    public void become(String sample, SampleState next, String by, String why) {
        fact(sample, (c, kept) -> step(c, kept, next, by, why));
    }

    /// Says that there is an item of the queue for a sample.
    public void queued(String sample, String item, String by) {
        fact(
                sample,
                (c, kept) -> {
                    SampleDatabase.execute(
                            c,
                            "INSERT INTO queue_item (item, sample) VALUES (?, ?)"
                                    + " ON CONFLICT (item) DO UPDATE SET sample = excluded.sample",
                            item,
                            sample);
                    if (kept.state() != SampleState.QUEUED && !kept.state().isInBeam()) {
                        step(c, kept, SampleState.QUEUED, by, "");
                    }
                });
    }

    /// Says that an item is in the queue no more. A sample that waited for it alone is again what it
    /// was before; one that is being measured is left to what comes of it.
    public void unqueued(String item, String by) {
        Optional<String> sample =
                database.read(c ->
                        SampleDatabase.rows(
                                        c,
                                        row -> row.getString(1),
                                        "SELECT sample FROM queue_item WHERE item = ?",
                                        item)
                                .stream()
                                .findFirst());
        if (sample.isEmpty()) {
            return;
        }
        fact(
                sample.get(),
                (c, kept) -> {
                    SampleDatabase.execute(c, "DELETE FROM queue_item WHERE item = ?", item);
                    boolean waits =
                            !SampleDatabase.rows(
                                            c,
                                            row -> row.getString(1),
                                            "SELECT item FROM queue_item WHERE sample = ?",
                                            kept.sample().id())
                                    .isEmpty();
                    if (kept.state() == SampleState.QUEUED && !waits) {
                        step(c, kept, settled(c, kept.sample().id()), by, "taken out of the queue");
                    }
                });
    }

    /// The state that a sample was in before it was queued or mounted.
    private static SampleState settled(Session c, String sample) throws SQLException {
        return SampleTables.history(c, sample).reversed().stream()
                .map(Transition::to)
                .filter(SampleState::isSettled)
                .findFirst()
                .orElse(SampleState.DEFINED);
    }

    /// Says that a sample that was mounted is in its place again: in the queue if an item is about it,
    /// else what it was before.
    public void unmounted(String sample, String by) {
        fact(
                sample,
                (c, kept) -> {
                    if (kept.state() == SampleState.MOUNTED) {
                        boolean waits =
                                !SampleDatabase.rows(
                                                c,
                                                row -> row.getString(1),
                                                "SELECT item FROM queue_item WHERE sample = ?",
                                                sample)
                                        .isEmpty();
                        step(
                                c,
                                kept,
                                waits ? SampleState.QUEUED : settled(c, sample),
                                by,
                                "unmounted");
                    }
                });
    }

    /// Says that a product was made of a sample.
    public void product(String sample, URI product, String title) {
        fact(
                sample,
                (c, _) ->
                        SampleDatabase.execute(
                                c,
                                "INSERT INTO product (sample, product, title, time) VALUES (?, ?, ?, ?)"
                                        + " ON CONFLICT DO UPDATE SET title = excluded.title",
                                sample,
                                product.toString(),
                                title,
                                clock.millis()));
    }

    /// Gives a sample a score, in the place of a former one of the same name.
    ///
    /// @param name which score: `screen`
    public void score(String sample, String name, double value) {
        if (name.isBlank() || name.length() > SampleText.NAME || !Double.isFinite(value)) {
            throw new SampleException(
                    "the score \"%s\" of %s is no name with a number; give both"
                            .formatted(name, value));
        }
        fact(
                sample,
                (c, _) ->
                        SampleDatabase.execute(
                                c,
                                "INSERT INTO score (sample, name, value, time) VALUES (?, ?, ?, ?)"
                                        + " ON CONFLICT DO UPDATE SET value = excluded.value, time = excluded.time",
                                sample,
                                name,
                                value,
                                clock.millis()));
    }

    private interface Fact {
        void write(Session connection, SampleTables.Kept kept) throws SQLException;
    }

    private void fact(String sample, Fact fact) {
        String tray =
                database.write(c -> {
                    SampleTables.Kept kept =
                            SampleTables.sample(c, sample)
                                    .orElseThrow(() ->
                                            new SampleException(
                                                    "there is no sample of the id "
                                                            + sample
                                                            + "; it was taken away"));
                    fact.write(c, kept);
                    return kept.sample().tray();
                });
        tell(new Changed(Set.of(tray), false));
    }

    private void step(Session c, SampleTables.Kept kept, SampleState next, String by, String why)
            throws SQLException {
        Sample sample = kept.sample();
        if (!kept.state().canBecome(next) || next == SampleState.EMPTY) {
            throw new SampleException(
                    "%s (%s of %s) is %s and cannot become %s"
                            .formatted(
                                    sample.label(),
                                    sample.position(),
                                    sample.tray(),
                                    kept.state().word(),
                                    next.word()));
        }
        SampleTables.become(
                c, sample.id(), new Transition(kept.state(), next, clock.instant(), by, why));
    }

    // ---- Where the trays are

    /// Which tray is where at the beamline: its id by the name of the spot, such as `stage`, or the
    /// number of a place in the dewar or the hotel as its sample changer has it.
    public Map<String, String> loaded() {
        return Map.copyOf(database.read(SampleTables::loaded));
    }

    /// Says that a tray is at a spot now, and no longer where it was; whatever was at the spot is not
    /// at the beamline any more.
    public void load(String tray, String spot) {
        Optional<String> before =
                database.write(c -> {
                    if (SampleTables.tray(c, tray).isEmpty()) {
                        throw new SampleException("there is no tray " + tray + "; add it first");
                    }
                    String there = SampleTables.loaded(c).get(spot);
                    SampleDatabase.execute(
                            c, "DELETE FROM loaded WHERE spot = ? OR tray = ?", spot, tray);
                    SampleDatabase.execute(
                            c, "INSERT INTO loaded (spot, tray) VALUES (?, ?)", spot, tray);
                    return Optional.ofNullable(there);
                });
        Set<String> trays = new HashSet<>(Set.of(tray));
        before.ifPresent(trays::add);
        tell(new Changed(trays, false));
    }

    /// Says that a tray is not at the beamline any more.
    public void unload(String tray) {
        database.write(c -> {
            SampleDatabase.execute(c, "DELETE FROM loaded WHERE tray = ?", tray);
            return tray;
        });
        tell(new Changed(Set.of(tray), false));
    }

    // ---- Who looks on

    /// Calls the watcher after every change, on the thread that made it, and after [#look] has found
    /// one of another program.
    public Watch watch(Consumer<Changed> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    /// Looks whether another program has changed anything since it was asked last, and tells the
    /// watchers if so. Costs a few microseconds; a pane that is seen asks once a second or so.
    public void look() {
        long now = database.others();
        boolean changed;
        synchronized (watchers) {
            changed = now != others;
            others = now;
        }
        if (changed) {
            tell(new Changed(Set.of(), true));
        }
    }

    private void tell(Changed changed) {
        for (Consumer<Changed> watcher : watchers) {
            try {
                watcher.accept(changed);
            } catch (RuntimeException problem) {
                // Who looks on must not touch what was done.
                LOG.error("A watcher of the samples failed: {}", problem.getMessage(), problem);
            }
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
