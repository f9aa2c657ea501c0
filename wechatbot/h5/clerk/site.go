package clerk

import (
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"sync"

	"github.com/alexedwards/scs/v2"

	"github.com/zwgk/zwgk/wechatbot/h5/internal/furniture"
)

//go:embed assets
var assetFiles embed.FS

// desk is the handler behind New.
type desk struct {
	Config
	origin, prefix string
	mux            *http.ServeMux
	guard          *http.CrossOriginProtection
	pages          map[string]*template.Template
	assets         *furniture.Assets
	sessions       *scs.SessionManager
	tries          tries
	hashing        chan struct{} // so many passwords are looked at at once
	saving         sync.Mutex    // of a report's words
	importing      chan struct{} // one import at a time takes rows in
	took           taken         // by whoever holds importing
	drafting       chan struct{} // one draft at a time is kept
	looking        chan struct{} // so many tables are looked at at once
	trail          trail
	lately         lately
	sending        sync.Mutex // one mass message at a time
	acting         sync.Mutex // one act on a record at a time
	codes          codes
}

func newDesk(c Config) (*desk, error) {
	d := &desk{Config: c, hashing: make(chan struct{}, 2), importing: make(chan struct{}, 1), drafting: make(chan struct{}, 1), looking: make(chan struct{}, 2)}
	var err error
	if d.origin, d.prefix, err = furniture.Locate(c.Base); err != nil {
		return nil, fmt.Errorf("clerk: new: %w", err)
	}
	files, err := fs.Sub(assetFiles, "assets")
	if err != nil {
		return nil, fmt.Errorf("clerk: new: %w", err)
	}
	if d.assets, err = furniture.LoadAssets(files); err != nil {
		return nil, fmt.Errorf("clerk: new: %w", err)
	}
	templates, err := fs.Sub(templateFiles, "templates")
	if err != nil {
		return nil, fmt.Errorf("clerk: new: %w", err)
	}
	if d.pages, err = furniture.Pages(templates, d.functions()); err != nil {
		return nil, fmt.Errorf("clerk: new: %w", err)
	}
	d.sessions = d.newSessions()
	d.guard = http.NewCrossOriginProtection()
	if d.origin != "" {
		if err := d.guard.AddTrustedOrigin(d.origin); err != nil {
			return nil, fmt.Errorf("clerk: new: %w", err)
		}
	}
	d.guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		(&visit{desk: d, w: w, r: r}).trouble(http.StatusForbidden, "这次提交不是从本台的页面发出的，没有办理。请回到页面上重新提交。")
	}))
	d.route()
	return d, nil
}

func (d *desk) get(path string, h func(*visit)) {
	d.mux.HandleFunc("GET "+d.prefix+path, d.signed(h))
}

func (d *desk) post(path string, h func(*visit)) {
	d.mux.HandleFunc("POST "+d.prefix+path, d.signed(h))
}

func (d *desk) route() {
	d.mux = http.NewServeMux()
	d.mux.HandleFunc("GET "+d.prefix+"/signin", d.signIn)
	d.mux.HandleFunc("POST "+d.prefix+"/signin", d.signedIn)
	d.post("/signout", (*visit).signOut)
	d.get("/{$}", (*visit).today)
	d.routeRecords()
	d.get("/review", (*visit).review)
	d.routeGrids()
	d.get("/trail", (*visit).trailPage)
	d.post("/trail", (*visit).verify)
	if d.Items != nil {
		d.get("/items", (*visit).items)
		d.get("/items/urge", (*visit).urge)
		d.post("/items", (*visit).reportDuty)
	}
	if d.Cases != nil {
		d.get("/questions", (*visit).questions)
		d.get("/questions/{id}", (*visit).question)
		d.post("/questions/{id}", (*visit).questionStep)
		d.post("/questions/{id}/files/{n}", (*visit).enclosed)
		d.post("/questions", (*visit).dropAsked)
	}
	if d.Desk != nil {
		d.routeRequests()
	}
	d.routePosts()
}

func (d *desk) routeRecords() {
	d.get("/records", (*visit).records)
	d.get("/records/new", (*visit).newDraft)
	d.post("/records", (*visit).savedDraft)
	d.get("/records/{id}", (*visit).record)
	d.post("/records/{id}", (*visit).recordAct)
	d.get("/records/{id}/edit", (*visit).editDraft)
	if d.Accounts != nil {
		d.get("/tables", (*visit).tablesPage)
		d.post("/tables", (*visit).tablesIn)
		d.post("/tables/keep", (*visit).tablesKept)
	}
	if d.Attachments.on() {
		d.get("/records/{id}/files", (*visit).attachments)
		d.post("/records/{id}/files", (*visit).attach)
		d.get("/records/{id}/files/{n}", (*visit).attachedFile)
	}
	d.get("/import", (*visit).imports)
	d.post("/import", (*visit).imported)
	d.post("/import/take", (*visit).takenIn)
	d.get("/import/refused", (*visit).refusedRows)
	d.get("/import/{file}", (*visit).emptyTable)
}

func (d *desk) routeGrids() {
	d.get("/grids", (*visit).grids)
	d.post("/grids", (*visit).gridAct)
	d.get("/grids/{code}", (*visit).grid)
	d.post("/grids/{code}", (*visit).makeCode)
	d.get("/grids/{code}/code", (*visit).poster)
}

func (d *desk) routePosts() {
	if d.hasPosts() {
		d.get("/posts", (*visit).posts)
		d.post("/posts", (*visit).postAct)
	}
	if d.Posting.Mass != nil {
		d.get("/posts/mass", (*visit).gatherMass)
		d.post("/posts/mass", (*visit).proposeMass)
		d.post("/posts/mass/{key}", (*visit).massStep)
	}
	if d.Posting.Article != nil {
		d.get("/records/{id}/article", (*visit).article)
		d.get("/records/{id}/article/cover.png", (*visit).articleCover)
		d.get("/records/{id}/article/body", (*visit).articleBody)
	}
}

// hasPosts says whether there is anything to show of the account.
func (d *desk) hasPosts() bool {
	return d.Posts != "" || d.Posting.MassChannel != "" || d.Posting.Calendar != nil
}

func (d *desk) routeRequests() {
	d.get("/requests", (*visit).requests)
	d.get("/requests/new", (*visit).register)
	d.post("/requests", (*visit).registered)
	d.get("/requests/{id}", (*visit).request)
	d.post("/requests/{id}", (*visit).requestStep)
	d.get("/requests/{id}/reply", (*visit).reply)
	d.post("/requests/{id}/reply", (*visit).replied)
	d.get("/requests/{id}/sign", (*visit).signing)
	d.post("/requests/{id}/sign", (*visit).signs)
	d.post("/requests/{id}/letter.docx", (*visit).letterFile)
	d.post("/requests/{id}/files/{n}", (*visit).attachment)
	d.get("/report", (*visit).reports)
	d.get("/report/{year}", (*visit).report)
	if d.Writing != nil {
		d.get("/report/{year}/write", (*visit).writing)
		d.post("/report/{year}/write", (*visit).written)
	}
	d.get("/report/{year}/cell", (*visit).reportCell)
	d.get("/report/{year}/{file}", (*visit).reportFile)
}

// signed lets only those in who are signed in, and asks the others.
func (d *desk) signed(h func(*visit)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v := &visit{desk: d, w: w, r: r}
		if r.Method == http.MethodPost {
			if err := r.ParseForm(); err != nil {
				d.failed(v, err)
				return
			}
		}
		var err error
		switch v.person, err = d.who(r); {
		case errors.Is(err, errSignedOut):
			v.askWho("")
		case errors.Is(err, errStranger):
			v.trouble(http.StatusForbidden, "单点登录给出的名称没有在办公台登记。请找管理员用 zwgk clerk add 登记。")
		case err != nil:
			d.failed(v, err)
		default:
			if r.Method == http.MethodPost {
				d.lately.forget()
				defer d.lately.forget()
			}
			h(v)
		}
	}
}

// maxForm is the most bytes that a form may have: the text of a long document.
const maxForm = 2 << 20

// ServeHTTP serves a page.
func (d *desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	furniture.Guard(w.Header())
	r = furniture.Under(r, d.prefix)
	if name, ok := d.assetName(r); ok && d.assets.Serve(w, r, name) {
		return
	}
	furniture.Private(w.Header())
	if r.Body != nil {
		most := int64(maxForm)
		if isUpload(r) { // read only by who takes files, each with its own bound
			most = d.mostUpload()
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
	}
	d.sessions.LoadAndSave(http.HandlerFunc(d.serve)).ServeHTTP(w, r)
}

// serve answers within a session. A panic becomes a page that says sorry.
func (d *desk) serve(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if p := recover(); p != nil {
			if p == http.ErrAbortHandler {
				panic(p)
			}
			d.failed(&visit{desk: d, w: w, r: r}, fmt.Errorf("clerk: %s: panic: %T", r.Method, p))
		}
	}()
	d.guard.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		furniture.Route(d.mux, w, r, func(w http.ResponseWriter, r *http.Request, status int) {
			(&visit{desk: d, w: w, r: r}).trouble(status, "")
		})
	})).ServeHTTP(w, r)
}
