package requestdb

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"slices"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// A CaseStore is a cases.Store in the database of a Store, under the same key,
// with a chain of its own. Make it with Store.Cases.
type CaseStore struct{ s *Store }

var (
	_ cases.Store         = CaseStore{}
	_ disclosure.Scrubber = CaseStore{}
)

// CaseStore returns the store of cases beside the requests.
func (s *Store) CaseStore() CaseStore { return CaseStore{s} }

// Verify is Store.Verify for the feed of cases.
func (k CaseStore) Verify(ctx context.Context) (int64, error) { return k.s.verifyBook(ctx, caseBook) }

// Create keeps a new case. See cases.Store.
func (k CaseStore) Create(ctx context.Context, c cases.Case, key string) (cases.Case, error) {
	if err := cases.CheckNew(c); err != nil {
		return cases.Case{}, err
	}
	return k.s.cases().create(ctx, c, key)
}

// Append adds an event. See cases.Store.
func (k CaseStore) Append(ctx context.Context, c cases.Case, e cases.Event) (cases.Case, error) {
	return k.s.cases().append(ctx, c, e)
}

// Case returns one case. See cases.Store.
func (k CaseStore) Case(ctx context.Context, id string) (cases.Case, error) {
	return k.s.cases().find(ctx, id)
}

// Cases yields all cases. See cases.Store.
func (k CaseStore) Cases(ctx context.Context) iter.Seq2[cases.Case, error] {
	return k.s.cases().all(ctx)
}

// ByOwner returns one owner's cases. See cases.Store.
func (k CaseStore) ByOwner(ctx context.Context, owner string) ([]cases.Case, error) {
	return k.s.cases().byOwner(ctx, owner)
}

// Since yields the feed. See cases.Store.
func (k CaseStore) Since(ctx context.Context, seq int64) iter.Seq2[cases.Entry, error] {
	return k.s.cases().since(ctx, seq)
}

// Erase removes a case's personal data. See cases.Store.
func (k CaseStore) Erase(ctx context.Context, id string) error {
	return k.s.erasing(ctx, caseBook, func(tx *sql.Tx) error {
		if err := k.s.cases().erase(ctx, tx, id); err != nil {
			return err
		}
		return k.s.eraseFiles(ctx, tx, letters, caseBook, id)
	})
}

// Scrub is Store.Scrub.
func (k CaseStore) Scrub(ctx context.Context) error { return k.s.Scrub(ctx) }

// Ask counts a question that found no answer. See cases.Store.
func (k CaseStore) Ask(ctx context.Context, text string, day civil.Date) error {
	topic := cases.Topic(text)
	hash := k.s.lookup("asked", topic)
	if hash == nil {
		return ctx.Err()
	}
	sealed, err := k.s.seal(topic, "asked "+string(hash))
	if err != nil {
		return err
	}
	return k.s.exec(ctx, k.s.db, "ask", `INSERT INTO disclosure_asked (topic, times, first_day, last_day, sealed) VALUES (?, 1, ?, ?, ?)
		ON CONFLICT (topic) DO UPDATE SET times = disclosure_asked.times + 1, last_day = excluded.last_day`,
		hash, day.String(), day.String(), sealed)
}

// Asked returns the questions that found no answer. See cases.Store.
func (k CaseStore) Asked(ctx context.Context) ([]cases.Asked, error) {
	asked, err := rowsOf(ctx, k.s.db, "asked", "SELECT topic, times, first_day, last_day, sealed FROM disclosure_asked", nil, k.scanAsked)
	slices.SortFunc(asked, cases.Asked.Order)
	return asked, err
}

func (k CaseStore) scanAsked(rows *sql.Rows) (a cases.Asked, err error) {
	var hash, sealed []byte
	var first, last string
	if err := rows.Scan(&hash, &a.Times, &first, &last, &sealed); err != nil {
		return a, err
	}
	if err := k.s.open(sealed, "asked "+string(hash), &a.Topic); err != nil {
		return a, err
	}
	if a.First, err = civil.ParseDate(first); err != nil {
		return a, err
	}
	a.Last, err = civil.ParseDate(last)
	return a, err
}

// DropAsked forgets a question. See cases.Store.
func (k CaseStore) DropAsked(ctx context.Context, topic string) error {
	return k.s.exec(ctx, k.s.db, "drop question", "DELETE FROM disclosure_asked WHERE topic = ?", k.s.lookup("asked", cases.Topic(topic)))
}

// DropAskedBefore forgets old questions. See cases.Store.
func (k CaseStore) DropAskedBefore(ctx context.Context, day civil.Date) (int, error) {
	result, err := k.s.db.ExecContext(ctx, k.s.sql("DELETE FROM disclosure_asked WHERE last_day < ?"), day.String())
	if err != nil {
		return 0, fmt.Errorf("requestdb: drop questions: %w", err)
	}
	n, err := result.RowsAffected()
	return int(n), err
}
