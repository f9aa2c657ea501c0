package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/disclosure/civil"
)

var (
	// stageBehind is what a year is asked for: the plan or the account, also of an item.
	stageBehind = form(`^年?度?的?[^,，。0-9]{0,10}?(预算|决算)`)
	// stagesApart is a text that asks how two figures differ.
	stagesApart = form(`差|比|多多少|少多少|{apart_by}|{of_two}|{held_together}`)
)

// ofTwoStages holds what was planned for one year against what was spent in another:
// 2025年预算比2024年决算多多少. It is told of one that the books lack.
func (v *visit) ofTwoStages(q moneyQuestion) (answer, bool) {
	if q.organ == "" || len(q.each) > 0 || !stagesApart.MatchString(q.text) {
		return answer{}, false
	}
	text := shortYear.ReplaceAllString(q.text, "${1}年${2}")
	first, second, both := v.stagesSaid(text)
	if !both {
		return answer{}, false
	}
	item := moneyQuestion{organ: q.organ, text: v.withoutYears(text), ways: q.ways}
	for _, ask := range v.ofAccount(item).ways {
		of := subject{Organ: q.organ, Item: ask.Spoken(), Exact: true}
		if ask.Total != "" {
			of.Item = ask.Total + "总数"
		}
		a, b := of, of
		a.Year, a.Stage, b.Year, b.Stage = first.Year, first.Stage, second.Year, second.Stage
		if all := v.figuresOf([]subject{a, b}); all != nil {
			view := jointView{About: "apart"}
			view.tell(all)
			view.apart(all[0], all[1])
			v.mentionFigure(b)
			v.hold(a)
			return v.sayJointly(view, wantMoney)
		}
		if told, some := v.notTogether("apart", []subject{b, a}); some {
			return told, true
		}
	}
	return answer{}, false
}

// stagesSaid are two years that a text names, one with its plan and the other with its account.
func (v *visit) stagesSaid(text string) (first, second subject, both bool) {
	var said []subject
	for _, y := range civil.YearsIn(text, v.today) {
		m := stageBehind.FindStringSubmatch(strings.TrimSpace(text[y.To:]))
		if m == nil || y.Year == 0 {
			return first, second, false
		}
		of := subject{Year: y.Year, Stage: budget.Budget}
		if m[1] == "决算" {
			of.Stage = budget.Final
		}
		said = append(said, of)
	}
	if len(said) != 2 || said[0].Year == said[1].Year || said[0].Stage == said[1].Stage {
		return first, second, false
	}
	return said[0], said[1], true
}
