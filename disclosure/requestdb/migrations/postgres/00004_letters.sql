-- +goose Up
CREATE TABLE disclosure_case_draft (
    owner  BYTEA PRIMARY KEY,
    saved  BIGINT NOT NULL,
    sealed BYTEA NOT NULL
);

-- +goose Down
DROP TABLE disclosure_case_draft;
