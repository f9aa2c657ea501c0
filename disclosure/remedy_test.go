package disclosure_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
)

func told(t *testing.T, replied string, reply disclosure.Reply) disclosure.Request {
	d := day(t, replied)
	return after(t, disclosure.Confirmed(d), disclosure.Replied(d, reply), disclosure.Told(d.AddDays(1), 1, "wechat", ""))
}

// 行政复议法(2023修订)第二十条: 六十日; 行政诉讼法第四十六条: 六个月, 第四十五条: 十五日.
func TestRemediesRunFromTheDayTheApplicantWasTold(t *testing.T) {
	list, err := told(t, "2025-03-10", granted()).Remedies(china)
	require.NoError(t, err)
	require.Len(t, list, 2)
	assert.Equal(t, "2025-05-12", list[0].Until.String(), "60 days end on Saturday 10 May")
	assert.Equal(t, "《行政复议法》第二十条", list[0].Term.Article)
	assert.Equal(t, "2025-09-11", list[1].Until.String())
	assert.False(t, list[1].AfterReview)

	list, err = told(t, "2025-03-10", refused()).Remedies(china)
	require.NoError(t, err)
	require.Len(t, list, 2)
	assert.True(t, list[1].AfterReview)
	assert.Equal(t, "《行政复议法》第二十三条第一款第（四）项", list[1].First)
	assert.True(t, list[1].Until.IsZero(), "its time has not begun")

	reviewed := onward(t, told(t, "2025-03-10", refused()), disclosure.ReviewFiled(day(t, "2025-04-01")),
		disclosure.ReviewDecided(day(t, "2025-05-06"), disclosure.Upheld))
	list, err = reviewed.Remedies(china)
	require.NoError(t, err)
	assert.Equal(t, "2025-05-21", list[1].Until.String())

	list, err = told(t, "2016-03-10", refused()).Remedies(china)
	require.NoError(t, err)
	assert.Equal(t, "《行政复议法》第九条", list[0].Term.Article)
	assert.False(t, list[1].AfterReview, "before 2024 the choice was free")

	list, err = told(t, "2026-11-09", granted()).Remedies(ningxia)
	require.NoError(t, err)
	assert.Equal(t, "2027-05-10", list[1].Until.String(), "never later than what the law gives")
	assert.True(t, list[1].Provisional)

	untold := after(t, disclosure.Confirmed(day(t, "2025-03-10")), disclosure.Replied(day(t, "2025-03-10"), granted()))
	_, err = untold.Remedies(china)
	require.ErrorIs(t, err, disclosure.ErrNotTold)
}

func rulesFound(found []disclosure.Finding) []string {
	rules := []string{}
	for _, f := range found {
		rules = append(rules, f.Rule)
	}
	return rules
}

func TestMissedTermsAreFound(t *testing.T) {
	received := disclosure.Confirmed(day(t, "2026-02-10"))
	for name, c := range map[string]struct {
		events []disclosure.Event
		rules  []string
	}{
		"all in time": {[]disclosure.Event{disclosure.CorrectionAsked(day(t, "2026-02-26"), day(t, "2026-03-20"), ""),
			disclosure.Supplemented(day(t, "2026-03-02")), disclosure.Replied(day(t, "2026-03-30"), granted())}, []string{}},
		"correction asked a day late": {[]disclosure.Event{disclosure.CorrectionAsked(day(t, "2026-02-27"), day(t, "2026-03-20"), "")},
			[]string{"handling.correction"}},
		"reply a day late": {[]disclosure.Event{disclosure.Replied(day(t, "2026-03-17"), granted())}, []string{"handling.reply"}},
		"extension never told": {[]disclosure.Event{disclosure.Extended(day(t, "2026-03-10"), 10, head), disclosure.Replied(day(t, "2026-03-25"), granted())},
			[]string{"handling.extension_told"}},
		"extension told in time": {[]disclosure.Event{disclosure.Extended(day(t, "2026-03-10"), 10, head), disclosure.Told(day(t, "2026-03-11"), 1, "wechat", ""),
			disclosure.Replied(day(t, "2026-03-25"), granted())}, []string{}},
		"extension told by a notice that arrived": {[]disclosure.Event{disclosure.Extended(day(t, "2026-03-10"), 10, head),
			disclosure.Told(day(t, "2026-03-11"), 1, "wechat.template", "").WithNotice("模板:1"), disclosure.Replied(day(t, "2026-03-25"), granted())}, []string{}},
		"extension told by a notice that did not arrive": {[]disclosure.Event{disclosure.Extended(day(t, "2026-03-10"), 10, head),
			disclosure.Told(day(t, "2026-03-11"), 1, "wechat.template", "").WithNotice("模板:1"),
			disclosure.Told(day(t, "2026-03-11"), 1, "wechat.template", "用户拒收").WithNotice("模板:1"), disclosure.Replied(day(t, "2026-03-25"), granted())},
			[]string{"handling.extension_told"}},
	} {
		r := after(t, append([]disclosure.Event{received}, c.events...)...)
		assert.Equal(t, c.rules, rulesFound(r.Handling(china)), name)
	}
	r := after(t, received, disclosure.Replied(day(t, "2026-03-17"), granted()))
	assert.Equal(t, []string{"handling.reply.unknown"}, rulesFound(r.Handling(ningxia)), "what cannot be computed is not called right")
	assert.Contains(t, r.Handling(china)[0].Text, "第三十三条第二款")
	late := r.Handling(ningxia)[0]
	assert.Contains(t, late.Text, "按全国安排已经超过期限", "by the calendar that is known it is late")
	assert.Equal(t, "不晚于2026-03-16", late.Want)
	last := after(t, received, disclosure.Replied(day(t, "2026-03-16"), granted())).Handling(ningxia)
	require.Len(t, last, 1)
	assert.Contains(t, last[0].Text, "按全国安排没有超过期限")
	assert.Empty(t, after(t, received, disclosure.Replied(day(t, "2026-03-09"), granted())).Handling(ningxia), "in time whatever the region's days are")
}

func TestAReplyBeforeTheUnannouncedYearIsInTimeAndOneInItCannotBeJudged(t *testing.T) {
	confirmed := day(t, "2026-11-30")
	for on, rules := range map[string][]string{"2026-12-01": {}, "2027-01-08": {"handling.reply.unknown"}} {
		r := after(t, disclosure.Confirmed(confirmed), disclosure.Extended(confirmed, 20, head), disclosure.Told(confirmed, 1, "wechat", ""),
			disclosure.Replied(day(t, on), granted()))
		assert.Equal(t, rules, rulesFound(r.Handling(china)), on)
	}
}
