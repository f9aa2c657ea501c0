package clerk

import (
	"sync"
	"time"
)

// The wrong passwords that are taken within tryWindow before no more are read:
// of one name from one address, from one address, and of one name.
const (
	triesHere   = 5
	triesFrom   = 30
	triesOf     = 60
	tryWindow   = 15 * time.Minute
	mostWatched = 10_000
)

// tries counts wrong passwords. The zero tries is ready.
type tries struct {
	mu    sync.Mutex
	wrong map[string]miss
}

type miss struct {
	n     int
	since time.Time
}

// limit is how many misses a key may have, by the kind that it begins with.
func limit(key string) int {
	switch key[0] {
	case 'h':
		return triesHere
	case 'a':
		return triesFrom
	}
	return triesOf
}

// keys are what a try is counted under.
func keys(name, address string) []string {
	return []string{"h" + name + "\x00" + address, "a" + address, "n" + name}
}

// open reports whether another password may be tried. When too many keys are
// watched at once it lets nobody new in.
func (t *tries) open(now time.Time, name, address string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.wrong) > mostWatched {
		for k, m := range t.wrong {
			if now.Sub(m.since) >= tryWindow {
				delete(t.wrong, k)
			}
		}
	}
	for _, k := range keys(name, address) {
		m, seen := t.wrong[k]
		if m.n >= limit(k) && now.Sub(m.since) < tryWindow || !seen && len(t.wrong) > mostWatched {
			return false
		}
	}
	return true
}

// missed counts a wrong password.
func (t *tries) missed(now time.Time, name, address string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.wrong == nil {
		t.wrong = map[string]miss{}
	}
	for _, k := range keys(name, address) {
		m := t.wrong[k]
		if now.Sub(m.since) >= tryWindow {
			m = miss{since: now}
		}
		m.n++
		t.wrong[k] = m
	}
}

// forgive forgets the misses of who signed in from where he did.
func (t *tries) forgive(name, address string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.wrong, keys(name, address)[0])
}
