package wechatbot

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/h5"
)

// moneyView is what the template of a budget answer shows.
type moneyView struct {
	Organ, Stage, Unit, Item string
	Year                     int
	Amount                   string
	Change                   string // 比2023年预算增加25.00万元（+109.12%）
	Bars                     string
	Source, Published        string
	Link                     string
	Others                   int
}

var yearWord = regexp.MustCompile(`(20\d\d|\d\d)\s*年`)

// yearOf is the fiscal year that a text names, 0 if none: 2024年, 24年, 去年.
func (v *visit) yearOf(text string) int {
	for word, back := range map[string]int{"今年": 0, "去年": 1, "上年": 1, "前年": 2} {
		if strings.Contains(text, word) {
			return v.today.Year - back
		}
	}
	m := yearWord.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	year, _ := strconv.Atoi(m[1])
	if year < 100 {
		year += 2000
	}
	return year
}

// money answers a budget question with the figure first. It is not known when
// the books hold nothing that fits; then the catalogue is asked.
func (v *visit) money(text string) (answer, bool) {
	if v.bot.Books == nil {
		return answer{}, false
	}
	s, p, others, found := v.statement(text)
	if !found {
		return answer{}, false
	}
	item, amount := itemOf(p, text)
	if !amount.IsNumber() {
		return answer{}, false
	}
	view := moneyView{
		Organ: s.Organ, Year: s.Year, Stage: s.Stage.String(), Unit: p.Unit.String(), Item: item,
		Amount: amount.Decimal().StringFixed(2), Source: s.Source, Published: s.Published, Others: others,
		Bars: h5.Bars(p).Text(), Link: v.bot.Pages.Budget(s), Change: v.change(s, item),
	}
	name := statementKey(s)
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), "card:"+name, "我要申请")
	if view.Link != "" {
		v.bot.later(push{openid: v.openid, answer: answer{card: v.cardOf(s, view)}})
	}
	return v.say("money", view), true
}

// statement picks the statement that a text asks about: its organ if it names
// one, its year, else the newest that has 三公 figures.
func (v *visit) statement(text string) (s budget.Statement, p budget.ThreePublic, others int, found bool) {
	year, organ := v.yearOf(text), v.organOf(text)
	seen := map[string]bool{}
	for t := range v.bot.Books.All() {
		q, has := t.ThreePublic()
		if !has || !q.Total.IsNumber() {
			continue
		}
		seen[t.Organ] = true
		if found || year != 0 && t.Year != year || organ != "" && t.Organ != organ ||
			strings.Contains(text, "预算") && t.Stage != budget.Budget || strings.Contains(text, "决算") && t.Stage != budget.Final {
			continue
		}
		s, p, found = t, q, true
	}
	return s, p, len(seen) - 1, found
}

// organOf is the organ of the books that a text names: by an alias of the
// office's, or by three or more characters of its own name.
func (v *visit) organOf(text string) string {
	for _, o := range v.bot.Office.Organs {
		for _, name := range append([]string{o.Name}, o.Aliases...) {
			if strings.Contains(text, name) {
				return o.Name
			}
		}
	}
	best, longest := "", 2
	for _, organ := range v.bot.Books.Organs() {
		if n := common(organ, text); n > longest {
			best, longest = organ, n
		}
	}
	return best
}

// common is the length of the longest run of characters that two texts share.
func common(a, b string) int {
	x, y := []rune(a), []rune(b)
	best := 0
	row := make([]int, len(y)+1)
	for i := range x {
		before := 0
		for j := range y {
			was := row[j+1]
			if x[i] == y[j] {
				row[j+1] = before + 1
				best = max(best, row[j+1])
			} else {
				row[j+1] = 0
			}
			before = was
		}
	}
	return best
}

// itemOf is the item that a text asks for.
func itemOf(p budget.ThreePublic, text string) (string, budget.Amount) {
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(text, w) {
				return true
			}
		}
		return false
	}
	switch {
	case has("接待"):
		return "公务接待费", p.Reception
	case has("出国", "出境"):
		return "因公出国（境）费", p.Abroad
	case has("购置", "买车", "购车"):
		return "公务用车购置费", p.Purchase
	case has("公车", "用车", "车辆"):
		return "公务用车购置及运行费", p.Vehicles
	case has("机关运行", "运行经费"):
		return "机关运行经费", p.Operating
	}
	return "三公经费合计", p.Total
}

// change compares an item with the year before, in the words of the books.
func (v *visit) change(s budget.Statement, item string) string {
	before, ok := v.bot.Books.Before(s)
	if !ok {
		return ""
	}
	for _, c := range budget.Compare(before, s) {
		if c.Name != item {
			continue
		}
		word := "增加"
		switch diff := c.Diff(); {
		case diff.IsZero():
			return fmt.Sprintf("和%d年%s持平", before.Year, before.Stage)
		case diff.IsNegative():
			word = "减少"
		}
		text := fmt.Sprintf("比%d年%s%s%s%s", before.Year, before.Stage, word, c.Diff().Abs().StringFixed(2), c.Unit)
		if c.HasPercent {
			text += fmt.Sprintf("（%s%%）", c.Percent.StringFixed(2))
		}
		return text
	}
	return ""
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
		if p, ok := s.ThreePublic(); ok {
			view := moneyView{Organ: s.Organ, Year: s.Year, Stage: s.Stage.String(), Unit: p.Unit.String(), Item: "三公经费合计",
				Amount: p.Total.Decimal().StringFixed(2), Change: v.change(s, "三公经费合计"), Source: s.Source}
			return answer{card: v.cardOf(s, view)}
		}
	}
	return v.say("expired", nil)
}

func (v *visit) cardOf(s budget.Statement, view moneyView) *card {
	return &card{
		title:   fmt.Sprintf("%s%d年三公经费%s", s.Organ, s.Year, s.Stage),
		words:   strings.TrimSpace(fmt.Sprintf("%s%s%s\n%s", view.Item, view.Amount, view.Unit, view.Change)),
		picture: v.bot.Pages.BudgetChart(s), link: v.bot.Pages.Budget(s),
	}
}
