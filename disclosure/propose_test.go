package disclosure_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/disclosuretest"
)

var signer = disclosure.Actor{Name: "乙", Role: disclosure.RoleSigner}

func TestAProposedReplyIsSignedByAnotherThanItsDrafter(t *testing.T) {
	d := day(t, "2025-09-08")
	r := after(t, disclosure.Confirmed(day(t, "2025-09-01")))
	due, err := r.Deadline(china)
	require.NoError(t, err)
	assert.Contains(t, refusal(t, r, nil, disclosure.ReplyProposed(d, granted())), "not named")
	assert.Contains(t, refusal(t, r, nil, disclosure.ReplyProposed(d, disclosure.Reply{Outcome: disclosure.DeniedSecret}).WithActor(drafter)), "reply.grounds")

	r = onward(t, r, disclosure.ReplyProposed(d, granted()).WithActor(drafter))
	assert.Equal(t, disclosure.StateReview, r.State())
	assert.Equal(t, disclosure.RoleSigner, r.Next())
	_, sent := r.Reply()
	assert.False(t, sent, "what is proposed is no reply yet")
	assert.Empty(t, r.Outcome())
	still, err := r.Deadline(china)
	require.NoError(t, err)
	assert.Equal(t, due, still, "the clock runs on")
	assert.NotContains(t, r.Untold(), 1, "the applicant is told nothing of it")

	signs := func(a disclosure.Actor) disclosure.Event { return disclosure.Replied(d, granted()).WithActor(a) }
	assert.Contains(t, refusal(t, r, nil, signs(drafter)), "role")
	assert.Contains(t, refusal(t, r, nil, signs(disclosure.Actor{Name: drafter.Name, Role: disclosure.RoleSigner})), "may not review")
	assert.Contains(t, refusal(t, r, nil, signs(disclosure.Actor{Role: disclosure.RoleSigner})), "not named")
	assert.Contains(t, refusal(t, r, nil, signs(signer)), "secrecy")
	assert.Contains(t, refusal(t, r, nil, disclosure.SecrecyReviewed(d, "").WithActor(disclosure.Actor{Name: drafter.Name, Role: disclosure.RoleHead})), "may not review")
	assert.Contains(t, refusal(t, r, nil, disclosure.OrganConsulted(d, "某局")), "not in this state")

	r = onward(t, r, disclosure.SecrecyReviewed(d, "可以公开").WithActor(signer))
	assert.True(t, r.Cleared())
	assert.Contains(t, refusal(t, r, nil, disclosure.Replied(d, refused()).WithActor(signer)), "not the one that was proposed")
	numbered := granted()
	numbered.Number = "某公开〔2025〕7号"
	r = onward(t, r, disclosure.Replied(d, numbered).WithActor(signer))
	assert.Equal(t, disclosure.StateReplied, r.State())
	reply, _ := r.Reply()
	assert.Equal(t, numbered, reply, "the number may be given at the signing")
	assert.Equal(t, disclosure.Granted, r.Outcome())
	assert.Contains(t, r.Untold(), 3, "now the applicant is told")
	assert.Empty(t, r.Handling(china))
}

func TestARefusalNeedsNoSecrecyReview(t *testing.T) {
	d := day(t, "2025-09-08")
	r := after(t, disclosure.Confirmed(d), disclosure.ReplyProposed(d, refused()).WithActor(drafter))
	assert.Equal(t, disclosure.StateReplied, onward(t, r, disclosure.Replied(d, refused()).WithActor(signer)).State())
}

func TestWhatIsSentBackGoesBackToWhereItWas(t *testing.T) {
	d := day(t, "2025-09-08")
	proposed := disclosure.ReplyProposed(d, refused()).WithActor(drafter)
	back := disclosure.ReplySentBack(d, "理由没有写明条款").WithActor(signer)
	r := onward(t, requestIn(t, disclosure.StateReasons), proposed)
	assert.Equal(t, disclosure.StateReview, r.State())
	assert.Equal(t, disclosure.StateReasons, onward(t, r, back).State())
	r = onward(t, requestIn(t, disclosure.StateProcessing), proposed, disclosure.Extended(d, 5, head), back)
	assert.Equal(t, disclosure.StateProcessing, r.State())
	assert.Equal(t, disclosure.StateProcessing, r.Erase().State())

	other := disclosure.Actor{Name: "丙", Role: disclosure.RoleClerk}
	r = onward(t, r, disclosure.ReplyProposed(d, refused()).WithActor(other))
	assert.Contains(t, refusal(t, r, nil, disclosure.Replied(d, refused()).WithActor(disclosure.Actor{Name: drafter.Name, Role: disclosure.RoleHead})),
		"may not review", "who drafted the first version does not sign the second")
	_, drafters, ok := r.Proposed()
	assert.True(t, ok)
	assert.Equal(t, []string{drafter.Name, other.Name}, drafters)
}

func TestACorrectionIsProposedBesideTheReplyThatStands(t *testing.T) {
	d := day(t, "2025-09-08")
	r := after(t, disclosure.Confirmed(d), disclosure.Replied(d, refused()))
	r = onward(t, r, disclosure.ReplyProposed(d, granted()).WithActor(drafter))
	assert.Equal(t, disclosure.StateReplied, r.State(), "nothing is owed anew")
	_, err := r.Due(china)
	require.ErrorIs(t, err, disclosure.ErrNothingDue)
	standing, _ := r.Reply()
	assert.Equal(t, refused(), standing)
	assert.Contains(t, refusal(t, r, nil, disclosure.ReplyCorrected(d, granted())), "role")
	back := onward(t, r, disclosure.ReplySentBack(d, "再核实").WithActor(signer))
	assert.Equal(t, disclosure.StateReplied, back.State())
	assert.Equal(t, disclosure.Granted, onward(t, back, disclosure.ReplyCorrected(d, granted())).Outcome(), "an office of one still corrects in one step")
	r = onward(t, r, disclosure.SecrecyReviewed(d, "").WithActor(signer), disclosure.ReplyCorrected(d, granted()).WithActor(signer))
	assert.Equal(t, disclosure.Granted, r.Outcome())
}

func TestTheReportCountsASignedReplyAsOneThatWasSentInOneStep(t *testing.T) {
	d := day(t, "2025-09-08")
	one := after(t, disclosure.Submitted(d), disclosure.Confirmed(d), disclosure.Replied(d.AddDays(3), granted()))
	two := after(t, disclosure.Submitted(d), disclosure.Confirmed(d), disclosure.ReplyProposed(d.AddDays(2), granted()).WithActor(drafter),
		disclosure.SecrecyReviewed(d.AddDays(2), "").WithActor(signer), disclosure.Replied(d.AddDays(3), granted()).WithActor(signer))
	waits := after(t, disclosure.Submitted(d), disclosure.Confirmed(d), disclosure.ReplyProposed(d.AddDays(2), granted()).WithActor(drafter))
	for _, r := range []*disclosure.Request{&one, &two, &waits} {
		r.Applicant.Kind = disclosure.Person
	}
	first, err := disclosure.Tally(2025, requests([]disclosure.Request{one}))
	require.NoError(t, err)
	second, err := disclosure.Tally(2025, requests([]disclosure.Request{two}))
	require.NoError(t, err)
	assert.Equal(t, first, second)
	third, err := disclosure.Tally(2025, requests([]disclosure.Request{waits}))
	require.NoError(t, err)
	assert.Empty(t, third.Check())
	assert.Equal(t, 1, third.Table3.Forward.Total(), "what is not signed is carried forward")
}

func TestWhatWasProposedIsErasedAndNotHandedOut(t *testing.T) {
	s := disclosure.NewMemory()
	desk := disclosure.NewDesk(s, china)
	r, err := s.Create(t.Context(), disclosuretest.New("a", disclosuretest.Day), "")
	require.NoError(t, err)
	secret := disclosure.Reply{Outcome: disclosure.DeniedInternal, Grounds: "草稿里的话"}
	for _, e := range []disclosure.Event{disclosure.Confirmed(disclosuretest.Day), disclosure.ReplyProposed(disclosuretest.Day, secret).WithActor(drafter),
		disclosure.ReplySentBack(disclosuretest.Day, "退回的理由").WithActor(signer)} {
		r, err = desk.Record(t.Context(), r.ID, e)
		require.NoError(t, err)
	}
	var out bytes.Buffer
	require.NoError(t, desk.Export(t.Context(), "a", &out))
	assert.Contains(t, out.String(), "学区")
	assert.NotContains(t, out.String(), "草稿里的话")
	assert.NotContains(t, out.String(), "退回的理由")
	erased := r.Erase()
	assert.Empty(t, erased.Events[2].Draft.Grounds)
	assert.Equal(t, secret, *r.Events[2].Draft, "what was is not changed")
}

// Who drafted a reply does not sign it; a reply that gives information is reviewed
// for secrecy on the way.
func ExampleRequest_Signing() {
	day := civil.Day(2026, time.March, 2)
	r, _ := disclosure.Request{}.Apply(disclosure.Confirmed(day))
	draft := disclosure.Reply{Outcome: disclosure.Granted, Text: "名单附后。"}
	r, _ = r.Apply(disclosure.ReplyProposed(day, draft).WithActor(disclosure.Actor{Name: "甲", Role: disclosure.RoleClerk}))
	fmt.Println(r.State().Chinese())
	_, err := r.Signing(draft, "", day, disclosure.Actor{Name: "甲", Role: disclosure.RoleSigner})
	fmt.Println(err != nil)
	events, _ := r.Signing(draft, "可以公开", day, disclosure.Actor{Name: "乙", Role: disclosure.RoleSigner})
	for _, e := range events {
		r, _ = r.Apply(e)
		fmt.Println(e.Kind.Chinese())
	}
	fmt.Println(r.State().Chinese(), r.Outcome().Chinese())
	// Output:
	// 审核签发中
	// true
	// 保密审查
	// 答复
	// 已答复 予以公开
}
