package application

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Details are what a message tells of an applicant and of how the information is to
// be handed over, whatever was asked for: people say several things at once, in any
// order, and correct what they said before.
type Details struct {
	Name             string
	IDType, IDNumber string // the type alone where only the paper was named
	Code             string
	Contact          string
	Phone, Email     string
	Address          string
	Way              int // of Ways, from 1
	BadNumber        string
	Rest             string // what nothing was made of
	apart            string // the same as it stood, with line breaks for what was taken
}

// Left is what nothing was made of, without the names of fields.
func (d Details) Left() string {
	return strings.Join(strings.FieldsFunc(labels.ReplaceAllString(d.apart, "\n"), func(r rune) bool { return r == '\n' }), " ")
}

// Hard says whether the details hold what is nothing else than a detail: a number or an
// address of mail.
func (d Details) Hard() bool {
	return d.IDNumber+d.Code+d.Phone+d.Email+d.BadNumber != ""
}

// Tells says whether they hold anything.
func (d Details) Tells() bool {
	return d.Hard() || d.Name+d.Contact+d.Address+d.IDType != "" || d.Way > 0 || IsPerson(d.Left()) || IsBody(d.Left())
}

// Personal says whether they tell who somebody is.
func (d Details) Personal() bool { return d.IDNumber+d.Code+d.Phone+d.Email != "" }

var (
	mailAddress = form(`(?:{email_word}{is}*\s*)?([0-9A-Za-z._%+-]+@[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)+)`)
	mixedCode   = form(`(?i)(?:{code_word}{is}*\s*)?\b([0-9A-Z]{18})\b`)
	numberRun   = form(`(?:(?:{id_word}|{code_word}|{phone_word}|号码){is}*\s*)?(?:\+?86[ -]?)?([0-9][0-9 -]{4,}[0-9Xx])`)
	extension   = form(`转[0-9]{1,6}`)
	namedPaper  = form(`({paper_kind})(?:号码?|编号| ?[Nn](?:umber|o)\.?)?{is}*\s*((?:\p{Han}字)?第?[0-9A-Za-z()-]{5,24})?号?`)
	otherPaper  = form(`(\p{Han}{1,12}(?:证|照|册|簿))(?:号码?|编号)?[是为:,\s]*([0-9A-Za-z()-]{5,24})`)
	nameSaid    = form(`(?:我叫|本人叫|姓\p{Han}{1,2}[,，\s]*(?:名字?)?叫|[Mm]y name is|(?:^|[,，。\s])(?:应该)?叫|(?:真名|本名|大名|身份证上)(?:是|叫)?|{name_word}(?:也|又)?{wrong}*了?[,、\s]*(?:应该)?{is}+)\s*(\p{Han}{2,6}(?:·\p{Han}{1,10})*|[A-Za-z][A-Za-z .'-]+)(?:$|[,;、。\s0-9])`)
	// nameLabelled is a name behind its label, as in a form: 姓名陈卫东，身份证号…
	nameLabelled = form(`(?:^|[,，;；。\s])姓名\s*(\p{Han}{2,4})(?:$|[,，;；。\s])`)
	postcodeSaid = form(`(?:邮编|邮政编码)(?:是|为|[:：])?\s*([0-9]{6})(?:\b|$)`)
	contactSaid  = form(`{contact_word}{is}*\s*(\p{Han}{2,6})(?:$|[,;、。\s0-9])`)
	addressSaid  = form(`(?:{address_word}(?:{wrong}了?[,、\s]*)?(?:应该)?{is}*|{by_post}(?:给我|到|至|,)*)\s*([^,;。]{6,})`)
	bodySaid     = form(`(?:^|[,;。\s])(?:我们|我|{us}|单位|公司)?(?:是|叫|代表|:)\s*([\p{Han}()]{4,40})(?:$|[,;。\s])`)
	sending      = form(`(?:发|传|送|寄)(?:给|到|至|过来|我|{email_word})`)
	legalPerson  = form(`(?:法定代表人|法人代表|法人|负责人)(?:是|为|:)?\s*\p{Han}{2,4}`)
	labels       = form(`(?:{name_word}|{id_word}|{code_word}|{contact_word}|{phone_word}|{email_word}|{address_word}|{way_word}|我的|我是|我|用|只有|号码|(?:{wrong}了?)|应该|{is}|[,;、。:\s])+`)
)

// OnlyLabels says whether a text has nothing but names of fields.
func OnlyLabels(text string) bool { return labels.ReplaceAllString(text, "") == "" }

// noneAtAll is 什么 that asks nothing: 别发什么邮箱.
var noneAtAll = form(`((?:别|不要|不用|没有?)[^,，。]{0,3})(?:什么|啥)`)

// Read finds the details in a text.
func Read(text string) (d Details) {
	mailed := sending.MatchString(text) // the word of mail goes with its address
	text = spokenDigits.ReplaceAllStringFunc(text, writing.Digits)
	if strings.ContainsAny(text, "特点") || strings.Contains(text, " dot ") {
		text = letteredMail.ReplaceAllStringFunc(text, inMail)
		text = spokenMail.ReplaceAllStringFunc(text, inMail)
	}
	postcode := ""
	if MayIdentify(text) {
		text = taken(text, postcodeSaid, func(f []string) bool { postcode = f[1]; return true })
		text = d.takeNumbers(text)
	}
	text = d.takeNames(text)
	if !lexicon.Question.MatchString(noneAtAll.ReplaceAllString(text, "$1")) {
		if d.Way = WayIn(text); d.Way == 0 && d.Email != "" && mailed {
			d.Way = 1
		}
		text = taken(text, addressSaid, func(f []string) bool {
			if IsAddress(f[1]) {
				d.Address = addressIn(f[1])
			}
			return d.Address != ""
		})
		if d.Way == 2 && d.Address == "" && IsWholeAddress(text) { // 寄信吧，上海西路102号
			d.Address = addressIn(text)
			text = strings.Replace(text, d.Address, "\n", 1)
		}
	}
	if d.Address != "" && postcode != "" {
		d.Address += "（邮编" + postcode + "）"
	}
	d.Rest = strings.TrimFunc(strings.Join(strings.Fields(text), " "), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	d.apart = text
	return d
}

// takeNames takes the names out of a text that are said to be such, and a paper that is
// named.
func (d *Details) takeNames(text string) string {
	text = taken(text, namedPaper, func(f []string) bool { return d.paper(f[1], f[2]) })
	text = taken(text, contactSaid, func(f []string) bool { d.Contact = f[1]; return true })
	text = unspelled(text)
	text = taken(text, nameLabelled, func(f []string) bool {
		if d.Name == "" && SurelyPerson(f[1]) {
			d.Name = f[1]
		}
		return d.Name == f[1]
	})
	text = taken(text, nameSaid, func(f []string) bool {
		if d.Name == "" && (IsPerson(f[1]) || IsBody(f[1])) {
			d.Name = f[1]
		}
		return d.Name == f[1]
	})
	text = taken(text, legalPerson, func([]string) bool { return true })
	return taken(text, bodySaid, func(f []string) bool {
		if d.Name == "" && IsBody(f[1]) {
			d.Name = f[1]
		}
		return d.Name == f[1]
	})
}

// MayTell says whether a text may hold a number or an address of mail.
func MayTell(text string) bool { return strings.ContainsAny(text, "0123456789@") }

// MayIdentify says whether a text may hold a number that tells who somebody is, which has
// five characters at least, or an address of mail.
func MayIdentify(text string) bool {
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
func (d *Details) takeNumbers(text string) string {
	text = taken(text, mailAddress, func(f []string) bool { d.Email = f[1]; return isEmail(f[1]) })
	text = taken(text, namedPaper, func(f []string) bool { return d.paper(f[1], f[2]) })
	text = taken(text, mixedCode, func(f []string) bool { return d.numbered(strings.ToUpper(f[1])) })
	text = taken(text, numberRun, func(f []string) bool { return d.numbers(strings.ToUpper(f[1])) })
	text = taken(text, extension, func(f []string) bool {
		if d.Phone != "" {
			d.Phone += f[0]
		}
		return d.Phone != ""
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
func (d *Details) paper(kind, number string) bool {
	if d.IDNumber != "" || number != "" && !strings.ContainsAny(number, "0123456789") {
		return false
	}
	if strings.EqualFold(kind, "passport") {
		kind = "护照"
	}
	d.IDType, d.IDNumber = kind, strings.ToUpper(number)
	return true
}

// numbered takes a number of eighteen characters with letters. One whose only letter is an X
// at its end is most likely that of an identity card, and read with the digits.
func (d *Details) numbered(s string) bool {
	switch {
	case !strings.ContainsFunc(s[:17], func(r rune) bool { return r >= 'A' }) && (s[17] < 'A' || s[17] == 'X'):
		return false
	case disclosure.ValidCreditCode(s):
		d.Code = s
	default:
		d.BadNumber = s
	}
	return true
}

// numbers takes a run of digits, which may be several numbers, or one in groups.
func (d *Details) numbers(run string) bool {
	if _, err := disclosure.ParseNumber(run); err == nil && strings.ContainsAny(run, "-") {
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
				d.BadNumber = rest
			}
			break
		}
		groups = groups[n:]
	}
	return d.Hard()
}

// telephone is a mobile number, or one with its area: three digits (010, 02x) and eight,
// or four and seven or eight.
var telephone = form(`^(?:1[3-9]\d{9}|0(?:10|2\d)\d{8}|0[3-9]\d{2}\d{7,8})$`)

// number takes one number.
func (d *Details) number(s string) bool {
	switch {
	case disclosure.ValidResidentID(s):
		d.IDType, d.IDNumber = "身份证", s
	case disclosure.ValidCreditCode(s):
		d.Code = s
	case telephone.MatchString(s):
		d.Phone = s
	default:
		return false
	}
	return true
}

// OnlyPersonal says whether a text is somebody's numbers, with little beside: those are
// neither looked for nor quoted nor handed to anybody.
func OnlyPersonal(text string) bool {
	if !MayIdentify(text) && !spokenDigits.MatchString(text) {
		return false
	}
	return Read(text).OnlyPersonal()
}

// OnlyPersonal says whether they are numbers, with little beside: her name and how she wants
// to get something are little.
func (d Details) OnlyPersonal() bool {
	if !d.Personal() && !likeID(d.BadNumber) { // a number that was written wrong tells as much
		return false
	}
	words := slices.DeleteFunc(strings.Fields(d.Left()), func(w string) bool {
		return SurelyPerson(w) || IsBody(w) || WayIn(w) > 0 && utf8.RuneCountInString(w) <= LongestWay
	})
	return lexicon.Tells(strings.Join(words, "")) < lexicon.LeastWish
}

// likeID says whether a number is one of an identity card but for its check character.
func likeID(number string) bool {
	if len(number) != 18 {
		return false
	}
	_, err := civil.ParseDate(number[6:14])
	return err == nil
}

// Fill writes details into a draft, and returns the steps that they answer.
func (d Details) Fill(a *disclosure.Applicant, way *disclosure.Delivery) (answered []string) {
	set := func(step string, to *string, value string) {
		if value != "" {
			*to = value
			answered = append(answered, step)
		}
	}
	if d.Code != "" && a.Kind <= disclosure.Person { // an organisation applies
		a.Kind = 0
		if IsPerson(a.Name) {
			a.Contact, a.Name = a.Name, ""
		}
		a.IDType, a.IDNumber = "", ""
	}
	set(StepCode, &a.OrgCode, d.Code)
	if d.Name != "" && (a.Kind == 0 || IsBody(d.Name) != IsOrganisation(*a)) {
		d.takeName(a)
	}
	set(StepName, &a.Name, d.Name)
	set(StepContact, &a.Contact, d.Contact)
	if !IsOrganisation(*a) {
		if d.IDNumber != "" {
			a.IDType = d.IDType
		}
		set(StepID, &a.IDNumber, d.IDNumber)
	}
	set(StepPhone, &a.Phone, d.Phone)
	set(StepPhone, &a.Email, d.Email)
	set(StepWhere, &a.Address, mendedAddress(a.Address, d.Address))
	if d.Way > 0 {
		*way = deliveries[d.Way-1]
		answered = append(answered, StepWay)
	}
	return slices.Compact(answered)
}

// takeName takes a name that changes who applies: an organisation for a person, or
// the other way round.
func (d Details) takeName(a *disclosure.Applicant) {
	a.Name, a.Kind = d.Name, kindOfBody(d.Name)
	if IsBody(d.Name) {
		a.IDType, a.IDNumber = "", ""
		return
	}
	a.Kind, a.OrgCode, a.Contact = disclosure.Person, "", ""
}

func isEmail(s string) bool {
	user, host, ok := strings.Cut(s, "@")
	return ok && user != "" && strings.Contains(strings.Trim(host, "."), ".") && !strings.ContainsAny(s, " <>,;\"")
}
