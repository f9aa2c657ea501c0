-- +goose Up
CREATE TABLE disclosure_file (
    id      TEXT PRIMARY KEY,
    owner   BYTEA NOT NULL,
    request BIGINT REFERENCES disclosure_request (seq),
    sealed  BYTEA NOT NULL
);
CREATE INDEX disclosure_file_owner ON disclosure_file (owner);
CREATE INDEX disclosure_file_request ON disclosure_file (request);

-- +goose Down
DROP TABLE disclosure_file;
