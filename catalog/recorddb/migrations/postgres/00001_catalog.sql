-- +goose Up
CREATE TABLE catalog_head (
    one   BIGINT PRIMARY KEY CHECK (one = 1),
    seq   BIGINT NOT NULL,
    hash  TEXT    NOT NULL,
    files BIGINT NOT NULL
);
INSERT INTO catalog_head (one, seq, hash, files) VALUES (1, 0, '', 0);

CREATE TABLE catalog_changes (
    seq     BIGINT PRIMARY KEY,
    kind    TEXT    NOT NULL,
    id      BIGINT NOT NULL,
    number  TEXT    NOT NULL,
    version BIGINT NOT NULL,
    actor   TEXT    NOT NULL,
    role    TEXT    NOT NULL,
    at      TEXT    NOT NULL,
    digest  TEXT    NOT NULL,
    prev    TEXT    NOT NULL,
    hash    TEXT    NOT NULL,
    content BYTEA   NOT NULL,
    UNIQUE (id, version)
);

CREATE TABLE catalog_records (
    id      BIGINT PRIMARY KEY,
    number  TEXT UNIQUE,
    version BIGINT NOT NULL,
    seq     BIGINT NOT NULL REFERENCES catalog_changes (seq)
);

CREATE TABLE catalog_serials (
    series TEXT PRIMARY KEY,
    serial BIGINT NOT NULL
);

CREATE TABLE catalog_releases (
    subject  TEXT    NOT NULL,
    channel  TEXT    NOT NULL,
    day      TEXT    NOT NULL,
    state    TEXT    NOT NULL,
    ref      TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    attempts BIGINT NOT NULL,
    at       TEXT    NOT NULL,
    PRIMARY KEY (subject, channel)
);
CREATE INDEX catalog_releases_channel ON catalog_releases (channel, day);

CREATE TABLE catalog_files (
    name    TEXT PRIMARY KEY,
    size    BIGINT NOT NULL,
    sha256  TEXT    NOT NULL,
    data    BYTEA   NOT NULL,
    version BIGINT NOT NULL
);

-- +goose Down
DROP TABLE catalog_files;
DROP TABLE catalog_releases;
DROP TABLE catalog_serials;
DROP TABLE catalog_records;
DROP TABLE catalog_changes;
DROP TABLE catalog_head;
