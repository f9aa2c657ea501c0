package wechatbot

import (
	"fmt"
	"slices"
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
	case toldFigure[v.talk.said] && last.Figure.Organ != "" && last.Figure.Organ == v.talk.figure.Organ:
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

// goesOnUnsaid says whether a short text that was taken for a question of the office's own work
// with some doubt, and has no word of that, goes on from what was told just now instead: 隔几天
// behind two records asks for no list of what is overdue.
func (v *visit) goesOnUnsaid(guess meaning, plain string) bool {
	told := toldFigure[v.talk.said] || toldCount[v.talk.said] || showedOne[v.talk.said] || v.talk.said == "list" || v.talk.said == "which"
	return told && guess.sure < sureAside && guess.sure > 0 && slices.Contains(unsaid, guess.intent) && utf8.RuneCountInString(plain) <= longestFollow &&
		!ofOffice.MatchString(plain) && !ofItsWork.MatchString(plain)
}

// unsaid are what is asked of the office's own work, and help.
var unsaid = []intent{wantLaw, wantCount, wantRanking, wantTimely, wantTurnout, wantCaseload, wantMine, wantHelp}

// ofItsWork are words of it, beside those of ofOffice.
var ofItsWork = form(`答复|回复|办理|进度|受理|办到|及时|按时|逾期|收费|要钱|网格|订阅|复议|起诉|告|证件|身份证|期限|怎么用|会什么|能干`)

// toldFigure are answers that told a figure, toldCount those that told a count.
var (
	toldFigure = map[string]bool{"money": true, "figure": true, "money_none": true, "money_between": true, "jointly": true, "notclear": true}
	toldCount  = map[string]bool{"count": true, "count_channels": true, "count_years": true, "jointly": true, "notclear": true}
)
