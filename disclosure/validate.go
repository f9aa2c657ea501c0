package disclosure

import (
	"strings"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// Validate returns a finding for each thing that an application must hold and
// this one lacks (条例第二十九条): the applicant's name, identity and contact, the
// description of what is asked for, and for the channels without paper the
// consent to the handling of personal data.
func (d Draft) Validate(ch Channel) []Finding {
	found := d.Applicant.Validate()
	if strings.TrimSpace(d.Subject) == "" {
		found = append(found, flaw("application.subject", "所需信息", "请描述需要的政府信息：名称、文号或者其他便于查询的特征。"))
	}
	if strings.TrimSpace(d.Organ) == "" {
		found = append(found, flaw("application.organ", "受理机关", "请选择向哪个机关申请。"))
	}
	if d.Consented.IsZero() && (ch == ByWeb || ch == ByWeChat) {
		found = append(found, flaw("application.consent", "个人信息", "请先阅读并同意个人信息处理告知。"))
	}
	return found
}

// Validate returns a finding for each thing that the law asks of an applicant
// and this one lacks or has wrong: name, proof of identity, contact. ID and
// organisation numbers are held against their check characters.
func (a Applicant) Validate() []Finding {
	var found []Finding
	if a.Kind < Person || a.Kind > OtherApplicant {
		found = append(found, flaw("applicant.kind", "申请人类别", "请说明申请人是自然人还是法人或者其他组织。"))
	}
	if strings.TrimSpace(a.Name) == "" {
		found = append(found, flaw("applicant.name", "姓名或者名称", "请填写申请人姓名或者名称。"))
	}
	if a.Kind > Person {
		found = append(found, a.validateOrganisation()...)
	} else {
		found = append(found, a.validateIdentity()...)
	}
	if strings.TrimSpace(a.Phone+a.Email+a.Address) == "" {
		found = append(found, flaw("applicant.contact", "联系方式", "请至少填写一种联系方式。"))
	}
	if a.Email != "" && !plausibleEmail(a.Email) {
		found = append(found, flaw("applicant.email", "电子邮箱", "电子邮箱的格式不对。"))
	}
	return found
}

func (a Applicant) validateIdentity() []Finding {
	number := strings.ToUpper(strings.TrimSpace(a.IDNumber))
	switch {
	case number == "":
		return []Finding{flaw("applicant.id_number", "证件号码", "请填写身份证明的号码。")}
	case isResidentCard(a.IDType) && !ValidResidentID(number):
		return []Finding{flaw("applicant.id_number", "证件号码", "身份证号码不正确，请核对。")}
	}
	return nil
}

func (a Applicant) validateOrganisation() []Finding {
	var found []Finding
	if code := strings.ToUpper(strings.TrimSpace(a.OrgCode)); code == "" {
		found = append(found, flaw("applicant.org_code", "统一社会信用代码", "请填写统一社会信用代码。"))
	} else if len(code) == 18 && !ValidCreditCode(code) {
		found = append(found, flaw("applicant.org_code", "统一社会信用代码", "统一社会信用代码不正确，请核对。"))
	}
	if strings.TrimSpace(a.Contact) == "" {
		found = append(found, Finding{Rule: "applicant.contact_person", Severity: Warning, Where: "联系人", Text: "建议填写联系人姓名。"})
	}
	return found
}

func flaw(rule, where, text string) Finding {
	return Finding{Rule: rule, Severity: Wrong, Where: where, Text: text}
}

func isResidentCard(idType string) bool {
	return idType == "" || strings.Contains(idType, "身份证")
}

func plausibleEmail(s string) bool {
	user, host, ok := strings.Cut(strings.TrimSpace(s), "@")
	return ok && user != "" && strings.Contains(host, ".") && !strings.ContainsAny(s, " ,;<>")
}

// ValidResidentID reports whether s is a number of a resident identity card
// (公民身份号码, GB 11643): eighteen characters, a day of birth that exists, and a
// check character that fits.
func ValidResidentID(s string) bool {
	if len(s) != 18 {
		return false
	}
	sum := 0
	for i, weight := range [...]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
		sum += int(s[i]-'0') * weight
	}
	if _, err := civil.ParseDate(s[6:14]); err != nil {
		return false
	}
	return "10X98765432"[sum%11] == s[17]
}

// ValidCreditCode reports whether s is a unified social credit code
// (统一社会信用代码, GB 32100) whose check character fits.
func ValidCreditCode(s string) bool {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	if len(s) != 18 {
		return false
	}
	sum, weight := 0, 1
	for i := range 17 {
		v := strings.IndexByte(alphabet, s[i])
		if v < 0 {
			return false
		}
		sum += v * weight
		weight = weight * 3 % 31
	}
	return alphabet[(31-sum%31)%31] == s[17]
}
