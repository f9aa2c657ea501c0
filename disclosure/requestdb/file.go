package requestdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/zwgk/zwgk/disclosure"
)

// SaveFile keeps a file of a draft, sealed. See disclosure.Store.
func (s *Store) SaveFile(ctx context.Context, owner, id string, data []byte) error {
	hash := s.lookup("owner", owner)
	if hash == nil || id == "" {
		return errors.New("requestdb: save file: no owner or no ID")
	}
	sealed, err := s.seal(data, "file "+id)
	if err != nil {
		return err
	}
	if _, err := s.db.ExecContext(ctx, s.sql("INSERT INTO disclosure_file (id, owner, sealed) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING"),
		id, hash, sealed); err != nil {
		return fmt.Errorf("requestdb: save file: %w", err)
	}
	return nil
}

// DropFile forgets a file of a draft. See disclosure.Store.
func (s *Store) DropFile(ctx context.Context, owner, id string) error {
	if _, err := s.db.ExecContext(ctx, s.sql("DELETE FROM disclosure_file WHERE id = ? AND owner = ? AND request IS NULL"), id, s.lookup("owner", owner)); err != nil {
		return fmt.Errorf("requestdb: drop file: %w", err)
	}
	return nil
}

// File returns the bytes of a file. See disclosure.Store.
func (s *Store) File(ctx context.Context, id string) ([]byte, error) {
	var sealed, data []byte
	err := s.db.QueryRowContext(ctx, s.sql("SELECT sealed FROM disclosure_file WHERE id = ?"), id).Scan(&sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, disclosure.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("requestdb: file: %w", err)
	}
	if err := s.open(sealed, "file "+id, &data); err != nil {
		return nil, fmt.Errorf("requestdb: file: %w", err)
	}
	return data, nil
}

// takeFiles hands the files that a new request names over to it.
func (s *Store) takeFiles(ctx context.Context, tx *sql.Tx, r disclosure.Request, seq int64) error {
	for _, a := range r.Attachments {
		if _, err := tx.ExecContext(ctx, s.sql("UPDATE disclosure_file SET request = ? WHERE id = ? AND owner = ?"),
			seq, a.ID, s.lookup("owner", r.Owner)); err != nil {
			return fmt.Errorf("requestdb: files: %w", err)
		}
	}
	return nil
}
