package io.beamdesk.sample;

import io.beamdesk.database.Database;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tables of the samples, as the steps from each version of the file to the next. A step that was
/// shipped is never changed: what is new is a new step.
final class SampleSchema {
    /// Step by step, the first from an empty file to version 1.
    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            """
                            CREATE TABLE tray (
                                id TEXT NOT NULL PRIMARY KEY,
                                alias TEXT NOT NULL,
                                type TEXT NOT NULL,
                                sender TEXT NOT NULL,
                                received INTEGER,
                                taught TEXT NOT NULL
                            ) STRICT
                            """,
                            """
                            CREATE TABLE sample (
                                row INTEGER PRIMARY KEY,
                                id TEXT NOT NULL UNIQUE,
                                tray TEXT NOT NULL REFERENCES tray (id),
                                position TEXT NOT NULL,
                                alias TEXT NOT NULL,
                                "group" TEXT NOT NULL,
                                formula TEXT NOT NULL,
                                holder TEXT NOT NULL,
                                comments TEXT NOT NULL,
                                safety TEXT NOT NULL,
                                properties TEXT NOT NULL,
                                state TEXT NOT NULL,
                                UNIQUE (tray, position)
                            ) STRICT
                            """,
                            "CREATE INDEX sample_group ON sample (\"group\")",
                            "CREATE INDEX sample_state ON sample (state)",
                            """
                            CREATE TABLE transition (
                                sample TEXT NOT NULL,
                                from_state TEXT NOT NULL,
                                to_state TEXT NOT NULL,
                                time INTEGER NOT NULL,
                                person TEXT NOT NULL,
                                why TEXT NOT NULL
                            ) STRICT
                            """,
                            "CREATE INDEX transition_sample ON transition (sample)",
                            """
                            CREATE TABLE queue_item (
                                item TEXT NOT NULL PRIMARY KEY,
                                sample TEXT NOT NULL
                            ) STRICT
                            """,
                            "CREATE INDEX queue_item_sample ON queue_item (sample)",
                            """
                            CREATE TABLE product (
                                sample TEXT NOT NULL,
                                product TEXT NOT NULL,
                                title TEXT NOT NULL,
                                time INTEGER NOT NULL,
                                PRIMARY KEY (sample, product)
                            ) STRICT
                            """,
                            """
                            CREATE TABLE score (
                                sample TEXT NOT NULL,
                                name TEXT NOT NULL,
                                value REAL NOT NULL,
                                time INTEGER NOT NULL,
                                PRIMARY KEY (sample, name)
                            ) STRICT
                            """,
                            "CREATE INDEX score_value ON score (name, value)"),
                    List.of(
                            // The texts themselves stay in the table of samples; row is theirs.
                            """
                            CREATE VIRTUAL TABLE sample_text USING fts5 (
                                tray, position, alias, "group", formula, holder, comments, safety,
                                properties,
                                content = 'sample', content_rowid = 'row',
                                tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
                            )
                            """,
                            """
                            CREATE TRIGGER sample_added AFTER INSERT ON sample BEGIN
                                INSERT INTO sample_text (rowid, tray, position, alias, "group", formula,
                                    holder, comments, safety, properties)
                                VALUES (new.row, new.tray, new.position, new.alias, new."group",
                                    new.formula, new.holder, new.comments, new.safety, new.properties);
                            END
                            """,
                            """
                            CREATE TRIGGER sample_removed AFTER DELETE ON sample BEGIN
                                INSERT INTO sample_text (sample_text, rowid, tray, position, alias, "group",
                                    formula, holder, comments, safety, properties)
                                VALUES ('delete', old.row, old.tray, old.position, old.alias, old."group",
                                    old.formula, old.holder, old.comments, old.safety, old.properties);
                            END
                            """,
                            """
                            CREATE TRIGGER sample_changed
                            AFTER UPDATE OF tray, position, alias, "group", formula, holder, comments,
                                safety, properties ON sample BEGIN
                                INSERT INTO sample_text (sample_text, rowid, tray, position, alias, "group",
                                    formula, holder, comments, safety, properties)
                                VALUES ('delete', old.row, old.tray, old.position, old.alias, old."group",
                                    old.formula, old.holder, old.comments, old.safety, old.properties);
                                INSERT INTO sample_text (rowid, tray, position, alias, "group", formula,
                                    holder, comments, safety, properties)
                                VALUES (new.row, new.tray, new.position, new.alias, new."group",
                                    new.formula, new.holder, new.comments, new.safety, new.properties);
                            END
                            """,
                            "INSERT INTO sample_text (sample_text) VALUES ('rebuild')"),
                    List.of(
                            """
                            CREATE TABLE loaded (
                                spot TEXT NOT NULL PRIMARY KEY,
                                tray TEXT NOT NULL UNIQUE REFERENCES tray (id) ON DELETE CASCADE
                            ) STRICT
                            """),
                    List.of(
                            """
                            CREATE TABLE picture (
                                sample TEXT NOT NULL,
                                time INTEGER NOT NULL,
                                title TEXT NOT NULL,
                                file TEXT NOT NULL,
                                PRIMARY KEY (sample, time)
                            ) STRICT
                            """,
                            // The states of a tray are counted from it alone.
                            "CREATE INDEX sample_tray_state ON sample (tray, state)"),
                    List.of(
                            """
                            CREATE TABLE centring (
                                sample TEXT NOT NULL PRIMARY KEY,
                                time INTEGER NOT NULL,
                                axes TEXT NOT NULL,
                                recipe TEXT NOT NULL,
                                holds INTEGER NOT NULL
                            ) STRICT
                            """,
                            // Millimetres of the sample for a pixel of a picture; unknown of
                            // earlier ones.
                            "ALTER TABLE picture ADD COLUMN pixel_mm REAL"));

    // "BDsk"
    private static final int APPLICATION = 0x4244736B;

    /// What the file is for.
    static final Database.Kind KIND =
            new Database.Kind(
                    "samples",
                    APPLICATION,
                    STEPS,
                    "move it away and restore a copy of it",
                    SampleSchema::failure);

    private SampleSchema() {}

    private static SampleException failure(String sentence, @Nullable Throwable cause) {
        return cause == null ? new SampleException(sentence) : new SampleException(sentence, cause);
    }
}
