package disclosure_test

import (
	"encoding/json"
	"errors"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// life makes a request that lived through lawful random events.
type life struct {
	*rand.Rand
	r   disclosure.Request
	day civil.Date
}

func newLife(seed uint64) *life {
	random := rand.New(rand.NewPCG(seed, 7))
	kinds, channels := disclosure.ApplicantKinds(), disclosure.Channels()
	return &life{random, disclosure.Request{
		ID:        disclosure.FormatNumber(2020, 1, int(seed)+1),
		Applicant: disclosure.Applicant{Kind: kinds[random.IntN(len(kinds))], Name: "测试申请人"},
		Channel:   channels[random.IntN(len(channels))],
	}, civil.Day(2012+random.IntN(12), time.January, 1).AddDays(random.IntN(365))}
}

func (l *life) reply() disclosure.Reply {
	outcomes := disclosure.Outcomes()
	return disclosure.Reply{Outcome: outcomes[l.IntN(len(outcomes))], Grounds: "理由", HowToGet: "邮寄", Text: "答复内容"}
}

// step tries events until one is lawful; false: none was found.
func (l *life) step() bool {
	results := []disclosure.ReliefResult{disclosure.Upheld, disclosure.Corrected, disclosure.OtherResult}
	for range 60 {
		day := l.day.AddDays(l.IntN(25))
		allowed := append(l.r.Allowed(), disclosure.KindTelling, disclosure.KindTold, disclosure.KindViewed)
		reply := l.reply()
		e := disclosure.Event{Kind: allowed[l.IntN(len(allowed))], Day: day, Until: day.AddDays(1 + l.IntN(30)), Days: 1 + l.IntN(20),
			Reply: &reply, Amount: yuan("100"), Score: disclosure.Satisfied, Result: results[l.IntN(3)], Note: "备注", Of: l.IntN(len(l.r.Events) + 1)}
		switch e.Kind {
		case disclosure.KindReplied, disclosure.KindReplyCorrected:
			if draft, _, ok := l.r.Proposed(); ok {
				e.Reply = &draft
			}
		case disclosure.KindReplyProposed:
			e.Draft, e.Reply = e.Reply, nil
		default:
			e.Reply = nil
		}
		e.By = disclosure.Actor{Name: []string{"甲", "乙", "丙"}[l.IntN(3)], Role: disclosure.Roles()[l.IntN(len(disclosure.Roles()))]}
		next, err := l.r.ApplyOn(e, china)
		if err == nil {
			l.r, l.day = next, day
			return true
		}
	}
	return false
}

func TestAnyLawfulLifeKeepsTheInvariants(t *testing.T) {
	for seed := range uint64(400) {
		l := newLife(seed)
		for len(l.r.Events) < 14 {
			before := l.r
			events := slices.Clone(before.Events)
			if !l.step() {
				break
			}
			require.Equal(t, events, before.Events, "what was is not changed")
			require.Len(t, l.r.Events, len(events)+1)
			keeps(t, before, l.r)
		}
		whole(t, l.r)
	}
}

// keeps holds the step from one request to the next against what events may do.
func keeps(t *testing.T, before, now disclosure.Request) {
	t.Helper()
	e := now.Events[len(now.Events)-1]
	was, hadDue := before.Deadline(china)
	is, hasDue := now.Deadline(china)
	if !before.Received().IsZero() {
		require.Equal(t, before.Received(), now.Received(), "receipt stands once it is there")
	}
	switch e.Kind {
	case disclosure.KindTelling, disclosure.KindTold, disclosure.KindViewed, disclosure.KindAdvised, disclosure.KindReplied,
		disclosure.KindReplyProposed, disclosure.KindSecrecyReviewed, disclosure.KindReplySentBack, disclosure.KindReplyCorrected,
		disclosure.KindReviewFiled, disclosure.KindReviewDecided, disclosure.KindSuitFiled, disclosure.KindSuitDecided:
		require.Equal(t, hadDue == nil, hasDue == nil, e.Kind)
		require.Equal(t, was, is, "%s moves no clock", e.Kind)
	case disclosure.KindExtended:
		if hadDue == nil && hasDue == nil {
			n, err := china.Workdays(was, is)
			require.NoError(t, err)
			require.Equal(t, e.Days, n, "an extension adds its working days")
		}
	case disclosure.KindSupplemented, disclosure.KindFeePaid, disclosure.KindReopened:
		require.True(t, hasDue != nil || is.After(e.Day), "a new clock runs from its day")
	}
	if hasDue == nil && e.Kind != disclosure.KindPostponed {
		require.False(t, is.Before(now.Received()), "no deadline before receipt")
	}
	if s := before.State(); s.Closed() && e.Kind != disclosure.KindReopened {
		require.Equal(t, s, now.State(), "what is closed stays closed")
	}
}

// whole holds one request against what must be true of every one.
func whole(t *testing.T, r disclosure.Request) {
	t.Helper()
	b, err := json.Marshal(r)
	require.NoError(t, err)
	var back disclosure.Request
	require.NoError(t, json.Unmarshal(b, &back))
	require.Equal(t, r, back)

	erased := r.Erase()
	require.Equal(t, r.State(), erased.State())
	require.Equal(t, r.Outcome(), erased.Outcome())
	due, err := r.Deadline(china)
	dueErased, errErased := erased.Deadline(china)
	require.Equal(t, due, dueErased)
	require.Equal(t, err, errErased)

	require.Equal(t, r.State().Closed(), r.Next() == "")
	if _, err := r.Due(china); r.State().Closed() {
		require.ErrorIs(t, err, disclosure.ErrNothingDue)
	} else if errors.Is(err, disclosure.ErrNotReceived) {
		require.True(t, r.Received().IsZero())
	}
}

func requests(all []disclosure.Request) iter.Seq2[disclosure.Request, error] {
	return func(yield func(disclosure.Request, error) bool) {
		for _, r := range all {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func TestTheReportsIdentitiesHoldByConstruction(t *testing.T) {
	var all, erased []disclosure.Request
	for seed := range uint64(300) {
		l := newLife(seed)
		for len(l.r.Events) < 12 && l.step() {
		}
		all, erased = append(all, l.r), append(erased, l.r.Erase())
	}
	var before disclosure.Report
	counted := 0
	for year := 2011; year <= 2027; year++ {
		report, err := disclosure.Tally(year, requests(all))
		require.NoError(t, err)
		require.Empty(t, report.Check(), year)
		require.Empty(t, report.CheckCarry(before), year)
		again, err := disclosure.Tally(year, requests(erased))
		require.NoError(t, err)
		require.Equal(t, report, again, "statistics stand after erasure")
		before, counted = report, counted+report.Table3.New.Total()
	}
	require.Greater(t, counted, 150)
}
