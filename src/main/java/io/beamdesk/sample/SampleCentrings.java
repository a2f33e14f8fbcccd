package io.beamdesk.sample;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.beamdesk.database.Database;
import io.beamdesk.database.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Where samples were centred, and whether that still holds: a pin that comes back onto the goniometer
/// is seated otherwise, and so is a tray that is put onto the stage again.
///
/// Every method waits for the disk and throws a [SampleException] if that fails; may be used by any
/// thread.
public final class SampleCentrings {
    private final Database database;
    private final Consumer<SampleStore.Changed> changed;

    /// @param changed is told of every sample that was centred
    SampleCentrings(Database database, Consumer<SampleStore.Changed> changed) {
        this.database = database;
        this.changed = changed;
    }

    /// Where a sample was centred last.
    public Optional<KeptCentring> of(String sample) {
        return database
                .read(c ->
                        Database.rows(
                                c,
                                row ->
                                        new KeptCentring(
                                                Instant.ofEpochMilli(row.getLong(1)),
                                                axes(row.getString(2)),
                                                row.getString(3),
                                                row.getBoolean(4)),
                                "SELECT time, axes, recipe, holds FROM centring WHERE sample = ?",
                                sample))
                .stream()
                .findFirst();
    }

    private static Map<String, Double> axes(String json) {
        Map<String, Double> axes = new TreeMap<>();
        JsonParser.parseString(json)
                .getAsJsonObject()
                .asMap()
                .forEach((axis, at) -> axes.put(axis, at.getAsDouble()));
        return axes;
    }

    /// Says that a sample was centred.
    public void keep(String sample, KeptCentring centring) {
        JsonObject axes = new JsonObject();
        new TreeMap<>(centring.axes()).forEach(axes::addProperty);
        String tray =
                database.write(c -> {
                    String there = SampleTables.existing(c, sample).sample().tray();
                    Database.execute(
                            c,
                            "INSERT INTO centring (sample, time, axes, recipe, holds)"
                                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                                    + " time = excluded.time, axes = excluded.axes,"
                                    + " recipe = excluded.recipe, holds = excluded.holds",
                            sample,
                            centring.time().toEpochMilli(),
                            axes.toString(),
                            centring.recipe(),
                            centring.holds() ? 1 : 0);
                    return there;
                });
        changed.accept(SampleStore.Changed.of(tray, sample));
    }

    /// Has samples centred again when they are measured next.
    public void again(Collection<String> samples) {
        forEach(samples, "UPDATE centring SET holds = 0 WHERE sample = ?");
    }

    /// Has samples measured where they stand: nothing is known of their centring any more.
    public void forget(Collection<String> samples) {
        forEach(samples, "DELETE FROM centring WHERE sample = ?");
    }

    private void forEach(Collection<String> samples, String sql) {
        database.write(c -> {
            for (String sample : samples) {
                Database.execute(c, sql, sample);
            }
            return samples;
        });
    }

    /// The sample changer has mounted something else, or may have: no pin sits as it was centred.
    ///
    /// @param stage spot of the tray that the sample changer has nothing to do with
    public void exchanged(String stage) {
        Set<String> trays =
                database.write(c -> {
                    String moved =
                            " FROM sample WHERE tray NOT IN (SELECT tray FROM loaded WHERE spot = ?)"
                                    + " AND id IN (SELECT sample FROM centring WHERE holds = 1)";
                    List<String> there =
                            Database.rows(
                                    c,
                                    row -> row.getString(1),
                                    "SELECT DISTINCT tray" + moved,
                                    stage);
                    Database.execute(
                            c,
                            "UPDATE centring SET holds = 0 WHERE sample IN (SELECT id"
                                    + moved
                                    + ")",
                            stage);
                    return Set.copyOf(there);
                });
        if (!trays.isEmpty()) {
            changed.accept(SampleStore.Changed.in(trays));
        }
    }

    /// A tray was moved: none of its samples is where it was centred.
    static void moved(Session c, String tray) throws SQLException {
        Database.execute(
                c,
                "UPDATE centring SET holds = 0 WHERE holds = 1 AND sample IN"
                        + " (SELECT id FROM sample WHERE tray = ?)",
                tray);
    }
}
