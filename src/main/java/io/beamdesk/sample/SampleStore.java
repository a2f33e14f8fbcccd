package io.beamdesk.sample;

import io.beamdesk.database.Database;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
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
/// Every method waits for the disk and throws a [SampleException] if that fails or what is asked for is
/// refused; then nothing was changed. May be used by any thread.
public final class SampleStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SampleStore.class);

    /// Changes that a watcher is told of.
    ///
    /// @param trays ids of the trays whose samples, or which themselves, have changed
    /// @param sample id of the sample that something has become of, if that is all that has changed
    /// @param all whether anything may have changed, by another program
    public record Changed(Set<String> trays, Optional<String> sample, boolean all) {
        /// Copies the set.
        public Changed {
            trays = Set.copyOf(trays);
        }

        /// These trays have changed.
        public static Changed in(Set<String> trays) {
            return new Changed(trays, Optional.empty(), false);
        }

        /// Something has become of a sample.
        public static Changed of(String tray, String sample) {
            return new Changed(Set.of(tray), Optional.of(sample), false);
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

    private final Database database;
    private final TrayTypes types;
    private final InstantSource clock;
    private final List<Consumer<Changed>> watchers = new CopyOnWriteArrayList<>();
    private final SampleLife life;
    private final SamplePictures pictures;
    private final SampleCentrings centrings;
    private long others;

    private SampleStore(Database database, Path pictures, TrayTypes types, InstantSource clock) {
        this.database = database;
        this.types = types;
        this.clock = clock;
        life = new SampleLife(database, clock, this::tell);
        this.pictures = new SamplePictures(database, pictures, this::tell);
        centrings = new SampleCentrings(database, this::tell);
        others = database.others();
    }

    /// Opens a file, which is made with its folder if it is not there. The pictures are beside it, in a
    /// folder `pictures`.
    ///
    /// @param types what the trays may be
    public static SampleStore open(Path file, TrayTypes types, InstantSource clock) {
        return new SampleStore(
                Database.open(file, SampleSchema.KIND),
                file.resolveSibling("pictures"),
                types,
                clock);
    }

    /// What the trays may be.
    public TrayTypes types() {
        return types;
    }

    /// What becomes of the samples.
    public SampleLife life() {
        return life;
    }

    /// Pictures of the samples.
    public SamplePictures pictures() {
        return pictures;
    }

    /// Where samples were centred.
    public SampleCentrings centrings() {
        return centrings;
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
                        Database.rows(
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
        return database.read(c -> SampleFinding.search(c, search)).stream()
                .sorted(
                        Comparator.comparing(
                                        (SampleCard card) -> card.sample().tray(),
                                        NaturalOrder.NATURAL)
                                .thenComparing(
                                        card -> card.sample().position(), NaturalOrder.NATURAL))
                .toList();
    }

    /// How many samples fulfil all conditions, whatever the limit is.
    public int count(SampleSearch search) {
        return database.read(c -> SampleFinding.count(c, search));
    }

    /// Groups that samples belong to, as people sort.
    public List<String> groups() {
        return database.read(SampleFinding::groups).stream().sorted(NaturalOrder.NATURAL).toList();
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
        return database.read(c -> SampleTables.queueItems(c, sample));
    }

    // ---- What a person edits

    /// Does an edit as a whole. Its [Edit#inverse] takes it back.
    ///
    /// @param by who
    public void apply(Edit edit, String by) {
        database.write(c -> {
            new EditWriting(c, types, clock.instant(), by).write(edit);
            return edit;
        });
        tell(edit);
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
        tell(Changed.in(trays));
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
                    Database.execute(
                            c, "DELETE FROM loaded WHERE spot = ? OR tray = ?", spot, tray);
                    Database.execute(
                            c, "INSERT INTO loaded (spot, tray) VALUES (?, ?)", spot, tray);
                    SampleCentrings.moved(c, tray);
                    if (there != null) {
                        SampleCentrings.moved(c, there);
                    }
                    return Optional.ofNullable(there);
                });
        Set<String> trays = new HashSet<>(Set.of(tray));
        before.ifPresent(trays::add);
        tell(Changed.in(trays));
    }

    /// Says that a tray is not at the beamline any more.
    public void unload(String tray) {
        database.write(c -> {
            Database.execute(c, "DELETE FROM loaded WHERE tray = ?", tray);
            SampleCentrings.moved(c, tray);
            return tray;
        });
        tell(Changed.in(Set.of(tray)));
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
            tell(new Changed(Set.of(), Optional.empty(), true));
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
