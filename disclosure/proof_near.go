package disclosure

import (
	"fmt"
	"strings"
)

// checkBare holds a total to a list that no word announces: “共公开100条，网站60条、
// 微信30条、微博20条。” Because such clauses may as well speak of other things, only a sum
// that comes near the total is compared, and the finding is a warning.
func (p *page) checkBare(i int) {
	s := sum{total: p.numbers[i]}
	if !strings.ContainsAny(p.text(p.clauseStart(s.total.start, 30), s.total.start), "共总") || p.at(s.total.end) != '，' {
		return
	}
	last := s.total.end
	for _, n := range p.numbers[i+1 : min(i+12, len(p.numbers))] {
		label := p.text(last+1, n.start)
		if !strings.ContainsRune("，、", p.at(last)) || n.rough || n.unit != s.total.unit || label == "" ||
			len([]rune(label)) > 10 || strings.ContainsAny(label, "共总每均增减比，、。；") {
			return
		}
		s.parts = append(s.parts, n.value)
		if last = n.end; strings.ContainsRune("。\n", p.at(last)) {
			break
		}
	}
	if strings.ContainsRune("。\n", p.at(last)) {
		p.judgeNear(s)
	}
}

// checkNextParagraph holds “数量共192条。” to the list of the paragraph after it:
// “类别：政策类147条，文件类47条，制度类4条。”
func (p *page) checkNextParagraph(i int) {
	s := sum{total: p.numbers[i]}
	before := p.text(s.total.start-6, s.total.start)
	if !contains(before, []string{"共", "数", "总计"}) || p.at(s.total.end) != '。' || p.at(s.total.end+1) != '\n' {
		return
	}
	from := s.total.end + 2
	for p.at(from) == '\n' && from < len(p.runes) {
		from++
	}
	colon, stop := 0, from
	for ; p.at(stop) != '\n' && stop-from < 600; stop++ {
		if colon == 0 && p.at(stop) == '：' {
			colon = stop
		}
	}
	if colon == 0 || colon-from > 30 {
		return
	}
	last := colon
	for _, n := range p.numbers[i+1:] {
		if n.start < colon {
			continue
		}
		if n.start > stop {
			break
		}
		if n.rough || n.unit != s.total.unit || len([]rune(p.text(last, n.start))) > 16 || p.at(last) == '(' {
			return
		}
		s.parts = append(s.parts, n.value)
		last = n.end
	}
	if last+1 >= stop {
		p.judgeNear(s)
	}
}

// judgeNear reports a list of three parts or more that misses its total by a tenth or less.
func (p *page) judgeNear(s sum) {
	whole := int64(0)
	for _, v := range s.parts {
		whole += v
	}
	off := max(whole-s.total.value, s.total.value-whole)
	if len(s.parts) > 2 && off > 0 && off*10 <= s.total.value {
		p.reportSum(s, whole, Warning, "分项之和与总数不等。")
	}
}

// A share is a percentage that the text gives for a part.
type share struct {
	at      int
	part    int64
	percent int64 // in hundredths
}

// checkShares holds “政策类390条，占18.5%” to the total, once the parts make it.
func (p *page) checkShares(s sum) {
	for _, sh := range s.shares {
		if s.total.value <= 0 {
			return
		}
		want := (sh.part*10000 + s.total.value/2) / s.total.value
		if off := max(want-sh.percent, sh.percent-want); off > 60 {
			p.report(sh.at, Finding{Rule: "proofread.share", Severity: Warning, Where: p.text(sh.at-14, sh.at+6),
				Text: fmt.Sprintf("占比与数量不符：%s占%s的%s%%，不是%s%%。", figure(sh.part), figure(s.total.value), figure(want), figure(sh.percent)),
				Want: figure(want) + "%", Got: figure(sh.percent) + "%"})
		}
	}
}
