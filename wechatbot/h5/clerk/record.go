package clerk

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zwgk/zwgk/catalog"
)

// recordRows are how many records a page lists.
const recordRows = 50

// recordsView is the list of records by where they stand.
type recordsView struct {
	Status string
	Text   string
	Chips  []chip
	Rows   []catalog.Record
	Total  int
	Page   int
	More   bool
	May    bool // draft a new one
}

// chip is one status with how many stand in it.
type chip struct {
	Status catalog.Status
	Text   string
	N      int
	On     bool
}

func (v *visit) records() {
	q := v.r.URL.Query()
	view := recordsView{Text: sought(q), May: v.person.Is(Drafter)}
	if slices.Contains(catalog.Statuses(), catalog.Status(q.Get("status"))) {
		view.Status = q.Get("status")
	}
	view.Page, _ = strconv.Atoi(q.Get("page"))
	n := map[catalog.Status]int{}
	var rows []catalog.Record
	for r, err := range v.Catalog.Papers(v.ctx()) {
		if err != nil {
			v.fail(err)
			return
		}
		if !named(r, view.Text) {
			continue
		}
		n[r.Status]++
		if string(r.Status) == view.Status || view.Status == "" && r.Status != catalog.Discarded { // what was thrown away is shown to who asks for it
			rows = append(rows, r)
		}
	}
	slices.Reverse(rows)
	view.Total = len(rows)
	view.Page = min(max(view.Page, 1), len(rows)/recordRows+1)
	from := min((view.Page-1)*recordRows, len(rows))
	to := min(from+recordRows, len(rows))
	view.Rows, view.More = rows[from:to], to < len(rows)
	for _, s := range catalog.Statuses() {
		if n[s] > 0 || string(s) == view.Status {
			view.Chips = append(view.Chips, chip{s, s.Chinese(), n[s], string(s) == view.Status})
		}
	}
	v.show(http.StatusOK, page{Name: "records", Title: "公开信息", Nav: "/records", Data: view})
}

// mostSought is how many characters a search may have; more are left off. The links of a
// list repeat it.
const mostSought = 200

// sought is what a list is searched for.
func sought(form url.Values) string {
	text := []rune(strings.Join(strings.Fields(value(form, "q")), " "))
	return strings.TrimSpace(string(text[:min(len(text), mostSought)]))
}

// named reports whether what the clerk looks for stands in the record's title or
// numbers.
func named(r catalog.Record, text string) bool {
	if text == "" {
		return true
	}
	for _, in := range []string{r.Title, string(r.Number), r.DocNumber, r.Publisher} {
		if strings.Contains(in, text) {
			return true
		}
	}
	return false
}

// review lists what waits to be looked at, and what waits for its day.
func (v *visit) review() {
	var view todayView
	err := v.papers(&view)
	if err == nil {
		err = v.replies(&view)
	}
	if err != nil {
		v.fail(err)
		return
	}
	// Whoever may not review sees what is under review all the same.
	if !v.person.Is(Reviewer) {
		for r, err := range v.Catalog.Papers(v.ctx(), catalog.InReview, catalog.SecrecyReview) {
			if err != nil {
				v.fail(err)
				return
			}
			view.Review = append(view.Review, r)
		}
	}
	v.show(http.StatusOK, page{Name: "review", Title: "审查与发布", Nav: "/review", Data: struct {
		todayView
		May bool
	}{view, v.person.Is(Reviewer)}})
}

// recordView is one record with all that happened to it and what may be done now.
type recordView struct {
	Record   catalog.Record
	Findings []remark
	Screened []waivable
	History  []catalog.Change
	Releases []hand
	Queued   []Grid // that are still to be told
	Acts     []recordForm
	Why      string // why this person has nothing to do here
	Public   bool
	Edit     bool
	Wrong    []remark
	Typed    []input // what was filled in for an act that is no longer possible
	Replaces string  // number of the record that this one replaces
	Files    []attached
}

// waivable is one finding of the screening that the reviewer may let through.
type waivable struct {
	remark
	Finding string
	Reason  string
}

// paper reads the record of the address.
func (v *visit) paper() (catalog.Record, bool) {
	id, ok := v.number("id")
	if !ok {
		return catalog.Record{}, false
	}
	r, err := v.Catalog.Paper(v.ctx(), id)
	if err != nil {
		v.fail(err)
		return r, false
	}
	return r, true
}

// record shows one record.
func (v *visit) record() {
	if r, ok := v.paper(); ok {
		v.showRecord(http.StatusOK, r, nil, nil)
	}
}

// showRecord shows a record; remarks say why an act was refused, and forms hold
// what was filled in.
func (v *visit) showRecord(status int, r catalog.Record, wrongs []remark, forms []recordForm, typed ...input) {
	view := recordView{Record: r, Wrong: wrongs, Typed: typed, Acts: forms, Replaces: string(replaced(r))}
	var err error
	if view.Acts == nil {
		if view.Acts, view.Why, err = v.actsOn(r); err != nil {
			v.fail(err)
			return
		}
	}
	view.Edit = writable(r) && v.person.Is(Drafter)
	view.Public, view.Files = v.isPublic(r), v.attachedTo(r)
	for _, f := range slices.Concat(v.linter().Lint(r), v.over(r), v.sameDocNumber(r)) {
		view.Findings = append(view.Findings, remarkOf(f))
	}
	view.Findings = append(view.Findings, v.replacedMeanwhile(r)...)
	twins, err := v.Catalog.Twins(v.ctx(), r)
	if err != nil {
		v.fail(err)
		return
	}
	if slices.Contains([]catalog.Status{catalog.Draft, catalog.Returned, catalog.InReview, catalog.SecrecyReview, catalog.Scheduled, catalog.Published}, r.Status) {
		view.Findings = append(view.Findings, twinRemarks(twins)...)
	}
	if view.History, err = v.history(v.ctx(), r.ID); err == nil {
		view.Releases, err = v.pushes(r)
		view.Queued = v.queued(view)
	}
	if err != nil {
		v.fail(err)
		return
	}
	v.show(status, page{Name: "record", Title: cut(60, r.Title), Nav: "/records", Data: view})
}

// pushes are the releases of a record, under the names of their channels.
func (v *visit) pushes(r catalog.Record) ([]hand, error) {
	if r.Number == "" {
		return nil, nil
	}
	releases, err := v.Catalog.Releases(v.ctx(), string(r.Number))
	var out []hand
	for _, rel := range releases {
		out = append(out, v.handOf(rel))
	}
	return out, err
}

// queuedFor is how long the page says that a record is still on its way to a grid.
const queuedFor = 7 * 24 * time.Hour

// queued are the grids that a record which just came out has not gone to yet: they are
// left in peace, or have had enough for today.
func (v *visit) queued(view recordView) []Grid {
	var out time.Time
	for _, c := range view.History { // the newest first
		if out.IsZero() && c.Kind == catalog.Published {
			out = c.By.At
		}
	}
	if view.Record.Status != catalog.Published || v.now().Sub(out) > queuedFor {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(v.Grids), func(g Grid) bool {
		return g.Wants != nil && !g.Wants(view.Record, out) || slices.ContainsFunc(view.Releases, func(h hand) bool { return h.Release.Channel == g.Channel })
	})
}

func (v *visit) isPublic(r catalog.Record) bool {
	if r.Number == "" {
		return false
	}
	_, err := v.Catalog.Find(v.ctx(), r.Number)
	return err == nil
}

// linter holds the office's rules.
func (d *desk) linter() catalog.Linter {
	return catalog.Linter{Calendar: d.Calendar.National(), Today: d.day()}
}

// replaced is the record that a record takes the place of, if any.
func replaced(r catalog.Record) catalog.IndexNumber {
	for _, l := range r.Links {
		if l.Kind == catalog.Replaces {
			return l.To.Canonical()
		}
	}
	return ""
}

// replacedMeanwhile warns of a correction of what is corrected already: the other
// correction stays in front beside this one.
func (v *visit) replacedMeanwhile(r catalog.Record) []remark {
	n := replaced(r)
	if n == "" || !r.Published.IsZero() {
		return nil
	}
	old, err := v.Catalog.Find(v.ctx(), n)
	if err != nil || old.Status != catalog.Superseded {
		return nil
	}
	for _, l := range old.Links {
		if l.Kind == catalog.ReplacedBy {
			return []remark{{Tone: toneWarn, Word: "警告", Text: "要替代的 " + string(n) + " 已经被 " + string(l.To) + " 替代；要更正的应当是后一条，请核对，不对的退回。"}}
		}
	}
	return nil
}

// Plus is the page so many pages on.
func (v recordsView) Plus(n int) int { return v.Page + n }
