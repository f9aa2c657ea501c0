package wechatbot

import (
	"slices"

	"github.com/zwgk/zwgk/wechatbot/internal/figure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// rankedOrgans is a text that asks which of the organs has most or least of a figure.
var rankedOrgans = form(`(?:哪一?个|哪一?家|哪些|谁家?)(?:{an_organ})?.{0,10}(?:最[多少高低大小]|第一|倒数|更[多少高低]|(?:花得?|用得?)?[多高低][吗呢啊?？]*$)|` +
	`(?:{most}|{least})的?(?:是|{around})*{which_organ}|(?:{most}|{least})的{an_organ}|各{an_organ}.{0,10}(?:排名|排行|对比|比较)|` +
	`(?:[二两三四五几各每]|所有|全部)(?:个|家)(?:{an_organ})?.{0,14}(?:各|分别)(?:是|花了|有|要)*多少|各个?{an_organ}.{0,12}(?:(?:各|分别)?是?多少|总支出|总收入|三公经费|三公)[吗呢啊?？]*$`)

// mostAmong is how many organs are told apart.
const mostAmong = 5

// moneyAmong is among for a text that was taken to ask who made most public.
func (v *visit) moneyAmong(text string) (answer, bool) {
	if v.bot.Books == nil || !rankedOrgans.MatchString(text) {
		return answer{}, false
	}
	q, known := v.moneyQuestion(text)
	if !known || q.ask.Public == "" && q.ask.Name == "" {
		return answer{}, false
	}
	return v.among(q, text)
}

// ranksFigure says whether a text asks which organ has most of a line of the books that
// it names: 住房公积金哪家最多.
func (v *visit) ranksFigure(text string) bool {
	if v.bot.Books == nil || !rankedOrgans.MatchString(text) {
		return false
	}
	named := v.named(text, "")
	return len(named) == 1 && named[0].Firm
}

// among answers which of all organs that keep books here has most of a figure, or least:
// of the same year where the figure is named and two of them have it, or else of the
// newest year of each; of all that is spent where none is named.
func (v *visit) among(q moneyQuestion, text string) (answer, bool) {
	organs := v.bot.Books.Organs()
	if q.organ != "" || q.unknown != "" || len(q.each) > 0 || len(organs) < 2 || !rankedOrgans.MatchString(text) {
		return answer{}, false
	}
	for of, n := q, 0; n < len(q.ways) && !q.ways[n].Top; n++ {
		of.ask = q.ways[n]
		if h, found := v.ofSeveral(of); found {
			return v.ranked(h, "", 1, asksLeast(text)), true
		}
	}
	if q.ask.Public == "" && q.ask.Name == "" {
		q.ask = figure.Ask{Total: "支出"}
		if _, f, found := v.pick(q.as(0)); found && !f.Near && len(q.ways) > 1 && !q.ways[0].Top {
			q.ask = q.ways[0] // 工资花得最多的单位
		}
	}
	all := v.eachOf(q, organs)
	if len(all) == 1 && all[0].f.Name != "" {
		return v.ranked(handed{q, all[0].s, all[0].f}, "", 1, asksLeast(text)), true
	}
	if len(all) < 2 {
		return answer{}, false
	}
	least := asksLeast(text)
	slices.SortStableFunc(all, func(a, b figureIn) int {
		if least {
			a, b = b, a
		}
		return over(b.f, a.f).Sign()
	})
	all = all[:min(mostAmong, len(all))]
	organs = organs[:0:0]
	for _, a := range all {
		organs = append(organs, a.s.Organ)
	}
	return v.sayBetween(q, all, organs, nil), true
}

// as is a question in one of the ways to read it, or as it stands.
func (q moneyQuestion) as(way int) moneyQuestion {
	if way < len(q.ways) {
		q.ask = q.ways[way]
	}
	return q
}

// ofSeveral is a figure of the newest year in which more than one organ has it.
func (v *visit) ofSeveral(q moneyQuestion) (h handed, found bool) {
	for s, f := range v.having(q.ask) {
		if h = (handed{q, s, f}); !f.Near && q.fits(s) && len(v.ofAll(h)) > 1 {
			return h, true
		}
	}
	return h, false
}

// fewer is a text that ends in less, and does not ask how much.
var fewer = form(`[^多]少[吗呢啊呀?？]*$`)

// asksLeast says whether a text asks for the least, and not for the most.
func asksLeast(text string) bool {
	return writing.Holds(text, "最少", "最低", "最小", "倒数", "垫底", "少花") || fewer.MatchString(text)
}
