package disclosure

import (
	"fmt"
	"slices"
	"strings"
)

// CheckText holds the prose of a report, or one chapter of it, against its tables (the
// numbers of applications, of results, and of reviews and suits quoted in it) and against
// its year, which a chapter does not tell by itself. It returns a finding for each that
// differs, with its place in the text.
func (r Report) CheckText(text string) []Finding {
	p := newPage(text)
	if r.Year != 0 {
		p.year = r.Year
		p.checkYears()
		p.checkFirstSentence()
	}
	p.checkAgainst(r, true, true)
	return slices.Compact(p.found)
}

// A quoted number of the tables: the words that a clause must and must not
// have, and the cells that it may mean.
type quoted struct {
	name     string
	has, not []string
	cells    func(Report) []int
	relief   bool
}

var quotedCells = []quoted{
	{"结转下年度继续办理", []string{"结转下"}, nil, func(r Report) []int { return []int{r.Table3.Forward.Total()} }, false},
	{"上年结转", []string{"上年结转", "上年度结转"}, nil, func(r Report) []int { return []int{r.Table3.Carried.Total()} }, false},
	{"本年新收", []string{"新收", "收到", "受理", "接收"}, []string{"复议", "诉讼"}, func(r Report) []int {
		return []int{r.Table3.New.Total(), r.Table3.New.Total() + r.Table3.Carried.Total()}
	}, false},
	{"办理结果总计", []string{"办结"}, []string{"复议", "诉讼"}, func(r Report) []int {
		return []int{r.Table3.Total.Total(), r.Table3.New.Total(), r.Table3.New.Total() + r.Table3.Carried.Total()}
	}, false},
	{"行政复议总计", []string{"行政复议"}, []string{"诉讼", "维持", "纠正", "审结"}, func(r Report) []int { return []int{r.Table4.Review.Total} }, true},
	{"行政诉讼总计", []string{"行政诉讼"}, []string{"复议", "维持", "纠正", "审结", "直接"}, func(r Report) []int {
		return []int{r.Table4.Direct.Total + r.Table4.AfterReview.Total}
	}, true},
}

// notWhole are words of a clause that speaks of a part, or of another year.
var notWhole = []string{"其中", "自然人", "公民", "法人", "企业", "网络", "信函", "当面", "邮寄", "传真", "平台", "网站", "邮件", "现场", "比上年", "去年", "同比", "增", "减", "平均", "近", "转办", "建议", "提案", "投诉", "举报", "咨询", "部门"}

// checkAgainst holds the counts of the prose against the tables.
func (p *page) checkAgainst(r Report, applications, reliefs bool) {
	for i, n := range p.numbers {
		if n.rough || n.unit == "" || !strings.Contains("件份条宗起", n.unit) {
			continue
		}
		from := p.clauseStart(n.start, 40)
		until := n.end
		for until < len(p.runes) && until < n.end+20 && !strings.ContainsRune("，。；、：()\n", p.runes[until]) {
			until++
		}
		if i > 0 && p.numbers[i-1].end > from && p.numbers[i-1].unit != "" {
			continue // two counts in one clause: which is meant cannot be told
		}
		clause := p.text(from, until)
		if contains(clause, notWhole) || p.otherYear(from, until) || p.at(from-1) == '(' {
			continue
		}
		p.checkQuoted(r, n, clause, applications, reliefs)
	}
}

func (p *page) checkQuoted(r Report, n number, clause string, applications, reliefs bool) {
	for _, q := range quotedCells {
		if !contains(clause, q.has) {
			continue
		}
		if contains(clause, q.not) || q.relief && !reliefs || !q.relief && (!applications || !strings.Contains(clause, "申请") && !strings.Contains(clause, "结转")) {
			return
		}
		want := q.cells(r)
		if slices.Contains(want, int(n.value/hundredths)) {
			return
		}
		p.report(n.start, Finding{Rule: "proofread.table.I7", Severity: Warning, Where: clause,
			Text: fmt.Sprintf("正文“%s”与表中“%s”（%d）不一致。", clause, q.name, want[0]),
			Want: fmt.Sprint(want[0]), Got: figure(n.value)})
		return
	}
}

// otherYear tells whether a clause speaks of another year than the report's.
func (p *page) otherYear(from, to int) bool {
	year, _ := p.firstYear(from, to)
	return year != 0 && p.year != 0 && year != p.year
}

// checkFooting holds the row 合计 of any table to the rows above it.
func (p *page) checkFooting() {
	var block [][]cell // rows of one width: a label and its figures
	for i := 0; i < len(p.cells); {
		row := p.rowAt(i)
		i += len(row)
		if len(row) < 2 || row[0].is || len(block) > 0 && (len(block[0]) != len(row) || block[len(block)-1][0].line+2 < row[0].line) {
			block = nil
			if len(row) < 2 || row[0].is {
				continue
			}
		}
		if label := row[0].text; len(block) > 1 && (strings.HasSuffix(label, "合计") || label == "总计") {
			p.checkFoot(block, row)
			block = nil
			continue
		}
		block = append(block, row)
	}
}

// rowAt returns the cells of a line from i on, where all but the first are figures.
func (p *page) rowAt(i int) []cell {
	end := i + 1
	for end < len(p.cells) && p.cells[end].line == p.cells[i].line {
		end++
	}
	for _, c := range p.cells[i+1 : end] {
		if !c.is {
			return p.cells[i:end:end][:1:1]
		}
	}
	return p.cells[i:end:end]
}

func (p *page) checkFoot(block [][]cell, foot []cell) {
	for column := 1; column < len(foot); column++ {
		whole := 0
		for _, row := range block {
			if contains(row[0].text, []string{"其中", "小计", "结转", "率"}) {
				return
			}
			whole += row[column].n
		}
		if whole != foot[column].n {
			p.found = append(p.found, Finding{Rule: "proofread.table.sum", Severity: Wrong, Line: foot[0].line, Column: 1,
				Where: fmt.Sprintf("%s·第%d列", foot[0].text, column), Text: fmt.Sprintf("“%s”第%d列应为各行之和%d，实为%d。", foot[0].text, column, whole, foot[column].n),
				Want: fmt.Sprint(whole), Got: fmt.Sprint(foot[column].n)})
		}
	}
}
