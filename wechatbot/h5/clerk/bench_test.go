package clerk_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// BenchmarkToday makes the front page over 20,000 records and 2,000 requests, of
// which 100 are open: the figures of a busy district over ten years.
func BenchmarkToday(b *testing.B) {
	o := newOffice(b)
	for i := range 20_000 {
		_, err := o.catalog.Move(b.Context(), catalog.Record{Title: fmt.Sprintf("第%d号信息", i), Summary: "概述", Date: civil.Day(2020, 1, 1), Publisher: "兴庆区人民政府"}, catalog.TakenOver, "", catalog.Actor{Name: "移交", At: o.now})
		require.NoError(b, err)
	}
	clerk := disclosure.Actor{Name: "经办", Role: disclosure.RoleClerk}
	for i := range 2_000 {
		r := o.submitted()
		for _, e := range []disclosure.Event{disclosure.Confirmed(civil.Day(2026, 10, 23)), disclosure.Replied(civil.Day(2026, 10, 26), disclosure.Reply{Outcome: disclosure.Granted, Text: "全文"})} {
			if i < 100 && e.Kind == disclosure.KindReplied {
				continue
			}
			_, err := o.desk.Record(b.Context(), r.ID, e.WithActor(clerk))
			require.NoError(b, err)
		}
	}
	s := o.as("双岗")
	for b.Loop() {
		o.now = o.now.Add(11 * time.Second) // longer than the menu remembers
		s.page("/desk/")
	}
}
