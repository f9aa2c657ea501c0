package clerk

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// todayView is the front page: what is to be done today.
type todayView struct {
	Tiles    []tile
	Window   *window
	Report   *reportDue // nil: none is due
	Duties   []dutyRow
	Asks     []ask
	Review   []catalog.Record // by others, for this person to review
	Mine     []catalog.Record // drafts and what was sent back
	Leaving  []catalog.Record // scheduled
	Hands    []hand
	HandsAt  string // the page where they are dealt with
	Cases    []cases.Case
	Sign     []ask // their replies wait for this person's signature
	Tell     int   // their applicants are still to be told of something by people
	Redo     []ask // their replies came back to this person
	Channels []health
	Checks   []examined
	Sends    int // mass messages that this person may send
}

// SomeHands are the first that the page names.
func (t todayView) SomeHands() []hand { return t.Hands[:min(len(t.Hands), 8)] }

// tile is a number that matters, with the place that it leads to.
type tile struct {
	N          int
	Text, Tone string
	Href       string
}

// window is the quarter's window of publication (定期公开).
type window struct {
	From, To   civil.Date
	Open       bool
	Done, All  int
	Left       int // working days
	LeftKnown  bool
	Percentage int
}

// dutyRow is a duty with its word and tone.
type dutyRow struct {
	catalog.Duty
	Word, Tone string
	Nothing    bool // that there is nothing to publish may be reported
}

// Missed says that nothing was published in time.
func (d dutyRow) Missed() bool { return d.State == catalog.DutyOverdue }

func (v *visit) today() {
	view, err := v.gather()
	if err != nil {
		v.fail(err)
		return
	}
	day := v.day()
	v.show(http.StatusOK, page{Name: "today", Title: "今天要做的", Nav: "/", Data: view,
		Under: day.Chinese() + " " + [...]string{"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"}[day.Weekday()]})
}

func (v *visit) gather() (todayView, error) {
	var view todayView
	duties, err := v.duties()
	if err != nil {
		return view, err
	}
	overdue, near := 0, 0
	for _, d := range duties {
		row := v.dutyRow(d)
		switch {
		case d.State == catalog.DutyOverdue:
			overdue++
			view.Duties = append(view.Duties, row)
		case v.within(d, soon):
			near++
			view.Duties = append(view.Duties, row)
		case d.State == catalog.DutySoon, d.State == catalog.DutyOpen && !d.From.After(v.day()):
			view.Duties = append(view.Duties, row)
		}
	}
	view.Window = v.window(duties)
	if view.Report, err = v.dueReport(); err != nil {
		return view, err
	}
	if err := v.lists(&view); err != nil {
		return view, err
	}
	view.Tiles = v.tiles(view, overdue, near)
	return view, nil
}

// lists fills in what waits beside the duties.
func (v *visit) lists(view *todayView) (err error) {
	if err := v.papers(view); err != nil {
		return err
	}
	if err := v.replies(view); err != nil {
		return err
	}
	if view.Tell, err = v.untold(); err != nil {
		return err
	}
	if view.Hands, err = v.hands(); err != nil {
		return err
	}
	if view.HandsAt = "/grids"; len(view.Hands) > 0 {
		view.HandsAt = view.Hands[0].To
	}
	if view.Cases, err = v.openCases(); err != nil {
		return err
	}
	if view.Channels, err = v.healths(view.Cases); err != nil {
		return err
	}
	if _, view.Sends, err = v.waitingProposals(); err != nil {
		return err
	}
	if view.Checks, err = v.checks(*view); err != nil {
		return err
	}
	return nil
}

// replies sorts the requests in hand by what this person has to do about their replies.
func (v *visit) replies(view *todayView) (err error) {
	if view.Asks, err = v.openAsks(); err != nil {
		return err
	}
	for _, a := range view.Asks {
		if a.Sign {
			view.Sign = append(view.Sign, a)
		}
		if a.Redo {
			view.Redo = append(view.Redo, a)
		}
	}
	return nil
}

// tiles are what is overdue, then what waits for this person, then what is near.
func (v *visit) tiles(view todayView, overdue, near int) []tile {
	week, over := 0, 0
	for _, a := range view.Asks {
		if pressing(a) {
			week++
		}
		if a.Over {
			over++
		}
	}
	tone := func(n int, tone string) string {
		if n == 0 {
			return ""
		}
		return tone
	}
	var tiles []tile
	if v.Desk != nil {
		tiles = append(tiles, tile{over, "申请逾期未答复", tone(over, toneBad), "/requests"})
	}
	if v.Items != nil {
		tiles = append(tiles, tile{overdue, "事项逾期未公开", tone(overdue, toneBad), "/items"},
			tile{near, fmt.Sprintf("%d个工作日内到期", soon), tone(near, toneWarn), "/items"})
	}
	tiles = append(tiles, tile{len(view.Review), "待我审查", tone(len(view.Review), toneNote), "/review"})
	if v.Desk != nil {
		if v.person.Is(Reviewer, Head) {
			tiles = append(tiles, tile{len(view.Sign), "答复待我签发", tone(len(view.Sign), toneNote), "/requests?of=sign"})
		}
		if v.person.Is(Drafter, Head) {
			tiles = append(tiles, tile{view.Tell, "待告知申请人", tone(view.Tell, toneWarn), "/requests?of=tell"})
		}
		tiles = append(tiles, tile{week, "申请本周须办", tone(week, toneWarn), "/requests"})
	}
	if v.Cases != nil {
		tiles = append(tiles, tile{len(view.Cases), "留言等人工回复", tone(len(view.Cases), toneNote), "/questions"})
	}
	return append(tiles, tile{len(view.Hands), "推送要人工处理", tone(len(view.Hands), toneWarn), view.HandsAt})
}

// dutyRow gives a duty its word.
func (v *visit) dutyRow(d catalog.Duty) dutyRow {
	row := dutyRow{d, d.State.Chinese(), toneNote, v.periodBegun(d)}
	switch d.State {
	case catalog.DutyOverdue:
		row.Tone = toneBad
		if n, err := v.Calendar.National().Workdays(d.Due, v.day()); err == nil {
			row.Word = fmt.Sprintf("逾期%d个工作日", max(n, 1))
		}
	case catalog.DutySoon:
		row.Tone = toneWarn
	case catalog.DutyDone, catalog.DutyNothing:
		row.Tone = toneGood
	case catalog.DutyDoneLate, catalog.DutyProvisional:
		row.Tone = toneWarn
	}
	return row
}

// within reports whether a duty that is not done is due within n working days.
func (v *visit) within(d catalog.Duty, n int) bool {
	if d.State != catalog.DutyOpen && d.State != catalog.DutySoon || d.Due.IsZero() {
		return false
	}
	left, err := v.Calendar.National().Workdays(v.day(), d.Due)
	return err == nil && left <= n
}

// window is the quarter's window that is open, or the next.
func (v *visit) window(duties []catalog.Duty) *window {
	today := v.day()
	all := append(disclosure.Quarterly.Windows(today.Year), disclosure.Quarterly.Windows(today.Year+1)...)
	for _, w := range all {
		if w.To.Before(today) {
			continue
		}
		out := &window{From: w.From, To: w.To, Open: w.Contains(today)}
		for _, d := range duties {
			if d.Due != w.To || d.Item.Limit.Kind != disclosure.LimitPeriodic {
				continue
			}
			out.All++
			if d.State == catalog.DutyDone || d.State == catalog.DutyNothing {
				out.Done++
			}
		}
		if out.All > 0 {
			out.Percentage = out.Done * 100 / out.All
		}
		left, err := v.Calendar.National().Workdays(today, w.To)
		out.Left, out.LeftKnown = left, err == nil
		return out
	}
	return nil
}

// papers sorts the records that are on their way.
func (v *visit) papers(view *todayView) error {
	for r, err := range v.Catalog.Papers(v.ctx(), catalog.Draft, catalog.Returned, catalog.InReview, catalog.SecrecyReview, catalog.Scheduled) {
		if err != nil {
			return err
		}
		switch r.Status {
		case catalog.Scheduled:
			view.Leaving = append(view.Leaving, r)
		case catalog.Draft, catalog.Returned:
			if r.Drafter == v.person.Name {
				view.Mine = append(view.Mine, r)
			}
		default:
			wrote, err := v.wrote(v.ctx(), r, v.person.Name)
			if err != nil {
				return err
			}
			if v.person.Is(Reviewer) && !wrote {
				view.Review = append(view.Review, r)
			}
		}
	}
	slices.SortStableFunc(view.Mine, func(a, b catalog.Record) int { // what somebody waits for first
		returned := map[bool]int{true: -1}
		return cmp.Compare(returned[a.Status == catalog.Returned], returned[b.Status == catalog.Returned])
	})
	return nil
}
