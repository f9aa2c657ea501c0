package catalog

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The lengths that a reader's tools set: a WeChat article's title, and the
// longest summary that a place's rules allow (哈密地区: 500).
const (
	wechatTitle = 32
	longSummary = 500
	fewWords    = 4 // letters beside the kind of document that a title must have
)

// bareKind is what is left of a title that names only its kind.
var bareKind = regexp.MustCompile(`(公示|公告|通告|通知|公布|公开|通报|公报|信息|结果|情况|说明|关于|的|报告|方案|转发|更正|测试|标题|\d|年|月|日|第|期|号|次|[\p{P}\p{S}\s])+`)

func lintTitle(_ Linter, r Record) []Finding {
	var fs []Finding
	add := func(rule Rule, s Severity, text, fix string) {
		fs = append(fs, Finding{Rule: rule, Severity: s, Where: "名称", Text: text, Got: excerpt(r.Title), Fix: fix})
	}
	title := strings.TrimSpace(r.Title)
	if title == "" {
		return nil // Validate says so
	}
	if utf8.RuneCountInString(bareKind.ReplaceAllString(title, "")) < fewWords {
		add(RuleTitleEmpty, Warning, "名称只说了体裁，没有说是谁的什么事。", "")
	}
	if n := utf8.RuneCountInString(title); n > wechatTitle {
		add(RuleTitleLong, Note, fmt.Sprintf("名称有%d个字，公众号标题只容%d个字，推送时会被截短。", n, wechatTitle), "")
	}
	clean := closeUp(r.Title)
	stop := strings.HasSuffix(clean, "。") && strings.Count(clean, "。") == 1
	best := clean
	if stop {
		best = strings.TrimSuffix(clean, "。")
	}
	if clean != r.Title {
		add(RuleTitleSpaces, Warning, "名称里有多余的空格或换行。", best)
	}
	if left := unpaired(title); left != "" {
		add(RuleTitlePair, Warning, "名称里的“"+left+"”没有配对。", "")
	}
	if stop {
		add(RuleTitleStop, Note, "名称末尾不用句号。", best)
	}
	return fs
}

// closeUp drops spaces at the ends and turns runs of space, line breaks and
// invisible characters into one space. A single space stays: titles set one
// between the names of two organs.
func closeUp(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }), " ")
}

// unpaired returns the first bracket or mark whose other half is missing.
// Single quotes are left out: titles use them as apostrophes (2005’).
func unpaired(s string) string {
	pairs := map[rune]rune{'》': '《', '〉': '〈', '）': '（', ')': '(', '”': '“', '】': '【', '〕': '〔', ']': '['}
	var open []rune
	for _, r := range s {
		switch r {
		case '《', '〈', '（', '(', '“', '【', '〔', '[':
			open = append(open, r)
		case '》', '〉', '）', ')', '”', '】', '〕', ']':
			n := len(open)
			if n == 0 || !matching(open[n-1], pairs[r]) {
				return string(r)
			}
			open = open[:n-1]
		}
	}
	if len(open) > 0 {
		return string(open[0])
	}
	return ""
}

// matching lets full and half width brackets close each other.
func matching(open, want rune) bool {
	round := func(r rune) bool { return r == '(' || r == '（' }
	return open == want || round(open) && round(want)
}

// emptySummary are summaries that only point elsewhere.
var emptySummary = regexp.MustCompile(`^(详见|见|请看|参见|如题|同上|同标题|无|略|暂无|正文|附件|全文|下载|内容|点击|查看|具体|原文|[\p{P}\p{S}\s])+$`)

func lintSummary(_ Linter, r Record) []Finding {
	s := strings.TrimSpace(r.Summary)
	f := Finding{Severity: Warning, Where: "内容概述", Got: excerpt(s)}
	switch n := utf8.RuneCountInString(s); {
	case s == "":
		return nil // Validate says so
	case emptySummary.MatchString(s) || n < fewWords:
		f.Rule, f.Text = RuleSummaryEmpty, "内容概述没有说出内容。"
	case strings.Contains(squeeze(r.Title), squeeze(s)):
		f.Rule, f.Text = RuleSummaryEmpty, "内容概述只重复了名称。"
	case n > longSummary:
		f.Rule, f.Severity, f.Text = RuleSummaryLong, Note, fmt.Sprintf("内容概述有%d个字，一般不超过%d个字。", n, longSummary)
	default:
		return nil
	}
	return []Finding{f}
}

// squeeze keeps letters and digits only, to compare what is said.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
