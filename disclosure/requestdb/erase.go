package requestdb

import (
	"context"
	"database/sql"
	"fmt"
)

// erasing runs f in a transaction that overwrites what it takes away.
func (s *Store) erasing(ctx context.Context, b book, f func(tx *sql.Tx) error) error {
	err := s.write(ctx, b, 0, func(tx *sql.Tx, _ int64) error {
		if s.dialect == SQLite {
			if err := s.exec(ctx, tx, "erase", "PRAGMA secure_delete = ON"); err != nil {
				return err
			}
		}
		return f(tx)
	})
	if err == nil && s.dialect == SQLite {
		s.log.Owe()
	}
	return err
}

// Scrub implements disclosure.Scrubber: it cuts what was erased from SQLite's log. A log
// that could not be cut because somebody was reading is cut with the next event, with
// the next Open or here. PostgreSQL frees the old rows in its own time.
func (s *Store) Scrub(ctx context.Context) error {
	if s.dialect != SQLite {
		return nil
	}
	if err := s.log.Cut(ctx, s.db); err != nil {
		return fmt.Errorf("requestdb: scrub: %w", err)
	}
	return nil
}
