package h5

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"
	"strconv"

	"github.com/zwgk/zwgk/budget"
)

// budgets lists the statements that are kept.
func (s *site) budgets(w http.ResponseWriter, r *http.Request) {
	if s.Books == nil {
		s.trouble(w, r, http.StatusNotFound, "没有这一页", "这里没有公开预决算。")
		return
	}
	var out []statementView
	for st := range s.Books.All() {
		out = append(out, statementView{Statement: st, Link: s.link(st)})
	}
	s.write(w, http.StatusOK, "budgets", s.frame(r, "预决算公开", out))
}

// statementView is what a statement's page shows.
type statementView struct {
	budget.Statement
	Link    string
	Three   budget.ThreePublic
	Has     bool
	Answer  string
	Changes []budget.Change
	Before  int
	Chart   template.HTML
	Result  budget.Result
}

func (s *site) link(st budget.Statement) string {
	return s.root + (Links{Base: "x"}).Budget(st)[1:]
}

// statement finds the statement that a page's address names.
func (s *site) statement(r *http.Request) (budget.Statement, bool) {
	if s.Books == nil {
		return budget.Statement{}, false
	}
	year, err := strconv.Atoi(r.PathValue("year"))
	var stage budget.Stage
	if err != nil || stage.UnmarshalText([]byte(r.PathValue("stage"))) != nil {
		return budget.Statement{}, false
	}
	return s.Books.Find(r.PathValue("organ"), year, stage)
}

// budget shows a statement: the answer first, a chart with its table beside
// it, every table, and what the checks came to.
func (s *site) budget(w http.ResponseWriter, r *http.Request) {
	st, ok := s.statement(r)
	if !ok {
		s.trouble(w, r, http.StatusNotFound, "没有这套报表", "请回到预决算公开的目录里查找。")
		return
	}
	v := statementView{Statement: st, Link: s.link(st), Result: st.Check()}
	v.Three, v.Has = st.ThreePublic()
	if v.Has {
		v.Answer = fmt.Sprintf("%s%d年三公经费%s数%s%s", st.Organ, st.Year, st.Stage, v.Three.Total, v.Three.Unit)
		var b bytes.Buffer
		if Bars(v.Three).SVG(&b) == nil {
			v.Chart = template.HTML(b.String())
		}
	}
	if before, ok := s.Books.Before(st); ok {
		v.Before, v.Changes = before.Year, budget.Compare(before, st)
	}
	f := s.frame(r, st.Title(), v)
	f.Summary, f.Source = v.Answer, st.Organ
	s.write(w, http.StatusOK, "budget", f)
}

// chart is the picture of the same, for WeChat.
func (s *site) chart(w http.ResponseWriter, r *http.Request) {
	st, ok := s.statement(r)
	p, has := st.ThreePublic()
	if !ok || !has {
		http.NotFound(w, r)
		return
	}
	var b bytes.Buffer
	if err := Bars(p).PNG(&b); err != nil {
		http.Error(w, "chart", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", "max-age=300")
	w.Write(b.Bytes())
}

// budgetJSON is the statement for machines, amounts as text.
func (s *site) budgetJSON(w http.ResponseWriter, r *http.Request) {
	st, ok := s.statement(r)
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="statement-%d.json"`, st.Year))
	budget.WriteJSON(w, st)
}
