package wechatbot

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// moneyView is what the template of a budget answer shows.
type moneyView struct {
	Organ, Stage, Item string
	Year               int
	More               []moneyLine // figures that were asked for with it
	Lacking            []string    // what was asked for with it and is not in that statement
	Sum                string      // what all of them are together, where that was asked
	Mixed              bool        // it was asked, and one may hold another
	Near               bool        // of the line whose name comes nearest to what was asked
	Away               string      // the place of a bureau that was named without it, and is not of here
	Most               string      // the part of it that takes most, where that was asked, and how much
	Here               string      // this place, of which the figure is not and which has no books here
	Amount             string      // 47.91万元
	Exact              string      // 31214205.80元, where Amount was rounded to be read
	Change             string      // 比2023年预算增加25.00万元（109.12%）
	Bars               string
	Unit               string
	Source, Published  string
	Link               string
	Shares             bool   // Bars are the shares of each 100 yuan
	Top                bool   // Item is the purpose that takes most
	Planned            bool   // asked what was spent, but only the plan is there
	Alone              bool   // asked to be compared, and there is no year before to compare with,
	Against            int    // or not this one
	PerHead            bool   // asked per head
	Months             bool   // asked of a month, and the books are of years
	Head               string // the figure per head, with the population that it was divided by; empty: none is known
	Options            []choiceLine
}

// A moneyLine is one of several figures of a statement.
type moneyLine struct{ Item, Amount, Exact, Change string }

// compareWords ask for two years side by side.
var compareWords = []string{"比一比", "比比", "比一下", "比", "省下", "省了", "增长", "增加", "减少", "下降", "上升", "涨", "降", "变化", "多了", "少了", "多多少", "少多少", "增减", "较上", "较20", "较去", "较前", "和去年", "跟去年"}

// bareAmount is a text that is nothing but an amount of money.
var bareAmount = form(`^[0-9][0-9,.]*(?:万|亿|千|百)*元?$`)

// money answers a budget question with the figure first. It is not known when
// the books hold nothing that fits; then the catalogue is asked.
func (v *visit) money(text string) (answer, bool) {
	if v.bot.Books == nil {
		return answer{}, false
	}
	text = asksWhich(writing.Simple(text))
	if bareAmount.MatchString(text) {
		return answer{}, false // of which it is not known what it is
	}
	if a, own := v.ownBooks(text); own {
		return a, true
	}
	if v.ours(text) {
		return v.ourMoney(text), true
	}
	if a, asked := v.whose(text); asked {
		return a, true
	}
	if r, found := v.coded(text); found {
		return v.show(r), true
	}
	text = v.ofHeld(text)
	if a, sounded := v.ofSoundedOrgan(text); sounded {
		return a, true
	}
	q, known := v.moneyQuestion(text)
	if !known {
		return answer{}, false
	}
	if a, found := v.between(q); found {
		return a, true
	}
	if a, found := v.among(q, text); found {
		return a, true
	}
	if a, found := v.askedOf(q, text); found {
		return a, true
	}
	if r, found := v.titled(text); found {
		return v.show(r), true
	}
	if a, found := v.figured(q); found {
		return a, true
	}
	return v.noMoney(q, text)
}

// figured answers the first way to read a question that the books have a figure
// for.
func (v *visit) figured(q moneyQuestion) (answer, bool) {
	if v.notHere(q) != "" && (tableNamed.MatchString(q.text) || q.ofBothStages()) {
		if a, found := v.othersOnly(q); found { // a whole table, or two, of somebody else's
			return a, true
		}
	}
	if len(q.each) > 0 {
		if a, found := v.amounts(q); found {
			return a, true
		}
	}
	for _, a := range q.ways {
		q.ask = a
		s, f, found := v.pick(q)
		if found && (!f.Near || q.organ != "" || v.notHere(q) == "" && !v.documented(q.text)) { // what only comes near of somebody else's is no answer
			return v.amount(q, s, f), true
		}
	}
	return v.othersOnly(q)
}

// namedFigure answers with a figure where a text names an organ that keeps books
// here, and a line of them.
func (v *visit) namedFigure(text string) (answer, bool) {
	if v.bot.Books == nil || v.figure {
		return answer{}, false
	}
	q, known := v.moneyQuestion(writing.Simple(text))
	q.ways = slices.DeleteFunc(q.ways, func(a figure.Ask) bool { return a == figure.Ask{Total: a.Total} })
	if !known || q.organ == "" || len(q.ways) == 0 {
		return answer{}, false
	}
	return v.figured(q)
}

// having are the statements that have a figure, the newest first, each with it.
func (v *visit) having(a figure.Ask) iter.Seq2[budget.Statement, figure.Figure] {
	return func(yield func(budget.Statement, figure.Figure) bool) {
		for s := range v.bot.Books.All() {
			if f, has := a.In(s); has && !yield(s, f) {
				return
			}
		}
	}
}

// pick is the newest statement that answers; where the question is what was
// spent, that organ's newest final account, if it has one.
func (v *visit) pick(q moneyQuestion) (s budget.Statement, f figure.Figure, found bool) {
	if q.unknown != "" {
		return s, f, false
	}
	if q.compared {
		for t, g := range v.having(q.ask) {
			if v.mayAnswerWith(q, t) && v.change(q, t, g) != "" {
				return t, g, true
			}
		}
	}
	for t, g := range v.having(q.ask) {
		if !v.mayAnswerWith(q, t) || found && (t.Organ != s.Organ || t.Stage != budget.Final) {
			continue
		}
		s, f, found = t, g, true
		if !q.spent || t.Stage == budget.Final {
			break
		}
	}
	if found || !q.plan || q.account {
		return s, f, found
	}
	return v.pickPlanned(q)
}

// pickPlanned finds a budget's figure in the budget column of a final account,
// where the budget itself is not kept.
func (v *visit) pickPlanned(q moneyQuestion) (s budget.Statement, f figure.Figure, found bool) {
	for t := range v.bot.Books.All() {
		t.Stage = budget.Budget // reads the column of planned figures
		if g, has := q.ask.In(t); has && q.ask.Public != "" && v.mayAnswerWith(q, t) {
			return t, g, true
		}
	}
	return s, f, false
}

// kept is a statement as the books have it.
func (v *visit) kept(s budget.Statement) budget.Statement {
	if _, ok := v.bot.Books.Find(s.Organ, s.Year, s.Stage); !ok {
		s.Stage = budget.Final
	}
	return s
}

// moneyView shows one figure of one statement.
func (v *visit) moneyView(s budget.Statement, f figure.Figure) moneyView {
	view := moneyView{Organ: s.Organ, Year: s.Year, Stage: s.Stage.String(), Item: f.Name, Unit: f.Unit.String(),
		Source: s.Source, Published: s.Published, Link: v.bot.Pages.Budget(v.kept(s))}
	view.Amount, view.Exact = written(f.Amount, f.Unit)
	return view
}

// amount answers with one figure of one statement, and those asked for with it.
func (v *visit) amount(q moneyQuestion, s budget.Statement, f figure.Figure) answer {
	view := v.moneyView(s, f)
	view.Here, view.Away, view.Near = v.notHere(q), v.away(s.Organ), f.Near
	view.PerHead, view.Months, view.Planned = q.perHead, ofMonths.MatchString(q.text), q.spent && s.Stage == budget.Budget
	view.Change, view.Against = v.change(q, s, f), q.against
	view.Alone = q.compared && view.Change == ""
	view.Most = mostOf(q, s, f)
	v.add(&view, q, s, f)
	if q.perHead {
		view.Head = v.perHead(s, f)
	}
	var offered choices
	if f.Public {
		if p, ok := s.ThreePublic(); ok && f.Name != figure.Operating {
			view.Bars = h5.Bars(p).Text()
		}
		offered.add("card:"+statementKey(v.kept(s)), "发图给我")
		if view.Link != "" {
			v.bot.later(push{openid: v.openid, answer: answer{card: v.cardOf(v.kept(s), view)}})
		}
	} else if view.Top = q.ask.Top; view.Top || q.ask == (figure.Ask{Total: "支出"}) {
		view.Bars, view.Shares = shares(s), true
	}
	offered.otherLines(q, s, f)
	v.others(&offered, q, s, strings.Join(view.items(), "和"))
	if ours := view.Here + strings.TrimSuffix(f.Name, "合计"); view.Here != "" && v.inCatalogue(ours) {
		offered.add("money:"+ours, "看"+view.Here+"公开的材料")
	}
	of := subjectIn(s, strings.Join(view.items(), "和"))
	if q.ask.Top {
		of.Place = len(view.items())
	}
	v.hold(of)
	view.Options = offered.lines
	v.talk.offer(v.bot.Now(), offered.says...)
	return v.say("money", view)
}

// mostPart is a text that asks which part of a figure takes most.
var mostPart = form(`(?:{which_item}|哪样|哪一样|哪个|(?:啥|什么)[^时]).{0,6}{most}|{most}的?(?:一|那|是|[个项样块])*(?:{which_item}|哪样|哪个|(?:啥|什么)(?:[^时]|$))`)

// mostOf is the part of a figure that takes most, and how much that is, where a question
// asks for it: 三公里面哪样花得最多.
func mostOf(q moneyQuestion, s budget.Statement, f figure.Figure) string {
	var top figure.Figure
	if !f.Public || !mostPart.MatchString(q.text) {
		return ""
	}
	for _, name := range figure.KindsOf(f.Name) {
		if g, has := figure.PublicFigure(s, name); has && !g.Amount.Decimal().IsZero() && (top.Name == "" || over(g, top).IsPositive()) {
			top = g
		}
	}
	if top.Name == "" {
		return ""
	}
	amount, _ := written(top.Amount, top.Unit)
	return top.Name + amount
}

// otherLines offers what else may be meant: what was named too, and what comes near
// to what was said.
func (c *choices) otherLines(q moneyQuestion, s budget.Statement, f figure.Figure) {
	for _, a := range q.also {
		if g, has := a.In(s); has && g.Name != f.Name {
			c.add(asking(s, g.Name), "看"+g.Name)
		}
	}
	if !f.Near {
		return
	}
	all := slices.DeleteFunc(figure.Alikes(s, q.ask.Line+q.ask.Name), func(g figure.Figure) bool { return g.Name == f.Name })
	for _, g := range all[:min(2, len(all))] {
		c.add(asking(s, g.Name), "看"+g.Name)
	}
}

// others offers the same figure of another year, and of up to two other organs.
func (v *visit) others(offered *choices, q moneyQuestion, s budget.Statement, item string) {
	year, seen := false, map[string]bool{s.Organ: true}
	for t := range v.having(q.ask) {
		switch {
		case t.Organ == s.Organ && !year && (t.Year != s.Year || t.Stage != s.Stage):
			year = true
			offered.add(asking(t, item), fmt.Sprintf("看%d年%s", t.Year, t.Stage))
		case !seen[t.Organ] && q.organ == "" && len(seen) < 3:
			seen[t.Organ] = true
			offered.add(asking(t, item), "看"+t.Organ)
		}
	}
}

// asking is the option that asks for a figure of a statement.
func asking(s budget.Statement, item string) string {
	return fmt.Sprintf("money:%s%d年%s%s", s.Organ, s.Year, s.Stage, item)
}

// written is an amount as people read it, and exactly where that was rounded.
func written(a budget.Amount, u budget.Unit) (text, exact string) {
	if u == budget.Yuan && len(a.Decimal().Truncate(0).String()) > 5 {
		return a.In(u, budget.TenThousandYuan).StringFixed(2) + "万元", a.String() + u.String()
	}
	return a.Decimal().StringFixed(2) + u.String(), ""
}

// worked is a sum of money that was worked out, as people read it; "" where it has more
// digits than money can have.
func worked(sum decimal.Decimal, u budget.Unit) string {
	amount, err := budget.NewAmount(sum)
	if err != nil {
		return ""
	}
	text, _ := written(amount, u)
	return text
}

// over is how much more a figure is than another, in the unit of that.
func over(f, g figure.Figure) decimal.Decimal {
	return f.Amount.In(f.Unit, g.Unit).Sub(g.Amount.Decimal())
}

// inHundred is how many in a hundred of a whole a part is. Of a very small part it has as
// many places as show that it is not nothing: 0.004.
func inHundred(part, whole decimal.Decimal) string {
	places := int32(2)
	for ; places < mostPlaces && !part.IsZero() && part.Shift(2).DivRound(whole, places).IsZero(); places++ {
	}
	return part.Shift(2).DivRound(whole, places).StringFixed(places)
}

// mostPlaces is how many places behind the point a share has at most.
const mostPlaces = 6

// perHead divides a figure by the population that the office has stated for the
// organ's area, and says which it was. Without one it is empty: no population is
// guessed.
func (v *visit) perHead(s budget.Statement, f figure.Figure) string {
	p, known := v.bot.Office.PopulationOf(s.Organ, s.Year)
	if !known {
		return ""
	}
	yuan := f.Amount.In(f.Unit, budget.Yuan).DivRound(decimal.NewFromInt(int64(p.People)), 2)
	return fmt.Sprintf("人均%s元：按%d年%s%d人计算（%s）", yuan.StringFixed(2), p.Year, p.Basis, p.People, p.Source)
}

// statementKey names a statement in an option.
func statementKey(s budget.Statement) string {
	return fmt.Sprintf("%d|%d|%s", s.Year, s.Stage, s.Organ)
}

// chart shows a statement as a card with a picture.
func (v *visit) chart(name string) answer {
	for s := range v.bot.Books.All() {
		if statementKey(s) != name {
			continue
		}
		q := moneyQuestion{ask: figure.Ask{Public: figure.AllThree}}
		if f, ok := q.ask.In(s); ok {
			view := moneyView{Item: f.Name, Change: v.change(q, s, f)}
			view.Amount, _ = written(f.Amount, f.Unit)
			return answer{card: v.cardOf(v.kept(s), view)}
		}
	}
	return v.say("expired", nil)
}

func (v *visit) cardOf(s budget.Statement, view moneyView) *card {
	return &card{
		title:   fmt.Sprintf("%s%d年三公经费%s", s.Organ, s.Year, s.Stage),
		words:   strings.TrimSpace(fmt.Sprintf("%s%s\n%s", view.Item, view.Amount, view.Change)),
		picture: v.bot.Pages.BudgetChart(s), link: v.bot.Pages.Budget(s),
	}
}
