package disclosure

import (
	"fmt"
	"slices"
	"strings"
)

var (
	planWords    = []string{"计划", "打算", "安排", "要求", "措施", "思路", "重点", "下一步", "展望", "改进", "推进", "将", "目标"}
	backWords    = []string{"较", "比", "同期", "上年", "去年", "决算", "预算", "结转", "整改", "对照", "以来", "规划", "至", "届", "与", "回顾", "修订", "印发"}
	publishWords = []string{"主动公开", "公开信息", "公开政府信息", "受理", "收到", "发布"}
)

// reportYear reads the year from the title, or from “现将2015年度…”. Where titles
// of several years stand at the head of a page, it is the one that the text
// speaks of most.
func (p *page) reportYear() int {
	lead, n := 0, 0
	p.paragraphs(func(from, to int) {
		if n++; n > 40 {
			return
		}
		text := p.text(from, min(to, from+400))
		if i := strings.Index(text, "现将"); i >= 0 && lead == 0 {
			lead, _ = p.firstYear(from+len([]rune(text[:i])), to)
		}
		if to-from <= 60 && strings.Contains(text, "年") && strings.Contains(text, "报告") && !furniture(text) {
			if year, _ := p.firstYear(from, to); year != 0 && !slices.Contains(p.titles, year) {
				p.titles = append(p.titles, year)
			}
		}
	})
	switch len(p.titles) {
	case 0:
		return lead
	case 1:
		return p.titles[0]
	}
	said := map[int]int{}
	for _, n := range p.numbers {
		if year := int(n.value / hundredths); p.digitsFrom(n.start) == 4 && p.at(n.start+4) == '年' {
			said[year]++
		}
	}
	return slices.MaxFunc(p.titles, func(a, b int) int { return said[a] - said[b] })
}

// furniture tells a line of the web page from one of the report.
func furniture(text string) bool {
	return strings.ContainsAny(text, ">》|：") || hasPrefix(text, "上一", "下一", "相关", "根据", "按照")
}

// firstYear returns the first year between two places that is not part of a
// quoted title or a document number, and where it stands.
func (p *page) firstYear(from, to int) (int, int) {
	quoted := 0
	for i := from; i+4 < len(p.runes) && i < to; i++ {
		switch p.runes[i] {
		case '《', '〔', '[':
			quoted++
		case '》', '〕', ']':
			quoted--
		}
		if quoted <= 0 && p.digitsFrom(i) == 4 && !isDigit(p.at(i-1)) && (p.at(i+4) == '年') {
			if y := p.small(i, 4); y >= 1990 && y < 2100 {
				return y, i
			}
		}
	}
	return 0, 0
}

// checkYears holds headings, the opening and the period of the figures to the
// year of the report.
func (p *page) checkYears() {
	if p.year == 0 {
		return
	}
	n := 0
	p.paragraphs(func(from, to int) {
		n++
		p.checkHeadingYear(from, to, n <= 8)
		p.checkOpening(from, to)
		p.checkPeriod(from, to)
		p.checkSentenceYears(from, to)
	})
	p.checkSigned()
}

func (p *page) checkHeadingYear(from, to int, top bool) {
	text := p.text(from, to)
	m, marked := markAt(p.runes, from)
	title := top && strings.HasSuffix(text, "报告") && len(p.titles) < 3 // more are a list of links
	if to-from > 45 || !marked && !title || marked && m.level >= levelItem || furniture(text) && !marked {
		return
	}
	if marked && strings.ContainsAny(text, "；，") && strings.HasSuffix(text, "。") {
		return // a sentence, not a heading
	}
	year, at := p.firstYear(from, to)
	if year == 0 || year == p.year {
		return
	}
	if other, _ := p.firstYear(at+5, to); other == p.year || year > p.year && contains(text, planWords) || year < p.year && contains(text, backWords) {
		return
	}
	p.wrongYear(at, Wrong, year, text, "标题中的年份")
}

// checkOpening reads “现将2015年度…报告如下”.
func (p *page) checkOpening(from, to int) {
	for i := from; i < to; i++ {
		if !p.has(i, "现将") {
			continue
		}
		end := i
		for end < to && !strings.ContainsRune("，。；", p.at(end)) {
			end++
		}
		year, at := p.firstYear(i, end)
		if year != 0 && year != p.year && contains(p.text(i, end), []string{"公布", "报告"}) {
			p.wrongYear(at, Wrong, year, p.text(i, end), "开头的年份")
		}
		return
	}
}

// checkPeriod reads “2015年1月1日至2015年12月31日”.
func (p *page) checkPeriod(from, to int) {
	for i := from; i < to-12; i++ {
		if p.digitsFrom(i) != 4 || !p.has(i+4, "年1月1日") {
			continue
		}
		j := i + 9
		for j < to && strings.ContainsRune("起始至到止—-~～(", p.at(j)) {
			j++
		}
		end := p.year
		if p.digitsFrom(j) == 4 && p.has(j+4, "年12月31日") {
			end = p.small(j, 4)
		} else if !p.has(j, "12月31日") {
			continue
		}
		if start := p.small(i, 4); start != p.year || end != p.year {
			wrong := start
			if start == p.year {
				wrong = end
			}
			p.wrongYear(i, Wrong, wrong, p.text(i, j+11), "统计期限的年份")
		}
	}
}

// checkSentenceYears finds figures of another year given as the year's own.
func (p *page) checkSentenceYears(from, to int) {
	start := from
	for i := from; i <= to; i++ {
		if i < to && !strings.ContainsRune("。；！", p.at(i)) {
			continue
		}
		head := start
		if m, ok := markAt(p.runes, start); ok {
			head = m.end
		}
		head = p.behindAsOf(head)
		year, at := p.firstYear(head, min(head+5, i))
		text := p.text(head, i)
		if i-start > 45 || i < to || strings.HasSuffix(text, "条") {
			if year != 0 && at == head && year < p.year && year > p.year-3 && p.ownFigure(text) {
				p.wrongYear(at, Warning, year, p.text(start, min(i, start+30)), "句首的年份")
			}
		}
		start = i + 1
	}
}

// behindAsOf is the place of the year in “截至2015年12月31日”, which closes the figures of
// that year; elsewhere it is the place itself.
func (p *page) behindAsOf(at int) int {
	for _, words := range []string{"截至", "截止到", "截止"} {
		year := at + len([]rune(words))
		if p.has(at, words) && p.digitsFrom(year) == 4 && (p.has(year+4, "年12月31日") || p.has(year+4, "年底") || p.has(year+4, "年末")) {
			return year
		}
	}
	return at
}

// checkFirstSentence finds a chapter that begins with an earlier year and never names the
// report's own: what one takes over from the report of the year before.
func (p *page) checkFirstSentence() {
	first := true
	p.paragraphs(func(from, to int) {
		if _, marked := markAt(p.runes, from); !first || marked {
			return
		}
		first = false
		end := from
		for end < to && !strings.ContainsRune("。；！", p.at(end)) {
			end++
		}
		year, at := p.firstYear(from, min(from+5, end))
		text := p.text(from, min(end, from+30))
		if year == 0 || at != from || year >= p.year || year < p.year-3 || contains(p.text(from, end), backWords) || p.speaksOf(p.year) ||
			slices.ContainsFunc(p.found, func(f Finding) bool { return f.Rule == "proofread.year" && f.Got == yearName(year) }) {
			return
		}
		p.wrongYear(at, Warning, year, text, "句首的年份")
	})
}

// speaksOf reports whether the text names a year, or speaks of it as this one.
func (p *page) speaksOf(year int) bool {
	return contains(p.text(0, len(p.runes)), []string{fmt.Sprint(year) + "年", "今年", "本年"})
}

func (p *page) ownFigure(text string) bool {
	return contains(text, publishWords) && strings.ContainsAny(text, "条件") && strings.ContainsAny(text, "0123456789") &&
		!contains(text, backWords) && !contains(text, []string{fmt.Sprint(p.year), "今年", "本年"})
}

// checkSigned finds a report that is signed before its year began.
func (p *page) checkSigned() {
	last, lastAt := 0, 0
	p.paragraphs(func(from, to int) {
		year, at := p.firstYear(from, to)
		if to-from <= 12 && year != 0 && at == from && p.at(to-1) == '日' {
			last, lastAt = year, at
		}
	})
	if last != 0 && last < p.year {
		p.wrongYear(lastAt, Wrong, last, p.text(lastAt, lastAt+11), "落款的年份")
	}
}

func (p *page) wrongYear(at int, severity Severity, year int, where, what string) {
	p.report(at, Finding{Rule: "proofread.year", Severity: severity, Where: where,
		Text: fmt.Sprintf("%s（%d年）与报告年度（%d年）不一致。", what, year, p.year),
		Want: yearName(p.year), Got: yearName(year)})
}

func contains(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
