package wechatbot

import "slices"

// tellsUntold says of what else was asked what the report says of it in other words, or that it
// counts none; where neither is known it is said that the number was not made out.
func (v *visit) tellsUntold(view *jointView, year int, untold []string) {
	for _, name := range untold {
		says := v.reportSays(year, name+"多少")
		switch {
		case says != "":
			view.Lines = append(view.Lines, jointLine{Name: name + "：", Value: says})
		case v.reportSpeaks(year, []string{name}):
			view.Unclear = append(view.Unclear, name)
		default:
			view.Untold = append(view.Untold, name)
		}
	}
}

// reportSays is the part of a year's report that tells the amount which a text asks for; "" where
// none surely does.
func (v *visit) reportSays(year int, text string) string {
	for r := range v.recordsOf(year, annualReport) {
		if says, sure := amountWithin(r.Body, text); sure {
			return says
		}
	}
	return ""
}

// reportSpeaks says whether a year's report speaks of any of some things: it may count them in words
// that are not understood.
func (v *visit) reportSpeaks(year int, of []string) bool {
	for r := range v.recordsOf(year, annualReport) {
		if slices.ContainsFunc(of, func(name string) bool { return holdsPair(r.Body, []rune(name)) }) {
			return true
		}
	}
	return false
}
