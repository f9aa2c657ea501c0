package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// letterBeside is a letter that stands behind details in one message, in a clause that
// says itself that it complains, and what stands before it.
func (e *entry) letterBeside() (before string, kind cases.Kind, words string) {
	if e.bot.Cases == nil || !writingWord.MatchString(writing.Simple(e.m.text)) {
		return "", "", ""
	}
	for at := range writing.ClausesAt(e.m.text) {
		rest := askLead.ReplaceAllString(e.m.text[at:], "")
		if kind, words, writes := letterAfter(writing.Simple(rest)); writes && words != "" {
			return e.m.text[:at], kind, asTyped(rest, words)
		}
	}
	return "", "", ""
}

func (e *entry) tellsAndComplains() bool {
	_, _, words := e.letterBeside()
	return words != "" && e.tellsDetails()
}

// agreesAndComplains: 同意。对了我还要投诉夜市油烟.
func (e *entry) agreesAndComplains() bool {
	if e.d.Step != application.StepConsent || e.stale {
		return false
	}
	before, _, words := e.letterBeside()
	return words != "" && agrees(strings.TrimRightFunc(before, writing.EndsClause))
}

// tellsAndWrites takes the details and shows the letter: nothing of either is lost.
func (e *entry) tellsAndWrites() answer {
	before, kind, words := e.letterBeside()
	if a := e.resume(e.d, before); a.again {
		return a
	}
	a := e.write(kind, words)
	a.text += "\n" + e.bot.say("apply_rests", nil).text
	return a
}
