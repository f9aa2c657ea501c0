package requestdb

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// storedCase is a case with its place in the order of creation.
type storedCase struct {
	seq int64
	cases.Case
}

// read returns the cases that a condition names, with their events.
func (k CaseStore) read(ctx context.Context, q querier, where string, args ...any) ([]storedCase, error) {
	rows, err := q.QueryContext(ctx, k.s.sql(`SELECT seq, id, kind, organ, channel, erased, sealed FROM disclosure_case `+where), args...)
	if err != nil {
		return nil, fmt.Errorf("requestdb: cases: %w", err)
	}
	defer rows.Close()
	var all []storedCase
	for rows.Next() {
		c, err := k.scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("requestdb: cases: %w", err)
	}
	rows.Close()
	return all, k.readEvents(ctx, q, all, where, args)
}

func (k CaseStore) scan(rows *sql.Rows) (storedCase, error) {
	var c storedCase
	var erased int
	var sealed []byte
	if err := rows.Scan(&c.seq, &c.ID, &c.Kind, &c.Organ, &c.Channel, &erased, &sealed); err != nil {
		return c, fmt.Errorf("requestdb: cases: %w", err)
	}
	c.Erased = erased != 0
	if sealed == nil {
		return c, nil
	}
	var p citizen
	if err := k.s.open(sealed, placeOfCase(c.ID, -1), &p); err != nil {
		return c, fmt.Errorf("requestdb: case %s: %w", c.ID, err)
	}
	c.Code, c.Owner, c.Text, c.Contact = p.Code, p.Owner, p.Text, p.Contact
	return c, nil
}

// readEvents reads the events of all that read found, by the same condition.
func (k CaseStore) readEvents(ctx context.Context, q querier, all []storedCase, where string, args []any) error {
	rows, err := q.QueryContext(ctx, k.s.sql(`SELECT of_case, place, facts, sealed FROM disclosure_case_event
		WHERE of_case IN (SELECT seq FROM disclosure_case `+where+`) ORDER BY of_case, place`), args...)
	if err != nil {
		return fmt.Errorf("requestdb: case events: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var of int64
		var place int
		var facts string
		var sealed []byte
		if err := rows.Scan(&of, &place, &facts, &sealed); err != nil {
			return fmt.Errorf("requestdb: case events: %w", err)
		}
		i, found := slices.BinarySearchFunc(all, of, func(c storedCase, seq int64) int { return int(c.seq - seq) })
		if !found {
			continue // created between the two readings
		}
		e, err := k.event(facts, sealed, placeOfCase(all[i].ID, place))
		if err != nil {
			return fmt.Errorf("requestdb: event %d of %s: %w", place, all[i].ID, err)
		}
		all[i].Events = append(all[i].Events, e)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("requestdb: case events: %w", err)
	}
	return nil
}

// event puts the two halves of an event together again.
func (k CaseStore) event(facts string, sealed []byte, place string) (cases.Event, error) {
	var e cases.Event
	if err := json.Unmarshal([]byte(facts), &e); err != nil {
		return e, fmt.Errorf("requestdb: event: %w", err)
	}
	if sealed == nil {
		return e, nil
	}
	var w said
	if err := k.s.open(sealed, place, &w); err != nil {
		return e, err
	}
	e.Text, e.Failure = w.Text, w.Failure
	if w.Name != "" {
		e.By.Name = w.Name
	}
	return e, nil
}

// snapshot reads cases and their events as they were at one moment.
func (k CaseStore) snapshot(ctx context.Context, where string, args ...any) ([]storedCase, error) {
	tx, err := k.s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: k.s.snapshotLevel()})
	if err != nil {
		return nil, fmt.Errorf("requestdb: begin: %w", err)
	}
	defer tx.Rollback() // nothing was written
	return k.read(ctx, tx, where, args...)
}

// Case returns one case. See cases.Store.
func (k CaseStore) Case(ctx context.Context, id string) (cases.Case, error) {
	all, err := k.snapshot(ctx, "WHERE id = ?", id)
	if err != nil {
		return cases.Case{}, err
	}
	if len(all) == 0 {
		return cases.Case{}, cases.ErrNotFound
	}
	return all[0].Case, nil
}

// Cases yields all cases. See cases.Store.
func (k CaseStore) Cases(ctx context.Context) iter.Seq2[cases.Case, error] {
	return paged(0, func(after int64) ([]storedCase, error) {
		return k.snapshot(ctx, "WHERE seq > ? ORDER BY seq LIMIT ?", after, page)
	}, func(c storedCase) (cases.Case, int64) { return c.Case, c.seq })
}

// ByOwner returns one owner's cases. See cases.Store.
func (k CaseStore) ByOwner(ctx context.Context, owner string) ([]cases.Case, error) {
	if owner == "" {
		return nil, nil
	}
	all, err := k.snapshot(ctx, "WHERE owner = ? ORDER BY seq", k.s.lookup("owner", owner))
	if err != nil {
		return nil, err
	}
	var own []cases.Case
	for _, c := range all {
		own = append(own, c.Case)
	}
	return own, nil
}

// Since yields the feed. See cases.Store.
func (k CaseStore) Since(ctx context.Context, seq int64) iter.Seq2[cases.Entry, error] {
	return paged(seq, func(after int64) ([]cases.Entry, error) { return k.entries(ctx, after) },
		func(e cases.Entry) (cases.Entry, int64) { return e, e.Seq })
}

func (k CaseStore) entries(ctx context.Context, seq int64) ([]cases.Entry, error) {
	rows, err := k.s.db.QueryContext(ctx, k.s.sql(`SELECT e.seq, c.id, e.place, e.facts, e.sealed FROM disclosure_case_event e
		JOIN disclosure_case c ON c.seq = e.of_case WHERE e.seq > ? ORDER BY e.seq LIMIT ?`), seq, page)
	if err != nil {
		return nil, fmt.Errorf("requestdb: case feed: %w", err)
	}
	defer rows.Close()
	var entries []cases.Entry
	for rows.Next() {
		var e cases.Entry
		var facts string
		var sealed []byte
		if err := rows.Scan(&e.Seq, &e.CaseID, &e.Index, &facts, &sealed); err != nil {
			return nil, fmt.Errorf("requestdb: case feed: %w", err)
		}
		if e.Event, err = k.event(facts, sealed, placeOfCase(e.CaseID, e.Index)); err != nil {
			return nil, fmt.Errorf("requestdb: case feed: event %d of %s: %w", e.Index, e.CaseID, err)
		}
		entries = append(entries, e)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("requestdb: case feed: %w", err)
	}
	return entries, nil
}

// Asked returns the questions that found no answer. See cases.Store.
func (k CaseStore) Asked(ctx context.Context) ([]cases.Asked, error) {
	rows, err := k.s.db.QueryContext(ctx, "SELECT topic, times, first_day, last_day, sealed FROM disclosure_asked")
	if err != nil {
		return nil, fmt.Errorf("requestdb: asked: %w", err)
	}
	defer rows.Close()
	var asked []cases.Asked
	for rows.Next() {
		var a cases.Asked
		var hash, sealed []byte
		var first, last string
		if err := rows.Scan(&hash, &a.Times, &first, &last, &sealed); err != nil {
			return nil, fmt.Errorf("requestdb: asked: %w", err)
		}
		if err := k.s.open(sealed, "asked "+string(hash), &a.Topic); err != nil {
			return nil, fmt.Errorf("requestdb: asked: %w", err)
		}
		if a.First, err = civil.ParseDate(first); err != nil {
			return nil, fmt.Errorf("requestdb: asked: %w", err)
		}
		if a.Last, err = civil.ParseDate(last); err != nil {
			return nil, fmt.Errorf("requestdb: asked: %w", err)
		}
		asked = append(asked, a)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("requestdb: asked: %w", err)
	}
	slices.SortFunc(asked, cases.Asked.Order)
	return asked, nil
}
