package application

import (
	"slices"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
)

// The steps of an application. A draft's Step is the one whose answer is waited
// for; "" is a draft that nobody works on.
const (
	StepSubject = "subject" // what is asked for
	StepPublic  = "public"  // is one of these public records it?
	StepConsent = "consent" // the privacy notice
	StepKind    = "kind"    // what sort of organisation
	StepName    = "name"
	StepID      = "id"
	StepPaper   = "paper" // another paper than the identity card
	StepCode    = "code"  // 统一社会信用代码 of an organisation
	StepContact = "contact"
	StepPhone   = "phone"
	StepWay     = "way"
	StepWhere   = "where" // the address that the way needs
	StepConfirm = "confirm"
)

// Path is the steps of this applicant, in the order in which she counts them.
func Path(d disclosure.Draft) []string {
	p := []string{StepSubject, StepConsent, StepName, StepID, StepPhone, StepWay}
	if IsOrganisation(d.Applicant) || d.Step == StepKind {
		p = []string{StepSubject, StepConsent, StepKind, StepName, StepCode, StepContact, StepPhone, StepWay}
	}
	if WhereTo(d) != "" || d.Step == StepWhere {
		p = append(p, StepWhere)
	}
	return append(p, StepConfirm)
}

// Lacking is the first step whose answer a draft lacks: where the chat goes on
// after each answer, and with what was begun on the page.
func Lacking(d disclosure.Draft) string {
	a := d.Applicant
	org := IsOrganisation(a)
	switch {
	case d.Subject == "":
		return StepSubject
	case d.Consented.IsZero():
		return StepConsent
	case org && a.Kind == 0:
		return StepKind
	case a.Name == "":
		return StepName
	case !org && a.IDNumber == "" && a.IDType != "" && a.IDType != "身份证":
		return StepPaper
	case !org && a.IDNumber == "":
		return StepID
	case org && a.OrgCode == "":
		return StepCode
	case org && a.Contact == "":
		return StepContact
	case a.Phone+a.Email+a.Address == "":
		return StepPhone
	case d.Delivery.Way == "":
		return StepWay
	case WhereTo(d) != "":
		return StepWhere
	}
	return StepConfirm
}

// AllLacking names what a draft lacks from where it stands, in the order in which it is asked.
func AllLacking(d disclosure.Draft) (names []string) {
	lacks := func(step string, missing bool) {
		if missing {
			names = append(names, fieldNames[step])
		}
	}
	a := d.Applicant
	lacks(StepSubject, d.Subject == "")
	lacks(StepConsent, d.Consented.IsZero())
	lacks(StepName, a.Name == "")
	if IsOrganisation(a) {
		lacks(StepCode, a.OrgCode == "")
		lacks(StepContact, a.Contact == "")
	} else {
		lacks(StepID, a.IDNumber == "")
	}
	lacks(StepPhone, a.Phone+a.Email+a.Address == "")
	lacks(StepWay, d.Delivery.Way == "")
	if WhereTo(d) == "email" {
		names = append(names, "电子邮箱")
	}
	lacks(StepWhere, WhereTo(d) == "address")
	return append(names, fieldNames[StepConfirm])
}

// Place is the place of the draft's step in its path, from 1. A step that is a
// turn off the path counts as the one it left.
func Place(d disclosure.Draft) int {
	step := d.Step
	switch step {
	case StepPublic:
		step = StepSubject
	case StepPaper:
		step = StepID
	case StepWhere:
		step = StepWay
	}
	return slices.Index(Path(d), step) + 1
}

// Back is the step before.
func Back(d disclosure.Draft) string {
	p := Path(d)
	switch d.Step {
	case StepPublic:
		return StepSubject
	case StepPaper:
		return StepID
	}
	before := p[max(slices.Index(p, d.Step)-1, 0)]
	if before == StepConsent && !d.Consented.IsZero() {
		return StepSubject // what was agreed to is not asked again
	}
	return before
}

// Strict says whether a step takes only numbers and choices, so that other words are
// never its answer.
func Strict(step string) bool {
	switch step {
	case StepKind, StepID, StepPaper, StepCode, StepPhone, StepWay, StepConfirm:
		return true
	}
	return false
}

// Open says whether a step is one of what is asked for, which any words may answer.
func Open(step string) bool { return step == StepSubject || step == StepPublic }

// Numbered says whether a step asks for the number of an identity card or of an
// organisation.
func Numbered(step string) bool { return step == StepID || step == StepCode }

// Field names what a step asks for, in the words of the form.
func Field(step string) string { return fieldNames[step] }

var fieldNames = map[string]string{
	StepName: "姓名", StepID: "证件号码", StepPaper: "证件", StepCode: "信用代码", StepContact: "联系人", StepPhone: "联系方式", StepWay: "提供方式", StepWhere: "邮寄地址",
	StepKind: "单位类别", StepSubject: "需要的信息", StepPublic: "需要的信息", StepConsent: "同意个人信息告知", StepConfirm: "核对后提交",
}

// WaitsFor names what a draft waits for.
func WaitsFor(d disclosure.Draft) string {
	if d.Step == StepWhere && WhereTo(d) == "email" {
		return "电子邮箱"
	}
	return fieldNames[d.Step]
}

// fieldWords lead to the steps that ask for what they name.
var fieldWords = []struct {
	words *pattern.Pattern
	step  string
}{
	{form(`^{subject_word}$`), StepSubject}, {form(`^{name_word}$`), StepName}, {form(`^{contact_word}$`), StepContact}, {form(`^{id_word}$`), StepID}, {form(`^{code_word}$`), StepCode},
	{form(`^(?:{phone_word}|{email_word})$`), StepPhone}, {form(`^{address_word}$`), StepWhere}, {form(`^{way_word}$`), StepWay},
}

// StepOf is the step that asks for what a word names.
func StepOf(word string, d disclosure.Draft) string {
	for _, f := range fieldWords {
		if f.words.MatchString(word) {
			if f.step == StepID && IsOrganisation(d.Applicant) {
				return StepCode
			}
			return f.step
		}
	}
	return d.Step
}

// FieldsBeside are what the answered steps ask for, but for the one that was waited for.
func FieldsBeside(answered []string, at string) (names []string) {
	for _, step := range answered {
		if step != at && !slices.Contains(names, fieldNames[step]) {
			names = append(names, fieldNames[step])
		}
	}
	return names
}
