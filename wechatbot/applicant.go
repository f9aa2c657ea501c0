package wechatbot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
)

// detail takes whatever a message tells of the applicant and of how the information
// is to be handed over, for the step that is waited for and any other, and goes on
// with what is lacking then.
func (v *visit) detail(d disclosure.Draft, text string) answer {
	at, got := d.Step, readDetails(text)
	before := whereTo(d)
	answered := got.fill(&d.Applicant, &d.Delivery)
	if at == stepWhere && whereTo(d) == "" && before != "" {
		answered = append(answered, at)
	}
	turn := ""
	if at == stepPaper {
		at = stepID
	}
	if !slices.Contains(answered, at) {
		var own bool
		if turn, own = takes(&d, got, text); own {
			answered = append(answered, at)
		}
	}
	if len(answered) == 0 && len(got.badNumber) >= 15 && at != stepID && at != stepCode {
		d.Step = stepOf("身份证", d) // it is no answer to this step, but one to that, and wrong
		return v.save(d, troubleOf(d, got, text))
	}
	if len(answered) == 0 {
		return v.ask(d, troubleOf(d, got, text))
	}
	d.Applicant.Kind = settledKind(d.Applicant)
	if d.Step = lacking(d); turn != "" {
		d.Step = turn
	}
	trouble := ""
	if got.badNumber != "" && (d.Step == stepID || d.Step == stepCode) {
		trouble = troubleOf(d, got, text)
	}
	return v.save(d, trouble, namesOf(answered, at)...)
}

// namesOf are what the answered steps ask for, but for the one that was waited for.
func namesOf(answered []string, at string) (names []string) {
	for _, step := range answered {
		if step != at && !slices.Contains(names, fieldNames[step]) {
			names = append(names, fieldNames[step])
		}
	}
	return names
}

// settledKind is the kind of an applicant whose name tells it.
func settledKind(a disclosure.Applicant) disclosure.ApplicantKind {
	switch {
	case a.Kind != 0 || a.Name == "" && a.OrgCode == "":
		return a.Kind
	case isOrganisation(a):
		return kindOfBody(a.Name)
	}
	return disclosure.Person
}

// takes takes an answer that only the step that is waited for can make something of.
// A turn is a step to go to that is not the next one.
func takes(d *disclosure.Draft, got details, text string) (turn string, own bool) {
	a := &d.Applicant
	switch said := strings.TrimSpace(got.left); {
	case a.Name != "" && d.Step != stepName && slips.MatchString(text) && renamed(a, got.left):
		return "", true
	case unchanged.MatchString(text):
		return "", d.Step != lacking(*d)
	case asPerson.MatchString(text) && isOrganisation(*a):
		*a = disclosure.Applicant{Kind: disclosure.Person, Phone: a.Phone, Email: a.Email, Address: a.Address}
		return "", true
	case d.Step == stepKind:
		a.Kind = kindSaid(text)
		return "", a.Kind != 0
	case d.Step == stepName:
		return takesName(d, got, text)
	case d.Step == stepContact && !asks.MatchString(text) && utf8.RuneCountInString(said) >= 2 && isPerson(said):
		a.Contact = said
		return "", true
	case d.Step == stepID && (got.idType != "" || holds(text, "其他证件", "别的证件", "没有身份证")):
		a.IDType = got.idType
		return stepPaper, true
	case d.Step == stepPaper && got.phone == "" && a.IDType != "" && a.IDType != "身份证" && bareNumberOf.MatchString(text):
		a.IDNumber = strings.ToUpper(strings.TrimSuffix(strings.ReplaceAll(text, " ", ""), "号"))
		return "", true
	case d.Step == stepPaper && got.idType != "":
		a.IDType = got.idType
		return stepPaper, true
	case d.Step == stepWay && got.email != "":
		d.Delivery = ways[0]
		return "", true
	case d.Step == stepWay:
		n := choice(text)
		if n > 0 && n <= len(ways) {
			d.Delivery = ways[n-1]
		}
		return "", n > 0 && n <= len(ways)
	case d.Step == stepWhere && whereTo(*d) == "address" && isAddress(text):
		a.Address = leadAddress.ReplaceAllString(text, "")
		return "", true
	}
	return "", false
}

// slips is a text that says that something was written wrongly.
var slips = form(`{wrong}`)

// renamed takes another name of the applicant, the last that a text has, where its own
// was written wrongly.
func renamed(a *disclosure.Applicant, left string) bool {
	for _, word := range slices.Backward(strings.FieldsFunc(left, func(r rune) bool { return r == ' ' || r == ',' || r == '，' })) {
		if surelyPerson(word) && word != a.Name {
			a.Name = word
			return true
		}
	}
	return false
}

// takesName takes the name of a person or an organisation, or who says that an
// organisation applies.
func takesName(d *disclosure.Draft, got details, text string) (turn string, own bool) {
	said := strings.TrimSpace(got.left)
	if (got.hard() || got.way > 0 || got.address != "") && !surelyPerson(said) && !isBody(said) {
		said = "" // what is left beside something else is hardly a name: 结果邮寄
	}
	a := &d.Applicant
	org := a.Kind > disclosure.Person
	words := strings.FieldsFunc(got.left, func(r rune) bool { return !unicode.IsLetter(r) && r != '·' })
	if named := slices.IndexFunc(words, surelyPerson); !org && named >= 0 && (got.hard() || !asks.MatchString(text)) {
		said = words[named] // 周海，男
		text = said
	}
	switch n := utf8.RuneCountInString(said); {
	case !org && asFirm.MatchString(text):
		a.Name = ""
		return stepKind, true
	case n < 2 || n > 50 || strings.ContainsAny(said, "<>") || asks.MatchString(text):
		return "", false
	case isBody(said) && !org, isPerson(said) && !org:
		details{name: said}.takeName(a)
	case org && !isWordOfOurs(said):
		a.Name = said
	default:
		return "", false
	}
	return "", true
}

// kindSaid is the kind of organisation that an answer chooses or names, 0 for none.
func kindSaid(text string) disclosure.ApplicantKind {
	kinds := disclosure.ApplicantKinds()[1:]
	if n := choice(text); n > 0 && n <= len(kinds) {
		return kinds[n-1]
	}
	if kind, err := disclosure.ParseApplicantKind(text); err == nil && kind > disclosure.Person {
		return kind
	}
	return kindOfBody(text)
}

var (
	unchanged    = form(`^(?:{same})$`)
	asPerson     = form(`{as_person}`)
	asFirm       = form(`^(?:{as_firm})(?:的|来)?(?:申请)?$`)
	leadAddress  = form(`^(?:请)?(?:{by_post}|{address_word})?(?:给我|到|至)?{is}*\s*`)
	bareNumberOf = form(`^(?:\p{Han}字)?第?[0-9A-Za-z() -]{5,24}号?$`)
)

// troubleOf names what is wrong with an answer that no step could make anything of.
func troubleOf(d disclosure.Draft, got details, text string) string {
	switch d.Step {
	case stepID, stepCode:
		switch digits := len(got.badNumber); {
		case digits == 18:
			return d.Step
		case digits > 0:
			return d.Step + "_length"
		}
		return d.Step + "_none"
	case stepPaper:
		if d.Applicant.IDType != "" && d.Applicant.IDType != "身份证" {
			return "paper_number"
		}
	case stepWhere:
		if whereTo(d) == "email" && !strings.Contains(text, "@") {
			return "email_none"
		}
		return whereTo(d)
	}
	return d.Step
}

// answers says whether a text answers the step that is waited for, or holds any other
// detail that the application needs. Of a step that was asked long ago, only what is
// hardly anything else does.
func (v *visit) answers(d disclosure.Draft, m meaning, stale bool) bool {
	switch {
	case d.Step == stepSubject || d.Step == stepPublic || m.number != "" && m.intent != wantNumber && !plainDigits.MatchString(m.text):
		return false
	case d.Step == stepConsent:
		return declines(m.text) || agrees(m.text) && (!stale || strings.Contains(m.text, "同意")) || readDetails(m.text).personal()
	case d.Consented.IsZero():
		return false
	}
	got := readDetails(m.text)
	switch {
	case unchanged.MatchString(m.text), asPerson.MatchString(m.text) && isOrganisation(d.Applicant):
		return true
	case got.hard() && (m.intent != wantNumber || got.personal() || d.Step == stepID || d.Step == stepCode), got.name != "", got.contact != "", got.address != "":
		return true
	case d.Step == stepConfirm:
		return submits(m.text) && !stale
	case d.Step == stepName && (stale || !asFirm.MatchString(m.text)):
		return surelyPerson(got.left) || isBody(got.left) // what else may be a name is heard as a question first
	}
	_, own := takes(&d, got, m.text)
	return own || got.way > 0 && (d.Step == stepWay || utf8.RuneCountInString(m.text) <= longestWay)
}

// longestWay is how many characters a text has that only names a way of handing over.
const longestWay = 8

// plainDigits is a number as people type that of their identity card.
var plainDigits = form(`^[0-9]{15,18}[Xx]?$`)

// strict says whether a step takes only numbers and choices, so that other words are
// never its answer.
func strict(step string) bool {
	switch step {
	case stepKind, stepID, stepPaper, stepCode, stepPhone, stepWay, stepConfirm:
		return true
	}
	return false
}

var (
	agreed   = form(`(?i)^(?:{yes}|已?看了?|[吧了的啊呀哦哈,，。!~、\s])+$`)
	nod      = form(`(?i)^(?:{yes}|[吧了的啊呀哦哈,，。!~、\s])+$`)
	handing  = form(`^(?:{right}|,|\s)*(?:{submit}|同意|不同意)$`)
	withheld = form(`[不没未别](?:[太想能会大让有说要]|愿意?)*同意`)

	consenting = form(`^(?:{me}|已?经?(?:看了|看过了?|看完了|阅读|读了|知道了|明白了)|{yes}|都|完全|全部|并|也|那|就|当然|[,，。\s])*同意(?:以上|上面|你们的?|这个|个人信息|隐私|告知|说明|处理|收集|[的了吧啊呀哦!~。])*(?:$|[,，。;；\s])`)
	submit     = form(`(?i)^(?:{submit}|{right}|{no_more}|[吧了的啊呀哦,，。!~、\s]|1)+$`)
	handsIn    = form(`{submit}`)
	refusal    = form(`(?i)^(?:我?不(?:同意|行|可以|要|愿意)?|否|no|2)[吧了的啊呀,，。!\s]*$`)
)

// nods says whether a text only says yes, which answers nothing but a question that
// can be answered so.
func nods(text string) bool { return nod.MatchString(text) && choice(text) == 0 }

// agrees says whether a text agrees to the privacy notice: it says yes, or 同意 with
// nothing before it but who agrees and what was read. What else has the word may as
// well refuse, or ask.
func agrees(text string) bool {
	return !withheld.MatchString(text) && (agreed.MatchString(text) || consenting.MatchString(text))
}

// declines says whether a text refuses; anything else that is no consent is about
// something else.
func declines(text string) bool {
	return refusal.MatchString(text) || withheld.MatchString(text) && !asks.MatchString(text)
}

// submits says whether an answer to the summary hands the application in.
func submits(text string) bool { return submit.MatchString(text) }

func isEmail(s string) bool {
	user, host, ok := strings.Cut(s, "@")
	return ok && user != "" && strings.Contains(strings.Trim(host, "."), ".") && !strings.ContainsAny(s, " <>,;\"")
}
