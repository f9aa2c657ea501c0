package clerk

import (
	"net/http"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// keptDraft goes on from a draft that was saved. What could not be read is not in it:
// the form is shown again as it was written.
func (v *visit) keptDraft(view draftView, kept catalog.Record, read []catalog.Finding) {
	if len(read) == 0 {
		v.flash("草稿已保存。")
		v.redirect("/records/%d/edit", kept.ID)
		return
	}
	view.ID, view.Version, view.Told = kept.ID, kept.Version, true
	var err error
	if view.Twins, err = v.Catalog.Twins(v.ctx(), kept); err != nil {
		v.fail(err)
		return
	}
	v.judge(&view, kept, read)
	var fields []string
	for _, f := range read {
		fields = append(fields, "“"+f.Where+"”")
	}
	view.Rest = append([]remark{{Tone: toneWarn, Word: "已保存", Text: "草稿已经保存，" + strings.Join(fields, "、") + "读不出来，没有存进去；您写的还在下面，改好再保存。"}}, view.Rest...)
	v.show(http.StatusUnprocessableEntity, page{Name: "draft", Title: "修改草稿", Nav: "/records", Data: view})
}

// unread reports whether a finding says that a field lacks what in truth could not be
// read.
func unread(f catalog.Finding, read []catalog.Finding) bool {
	switch f.Rule {
	case catalog.RuleDateMissing, catalog.RuleCategoryMissing:
		return slices.ContainsFunc(read, func(r catalog.Finding) bool { return r.Where == f.Where })
	}
	return false
}

// sentBack is why a draft came back from its last review; empty where it did not.
func (v *visit) sentBack(id int64) string {
	if id == 0 {
		return ""
	}
	steps, err := v.history(v.ctx(), id)
	if err != nil {
		return "" // the record's own page says what is wrong
	}
	for _, c := range steps { // the newest first
		switch c.Kind {
		case catalog.Returned:
			return c.By.Name + "：" + c.Note
		case catalog.InReview:
			return ""
		}
	}
	return ""
}
