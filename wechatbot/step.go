package wechatbot

import (
	"slices"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
)

// The steps of an application. A draft's Step is the one whose answer is waited
// for; "" is a draft that nobody works on.
const (
	stepSubject = "subject" // what is asked for
	stepPublic  = "public"  // is one of these public records it?
	stepConsent = "consent" // the privacy notice
	stepKind    = "kind"    // what sort of organisation
	stepName    = "name"
	stepID      = "id"
	stepPaper   = "paper" // another paper than the identity card
	stepCode    = "code"  // 统一社会信用代码 of an organisation
	stepContact = "contact"
	stepPhone   = "phone"
	stepWay     = "way"
	stepWhere   = "where" // the address that the way needs
	stepConfirm = "confirm"
)

// path is the steps of this applicant, in the order in which she counts them.
func path(d disclosure.Draft) []string {
	p := []string{stepSubject, stepConsent, stepName, stepID, stepPhone, stepWay}
	if isOrganisation(d.Applicant) || d.Step == stepKind {
		p = []string{stepSubject, stepConsent, stepKind, stepName, stepCode, stepContact, stepPhone, stepWay}
	}
	if whereTo(d) != "" || d.Step == stepWhere {
		p = append(p, stepWhere)
	}
	return append(p, stepConfirm)
}

// lacking is the first step whose answer a draft lacks: where the chat goes on
// after each answer, and with what was begun on the page.
func lacking(d disclosure.Draft) string {
	a := d.Applicant
	org := isOrganisation(a)
	switch {
	case d.Subject == "":
		return stepSubject
	case d.Consented.IsZero():
		return stepConsent
	case org && a.Kind == 0:
		return stepKind
	case a.Name == "":
		return stepName
	case !org && a.IDNumber == "" && a.IDType != "" && a.IDType != "身份证":
		return stepPaper
	case !org && a.IDNumber == "":
		return stepID
	case org && a.OrgCode == "":
		return stepCode
	case org && a.Contact == "":
		return stepContact
	case a.Phone+a.Email+a.Address == "":
		return stepPhone
	case d.Delivery.Way == "":
		return stepWay
	case whereTo(d) != "":
		return stepWhere
	}
	return stepConfirm
}

// count is the place of the draft's step in its path, from 1. A step that is a
// turn off the path counts as the one it left.
func count(d disclosure.Draft) int {
	step := d.Step
	switch step {
	case stepPublic:
		step = stepSubject
	case stepPaper:
		step = stepID
	}
	return slices.Index(path(d), step) + 1
}

// back is the step before.
func back(d disclosure.Draft) string {
	p := path(d)
	switch d.Step {
	case stepPublic:
		return stepSubject
	case stepPaper:
		return stepID
	}
	before := p[max(slices.Index(p, d.Step)-1, 0)]
	if before == stepConsent && !d.Consented.IsZero() {
		return stepSubject // what was agreed to is not asked again
	}
	return before
}

// strict says whether a step takes only numbers and choices, so that other words are
// never its answer.
func strict(step string) bool {
	switch step {
	case stepKind, stepID, stepPaper, stepCode, stepPhone, stepWay, stepConfirm:
		return true
	}
	return false
}

// fields are what may be told in details, by the steps that ask for them.
var fieldNames = map[string]string{
	stepName: "姓名", stepID: "证件号码", stepPaper: "证件", stepCode: "信用代码", stepContact: "联系人", stepPhone: "联系方式", stepWay: "提供方式", stepWhere: "邮寄地址",
	stepKind: "单位类别", stepSubject: "需要的信息", stepPublic: "需要的信息", stepConsent: "同意个人信息告知", stepConfirm: "核对后提交",
}

// waitsFor names what a draft waits for.
func waitsFor(d disclosure.Draft) string {
	if d.Step == stepWhere && whereTo(d) == "email" {
		return "电子邮箱"
	}
	return fieldNames[d.Step]
}

// fieldWords lead to the steps that ask for what they name.
var fieldWords = []struct {
	words *pattern.Pattern
	step  string
}{
	{form(`^{subject_word}$`), stepSubject}, {form(`^{name_word}$`), stepName}, {form(`^{contact_word}$`), stepContact}, {form(`^{id_word}$`), stepID}, {form(`^{code_word}$`), stepCode},
	{form(`^(?:{phone_word}|{email_word})$`), stepPhone}, {form(`^{address_word}$`), stepWhere}, {form(`^{way_word}$`), stepWay},
}

// stepOf is the step that asks for what a word names.
func stepOf(word string, d disclosure.Draft) string {
	for _, f := range fieldWords {
		if f.words.MatchString(word) {
			if f.step == stepID && isOrganisation(d.Applicant) {
				return stepCode
			}
			return f.step
		}
	}
	return d.Step
}
