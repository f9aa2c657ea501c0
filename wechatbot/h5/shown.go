package h5

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
)

// shown is what each field of a draft was when a form of it was shown, as a short sum:
// sealed into the form, it says when the form comes back which fields the citizen changed
// there, and which the chat or another window was told meanwhile. The zero shown is that of
// a form that was empty.
type shown struct {
	Owner string
	Sums  map[string]string // by the field; none: it was empty
}

// allFields are the fields of the form by their names, but for who asks (applicant) and
// the agreement, which are not written.
func allFields() []string {
	return []string{"subject", "organ", "kind", "name", "id_type", "id_number", "org_code", "contact", "phone", "email", "address", "way"}
}

// at is where a form has a field.
func (f *form) at(field string) *string {
	return map[string]*string{"subject": &f.Subject, "organ": &f.Organ, "kind": &f.Kind, "name": &f.Name, "id_type": &f.IDType, "id_number": &f.IDNumber,
		"org_code": &f.OrgCode, "contact": &f.Contact, "phone": &f.Phone, "email": &f.Email, "address": &f.Address, "way": &f.Way}[field]
}

// whoFields are the fields that a kind of applicant has for itself.
func whoFields(organisation bool) []string {
	if organisation {
		return []string{"kind", "name", "org_code", "contact"}
	}
	return []string{"name", "id_type", "id_number"}
}

// bare is what two writings of one answer have in common: browsers and people differ in
// spaces, lines and dashes.
func bare(field, value string) string {
	if field == "phone" {
		value, _ = dialled(value)
	}
	return strings.Join(strings.Fields(value), "")
}

func sumOf(field, value string) string {
	if value = bare(field, value); value == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(field + "\x00" + value))
	return hex.EncodeToString(sum[:8])
}

// was says whether a field was this when the form was shown.
func (s shown) was(field, value string) bool { return s.Sums[field] == sumOf(field, value) }

// shownOf is what a form of a draft shows.
func (s *site) shownOf(d disclosure.Draft) shown {
	f, out := s.formOf(d), shown{Owner: d.Owner, Sums: map[string]string{}}
	for _, field := range allFields() {
		out.Sums[field] = sumOf(field, *f.at(field))
	}
	out.Sums["applicant"] = sumOf("applicant", strconv.FormatBool(f.Organisation))
	if f.Consent {
		out.Sums["consent"] = sumOf("consent", "yes")
	}
	return out
}

// shownIn is what the form that was sent had shown; of another draft than this owner's, or
// not told, that it was empty: then what is kept counts as told since.
func (s *site) shownIn(r *http.Request, owner string) shown {
	var was shown
	if !s.box.open("shown", r.PostForm.Get("shown"), s.now(), &was) || was.Owner != owner {
		return s.shownOf(disclosure.Draft{})
	}
	return was
}

// elsewhere is where else a draft may be told something.
func elsewhere(owner string) string {
	if channelOf(owner) == disclosure.ByWeChat {
		return "在微信里或者别的页面"
	}
	return "在别的页面"
}

// meeting is a form that was sent with what is kept of its draft by now.
type meeting struct {
	mine, theirs *form
	was          shown
	told         shown    // what this browser itself saved last
	keep         []string // fields of which the citizen chose what is kept
	where        string
	asked        []wrong // fields that both changed
}

// meet puts what a draft was told elsewhere since its form was shown into the fields that
// the citizen left as they were, and returns those that both changed, to be asked about.
func (s *site) meet(r *http.Request, f *form, d disclosure.Draft, step string) []wrong {
	now := s.formOf(d)
	m := meeting{mine: f, theirs: &now, was: s.shownIn(r, d.Owner), keep: r.PostForm["keep"], where: elsewhere(d.Owner)}
	if s.kept(r, toldCookie, &m.told); m.told.Owner != d.Owner {
		m.told = shown{}
	}
	switch step {
	case stepWho:
		m.who()
		m.fields("phone", "email")
		f.Consent = f.Consent || now.Consent && m.was.was("consent", "")
	case stepHow:
		m.fields("way", "email", "address")
	default:
		m.fields("subject", "organ")
	}
	return m.asked
}

// fields brings fields together, each by itself. One that is empty by now takes nothing
// from what was filled in here, and neither does what this browser itself saved: she went
// back to an older form and corrected it.
func (m *meeting) fields(names ...string) {
	for _, name := range names {
		mine, theirs := m.mine.at(name), m.theirs.at(name)
		kept, own := m.was.was(name, *theirs), m.told.was(name, *theirs)
		switch {
		case bare(name, *mine) == bare(name, *theirs):
		case kept && slices.Contains(m.keep, name), !kept && m.was.was(name, *mine):
			*mine = *theirs
		case !kept && !own && *theirs != "":
			m.ask(name, label(name, m.mine.Organisation), spoken(name, *theirs))
		}
	}
}

// who brings together who asks: field by field where both mean a person, or both an
// organisation, and else as a whole.
func (m *meeting) who() {
	if m.mine.Organisation == m.theirs.Organisation {
		m.fields(whoFields(m.mine.Organisation)...)
		return
	}
	changed := func(f *form, since shown) bool {
		return !since.was("applicant", strconv.FormatBool(f.Organisation)) ||
			slices.ContainsFunc(whoFields(f.Organisation), func(name string) bool { return !since.was(name, *f.at(name)) })
	}
	here, there := changed(m.mine, m.was), changed(m.theirs, m.was)
	switch {
	case !here, !there && slices.Contains(m.keep, "applicant"):
		m.mine.Organisation = m.theirs.Organisation
		for _, name := range whoFields(m.theirs.Organisation) {
			*m.mine.at(name) = *m.theirs.at(name)
		}
	case there && changed(m.theirs, m.told):
		words := "以个人申请"
		if m.theirs.Organisation {
			words = "以单位申请"
		}
		if m.theirs.Name != "" {
			words += "，" + m.theirs.Name
		}
		m.ask("applicant", "谁来申请", words)
	}
}

func (m *meeting) ask(field, name, other string) {
	m.asked = append(m.asked, wrong{Field: field, Text: "这一页打开以后，“" + name + "”" + m.where + "也填过。要用那边的就打勾，不打勾就用这里填的。", Other: other})
}

// ask puts what is asked about before what else is wrong, each field once.
func (f *form) ask(asked []wrong) {
	f.Wrong = append(asked, slices.DeleteFunc(f.Wrong, func(w wrong) bool {
		return slices.ContainsFunc(asked, func(a wrong) bool { return a.Field == w.Field })
	})...)
}

// label is a field's name on the page.
func label(field string, organisation bool) string {
	if field == "name" && organisation {
		return "单位全称"
	}
	return map[string]string{"subject": "要什么信息", "organ": "向哪个单位申请", "kind": "单位类别", "name": "姓名", "id_type": "证件", "id_number": "证件号码",
		"org_code": "统一社会信用代码", "contact": "联系人", "phone": "电话", "email": "电子邮箱", "address": "收信地址", "way": "怎么给您"}[field]
}

// spoken is an answer as the page has it: for what is chosen from a list, its words.
func spoken(field, value string) string {
	switch field {
	case "way":
		if n, err := strconv.Atoi(value); err == nil && n >= 1 && n <= len(wayWords()) {
			return wayWords()[n-1]
		}
	case "kind":
		if k, err := disclosure.ParseApplicantKind(value); err == nil {
			return k.String()
		}
	}
	return value
}
