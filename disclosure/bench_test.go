package disclosure_test

import (
	"testing"

	"github.com/zwgk/zwgk/disclosure"
)

func tenEvents(b *testing.B) disclosure.Request {
	d := day(b, "2025-03-03")
	return after(b, disclosure.Drafted(d), disclosure.Submitted(d), disclosure.Confirmed(d.AddDays(1)),
		disclosure.CorrectionAsked(d.AddDays(2), d.AddDays(20), ""), disclosure.Supplemented(d.AddDays(7)),
		disclosure.Consulted(d.AddDays(8), ""), disclosure.OrganConsulted(d.AddDays(9), ""), disclosure.Opined(d.AddDays(14)),
		disclosure.OrganOpined(d.AddDays(16)), disclosure.Extended(d.AddDays(17), 20, head))
}

func BenchmarkDeadlineOfTenEvents(b *testing.B) {
	r := tenEvents(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Deadline(china); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTallyOf100000(b *testing.B) {
	d := day(b, "2025-03-03")
	all := make([]disclosure.Request, 100_000)
	kinds, outcomes := disclosure.ApplicantKinds(), disclosure.Outcomes()
	for i := range all {
		reply := disclosure.Reply{Outcome: outcomes[i%len(outcomes)], Grounds: "—", HowToGet: "—"}
		all[i] = disclosure.Request{Applicant: disclosure.Applicant{Kind: kinds[i%len(kinds)]}, Channel: disclosure.ByWeChat, Events: []disclosure.Event{
			disclosure.Submitted(d), disclosure.Confirmed(d.AddDays(i % 200)), disclosure.Told(d, 1, "wechat", ""), disclosure.Replied(d.AddDays(210), reply)}}
	}
	for b.Loop() {
		report, err := disclosure.Tally(2025, requests(all))
		if err != nil || report.Table3.New.Total() != len(all) {
			b.Fatal(err, report.Table3.New)
		}
	}
}
