package clerk

import (
	"cmp"
	"errors"
	"net/http"
	"slices"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
)

// itemsView is the list of what must be published (公开事项台账).
type itemsView struct {
	Rows  []dutyRow
	All   bool // also what is done
	May   bool // report that there is nothing, of one at least
	Wrong refusedDuty
	N     int // of all duties
	Said  []saidRow
}

// saidRow is what was reported of a duty (零报告, 补公开), whether or not it is in the
// catalogue still.
type saidRow struct {
	Name, For string
	catalog.Release
	Void string // why it no longer counts; empty: it does
}

// refusedDuty is a report on a duty that was not taken: why, of what, and what was typed.
type refusedDuty struct {
	Why             string
	Marks           []remark
	Item, Name, For string
	Reason, Number  string
}

// Of reports whether it was of a duty.
func (w refusedDuty) Of(d dutyRow) bool {
	return w.Why != "" && w.Item == d.Item.ID && w.Name == d.Item.Name && w.For == d.For
}

// refuseDuty shows the list with what was typed, and says of which duty it is and why it
// was not taken.
func (v *visit) refuseDuty(status int, why string, marks ...remark) {
	w := refusedDuty{Item: v.field("item"), Name: v.field("name"), For: v.field("for"), Reason: v.field("reason"), Number: v.field("number"), Marks: marks}
	w.Why = "没有登记（" + cut(60, w.Name) + " " + cut(20, w.For) + "）：" + why
	v.showItems(status, w)
}

func (v *visit) items() { v.showItems(http.StatusOK, refusedDuty{}) }

func (v *visit) showItems(status int, wrong refusedDuty) {
	duties, err := v.duties()
	if err != nil {
		v.fail(err)
		return
	}
	view := itemsView{All: v.r.URL.Query().Get("all") != "", May: v.person.Is(Drafter), Wrong: wrong, N: len(duties)}
	of := false
	for _, d := range duties {
		row := v.dutyRow(d)
		if view.All || slices.Contains([]catalog.DutyState{catalog.DutyOverdue, catalog.DutySoon, catalog.DutyOpen, catalog.DutyProvisional}, d.State) {
			view.Rows = append(view.Rows, row)
			of = of || row.Nothing
		}
	}
	view.May = view.May && of
	if view.Said, err = v.said(); err != nil {
		v.fail(err)
		return
	}
	v.show(status, page{Name: "items", Title: "公开事项台账", Nav: "/items", Data: view})
}

// said are the reports on duties of all years, the newest first.
func (v *visit) said() ([]saidRow, error) {
	names, err := v.itemNames()
	if err != nil {
		return nil, err
	}
	var out []saidRow
	for _, channel := range []string{catalog.ZeroReport, catalog.Belated} {
		for rel, err := range v.Catalog.ReleasesOn(v.ctx(), channel) {
			if err != nil {
				return nil, err
			}
			id, window, ok := catalog.DutyOf(rel)
			if !ok {
				continue
			}
			row := saidRow{Name: cmp.Or(names[id], "序号"+id+"（目录里已经没有）"), For: window, Release: rel}
			if channel == catalog.Belated {
				if _, err := v.Catalog.Find(v.ctx(), catalog.IndexNumber(rel.Reason)); errors.Is(err, catalog.ErrNotFound) {
					row.Void = "已经不公开，不再算数"
				} else if err != nil {
					return nil, err
				}
			}
			out = append(out, row)
		}
	}
	slices.SortStableFunc(out, func(a, b saidRow) int { return b.At.Compare(a.At) })
	return out, nil
}

// periodBegun reports whether a duty is of a period (定期公开) that has begun: of others,
// and of what is still to come, nobody can say that there is nothing.
func (v *visit) periodBegun(d catalog.Duty) bool {
	return d.Item.Limit.Kind == disclosure.LimitPeriodic && d.For != "" && !d.From.After(v.day())
}

// reportDuty takes what is said of one window: that there is nothing to publish
// (零报告), or which record was published for it too late.
func (v *visit) reportDuty() {
	if !v.needs(Drafter) {
		return
	}
	belated := v.field("act") == "belated"
	reason := v.field("reason")
	if belated {
		reason = v.field("number")
	}
	if reason == "" {
		v.refuseDuty(http.StatusUnprocessableEntity, map[bool]string{false: "零报告要写明没有信息可公开的理由。", true: "请写补公开的那条信息的索引号。"}[belated])
		return
	}
	duties, err := v.duties()
	if err != nil {
		v.fail(err)
		return
	}
	for _, d := range duties {
		if d.Item.ID != v.field("item") || d.Item.Name != v.field("name") || d.For != v.field("for") {
			continue
		}
		if !v.periodBegun(d) {
			v.refuseDuty(http.StatusConflict, "零报告只报定期公开的，而且要等这一期的窗口开了以后。")
			return
		}
		if belated {
			v.belated(d, catalog.IndexNumber(reason))
			return
		}
		v.reported("零报告", d, v.Catalog.ReportNothing(v.ctx(), d.Item, d.For, reason, v.actor()))
		return
	}
	v.trouble(http.StatusNotFound, "这一项不在台账里了，请回到台账再看一看。")
}

// belated takes the record of a window that was missed.
func (v *visit) belated(d catalog.Duty, n catalog.IndexNumber) {
	if d.State != catalog.DutyOverdue {
		v.refuseDuty(http.StatusConflict, "这一期没有逾期未公开。")
		return
	}
	err := v.Catalog.ReportBelated(v.ctx(), d.Item, d.For, n, v.actor())
	var misfit *catalog.MisfitError
	switch {
	case errors.Is(err, catalog.ErrNotFound):
		v.refuseDuty(http.StatusUnprocessableEntity, "没有索引号是“"+cut(40, string(n))+"”的已公开信息，请核对。")
	case errors.As(err, &misfit):
		v.refuseDuty(http.StatusUnprocessableEntity, "索引号“"+cut(40, string(n))+"”的信息不能算这一期的：", remarksOf(misfit.Findings)...)
	case errors.Is(err, catalog.ErrNamed):
		v.refuseDuty(http.StatusConflict, "索引号“"+cut(40, string(n))+"”的信息已经登记给这一事项的另一期，一条信息只补一期。")
	default:
		v.reported("补公开", d, err)
	}
}

// reported says what became of a report on a duty.
func (v *visit) reported(kind string, d catalog.Duty, err error) {
	switch {
	case errors.Is(err, catalog.ErrClaimed):
		v.refuseDuty(http.StatusConflict, "这一项刚才已经报过"+kind+"。")
	case err != nil:
		v.fail(err)
	default:
		v.flash("已登记%s：%s %s", kind, d.Item.Name, d.For)
		v.redirect("/items")
	}
}
