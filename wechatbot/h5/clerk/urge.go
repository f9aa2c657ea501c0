package clerk

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// urging is a text that reminds one organ of what it must publish, to be copied
// into a message.
type urging struct {
	Organ string
	N     int
	Text  string
	Rows  int
}

// urge writes a text to each organ that is late or soon will be.
func (v *visit) urge() {
	duties, err := v.duties()
	if err != nil {
		v.fail(err)
		return
	}
	var out []urging
	for _, d := range duties {
		if d.State != catalog.DutyOverdue && !v.within(d, soon) {
			continue
		}
		i := slices.IndexFunc(out, func(u urging) bool { return u.Organ == d.Item.Organ })
		if i < 0 {
			i, out = len(out), append(out, urging{Organ: d.Item.Organ})
		}
		out[i].add(v.dutyRow(d))
	}
	for i := range out {
		u := &out[i]
		u.Text = "【催办】" + u.Organ + "：按公开事项目录，下列事项请抓紧公开：\n" + u.Text + "确实没有信息可公开的，请写明理由，报零报告。\n" + strings.TrimSpace(cmp.Or(v.Office.Desk, v.Office.Name)+" "+v.day().Chinese())
		u.Rows = strings.Count(u.Text, "\n") + 1
	}
	v.show(http.StatusOK, page{Name: "urge", Title: "催办文案", Nav: "/items", Data: out})
}

func (u *urging) add(row dutyRow) {
	u.N++
	u.Text += fmt.Sprintf("%d. %s（%s），最迟%s，%s。\n", u.N, row.Item.Name, row.For, row.Due, row.Word)
}
