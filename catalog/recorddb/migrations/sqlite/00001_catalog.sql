-- +goose Up
CREATE TABLE catalog_head (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    seq   INTEGER NOT NULL,
    hash  TEXT    NOT NULL,
    files INTEGER NOT NULL
);
INSERT INTO catalog_head (one, seq, hash, files) VALUES (1, 0, '', 0);

CREATE TABLE catalog_changes (
    seq     INTEGER PRIMARY KEY,
    kind    TEXT    NOT NULL,
    id      INTEGER NOT NULL,
    number  TEXT    NOT NULL,
    version INTEGER NOT NULL,
    actor   TEXT    NOT NULL,
    role    TEXT    NOT NULL,
    at      TEXT    NOT NULL,
    digest  TEXT    NOT NULL,
    prev    TEXT    NOT NULL,
    hash    TEXT    NOT NULL,
    content BLOB    NOT NULL,
    UNIQUE (id, version)
);

CREATE TABLE catalog_records (
    id      INTEGER PRIMARY KEY,
    number  TEXT UNIQUE,
    version INTEGER NOT NULL,
    seq     INTEGER NOT NULL REFERENCES catalog_changes (seq)
);

CREATE TABLE catalog_serials (
    series TEXT PRIMARY KEY,
    serial INTEGER NOT NULL
);

CREATE TABLE catalog_releases (
    subject  TEXT    NOT NULL,
    channel  TEXT    NOT NULL,
    day      TEXT    NOT NULL,
    state    TEXT    NOT NULL,
    ref      TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    attempts INTEGER NOT NULL,
    at       TEXT    NOT NULL,
    PRIMARY KEY (subject, channel)
);
CREATE INDEX catalog_releases_channel ON catalog_releases (channel, day);

CREATE TABLE catalog_files (
    name    TEXT PRIMARY KEY,
    size    INTEGER NOT NULL,
    sha256  TEXT    NOT NULL,
    data    BLOB    NOT NULL,
    version INTEGER NOT NULL
);

-- +goose Down
DROP TABLE catalog_files;
DROP TABLE catalog_releases;
DROP TABLE catalog_serials;
DROP TABLE catalog_records;
DROP TABLE catalog_changes;
DROP TABLE catalog_head;
