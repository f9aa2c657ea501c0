package wechatbot

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// detail takes whatever a message tells of the applicant and of how the information
// is to be handed over, for the step that is waited for and any other, and goes on
// with what is lacking then.
func (v *visit) detail(d disclosure.Draft, text string) answer {
	at, got := d.Step, readDetails(text)
	before := whereTo(d)
	answered := got.fill(&d.Applicant, &d.Delivery)
	if named := whoAnswers(d.Applicant, got); named != "" {
		d.Applicant.Contact = named
		answered = append(answered, stepContact)
	}
	if at == stepWhere && whereTo(d) == "" && before != "" {
		answered = append(answered, at)
	}
	if name := anewNamed(d.Applicant, text); name != "" && at != stepName && !slices.Contains(answered, stepName) {
		d.Applicant.Name = name
		answered = append(answered, stepName)
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
	d.Refused = cmp.Or(got.badNumber, d.Refused)
	if len(answered) == 0 {
		return v.tookNothing(d, got, text)
	}
	if slices.Contains(answered, stepID) || slices.Contains(answered, stepCode) {
		d.Refused = ""
	}
	d.Applicant.Kind = settledKind(d.Applicant)
	if d.Step = lacking(d); turn != "" {
		d.Step = turn
	}
	return v.save(d, leftOver(d, got, text), namesOf(answered, at)...)
}

// tookNothing says what is wrong with a text that nothing was taken of.
func (v *visit) tookNothing(d disclosure.Draft, got details, text string) answer {
	if len(got.badNumber) >= 15 && d.Step != stepID && d.Step != stepCode {
		d.Step = stepOf("身份证", d) // it is no answer to this step, but one to that, and wrong
		return v.save(d, troubleOf(d, got, text))
	}
	if got.badNumber != "" {
		return v.save(d, troubleOf(d, got, text))
	}
	return v.ask(d, troubleOf(d, got, text))
}

// leftOver names what is wrong with a number beside what was taken, where the number is
// asked for next.
func leftOver(d disclosure.Draft, got details, text string) string {
	switch {
	case got.badNumber != "" && (d.Step == stepID || d.Step == stepCode), d.Step == stepPhone && tooFew(got.apart):
		return troubleOf(d, got, text)
	case got.way > 0 && bothWays(text):
		return "way_one"
	}
	return ""
}

// whoAnswers is the person whose name stands beside the numbers of an organisation that
// nobody answers for yet.
func whoAnswers(a disclosure.Applicant, got details) string {
	if !isOrganisation(a) || a.Contact != "" || !got.hard() {
		return ""
	}
	if words := strings.Fields(got.left()); slices.ContainsFunc(words, surelyPerson) {
		return words[slices.IndexFunc(words, surelyPerson)]
	}
	return ""
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

// takes takes an answer that only the step that is waited for can make something of.
// A turn is a step to go to that is not the next one.
func takes(d *disclosure.Draft, got details, text string) (turn string, own bool) {
	a := &d.Applicant
	switch said := strings.TrimSpace(got.left()); {
	case unchanged.MatchString(text):
		return "", d.Step != lacking(*d)
	case asPerson.MatchString(text) && isOrganisation(*a):
		*a = disclosure.Applicant{Kind: disclosure.Person, Phone: a.Phone, Email: a.Email, Address: a.Address}
		return "", true
	case d.Step == stepID, d.Step == stepPaper:
		return takesPaper(d, got, text)
	case d.Step == stepKind:
		a.Kind = kindSaid(text)
		return "", a.Kind != 0
	case d.Step == stepName:
		return takesName(d, got, text)
	case d.Step == stepContact && !lexicon.Question.MatchString(text) && utf8.RuneCountInString(said) >= 2 && isPerson(said):
		a.Contact = said
		return "", true
	case d.Step == stepWay && got.email != "":
		d.Delivery = ways[0]
		return "", true
	case d.Step == stepWay:
		n := lexicon.Choice(text)
		if n > 0 && n <= len(ways) {
			d.Delivery = ways[n-1]
		}
		return "", n > 0 && n <= len(ways)
	case d.Step == stepWhere && whereTo(*d) == "address" && isAddress(text), d.Step == stepConfirm && d.Delivery.Way == "邮寄" && isWholeAddress(text):
		a.Address = addressIn(text)
		return "", true
	}
	return "", false
}

// takesPaper takes another paper than the identity card: its number, or its name, whose
// number is asked for then.
func takesPaper(d *disclosure.Draft, got details, text string) (turn string, own bool) {
	a := &d.Applicant
	switch {
	case d.Step == stepPaper && got.phone == "" && a.IDType != "" && a.IDType != "身份证" && bareNumberOf.MatchString(text):
		a.IDNumber = strings.ToUpper(strings.TrimSuffix(strings.ReplaceAll(text, " ", ""), "号"))
		return "", true
	case got.idType != "", d.Step == stepID && writing.Holds(text, "其他证件", "别的证件", "没有身份证"):
		a.IDType = got.idType
		return stepPaper, true
	}
	return "", false
}

// slips is a text that says that something was written wrongly.
var slips = form(`{wrong}`)

// anewNamed is the name of a person that a text says again, otherwise: where it speaks of
// the name and says that it was wrong, or where one character of three is another. The
// last counts: 不是王贵芝，是王桂芝.
func anewNamed(a disclosure.Applicant, text string) string {
	if a.Name == "" || isOrganisation(a) || lexicon.Question.MatchString(text) {
		return ""
	}
	if found := isNamed.FindStringSubmatch(text); found != nil && strings.Contains(text, a.Name) && isPerson(found[1]) && found[1] != a.Name {
		return found[1]
	}
	left := labels.ReplaceAllString(text, " ")
	if said := strings.TrimSpace(inJest.ReplaceAllString(text, "")); inJest.MatchString(text) && surelyPerson(said) {
		return said
	}
	spoken := slips.MatchString(text) && nameTold.MatchString(text)
	for _, word := range slices.Backward(strings.FieldsFunc(left, func(r rune) bool { return !unicode.IsLetter(r) })) {
		if surelyPerson(word) && word != a.Name && (spoken || differsInOne(word, a.Name)) {
			return word
		}
	}
	return ""
}

// isNamed is who says what the name is instead: 姓名不是白雪，是柏雪，柏树的柏; inJest, that
// the one before was told for fun.
var (
	isNamed = form(`不是\p{Han}{2,4}[,，\s]*(?:是|叫|应该是)(\p{Han}{2,4})(?:$|[,，。\s])`)
	inJest  = form(`^(?:哈+|嘿+|[,，\s])*(?:开玩笑的?|逗你的?|闹着玩的?|刚才是?开玩笑的?)(?:啊|呢|哈|[,，\s])*(?:我?(?:是|叫))?`)
)

var nameTold = form(`{name_word}|叫`)

// differsInOne says whether two names of three characters or more differ in one.
func differsInOne(name, other string) bool {
	a, b := []rune(name), []rune(other)
	if len(a) != len(b) || len(a) < 3 {
		return false
	}
	n := 0
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n == 1
}

// takesName takes the name of a person or an organisation, or who says that an
// organisation applies.
func takesName(d *disclosure.Draft, got details, text string) (turn string, own bool) {
	said := strings.TrimSpace(got.left())
	if spacedName.MatchString(text) {
		text = strings.Join(strings.Fields(text), "")
		got, said = readDetails(text), text
	}
	if (got.hard() || got.way > 0 || got.address != "") && !surelyPerson(said) && !isBody(said) {
		said = "" // what is left beside something else is hardly a name: 结果邮寄
	}
	a := &d.Applicant
	org := a.Kind > disclosure.Person || a.OrgCode != ""
	words := strings.FieldsFunc(got.left(), func(r rune) bool { return !unicode.IsLetter(r) && r != '·' })
	if named := slices.IndexFunc(words, surelyPerson); !org && named >= 0 && (got.hard() || !lexicon.Question.MatchString(text)) {
		said = words[named] // 周海，男
		text = said
	}
	if body := slices.IndexFunc(words, isBody); body >= 0 {
		said = words[body] // 某某有限公司，税号…
	}
	said = spokenName.ReplaceAllString(said, "$1")
	switch n := utf8.RuneCountInString(said); {
	case !org && asFirm.MatchString(text), !org && asFirmNow.MatchString(text) && !isBody(said):
		a.Name = ""
		return stepKind, true
	case n < 2 || n > 50 || strings.ContainsAny(said, "<>") || lexicon.Question.MatchString(text):
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
	if n := lexicon.Choice(text); n > 0 && n <= len(kinds) {
		return kinds[n-1]
	}
	if found := nthKind.FindStringSubmatch(text); found != nil {
		return kinds[writing.Numeral(found[1])-1]
	}
	for _, kind := range kinds {
		if strings.Contains(text, kind.String()) && utf8.RuneCountInString(text) <= longestWay {
			return kind
		}
	}
	if kind, err := disclosure.ParseApplicantKind(text); err == nil && kind > disclosure.Person {
		return kind
	}
	return kindOfBody(text)
}

var (
	shortPhone   = form(`(?:^|[^0-9])(?:1[3-9][0-9]{5,8}|1[3-9][0-9]{10,11})(?:$|[^0-9])`)
	spacedName   = form(`^\p{Han} +\p{Han}{1,2}$|^\p{Han} +\p{Han} +\p{Han}$`)
	spokenName   = form(`^(\p{Han}{2,})[啊呀吧呢嘛哦]$`)
	unchanged    = form(`^(?:{same})$`)
	asPerson     = form(`{as_person}`)
	nthKind      = form(`第([1-5一二三四五])类`)
	asFirmNow    = form(`{as_firm_now}`)
	asFirm       = form(`^(?:{as_firm})(?:的|来)?(?:申请)?$`)
	bareNumberOf = form(`^(?:\p{Han}字)?第?[0-9A-Za-z() -]{5,24}号?$`)
)

// tooFew says whether a text has a mobile number with too few digits, or too many.
func tooFew(text string) bool {
	return shortPhone.MatchString(spokenDigits.ReplaceAllStringFunc(text, writing.Digits))
}

// troubleOf names what is wrong with an answer that no step could make anything of.
func troubleOf(d disclosure.Draft, got details, text string) string {
	switch d.Step {
	case stepID, stepCode:
		if d.Step == stepCode && got.idNumber != "" {
			return "code_is_id"
		}
		switch digits := len(got.badNumber); {
		case digits == 18:
			return d.Step
		case digits > 0:
			return d.Step + "_length"
		}
		return d.Step + "_none"
	case stepPhone:
		if tooFew(text) {
			return "phone_length"
		}
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
