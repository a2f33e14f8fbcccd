DROP VIEW IF EXISTS dataset;
DROP TABLE IF EXISTS product_text;
DROP TABLE IF EXISTS product;
DROP TABLE IF EXISTS cell;
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
    checksum TEXT NOT NULL
) STRICT;
CREATE INDEX product_size ON product (size);
CREATE INDEX product_sample ON product (sample COLLATE NOCASE, row DESC);
CREATE INDEX product_cell ON product (row & 2097151);
CREATE INDEX product_ended ON product (ended) WHERE ended IS NOT NULL;
CREATE INDEX product_sample_id ON product (sample_id);
CREATE INDEX product_uid ON product (uid) WHERE uid <> '';
CREATE VIEW dataset AS
SELECT proposal, experiment, sample, count(*) AS products,
    sum(size) AS size, min(start) AS first, max(start) AS last
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
    UPDATE cell SET products = products + 1, size = size + new.size
    WHERE id = new.row & 2097151;
END;
CREATE TRIGGER uncounted AFTER DELETE ON product BEGIN
    UPDATE cell SET products = products - 1, size = size - old.size
    WHERE id = old.row & 2097151;
END;
CREATE VIRTUAL TABLE product_text USING fts5 (
    path, number, title, sample, tray, position, experiment, proposal,
    people, notes, element,
    content = 'product', content_rowid = 'row', detail = none, columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2 3 4 5 6 7 8'
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
PRAGMA user_version = 2;
