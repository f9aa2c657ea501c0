package h5

import (
	"crypto/sha256"
	"sync"
	"time"
)

// ticketLife is how long a ticket is good: a citizen taps the link at once or
// asks for another.
const ticketLife = 15 * time.Minute

// Tickets let a page go on with the draft that a citizen began in the chat. The
// bot issues one for the chat's owner and sends it in a link (Links.ApplyWith);
// the page takes it once. Bot and pages share one Tickets, or, in two processes,
// two of the same key; each process takes a ticket once.
type Tickets struct {
	box  box
	mu   sync.Mutex
	used map[[32]byte]time.Time // until when a taken ticket would be good
}

// NewTickets returns tickets under a key of at least 32 bytes; nil: a random
// one, for bot and pages in one process.
func NewTickets(key []byte) (*Tickets, error) {
	b, err := newBox(key, "ticket")
	if err != nil {
		return nil, err
	}
	return &Tickets{box: b, used: map[[32]byte]time.Time{}}, nil
}

// Issue returns a ticket for an owner's draft, good for 15 minutes and once. It
// returns "" when the system has no randomness to give.
func (t *Tickets) Issue(owner string, at time.Time) string {
	ticket, err := t.box.seal("ticket", owner, at.Add(ticketLife))
	if err != nil {
		return ""
	}
	return ticket
}

// good says whether a ticket could be taken now, without taking it.
func (t *Tickets) good(ticket string, at time.Time) bool {
	var owner string
	if t == nil || !t.box.open("ticket", ticket, at, &owner) {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	_, taken := t.used[sha256.Sum256([]byte(ticket))]
	return !taken
}

// take returns the owner of a ticket, once.
func (t *Tickets) take(ticket string, at time.Time) (owner string, ok bool) {
	if t == nil || !t.box.open("ticket", ticket, at, &owner) {
		return "", false
	}
	id := sha256.Sum256([]byte(ticket))
	t.mu.Lock()
	defer t.mu.Unlock()
	for old, until := range t.used {
		if at.After(until) {
			delete(t.used, old)
		}
	}
	if _, taken := t.used[id]; taken {
		return "", false
	}
	t.used[id] = at.Add(ticketLife)
	return owner, true
}
