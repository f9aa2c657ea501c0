package disclosure

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

	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/internal/dossier"
)

// Reasons why a desk does not do what it was asked.
var (
	// ErrTooManyAttempts says that too many wrong query codes were tried.
	ErrTooManyAttempts = errors.New("disclosure: too many wrong query codes")
	// ErrOpen says that personal data of a request cannot be erased while the
	// office still owes an answer.
	ErrOpen = errors.New("disclosure: request is open")
)

// An InvalidError says that an application cannot be accepted, and what is
// wrong with it, in Chinese.
type InvalidError struct{ Findings []Finding }

// Error names the rules that the application breaks, and nothing personal.
func (e *InvalidError) Error() string {
	rules := make([]string, len(e.Findings))
	for i, f := range e.Findings {
		rules[i] = f.Rule
	}
	return "disclosure: application not acceptable: " + strings.Join(rules, ", ")
}

// A Desk (窗口) accepts applications and records what happens to them. It holds the
// conditions that need a calendar, and retries where two events meet. It may be
// used from many goroutines.
type Desk struct {
	// Random gives the bits of query codes; NewDesk sets crypto/rand.
	Random io.Reader

	store    Store
	calendar *civil.Calendar

	attempts Attempts
	drafts   dossier.Turns // one is held while the files of a draft change
}

// NewDesk returns a desk that keeps its requests in s and counts days by cal; by a nil one
// no day is announced. It panics without a store, for a desk that forgets is to be asked
// for: NewMemory is one for tests.
func NewDesk(s Store, cal *civil.Calendar) *Desk {
	if s == nil {
		panic("disclosure: NewDesk: no store")
	}
	return &Desk{Random: rand.Reader, store: s, calendar: cmp.Or(cal, &civil.Calendar{})}
}

// Calendar returns the calendar that the desk counts by.
func (d *Desk) Calendar() *civil.Calendar { return d.calendar }

// Submit accepts a finished draft that came in at a moment; the day is the one
// that it was in China, whatever the moment's location. The request gets its number and its query code; the
// same key again (Draft.Key, or one of the caller's) returns the first request. A draft
// that lacks what the law asks is an *InvalidError.
func (d *Desk) Submit(ctx context.Context, dr Draft, key string, at time.Time, ch Channel) (Request, error) {
	if wrong := slices.DeleteFunc(dr.Validate(ch), func(f Finding) bool { return f.Severity != Wrong }); len(wrong) > 0 {
		return Request{}, &InvalidError{wrong}
	}
	code, err := NewCode(d.Random)
	if err != nil {
		return Request{}, err
	}
	r := Request{Code: code, Owner: dr.Owner, Organ: dr.Organ, Applicant: dr.Applicant,
		Subject: dr.Subject, Delivery: dr.Delivery, Channel: ch, Attachments: dr.Attachments}
	r, err = r.ApplyOn(Submitted(civil.InChina(at)).WithTime(at), d.calendar)
	if err != nil {
		return Request{}, err
	}
	r, err = d.store.Create(ctx, r, key)
	if err != nil {
		return Request{}, fmt.Errorf("disclosure: submit: %w", err)
	}
	return r, nil
}

// Record adds an event to a request. When another event slipped in meanwhile it
// looks again and adds the event if that is still lawful; otherwise it returns a
// *TransitionError, as for any event that is not allowed.
func (d *Desk) Record(ctx context.Context, id string, e Event) (Request, error) {
	for {
		r, err := d.Request(ctx, id)
		if err != nil {
			return Request{}, err
		}
		if _, err := r.ApplyOn(e, d.calendar); err != nil {
			return Request{}, err
		}
		next, err := d.store.Append(ctx, r, e)
		if err == nil {
			return next, nil
		}
		if !errors.Is(err, ErrConflict) {
			return Request{}, fmt.Errorf("disclosure: record %s: %w", r.ID, err)
		}
		if err := ctx.Err(); err != nil {
			return Request{}, err
		}
	}
}

// Request returns a request by its number, in any writing, or ErrNotFound.
func (d *Desk) Request(ctx context.Context, id string) (Request, error) {
	number, err := ParseNumber(id)
	if err != nil {
		return Request{}, ErrNotFound
	}
	r, err := d.store.Request(ctx, number)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Request{}, fmt.Errorf("disclosure: request %s: %w", number, err)
	}
	return r, err
}

// Track returns a request to somebody who knows its query code. A wrong code is
// ErrNotFound, so that nobody learns which numbers exist; after ten of them
// ErrTooManyAttempts. The right one is always let in. See TrackFrom.
func (d *Desk) Track(ctx context.Context, id, code string) (Request, error) {
	return d.TrackAt(ctx, id, code, time.Time{})
}

// Holds returns a request to somebody who has shown its query code before and was given
// leave: it is no attempt at one, and nobody else's attempts stand in its way.
func (d *Desk) Holds(ctx context.Context, id, code string) (Request, error) {
	r, err := d.Request(ctx, id)
	if err == nil && !CodeMatches(code, r.Code) {
		err = ErrNotFound
	}
	if err != nil {
		return Request{}, err
	}
	return r, nil
}

// TrackAt is Track at a moment: wrong codes are forgotten an hour after the first.
func (d *Desk) TrackAt(ctx context.Context, id, code string, at time.Time) (Request, error) {
	return d.TrackFrom(ctx, id, code, "", at)
}

// TrackFrom is TrackAt for somebody who can be told from others, by an address or an
// account: only who guessed is shut out. See Attempts.
func (d *Desk) TrackFrom(ctx context.Context, id, code, from string, at time.Time) (Request, error) {
	r, err := d.Request(ctx, id)
	if err != nil && (from == "" || !errors.Is(err, ErrNotFound)) {
		return Request{}, err
	}
	number := r.ID
	if err != nil {
		number = id // there is none, which who guesses is not to learn
	}
	if err := d.attempts.Try(number, from, CodeMatches(code, r.Code), at); err != nil {
		return Request{}, err
	}
	return r, nil
}

// Requests yields all requests.
func (d *Desk) Requests(ctx context.Context) iter.Seq2[Request, error] { return d.store.Requests(ctx) }

// ByOwner returns one owner's requests, the oldest first.
func (d *Desk) ByOwner(ctx context.Context, owner string) ([]Request, error) {
	return d.store.ByOwner(ctx, owner)
}

// Since yields what was recorded after seq, over all requests.
func (d *Desk) Since(ctx context.Context, seq int64) iter.Seq2[Entry, error] {
	return d.store.Since(ctx, seq)
}

// SaveDraft keeps an unfinished application.
func (d *Desk) SaveDraft(ctx context.Context, dr Draft) error { return d.store.SaveDraft(ctx, dr) }

// ReviseDraft puts is, what somebody made of her unfinished application, in the place of
// was, as it was read; a was without an owner is none. Where it was changed since, at
// another replica or on a page, both changes are kept, and of what both changed that of is;
// settle then sets the caller's own marks anew, unless it is nil. It returns the application
// that is kept, or ErrNotFound where it was handed in or dropped since.
func (d *Desk) ReviseDraft(ctx context.Context, was, is Draft, settle func(*Draft)) (Draft, error) {
	return dossier.Shelf[Draft]{
		Read:    func() (Draft, error) { return d.store.Draft(ctx, is.Owner) },
		Replace: func(was, is Draft) error { return d.store.ReplaceDraft(ctx, was, is) }, Conflict: ErrConflict,
		Join: func(_, _, _ Draft, d *Draft) {
			if settle != nil {
				settle(d)
			}
		},
	}.Revise(was, is)
}

// ReplaceDraft puts is in the place of was, as it was read; a was without an owner is none.
// Where it was changed or dropped since, nothing is kept and it is ErrConflict: for a caller
// who asks the person which of two answers counts, and does not decide as ReviseDraft does.
func (d *Desk) ReplaceDraft(ctx context.Context, was, is Draft) error {
	return d.store.ReplaceDraft(ctx, was, is)
}

// DropRevision forgets an unfinished application unless it was changed since it was read:
// then it is ErrConflict.
func (d *Desk) DropRevision(ctx context.Context, was Draft) error {
	return d.ReplaceDraft(ctx, was, Draft{})
}

// Draft returns an owner's unfinished application, or ErrNotFound.
func (d *Desk) Draft(ctx context.Context, owner string) (Draft, error) {
	return d.store.Draft(ctx, owner)
}

// DropDraft forgets an owner's unfinished application.
func (d *Desk) DropDraft(ctx context.Context, owner string) error {
	return d.store.DropDraft(ctx, owner)
}

// DropDraftsBefore forgets the applications left unfinished since before a
// moment, and returns how many: they are personal, and nobody waits for them.
func (d *Desk) DropDraftsBefore(ctx context.Context, moment time.Time) (int, error) {
	return d.store.DropDraftsBefore(ctx, moment)
}

// DueBy returns the open requests of which something is due on or before day,
// whoever owes it, the most urgent first. It returns civil.ErrNotCovered when
// the calendar of day itself is not announced.
func (d *Desk) DueBy(ctx context.Context, day civil.Date) ([]Request, error) {
	if _, err := d.calendar.National().IsWorkday(day); err != nil {
		return nil, err
	}
	type item struct {
		due civil.Date
		r   Request
	}
	var items []item
	for r, err := range d.store.Requests(ctx) {
		if err != nil {
			return nil, fmt.Errorf("disclosure: due: %w", err)
		}
		// A request whose due day is not covered is due after every covered day.
		if due, err := r.Due(d.calendar); err == nil && !due.Day.After(day) {
			items = append(items, item{due.Day, r})
		}
	}
	slices.SortStableFunc(items, func(a, b item) int { return a.due.Compare(b.due) })
	due := make([]Request, len(items))
	for i := range items {
		due[i] = items[i].r
	}
	return due, nil
}

// Export writes all that is kept of one owner as JSON, one request a line, the
// draft last. Replies that were proposed and not sent are the office's own and
// left out.
func (d *Desk) Export(ctx context.Context, owner string, w io.Writer) error {
	requests, err := d.store.ByOwner(ctx, owner)
	if err != nil {
		return fmt.Errorf("disclosure: export: %w", err)
	}
	enc := json.NewEncoder(w)
	for _, r := range requests {
		if err := enc.Encode(r.withoutDrafts()); err != nil {
			return fmt.Errorf("disclosure: export: %w", err)
		}
	}
	draft, err := d.store.Draft(ctx, owner)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err == nil {
		err = enc.Encode(draft)
	}
	if err != nil {
		return fmt.Errorf("disclosure: export: %w", err)
	}
	return nil
}
