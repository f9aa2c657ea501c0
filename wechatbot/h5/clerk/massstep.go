package clerk

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// massStep sends a proposal, shows it on the office's phones, or drops it.
func (v *visit) massStep() {
	v.sending.Lock() // so that a double press finds what the first has done
	defer v.sending.Unlock()
	all, err := v.proposed()
	if err != nil {
		v.fail(err)
		return
	}
	at := slices.IndexFunc(all, func(p proposal) bool { return p.Key == v.r.PathValue("key") })
	if at < 0 {
		v.trouble(http.StatusNotFound, "")
		return
	}
	p := v.fill(all[at])
	switch act := v.field("act"); {
	case !p.Waits() || v.field("seen") != p.Seen():
		v.showPosts(http.StatusConflict, "没有再办：这次群发刚才已经有人办过（"+p.Release.Reason+"）。")
	case act == "look" && v.Posting.Preview != nil:
		v.lookAtMass(p)
	case act == "drop" && v.mayDrop(p):
		v.dropMass(p)
	case act == "send" && v.maySend(p):
		v.sendMass(p)
	case act == "send":
		v.trouble(http.StatusForbidden, "提议和发出须由两个人办：由另一位有“审核”岗位的同事发出。")
	default:
		v.trouble(http.StatusForbidden, "这一步不由您办理。")
	}
}

// Seen is how often and when the proposal was last touched.
func (p proposal) Seen() string {
	return strconv.Itoa(p.Release.Attempts) + "." + strconv.FormatInt(p.Release.At.UnixMilli(), 36)
}

func (v *visit) dropMass(p proposal) {
	said := v.person.Name + "收回"
	if p.By != v.person.Name {
		if lack := v.lacksReason(); lack != "" {
			v.showPosts(http.StatusUnprocessableEntity, "没有退回："+lack)
			return
		}
		said = v.person.Name + "没有同意：" + v.field("why")
	}
	if err := v.close(p, catalog.Failed, said); err != nil {
		v.fail(err)
		return
	}
	v.flash("已放下，没有群发。改好后可以再提议。")
	v.redirect("/posts")
}

func (v *visit) lookAtMass(p proposal) {
	err := v.Posting.Preview(v.ctx(), p.Records)
	if err == nil {
		err = v.notedOf(p, "发到值班手机上预览")
	}
	switch words, refused := v.Posting.reason(err); {
	case err == nil:
		v.flash("预览已发到值班手机，请在手机上看。没有群发，也不计次数。")
		v.redirect("/posts")
	case refused:
		v.showPosts(http.StatusConflict, "预览没有发出："+words+"。")
	default:
		v.fail(err)
	}
}

// sendMass sends a proposal. Whether it went out is written on the pushes of its
// records, which also keep it from being sent twice.
func (v *visit) sendMass(p proposal) {
	if !v.ready(p) {
		return
	}
	err := v.Posting.Mass(v.ctx(), p.Records, p.Tag)
	words, refused := v.Posting.reason(err)
	switch {
	case err == nil:
		if err := v.close(p, catalog.Withdrawn, v.person.Name+"发出"); err != nil {
			v.fail(err)
			return
		}
		v.flash("微信已受理，%d条。是否送达，过一会儿在下面看。", len(p.Records))
		v.redirect("/posts")
		return
	case errors.Is(err, catalog.ErrClaimed):
		v.showPosts(http.StatusConflict, "没有再发：其中有已经发过或者正在发的，见下面的推送。")
		return
	case !refused:
		words = "程序出错"
	}
	state := v.afterwards(p)
	if e := v.close(p, state, v.person.Name+"发出时："+words); e != nil {
		v.fail(errors.Join(err, e))
		return
	}
	if !refused {
		v.fail(err)
		return
	}
	v.pushed = nil // they changed
	if state != catalog.Failed {
		v.showPosts(http.StatusConflict, "还不知道有没有发出："+words+"。不要再提议，先在下面“等人工的推送”里核对。")
		return
	}
	v.showPosts(http.StatusConflict, "没有发出："+words+"。可以重新提议。")
}

// ready says whether a proposal can be sent, and answers when it cannot.
func (v *visit) ready(p proposal) bool {
	quota, err := v.quota()
	switch {
	case err != nil:
		v.fail(err)
	case v.field("sure") == "":
		v.showPosts(http.StatusUnprocessableEntity, "没有发：请先勾选“已逐篇看过”。")
	case len(p.Old) > 0:
		v.showPosts(http.StatusConflict, "没有发："+numbers(p.Old)+"已经被替代，请放下后改提新的。")
	case len(p.Lost) > 0:
		v.showPosts(http.StatusConflict, "没有发："+numbers(p.Lost)+"已经不公开，请放下后重新提议。")
	case quota.usedUp() != "":
		v.showPosts(http.StatusConflict, "没有发："+quota.usedUp())
	default:
		return true
	}
	return false
}

// afterwards is the state of a proposal whose message was refused: it may be
// proposed again only where all of it surely did not go out.
func (v *visit) afterwards(p proposal) catalog.ReleaseState {
	for _, n := range p.Records {
		releases, err := v.Catalog.Releases(v.ctx(), string(n))
		if err != nil || slices.ContainsFunc(releases, func(rel catalog.Release) bool {
			return rel.Channel == v.Posting.MassChannel && !rel.State.Retryable()
		}) {
			return catalog.Withdrawn
		}
	}
	return catalog.Failed
}

func numbers(ns []catalog.IndexNumber) string {
	out := make([]string, len(ns))
	for i, n := range ns {
		out[i] = string(n)
	}
	return strings.Join(out, "、")
}
