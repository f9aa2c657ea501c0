-- +goose Up
CREATE TABLE disclosure_key (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    probe BYTEA NOT NULL
);
CREATE TABLE disclosure_feed (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    last BIGINT NOT NULL,
    seal BYTEA
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
    seq     BIGINT PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    once    BYTEA UNIQUE,
    owner   BYTEA,
    organ   TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind    TEXT NOT NULL,
    form    TEXT NOT NULL,
    way     TEXT NOT NULL,
    erased  INTEGER NOT NULL DEFAULT 0,
    events  INTEGER NOT NULL,
    sealed  BYTEA
);
CREATE INDEX disclosure_request_owner ON disclosure_request (owner);
CREATE TABLE disclosure_event (
    seq     BIGINT PRIMARY KEY,
    request BIGINT NOT NULL REFERENCES disclosure_request (seq),
    place   INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    day     TEXT NOT NULL,
    facts   TEXT NOT NULL,
    chain   BYTEA NOT NULL,
    sealed  BYTEA,
    UNIQUE (request, place)
);
CREATE TABLE disclosure_draft (
    owner  BYTEA PRIMARY KEY,
    saved  BIGINT NOT NULL,
    sealed BYTEA NOT NULL
);
-- +goose StatementBegin
CREATE FUNCTION disclosure_events_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.sealed IS NULL AND (NEW.seq, NEW.request, NEW.place, NEW.kind, NEW.day, NEW.facts, NEW.chain)
        = (OLD.seq, OLD.request, OLD.place, OLD.kind, OLD.day, OLD.facts, OLD.chain) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'events are only ever added';
END;
$$;
-- +goose StatementEnd
CREATE TRIGGER disclosure_event_stands BEFORE UPDATE OR DELETE ON disclosure_event
    FOR EACH ROW EXECUTE FUNCTION disclosure_events_stand();

-- +goose Down
DROP TABLE disclosure_draft;
DROP TABLE disclosure_event;
DROP FUNCTION disclosure_events_stand();
DROP TABLE disclosure_request;
DROP TABLE disclosure_series;
DROP TABLE disclosure_organ;
DROP TABLE disclosure_feed;
DROP TABLE disclosure_key;
