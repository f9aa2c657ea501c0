package clerk

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zwgk/zwgk/catalog"
)

// What the page of grids shows at once.
const (
	gridRows   = 50
	noticeRows = 20
	handRows   = 50
)

// gridsView is what the groups were told and what needs a hand.
type gridsView struct {
	Hands   []notice // that need a hand, with the grids where they do
	Rest    int      // pushes that need a hand and are not shown
	Notices []notice // the latest
	Rows    []gridRow
	Sum     Delivery
	N       int // grids
	Text    string
	Page    int
	More    bool
	Wrong   string
}

// gridRow is one grid and what became of its notices.
type gridRow struct {
	Grid
	Delivery
}

// notice is one record on its way to the grids.
type notice struct {
	ID     int64
	Title  string
	Day    time.Time // when the last grid was told of it
	Points int       // grids that it goes to
	Told   int
	Wait   int // for a person's hand, or a person must look
	Failed int
	Nobody int // of these grids nobody has subscribed to
	Rows   []pushRow
	All    bool // those that wait may be settled at once
}

func (v *visit) grids() { v.showGrids(http.StatusOK, "") }

func (v *visit) showGrids(status int, wrong string) {
	q := v.r.URL.Query()
	view := gridsView{Wrong: wrong, N: len(v.Grids), Text: sought(q)}
	view.Page, _ = strconv.Atoi(q.Get("page"))
	delivered, err := v.deliveries()
	if err != nil {
		v.fail(err)
		return
	}
	for _, g := range v.Grids {
		s := delivered[g.Channel]
		view.Sum.Told, view.Sum.ByHand, view.Sum.Waiting = view.Sum.Told+s.Told, view.Sum.ByHand+s.ByHand, view.Sum.Waiting+s.Waiting
		view.Sum.Unsure, view.Sum.Failed = view.Sum.Unsure+s.Unsure, view.Sum.Failed+s.Failed
		view.Sum.Nobody += s.Nobody
		if strings.Contains(g.Name+"\n"+g.Code+"\n"+strings.Join(g.Topics, "\n"), view.Text) {
			view.Rows = append(view.Rows, gridRow{g, s})
		}
	}
	view.Page = min(max(view.Page, 1), (len(view.Rows)+gridRows-1)/gridRows)
	from := max(view.Page-1, 0) * gridRows
	to := min(from+gridRows, len(view.Rows))
	view.Rows, view.More = view.Rows[from:to], to < len(view.Rows)
	if err := v.readNotices(&view); err != nil {
		v.fail(err)
		return
	}
	v.show(status, page{Name: "grids", Title: "网格通知", Nav: "/grids", Data: view})
}

// Plus is the page so many pages on.
func (v gridsView) Plus(n int) int { return v.Page + n }

// readNotices fills in the latest notices, and those that need a hand.
func (v *visit) readNotices(view *gridsView) error {
	all, err := v.notices()
	if err != nil {
		return err
	}
	for _, n := range all {
		if len(view.Notices) < noticeRows {
			view.Notices = append(view.Notices, v.titled(n))
		}
		if n.Wait+n.Failed == 0 {
			continue
		}
		room := handRows
		for _, h := range view.Hands {
			room -= len(h.Rows)
		}
		rows := slices.DeleteFunc(slices.Clone(n.Rows), func(p pushRow) bool { return !v.stuck(p.Release) })
		view.Rest += max(0, len(rows)-room)
		if n.Rows = rows[:min(room, len(rows))]; len(n.Rows) == 0 {
			continue
		}
		n = v.titled(n)
		for i := range n.Rows {
			n.Rows[i] = v.rowOf(n.Rows[i].Release)
		}
		n.All = n.Wait > 1 && v.person.Is(Drafter)
		view.Hands = append(view.Hands, n)
	}
	return nil
}

// notices are the records that went to grids, the latest first, still without
// their names.
func (v *visit) notices() ([]notice, error) {
	all, err := v.releases()
	if err != nil {
		return nil, err
	}
	ours := map[string]bool{}
	for _, g := range v.Grids {
		ours[g.Channel] = true
	}
	at := map[string]int{}
	var out []notice
	for _, rel := range all {
		if !ours[rel.Channel] {
			continue
		}
		i, known := at[rel.Subject]
		if !known {
			i = len(out)
			at[rel.Subject], out = i, append(out, notice{Title: rel.Subject})
		}
		out[i].count(rel)
	}
	slices.SortStableFunc(out, func(a, b notice) int { return b.Day.Compare(a.Day) })
	return out, nil
}

func (n *notice) count(rel catalog.Release) {
	n.Points++
	n.Rows = append(n.Rows, pushRow{hand: hand{Release: rel}})
	if rel.At.After(n.Day) {
		n.Day = rel.At
	}
	switch rel.State {
	case catalog.Sent:
		n.Told++
	case catalog.Failed:
		n.Failed++
	case catalog.Nobody:
		n.Nobody++
	case catalog.NeedsHand:
		n.Wait++
	}
}

// titled finds the name of what a notice is about.
func (v *visit) titled(n notice) notice {
	if title, id, _ := v.nameOf(n.Rows[0].Release.Subject); id != 0 {
		n.Title, n.ID = title, id
	}
	return n
}

// deliveries are what became of the notices, by channel.
func (v *visit) deliveries() (map[string]Delivery, error) {
	if v.Posting.Deliveries != nil {
		return v.Posting.Deliveries(v.ctx())
	}
	all, err := v.releases()
	out := map[string]Delivery{}
	for _, rel := range all {
		s := out[rel.Channel]
		switch rel.State {
		case catalog.Sent:
			s.Told++
			if rel.At.After(s.Last) {
				s.Last = rel.At
			}
		case catalog.NeedsHand:
			s.Waiting++
		case catalog.Claimed:
			s.Unsure++
		case catalog.Failed:
			s.Failed++
		case catalog.Nobody:
			s.Nobody++
		}
		out[rel.Channel] = s
	}
	return out, err
}

// gridAct settles by hand what nobody knew, or tries again what failed.
func (v *visit) gridAct() {
	if v.ofAccount(v.field("channel")) {
		v.trouble(http.StatusNotFound, "")
		return
	}
	if v.field("act") == "all" {
		v.settleAll()
		return
	}
	v.pushAct("/grids", v.showGrids)
}

// settleAll says of every grid at which a notice waits that it was carried there.
// The form says at how many; where that changed meanwhile nothing is done.
func (v *visit) settleAll() {
	if !v.needs(Drafter) {
		return
	}
	all, err := v.notices()
	if err != nil {
		v.fail(err)
		return
	}
	i := slices.IndexFunc(all, func(n notice) bool { return n.Rows[0].Release.Subject == v.field("subject") })
	if i < 0 || strconv.Itoa(all[i].Wait) != v.field("n") {
		v.showGrids(http.StatusConflict, "没有登记：等人工的刚才变了，请看过再办。")
		return
	}
	for _, row := range all[i].Rows {
		if row.Release.State != catalog.NeedsHand {
			continue
		}
		said, err := v.deal("sent", hand{Release: row.Release})
		if err == nil {
			err = v.noted(said, row.Release.Subject, row.Release.Channel)
		}
		if err != nil {
			v.fail(err)
			return
		}
	}
	v.flash("《%s》：%s确认%d个网格都已经送到。", cut(40, v.titled(all[i]).Title), v.person.Name, all[i].Wait)
	v.redirect("/grids")
}
