package requestdb

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// An AlteredError names the first entry of the feed that is not as it was
// written: changed, taken out, put in or moved.
type AlteredError struct{ Seq int64 }

// Error names the entry.
func (e *AlteredError) Error() string {
	return fmt.Sprintf("requestdb: entry %d is not as it was written", e.Seq)
}

// link is what the chain holds of one event: all that the statistics and the
// deadlines are read from. What is personal is held by its own seal, and may be erased.
type link struct {
	seq           int64
	id            string // of the request or case
	place         int
	facts         string
	organ, caller string // of the first event: who was asked, and how and by or as what kind
	act, day      string // stand in the facts too
}

// chain hashes a link onto the one before it, with the key.
func (s *sealer) chain(b book, before []byte, l link) []byte {
	h := hmac.New(sha256.New, s.mac)
	fmt.Fprintf(h, "%sevent %x %d %q %d %q %q %q", b.name, before, l.seq, l.id, l.place, l.facts, l.organ, l.caller)
	return h.Sum(nil)
}

// head seals the newest link, so that taking away the last entries is noticed.
func (s *sealer) head(b book, last int64, chain []byte) []byte {
	h := hmac.New(sha256.New, s.mac)
	fmt.Fprintf(h, "%shead %d %x", b.name, last, chain)
	return h.Sum(nil)
}

// addLink writes an event and links it to the one before it.
func (s *Store) addLink(ctx context.Context, tx *sql.Tx, b book, of int64, l link, sealed []byte) error {
	var before []byte
	err := tx.QueryRowContext(ctx, s.sql("SELECT chain FROM "+b.chained+" WHERE seq = ?"), l.seq-1).Scan(&before)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("requestdb: event: %w", err)
	}
	chain := s.chain(b, before, l)
	if err = s.exec(ctx, tx, "event", "INSERT INTO "+b.chained+" (seq, "+b.of+`, place, kind, day, facts, chain, sealed)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, l.seq, of, l.place, l.act, l.day, l.facts, chain, sealed); err != nil {
		return err
	}
	return s.exec(ctx, tx, "feed", "UPDATE "+b.feed+" SET seal = ? WHERE one = 1", s.head(b, l.seq, chain))
}

// Verify reads the whole feed of requests and returns how many entries it has. An
// *AlteredError names the first that is not as it was written: events changed,
// removed or moved by somebody who has the database but not the key. Somebody who
// puts back an older copy of the whole database is not found out by this: compare
// the count with one noted elsewhere. The cases have a Verify of their own.
func (s *Store) Verify(ctx context.Context) (int64, error) { return s.verifyBook(ctx, requestBook) }

func (s *Store) verifyBook(ctx context.Context, b book) (int64, error) {
	tx, err := s.still(ctx)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback() // nothing was written
	rows, err := tx.QueryContext(ctx, "SELECT e.seq, e.place, e.kind, e.day, e.facts, e.chain, o.id, o.organ, o.channel || ' ' || o.kind FROM "+
		b.chained+" e LEFT JOIN "+b.table+" o ON o.seq = e."+b.of+" ORDER BY e.seq")
	if err != nil {
		return 0, fmt.Errorf("requestdb: verify: %w", err)
	}
	defer rows.Close()
	var last int64
	var chain []byte
	for rows.Next() {
		last++
		if chain, err = s.verify(rows, b, last, chain); err != nil {
			return last - 1, err
		}
	}
	if err := rows.Err(); err != nil {
		return last, fmt.Errorf("requestdb: verify: %w", err)
	}
	rows.Close()
	var feed int64
	var seal []byte
	if err := tx.QueryRowContext(ctx, "SELECT last, seal FROM "+b.feed).Scan(&feed, &seal); err != nil {
		return last, fmt.Errorf("requestdb: verify: %w", err)
	}
	if feed != last || last > 0 && !hmac.Equal(seal, s.head(b, last, chain)) {
		return last, &AlteredError{last + 1}
	}
	return last, nil
}

// verify holds one row against the link before it and returns its own.
func (s *Store) verify(rows *sql.Rows, b book, want int64, before []byte) ([]byte, error) {
	var l link
	var chain []byte
	var id, organ, caller sql.NullString
	if err := rows.Scan(&l.seq, &l.place, &l.act, &l.day, &l.facts, &chain, &id, &organ, &caller); err != nil {
		return nil, fmt.Errorf("requestdb: verify: %w", err)
	}
	l.id = id.String
	if l.place == 0 {
		l.organ, l.caller = organ.String, caller.String
	}
	var e struct {
		Kind string `json:"kind"` // of a request's event
		Act  string `json:"act"`  // of a case's
		Day  string `json:"day"`
	}
	err := json.Unmarshal([]byte(l.facts), &e)
	if err != nil || l.seq != want || e.Kind+e.Act != l.act || e.Day != l.day || !hmac.Equal(chain, s.chain(b, before, l)) {
		return nil, &AlteredError{want}
	}
	return chain, nil
}
