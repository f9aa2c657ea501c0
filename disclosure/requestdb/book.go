package requestdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// A book is one chain of events in the database, with a feed of its own, and what
// the events happened to.
type book struct {
	name   string // how its hashes begin
	what   string // it is about, for errors
	table  string // of what the events happened to
	feed   string // the table with the one row that counts the events
	events string // the table of the events
	of     string // the column that says what an event happened to
}

// The books: of requests, and of the cases of the people behind the counter.
var (
	requestBook = book{"", "request", "disclosure_request", "disclosure_feed", "disclosure_event", "request"}
	caseBook    = book{"case ", "case", "disclosure_case", "disclosure_case_feed", "disclosure_case_event", "of_case"}
)

// errAgain ends a transaction without effect.
var errAgain = errors.New("requestdb: created before")

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
	return nil
}

// again returns errAgain, and the ID, where something was created under a key before.
func (s *Store) again(ctx context.Context, tx *sql.Tx, b book, once []byte) (id string, err error) {
	if once == nil {
		return "", nil
	}
	err = tx.QueryRowContext(ctx, s.sql("SELECT id FROM "+b.table+" WHERE once = ?"), once).Scan(&id)
	switch {
	case err == nil:
		return id, errAgain
	case errors.Is(err, sql.ErrNoRows):
		return "", nil
	}
	return "", fmt.Errorf("requestdb: create %s: %w", b.what, err)
}

// grow counts one more event of what has the number seq.
func (s *Store) grow(ctx context.Context, tx *sql.Tx, b book, seq int64) error {
	if _, err := tx.ExecContext(ctx, s.sql("UPDATE "+b.table+" SET events = events + 1 WHERE seq = ?"), seq); err != nil {
		return fmt.Errorf("requestdb: append to %s: %w", b.what, err)
	}
	return nil
}

// erase takes away the sealed half of something and of its events; missing is the
// error where there is no such thing.
func (s *Store) erase(ctx context.Context, tx *sql.Tx, b book, id string, missing error) error {
	result, err := tx.ExecContext(ctx, s.sql("UPDATE "+b.table+" SET erased = 1, owner = NULL, sealed = NULL WHERE id = ?"), id)
	if err != nil {
		return fmt.Errorf("requestdb: erase %s: %w", b.what, err)
	}
	if n, err := result.RowsAffected(); err == nil && n == 0 {
		return missing
	}
	_, err = tx.ExecContext(ctx, s.sql("UPDATE "+b.events+" SET sealed = NULL WHERE "+b.of+" = (SELECT seq FROM "+b.table+" WHERE id = ?)"), id)
	if err != nil {
		return fmt.Errorf("requestdb: erase %s: %w", b.what, err)
	}
	return nil
}

// entry is an event as it is kept.
type entry struct {
	seq    int64
	of     int64  // the number of what it happened to
	id     string // and its ID, where it was asked for
	place  int    // among its events
	facts  string
	sealed []byte
}

// eventsOf reads the events of all that a condition names, those of one thing
// together and in order. It does not ask for IDs.
func (s *Store) eventsOf(ctx context.Context, q querier, b book, where string, args []any) ([]entry, error) {
	return rowsOf(ctx, q, b.what+" events", s.sql("SELECT seq, "+b.of+", '', place, facts, sealed FROM "+b.events+
		" WHERE "+b.of+" IN (SELECT seq FROM "+b.table+" "+where+") ORDER BY "+b.of+", place"), args, scanEntry)
}

// entriesAfter reads a page of a book's feed.
func (s *Store) entriesAfter(ctx context.Context, b book, seq int64) ([]entry, error) {
	return rowsOf(ctx, s.db, b.what+" feed", s.sql("SELECT e.seq, o.seq, o.id, e.place, e.facts, e.sealed FROM "+b.events+" e JOIN "+b.table+
		" o ON o.seq = e."+b.of+" WHERE e.seq > ? ORDER BY e.seq LIMIT ?"), []any{seq, page}, scanEntry)
}

func scanEntry(rows *sql.Rows) (e entry, err error) {
	err = rows.Scan(&e.seq, &e.of, &e.id, &e.place, &e.facts, &e.sealed)
	return e, err
}

// querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// rowsOf reads all rows of a query, each by scan; what says in an error of what.
func rowsOf[T any](ctx context.Context, q querier, what, query string, args []any, scan func(*sql.Rows) (T, error)) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("requestdb: %s: %w", what, err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		row, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("requestdb: %s: %w", what, err)
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("requestdb: %s: %w", what, err)
	}
	return all, nil
}
