package cases

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/internal/dossier"
)

// Attach keeps a file with the letter that an owner is writing, which by that was
// worked on at a moment and is no longer Aside. The same key again (the platform's
// message key) has no other effect. It returns the letter with the attachment,
// disclosure.ErrNoDraft where none is being written, or one of disclosure's errors
// for files.
func (d *Desk) Attach(ctx context.Context, owner, key string, data []byte, at time.Time) (Draft, error) {
	defer d.drafts.Take(owner)()
	return dossier.Again(ErrConflict, func() (Draft, error) { return d.attach(ctx, owner, key, data, at) })
}

func (d *Desk) attach(ctx context.Context, owner, key string, data []byte, at time.Time) (Draft, error) {
	dr, err := d.Draft(ctx, owner)
	if errors.Is(err, ErrNotFound) {
		return Draft{}, disclosure.ErrNoDraft
	}
	if err != nil {
		return Draft{}, fmt.Errorf("cases: attach: %w", err)
	}
	before, err := d.store.ByOwner(ctx, owner)
	if err != nil {
		return dr, fmt.Errorf("cases: attach: %w", err)
	}
	id := dossier.FileID(owner, key, func(id string) bool {
		return slices.ContainsFunc(before, func(c Case) bool { return has(c.Attachments, id) })
	})
	a, again, err := disclosure.NewAttachment(id, data, dr.Attachments)
	if err != nil || again {
		return dr, err
	}
	if err := d.store.SaveFile(ctx, owner, a.ID, data); err != nil {
		return dr, fmt.Errorf("cases: attach: %w", err)
	}
	was := dr
	dr.Attachments, dr.Saved, dr.Aside = append(slices.Clone(dr.Attachments), a), at, false
	if err := d.store.ReplaceDraft(ctx, was, dr); err != nil {
		return dr, fmt.Errorf("cases: attach: %w", err)
	}
	return dr, nil
}

func has(files []disclosure.Attachment, id string) bool {
	return slices.ContainsFunc(files, func(a disclosure.Attachment) bool { return a.ID == id })
}

// Detach takes an attachment off the letter that an owner is writing, as Attach puts
// one to it, and forgets its bytes. One that is not there has no effect. It returns the letter without it, or
// disclosure.ErrNoDraft.
func (d *Desk) Detach(ctx context.Context, owner, id string, at time.Time) (Draft, error) {
	defer d.drafts.Take(owner)()
	return dossier.Again(ErrConflict, func() (Draft, error) { return d.detach(ctx, owner, id, at) })
}

func (d *Desk) detach(ctx context.Context, owner, id string, at time.Time) (Draft, error) {
	dr, err := d.Draft(ctx, owner)
	if errors.Is(err, ErrNotFound) {
		return Draft{}, disclosure.ErrNoDraft
	}
	if err != nil {
		return Draft{}, fmt.Errorf("cases: detach: %w", err)
	}
	was := dr
	dr.Attachments = slices.DeleteFunc(slices.Clone(dr.Attachments), func(a disclosure.Attachment) bool { return a.ID == id })
	if len(dr.Attachments) == len(was.Attachments) {
		return dr, nil
	}
	dr.Saved, dr.Aside = at, false
	if err := d.store.ReplaceDraft(ctx, was, dr); err != nil {
		return Draft{}, fmt.Errorf("cases: detach: %w", err)
	}
	if err := d.store.DropFile(ctx, owner, id); err != nil {
		return dr, fmt.Errorf("cases: detach: %w", err)
	}
	return dr, nil
}

// Enclose adds a file to a case that was handed in, as its citizen's supplement at a
// moment. The same key again has no other effect. It returns the case with the file,
// a *TransitionError where nothing may be added any more, or one of disclosure's
// errors for files.
func (d *Desk) Enclose(ctx context.Context, id, key string, data []byte, at time.Time) (Case, error) {
	c, err := d.Case(ctx, id)
	if err != nil {
		return Case{}, err
	}
	defer d.drafts.Take(c.FilesOf())()
	if c, err = d.Case(ctx, id); err != nil { // as it is now that it is our turn
		return Case{}, err
	}
	a, again, err := disclosure.NewAttachment(dossier.FileID(c.FilesOf(), key, nil), data, c.Files())
	if err != nil || again {
		return c, err
	}
	e := Supplemented(civil.InChina(at), "").WithTime(at).WithAttachments(a)
	if _, err := c.Apply(e); err != nil {
		return c, err
	}
	if err := d.store.SaveFile(ctx, c.FilesOf(), a.ID, data); err != nil {
		return c, fmt.Errorf("cases: enclose: %w", err)
	}
	return d.Record(ctx, id, e)
}

// File returns the n-th of the Files of a case, from 0, with its bytes, or ErrNotFound.
func (d *Desk) File(ctx context.Context, id string, n int) (disclosure.Attachment, []byte, error) {
	c, err := d.Case(ctx, id)
	if err != nil {
		return disclosure.Attachment{}, nil, err
	}
	files := c.Files()
	if n < 0 || n >= len(files) {
		return disclosure.Attachment{}, nil, ErrNotFound
	}
	data, err := d.store.File(ctx, files[n].ID)
	if err != nil && !errors.Is(err, ErrNotFound) {
		err = fmt.Errorf("cases: file of %s: %w", c.ID, err)
	}
	return files[n], data, err
}
