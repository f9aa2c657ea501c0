package wechatbot

import (
	"fmt"
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/h5"
)

// moneyView is what the template of a budget answer shows.
type moneyView struct {
	Organ, Stage, Item string
	Year               int
	Amount             string // 47.91万元
	Exact              string // 31214205.80元, where Amount was rounded to be read
	Change             string // 比2023年预算增加25.00万元（109.12%）
	Bars               string
	Unit               string
	Source, Published  string
	Link               string
	Shares             bool   // Bars are the shares of each 100 yuan
	Top                bool   // Item is the purpose that takes most
	Planned            bool   // asked what was spent, but only the plan is there
	Alone              bool   // asked to be compared, and there is no year before to compare with
	PerHead            bool   // asked per head
	Head               string // the figure per head, with the population that it was divided by; empty: none is known
	Options            []choiceLine
}

// A choiceLine is a numbered option of an answer.
type choiceLine struct {
	N    int
	Text string
}

// compareWords ask for two years side by side.
var compareWords = []string{"比", "增长", "增加", "减少", "下降", "上升", "涨", "降", "变化", "多了", "少了", "多多少", "少多少", "和去年", "跟去年"}

// money answers a budget question with the figure first. It is not known when
// the books hold nothing that fits; then the catalogue is asked.
func (v *visit) money(text string) (answer, bool) {
	if v.bot.Books == nil {
		return answer{}, false
	}
	text = simple(text)
	if v.ours(text) {
		return v.ourMoney(text), true
	}
	q, known := v.moneyQuestion(text)
	if !known {
		return answer{}, false
	}
	if r, found := v.titled(text); found {
		return v.show(r), true
	}
	for _, a := range q.ask.asks() {
		q.ask = a
		if s, f, found := v.pick(q); found {
			return v.amount(q, s, f), true
		}
	}
	return v.noMoney(q, text)
}

// namedFigure answers with a figure where a text names an organ that keeps books
// here, and a line of them.
func (v *visit) namedFigure(text string) (answer, bool) {
	if v.bot.Books == nil || v.figure {
		return answer{}, false
	}
	q, known := v.moneyQuestion(simple(text))
	if !known || q.organ == "" || q.ask.line == "" && q.ask.public == "" {
		return answer{}, false
	}
	s, f, found := v.pick(q)
	if !found {
		return answer{}, false
	}
	return v.amount(q, s, f), true
}

// ourMoney looks for documents on the money of this place, of which no books are
// kept here.
func (v *visit) ourMoney(text string) answer {
	if page, err := v.find(catalog.Query{Text: text, Limit: pageSize, Today: v.today}); err == nil && !page.Near && len(page.Hits) > 0 {
		return v.search(text)
	}
	if a, known := asked(text); known && a.public != "" && a.public != operating {
		return v.search("三公经费")
	}
	return v.search(text)
}

// pick is the newest statement that answers; where the question is what was
// spent, that organ's newest final account, if it has one.
func (v *visit) pick(q moneyQuestion) (s budget.Statement, f figure, found bool) {
	if q.unknown != "" {
		return s, f, false
	}
	if q.compared {
		for t := range v.bot.Books.All() {
			if g, has := q.ask.in(t); has && q.fits(t) && v.change(q, t, g) != "" {
				return t, g, true
			}
		}
	}
	for t := range v.bot.Books.All() {
		g, has := q.ask.in(t)
		if !has || !q.fits(t) || found && (t.Organ != s.Organ || t.Stage != budget.Final) {
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
func (v *visit) pickPlanned(q moneyQuestion) (s budget.Statement, f figure, found bool) {
	for t := range v.bot.Books.All() {
		t.Stage = budget.Budget // reads the column of planned figures
		if g, has := q.ask.in(t); has && q.ask.public != "" && q.fits(t) {
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

// amount answers with one figure of one statement.
func (v *visit) amount(q moneyQuestion, s budget.Statement, f figure) answer {
	view := moneyView{
		Organ: s.Organ, Year: s.Year, Stage: s.Stage.String(), Item: f.name, Unit: f.unit.String(), PerHead: q.perHead,
		Alone:   q.compared && v.change(q, s, f) == "",
		Planned: q.spent && s.Stage == budget.Budget,
		Source:  s.Source, Published: s.Published, Change: v.change(q, s, f), Link: v.bot.Pages.Budget(v.kept(s)),
	}
	view.Amount, view.Exact = written(f.amount, f.unit)
	if q.perHead {
		view.Head = v.perHead(s, f)
	}
	var says []string
	offer := func(say, text string) {
		says = append(says, say)
		view.Options = append(view.Options, choiceLine{len(says), text})
	}
	if f.public {
		if p, ok := s.ThreePublic(); ok && f.name != operating {
			view.Bars = h5.Bars(p).Text()
		}
		offer("card:"+statementKey(v.kept(s)), "发图给我")
		if view.Link != "" {
			v.bot.later(push{openid: v.openid, answer: answer{card: v.cardOf(v.kept(s), view)}})
		}
	} else if view.Top = q.ask.top; view.Top || q.ask.total == "支出" {
		view.Bars, view.Shares = shares(s), true
	}
	v.others(q, s, f, offer)
	v.talk.misses, v.talk.figure = 0, subject{s.Organ, s.Year, f.name}
	v.talk.offer(v.bot.Now(), says...)
	return v.say("money", view)
}

// others offers the same figure of another year, and of up to two other organs.
func (v *visit) others(q moneyQuestion, s budget.Statement, f figure, offer func(say, text string)) {
	year, seen := false, map[string]bool{s.Organ: true}
	for t := range v.bot.Books.All() {
		if _, has := q.ask.in(t); !has {
			continue
		}
		switch {
		case t.Organ == s.Organ && !year && (t.Year != s.Year || t.Stage != s.Stage):
			year = true
			offer(asking(t, f), fmt.Sprintf("看%d年%s", t.Year, t.Stage))
		case !seen[t.Organ] && q.organ == "" && len(seen) < 3:
			seen[t.Organ] = true
			offer(asking(t, f), "看"+t.Organ)
		}
	}
}

// asking is the option that asks for a figure of a statement.
func asking(s budget.Statement, f figure) string {
	return fmt.Sprintf("money:%s%d年%s%s", s.Organ, s.Year, s.Stage, f.name)
}

// written is an amount as people read it, and exactly where that was rounded.
func written(a budget.Amount, u budget.Unit) (text, exact string) {
	if u == budget.Yuan && len(a.Decimal().Truncate(0).String()) > 5 {
		return a.In(u, budget.TenThousandYuan).StringFixed(2) + "万元", a.String() + u.String()
	}
	return a.Decimal().StringFixed(2) + u.String(), ""
}

// noMoney says that the books do not hold what was asked, and what they hold;
// unless the catalogue knows better.
func (v *visit) noMoney(q moneyQuestion, text string) (answer, bool) {
	item, vague := q.ask.public, false // vague: an item that no line is named after
	if item == "" && q.ask.total != "" && !v.inCatalogue(text) {
		item = q.ask.total + "总数"
	}
	if item == "" && q.unknown == "" {
		if q.organ == "" || v.inCatalogue(text) {
			return answer{}, false
		}
		q.ask, q.year, vague = ask{public: "三公经费合计"}, 0, true
	}
	view := map[string]any{"Unknown": q.unknown, "Organ": q.organ, "Year": q.year, "Item": item, "Vague": vague}
	var options []choiceLine
	var says []string
	for _, organ := range []string{q.organ, ""} { // of others where that organ has none at all
		for s := range v.bot.Books.All() {
			f, has := q.ask.in(s)
			if !has || organ != "" && s.Organ != organ || len(says) == 3 {
				continue
			}
			says = append(says, asking(s, f))
			options = append(options, choiceLine{len(says), fmt.Sprintf("%s%d年%s", s.Organ, s.Year, s.Stage)})
		}
		if len(says) > 0 {
			break
		}
	}
	if len(says) == 0 {
		return answer{}, false
	}
	view["Options"], view["Apply"] = options, len(says)+1
	v.talk.offer(v.bot.Now(), append(says, "我要申请")...)
	return v.say("money_none", view), true
}

// inCatalogue says whether the catalogue holds something of a text.
func (v *visit) inCatalogue(text string) bool {
	page, err := v.look(catalog.Query{Text: text, Limit: 1, Today: v.today})
	return err == nil && !page.Near && len(page.Hits) > 0
}

// change compares a figure with that of the year before.
func (v *visit) change(q moneyQuestion, s budget.Statement, f figure) string {
	before, ok := v.bot.Books.Before(s)
	if !ok {
		return ""
	}
	prev, ok := q.ask.in(before)
	if !ok || prev.name != f.name {
		return ""
	}
	was, is := prev.amount.In(prev.unit, f.unit), f.amount.Decimal()
	diff := is.Sub(was)
	if diff.IsZero() {
		return fmt.Sprintf("和%d年%s持平", before.Year, before.Stage)
	}
	word := "增加"
	if diff.IsNegative() {
		word = "减少"
	}
	amount, err := budget.NewAmount(diff.Abs())
	if err != nil {
		return ""
	}
	by, _ := written(amount, f.unit)
	text := fmt.Sprintf("比%d年%s%s%s", before.Year, before.Stage, word, by)
	if !was.IsZero() {
		text += fmt.Sprintf("（%s%%）", diff.Abs().Shift(2).DivRound(was.Abs(), 2).StringFixed(2))
	}
	return text
}

// shares are where each 100 yuan go, as lines of text.
func shares(s budget.Statement) string {
	t, column, ok := spending(s)
	if !ok {
		return ""
	}
	parts, err := t.Shares(column, 4)
	if err != nil {
		return ""
	}
	var b strings.Builder
	for _, p := range parts {
		fmt.Fprintf(&b, "%s %s元\n", budget.Plain(p.Name), p.Yuan.StringFixed(2))
	}
	return strings.TrimSpace(b.String())
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
		q := moneyQuestion{ask: ask{public: "三公经费合计"}}
		if f, ok := q.ask.in(s); ok {
			view := moneyView{Item: f.name, Change: v.change(q, s, f)}
			view.Amount, _ = written(f.amount, f.unit)
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
