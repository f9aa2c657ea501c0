package wechatbot

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// ofOtherReport answers a text that names another year and nothing else, right behind a sentence
// that was quoted from the report of one: with the report of that year, or that there is none.
func (v *visit) ofOtherReport(text string) (answer, bool) {
	if v.talk.said != "inside" && v.talk.said != "noreport" || utf8.RuneCountInString(text) > longestFollow {
		return answer{}, false
	}
	r, has := v.recordShown()
	years := civil.YearsIn(r.Title, v.today)
	if !has || !v.talk.newer || len(years) == 0 || !strings.Contains(r.Title, "报告") {
		return answer{}, false
	}
	of, only := v.refinementIn(text, nil)
	if !only || of.year == 0 || of.organ != "" || of.newest || of.year == years[0].Year {
		return answer{}, false
	}
	title, _, _ := strings.Cut(r.Title, "（")
	title = title[:years[0].From] + strings.Replace(title[years[0].From:], strconv.Itoa(years[0].Year), strconv.Itoa(of.year), 1)
	if other, found := v.titled(title); found {
		return v.show(other), true
	}
	v.talk.misses = 0
	v.unanswered(title)
	return v.say("noreport", map[string]any{"Title": title, "Year": of.year, "Shown": fmt.Sprintf("%d年", years[0].Year), "Else": v.offerElse(title, nil),
		"Write": v.bot.Cases != nil, "Kind": v.kindOf(title).Chinese()}), true
}
