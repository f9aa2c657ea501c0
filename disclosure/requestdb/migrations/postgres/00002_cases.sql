-- +goose Up
CREATE TABLE disclosure_case_feed (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    last BIGINT NOT NULL,
    seal BYTEA
);
INSERT INTO disclosure_case_feed (one, last) VALUES (1, 0);
CREATE TABLE disclosure_case_series (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
);
CREATE TABLE disclosure_case (
    seq     BIGINT PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    once    BYTEA UNIQUE,
    owner   BYTEA,
    kind    TEXT NOT NULL,
    organ   TEXT NOT NULL,
    channel TEXT NOT NULL,
    erased  INTEGER NOT NULL DEFAULT 0,
    events  INTEGER NOT NULL,
    sealed  BYTEA
);
CREATE INDEX disclosure_case_owner ON disclosure_case (owner);
CREATE TABLE disclosure_case_event (
    seq     BIGINT PRIMARY KEY,
    of_case BIGINT NOT NULL REFERENCES disclosure_case (seq),
    place   INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    day     TEXT NOT NULL,
    facts   TEXT NOT NULL,
    chain   BYTEA NOT NULL,
    sealed  BYTEA,
    UNIQUE (of_case, place)
);
CREATE TABLE disclosure_asked (
    topic     BYTEA PRIMARY KEY,
    times     INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL,
    sealed    BYTEA NOT NULL
);
-- +goose StatementBegin
CREATE FUNCTION disclosure_case_events_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.sealed IS NULL AND (NEW.seq, NEW.of_case, NEW.place, NEW.kind, NEW.day, NEW.facts, NEW.chain)
        = (OLD.seq, OLD.of_case, OLD.place, OLD.kind, OLD.day, OLD.facts, OLD.chain) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'events are only ever added';
END;
$$;
-- +goose StatementEnd
CREATE TRIGGER disclosure_case_event_stands BEFORE UPDATE OR DELETE ON disclosure_case_event
    FOR EACH ROW EXECUTE FUNCTION disclosure_case_events_stand();

-- +goose Down
DROP TABLE disclosure_asked;
DROP TABLE disclosure_case_event;
DROP FUNCTION disclosure_case_events_stand();
DROP TABLE disclosure_case;
DROP TABLE disclosure_case_series;
DROP TABLE disclosure_case_feed;
