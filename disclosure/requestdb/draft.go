package requestdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/zwgk/zwgk/disclosure"
)

// A drawer is a table of what owners are writing, one thing each, and one of the
// files that came with it.
type drawer struct {
	what  string // for errors
	table string
	place string // how the seals of its rows begin

	files     string // the table of the files
	of        string // its column that says which dossier took a file over
	filePlace string // how the seals of the files begin
}

// The drawers: of applications, and of letters to the people behind the counter.
var (
	drafts  = drawer{"draft", "disclosure_draft", "draft ", "disclosure_file", "request", "file "}
	letters = drawer{"letter", "disclosure_case_draft", "case draft ", "disclosure_case_file", "of_case", "case file "}
)

// saveIn keeps what an owner is writing, sealed, in place of the one before.
func (s *Store) saveIn(ctx context.Context, d drawer, owner []byte, saved time.Time, draft any) error {
	sealed, err := s.seal(draft, d.place+string(owner))
	if err != nil {
		return err
	}
	return s.exec(ctx, s.db, "save "+d.what, "INSERT INTO "+d.table+` (owner, saved, sealed) VALUES (?, ?, ?)
		ON CONFLICT (owner) DO UPDATE SET saved = excluded.saved, sealed = excluded.sealed`, owner, saved.Unix(), sealed)
}

// findIn reads what an owner is writing into draft; missing is the error where there
// is nothing.
func (s *Store) findIn(ctx context.Context, d drawer, owner []byte, draft any, missing error) error {
	var sealed []byte
	err := s.db.QueryRowContext(ctx, s.sql("SELECT sealed FROM "+d.table+" WHERE owner = ?"), owner).Scan(&sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return missing
	}
	if err == nil {
		err = s.open(sealed, d.place+string(owner), draft)
	}
	if err != nil {
		return fmt.Errorf("requestdb: %s: %w", d.what, err)
	}
	return nil
}

// SaveDraft keeps a draft. See disclosure.Store.
func (s *Store) SaveDraft(ctx context.Context, d disclosure.Draft) error {
	owner := s.lookup("owner", d.Owner)
	if owner == nil {
		return errors.New("requestdb: save draft: no owner")
	}
	return s.saveIn(ctx, drafts, owner, d.Saved, d)
}

// Draft returns a draft. See disclosure.Store.
func (s *Store) Draft(ctx context.Context, owner string) (disclosure.Draft, error) {
	var d disclosure.Draft
	if err := s.findIn(ctx, drafts, s.lookup("owner", owner), &d, disclosure.ErrNotFound); err != nil {
		return disclosure.Draft{}, err
	}
	return d, nil
}

// DropDraft forgets a draft and the files that are still its own. See
// disclosure.Store.
func (s *Store) DropDraft(ctx context.Context, owner string) error {
	_, err := s.dropIn(ctx, drafts, "owner = ?", s.lookup("owner", owner))
	return err
}

// DropDraftsBefore forgets old drafts. See disclosure.Store.
func (s *Store) DropDraftsBefore(ctx context.Context, moment time.Time) (int, error) {
	return s.dropIn(ctx, drafts, "saved < ?", moment.Unix())
}

// dropIn forgets what a condition names in a drawer, the files first. A file may
// be there without its draft, where the process died between the two.
func (s *Store) dropIn(ctx context.Context, d drawer, where string, arg any) (int, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, fmt.Errorf("requestdb: begin: %w", err)
	}
	defer tx.Rollback() // no effect after Commit
	err = s.exec(ctx, tx, "drop files of "+d.what+"s", "DELETE FROM "+d.files+" WHERE "+d.of+" IS NULL AND owner IN (SELECT owner FROM "+d.table+" WHERE "+where+")", arg)
	if err != nil {
		return 0, err
	}
	result, err := tx.ExecContext(ctx, s.sql("DELETE FROM "+d.table+" WHERE "+where), arg)
	if err != nil {
		return 0, fmt.Errorf("requestdb: drop %ss: %w", d.what, err)
	}
	n, err := result.RowsAffected()
	if err != nil {
		return 0, fmt.Errorf("requestdb: drop %ss: %w", d.what, err)
	}
	if err := tx.Commit(); err != nil {
		return 0, fmt.Errorf("requestdb: commit: %w", err)
	}
	return int(n), nil
}
