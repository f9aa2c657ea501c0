-- +goose Up
CREATE TABLE disclosure_key (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    probe BLOB NOT NULL
);
CREATE TABLE disclosure_feed (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    last INTEGER NOT NULL,
    seal BLOB
);
INSERT INTO disclosure_feed (one, last) VALUES (1, 0);
CREATE TABLE disclosure_organ (
    name   TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE
);
CREATE TABLE disclosure_series (
    year  INTEGER NOT NULL,
    organ INTEGER NOT NULL REFERENCES disclosure_organ (number),
    last  INTEGER NOT NULL,
    PRIMARY KEY (year, organ)
);
CREATE TABLE disclosure_request (
    seq     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    once    BLOB UNIQUE,
    owner   BLOB,
    organ   TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind    TEXT NOT NULL,
    form    TEXT NOT NULL,
    way     TEXT NOT NULL,
    erased  INTEGER NOT NULL DEFAULT 0,
    events  INTEGER NOT NULL,
    sealed  BLOB
);
CREATE INDEX disclosure_request_owner ON disclosure_request (owner);
CREATE TABLE disclosure_event (
    seq     INTEGER PRIMARY KEY,
    request INTEGER NOT NULL REFERENCES disclosure_request (seq),
    place   INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    day     TEXT NOT NULL,
    facts   TEXT NOT NULL,
    chain   BLOB NOT NULL,
    sealed  BLOB,
    UNIQUE (request, place)
);
CREATE TABLE disclosure_draft (
    owner  BLOB PRIMARY KEY,
    saved  INTEGER NOT NULL,
    sealed BLOB NOT NULL
);
-- +goose StatementBegin
CREATE TRIGGER disclosure_event_stands BEFORE UPDATE ON disclosure_event
WHEN NEW.seq <> OLD.seq OR NEW.request <> OLD.request OR NEW.place <> OLD.place OR NEW.kind <> OLD.kind
    OR NEW.day <> OLD.day OR NEW.facts <> OLD.facts OR NEW.chain <> OLD.chain OR NEW.sealed IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'events are only ever added');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER disclosure_event_stays BEFORE DELETE ON disclosure_event
BEGIN
    SELECT RAISE(ABORT, 'events are only ever added');
END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE disclosure_draft;
DROP TABLE disclosure_event;
DROP TABLE disclosure_request;
DROP TABLE disclosure_series;
DROP TABLE disclosure_organ;
DROP TABLE disclosure_feed;
DROP TABLE disclosure_key;
