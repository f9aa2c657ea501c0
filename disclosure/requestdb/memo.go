package requestdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// A MemoStore keeps small things of owners for a while in the database of a Store,
// sealed under the same key: what a conversation remembers, for several processes.
// Make it with Store.MemoStore.
type MemoStore struct{ s *Store }

// MemoStore returns the store of memos beside the requests.
func (s *Store) MemoStore() MemoStore { return MemoStore{s} }

// Keep keeps something of an owner, from a moment on for so long, in place of what
// was kept before. Nothing, or no time, forgets it; so is what others kept and whose
// time is over. The owner must not be empty.
func (k MemoStore) Keep(ctx context.Context, owner string, what []byte, at time.Time, life time.Duration) error {
	hash := k.s.lookup("owner", owner)
	if hash == nil {
		return errors.New("requestdb: keep: no owner")
	}
	if len(what) == 0 || life <= 0 {
		if _, err := k.s.db.ExecContext(ctx, k.s.sql("DELETE FROM disclosure_memo WHERE owner = ? OR until < ?"), hash, at.UnixMilli()); err != nil {
			return fmt.Errorf("requestdb: forget: %w", err)
		}
		return nil
	}
	sealed, err := k.s.seal(what, placeOfMemo(hash))
	if err != nil {
		return err
	}
	if _, err := k.s.db.ExecContext(ctx, k.s.sql(`INSERT INTO disclosure_memo (owner, until, sealed) VALUES (?, ?, ?)
		ON CONFLICT (owner) DO UPDATE SET until = excluded.until, sealed = excluded.sealed`), hash, at.Add(life).UnixMilli(), sealed); err != nil {
		return fmt.Errorf("requestdb: keep: %w", err)
	}
	if _, err := k.s.db.ExecContext(ctx, k.s.sql("DELETE FROM disclosure_memo WHERE until < ?"), at.UnixMilli()); err != nil {
		return fmt.Errorf("requestdb: keep: %w", err)
	}
	return nil
}

// placeOfMemo names the row that a sealed memo belongs to.
func placeOfMemo(owner []byte) string { return "memo " + string(owner) }

// Kept returns what is kept of an owner at a moment; nil: nothing.
func (k MemoStore) Kept(ctx context.Context, owner string, at time.Time) ([]byte, error) {
	hash := k.s.lookup("owner", owner)
	var sealed, what []byte
	err := k.s.db.QueryRowContext(ctx, k.s.sql("SELECT sealed FROM disclosure_memo WHERE owner = ? AND until >= ?"), hash, at.UnixMilli()).Scan(&sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err == nil {
		err = k.s.open(sealed, placeOfMemo(hash), &what)
	}
	if err != nil {
		return nil, fmt.Errorf("requestdb: kept: %w", err)
	}
	return what, nil
}
