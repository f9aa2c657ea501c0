package catalog

import (
	"context"
	"errors"
	"fmt"
	"iter"
)

// An Import says how rows go into the catalogue.
type Import struct {
	By       Actor
	Existing bool           // the rows are public elsewhere already: what the law's minimum lacks is a finding, not a refusal
	DryRun   bool           // say what would happen, change nothing
	Review   Review         // for rows that name no reviewer; zero: such rows are refused unless Existing
	Drafter  string         // for rows that name no drafter
	Progress func(done int) // called after each row; nil: not
}

// Imported is what became of the rows.
type Imported struct {
	Rows     int
	In       int // published, or would be
	There    int // in the catalogue already: an import that was broken off can be run again
	Refused  int
	Findings []Finding
}

// Import publishes rows one by one. A row that is refused yields findings with
// its line, and the rest goes in; an error ends the import, and everything
// before it stays.
func (c *Catalog) Import(ctx context.Context, rows iter.Seq2[Row, error], how Import) (Imported, error) {
	var out Imported
	if err := stamped(how.By); err != nil {
		return out, err
	}
	if err := c.Sync(ctx); err != nil {
		return out, err
	}
	known := c.keys()
	for row, err := range rows {
		if err != nil {
			return out, fmt.Errorf("catalog: import: %w", err)
		}
		if row.isHead() {
			out.Findings = append(out.Findings, row.Findings...)
			continue
		}
		out.Rows++
		if err := c.importRow(ctx, row, how, known, &out); err != nil {
			return out, fmt.Errorf("catalog: import line %d: %w", row.Line, err)
		}
		if how.Progress != nil {
			how.Progress(out.Rows)
		}
	}
	return out, nil
}

// isHead says whether the row only carries findings about the file's head.
func (r Row) isHead() bool { return len(r.Findings) > 0 && r.Findings[0].Where == whereHead }

// whereHead is the place of findings about a table's head.
const whereHead = "表头"

func (c *Catalog) importRow(ctx context.Context, row Row, how Import, known map[string]bool, out *Imported) error {
	refuse := func(fs ...Finding) error {
		out.Refused++
		for _, f := range fs {
			f.Line = row.Line
			out.Findings = append(out.Findings, f)
		}
		return nil
	}
	out.Findings = append(out.Findings, row.Findings...)
	if row.Bad() {
		return refuse()
	}
	r := how.prepare(row.Record)
	if known[r.key()] || r.Number != "" && known[string(r.Number)] {
		out.There++
		return nil
	}
	if how.Existing {
		for _, f := range r.Validate() {
			f.Line = row.Line
			out.Findings = append(out.Findings, f)
		}
	}
	err := c.importOne(ctx, r, how)
	if fs, ok := refusal(err); ok {
		return refuse(fs...)
	}
	if err != nil {
		return err
	}
	out.In++
	known[r.key()] = true
	if r.Number != "" {
		known[string(r.Number)] = true
	}
	return nil
}

func (how Import) prepare(r Record) Record {
	r.Number = r.Number.Canonical()
	if r.Drafter == "" {
		r.Drafter = how.Drafter
	}
	if r.Review.By == "" {
		r.Review = how.Review
	}
	return r
}

func (c *Catalog) importOne(ctx context.Context, r Record, how Import) error {
	kind := ChangeKind(Published)
	if how.Existing {
		kind = TakenOver
	}
	if how.DryRun {
		t, _ := transition("", kind)
		return guard(t, r, "", how.By)
	}
	_, err := c.act(ctx, kind, r, "", how.By)
	return err
}

// refusal turns what is wrong with a row into findings; other errors are not
// the row's fault.
func refusal(err error) ([]Finding, bool) {
	var invalid *InvalidError
	var caught *ScreenError
	var lack *TransitionError
	var number *NumberError
	switch {
	case errors.As(err, &invalid):
		return invalid.Findings, true
	case errors.As(err, &caught):
		return caught.Findings, true
	case errors.As(err, &number):
		return []Finding{number.Finding()}, true
	case errors.Is(err, ErrNotReviewed):
		return []Finding{{Rule: "not-reviewed", Severity: Error, Where: "审查人", Text: "没有起草人以外的人做过保密审查，不能发布（条例第十七条）。"}}, true
	case errors.Is(err, ErrNumberTaken):
		return []Finding{{Rule: "number-taken", Severity: Error, Where: "索引号", Text: "这个索引号已经给了别的信息。"}}, true
	case errors.As(err, &lack):
		return []Finding{{Rule: "not-ready", Severity: Error, Where: "整行", Text: "还不能发布：" + lack.Lack + "。"}}, true
	}
	return nil, false
}

// key tells two records apart that have no numbers.
func (r Record) key() string {
	return r.Title + "\x00" + r.Publisher + "\x00" + r.DocNumber + "\x00" + r.Date.String()
}

// keys are the keys and numbers of every record in the catalogue.
func (c *Catalog) keys() map[string]bool {
	out := map[string]bool{}
	for _, r := range c.snapshot(func(Record) bool { return true }) {
		out[r.key()] = true
		if r.Number != "" {
			out[string(r.Number)] = true
		}
	}
	return out
}
