package disclosure

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/disclosure/internal/dossier"
)

// An Attachment (附件) is a file that somebody sent with an application or a case.
// Its bytes are kept apart, sealed; all of it is personal.
type Attachment struct {
	ID   string `json:"id"`
	Name string `json:"name"` // as the office sees it: 附件1.jpg
	Type string `json:"type"` // image/jpeg …, read from the bytes and not from what the sender says
	Size int    `json:"size"` // bytes
}

// String names the type and the size of the file and nothing personal.
func (a Attachment) String() string { return fmt.Sprintf("attachment %s %d bytes", a.Type, a.Size) }

// What an application or a case may carry.
const (
	MaxAttachments    = 5
	MaxAttachmentSize = 10 << 20 // bytes
)

// Reasons why a file is not attached.
var (
	ErrFileTooLarge = errors.New("disclosure: file too large")
	ErrFileType     = errors.New("disclosure: file of a type that is not taken")
	ErrTooManyFiles = errors.New("disclosure: too many files")
	ErrNoDraft      = errors.New("disclosure: no application to attach to, or no consent yet")
)

// fileTypes are the types that are taken, by how their bytes begin. What is none
// of them is not taken: it could do harm where it is opened.
var fileTypes = []struct{ begins, kind, ending string }{
	{"\xff\xd8\xff", "image/jpeg", ".jpg"},
	{"\x89PNG\r\n\x1a\n", "image/png", ".png"},
	{"GIF87a", "image/gif", ".gif"},
	{"GIF89a", "image/gif", ".gif"},
	{"%PDF-", "application/pdf", ".pdf"},
}

// NewAttachment returns the attachment that bytes are under an ID, beside those that
// are there. Where it is one of them again is true. What is not taken is one of the
// errors for files.
func NewAttachment(id string, data []byte, beside []Attachment) (a Attachment, again bool, err error) {
	a = Attachment{ID: id, Size: len(data)}
	switch {
	case slices.ContainsFunc(beside, func(b Attachment) bool { return a.ID == b.ID }):
		return a, true, nil
	case len(data) > MaxAttachmentSize:
		return a, false, ErrFileTooLarge
	case len(beside) >= MaxAttachments:
		return a, false, ErrTooManyFiles
	}
	for _, t := range fileTypes {
		if bytes.HasPrefix(data, []byte(t.begins)) {
			a.Type, a.Name = t.kind, freeName(beside)+t.ending
			return a, false, nil
		}
	}
	return a, false, ErrFileType
}

// Attach keeps a file with an owner's unfinished application, once the privacy
// notice was agreed to. The same key again has no other effect. It returns the
// draft with the attachment, or one of the errors for files.
func (d *Desk) Attach(ctx context.Context, owner, key string, data []byte) (Draft, error) {
	defer d.drafts.Take(owner)()
	return dossier.Again(ErrConflict, func() (Draft, error) { return d.attach(ctx, owner, key, data) })
}

func (d *Desk) attach(ctx context.Context, owner, key string, data []byte) (Draft, error) {
	dr, err := d.store.Draft(ctx, owner)
	if errors.Is(err, ErrNotFound) || err == nil && dr.Consented.IsZero() {
		return Draft{}, ErrNoDraft
	}
	if err != nil {
		return Draft{}, fmt.Errorf("disclosure: attach: %w", err)
	}
	before, err := d.store.ByOwner(ctx, owner)
	if err != nil {
		return dr, fmt.Errorf("disclosure: attach: %w", err)
	}
	id := dossier.FileID(owner, key, func(id string) bool {
		return slices.ContainsFunc(before, func(r Request) bool {
			return slices.ContainsFunc(r.Attachments, func(a Attachment) bool { return a.ID == id })
		})
	})
	a, again, err := NewAttachment(id, data, dr.Attachments)
	if err != nil || again {
		return dr, err
	}
	if err := d.store.SaveFile(ctx, owner, a.ID, data); err != nil {
		return dr, fmt.Errorf("disclosure: attach: %w", err)
	}
	was := dr
	dr.Attachments = append(slices.Clone(dr.Attachments), a)
	if err := d.store.ReplaceDraft(ctx, was, dr); err != nil {
		return dr, fmt.Errorf("disclosure: attach: %w", err)
	}
	return dr, nil
}

// freeName is the first of 附件1, 附件2 … that none of the attachments has.
func freeName(all []Attachment) string {
	for n := 1; ; n++ {
		name := fmt.Sprintf("附件%d", n)
		if !slices.ContainsFunc(all, func(a Attachment) bool { return strings.HasPrefix(a.Name, name+".") }) {
			return name
		}
	}
}

// Detach takes an attachment off an owner's unfinished application and forgets
// its bytes. One that is not there has no effect. It returns the draft without
// it, or ErrNoDraft.
func (d *Desk) Detach(ctx context.Context, owner, id string) (Draft, error) {
	defer d.drafts.Take(owner)()
	return dossier.Again(ErrConflict, func() (Draft, error) { return d.detach(ctx, owner, id) })
}

func (d *Desk) detach(ctx context.Context, owner, id string) (Draft, error) {
	dr, err := d.store.Draft(ctx, owner)
	if errors.Is(err, ErrNotFound) {
		return Draft{}, ErrNoDraft
	}
	if err != nil {
		return Draft{}, fmt.Errorf("disclosure: detach: %w", err)
	}
	was := dr
	dr.Attachments = slices.DeleteFunc(slices.Clone(dr.Attachments), func(a Attachment) bool { return a.ID == id })
	if len(dr.Attachments) == len(was.Attachments) {
		return dr, nil
	}
	if err := d.store.ReplaceDraft(ctx, was, dr); err != nil {
		return Draft{}, fmt.Errorf("disclosure: detach: %w", err)
	}
	if err := d.store.DropFile(ctx, owner, id); err != nil {
		return dr, fmt.Errorf("disclosure: detach: %w", err)
	}
	return dr, nil
}

// File returns the n-th attachment of a request, from 0, with its bytes, or
// ErrNotFound.
func (d *Desk) File(ctx context.Context, id string, n int) (Attachment, []byte, error) {
	r, err := d.Request(ctx, id)
	if err != nil {
		return Attachment{}, nil, err
	}
	if n < 0 || n >= len(r.Attachments) {
		return Attachment{}, nil, ErrNotFound
	}
	data, err := d.store.File(ctx, r.Attachments[n].ID)
	if err != nil && !errors.Is(err, ErrNotFound) {
		err = fmt.Errorf("disclosure: file of %s: %w", r.ID, err)
	}
	return r.Attachments[n], data, err
}
