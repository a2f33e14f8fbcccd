package io.beamdesk.sample;

import static io.beamdesk.database.Database.rows;

import io.beamdesk.database.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A [SampleSearch] in the language of the database.
final class SampleFinding {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private SampleFinding() {}

    /// What fulfils all conditions; of more than the limit those that were added first.
    static List<SampleCard> search(Session c, SampleSearch search) throws SQLException {
        Asked asked = asked(search);
        List<Object> values = new ArrayList<>(asked.values());
        values.add(search.limit());
        return rows(
                c,
                SampleTables::card,
                "SELECT " + SampleTables.CARD_COLUMNS + asked.from() + " ORDER BY s.row LIMIT ?",
                values.toArray());
    }

    /// How many there are, whatever the limit is.
    static int count(Session c, SampleSearch search) throws SQLException {
        Asked asked = asked(search);
        return rows(
                        c,
                        row -> row.getInt(1),
                        "SELECT count(*)" + asked.from(),
                        asked.values().toArray())
                .getFirst();
    }

    /// Groups that samples belong to.
    static List<String> groups(Session c) throws SQLException {
        return rows(
                c,
                row -> row.getString(1),
                "SELECT DISTINCT \"group\" FROM sample WHERE \"group\" <> ''");
    }

    /// A search in the language of the database.
    ///
    /// @param from samples as `s` with all conditions
    /// @param values of its marks
    private record Asked(String from, List<Object> values) {}

    private static Asked asked(SampleSearch search) {
        StringBuilder sql = new StringBuilder(" FROM sample s");
        List<Object> values = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        String words = words(search.text());
        if (!words.isEmpty()) {
            sql.append(" JOIN sample_text t ON t.rowid = s.row");
            conditions.add("sample_text MATCH ?");
            values.add(words);
        }
        search.tray()
                .ifPresent(tray -> {
                    conditions.add("s.tray = ?");
                    values.add(tray);
                });
        search.group()
                .ifPresent(group -> {
                    conditions.add("s.\"group\" = ?");
                    values.add(group);
                });
        if (!search.states().isEmpty()) {
            conditions.add(
                    "s.state IN ("
                            + String.join(", ", Collections.nCopies(search.states().size(), "?"))
                            + ")");
            search.states().forEach(state -> values.add(state.name()));
        }
        search.queued().ifPresent(is -> conditions.add(exists(is, "queue_item")));
        search.collected().ifPresent(is -> conditions.add(exists(is, "product")));
        search.score()
                .ifPresent(score -> {
                    conditions.add(
                            "s.id IN (SELECT sample FROM score WHERE name = ? AND value BETWEEN ? AND ?)");
                    values.add(score.name());
                    values.add(score.least());
                    values.add(score.most());
                });
        if (!conditions.isEmpty()) {
            sql.append(" WHERE ").append(String.join(" AND ", conditions));
        }
        return new Asked(sql.toString(), values);
    }

    private static String exists(boolean is, String table) {
        return (is ? "" : "NOT ") + "EXISTS (SELECT 1 FROM " + table + " WHERE sample = s.id)";
    }

    /// Each word as the beginning of one, all of them needed; a word with marks in it, such as
    /// `cat-450`, as its parts in their order. Quotes keep what a person types from being taken for
    /// operators.
    private static String words(String text) {
        return BLANKS.splitAsStream(text)
                .map(word -> word.replace('"', ' '))
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .map(word -> '"' + word + "\"*")
                .collect(Collectors.joining(" "));
    }
}
