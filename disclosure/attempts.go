package disclosure

import (
	"maps"
	"sync"
	"time"
)

// Attempts limits how many wrong query codes somebody tries: ten an hour of one
// number, sixty of all. It limits who guesses and not who is guessed at: a code has
// fifty random bits, so that the holder of a right one need not be shut out for its
// sake. The zero value is ready; it may be used from many goroutines.
type Attempts struct {
	mu     sync.Mutex
	misses map[string]misses
}

// misses counts wrong query codes within one period.
type misses struct {
	n     int
	since time.Time
}

// How many wrong query codes are answered to one guesser, and in what time.
const (
	maxMisses    = 10 // of one number
	maxOfAll     = 60
	missesPeriod = time.Hour
	mostGuessers = 20_000 // that are remembered at once
	mostOfNumber = 64     // bytes of what is typed for a number that are remembered
)

// Try notes an attempt at a number by somebody: an address, an account. A wrong code is
// ErrNotFound, so that nobody learns which numbers exist; after too many of them any code
// is ErrTooManyAttempts to that guesser until an hour has gone by since the first. A right
// one forgets those of its number. Where nobody can tell who guesses (from is empty, as behind a proxy
// that does not say) only wrong codes are turned away.
func (a *Attempts) Try(number, from string, right bool, at time.Time) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	one, all := from+"\x00"+number[:min(len(number), mostOfNumber)], from
	switch {
	case from == "" && right:
		return nil
	case a.count(one, at).n >= maxMisses, from != "" && a.count(all, at).n >= maxOfAll:
		return ErrTooManyAttempts
	case right:
		delete(a.misses, one)
		return nil
	}
	a.note(one, at)
	if from != "" {
		a.note(all, at)
	}
	return ErrNotFound
}

func (a *Attempts) count(key string, at time.Time) misses {
	m := a.misses[key]
	if at.Sub(m.since) > missesPeriod {
		return misses{since: at}
	}
	return m
}

func (a *Attempts) note(key string, at time.Time) {
	if a.misses == nil {
		a.misses = map[string]misses{}
	}
	if len(a.misses) >= mostGuessers {
		maps.DeleteFunc(a.misses, func(_ string, m misses) bool { return at.Sub(m.since) > missesPeriod })
	}
	if len(a.misses) >= mostGuessers {
		clear(a.misses)
	}
	m := a.count(key, at)
	m.n++
	a.misses[key] = m
}
