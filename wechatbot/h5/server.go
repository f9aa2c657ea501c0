package h5

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

//go:embed pages assets
var files embed.FS

// Config is what the pages show. Only Catalog is required.
type Config struct {
	Catalog *catalog.Catalog
	Desk    *disclosure.Desk // nil: no application and no progress
	Books   *budget.Books    // nil: no budget pages
	Office  Office
	Links   Links            // Base is where the handler is reachable; its path leads every link
	Files   fs.FS            // attachments by record; nil: none are offered
	Now     func() time.Time // nil: time.Now
}

// site is the handler of New.
type site struct {
	Config
	root  string // path of Links.Base, without a slash at its end
	pages map[string]*template.Template
}

// New returns the pages, to be mounted where Links.Base says, with its path
// stripped. They carry a strict Content-Security-Policy and load nothing from
// elsewhere.
func New(c Config) (http.Handler, error) {
	if c.Catalog == nil {
		return nil, fmt.Errorf("h5: a catalogue is required")
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	base, err := url.Parse(c.Links.Base)
	if err != nil {
		return nil, fmt.Errorf("h5: base address: %w", err)
	}
	s := &site{Config: c, root: strings.TrimSuffix(base.Path, "/"), pages: map[string]*template.Template{}}
	for _, name := range []string{"catalogue", "record", "budgets", "budget", "apply", "applied", "progress", "guide", "trouble"} {
		t, err := template.New("layout.html").Funcs(s.functions()).ParseFS(files, "pages/layout.html", "pages/"+name+".html")
		if err != nil {
			return nil, fmt.Errorf("h5: %w", err)
		}
		s.pages[name] = t
	}
	return secure(http.NewCrossOriginProtection().Handler(s.routes())), nil
}

func (s *site) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.catalogue)
	mux.HandleFunc("GET /r/{number...}", s.record)
	mux.HandleFunc("GET /file/{id}/{name}", s.file)
	mux.HandleFunc("GET /budget/{$}", s.budgets)
	mux.HandleFunc("GET /budget/{organ}/{year}/{stage}", s.budget)
	mux.HandleFunc("GET /budget/{organ}/{year}/{stage}/chart.png", s.chart)
	mux.HandleFunc("GET /budget/{organ}/{year}/{stage}/data.json", s.budgetJSON)
	mux.HandleFunc("GET /apply", s.applyForm)
	mux.HandleFunc("POST /apply", s.apply)
	mux.HandleFunc("GET /progress", s.progressForm)
	mux.HandleFunc("POST /progress", s.progress)
	mux.HandleFunc("GET /guide", s.guide)
	mux.HandleFunc("GET /print", s.print)
	mux.HandleFunc("GET /style.css", s.style)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.trouble(w, r, http.StatusNotFound, "没有这一页", "地址可能写错了，或者这一页已经撤下。")
	})
	return mux
}

// secure sets the headers that hold for every page.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

func (s *site) functions() template.FuncMap {
	return template.FuncMap{
		"root": func() string { return s.root },
		"record": func(n catalog.IndexNumber) string {
			return s.root + strings.TrimPrefix(Links{Base: "x"}.Record(n), "x")
		},
		"inc":     func(i int) int { return i + 1 },
		"percent": func(f float64) string { return strconv.FormatFloat(f*100, 'f', 1, 64) },
		"day": func(d civil.Date) string {
			if d.IsZero() {
				return ""
			}
			return d.String()
		},
		"paragraphs": func(text string) []string {
			var out []string
			for line := range strings.Lines(text) {
				if line = strings.TrimSpace(line); line != "" {
					out = append(out, line)
				}
			}
			return out
		},
	}
}

// frame is what every page has around its own matter.
type frame struct {
	Title, Summary, Source, URL string
	Office                      Office
	Large                       bool
	Path                        string
	Takes                       bool // applications
	Budgets                     bool
	Page                        any
}

func (s *site) frame(r *http.Request, title string, page any) frame {
	large, err := r.Cookie("print")
	return frame{
		Title: title, Office: s.Office, Large: err == nil && large.Value == "large", Path: s.root + r.URL.RequestURI(),
		Takes: s.Desk != nil, Budgets: s.Books != nil, Page: page, URL: strings.TrimSuffix(s.Links.Base, "/") + r.URL.Path,
	}
}

// write renders a page whole before anything is sent.
func (s *site) write(w http.ResponseWriter, status int, name string, f frame) {
	var b bytes.Buffer
	if err := s.pages[name].Execute(&b, f); err != nil {
		http.Error(w, "页面暂时打不开，请稍后再试。", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if w.Header().Get("Cache-Control") == "" {
		w.Header().Set("Cache-Control", "no-cache")
	}
	w.WriteHeader(status)
	w.Write(b.Bytes())
}

// trouble says in plain words what went wrong and where to go on.
func (s *site) trouble(w http.ResponseWriter, r *http.Request, status int, title, words string) {
	s.write(w, status, "trouble", s.frame(r, title, words))
}

// print switches large print on and off and goes back to the page.
func (s *site) print(w http.ResponseWriter, r *http.Request) {
	value := "large"
	if r.URL.Query().Get("size") != "large" {
		value = "normal"
	}
	http.SetCookie(w, &http.Cookie{Name: "print", Value: value, Path: s.root + "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	back := r.URL.Query().Get("back")
	if !strings.HasPrefix(back, s.root+"/") || strings.HasPrefix(back, "//") || strings.ContainsAny(back, "\\\r\n") {
		back = s.root + "/"
	}
	http.Redirect(w, r, back, http.StatusSeeOther)
}

func (s *site) style(w http.ResponseWriter, r *http.Request) {
	text, err := files.ReadFile("assets/style.css")
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "max-age=3600")
	w.Write(text)
}

func (s *site) today() civil.Date { return civil.DateOf(s.Now().In(beijing)) }

var beijing = time.FixedZone("CST", 8*60*60)

func (s *site) guide(w http.ResponseWriter, r *http.Request) {
	s.write(w, http.StatusOK, "guide", s.frame(r, "政府信息公开指南", s.Office.Guide))
}
