package h5

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// rankingView is the periodic circular (定期通报).
type rankingView struct {
	catalog.Circular
	Most    int // of the organ with most
	Earlier string
	Later   string // empty: that period has not begun
	Others  []choice
	Years   []choice // with something in them, where this period has nothing
	Downs   []choice
}

// firstRanked is the first year of which a circular is shown.
const firstRanked = 1990

// fileEnd takes the ending of a download off the last part of an address; it is
// empty for a page.
func fileEnd(name string) (base, end string) {
	for _, end := range []string{".csv", ".xlsx", ".json"} {
		if base, ok := strings.CutSuffix(name, end); ok {
			return base, end
		}
	}
	return name, ""
}

// ranking shows the circular of a period; without one, that of the last quarter
// that has ended.
func (s *site) ranking(w http.ResponseWriter, r *http.Request) {
	name, end := fileEnd(r.PathValue("period"))
	p := catalog.PeriodOf(s.today(), catalog.Quarter).Before()
	if name != "" {
		var err error
		if p, err = catalog.ParsePeriod(name); err != nil || p.Year < firstRanked || p.From().After(s.today()) {
			s.trouble(w, r, http.StatusNotFound)
			return
		}
	}
	circular, err := s.Catalog.Circular(r.Context(), p, nil, s.ranked()...)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	if end != "" {
		s.rankingFile(w, r, circular, end)
		return
	}
	v := rankingView{Circular: circular, Earlier: s.rankingAt(p.Before()), Others: s.lengths(p), Downs: downs(s.to("/ranking"), p.String())}
	if !p.Next().From().After(s.today()) {
		v.Later = s.rankingAt(p.Next())
	}
	for _, row := range circular.Rows {
		v.Most = max(v.Most, row.N)
	}
	if circular.Total == 0 {
		if v.Years, err = s.fullYears(r.Context()); err != nil {
			s.failed(w, r, err)
			return
		}
	}
	s.show(w, r, http.StatusOK, page{Name: "ranking", Title: circular.Title(), Source: s.Office.Name, Back: s.to("/report"), BackText: "返回年度报告",
		Day: earlier(p.To(), s.today()), Text: "各单位" + p.Chinese() + "公开信息的条数和名次。", Data: v})
}

// fullYears are the newest years of which there is something to rank.
func (s *site) fullYears(ctx context.Context) ([]choice, error) {
	all, err := s.census(ctx)
	if err != nil {
		return nil, err
	}
	var out []choice
	for _, y := range all.Years[:min(len(all.Years), 8)] {
		out = append(out, choice{Name: strconv.Itoa(y) + "年", To: s.to("/ranking/%d", y)})
	}
	return out, nil
}

// lengths are the month, the quarter, the half-year and the year in which a
// period ends.
func (s *site) lengths(p catalog.Period) []choice {
	last := earlier(p.To(), s.today())
	var out []choice
	for _, l := range []struct {
		name string
		long int
	}{{"月", catalog.Month}, {"季度", catalog.Quarter}, {"半年", catalog.HalfYear}, {"年", catalog.Year}} {
		out = append(out, choice{Name: l.name, On: p.Long == l.long, To: s.rankingAt(catalog.PeriodOf(last, l.long))})
	}
	return out
}

func earlier(a, b civil.Date) civil.Date {
	if b.Before(a) {
		return b
	}
	return a
}

func (s *site) rankingAt(p catalog.Period) string { return s.to("/ranking/%s", p) }

// ranked are the organs that are named even when they published nothing.
func (s *site) ranked() []string {
	var names []string
	for _, o := range s.Office.Organs {
		if !o.Elsewhere {
			names = append(names, cmp.Or(o.Name, o.Short))
		}
	}
	return names
}
