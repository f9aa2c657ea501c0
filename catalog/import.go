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
	As       ChangeKind     // Draft: the rows become drafts, and what would keep one from going out later is told; zero: they are published
	Existing bool           // the rows are public elsewhere already: what the law's minimum lacks is a finding, not a refusal
	DryRun   bool           // say what would happen, change nothing
	Review   Review         // for rows that name no reviewer; zero: such rows are refused unless Existing
	Drafter  string         // for rows that name no drafter
	Progress func(done int) // called after each row; nil: not

	// Each is told of every row as soon as its fate is known; of one that went
	// in, with the record as it stands in the catalogue. Nil: not.
	Each func(line int, r Record, fate Fate)

	// Attach fills in a row's attachments before the row is checked: their
	// bytes are where the file of rows came from. Nil: they are names only.
	Attach func(*Record) []Finding
	// Placed is told of each record with attachments that is in the catalogue,
	// so that their bytes can be put where they are served from; also of one
	// that was there already, for the import before may have been broken off in
	// between. Its error ends the import. Nil: not.
	Placed func(Record) error
}

// A Fate is what became of a row, or would.
type Fate string

// The fates of a row.
const (
	FateIn      Fate = "in"      // went in
	FateThere   Fate = "there"   // is in the catalogue already
	FateRefused Fate = "refused" // its findings say why
)

// Imported is what became of the rows.
type Imported struct {
	Rows     int
	In       int // published or saved as drafts, or would be
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
	in.known, in.numbers, in.spent = c.keys()
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
	known   map[string]int64     // record by key; 0: none, -1: of this import
	numbers map[IndexNumber]mark // record by number; as known
	spent   map[IndexNumber]bool
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
		in.fate(row.Line, r, FateRefused)
		return nil
	case in.there(r) != 0:
		in.fate(row.Line, r, FateThere)
		return in.placedBefore(ctx, r)
	case in.numbers[r.Number].id != 0:
		in.find(row.Line, []Finding{in.numbers[r.Number].taken(r.Number)})
		in.fate(row.Line, r, FateRefused)
		return nil
	case in.spent[r.Number]:
		return in.refuse(row.Line, r, errSpent)
	case !in.attached(row.Line, &r):
		in.fate(row.Line, r, FateRefused)
		return nil
	}
	a, err := in.prepare(ctx, row.Line, r)
	if err != nil {
		return in.refuse(row.Line, r, err)
	}
	in.know(a.Record, true)
	if in.how.DryRun {
		in.fate(row.Line, a.Record, FateIn)
		return nil
	}
	in.acts, in.lines = append(in.acts, a), append(in.lines, row.Line)
	if in.batcher == nil || len(in.acts) == batch {
		return in.flush(ctx)
	}
	return nil
}

// prepare holds a row against what its way in asks, and tells what it lacks on
// the way.
func (in *importing) prepare(ctx context.Context, line int, r Record) (Act, error) {
	kind := ChangeKind(Published)
	switch {
	case in.how.As == Draft:
		kind = Draft
		if fs := slices.DeleteFunc(r.Validate(), func(f Finding) bool { return f.Rule == RuleNotProactive }); len(fs) > 0 {
			return Act{}, &InvalidError{Findings: fs}
		}
		screened := r.Screen()
		for i := range screened { // what is told of here is decided when the draft goes out
			screened[i].Severity = Warning
		}
		in.find(line, screened)
	case in.how.As != "" && in.how.As != Published:
		return Act{}, fmt.Errorf("rows cannot become %q", in.how.As)
	case in.how.Existing:
		kind = TakenOver
		in.find(line, r.Validate())
	}
	return in.catalog.prepare(ctx, kind, r, "", in.how.By)
}

// fate counts what became of a row and tells of it.
func (in *importing) fate(line int, r Record, f Fate) {
	switch f {
	case FateIn:
		in.out.In++
	case FateThere:
		in.out.There++
	default:
		in.out.Refused++
	}
	if in.how.Each != nil {
		in.how.Each(line, r, f)
	}
	in.done++
	if in.how.Progress != nil {
		in.how.Progress(in.done)
	}
}

// flush commits what has been gathered: at once if that can be, else one by
// one, so that an act which fails costs only itself.
func (in *importing) flush(ctx context.Context) error {
	acts, lines := in.acts, in.lines
	in.acts, in.lines = nil, nil
	if in.batcher != nil && len(acts) > 1 {
		if sealed, err := in.batcher.CommitAll(ctx, acts); err == nil {
			return in.committed(ctx, sealed, lines)
		}
	}
	for i, a := range acts {
		r, err := in.catalog.keep(ctx, a)
		if err == nil {
			in.fate(lines[i], r, FateIn)
			err = in.placed(r)
		} else {
			in.know(a.Record, false)
			err = in.refuse(lines[i], a.Record, err)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// committed shows what went in at once, and tells of it.
func (in *importing) committed(ctx context.Context, sealed []Sealed, lines []int) error {
	for _, s := range sealed {
		in.catalog.show(ctx, s)
	}
	for i, s := range sealed {
		ch, err := s.Open()
		if err == nil {
			in.fate(lines[i], ch.Record, FateIn)
			err = in.placed(ch.Record)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// there is the record that a row repeats, 0 if there is none.
// One without a name is like no other, and a number alone makes no record the same.
func (in *importing) there(r Record) int64 {
	if id := in.known[r.key()]; id != 0 && r.Title != "" {
		return id
	}
	if m := in.numbers[r.Number]; m.id != 0 && m.is(r) {
		return m.id
	}
	return 0
}

// know remembers a record, or forgets it, for the rows to come.
func (in *importing) know(r Record, yes bool) {
	id := int64(0)
	if yes {
		id = -1
	}
	in.known[r.key()] = id
	if r.Number != "" {
		in.numbers[r.Number] = r.mark(id)
	}
}

// attached fills in a row's attachments; it says whether that could be done.
func (in *importing) attached(line int, r *Record) bool {
	if in.how.Attach == nil || len(r.Files) == 0 {
		return true
	}
	found := in.how.Attach(r)
	in.find(line, found)
	return !Row{Findings: found}.Bad()
}

// placed tells of a record that is in the catalogue.
func (in *importing) placed(r Record) error {
	if in.how.Placed == nil || len(r.Files) == 0 || in.how.DryRun {
		return nil
	}
	return in.how.Placed(r)
}

// placedBefore tells of the record that was there before this import and that
// a row with attachments repeats.
func (in *importing) placedBefore(ctx context.Context, row Record) error {
	id := in.there(row)
	if in.how.Placed == nil || id < 0 || len(row.Files) == 0 {
		return nil
	}
	r, err := in.catalog.current(ctx, id, "")
	if err != nil {
		return err
	}
	return in.placed(r)
}

func (in *importing) find(line int, fs []Finding) {
	for _, f := range fs {
		f.Line = line
		in.out.Findings = append(in.out.Findings, f)
	}
}

// refuse turns what is wrong with a row into findings; another error is
// returned, for it is not the row's fault.
func (in *importing) refuse(line int, r Record, err error) error {
	fs, ok := refusal(err)
	if !ok {
		return err
	}
	in.find(line, fs)
	in.fate(line, r, FateRefused)
	return nil
}

func (how Import) ready(r Record) Record {
	r.Number = r.Number.Canonical()
	if r.Drafter == "" {
		r.Drafter = how.Drafter
	}
	switch {
	case how.As == Draft:
		r.Review = Review{} // it is reviewed here, not in the file
	case r.Review.By == "":
		r.Review = how.Review
	}
	return r
}
