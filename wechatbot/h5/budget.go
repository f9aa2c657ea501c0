package h5

import (
	"bytes"
	"cmp"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/chart"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// shelf is the page of all statements, by organ.
type shelf struct {
	Organ      string
	Newest     string // what the newest statement that tells a figure comes to
	Statements []statementLink
}

// statementLink is a statement and where it is.
type statementLink struct {
	Name  string // 2024年决算
	To    string
	On    bool
	Year  int
	Stage string
}

// budgetView is what a statement's page shows.
type budgetView struct {
	S        budget.Statement
	Name     string // 2024年度决算
	Label    string // what the figure is
	Figure   string
	Unit     budget.Unit
	Tiles    []tile
	Sentence string
	Chart    template.HTML
	Picture  string // address of the chart as a picture
	ByYear   bool   // the years are shown, and not the parts of one
	Views    []choice
	Years    []yearLine
	Plans    bool // some year tells its budget
	Finals   bool // … its account
	Glossary []budget.Gloss
	Downs    []choice // of the table beside the chart
	Lines    []moneyLine
	Plan     bool // the lines have a budget beside them
	Prev     bool // … and a year before
	PlanName string
	PrevName string
	Units    []choice
	Check    verdict
	Tables   []tableView
	Others   []statementLink
	Path     string
	Files    []choice
}

// tile is a small figure beside the large one.
type tile struct{ Name, Value, Tone string }

// statementPath is the address of a statement's page.
func (s *site) statementPath(organ string, year int, stage budget.Stage) string {
	text, _ := stage.MarshalText() // a stage of the books
	return s.to("/budget/%s/%d/%s", url.PathEscape(organ), year, text)
}

func (s *site) books(w http.ResponseWriter, r *http.Request) {
	var shelves []shelf
	at := map[string]int{}
	for st := range s.Books.All() {
		i, ok := at[st.Organ]
		if !ok {
			i = len(shelves)
			at[st.Organ] = i
			shelves = append(shelves, shelf{Organ: st.Organ})
		}
		shelves[i].Statements = append(shelves[i].Statements, s.statementLink(st))
		if m := s.moneyOf(st); m.known && shelves[i].Newest == "" { // the books stand newest first
			shelves[i].Newest = m.label + m.figure(m.unit) + m.unit.String()
		}
	}
	s.show(w, r, http.StatusOK, page{Name: "books", Title: "预算和决算", Source: s.Office.Name, Back: s.to("/"), BackText: "返回目录",
		Text: "各单位公开的预算、决算和“三公”经费，有图、有表、可下载。", Data: shelves})
}

func (s *site) statementLink(st budget.Statement) statementLink {
	return statementLink{Name: strconv.Itoa(st.Year) + "年" + st.Stage.String(), Year: st.Year, Stage: st.Stage.String(),
		To: s.statementPath(st.Organ, st.Year, st.Stage)}
}

// statement is the one that an address names.
func (s *site) statement(r *http.Request) (budget.Statement, bool) {
	year, err := strconv.Atoi(r.PathValue("year"))
	var stage budget.Stage
	if err != nil || stage.UnmarshalText([]byte(r.PathValue("stage"))) != nil || stage == 0 {
		return budget.Statement{}, false
	}
	return s.Books.Find(r.PathValue("organ"), year, stage)
}

func (s *site) budget(w http.ResponseWriter, r *http.Request) {
	st, ok := s.statement(r)
	if !ok {
		s.trouble(w, r, http.StatusNotFound)
		return
	}
	m := s.moneyOf(st)
	unit := m.unit
	if u, err := budget.ParseUnit(r.URL.Query().Get("unit")); err == nil && (u == budget.Yuan || u == budget.TenThousandYuan) {
		unit = u
	}
	v := budgetView{S: st, Name: strconv.Itoa(st.Year) + "年度" + st.Stage.String(), Path: s.statementPath(st.Organ, st.Year, st.Stage), Unit: unit,
		Check: verdictOf(st.Check(), m.sum()), Sentence: m.sentence(), Glossary: st.Glossary()}
	v.Label, v.Figure, v.Tiles = m.label, m.figure(unit), m.tiles()
	v.Tables, v.Others = tablesOf(st, v.Path, unit), s.others(st)
	if m.known {
		s.compare(&v, m, r.URL.Query().Get("view") == "years")
	}
	v.Files = []choice{{Name: "XLSX", Value: "可编辑的表格", To: v.Path + "/tables.xlsx"}, {Name: "CSV", Value: "每张表一个文件，机器可读", To: v.Path + "/tables.zip"},
		{Name: "JSON", Value: "开放数据，金额逐位准确", To: v.Path + "/statement.json"}}
	day, _ := civil.ParseDate(st.Published) // an unknown day stays zero
	p := page{Name: "budget", Title: st.Organ + v.Name, Under: v.Name, Source: st.Organ, Day: day, Text: v.Sentence, Image: v.Picture,
		Back: s.to("/budget"), BackText: "返回预算和决算", Data: v}
	s.show(w, r, http.StatusOK, p)
}

// compare fills in the chart with its table: of the parts of the year, or of the
// years, where there are two.
func (s *site) compare(v *budgetView, m moneyView, byYear bool) {
	all := s.years(m)
	v.ByYear = byYear && len(all) > 1
	view := ""
	if len(all) > 1 {
		v.Views = []choice{{Name: "对比", On: !v.ByYear, To: v.Path}, {Name: "逐年", On: v.ByYear, To: v.Path + "?view=years"}}
	}
	table := "summary"
	if v.ByYear {
		view, table = "view=years&", "years"
		v.Years = s.yearLines(m, all, v.Unit)
		for _, f := range all {
			v.Plans, v.Finals = v.Plans || f.plan.Given, v.Finals || f.final.Given
		}
		if c, ok := m.yearsChart(all); ok {
			v.Chart, v.Picture = s.drawing(c), v.Path+"/years.png"
		}
	} else {
		v.Lines, v.Plan, v.Prev = m.lines(v.Unit), m.hasPlan, m.hasPrev
		v.PlanName, v.PrevName = strconv.Itoa(m.st.Year)+"年预算", m.prevName
		if c, ok := m.chart(); ok {
			v.Chart, v.Picture = s.drawing(c), v.Path+"/chart.png"
		}
	}
	if v.Chart == "" {
		v.Picture = ""
	}
	for _, u := range []budget.Unit{budget.TenThousandYuan, budget.Yuan} {
		v.Units = append(v.Units, choice{Name: u.String(), On: u == v.Unit, To: v.Path + "?" + view + "unit=" + url.QueryEscape(u.String())})
	}
	v.Downs = downs(v.Path, table)
}

// downs are the forms in which one table can be downloaded.
func downs(path, table string) []choice {
	var out []choice
	for _, end := range []string{"xlsx", "csv", "json"} {
		out = append(out, choice{Name: strings.ToUpper(end), To: path + "/" + table + "." + end})
	}
	return out
}

// drawing is a chart within the page. A name that cannot be drawn leaves the
// table alone.
func (s *site) drawing(c chart.Chart) template.HTML {
	var b bytes.Buffer
	if err := s.charts.SVG(&b, c); err != nil {
		return ""
	}
	return template.HTML(b.String()) //nolint:gosec // drawn by our own package, which escapes its text
}

// others are all statements of the same organ, newest first.
func (s *site) others(st budget.Statement) []statementLink {
	var out []statementLink
	for _, y := range s.Books.Years(st.Organ) {
		for _, stage := range []budget.Stage{budget.Final, budget.Budget} {
			if o, ok := s.Books.Find(st.Organ, y, stage); ok && o.Stage == stage {
				l := s.statementLink(o)
				l.On = y == st.Year && stage == st.Stage
				out = append(out, l)
			}
		}
	}
	return out
}

// verdict is what a check came to, in a citizen's words.
type verdict struct {
	Tone     string // good, bad, or plain where nothing could be checked
	Text     string
	Findings []budget.Finding
}

// verdictOf says first how many sums hold, then what else is wrong with the tables
// as they were published. Neither is passed over for the other. sum is one of the
// sums written out, where there is one to see.
func verdictOf(r budget.Result, sum string) verdict {
	v := verdict{Tone: "good"}
	for _, f := range r.Findings {
		if f.Severity == budget.Error {
			v.Findings = append(v.Findings, f)
		}
	}
	switch {
	case r.Checked == 0:
		v.Tone, v.Text = "plain", "这几张表里没有可以互相核对的合计关系。"
	case r.Failed > 0:
		v.Text = "核对了 " + strconv.Itoa(r.Checked) + " 项勾稽关系，其中 " + strconv.Itoa(r.Failed) + " 项对不上。"
	case r.Rounded > 0:
		v.Text = "数据已核对：" + strconv.Itoa(r.Checked) + " 项勾稽关系全部成立，其中 " + strconv.Itoa(r.Rounded) + " 项的尾差由四舍五入造成。"
	case sum != "":
		v.Text = "数据已核对：" + sum + "，" + strconv.Itoa(r.Checked) + " 项勾稽关系全部一致。"
	default:
		v.Text = "数据已核对：" + strconv.Itoa(r.Checked) + " 项勾稽关系全部一致。"
	}
	if len(v.Findings) > 0 {
		v.Tone = "bad"
		if other := len(v.Findings) - r.Failed; other > 0 {
			v.Text += "另有 " + strconv.Itoa(other) + " 处要留意。"
		}
		v.Text += "原表如此，没有改动，请以公布单位的解释为准。"
	}
	return v
}

// tableView is one published table as text.
type tableView struct {
	Form    string // ID, or the table's place when it has none
	Title   string
	Columns []string
	Code    bool
	Rows    []tableRow
	Notes   []string
	Unit    string
	Downs   []choice
}

// tableRow is one line of a table.
type tableRow struct {
	Side  string
	Code  string
	Label string
	Depth int
	Cells []string
}

func tablesOf(st budget.Statement, path string, unit budget.Unit) []tableView {
	var out []tableView
	for i, t := range st.Tables {
		from := cmp.Or(t.Unit, unit)
		v := tableView{Form: tableName(t, i), Title: cmp.Or(t.Title, "表"+strconv.Itoa(i+1)), Columns: t.Columns, Notes: t.Notes, Unit: unit.String(), Downs: downs(path, tableName(t, i))}
		for _, r := range t.Rows {
			row := tableRow{Side: string(r.Side), Code: r.Code, Label: r.Label, Depth: max(0, (len(r.Code)-3)/2)}
			v.Code = v.Code || r.Code != ""
			for j := range t.Columns {
				var a budget.Amount
				if j < len(r.Cells) {
					a = r.Cells[j]
				}
				row.Cells = append(row.Cells, written(a, from, unit))
			}
			v.Rows = append(v.Rows, row)
		}
		out = append(out, v)
	}
	return out
}

func tableName(t budget.Table, i int) string { return cmp.Or(t.Form, "T"+strconv.Itoa(i+1)) }
