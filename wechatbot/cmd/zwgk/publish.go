package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/xlsx"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// reviewed says who drafted and who cleared what goes out: two persons.
type reviewed struct {
	Drafter  string `help:"Who drafted the record, where the file does not say (default: --by)." placeholder:"NAME"`
	Reviewer string `help:"Who cleared it for release (保密审查); another person than the drafter." placeholder:"NAME"`

	Waive map[string]string `help:"Findings that the reviewer lets pass, each with the reason: 放行编号=理由." placeholder:"ID=REASON"`
}

func (v reviewed) how(c *commands, t terminal) catalog.Import {
	how := catalog.Import{By: catalog.Actor{Name: c.By, Role: "clerk", At: t.now()}, Drafter: v.Drafter}
	if how.Drafter == "" {
		how.Drafter = c.By
	}
	if v.Reviewer != "" {
		how.Review = catalog.Review{By: v.Reviewer, Day: civil.DateOf(t.now()), Result: catalog.Cleared}
	}
	for _, id := range slices.Sorted(maps.Keys(v.Waive)) {
		how.Review.Waived = append(how.Review.Waived, catalog.Waiver{Finding: id, Reason: v.Waive[id]})
	}
	return how
}

// publishCommand publishes what a file holds: checked, numbered, reviewed.
type publishCommand struct {
	reviewed
	attached
	File string `arg:"" help:"One record as .json, or several as .csv, .xlsx or .jsonl." type:"existingfile"`
}

func (x publishCommand) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		if strings.ToLower(filepath.Ext(x.File)) != ".json" {
			return o.takeOver(ctx, t, x.File, x.folder(x.File), x.how(c, t))
		}
		f, err := os.Open(x.File)
		if err != nil {
			return err
		}
		defer f.Close()
		r, findings, err := catalog.ReadRecord(f)
		if err != nil {
			return fmt.Errorf("%s: %w", x.File, err)
		}
		for _, finding := range findings {
			fmt.Fprintln(t.out, finding)
		}
		how := x.how(c, t)
		if r.Drafter == "" {
			r.Drafter = how.Drafter
		}
		if r.Review.By == "" {
			r.Review = how.Review
		}
		d := x.folder(x.File)
		missing := d.fill(&r)
		for _, finding := range missing {
			fmt.Fprintln(t.out, finding)
		}
		if (catalog.Row{Findings: missing}).Bad() {
			return errFindings
		}
		return o.publish(ctx, t, r, d, how.By)
	})
}

// publish publishes one record and says what became of it, or what stands in
// its way.
func (o *office) publish(ctx context.Context, t terminal, r catalog.Record, d folder, by catalog.Actor) error {
	out, err := o.catalog.Publish(ctx, r, by)
	if err != nil {
		return notPublished(t, err)
	}
	err = o.place(ctx, d, out) // before anything is said: whoever listens may hang up
	fmt.Fprintf(t.out, "已发布 %s %s\n", out.Number, out.Title)
	for _, f := range (catalog.Linter{}).Lint(out) {
		fmt.Fprintln(t.out, " ", f)
	}
	return err
}

// notPublished says what stands in a record's way; what is not the record's
// fault is returned.
func notPublished(t terminal, err error) error {
	var invalid *catalog.InvalidError
	var screened *catalog.ScreenError
	switch {
	case errors.As(err, &invalid):
		return refused(t, invalid.Findings)
	case errors.As(err, &screened):
		return refused(t, screened.Findings)
	case errors.Is(err, catalog.ErrNotReviewed):
		fmt.Fprintln(t.out, "没有发布：还没有保密审查。请用 --reviewer 写明审查人，审查人不能是起草人（条例第十七条）。")
		return errFindings
	}
	return err
}

func refused(t terminal, findings []catalog.Finding) error {
	stopped := false
	fmt.Fprintln(t.out, "没有发布：")
	for _, f := range findings {
		fmt.Fprintln(t.out, " ", f)
		if f.Severity == catalog.Blocking {
			fmt.Fprintf(t.out, "    放行编号 %s\n", f.Fingerprint())
			stopped = true
		}
	}
	if stopped {
		fmt.Fprintln(t.out, "审查人看过可以放行的，用 --waive 放行编号=理由；没有读的附件都看过了，用 --looked 理由。")
	}
	return errFindings
}

// importCommand takes over many records.
type importCommand struct {
	reviewed
	attached
	File     string `arg:"" help:"CSV (UTF-8 or GB18030), .xlsx or JSON lines." type:"existingfile"`
	Existing bool   `help:"The records are public already: what they lack is reported and they go in."`
	DryRun   bool   `help:"Say what would happen, change nothing."`
}

func (x importCommand) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		how := x.how(c, t)
		how.Existing, how.DryRun = x.Existing, x.DryRun
		bar := t.bar("导入")
		how.Progress = func(done int) { bar.Set(done) }
		err := o.takeOver(ctx, t, x.File, x.folder(x.File), how)
		bar.Finish()
		return err
	})
}

// takeOver imports the rows of a file and reports on each that was refused.
func (o *office) takeOver(ctx context.Context, t terminal, name string, d folder, how catalog.Import) error {
	how.Attach = d.fill
	how.Placed = func(r catalog.Record) error { return o.place(ctx, d, r) }
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	var rows iter.Seq2[catalog.Row, error]
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jsonl", ".ndjson":
		rows = catalog.ReadJSONLines(f)
	case ".xlsx":
		rows = xlsx.Read(f)
	case ".json":
		return fmt.Errorf("%s: zwgk publish takes one record as .json; many go in as .csv, .xlsx or .jsonl", name)
	default:
		rows = catalog.ReadCSV(f)
	}
	out, err := o.catalog.Import(ctx, rows, how)
	for _, finding := range out.Findings {
		fmt.Fprintln(t.out, finding)
	}
	fmt.Fprintf(t.out, "共%d行：发布%d条，已有%d条，退回%d条\n", out.Rows, out.In, out.There, out.Refused)
	switch {
	case err != nil:
		return err
	case out.Rows == 0:
		fmt.Fprintln(t.out, "没有读到记录：第一行要写目录的名称，如名称、内容概述、生成日期，下面每行一条。")
		return errFindings
	case out.Refused > 0:
		return errFindings
	}
	return nil
}
