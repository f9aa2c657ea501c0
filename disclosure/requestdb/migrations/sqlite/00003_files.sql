-- +goose Up
CREATE TABLE disclosure_file (
    id      TEXT PRIMARY KEY,
    owner   BLOB NOT NULL,
    request INTEGER REFERENCES disclosure_request (seq),
    sealed  BLOB NOT NULL
);
CREATE INDEX disclosure_file_owner ON disclosure_file (owner);
CREATE INDEX disclosure_file_request ON disclosure_file (request);

-- +goose Down
DROP TABLE disclosure_file;
