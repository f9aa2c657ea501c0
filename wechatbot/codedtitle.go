package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// tableCode is the number that a table has among the tables of an account: 财决06.
var tableCode = form(`\p{Han}{2,3}\d{2}(?:\D|$)`)

// coded is the one record whose title begins with the number of a table that a text names, wherever
// it stands in it: 项目收入支出决算表 财决06.
func (v *visit) coded(text string) (of catalog.Record, found bool) {
	for _, code := range tableCode.FindAllString(text, -1) {
		code = strings.TrimRight(code, " ,，。的（(")
		page, has := v.allOf(catalog.Query{Text: code, Limit: pageSize, Today: v.today})
		if !has {
			continue
		}
		for _, h := range page.Hits {
			if !strings.HasPrefix(writing.Tidy(h.Record.Title), code) {
				continue
			}
			if found {
				return of, false // several are
			}
			of, found = h.Record, true
		}
	}
	return of, found
}
