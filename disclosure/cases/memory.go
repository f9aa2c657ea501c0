package cases

import (
	"context"
	"errors"
	"iter"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Memory is a Store that forgets everything when the program ends.
type Memory struct {
	mu      sync.RWMutex
	cases   []Case
	index   map[string]int // of cases, by ID
	keys    map[string]string
	serials map[int]int
	feed    []position
	asked   map[string]Asked
	drafts  map[string]Draft // by owner
}

// position is an entry of the feed: which event of which case.
type position struct{ at, event int }

// NewMemory returns an empty Memory.
func NewMemory() *Memory {
	return &Memory{index: map[string]int{}, keys: map[string]string{}, serials: map[int]int{}, asked: map[string]Asked{},
		drafts: map[string]Draft{}}
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
	m.mu.Lock()
	defer m.mu.Unlock()
	if id, again := m.keys[key]; again && key != "" {
		return m.cases[m.index[id]].clone(), nil
	}
	year := c.YearOf()
	m.serials[year]++
	c.ID = FormatNumber(c.Kind, year, m.serials[year])
	m.index[c.ID] = len(m.cases)
	for i := range c.Events {
		m.feed = append(m.feed, position{len(m.cases), i})
	}
	m.cases = append(m.cases, c.clone())
	if key != "" {
		m.keys[key] = c.ID
	}
	return c.clone(), nil
}

// Append adds an event. See Store.
func (m *Memory) Append(ctx context.Context, c Case, e Event) (Case, error) {
	if err := ctx.Err(); err != nil {
		return Case{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	i, found := m.index[c.ID]
	if !found {
		return Case{}, ErrNotFound
	}
	if len(m.cases[i].Events) != len(c.Events) {
		return Case{}, ErrConflict
	}
	next, err := m.cases[i].Apply(e)
	if err != nil {
		return Case{}, err
	}
	m.cases[i] = next
	m.feed = append(m.feed, position{i, len(next.Events) - 1})
	return next.clone(), nil
}

// Case returns one case. See Store.
func (m *Memory) Case(ctx context.Context, id string) (Case, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if i, found := m.index[id]; found {
		return m.cases[i].clone(), ctx.Err()
	}
	return Case{}, ErrNotFound
}

// Cases yields all cases as they were when it was called. See Store.
func (m *Memory) Cases(ctx context.Context) iter.Seq2[Case, error] {
	return func(yield func(Case, error) bool) {
		m.mu.RLock()
		all := slices.Clone(m.cases)
		m.mu.RUnlock()
		for _, c := range all {
			if err := ctx.Err(); err != nil {
				yield(Case{}, err)
				return
			}
			if !yield(c.clone(), nil) {
				return
			}
		}
	}
}

// ByOwner returns one owner's cases. See Store.
func (m *Memory) ByOwner(ctx context.Context, owner string) ([]Case, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	var own []Case
	for _, c := range m.cases {
		if owner != "" && c.Owner == owner {
			own = append(own, c.clone())
		}
	}
	return own, ctx.Err()
}

// Since yields the feed after seq. See Store.
func (m *Memory) Since(ctx context.Context, seq int64) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for i := max(seq, 0); ; i++ {
			e, more := m.entry(i)
			if !more {
				return
			}
			if err := ctx.Err(); err != nil {
				yield(Entry{}, err)
				return
			}
			if !yield(e, nil) {
				return
			}
		}
	}
}

func (m *Memory) entry(i int64) (Entry, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if i >= int64(len(m.feed)) {
		return Entry{}, false
	}
	p := m.feed[i]
	c := m.cases[p.at]
	return Entry{Seq: i + 1, CaseID: c.ID, Index: p.event, Event: c.Events[p.event]}, true
}

// Erase removes the personal data of a case. See Store.
func (m *Memory) Erase(ctx context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	i, found := m.index[id]
	if !found {
		return ErrNotFound
	}
	m.cases[i] = m.cases[i].Erase()
	return ctx.Err()
}

// Ask counts a question. See Store.
func (m *Memory) Ask(ctx context.Context, text string, day civil.Date) error {
	topic := Topic(text)
	if topic == "" {
		return ctx.Err()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
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
	m.mu.RLock()
	defer m.mu.RUnlock()
	return slices.SortedFunc(maps.Values(m.asked), Asked.Order), ctx.Err()
}

// DropAsked forgets one of them. See Store.
func (m *Memory) DropAsked(ctx context.Context, topic string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.asked, Topic(topic))
	return ctx.Err()
}

// DropAskedBefore forgets old ones. See Store.
func (m *Memory) DropAskedBefore(ctx context.Context, day civil.Date) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := len(m.asked)
	maps.DeleteFunc(m.asked, func(_ string, a Asked) bool { return a.Last.Before(day) })
	return n - len(m.asked), ctx.Err()
}

// SaveDraft keeps a letter that is being written. See Store.
func (m *Memory) SaveDraft(ctx context.Context, d Draft) error {
	if err := errors.Join(ctx.Err(), CheckDraft(d)); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.drafts[d.Owner] = d
	return nil
}

// Draft returns a letter that is being written. See Store.
func (m *Memory) Draft(ctx context.Context, owner string) (Draft, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if d, found := m.drafts[owner]; found {
		return d, ctx.Err()
	}
	return Draft{}, ErrNotFound
}

// DropDraft forgets a letter that is being written. See Store.
func (m *Memory) DropDraft(ctx context.Context, owner string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.drafts, owner)
	return ctx.Err()
}

// DropDraftsBefore forgets old letters. See Store.
func (m *Memory) DropDraftsBefore(ctx context.Context, moment time.Time) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := len(m.drafts)
	maps.DeleteFunc(m.drafts, func(_ string, d Draft) bool { return d.Saved.Unix() < moment.Unix() })
	return n - len(m.drafts), ctx.Err()
}

// clone shares no events with c, so that a caller cannot change what is kept.
func (c Case) clone() Case {
	c.Events = slices.Clone(c.Events)
	return c
}
