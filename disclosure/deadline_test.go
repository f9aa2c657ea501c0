package disclosure_test

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

var (
	china   = civil.China()
	ningxia = civil.China().With(civil.Ningxia())
	head    = disclosure.Actor{Name: "测试负责人", Role: disclosure.RoleHead}
)

func day(t testing.TB, s string) civil.Date {
	t.Helper()
	d, err := civil.ParseDate(s)
	require.NoError(t, err)
	return d
}

// after applies events to an empty request.
func after(t testing.TB, events ...disclosure.Event) disclosure.Request {
	t.Helper()
	return onward(t, disclosure.Request{Channel: disclosure.ByWeChat}, events...)
}

func onward(t testing.TB, r disclosure.Request, events ...disclosure.Event) disclosure.Request {
	t.Helper()
	for _, e := range events {
		var err error
		r, err = r.Apply(e)
		require.NoError(t, err)
	}
	return r
}

func granted() disclosure.Reply {
	return disclosure.Reply{Outcome: disclosure.Granted, HowToGet: "随函附上"}
}

func refused() disclosure.Reply {
	return disclosure.Reply{Outcome: disclosure.DeniedSecret, Grounds: "属于依法确定为国家秘密的政府信息。"}
}

func TestReplyIsDueAfterFifteenWorkdaysUnderThe2008Rules(t *testing.T) {
	r := disclosure.Request{Events: []disclosure.Event{disclosure.Confirmed(civil.Day(2015, time.December, 2))}}
	due, err := r.Deadline(china)
	require.NoError(t, err)
	require.Equal(t, civil.Day(2015, time.December, 23), due)
}

func TestCarriedDeadlineCases(t *testing.T) {
	f, err := os.Open("testdata/deadlines.tsv")
	require.NoError(t, err)
	defer f.Close()
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Split(lines.Text(), "\t")
		if strings.HasPrefix(fields[0], "#") {
			continue
		}
		n++
		cal := china
		if fields[0] == "NX" {
			cal = ningxia
		}
		assert.Equal(t, fields[3], dueOf(t, fields[1], day(t, fields[2]), cal).String(), lines.Text())
	}
	assert.Equal(t, 51, n)
}

func TestConsultationsAreNotCounted(t *testing.T) {
	confirmed := disclosure.Confirmed(day(t, "2024-03-01"))
	sent, answered := day(t, "2024-03-06"), day(t, "2024-03-20")
	for name, c := range map[string]struct {
		events []disclosure.Event
		due    string
	}{
		"a third party":       {[]disclosure.Event{disclosure.Consulted(sent, ""), disclosure.Opined(answered)}, "2024-04-15"},
		"another organ alike": {[]disclosure.Event{disclosure.OrganConsulted(sent, ""), disclosure.OrganOpined(answered)}, "2024-04-15"},
		"two at once count once": {[]disclosure.Event{disclosure.Consulted(sent, ""), disclosure.OrganConsulted(day(t, "2024-03-08"), ""),
			disclosure.Opined(day(t, "2024-03-12")), disclosure.OrganOpined(answered)}, "2024-04-15"},
		"two in turn count both": {[]disclosure.Event{disclosure.Consulted(sent, ""), disclosure.Opined(day(t, "2024-03-12")),
			disclosure.OrganConsulted(day(t, "2024-03-12"), ""), disclosure.OrganOpined(answered)}, "2024-04-15"},
		"opinions of the same day count nothing": {[]disclosure.Event{disclosure.Consulted(sent, ""), disclosure.Opined(sent)}, "2024-03-29"},
		"one begun after the due day changes nothing": {[]disclosure.Event{disclosure.Consulted(day(t, "2024-04-08"), ""),
			disclosure.Opined(day(t, "2024-04-09"))}, "2024-03-29"},
	} {
		due, err := after(t, append([]disclosure.Event{confirmed}, c.events...)...).Deadline(china)
		require.NoError(t, err, name)
		assert.Equal(t, c.due, due.String(), name)
	}
}

func TestUnderThe2008RulesOnlyThirdPartiesAreNotCounted(t *testing.T) {
	confirmed := disclosure.Confirmed(day(t, "2015-03-02"))
	plain, err := after(t, confirmed).Deadline(china)
	require.NoError(t, err)
	organ, err := after(t, confirmed, disclosure.OrganConsulted(day(t, "2015-03-04"), ""), disclosure.OrganOpined(day(t, "2015-03-11"))).Deadline(china)
	require.NoError(t, err)
	assert.Equal(t, plain, organ)
	third, err := after(t, confirmed, disclosure.Consulted(day(t, "2015-03-04"), ""), disclosure.Opined(day(t, "2015-03-11"))).Deadline(china)
	require.NoError(t, err)
	later, err := china.AddWorkdays(plain, 5)
	require.NoError(t, err)
	assert.Equal(t, later, third)
}

func TestTheClockStandsAndSaysWhatItWaitsFor(t *testing.T) {
	confirmed := disclosure.Confirmed(day(t, "2026-02-02"))
	r := after(t, confirmed, disclosure.Consulted(day(t, "2026-02-09"), ""))
	_, err := r.Deadline(china)
	require.ErrorIs(t, err, disclosure.ErrClockStopped)
	due, err := r.Due(china)
	require.NoError(t, err)
	assert.Equal(t, "2026-03-06", due.Day.String(), "fifteen working days after the letter")
	assert.Equal(t, disclosure.RoleThirdParty, due.By)
	assert.Contains(t, due.Article, "第三十二条")

	r = after(t, confirmed, disclosure.CorrectionAsked(day(t, "2026-02-05"), day(t, "2026-02-28"), ""))
	due, err = r.Due(china)
	require.NoError(t, err)
	assert.Equal(t, "2026-02-28", due.Day.String())
	assert.Equal(t, disclosure.RoleApplicant, due.By)

	r = after(t, confirmed, disclosure.FeeNoticed(day(t, "2026-02-10"), yuan("100")))
	_, err = r.Deadline(china)
	require.ErrorIs(t, err, disclosure.ErrClockStopped)
	r = onward(t, r, disclosure.FeePaid(day(t, "2026-02-13")))
	paid, err := r.Deadline(china)
	require.NoError(t, err)
	assert.Equal(t, "2026-03-19", paid.String(), "twenty working days anew from the payment")

	_, err = after(t, disclosure.Submitted(day(t, "2026-02-02"))).Deadline(china)
	require.ErrorIs(t, err, disclosure.ErrNotReceived)
	_, err = onward(t, after(t, confirmed), disclosure.Replied(day(t, "2026-02-03"), granted())).Due(china)
	require.ErrorIs(t, err, disclosure.ErrNothingDue)
}

func TestTheChannelSaysOnWhichDayAnApplicationIsReceived(t *testing.T) {
	for _, c := range []struct {
		channel   disclosure.Channel
		submitted string
		received  string // confirmed three days later
	}{
		{disclosure.ByHand, "2026-03-02", "2026-03-02"},
		{disclosure.BySignedMail, "2026-03-02", "2026-03-02"},
		{disclosure.ByMail, "2026-03-02", "2026-03-05"},
		{disclosure.ByEmail, "2026-03-02", "2026-03-05"},
		{disclosure.ByFax, "2026-03-02", "2026-03-05"},
		{disclosure.ByWeb, "2026-03-02", "2026-03-05"},
		{disclosure.ByWeChat, "2026-03-02", "2026-03-05"},
		{disclosure.ByEmail, "2016-03-02", "2016-03-02"}, // 国办公开办函〔2015〕207号: entry into the mail system
		{disclosure.ByFax, "2016-03-02", "2016-03-05"},
	} {
		r := onward(t, disclosure.Request{Channel: c.channel}, disclosure.Submitted(day(t, c.submitted)))
		if c.submitted == c.received {
			assert.Equal(t, c.received, r.Received().String(), c.channel)
		} else {
			assert.True(t, r.Received().IsZero(), c.channel)
		}
		r = onward(t, r, disclosure.Confirmed(day(t, c.submitted).AddDays(3)))
		assert.Equal(t, c.received, r.Received().String(), c.channel)
		assert.NotEmpty(t, r.Rules().Receipt(c.channel).Article)
	}
}

func TestWhereOnlyTheRegionIsUnknownTheDayIsProvisional(t *testing.T) {
	r := after(t, disclosure.Confirmed(day(t, "2026-03-02")))
	_, err := r.Deadline(ningxia)
	require.ErrorIs(t, err, civil.ErrNotCovered)
	due, err := r.DueOn(ningxia, day(t, "2026-03-27"))
	require.NoError(t, err)
	assert.True(t, due.Provisional)
	assert.Contains(t, due.Note, "宁夏回族自治区")
	assert.Equal(t, "2026-03-30", due.Day.String())
	assert.Equal(t, 1, due.Left)

	_, err = after(t, disclosure.Confirmed(day(t, "2026-12-21"))).Due(ningxia)
	var e *civil.NotCoveredError
	require.ErrorAs(t, err, &e)
	assert.Empty(t, e.Region, "the year of the State Council is never guessed")
}

func TestOverdueIsTheDayAfterTheLastInTime(t *testing.T) {
	r := after(t, disclosure.Confirmed(day(t, "2026-03-02")))
	for today, want := range map[string]bool{"2026-03-30": false, "2026-03-31": true} {
		late, err := r.Overdue(china, day(t, today))
		require.NoError(t, err)
		assert.Equal(t, want, late, today)
	}
	due, err := r.DueOn(china, day(t, "2026-04-01"))
	require.NoError(t, err)
	assert.Equal(t, -2, due.Left)
	friday := after(t, disclosure.Confirmed(day(t, "2026-06-11"))) // due on Friday 10 July
	for today, left := range map[string]int{"2026-07-09": 1, "2026-07-10": 0, "2026-07-11": -1, "2026-07-13": -1} {
		due, err := friday.DueOn(china, day(t, today))
		require.NoError(t, err)
		require.Equal(t, "2026-07-10", due.Day.String())
		assert.Equal(t, left, due.Left, today)
	}
}

func TestADayThatIsKnownStaysKnownInAYearThatIsNotAnnounced(t *testing.T) {
	r := after(t, disclosure.Confirmed(day(t, "2026-11-12"))) // twenty working days end on 10 December
	for _, cal := range []*civil.Calendar{china, ningxia} {
		due, err := r.DueOn(cal, day(t, "2027-01-04"))
		require.NoError(t, err)
		assert.Equal(t, "2026-12-10", due.Day.String())
		assert.Negative(t, due.Left, "overdue, however many days")
		assert.True(t, due.Uncounted)
	}
	asked := after(t, disclosure.Confirmed(day(t, "2026-12-21")), disclosure.CorrectionAsked(day(t, "2026-12-24"), day(t, "2027-01-20"), "年度"))
	due, err := asked.DueOn(china, day(t, "2026-12-25"))
	require.NoError(t, err)
	assert.Equal(t, "2027-01-20", due.Day.String())
	assert.Positive(t, due.Left)
	assert.True(t, due.Uncounted)
	due, err = asked.DueOn(china, day(t, "2027-01-20"))
	require.NoError(t, err)
	assert.Zero(t, due.Left)
	assert.False(t, due.Uncounted, "it is today")
}

func TestTheClockRunsFromReceiptToReplyButForWhatItWaitsFor(t *testing.T) {
	d := day(t, "2026-03-02")
	for name, c := range map[string]struct {
		runs   bool
		events []disclosure.Event
	}{
		"submitted":  {false, []disclosure.Event{disclosure.Submitted(d)}},
		"confirmed":  {true, []disclosure.Event{disclosure.Confirmed(d)}},
		"correction": {false, []disclosure.Event{disclosure.Confirmed(d), disclosure.CorrectionAsked(d, d.AddDays(9), "")}},
		"supplement": {true, []disclosure.Event{disclosure.Confirmed(d), disclosure.CorrectionAsked(d, d.AddDays(9), ""), disclosure.Supplemented(d)}},
		"consulting": {false, []disclosure.Event{disclosure.Confirmed(d), disclosure.Consulted(d, "某公司")}},
		"opined":     {true, []disclosure.Event{disclosure.Confirmed(d), disclosure.Consulted(d, "某公司"), disclosure.Opined(d)}},
		"replied":    {false, []disclosure.Event{disclosure.Confirmed(d), disclosure.Replied(d, granted())}},
	} {
		assert.Equal(t, c.runs, after(t, c.events...).Running(), name)
	}
}

func TestAnOrderedReplyHasAClockOfItsOwn(t *testing.T) {
	r := after(t, disclosure.Confirmed(day(t, "2025-09-01")), disclosure.Replied(day(t, "2025-09-10"), refused()),
		disclosure.ReviewFiled(day(t, "2025-10-09")), disclosure.ReviewDecided(day(t, "2025-11-03"), disclosure.Corrected),
		disclosure.Reopened(day(t, "2025-11-05"), 0))
	assert.Equal(t, disclosure.StateProcessing, r.State())
	due, err := r.Deadline(china)
	require.NoError(t, err)
	assert.Equal(t, "2025-12-03", due.String())
	r = onward(t, r, disclosure.Replied(day(t, "2025-11-20"), granted()))
	assert.Equal(t, disclosure.Granted, r.Outcome())
}
