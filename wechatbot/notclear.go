package wechatbot

import (
	"fmt"
	"unicode/utf8"
)

// notClear says of a short text that names nothing to look for, right behind a figure or a
// count, that it was not understood, and of what was spoken: who goes on from that is told what
// may be asked, and not that nothing is public.
func (v *visit) notClear(text string) (answer, bool) {
	if utf8.RuneCountInString(text) > longestFollow || !asksInside.MatchString(text) && !asksWhether.MatchString(text) || weight(text) > mostUnclear {
		return answer{}, false
	}
	told := v.mentions()
	if len(told) == 0 {
		return answer{}, false
	}
	view := map[string]any{"Text": text, "Write": v.bot.Cases != nil, "Kind": v.kindOf(text).Chinese()}
	switch last := told[0]; {
	case toldFigure[v.talk.said] && last.Figure.Organ != "":
		of := last.Figure
		view["Figure"] = fmt.Sprintf("%s%d年%s", of.Organ, of.Year, of.Item)
	case toldCount[v.talk.said] && last.Count.Item != "":
		view["Count"] = last.Count.name() + last.Count.amount()
	default:
		return answer{}, false
	}
	v.unanswered(text)
	view["Else"] = v.offerElse(text, nil)
	return v.say("notclear", view), true
}

// asksWhether asks that by saying a word with 不 and once more.
var asksWhether = form(`够不够|对不对|准不准|算不算|好不好|值不值|合不合`)

// mostUnclear is how many characters side by side a text has at most that names nothing.
const mostUnclear = 2

// toldFigure are answers that told a figure, toldCount those that told a count.
var (
	toldFigure = map[string]bool{"money": true, "figure": true, "money_none": true, "money_between": true, "jointly": true, "notclear": true}
	toldCount  = map[string]bool{"count": true, "count_years": true, "jointly": true, "notclear": true}
)
