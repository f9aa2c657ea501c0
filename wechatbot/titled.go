package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// titled finds the record whose title a text is: whole, or with up to six
// characters left out, as people leave out the place's name or 工作.
func (v *visit) titled(text string) (catalog.Record, bool) {
	text = strings.Trim(text, "《》“”\" ")
	if len([]rune(text)) < 8 {
		return catalog.Record{}, false
	}
	page, err := v.find(catalog.Query{Text: text, Limit: pageSize, Today: v.today})
	if err != nil {
		return catalog.Record{}, false
	}
	var best catalog.Record
	most, typed := maxLeftOut, []rune(writing.Tidy(text))
	if tableNamed.MatchString(text) {
		most = len(typed)
	}
	least := most + 1
	for _, h := range page.Hits[:min(3, len(page.Hits))] {
		if n, all := leftOut(writing.Tidy(h.Record.Title), typed); all && n < least {
			best, least = h.Record, n
		}
	}
	if least > most {
		return best, false
	}
	v.why.found(page)
	return best, true
}

// maxLeftOut is how many characters of its title who names a record may leave out.
const maxLeftOut = 6

// tableNamed is the name of a table, of whose long title more may be left out: 三公经费财政拨款支出情况表.
var tableNamed = form(`.{9}表$`)

// leftOut counts the characters of a title that some characters leave out, if all of
// these stand in the title in their order.
func leftOut(title string, rest []rune) (n int, all bool) {
	for _, r := range title {
		if len(rest) > 0 && rest[0] == r {
			rest = rest[1:]
		} else {
			n++
		}
	}
	return n, len(rest) == 0
}
