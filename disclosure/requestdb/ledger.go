package requestdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
)

// A kind says how dossiers, requests or cases, are laid into the tables of a book and
// read back. D is a dossier, E one of its events, and N an entry of the feed.
type kind[D, E, N any] struct {
	book
	id     func(D) string
	events func(*D) *[]E
	apply  func(D, E) (D, error)
	entry  func(seq int64, id string, place int, e E) N

	columns string // those that scan reads
	scan    func(s *sealer, columns func(...any) error) (D, error)
	insert  func(s *Store, ctx context.Context, tx *sql.Tx, d D, once []byte, seq int64) (D, error) // issues the ID too
	link    func(d D, place int) (link, error)                                                      // without the facts
	split   func(s *sealer, e E, place string) (facts string, sealed []byte, err error)
	join    func(s *sealer, facts string, sealed []byte, place string) (E, error)

	enclosed func(s *Store, ctx context.Context, tx *sql.Tx, d D, e E, of int64) error // takes over what came with an added event; nil: nothing does

	missing, conflict error
}

// A ledger (登记簿) keeps the dossiers of one kind.
type ledger[D, E, N any] struct {
	*Store
	kind[D, E, N]
}

// errAgain ends a transaction without effect.
var errAgain = errors.New("requestdb: created before")

// create keeps a new dossier, or returns the one that was created under the key.
func (l ledger[D, E, N]) create(ctx context.Context, d D, key string) (none D, err error) {
	once := l.lookup(l.name+"once", key)
	var id string
	err = l.write(ctx, l.book, len(*l.events(&d)), func(tx *sql.Tx, seq int64) (err error) {
		if id, err = l.again(ctx, tx, once); err != nil {
			return err
		}
		if d, err = l.insert(l.Store, ctx, tx, d, once, seq); err != nil {
			return err
		}
		id = l.id(d)
		for i := range *l.events(&d) {
			if err := l.enter(ctx, tx, seq, seq+int64(i), d, i); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil && !errors.Is(err, errAgain) {
		return none, err
	}
	return l.find(ctx, id)
}

// again returns errAgain, and the ID, where a dossier was created under a key before.
func (l ledger[D, E, N]) again(ctx context.Context, tx *sql.Tx, once []byte) (id string, err error) {
	if once == nil {
		return "", nil
	}
	err = tx.QueryRowContext(ctx, l.sql("SELECT id FROM "+l.table+" WHERE once = ?"), once).Scan(&id)
	switch {
	case err == nil:
		return id, errAgain
	case errors.Is(err, sql.ErrNoRows):
		return "", nil
	}
	return "", fmt.Errorf("requestdb: create %s: %w", l.what, err)
}

// enter writes one event of the dossier with the number of, and gives it the number seq.
func (l ledger[D, E, N]) enter(ctx context.Context, tx *sql.Tx, of, seq int64, d D, place int) error {
	event, err := l.link(d, place)
	if err != nil {
		return err
	}
	facts, sealed, err := l.split(l.sealer, (*l.events(&d))[place], l.place(l.id(d), place))
	if err != nil {
		return err
	}
	event.seq, event.id, event.place, event.facts = seq, l.id(d), place, facts
	return l.addLink(ctx, tx, l.book, of, event, sealed)
}

// append adds an event to a dossier as it was read.
func (l ledger[D, E, N]) append(ctx context.Context, read D, e E) (none D, err error) {
	var next D
	err = l.write(ctx, l.book, 1, func(tx *sql.Tx, seq int64) error {
		rows, err := l.read(ctx, tx, "WHERE id = ?", l.id(read))
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return l.missing
		}
		of, kept, n := rows[0].seq, rows[0].it, len(*l.events(&read))
		if len(*l.events(&kept)) != n {
			return l.conflict
		}
		if next, err = l.apply(kept, e); err != nil {
			return err
		}
		if err := l.enter(ctx, tx, of, seq, next, n); err != nil {
			return err
		}
		if l.enclosed != nil {
			if err := l.enclosed(l.Store, ctx, tx, next, e, of); err != nil {
				return err
			}
		}
		return l.exec(ctx, tx, "append to "+l.what, "UPDATE "+l.table+" SET events = events + 1 WHERE seq = ?", of)
	})
	if err != nil {
		return none, err
	}
	return next, nil
}

// erase takes away the sealed half of a dossier and of its events.
func (l ledger[D, E, N]) erase(ctx context.Context, tx *sql.Tx, id string) error {
	result, err := tx.ExecContext(ctx, l.sql("UPDATE "+l.table+" SET erased = 1, owner = NULL, sealed = NULL WHERE id = ?"), id)
	if err != nil {
		return fmt.Errorf("requestdb: erase %s: %w", l.what, err)
	}
	if n, err := result.RowsAffected(); err == nil && n == 0 {
		return l.missing
	}
	return l.exec(ctx, tx, "erase "+l.what, "UPDATE "+l.chained+" SET sealed = NULL WHERE "+l.of+" = (SELECT seq FROM "+l.table+" WHERE id = ?)", id)
}

// find returns one dossier, or missing.
func (l ledger[D, E, N]) find(ctx context.Context, id string) (none D, err error) {
	all, err := l.snapshot(ctx, "WHERE id = ?", id)
	if err != nil {
		return none, err
	}
	if len(all) == 0 {
		return none, l.missing
	}
	return all[0].it, nil
}

// byOwner returns one owner's dossiers. The empty owner has none.
func (l ledger[D, E, N]) byOwner(ctx context.Context, owner string) ([]D, error) {
	if owner == "" {
		return nil, nil
	}
	all, err := l.snapshot(ctx, "WHERE owner = ? ORDER BY seq", l.lookup("owner", owner))
	if err != nil {
		return nil, err
	}
	var own []D
	for _, d := range all {
		own = append(own, d.it)
	}
	return own, nil
}

// all yields the dossiers in the order of their creation.
func (l ledger[D, E, N]) all(ctx context.Context) iter.Seq2[D, error] {
	return paged(0, func(after int64) ([]numbered[D], error) {
		return l.snapshot(ctx, "WHERE seq > ? ORDER BY seq LIMIT ?", after, page)
	})
}

// since yields the feed after a number.
func (l ledger[D, E, N]) since(ctx context.Context, seq int64) iter.Seq2[N, error] {
	query := l.sql("SELECT e.seq, o.seq, o.id, e.place, e.facts, e.sealed FROM " + l.chained + " e JOIN " + l.table +
		" o ON o.seq = e." + l.of + " WHERE e.seq > ? ORDER BY e.seq LIMIT ?")
	return paged(seq, func(after int64) ([]numbered[N], error) {
		rows, err := rowsOf(ctx, l.db, l.what+" feed", query, []any{after, page}, scanEvent)
		if err != nil {
			return nil, err
		}
		entries := make([]numbered[N], len(rows))
		for i, row := range rows {
			e, err := l.event(row)
			if err != nil {
				return nil, err
			}
			entries[i] = numbered[N]{row.seq, l.entry(row.seq, row.id, row.place, e)}
		}
		return entries, nil
	})
}
