package requestdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/zwgk/zwgk/disclosure"
)

// SaveDraft keeps a draft. See disclosure.Store.
func (s *Store) SaveDraft(ctx context.Context, d disclosure.Draft) error {
	owner := s.lookup("owner", d.Owner)
	if owner == nil {
		return errors.New("requestdb: save draft: no owner")
	}
	sealed, err := s.seal(d, "draft "+string(owner))
	if err != nil {
		return err
	}
	if _, err := s.db.ExecContext(ctx, s.sql(`INSERT INTO disclosure_draft (owner, saved, sealed) VALUES (?, ?, ?)
		ON CONFLICT (owner) DO UPDATE SET saved = excluded.saved, sealed = excluded.sealed`), owner, d.Saved.Unix(), sealed); err != nil {
		return fmt.Errorf("requestdb: save draft: %w", err)
	}
	return nil
}

// Draft returns a draft. See disclosure.Store.
func (s *Store) Draft(ctx context.Context, owner string) (disclosure.Draft, error) {
	hash := s.lookup("owner", owner)
	var sealed []byte
	err := s.db.QueryRowContext(ctx, s.sql("SELECT sealed FROM disclosure_draft WHERE owner = ?"), hash).Scan(&sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return disclosure.Draft{}, disclosure.ErrNotFound
	}
	if err != nil {
		return disclosure.Draft{}, fmt.Errorf("requestdb: draft: %w", err)
	}
	var d disclosure.Draft
	if err := s.open(sealed, "draft "+string(hash), &d); err != nil {
		return disclosure.Draft{}, fmt.Errorf("requestdb: draft: %w", err)
	}
	return d, nil
}

// DropDraft forgets a draft and the files that are still its own. See
// disclosure.Store.
func (s *Store) DropDraft(ctx context.Context, owner string) error {
	_, err := s.dropDrafts(ctx, "owner = ?", s.lookup("owner", owner))
	return err
}

// DropDraftsBefore forgets old drafts. See disclosure.Store.
func (s *Store) DropDraftsBefore(ctx context.Context, moment time.Time) (int, error) {
	return s.dropDrafts(ctx, "saved < ?", moment.Unix())
}

// dropDrafts forgets the drafts that a condition names, their files first. A file
// may be there without its draft, where the process died between the two.
func (s *Store) dropDrafts(ctx context.Context, where string, arg any) (int, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, fmt.Errorf("requestdb: begin: %w", err)
	}
	defer tx.Rollback() // no effect after Commit
	if _, err := tx.ExecContext(ctx, s.sql("DELETE FROM disclosure_file WHERE request IS NULL AND owner IN (SELECT owner FROM disclosure_draft WHERE "+where+")"), arg); err != nil {
		return 0, fmt.Errorf("requestdb: drop files: %w", err)
	}
	result, err := tx.ExecContext(ctx, s.sql("DELETE FROM disclosure_draft WHERE "+where), arg)
	if err != nil {
		return 0, fmt.Errorf("requestdb: drop drafts: %w", err)
	}
	n, err := result.RowsAffected()
	if err != nil {
		return 0, fmt.Errorf("requestdb: drop drafts: %w", err)
	}
	if err := tx.Commit(); err != nil {
		return 0, fmt.Errorf("requestdb: commit: %w", err)
	}
	return int(n), nil
}
