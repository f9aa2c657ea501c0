package disclosure

import (
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"github.com/zwgk/zwgk/disclosure/internal/dossier"
)

// A Memory is a Store that forgets everything when the program ends.
type Memory struct {
	ledger  *dossier.Ledger[Request, Event, Entry] // its lock is for the numbers too
	organs  map[string]int
	serials map[series]int
	drawer  *dossier.Drawer[Draft]
}

type series struct{ year, organ int }

// NewMemory returns an empty Memory.
func NewMemory() *Memory {
	ledger := dossier.NewLedger(dossier.Kind[Request, Event, Entry]{
		ID:    func(r Request) string { return r.ID },
		Owner: func(r Request) string { return r.Owner },
		Len:   func(r Request) int { return len(r.Events) },
		Apply: Request.Apply,
		Clone: Request.clone,
		Entry: func(seq int64, r Request, event int) Entry {
			return Entry{Seq: seq, RequestID: r.ID, Index: event, Event: r.Events[event]}
		},
		NotFound: ErrNotFound,
		Conflict: ErrConflict,
	})
	return &Memory{ledger: ledger, organs: map[string]int{}, serials: map[series]int{}, drawer: dossier.NewDrawer[Draft](ErrNotFound)}
}

// Create keeps a new request. See Store.
func (m *Memory) Create(ctx context.Context, r Request, key string) (Request, error) {
	if err := ctx.Err(); err != nil {
		return Request{}, err
	}
	if r.ID != "" || len(r.Events) == 0 {
		return Request{}, errors.New("disclosure: create: a new request has no number and at least one event")
	}
	m.ledger.Lock()
	defer m.ledger.Unlock()
	if first, again := m.ledger.Again(key); again {
		return first, nil
	}
	r.ID = m.number(r)
	m.ledger.Add(r, key)
	for _, a := range r.Attachments {
		m.drawer.Take(r.Owner, a.ID, r.ID)
	}
	return r.clone(), nil
}

// number issues the next number of the request's organ and year.
func (m *Memory) number(r Request) string {
	organ, known := m.organs[r.Organ]
	if !known {
		organ = len(m.organs) + 1
		m.organs[r.Organ] = organ
	}
	s := series{r.YearOf(), organ}
	m.serials[s]++
	return FormatNumber(s.year, s.organ, m.serials[s])
}

// Append adds an event. See Store.
func (m *Memory) Append(ctx context.Context, r Request, e Event) (Request, error) {
	return m.ledger.Append(ctx, r, e)
}

// Request returns one request. See Store.
func (m *Memory) Request(ctx context.Context, id string) (Request, error) {
	return m.ledger.Find(ctx, id)
}

// Requests yields all requests as they were when it was called. See Store.
func (m *Memory) Requests(ctx context.Context) iter.Seq2[Request, error] { return m.ledger.All(ctx) }

// ByOwner returns one owner's requests. See Store.
func (m *Memory) ByOwner(ctx context.Context, owner string) ([]Request, error) {
	return m.ledger.ByOwner(ctx, owner)
}

// Since yields the feed after seq. See Store.
func (m *Memory) Since(ctx context.Context, seq int64) iter.Seq2[Entry, error] {
	return m.ledger.Since(ctx, seq)
}

// SaveDraft keeps a draft. See Store.
func (m *Memory) SaveDraft(ctx context.Context, d Draft) error {
	if d.Owner == "" {
		return errors.New("disclosure: save draft: no owner")
	}
	return m.drawer.Save(ctx, d.Owner, d.Saved, d)
}

// ReplaceDraft keeps a draft in the place of another. See Store.
func (m *Memory) ReplaceDraft(ctx context.Context, was, is Draft) error {
	return m.drawer.Replace(ctx, dossier.Kept[Draft]{Owner: was.Owner, It: was}, dossier.Kept[Draft]{Owner: is.Owner, It: is, Saved: is.Saved}, ErrConflict)
}

// Draft returns a draft. See Store.
func (m *Memory) Draft(ctx context.Context, owner string) (Draft, error) {
	return m.drawer.Find(ctx, owner)
}

// DropDraft forgets a draft. See Store.
func (m *Memory) DropDraft(ctx context.Context, owner string) error { return m.drawer.Drop(ctx, owner) }

// DropDraftsBefore forgets old drafts. See Store.
func (m *Memory) DropDraftsBefore(ctx context.Context, moment time.Time) (int, error) {
	return m.drawer.DropBefore(ctx, moment)
}

// SaveFile keeps a file of a draft. See Store.
func (m *Memory) SaveFile(ctx context.Context, owner, id string, data []byte) error {
	if owner == "" || id == "" {
		return errors.New("disclosure: save file: no owner or no ID")
	}
	return m.drawer.SaveFile(ctx, owner, id, data)
}

// DropFile forgets a file of a draft. See Store.
func (m *Memory) DropFile(ctx context.Context, owner, id string) error {
	return m.drawer.DropFile(ctx, owner, id)
}

// File returns the bytes of a file. See Store.
func (m *Memory) File(ctx context.Context, id string) ([]byte, error) { return m.drawer.File(ctx, id) }

// Erase removes the personal data of a request. See Store.
func (m *Memory) Erase(ctx context.Context, id string) error {
	m.ledger.Lock()
	defer m.ledger.Unlock()
	if err := m.ledger.Change(id, Request.Erase); err != nil {
		return err
	}
	m.drawer.EraseFiles(id)
	return ctx.Err()
}

// clone shares no events with r, so that a caller cannot change what is kept.
func (r Request) clone() Request {
	r.Events, r.Attachments = slices.Clone(r.Events), slices.Clone(r.Attachments)
	return r
}
