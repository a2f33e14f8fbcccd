package io.beamdesk.sample;

import io.beamdesk.database.Database;
import io.beamdesk.database.Session;
import java.net.URI;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// What becomes of samples: facts, each with its time and who or what did it, which are not undone.
///
/// A step that the table of [SampleState] does not have is refused, and nothing is changed. Every method
/// waits for the disk; may be used by any thread.
public final class SampleLife {
    private final Database database;
    private final InstantSource clock;
    private final Consumer<SampleStore.Changed> changed;

    /// @param changed is told of every fact
    SampleLife(Database database, InstantSource clock, Consumer<SampleStore.Changed> changed) {
        this.database = database;
        this.clock = clock;
        this.changed = changed;
    }

    /// Says that a sample is in another state now.
    ///
    /// @param by who or what did it
    /// @param why what a person should know of it; may be empty
    public void become(String sample, SampleState next, String by, String why) {
        fact(sample, (c, kept) -> step(c, kept, next, by, why));
    }

    /// Says that there is an item of the queue for a sample, which waits to be measured.
    public void queued(String sample, String item, String by) {
        fact(
                sample,
                (c, kept) -> {
                    item(c, sample, item);
                    if (kept.state() != SampleState.QUEUED && !kept.state().isInBeam()) {
                        step(c, kept, SampleState.QUEUED, by, "");
                    }
                });
    }

    /// Says that an item of the queue is about a sample, whatever has become of it: it has failed, and a person
    /// has to look at it.
    public void about(String sample, String item) {
        fact(sample, (c, _) -> item(c, sample, item));
    }

    private static void item(Session c, String sample, String item) throws SQLException {
        Database.execute(
                c,
                "INSERT INTO queue_item (item, sample) VALUES (?, ?)"
                        + " ON CONFLICT (item) DO UPDATE SET sample = excluded.sample",
                item,
                sample);
    }

    /// Says that an item is in the queue no more. A sample that waited for it alone is again what it
    /// was before; one that is being measured is left to what comes of it.
    public void unqueued(String item, String by) {
        Optional<String> sample =
                database.read(c ->
                        Database.rows(
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
                    Database.execute(c, "DELETE FROM queue_item WHERE item = ?", item);
                    if (kept.state() == SampleState.QUEUED && !waits(c, kept.sample().id())) {
                        step(c, kept, settled(c, kept.sample().id()), by, "taken out of the queue");
                    }
                });
    }

    /// Whether an item of the queue is about it.
    private static boolean waits(Session c, String sample) throws SQLException {
        return !SampleTables.queueItems(c, sample).isEmpty();
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
                        SampleState next =
                                waits(c, sample) ? SampleState.QUEUED : settled(c, sample);
                        step(c, kept, next, by, "unmounted");
                    }
                });
    }

    /// Says that a product was made of a sample.
    public void product(String sample, URI product, String title) {
        fact(
                sample,
                (c, _) ->
                        Database.execute(
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
                        Database.execute(
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
                    SampleTables.Kept kept = SampleTables.existing(c, sample);
                    fact.write(c, kept);
                    return kept.sample().tray();
                });
        changed.accept(SampleStore.Changed.of(tray, sample));
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
}
