package disclosure

import (
	"fmt"
	"strings"
)

// A mark is a number at the head of a paragraph or of an item in one.
type mark struct {
	level int // 1 一、 2 (一) 3 1、 4 (1) 5 ① 6 一是 7 一要
	n     int
	end   int
}

const (
	levelItem  = 4 // from here on marks stand inside paragraphs as well
	levelWords = 6
	levels     = 8
	deepest    = 8 // series of one level that are kept open
)

// markAt reads the mark that stands at i.
func markAt(runes []rune, i int) (mark, bool) {
	at := func(i int) rune {
		if i < 0 || i >= len(runes) {
			return '\n'
		}
		return runes[i]
	}
	bracket := at(i) == '('
	start := i
	if bracket {
		start++
	}
	if r := at(i); r >= '①' && r <= '⑳' {
		return mark{level: 5, n: int(r-'①') + 1, end: i + 1}, true
	}
	n, end := chineseNumber(runes, start)
	chinese := end > start
	if !chinese {
		for end = start; isDigit(at(end)) && end-start < 3; end++ {
			n = n*10 + int(at(end)-'0')
		}
	}
	if end == start || n == 0 || n > 60 {
		return mark{}, false
	}
	level := levelOf(bracket, chinese, at(end), at(end+1))
	return mark{level: level, n: n, end: end + 1}, level > 0
}

// levelOf tells the level of a number by what stands around it; 0 is no mark.
func levelOf(bracket, chinese bool, next, after rune) int {
	switch {
	case bracket && next == ')' && chinese:
		return 2
	case next == ')' && !chinese:
		return levelItem
	case bracket:
	case chinese && next == '、':
		return 1
	case chinese && next == '是':
		return levelWords
	case chinese && next == '要':
		return levelWords + 1
	case !chinese && (next == '、' || next == '.' && !isDigit(after)):
		return 3
	}
	return 0
}

// chineseNumber reads 一 to 九十九 at i and returns it with its end; the end is
// i where there is none.
func chineseNumber(runes []rune, i int) (n, end int) {
	digit := func(i int) int {
		if i >= len(runes) {
			return 0
		}
		return chineseDigit(runes[i])
	}
	end = i
	if d := digit(end); d > 0 {
		n, end = d, end+1
	}
	if end < len(runes) && runes[end] == '十' {
		n, end = max(n, 1)*10, end+1
		if d := digit(end); d > 0 {
			n, end = n+d, end+1
		}
	}
	return n, end
}

func chineseDigit(r rune) int {
	switch r {
	case '一':
		return 1
	case '二':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return 0
}

// written writes a mark of the level.
func (m mark) written(n int) string {
	cn := chineseFigure(n)
	return [levels]string{"", cn + "、", "（" + cn + "）", fmt.Sprint(n, "、"), fmt.Sprintf("（%d）", n),
		string(rune('①' + n - 1)), cn + "是", cn + "要"}[m.level]
}

func chineseFigure(n int) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch {
	case n < 10:
		return digits[max(n, 0)]
	case n < 20:
		return "十" + digits[n-10]
	case n < 100:
		return digits[n/10] + "十" + digits[n%10]
	}
	return fmt.Sprint(n)
}

// A numbering follows the marks of a page. Each level keeps the last number of
// every series that is still open, because a table inside a chapter counts anew.
type numbering struct {
	*page
	open [levels][]int
}

// checkNumbering finds marks that skip or repeat a number.
func (p *page) checkNumbering() {
	n := &numbering{page: p}
	p.paragraphs(n.read)
}

func (n *numbering) read(from, to int) {
	inline := &numbering{page: n.page}
	for i := from; i < to; i++ {
		if i > from && !strings.ContainsRune("：；。，、)", n.at(i-1)) {
			n.first(i)
			continue
		}
		m, ok := markAt(n.runes, i)
		switch {
		case !ok || m.level < levelItem && i > from && strings.ContainsRune("，、)", n.at(i-1)):
		case m.level >= levelWords:
			n.follow(m, i, true)
		case i == from:
			n.follow(m, i, true)
		default:
			inline.follow(m, i, false)
		}
	}
}

// first takes 一是 where no stop stands before it, as in “主要做法一是”.
func (n *numbering) first(i int) {
	if n.at(i) != '一' || strings.ContainsRune("统之第唯万同单进十这每有", n.at(i-1)) {
		return
	}
	if m, ok := markAt(n.runes, i); ok && m.level >= levelWords {
		n.open[m.level] = []int{1}
	}
}

// follow takes the next mark; strict tells whether a series must begin with one.
func (n *numbering) follow(m mark, at int, strict bool) {
	series := n.open[m.level]
	if strict {
		for deeper := m.level + 1; deeper < levels && m.level < levelWords; deeper++ {
			n.open[deeper] = nil
		}
	}
	if m.n == 1 {
		if len(series) == deepest {
			series = append(series[:0], series[1:]...)
		}
		n.open[m.level] = append(series, 1)
		return
	}
	for i := len(series) - 1; i >= 0; i-- {
		if series[i]+1 == m.n {
			series[i] = m.n
			n.open[m.level] = series[:i+1]
			return
		}
	}
	if len(series) == 0 {
		if strict {
			n.slip(m, at, 1, fmt.Sprintf("序号“%s”之前没有“%s”。", m.written(m.n), m.written(1)))
		}
		if strict || m.level >= levelWords {
			n.open[m.level] = []int{m.n}
		}
		return
	}
	last := series[len(series)-1]
	text := "序号“%s”之后应当是“%s”，实为“%s”。"
	if last == m.n {
		text = "序号“%s”重复，应当是“%s”，实为“%s”。"
	}
	n.slip(m, at, last+1, fmt.Sprintf(text, m.written(last), m.written(last+1), m.written(m.n)))
	series[len(series)-1] = m.n
}

func (n *numbering) slip(m mark, at, want int, text string) {
	n.report(at, Finding{Rule: "proofread.numbering", Severity: Warning, Where: n.text(at, at+16), Text: text,
		Want: m.written(want), Got: m.written(m.n)})
}
