package catalog

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func lintDates(l Linter, r Record) []Finding {
	var fs []Finding
	if !r.Date.IsZero() && !r.Published.IsZero() && r.Published.Before(r.Date) {
		fs = append(fs, Finding{
			Rule: RulePublishedEarly, Severity: Warning, Where: "公开日期", Text: "公开日期早于生成日期。",
			Want: "不早于" + r.Date.String(), Got: r.Published.String(),
		})
	}
	if !l.Today.IsZero() && r.Date.After(l.Today) {
		fs = append(fs, Finding{
			Rule: RuleDateFuture, Severity: Warning, Where: "生成日期", Text: "生成日期还没有到。", Got: r.Date.String(),
		})
	}
	if !r.Date.IsZero() && r.Date.Before(firstDay) {
		fs = append(fs, Finding{
			Rule: RuleDateEarly, Severity: Warning, Where: "生成日期", Text: "生成日期早于" + firstDay.Chinese() + "，请核对年份。", Got: r.Date.String(),
		})
	}
	return fs
}

// firstDay is the first day of the People's Republic: what is older is a slip of the pen.
var firstDay = civil.Day(1949, time.October, 1)

// lintLate holds the term of publication that the law in force on the day of
// creation set (条例（2008）第18条, （2019）第26条).
func lintLate(l Linter, r Record) []Finding {
	term := disclosure.RulesOn(r.Date).Publish
	if l.Calendar == nil || r.Date.IsZero() || r.Published.IsZero() || term.IsZero() || !r.Published.After(r.Date) {
		return nil
	}
	due, err := term.From(r.Date, l.Calendar)
	switch {
	case errors.Is(err, civil.ErrNotCovered):
		return []Finding{{
			Rule: RuleLateUnknown, Severity: Note, Where: "公开日期", Text: "这一年的放假安排没有录入，不能判断公开是否逾期。", Got: r.Published.String(),
		}}
	case err != nil || !r.Published.After(due):
		return nil
	}
	return []Finding{{
		Rule: RuleLate, Severity: Warning, Where: "公开日期", Want: "不晚于" + due.String(), Got: r.Published.String(),
		Text: fmt.Sprintf("公开晚于生成之日起%s的期限（%s）。", term, term.Article),
	}}
}

func lintClasses(l Linter, r Record) []Finding {
	var fs []Finding
	add := func(rule Rule, s Severity, where, text, got string) {
		fs = append(fs, Finding{Rule: rule, Severity: s, Where: where, Text: text, Got: got})
	}
	if r.Theme != "" && !slices.Contains(Themes(), r.Theme) {
		add(RuleThemeUnknown, Warning, "主题分类", "不是国务院公文主题分类的类目。", string(r.Theme))
	}
	if r.Genre != "" && !slices.Contains(Genres(), r.Genre) {
		add(RuleGenreUnknown, Note, "体裁分类", "不是公文种类。", string(r.Genre))
	}
	if l.Columns != nil && !slices.Contains(l.Columns, r.Column) {
		add(RuleColumnUnknown, Warning, "栏目", "没有这个栏目。", string(r.Column))
	}
	if r.Category == 0 {
		add(RuleCategoryMissing, Note, "公开时限", "没有写明长期、定期、逐段还是临时公开。", "")
	}
	return fs
}
