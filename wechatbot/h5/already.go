package h5

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/catalog"
)

// mostAlready is how many records, and how many statements, are offered before an
// application goes on.
const mostAlready = 3

// alreadyPublic are the records that may be what is asked for.
func (s *site) alreadyPublic(r *http.Request, subject string) []catalog.Hit {
	p, err := s.Catalog.Search(r.Context(), catalog.Query{Text: subject, Limit: mostAlready, Today: s.today()})
	if err != nil || p.Near {
		return nil // the application goes on without the offer
	}
	return p.Hits
}

// moneyWords say that figures are asked for.
func moneyWords() []string {
	return []string{"预算", "决算", "三公", "经费", "接待费", "公务接待", "公务用车", "公车", "出国", "支出", "收入"}
}

// alreadyCounted are the statements of the books that may have the figure that is asked
// for: of an organ and a year that the words name.
func (s *site) alreadyCounted(subject string) []choice {
	in := func(word string) bool { return word != "" && strings.Contains(subject, word) }
	if s.Books == nil || !slices.ContainsFunc(moneyWords(), in) {
		return nil
	}
	plan, final := in("预算"), in("决算")
	var out []choice
	for st := range s.Books.All() {
		other := plan && !final && st.Stage == budget.Final || final && !plan && st.Stage == budget.Budget
		if year := strconv.Itoa(st.Year); !other && in(year) && slices.ContainsFunc(s.namesOf(st.Organ), in) && len(out) < mostAlready {
			out = append(out, choice{Name: st.Organ + year + "年度" + st.Stage.String(), To: s.statementPath(st.Organ, st.Year, st.Stage)})
		}
	}
	return out
}

// namesOf are the names by which an organ is called.
func (s *site) namesOf(organ string) []string {
	out := []string{organ}
	for _, o := range s.Office.Organs {
		if o.Name == organ {
			out = append(append(out, o.Short), o.Aliases...)
		}
	}
	return out
}
