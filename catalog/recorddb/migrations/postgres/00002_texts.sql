-- +goose Up
CREATE TABLE catalog_text_head (
    one  BIGINT PRIMARY KEY CHECK (one = 1),
    seq  BIGINT NOT NULL,
    form TEXT   NOT NULL
);
INSERT INTO catalog_text_head (one, seq, form) VALUES (1, 0, '');

CREATE TABLE catalog_texts (
    id        BIGINT  PRIMARY KEY,
    title     TEXT    NOT NULL,
    folded    TEXT    NOT NULL,
    rest      TEXT    NOT NULL,
    tokens    TEXT[]  NOT NULL,
    publisher TEXT    NOT NULL,
    col       TEXT    NOT NULL,
    category  TEXT    NOT NULL,
    day       TEXT    NOT NULL,
    stale     BOOLEAN NOT NULL
);
CREATE INDEX catalog_texts_tokens ON catalog_texts USING GIN (tokens);
CREATE INDEX catalog_texts_day ON catalog_texts (day DESC, id DESC);

CREATE INDEX catalog_texts_publisher ON catalog_texts (publisher);

CREATE TABLE catalog_text_owners (
    publisher TEXT PRIMARY KEY,
    owner     TEXT NOT NULL
);

CREATE TABLE catalog_text_tokens (
    token TEXT   PRIMARY KEY,
    n     BIGINT NOT NULL
);

-- +goose Down
DROP TABLE catalog_text_tokens;
DROP TABLE catalog_text_owners;
DROP TABLE catalog_texts;
DROP TABLE catalog_text_head;
