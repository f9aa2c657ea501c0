package wechatbot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// noMoney says that the books do not hold what was asked, and what they hold;
// unless the catalogue knows better.
func (v *visit) noMoney(q moneyQuestion, text string) (answer, bool) {
	item, vague := q.ask.Public+q.ask.Name, false // vague: an item that no line is named after
	if v.ofThatYear(q) {
		v.papers = true
		return v.search(text), true
	}
	if q.organ == "" && q.unknown == "" && q.ask.Name != "" && v.inCatalogue(text) {
		return answer{}, false
	}
	if a := v.oneNamed(q); item == "" && a.Name != "" {
		q.ask, item = a, a.Name // 社保 is a line of other years
	}
	if item == "" {
		q.ask, item = v.wholeAsked(q, text)
	}
	if item == "" && q.organ != "" {
		if a, found := v.sounded(q); found {
			return a, true
		}
	}
	if item == "" && q.unknown == "" {
		if q.organ == "" || v.inCatalogue(text) {
			return answer{}, false
		}
		q.ask, vague = figure.Ask{Total: "支出"}, true
	}
	if a, told := v.moneyMatter(q, text); told {
		return a, true
	}
	offered := v.heldOr(q, vague) // of others where that organ has none at all
	view := map[string]any{"Unknown": q.unknown, "Organ": q.organ, "Year": q.year, "Item": v.ofStage(q, item), "Vague": vague, "Here": v.notHere(q)}
	if len(offered.says) == 0 && q.organ != "" && q.ask.Name != "" {
		q.ask = figure.Ask{Public: figure.AllThree} // a line that all leave blank
		offered = v.held(q, q.organ)
	}
	if len(offered.says) == 0 {
		return answer{}, false
	}
	v.ourToo(&offered, q, item)
	view["Options"], view["Apply"] = offered.lines, len(offered.says)+1
	view["Others"] = q.organ == "" || !strings.HasPrefix(offered.lines[0].Text, q.organ)
	v.holdAsked(q, item, vague)
	v.talk.offer(v.bot.Now(), append(offered.says, v.applyFor(text))...)
	return v.say("money_none", view), true
}

// moneyMatter quotes what this place made public of the money of an organ of its own that keeps no
// books here.
func (v *visit) moneyMatter(q moneyQuestion, text string) (answer, bool) {
	plain := writing.Simple(text)
	rest := bareMoney.ReplaceAllString(matterHull.ReplaceAllString(strings.Replace(plain, v.organSaid(plain).said, "", 1), ""), "")
	if q.organ != "" || v.yearOf(plain) != 0 || !publishes.MatchString(text) && (q.ask.Public+q.ask.Total != "" || utf8.RuneCountInString(rest) < 2) {
		return answer{}, false // what all spend is a figure that is asked for
	}
	lead := ""
	if factAsked.MatchString(text) {
		lead = v.bot.say("nobooks", cmp.Or(v.organSaid(plain).name, q.unknown)).text
	}
	return v.organMatter(text, strings.TrimSpace(lead))
}

// bareMoney are words for anybody's money.
var bareMoney = form(`预算|决算|经费|支出|收入|三公|总|全部|多少|钱|花|费`)

// ourToo offers what this place made public of what another's books do not have of a year, where
// the question names no organ: it went on from the figure of one that nobody named, or not now.
func (v *visit) ourToo(offered *choices, q moneyQuestion, item string) {
	short := v.bot.Office.Short
	named, _, _ := v.organIn(writing.Simple(v.raw))
	if of := fmt.Sprintf("%d年%s", q.year, strings.TrimSuffix(item, "合计")); short != "" && q.year != 0 && item != "" && named == "" && !v.bot.own(q.organ) && v.inCatalogue(of) {
		offered.add("money:"+short+of, "看"+short+"公开的材料")
	}
}

// wholeAsked is all that is spent or comes in, where a question asks for it: of a year that it
// names also where it asks whether there is a budget, 今年的预算有没有.
func (v *visit) wholeAsked(q moneyQuestion, text string) (ask figure.Ask, item string) {
	switch {
	case q.ask.Total != "" && !v.inCatalogue(text):
		return q.ask, q.ask.Total + "总数"
	case q.organ == "" && q.unknown == "" && q.year != 0 && figure.BareBudget(askedThere.ReplaceAllString(q.text, "")):
		return figure.Ask{Total: "支出"}, "支出总数"
	}
	return q.ask, ""
}

// askedThere are the words of a text that asks whether there is something here.
var askedThere = form(`{is_there}|{your}|有|这儿|这里`)

// ofStage is a total that is not there with the stage that a question names, where that of
// the other is there.
func (v *visit) ofStage(q moneyQuestion, item string) string {
	named, other := budget.Budget, budget.Final
	if q.account {
		named, other = other, named
	}
	if _, kept := v.bot.Books.Find(q.organ, q.year, other); q.plan == q.account || !kept || !strings.HasSuffix(item, "总数") {
		return item
	}
	return named.String() + item
}

// sounded is the figure of an organ whose line is written as it sounds.
func (v *visit) sounded(q moneyQuestion) (answer, bool) {
	meant, slipped := v.soundedLine(q.text)
	if !slipped {
		return answer{}, false
	}
	of, _ := v.moneyQuestion(meant)
	of.organ, of.unknown = q.organ, ""
	return v.figured(of)
}

// applyFor is what stands behind an offer to apply for what a text asks for.
func (v *visit) applyFor(text string) string {
	if subject := asWanted(askedAmount.ReplaceAllString(text, "")); lexicon.Tells(subject) >= ownWords {
		return "apply:" + v.written(subject)
	}
	return "我要申请"
}

var askedAmount = form(`(?:一共|总共|到底|大概|花了|用了|是)*多少钱?(?:呢|啊|呀|吗)?[?？]?$`)

// heldOr is held of the organ that a question names, or of all where it has none; vague
// says that no item was understood.
func (v *visit) heldOr(q moneyQuestion, vague bool) choices {
	offered := v.held(q, q.organ, "")
	for i := range offered.lines {
		if vague {
			offered.lines[i].Text += "的支出总数"
		}
	}
	return offered
}

// oneNamed is the one line that a question of an organ names, by whatever word.
func (v *visit) oneNamed(q moneyQuestion) (a figure.Ask) {
	if named := v.named(q.text, ""); q.organ != "" && len(named) == 1 {
		a = named[0].Ask
	}
	return a
}

// held offers up to three statements that have the figure, of the first of the
// organs that has any; an empty name is all of them. Those of the year that was asked
// for come first.
func (v *visit) held(q moneyQuestion, organs ...string) (offered choices) {
	for _, organ := range organs {
		var all []budget.Statement
		for s := range v.having(q.ask) {
			if organ == "" || s.Organ == organ {
				all = append(all, s)
			}
		}
		slices.SortStableFunc(all, func(a, b budget.Statement) int { return cmp.Compare(near(a.Year, q.year), near(b.Year, q.year)) })
		for _, s := range all[:min(mostHeld, len(all))] {
			f, _ := q.ask.In(s)
			offered.add(asking(s, f.Name), fmt.Sprintf("%s%d年%s", s.Organ, s.Year, s.Stage))
		}
		if len(offered.says) > 0 {
			break
		}
	}
	return offered
}

// mostHeld is how many statements are offered where one has not what was asked.
const mostHeld = 3

// near is 0 for the year that was asked for, and where none was.
func near(year, asked int) int {
	if asked == 0 || year == asked {
		return 0
	}
	return 1
}

// holdAsked takes in hand what is not here, as it was asked: 那去年呢 asks for the same. Of
// an item that was not understood it is what the organ spends, of the year that was asked
// for or the newest: what is said next is of that organ. An organ that keeps no books here is
// in hand by the name that she has for it.
func (v *visit) holdAsked(q moneyQuestion, item string, vague bool) {
	switch {
	case q.organ == "" && q.unknown != "" && !vague:
		v.talk.figure, v.talk.newer = subject{Organ: q.unknown, Year: q.year, Item: cmp.Or(item, "支出"), Until: v.inHandUntil()}, false
		return
	case q.organ == "":
		return
	}
	if last, held := v.figureHeld(); vague && held && last.Organ == q.organ && !v.talk.newer {
		return // what was spoken of stays so
	}
	if s, f, found := v.pick(q); vague && found {
		v.hold(subjectIn(s, f.Name))
	} else if !vague && q.year != 0 {
		v.hold(subject{Organ: q.organ, Year: q.year, Item: item})
	}
}
