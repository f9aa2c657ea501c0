package dossier

import (
	"maps"
	"slices"
)

// Files are the bytes of attachments in memory, by ID: of what an owner is still
// writing, and of the dossiers that took them over. The zero Files is empty and
// ready; its owner locks it.
type Files struct{ kept map[string]file }

// file is an attachment's bytes, and whose they are.
type file struct {
	owner   string // of the draft
	dossier string // that took it over; "" while it is the draft's
	data    []byte
}

// Save keeps the bytes of a file of an owner's draft. The same ID again changes
// nothing.
func (f *Files) Save(owner, id string, data []byte) {
	if _, kept := f.kept[id]; kept {
		return
	}
	if f.kept == nil {
		f.kept = map[string]file{}
	}
	f.kept[id] = file{owner: owner, data: slices.Clone(data)}
}

// Find returns the bytes of a file.
func (f *Files) Find(id string) (data []byte, found bool) {
	kept, found := f.kept[id]
	return slices.Clone(kept.data), found
}

// Take hands a file of an owner's draft over to a dossier.
func (f *Files) Take(owner, id, dossier string) {
	if kept, found := f.kept[id]; found && kept.owner == owner {
		kept.dossier = dossier
		f.kept[id] = kept
	}
}

// Drop forgets a file of an owner's draft. What was handed over stays.
func (f *Files) Drop(owner, id string) {
	if kept := f.kept[id]; kept.owner == owner && kept.dossier == "" {
		delete(f.kept, id)
	}
}

// DropDraft forgets all files of an owner's draft.
func (f *Files) DropDraft(owner string) {
	maps.DeleteFunc(f.kept, func(_ string, kept file) bool { return kept.owner == owner && kept.dossier == "" })
}

// Erase forgets the files of a dossier.
func (f *Files) Erase(dossier string) {
	maps.DeleteFunc(f.kept, func(_ string, kept file) bool { return kept.dossier == dossier })
}
