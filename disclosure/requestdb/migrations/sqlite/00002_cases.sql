-- +goose Up
CREATE TABLE disclosure_case_feed (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    last INTEGER NOT NULL,
    seal BLOB
);
INSERT INTO disclosure_case_feed (one, last) VALUES (1, 0);
CREATE TABLE disclosure_case_series (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
);
CREATE TABLE disclosure_case (
    seq     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    once    BLOB UNIQUE,
    owner   BLOB,
    kind    TEXT NOT NULL,
    organ   TEXT NOT NULL,
    channel TEXT NOT NULL,
    erased  INTEGER NOT NULL DEFAULT 0,
    events  INTEGER NOT NULL,
    sealed  BLOB
);
CREATE INDEX disclosure_case_owner ON disclosure_case (owner);
CREATE TABLE disclosure_case_event (
    seq     INTEGER PRIMARY KEY,
    of_case INTEGER NOT NULL REFERENCES disclosure_case (seq),
    place   INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    day     TEXT NOT NULL,
    facts   TEXT NOT NULL,
    chain   BLOB NOT NULL,
    sealed  BLOB,
    UNIQUE (of_case, place)
);
CREATE TABLE disclosure_asked (
    topic     BLOB PRIMARY KEY,
    times     INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL,
    sealed    BLOB NOT NULL
);
-- +goose StatementBegin
CREATE TRIGGER disclosure_case_event_stands BEFORE UPDATE ON disclosure_case_event
WHEN NEW.seq <> OLD.seq OR NEW.of_case <> OLD.of_case OR NEW.place <> OLD.place OR NEW.kind <> OLD.kind
    OR NEW.day <> OLD.day OR NEW.facts <> OLD.facts OR NEW.chain <> OLD.chain OR NEW.sealed IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'events are only ever added');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER disclosure_case_event_stays BEFORE DELETE ON disclosure_case_event
BEGIN
    SELECT RAISE(ABORT, 'events are only ever added');
END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE disclosure_asked;
DROP TABLE disclosure_case_event;
DROP TABLE disclosure_case;
DROP TABLE disclosure_case_series;
DROP TABLE disclosure_case_feed;
