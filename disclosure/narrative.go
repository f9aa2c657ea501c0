package disclosure

import (
	"cmp"
	"fmt"
	"strings"
)

// A Tallied is a count and what it is made of, as the sentences of a report in
// prose name it: 政务动态信息1337条，包括政务信息868条 ….
type Tallied struct {
	Name  string
	N     int       // ignored where there are parts: the sum is computed
	Unit  string    // empty: 条
	Parts []Tallied // by column or by channel
}

// Count returns the number, which is the sum of the parts where there are any.
func (t Tallied) Count() int {
	if len(t.Parts) == 0 {
		return t.N
	}
	n := 0
	for _, p := range t.Parts {
		n += p.Count()
	}
	return n
}

func (t Tallied) String() string {
	unit := t.Unit
	if unit == "" {
		unit = "条"
	}
	return fmt.Sprintf("%s%d%s", t.Name, t.Count(), unit)
}

// parts writes what the count is made of; parts of parts are numbered.
func (t Tallied) parts() string {
	deep := false
	for _, p := range t.Parts {
		deep = deep || len(p.Parts) > 0
	}
	var items []string
	for i, p := range t.Parts {
		item := p.String()
		if len(p.Parts) > 0 {
			item += "，包括" + p.parts()
		}
		if deep {
			item = fmt.Sprintf("（%d）%s", i+1, item)
		}
		items = append(items, item)
	}
	if deep {
		return strings.Join(items, "；")
	}
	return strings.Join(items, "、")
}

// A Narrative holds the counts of a report in prose, the form in use before the
// tables of the regulation of 2019: what was published, by column of the site
// and by channel, and the applications.
type Narrative struct {
	Year      int
	Organ     string
	Columns   Tallied   // what the organ itself published, by column of its site
	Channels  []Tallied // of each group of organs, by channel: name 各乡镇街道, parts 通过官方网站公布公示 …
	Received  int       // applications
	Answered  []Tallied // by result; unit 件
	Reviews   int       // 行政复议
	Lawsuits  int       // 行政诉讼
	Published string    // where the columns are, such as 门户网站及官方微信平台; empty: 政府网站
}

// Sentences returns the counts in the sentences that such a report uses, one a
// paragraph. Every total is the sum of what it names, so that the sentences
// pass Proofread.
func (n Narrative) Sentences() []string {
	var lines []string
	if c := n.Columns; c.Count() > 0 || len(c.Parts) > 0 {
		line := fmt.Sprintf("%d年，%s在%s上发布各类信息共计%d条", n.Year, n.Organ, cmp.Or(n.Published, "政府网站"), c.Count())
		if len(c.Parts) > 0 {
			line += "，其中：" + c.parts()
		}
		lines = append(lines, line+"。")
	}
	for _, c := range n.Channels {
		line := fmt.Sprintf("%s主动公开政府信息%d条", c.Name, c.Count())
		if len(c.Parts) > 0 {
			line += "，其中：" + c.parts()
		}
		lines = append(lines, line+"。")
	}
	return append(lines, n.applications(), n.reliefs())
}

func (n Narrative) applications() string {
	if n.Received == 0 && len(n.Answered) == 0 {
		return fmt.Sprintf("%d年度没有受理政府信息公开申请。", n.Year)
	}
	line := fmt.Sprintf("%d年度共受理政府信息公开申请%d件", n.Year, n.Received)
	answered := Tallied{Unit: "件"}
	for _, a := range n.Answered {
		if a.Unit == "" {
			a.Unit = "件"
		}
		answered.Parts = append(answered.Parts, a)
	}
	if len(answered.Parts) == 0 {
		return line + "。"
	}
	line += fmt.Sprintf("，答复%d件，其中：%s", answered.Count(), answered.parts())
	if left := n.Received - answered.Count(); left > 0 {
		line += fmt.Sprintf("；尚在办理%d件", left)
	}
	return line + "。"
}

func (n Narrative) reliefs() string {
	if n.Reviews == 0 && n.Lawsuits == 0 {
		return fmt.Sprintf("%d年没有因政府信息公开申请行政复议、提起行政诉讼的情况。", n.Year)
	}
	return fmt.Sprintf("%d年因政府信息公开申请行政复议%d件，提起行政诉讼%d件。", n.Year, n.Reviews, n.Lawsuits)
}

// Check names what contradicts itself in the counts: more answers than
// applications, and counts below zero.
func (n Narrative) Check() []Finding {
	var found []Finding
	answered := Tallied{Parts: n.Answered}
	if len(n.Answered) > 0 && answered.Count() > n.Received {
		found = append(found, Finding{Rule: "narrative.answered", Severity: Warning, Where: "依申请公开", Text: "答复数多于受理数，请说明上年结转。",
			Want: fmt.Sprint(n.Received), Got: fmt.Sprint(answered.Count())})
	}
	for _, t := range append([]Tallied{n.Columns}, append(n.Channels, n.Answered...)...) {
		found = append(found, t.negative()...)
	}
	return found
}

func (t Tallied) negative() []Finding {
	var found []Finding
	if len(t.Parts) == 0 && t.N < 0 {
		found = append(found, unequal("narrative.negative", t.Name, "数量不能为负。", 0, t.N))
	}
	for _, p := range t.Parts {
		found = append(found, p.negative()...)
	}
	return found
}
