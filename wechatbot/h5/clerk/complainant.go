package clerk

import (
	"net/http"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// How to reach a citizen is for whoever handles her letter (只给经办的人看): it is masked
// until somebody says what it is needed for, and who looked stays on the record.

// casePurposes are what a clerk may look for.
func casePurposes() []string {
	return []string{"联系来件人核实", "告知来件人答复", "转给承办单位联系", "其他办理需要"}
}

// Purposes are those that the page offers.
func (v caseView) Purposes() []string { return casePurposes() }

// maskedContact leaves of a telephone number or an address enough to know it again.
func maskedContact(way string) string {
	if strings.Contains(way, "@") {
		return disclosure.Applicant{Email: way}.Masked().Email
	}
	return disclosure.Applicant{Phone: way}.Masked().Phone
}

// maskedCase is a case without what tells how to reach the citizen. Where her words
// repeat it, it is masked there too.
func maskedCase(c cases.Case) cases.Case {
	ways := c.Contacts()
	hide := func(s string) string {
		for _, way := range ways {
			s = strings.ReplaceAll(s, way, maskedContact(way))
		}
		return s
	}
	c.Contact, c.Text = maskedContact(c.Contact), hide(c.Text)
	c.Events = slices.Clone(c.Events)
	for i := range c.Events {
		e := &c.Events[i]
		e.Contact, e.Text = maskedContact(e.Contact), hide(e.Text)
	}
	return c
}

// revealCase shows a case in full, once, and keeps who looked and why.
func (v *visit) revealCase(c cases.Case) {
	if !v.needs(Drafter, Head) {
		return
	}
	if !slices.Contains(casePurposes(), v.field("purpose")) {
		v.showCase(http.StatusUnprocessableEntity, c, v.caseSteps(c), "没有显示：请先选择查看的用途。")
		return
	}
	if c.Erased {
		v.trouble(http.StatusConflict, "保存期限已过，个人信息已经删除。")
		return
	}
	if err := v.sawCase(c, v.field("purpose")); err != nil {
		v.fail(err)
		return
	}
	now, err := v.Cases.Case(v.ctx(), c.ID)
	if err != nil {
		v.fail(err)
		return
	}
	v.showCaseView(http.StatusOK, now, caseView{Steps: v.caseSteps(now), Shown: true})
}

// sawCase keeps that the person looked at what is personal in a case.
func (v *visit) sawCase(c cases.Case, purpose string) error {
	role := disclosure.RoleClerk
	if !v.person.Is(Drafter) {
		role = disclosure.RoleHead
	}
	e := cases.Viewed(v.day(), purpose).WithActor(disclosure.Actor{Name: v.person.Name, Role: role}).WithTime(v.now())
	_, err := v.Cases.Record(v.ctx(), c.ID, e)
	return err
}
