package clerk

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// deskActs is the channel under which is kept, as under pushActs, what people did at the
// desk that is neither a record's change nor a request's event: the report written, a
// table taken into the books, a question taken off the list.
const deskActs = "办公台办理"

// deskNote is one of these acts.
type deskNote struct {
	By    string    `json:"by"`
	What  string    `json:"what"`
	About string    `json:"about,omitempty"`
	Href  string    `json:"href,omitempty"` // the page of the desk that it is about
	At    time.Time `json:"-"`
}

// did keeps what the person did at the desk.
func (v *visit) did(what, about, href string) error {
	kept, err := json.Marshal(deskNote{By: v.person.Name, What: what, About: about, Href: href})
	if err != nil {
		return fmt.Errorf("clerk: note: %w", err)
	}
	return v.keepNote(deskActs, string(kept))
}

// deskTrail reads one page of these acts, and of what was said of duties (零报告, 补公开), the
// newest first; it begins behind so many of them.
func (v *visit) deskTrail(view *trailView, skip int64) error {
	all, err := v.releases()
	if err != nil {
		return err
	}
	names, err := v.itemNames()
	if err != nil {
		return err
	}
	for _, rel := range all {
		n := deskNote{At: rel.At}
		id, window, said := catalog.DutyOf(rel)
		switch {
		case rel.Channel == deskActs && json.Unmarshal([]byte(rel.Ref), &n) == nil:
			view.Deeds = append(view.Deeds, n)
		case said:
			n.By, n.What, n.Href = rel.Ref, rel.Channel, "/items?all=1"
			n.About = cmp.Or(names[id], id) + " " + window + "：" + rel.Reason
			view.Deeds = append(view.Deeds, n)
		}
	}
	slices.SortStableFunc(view.Deeds, func(a, b deskNote) int { return b.At.Compare(a.At) })
	view.Deeds, view.Older = pageOf(view.Deeds, skip)
	return nil
}

// itemNames are the names of the items of the standard catalogue by their ids.
func (v *visit) itemNames() (map[string]string, error) {
	names := map[string]string{}
	if v.Items == nil {
		return names, nil
	}
	items, err := v.Items(v.ctx())
	for _, i := range items {
		names[i.ID] = i.Name
	}
	return names, err
}

// pageOf is one page of rows, behind so many, and where the next begins; 0: there is none.
func pageOf[T any](rows []T, skip int64) ([]T, int64) {
	from := min(max(skip, 0), int64(len(rows)))
	to := min(from+trailRows, int64(len(rows)))
	if to < int64(len(rows)) {
		return rows[from:to], to
	}
	return rows[from:to], 0
}

// Looked is what somebody looked at a case for; empty for any other act.
func (trailView) Looked(e cases.Event) string {
	if e.Act == cases.ActViewed {
		return e.Text
	}
	return ""
}
