-- +goose Up
CREATE TABLE disclosure_shelf (
    name   BLOB PRIMARY KEY,
    until  INTEGER NOT NULL,
    sealed BLOB NOT NULL
);
CREATE INDEX disclosure_shelf_until ON disclosure_shelf (until);

-- +goose Down
DROP TABLE disclosure_shelf;
