package clerk

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"slices"
	"strconv"
	"sync"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// trail remembers which changes belong to which record, so that a record's page
// need not read the whole feed. It holds no contents.
type trail struct {
	mu    sync.Mutex
	seq   int64
	steps map[int64][]tread
}

// tread is one change of a record.
type tread struct {
	seq  int64
	kind catalog.ChangeKind
	by   string
}

// treads returns the changes of a record, the oldest first.
func (d *desk) treads(ctx context.Context, id int64) ([]tread, error) {
	t := &d.trail
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.steps == nil {
		t.steps = map[int64][]tread{}
	}
	for c, err := range d.Catalog.Audit(ctx, t.seq) {
		if err != nil {
			return nil, err
		}
		t.seq = c.Seq
		t.steps[c.Record.ID] = append(t.steps[c.Record.ID], tread{c.Seq, c.Kind, c.By.Name})
	}
	return t.steps[id], nil
}

// history returns a record's changes with their notes, the newest first.
func (d *desk) history(ctx context.Context, id int64) ([]catalog.Change, error) {
	steps, err := d.treads(ctx, id)
	if err != nil {
		return nil, err
	}
	out := make([]catalog.Change, 0, len(steps))
	for i := len(steps) - 1; i >= 0; i-- {
		for c, err := range d.Catalog.Audit(ctx, steps[i].seq-1) {
			if err != nil {
				return nil, err
			}
			out = append(out, c)
			break
		}
	}
	return out, nil
}

// wrote reports whether a person saved words of a record's draft: he may not
// review it, whoever began it.
func (d *desk) wrote(ctx context.Context, r catalog.Record, name string) (bool, error) {
	if r.Drafter == name {
		return true, nil
	}
	steps, err := d.treads(ctx, r.ID)
	for _, s := range steps {
		if s.by == name && s.kind == catalog.Draft {
			return true, nil
		}
	}
	return false, err
}

// trailRows are how many acts a page shows.
const trailRows = 50

// trailView is the page of all acts.
type trailView struct {
	Of       string // records, requests, questions, pushes, desk
	Requests bool   // there are any
	Cases    bool   // there are any
	Changes  []catalog.Change
	Entries  []disclosure.Entry
	Letters  []cases.Entry
	Pushes   []pushNote
	Deeds    []deskNote
	Older    int64 // the seq to go on from; 0: there are none
	Head     catalog.Anchor
	Checked  []checked
}

// checked is the result of a verification.
type checked struct{ Tone, Text string }

func (v *visit) trailPage() { v.showTrail(nil) }

func (v *visit) showTrail(results []checked) {
	view := trailView{Of: v.r.URL.Query().Get("of"), Requests: v.Desk != nil, Cases: v.Cases != nil, Checked: results}
	before, _ := strconv.ParseInt(v.r.URL.Query().Get("before"), 10, 64)
	var err error
	switch {
	case view.Of == "requests" && v.Desk != nil:
		view.Entries, view.Older, err = newest(v.Desk.Since(v.ctx(), 0), func(e disclosure.Entry) int64 { return e.Seq }, before)
	case view.Of == "questions" && v.Cases != nil:
		view.Letters, view.Older, err = newest(v.Cases.Since(v.ctx(), 0), func(e cases.Entry) int64 { return e.Seq }, before)
	case view.Of == "desk":
		err = v.deskTrail(&view, before)
	case view.Of == "pushes":
		err = v.pushTrail(&view, before)
	default:
		view.Of = "records"
		err = v.recordTrail(&view, before)
	}
	if err == nil {
		view.Head, err = v.Catalog.Anchor(v.ctx())
	}
	if err != nil {
		v.fail(err)
		return
	}
	v.show(http.StatusOK, page{Name: "trail", Title: "操作记录", Nav: "/trail", Data: view})
}

// recordTrail reads one page of the catalogue's feed, the newest first.
func (v *visit) recordTrail(view *trailView, before int64) error {
	head, err := v.Catalog.Head(v.ctx())
	if err != nil {
		return err
	}
	if before <= 0 || before > head {
		before = head + 1
	}
	after := max(before-1-trailRows, 0)
	for c, err := range v.Catalog.Audit(v.ctx(), after) {
		if err != nil {
			return err
		}
		if c.Seq >= before {
			break
		}
		view.Changes = append([]catalog.Change{c}, view.Changes...)
	}
	if after > 0 {
		view.Older = after + 1
	}
	return nil
}

// newest is one page of entries, the newest first, of those before a seq; 0: of all. The
// next page is of those before older; 0: there is none.
func newest[T any](all iter.Seq2[T, error], seq func(T) int64, before int64) (page []T, older int64, err error) {
	for e, err := range all {
		if err != nil {
			return nil, 0, err
		}
		if before > 0 && seq(e) >= before {
			break
		}
		page = append(page, e)
		if len(page) > trailRows {
			page = page[1:]
			older = seq(page[0])
		}
	}
	slices.Reverse(page)
	return page, older, nil
}

// verify walks the chains from the first change to the last.
func (v *visit) verify() {
	n, err := v.Catalog.Verify(v.ctx())
	var broken *catalog.ChainError
	var results []checked
	switch {
	case errors.As(err, &broken):
		results = append(results, checked{toneBad, "公开信息：第" + strconv.FormatInt(broken.Seq, 10) + "号变更与链条不符，请立即保全数据库并报告。"})
	case err != nil:
		v.fail(err)
		return
	default:
		results = append(results, checked{toneGood, "公开信息：" + strconv.FormatInt(n, 10) + "号变更逐一核对，未发现改动。"})
	}
	if v.VerifyRequests != nil {
		n, err := v.VerifyRequests(v.ctx())
		if err != nil {
			if v.Fault != nil {
				v.Fault(err)
			}
			results = append(results, checked{toneBad, "申请：登记簿与链条不符，请立即保全数据库并报告。"})
		} else {
			results = append(results, checked{toneGood, "申请：" + strconv.FormatInt(n, 10) + "号事件逐一核对，未发现改动。"})
		}
	}
	v.showTrail(results)
}
