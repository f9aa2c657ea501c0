// Command annualreport counts a year's requests into the national form and
// holds its identities.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	desk := disclosure.NewDesk(disclosure.NewMemory(), civil.China())
	at := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.FixedZone("CST", 8*60*60))
	day := civil.InChina(at)
	for _, outcome := range []disclosure.Outcome{disclosure.Granted, disclosure.NotHeld, ""} {
		r, err := desk.Submit(ctx, disclosure.Draft{
			Organ: "银川市兴庆区人民政府办公室", Subject: "示例", Consented: day,
			Applicant: disclosure.Applicant{Kind: disclosure.Person, Name: "示例", IDNumber: "640104199001010018", Phone: "13900000000"},
		}, "", at, disclosure.ByHand)
		if err != nil {
			return err
		}
		if _, err := desk.Record(ctx, r.ID, disclosure.Confirmed(day)); err != nil {
			return err
		}
		if outcome == "" {
			continue // still under way at the year's end
		}
		reply := disclosure.Reply{Outcome: outcome, Text: "示例", Grounds: "经检索没有该信息。"}
		if _, err := desk.Record(ctx, r.ID, disclosure.Replied(day.AddDays(3), reply)); err != nil {
			return err
		}
	}
	report, err := disclosure.Tally(2026, desk.Requests(ctx))
	if err != nil {
		return err
	}
	t := report.Table3
	fmt.Printf("2026年新收%d件，予以公开%d件，无法提供%d件，结转%d件\n", t.New.Total(),
		t.Result(disclosure.Granted).Total(), t.Result(disclosure.NotHeld).Total(), t.Forward.Total())
	for _, f := range report.Check() {
		fmt.Println(f.Where, f.Text, f.Want, f.Got)
	}
	return nil
}
