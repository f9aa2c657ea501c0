package disclosure

import (
	"sync"
	"time"
)

// Attempts limits how many wrong query codes are tried for one number: ten an
// hour. The zero value is ready; it may be used from many goroutines.
type Attempts struct {
	mu     sync.Mutex
	misses map[string]misses // by number
}

// misses counts wrong query codes within one period.
type misses struct {
	n     int
	since time.Time
}

// How many wrong query codes are answered for one number, and in what time.
const (
	maxMisses    = 10
	missesPeriod = time.Hour
)

// Try notes an attempt at a number. A wrong code is ErrNotFound, so that nobody
// learns which numbers exist; after ten of them any code is ErrTooManyAttempts
// until an hour has gone by since the first. A right one forgets them.
func (a *Attempts) Try(number string, right bool, at time.Time) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	m := a.misses[number]
	if at.Sub(m.since) > missesPeriod {
		m = misses{since: at}
	}
	switch {
	case m.n >= maxMisses:
		return ErrTooManyAttempts
	case right:
		delete(a.misses, number)
		return nil
	}
	if a.misses == nil {
		a.misses = map[string]misses{}
	}
	m.n++
	a.misses[number] = m
	return ErrNotFound
}
