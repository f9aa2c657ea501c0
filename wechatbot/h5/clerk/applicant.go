package clerk

import (
	"net/http"
	"slices"

	"github.com/zwgk/zwgk/disclosure"
)

// purposes are what a clerk may look at an applicant for.
func purposes() []string {
	return []string{"联系申请人确认收到", "核对申请人身份", "寄送答复", "其他办理需要"}
}

// Purposes are those that the page offers.
func (v requestView) Purposes() []string { return purposes() }

// reveal shows the applicant in full, once, and keeps who looked and why. It is a page
// of its own, in a window of its own: one looks at a name while writing to its bearer.
func (v *visit) reveal(r disclosure.Request) {
	if !slices.Contains(purposes(), v.field("purpose")) {
		v.showRequest(http.StatusUnprocessableEntity, r, requestView{Steps: v.steps(r), Wrong: "没有显示：请先选择查看的用途。"})
		return
	}
	if err := v.viewed(r, v.field("purpose")); err != nil {
		v.fail(err)
		return
	}
	v.show(http.StatusOK, page{Name: "applicant", Title: "申请人：" + r.ID, Nav: "/requests", Data: requestView{ask: v.askOf(r), Who: r.Applicant}})
}

func (v *visit) viewed(r disclosure.Request, purpose string) error {
	e := v.signedBy(disclosure.Viewed(v.day(), purpose), v.inRequests()[0])
	_, err := v.Desk.Record(v.ctx(), r.ID, e)
	return err
}
