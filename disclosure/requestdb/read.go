package requestdb

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
)

// page is how many rows are read at a time, so that no connection is held while
// the caller works on what was read.
const page = 256

// numbered is a dossier or an entry with its place in the order of creation.
type numbered[T any] struct {
	seq int64
	it  T
}

// paged yields what comes after a number, which next reads a page at a time.
func paged[T any](after int64, next func(after int64) ([]numbered[T], error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for at := after; ; {
			rows, err := next(at)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, row := range rows {
				if !yield(row.it, nil) {
					return
				}
				at = row.seq
			}
			if len(rows) < page {
				return
			}
		}
	}
}

// snapshot reads dossiers and their events as they were at one moment.
func (l ledger[D, E, N]) snapshot(ctx context.Context, where string, args ...any) ([]numbered[D], error) {
	tx, err := l.still(ctx)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback() // nothing was written
	return l.read(ctx, tx, where, args...)
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

// read returns the dossiers that a condition names, with their events.
func (l ledger[D, E, N]) read(ctx context.Context, q querier, where string, args ...any) ([]numbered[D], error) {
	all, err := rowsOf(ctx, q, l.what, l.sql("SELECT seq, "+l.columns+" FROM "+l.table+" "+where), args, l.scanOne)
	if err != nil {
		return nil, err
	}
	// It asks for no IDs: they stand in what was read.
	rows, err := rowsOf(ctx, q, l.what+" events", l.sql("SELECT seq, "+l.of+", '', place, facts, sealed FROM "+l.chained+
		" WHERE "+l.of+" IN (SELECT seq FROM "+l.table+" "+where+") ORDER BY "+l.of+", place"), args, scanEvent)
	if err != nil {
		return nil, err
	}
	at := make(map[int64]*D, len(all))
	for i := range all {
		at[all[i].seq] = &all[i].it
	}
	for _, row := range rows {
		d := at[row.of]
		if d == nil {
			continue // created between the two readings
		}
		row.id = l.id(*d)
		e, err := l.event(row)
		if err != nil {
			return nil, err
		}
		events := l.events(d)
		*events = append(*events, e)
	}
	return all, nil
}

func (l ledger[D, E, N]) scanOne(rows *sql.Rows) (numbered[D], error) {
	var d numbered[D]
	var err error
	d.it, err = l.scan(l.sealer, func(columns ...any) error { return rows.Scan(append([]any{&d.seq}, columns...)...) })
	return d, err
}

// event puts the two halves of an event together again.
func (l ledger[D, E, N]) event(row event) (E, error) {
	e, err := l.join(l.sealer, row.facts, row.sealed, l.place(row.id, row.place))
	if err != nil {
		return e, fmt.Errorf("requestdb: event %d of %s: %w", row.place, row.id, err)
	}
	return e, nil
}

// event is an event as it is kept.
type event struct {
	seq    int64
	of     int64  // the number of the dossier
	id     string // of the dossier, where it was asked for
	place  int    // among its events
	facts  string
	sealed []byte
}

func scanEvent(rows *sql.Rows) (e event, err error) {
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
