package disclosure_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func yuan(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// drafter proposes replies in the tests, and another person may sign them.
var drafter = disclosure.Actor{Name: "甲", Role: disclosure.RoleClerk}

// requestIn returns a request in a state, reached by lawful events.
func requestIn(t *testing.T, s disclosure.State) disclosure.Request {
	t.Helper()
	d := day(t, "2025-09-01")
	paths := map[disclosure.State][]disclosure.Event{
		disclosure.StateNew:         {},
		disclosure.StateDraft:       {disclosure.Drafted(d)},
		disclosure.StateSubmitted:   {disclosure.Submitted(d)},
		disclosure.StateProcessing:  {disclosure.Confirmed(d)},
		disclosure.StateCorrecting:  {disclosure.Confirmed(d), disclosure.CorrectionAsked(d, d.AddDays(1), "")},
		disclosure.StateConsulting:  {disclosure.Confirmed(d), disclosure.Consulted(d, ""), disclosure.OrganConsulted(d, "")},
		disclosure.StateReasons:     {disclosure.Confirmed(d), disclosure.ReasonsAsked(d)},
		disclosure.StateFee:         {disclosure.Confirmed(d), disclosure.FeeNoticed(d, yuan("100"))},
		disclosure.StateReview:      {disclosure.Confirmed(d), disclosure.ReplyProposed(d, granted()).WithActor(drafter)},
		disclosure.StateReplied:     {disclosure.Confirmed(d), disclosure.Replied(d, refused())},
		disclosure.StateWithdrawn:   {disclosure.Submitted(d), disclosure.Withdrawn(d)},
		disclosure.StateAbandoned:   {disclosure.Confirmed(d), disclosure.CorrectionAsked(d, d.AddDays(1), ""), disclosure.Abandoned(d.AddDays(2))},
		disclosure.StateTransferred: {disclosure.Submitted(d), disclosure.Transferred(d, "某区民政局")},
	}
	events, known := paths[s]
	require.True(t, known, "no path to %q", s)
	r := after(t, events...)
	require.Equal(t, s, r.State())
	return r
}

// sample returns an event of a kind that holds all that its kind asks for.
func sample(t *testing.T, k disclosure.Kind) disclosure.Event {
	t.Helper()
	r := granted()
	d := day(t, "2025-12-01")
	return disclosure.Event{Kind: k, Day: d, Until: d.AddDays(10), Days: 5, Reply: &r, Draft: &r, Result: disclosure.Upheld, Amount: yuan("100"), Score: disclosure.Satisfied}
}

func TestEveryStateEventAndActorIsAsTheTableSays(t *testing.T) {
	states := append([]disclosure.State{disclosure.StateNew}, disclosure.States()...)
	done := 0
	for _, s := range states {
		for _, before := range stances(t, s) {
			for _, k := range disclosure.Kinds() {
				for _, role := range append(disclosure.Roles(), "") {
					for _, name := range []string{"", drafter.Name, "乙"} {
						if asTheTableSays(t, before, sample(t, k).WithActor(disclosure.Actor{Name: name, Role: role})) {
							done++
						}
					}
				}
			}
		}
	}
	assert.Greater(t, done, 300)
}

// stances are the ways in which a request may be in a state that matter to what
// may follow: with and without a reply that is proposed, and reviewed.
func stances(t *testing.T, s disclosure.State) []disclosure.Request {
	t.Helper()
	r := requestIn(t, s)
	out := []disclosure.Request{r}
	d := day(t, "2025-11-28")
	cleared := disclosure.SecrecyReviewed(d, "").WithActor(disclosure.Actor{Name: "乙", Role: disclosure.RoleSigner})
	switch s {
	case disclosure.StateReview:
		forReasons := onward(t, requestIn(t, disclosure.StateReasons), disclosure.ReplyProposed(d, granted()).WithActor(drafter))
		return append(out, onward(t, r, cleared), forReasons, onward(t, forReasons, cleared))
	case disclosure.StateReplied:
		proposed := onward(t, r, disclosure.ReplyProposed(d, granted()).WithActor(drafter))
		return append(out, proposed, onward(t, proposed, cleared))
	}
	return out
}

// asTheTableSays holds what Apply does against the rows for the event, and
// returns whether it was applied.
func asTheTableSays(t *testing.T, before disclosure.Request, e disclosure.Event) bool {
	t.Helper()
	s, role := before.State(), e.By.Role
	name := fmt.Sprintf("%s by %q in %q", e.Kind, role, s)
	rows := slices.DeleteFunc(disclosure.Transitions(), func(row disclosure.Transition) bool {
		return row.On != e.Kind || !slices.Contains(row.From, s) || !slices.Contains(row.By, role)
	})
	next, err := before.Apply(e)
	if err == nil {
		if e.Kind == disclosure.KindTold || e.Kind == disclosure.KindTelling || e.Kind == disclosure.KindViewed {
			return true
		}
		require.True(t, slices.ContainsFunc(rows, func(row disclosure.Transition) bool {
			return row.To == next.State() || row.To == disclosure.Same && next.State() == s
		}), "%s led to %s", name, next.State())
		require.Len(t, next.Events, len(before.Events)+1)
		require.Contains(t, before.AllowedTo(role), e.Kind, name)
		return true
	}
	var refused *disclosure.TransitionError
	require.ErrorAs(t, err, &refused, name)
	require.Equal(t, before.Allowed(), refused.Allowed)
	require.NotEmpty(t, refused.Why)
	require.NotEmpty(t, refused.Chinese())
	for _, row := range rows {
		require.NotEmpty(t, row.If, "%s is allowed without a condition, yet: %s", name, refused.Why)
	}
	return false
}

// What the law and the office rules say about the table, beside the table.
func TestTheTableKeepsWhatTheLawAsks(t *testing.T) {
	closed := []disclosure.Kind{disclosure.KindReplyProposed, disclosure.KindSecrecyReviewed, disclosure.KindReplySentBack, disclosure.KindReplyCorrected, disclosure.KindReviewFiled, disclosure.KindReviewDecided,
		disclosure.KindSuitFiled, disclosure.KindSuitDecided, disclosure.KindReopened, disclosure.KindRated}
	for _, row := range disclosure.Transitions() {
		name := fmt.Sprintf("%s from %v", row.On, row.From)
		if slices.Contains(row.By, disclosure.RoleSystem) {
			assert.Contains(t, []disclosure.Kind{disclosure.KindThirdPartySilent, disclosure.KindOrganSilent, disclosure.KindAbandoned}, row.On,
				"the program marks what lapsed, it never decides: %s", name)
		}
		if row.On == disclosure.KindExtended {
			assert.Equal(t, []string{disclosure.RoleHead}, row.By, "art. 33: consent of the head")
			assert.True(t, row.Tell, "art. 33: the applicant is told")
		}
		if row.On == disclosure.KindReplied || row.On == disclosure.KindReplyCorrected {
			assert.NotContains(t, row.By, disclosure.RoleApplicant)
			assert.Contains(t, []disclosure.Guard{disclosure.GuardReply, disclosure.GuardReplyAlone, disclosure.GuardSigned}, row.If)
			assert.Equal(t, row.If == disclosure.GuardSigned, !slices.Contains(row.By, disclosure.RoleClerk), "a clerk does not sign what is proposed")
		}
		if row.On.Inner() {
			assert.False(t, row.Tell, "the applicant hears nothing of what is not sent: %s", name)
			assert.Equal(t, disclosure.ClockRuns, row.Clock, "the office's own business moves no clock: %s", name)
			assert.NotContains(t, row.By, disclosure.RoleApplicant, name)
		}
		for _, from := range row.From {
			if from.Closed() {
				assert.Contains(t, closed, row.On, name)
			}
			assert.NotEqual(t, disclosure.StateWithdrawn, from, "nothing follows a withdrawal")
			assert.NotEqual(t, disclosure.StateTransferred, from, "nothing follows a transfer")
		}
		assert.NotEmpty(t, row.By, name)
	}
}

// refusal says why an event was refused.
func refusal(t *testing.T, r disclosure.Request, cal *civil.Calendar, e disclosure.Event) string {
	t.Helper()
	_, err := r.ApplyOn(e, cal)
	var refused *disclosure.TransitionError
	require.True(t, errors.As(err, &refused), "want a TransitionError, got %v", err)
	return refused.Why
}

func TestConditionsThatTheTableNamesAreHeld(t *testing.T) {
	d := day(t, "2025-09-01") // the reply is due on Sunday 28 September, a make-up working day
	r := after(t, disclosure.Confirmed(d))

	extended := onward(t, r, disclosure.Extended(d, 20, head))
	assert.Contains(t, refusal(t, extended, china, disclosure.Extended(d, 1, head)), "once")
	assert.Contains(t, refusal(t, r, china, disclosure.Extended(d, 21, head)), "1 to 20")
	assert.Contains(t, refusal(t, r, china, disclosure.Extended(d, 5, disclosure.Actor{Role: disclosure.RoleClerk})), "role")
	_, err := r.ApplyOn(disclosure.Extended(day(t, "2025-09-28"), 20, head), china)
	require.NoError(t, err, "on the last day")
	assert.Contains(t, refusal(t, r, china, disclosure.Extended(day(t, "2025-09-29"), 20, head)), "was due on 2025-09-28")

	asked := onward(t, r, disclosure.CorrectionAsked(d, d.AddDays(10), ""))
	assert.Contains(t, refusal(t, asked, china, disclosure.Abandoned(d.AddDays(10))), "until 2025-09-11")
	again := onward(t, asked, disclosure.Supplemented(d.AddDays(3)))
	assert.Contains(t, refusal(t, again, china, disclosure.CorrectionAsked(d.AddDays(4), d.AddDays(9), "")), "once")
	assert.Contains(t, refusal(t, r, china, disclosure.CorrectionAsked(d, d, "")), "after the day")

	consulted := onward(t, r, disclosure.Consulted(d, ""))
	assert.Contains(t, refusal(t, consulted, china, disclosure.Silent(day(t, "2025-09-22"))), "until 2025-09-22")
	_, err = consulted.ApplyOn(disclosure.Silent(day(t, "2025-09-23")), china)
	require.NoError(t, err)
	assert.Contains(t, refusal(t, consulted, china, disclosure.OrganOpined(d)), "none of them was asked")
	assert.Contains(t, refusal(t, consulted, china, disclosure.Replied(d, granted())), "not in this state")

	assert.Contains(t, refusal(t, r, china, disclosure.Replied(d, disclosure.Reply{Outcome: disclosure.DeniedSecret})), "reply.grounds")
	assert.Contains(t, refusal(t, r, china, disclosure.Postponed(d, d.AddDays(60))), "reasons")
	assert.Contains(t, refusal(t, r, china, disclosure.FeeNoticed(d, decimal.Zero)), "more than zero")
	assert.Contains(t, refusal(t, r, china, disclosure.Withdrawn(d.AddDays(-1))), "before")
	assert.Contains(t, refusal(t, r, china, disclosure.Withdrawn(civil.Date{})), "no day")

	fee := onward(t, r, disclosure.FeeNoticed(d, yuan("100")))
	assert.Contains(t, refusal(t, fee, china, disclosure.Abandoned(day(t, "2025-09-28"))), "until 2025-09-28")
	lapsed, err := fee.ApplyOn(disclosure.Abandoned(day(t, "2025-09-29")), china)
	require.NoError(t, err)
	assert.Equal(t, disclosure.FeeNotPaid, lapsed.Outcome())
}

func TestTheRulesOf2008KnowLess(t *testing.T) {
	old := after(t, disclosure.Confirmed(day(t, "2015-03-02")))
	assert.Contains(t, refusal(t, old, china, disclosure.ReasonsAsked(day(t, "2015-03-03"))), "2008")
	assert.Contains(t, refusal(t, old, china, disclosure.FeeNoticed(day(t, "2015-03-03"), yuan("100"))), "no processing fee")
	assert.Contains(t, refusal(t, old, china, disclosure.Extended(day(t, "2015-03-03"), 16, head)), "1 to 15")
	assert.Contains(t, refusal(t, disclosure.Request{}, china, disclosure.Confirmed(day(t, "2008-04-30"))), "no regulation")
}

func TestAgainstARefusalSince2024AReviewComesFirst(t *testing.T) {
	for replied, why := range map[string]string{"2023-12-29": "", "2024-01-02": "review comes first"} {
		r := after(t, disclosure.Confirmed(day(t, "2023-12-20")), disclosure.Replied(day(t, replied), refused()))
		suit := disclosure.SuitFiled(day(t, "2024-02-01"))
		if why == "" {
			require.Equal(t, disclosure.StateReplied, onward(t, r, suit).State())
			continue
		}
		assert.Contains(t, refusal(t, r, china, suit), why)
		reviewed := onward(t, r, disclosure.ReviewFiled(day(t, "2024-01-20")), disclosure.ReviewDecided(day(t, "2024-02-20"), disclosure.Upheld))
		onward(t, reviewed, disclosure.SuitFiled(day(t, "2024-03-01")), disclosure.SuitDecided(day(t, "2024-06-01"), disclosure.Upheld))
		open := after(t, disclosure.Confirmed(day(t, "2023-12-20")), disclosure.Replied(day(t, replied), granted()))
		onward(t, open, suit)
	}
}

func TestTellingIsClaimedOnceAndRepeatedOnlyAfterAFailure(t *testing.T) {
	d := day(t, "2025-09-01")
	r := after(t, disclosure.Submitted(d), disclosure.Confirmed(d))
	assert.Equal(t, []int{1}, r.Untold())
	r = onward(t, r, disclosure.Telling(d, 1, "wechat"))
	assert.Contains(t, refusal(t, r, nil, disclosure.Telling(d, 1, "wechat")), "telling it now")
	assert.True(t, r.Claimed(1))
	assert.Equal(t, []int{1}, r.Untold(), "a claim is not a telling")
	r = onward(t, r, disclosure.Told(d, 1, "wechat", "45015"))
	assert.Equal(t, []int{1}, r.Untold(), "nor is a failure")
	r = onward(t, r, disclosure.Telling(d, 1, "phone"), disclosure.Told(d, 1, "phone", ""))
	assert.Empty(t, r.Untold())
	assert.Contains(t, refusal(t, r, nil, disclosure.Told(d, 1, "wechat", "")), "was told")
	assert.Contains(t, refusal(t, r, nil, disclosure.Telling(d, 0, "wechat")), "no such event")
	assert.Contains(t, refusal(t, r, nil, disclosure.Telling(d, 99, "wechat")), "no such event")
	assert.Equal(t, disclosure.StateProcessing, r.State())
}

func TestANoticeTellsButTheWordsAreStillOwed(t *testing.T) {
	d := day(t, "2025-09-01")
	notice := func(e disclosure.Event) disclosure.Event { return e.WithNotice("模板:1") }
	r := after(t, disclosure.Submitted(d), disclosure.Confirmed(d), notice(disclosure.Telling(d, 1, "wechat.template")))
	assert.Empty(t, r.Announced(), "a claim is not a telling")
	sent := onward(t, r, notice(disclosure.Told(d, 1, "wechat.template", "")))
	assert.Empty(t, sent.Untold())
	assert.Equal(t, []int{1}, sent.Announced())
	assert.Contains(t, refusal(t, sent, nil, disclosure.Telling(d, 1, "wechat.subscription").WithNotice("另一个模板")), "was told", "no second notice")

	lost := onward(t, sent, notice(disclosure.Told(d, 1, "wechat.template", "用户拒收")))
	assert.Equal(t, []int{1}, lost.Untold(), "what did not arrive told nothing")
	assert.Empty(t, lost.Announced())
	assert.Contains(t, refusal(t, lost, nil, disclosure.Telling(d, 1, "wechat.template").WithNotice("模板")), "did not arrive", "nor is it sent again")
	onward(t, lost, disclosure.Telling(d, 1, "wechat.subscription").WithNotice("另一个模板"))
	early := onward(t, r, notice(disclosure.Told(d, 1, "wechat.template", "用户拒收")))
	assert.Contains(t, refusal(t, early, nil, notice(disclosure.Told(d, 1, "wechat.template", ""))), "did not arrive", "the platform spoke before the sender")

	r = onward(t, sent, disclosure.Telling(d, 1, "wechat"), disclosure.Told(d, 1, "wechat", "45015"))
	assert.Empty(t, r.Untold(), "words that did not go out take no notice back")
	r = onward(t, r, disclosure.Telling(d, 1, "wechat"), disclosure.Told(d, 1, "wechat", ""))
	assert.Empty(t, r.Announced())
	assert.Contains(t, refusal(t, r, nil, notice(disclosure.Told(d, 1, "wechat.template", "用户拒收"))), "was told")
}

func TestANoticeOfAReplyBeginsNoTimeForItsRemedies(t *testing.T) {
	d := day(t, "2026-03-02")
	r := after(t, disclosure.Confirmed(d), disclosure.Replied(d, granted()), disclosure.Told(d, 1, "wechat.template", "").WithNotice("模板:1"))
	_, err := r.Remedies(china)
	require.ErrorIs(t, err, disclosure.ErrNotTold)
	_, err = onward(t, r, disclosure.Told(d.AddDays(3), 1, "wechat", "")).Remedies(china)
	require.NoError(t, err)
}

func TestWhoLookedAtPersonalDataIsKeptAndChangesNothingElse(t *testing.T) {
	d := day(t, "2026-03-02")
	r := onward(t, disclosure.Request{}, disclosure.Submitted(d), disclosure.Confirmed(d))
	seen, err := r.Apply(disclosure.Viewed(d.AddDays(-1), "电话核对").WithActor(disclosure.Actor{Name: "经办", Role: disclosure.RoleClerk}))
	require.NoError(t, err)
	assert.Equal(t, r.State(), seen.State())
	assert.Equal(t, r.Allowed(), seen.Allowed())
	assert.NotContains(t, seen.Untold(), 2, "the applicant is not told of it")
	assert.Equal(t, "电话核对", seen.Events[2].Note)
	assert.Contains(t, refusal(t, r, nil, disclosure.Viewed(d, "").WithActor(disclosure.Actor{Role: disclosure.RoleApplicant})), "not by this role")
	assert.Contains(t, refusal(t, r.Erase(), nil, disclosure.Viewed(d, "").WithActor(disclosure.Actor{Role: disclosure.RoleClerk})), "are gone")
}
