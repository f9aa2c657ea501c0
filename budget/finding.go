package budget

import (
	"cmp"
	"fmt"
	"strings"
)

// A Verdict is what evaluating one identity came to. The zero Verdict is
// NotEvaluated.
type Verdict int

// The four verdicts. WithinRounding means that the two sides differ by no more
// than rounding each printed cell on its own can explain.
const (
	NotEvaluated Verdict = iota
	Exact
	WithinRounding
	Inconsistent
)

// String returns the Chinese word for the verdict.
func (v Verdict) String() string {
	return [...]string{"未评估", "相符", "四舍五入误差", "不符"}[min(max(v, NotEvaluated), Inconsistent)]
}

// Severity is how much a finding weighs. The zero Severity is Notice.
type Severity int

// The severities. Only an Error says that the table is wrong.
const (
	Notice Severity = iota
	Warning
	Error
)

// String returns the Chinese word for the severity.
func (s Severity) String() string {
	return [...]string{"提示", "警告", "错误"}[min(max(s, Notice), Error)]
}

// MarshalText writes the severity for JSON.
func (s Severity) MarshalText() ([]byte, error) {
	return []byte([...]string{"notice", "warning", "error"}[min(max(s, Notice), Error)]), nil
}

// A Position says where a cell stands: the sheet or file, and the row and
// column from 1. Row 0 is the whole sheet.
type Position struct {
	Sheet  string `json:"sheet,omitempty"`
	Row    int    `json:"row,omitempty"`
	Column int    `json:"column,omitempty"`
}

// String writes the position as a compiler does: sheet:row:column.
func (p Position) String() string {
	switch {
	case p.Row == 0:
		return p.Sheet
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.Sheet, p.Row)
	}
	return fmt.Sprintf("%s:%d:%d", p.Sheet, p.Row, p.Column)
}

// A Finding is something about a table that its clerk should look at.
type Finding struct {
	Rule     string   `json:"rule"`
	Severity Severity `json:"severity"`
	At       Position `json:"at"`
	Text     string   `json:"text"` // one Chinese sentence
	Formula  string   `json:"formula,omitempty"`
	Want     string   `json:"want,omitempty"`
	Got      string   `json:"got,omitempty"`
	Diff     string   `json:"diff,omitempty"`
	Bound    string   `json:"bound,omitempty"`
	Suspects []string `json:"suspects,omitempty"` // the cells most likely wrong, likeliest first
}

// String puts the finding on one line, as a compiler prints an error.
func (f Finding) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s %s: %s", f.At, f.Severity, f.Rule, f.Text)
	if f.Formula != "" {
		fmt.Fprintf(&b, " [%s]", f.Formula)
	}
	switch {
	case f.Want != "":
		fmt.Fprintf(&b, " 应为%s，现为%s", f.Want, cmp.Or(f.Got, "空"))
	case f.Got != "":
		fmt.Fprintf(&b, " 现为%s", f.Got)
	}
	if f.Diff != "" {
		fmt.Fprintf(&b, "，差%s（舍入允许%s）", f.Diff, f.Bound)
	}
	if len(f.Suspects) > 0 {
		fmt.Fprintf(&b, "；先看：%s", strings.Join(f.Suspects, "；"))
	}
	return b.String()
}

// A Result is what a check came to: the findings, and how many identities were
// evaluated with which verdict, so that silence is never taken for soundness.
type Result struct {
	Findings     []Finding `json:"findings"`
	Checked      int       `json:"checked"`
	Exact        int       `json:"exact"`
	Rounded      int       `json:"rounded"`
	Failed       int       `json:"failed"`
	NotEvaluated int       `json:"not_evaluated"`
}

// OK says that no finding is an error. It does not say that everything could
// be evaluated, or that anything was: see NotEvaluated, and Checked.
func (r Result) OK() bool {
	for _, f := range r.Findings {
		if f.Severity == Error {
			return false
		}
	}
	return true
}

// Plus is the result of both checks together.
func (r Result) Plus(other Result) Result {
	r.Findings = append(r.Findings[:len(r.Findings):len(r.Findings)], other.Findings...)
	r.Checked += other.Checked
	r.Exact += other.Exact
	r.Rounded += other.Rounded
	r.Failed += other.Failed
	r.NotEvaluated += other.NotEvaluated
	return r
}

// String is the coverage on one line.
func (r Result) String() string {
	return fmt.Sprintf("核对%d项：相符%d，四舍五入误差%d，不符%d；未评估%d",
		r.Checked, r.Exact, r.Rounded, r.Failed, r.NotEvaluated)
}

func (r *Result) count(v Verdict) {
	if v == NotEvaluated {
		r.NotEvaluated++
		return
	}
	r.Checked++
	switch v {
	case Exact:
		r.Exact++
	case WithinRounding:
		r.Rounded++
	case Inconsistent:
		r.Failed++
	}
}
