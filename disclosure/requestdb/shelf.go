package requestdb

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
)

// A Shelf keeps small things until a moment, sealed and under hashed names: who is
// signed in at a desk, a file between its upload and its use. Every process on
// the database sees the same. It has the methods that the session library scs
// asks of a store (scs.CtxStore).
type Shelf struct {
	store *Store
	now   func() time.Time
}

// Shelf returns the shelf of the database, which tells by now what has expired. It
// has no clock of its own, and panics without one.
func (s *Store) Shelf(now func() time.Time) *Shelf {
	if now == nil {
		panic("requestdb: shelf: it takes a clock")
	}
	return &Shelf{s, now}
}

// FindCtx returns what lies under a name. What has expired, was altered or was
// never there is not found, without an error.
func (s *Shelf) FindCtx(ctx context.Context, name string) ([]byte, bool, error) {
	key := s.store.lookup("shelf", name)
	var sealed, data []byte
	err := s.store.db.QueryRowContext(ctx, s.store.sql("SELECT sealed FROM disclosure_shelf WHERE name = ? AND until > ?"), key, s.now().UnixNano()).Scan(&sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("requestdb: shelf: %w", err)
	}
	err = s.store.open(sealed, placeOnShelf(key), &data)
	if errors.Is(err, ErrKey) {
		return nil, false, nil
	}
	return data, err == nil, err
}

// CommitCtx puts something under a name until a moment, in place of what lay
// there, and clears away what has expired.
func (s *Shelf) CommitCtx(ctx context.Context, name string, data []byte, until time.Time) error {
	key := s.store.lookup("shelf", name)
	if key == nil {
		return errors.New("requestdb: shelf: no name")
	}
	sealed, err := s.store.seal(data, placeOnShelf(key))
	if err != nil {
		return err
	}
	if err := s.exec(ctx, "DELETE FROM disclosure_shelf WHERE until <= ?", s.now().UnixNano()); err != nil {
		return err
	}
	return s.exec(ctx, `INSERT INTO disclosure_shelf (name, until, sealed) VALUES (?, ?, ?)
		ON CONFLICT (name) DO UPDATE SET until = excluded.until, sealed = excluded.sealed`, key, until.UnixNano(), sealed)
}

// DeleteCtx takes away what lies under a name, if anything does.
func (s *Shelf) DeleteCtx(ctx context.Context, name string) error {
	return s.exec(ctx, "DELETE FROM disclosure_shelf WHERE name = ?", s.store.lookup("shelf", name))
}

func (s *Shelf) exec(ctx context.Context, query string, args ...any) error {
	return s.store.exec(ctx, s.store.db, "shelf", query, args...)
}

// Find is FindCtx without a context.
func (s *Shelf) Find(name string) ([]byte, bool, error) { return s.FindCtx(context.Background(), name) }

// Commit is CommitCtx without a context.
func (s *Shelf) Commit(name string, data []byte, until time.Time) error {
	return s.CommitCtx(context.Background(), name, data, until)
}

// Delete is DeleteCtx without a context.
func (s *Shelf) Delete(name string) error { return s.DeleteCtx(context.Background(), name) }

func placeOnShelf(key []byte) string { return "shelf " + hex.EncodeToString(key) }
