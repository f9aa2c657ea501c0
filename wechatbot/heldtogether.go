package wechatbot

import (
	"fmt"
	"slices"
	"strings"
)

// notTogether tells of several figures those that the books have, and which they lack: then
// nothing is added up or held against another.
func (v *visit) notTogether(about string, subjects []subject) (answer, bool) {
	view := jointView{About: "lacking", Unlike: about == "sum" || about == "apart"}
	var has []handed
	for _, of := range slices.Backward(subjects) {
		if one := v.figuresOf([]subject{of}); one != nil {
			has = append(has, one...)
		} else {
			lacking := fmt.Sprintf("%s%d年%s", of.Organ, of.Year, of.Item)
			if of.Exact {
				lacking += "的" + of.Stage.String() + "数"
			}
			view.Lacking = append(view.Lacking, lacking)
		}
	}
	if len(has) == 0 || about == "share" {
		return answer{}, false
	}
	view.tell(has)
	return v.sayJointly(view, wantMoney)
}

// toldBeside says whether the last two things that were told are figures of one statement.
func (v *visit) toldBeside() bool {
	told := v.mentions()
	if len(told) < 2 || told[0].Figure.Organ == "" {
		return false
	}
	a, b := told[0].Figure, told[1].Figure
	return a.Organ == b.Organ && a.Year == b.Year && a.Stage == b.Stage
}

// holdTogether takes what was added up in hand as one, where it is of one statement: 占总支出
// 多少 and 那去年的呢 ask of all of it.
func (v *visit) holdTogether(all []handed, view jointView) {
	if !ofOneStatement(all) || view.Mixed || view.Unlike {
		return
	}
	var items []string
	for _, h := range all {
		items = append(items, h.f.Name)
	}
	v.talk.figure = subjectIn(all[0].s, strings.Join(items, "和"))
	v.talk.figure.Until = v.inHandUntil()
	v.talk.newer = false
}

// ofOneStatement says whether figures are all of one organ, year and stage.
func ofOneStatement(all []handed) bool {
	return !slices.ContainsFunc(all, func(h handed) bool {
		return h.s.Organ != all[0].s.Organ || h.s.Year != all[0].s.Year || h.s.Stage != all[0].s.Stage
	})
}
