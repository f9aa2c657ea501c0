package wechatbot

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// foundByYear says whether what was found for a year and a word has nothing but the year of it:
// nothing at all is found for the word alone, 减税 of 2018年减税. Then it is not what was looked for.
func (v *visit) foundByYear(q catalog.Query, page catalog.Page) bool {
	text := writing.Simple(q.Text)
	if page.Near || len(page.Hits) == 0 || !strings.ContainsAny(text, "0123456789") || writtenForm.MatchString(text) || quoted.MatchString(text) || v.theYear(text) == 0 {
		return false
	}
	word := strings.TrimPrefix(strings.TrimSpace(v.withoutYears(text)), "的")
	word = cmp.Or(coreOf(word), word)
	if n := utf8.RuneCountInString(writing.Letters(word)); n < 2 || n > longestName || strings.ContainsAny(word, "0123456789") || emptyShell.MatchString(word) {
		return false
	}
	for _, h := range page.Hits {
		if holdsPair(h.Record.Title+h.Record.Summary+h.Record.Publisher+string(h.Record.Column), []rune(word)) {
			return false
		}
	}
	alone, err := v.look(catalog.Query{Text: word, Limit: 1, Today: v.today})
	return err == nil && (alone.Near || len(alone.Hits) == 0)
}
