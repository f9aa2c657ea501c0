package budget

import (
	"regexp"
	"strings"
)

// countWords are the counts that a text gives of what the 三公 money bought.
var countWords = []struct {
	words *regexp.Regexp
	what  string
	money func(ThreePublic) Amount
	named string
}{
	{regexp.MustCompile(`(?:国内)?公务接待(?:累计|共|共计)?\s*([0-9,，]+)\s*(?:个)?批(?:次)?`), "公务接待批次", func(p ThreePublic) Amount { return p.Reception }, "公务接待费"},
	{regexp.MustCompile(`(?:国内)?公务接待批次(?:为|共|：|:)?\s*([0-9,，]+)`), "公务接待批次", func(p ThreePublic) Amount { return p.Reception }, "公务接待费"},
	{regexp.MustCompile(`(?:购置|新购|更新)公务用车(?:数)?(?:为|共|：|:)?\s*([0-9,，]+)\s*辆`), "公务用车购置数", func(p ThreePublic) Amount { return p.Purchase }, "公务用车购置费"},
	{regexp.MustCompile(`公务用车购置数(?:量)?(?:为|共|：|:)?\s*([0-9,，]+)`), "公务用车购置数", func(p ThreePublic) Amount { return p.Purchase }, "公务用车购置费"},
	{regexp.MustCompile(`(?:公务用车|车辆)?保有(?:量|数)(?:为|共|：|:)?\s*([0-9,，]+)`), "公务用车保有量", func(p ThreePublic) Amount { return p.Running }, "公务用车运行维护费"},
	{regexp.MustCompile(`出国(?:（境）)?团组(?:数)?(?:为|共|：|:)?\s*([0-9,，]+)`), "因公出国（境）团组数", func(p ThreePublic) Amount { return p.Abroad }, "因公出国（境）费"},
}

// counts holds the counts that the statement's words give against the money of
// its 三公 table: money that was spent bought something.
func (c *checker) counts() {
	p, ok := c.statement.ThreePublic()
	if !ok || p.Stage != Final {
		return
	}
	for _, n := range c.statement.Notes {
		text := wide.Replace(n.Text)
		for _, w := range countWords {
			m := w.words.FindStringSubmatch(text)
			if m == nil {
				continue
			}
			spent, zero := w.money(p), strings.Trim(m[1], "0,，") == ""
			if !spent.IsNumber() {
				c.result.count(NotEvaluated)
				continue
			}
			if spent.coefficient <= 0 || !zero {
				c.result.count(Exact)
				continue
			}
			c.result.count(Inconsistent)
			c.find(Finding{Rule: "COUNT", Severity: Error, At: Position{Sheet: n.Title}, Formula: w.named + " > 0 则 " + w.what + " > 0",
				Text: "表里" + w.named + "有支出，文字里" + w.what + "却是0。", Want: "大于0", Got: short(m[0])})
		}
	}
}
