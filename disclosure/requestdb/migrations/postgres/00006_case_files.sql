-- +goose Up
CREATE TABLE disclosure_case_file (
    id      TEXT PRIMARY KEY,
    owner   BYTEA NOT NULL,
    of_case BIGINT REFERENCES disclosure_case (seq),
    sealed  BYTEA NOT NULL
);
CREATE INDEX disclosure_case_file_owner ON disclosure_case_file (owner);
CREATE INDEX disclosure_case_file_case ON disclosure_case_file (of_case);

-- +goose Down
DROP TABLE disclosure_case_file;
