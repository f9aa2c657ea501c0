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
	all, err := rowsOf(ctx, q, "cases", k.s.sql(`SELECT seq, id, kind, organ, channel, erased, sealed FROM disclosure_case `+where), args, k.scan)
	if err != nil {
		return nil, err
	}
	return all, k.readEvents(ctx, q, all, where, args)
}

func (k CaseStore) scan(rows *sql.Rows) (storedCase, error) {
	var c storedCase
	var erased int
	var sealed []byte
	if err := rows.Scan(&c.seq, &c.ID, &c.Kind, &c.Organ, &c.Channel, &erased, &sealed); err != nil {
		return c, err
	}
	c.Erased = erased != 0
	if sealed == nil {
		return c, nil
	}
	var p citizen
	if err := k.s.open(sealed, placeOfCase(c.ID, -1), &p); err != nil {
		return c, fmt.Errorf("%s: %w", c.ID, err)
	}
	c.Code, c.Owner, c.Text, c.Contact = p.Code, p.Owner, p.Text, p.Contact
	return c, nil
}

// readEvents reads the events of all that read found, by the same condition.
func (k CaseStore) readEvents(ctx context.Context, q querier, all []storedCase, where string, args []any) error {
	entries, err := k.s.eventsOf(ctx, q, caseBook, where, args)
	if err != nil {
		return err
	}
	for _, row := range entries {
		i, found := slices.BinarySearchFunc(all, row.of, func(c storedCase, seq int64) int { return int(c.seq - seq) })
		if !found {
			continue // created between the two readings
		}
		e, err := k.event(row.facts, row.sealed, placeOfCase(all[i].ID, row.place))
		if err != nil {
			return fmt.Errorf("requestdb: event %d of %s: %w", row.place, all[i].ID, err)
		}
		all[i].Events = append(all[i].Events, e)
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
	e.Text, e.Contact, e.Failure = w.Text, w.Contact, w.Failure
	if w.Name != "" {
		e.By.Name = w.Name
	}
	return e, nil
}

// snapshot reads cases and their events as they were at one moment.
func (k CaseStore) snapshot(ctx context.Context, where string, args ...any) ([]storedCase, error) {
	tx, err := k.s.still(ctx)
	if err != nil {
		return nil, err
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
	rows, err := k.s.entriesAfter(ctx, caseBook, seq)
	if err != nil {
		return nil, err
	}
	entries := make([]cases.Entry, len(rows))
	for i, row := range rows {
		e, err := k.event(row.facts, row.sealed, placeOfCase(row.id, row.place))
		if err != nil {
			return nil, fmt.Errorf("requestdb: case feed: event %d of %s: %w", row.place, row.id, err)
		}
		entries[i] = cases.Entry{Seq: row.seq, CaseID: row.id, Index: row.place, Event: e}
	}
	return entries, nil
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
