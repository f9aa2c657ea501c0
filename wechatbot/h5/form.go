package h5

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	width "github.com/zwgk/zwgk/wechatbot/internal/writing" // a letter being written is a writing here
)

// Bounds of what may be filled in, in characters; the chat has the same.
const (
	leastSubject, mostSubject = 4, 500
	mostField                 = 200
)

// form is a step as it was filled in, and what is wrong with it.
type form struct {
	Subject, Organ                 string
	Organisation                   bool
	Kind, Name, IDType, IDNumber   string
	OrgCode, Contact, Phone, Email string
	Address, Way                   string
	Consent                        bool
	Wrong                          []wrong

	Organs, Kinds, IDTypes, Ways []choice
	Most                         int
}

// wrong is one field that is not right, and what to do about it. Other is what the chat or
// another window was told of it meanwhile.
type wrong struct{ Field, Text, Other string }

// For returns what is wrong with a field, or nothing.
func (f form) For(field string) string { return f.Fault(field).Text }

// Fault is what is wrong with a field, with its name.
func (f form) Fault(field string) wrong {
	for _, w := range f.Wrong {
		if w.Field == field {
			return w
		}
	}
	return wrong{Field: field}
}

// ways are the forms and ways in which information is handed over, as the chat
// offers them.
func ways() []disclosure.Delivery {
	return []disclosure.Delivery{{Form: "电子文本", Way: "电子邮件"}, {Form: "纸质", Way: "邮寄"}, {Form: "纸质", Way: "自行领取"}, {Form: "纸质", Way: "当场查阅"}}
}

// wayWords are the ways in the citizen's words.
func wayWords() []string {
	return []string{"发到电子邮箱", "打印出来，邮寄给我", "打印出来，我自己去取", "我到现场查阅"}
}

func idTypes() []string {
	return []string{"身份证", "护照", "港澳居民来往内地通行证", "台湾居民来往大陆通行证", "外国人永久居留证", "其他证件"}
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

// formOf is the form that a draft fills, as a browser shows it: of what is chosen from a
// list and was not told, or is not in it, with the list's first.
func (s *site) formOf(d disclosure.Draft) form {
	a := d.Applicant
	f := form{Subject: d.Subject, Organ: d.Organ, Organisation: a.Kind > disclosure.Person, Name: a.Name, IDType: a.IDType, IDNumber: a.IDNumber,
		OrgCode: a.OrgCode, Contact: a.Contact, Phone: a.Phone, Email: a.Email, Address: a.Address, Consent: !d.Consented.IsZero()}
	if f.Organisation {
		text, _ := a.Kind.MarshalText() // a kind of the form
		f.Kind = string(text)
	}
	if _, ok := s.addressee(f.Organ); !ok || f.Organ == "" {
		f.Organ = s.desk()
	}
	if !slices.Contains(idTypes(), f.IDType) {
		f.IDType = idTypes()[0]
	}
	if i := slices.Index(ways(), d.Delivery); i >= 0 {
		f.Way = strconv.Itoa(i + 1)
	}
	return f
}

// filled reads the fields of a form that was sent.
func filled(v url.Values) form {
	field := func(name string) string {
		return strings.TrimSpace(cut(strings.ToValidUTF8(v.Get(name), ""), mostField))
	}
	return form{
		Subject: strings.TrimSpace(cut(strings.ReplaceAll(strings.ToValidUTF8(v.Get("subject"), ""), "\r\n", "\n"), 4*mostSubject)), Organ: field("organ"),
		Organisation: v.Get("applicant") == "organisation", Kind: field("kind"), Name: field("name"), IDType: field("id_type"),
		IDNumber: number(field("id_number")), OrgCode: number(field("org_code")), Contact: field("contact"),
		Phone: field("phone"), Email: field("email"), Address: field("address"), Way: field("way"), Consent: v.Get("consent") == "yes",
	}
}

// number is the number of a paper as it is printed, however wide it was typed.
func number(typed string) string {
	return strings.ToUpper(strings.ReplaceAll(width.Narrow(typed), " ", ""))
}

func (f *form) wrong(field, text string) { f.Wrong = append(f.Wrong, wrong{Field: field, Text: text}) }

// what takes what is asked for, and of whom, into the draft.
func (f *form) what(d *disclosure.Draft, s *site) {
	switch n := len([]rune(f.Subject)); {
	case n < leastSubject:
		f.wrong("subject", "请写清楚要什么：名称、文号，或者哪一年、哪个单位、哪件事。")
	case n > mostSubject:
		f.wrong("subject", "写得太长了，请压到"+strconv.Itoa(mostSubject)+"个字以内；现在是"+strconv.Itoa(n)+"个字。")
	}
	organ, ok := s.addressee(f.Organ)
	if !ok {
		f.wrong("organ", "请从列表里选一个单位；不确定就选第一项。")
	}
	d.Subject, d.Organ = f.Subject, organ
}

// desk is the organ that accepts the applications.
func (s *site) desk() string {
	if s.Office.Desk != "" {
		return s.Office.Desk
	}
	return s.Office.Name
}

// takes says whether applications are taken: an office that does not say who
// receives them takes none.
func (s *site) takes() bool { return s.Desk != nil && s.desk() != "" }

// turn makes the form one for an organisation, or for a person. What both fill in
// stays; the name is that of the other.
func (f *form) turn(organisation bool) {
	if organisation != f.Organisation {
		f.Organisation, f.Name = organisation, ""
	}
}

// who takes who asks into the draft.
func (f *form) who(d *disclosure.Draft, today civil.Date) {
	if !f.Consent {
		f.wrong("consent", "请先看过个人信息告知，再勾选同意；不同意就不收集您的信息，也就无法办理。")
	}
	a := disclosure.Applicant{Kind: disclosure.Person, Name: f.Name, Address: d.Applicant.Address}
	if f.Organisation {
		f.organisation(&a)
	} else {
		f.person(&a)
	}
	f.reach(&a)
	d.Applicant, d.Refused = a, ""
	if d.Consented.IsZero() {
		d.Consented = today
	}
}

func (f *form) person(a *disclosure.Applicant) {
	if n := len([]rune(f.Name)); n < 2 || n > 50 || strings.ContainsAny(f.Name, "<>0123456789") {
		f.wrong("name", "请填写证件上的姓名，2到50个字。")
	}
	a.IDType, a.IDNumber = f.IDType, f.IDNumber
	switch n := len([]rune(f.IDNumber)); {
	case !slices.Contains(idTypes(), f.IDType):
		f.wrong("id_type", "请选择证件的种类。")
	case n == 0, f.IDType != "身份证" && (n < 4 || n > 40):
		f.wrong("id_number", "请填写证件上的号码。")
	case f.IDType == "身份证" && !disclosure.ValidResidentID(f.IDNumber):
		f.wrong("id_number", miscopied("身份证号码", n))
	}
}

func (f *form) organisation(a *disclosure.Applicant) {
	kind, err := disclosure.ParseApplicantKind(f.Kind)
	if err != nil || kind <= disclosure.Person {
		f.wrong("kind", "请选择单位的类别。")
	}
	if n := len([]rune(f.Name)); n < 2 || n > 100 || strings.ContainsAny(f.Name, "<>") {
		f.wrong("name", "请填写单位的全称。")
	}
	switch n := len([]rune(f.OrgCode)); {
	case n == 0:
		f.wrong("org_code", "请填写营业执照或者登记证书上的统一社会信用代码。")
	case !disclosure.ValidCreditCode(f.OrgCode):
		f.wrong("org_code", miscopied("统一社会信用代码", n))
	}
	if n := len([]rune(f.Contact)); n < 2 || n > 50 {
		f.wrong("contact", "请填写联系人的姓名。")
	}
	a.Kind, a.OrgCode, a.Contact = kind, f.OrgCode, f.Contact
}

// miscopied says what is wrong with a number of 18 characters, the last of which holds it
// right.
func miscopied(name string, n int) string {
	if n != 18 {
		return name + "应该是18位，现在是" + strconv.Itoa(n) + "位，请再核对一遍。"
	}
	return "这个" + name + "的校验码不对，请再核对一遍。"
}

// reach takes how the applicant is reached.
func (f *form) reach(a *disclosure.Applicant) {
	digits, ok := dialled(f.Phone)
	if f.Phone == "" && f.Email == "" {
		f.wrong("phone", "电话和电子邮箱请至少填一样，公开办要和您确认收到申请。")
	}
	if f.Phone != "" && !ok {
		f.wrong("phone", "请填写11位手机号，或者带区号的座机。")
	}
	if f.Email != "" && !plausible(f.Email) {
		f.wrong("email", "电子邮箱的格式不对，应该像 name@example.com。")
	}
	a.Phone, a.Email = digits, f.Email
}

// dialled are the digits of a telephone's number, and whether it can be one of a
// mobile or of a line with its area code.
func dialled(phone string) (digits string, ok bool) {
	digits = strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return r
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		}
		return -1
	}, phone)
	mobile, fixed := len(digits) == 11 && digits[0] == '1', len(digits) >= 10 && len(digits) <= 12 && digits[0] == '0'
	return digits, mobile || fixed
}

func plausible(email string) bool {
	user, host, ok := strings.Cut(email, "@")
	return ok && user != "" && strings.Contains(strings.Trim(host, "."), ".") && !strings.ContainsAny(email, " ,;<>\"")
}

// how takes how the information is to be handed over into the draft.
func (f *form) how(d *disclosure.Draft) {
	n, err := strconv.Atoi(f.Way)
	if err != nil || n < 1 || n > len(ways()) {
		f.wrong("way", "请选择一种方式。")
		return
	}
	d.Delivery = ways()[n-1]
	switch d.Delivery.Way {
	case "电子邮件":
		switch {
		case f.Email == "":
			f.wrong("email", "选电子邮件，请填写收信的邮箱。")
		case !plausible(f.Email):
			f.wrong("email", "收信的邮箱格式不对，应该像 name@example.com。")
		}
		d.Applicant.Email = f.Email
	case "邮寄":
		if n := len([]rune(f.Address)); n < 6 {
			f.wrong("address", "选邮寄，请填写能收到信的详细地址。")
		}
		d.Applicant.Address = f.Address
	}
}

// offer fills in what can be chosen.
func (f *form) offer(s *site) {
	f.Most = mostSubject
	f.Organs = s.addressees(f.Organ)
	for _, k := range disclosure.ApplicantKinds()[1:] {
		text, _ := k.MarshalText() // a kind of the form
		f.Kinds = append(f.Kinds, choice{Name: k.String(), Value: string(text), On: string(text) == f.Kind})
	}
	for _, t := range idTypes() {
		f.IDTypes = append(f.IDTypes, choice{Name: t, Value: t, On: t == f.IDType})
	}
	for i, words := range wayWords() {
		f.Ways = append(f.Ways, choice{Name: words, Value: strconv.Itoa(i + 1), On: f.Way == strconv.Itoa(i+1)})
	}
}
