package clerk

import (
	"errors"
	"net/http"
	"slices"

	"github.com/zwgk/zwgk/catalog"
)

// itemsView is the list of what must be published (公开事项台账).
type itemsView struct {
	Rows  []dutyRow
	All   bool // also what is done
	May   bool // report that there is nothing
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
	for _, d := range duties {
		if view.All || slices.Contains([]catalog.DutyState{catalog.DutyOverdue, catalog.DutySoon, catalog.DutyOpen, catalog.DutyProvisional}, d.State) {
			view.Rows = append(view.Rows, v.dutyRow(d))
		}
	}
	v.show(status, page{Name: "items", Title: "公开事项台账", Nav: "/items", Data: view})
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
