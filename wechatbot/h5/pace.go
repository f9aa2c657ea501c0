package h5

import (
	"net/http"
	"sync"
	"time"

	"github.com/zwgk/zwgk/wechatbot/h5/internal/furniture"
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

// from is who sends a request, for counting; empty: nobody can tell.
func (s *site) from(r *http.Request) string { return furniture.Visitor(r, s.Proxies) }
