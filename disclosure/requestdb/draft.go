package requestdb

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
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

// A slip is what an owner is writing, as a drawer keeps it. Without an owner it is none.
type slip[D any] struct {
	owner string
	it    D
	saved time.Time
}

// replaceIn keeps is in the place of was, of the same owner; it is conflict where something
// else is kept by now.
func replaceIn[D any](ctx context.Context, s *Store, d drawer, was, is slip[D], conflict error) error {
	owner := s.lookup("owner", cmp.Or(was.owner, is.owner))
	if owner == nil || was.owner != "" && is.owner != "" && was.owner != is.owner {
		return fmt.Errorf("requestdb: replace %s: both are one owner's", d.what)
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("requestdb: begin: %w", err)
	}
	defer tx.Rollback() // no effect after Commit
	var before []byte
	if was.owner != "" {
		if before, err = sealOf(ctx, s, tx, d, owner, was.it, conflict); err != nil {
			return err
		}
	}
	changed, err := putIn(ctx, s, tx, d, owner, before, is)
	if err != nil {
		return fmt.Errorf("requestdb: replace %s: %w", d.what, err)
	}
	if n, err := changed.RowsAffected(); err != nil || n == 0 {
		return cmp.Or(err, conflict)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("requestdb: commit: %w", err)
	}
	return nil
}

// putIn changes the row with a seal, which is never the same twice, into what is; nil is
// none.
func putIn[D any](ctx context.Context, s *Store, tx *sql.Tx, d drawer, owner, before []byte, is slip[D]) (sql.Result, error) {
	if is.owner == "" {
		if err := s.dropFiles(ctx, tx, d, "owner = ?", owner); err != nil {
			return nil, err
		}
		return tx.ExecContext(ctx, s.sql("DELETE FROM "+d.table+" WHERE owner = ? AND sealed = ?"), owner, before)
	}
	sealed, err := s.seal(is.it, d.place+string(owner))
	if err != nil {
		return nil, err
	}
	if before == nil {
		return tx.ExecContext(ctx, s.sql("INSERT INTO "+d.table+" (owner, saved, sealed) VALUES (?, ?, ?) ON CONFLICT (owner) DO NOTHING"), owner, is.saved.Unix(), sealed)
	}
	return tx.ExecContext(ctx, s.sql("UPDATE "+d.table+" SET saved = ?, sealed = ? WHERE owner = ? AND sealed = ?"), is.saved.Unix(), sealed, owner, before)
}

// sealOf is the seal of what an owner is writing, where that still is was.
func sealOf[D any](ctx context.Context, s *Store, tx *sql.Tx, d drawer, owner []byte, was D, conflict error) (sealed []byte, err error) {
	var now D
	err = tx.QueryRowContext(ctx, s.sql("SELECT sealed FROM "+d.table+" WHERE owner = ?"), owner).Scan(&sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, conflict
	}
	if err == nil {
		err = s.open(sealed, d.place+string(owner), &now)
	}
	if err != nil {
		return nil, fmt.Errorf("requestdb: %s: %w", d.what, err)
	}
	one, err := json.Marshal(now)
	other, failed := json.Marshal(was)
	if err != nil || failed != nil || !bytes.Equal(one, other) {
		return nil, cmp.Or(err, failed, conflict)
	}
	return sealed, nil
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

// ReplaceDraft keeps a draft in the place of another. See disclosure.Store.
func (s *Store) ReplaceDraft(ctx context.Context, was, is disclosure.Draft) error {
	return replaceIn(ctx, s, drafts, slip[disclosure.Draft]{was.Owner, was, was.Saved}, slip[disclosure.Draft]{is.Owner, is, is.Saved}, disclosure.ErrConflict)
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
	if err := s.dropFiles(ctx, tx, d, where, arg); err != nil {
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

// dropFiles forgets the files of what a condition names in a drawer, but for those that a
// dossier took over.
func (s *Store) dropFiles(ctx context.Context, tx *sql.Tx, d drawer, where string, arg any) error {
	return s.exec(ctx, tx, "drop files of "+d.what+"s", "DELETE FROM "+d.files+" WHERE "+d.of+" IS NULL AND owner IN (SELECT owner FROM "+d.table+" WHERE "+where+")", arg)
}
