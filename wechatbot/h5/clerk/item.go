package clerk

import (
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
	Wrong string
	N     int // of all duties
}

func (v *visit) items() { v.showItems(http.StatusOK, "") }

func (v *visit) showItems(status int, wrong string) {
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
	v.show(status, page{Name: "items", Title: "公开事项台账", Nav: "/items", Data: view})
}

// periodBegun reports whether a duty is of a period (定期公开) that has begun: of others,
// and of what is still to come, nobody can say that there is nothing.
func (v *visit) periodBegun(d catalog.Duty) bool {
	return d.Item.Limit.Kind == disclosure.LimitPeriodic && d.For != "" && !d.From.After(v.day())
}

// nothing reports that there is nothing to publish in one window (零报告).
func (v *visit) nothing() {
	if !v.needs(Drafter) {
		return
	}
	reason := v.field("reason")
	if reason == "" {
		v.showItems(http.StatusUnprocessableEntity, "零报告要写明没有信息可公开的理由。")
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
			v.showItems(http.StatusConflict, "没有登记：零报告只报定期公开的，而且要等这一期的窗口开了以后。")
			return
		}
		err := v.Catalog.ReportNothing(v.ctx(), d.Item, d.For, reason, v.actor())
		switch {
		case errors.Is(err, catalog.ErrClaimed):
			v.showItems(http.StatusConflict, "这一项刚才已经报过零报告。")
		case err != nil:
			v.fail(err)
		default:
			v.flash("已登记零报告：%s %s", d.Item.Name, d.For)
			v.redirect("/items")
		}
		return
	}
	v.trouble(http.StatusNotFound, "这一项不在台账里了，请回到台账再看一看。")
}
