package clerk

import (
	"errors"
	"net/http"
	"slices"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
)

// meanwhile says that somebody else acted on the record, and keeps what was
// filled in.
func (v *visit) meanwhile(r catalog.Record, forms []recordForm, at int) {
	by, own := "别人", ""
	if steps, err := v.treads(v.ctx(), r.ID); err == nil && len(steps) > 0 {
		last := steps[len(steps)-1]
		by = "“" + last.by + "”（" + last.kind.Chinese() + "）"
		if last.by == v.person.Name {
			own = "，就是您自己办的，没有再办一遍"
		}
	}
	var typed []input
	text := "您打开以后，" + by + "刚刚动过这条信息" + own + "。下面是现在的样子，请看过再办"
	if at >= 0 {
		for i := range forms {
			forms[i].Open = i == at
		}
		forms[at].Fields = filled(forms[at].Fields, v.r.PostForm)
		text += "；您填的内容还在"
	} else if typed = v.typedFor(r); len(typed) > 0 {
		text += "；您刚才填的列在下面，可以复制"
	}
	if forms == nil {
		forms = []recordForm{}
	}
	v.showRecord(http.StatusConflict, r, []remark{{Tone: toneWarn, Word: "没有办理", Text: text + "。"}}, forms, typed...)
}

// typedFor are the words that came with an act that is not offered any more.
func (v *visit) typedFor(r catalog.Record) []input {
	for _, d := range deeds() {
		if d.act == v.field("act") && d.fields != nil {
			return typedIn(d.fields(v, r), v.r.PostForm)
		}
	}
	return nil
}

// overtaken reads the record again that somebody else acted on at the same moment.
func (v *visit) overtaken(id int64, act string) {
	r, err := v.Catalog.Paper(v.ctx(), id)
	if err != nil {
		v.fail(err)
		return
	}
	forms, _, err := v.actsOn(r)
	if err != nil {
		v.fail(err)
		return
	}
	v.meanwhile(r, forms, slices.IndexFunc(forms, func(f recordForm) bool { return f.Act == act }))
}

// outrun reports whether an act was refused because somebody else acted at the same
// moment, and gives the request as it is now.
func (v *visit) outrun(r disclosure.Request, err error) (disclosure.Request, bool) {
	var refused *disclosure.TransitionError
	if !errors.As(err, &refused) {
		return r, false
	}
	now, err := v.Desk.Request(v.ctx(), r.ID)
	return now, err == nil && acts(now) != acts(r)
}

// askedMeanwhile says that a request was acted on since the form was opened, and keeps
// what was filled in.
func (v *visit) askedMeanwhile(r disclosure.Request, kind disclosure.Kind, steps []step, at int) {
	view := requestView{Steps: steps, Wrong: "没有办理：您打开以后，" + v.lastActor(r) + "。下面是现在的样子，请看过再办"}
	if at >= 0 {
		view.Wrong += "；您填的内容还在"
	} else if view.Typed = typedIn(v.stepFields(r, kind), v.r.PostForm); len(view.Typed) > 0 {
		view.Wrong += "；您刚才填的列在下面，可以复制"
	}
	view.Wrong += "。"
	v.showRequest(http.StatusConflict, r, view)
}
