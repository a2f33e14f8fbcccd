package io.beamdesk.sample;

import static io.beamdesk.database.Database.execute;
import static io.beamdesk.database.Database.rows;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.beamdesk.database.Session;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Rows of the database as trays and samples, and back.
final class SampleTables {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private static final String SAMPLE_COLUMNS =
            "s.id, s.tray, s.position, s.alias, s.\"group\", s.formula, s.holder, s.comments, s.safety,"
                    + " s.properties, s.state";

    /// Columns of a [SampleCard], from samples as `s`.
    static final String CARD_COLUMNS =
            SAMPLE_COLUMNS
                    + """
                    , (SELECT json_group_object(name, value) FROM score WHERE sample = s.id) AS scores,
                    (SELECT count(*) FROM queue_item WHERE sample = s.id) AS queued,
                    (SELECT count(*) FROM product WHERE sample = s.id) AS products
                    """;

    private static final String TRAY_COLUMNS = "id, alias, type, sender, received, taught";

    private SampleTables() {}

    static Optional<Tray> tray(Session c, String id) throws SQLException {
        return rows(c, SampleTables::tray, "SELECT " + TRAY_COLUMNS + " FROM tray WHERE id = ?", id)
                .stream()
                .findFirst();
    }

    /// All trays with the number of their samples by state.
    static List<TrayCount> trays(Session c) throws SQLException {
        record Count(String tray, SampleState state, int samples) {}
        Map<String, Map<SampleState, Integer>> counts = new LinkedHashMap<>();
        for (Count count :
                rows(
                        c,
                        row ->
                                new Count(
                                        row.getString(1),
                                        SampleState.valueOf(row.getString(2)),
                                        row.getInt(3)),
                        "SELECT tray, state, count(*) FROM sample GROUP BY tray, state")) {
            counts.computeIfAbsent(count.tray, _ -> new EnumMap<>(SampleState.class))
                    .put(count.state, count.samples);
        }
        return rows(c, SampleTables::tray, "SELECT " + TRAY_COLUMNS + " FROM tray").stream()
                .map(tray -> new TrayCount(tray, counts.getOrDefault(tray.id(), Map.of())))
                .toList();
    }

    /// Trays by the spot where they are.
    static Map<String, String> loaded(Session c) throws SQLException {
        return pairs(c, "SELECT spot, tray FROM loaded");
    }

    /// Samples by the item of the queue that is about them.
    static Map<String, String> queueItems(Session c) throws SQLException {
        return pairs(c, "SELECT item, sample FROM queue_item");
    }

    /// Items of the queue that are about a sample, the first first.
    static List<String> queueItems(Session c, String sample) throws SQLException {
        return rows(
                c,
                row -> row.getString(1),
                "SELECT item FROM queue_item WHERE sample = ? ORDER BY rowid",
                sample);
    }

    private static Map<String, String> pairs(Session c, String sql) throws SQLException {
        Map<String, String> pairs = new LinkedHashMap<>();
        rows(c, row -> Map.entry(row.getString(1), row.getString(2)), sql)
                .forEach(pair -> pairs.put(pair.getKey(), pair.getValue()));
        return pairs;
    }

    private static Tray tray(ResultSet row) throws SQLException {
        long received = row.getLong(5);
        boolean unknown = row.wasNull();
        return new Tray(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                unknown ? Optional.empty() : Optional.of(Instant.ofEpochMilli(received)),
                taught(row.getString(6)));
    }

    static void insert(Session c, Tray tray) throws SQLException {
        execute(
                c,
                "INSERT INTO tray (" + TRAY_COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)",
                tray.id(),
                tray.alias(),
                tray.type(),
                tray.sender(),
                received(tray),
                json(tray.taught()));
    }

    private static @Nullable Long received(Tray tray) {
        return tray.received().map(Instant::toEpochMilli).orElse(null);
    }

    static void update(Session c, Tray tray) throws SQLException {
        execute(
                c,
                "UPDATE tray SET alias = ?, type = ?, sender = ?, received = ?, taught = ? WHERE id = ?",
                tray.alias(),
                tray.type(),
                tray.sender(),
                received(tray),
                json(tray.taught()),
                tray.id());
    }

    private static String json(List<Taught> taught) {
        JsonArray all = new JsonArray();
        for (Taught one : taught) {
            JsonObject object = new JsonObject();
            object.addProperty("id", one.id());
            object.addProperty("x", one.motors().x());
            object.addProperty("y", one.motors().y());
            object.addProperty("z", one.motors().z());
            all.add(object);
        }
        return GSON.toJson(all);
    }

    private static List<Taught> taught(String json) {
        List<Taught> all = new ArrayList<>();
        for (JsonElement one : JsonParser.parseString(json).getAsJsonArray()) {
            JsonObject object = one.getAsJsonObject();
            all.add(
                    new Taught(
                            object.get("id").getAsString(),
                            new MotorPosition(
                                    object.get("x").getAsDouble(),
                                    object.get("y").getAsDouble(),
                                    object.get("z").getAsDouble())));
        }
        return all;
    }

    /// A sample and its state.
    record Kept(Sample sample, SampleState state) {}

    static Optional<Kept> sample(Session c, String id) throws SQLException {
        return rows(
                        c,
                        SampleTables::kept,
                        "SELECT " + SAMPLE_COLUMNS + " FROM sample s WHERE s.id = ?",
                        id)
                .stream()
                .findFirst();
    }

    /// A sample that is there.
    ///
    /// @throws SampleException if it is not
    static Kept existing(Session c, String id) throws SQLException {
        return sample(c, id)
                .orElseThrow(() ->
                        new SampleException(
                                "there is no sample of the id " + id + "; it was taken away"));
    }

    /// The sample in a place.
    static Optional<Kept> sample(Session c, String tray, String position) throws SQLException {
        return rows(
                        c,
                        SampleTables::kept,
                        "SELECT "
                                + SAMPLE_COLUMNS
                                + " FROM sample s WHERE s.tray = ? AND s.position = ?",
                        tray,
                        position)
                .stream()
                .findFirst();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        Map<String, String> values = new TreeMap<>();
        named(row.getString(10)).forEach((name, value) -> values.put(name, value.getAsString()));
        return new Kept(
                new Sample(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        values),
                SampleState.valueOf(row.getString(11)));
    }

    /// A row of [#CARD_COLUMNS].
    static SampleCard card(ResultSet row) throws SQLException {
        Kept kept = kept(row);
        Map<String, Double> scores = new TreeMap<>();
        named(row.getString(12)).forEach((name, value) -> scores.put(name, value.getAsDouble()));
        return new SampleCard(kept.sample, kept.state, scores, row.getInt(13), row.getInt(14));
    }

    /// Most samples have nothing of the kind, and a plate has hundreds of them.
    private static Map<String, JsonElement> named(String json) {
        return json.equals("{}")
                ? Map.of()
                : JsonParser.parseString(json).getAsJsonObject().asMap();
    }

    static void insert(Session c, Sample sample, SampleState state) throws SQLException {
        execute(
                c,
                "INSERT INTO sample (id, tray, position, alias, \"group\", formula, holder, comments,"
                        + " safety, properties, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                sample.id(),
                sample.tray(),
                sample.position(),
                sample.alias(),
                sample.group(),
                sample.formula(),
                sample.holder(),
                sample.comments(),
                sample.safety(),
                GSON.toJson(sample.values()),
                state.name());
    }

    static void update(Session c, Sample sample) throws SQLException {
        execute(
                c,
                "UPDATE sample SET tray = ?, position = ?, alias = ?, \"group\" = ?, formula = ?,"
                        + " holder = ?, comments = ?, safety = ?, properties = ? WHERE id = ?",
                sample.tray(),
                sample.position(),
                sample.alias(),
                sample.group(),
                sample.formula(),
                sample.holder(),
                sample.comments(),
                sample.safety(),
                GSON.toJson(sample.values()),
                sample.id());
    }

    /// Out of its place until it gets the one it changes to, so that two samples can change places.
    static void park(Session c, String id) throws SQLException {
        execute(c, "UPDATE sample SET position = char(1) || id WHERE id = ?", id);
    }

    static void become(Session c, String id, Transition transition) throws SQLException {
        execute(c, "UPDATE sample SET state = ? WHERE id = ?", transition.to().name(), id);
        remember(c, id, transition);
    }

    static void remember(Session c, String id, Transition transition) throws SQLException {
        execute(
                c,
                "INSERT INTO transition (sample, from_state, to_state, time, person, why)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                id,
                transition.from().name(),
                transition.to().name(),
                transition.time().toEpochMilli(),
                transition.by(),
                transition.why());
    }

    /// What happened to a sample, the first first.
    static List<Transition> history(Session c, String id) throws SQLException {
        return rows(
                c,
                row ->
                        new Transition(
                                SampleState.valueOf(row.getString(1)),
                                SampleState.valueOf(row.getString(2)),
                                Instant.ofEpochMilli(row.getLong(3)),
                                row.getString(4),
                                row.getString(5)),
                "SELECT from_state, to_state, time, person, why FROM transition WHERE sample = ?"
                        + " ORDER BY rowid",
                id);
    }

    static List<SampleProduct> products(Session c, String id) throws SQLException {
        return rows(
                c,
                row ->
                        new SampleProduct(
                                URI.create(row.getString(1)),
                                row.getString(2),
                                Instant.ofEpochMilli(row.getLong(3))),
                "SELECT product, title, time FROM product WHERE sample = ? ORDER BY time DESC, rowid DESC",
                id);
    }
}
