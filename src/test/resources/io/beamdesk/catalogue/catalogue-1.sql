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
    facets TEXT NOT NULL
) STRICT;
CREATE INDEX product_size ON product (size);
CREATE INDEX product_sample_id ON product (sample_id) WHERE sample_id <> '';
CREATE INDEX product_uid ON product (uid) WHERE uid <> '';
CREATE VIEW dataset AS
SELECT proposal, experiment, sample, count(*) AS products,
    sum(size) AS size, min(start) AS first, max(start) AS last
FROM product GROUP BY proposal, experiment, sample;
CREATE TABLE cell (
    technique TEXT NOT NULL,
    result TEXT NOT NULL,
    element TEXT NOT NULL,
    experiment TEXT NOT NULL,
    products INTEGER NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (technique, result, element, experiment)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER counted AFTER INSERT ON product BEGIN
    INSERT INTO cell VALUES (new.technique, new.result, new.element,
        new.experiment, 1, new.size)
    ON CONFLICT DO UPDATE SET products = products + 1,
        size = size + excluded.size;
END;
CREATE TRIGGER uncounted AFTER DELETE ON product BEGIN
    UPDATE cell SET products = products - 1, size = size - old.size
    WHERE technique = old.technique AND result = old.result
        AND element = old.element AND experiment = old.experiment;
    DELETE FROM cell
    WHERE technique = old.technique AND result = old.result
        AND element = old.element AND experiment = old.experiment
        AND products = 0;
END;
CREATE VIRTUAL TABLE product_text USING fts5 (
    path, number, title, sample, tray, position, experiment, proposal,
    people, notes, element, facets,
    content = 'product', content_rowid = 'row', detail = none,
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2 3 4 5 6 7 8'
);
CREATE TRIGGER worded AFTER INSERT ON product BEGIN
    INSERT INTO product_text (rowid, path, number, title, sample, tray,
        position, experiment, proposal, people, notes, element, facets)
    VALUES (new.row, new.path, new.number, new.title, new.sample, new.tray,
        new.position, new.experiment, new.proposal, new.people, new.notes,
        new.element, new.facets);
END;
CREATE TRIGGER unworded AFTER DELETE ON product BEGIN
    INSERT INTO product_text (product_text, rowid, path, number, title,
        sample, tray, position, experiment, proposal, people, notes,
        element, facets)
    VALUES ('delete', old.row, old.path, old.number, old.title, old.sample,
        old.tray, old.position, old.experiment, old.proposal, old.people,
        old.notes, old.element, old.facets);
END;
PRAGMA application_id = 1111778164;
PRAGMA user_version = 1;
