package wechatbot

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

var (
	// asksMeasures asks, behind a report, what is to be done: 那怎么改, 下一步有什么打算, 2016年的计划呢.
	asksMeasures = form(`^(?:{around}|{go_on}|{this_one}|政府|你们|他们|区里|这些|问题|毛病|不足|,)*(?:打算|准备|计划|想|该|会)*(?:怎么|咋|如何|怎样)(?:打算|准备|去|来|地|个|才)*(?:整改|改进|改正|改善|改变|改|解决)(?:{softly}|{go_on}|{around}|法|这些|问题)*$|` +
		`^(?:{around}|{go_on}|{this_one}|\d{4}年度?|明年|来年|第二年|下一步|接下来|以后|今后|年|度|有|啥|哪些|,)*(?:工作)?(?:计划|打算|措施|举措|安排|目标|思路|整改|改进)(?:措施)?(?:{around}|{go_on}|{softly}|没有?|哪些)*$`)
	// meansToDo asks so with no word for what is to be bettered: 2016年打算怎么办.
	meansToDo = form(`^(?:{around}|{go_on}|{this_one}|\d{4}年度?|明年|来年|第二年|下一步|接下来|以后|今后|政府|你们|他们|区里|,)*(?:打算|准备|计划)(?:要|去|来)?(?:怎么|咋|如何|怎样)(?:办|做|干|弄|搞|推进|开展)(?:{softly}|{around})*$`)
	// measuresPart is the title of the part of a report that says it.
	measuresPart = form(`措施|打算|计划|安排|下一步|努力方向|改进`)
)

// measures shows the part of the report in hand that says what is to be done, where it has one
// of the year that a text names.
func (v *visit) measures(text string) (answer, bool) {
	if utf8.RuneCountInString(text) > longestFollow || !v.talk.newer || !asksMeasures.MatchString(text) && !meansToDo.MatchString(text) {
		return answer{}, false
	}
	r, has := v.recordBefore()
	if !has || !strings.Contains(r.Title, "报告") {
		if r, has = v.reportHeld(); !has {
			return answer{}, false
		}
	}
	return v.showPart(r, measuresPart, v.yearOf(text))
}

// showPart shows the part of a report of which the title has some words, and names no other year
// than one that is asked for.
func (v *visit) showPart(report catalog.Record, titled *pattern.Pattern, year int) (answer, bool) {
	whole, _ := titleParts(report.Title)
	page, err := v.look(catalog.Query{Text: whole, Organ: report.Publisher, Limit: mostSifted, Today: v.today})
	if err != nil || page.Near {
		return answer{}, false
	}
	for _, h := range page.Hits {
		of, part := titleParts(h.Record.Title)
		named := fourDigits.FindString(part)
		if of == whole && titled.MatchString(part) && (year == 0 || named == "" || named == strconv.Itoa(year)) {
			v.takeUp(h.Record)
			return v.showAs(h.Record, ""), true
		}
	}
	return answer{}, false
}

// partNumbered asks for a part of a report by its number: 年报第三部分说的啥, 第六部分呢.
var partNumbered = form(`^(?:{manner}|{lead}|那|再|看看|打开|,)*(?:年报|年度报告|工作报告|报告)?的?(?:里|里面)?第([一二三四五六七八九十0-9]{1,3})(?:个)?(?:部分|大部分|章|节|大块|块|大项)(?:都|全|{around}|{go_on}|{softly}|{full_text}|[说讲写]|[?？])*$`)

// partOfReport shows a part of the report in hand, or of the newest one where no report is, or
// lists all that its number stands before.
func (v *visit) partOfReport(text string) (answer, bool) {
	m := partNumbered.FindStringSubmatch(text)
	if m == nil || utf8.RuneCountInString(text) > longestFollow {
		return answer{}, false
	}
	whole := fmt.Sprintf("%d年%s", v.newestReport(), annualReport)
	if r, has := v.recordBefore(); has && strings.Contains(r.Title, "报告") {
		whole, _ = titleParts(r.Title)
	}
	parts, n := []rune("一二三四五六七八九十"), writing.Numeral(m[1])
	if n < 1 || n > len(parts) {
		return answer{}, false
	}
	nth := "（" + string(parts[n-1])
	page, err := v.look(catalog.Query{Text: whole, Limit: mostSifted, Today: v.today})
	if err != nil || page.Near {
		return answer{}, false
	}
	var hits []catalog.Hit
	for _, h := range page.Hits {
		_, behind, part := strings.Cut(h.Record.Title, nth)
		if part && (strings.HasPrefix(behind, "）") || strings.HasPrefix(behind, "之")) {
			hits = append(hits, h)
		}
	}
	switch {
	case len(hits) == 0:
		return answer{}, false
	case len(hits) == 1:
		v.takeUp(hits[0].Record)
		return v.showAs(hits[0].Record, ""), true
	}
	whole, _ = titleParts(hits[0].Record.Title)
	return v.sifted(catalog.Query{Text: whole, Limit: pageSize, Today: v.today}, sieve{Titled: "报告" + string(parts[n-1]) + "之"}), true // titles are sifted without their marks
}

// titleParts is the title of a report, and that of the part of it that a record is: 存在的问题 of
// …年度工作报告（六）：存在的问题.
func titleParts(title string) (whole, part string) {
	whole, part, _ = strings.Cut(title, "：")
	whole, _, _ = strings.Cut(whole, "（")
	return whole, part
}
