package wechatbot

import (
	"regexp"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
)

// who takes the applicant's name, and an organisation's kind, code and contact.
func (v *visit) who(d disclosure.Draft, text string) answer {
	switch d.Step {
	case stepKind:
		kinds := disclosure.ApplicantKinds()[1:]
		n := choice(text)
		if n < 1 || n > len(kinds) {
			return v.ask(d, "kind")
		}
		d.Applicant.Kind, d.Step = kinds[n-1], stepName
		return v.save(d, "")
	case stepCode:
		code := strings.ToUpper(strings.ReplaceAll(text, " ", ""))
		if !disclosure.ValidCreditCode(code) {
			return v.ask(d, "code")
		}
		d.Applicant.OrgCode, d.Step = code, stepContact
		return v.save(d, "")
	}
	if d.Step == stepName && d.Applicant.Kind <= disclosure.Person && (text == "单位" || text == "公司" || text == "组织" || text == "企业") {
		d.Step = stepKind
		return v.save(d, "")
	}
	if n := len([]rune(text)); n < 2 || n > 50 || strings.ContainsAny(text, "<>") || d.Applicant.Kind <= disclosure.Person && strings.ContainsAny(text, "0123456789") {
		return v.ask(d, "name")
	}
	switch {
	case d.Step == stepContact:
		d.Applicant.Contact, d.Step = text, stepPhone
	case d.Applicant.Kind > disclosure.Person:
		d.Applicant.Name, d.Step = text, stepCode
	default:
		d.Applicant.Name, d.Applicant.Kind, d.Step = text, disclosure.Person, stepID
	}
	return v.save(d, "")
}

// paper is the name of another proof of identity, and its number.
var paper = regexp.MustCompile(`^(\p{Han}{2,12}(?:证|照|册|簿)?)[\s:：,，]*([0-9A-Za-z()（）-]{5,24})$`)

// identity takes the number of the identity card, or another paper with its
// number.
func (v *visit) identity(d disclosure.Draft, text string) answer {
	if d.Step == stepID && (holds(text, "其他证件", "别的证件", "没有身份证")) {
		d.Step = stepPaper
		return v.save(d, "")
	}
	if found := paper.FindStringSubmatch(text); found != nil && !strings.Contains(found[1], "身份证") {
		d.Applicant.IDType, d.Applicant.IDNumber, d.Step = found[1], strings.ToUpper(found[2]), stepPhone
		return v.save(d, "")
	}
	number := strings.ToUpper(strings.TrimPrefix(strings.ReplaceAll(text, " ", ""), "身份证"))
	if !disclosure.ValidResidentID(number) {
		return v.ask(d, d.Step)
	}
	d.Applicant.IDType, d.Applicant.IDNumber, d.Step = "身份证", number, stepPhone
	return v.save(d, "")
}

func (v *visit) phone(d disclosure.Draft, text string) answer {
	digits := strings.Map(keepDigits, text)
	switch {
	case isEmail(text):
		d.Applicant.Email = text
	case len(digits) == 11 && digits[0] == '1' || len(digits) >= 10 && len(digits) <= 12 && digits[0] == '0':
		d.Applicant.Phone = digits
	default:
		return v.ask(d, "phone")
	}
	d.Step = stepWay
	return v.save(d, "")
}

func (v *visit) way(d disclosure.Draft, text string) answer {
	n := choice(text)
	if n < 1 || n > len(ways) {
		return v.ask(d, "way")
	}
	d.Delivery, d.Step = ways[n-1], stepConfirm
	if whereTo(d) != "" {
		d.Step = stepWhere
	}
	return v.save(d, "")
}

// where takes the address that the way of delivery needs.
func (v *visit) where(d disclosure.Draft, text string) answer {
	switch n := len([]rune(text)); whereTo(d) {
	case "email":
		if !isEmail(text) {
			return v.ask(d, "email")
		}
		d.Applicant.Email = text
	case "address":
		if n < 6 || n > 200 {
			return v.ask(d, "address")
		}
		d.Applicant.Address = text
	}
	d.Step = stepConfirm
	return v.save(d, "")
}

func isEmail(s string) bool {
	user, host, ok := strings.Cut(s, "@")
	return ok && user != "" && strings.Contains(strings.Trim(host, "."), ".") && !strings.ContainsAny(s, " <>,;\"")
}

func keepDigits(r rune) rune {
	if r >= '0' && r <= '9' {
		return r
	}
	return -1
}
