package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/zwgk/zwgk/catalog"
)

// attachCommand adds attachments to a public record, or puts back those that it
// names.
type attachCommand struct {
	reviewed
	Looked string   `help:"The reviewer has looked at the attachments that no program reads, such as PDF: how." placeholder:"REASON"`
	Number string   `arg:"" help:"Index number of the record."`
	Paths  []string `arg:"" name:"file" help:"The attachments; one of the same name is replaced." type:"existingfile"`
}

func (x attachCommand) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		r, err := o.catalog.Find(ctx, catalog.IndexNumber(x.Number))
		if err != nil {
			return err
		}
		if x.Reviewer != "" {
			r.Review = x.how(c, t).Review
		}
		changed := false
		for _, name := range x.Paths {
			added, err := x.put(t, &r, name)
			if err != nil {
				return err
			}
			changed = added || changed
		}
		if changed {
			if r, err = o.catalog.Amend(ctx, r, x.how(c, t).By); err != nil {
				return notPublished(t, err)
			}
		}
		for _, name := range x.Paths {
			if err := o.place(ctx, folder{dir: filepath.Dir(name)}, r); err != nil {
				return err
			}
		}
		fmt.Fprintf(t.out, "%s %s：附件%d件\n", r.Number, r.Title, len(r.Files))
		return nil
	})
}

// put makes a file one of the record's attachments; it says whether that
// changes the record. One that may not be published is not taken.
func (x attachCommand) put(t terminal, r *catalog.Record, name string) (bool, error) {
	d := folder{attached{Looked: x.Looked}, filepath.Dir(name), true}
	one := catalog.Record{Review: r.Review, Files: []catalog.File{{Name: filepath.Base(name)}}}
	found := d.fill(&one)
	for _, f := range found {
		fmt.Fprintln(t.out, f)
	}
	if (catalog.Row{Findings: found}).Bad() {
		return false, errFindings
	}
	file := one.Files[0]
	i := slices.IndexFunc(r.Files, func(f catalog.File) bool { return f.Name == file.Name })
	switch {
	case i < 0:
		r.Files = append(r.Files, file)
	case r.Files[i].SHA256 == file.SHA256:
		return false, nil
	default:
		r.Files[i] = file
	}
	r.Review = one.Review
	return true, nil
}
