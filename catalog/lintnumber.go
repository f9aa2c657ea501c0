package catalog

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

func lintNumber(l Linter, r Record) []Finding {
	if r.Number == "" {
		return nil // it is issued on publication
	}
	f := Finding{Rule: RuleNumberIrregular, Severity: Warning, Where: "索引号", Got: string(r.Number)}
	s, n, err := Identify(string(r.Number), Schemes())
	if l.Scheme.ID != "" {
		if own, err2 := l.Scheme.Parse(string(r.Number)); err2 == nil {
			s, n, err = l.Scheme, own, nil
		} else if err == nil {
			f.Rule, f.Text, f.Want = RuleNumberForeign, "索引号不是本机关的编法。", l.Scheme.Pattern()
			return []Finding{f}
		}
	}
	var broken *NumberError
	switch {
	case errors.As(err, &broken):
		return []Finding{broken.Finding()}
	case err != nil:
		f.Text = "索引号不合任何一种编制规则。"
		return []Finding{f}
	case n != r.Number:
		f.Text, f.Want, f.Fix = "索引号的写法不统一。", string(n), string(n)
		return []Finding{f}
	}
	p, err := s.Split(n)
	if err != nil || p.Year == r.Date.Year || p.Year == r.Published.Year || r.Date.IsZero() {
		return nil
	}
	f.Rule, f.Text = RuleNumberYear, "索引号的年份与生成日期、公开日期都不同。"
	f.Want = fmt.Sprint(r.Date.Year)
	return []Finding{f}
}

// numberedKinds are the kinds of document that an organ numbers.
func numberedKinds() []Genre {
	return []Genre{"决定", "命令（令）", "意见", "通知", "通报", "批复", "函"}
}

func lintDocNumber(_ Linter, r Record) []Finding {
	f := Finding{Severity: Warning, Where: "文号", Got: r.DocNumber}
	if strings.TrimSpace(r.DocNumber) == "" {
		if !slices.Contains(numberedKinds(), GenreOf(r.Title)) || !strings.Contains(r.Title, "关于") {
			return nil
		}
		f.Rule, f.Text = RuleDocNumberMissing, "看名称是正式公文，却没有文号；有文号的必须填写。"
		return []Finding{f}
	}
	d, err := ParseDocNumber(r.DocNumber)
	var refused *DocNumberError
	switch {
	case errors.As(err, &refused):
		f.Rule, f.Text = RuleDocNumberUnread, "文号读不懂："+refused.Reason+"。"
		return []Finding{f}
	case d.String() != r.DocNumber:
		f.Rule, f.Severity, f.Text = RuleDocNumberWriting, Note, "文号的写法不规范。"
		f.Want, f.Fix = d.String(), d.String()
		return append([]Finding{f}, docYear(d, r)...)
	}
	return docYear(d, r)
}

// docYear holds the number's year against the date. A document of the last
// days of a year may be dated in the next, so one year's difference passes.
func docYear(d DocNumber, r Record) []Finding {
	if d.Year == 0 || r.Date.IsZero() || d.Year == r.Date.Year || d.Year == r.Date.Year-1 {
		return nil
	}
	return []Finding{{
		Rule: RuleDocNumberYear, Severity: Warning, Where: "文号", Text: "文号的年份与生成日期不符。",
		Want: fmt.Sprint(r.Date.Year), Got: r.DocNumber,
	}}
}
