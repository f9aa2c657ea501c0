package disclosure

import (
	"fmt"
	"strings"
	"time"
)

// checkDates finds days that no calendar has, days without 日 and years with a
// digit too few or too many.
func (p *page) checkDates() {
	for i, n := range p.numbers {
		digits := p.digitsFrom(n.start)
		switch p.at(n.start + digits) {
		case '年':
			p.checkYearDigits(n, digits)
		case '月':
			p.checkMonth(i, n, digits)
		case '-', '/':
			p.checkNumeric(n, digits)
		}
	}
}

func (p *page) checkYearDigits(n number, digits int) {
	if !p.has(n.start, "20") || digits == 4 || digits < 3 || digits > 6 || digits == 3 && p.at(n.start+2) == '0' {
		return
	}
	p.impossible(n.start, digits+1, "年份应当是四位数。")
}

func (p *page) checkMonth(i int, n number, digits int) {
	month := int(n.value / hundredths)
	at := n.start + digits + 1
	year := p.yearBefore(n.start)
	daysWritten := p.digitsFrom(at)
	if digits > 2 || isDigit(p.at(n.start-1)) || p.at(n.start-1) == '.' {
		return
	}
	if month < 1 || month > 12 {
		if year > 0 || daysWritten > 0 || p.at(at) == '份' {
			p.impossible(n.start, digits+1, fmt.Sprintf("没有%d月。", month))
		}
		return
	}
	if daysWritten == 0 || daysWritten > 2 || i+1 >= len(p.numbers) {
		return
	}
	day := int(p.numbers[i+1].value / hundredths)
	after := p.at(at + daysWritten)
	if after == '日' || after == '号' {
		if day < 1 || day > daysIn(year, month) {
			p.impossible(n.start, digits+1+daysWritten+1, fmt.Sprintf("%s%d月没有%d日。", yearName(year), month, day))
		}
		return
	}
	if strings.ContainsRune("前后起止底，。；)\n", after) && day <= 31 && p.at(at-1) == '月' {
		p.report(n.start, Finding{Rule: "proofread.date", Severity: Warning, Where: p.text(n.start, at+daysWritten+1),
			Text: fmt.Sprintf("“%s”缺“日”字。", p.text(n.start, at+daysWritten+1)),
			Want: fmt.Sprintf("%d月%d日", month, day), Got: p.text(n.start, at+daysWritten)})
	}
}

// checkNumeric reads 2015-02-30 and 2015/2/30.
func (p *page) checkNumeric(n number, digits int) {
	sep := p.at(n.start + 4)
	if digits != 4 || n.value < 1900*hundredths || n.value > 2100*hundredths {
		return
	}
	m := n.start + 5
	monthDigits := p.digitsFrom(m)
	d := m + monthDigits + 1
	dayDigits := p.digitsFrom(d)
	if monthDigits < 1 || monthDigits > 2 || p.at(d-1) != sep || dayDigits < 1 || dayDigits > 2 {
		return
	}
	year, month, day := p.small(n.start, 4), p.small(m, monthDigits), p.small(d, dayDigits)
	if month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		p.impossible(n.start, d+dayDigits-n.start, "没有这一天。")
	}
}

func (p *page) small(at, digits int) int {
	n := 0
	for i := at; i < at+digits; i++ {
		n = n*10 + int(p.at(i)-'0')
	}
	return n
}

// yearBefore returns the year written just before i, or 0.
func (p *page) yearBefore(i int) int {
	if p.at(i-1) != '年' || i < 5 || isDigit(p.at(i-6)) {
		return 0
	}
	for k := i - 5; k < i-1; k++ {
		if !isDigit(p.at(k)) {
			return 0
		}
	}
	return p.small(i-5, 4)
}

// daysIn returns the days of a month; February of an unknown year has 29.
func daysIn(year, month int) int {
	if year == 0 {
		year = 2000
	}
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func yearName(year int) string {
	if year == 0 {
		return ""
	}
	return fmt.Sprintf("%d年", year)
}

func (p *page) impossible(at, length int, why string) {
	p.report(at, Finding{Rule: "proofread.date", Severity: Wrong, Where: p.text(at, at+length),
		Text: fmt.Sprintf("“%s”不成立：%s", p.text(at, at+length), why), Got: p.text(at, at+length)})
}
