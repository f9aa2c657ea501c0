package requestdb

import (
	"context"
	"database/sql"
	"fmt"
)

// A book is the tables of a chain of events and of the dossiers that they happened to.
type book struct {
	name    string // how its hashes and seals begin
	what    string // a dossier of it is, for errors
	table   string // of the dossiers
	feed    string // the table with the one row that counts the events
	chained string // the table of the events
	of      string // the column that says what an event happened to
}

// The books: of requests, and of the cases of the people behind the counter.
var (
	requestBook = book{"", "request", "disclosure_request", "disclosure_feed", "disclosure_event", "request"}
	caseBook    = book{"case ", "case", "disclosure_case", "disclosure_case_feed", "disclosure_case_event", "of_case"}
)

// place names the row that a sealed half belongs to; event -1 is the dossier itself.
func (b book) place(id string, event int) string {
	if event < 0 {
		return b.name + "request " + id
	}
	return fmt.Sprintf("%sevent %s %d", b.name, id, event)
}

// write runs f in a transaction that begins by taking n numbers of a book's feed. The
// one row of the feed is locked by it until the end, so that writers go one by
// one and an entry is never seen before those with lower numbers. seq is the
// first number.
func (s *Store) write(ctx context.Context, b book, n int, f func(tx *sql.Tx, seq int64) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("requestdb: begin: %w", err)
	}
	defer tx.Rollback() // no effect after Commit
	var last int64
	if err := tx.QueryRowContext(ctx, s.sql("UPDATE "+b.feed+" SET last = last + ? WHERE one = 1 RETURNING last"), n).Scan(&last); err != nil {
		return fmt.Errorf("requestdb: feed: %w", err)
	}
	if err := f(tx, last-int64(n)+1); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("requestdb: commit: %w", err)
	}
	if n > 0 && s.dialect == SQLite {
		_ = s.log.Try(ctx, s.db) // what an erasure before could not
	}
	return nil
}
