-- +goose Up
CREATE TABLE disclosure_memo (
    owner  BLOB PRIMARY KEY,
    until  INTEGER NOT NULL,
    sealed BLOB NOT NULL
);
CREATE INDEX disclosure_memo_until ON disclosure_memo (until);

-- +goose Down
DROP TABLE disclosure_memo;
