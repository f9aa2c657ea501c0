package clerk

import (
	"net/http"
	"slices"

	"github.com/zwgk/zwgk/catalog"
)

// meanwhile says that somebody else acted on the record, and keeps what was
// filled in.
func (v *visit) meanwhile(r catalog.Record, forms []recordForm, at int) {
	by := "别人"
	if steps, err := v.treads(v.ctx(), r.ID); err == nil && len(steps) > 0 {
		last := steps[len(steps)-1]
		by = "“" + last.by + "”（" + last.kind.Chinese() + "）"
	}
	text := "您打开以后，" + by + "刚刚动过这条信息。下面是现在的样子，请看过再办"
	if at >= 0 {
		for i := range forms {
			forms[i].Open = i == at
		}
		forms[at].Fields = filled(forms[at].Fields, v.r.PostForm)
		text += "；您填的内容还在"
	}
	if forms == nil {
		forms = []recordForm{}
	}
	v.showRecord(http.StatusConflict, r, []remark{{Tone: toneWarn, Word: "没有办理", Text: text + "。"}}, forms)
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
