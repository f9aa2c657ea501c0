package catalog

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"sync"
)

// Memory is a Store that forgets when the program ends. Make it with
// NewMemory.
type Memory struct {
	mu       sync.RWMutex
	changes  []Sealed
	current  map[int64]int // record id → index in changes
	numbers  map[IndexNumber]int64
	serials  map[string]int
	releases map[[2]string]Release
}

// NewMemory returns an empty store.
func NewMemory() *Memory {
	return &Memory{
		current: map[int64]int{}, numbers: map[IndexNumber]int64{},
		serials: map[string]int{}, releases: map[[2]string]Release{},
	}
}

// Commit implements Store.
func (m *Memory) Commit(ctx context.Context, a Act) (Sealed, error) {
	if err := ctx.Err(); err != nil {
		return Sealed{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.version(a.Record.ID) != a.Record.Version {
		return Sealed{}, ErrConflict
	}
	prev := ""
	if n := len(m.changes); n > 0 {
		prev = m.changes[n-1].Hash
	}
	s, err := a.Seal(int64(len(m.changes)+1), prev, m.serials[a.Series.Key]+1)
	if err != nil {
		return Sealed{}, err
	}
	if id, ok := m.numbers[s.Number]; ok && id != s.ID {
		return Sealed{}, ErrNumberTaken
	}
	m.keep(a, s)
	return s, nil
}

// version is that of the newest change of a record, 0 if it has none.
func (m *Memory) version(id int64) int64 {
	if i, ok := m.current[id]; ok {
		return m.changes[i].Version
	}
	return 0
}

func (m *Memory) keep(a Act, s Sealed) {
	m.current[s.ID] = len(m.changes)
	m.changes = append(m.changes, s)
	if s.Number != "" {
		m.numbers[s.Number] = s.ID
	}
	if a.Series.Issues() {
		m.serials[a.Series.Key]++
	} else if a.Series.Key != "" {
		m.serials[a.Series.Key] = max(m.serials[a.Series.Key], a.Series.Serial)
	}
	for _, e := range a.Erases {
		m.changes[e.Seq-1].Content = e.Content
	}
}

// Current implements Store.
func (m *Memory) Current(_ context.Context, id int64, n IndexNumber) (Sealed, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if id == 0 {
		id = m.numbers[n]
	}
	i, ok := m.current[id]
	if !ok {
		return Sealed{}, ErrNotFound
	}
	return m.changes[i], nil
}

// Changes implements Store.
func (m *Memory) Changes(ctx context.Context, after int64) iter.Seq2[Sealed, error] {
	return func(yield func(Sealed, error) bool) {
		for i := max(after, 0); ; i++ {
			m.mu.RLock()
			more := i < int64(len(m.changes))
			var s Sealed
			if more {
				s = m.changes[i]
			}
			m.mu.RUnlock()
			if !more {
				return
			}
			if err := ctx.Err(); err != nil {
				yield(Sealed{}, err)
				return
			}
			if !yield(s, nil) {
				return
			}
		}
	}
}

// Head implements Store.
func (m *Memory) Head(context.Context) (int64, string, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	n := len(m.changes)
	if n == 0 {
		return 0, "", nil
	}
	return int64(n), m.changes[n-1].Hash, nil
}

// Claim implements Store.
func (m *Memory) Claim(_ context.Context, rel Release) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := [2]string{rel.Subject, rel.Channel}
	old, ok := m.releases[key]
	if ok && !old.State.Retryable() {
		return ErrClaimed
	}
	rel.State, rel.Attempts = Claimed, old.Attempts+1
	m.releases[key] = rel
	return nil
}

// Settle implements Store.
func (m *Memory) Settle(_ context.Context, rel Release) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := [2]string{rel.Subject, rel.Channel}
	old, ok := m.releases[key]
	if !ok {
		return ErrNotFound
	}
	rel.Attempts = old.Attempts
	m.releases[key] = rel
	return nil
}

// Releases implements Store.
func (m *Memory) Releases(_ context.Context, subject, channel string) iter.Seq2[Release, error] {
	m.mu.RLock()
	var found []Release
	for _, rel := range m.releases {
		if (subject == "" || rel.Subject == subject) && (channel == "" || rel.Channel == channel) {
			found = append(found, rel)
		}
	}
	m.mu.RUnlock()
	slices.SortFunc(found, func(a, b Release) int {
		return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Channel, b.Channel))
	})
	return func(yield func(Release, error) bool) {
		for _, rel := range found {
			if !yield(rel, nil) {
				return
			}
		}
	}
}
