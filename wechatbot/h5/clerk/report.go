package clerk

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/reportfile"
)

// reportView is the annual report of a year: its tables, what the checks find, and
// behind each number the requests that it counts.
type reportView struct {
	Year      int
	Years     []int
	Terms     []remark // by when it must be out
	Report    disclosure.AnnualReport
	Kinds     []string
	Rows      []reportRow
	Others    []disclosure.Chapter // the other tables of the form
	Prose     []disclosure.Chapter
	Write     bool // what is written can be written here, by this person
	Remarks   []remark
	Sound     bool // every identity of the form holds
	Unplaced  []string
	Downloads []string
}

// reportRow is a row of table 3; one without cells heads a group.
type reportRow struct {
	Label string
	Cells []reportCell
}

// reportCell is one number with the address of the requests behind it.
type reportCell struct {
	N    int
	Href string // empty where nothing is behind it
}

func (v *visit) reports() {
	years, err := v.years()
	if err != nil {
		v.fail(err)
		return
	}
	v.redirect("/report/%d", years[min(1, len(years)-1)]) // the year before is the one reported on
}

// years are this one and all back to that of the first request, the newest first.
func (v *visit) years() ([]int, error) {
	first := v.day().Year - 1
	for r, err := range v.Desk.Requests(v.ctx()) {
		if err != nil {
			return nil, err
		}
		if y := r.YearOf(); y > 0 {
			first = min(first, y)
		}
	}
	var out []int
	for y := v.day().Year; y >= first; y-- {
		out = append(out, y)
	}
	return out, nil
}

// year reads the year of the address.
func (v *visit) year() (int, bool) {
	n, err := strconv.Atoi(v.r.PathValue("year"))
	if err == nil && n > v.day().Year {
		v.trouble(http.StatusNotFound, "那一年还没有到，没有报告可写。")
		return 0, false
	}
	if err != nil || n < 2008 {
		v.trouble(http.StatusNotFound, "没有这一年的报告；条例自2008年5月1日起施行。")
		return 0, false
	}
	return n, true
}

// annual is the report of the year of the address, with what is written of it. Where
// there is none the visit is answered.
func (v *visit) annual() (year int, a disclosure.AnnualReport, ok bool) {
	if year, ok = v.year(); !ok {
		return year, a, false
	}
	a, err := v.tables(year)
	if err == nil && v.Writing != nil && v.Config.Report == nil {
		var w Written
		w, err = v.Writing.Written(v.ctx(), year)
		a = w.Onto(a)
	}
	if err != nil {
		v.fail(err)
	}
	return year, a, err == nil
}

// tables is the report of a year as it is counted.
func (v *visit) tables(year int) (disclosure.AnnualReport, error) {
	if v.Config.Report != nil {
		return v.Config.Report(v.ctx(), year)
	}
	r, err := disclosure.Tally(year, v.Desk.Requests(v.ctx()))
	r.Organ = v.Office.Name
	return disclosure.AnnualReport{Report: r}, err
}

func (v *visit) report() {
	year, a, ok := v.annual()
	if !ok {
		return
	}
	view := reportView{Year: year, Report: a, Unplaced: a.Report.Unplaced, Sound: len(a.Report.Check()) == 0, Downloads: []string{"docx", "xlsx", "md", "html", "json"}}
	var err error
	if view.Years, err = v.years(); err != nil {
		v.fail(err)
		return
	}
	out, err := v.reportOut(year)
	if err != nil {
		v.fail(err)
		return
	}
	view.Terms = v.reportTerms(year, out)
	for _, k := range disclosure.ApplicantKinds() {
		view.Kinds = append(view.Kinds, k.String())
	}
	for _, row := range disclosure.Rows() {
		view.Rows = append(view.Rows, v.reportRow(year, row, a.Report.Table3))
	}
	for i, c := range a.Chapters() {
		switch {
		case len(c.Sheets) == 0:
			view.Prose = append(view.Prose, c)
		case i != 2:
			view.Others = append(view.Others, c)
		}
	}
	view.Write = v.Writing != nil && v.person.Is(Drafter, Head)
	view.Remarks = remarksOn(a.Check())
	v.show(http.StatusOK, page{Name: "report", Title: fmt.Sprintf("%d年政府信息公开工作年度报告", year), Nav: "/report", Data: view})
}

func (v *visit) reportRow(year int, row disclosure.Row, t disclosure.Table3) reportRow {
	out := reportRow{Label: row.Label()}
	counts, ok := t.Row(row)
	if !ok {
		return out
	}
	for i, n := range counts {
		kind := i + 1
		if i == len(counts)-1 {
			kind = 0 // 总计
		}
		c := reportCell{N: n}
		if n > 0 {
			c.Href = fmt.Sprintf("%s/report/%d/cell?row=%s&kind=%d", v.prefix, year, url.QueryEscape(string(row)), kind)
		}
		out.Cells = append(out.Cells, c)
	}
	return out
}

// reportCell lists the requests that one cell of table 3 counts.
func (v *visit) reportCell() {
	year, ok := v.year()
	if !ok {
		return
	}
	q := v.r.URL.Query()
	row := disclosure.Row(q.Get("row"))
	kind, err := strconv.Atoi(q.Get("kind"))
	if err != nil || kind < 0 || kind > len(disclosure.ApplicantKinds()) || !slices.Contains(disclosure.Rows(), row) {
		v.trouble(http.StatusNotFound, "")
		return
	}
	var rows []ask
	for r, err := range disclosure.Behind(year, row, disclosure.ApplicantKind(kind), v.Desk.Requests(v.ctx())) {
		if err != nil {
			v.fail(err)
			return
		}
		rows = append(rows, v.askOf(r))
	}
	column := "总计"
	if kind > 0 {
		column = disclosure.ApplicantKind(kind).String()
	}
	v.show(http.StatusOK, page{Name: "cell", Title: fmt.Sprintf("%d年 %s", year, row.Label()), Nav: "/report",
		Data: struct {
			Year   int
			Column string
			Rows   []ask
		}{year, column, rows}})
}

// reportFile is the report as a file.
func (v *visit) reportFile() {
	year, a, ok := v.annual()
	if !ok {
		return
	}
	writers := map[string]struct {
		kind  string
		write func(io.Writer, disclosure.AnnualReport) error
	}{
		"report.docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", reportfile.WriteDOCX},
		"report.xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", reportfile.WriteXLSX},
		"report.md":   {"text/markdown; charset=utf-8", func(w io.Writer, a disclosure.AnnualReport) error { return a.WriteMarkdown(w) }},
		"report.html": {"text/html; charset=utf-8", func(w io.Writer, a disclosure.AnnualReport) error { return a.WriteHTML(w) }},
		"report.json": {"application/json", func(w io.Writer, a disclosure.AnnualReport) error { return json.NewEncoder(w).Encode(a) }},
	}
	f, ok := writers[v.r.PathValue("file")]
	if !ok {
		v.trouble(http.StatusNotFound, "")
		return
	}
	var b bytes.Buffer
	if err := f.write(&b, a); err != nil {
		v.fail(err)
		return
	}
	v.file(f.kind, fmt.Sprintf("%d年政府信息公开工作年度报告.%s", year, v.r.PathValue("file")[len("report."):]), b.Bytes())
}
