package requestdb

import (
	"context"
	"fmt"
	"time"

	"github.com/zwgk/zwgk/disclosure/cases"
)

// SaveDraft keeps a letter that is being written, sealed. See cases.Store.
func (k CaseStore) SaveDraft(ctx context.Context, d cases.Draft) error {
	if err := cases.CheckDraft(d); err != nil {
		return err
	}
	return k.s.saveIn(ctx, letters, k.s.lookup("owner", d.Owner), d.Saved, d)
}

// Draft returns a letter that is being written. See cases.Store.
func (k CaseStore) Draft(ctx context.Context, owner string) (cases.Draft, error) {
	var d cases.Draft
	if err := k.s.findIn(ctx, letters, k.s.lookup("owner", owner), &d, cases.ErrNotFound); err != nil {
		return cases.Draft{}, err
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
