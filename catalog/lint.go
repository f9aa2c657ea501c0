package catalog

import (
	"iter"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// The rules of Lint, besides those of Validate and of screening.
const (
	RuleTitleEmpty       Rule = "title-says-nothing"     // 公示
	RuleTitleLong        Rule = "title-long-for-wechat"  // over 32 characters
	RuleTitleSpaces      Rule = "title-spaces"           // spaces that do not belong there
	RuleTitlePair        Rule = "title-unpaired"         // a bracket or 书名号 without its other half
	RuleTitleStop        Rule = "title-full-stop"        // ends with 。
	RuleSummaryEmpty     Rule = "summary-says-nothing"   // the title again, 详见附件
	RuleSummaryLong      Rule = "summary-long"           // over 500 characters
	RuleNumberForeign    Rule = "number-not-ours"        // fits a scheme, but not the office's
	RuleNumberYear       Rule = "number-year"            // its year is neither that of creation nor of publication
	RuleDocNumberMissing Rule = "doc-number-missing"     // an official document without 文号
	RuleDocNumberUnread  Rule = "doc-number-unreadable"  // not in any known form
	RuleDocNumberWriting Rule = "doc-number-writing"     // readable, not in the official form
	RuleDocNumberYear    Rule = "doc-number-year"        // its year is not that of the date
	RulePublishedEarly   Rule = "published-before-dated" // published before it was made
	RuleLate             Rule = "late"                   // published after the legal term
	RuleLateUnknown      Rule = "late-not-assessable"    // the calendar is not announced
	RuleDateFuture       Rule = "date-in-future"
	RuleDateEarly        Rule = "date-too-early"
	RuleThemeUnknown     Rule = "theme-unknown"
	RuleGenreUnknown     Rule = "genre-unknown"
	RuleColumnUnknown    Rule = "column-unknown"
	RuleCategoryMissing  Rule = "category-missing"
	RuleDuplicate        Rule = "duplicate"        // the same title, publisher and date
	RuleDocNumberTwice   Rule = "doc-number-twice" // one document number, two titles
	RuleSerialGap        Rule = "serial-gap"       // missing serial in a series that must have none
)

// A Linter looks for what a reader would stumble over. The zero Linter holds
// the rules that need nothing else; its fields switch others on.
type Linter struct {
	Calendar *civil.Calendar // for late publication; nil: not assessed
	Today    civil.Date      // for dates in the future; zero: not assessed
	Columns  []Column        // the office's columns; nil: any name is taken
	Scheme   Scheme          // the office's way of numbering; zero: any known one
	Baseline Baseline        // findings that are known already; nil: none
	Off      []Rule          // rules that the office does not hold
}

// Lint returns what a clerk should look at in one record: what Validate and
// Screen find, and whatever makes the entry irregular (目录内容不全、索引号编制不
// 规范、内容概述过于简单). Findings that need several records come from Sweep.
func (l Linter) Lint(r Record) []Finding {
	fs := r.Validate()
	fs = append(fs, r.Screen()...)
	for _, rule := range []func(Linter, Record) []Finding{
		lintTitle, lintSummary, lintNumber, lintDocNumber, lintDates, lintLate, lintClasses,
	} {
		fs = append(fs, rule(l, r)...)
	}
	return l.kept(r, fs)
}

// kept names the record in the findings, and drops those that are switched off
// or known.
func (l Linter) kept(r Record, fs []Finding) []Finding {
	var out []Finding
	for _, f := range fs {
		f.Number = r.Number
		if !l.off(f.Rule) && !l.Baseline[f.Fingerprint()] {
			out = append(out, f)
		}
	}
	return out
}

func (l Linter) off(rule Rule) bool {
	for _, o := range l.Off {
		if o == rule {
			return true
		}
	}
	return false
}

// Swept is what a sweep over many records found.
type Swept struct {
	Records  int
	Clean    int // without any finding
	Findings []Finding
	ByRule   []Count // in falling order
}

// Sweep lints every record and what only shows between them: duplicates, a
// document number given twice, gaps in series that must have none.
func (l Linter) Sweep(records iter.Seq2[Record, error]) (Swept, error) {
	var out Swept
	between := newBetween()
	counts := map[string]int{}
	for r, err := range records {
		if err != nil {
			return out, err
		}
		fs := append(l.Lint(r), l.kept(r, between.see(r))...)
		out.Records++
		if len(fs) == 0 {
			out.Clean++
		}
		out.Findings = append(out.Findings, fs...)
	}
	out.Findings = append(out.Findings, l.kept(Record{}, between.gaps())...)
	for _, f := range out.Findings {
		counts[string(f.Rule)]++
	}
	out.ByRule = byNumber(counts)
	return out, nil
}
