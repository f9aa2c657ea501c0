package wechatbot

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/figure"
)

// whoseAmount is a text that asks whose an amount is, of which year, or for what: a figure of
// somebody else is no answer to it.
var whoseAmount = form(`(?:花|用)(?:在|到|给)?(?:了)?(?:哪儿?里?去?|啥|什么|谁)(?:上|身上|地方|事)?(?:面|头)?了?[呢啊呀?？]*$|(?:是|属于|算|,|\s)*(?:{which_organ}|哪一?[个家](?:街道|局|委)?|谁家?|{which_year}|哪一?笔|哪一?项|哪[块里儿]|干(?:啥|什么)|什么钱|啥钱)(?:的|花的|用的|报的|{which_organ}|{which_year}|谁家?|哪一?[个家]|[钱呢啊呀吗?？,，和、还是\s])*(?:的(?:三公|支出|收入|预算|决算|经费|接待费?|补贴|钱|账)\p{Han}{0,4}|三公(?:经费)?)?[呢啊呀?？]*$`)

// An amountLine is one figure of the books that is an amount which was asked after.
type amountLine struct {
	choiceLine
	Source string
}

// asksWhoseAmount is the amount of money of which a text asks whose it is.
func (v *visit) asksWhoseAmount(text string) (s figure.Sought, asks bool) {
	if v.bot.Books == nil || !whoseAmount.MatchString(text) {
		return s, false
	}
	if s, asks = figure.SoughtIn(v.withoutYears(text)); !asks || slices.ContainsFunc(v.named(text, ""), func(n figure.Naming) bool { return n.Firm }) {
		return s, asks
	}
	rest := whoseAmount.ReplaceAllString(strings.Replace(v.withoutYears(text), s.As, "", 1), "")
	if utf8.RuneCountInString(amountHull.ReplaceAllString(rest, "")) < 2 {
		return s, true
	}
	organ, _, _ := v.organIn(v.stemmed(text))
	return s, organ != ""
}

// amountHull are words around an amount that say nothing of what it is for: 村里的十万块修路钱 is
// of no organ's books.
var amountHull = form(`{manner}|{lead}|这笔|那笔|账本?[里上]?|预算|决算|支出|收入|经费|资金|三公|[的那这个钱块元,，。\s]`)

// mostAmounts is how many figures of an amount are shown.
const mostAmounts = 4

// whose answers why the books here are another place's; or whose an amount of money is, by all
// figures of the books that are that amount, of the line that the text names where it names one.
func (v *visit) whose(text string) (answer, bool) {
	if v.wondersWhose(text) {
		return v.othersBooks(), true
	}
	sought, asks := v.asksWhoseAmount(text)
	if !asks {
		return answer{}, false
	}
	q, _ := v.moneyQuestion(text)
	all := v.ofAmount(q, sought)
	if named := v.named(text, ""); len(named) == 1 && named[0].Firm {
		other := func(in figureIn) bool { return !isFigure(named[0].Ask, in) }
		if of := slices.DeleteFunc(slices.Clone(all), other); len(of) > 0 {
			all = of
		}
	}
	var offered choices
	var lines []amountLine
	for _, in := range all[:min(mostAmounts, len(all))] {
		view := v.moneyView(in.s, in.f)
		offered.add(fmt.Sprintf("money:%s%d年%s%s", view.Organ, view.Year, view.Stage, view.Item), fmt.Sprintf("%s%d年%s%s数%s", view.Organ, view.Year, view.Item, view.Stage, view.Amount))
		lines = append(lines, amountLine{offered.lines[len(offered.lines)-1], view.Source})
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), offered.says...)
	return v.say("amount_whose", map[string]any{"Amount": sought.As, "Lines": lines, "More": len(all) - len(lines), "Here": v.notHere(q)}), true
}

// ofAmount are the figures of the books that are an amount, of the organ and year that a
// question names.
func (v *visit) ofAmount(q moneyQuestion, sought figure.Sought) (all []figureIn) {
	for s := range v.bot.Books.All() {
		if !q.fits(s) {
			continue
		}
		for _, f := range sought.In(s) {
			all = append(all, figureIn{s, f})
		}
	}
	return all
}

// isFigure says whether a figure of a statement is what is asked for by its name.
func isFigure(a figure.Ask, in figureIn) bool {
	named, has := a.In(in.s)
	return has && named.Name == in.f.Name
}
