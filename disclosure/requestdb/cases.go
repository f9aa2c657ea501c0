package requestdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// A CaseStore is a cases.Store in the database of a Store, under the same key,
// with a chain of its own. Make it with Store.Cases.
type CaseStore struct{ s *Store }

var _ cases.Store = CaseStore{}

// CaseStore returns the store of cases beside the requests.
func (s *Store) CaseStore() CaseStore { return CaseStore{s} }

// Verify is Store.Verify for the feed of cases.
func (k CaseStore) Verify(ctx context.Context) (int64, error) { return k.s.verifyBook(ctx, caseBook) }

// citizen is the sealed half of a case.
type citizen struct {
	Code    string `json:"code,omitempty"`
	Owner   string `json:"owner,omitempty"`
	Text    string `json:"text,omitempty"`
	Contact string `json:"contact,omitempty"`
}

// said is the sealed half of an event of a case.
type said struct {
	Name    string `json:"name,omitempty"`
	Text    string `json:"text,omitempty"`
	Contact string `json:"contact,omitempty"`
	Failure string `json:"failure,omitempty"`
}

// Create keeps a new case. See cases.Store.
func (k CaseStore) Create(ctx context.Context, c cases.Case, key string) (cases.Case, error) {
	if err := cases.CheckNew(c); err != nil {
		return cases.Case{}, err
	}
	s, once := k.s, k.s.lookup("case once", key)
	var id string
	err := s.write(ctx, caseBook, len(c.Events), func(tx *sql.Tx, seq int64) (err error) {
		if id, err = s.again(ctx, tx, caseBook, once); err != nil {
			return err
		}
		var serial int
		if err := tx.QueryRowContext(ctx, s.sql(`INSERT INTO disclosure_case_series (year, last) VALUES (?, 1)
			ON CONFLICT (year) DO UPDATE SET last = disclosure_case_series.last + 1 RETURNING last`), c.YearOf()).Scan(&serial); err != nil {
			return fmt.Errorf("requestdb: number of case: %w", err)
		}
		c.ID = cases.FormatNumber(c.Kind, c.YearOf(), serial)
		id = c.ID
		return k.insert(ctx, tx, c, once, seq)
	})
	if err != nil && !errors.Is(err, errAgain) {
		return cases.Case{}, err
	}
	return k.Case(ctx, id)
}

// insert writes the rows of a new case; its first event's number is its own.
func (k CaseStore) insert(ctx context.Context, tx *sql.Tx, c cases.Case, once []byte, seq int64) error {
	sealed, err := k.s.seal(citizen{c.Code, c.Owner, c.Text, c.Contact}, placeOfCase(c.ID, -1))
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, k.s.sql(`INSERT INTO disclosure_case
		(seq, id, once, owner, kind, organ, channel, events, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
		seq, c.ID, once, k.s.lookup("owner", c.Owner), string(c.Kind), c.Organ, string(c.Channel), len(c.Events), sealed)
	if err != nil {
		return fmt.Errorf("requestdb: create case: %w", err)
	}
	for i, e := range c.Events {
		if err := k.insertEvent(ctx, tx, seq+int64(i), seq, c, i, e); err != nil {
			return err
		}
	}
	return nil
}

func (k CaseStore) insertEvent(ctx context.Context, tx *sql.Tx, seq, of int64, c cases.Case, place int, e cases.Event) error {
	open := e.Erase()
	w := said{Text: e.Text, Contact: e.Contact, Failure: e.Failure}
	if open.By.Name != e.By.Name {
		w.Name = e.By.Name
	}
	facts, sealed, err := k.s.halves(open, w, w == said{}, placeOfCase(c.ID, place))
	if err != nil {
		return err
	}
	l := link{seq: seq, id: c.ID, place: place, facts: facts}
	if place == 0 {
		l.organ, l.caller = c.Organ, string(c.Channel)+" "+string(c.Kind)
	}
	return k.s.addLink(ctx, tx, caseBook, of, l, string(e.Act), e.Day.String(), sealed)
}

// Append adds an event. See cases.Store.
func (k CaseStore) Append(ctx context.Context, c cases.Case, e cases.Event) (cases.Case, error) {
	var next cases.Case
	err := k.s.write(ctx, caseBook, 1, func(tx *sql.Tx, seq int64) error {
		rows, err := k.read(ctx, tx, "WHERE id = ?", c.ID)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return cases.ErrNotFound
		}
		if len(rows[0].Events) != len(c.Events) {
			return cases.ErrConflict
		}
		if next, err = rows[0].Apply(e); err != nil {
			return err
		}
		if err := k.insertEvent(ctx, tx, seq, rows[0].seq, next, len(c.Events), e); err != nil {
			return err
		}
		return k.s.grow(ctx, tx, caseBook, rows[0].seq)
	})
	if err != nil {
		return cases.Case{}, err
	}
	return next, nil
}

// Erase removes a case's personal data. See cases.Store.
func (k CaseStore) Erase(ctx context.Context, id string) error {
	return k.s.write(ctx, caseBook, 0, func(tx *sql.Tx, _ int64) error {
		return k.s.erase(ctx, tx, caseBook, id, cases.ErrNotFound)
	})
}

// placeOfCase names the row that a sealed half belongs to.
func placeOfCase(id string, event int) string { return "case " + placeOf(id, event) }

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
	if _, err := k.s.db.ExecContext(ctx, k.s.sql(`INSERT INTO disclosure_asked (topic, times, first_day, last_day, sealed) VALUES (?, 1, ?, ?, ?)
		ON CONFLICT (topic) DO UPDATE SET times = disclosure_asked.times + 1, last_day = excluded.last_day`),
		hash, day.String(), day.String(), sealed); err != nil {
		return fmt.Errorf("requestdb: ask: %w", err)
	}
	return nil
}

// DropAsked forgets a question. See cases.Store.
func (k CaseStore) DropAsked(ctx context.Context, topic string) error {
	if _, err := k.s.db.ExecContext(ctx, k.s.sql("DELETE FROM disclosure_asked WHERE topic = ?"), k.s.lookup("asked", cases.Topic(topic))); err != nil {
		return fmt.Errorf("requestdb: drop question: %w", err)
	}
	return nil
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
