package wechatbot

import (
	"slices"
	"strings"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// inHand is a request or a case to which an answer is owed.
type inHand struct {
	mineLine
	Organ string
	Case  bool
	day   civil.Date
}

// maxInHand is how many of them who asks for a person is reminded of.
const maxInHand = 2

// inHand are the newest of the citizen's own requests and cases that are open.
func (v *visit) inHand() (all []inHand) {
	rs, err := v.herRequests()
	for _, r := range rs {
		if err == nil && !r.State().Closed() {
			all = append(all, inHand{mineLine{"申请", r.ID, r.State().Chinese()}, r.Organ, false, r.Submitted()})
		}
	}
	cs, err := v.herCases()
	for _, c := range cs {
		if err == nil && !c.State().Closed() {
			all = append(all, inHand{mineLine{c.Kind.Chinese(), c.ID, c.State().Chinese()}, c.Handler(), true, c.Submitted()})
		}
	}
	slices.Reverse(all)
	slices.SortStableFunc(all, func(a, b inHand) int { return b.day.Compare(a.day) })
	return all[:min(len(all), maxInHand)]
}

// person offers a person: where the office is, what of hers it has in hand, and that a
// letter reaches it. A question is handed on where it has just found no answer; one of
// before is no longer what she speaks of.
func (v *visit) person() answer {
	view := map[string]any{"Office": v.bot.Office, "Applies": v.takesApplications(), "Write": v.bot.Cases != nil, "Asked": "", "Open": v.inHand()}
	var says []string
	if v.bot.Cases != nil {
		if v.talk.asked != "" && v.bot.Now().Before(v.talk.until) && v.foundNothing() {
			says = append(says, "hand:"+v.talk.asked)
			view["Asked"] = v.talk.asked
		}
		says = append(says, "咨询", "投诉")
	}
	view["First"] = len(says) - 1
	v.talk.offer(v.bot.Now(), says...)
	return v.say("person", view)
}

// foundNothing says whether the last answer was that nothing was found.
func (v *visit) foundNothing() bool {
	return strings.HasPrefix(v.talk.said, "missing") || v.talk.said == "likely"
}
