package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/accounts"
)

// openedFile keeps the moment at which the office was filled: what is published
// after it is pushed, what was there is not.
const openedFile = "office/opened"

// seed fills an empty office and returns the moment it was opened. A seeding
// that was broken off goes on where it stopped.
func (o *office) seed(ctx context.Context) (time.Time, error) {
	text, err := fs.ReadFile(o.records.Files(), openedFile)
	if err == nil {
		return time.Parse(time.RFC3339Nano, strings.TrimSpace(string(text)))
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return time.Time{}, err
	}
	for _, step := range []func(context.Context) error{o.seedRecords, o.seedFiles, o.seedRequests} {
		if err := step(ctx); err != nil {
			return time.Time{}, fmt.Errorf("fill the office: %w", err)
		}
	}
	opened := o.platform.Now()
	return opened, o.records.PutFile(ctx, openedFile, strings.NewReader(opened.Format(time.RFC3339Nano)))
}

// seedRecords takes over what was public already: the report in sections, the
// documents that it names, and documents of the State Council.
func (o *office) seedRecords(ctx context.Context) error {
	f, err := data.Open("data/records.jsonl")
	if err != nil {
		return err
	}
	defer f.Close()
	out, err := o.catalog.Import(ctx, catalog.ReadJSONLines(f), catalog.Import{
		By: catalog.Actor{Name: "移交", Role: "clerk", At: o.platform.Now().In(beijing)}, Existing: true, Drafter: "原公开机构",
	})
	if err != nil {
		return err
	}
	if out.Refused > 0 {
		return fmt.Errorf("%d records were refused: %v", out.Refused, out.Findings)
	}
	return nil
}

// seedFiles keeps the statements, the counts of the report and the office's own
// settings among its files, where the command zwgk finds them.
func (o *office) seedFiles(ctx context.Context) error {
	return fs.WalkDir(data, "data", func(name string, d fs.DirEntry, err error) error {
		kept := map[string]string{"data/census.json": "counts/2015.json", "data/office.json": "office/office.json", "data/settings.json": "office/settings.json", "data/items.csv": "office/items.csv"}[name]
		if book, ok := strings.CutPrefix(name, "data/books/"); ok {
			kept = accounts.Folder + "/" + book
		}
		if err != nil || d.IsDir() || kept == "" {
			return err
		}
		f, err := data.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		return o.records.PutFile(ctx, kept, f)
	})
}

// seedRequests are the two requests of 2015 with the outcomes that the report
// states. It tells neither who asked, nor what, nor when; the applicants are
// left nameless and every day is that of the report.
func (o *office) seedRequests(ctx context.Context) error {
	day := civil.Day(2015, time.December, 2)
	const unknown = "（年报未载明）"
	for i, reply := range []disclosure.Reply{
		{Outcome: disclosure.NotHeld, NotOurs: true, Grounds: "因职责权限所限，无法提供所申请的信息。", Responsible: unknown},
		{Outcome: disclosure.Granted, Text: "申请符合可以公开的条件，已予答复。"},
	} {
		key := fmt.Sprintf("xingqing-2015-%d", i+1)
		r, err := o.desk.Submit(ctx, disclosure.Draft{
			Organ: "银川市兴庆区人民政府办公室", Subject: unknown, Consented: day,
			Applicant: disclosure.Applicant{Kind: disclosure.Person, Name: unknown, IDType: unknown, IDNumber: unknown, Address: unknown},
		}, key, day.Time(beijing), disclosure.ByHand)
		if err != nil {
			return err
		}
		if r.State().Closed() || r.Outcome() != "" {
			continue
		}
		if slices.Contains(r.Allowed(), disclosure.KindConfirmed) {
			if _, err := o.desk.Record(ctx, r.ID, disclosure.Confirmed(day)); err != nil {
				return err
			}
		}
		if _, err := o.desk.Record(ctx, r.ID, disclosure.Replied(day, reply).WithNote(disclosure.DayUnknown)); err != nil {
			return err
		}
	}
	return nil
}
