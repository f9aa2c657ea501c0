package budget

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"path"
	"slices"
	"sync/atomic"
)

// Books are statements by organ and year, read from the *.json files of a tree
// of files. They may be read from many goroutines while Reload runs. Nil Books, and
// zero ones, keep no statement.
type Books struct {
	files   fs.FS
	kept    atomic.Pointer[shelf]
	edition atomic.Int64
}

// A shelf is the statements of a tree as it was read, and the organs that they are of.
type shelf struct {
	statements []Statement
	organs     []string // in order
}

func newShelf(statements []Statement) *shelf {
	slices.SortStableFunc(statements, newestFirst)
	var organs []string
	for _, s := range statements {
		organs = append(organs, s.Organ)
	}
	slices.Sort(organs)
	return &shelf{statements, slices.Compact(organs)}
}

// Open reads every statement of the tree, which may not be there yet. A file that cannot
// be read, or that is of the organ, year and stage of another, is named in the error, and
// the other statements are there all the same.
func Open(fsys fs.FS) (*Books, error) {
	b := &Books{files: fsys}
	b.kept.Store(newShelf(nil))
	return b, b.Reload()
}

// Reload reads the tree again. Readers see the old statements until the new
// ones are all there. Books that Open did not make have no tree.
func (b *Books) Reload() error {
	if b == nil || b.files == nil {
		return nil
	}
	var kept []Statement
	var bad []error
	files := map[shelfMark]string{}
	err := fs.WalkDir(b.files, ".", func(name string, d fs.DirEntry, err error) error {
		if name == "." && errors.Is(err, fs.ErrNotExist) {
			return nil // nothing is kept yet
		}
		if err != nil || d.IsDir() || path.Ext(name) != ".json" {
			return err
		}
		s, err := readStatement(b.files, name)
		if err != nil {
			bad = append(bad, fmt.Errorf("%s: %w", name, err))
			return nil
		}
		of := shelfMark{s.Organ, s.Year, s.Stage}
		if other, twin := files[of]; twin {
			bad = append(bad, fmt.Errorf("%s: budget: of the same organ, year and stage as %s", name, other))
			return nil
		}
		files[of] = name
		kept = append(kept, s)
		return nil
	})
	if err != nil {
		return fmt.Errorf("budget: books: %w", err)
	}
	b.kept.Store(newShelf(kept))
	b.edition.Add(1) // after them: who asked before sees that it is another
	return errors.Join(bad...)
}

// A shelfMark is what a statement is found by.
type shelfMark struct {
	organ string
	year  int
	stage Stage
}

func readStatement(files fs.FS, name string) (Statement, error) {
	f, err := files.Open(name)
	if err != nil {
		return Statement{}, err
	}
	defer f.Close()
	return ReadJSON(f)
}

// newestFirst orders by year, the accounted before the planned, then by organ.
func newestFirst(a, b Statement) int {
	if a.Year != b.Year {
		return b.Year - a.Year
	}
	if a.Stage != b.Stage {
		return int(b.Stage) - int(a.Stage)
	}
	return compareText(a.Organ, b.Organ)
}

func compareText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Edition is another number after each Reload: what was worked out of the
// statements holds as long as it is the same.
func (b *Books) Edition() int64 {
	if b == nil {
		return 0
	}
	return b.edition.Load()
}

// shelf is what is kept now.
func (b *Books) shelf() *shelf {
	if b != nil {
		if kept := b.kept.Load(); kept != nil {
			return kept
		}
	}
	return &shelf{}
}

// All yields every statement, newest first.
func (b *Books) All() iter.Seq[Statement] { return slices.Values(b.shelf().statements) }

// Organs are the organs that have a statement, in order of their names.
func (b *Books) Organs() []string { return slices.Clone(b.shelf().organs) }

// Years are the years that an organ has a statement for, newest first.
func (b *Books) Years(organ string) []int {
	var out []int
	for s := range b.All() {
		if s.Organ == organ && !slices.Contains(out, s.Year) {
			out = append(out, s.Year)
		}
	}
	return out
}

// Find returns the statement of an organ, year and stage. A zero stage takes
// the final account, and the budget where there is none yet.
func (b *Books) Find(organ string, year int, stage Stage) (Statement, bool) {
	for s := range b.All() {
		if s.Organ == organ && s.Year == year && (stage == 0 || s.Stage == stage) {
			return s, true
		}
	}
	return Statement{}, false
}

// Before returns the newest earlier statement of the same organ and stage:
// what a year is compared with.
func (b *Books) Before(s Statement) (Statement, bool) {
	for t := range b.All() {
		if t.Organ == s.Organ && t.Stage == s.Stage && t.Year < s.Year {
			return t, true
		}
	}
	return Statement{}, false
}
