package disclosure

import (
	"fmt"
	"slices"
	"strings"
)

// A sum is a total that the text states and the parts that it lists for it.
type sum struct {
	total    number
	parts    []int64
	complete bool // the text says, or its form says, that the list is the whole
	unsure   bool // the list could not be read to the letter
	bracket  bool // the list stands in brackets
	from     int  // where the list begins
	shares   []share
}

var (
	listCues  = []string{"其中包括", "其中", "分别包括", "主要包括", "包括", "分别为", "分别是", "分为", "分别", "具体为", "具体是", "含"}
	otherWord = []string{"其他", "其它", "其余"}
	deltas    = []string{"增加", "减少", "增长", "下降", "同比", "比上", "较上", "多出", "新增", "提高", "压缩"}
	newTopics = []string{"累计", "全年", "今年", "截至", "截止", "此外", "同时", "另外", "总", "目前"}
	newVerbs  = []string{"发布", "回应", "受理", "办理", "召开", "开展", "编发", "印发", "举办", "接待", "收到", "参加", "组织", "完成", "审核", "培训", "更新", "制作", "解答"}
)

// checkSums holds every total that is followed by its parts against them.
func (p *page) checkSums() {
	for i, n := range p.numbers {
		if n.unit == "" || n.rough {
			continue
		}
		if s, ok := p.cueAfter(i); ok {
			p.readParts(&s, i+1)
			p.judge(s)
			continue
		}
		p.checkStates(i)
		p.checkBare(i)
		p.checkNextParagraph(i)
		p.checkTotalAfter(i)
	}
}

// cueAfter finds the words that open a list of parts after the i-th number.
func (p *page) cueAfter(i int) (sum, bool) {
	s := sum{total: p.numbers[i]}
	before := p.text(s.total.start-6, s.total.start)
	for _, w := range deltas {
		if strings.Contains(before, w) {
			return s, false
		}
	}
	at := s.total.end
	opened := false
	for at < len(p.runes) && strings.ContainsRune("，。；：(、\n", p.at(at)) {
		if p.at(at) == '\n' && p.at(at-1) != '：' {
			break
		}
		if p.at(at) == '(' {
			if _, mark := markAt(p.runes, at); mark {
				break
			}
			s.bracket = true
		}
		opened = opened || p.at(at) == '：' || p.at(at) == '('
		at++
	}
	if word, length := p.hasAny(at, listCues); length > 0 {
		at += length
		s.complete = word != "含" && (opened || !strings.HasPrefix(word, "其中") || p.at(at) == '：')
		for at < len(p.runes) && (strings.ContainsRune("：，", p.at(at)) || p.at(at) == '\n' && p.at(at-1) == '：') {
			at++
		}
		s.from = at
		return s, true
	}
	if opened {
		s.complete, s.from = true, at
		return s, true
	}
	return p.cueFarther(s, i)
}

// cueFarther finds 其中 between a total and the next number, within a sentence or two.
func (p *page) cueFarther(s sum, i int) (sum, bool) {
	if i+1 >= len(p.numbers) {
		return s, false
	}
	next := p.numbers[i+1].start
	if next-s.total.end > 60 {
		return s, false
	}
	for at := next - 2; at >= s.total.end; at-- {
		if p.has(at, "其中") {
			s.from = at + 2
			s.complete = p.at(s.from) == '：'
			return s, !strings.Contains(p.text(s.total.end, next), "\n")
		}
	}
	return s, false
}

// judge reports a total that its parts contradict.
func (p *page) judge(s sum) {
	running, whole := int64(0), int64(0)
	for _, v := range s.parts {
		whole += v
	}
	for _, v := range s.parts {
		if running += v; running == s.total.value {
			p.checkShares(s)
			return
		}
	}
	if s.unsure || len(s.parts) == 0 || !s.contradicts(whole) {
		return
	}
	severity, text := Wrong, "分项之和超过总数。"
	if whole < s.total.value {
		severity, text = Warning, "分项之和小于总数。"
	}
	if s.complete {
		severity = Wrong
	}
	p.reportSum(s, whole, severity, text)
}

// contradicts tells whether the parts speak against the total. Parts that fall
// short do so only where the list shows that it is the whole.
func (s sum) contradicts(whole int64) bool {
	if whole > s.total.value {
		return len(s.parts) > 1 || s.parts[0] > s.total.value
	}
	near := whole*10 >= s.total.value*8 || s.complete && s.total.value-whole <= 2*hundredths
	return len(s.parts) > 1 && s.complete && near || len(s.parts) > 2 && near
}

func (p *page) reportSum(s sum, whole int64, severity Severity, text string) {
	terms := make([]string, len(s.parts))
	for i, v := range s.parts {
		terms[i] = figure(v)
	}
	from := p.clauseStart(s.total.start, 16)
	claim := p.text(from, s.total.end)
	p.report(s.total.start, Finding{Rule: "proofread.sum", Severity: severity, Where: claim,
		Text: fmt.Sprintf("“%s”与所列分项不符：%s=%s，%s", claim, strings.Join(terms, "+"), figure(whole), text),
		Want: strings.Join(terms, "+") + "=" + figure(whole), Got: figure(s.total.value)})
}

// checkStates holds “共开展19个项目，审结14项，在审5项” to its total: what is
// done and what is not done make the whole, without a word that says so.
func (p *page) checkStates(i int) {
	s := sum{total: p.numbers[i], complete: true}
	if !strings.Contains(p.text(p.clauseStart(s.total.start, 30), s.total.start), "共") {
		return
	}
	done, open := false, false
	for _, n := range p.numbers[i+1 : min(i+5, len(p.numbers))] {
		from := p.clauseStart(n.start, 12)
		label := p.text(from, n.start)
		if p.at(n.start-len([]rune(label))-1) != '，' || n.rough || !measures(n.unit, s.total.unit) {
			break
		}
		switch {
		case hasPrefix(label, "在", "未", "尚未", "正在", "结转"):
			open = true
		case strings.HasSuffix(label, "结") || hasPrefix(label, "已", "完成"):
			done = true
		default:
			return
		}
		s.parts = append(s.parts, n.value)
		if strings.ContainsRune("。；\n", p.at(n.end)) {
			break
		}
	}
	if done && open {
		p.judge(s)
	}
}

// checkTotalAfter holds “网站30条、微信21条，共51条” to its parts.
func (p *page) checkTotalAfter(i int) {
	n := p.numbers[i]
	if !p.follows(n.start, "合计", "共计", "总计", "共") {
		return
	}
	s := sum{total: n, complete: true}
	right := n.start
	for j := i - 1; j >= 0; j-- {
		part := p.numbers[j]
		between := p.text(part.end, right)
		if strings.ContainsAny(between, "。；：\n(") || part.rough || part.unit == "" || len(s.parts) > 0 && part.unit != p.numbers[i-1].unit {
			break
		}
		if j < i-1 && strings.Count(between, "、")+strings.Count(between, "，") != 1 {
			return
		}
		s.parts = append([]int64{part.value}, s.parts...)
		right = part.start
	}
	if len(s.parts) < 2 || !measures(p.numbers[i-1].unit, n.unit) {
		return
	}
	whole := int64(0)
	for _, v := range s.parts {
		whole += v
	}
	if off := max(whole-n.value, n.value-whole); p.numbers[i-1].unit != n.unit && off*10 > n.value {
		return
	}
	p.judge(s)
}

// follows says whether one of the words ends just before i.
func (p *page) follows(i int, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return p.has(i-len([]rune(w)), w) })
}

func hasPrefix(s string, prefixes ...string) bool {
	for _, x := range prefixes {
		if strings.HasPrefix(s, x) {
			return true
		}
	}
	return false
}
