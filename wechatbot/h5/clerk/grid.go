package clerk

import (
	"net/http"
	"slices"

	"github.com/zwgk/zwgk/catalog"
)

// gridsView is what the groups were told and what needs a hand.
type gridsView struct {
	Hands []hand
	Rows  []gridRow
	May   bool
	Wrong string
}

// gridRow is one group with what it was told lately.
type gridRow struct {
	Grid
	Sent, Stuck int
	Last        []hand // the newest first, ten at most
	Account     bool
}

func (v *visit) grids() { v.showGrids(http.StatusOK, "") }

func (v *visit) showGrids(status int, wrong string) {
	view := gridsView{May: v.person.Is(Drafter), Wrong: wrong}
	var err error
	if view.Hands, err = v.hands(); err != nil {
		v.fail(err)
		return
	}
	for _, ch := range v.channels() {
		row := gridRow{Grid: ch, Account: ch.Channel == v.Posts}
		var all []catalog.Release
		for rel, err := range v.Catalog.ReleasesOn(v.ctx(), ch.Channel) {
			if err != nil {
				v.fail(err)
				return
			}
			switch rel.State {
			case catalog.Sent:
				row.Sent++
			case catalog.NeedsHand, catalog.Failed:
				row.Stuck++
			}
			all = append(all, rel)
		}
		slices.SortStableFunc(all, func(a, b catalog.Release) int { return b.At.Compare(a.At) })
		for _, rel := range all[:min(10, len(all))] {
			row.Last = append(row.Last, hand{ch.Name, v.titleOf(rel), rel})
		}
		view.Rows = append(view.Rows, row)
	}
	v.show(status, page{Name: "grids", Title: "网格通知", Nav: "/grids", Data: view})
}

// gridAct settles by hand what nobody knew: it is out, or it is surely not.
func (v *visit) gridAct() {
	if !v.needs(Drafter) {
		return
	}
	hands, err := v.hands()
	if err != nil {
		v.fail(err)
		return
	}
	at := slices.IndexFunc(hands, func(h hand) bool {
		return h.Release.Subject == v.field("subject") && h.Release.Channel == v.field("channel") && string(h.Release.State) == v.field("state")
	})
	if at < 0 {
		v.showGrids(http.StatusConflict, "这一条刚才已经有人处理过。")
		return
	}
	rel := hands[at].Release
	rel.At = v.now()
	switch v.field("act") {
	case "sent":
		rel.State, rel.Reason = catalog.Sent, v.person.Name+"确认已经送到"
	case "failed":
		rel.State, rel.Reason = catalog.Failed, v.person.Name+"确认没有发出"
	default:
		v.trouble(http.StatusNotFound, "")
		return
	}
	if err := v.Catalog.Settle(v.ctx(), rel); err != nil {
		v.fail(err)
		return
	}
	v.flash("已登记：%s，%s。", hands[at].Grid, rel.Reason)
	v.redirect("/grids")
}

// stateWord says in Chinese how far a push has come.
func stateWord(s catalog.ReleaseState) string {
	switch s {
	case catalog.Claimed:
		return "正在发送"
	case catalog.Sent:
		return "已送达"
	case catalog.NeedsHand:
		return "要人工处理"
	case catalog.Failed:
		return "没有发出"
	case catalog.Withdrawn:
		return "已撤回"
	}
	return string(s)
}

func stateTone(s catalog.ReleaseState) string {
	switch s {
	case catalog.Sent:
		return toneGood
	case catalog.NeedsHand, catalog.Failed:
		return toneWarn
	}
	return toneNote
}
