package h5

import (
	"net/http"
	"time"

	"github.com/zwgk/zwgk/disclosure"
)

// How long a browser keeps what it carries: the handle of an unfinished
// application, and leave to see one request.
const (
	visitLife = 7 * 24 * time.Hour
	seenLife  = time.Hour
)

const (
	visitCookie = "zwgk_visit"
	seenCookie  = "zwgk_seen"
	toldCookie  = "zwgk_told" // what this browser's pages saved of the application last, as sums (shown)
)

// seen is leave to see one request or case.
type seen struct{ ID, Code string }

// keep seals a value into a cookie that only this site's pages receive.
func (s *site) keep(w http.ResponseWriter, name string, v any, life time.Duration) error {
	text, err := s.box.seal(name, v, s.now().Add(life))
	if err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{Name: name, Value: text, Path: s.prefix + "/", MaxAge: int(life.Seconds()),
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.secure()})
	return nil
}

func (s *site) forget(w http.ResponseWriter, name string) {
	http.SetCookie(w, &http.Cookie{Name: name, Path: s.prefix + "/", MaxAge: -1,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.secure()})
}

func (s *site) kept(r *http.Request, name string, v any) bool {
	c, err := r.Cookie(name)
	return err == nil && s.box.open(name, c.Value, s.now(), v)
}

// owner is the handle of the visitor's unfinished application, empty if none.
func (s *site) owner(r *http.Request) string {
	var owner string
	s.kept(r, visitCookie, &owner)
	return owner
}

// seenRequest is the request that the visitor has leave to see.
func (s *site) seenRequest(r *http.Request) (disclosure.Request, bool) {
	var v seen
	if s.Desk == nil || !s.kept(r, seenCookie, &v) {
		return disclosure.Request{}, false
	}
	got, err := s.Desk.Holds(r.Context(), v.ID, v.Code)
	return got, err == nil
}
