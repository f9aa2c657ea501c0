package clerk

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"time"

	"github.com/zwgk/zwgk/catalog"
)

// One thing is entered once: a form that is sent twice makes one draft, and a
// record that is like another goes on only when somebody says that it is not it.

// once marks a form of a new draft, so that it makes one.
func once() string { return rand.Text() }

// madeFor is how long it is remembered which draft a form made.
const madeFor = sessionLife

func (v *visit) formShelf(mark string) string {
	sum := sha256.Sum256([]byte("draft\x00" + v.person.Name + "\x00" + mark))
	return "form:" + hex.EncodeToString(sum[:])
}

// made is the draft that the form of a mark made before; 0: none.
func (v *visit) made(mark string) (int64, error) {
	if mark == "" {
		return 0, nil
	}
	data, ok, err := v.recall(v.ctx(), v.formShelf(mark))
	if err != nil || !ok {
		return 0, err
	}
	return strconv.ParseInt(string(data), 10, 64)
}

func (v *visit) remember(mark string, id int64) error {
	if mark == "" {
		return nil
	}
	return v.hold(v.ctx(), v.formShelf(mark), strconv.AppendInt(nil, id, 10), time.Now().Add(madeFor))
}

// ownDraft is the person's own draft that has the very same words: who goes back in the
// browser finds the form filled in, and with another mark. 0: none.
func (v *visit) ownDraft(r catalog.Record) (int64, error) {
	for p, err := range v.Catalog.Papers(v.ctx(), catalog.Draft) {
		if err != nil {
			return 0, err
		}
		if p.Drafter != v.person.Name || p.Title == "" || p.Title != r.Title || replaced(p) != replaced(r) {
			continue
		}
		whole, err := v.Catalog.Paper(v.ctx(), p.ID) // the list comes without bodies
		if err != nil {
			return 0, err
		}
		if v.sameWords(whole, r) {
			return p.ID, nil
		}
	}
	return 0, nil
}

// first says whether there is something to be kept: a second press of the form that
// made a draft goes to it, or goes on with it where it is to be submitted. Where the
// form says something else by now it is a change of that draft.
func (v *visit) first(view *draftView, r catalog.Record, submit bool) bool {
	id, err := v.made(view.Once)
	if id == 0 && err == nil {
		id, err = v.ownDraft(r)
	}
	if err != nil {
		v.fail(err)
		return false
	}
	if id == 0 {
		return true
	}
	old, err := v.Catalog.Paper(v.ctx(), id)
	if err != nil {
		v.fail(err)
		return false
	}
	view.ID = id
	if !v.sameWords(old, r) {
		return true // of no version: what was kept meanwhile is shown beside it
	}
	view.Version = old.Version
	if submit && old.Status == catalog.Draft {
		return true
	}
	v.flash("这条已经保存过，没有再存一遍。")
	if old.Status == catalog.Discarded {
		v.flash("这份草稿已经作废，没有再存。还要用的，请拟一条新的。")
	}
	if old.Status == catalog.Draft {
		v.redirect("/records/%d/edit", id)
	} else {
		v.redirect("/records/%d", id)
	}
	return false
}

// apart is the box that says that a record is not the other one.
func apart(twins []catalog.Record) input {
	return input{Name: "apart", Label: "已经核对：与“" + cut(40, twins[0].Title) + "”（" + twinAt(twins[0]) + "）不是同一条，照样公开", Kind: "check", Must: true}
}

func twinAt(r catalog.Record) string {
	if r.Number != "" {
		return string(r.Number)
	}
	return "在审"
}

// sameDocNumber are the findings about a document number that another document has too,
// while the record is on its way out.
func (v *visit) sameDocNumber(r catalog.Record) []catalog.Finding {
	if !slices.Contains([]catalog.Status{"", catalog.Draft, catalog.Returned, catalog.InReview, catalog.SecrecyReview, catalog.Scheduled}, r.Status) {
		return nil
	}
	found, err := v.Catalog.SameDocNumber(v.ctx(), r)
	if err != nil && v.Fault != nil && v.ctx().Err() == nil {
		v.Fault(err)
	}
	return found
}

func twinRemarks(twins []catalog.Record) (out []remark) {
	for _, t := range twins {
		out = append(out, remarkOf(catalog.TwinFinding(t)))
	}
	return out
}
