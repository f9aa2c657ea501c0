package h5

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// Limits of what a reader may ask for.
const (
	perPage  = 20
	maxPage  = 10_000
	maxQuery = 200 // characters of a query; more are left off
	maxDay   = 20  // characters that are repeated of what is not a day
)

// asked is what the address of the catalogue asks for.
type asked struct {
	catalog.Query
	Page    int
	Remarks []string // on what was asked for and cannot be
}

// asked reads the address. What it cannot read is as if it were not there; of days,
// which a reader may have typed, it is remarked.
func (s *site) asked(q url.Values) asked {
	a := asked{Page: 1}
	text := []rune(strings.Join(strings.Fields(strings.ToValidUTF8(q.Get("q"), "")), " "))
	a.Text = string(text[:min(len(text), maxQuery)])
	if a.Text != "" && !slices.ContainsFunc(text, sayable) {
		a.Remarks = append(a.Remarks, "“"+a.Text+"”里没有可以查找的字，没有按它查。请输入名称、文号、索引号或者要找的事。")
		a.Text = ""
	}
	a.Organ = clip(q.Get("organ"))
	a.Column = catalog.Column(clip(q.Get("column")))
	if c, err := disclosure.ParseCategory(q.Get("category")); err == nil {
		a.Category = c
	}
	if y, err := strconv.Atoi(q.Get("year")); err == nil && y >= 1949 && y <= 2999 {
		a.Year = y
	}
	a.From, a.To = a.dayIn(q.Get("from")), a.dayIn(q.Get("to"))
	if !a.From.IsZero() && !a.To.IsZero() && a.To.Before(a.From) {
		a.Remarks = append(a.Remarks, "生成日期的起始（"+a.From.String()+"）晚于截止（"+a.To.String()+"），这样一条也找不到，请把两个日期对调。")
	}
	if n, err := strconv.Atoi(q.Get("page")); err == nil {
		a.Page = min(max(n, 1), maxPage)
	}
	a.Limit, a.Offset, a.Today = perPage, (a.Page-1)*perPage, s.today()
	return a
}

// sayable is a character that something can be found by: punctuation alone is in all
// that is written.
func sayable(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

func clip(s string) string {
	r := []rune(strings.ToValidUTF8(s, ""))
	return strings.TrimSpace(string(r[:min(len(r), maxQuery)]))
}

// dayIn reads a day; one that there is not is remarked and not asked for.
func (a *asked) dayIn(s string) civil.Date {
	if s = clip(s); s == "" {
		return civil.Date{}
	}
	d, err := civil.ParseDate(s)
	if err != nil || d.Year < 1900 || d.Year > 2999 {
		typed := []rune(s)
		a.Remarks = append(a.Remarks, "“"+string(typed[:min(len(typed), maxDay)])+"”不是一个日期，没有按它筛选。请写成 2024-05-01 这样。")
		return civil.Date{}
	}
	return d
}

// address is the query as part of an address.
func (a asked) address() url.Values {
	v := url.Values{}
	set := func(key, value string) {
		if value != "" {
			v.Set(key, value)
		}
	}
	set("q", a.Text)
	set("organ", a.Organ)
	set("column", string(a.Column))
	if a.Category != 0 {
		text, _ := a.Category.MarshalText() // it was parsed
		set("category", string(text))
	}
	if a.Year != 0 {
		set("year", strconv.Itoa(a.Year))
	}
	set("from", a.From.String())
	set("to", a.To.String())
	if a.Page > 1 {
		set("page", strconv.Itoa(a.Page))
	}
	return v
}

// fields are the query, but for the page, as a form carries it along.
func (a asked) fields() []choice {
	a.Page = 1
	var out []choice
	for name, values := range a.address() {
		out = append(out, choice{Name: name, Value: values[0]})
	}
	slices.SortFunc(out, func(x, y choice) int { return strings.Compare(x.Name, y.Name) })
	return out
}

// narrowed says whether anything but the words narrows the list.
func (a asked) narrowed() bool {
	return a.Organ != "" || a.Column != "" || a.Category != 0 || a.Year != 0 || !a.From.IsZero() || !a.To.IsZero()
}

// choice is one way to narrow or widen the list.
type choice struct {
	Name  string
	N     int
	On    bool
	Depth int
	To    string
	Value string
}

// listing is what the catalogue's page shows.
type listing struct {
	Asked      asked
	Hits       []row
	Total      int
	Near       bool
	Pages      int
	Previous   string
	Next       string
	Categories []choice
	Columns    []choice
	Years      []choice
	Organs     []choice
	Clear      string
	Kept       []choice // what the address asks for besides the page
	Term       string   // 20个工作日, the term in which a request is answered
	Atom, JSON string
	XLSX       bool // the catalogue is small enough for a workbook
	Narrowed   bool
}

// row is one line of the list.
type row struct {
	catalog.Hit
	No    int
	Force catalog.Force
	Chart bool // there is a page with its chart

	Replaced bool // another record took its place
}

func (s *site) catalogue(w http.ResponseWriter, r *http.Request) {
	a := s.asked(r.URL.Query())
	found, err := s.Catalog.Search(r.Context(), a.Query)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	if a.Page > 1 && found.Total <= a.Offset { // past the end: the last page
		a.Page = max(1, (found.Total+perPage-1)/perPage)
		http.Redirect(w, r, s.list(a), http.StatusFound)
		return
	}
	all, err := s.census(r.Context())
	if err != nil {
		s.failed(w, r, err)
		return
	}
	l := listing{Asked: a, Total: found.Total, Near: found.Near, Clear: s.to("/"), Narrowed: a.narrowed(),
		Pages: (found.Total + perPage - 1) / perPage, Term: disclosure.RulesOn(s.today()).Reply.String()}
	for i, h := range found.Hits {
		l.Hits = append(l.Hits, row{h, a.Offset + i + 1, h.Record.ForceOn(s.today()), s.statementOf(h.Record) != "", h.Record.Status == catalog.Superseded})
	}
	if l.Categories, err = s.categories(r, a, found.Total); err != nil {
		s.failed(w, r, err)
		return
	}
	s.choices(&l, all)
	l.XLSX = all.Total <= maxWorkbook
	s.turns(&l)
	l.Kept = a.fields()
	s.show(w, r, http.StatusOK, s.catalogueHead(l))
}

// catalogueHead is the page around a listing.
func (s *site) catalogueHead(l listing) page {
	title := "政府信息公开目录"
	if l.Asked.Column != "" {
		title = l.Asked.Column.Name()
	}
	if l.Asked.Text != "" {
		title = "“" + l.Asked.Text + "”的检索结果"
	}
	p := page{Name: "catalogue", Title: title, Query: l.Asked.Text, Search: true, Source: s.Office.Name, Data: l,
		Text: "共 " + strconv.Itoa(l.Total) + " 条公开信息，可按名称、文号、索引号检索，也可以在线申请公开。"}
	if len(l.Hits) > 0 {
		p.Day = l.Hits[0].Record.Published
	}
	return p
}

// list is the address of a list.
func (s *site) list(a asked) string {
	if v := a.address().Encode(); v != "" {
		return s.to("/") + "?" + v
	}
	return s.to("/")
}

// turns sets where the pages before and after are, and the feeds of the column.
func (s *site) turns(l *listing) {
	a := l.Asked
	if a.Page > 1 {
		b := a
		b.Page--
		l.Previous = s.list(b)
	}
	if a.Page < l.Pages {
		b := a
		b.Page++
		l.Next = s.list(b)
	}
	feed := ""
	if a.Column != "" {
		feed = "?column=" + url.QueryEscape(string(a.Column))
	}
	l.Atom, l.JSON = s.to("/feed.atom")+feed, s.to("/feed.json")+feed
}

// categories counts what the same query finds in each category.
func (s *site) categories(r *http.Request, a asked, total int) ([]choice, error) {
	base := a
	base.Page, base.Category = 1, 0
	out := []choice{{Name: "全部", On: a.Category == 0, To: s.list(base), N: total}}
	sum := 0
	for _, c := range disclosure.Categories() {
		b := base
		b.Category = c
		n := total
		if c != a.Category {
			q := b.Query
			q.Limit, q.Offset = 1, 0
			p, err := s.Catalog.Search(r.Context(), q)
			if err != nil {
				return nil, err
			}
			n = p.Total
		}
		sum += n
		if n > 0 || c == a.Category {
			out = append(out, choice{Name: strings.TrimSuffix(c.String(), "公开"), N: n, On: c == a.Category, To: s.list(b)})
		}
	}
	if a.Category != 0 {
		q := base.Query
		q.Limit, q.Offset = 1, 0
		p, err := s.Catalog.Search(r.Context(), q)
		if err != nil {
			return nil, err
		}
		out[0].N = p.Total
	}
	return out, nil
}

// maxOrgans is how many organs the filter offers.
const maxOrgans = 60

// choices fills in columns, years and organs. How many there are of a column or an organ
// is told where nothing else narrows the list: else it is more than the choice would find.
func (s *site) choices(l *listing, all counts) {
	base := l.Asked
	base.Page = 1
	alone := func(a asked) bool { return a.Text == "" && !a.narrowed() }
	noColumn, noOrgan := base, base
	noColumn.Column, noOrgan.Organ = "", ""
	for _, c := range all.Columns {
		b := base
		b.Column = c.Column
		if !alone(noColumn) {
			c.N = 0
		}
		l.Columns = append(l.Columns, choice{Name: c.Column.Name(), N: c.N, Depth: c.Depth, On: base.Column == c.Column, To: s.list(b), Value: string(c.Column)})
	}
	years := slices.Clone(all.Years)
	if base.Year != 0 && !slices.Contains(years, base.Year) {
		years = append(years, base.Year)
	}
	for _, y := range years {
		l.Years = append(l.Years, choice{Name: strconv.Itoa(y) + "年", Value: strconv.Itoa(y), On: y == base.Year})
	}
	organs := all.Organs[:min(len(all.Organs), maxOrgans)]
	there := slices.ContainsFunc(organs, func(c catalog.Count) bool { return c.Name == base.Organ })
	if base.Organ != "" && !there {
		organs = append(slices.Clone(organs), catalog.Count{Name: base.Organ})
	}
	for _, o := range organs {
		if !alone(noOrgan) {
			o.N = 0
		}
		l.Organs = append(l.Organs, choice{Name: s.short(o.Name), N: o.N, Value: o.Name, On: o.Name == base.Organ})
	}
}

// short is an organ's short name, where the office has told one.
func (s *site) short(name string) string {
	for _, o := range s.Office.Organs {
		if o.Name == name {
			return cmp.Or(o.Short, name)
		}
	}
	return name
}
