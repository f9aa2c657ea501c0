-- +goose Up
CREATE TABLE disclosure_case_draft (
    owner  BLOB PRIMARY KEY,
    saved  INTEGER NOT NULL,
    sealed BLOB NOT NULL
);

-- +goose Down
DROP TABLE disclosure_case_draft;
