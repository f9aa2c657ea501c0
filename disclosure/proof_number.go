package disclosure

import (
	"strconv"
	"strings"
)

// A number is a count in the text with the measure word after it.
type number struct {
	start, end int    // the digits and the unit, as characters of the page
	value      int64  // in hundredths, so that 万元 with two places stay exact
	unit       string // 条, 件, 万元 …; empty: a date, a percentage, an ordinal
	rough      bool   // 余, 约, 近 …: not to be held to the letter
}

const hundredths = 100

// figure writes a value as it would stand in the text.
func figure(v int64) string {
	s := strconv.FormatInt(v/hundredths, 10)
	if part := v % hundredths; part != 0 {
		s += "." + strings.TrimRight(string([]byte{'0' + byte(part/10), '0' + byte(part%10)}), "0")
	}
	return s
}

// longUnits are measure words of several characters; the empty ones are no count.
var longUnits = []struct{ text, unit string }{
	{"个工作日", ""}, {"个百分点", ""}, {"个小时", ""}, {"个月", ""}, {"个季度", ""}, {"个自然日", ""},
	{"人次", "人次"}, {"平方米", ""}, {"平方公里", ""}, {"万元", "万元"}, {"亿元", "亿元"}, {"万人次", ""}, {"点击", ""},
}

const units = "条件项篇个次人期份起家名宗场部则例户批张幅册本处位类种封笔块面辆台座所元"

// sameMeasure are the words that count pieces of information or cases; one may
// stand for another inside a list.
const sameMeasure = "条件项篇个份则例宗起期"

var (
	roughBefore = []string{"不少于", "不低于", "至少", "超过", "将近", "大约", "接近", "突破", "约", "近", "逾", "超", "每"}
	roughAfter  = []string{"以上", "以下", "以内", "左右", "之多"}
)

// readNumbers finds every number of the page.
func (p *page) readNumbers() {
	for i := 0; i < len(p.runes); i++ {
		if !isDigit(p.runes[i]) {
			continue
		}
		n := p.numberAt(i)
		p.numbers = append(p.numbers, n)
		i = n.end - 1
		for p.at(i) != '\n' && isDigit(p.at(i+1)) {
			i++
		}
	}
}

func (p *page) numberAt(start int) number {
	n := number{start: start, end: start}
	value, digits := int64(0), 0
	for isDigit(p.at(n.end)) {
		if digits++; digits <= 12 {
			value = value*10 + int64(p.at(n.end)-'0')
		}
		n.end++
	}
	n.value = value * hundredths
	n.rough = digits > 12
	if p.at(n.end) == '.' && isDigit(p.at(n.end+1)) {
		n.end++
		for scale := int64(10); isDigit(p.at(n.end)); n.end++ {
			n.value += int64(p.at(n.end)-'0') * hundredths / scale
			n.rough = n.rough || scale > hundredths
			scale = min(scale*10, 10000)
		}
	}
	p.readUnit(&n)
	p.readRough(&n)
	return n
}

// readUnit reads the measure word. What follows 第 is an ordinal.
func (p *page) readUnit(n *number) {
	if p.at(n.start-1) == '第' || isLetter(p.at(n.start-1)) || p.at(n.start-1) == '.' || p.at(n.start-1) == '-' {
		return
	}
	end := n.end
	for strings.ContainsRune("余多几", p.at(end)) {
		n.rough = true
		end++
	}
	for _, u := range longUnits {
		if p.has(end, u.text) {
			n.unit = u.unit
			n.end = end + len([]rune(u.text))
			return
		}
	}
	if p.at(end) == '万' || p.at(end) == '亿' {
		n.rough = true
		for end++; strings.ContainsRune("余多", p.at(end)); end++ {
		}
	}
	if r := p.at(end); strings.ContainsRune(units, r) {
		n.unit = string(r)
		n.end = end + 1
	}
}

func (p *page) readRough(n *number) {
	if _, length := p.hasAny(n.end, roughAfter); length > 0 || p.at(n.end) == '余' || p.at(n.end) == '多' {
		n.rough = true
	}
	for _, w := range roughBefore {
		n.rough = n.rough || p.has(n.start-len([]rune(w)), w)
	}
}

func isLetter(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }

// measures tells whether a count in the one unit may be part of a count in the other.
func measures(unit, total string) bool {
	return unit == total || unit != "" && total != "" && strings.Contains(sameMeasure, unit) && strings.Contains(sameMeasure, total)
}
