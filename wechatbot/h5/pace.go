package h5

import (
	"net/http"
	"net/netip"
	"sync"
	"time"
)

// pace counts what is handed in within an hour, by whom and by all together. The
// zero pace has counted nothing; it may be used from many goroutines.
type pace struct {
	mu    sync.Mutex
	since time.Time
	all   int
	by    map[string]int // never more than all
}

// allows counts one more from an address and says whether it is within bounds.
// The empty address stands for a proxy, behind which is everybody: only the
// bound of all holds for it.
func (p *pace) allows(from string, at time.Time, each, all int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.by == nil || at.Sub(p.since) >= time.Hour || at.Before(p.since) {
		p.since, p.all, p.by = at, 0, map[string]int{}
	}
	if p.all >= all || from != "" && p.by[from] >= each {
		return false
	}
	p.all++
	if from != "" {
		p.by[from]++
	}
	return true
}

// addressOf is the network address that a request came from, for counting: of
// IPv6 the half that a household has. An address of the own network is a proxy's
// and tells nothing of who stands behind it.
func addressOf(r *http.Request) string {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return ""
	}
	a := at.Addr().Unmap()
	if a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast() {
		return ""
	}
	if a.Is6() {
		if half, err := a.Prefix(64); err == nil {
			a = half.Addr()
		}
	}
	return a.String()
}
