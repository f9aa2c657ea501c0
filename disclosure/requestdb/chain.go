package requestdb

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"

	"github.com/zwgk/zwgk/disclosure"
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
	request       string
	place         int
	facts         string
	organ, caller string // of the request's first event: who was asked, and how and by what kind of applicant
}

// chain hashes a link onto the one before it, with the key.
func (s *sealer) chain(before []byte, l link) []byte {
	h := hmac.New(sha256.New, s.mac)
	fmt.Fprintf(h, "event %x %d %q %d %q %q %q", before, l.seq, l.request, l.place, l.facts, l.organ, l.caller)
	return h.Sum(nil)
}

// head seals the newest link, so that taking away the last entries is noticed.
func (s *sealer) head(last int64, chain []byte) []byte {
	h := hmac.New(sha256.New, s.mac)
	fmt.Fprintf(h, "head %d %x", last, chain)
	return h.Sum(nil)
}

func linkOf(seq int64, r disclosure.Request, place int, facts string) (link, error) {
	l := link{seq: seq, request: r.ID, place: place, facts: facts}
	if place == 0 {
		kind, err := r.Applicant.Kind.MarshalText()
		if err != nil {
			return l, err
		}
		l.organ, l.caller = r.Organ, string(r.Channel)+" "+string(kind)
	}
	return l, nil
}

// insertEvent writes an event and links it to the one before it.
func (s *Store) insertEvent(ctx context.Context, tx *sql.Tx, seq, request int64, r disclosure.Request, place int, e disclosure.Event) error {
	facts, sealed, err := s.split(e, placeOf(r.ID, place))
	if err != nil {
		return err
	}
	var before []byte
	err = tx.QueryRowContext(ctx, s.sql("SELECT chain FROM disclosure_event WHERE seq = ?"), seq-1).Scan(&before)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("requestdb: event: %w", err)
	}
	l, err := linkOf(seq, r, place, facts)
	if err != nil {
		return err
	}
	chain := s.chain(before, l)
	if _, err = tx.ExecContext(ctx, s.sql(`INSERT INTO disclosure_event (seq, request, place, kind, day, facts, chain, sealed)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`), seq, request, place, string(e.Kind), e.Day.String(), facts, chain, sealed); err != nil {
		return fmt.Errorf("requestdb: event: %w", err)
	}
	if _, err = tx.ExecContext(ctx, s.sql("UPDATE disclosure_feed SET seal = ? WHERE one = 1"), s.head(seq, chain)); err != nil {
		return fmt.Errorf("requestdb: feed: %w", err)
	}
	return nil
}

// Verify reads the whole feed and returns how many entries it has. An
// *AlteredError names the first that is not as it was written: events changed,
// removed or moved by somebody who has the database but not the key. Somebody who
// puts back an older copy of the whole database is not found out by this: compare
// the count with one noted elsewhere.
func (s *Store) Verify(ctx context.Context) (int64, error) {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: s.snapshotLevel()})
	if err != nil {
		return 0, fmt.Errorf("requestdb: verify: %w", err)
	}
	defer tx.Rollback() // nothing was written
	rows, err := tx.QueryContext(ctx, `SELECT e.seq, e.place, e.kind, e.day, e.facts, e.chain, r.id, r.organ, r.channel, r.kind
		FROM disclosure_event e LEFT JOIN disclosure_request r ON r.seq = e.request ORDER BY e.seq`)
	if err != nil {
		return 0, fmt.Errorf("requestdb: verify: %w", err)
	}
	defer rows.Close()
	var last int64
	var chain []byte
	for rows.Next() {
		last++
		if chain, err = s.verify(rows, last, chain); err != nil {
			return last - 1, err
		}
	}
	if err := rows.Err(); err != nil {
		return last, fmt.Errorf("requestdb: verify: %w", err)
	}
	rows.Close()
	var feed int64
	var seal []byte
	if err := tx.QueryRowContext(ctx, "SELECT last, seal FROM disclosure_feed").Scan(&feed, &seal); err != nil {
		return last, fmt.Errorf("requestdb: verify: %w", err)
	}
	if feed != last || last > 0 && !hmac.Equal(seal, s.head(last, chain)) {
		return last, &AlteredError{last + 1}
	}
	return last, nil
}

// verify holds one row against the link before it and returns its own.
func (s *Store) verify(rows *sql.Rows, want int64, before []byte) ([]byte, error) {
	var l link
	var kind, day string
	var chain []byte
	var id, organ, channel, applicant sql.NullString
	if err := rows.Scan(&l.seq, &l.place, &kind, &day, &l.facts, &chain, &id, &organ, &channel, &applicant); err != nil {
		return nil, fmt.Errorf("requestdb: verify: %w", err)
	}
	l.request = id.String
	if l.place == 0 {
		l.organ, l.caller = organ.String, channel.String+" "+applicant.String
	}
	e, err := s.join(l.facts, nil, "")
	if err != nil || l.seq != want || string(e.Kind) != kind || e.Day.String() != day || !hmac.Equal(chain, s.chain(before, l)) {
		return nil, &AlteredError{want}
	}
	return chain, nil
}
