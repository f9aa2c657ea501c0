package h5

import (
	"bytes"
	"embed"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5/internal/furniture"
)

//go:embed templates
var templateFiles embed.FS

// page is what the layout of every page shows.
type page struct {
	Name     string // of the template
	Title    string
	Head     string // in the bar above the page, in place of the site's name
	Under    string // the line under the site's name; empty: what the site is for
	Back     string // address of the page above; empty: none
	BackText string
	Text     string // what the page says, in a sentence, for those who see a forwarded link
	Source   string // who published it
	Day      civil.Date
	Image    string // address of a picture of it; empty: none
	Query    string // in the search field
	Search   bool   // the header has the search field
	Personal bool   // kept by nobody, found by no search engine
	Again    string // address that shows what answers a form without sending it again; empty: none
	Data     any

	// Set by show.
	Office  Office
	Here    string // address of the page, whole where the host is known
	Paper   string // address that a printed page tells; empty: none
	Large   bool
	Toggle  string // address of the same page in the other print
	Applies bool   // applications are taken
	Hears   bool   // complaints and consultations are taken
	Tracks  bool   // there is a page of progress
	Money   bool   // there are budget pages
	Year    int
	CSS, JS string
	Icon    string
}

// show renders a page. What is not personal carries an ETag; a reader who has it
// already gets 304.
func (s *site) show(w http.ResponseWriter, r *http.Request, status int, p page) {
	p.Office, p.CSS, p.JS, p.Icon = s.Office, s.css, s.js, s.icon
	p.Applies, p.Hears, p.Tracks, p.Money = s.takes(), s.hears(), s.Desk != nil || s.Cases != nil, s.Books != nil
	p.Large, p.Toggle = s.print(w, r)
	if r.Method != http.MethodPost {
		p.Again = ""
	}
	p.Here = s.origin + here(r, p.Personal)
	if s.origin != "" && !p.Personal {
		p.Paper = p.Here
	}
	p.Year = s.today().Year
	if p.Image != "" {
		p.Image = s.origin + p.Image
	}
	t, ok := s.pages[p.Name]
	if !ok {
		http.Error(w, "页面暂时打不开", http.StatusInternalServerError)
		return
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "layout", p); err != nil {
		if s.Fault != nil {
			s.Fault(fmt.Errorf("h5: page %s: %w", p.Name, err))
		}
		http.Error(w, "页面暂时打不开", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Vary", "Cookie, Accept-Encoding")
	if p.Personal {
		furniture.Private(h)
	}
	furniture.Send(w, r, status, b.Bytes(), p.Personal)
}

// here is the page's own address without what belongs to one reader.
func here(r *http.Request, personal bool) string {
	q := r.URL.Query()
	q.Del("print")
	if personal || len(q) == 0 {
		return r.URL.EscapedPath()
	}
	return r.URL.EscapedPath() + "?" + q.Encode()
}

// print says in which print the reader wants pages, and where the other one is.
// A choice in the address is kept in a cookie.
func (s *site) print(w http.ResponseWriter, r *http.Request) (large bool, toggle string) {
	if c, err := r.Cookie("print"); err == nil {
		large = c.Value == "large"
	}
	q := r.URL.Query()
	if want := q.Get("print"); want == "large" || want == "normal" {
		large = want == "large"
		http.SetCookie(w, &http.Cookie{Name: "print", Value: want, Path: s.prefix + "/", MaxAge: 365 * 24 * 3600,
			SameSite: http.SameSiteLaxMode, HttpOnly: true, Secure: s.secure()})
	}
	other := "large"
	if large {
		other = "normal"
	}
	q.Del("ticket")
	q.Set("print", other)
	return large, r.URL.EscapedPath() + "?" + q.Encode()
}

func (s *site) secure() bool { return strings.HasPrefix(s.origin, "https:") }

// china is the zone of China, which has had one offset since 1992.
func china() *time.Location { return time.FixedZone("Asia/Shanghai", 8*60*60) }

func (s *site) now() time.Time { return s.Now().In(china()) }

func (s *site) today() civil.Date { return civil.InChina(s.Now()) }

// to is the path of a page of this site.
func (s *site) to(format string, args ...any) string { return s.prefix + fmt.Sprintf(format, args...) }

// escapePath escapes a name for a path and leaves its slashes.
func escapePath(name string) string {
	return strings.ReplaceAll(url.PathEscape(name), "%2F", "/")
}
