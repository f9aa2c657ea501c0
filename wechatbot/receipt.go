package wechatbot

import (
	"slices"
	"strings"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// beforeReceipt is what was said last to who may miss a receipt: nothing that is known
// here, or the receipt.
var beforeReceipt = map[string]bool{"": true, "apply_done": true, "case_done": true}

// handedIn answers who hands in where nothing is being filled in. She tapped twice, or
// the receipt did not reach her and WeChat sends her message again, to a process that
// does not know it: what she handed in a moment ago is shown as it was then.
func (v *visit) handedIn(text string) answer {
	if a, offered := v.handsOn(text); offered {
		return a
	}
	if !handsIn.MatchString(text) || !beforeReceipt[v.talk.said] {
		return v.nothingToHandIn(text)
	}
	request, at, err := v.newestRequest()
	if err != nil {
		return v.failed(err)
	}
	letter, letterAt, err := v.newestCase()
	if err != nil {
		return v.failed(err)
	}
	switch since := v.bot.Now().Add(-remembered); {
	case letterAt.After(at) && letterAt.After(since):
		return v.bot.say("case_done", v.caseView(letter))
	case at.After(since):
		return v.receipt(request)
	}
	return v.nothingToHandIn(text)
}

// nothingToHandIn says so, and to a yes that nothing waits for it.
func (v *visit) nothingToHandIn(text string) answer {
	if handsIn.MatchString(text) {
		return v.bot.say("nothing_handin", nil)
	}
	return v.say("nothing", nil)
}

// handsOn takes 提交 behind an answer that offered to hand a question on for that, and 同意,
// as who applies says it, behind one that offered to apply.
func (v *visit) handsOn(text string) (answer, bool) {
	offer := ""
	switch {
	case handsIn.MatchString(text):
		offer = "hand:"
	case agrees(text):
		offer = "apply:"
	default:
		return answer{}, false
	}
	i := slices.IndexFunc(v.talk.options, func(say string) bool { return strings.HasPrefix(say, offer) })
	if i < 0 {
		return answer{}, false
	}
	say, alive := v.talk.chosen(i+1, v.bot.Now())
	if !alive {
		return answer{}, false
	}
	v.why.Option = i + 1
	return v.command(say)
}

// receipt is what is said of a request that was submitted.
func (v *visit) receipt(r disclosure.Request) answer {
	return v.bot.say("apply_done", map[string]any{"Request": r, "Link": v.bot.Pages.Progress(r.ID), "Office": v.bot.Office})
}

// newestRequest is her newest request that is still as she submitted it, and when that was.
func (v *visit) newestRequest() (newest disclosure.Request, at time.Time, err error) {
	all, err := v.herRequests()
	for _, r := range slices.Backward(all) {
		if r.State() == disclosure.StateSubmitted {
			return r, r.Events[0].At, err
		}
	}
	return newest, at, err
}

// newestCase is her newest case that is still as she handed it in, and when that was.
func (v *visit) newestCase() (newest cases.Case, at time.Time, err error) {
	all, err := v.herCases()
	for _, c := range slices.Backward(all) {
		if c.State() == cases.StateSubmitted {
			return c, c.Events[0].At, err
		}
	}
	return newest, at, err
}
