-- +goose Up
CREATE TABLE disclosure_memo (
    owner  BYTEA PRIMARY KEY,
    until  BIGINT NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX disclosure_memo_until ON disclosure_memo (until);

-- +goose Down
DROP TABLE disclosure_memo;
