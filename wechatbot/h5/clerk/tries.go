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

// take counts another password before it is read, and reports whether it may be: those
// that are read at the same time count too. When too many keys are watched at once it
// lets nobody new in.
func (t *tries) take(now time.Time, name, address string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.wrong == nil {
		t.wrong = map[string]miss{}
	}
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
	for _, k := range keys(name, address) {
		m := t.wrong[k]
		if now.Sub(m.since) >= tryWindow {
			m = miss{since: now}
		}
		m.n++
		t.wrong[k] = m
	}
	return true
}

// forgive forgets the misses of who signed in from where he did, and that he tried.
func (t *tries) forgive(name, address string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	all := keys(name, address)
	delete(t.wrong, all[0])
	for _, k := range all[1:] {
		if m := t.wrong[k]; m.n > 1 {
			m.n--
			t.wrong[k] = m
		} else {
			delete(t.wrong, k)
		}
	}
}
