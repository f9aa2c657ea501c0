package dossier

import (
	"crypto/sha256"
	"sync"
)

// Turns let each owner's draft be changed by one at a time of this process. The zero
// Turns is ready.
type Turns [64]sync.Mutex

// Take waits until nobody else changes an owner's draft. It returns what ends the turn.
func (t *Turns) Take(owner string) (done func()) {
	sum := sha256.Sum256([]byte(owner))
	m := &t[int(sum[0])%len(t)]
	m.Lock()
	return m.Unlock
}
