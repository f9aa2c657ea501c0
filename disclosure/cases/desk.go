package cases

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/internal/dossier"
)

// Terms are the times that an office has set itself for its cases, from the day
// they came in. A zero Term is none, and such a case is never due. Term.Article
// names what sets it, such as the office's own rules.
type Terms struct{ Complaint, Consultation, Question disclosure.Term }

// Of returns the term of a kind.
func (t Terms) Of(k Kind) disclosure.Term {
	switch k {
	case Complaint:
		return t.Complaint
	case Consultation:
		return t.Consultation
	case Question:
		return t.Question
	}
	return disclosure.Term{}
}

// Reasons why a case cannot be opened.
var (
	ErrKind    = errors.New("cases: unknown kind")
	ErrNoWords = errors.New("cases: a case has words")
	ErrTooLong = errors.New("cases: the words are too long")
	// ErrOpen says that personal data cannot be erased while an answer is owed.
	ErrOpen = errors.New("cases: case is open")
)

// Longest is how many characters a citizen's words may have.
const Longest = 2000

// A Desk (窗口) takes in cases and records what happens to them. It may be used
// from many goroutines.
type Desk struct {
	// Random gives the bits of query codes; NewDesk sets crypto/rand.
	Random io.Reader

	store    Store
	calendar *civil.Calendar
	terms    Terms
	attempts disclosure.Attempts
	drafts   dossier.Turns // one is held while the files of a letter change
}

// NewDesk returns a desk that keeps its cases in s and counts days by cal; by a nil one no
// day is announced. It panics without a store: NewMemory is one for tests.
func NewDesk(s Store, cal *civil.Calendar, terms Terms) *Desk {
	if s == nil {
		panic("cases: NewDesk: no store")
	}
	return &Desk{Random: rand.Reader, store: s, calendar: cmp.Or(cal, &civil.Calendar{}), terms: terms}
}

// Terms returns the times that the office has set itself.
func (d *Desk) Terms() Terms { return d.terms }

// Open takes in a case that came at a moment; the day is the one that it was
// in China, whatever the moment's location. Of c it takes the kind, owner, organ, words, contact, channel and
// attachments; the case gets its number and its query code. The same key again
// (Draft.Key, or one of the caller's) returns the first case.
func (d *Desk) Open(ctx context.Context, c Case, key string, at time.Time) (Case, error) {
	c.Text = strings.TrimSpace(c.Text)
	switch {
	case !c.Kind.Valid():
		return Case{}, ErrKind
	case c.Text == "":
		return Case{}, ErrNoWords
	case len([]rune(c.Text)) > Longest:
		return Case{}, ErrTooLong
	}
	code, err := disclosure.NewCode(d.Random)
	if err != nil {
		return Case{}, err
	}
	c = Case{Code: code, Owner: c.Owner, Kind: c.Kind, Organ: c.Organ, Text: c.Text, Contact: c.Contact, Channel: c.Channel, Attachments: c.Attachments}
	if c, err = c.Apply(Submitted(civil.InChina(at)).WithTime(at)); err != nil {
		return Case{}, err
	}
	if c, err = d.store.Create(ctx, c, key); err != nil {
		return Case{}, fmt.Errorf("cases: open: %w", err)
	}
	return c, nil
}

// Record adds an event to a case. When another event slipped in meanwhile it
// looks again and adds the event if that is still allowed; otherwise it returns a
// *TransitionError, as for any event that is not allowed.
func (d *Desk) Record(ctx context.Context, id string, e Event) (Case, error) {
	for {
		c, err := d.Case(ctx, id)
		if err != nil {
			return Case{}, err
		}
		next, err := d.store.Append(ctx, c, e)
		var refused *TransitionError
		switch {
		case err == nil:
			return next, nil
		case errors.As(err, &refused):
			return Case{}, err
		case !errors.Is(err, ErrConflict):
			return Case{}, fmt.Errorf("cases: record %s: %w", c.ID, err)
		}
		if err := ctx.Err(); err != nil {
			return Case{}, err
		}
	}
}

// Case returns a case by its number, in any writing, or ErrNotFound.
func (d *Desk) Case(ctx context.Context, id string) (Case, error) {
	number, err := ParseNumber(id)
	if err != nil {
		return Case{}, ErrNotFound
	}
	c, err := d.store.Case(ctx, number)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Case{}, fmt.Errorf("cases: %s: %w", number, err)
	}
	return c, err
}

// Track returns a case at a moment to somebody who knows its query code. A wrong
// code is ErrNotFound, so that nobody learns which numbers exist; after ten of
// them within an hour it is disclosure.ErrTooManyAttempts. The right one is always let in.
func (d *Desk) Track(ctx context.Context, id, code string, at time.Time) (Case, error) {
	return d.TrackFrom(ctx, id, code, "", at)
}

// Holds returns a case to somebody who has shown its query code before and was given
// leave: it is no attempt at one.
func (d *Desk) Holds(ctx context.Context, id, code string) (Case, error) {
	c, err := d.Case(ctx, id)
	if err == nil && !disclosure.CodeMatches(code, c.Code) {
		err = ErrNotFound
	}
	if err != nil {
		return Case{}, err
	}
	return c, nil
}

// TrackFrom is Track for somebody who can be told from others, by an address or an
// account: only who guessed is shut out. See disclosure.Attempts.
func (d *Desk) TrackFrom(ctx context.Context, id, code, from string, at time.Time) (Case, error) {
	c, err := d.Case(ctx, id)
	if err != nil && (from == "" || !errors.Is(err, ErrNotFound)) {
		return Case{}, err
	}
	number := c.ID
	if err != nil {
		number = id
	}
	err = d.attempts.Try(number, from, disclosure.CodeMatches(code, c.Code), at)
	switch {
	case errors.Is(err, disclosure.ErrNotFound):
		return Case{}, ErrNotFound
	case err != nil:
		return Case{}, err
	}
	return c, nil
}

// Cases yields all cases in the order they came in.
func (d *Desk) Cases(ctx context.Context) iter.Seq2[Case, error] { return d.store.Cases(ctx) }

// ByOwner returns one owner's cases, the oldest first.
func (d *Desk) ByOwner(ctx context.Context, owner string) ([]Case, error) {
	return d.store.ByOwner(ctx, owner)
}

// Since yields what was recorded after seq, over all cases.
func (d *Desk) Since(ctx context.Context, seq int64) iter.Seq2[Entry, error] {
	return d.store.Since(ctx, seq)
}

// Due returns the last day in time for the answer to an open case. It is zero for
// a closed case and where the office has set no term, and civil.ErrNotCovered
// where the calendar is not announced.
func (d *Desk) Due(c Case) (civil.Date, error) {
	if c.State().Closed() {
		return civil.Date{}, nil
	}
	return d.term(c)
}

// term returns the last day in time whether or not the case is closed.
func (d *Desk) term(c Case) (civil.Date, error) {
	term, from := d.terms.Of(c.Kind), c.Submitted()
	if term.IsZero() || from.IsZero() {
		return civil.Date{}, nil
	}
	return term.From(from, d.calendar)
}

// OpenCases returns the cases that the office owes an answer, those due first in
// front, those without a due day behind in the order they came in.
func (d *Desk) OpenCases(ctx context.Context) ([]Case, error) {
	type item struct {
		due civil.Date
		c   Case
	}
	var items []item
	for c, err := range d.store.Cases(ctx) {
		if err != nil {
			return nil, fmt.Errorf("cases: open cases: %w", err)
		}
		if !c.State().Closed() {
			due, _ := d.Due(c) // what is not covered is due after every covered day
			items = append(items, item{due, c})
		}
	}
	slices.SortStableFunc(items, func(a, b item) int {
		if a.due.IsZero() != b.due.IsZero() {
			if a.due.IsZero() {
				return 1
			}
			return -1
		}
		return a.due.Compare(b.due)
	})
	open := make([]Case, len(items))
	for i := range items {
		open[i] = items[i].c
	}
	return open, nil
}

// Ask counts a question that found no answer, and not who asked it.
func (d *Desk) Ask(ctx context.Context, text string, day civil.Date) error {
	return d.store.Ask(ctx, text, day)
}

// Asked returns the questions that found no answer, the most often asked first.
func (d *Desk) Asked(ctx context.Context) ([]Asked, error) { return d.store.Asked(ctx) }

// DropAsked forgets an unanswered question, once the office has published the answer.
func (d *Desk) DropAsked(ctx context.Context, topic string) error {
	return d.store.DropAsked(ctx, topic)
}

// Erase removes the personal data of a closed case; an open one is ErrOpen.
// disclosure.ErrLingers says that it is done, and not yet gone from the database's log.
func (d *Desk) Erase(ctx context.Context, id string) error {
	c, err := d.Case(ctx, id)
	if err != nil {
		return err
	}
	if !c.State().Closed() {
		return ErrOpen
	}
	if err := d.store.Erase(ctx, c.ID); err != nil {
		return err
	}
	return disclosure.Scrub(ctx, d.store)
}

// Retire erases the personal data of the cases that were closed before a day, and
// the unanswered questions last asked before it; it returns how many cases. disclosure.ErrLingers says that all of it is
// done, and not yet gone from the database's log.
func (d *Desk) Retire(ctx context.Context, before civil.Date) (int, error) {
	n := 0
	for c, err := range d.store.Cases(ctx) {
		if err != nil {
			return n, fmt.Errorf("cases: retire: %w", err)
		}
		if c.Erased || !c.State().Closed() || !c.Events[len(c.Events)-1].Day.Before(before) {
			continue
		}
		if err := d.store.Erase(ctx, c.ID); err != nil {
			return n, fmt.Errorf("cases: retire %s: %w", c.ID, err)
		}
		n++
	}
	if _, err := d.store.DropAskedBefore(ctx, before); err != nil {
		return n, fmt.Errorf("cases: retire: %w", err)
	}
	if n == 0 {
		return 0, nil
	}
	return n, disclosure.Scrub(ctx, d.store)
}

// Export writes all cases as JSON, one a line, for the office's own archive.
func (d *Desk) Export(ctx context.Context, w io.Writer) error {
	enc := json.NewEncoder(w)
	for c, err := range d.store.Cases(ctx) {
		if err == nil {
			c.Code, c.Owner = "", "" // the citizen's keys are of no use to an archive
			err = enc.Encode(c)
		}
		if err != nil {
			return fmt.Errorf("cases: export: %w", err)
		}
	}
	return nil
}
