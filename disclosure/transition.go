package disclosure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// An Effect is what a transition does to the reply clock.
type Effect int

// The effects on the clock.
const (
	ClockRuns     Effect = iota // 不变: what ran runs on, what stood stands
	ClockStarts                 // 起算
	ClockStops                  // 中止: stands until it starts anew
	ClockPauses                 // 不计入: the time until the opinion is not counted
	ClockResumes                // 恢复: after the last opinion awaited
	ClockRestarts               // 重新计算
	ClockLengthen               // 延长
	ClockEnds                   // 终止
)

// Chinese returns the effect in two to six characters.
func (e Effect) Chinese() string {
	return [...]string{"不变", "起算", "中止", "暂停计算", "恢复计算", "重新计算", "延长", "终止"}[e]
}

// A Transition is one row of the table that says what may happen to a request:
// from which states, by whom, on which condition and under which article, and
// what follows for the state, the clock and the applicant.
type Transition struct {
	From    []State
	On      Kind
	To      State // Same: the state it was in
	By      []Role
	If      Guard  // the condition; empty: none
	Article string // the article of 2019 it rests on; empty: practice, or unverified text
	Clock   Effect
	Tell    bool // the applicant must be told
}

// Same stands in Transition.To for the state that the request is already in.
const Same State = "same"

var (
	office     = []Role{RoleClerk, RoleHead, RoleSigner}
	drafters   = []Role{RoleClerk, RoleHead}
	signers    = []Role{RoleHead, RoleSigner}
	citizen    = []Role{RoleApplicant, RoleClerk} // a clerk enters what came on paper
	judged     = []State{StateProcessing, StateCorrecting, StateConsulting, StateReasons, StateFee, StateReview, StateReplied, StateAbandoned}
	unfinished = []State{StateDraft, StateSubmitted, StateProcessing, StateCorrecting, StateConsulting, StateReasons, StateFee, StateReview}
)

// transitions is the law of a request's life. Where an event may lead to two
// states, the first row whose condition holds is taken.
var transitions = []Transition{
	{[]State{StateNew}, KindDrafted, StateDraft, citizen, "", "", ClockRuns, false},
	{[]State{StateNew, StateDraft}, KindSubmitted, StateSubmitted, citizen, "", law + "第二十九条", ClockRuns, false},
	{[]State{StateNew, StateSubmitted}, KindConfirmed, StateProcessing, []Role{RoleClerk, RoleHead}, "", law + "第三十一条", ClockStarts, true},
	{[]State{StateSubmitted}, KindTransferred, StateTransferred, []Role{RoleClerk, RoleHead}, "", "", ClockRuns, true},
	{unfinished[1:], KindAdvised, Same, []Role{RoleClerk, RoleHead}, "", law + "第三十条", ClockRuns, true},

	{[]State{StateProcessing}, KindCorrectionAsked, StateCorrecting, []Role{RoleClerk, RoleHead}, GuardCorrectOnce, law + "第三十条", ClockStops, true},
	{[]State{StateCorrecting}, KindSupplemented, StateProcessing, citizen, "", law + "第三十条", ClockRestarts, false},
	{[]State{StateCorrecting}, KindAbandoned, StateAbandoned, []Role{RoleSystem, RoleClerk, RoleHead}, GuardPeriodOver, law + "第三十条", ClockEnds, true},

	{[]State{StateProcessing, StateConsulting}, KindThirdPartyConsulted, StateConsulting, []Role{RoleClerk, RoleHead}, "", law + "第三十二条", ClockPauses, true},
	{[]State{StateConsulting}, KindThirdPartyOpined, StateConsulting, []Role{RoleThirdParty, RoleClerk, RoleHead}, GuardMoreThirdParty, law + "第三十二条", ClockRuns, false},
	{[]State{StateConsulting}, KindThirdPartyOpined, StateProcessing, []Role{RoleThirdParty, RoleClerk, RoleHead}, GuardLastThirdParty, law + "第三十三条第三款", ClockResumes, false},
	{[]State{StateConsulting}, KindThirdPartySilent, StateConsulting, []Role{RoleSystem, RoleClerk, RoleHead}, GuardMoreThirdPartySilent, law + "第三十二条", ClockRuns, false},
	{[]State{StateConsulting}, KindThirdPartySilent, StateProcessing, []Role{RoleSystem, RoleClerk, RoleHead}, GuardLastThirdPartySilent, law + "第三十二条", ClockResumes, false},
	{[]State{StateProcessing, StateConsulting}, KindOrganConsulted, StateConsulting, []Role{RoleClerk, RoleHead}, "", law + "第三十三条第三款、第三十四条", ClockPauses, true},
	{[]State{StateConsulting}, KindOrganOpined, StateConsulting, []Role{RoleOrgan, RoleClerk, RoleHead}, GuardMoreOrgan, law + "第三十四条", ClockRuns, false},
	{[]State{StateConsulting}, KindOrganOpined, StateProcessing, []Role{RoleOrgan, RoleClerk, RoleHead}, GuardLastOrgan, law + "第三十三条第三款", ClockResumes, false},
	{[]State{StateConsulting}, KindOrganSilent, StateConsulting, []Role{RoleSystem, RoleClerk, RoleHead}, GuardMoreOrganSilent, law + "第三十四条", ClockRuns, false},
	{[]State{StateConsulting}, KindOrganSilent, StateProcessing, []Role{RoleSystem, RoleClerk, RoleHead}, GuardLastOrganSilent, law + "第三十四条", ClockResumes, false},

	{[]State{StateProcessing, StateConsulting, StateReasons, StateReview}, KindExtended, Same, []Role{RoleHead}, GuardExtension, law + "第三十三条第二款", ClockLengthen, true},
	{[]State{StateProcessing}, KindReasonsAsked, StateReasons, []Role{RoleClerk, RoleHead}, GuardExcessive, law + "第三十五条", ClockRuns, true},
	{[]State{StateReasons}, KindReasonsGiven, StateProcessing, citizen, "", law + "第三十五条", ClockRuns, false},
	{[]State{StateProcessing}, KindPostponed, StateProcessing, []Role{RoleClerk, RoleHead}, GuardPostponement, law + "第三十五条", ClockLengthen, true},

	{[]State{StateProcessing}, KindFeeNoticed, StateFee, []Role{RoleClerk, RoleHead}, GuardFee, law + "第四十二条", ClockStops, true},
	{[]State{StateFee}, KindFeePaid, StateProcessing, citizen, "", "", ClockRestarts, false},
	{[]State{StateFee}, KindAbandoned, StateAbandoned, []Role{RoleSystem, RoleClerk, RoleHead}, GuardPaymentOver, fees + "第六条", ClockEnds, true},

	{[]State{StateProcessing, StateReasons}, KindReplyProposed, StateReview, drafters, GuardProposal, "", ClockRuns, false},
	{[]State{StateReplied}, KindReplyProposed, Same, drafters, GuardProposal, "", ClockRuns, false},
	{[]State{StateReview, StateReplied}, KindSecrecyReviewed, Same, signers, GuardSecondEyes, law + "第十七条", ClockRuns, false},
	{[]State{StateReview}, KindReplySentBack, StateReasons, office, GuardProposedForReasons, "", ClockRuns, false},
	{[]State{StateReview}, KindReplySentBack, StateProcessing, office, GuardProposed, "", ClockRuns, false},
	{[]State{StateReplied}, KindReplySentBack, Same, office, GuardProposed, "", ClockRuns, false},

	{[]State{StateProcessing, StateReasons}, KindReplied, StateReplied, office, GuardReply, law + "第三十六条", ClockEnds, true},
	{[]State{StateReview}, KindReplied, StateReplied, signers, GuardSigned, law + "第三十六条", ClockEnds, true},
	{[]State{StateReplied}, KindReplyCorrected, StateReplied, office, GuardReplyAlone, "", ClockRuns, true},
	{[]State{StateReplied}, KindReplyCorrected, StateReplied, signers, GuardSigned, "", ClockRuns, true},
	{unfinished, KindWithdrawn, StateWithdrawn, []Role{RoleApplicant, RoleClerk}, "", "", ClockEnds, false},

	{judged, KindReviewFiled, Same, []Role{RoleApplicant, RoleTribunal, RoleClerk}, GuardNoRelief, law + "第五十一条", ClockRuns, false},
	{judged, KindReviewDecided, Same, []Role{RoleTribunal, RoleClerk}, GuardReviewPending, law + "第五十一条", ClockRuns, false},
	{judged, KindSuitFiled, Same, []Role{RoleApplicant, RoleTribunal, RoleClerk}, GuardSuit, law + "第五十一条", ClockRuns, false},
	{judged, KindSuitDecided, Same, []Role{RoleTribunal, RoleClerk}, GuardSuitPending, law + "第五十一条", ClockRuns, false},
	{[]State{StateReplied, StateAbandoned}, KindReopened, StateProcessing, []Role{RoleClerk, RoleHead}, GuardRedress, "", ClockRestarts, true},
	{[]State{StateReplied}, KindRated, Same, citizen, GuardRateOnce, "", ClockRuns, false},
}

// Transitions returns the table that drives Apply, row by row.
func Transitions() []Transition { return slices.Clone(transitions) }

// tells reports whether the applicant must be told of events of the kind.
func (k Kind) tells() bool {
	for i := range transitions {
		if transitions[i].On == k {
			return transitions[i].Tell
		}
	}
	return false
}

// notByRole is the reason where another role may.
const notByRole = "not by this role"

// A TransitionError says that an event may not happen to a request as it
// stands, why, and what may happen now.
type TransitionError struct {
	State   State  // where the request stands
	Event   Kind   // what was tried
	By      Role   // who tried it
	Why     string // the reason, in English
	Guard   Guard  // the condition of the table that is not kept; empty: another reason
	Allowed []Kind // what may happen now, by somebody
}

// Error says what was tried, why it may not be, and what may.
func (e *TransitionError) Error() string {
	allowed := make([]string, len(e.Allowed))
	for i, k := range e.Allowed {
		allowed[i] = string(k)
	}
	return fmt.Sprintf("disclosure: %s by %s in state %s: %s; allowed now: %s",
		e.Event, cmp.Or(e.By, "nobody"), cmp.Or(e.State, "new"), e.Why, cmp.Or(strings.Join(allowed, ", "), "nothing"))
}

// Chinese says the same for a clerk.
func (e *TransitionError) Chinese() string {
	allowed := make([]string, len(e.Allowed))
	for i, k := range e.Allowed {
		allowed[i] = k.Chinese()
	}
	now := "目前不能再办理任何事项"
	if len(allowed) > 0 {
		now = "目前可以：" + strings.Join(allowed, "、")
	}
	if e.Why == notByRole {
		return fmt.Sprintf("申请处于“%s”，“%s”不由这个岗位办理；%s。", e.State.Chinese(), e.Event.Chinese(), now)
	}
	if words := e.Guard.Chinese(); words != "" {
		return fmt.Sprintf("现在不能“%s”：条件是%s；%s。", e.Event.Chinese(), words, now)
	}
	return fmt.Sprintf("申请处于“%s”，不能“%s”；%s。", e.State.Chinese(), e.Event.Chinese(), now)
}
