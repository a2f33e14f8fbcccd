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
    missing INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX product_bytes ON product (bytes);
CREATE INDEX product_sample ON product (sample COLLATE NOCASE, row DESC);
CREATE INDEX product_cell ON product (row & 2097151);
CREATE INDEX product_ended ON product (ended) WHERE ended IS NOT NULL;
CREATE INDEX product_sample_id ON product (sample_id);
CREATE INDEX product_uid ON product (uid) WHERE uid <> '';
CREATE VIEW dataset AS
SELECT proposal, experiment, sample, count(*) AS products,
    sum(bytes) AS size, min(start) AS first, max(start) AS last
FROM product GROUP BY proposal, experiment, sample;
CREATE TABLE cell (
    id INTEGER PRIMARY KEY,
    technique TEXT NOT NULL,
    result TEXT NOT NULL,
    element TEXT NOT NULL,
    experiment TEXT NOT NULL,
    products INTEGER NOT NULL,
    size INTEGER NOT NULL,
    UNIQUE (technique, result, element, experiment)
) STRICT;
CREATE TRIGGER counted AFTER INSERT ON product BEGIN
    UPDATE cell SET products = products + 1, size = size + new.bytes
    WHERE id = new.row & 2097151;
END;
CREATE TRIGGER uncounted AFTER DELETE ON product BEGIN
    UPDATE cell SET products = products - 1, size = size - old.bytes
    WHERE id = old.row & 2097151;
END;
CREATE TRIGGER resized AFTER UPDATE OF bytes ON product BEGIN
    UPDATE cell SET size = size + new.bytes - old.bytes
    WHERE id = new.row & 2097151;
END;
CREATE TABLE linked (
    path TEXT PRIMARY KEY,
    product INTEGER NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX linked_product ON linked (product);
CREATE TRIGGER unlinked_all AFTER DELETE ON product BEGIN
    DELETE FROM linked WHERE product = old.row;
END;
CREATE TRIGGER linked_one AFTER INSERT ON linked BEGIN
    UPDATE product SET
        linked = (SELECT count(*) FROM linked WHERE product = new.product AND modified > 0),
        missing = away_missing
            + (SELECT count(*) FROM linked WHERE product = new.product AND modified = 0),
        bytes = size
            + (SELECT ifnull(sum(size), 0) FROM linked WHERE product = new.product)
    WHERE row = new.product;
END;
CREATE TRIGGER linked_again AFTER UPDATE ON linked BEGIN
    UPDATE product SET
        linked = (SELECT count(*) FROM linked WHERE product = new.product AND modified > 0),
        missing = away_missing
            + (SELECT count(*) FROM linked WHERE product = new.product AND modified = 0),
        bytes = size
            + (SELECT ifnull(sum(size), 0) FROM linked WHERE product = new.product)
    WHERE row = new.product;
END;
CREATE TRIGGER unlinked_one AFTER DELETE ON linked BEGIN
    UPDATE product SET
        linked = (SELECT count(*) FROM linked WHERE product = old.product AND modified > 0),
        missing = away_missing
            + (SELECT count(*) FROM linked WHERE product = old.product AND modified = 0),
        bytes = size
            + (SELECT ifnull(sum(size), 0) FROM linked WHERE product = old.product)
    WHERE row = old.product;
END;
CREATE VIRTUAL TABLE product_text USING fts5 (
    path, number, title, sample, tray, position, experiment, proposal,
    people, notes, element,
    content = 'product', content_rowid = 'row', detail = none, columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24'
);
CREATE TRIGGER worded AFTER INSERT ON product BEGIN
    INSERT INTO product_text (rowid, path, number, title, sample, tray,
        position, experiment, proposal, people, notes, element)
    VALUES (new.row, new.path, new.number, new.title, new.sample, new.tray,
        new.position, new.experiment, new.proposal, new.people, new.notes,
        new.element);
END;
CREATE TRIGGER unworded AFTER DELETE ON product BEGIN
    INSERT INTO product_text (product_text, rowid, path, number, title,
        sample, tray, position, experiment, proposal, people, notes,
        element)
    VALUES ('delete', old.row, old.path, old.number, old.title, old.sample,
        old.tray, old.position, old.experiment, old.proposal, old.people,
        old.notes, old.element);
END;
PRAGMA application_id = 1111778164;
PRAGMA user_version = 4;
