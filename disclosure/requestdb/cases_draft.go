package requestdb

import (
	"context"
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

// ReplaceDraft keeps a letter in the place of another, sealed. See cases.Store.
func (k CaseStore) ReplaceDraft(ctx context.Context, was, is cases.Draft) error {
	if is.Owner != "" {
		if err := cases.CheckDraft(is); err != nil {
			return err
		}
	}
	return replaceIn(ctx, k.s, letters, slip[cases.Draft]{was.Owner, was, was.Saved}, slip[cases.Draft]{is.Owner, is, is.Saved}, cases.ErrConflict)
}

// Draft returns a letter that is being written. See cases.Store.
func (k CaseStore) Draft(ctx context.Context, owner string) (cases.Draft, error) {
	var d cases.Draft
	if err := k.s.findIn(ctx, letters, k.s.lookup("owner", owner), &d, cases.ErrNotFound); err != nil {
		return cases.Draft{}, err
	}
	return d, nil
}

// DropDraft forgets a letter that is being written, and the files that are still its
// own. See cases.Store.
func (k CaseStore) DropDraft(ctx context.Context, owner string) error {
	_, err := k.s.dropIn(ctx, letters, "owner = ?", k.s.lookup("owner", owner))
	return err
}

// DropDraftsBefore forgets old letters. See cases.Store.
func (k CaseStore) DropDraftsBefore(ctx context.Context, moment time.Time) (int, error) {
	return k.s.dropIn(ctx, letters, "saved < ?", moment.Unix())
}
