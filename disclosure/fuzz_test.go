package disclosure_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// Whatever is read as a request can be asked everything without a panic, and
// what is written again reads the same.
func FuzzRequest(f *testing.F) {
	for seed := range uint64(8) {
		l := newLife(seed)
		for len(l.r.Events) < 10 && l.step() {
		}
		b, err := json.Marshal(l.r)
		require.NoError(f, err)
		f.Add(string(b))
	}
	f.Add(`{"events":[{"kind":"told","of":-5},{"kind":"replied","day":"2025-01-01","reply":{"outcome":"yes"}},{"kind":"opined"}]}`)
	f.Add(`{"events":[{"kind":"third_party_opined","day":"2025-01-01"},{"kind":"suit_decided","day":"0001-01-01"}]}`)
	f.Fuzz(func(t *testing.T, s string) {
		var r disclosure.Request
		if json.Unmarshal([]byte(s), &r) != nil {
			return
		}
		b, err := json.Marshal(r)
		if err == nil {
			var back disclosure.Request
			require.NoError(t, json.Unmarshal(b, &back))
			again, err := json.Marshal(back)
			require.NoError(t, err)
			require.JSONEq(t, string(b), string(again))
		}
		if len(r.Events) > 50 {
			return
		}
		today := civil.Day(2025, time.June, 2)
		_, _ = r.DueOn(ningxia, today)
		_, _ = r.Overdue(china, today)
		_, _, _, _ = r.State(), r.Next(), r.Allowed(), r.Untold()
		_ = r.Erase()
		for _, k := range disclosure.Kinds() {
			_, _ = r.ApplyOn(disclosure.Event{Kind: k, Day: today, By: disclosure.Actor{Role: disclosure.RoleClerk}}, china)
		}
		_, err = disclosure.Tally(2025, requests([]disclosure.Request{r}))
		require.NoError(t, err)
	})
}

func FuzzParseNumber(f *testing.F) {
	f.Add(disclosure.FormatNumber(2025, 1, 12))
	f.Add("２０２５００１００012５")
	f.Fuzz(func(t *testing.T, s string) {
		number, err := disclosure.ParseNumber(s)
		if err != nil {
			return
		}
		again, err := disclosure.ParseNumber(number)
		require.NoError(t, err)
		require.Equal(t, number, again)
	})
}
