package disclosure

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// An ApplicantKind (申请人类别) is one of the six columns that the annual report counts
// applicants in. The zero kind is not set.
type ApplicantKind int

// The six kinds, in the order of the national form.
const (
	Person         ApplicantKind = iota + 1 // 自然人
	Enterprise                              // 商业企业
	Research                                // 科研机构
	Welfare                                 // 社会公益组织
	LegalService                            // 法律服务机构
	OtherApplicant                          // 其他
)

var applicantKinds = [...]struct{ text, chinese string }{
	{"", ""},
	{"natural_person", "自然人"},
	{"commercial_enterprise", "商业企业"},
	{"research_institution", "科研机构"},
	{"public_welfare_org", "社会公益组织"},
	{"legal_service_org", "法律服务机构"},
	{"other_org", "其他"},
}

// ApplicantKinds returns the six kinds in the order of the national form.
func ApplicantKinds() []ApplicantKind {
	return []ApplicantKind{Person, Enterprise, Research, Welfare, LegalService, OtherApplicant}
}

// String returns the kind's name on the national form.
func (k ApplicantKind) String() string {
	if k < 0 || int(k) >= len(applicantKinds) {
		return fmt.Sprintf("ApplicantKind(%d)", int(k))
	}
	return applicantKinds[k].chinese
}

// ParseApplicantKind reads a kind by its name on the national form or its text
// form; 公民 is read as 自然人 and 法人或者其他组织 as 其他.
func ParseApplicantKind(s string) (ApplicantKind, error) {
	name := strings.TrimSpace(s)
	switch name {
	case "公民", "个人":
		return Person, nil
	case "法人或者其他组织", "法人或其他组织", "其他组织":
		return OtherApplicant, nil
	}
	for k := Person; k <= OtherApplicant; k++ {
		if name == applicantKinds[k].chinese || name == applicantKinds[k].text {
			return k, nil
		}
	}
	return 0, fmt.Errorf("disclosure: %q is not a kind of applicant", s)
}

// MarshalText writes the kind's text form, such as natural_person.
func (k ApplicantKind) MarshalText() ([]byte, error) {
	if k < 0 || int(k) >= len(applicantKinds) {
		return nil, fmt.Errorf("disclosure: applicant kind %d does not exist", int(k))
	}
	return []byte(applicantKinds[k].text), nil
}

// UnmarshalText reads what ParseApplicantKind reads; the empty text is not set.
func (k *ApplicantKind) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*k = 0
		return nil
	}
	parsed, err := ParseApplicantKind(string(text))
	if err != nil {
		return err
	}
	*k = parsed
	return nil
}

// An Applicant (申请人) is who asks. All of it but Kind is personal: show it Masked,
// and never log it.
type Applicant struct {
	Kind     ApplicantKind `json:"kind,omitempty"`
	Name     string        `json:"name,omitempty"`      // 姓名或者名称
	IDType   string        `json:"id_type,omitempty"`   // 证件名称, such as 身份证
	IDNumber string        `json:"id_number,omitempty"` // 证件号码
	Phone    string        `json:"phone,omitempty"`
	Email    string        `json:"email,omitempty"`
	Address  string        `json:"address,omitempty"`
	OrgCode  string        `json:"org_code,omitempty"` // 统一社会信用代码 of an organisation
	Contact  string        `json:"contact,omitempty"`  // 联系人 of an organisation
}

// String never shows who the applicant is, so that a log line cannot.
func (a Applicant) String() string { return "applicant " + a.Kind.String() }

// Masked returns the applicant with most of each personal field replaced by *,
// for lists and screens.
func (a Applicant) Masked() Applicant {
	a.Name = mask(a.Name, 1, 0)
	a.IDNumber = mask(a.IDNumber, 3, 2)
	a.Phone = mask(a.Phone, 3, 4)
	a.Address = mask(a.Address, 6, 0)
	a.OrgCode = mask(a.OrgCode, 4, 2)
	a.Contact = mask(a.Contact, 1, 0)
	if user, host, ok := strings.Cut(a.Email, "@"); ok {
		a.Email = mask(user, 1, 0) + "@" + host
	} else {
		a.Email = mask(a.Email, 1, 0)
	}
	return a
}

// mask keeps the first and last characters of s, at most two thirds of it in all.
func mask(s string, first, last int) string {
	n := utf8.RuneCountInString(s)
	if n == 0 {
		return ""
	}
	for first+last > n*2/3 {
		if last > 0 {
			last--
		} else {
			first--
		}
	}
	r := []rune(s)
	return string(r[:first]) + strings.Repeat("*", n-first-last) + string(r[n-last:])
}
