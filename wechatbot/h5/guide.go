package h5

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// guideView is the disclosure guide (公开指南).
type guideView struct {
	Office     Office
	Rules      disclosure.Rules
	Receipt    disclosure.Receipt
	Categories []disclosure.Category
	Windows    []disclosure.Window
	Records    []catalog.Hit // what the office published as its guide
}

func (s *site) guide(w http.ResponseWriter, r *http.Request) {
	rules := disclosure.RulesOn(s.today())
	v := guideView{Office: s.Office, Rules: rules, Receipt: rules.Receipt(disclosure.ByWeb), Categories: disclosure.Categories(),
		Windows: disclosure.Quarterly.Windows(s.today().Year)}
	p, err := s.Catalog.Search(r.Context(), catalog.Query{Column: "政府信息公开指南", Limit: 5})
	if err != nil {
		s.failed(w, r, err)
		return
	}
	if !p.Near {
		v.Records = p.Hits
	}
	s.show(w, r, http.StatusOK, page{Name: "guide", Title: "政府信息公开指南", Source: s.Office.Name, Back: s.to("/"), BackText: "返回目录",
		Text: "到哪里查、怎么申请、多久答复、找谁问。", Data: v})
}

// yearView is a year of the list of reports.
type yearView struct {
	Year    int
	Records []catalog.Hit
}

// yearReports are the annual reports that were published on a year: from the column of
// annual reports, with the year in their title. Parts of one (报告（一）：…) are left to it.
func (s *site) yearReports(ctx context.Context, year int) ([]catalog.Hit, error) {
	p, err := s.Catalog.Search(ctx, catalog.Query{Column: "政府信息公开年报", Text: strconv.Itoa(year) + "年 年度报告", Limit: 20})
	if err != nil || p.Near {
		return nil, err
	}
	var whole, parts []catalog.Hit
	for _, h := range p.Hits {
		if !slices.ContainsFunc(yearInTitle.FindAllStringSubmatch(h.Record.Title, -1), func(m []string) bool { return m[1] == strconv.Itoa(year) }) {
			continue
		}
		h.Marks = nil
		if strings.HasSuffix(h.Record.Title, "报告") || strings.HasSuffix(h.Record.Title, "年报") {
			whole = append(whole, h)
		} else {
			parts = append(parts, h)
		}
	}
	if len(whole) == 0 {
		whole = parts
	}
	return whole[:min(len(whole), 5)], nil
}

func (s *site) reports(w http.ResponseWriter, r *http.Request) {
	all, err := s.census(r.Context())
	if err != nil {
		s.failed(w, r, err)
		return
	}
	var years []yearView
	for _, y := range all.Years {
		hits, err := s.yearReports(r.Context(), y)
		if err != nil {
			s.failed(w, r, err)
			return
		}
		years = append(years, yearView{y, hits})
	}
	s.show(w, r, http.StatusOK, page{Name: "reports", Title: "政府信息公开年度报告", Source: s.Office.Name, Back: s.to("/"), BackText: "返回目录", Data: years})
}

// reportView is a year in figures, counted from the catalogue and the requests.
type reportView struct {
	Year     int
	Records  []catalog.Hit
	Census   catalog.Census
	Columns  []columnCount
	Requests *disclosure.Report
	Results  []resultRow
	Most     int // of the column with most
}

// resultRow is one result with how often it was given.
type resultRow struct {
	Name string
	N    int
}

func (s *site) report(w http.ResponseWriter, r *http.Request) {
	name, end := fileEnd(r.PathValue("year"))
	year, err := strconv.Atoi(name)
	if err != nil || year < 1949 || year > s.today().Year || end == ".xlsx" {
		s.trouble(w, r, http.StatusNotFound)
		return
	}
	v := reportView{Year: year}
	if v.Census, err = s.Catalog.Census(r.Context(), civil.Day(year, 1, 1), civil.Day(year, 12, 31)); err == nil {
		v.Records, err = s.yearReports(r.Context(), year)
	}
	if err != nil {
		s.failed(w, r, err)
		return
	}
	v.Columns = columnsOf(v.Census.ByColumn)
	for _, c := range v.Columns {
		v.Most = max(v.Most, c.N)
	}
	if s.Desk != nil {
		t, err := disclosure.Tally(year, s.Desk.Requests(r.Context()))
		if err != nil {
			s.failed(w, r, err)
			return
		}
		v.Requests = &t
		for _, o := range disclosure.Outcomes() {
			if n := t.Table3.Result(o).Total(); n > 0 {
				v.Results = append(v.Results, resultRow{o.Chinese(), n})
			}
		}
	}
	if end == ".csv" || end == ".json" {
		s.reportFile(w, r, v, end)
		return
	}
	name = strconv.Itoa(year) + "年政府信息公开情况"
	s.show(w, r, http.StatusOK, page{Name: "report", Title: name, Source: s.Office.Name, Back: s.to("/report"), BackText: "返回年度报告",
		Text: name + "：主动公开" + strconv.Itoa(v.Census.Total) + "条。", Data: v})
}
