package dossier

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"
)

// A Drawer (抽屉) keeps in memory what owners are writing, one draft each, and the bytes
// of the attachments that came with it, by ID. The files of a draft go with it; those that
// a dossier took over stay until it is erased. Make it with NewDrawer.
type Drawer[D any] struct {
	lock    sync.RWMutex
	drafts  map[string]draft[D] // by owner
	files   map[string]file     // by ID
	missing error
}

// draft is what an owner is writing.
type draft[D any] struct {
	it    D
	saved time.Time
}

// file is an attachment's bytes, and whose they are.
type file struct {
	owner   string // of the draft
	dossier string // that took it over; "" while it is the draft's
	data    []byte
}

// NewDrawer returns an empty Drawer; missing is the error where something is not there.
func NewDrawer[D any](missing error) *Drawer[D] {
	return &Drawer[D]{drafts: map[string]draft[D]{}, files: map[string]file{}, missing: missing}
}

// Save keeps a draft in place of the one that its owner had.
func (w *Drawer[D]) Save(ctx context.Context, owner string, saved time.Time, d D) error {
	w.lock.Lock()
	defer w.lock.Unlock()
	w.drafts[owner] = draft[D]{d, saved}
	return ctx.Err()
}

// Kept is a draft as it stands in a drawer. Without an owner it is none.
type Kept[D any] struct {
	Owner string
	It    D
	Saved time.Time
}

// Replace keeps is in the place of was, a draft of the same owner; it is conflict where
// something else stands there by now.
func (w *Drawer[D]) Replace(ctx context.Context, was, is Kept[D], conflict error) error {
	owner := cmp.Or(was.Owner, is.Owner)
	if owner == "" || was.Owner != "" && is.Owner != "" && was.Owner != is.Owner {
		return ErrOwners
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	w.lock.Lock()
	defer w.lock.Unlock()
	now, found := w.drafts[owner]
	if found != (was.Owner != "") || found && !Same(now.it, was.It) {
		return conflict
	}
	if is.Owner == "" {
		w.drop(owner)
	} else {
		w.drafts[owner] = draft[D]{is.It, is.Saved}
	}
	return nil
}

// Find returns an owner's draft.
func (w *Drawer[D]) Find(ctx context.Context, owner string) (d D, err error) {
	w.lock.RLock()
	defer w.lock.RUnlock()
	if kept, found := w.drafts[owner]; found {
		return kept.it, ctx.Err()
	}
	return d, w.missing
}

// Drop forgets an owner's draft and the files that are still its own.
func (w *Drawer[D]) Drop(ctx context.Context, owner string) error {
	w.lock.Lock()
	defer w.lock.Unlock()
	w.drop(owner)
	return ctx.Err()
}

func (w *Drawer[D]) drop(owner string) {
	delete(w.drafts, owner)
	maps.DeleteFunc(w.files, func(_ string, f file) bool { return f.owner == owner && f.dossier == "" })
}

// DropBefore forgets the drafts last saved before a moment, to the second, with their
// files, and returns how many.
func (w *Drawer[D]) DropBefore(ctx context.Context, moment time.Time) (n int, err error) {
	w.lock.Lock()
	defer w.lock.Unlock()
	for owner, d := range w.drafts {
		if d.saved.Unix() < moment.Unix() {
			w.drop(owner)
			n++
		}
	}
	return n, ctx.Err()
}

// SaveFile keeps the bytes of a file of an owner's draft. The same ID again changes
// nothing.
func (w *Drawer[D]) SaveFile(ctx context.Context, owner, id string, data []byte) error {
	w.lock.Lock()
	defer w.lock.Unlock()
	if _, kept := w.files[id]; !kept {
		w.files[id] = file{owner: owner, data: slices.Clone(data)}
	}
	return ctx.Err()
}

// DropFile forgets a file of an owner's draft. What was handed over stays.
func (w *Drawer[D]) DropFile(ctx context.Context, owner, id string) error {
	w.lock.Lock()
	defer w.lock.Unlock()
	if f := w.files[id]; f.owner == owner && f.dossier == "" {
		delete(w.files, id)
	}
	return ctx.Err()
}

// File returns the bytes of a file.
func (w *Drawer[D]) File(ctx context.Context, id string) ([]byte, error) {
	w.lock.RLock()
	defer w.lock.RUnlock()
	if f, kept := w.files[id]; kept {
		return slices.Clone(f.data), ctx.Err()
	}
	return nil, w.missing
}

// Take hands a file of an owner's draft over to a dossier.
func (w *Drawer[D]) Take(owner, id, dossier string) {
	w.lock.Lock()
	defer w.lock.Unlock()
	if f, kept := w.files[id]; kept && f.owner == owner {
		f.dossier = dossier
		w.files[id] = f
	}
}

// EraseFiles forgets the files of a dossier.
func (w *Drawer[D]) EraseFiles(dossier string) {
	w.lock.Lock()
	defer w.lock.Unlock()
	maps.DeleteFunc(w.files, func(_ string, f file) bool { return f.dossier == dossier })
}
