package h5

import (
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"sync"

	"github.com/zwgk/zwgk/budget/chart"
	"github.com/zwgk/zwgk/wechatbot/h5/internal/furniture"
)

// site is the handler behind New.
type site struct {
	Config
	prefix string // path of Links.Base, without a slash at its end
	origin string // scheme and host of Links.Base; empty: not known
	mux    *http.ServeMux
	guard  *http.CrossOriginProtection
	pages  map[string]*template.Template
	assets *furniture.Assets
	css    string // path of the style sheet, with its hash
	icon   string
	js     string
	box    box
	charts *chart.Renderer

	uploading chan struct{} // a place for each upload under way
	files     pace          // of files uploaded
	letters   pace          // of complaints and consultations handed in

	mu     sync.Mutex
	counts counts            // of the whole catalogue, at one head
	drawn  map[string][]byte // pictures of charts, by what they show
	book   catalogueBook
}

func newSite(c Config) (*site, error) {
	s := &site{Config: c, drawn: map[string][]byte{}, uploading: make(chan struct{}, uploads)}
	var err error
	if s.origin, s.prefix, err = furniture.Locate(c.Links.Base); err != nil {
		return nil, err
	}
	if s.box, err = newBox(c.Key, "cookie"); err != nil {
		return nil, err
	}
	if s.charts, err = chart.NewRenderer(chart.Config{}); err != nil {
		return nil, fmt.Errorf("h5: new: %w", err)
	}
	if err := s.loadAssets(); err != nil {
		return nil, err
	}
	templates, err := fs.Sub(templateFiles, "templates")
	if err != nil {
		return nil, fmt.Errorf("h5: new: %w", err)
	}
	if s.pages, err = furniture.Pages(templates, s.functions()); err != nil {
		return nil, err
	}
	s.guard = http.NewCrossOriginProtection()
	s.guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.trouble(w, r, http.StatusForbidden)
	}))
	s.route()
	return s, nil
}

func (s *site) route() {
	s.mux = http.NewServeMux()
	get := func(path string, h http.HandlerFunc) { s.mux.HandleFunc("GET "+s.prefix+path, h) }
	post := func(path string, h http.HandlerFunc) { s.mux.HandleFunc("POST "+s.prefix+path, h) }
	get("/{$}", s.catalogue)
	get("/assets/{name}", s.asset)
	get("/r/{number...}", s.record)
	get("/cover/{number...}", s.cover)
	get("/f/{name...}", s.file)
	get("/guide", s.guide)
	get("/feed.atom", s.atom)
	get("/feed.json", s.jsonFeed)
	get("/sitemap.xml", s.sitemap)
	get("/sitemap/{part}", s.sitemap)
	get("/dcat.json", s.dcat)
	get("/catalogue.csv", s.catalogueCSV)
	get("/catalogue.xlsx", s.catalogueXLSX)
	get("/catalogue.jsonl", s.catalogueLines)
	get("/report", s.reports)
	get("/ranking", s.ranking)
	get("/ranking/{period}", s.ranking)
	get("/report/{year}", s.report)
	if s.Books != nil {
		get("/budget", s.books)
		get("/budget/{$}", s.books)
		get("/budget/{organ}/{year}/{stage}", s.budget)
		get("/budget/{organ}/{year}/{stage}/{file}", s.budgetFile)
	}
	s.routePersonal(get, post)
}

// routePersonal adds the pages of one citizen.
func (s *site) routePersonal(get, post func(string, http.HandlerFunc)) {
	if s.takes() {
		get("/apply", s.apply)
		post("/apply", s.applied)
		post("/apply/files", s.attach)
		get("/apply/done", s.applyDone)
	}
	if s.Desk != nil {
		get("/progress/letter.docx", s.letter)
	}
	if s.Desk != nil || s.Cases != nil {
		get("/progress", s.progress)
		post("/progress", s.progressed)
	}
	if s.Cases != nil {
		post("/progress/files", s.caseFiles)
	}
	if s.hears() {
		get("/case", s.caseForm)
		post("/case", s.caseWritten)
		get("/case/check", s.caseCheck)
		get("/case/done", s.caseDone)
	}
}

// maxForm is the most bytes that a form may have, unless files come with it.
const maxForm = 64 << 10

func (s *site) most(r *http.Request) int64 {
	if p := r.URL.Path; p == s.prefix+"/apply/files" || p == s.prefix+"/progress/files" {
		return maxUpload
	}
	return maxForm
}

// ServeHTTP serves a page. A panic becomes a page that says sorry.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	furniture.Guard(w.Header())
	r = furniture.Under(r, s.prefix)
	defer func() {
		if p := recover(); p != nil {
			if p == http.ErrAbortHandler {
				panic(p)
			}
			s.failed(w, r, fmt.Errorf("h5: %s: panic: %T", r.Method, p))
		}
	}()
	r.Body = http.MaxBytesReader(w, r.Body, s.most(r))
	s.guard.Handler(http.HandlerFunc(s.serve)).ServeHTTP(w, r)
}

func (s *site) serve(w http.ResponseWriter, r *http.Request) { furniture.Route(s.mux, w, r, s.trouble) }
