-- +goose Up
CREATE TABLE disclosure_shelf (
    name   BYTEA PRIMARY KEY,
    until  BIGINT NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX disclosure_shelf_until ON disclosure_shelf (until);

-- +goose Down
DROP TABLE disclosure_shelf;
