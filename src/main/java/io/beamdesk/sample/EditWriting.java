package io.beamdesk.sample;

import io.beamdesk.database.Database;
import io.beamdesk.database.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes an edit in one transaction, or refuses it with everything that is wrong with it.
final class EditWriting {
    /// Faults that are listed; the others are counted.
    private static final int LISTED = 20;

    private final Session connection;
    private final TrayTypes types;
    private final Instant now;
    private final String by;
    private final List<SampleException.Fault> faults = new ArrayList<>();
    private final Map<String, Optional<TrayType>> typeOfTray = new HashMap<>();

    EditWriting(Session connection, TrayTypes types, Instant now, String by) {
        this.connection = connection;
        this.types = types;
        this.now = now;
        this.by = by;
    }

    /// @throws SampleException if it is refused
    void write(Edit edit) throws SQLException {
        List<Edit.TrayChange> trays = new ArrayList<>();
        List<Edit.SampleChange> samples = new ArrayList<>();
        for (Edit.Change change : edit.changes()) {
            switch (change) {
                case Edit.TrayChange tray -> trays.add(tray);
                case Edit.SampleChange sample -> samples.add(sample);
            }
        }
        for (Edit.TrayChange change : trays) {
            if (change.after().isPresent()) {
                put(change.before(), change.after().get());
            }
        }
        refuse();
        for (Edit.SampleChange change : samples) {
            takeFrom(change);
        }
        refuse();
        for (Edit.SampleChange change : samples) {
            if (change.after().isPresent()) {
                put(change.before(), change.after().get());
            }
        }
        refuse();
        for (Edit.TrayChange change : trays) {
            if (change.before().isPresent() && change.after().isEmpty()) {
                remove(change.before().get());
            }
        }
        refuse();
    }

    private void refuse() {
        if (faults.isEmpty()) {
            return;
        }
        if (faults.size() > LISTED) {
            int more = faults.size() - LISTED;
            faults.subList(LISTED, faults.size()).clear();
            fault("", "and " + more + " more are refused");
        }
        throw new SampleException(faults);
    }

    private void fault(String place, String message) {
        faults.add(new SampleException.Fault(place, message));
    }

    private void put(Optional<Tray> before, Tray after) throws SQLException {
        SampleText.faults(after).forEach(f -> fault(after.id(), f.place() + " " + f.message()));
        Optional<TrayType> type = types.find(after.type());
        if (type.isEmpty()) {
            fault(after.id(), unknownType(after.type()));
        }
        Optional<Tray> now = SampleTables.tray(connection, after.id());
        if (!now.equals(before)) {
            fault(
                    after.id(),
                    before.isEmpty()
                            ? "is there already; give the tray another id"
                            : "was changed meanwhile; look at it again");
        }
        if (!faults.isEmpty()) {
            return;
        }
        for (Taught taught : after.taught()) {
            if (type.orElseThrow().spot(taught.id()).isEmpty()) {
                fault(after.id(), "has no place " + taught.id() + " that could be taught");
            }
        }
        if (before.isEmpty()) {
            SampleTables.insert(connection, after);
        } else {
            if (!before.get().type().equals(after.type())) {
                checkPlaces(after, type.orElseThrow());
            }
            if (!before.get().taught().equals(after.taught())) {
                // It is taught again because it is no longer where it was.
                SampleCentrings.moved(connection, after.id());
            }
            SampleTables.update(connection, after);
        }
    }

    private String unknownType(String name) {
        return "is of the unknown type \"%s\"; known are %s"
                .formatted(name, String.join(", ", types.byName().keySet()));
    }

    private void checkPlaces(Tray tray, TrayType type) throws SQLException {
        for (String position :
                Database.rows(
                        connection,
                        row -> row.getString(1),
                        "SELECT position FROM sample WHERE tray = ?",
                        tray.id())) {
            if (type.position(position).filter(p -> p.id().equals(position)).isEmpty()) {
                fault(
                        tray.id(),
                        "has a sample in %s, which %s does not have; move it first"
                                .formatted(position, type.title()));
            }
        }
    }

    private void remove(Tray tray) throws SQLException {
        if (!SampleTables.tray(connection, tray.id()).equals(Optional.of(tray))) {
            fault(tray.id(), "was changed meanwhile; look at it again");
            return;
        }
        long left =
                Database.rows(
                                connection,
                                row -> row.getLong(1),
                                "SELECT count(*) FROM sample WHERE tray = ?",
                                tray.id())
                        .getFirst();
        if (left > 0) {
            fault(tray.id(), "has %s; remove what is in it with it".formatted(Edit.count(left)));
            return;
        }
        Database.execute(connection, "DELETE FROM tray WHERE id = ?", tray.id());
    }

    /// Makes room: what is taken away goes, what changes its place leaves the old one.
    private void takeFrom(Edit.SampleChange change) throws SQLException {
        Optional<Sample> before = change.before();
        if (before.isEmpty()) {
            return;
        }
        Sample sample = before.get();
        String id = sample.id();
        Optional<SampleTables.Kept> kept = SampleTables.sample(connection, id);
        if (!kept.map(SampleTables.Kept::sample).equals(before)) {
            fault(place(sample), "was changed meanwhile; look at it again");
            return;
        }
        SampleState state = kept.orElseThrow().state();
        if (change.after().isEmpty()) {
            if (!state.canBecome(SampleState.EMPTY)) {
                fault(place(sample), "is %s and cannot be removed".formatted(state.word()));
                return;
            }
            Database.execute(connection, "DELETE FROM sample WHERE id = ?", id);
            SampleTables.remember(
                    connection, id, new Transition(state, SampleState.EMPTY, now, by, ""));
        } else if (!isSamePlace(sample, change.after().get())) {
            if (state.isInBeam()) {
                fault(place(sample), "is %s and cannot change its place".formatted(state.word()));
                return;
            }
            SampleTables.park(connection, id);
        }
    }

    private static boolean isSamePlace(Sample one, Sample other) {
        return one.tray().equals(other.tray()) && one.position().equals(other.position());
    }

    private static String place(Sample sample) {
        return sample.tray() + " " + sample.position();
    }

    private void put(Optional<Sample> before, Sample after) throws SQLException {
        int already = faults.size();
        SampleText.faults(after).forEach(f -> fault(place(after), f.place() + " " + f.message()));
        if (before.isEmpty() || !isSamePlace(before.get(), after)) {
            checkPlace(after);
        }
        if (before.isEmpty() && SampleTables.sample(connection, after.id()).isPresent()) {
            fault(place(after), "is there already");
        }
        if (faults.size() > already) {
            return;
        }
        if (before.isEmpty()) {
            SampleTables.insert(connection, after, SampleState.DEFINED);
            SampleTables.remember(
                    connection,
                    after.id(),
                    new Transition(SampleState.EMPTY, SampleState.DEFINED, now, by, ""));
        } else {
            SampleTables.update(connection, after);
        }
    }

    private void checkPlace(Sample sample) throws SQLException {
        Optional<TrayType> type = type(sample.tray());
        if (type.isEmpty()) {
            fault(
                    place(sample),
                    "there is no tray \"" + sample.tray() + "\" of a known type; add it first");
            return;
        }
        Optional<Position> position = type.get().position(sample.position());
        if (position.isEmpty() || !position.get().id().equals(sample.position())) {
            fault(
                    place(sample),
                    position.map(p -> "is written " + p.id())
                            .orElseGet(() ->
                                    "%s has no such place; it has %s to %s"
                                            .formatted(
                                                    type.get().title(),
                                                    type.get().positions().getFirst(),
                                                    type.get().positions().getLast())));
            return;
        }
        Optional<SampleTables.Kept> there =
                SampleTables.sample(connection, sample.tray(), sample.position());
        if (there.isPresent() && !there.get().sample().id().equals(sample.id())) {
            fault(
                    place(sample),
                    "is taken by %s; move or remove it first"
                            .formatted(there.get().sample().label()));
        }
    }

    private Optional<TrayType> type(String tray) throws SQLException {
        Optional<TrayType> known = typeOfTray.get(tray);
        if (known == null) {
            known = SampleTables.tray(connection, tray).flatMap(t -> types.find(t.type()));
            typeOfTray.put(tray, known);
        }
        return known;
    }
}
