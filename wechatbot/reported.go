package wechatbot

import (
	"strings"
	"unicode/utf8"
)

// leftOfCounted tells how many are not done yet of what was counted as done: 没审结的呢, behind 审结14项.
func (v *visit) leftOfCounted(text string) (answer, bool) {
	m := undone.FindStringSubmatch(text)
	told := v.countsLately()
	if m == nil || len(told) == 0 || utf8.RuneCountInString(text) > longestFollow {
		return answer{}, false
	}
	for _, h := range v.hitsOf(annualReport, told[0].Item) {
		r, err := v.bot.Catalog.Find(v.ctx, h.Record.Number)
		if err != nil || !strings.Contains(r.Body, told[0].Item+told[0].amount()) {
			continue
		}
		if says := leftUndone(r.Body, m[1]); says != "" {
			v.foundOne(r)
			return v.sayInside(insideView{Record: r, Says: says, Found: true, Year: told[0].Year}), true
		}
	}
	return answer{}, false
}
