package requestdb

import (
	"context"
	"database/sql"
	"fmt"
	"iter"

	"github.com/zwgk/zwgk/disclosure"
)

// page is how many rows are read at a time, so that no connection is held while
// the caller works on what was read.
const page = 256

// stored is a request with its place in the order of creation.
type stored struct {
	seq int64
	disclosure.Request
}

// read returns the requests that a condition names, with their events.
func (s *Store) read(ctx context.Context, q querier, where string, args ...any) ([]stored, error) {
	all, err := rowsOf(ctx, q, "requests", s.sql(`SELECT seq, id, organ, channel, kind, form, way, erased, sealed
		FROM disclosure_request `+where), args, s.scan)
	if err != nil {
		return nil, err
	}
	return all, s.readEvents(ctx, q, all, where, args)
}

func (s *Store) scan(rows *sql.Rows) (stored, error) {
	var r stored
	var kind string
	var erased int
	var sealed []byte
	if err := rows.Scan(&r.seq, &r.ID, &r.Organ, &r.Channel, &kind, &r.Delivery.Form, &r.Delivery.Way, &erased, &sealed); err != nil {
		return r, err
	}
	r.Erased = erased != 0
	if sealed != nil {
		var p person
		if err := s.open(sealed, placeOf(r.ID, -1), &p); err != nil {
			return r, fmt.Errorf("%s: %w", r.ID, err)
		}
		r.Code, r.Owner, r.Applicant, r.Subject, r.Attachments = p.Code, p.Owner, p.Applicant, p.Subject, p.Attachments
	}
	if err := r.Applicant.Kind.UnmarshalText([]byte(kind)); err != nil {
		return r, fmt.Errorf("%s: %w", r.ID, err)
	}
	return r, nil
}

// readEvents reads the events of all that read found, by the same condition.
func (s *Store) readEvents(ctx context.Context, q querier, all []stored, where string, args []any) error {
	entries, err := s.eventsOf(ctx, q, requestBook, where, args)
	if err != nil {
		return err
	}
	byRequest := make(map[int64]*stored, len(all))
	for i := range all {
		byRequest[all[i].seq] = &all[i]
	}
	for _, row := range entries {
		r := byRequest[row.of]
		if r == nil {
			continue // created between the two readings
		}
		e, err := s.join(row.facts, row.sealed, placeOf(r.ID, row.place))
		if err != nil {
			return fmt.Errorf("requestdb: event %d of %s: %w", row.place, r.ID, err)
		}
		r.Events = append(r.Events, e)
	}
	return nil
}

// Request returns one request. See disclosure.Store.
func (s *Store) Request(ctx context.Context, id string) (disclosure.Request, error) {
	all, err := s.snapshot(ctx, "WHERE id = ?", id)
	if err != nil {
		return disclosure.Request{}, err
	}
	if len(all) == 0 {
		return disclosure.Request{}, disclosure.ErrNotFound
	}
	return all[0].Request, nil
}

// snapshot reads requests and their events as they were at one moment.
func (s *Store) snapshot(ctx context.Context, where string, args ...any) ([]stored, error) {
	tx, err := s.still(ctx)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback() // nothing was written
	return s.read(ctx, tx, where, args...)
}

// still begins a transaction that reads the database as it was at one moment.
func (s *Store) still(ctx context.Context) (*sql.Tx, error) {
	level := sql.LevelDefault
	if s.dialect == PostgreSQL {
		level = sql.LevelRepeatableRead
	}
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: level})
	if err != nil {
		return nil, fmt.Errorf("requestdb: begin: %w", err)
	}
	return tx, nil
}

// paged yields what comes after a number, which next reads a page at a time; one
// gives a row's value and number.
func paged[S, T any](after int64, next func(after int64) ([]S, error), one func(S) (T, int64)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for at := after; ; {
			rows, err := next(at)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, row := range rows {
				v, seq := one(row)
				if !yield(v, nil) {
					return
				}
				at = seq
			}
			if len(rows) < page {
				return
			}
		}
	}
}

// Requests yields all requests. See disclosure.Store.
func (s *Store) Requests(ctx context.Context) iter.Seq2[disclosure.Request, error] {
	return paged(0, func(after int64) ([]stored, error) {
		return s.snapshot(ctx, "WHERE seq > ? ORDER BY seq LIMIT ?", after, page)
	}, func(r stored) (disclosure.Request, int64) { return r.Request, r.seq })
}

// ByOwner returns one owner's requests. See disclosure.Store.
func (s *Store) ByOwner(ctx context.Context, owner string) ([]disclosure.Request, error) {
	if owner == "" {
		return nil, nil
	}
	all, err := s.snapshot(ctx, "WHERE owner = ? ORDER BY seq", s.lookup("owner", owner))
	if err != nil {
		return nil, err
	}
	var own []disclosure.Request
	for _, r := range all {
		own = append(own, r.Request)
	}
	return own, nil
}

// Since yields the feed. See disclosure.Store.
func (s *Store) Since(ctx context.Context, seq int64) iter.Seq2[disclosure.Entry, error] {
	return paged(seq, func(after int64) ([]disclosure.Entry, error) { return s.entries(ctx, after) },
		func(e disclosure.Entry) (disclosure.Entry, int64) { return e, e.Seq })
}

func (s *Store) entries(ctx context.Context, seq int64) ([]disclosure.Entry, error) {
	rows, err := s.entriesAfter(ctx, requestBook, seq)
	if err != nil {
		return nil, err
	}
	entries := make([]disclosure.Entry, len(rows))
	for i, row := range rows {
		e, err := s.join(row.facts, row.sealed, placeOf(row.id, row.place))
		if err != nil {
			return nil, fmt.Errorf("requestdb: feed: event %d of %s: %w", row.place, row.id, err)
		}
		entries[i] = disclosure.Entry{Seq: row.seq, RequestID: row.id, Index: row.place, Event: e}
	}
	return entries, nil
}
