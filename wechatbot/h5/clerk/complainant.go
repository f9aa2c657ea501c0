package clerk

import (
	"net/http"
	"regexp"
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

// between is what people write between the digits of a number.
const between = `[\s\p{Z}\x{00ad}\x{200b}-\x{200d}\x{feff}\-‐-―－·.．()（）]{0,3}`

// mobile is a telephone number that is one person's, however its digits are spaced.
var mobile = regexp.MustCompile(`[1１]` + between + `[3-9３-９](?:` + between + `[0-9０-９]){9}`)

// plainDigits are the digits of a text, half width.
func plainDigits(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c >= '０' && c <= '９':
			return c - '０' + '0'
		case c >= '0' && c <= '9':
			return c
		}
		return -1
	}, s)
}

// written finds a way to reach somebody in a text: a number by its digits, whatever
// stands between them, anything else in capitals or not.
func written(way string) *regexp.Regexp {
	digits := plainDigits(way)
	if len(digits) < leastDigits || strings.Contains(way, "@") {
		return regexp.MustCompile(`(?i)` + regexp.QuoteMeta(way))
	}
	var each []string
	for _, d := range digits {
		each = append(each, "["+string(d)+string(d-'0'+'０')+"]")
	}
	return regexp.MustCompile(strings.Join(each, between))
}

// maskedNumber is a number of which its digits are masked, without what was between them.
func maskedNumber(found string) string {
	if d := plainDigits(found); len(d) >= leastDigits && !strings.Contains(found, "@") {
		return maskedContact(d)
	}
	return maskedContact(found)
}

// maskedCase is a case without what tells how to reach the citizen. Where words repeat
// it, it is masked there too, and in her own so is every mobile number: what she gave no
// place for, she writes there.
func maskedCase(c cases.Case) cases.Case {
	ways := c.Contacts()
	hide := func(s string) string {
		for _, way := range ways {
			s = written(way).ReplaceAllStringFunc(s, maskedNumber)
		}
		return s
	}
	hers := func(s string) string { return mobile.ReplaceAllStringFunc(hide(s), maskedNumber) }
	c.Contact, c.Text = maskedContact(c.Contact), hers(c.Text)
	c.Events = slices.Clone(c.Events)
	for i := range c.Events {
		e := &c.Events[i]
		e.Contact, e.Text = maskedContact(e.Contact), hide(e.Text)
		if e.Act == cases.ActSupplemented {
			e.Text = hers(e.Text)
		}
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
