package accounts

import (
	"fmt"
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/disclosure"
)

// severities are how heavily the desk takes what the checks of tables find.
var severities = map[budget.Severity]disclosure.Severity{
	budget.Notice:  disclosure.Hint,
	budget.Warning: disclosure.Warning,
	budget.Error:   disclosure.Wrong,
}

// finding is a finding of a table as the desk shows it, with its cell.
func finding(f budget.Finding) disclosure.Finding {
	where := f.At.Sheet
	if f.At.Row > 0 {
		where += fmt.Sprintf(" 第%d行", f.At.Row)
	}
	if f.At.Column > 0 {
		where += fmt.Sprintf("第%d列", f.At.Column)
	}
	text := f.Text
	if f.Formula != "" {
		text += "（" + f.Formula + "）"
	}
	if f.Diff != "" {
		text += "差" + f.Diff + "，舍入允许" + f.Bound + "。"
	}
	if len(f.Suspects) > 0 {
		text += "先看：" + strings.Join(f.Suspects, "；") + "。"
	}
	return disclosure.Finding{Rule: f.Rule, Severity: severities[f.Severity], Where: where, Text: text, Want: f.Want, Got: f.Got}
}
