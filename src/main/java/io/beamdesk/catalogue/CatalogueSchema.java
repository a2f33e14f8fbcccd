package io.beamdesk.catalogue;

import io.beamdesk.database.Database;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The tables of the catalogue.
///
/// `cell` counts the products with the same facets, so that nobody has to count a million. The number of
/// a product's row says when its run began and which cell it is in, see [Cells]: so the index of words,
/// too, is in the order in which people look at products, and what it finds can be counted by facet
/// without a look at the products themselves.
///
/// Each product also has a word that says about how large it is and one that says how its sample begins,
/// see [OrderWords].
///
/// `linked` has the files of a detector's own in the data folder: they are no products, and their bytes
/// are those of the product that has its frames in them.
final class CatalogueSchema {
    /// Lengths of beginnings of words that have an index of their own; of others every word that begins so
    /// has to be gone through.
    private static final String BEGINNINGS =
            IntStream.rangeClosed(1, 24)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(" "));

    /// Columns that have words.
    private static final String TEXTS =
            "path, number, title, sample, tray, position, experiment, proposal, people, notes, element,"
                    + " by_size, by_sample";

    private static final String WORD =
            "INSERT INTO product_text (rowid, %s) VALUES (new.row, %s);"
                    .formatted(TEXTS, of("new"));

    private static final String UNWORD =
            "INSERT INTO product_text (product_text, rowid, %s) VALUES ('delete', old.row, %s);"
                    .formatted(TEXTS, of("old"));

    private static final List<List<String>> STEPS =
            List.of(
                    // What earlier catalogues held is read again from the files.
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(
                            "DROP VIEW IF EXISTS dataset",
                            "DROP TABLE IF EXISTS product_text",
                            "DROP TABLE IF EXISTS product",
                            "DROP TABLE IF EXISTS cell",
                            "DROP TABLE IF EXISTS linked",
                            """
                            CREATE TABLE product (
                                row INTEGER PRIMARY KEY,
                                path TEXT NOT NULL UNIQUE,
                                size INTEGER NOT NULL,
                                modified INTEGER NOT NULL,
                                technique TEXT NOT NULL,
                                result TEXT NOT NULL,
                                reason TEXT NOT NULL,
                                title TEXT NOT NULL,
                                number INTEGER NOT NULL,
                                uid TEXT NOT NULL,
                                element TEXT NOT NULL,
                                sample TEXT NOT NULL,
                                sample_id TEXT NOT NULL,
                                tray TEXT NOT NULL,
                                position TEXT NOT NULL,
                                experiment TEXT NOT NULL,
                                proposal TEXT NOT NULL,
                                people TEXT NOT NULL,
                                notes TEXT NOT NULL,
                                start INTEGER NOT NULL,
                                ended INTEGER,
                                points INTEGER NOT NULL,
                                frames INTEGER NOT NULL,
                                checksum TEXT NOT NULL,
                                bytes INTEGER NOT NULL,
                                linked INTEGER NOT NULL DEFAULT 0,
                                away INTEGER NOT NULL,
                                away_size INTEGER NOT NULL,
                                away_missing INTEGER NOT NULL,
                                missing INTEGER NOT NULL DEFAULT 0,
                                by_size TEXT AS (%s) VIRTUAL,
                                by_sample TEXT AS (%s) VIRTUAL
                            ) STRICT
                            """
                                    .formatted(OrderWords.BY_SIZE, OrderWords.BY_SAMPLE),
                            "CREATE INDEX product_bytes ON product (bytes)",
                            "CREATE INDEX product_sample ON product (sample COLLATE NOCASE, row DESC)",
                            "CREATE INDEX product_cell ON product (row & %d)".formatted(Cells.MASK),
                            "CREATE INDEX product_ended ON product (ended) WHERE ended IS NOT NULL",
                            "CREATE INDEX product_sample_id ON product (sample_id)",
                            "CREATE INDEX product_uid ON product (uid) WHERE uid <> ''",
                            """
                            CREATE VIEW dataset AS
                            SELECT proposal, experiment, sample, count(*) AS products,
                                sum(bytes) AS size, min(start) AS first, max(start) AS last
                            FROM product GROUP BY proposal, experiment, sample
                            """,
                            """
                            CREATE TABLE cell (
                                id INTEGER PRIMARY KEY,
                                technique TEXT NOT NULL,
                                result TEXT NOT NULL,
                                element TEXT NOT NULL,
                                experiment TEXT NOT NULL,
                                products INTEGER NOT NULL,
                                size INTEGER NOT NULL,
                                UNIQUE (technique, result, element, experiment)
                            ) STRICT
                            """,
                            """
                            CREATE TRIGGER counted AFTER INSERT ON product BEGIN
                                UPDATE cell SET products = products + 1, size = size + new.bytes
                                WHERE id = new.row & %d;
                            END
                            """
                                    .formatted(Cells.MASK),
                            """
                            CREATE TRIGGER uncounted AFTER DELETE ON product BEGIN
                                UPDATE cell SET products = products - 1, size = size - old.bytes
                                WHERE id = old.row & %d;
                            END
                            """
                                    .formatted(Cells.MASK),
                            """
                            CREATE TRIGGER resized AFTER UPDATE OF bytes ON product BEGIN
                                UPDATE cell SET size = size + new.bytes - old.bytes
                                WHERE id = new.row & %d;
                            END
                            """
                                    .formatted(Cells.MASK),
                            """
                            CREATE TABLE linked (
                                path TEXT PRIMARY KEY,
                                product INTEGER NOT NULL,
                                size INTEGER NOT NULL,
                                modified INTEGER NOT NULL
                            ) STRICT, WITHOUT ROWID
                            """,
                            "CREATE INDEX linked_product ON linked (product)",
                            """
                            CREATE TRIGGER unlinked_all AFTER DELETE ON product BEGIN
                                DELETE FROM linked WHERE product = old.row;
                            END
                            """,
                            linking("linked_one", "INSERT", "new"),
                            linking("linked_again", "UPDATE", "new"),
                            linking("unlinked_one", "DELETE", "old"),
                            """
                            CREATE VIRTUAL TABLE product_text USING fts5 (
                                %s,
                                content = 'product', content_rowid = 'row', detail = none, columnsize = 0,
                                tokenize = 'unicode61 remove_diacritics 2',
                                prefix = '%s'
                            )
                            """
                                    .formatted(TEXTS, BEGINNINGS),
                            "CREATE TRIGGER worded AFTER INSERT ON product BEGIN %s END"
                                    .formatted(WORD),
                            "CREATE TRIGGER unworded AFTER DELETE ON product BEGIN %s END"
                                    .formatted(UNWORD),
                            """
                            CREATE TRIGGER reworded AFTER UPDATE OF bytes ON product
                            WHEN new.by_size <> old.by_size BEGIN %s %s END
                            """
                                    .formatted(UNWORD, WORD)));

    /// The texts of a row before or after it was changed.
    private static String of(String row) {
        return Arrays.stream(TEXTS.split(", ", 0))
                .map(column -> row + "." + column)
                .collect(Collectors.joining(", "));
    }

    /// Sums up the files of a detector's own that belong to a product; one that is not there was never
    /// modified.
    private static String linking(String name, String when, String row) {
        return """
        CREATE TRIGGER %1$s AFTER %2$s ON linked BEGIN
            UPDATE product SET
                linked = (SELECT count(*) FROM linked WHERE product = %3$s.product AND modified > 0),
                missing = away_missing
                    + (SELECT count(*) FROM linked WHERE product = %3$s.product AND modified = 0),
                bytes = size
                    + (SELECT ifnull(sum(size), 0) FROM linked WHERE product = %3$s.product)
            WHERE row = %3$s.product;
        END
        """
                .formatted(name, when, row);
    }

    // "BDct"
    private static final int APPLICATION = 0x42446374;

    /// What the file is for.
    static final Database.Kind KIND =
            new Database.Kind(
                    "catalogue",
                    APPLICATION,
                    STEPS,
                    "make it anew with: beamdesk products reindex",
                    CatalogueException::new);

    private CatalogueSchema() {}
}
