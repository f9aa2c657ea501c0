package wechatbot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Details are what a message tells of an applicant and of how the information is to
// be handed over, whatever was asked for: people say several things at once, in any
// order, and correct what they said before.
type details struct {
	name             string
	idType, idNumber string // the type alone where only the paper was named
	code             string
	contact          string
	phone, email     string
	address          string
	way              int // of ways, from 1
	badNumber        string
	rest             string // what nothing was made of
	apart            string // the same as it stood, with line breaks for what was taken
}

// left is what nothing was made of, without the names of fields.
func (d details) left() string {
	return strings.Join(strings.FieldsFunc(labels.ReplaceAllString(d.apart, "\n"), func(r rune) bool { return r == '\n' }), " ")
}

// hard says whether the details hold what is nothing else than a detail: a number or an
// address of mail.
func (d details) hard() bool {
	return d.idNumber+d.code+d.phone+d.email+d.badNumber != ""
}

// tells says whether they hold anything.
func (d details) tells() bool {
	return d.hard() || d.name+d.contact+d.address+d.idType != "" || d.way > 0 || isPerson(d.left()) || isBody(d.left())
}

// personal says whether they tell who somebody is.
func (d details) personal() bool { return d.idNumber+d.code+d.phone+d.email != "" }

var (
	mailAddress = form(`(?:{email_word}{is}*\s*)?([0-9A-Za-z._%+-]+@[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)+)`)
	mixedCode   = form(`(?i)(?:{code_word}{is}*\s*)?\b([0-9A-Z]{18})\b`)
	numberRun   = form(`(?:(?:{id_word}|{code_word}|{phone_word}|号码){is}*\s*)?(?:\+?86[ -]?)?([0-9][0-9 -]{4,}[0-9Xx])`)
	extension   = form(`转[0-9]{1,6}`)
	namedPaper  = form(`({paper_kind})(?:号码?|编号| ?[Nn](?:umber|o)\.?)?{is}*\s*((?:\p{Han}字)?第?[0-9A-Za-z()-]{5,24})?号?`)
	otherPaper  = form(`(\p{Han}{1,12}(?:证|照|册|簿))(?:号码?|编号)?[是为:,\s]*([0-9A-Za-z()-]{5,24})`)
	nameSaid    = form(`(?:我叫|本人叫|姓\p{Han}{1,2}[,，\s]*(?:名字?)?叫|[Mm]y name is|(?:^|[,，。\s])(?:应该)?叫|(?:真名|本名|大名|身份证上)(?:是|叫)?|{name_word}(?:也|又)?{wrong}*了?[,、\s]*(?:应该)?{is}+)\s*(\p{Han}{2,6}(?:·\p{Han}{1,10})*|[A-Za-z][A-Za-z .'-]+)(?:$|[,;、。\s0-9])`)
	contactSaid = form(`{contact_word}{is}*\s*(\p{Han}{2,6})(?:$|[,;、。\s0-9])`)
	addressSaid = form(`(?:{address_word}(?:{wrong}了?[,、\s]*)?(?:应该)?{is}*|{by_post}(?:给我|到|至|,)*)\s*([^,;。]{6,})`)
	bodySaid    = form(`(?:^|[,;。\s])(?:我们|我|{us}|单位|公司)?(?:是|叫|代表|:)\s*([\p{Han}()]{4,40})(?:$|[,;。\s])`)
	sending     = form(`(?:发|传|送|寄)(?:给|到|至|过来|我|{email_word})`)
	legalPerson = form(`(?:法定代表人|法人代表|法人|负责人)(?:是|为|:)?\s*\p{Han}{2,4}`)
	labels      = form(`(?:{name_word}|{id_word}|{code_word}|{contact_word}|{phone_word}|{email_word}|{address_word}|{way_word}|我的|我是|我|用|只有|号码|(?:{wrong}了?)|应该|{is}|[,;、。:\s])+`)
)

// noneAtAll is 什么 that asks nothing: 别发什么邮箱.
var noneAtAll = form(`((?:别|不要|不用|没有?)[^,，。]{0,3})(?:什么|啥)`)

// readDetails finds the details in a text.
func readDetails(text string) (d details) {
	mailed := sending.MatchString(text) // the word of mail goes with its address
	text = spokenDigits.ReplaceAllStringFunc(text, writing.Digits)
	if strings.ContainsAny(text, "特点") || strings.Contains(text, " dot ") {
		text = letteredMail.ReplaceAllStringFunc(text, inMail)
		text = spokenMail.ReplaceAllStringFunc(text, inMail)
	}
	if mayIdentify(text) {
		text = d.takeNumbers(text)
	}
	text = d.takeNames(text)
	if !lexicon.Question.MatchString(noneAtAll.ReplaceAllString(text, "$1")) {
		if d.way = wayIn(text); d.way == 0 && d.email != "" && mailed {
			d.way = 1
		}
		text = taken(text, addressSaid, func(f []string) bool {
			if isAddress(f[1]) {
				d.address = addressIn(f[1])
			}
			return d.address != ""
		})
		if d.way == 2 && d.address == "" && isWholeAddress(text) { // 寄信吧，上海西路102号
			d.address = addressIn(text)
			text = strings.Replace(text, d.address, "\n", 1)
		}
	}
	d.rest = strings.TrimFunc(strings.Join(strings.Fields(text), " "), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	d.apart = text
	return d
}

// takeNames takes the names out of a text that are said to be such, and a paper that is
// named.
func (d *details) takeNames(text string) string {
	text = taken(text, namedPaper, func(f []string) bool { return d.paper(f[1], f[2]) })
	text = taken(text, contactSaid, func(f []string) bool { d.contact = f[1]; return true })
	text = unspelled(text)
	text = taken(text, nameSaid, func(f []string) bool {
		if d.name == "" && (isPerson(f[1]) || isBody(f[1])) {
			d.name = f[1]
		}
		return d.name == f[1]
	})
	text = taken(text, legalPerson, func([]string) bool { return true })
	return taken(text, bodySaid, func(f []string) bool {
		if d.name == "" && isBody(f[1]) {
			d.name = f[1]
		}
		return d.name == f[1]
	})
}

// mayTell says whether a text may hold a number or an address of mail.
func mayTell(text string) bool { return strings.ContainsAny(text, "0123456789@") }

// mayIdentify says whether a text may hold a number that tells who somebody is, which has
// five characters at least, or an address of mail.
func mayIdentify(text string) bool {
	length, digit := 0, false
	for _, c := range text {
		switch {
		case c == '@':
			return true
		case '0' <= c && c <= '9':
			length, digit = length+1, true
		case 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || length > 0 && strings.ContainsRune(" ()-", c):
			length++
		default:
			length, digit = 0, false
		}
		if digit && length >= 5 {
			return true
		}
	}
	return false
}

// takeNumbers takes the numbers and the address of mail out of a text.
func (d *details) takeNumbers(text string) string {
	text = taken(text, mailAddress, func(f []string) bool { d.email = f[1]; return isEmail(f[1]) })
	text = taken(text, namedPaper, func(f []string) bool { return d.paper(f[1], f[2]) })
	text = taken(text, mixedCode, func(f []string) bool { return d.numbered(strings.ToUpper(f[1])) })
	text = taken(text, numberRun, func(f []string) bool { return d.numbers(strings.ToUpper(f[1])) })
	text = taken(text, extension, func(f []string) bool {
		if d.phone != "" {
			d.phone += f[0]
		}
		return d.phone != ""
	})
	return taken(text, otherPaper, func(f []string) bool { return !strings.Contains(f[1], "身份证") && d.paper(f[1], f[2]) })
}

// taken is a text without what a form finds in it and use makes something of; each is
// replaced by as many line breaks.
func taken(text string, form *pattern.Pattern, use func(found []string) bool) string {
	for _, at := range form.FindAllStringSubmatchIndex(text, -1) {
		found := make([]string, len(at)/2)
		for i := range found {
			if at[2*i] >= 0 {
				found[i] = text[at[2*i]:at[2*i+1]]
			}
		}
		if use(found) {
			text = text[:at[0]] + strings.Repeat("\n", at[1]-at[0]) + text[at[1]:]
		}
	}
	return text
}

// paper takes a proof of identity other than the identity card.
func (d *details) paper(kind, number string) bool {
	if d.idNumber != "" || number != "" && !strings.ContainsAny(number, "0123456789") {
		return false
	}
	if strings.EqualFold(kind, "passport") {
		kind = "护照"
	}
	d.idType, d.idNumber = kind, strings.ToUpper(number)
	return true
}

// numbered takes a number of eighteen characters with letters.
func (d *details) numbered(s string) bool {
	switch {
	case !strings.ContainsFunc(s[:17], func(r rune) bool { return r >= 'A' }):
		return false
	case disclosure.ValidCreditCode(s):
		d.code = s
	default:
		d.badNumber = s
	}
	return true
}

// numbers takes a run of digits, which may be several numbers, or one in groups.
func (d *details) numbers(run string) bool {
	if numberIn(run) != "" && strings.ContainsAny(run, "-") {
		return false // of a request
	}
	groups := strings.FieldsFunc(run, func(r rune) bool { return r == ' ' || r == '-' })
	for len(groups) > 0 {
		n := len(groups)
		for n > 0 && !d.number(strings.Join(groups[:n], "")) {
			n--
		}
		if n == 0 {
			if rest := strings.Join(groups, ""); len(rest) >= 14 {
				d.badNumber = rest
			}
			break
		}
		groups = groups[n:]
	}
	return d.hard()
}

// telephone is a mobile number, or one with its area: three digits (010, 02x) and eight,
// or four and seven or eight.
var telephone = form(`^(?:1[3-9]\d{9}|0(?:10|2\d)\d{8}|0[3-9]\d{2}\d{7,8})$`)

// number takes one number.
func (d *details) number(s string) bool {
	switch {
	case disclosure.ValidResidentID(s):
		d.idType, d.idNumber = "身份证", s
	case disclosure.ValidCreditCode(s):
		d.code = s
	case telephone.MatchString(s):
		d.phone = s
	default:
		return false
	}
	return true
}

// onlyPersonal says whether a text is somebody's numbers, with little beside: those are
// neither looked for nor quoted nor handed to anybody.
func onlyPersonal(text string) bool {
	if !mayIdentify(text) && !spokenDigits.MatchString(text) {
		return false
	}
	return readDetails(text).onlyPersonal()
}

// Her name and how she wants to get something are little beside.
func (d details) onlyPersonal() bool {
	if !d.personal() {
		return false
	}
	words := slices.DeleteFunc(strings.Fields(d.left()), func(w string) bool {
		return surelyPerson(w) || isBody(w) || wayIn(w) > 0 && utf8.RuneCountInString(w) <= longestWay
	})
	return lexicon.Tells(strings.Join(words, "")) < lexicon.LeastWish
}

// fill writes details into a draft, and returns the steps that they answer.
func (d details) fill(a *disclosure.Applicant, way *disclosure.Delivery) (answered []string) {
	set := func(step string, to *string, value string) {
		if value != "" {
			*to = value
			answered = append(answered, step)
		}
	}
	if d.code != "" && a.Kind <= disclosure.Person { // an organisation applies
		a.Kind = 0
		if isPerson(a.Name) {
			a.Contact, a.Name = a.Name, ""
		}
		a.IDType, a.IDNumber = "", ""
	}
	set(stepCode, &a.OrgCode, d.code)
	if d.name != "" && (a.Kind == 0 || isBody(d.name) != isOrganisation(*a)) {
		d.takeName(a)
	}
	set(stepName, &a.Name, d.name)
	set(stepContact, &a.Contact, d.contact)
	if !isOrganisation(*a) {
		if d.idNumber != "" {
			a.IDType = d.idType
		}
		set(stepID, &a.IDNumber, d.idNumber)
	}
	set(stepPhone, &a.Phone, d.phone)
	set(stepPhone, &a.Email, d.email)
	set(stepWhere, &a.Address, d.address)
	if d.way > 0 {
		*way = ways[d.way-1]
		answered = append(answered, stepWay)
	}
	return slices.Compact(answered)
}

// takeName takes a name that changes who applies: an organisation for a person, or
// the other way round.
func (d details) takeName(a *disclosure.Applicant) {
	a.Name, a.Kind = d.name, kindOfBody(d.name)
	if isBody(d.name) {
		a.IDType, a.IDNumber = "", ""
		return
	}
	a.Kind, a.OrgCode, a.Contact = disclosure.Person, "", ""
}

func isEmail(s string) bool {
	user, host, ok := strings.Cut(s, "@")
	return ok && user != "" && strings.Contains(strings.Trim(host, "."), ".") && !strings.ContainsAny(s, " <>,;\"")
}
