package disclosure_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/disclosuretest"
)

func TestTurnoutCountsWhatCameInTime(t *testing.T) {
	store := disclosure.NewMemory()
	desk := disclosure.NewDesk(store, civil.China())
	d := disclosuretest.Day
	take := func(day civil.Date, events ...disclosure.Event) {
		r, err := store.Create(t.Context(), disclosuretest.New("a", day), "")
		require.NoError(t, err)
		for _, e := range events {
			_, err = desk.Record(t.Context(), r.ID, e)
			require.NoError(t, err)
		}
	}
	// 2025-09-01 and twenty working days is 2025-09-28, a Sunday on which offices
	// made up for the holidays.
	take(d, disclosure.Confirmed(d), disclosure.Replied(civil.Day(2025, 9, 28), granted()), disclosure.Rated(civil.Day(2025, 9, 29), disclosure.Satisfied))
	take(d, disclosure.Confirmed(d), disclosure.Replied(civil.Day(2025, 9, 29), granted()), disclosure.Rated(civil.Day(2025, 9, 30), disclosure.Dissatisfied))
	take(d, disclosure.Withdrawn(d))
	take(d, disclosure.Confirmed(d))
	take(d)
	take(d.AddDays(365))
	take(d, disclosure.Confirmed(d), disclosure.Replied(d, granted()).WithNote(disclosure.DayUnknown)) // entered later
	n, err := desk.Turnout(t.Context(), civil.Day(2025, 1, 1), civil.Day(2025, 12, 31), civil.Day(2025, 12, 1))
	require.NoError(t, err)
	assert.Equal(t, disclosure.Turnout{Submitted: 6, Replied: 3, Ended: 1, Open: 2, InTime: 1, Late: 2, Unknown: 1,
		Scores: map[disclosure.Satisfaction]int{disclosure.Satisfied: 1, disclosure.Dissatisfied: 1}}, n)
	ended, err := desk.Outcomes(t.Context(), civil.Day(2025, 1, 1), civil.Day(2025, 12, 31))
	require.NoError(t, err)
	assert.Equal(t, map[disclosure.Outcome]int{disclosure.Granted: 3}, ended)
}

func TestAReplyIsRatedOnceAndAnewAfterItWasReopened(t *testing.T) {
	d := disclosuretest.Day
	r := after(t, disclosure.Confirmed(d), disclosure.Replied(d, granted()), disclosure.Rated(d, disclosure.MostlySatisfied))
	assert.Equal(t, disclosure.MostlySatisfied, r.Score())
	_, err := r.Apply(disclosure.Rated(d, disclosure.Satisfied))
	require.Error(t, err)
	_, err = after(t, disclosure.Confirmed(d), disclosure.Replied(d, granted())).Apply(disclosure.Rated(d, "ten"))
	require.Error(t, err)
}
