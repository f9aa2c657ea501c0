package catalog

import "strings"

// A Rule is the id of what a finding is about. Ids never change their meaning.
type Rule string

// The rules that Validate holds: broken, a record is not published.
const (
	RuleTitleMissing     Rule = "title-missing"
	RuleSummaryMissing   Rule = "summary-missing"
	RuleDateMissing      Rule = "date-missing"
	RulePublisherMissing Rule = "publisher-missing"
	RuleNumberIrregular  Rule = "number-irregular"
	RuleDateInvalid      Rule = "date-invalid"
	RuleNotProactive     Rule = "not-proactive"
	RuleTooLong          Rule = "too-long"
	RuleFileNameless     Rule = "file-nameless"
)

// Validate returns what keeps the record from being published: an element of
// the law's minimum that is not there (索引号 is issued, 名称, 内容概述, 生成日期:
// 条例（2019）第12条), and what cannot be true. No findings: it may go out, as
// far as its form is concerned.
func (r Record) Validate() []Finding {
	var fs []Finding
	need := func(ok bool, where string, rule Rule) {
		if !ok {
			fs = append(fs, missing(where, rule))
		}
	}
	need(strings.TrimSpace(r.Title) != "", "名称", RuleTitleMissing)
	need(strings.TrimSpace(r.Summary) != "", "内容概述", RuleSummaryMissing)
	need(!r.Date.IsZero(), "生成日期", RuleDateMissing)
	need(strings.TrimSpace(r.Publisher) != "", "发布机构", RulePublisherMissing)
	return append(fs, r.impossible()...)
}

// impossible finds what cannot be true of any record.
func (r Record) impossible() []Finding {
	var fs []Finding
	add := func(rule Rule, where, text, want, got string) {
		fs = append(fs, Finding{Rule: rule, Severity: Error, Number: r.Number, Where: where, Text: text, Want: want, Got: got})
	}
	if !r.Date.IsZero() && !r.Date.Valid() {
		add(RuleDateInvalid, "生成日期", "没有这一天。", "年-月-日", r.Date.String())
	}
	if !r.Until.IsZero() && !r.Published.IsZero() && r.Until.Before(r.Published) {
		add(RuleDateInvalid, "公示期", "公示的最后一日早于公开之日。", "不早于"+r.Published.String(), r.Until.String())
	}
	if r.Openness != Proactive {
		add(RuleNotProactive, "公开属性", "公开属性不是主动公开，不能发布。", Proactive.Chinese(), r.Openness.Chinese())
	}
	if len([]rune(r.Title)) > maxTitle {
		add(RuleTooLong, "名称", "名称太长，像是把正文写进了名称。", "", "")
	}
	if len(r.Number) > maxNumber || strings.ContainsAny(string(r.Number), "<>\"'&") {
		add(RuleNumberIrregular, "索引号", "索引号太长，或者含有不该有的符号。", "", "")
	}
	for _, f := range r.Files {
		if f.Name == "" {
			add(RuleFileNameless, "附件", "附件没有文件名。", "", "")
		}
	}
	return fs
}

// The longest title and index number that are taken at all, in characters and
// bytes. The longest title in 34,578 published ones has fewer than 300.
const (
	maxTitle  = 1000
	maxNumber = 64
)

func missing(where string, rule Rule) Finding {
	return Finding{Rule: rule, Severity: Error, Where: where, Text: "没有填写" + where + "，目录必须有（条例第十二条、目录系统实施指引）。"}
}
