package budget

import (
	"regexp"
	"strconv"
	"strings"
)

// said is a sentence's claim about one of the 三公 figures.
type said struct {
	item   string
	amount Amount
	unit   Unit
	quote  string
}

var (
	claim = regexp.MustCompile(`(“?三公”?经费|因公出国（境）费用?|公务用车购置及运行(?:维护)?费|公务用车购置费|公务用车运行(?:维护)?费|公务接待费)(?:财政拨款)?(?:支出)?(?:预算|决算)?(?:总额|合计|数)?(?:为|是|共|共计|：|:)?\s*([0-9][0-9,，.]*)\s*(亿元|万元|元)`)
	wide  = strings.NewReplacer("(", "（", ")", "）", " ", "", "\u3000", "", "\u00a0", "")
)

// claims takes the figures of 三公经费 out of a text. Only plain statements
// count: what is said of an increase, a decrease or another year is not a claim
// about this year's figure.
func claims(text string) []said {
	var out []said
	for _, sentence := range strings.FieldsFunc(wide.Replace(text), func(r rune) bool { return r == '。' || r == '；' || r == '\n' }) {
		if strings.Contains(sentence, "上年") || strings.Contains(sentence, "上一年") || strings.Contains(sentence, "其中") {
			sentence, _, _ = strings.Cut(sentence, "，比")
		}
		for _, m := range claim.FindAllStringSubmatch(sentence, -1) {
			a, err := ParseAmount(m[2])
			u, err2 := ParseUnit(m[3])
			if err == nil && err2 == nil && a.IsNumber() {
				out = append(out, said{item: m[1], amount: a, unit: u, quote: m[0]})
			}
		}
	}
	return out
}

// A total is a sentence's claim about a sum of the whole statement.
var (
	totalClaim = regexp.MustCompile(`(收入总计|支出总计|收、支总计(?:均)?|收入、支出总计(?:均)?|收支总计(?:均)?|本年收入合计|本年支出合计)(?:数)?(?:为|是|共|：|:)?([0-9][0-9,，.]*)(亿元|万元|元)`)
	growth100  = regexp.MustCompile(`([0-9][0-9,，.]*)(?:亿元|万元|元)[^。；]*?(?:增加|增长|上升)([0-9][0-9,，.]*)(?:亿元|万元|元)，(?:增长|上升|增加|增幅)(?:为)?100(?:\.0+)?%`)
)

// totalLines are where the sums of a statement stand, first a final account's.
var totalLines = []struct {
	word, form, column string
	side               Side
	row                string
}{
	{"收入总计", "F1", "决算数", Income, "收入总计"}, {"收入总计", "B1", "预算数", Income, "收入总计"},
	{"支出总计", "F1", "决算数", Expenditure, "总计"}, {"支出总计", "B1", "预算数", Expenditure, "支出总计"},
	{"总计", "F1", "决算数", Income, "收入总计"}, {"总计", "B1", "预算数", Income, "收入总计"},
	{"本年收入合计", "F1", "决算数", Income, "本年收入合计"}, {"本年支出合计", "F1", "决算数", Expenditure, "本年支出合计"},
}

// sums holds what a text says of the whole statement's sums against the table
// that shows them. What is said of a change or of another year is no claim.
func (c *checker) sums(n Note) {
	at := Position{Sheet: n.Title}
	for _, sentence := range strings.FieldsFunc(wide.Replace(n.Text), func(r rune) bool { return r == '。' || r == '；' || r == '\n' }) {
		sentence, _, _ = strings.Cut(sentence, "，比")
		sentence, _, _ = strings.Cut(sentence, "，与")
		if year := yearWord.FindStringSubmatch(sentence); year != nil && c.statement.Year != 0 && year[1] != strconv.Itoa(c.statement.Year) {
			continue
		}
		for _, m := range totalClaim.FindAllStringSubmatch(sentence, -1) {
			amount, err := ParseAmount(m[2])
			unit, err2 := ParseUnit(m[3])
			if err == nil && err2 == nil && amount.IsNumber() {
				c.claimed(at, m[0], m[1], amount, unit)
			}
		}
	}
	for _, m := range growth100.FindAllStringSubmatch(wide.Replace(n.Text), -1) {
		whole, err := ParseAmount(m[1])
		more, err2 := ParseAmount(m[2])
		if err == nil && err2 == nil && whole.Decimal().Equal(more.Decimal()) && !whole.Decimal().IsZero() {
			c.find(Finding{Rule: "ZERO-BASE", Severity: Warning, At: at, Text: "上年为0，没有百分比，应当写“新增”。", Got: short(m[0])})
		}
	}
}

// claimed holds one claim about a sum against its line.
func (c *checker) claimed(at Position, quote, word string, amount Amount, unit Unit) {
	for _, l := range totalLines {
		if !strings.Contains(word, l.word) {
			continue
		}
		t, ok := c.statement.Table(l.form)
		if !ok {
			continue
		}
		line, ok := t.named(l.side, l.row, l.column)
		if !ok || !line.amount.IsNumber() {
			continue
		}
		line.right = true
		e := weigh(quote, at, []cell{{"文字", amount, unit, at, false, false}, line})
		c.result.count(e.verdict)
		if e.verdict == Inconsistent {
			c.find(e.finding("TEXT-AMOUNT", Error, "文字说明的金额和表里的不一致。"))
		}
		return
	}
	c.result.count(NotEvaluated)
}

// figure is the cell that a claim is about.
func (p ThreePublic) figure(item string) Amount {
	switch {
	case strings.Contains(item, "三公"):
		return p.Total
	case strings.Contains(item, "出国"):
		return p.Abroad
	case strings.Contains(item, "购置及运行"):
		return p.Vehicles
	case strings.Contains(item, "购置"):
		return p.Purchase
	case strings.Contains(item, "运行"):
		return p.Running
	}
	return p.Reception
}

// words holds what the statement's notes say against its 三公 table, and looks
// for what a template left behind.
func (c *checker) words() {
	s := c.statement
	final, hasFinal := s.ThreePublic()
	planned, hasPlan := s.ThreePublicBudget()
	for _, n := range s.Notes {
		at := Position{Sheet: n.Title}
		c.leftovers(at, n.Text)
		c.sums(n)
		for _, claim := range claims(n.Text) {
			figure, plan := final.figure(claim.item), planned.figure(claim.item)
			if !hasFinal || !figure.IsNumber() {
				c.result.count(NotEvaluated)
				continue
			}
			e := weigh(claim.quote, at, []cell{{"文字", claim.amount, claim.unit, at, false, false}, {"表", figure, final.Unit, at, false, true}})
			if e.verdict == Inconsistent && hasPlan && plan.IsNumber() {
				if f := weigh(claim.quote, at, []cell{{"文字", claim.amount, claim.unit, at, false, false}, {"表", plan, planned.Unit, at, false, true}}); f.verdict != Inconsistent {
					e = f // the sentence is about the budget column
				}
			}
			c.result.count(e.verdict)
			if e.verdict == Inconsistent {
				c.find(e.finding("TEXT-AMOUNT", Error, "文字说明的金额和表里的不一致。"))
			}
		}
	}
}

// leftovers finds what should have been filled in or chosen.
func (c *checker) leftovers(at Position, text string) {
	for _, left := range []string{"XX", "××", "xx", "下降（增长）", "增长（下降）", "增加（减少）", "减少（增加）", "持平（增加/减少）"} {
		if strings.Contains(wide.Replace(text), left) {
			c.find(Finding{Rule: "PLACEHOLDER", Severity: Warning, At: at, Text: "文字里留着模板的字样没有改。", Got: left})
		}
	}
}
