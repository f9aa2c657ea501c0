package clerk

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
)

// hand is one push of a record, as a list shows it: most lists are of those that
// need a person's hand.
type hand struct {
	Grid    string // or the account
	Title   string
	ID      int64  // of the record; 0: it is not to be found
	Public  bool   // the record is, still
	To      string // the page where it is dealt with
	Release catalog.Release
}

// releases are all pushes, read once for a page.
func (v *visit) releases() ([]catalog.Release, error) {
	if v.pushed == nil {
		v.pushed = []catalog.Release{}
		for rel, err := range v.Catalog.ReleasesOn(v.ctx(), "") {
			if err != nil {
				v.pushed = nil
				return nil, err
			}
			v.pushed = append(v.pushed, rel)
		}
	}
	return v.pushed, nil
}

// handOf names what was pushed, also when it is no longer public.
func (v *visit) handOf(rel catalog.Release) hand {
	h := hand{Grid: rel.Channel, Title: rel.Subject, To: "/grids", Release: rel}
	if v.ofAccount(rel.Channel) {
		h.To = "/posts"
	}
	if i := slices.IndexFunc(v.channels(), func(g Grid) bool { return g.Channel == rel.Channel }); i >= 0 {
		h.Grid = v.channels()[i].Name
	}
	if title, id, public := v.nameOf(rel.Subject); id != 0 {
		h.Title, h.ID, h.Public = title, id, public
	}
	return h
}

// listed is how many characters of a title a list shows.
const listed = 60

// nameOf is what a list calls the record of an index number, also when it was
// withdrawn; id 0: there is none.
func (v *visit) nameOf(number string) (title string, id int64, public bool) {
	n := catalog.IndexNumber(number)
	if r, err := v.Catalog.Find(v.ctx(), n); err == nil {
		return cut(listed, r.Title), r.ID, true
	}
	left, err := v.Catalog.Tombstone(v.ctx(), n)
	if err != nil {
		return "", 0, false
	}
	r, err := v.Catalog.Paper(v.ctx(), left.ID)
	if err != nil || r.Title == "" {
		return "", 0, false
	}
	return cut(listed, r.Title) + "（已撤回）", r.ID, false
}

// stuck says whether a push did not go out by itself and somebody must do
// something about it. A mass message that was refused is simply proposed again.
func (d *desk) stuck(rel catalog.Release) bool {
	return rel.State == catalog.NeedsHand || rel.State == catalog.Failed && rel.Channel != d.Posting.MassChannel
}

// hands are the pushes that did not go out by themselves.
func (v *visit) hands() ([]hand, error) {
	all, err := v.releases()
	if err != nil {
		return nil, err
	}
	ours := map[string]bool{}
	for _, ch := range v.channels() {
		ours[ch.Channel] = true
	}
	var out []hand
	for _, rel := range all {
		if ours[rel.Channel] && v.stuck(rel) {
			out = append(out, v.handOf(rel))
		}
	}
	return out, nil
}

// ofAccount says whether a channel is the account's and not a grid's.
func (d *desk) ofAccount(channel string) bool {
	return channel != "" && (channel == d.Posts || channel == d.Posting.MassChannel)
}

// ofGrids are the hands that belong to grids; ofAccount those of the account.
func (d *desk) divide(all []hand) (ofGrids, ofAccount []hand) {
	for _, h := range all {
		if d.ofAccount(h.Release.Channel) {
			ofAccount = append(ofAccount, h)
		} else {
			ofGrids = append(ofGrids, h)
		}
	}
	return ofGrids, ofAccount
}

// channels are the grids, and the account's before them.
func (d *desk) channels() []Grid {
	var all []Grid
	if d.Posts != "" {
		all = append(all, Grid{Name: d.Posts, Channel: d.Posts, Ways: []string{"公众号发布"}})
	}
	if m := d.Posting.MassChannel; m != "" {
		all = append(all, Grid{Name: m, Channel: m, Ways: []string{"公众号群发"}})
	}
	return append(all, d.Grids...)
}

// pushWord says in Chinese how far a push has come.
func (d *desk) pushWord(rel catalog.Release) string {
	account := d.ofAccount(rel.Channel)
	switch rel.State {
	case catalog.Claimed:
		return "正在提交"
	case catalog.Sent:
		switch {
		case account && !d.confirmed(rel):
			return "已提交，等微信确认"
		case account && rel.Channel == d.Posts:
			return "已发布"
		case account:
			return "已群发"
		}
		return "已送达"
	case catalog.NeedsHand:
		return "等人工"
	case catalog.Failed:
		return "没有发出"
	case catalog.Nobody:
		return "没有订户"
	case catalog.Withdrawn:
		return "已撤下"
	}
	return string(rel.State)
}

func (d *desk) confirmed(rel catalog.Release) bool {
	return rel.State == catalog.Sent && (d.Posting.Published == nil || d.Posting.Published(rel))
}

func (d *desk) pushTone(rel catalog.Release) string {
	switch rel.State {
	case catalog.Sent:
		if d.ofAccount(rel.Channel) && !d.confirmed(rel) {
			return toneNote
		}
		return toneGood
	case catalog.NeedsHand:
		return toneWarn
	case catalog.Failed:
		return toneBad
	}
	return toneNote
}

// pushAct is one thing that may be done about a push.
type pushAct struct {
	Act, Button string
	Grave       bool // cannot be undone: it wants a reason
}

// pushActs are what this person may do about a push, in this state.
func (v *visit) pushActs(h hand) []pushAct {
	rel := h.Release
	var out []pushAct
	account := v.ofAccount(rel.Channel)
	if v.stuck(rel) && v.person.Is(Drafter) {
		sent := "已经送到（已转）"
		if account {
			sent = "已在后台发出"
		}
		out = append(out, pushAct{"sent", sent, false})
		if rel.State == catalog.NeedsHand {
			out = append(out, pushAct{"failed", "确认没有发出", false})
		}
		if rel.State == catalog.NeedsHand && account {
			out = append(out, pushAct{"deleted", "已在后台删除", false})
		}
		if rel.State == catalog.Failed && h.Public && v.Posting.Again != nil {
			out = append(out, pushAct{"again", "再发一次", false})
		}
		if rel.State == catalog.Failed {
			out = append(out, pushAct{"drop", "不发了", false})
		}
	}
	if rel.State == catalog.Sent && account && v.Posting.TakeDown != nil && v.person.Is(Reviewer, Head) {
		out = append(out, pushAct{"down", "撤下这一篇", true})
	}
	return out
}

// pushAct does about a push what a form asks for; the form says in which state
// it was seen.
func (v *visit) pushAct(to string, refuse func(status int, wrong string)) {
	part := []Role{Drafter}
	if v.field("act") == "down" {
		part = []Role{Reviewer, Head}
	}
	if !v.needs(part...) {
		return
	}
	h, there, err := v.seenPush()
	if err != nil {
		v.fail(err)
		return
	}
	if !there {
		refuse(http.StatusConflict, "没有再办：这一条刚才已经办过，现在的情况见下面。")
		return
	}
	if !slices.ContainsFunc(v.pushActs(h), func(a pushAct) bool { return a.Act == v.field("act") }) {
		refuse(http.StatusConflict, "这一条现在不能这样办理。")
		return
	}
	if lack := v.lacksReason(); v.field("act") == "down" && lack != "" {
		refuse(http.StatusUnprocessableEntity, "没有撤下："+lack)
		return
	}
	said, err := v.deal(v.field("act"), h)
	if err == nil {
		err = v.noted(said, h.Release.Subject, h.Release.Channel)
	}
	switch words, refused := v.Posting.reason(err); {
	case err == nil:
		v.flash("%s，《%s》：%s。", h.Grid, cut(40, h.Title), said)
		v.redirect("%s", to)
	case refused || errors.Is(err, catalog.ErrClaimed):
		refuse(http.StatusConflict, "没有办成："+strings.TrimSuffix(words, "。")+"。")
	default:
		v.fail(err)
	}
}

// mostReason is how many characters the reason of an act may have.
const mostReason = 200

// lacksReason says what is wrong with the reason that a form gives; empty: nothing.
func (v *visit) lacksReason() string {
	switch n := utf8.RuneCountInString(v.field("why")); {
	case n == 0:
		return "请写明理由。"
	case n > mostReason:
		return fmt.Sprintf("理由最多%d字，现在有%d字。", mostReason, n)
	}
	return ""
}

// seenPush is the push that a form is about, if it is still in the state in which it
// was seen.
func (v *visit) seenPush() (h hand, there bool, err error) {
	all, err := v.releases()
	if err != nil {
		return h, false, err
	}
	at := slices.IndexFunc(all, func(rel catalog.Release) bool {
		return rel.Subject == v.field("subject") && rel.Channel == v.field("channel") && string(rel.State) == v.field("state")
	})
	if at < 0 || !slices.ContainsFunc(v.channels(), func(g Grid) bool { return g.Channel == v.field("channel") }) {
		return h, false, nil
	}
	return v.handOf(all[at]), true, nil
}

// deal does one thing about a push, and says what was done.
func (v *visit) deal(act string, h hand) (string, error) {
	rel := h.Release
	rel.At = v.now()
	switch act {
	case "again":
		return "再发一次，结果过一会儿在这里看", v.Posting.Again(v.ctx(), catalog.IndexNumber(rel.Subject), rel.Channel)
	case "down":
		down, err := v.Posting.TakeDown(v.ctx(), catalog.IndexNumber(rel.Subject), rel.Channel, v.person.Name+"撤下（"+v.field("why")+"）")
		return down.Reason, err
	case "sent":
		rel.State, rel.Reason = catalog.Sent, v.person.Name+"确认已经送到"
		if v.ofAccount(rel.Channel) {
			rel.Reason = v.person.Name + "确认已经发出"
		}
	case "drop":
		rel.State, rel.Reason = catalog.Withdrawn, v.person.Name+"决定不发"
	case "deleted":
		rel.State, rel.Reason = catalog.Withdrawn, v.person.Name+"确认已在后台删除"
	default:
		rel.State, rel.Reason = catalog.Failed, v.person.Name+"确认没有发出"
	}
	return rel.Reason, v.Catalog.Settle(v.ctx(), rel)
}
