package requestdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/zwgk/zwgk/disclosure/cases"
)

// SaveDraft keeps a letter that is being written, sealed. See cases.Store.
func (k CaseStore) SaveDraft(ctx context.Context, d cases.Draft) error {
	if err := cases.CheckDraft(d); err != nil {
		return err
	}
	owner := k.s.lookup("owner", d.Owner)
	sealed, err := k.s.seal(d, placeOfLetter(owner))
	if err != nil {
		return err
	}
	if _, err := k.s.db.ExecContext(ctx, k.s.sql(`INSERT INTO disclosure_case_draft (owner, saved, sealed) VALUES (?, ?, ?)
		ON CONFLICT (owner) DO UPDATE SET saved = excluded.saved, sealed = excluded.sealed`), owner, d.Saved.Unix(), sealed); err != nil {
		return fmt.Errorf("requestdb: save letter: %w", err)
	}
	return nil
}

// placeOfLetter names the row that a sealed letter belongs to.
func placeOfLetter(owner []byte) string { return "case draft " + string(owner) }

// Draft returns a letter that is being written. See cases.Store.
func (k CaseStore) Draft(ctx context.Context, owner string) (cases.Draft, error) {
	hash := k.s.lookup("owner", owner)
	var sealed []byte
	err := k.s.db.QueryRowContext(ctx, k.s.sql("SELECT sealed FROM disclosure_case_draft WHERE owner = ?"), hash).Scan(&sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return cases.Draft{}, cases.ErrNotFound
	}
	if err != nil {
		return cases.Draft{}, fmt.Errorf("requestdb: letter: %w", err)
	}
	var d cases.Draft
	if err := k.s.open(sealed, placeOfLetter(hash), &d); err != nil {
		return cases.Draft{}, fmt.Errorf("requestdb: letter: %w", err)
	}
	return d, nil
}

// DropDraft forgets a letter that is being written. See cases.Store.
func (k CaseStore) DropDraft(ctx context.Context, owner string) error {
	if _, err := k.s.db.ExecContext(ctx, k.s.sql("DELETE FROM disclosure_case_draft WHERE owner = ?"), k.s.lookup("owner", owner)); err != nil {
		return fmt.Errorf("requestdb: drop letter: %w", err)
	}
	return nil
}

// DropDraftsBefore forgets old letters. See cases.Store.
func (k CaseStore) DropDraftsBefore(ctx context.Context, moment time.Time) (int, error) {
	result, err := k.s.db.ExecContext(ctx, k.s.sql("DELETE FROM disclosure_case_draft WHERE saved < ?"), moment.Unix())
	if err != nil {
		return 0, fmt.Errorf("requestdb: drop letters: %w", err)
	}
	n, err := result.RowsAffected()
	return int(n), err
}
