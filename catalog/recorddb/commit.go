package recorddb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/zwgk/zwgk/catalog"
)

// Commit implements catalog.Store. Its first statement raises the head, which
// takes the one lock that all writers need; so seqs and serials have no gaps
// and no doubles, whichever process writes.
func (s *Store) Commit(ctx context.Context, a catalog.Act) (catalog.Sealed, error) {
	all, err := s.CommitAll(ctx, []catalog.Act{a})
	if err != nil {
		return catalog.Sealed{}, err
	}
	return all[0], nil
}

// CommitAll implements catalog.Batcher.
func (s *Store) CommitAll(ctx context.Context, acts []catalog.Act) ([]catalog.Sealed, error) {
	var all []catalog.Sealed
	erases := slices.ContainsFunc(acts, func(a catalog.Act) bool { return len(a.Erases) > 0 })
	err := s.within(ctx, func(tx *sql.Tx) error {
		if erases && s.dialect == SQLite {
			if _, err := tx.ExecContext(ctx, "PRAGMA secure_delete = ON"); err != nil {
				return fmt.Errorf("recorddb: erase: %w", err)
			}
		}
		for _, a := range acts {
			sealed, err := s.commit(ctx, tx, a)
			if err != nil {
				return err
			}
			all = append(all, sealed)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if s.dialect == SQLite {
		if erases {
			s.log.Owe()
		} else {
			_ = s.log.Try(ctx, s.db) // what an erasure before could not
		}
	}
	return all, nil
}

// Scrub implements catalog.Scrubber: SQLite's log still holds the old pages, PostgreSQL
// the old rows. A log that could not be cut because somebody was reading is cut with
// the next change, with the next Open or here.
func (s *Store) Scrub(ctx context.Context) error {
	var err error
	if s.dialect == SQLite {
		err = s.log.Cut(ctx, s.db)
	} else {
		_, err = s.db.ExecContext(ctx, "VACUUM catalog_changes")
	}
	if err != nil {
		return fmt.Errorf("recorddb: scrub: %w", err)
	}
	return nil
}

func (s *Store) commit(ctx context.Context, tx *sql.Tx, a catalog.Act) (catalog.Sealed, error) {
	var seq int64
	var prev string
	row := tx.QueryRowContext(ctx, "UPDATE catalog_head SET seq = seq + 1 WHERE one = 1 RETURNING seq, hash")
	if err := row.Scan(&seq, &prev); err != nil {
		return catalog.Sealed{}, fmt.Errorf("recorddb: head: %w", err)
	}
	if err := s.expect(ctx, tx, a.Record.ID, a.Record.Version); err != nil {
		return catalog.Sealed{}, err
	}
	serial, err := s.serial(ctx, tx, a.Series)
	if err != nil {
		return catalog.Sealed{}, err
	}
	sealed, err := a.Seal(seq, prev, serial)
	if err != nil {
		return catalog.Sealed{}, err
	}
	return sealed, s.keep(ctx, tx, a, sealed)
}

// expect refuses a version other than the newest.
func (s *Store) expect(ctx context.Context, tx *sql.Tx, id, version int64) error {
	var newest int64
	err := tx.QueryRowContext(ctx, s.q("SELECT version FROM catalog_records WHERE id = $1"), id).Scan(&newest)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("recorddb: version: %w", err)
	}
	if newest != version {
		return catalog.ErrConflict
	}
	return nil
}

// serial takes the next serial of the series, or raises it to a given one.
func (s *Store) serial(ctx context.Context, tx *sql.Tx, series catalog.Series) (int, error) {
	if series.Key == "" {
		return 0, nil
	}
	const issue = `INSERT INTO catalog_serials (series, serial) VALUES ($1, 1)
		ON CONFLICT (series) DO UPDATE SET serial = catalog_serials.serial + 1 RETURNING serial`
	const raise = `INSERT INTO catalog_serials (series, serial) VALUES ($1, $2)
		ON CONFLICT (series) DO UPDATE SET serial = CASE WHEN catalog_serials.serial < excluded.serial
		THEN excluded.serial ELSE catalog_serials.serial END RETURNING serial`
	var serial int
	query, args := issue, []any{series.Key}
	if !series.Issues() {
		query, args = raise, []any{series.Key, series.Serial}
	}
	if err := tx.QueryRowContext(ctx, s.q(query), args...).Scan(&serial); err != nil {
		return 0, fmt.Errorf("recorddb: serial of %s: %w", series.Key, err)
	}
	return serial, nil
}

// keep writes a sealed change down with all that follows from it.
func (s *Store) keep(ctx context.Context, tx *sql.Tx, a catalog.Act, c catalog.Sealed) error {
	var other int64
	err := tx.QueryRowContext(ctx, s.q("SELECT id FROM catalog_records WHERE number = $1 AND id <> $2"), string(c.Number), c.ID).Scan(&other)
	if err == nil {
		return catalog.ErrNumberTaken
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("recorddb: number: %w", err)
	}
	do := func(query string, args ...any) {
		if err == nil {
			_, err = tx.ExecContext(ctx, s.q(query), args...)
		}
	}
	err = nil
	do(`INSERT INTO catalog_changes (seq, kind, id, number, version, actor, role, at, digest, prev, hash, content)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		c.Seq, string(c.Kind), c.ID, string(c.Number), c.Version, c.By.Name, c.By.Role,
		c.By.At.Format(time.RFC3339Nano), c.Digest, c.Prev, c.Hash, c.Content)
	do(`INSERT INTO catalog_records (id, number, version, seq) VALUES ($1, $2, $3, $4)
		ON CONFLICT (id) DO UPDATE SET number = excluded.number, version = excluded.version, seq = excluded.seq`,
		c.ID, sql.NullString{String: string(c.Number), Valid: c.Number != ""}, c.Version, c.Seq)
	do("UPDATE catalog_head SET hash = $1 WHERE one = 1", c.Hash)
	for _, e := range a.Erases {
		do("UPDATE catalog_changes SET content = $1 WHERE seq = $2", e.Content, e.Seq)
	}
	if err != nil {
		return fmt.Errorf("recorddb: change %d: %w", c.Seq, err)
	}
	return nil
}
