package wechatbot

import (
	"slices"
	"strings"
	"unicode"

	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// mostLaws is how many clauses of a message are looked at for a question of law each.
const mostLaws = 3

// lawsBeside answers a message that asks two things of the law, and nothing else, one
// after the other: 多少天给答复 算不算周末.
func (v *visit) lawsBeside(text string) (answer, bool) {
	clauses := strings.FieldsFunc(text, func(r rune) bool { return writing.EndsClause(r) || unicode.IsSpace(r) })
	if len(clauses) < 2 || len(clauses) > mostLaws {
		return answer{}, false
	}
	var asked []string
	for _, clause := range clauses {
		law := v.lawAskedIn(clause)
		if law == "" {
			return answer{}, false
		}
		if !slices.Contains(asked, law) {
			asked = append(asked, law)
		}
	}
	if len(asked) != 2 {
		return answer{}, false
	}
	v.inFront = true
	first := v.law(asked[0], "")
	v.inFront = false
	return answer{text: strings.TrimSpace(first.text)}.before(v.law(asked[1], "")), true
}

// lawAskedIn is the matter of law that a clause surely asks of, "" for none.
func (v *visit) lawAskedIn(clause string) string {
	if law := lawNamed(clause); law != "" {
		return law
	}
	w, sure := v.bot.ear().guess(clause)
	if w.means.intent != wantLaw || sure < sureAside || lawWords[w.means.law] == nil || !lawWords[w.means.law].MatchString(clause) {
		return ""
	}
	return w.means.law
}
