package disclosure

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync"
	"time"
)

// A Memory is a Store that forgets everything when the program ends.
type Memory struct {
	mu       sync.RWMutex
	requests []Request
	index    map[string]int // of requests, by ID
	keys     map[string]string
	organs   map[string]int
	serials  map[series]int
	feed     []position
	drafts   map[string]Draft
	files    map[string]file // by ID
}

// file is an attachment's bytes, and whose they are.
type file struct {
	owner   string // of the draft
	request string // that took it over; "" while it is the draft's
	data    []byte
}

type series struct{ year, organ int }

// position is an entry of the feed: which event of which request.
type position struct{ request, event int }

// NewMemory returns an empty Memory.
func NewMemory() *Memory {
	return &Memory{index: map[string]int{}, keys: map[string]string{}, organs: map[string]int{},
		serials: map[series]int{}, drafts: map[string]Draft{}, files: map[string]file{}}
}

// Create keeps a new request. See Store.
func (m *Memory) Create(ctx context.Context, r Request, key string) (Request, error) {
	if err := ctx.Err(); err != nil {
		return Request{}, err
	}
	if r.ID != "" || len(r.Events) == 0 {
		return Request{}, fmt.Errorf("disclosure: create: a new request has no number and at least one event")
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if id, again := m.keys[key]; again && key != "" {
		return m.requests[m.index[id]].clone(), nil
	}
	organ, known := m.organs[r.Organ]
	if !known {
		organ = len(m.organs) + 1
		m.organs[r.Organ] = organ
	}
	s := series{r.YearOf(), organ}
	m.serials[s]++
	r.ID = FormatNumber(s.year, s.organ, m.serials[s])
	r = r.clone()
	m.index[r.ID] = len(m.requests)
	for i := range r.Events {
		m.feed = append(m.feed, position{len(m.requests), i})
	}
	m.requests = append(m.requests, r)
	for _, a := range r.Attachments {
		if f, kept := m.files[a.ID]; kept && f.owner == r.Owner {
			f.request = r.ID
			m.files[a.ID] = f
		}
	}
	r = r.clone()
	if key != "" {
		m.keys[key] = r.ID
	}
	return r, nil
}

// Append adds an event. See Store.
func (m *Memory) Append(ctx context.Context, r Request, e Event) (Request, error) {
	if err := ctx.Err(); err != nil {
		return Request{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	i, found := m.index[r.ID]
	if !found {
		return Request{}, ErrNotFound
	}
	if len(m.requests[i].Events) != len(r.Events) {
		return Request{}, ErrConflict
	}
	next, err := m.requests[i].Apply(e)
	if err != nil {
		return Request{}, err
	}
	m.requests[i] = next
	m.feed = append(m.feed, position{i, len(next.Events) - 1})
	return next.clone(), nil
}

// Request returns one request. See Store.
func (m *Memory) Request(ctx context.Context, id string) (Request, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if i, found := m.index[id]; found {
		return m.requests[i].clone(), ctx.Err()
	}
	return Request{}, ErrNotFound
}

// Requests yields all requests as they were when it was called. See Store.
func (m *Memory) Requests(ctx context.Context) iter.Seq2[Request, error] {
	return func(yield func(Request, error) bool) {
		m.mu.RLock()
		all := slices.Clone(m.requests)
		m.mu.RUnlock()
		for _, r := range all {
			if err := ctx.Err(); err != nil {
				yield(Request{}, err)
				return
			}
			if !yield(r.clone(), nil) {
				return
			}
		}
	}
}

// ByOwner returns one owner's requests. See Store.
func (m *Memory) ByOwner(ctx context.Context, owner string) ([]Request, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	var own []Request
	for _, r := range m.requests {
		if owner != "" && r.Owner == owner {
			own = append(own, r.clone())
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
	r := m.requests[p.request]
	return Entry{Seq: i + 1, RequestID: r.ID, Index: p.event, Event: r.Events[p.event]}, true
}

// SaveDraft keeps a draft. See Store.
func (m *Memory) SaveDraft(ctx context.Context, d Draft) error {
	if d.Owner == "" {
		return fmt.Errorf("disclosure: save draft: no owner")
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.drafts[d.Owner] = d
	return ctx.Err()
}

// Draft returns a draft. See Store.
func (m *Memory) Draft(ctx context.Context, owner string) (Draft, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if d, found := m.drafts[owner]; found {
		return d, ctx.Err()
	}
	return Draft{}, ErrNotFound
}

// DropDraft forgets a draft. See Store.
func (m *Memory) DropDraft(ctx context.Context, owner string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.dropDraft(owner)
	return ctx.Err()
}

// dropDraft forgets a draft and the files that are still its own.
func (m *Memory) dropDraft(owner string) {
	delete(m.drafts, owner)
	maps.DeleteFunc(m.files, func(_ string, f file) bool { return f.owner == owner && f.request == "" })
}

// SaveFile keeps a file of a draft. See Store.
func (m *Memory) SaveFile(ctx context.Context, owner, id string, data []byte) error {
	if owner == "" || id == "" {
		return fmt.Errorf("disclosure: save file: no owner or no ID")
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, kept := m.files[id]; !kept {
		m.files[id] = file{owner: owner, data: slices.Clone(data)}
	}
	return ctx.Err()
}

// DropFile forgets a file of a draft. See Store.
func (m *Memory) DropFile(ctx context.Context, owner, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if f, kept := m.files[id]; kept && f.owner == owner && f.request == "" {
		delete(m.files, id)
	}
	return ctx.Err()
}

// File returns the bytes of a file. See Store.
func (m *Memory) File(ctx context.Context, id string) ([]byte, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if f, kept := m.files[id]; kept {
		return slices.Clone(f.data), ctx.Err()
	}
	return nil, ErrNotFound
}

// DropDraftsBefore forgets old drafts. See Store.
func (m *Memory) DropDraftsBefore(ctx context.Context, moment time.Time) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := 0
	for owner, d := range m.drafts {
		if d.Saved.Unix() < moment.Unix() {
			m.dropDraft(owner)
			n++
		}
	}
	return n, ctx.Err()
}

// Erase removes the personal data of a request. See Store.
func (m *Memory) Erase(ctx context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	i, found := m.index[id]
	if !found {
		return ErrNotFound
	}
	m.requests[i] = m.requests[i].Erase()
	maps.DeleteFunc(m.files, func(_ string, f file) bool { return f.request == id })
	return ctx.Err()
}

// clone shares no events with r, so that a caller cannot change what is kept.
func (r Request) clone() Request {
	r.Events, r.Attachments = slices.Clone(r.Events), slices.Clone(r.Attachments)
	return r
}
