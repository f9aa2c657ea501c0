package clerk

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/zwgk/zwgk/wechatbot/h5/internal/furniture"
)

// The wrong passwords that are taken within tryWindow before no more are read: of one
// name from one address, from one address, of one name from all browsers that nobody
// has signed in at under it, and from one at which its holder has.
const (
	triesHere   = 5
	triesFrom   = 30
	triesOf     = 60
	triesKnown  = 10
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

// A trier is who types a password: a name, and what tells him from others.
type trier struct {
	name    string
	address string // empty: a proxy's, behind which is everybody
	browser string // at which the holder of the name has signed in before; empty: another
}

// limit is how many misses a key may have, by the kind that it begins with.
func limit(key string) int {
	switch key[0] {
	case 'b':
		return triesKnown
	case 'h':
		return triesHere
	case 'a':
		return triesFrom
	}
	return triesOf
}

// keys are what a try is counted under. What others do elsewhere, or behind the same
// proxy, does not count against a browser that is known.
func (t trier) keys() []string {
	switch {
	case t.browser != "":
		return []string{"b" + t.name + "\x00" + t.browser}
	case t.address == "":
		return []string{"n" + t.name}
	}
	return []string{"h" + t.name + "\x00" + t.address, "a" + t.address, "n" + t.name}
}

// take counts another password before it is read, and reports whether it may be: those
// that are read at the same time count too.
func (t *tries) take(now time.Time, who trier) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.wrong == nil {
		t.wrong = map[string]miss{}
	}
	if len(t.wrong) >= mostWatched {
		maps.DeleteFunc(t.wrong, func(_ string, m miss) bool { return now.Sub(m.since) >= tryWindow })
	}
	if len(t.wrong) >= mostWatched {
		clear(t.wrong) // reading so many passwords takes longer than the window
	}
	for _, k := range who.keys() {
		if m := t.wrong[k]; m.n >= limit(k) && now.Sub(m.since) < tryWindow {
			return false
		}
	}
	for _, k := range who.keys() {
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
func (t *tries) forgive(who trier) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, k := range who.keys() {
		if m := t.wrong[k]; m.n > 1 && k[0] != 'b' && k[0] != 'h' {
			m.n--
			t.wrong[k] = m
		} else {
			delete(t.wrong, k)
		}
	}
}

// knownLife is how long a browser is known after its holder signed in.
const knownLife = 180 * 24 * time.Hour

// knownCookie names the cookie by which a browser is known under one name. It lets
// nobody in: it only keeps others' wrong passwords from being counted against him.
func knownCookie(name string) string {
	sum := sha256.Sum256([]byte(name))
	return "zwgk_desk_known_" + hex.EncodeToString(sum[:4])
}

// stamp seals a browser's mark with what only the desk knows of a person. A new
// password makes all browsers strangers again.
func (p Person) stamp(id string) string {
	mac := hmac.New(sha256.New, []byte(p.Hash))
	mac.Write([]byte("browser\x00" + p.Name + "\x00" + id))
	return hex.EncodeToString(mac.Sum(nil)[:16])
}

// trier says who is about to try a password.
func (d *desk) trier(r *http.Request, people []Person, name string) trier {
	t := trier{name: name, address: furniture.Visitor(r, d.Proxies)}
	c, err := r.Cookie(knownCookie(name))
	if err != nil {
		return t
	}
	id, stamp, _ := strings.Cut(c.Value, ".")
	for _, p := range people {
		if p.Name == name && p.Hash != "" && hmac.Equal([]byte(p.stamp(id)), []byte(stamp)) {
			t.browser = id
		}
	}
	return t
}

// know remembers the browser at which somebody has signed in.
func (v *visit) know(p Person, was trier) {
	id := was.browser
	if id == "" {
		id = rand.Text()
	}
	http.SetCookie(v.w, &http.Cookie{Name: knownCookie(p.Name), Value: id + "." + p.stamp(id), Path: v.prefix + "/signin", MaxAge: int(knownLife.Seconds()),
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: strings.HasPrefix(v.origin, "https:")})
}
