package cases

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/internal/dossier"
)

// A Draft (草稿) is a letter that is being written and not handed in, kept after
// every step. All of it is personal.
type Draft struct {
	Owner   string `json:"owner"` // the channel's opaque handle of the person
	Kind    Kind   `json:"kind"`
	Text    string `json:"text,omitempty"`    // empty: its words are waited for
	Contact string `json:"contact,omitempty"` // how to reach the person besides the channel, where that was said
	// Attachments are the files that came with it; Store.File has their bytes.
	Attachments []disclosure.Attachment `json:"attachments,omitempty"`
	Aside       bool                    `json:"aside,omitempty"` // the caller's own mark: something else was answered since it was asked for
	Saved       time.Time               `json:"saved,omitzero"`
}

// String names nothing personal.
func (d Draft) String() string { return "draft of a " + string(d.Kind) }

// Key names the draft as it was last saved, for Desk.Open: what is handed in twice, as
// at two replicas, has one effect.
func (d Draft) Key() string {
	return dossier.Key("letter", d.Owner, d.Saved, string(d.Kind)+d.Text+d.Contact)
}

// CheckDraft returns why a Store must not keep the draft, or nil.
func CheckDraft(d Draft) error {
	if d.Owner == "" || !d.Kind.Valid() {
		return errors.New("cases: save draft: a draft has an owner and a kind")
	}
	return nil
}

// SaveDraft keeps a letter that is being written.
func (d *Desk) SaveDraft(ctx context.Context, dr Draft) error { return d.store.SaveDraft(ctx, dr) }

// ReviseDraft puts is, what somebody made of the letter that she is writing, in the place of
// was, as it was read; a was without an owner is none. Where it was changed since, at another
// replica, both changes are kept: words that both put to it one behind the other, and else
// those of is. It returns the letter that is kept, or ErrNotFound where it was handed in or
// dropped since.
func (d *Desk) ReviseDraft(ctx context.Context, was, is Draft) (Draft, error) {
	return dossier.Shelf[Draft]{
		Read:    func() (Draft, error) { return d.store.Draft(ctx, is.Owner) },
		Replace: func(was, is Draft) error { return d.store.ReplaceDraft(ctx, was, is) }, Conflict: ErrConflict, Join: joinWords,
	}.Revise(was, is)
}

// joinWords puts words that were written behind those of was behind those that now stand
// there.
func joinWords(was, is, now Draft, d *Draft) {
	if more, behind := strings.CutPrefix(is.Text, was.Text); behind && more != "" && now.Text != was.Text {
		d.Text = strings.TrimRight(now.Text, "\n") + "\n" + strings.TrimLeft(more, "\n")
	}
}

// DropRevision forgets a letter unless it was changed since it was read: then it is
// ErrConflict.
func (d *Desk) DropRevision(ctx context.Context, was Draft) error {
	return d.store.ReplaceDraft(ctx, was, Draft{})
}

// Draft returns the letter that an owner is writing, or ErrNotFound.
func (d *Desk) Draft(ctx context.Context, owner string) (Draft, error) {
	return d.store.Draft(ctx, owner)
}

// DropDraft forgets the letter that an owner is writing.
func (d *Desk) DropDraft(ctx context.Context, owner string) error {
	return d.store.DropDraft(ctx, owner)
}

// DropDraftsBefore forgets the letters left unfinished since before a moment, and
// returns how many.
func (d *Desk) DropDraftsBefore(ctx context.Context, moment time.Time) (int, error) {
	return d.store.DropDraftsBefore(ctx, moment)
}
