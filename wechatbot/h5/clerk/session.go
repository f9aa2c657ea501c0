package clerk

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/alexedwards/scs/v2/memstore"
	"golang.org/x/crypto/bcrypt"
)

// How long a session lasts: a day's work, and not over a long break.
const (
	sessionLife = 12 * time.Hour
	sessionIdle = 40 * time.Minute
)

// What a session holds.
const (
	keyPerson = "person"
	keyMark   = "mark"
	keyFlash  = "flash"
)

// newSessions keeps sessions where the office says, or in memory: then who signed
// in must sign in again when the program starts anew.
func (d *desk) newSessions() *scs.SessionManager {
	store := d.Sessions
	if store == nil {
		store = memstore.NewWithCleanupInterval(0)
	}
	return &scs.SessionManager{
		IdleTimeout: sessionIdle, Lifetime: sessionLife, HashTokenInStore: true,
		Store: store, Codec: scs.GobCodec{},
		Cookie: scs.SessionCookie{Name: "zwgk_desk", Path: d.prefix + "/", HttpOnly: true, SameSite: http.SameSiteLaxMode,
			Secure: strings.HasPrefix(d.origin, "https:")},
		ErrorFunc: func(w http.ResponseWriter, r *http.Request, err error) {
			if d.Fault != nil && r.Context().Err() == nil { // whoever leaves is no fault
				d.Fault(err)
			}
			http.Error(w, "页面暂时打不开，请过几分钟再试。", http.StatusInternalServerError)
		},
	}
}

// who says who sits before the desk: by the proxy's word, or by the session.
func (d *desk) who(r *http.Request) (Person, error) {
	people, err := d.People()
	if err != nil {
		return Person{}, err
	}
	if name, ok := d.SignOn.name(r); ok {
		if i := slices.IndexFunc(people, func(p Person) bool { return p.Name == name }); i >= 0 {
			return people[i], nil
		}
		return Person{}, errStranger
	}
	name, mark := d.sessions.GetString(r.Context(), keyPerson), d.sessions.GetString(r.Context(), keyMark)
	for _, p := range people {
		if p.Name == name && p.Hash != "" && p.mark() == mark {
			return p, nil
		}
	}
	return Person{}, errSignedOut
}

// name is what the header of a trusted proxy says. The header is not looked at
// when the request comes from anywhere else.
func (s SignOn) name(r *http.Request) (string, bool) {
	if s.Header == "" {
		return "", false
	}
	values := r.Header.Values(s.Header)
	at, err := netip.ParseAddr(address(r))
	if err != nil || len(values) != 1 || values[0] == "" {
		return "", false
	}
	if !slices.ContainsFunc(s.Proxies, func(p netip.Prefix) bool { return p.Contains(at.Unmap()) }) {
		return "", false
	}
	name, err := url.PathUnescape(values[0])
	return name, err == nil
}

// address is where a request comes from, without the port.
func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// nobody is a hash that no password fits: whoever tries an unknown name waits as
// long as for a known one.
const nobody = "$2a$12$Ftzsah.5L.Ufn4zdGZwHk.K8ExwlwU1bQWpMgdhRVbcUlNmTfjtwi"

// admits says whether a name and password belong to one of the people.
func (d *desk) admits(people []Person, name, password string) (Person, bool) {
	d.hashing <- struct{}{}
	defer func() { <-d.hashing }()
	i := slices.IndexFunc(people, func(p Person) bool { return p.Name == name && p.Hash != "" })
	if i < 0 {
		_ = bcrypt.CompareHashAndPassword([]byte(nobody), []byte(password)) // to take as long
		return Person{}, false
	}
	return people[i], bcrypt.CompareHashAndPassword([]byte(people[i].Hash), []byte(password)) == nil
}
