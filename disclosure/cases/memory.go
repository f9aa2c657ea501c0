package cases

import (
	"context"
	"errors"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/internal/dossier"
)

// A Memory is a Store that forgets everything when the program ends.
type Memory struct {
	ledger  *dossier.Ledger[Case, Event, Entry] // its lock is for serials and asked too
	serials map[int]int                         // by year
	asked   map[string]Asked
	drawer  *dossier.Drawer[Draft]
}

// NewMemory returns an empty Memory.
func NewMemory() *Memory {
	ledger := dossier.NewLedger(dossier.Kind[Case, Event, Entry]{
		ID:    func(c Case) string { return c.ID },
		Owner: func(c Case) string { return c.Owner },
		Len:   func(c Case) int { return len(c.Events) },
		Apply: Case.Apply,
		Clone: Case.clone,
		Entry: func(seq int64, c Case, event int) Entry {
			return Entry{Seq: seq, CaseID: c.ID, Index: event, Event: c.Events[event]}
		},
		NotFound: ErrNotFound,
		Conflict: ErrConflict,
	})
	return &Memory{ledger: ledger, serials: map[int]int{}, asked: map[string]Asked{}, drawer: dossier.NewDrawer[Draft](ErrNotFound)}
}

// CheckNew returns why a Store must not create the case, or nil.
func CheckNew(c Case) error {
	if c.ID != "" || len(c.Events) == 0 || !c.Kind.Valid() {
		return errors.New("cases: create: a new case has no number, a kind and at least one event")
	}
	return nil
}

// Create keeps a new case. See Store.
func (m *Memory) Create(ctx context.Context, c Case, key string) (Case, error) {
	if err := errors.Join(ctx.Err(), CheckNew(c)); err != nil {
		return Case{}, err
	}
	m.ledger.Lock()
	defer m.ledger.Unlock()
	if first, again := m.ledger.Again(key); again {
		return first, nil
	}
	year := c.YearOf()
	m.serials[year]++
	c.ID = FormatNumber(c.Kind, year, m.serials[year])
	m.ledger.Add(c, key)
	m.take(c, c.Owner, c.Attachments)
	return c.clone(), nil
}

// take hands files that were saved for an owner over to a case.
func (m *Memory) take(c Case, owner string, files []disclosure.Attachment) {
	for _, a := range files {
		m.drawer.Take(owner, a.ID, c.ID)
	}
}

// Append adds an event. See Store.
func (m *Memory) Append(ctx context.Context, c Case, e Event) (Case, error) {
	next, err := m.ledger.Append(ctx, c, e)
	if err == nil {
		m.take(next, next.FilesOf(), e.Attachments)
	}
	return next, err
}

// Case returns one case. See Store.
func (m *Memory) Case(ctx context.Context, id string) (Case, error) { return m.ledger.Find(ctx, id) }

// Cases yields all cases as they were when it was called. See Store.
func (m *Memory) Cases(ctx context.Context) iter.Seq2[Case, error] { return m.ledger.All(ctx) }

// ByOwner returns one owner's cases. See Store.
func (m *Memory) ByOwner(ctx context.Context, owner string) ([]Case, error) {
	return m.ledger.ByOwner(ctx, owner)
}

// Since yields the feed after seq. See Store.
func (m *Memory) Since(ctx context.Context, seq int64) iter.Seq2[Entry, error] {
	return m.ledger.Since(ctx, seq)
}

// Erase removes the personal data of a case. See Store.
func (m *Memory) Erase(ctx context.Context, id string) error {
	m.ledger.Lock()
	defer m.ledger.Unlock()
	if err := m.ledger.Change(id, Case.Erase); err != nil {
		return err
	}
	m.drawer.EraseFiles(id)
	return ctx.Err()
}

// Ask counts a question. See Store.
func (m *Memory) Ask(ctx context.Context, text string, day civil.Date) error {
	topic := Topic(text)
	if topic == "" {
		return ctx.Err()
	}
	m.ledger.Lock()
	defer m.ledger.Unlock()
	a, known := m.asked[topic]
	if !known {
		a = Asked{Topic: topic, First: day}
	}
	a.Times, a.Last = a.Times+1, day
	m.asked[topic] = a
	return ctx.Err()
}

// Asked returns the questions that found no answer. See Store.
func (m *Memory) Asked(ctx context.Context) ([]Asked, error) {
	m.ledger.RLock()
	defer m.ledger.RUnlock()
	return slices.SortedFunc(maps.Values(m.asked), Asked.Order), ctx.Err()
}

// DropAsked forgets one of them. See Store.
func (m *Memory) DropAsked(ctx context.Context, topic string) error {
	m.ledger.Lock()
	defer m.ledger.Unlock()
	delete(m.asked, Topic(topic))
	return ctx.Err()
}

// DropAskedBefore forgets old ones. See Store.
func (m *Memory) DropAskedBefore(ctx context.Context, day civil.Date) (int, error) {
	m.ledger.Lock()
	defer m.ledger.Unlock()
	n := len(m.asked)
	maps.DeleteFunc(m.asked, func(_ string, a Asked) bool { return a.Last.Before(day) })
	return n - len(m.asked), ctx.Err()
}

// SaveDraft keeps a letter that is being written. See Store.
func (m *Memory) SaveDraft(ctx context.Context, d Draft) error {
	if err := errors.Join(ctx.Err(), CheckDraft(d)); err != nil {
		return err
	}
	return m.drawer.Save(ctx, d.Owner, d.Saved, d)
}

// ReplaceDraft keeps a letter in the place of another. See Store.
func (m *Memory) ReplaceDraft(ctx context.Context, was, is Draft) error {
	if is.Owner != "" {
		if err := CheckDraft(is); err != nil {
			return err
		}
	}
	return m.drawer.Replace(ctx, dossier.Kept[Draft]{Owner: was.Owner, It: was}, dossier.Kept[Draft]{Owner: is.Owner, It: is, Saved: is.Saved}, ErrConflict)
}

// Draft returns a letter that is being written. See Store.
func (m *Memory) Draft(ctx context.Context, owner string) (Draft, error) {
	return m.drawer.Find(ctx, owner)
}

// DropDraft forgets a letter that is being written. See Store.
func (m *Memory) DropDraft(ctx context.Context, owner string) error { return m.drawer.Drop(ctx, owner) }

// DropDraftsBefore forgets old letters. See Store.
func (m *Memory) DropDraftsBefore(ctx context.Context, moment time.Time) (int, error) {
	return m.drawer.DropBefore(ctx, moment)
}

// SaveFile keeps a file of a letter. See Store.
func (m *Memory) SaveFile(ctx context.Context, owner, id string, data []byte) error {
	if owner == "" || id == "" {
		return errors.New("cases: save file: no owner or no ID")
	}
	return m.drawer.SaveFile(ctx, owner, id, data)
}

// DropFile forgets a file of a letter. See Store.
func (m *Memory) DropFile(ctx context.Context, owner, id string) error {
	return m.drawer.DropFile(ctx, owner, id)
}

// File returns the bytes of a file. See Store.
func (m *Memory) File(ctx context.Context, id string) ([]byte, error) { return m.drawer.File(ctx, id) }

// clone shares no events with c, so that a caller cannot change what is kept.
func (c Case) clone() Case {
	c.Events, c.Attachments = slices.Clone(c.Events), slices.Clone(c.Attachments)
	return c
}
