package disclosure_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
)

// ending is how a request comes to each outcome.
func ending(t *testing.T, o disclosure.Outcome) []disclosure.Event {
	t.Helper()
	events := []disclosure.Event{disclosure.Confirmed(day(t, "2025-03-03"))}
	asked := disclosure.CorrectionAsked(day(t, "2025-03-04"), day(t, "2025-03-07"), "写明年度")
	switch o {
	case disclosure.NotCorrected:
		return append(events, asked, disclosure.Abandoned(day(t, "2025-03-10")))
	case disclosure.FeeNotPaid:
		return append(events, disclosure.FeeNoticed(day(t, "2025-03-04"), yuan("100")), disclosure.Abandoned(day(t, "2025-06-10")))
	case disclosure.StillUnclear:
		events = append(events, asked, disclosure.Supplemented(day(t, "2025-03-06")))
	}
	return append(events, disclosure.Replied(day(t, "2025-03-10"), reasoned(o)))
}

func reasoned(o disclosure.Outcome) disclosure.Reply {
	return disclosure.Reply{Outcome: o, Grounds: "理由", HowToGet: "邮寄"}
}

// The letter that corrects another names that one by its number, and has one of its own.
func TestACorrectionDoesNotTakeTheNumberOfWhatItCorrects(t *testing.T) {
	first := reasoned(disclosure.Granted)
	first.Number = "兴公开〔2025〕3号"
	r := after(t, disclosure.Confirmed(day(t, "2025-03-03")), disclosure.Replied(day(t, "2025-03-06"), first))
	for number, taken := range map[string]bool{"兴公开〔2025〕3号": true, "兴公开[2025] 3号": true, "兴公开〔2025〕13号": false, "": false} {
		second := reasoned(disclosure.DeniedInternal)
		second.Number = number
		found := second.ValidateFor(r)
		if !taken {
			assert.Empty(t, found, number)
			onward(t, r, disclosure.ReplyProposed(day(t, "2025-03-07"), second).WithActor(disclosure.Actor{Name: "乙", Role: disclosure.RoleClerk}))
			continue
		}
		require.Len(t, found, 1, number)
		assert.Equal(t, "告知书的文号", found[0].Where)
		assert.Equal(t, disclosure.Wrong, found[0].Severity)
		assert.Contains(t, refusal(t, r, nil, disclosure.ReplyProposed(day(t, "2025-03-07"), second).WithActor(disclosure.Actor{Name: "乙", Role: disclosure.RoleClerk})), "the number of one that went out before")
	}
}

func TestAReplyDoesNotTellOfWhatNeverHappened(t *testing.T) {
	fresh := []disclosure.Event{disclosure.Confirmed(day(t, "2025-03-03"))}
	d := day(t, "2025-03-10")
	corrected := append(fresh[:1:1], disclosure.CorrectionAsked(day(t, "2025-03-04"), day(t, "2025-03-07"), "写明年度"), disclosure.Supplemented(day(t, "2025-03-06")))
	paid := append(fresh[:1:1], disclosure.FeeNoticed(day(t, "2025-03-04"), yuan("100")), disclosure.FeePaid(day(t, "2025-03-06")))
	for _, c := range []struct {
		outcome disclosure.Outcome
		events  []disclosure.Event
		why     string
	}{
		{disclosure.StillUnclear, fresh, "没有告知补正"},
		{disclosure.StillUnclear, corrected, ""},
		{disclosure.NotCorrected, fresh, "没有逾期不补正"},
		{disclosure.NotCorrected, corrected, "没有逾期不补正"},
		{disclosure.FeeNotPaid, fresh, "没有逾期不缴费"},
		{disclosure.FeeNotPaid, paid, "没有逾期不缴费"},
		{disclosure.Granted, fresh, ""},
	} {
		r, reply := after(t, c.events...), reasoned(c.outcome)
		found := reply.ValidateFor(r)
		if c.why == "" {
			assert.Empty(t, found, c.outcome)
			onward(t, r, disclosure.Replied(d, reply))
			continue
		}
		require.Len(t, found, 1, c.outcome)
		assert.Equal(t, disclosure.Wrong, found[0].Severity)
		assert.Contains(t, found[0].Text, c.why)
		assert.Contains(t, refusal(t, r, nil, disclosure.Replied(d, reply)), "nothing that happened bears the outcome")
		proposed := disclosure.ReplyProposed(d, reply).WithActor(disclosure.Actor{Name: "甲", Role: disclosure.RoleClerk})
		assert.Contains(t, refusal(t, r, nil, proposed), "nothing that happened bears the outcome")
	}
	for _, o := range []disclosure.Outcome{disclosure.Excessive, disclosure.DeniedThirdParty} {
		found := reasoned(o).ValidateFor(after(t, fresh...))
		require.Len(t, found, 1, o)
		assert.Equal(t, disclosure.Warning, found[0].Severity, "it may have been done before it was entered")
		onward(t, after(t, fresh...), disclosure.Replied(d, reasoned(o)))
	}
	asked := append(fresh[:1:1], disclosure.Consulted(day(t, "2025-03-04"), "某公司"), disclosure.Opined(day(t, "2025-03-06")))
	assert.Empty(t, reasoned(disclosure.DeniedThirdParty).ValidateFor(after(t, asked...)))
}
