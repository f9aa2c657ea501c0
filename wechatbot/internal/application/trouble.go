package application

import (
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Trouble names what is wrong with an answer that no step could make anything of.
func Trouble(d disclosure.Draft, got Details, text string) string {
	switch d.Step {
	case StepID, StepCode:
		if d.Step == StepCode && got.IDNumber != "" {
			return "code_is_id"
		}
		switch digits := len(got.BadNumber); {
		case digits == 18:
			return d.Step
		case digits > 0:
			return d.Step + "_length"
		}
		return d.Step + "_none"
	case StepPhone:
		if TooFew(text) {
			return "phone_length"
		}
	case StepPaper:
		if d.Applicant.IDType != "" && d.Applicant.IDType != "身份证" {
			return "paper_number"
		}
	case StepWhere:
		if WhereTo(d) == "email" && !strings.Contains(text, "@") {
			return "email_none"
		}
		return WhereTo(d)
	}
	return d.Step
}

// leftOver names what is wrong with a number beside what was taken, where the number is
// asked for next.
func leftOver(d disclosure.Draft, got Details, text string) string {
	switch {
	case got.BadNumber != "" && Numbered(d.Step), d.Step == StepPhone && TooFew(got.apart):
		return Trouble(d, got, text)
	case got.Way > 0 && bothWays(text):
		return "way_one"
	}
	return ""
}

// shortPhone is a mobile number that is too short or too long.
var shortPhone = form(`(?:^|[^0-9])(?:1[3-9][0-9]{5,8}|1[3-9][0-9]{10,11})(?:$|[^0-9])`)

// TooFew says whether a text has a mobile number with too few digits, or too many.
func TooFew(text string) bool {
	return shortPhone.MatchString(spokenDigits.ReplaceAllStringFunc(text, writing.Digits))
}
