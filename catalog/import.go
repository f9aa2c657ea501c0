package catalog

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
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

// Import publishes rows in their order. A row that is refused yields findings
// with its line, and the rest goes in; an error ends the import, and everything
// before it stays. Where the store is a Batcher, rows are committed a few
// hundred at a time.
func (c *Catalog) Import(ctx context.Context, rows iter.Seq2[Row, error], how Import) (Imported, error) {
	in := importing{catalog: c, how: how}
	if err := stamped(how.By); err != nil {
		return in.out, err
	}
	if err := c.Sync(ctx); err != nil {
		return in.out, err
	}
	in.known = c.keys()
	in.batcher, _ = c.store.(Batcher)
	for row, err := range rows {
		if err == nil {
			err = in.row(ctx, row)
		}
		if err != nil {
			return in.ended(fmt.Errorf("catalog: import line %d: %w", row.Line, errors.Join(err, in.flush(ctx))))
		}
	}
	return in.ended(in.flush(ctx))
}

// batch is how many rows are committed at once.
const batch = 200

// importing is one import on its way.
type importing struct {
	catalog *Catalog
	how     Import
	known   map[string]bool
	batcher Batcher // nil: one by one
	acts    []Act
	lines   []int // of the acts
	done    int
	out     Imported
}

// ended puts the findings in the order of the lines.
func (in *importing) ended(err error) (Imported, error) {
	slices.SortStableFunc(in.out.Findings, func(a, b Finding) int { return a.Line - b.Line })
	return in.out, err
}

// isHead says whether the row only carries findings about the file's head.
func (r Row) isHead() bool { return len(r.Findings) > 0 && r.Findings[0].Where == whereHead }

// whereHead is the place of findings about a table's head.
const whereHead = "表头"

func (in *importing) row(ctx context.Context, row Row) error {
	in.out.Findings = append(in.out.Findings, row.Findings...)
	if row.isHead() {
		return nil
	}
	in.out.Rows++
	r := in.how.ready(row.Record)
	switch {
	case row.Bad():
		in.out.Refused++
		in.progress(1)
		return nil
	case in.known[r.key()] || r.Number != "" && in.known[string(r.Number)]:
		in.out.There++
		in.progress(1)
		return nil
	}
	kind := ChangeKind(Published)
	if in.how.Existing {
		kind = TakenOver
		in.find(row.Line, r.Validate())
	}
	a, err := in.catalog.prepare(ctx, kind, r, "", in.how.By)
	if err != nil {
		in.progress(1)
		return in.refuse(row.Line, err)
	}
	in.know(a.Record, true)
	if in.how.DryRun {
		in.out.In++
		in.progress(1)
		return nil
	}
	in.acts, in.lines = append(in.acts, a), append(in.lines, row.Line)
	if in.batcher == nil || len(in.acts) == batch {
		return in.flush(ctx)
	}
	return nil
}

// flush commits what has been gathered: at once if that can be, else one by
// one, so that an act which fails costs only itself.
func (in *importing) flush(ctx context.Context) error {
	acts, lines := in.acts, in.lines
	in.acts, in.lines = nil, nil
	if in.batcher != nil && len(acts) > 1 {
		if sealed, err := in.batcher.CommitAll(ctx, acts); err == nil {
			for _, s := range sealed {
				in.catalog.show(ctx, s)
			}
			in.out.In += len(acts)
			in.progress(len(acts))
			return nil
		}
	}
	for i, a := range acts {
		_, err := in.catalog.keep(ctx, a)
		if err == nil {
			in.out.In++
		} else {
			in.know(a.Record, false)
			err = in.refuse(lines[i], err)
		}
		in.progress(1)
		if err != nil {
			return err
		}
	}
	return nil
}

func (in *importing) progress(n int) {
	in.done += n
	if in.how.Progress != nil {
		in.how.Progress(in.done)
	}
}

// know remembers a record, or forgets it, for the rows to come.
func (in *importing) know(r Record, yes bool) {
	in.known[r.key()] = yes
	if r.Number != "" {
		in.known[string(r.Number)] = yes
	}
}

func (in *importing) find(line int, fs []Finding) {
	for _, f := range fs {
		f.Line = line
		in.out.Findings = append(in.out.Findings, f)
	}
}

// refuse turns what is wrong with a row into findings; another error is
// returned, for it is not the row's fault.
func (in *importing) refuse(line int, err error) error {
	fs, ok := refusal(err)
	if !ok {
		return err
	}
	in.out.Refused++
	in.find(line, fs)
	return nil
}

func (how Import) ready(r Record) Record {
	r.Number = r.Number.Canonical()
	if r.Drafter == "" {
		r.Drafter = how.Drafter
	}
	if r.Review.By == "" {
		r.Review = how.Review
	}
	return r
}
