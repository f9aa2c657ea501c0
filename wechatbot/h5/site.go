package h5

import (
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/zwgk/zwgk/budget/chart"
)

// site is the handler behind New.
type site struct {
	Config
	prefix string // path of Links.Base, without a slash at its end
	origin string // scheme and host of Links.Base; empty: not known
	mux    *http.ServeMux
	guard  *http.CrossOriginProtection
	pages  map[string]*template.Template
	assets map[string]asset // by their path below the prefix
	css    string           // path of the style sheet, with its hash
	js     string
	box    box
	charts *chart.Renderer

	mu     sync.Mutex
	counts counts            // of the whole catalogue, at one head
	drawn  map[string][]byte // pictures of charts, by what they show
}

func newSite(c Config) (*site, error) {
	s := &site{Config: c, drawn: map[string][]byte{}}
	if err := s.locate(); err != nil {
		return nil, err
	}
	var err error
	if s.box, err = newBox(c.Key, "cookie"); err != nil {
		return nil, err
	}
	if s.charts, err = chart.NewRenderer(chart.Config{}); err != nil {
		return nil, fmt.Errorf("h5: new: %w", err)
	}
	if err := s.loadAssets(); err != nil {
		return nil, err
	}
	if s.pages, err = parseTemplates(s); err != nil {
		return nil, err
	}
	s.guard = http.NewCrossOriginProtection()
	s.guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.trouble(w, r, http.StatusForbidden)
	}))
	s.route()
	return s, nil
}

// locate takes the base address apart.
func (s *site) locate() error {
	if s.Links.Base == "" {
		return nil
	}
	if strings.HasPrefix(s.Links.Base, "/") && !strings.HasPrefix(s.Links.Base, "//") {
		s.prefix = strings.TrimRight(s.Links.Base, "/")
		return nil
	}
	u, err := url.Parse(s.Links.Base)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("h5: new: the base of the links is not an address like https://example.gov.cn/h5 and not a path like /h5")
	}
	s.origin = u.Scheme + "://" + u.Host
	s.prefix = strings.TrimRight(u.Path, "/")
	return nil
}

func (s *site) route() {
	s.mux = http.NewServeMux()
	get := func(path string, h http.HandlerFunc) { s.mux.HandleFunc("GET "+s.prefix+path, h) }
	post := func(path string, h http.HandlerFunc) { s.mux.HandleFunc("POST "+s.prefix+path, h) }
	get("/{$}", s.catalogue)
	get("/assets/{name}", s.asset)
	get("/r/{number...}", s.record)
	get("/f/{name...}", s.file)
	get("/guide", s.guide)
	get("/feed.atom", s.atom)
	get("/feed.json", s.jsonFeed)
	get("/sitemap.xml", s.sitemap)
	get("/dcat.json", s.dcat)
	get("/catalogue.csv", s.catalogueCSV)
	get("/catalogue.jsonl", s.catalogueLines)
	get("/report", s.reports)
	get("/report/{year}", s.report)
	if s.Books != nil {
		get("/budget", s.books)
		get("/budget/{$}", s.books)
		get("/budget/{organ}/{year}/{stage}", s.budget)
		get("/budget/{organ}/{year}/{stage}/{file}", s.budgetFile)
	}
	if s.Desk != nil {
		get("/apply", s.apply)
		post("/apply", s.applied)
		get("/apply/done", s.applyDone)
		get("/progress", s.progress)
		post("/progress", s.progressed)
	}
}

// policy lets a page load only what this handler serves, run no script of its
// own text, and stand in no frame.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// maxForm is the most bytes that a form may have.
const maxForm = 64 << 10

// ServeHTTP serves a page. A panic becomes a page that says sorry.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	r = s.located(r)
	defer func() {
		if p := recover(); p != nil {
			if p == http.ErrAbortHandler {
				panic(p)
			}
			s.failed(w, r, fmt.Errorf("h5: %s: panic: %T", r.Method, p))
		}
	}()
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	s.guard.Handler(http.HandlerFunc(s.serve)).ServeHTTP(w, r)
}

// located returns the request with the prefix in front of its path, whether or
// not it came with it.
func (s *site) located(r *http.Request) *http.Request {
	p := r.URL.Path
	if s.prefix == "" || strings.HasPrefix(p, s.prefix+"/") {
		return r
	}
	if p == s.prefix {
		p = ""
	}
	u := *r.URL
	u.Path, u.RawPath = s.prefix+"/"+strings.TrimPrefix(p, "/"), ""
	c := *r
	c.URL = &u
	return &c
}

func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	h, pattern := s.mux.Handler(r)
	if pattern != "" {
		s.mux.ServeHTTP(w, r)
		return
	}
	var try discard
	try.header = http.Header{}
	h.ServeHTTP(&try, r)
	if try.status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", try.header.Get("Allow"))
		s.trouble(w, r, http.StatusMethodNotAllowed)
		return
	}
	s.trouble(w, r, http.StatusNotFound)
}
