package wechatbot

import (
	"slices"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// concernLife is for how many days what was closed may still be asked about: as long
// as a suit may be brought.
const concernLife = 190

// A matterAtHand is a request or a case of the citizen's own that she may ask about.
type matterAtHand struct {
	id      string
	request disclosure.Request
	kase    cases.Case
	ofCase  bool
}

// what is the beginning of what a matter is about.
func (o matterAtHand) what() string {
	if o.ofCase {
		return brief(o.kase.Text)
	}
	return brief(o.request.Subject)
}

// atHand are the citizen's own requests and cases to which a concern fits, the newest
// first.
func (v *visit) atHand(c concern) (all []matterAtHand, err error) {
	if slices.Contains(ofCases, c) {
		cs, err := v.herCases()
		if err != nil {
			return nil, err
		}
		for _, k := range slices.Backward(cs) {
			if v.fitsCase(c, k) {
				all = append(all, matterAtHand{id: k.ID, kase: k, ofCase: true})
			}
		}
	}
	rs, err := v.herRequests()
	for _, r := range slices.Backward(rs) {
		if v.fits(c, r) {
			all = append(all, matterAtHand{id: r.ID, request: r})
		}
	}
	return all, err
}

// news is the concern of who asks what it means, or why, that she was told of a matter.
func (o matterAtHand) news() concern {
	if o.ofCase {
		if o.kase.State().Closed() {
			return ofReply
		}
		return ofTerm
	}
	r := o.request
	reply, replied := r.Reply()
	switch state := r.State(); {
	case state == disclosure.StateCorrecting:
		return ofSupplement
	case state == disclosure.StateReasons:
		return ofReasons
	case state == disclosure.StateConsulting:
		return ofThirdParty
	case state == disclosure.StateWithdrawn:
		return ofRestoring
	case replied && state == disclosure.StateReplied && reply.Outcome != disclosure.Granted && !reply.NotOurs:
		return ofReason
	case state.Closed():
		return ofReply
	case slices.ContainsFunc(r.Events, func(e disclosure.Event) bool { return e.Kind == disclosure.KindExtended }):
		return ofExtension
	}
	return ofTerm
}

// ofCases are the concerns that can be those of a case.
var ofCases = []concern{ofDiscontent, ofTerm, ofHaste, ofHandler, ofRelief, ofReliefTime, ofReliefWhere, ofChange, ofReply, ofNews, ofArrival, ofCode}

// fitsCase says whether such a concern can be one of a case as it stands.
func (v *visit) fitsCase(c concern, k cases.Case) bool {
	day := k.Answered()
	switch c {
	case ofNews:
		return true
	case ofDiscontent:
		return day.IsZero() && !k.State().Closed() || v.fitsCase(ofRelief, k)
	case ofTerm, ofHaste, ofHandler, ofChange, ofArrival, ofCode:
		return day.IsZero() && slices.Contains(k.Allowed(disclosure.RoleApplicant), cases.ActWithdrawn)
	}
	return !day.IsZero() && !v.today.After(day.AddDays(concernLife))
}

// fits says whether a concern can be one of a request as it stands.
func (v *visit) fits(c concern, r disclosure.Request) bool {
	state := r.State()
	reply, replied := r.Reply()
	if state.Closed() && v.today.After(r.Events[len(r.Events)-1].Day.AddDays(concernLife)) {
		return false
	}
	replied = replied && state == disclosure.StateReplied
	switch c {
	case ofNews:
		return true
	case ofReason:
		return replied && reply.Outcome != disclosure.Granted
	case ofHolder:
		return replied && (reply.NotOurs || reply.Responsible != "")
	case ofEnclosure, ofReply:
		return replied
	case ofRelief, ofDiscontent, ofReliefTime, ofReliefWhere, ofSuit, ofReliefWords:
		return replied || v.late(r) != ""
	case ofReasons:
		return state == disclosure.StateReasons
	case ofSupplement:
		return state == disclosure.StateCorrecting
	case ofRestoring:
		return state == disclosure.StateWithdrawn
	case ofThirdParty:
		return !state.Closed() || replied
	}
	return !state.Closed()
}
