package application

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Take takes an answer that only the step that is waited for can make something of.
// A turn is a step to go to that is not the next one.
func Take(d *disclosure.Draft, got Details, text string) (turn string, own bool) {
	a := &d.Applicant
	switch said := strings.TrimSpace(got.Left()); {
	case Unchanged.MatchString(text):
		return "", d.Step != Lacking(*d)
	case AsPerson.MatchString(text) && IsOrganisation(*a):
		*a = disclosure.Applicant{Kind: disclosure.Person, Phone: a.Phone, Email: a.Email, Address: a.Address}
		return "", true
	case d.Step == StepID, d.Step == StepPaper:
		return takesPaper(d, got, text)
	case d.Step == StepKind:
		a.Kind = kindSaid(text)
		if a.Kind != 0 && a.Name == "" && (wholeName.MatchString(said) || IsBody(said) && !onlySort.MatchString(said)) && !strings.ContainsAny(said, "我是类家个种的") {
			a.Name = said // it tells the kind
		}
		return "", a.Kind != 0
	case d.Step == StepName:
		return takesName(d, got, text)
	case d.Step == StepContact && !lexicon.Question.MatchString(text) && utf8.RuneCountInString(said) >= 2 && IsPerson(said):
		a.Contact = said
		return "", true
	case d.Step == StepWay && got.Email != "":
		d.Delivery = deliveries[0]
		return "", true
	case d.Step == StepWay:
		n := lexicon.Choice(text)
		if n > 0 && n <= len(deliveries) {
			d.Delivery = deliveries[n-1]
		}
		return "", n > 0 && n <= len(deliveries)
	case d.Step == StepWhere && WhereTo(*d) == "address" && IsAddress(text), d.Step == StepConfirm && d.Delivery.Way == "邮寄" && IsWholeAddress(text):
		a.Address = mendedAddress(a.Address, addressIn(text))
		return "", true
	}
	return "", false
}

// takesPaper takes another paper than the identity card: its number, or its name, whose
// number is asked for then.
func takesPaper(d *disclosure.Draft, got Details, text string) (turn string, own bool) {
	a := &d.Applicant
	switch {
	case d.Step == StepPaper && got.Phone == "" && a.IDType != "" && a.IDType != "身份证" && bareNumberOf.MatchString(text):
		a.IDNumber = strings.ToUpper(strings.TrimSuffix(strings.ReplaceAll(text, " ", ""), "号"))
		return "", true
	case got.IDType != "", d.Step == StepID && writing.Holds(text, "其他证件", "别的证件", "没有身份证"):
		a.IDType = got.IDType
		return StepPaper, true
	}
	return "", false
}

// takesName takes the name of a person or an organisation, or who says that an
// organisation applies.
func takesName(d *disclosure.Draft, got Details, text string) (turn string, own bool) {
	said := strings.TrimSpace(got.Left())
	if spacedName.MatchString(text) {
		text = strings.Join(strings.Fields(text), "")
		got, said = Read(text), text
	}
	if (got.Hard() || got.Way > 0 || got.Address != "") && !SurelyPerson(said) && !IsBody(said) {
		said = "" // what is left beside something else is hardly a name: 结果邮寄
	}
	a := &d.Applicant
	org := a.Kind > disclosure.Person || a.OrgCode != ""
	words := strings.FieldsFunc(got.Left(), func(r rune) bool { return !unicode.IsLetter(r) && r != '·' })
	if named := slices.IndexFunc(words, SurelyPerson); !org && named >= 0 && (got.Hard() || !lexicon.Question.MatchString(text)) {
		said = words[named] // 周海，男
		text = said
	}
	if body := slices.IndexFunc(words, IsBody); body >= 0 {
		said = words[body] // 某某有限公司，税号…
	}
	said = spokenName.ReplaceAllString(said, "$1")
	switch n := utf8.RuneCountInString(said); {
	case !org && AsFirm.MatchString(text), !org && AsFirmNow.MatchString(text) && !IsBody(said):
		a.Name = ""
		return StepKind, true
	case n < 2 || n > 50 || strings.ContainsAny(said, "<>") || lexicon.Question.MatchString(text):
		return "", false
	case IsBody(said) && !org, IsPerson(said) && !org:
		Details{Name: said}.takeName(a)
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
		if strings.Contains(text, kind.String()) && utf8.RuneCountInString(text) <= LongestWay {
			return kind
		}
	}
	if kind, err := disclosure.ParseApplicantKind(text); err == nil && kind > disclosure.Person {
		return kind
	}
	return kindOfBody(text)
}

// whoAnswers is the person whose name stands beside the numbers of an organisation that
// nobody answers for yet.
func whoAnswers(a disclosure.Applicant, got Details) string {
	if !IsOrganisation(a) || a.Contact != "" || !got.Hard() {
		return ""
	}
	if words := strings.Fields(got.Left()); slices.ContainsFunc(words, SurelyPerson) {
		return words[slices.IndexFunc(words, SurelyPerson)]
	}
	return ""
}

// What is said of who applies, and of what stays as it is.
var (
	Unchanged = form(`^(?:{same})$`)
	AsPerson  = form(`{as_person}`)
	AsFirm    = form(`^(?:{as_firm})(?:的|来)?(?:申请)?$`)
	AsFirmNow = form(`{as_firm_now}`)
)

var (
	spacedName   = form(`^\p{Han} +\p{Han}{1,2}$|^\p{Han} +\p{Han} +\p{Han}$`)
	spokenName   = form(`^(\p{Han}{2,})[啊呀吧呢嘛哦]$`)
	wholeName    = form(`^[\p{Han}()·]{5,40}(?:有限责任公司|有限公司|律师事务所|合作社|基金会)$`) // with its place and trade; what is only a sort is shorter
	onlySort     = form(`^(?:有限|责任|股份|小|大|民营|国有|国营|私营|外资|上市|集团|房地产|开发|物业|管理|服务|建筑|科技|贸易|商贸|律师|社会|公益|法律|科研|商业|民办|公办)*(?:公司|企业|事务所|组织|机构|单位|协会|学会|商会|学校|大学|小学|中学|幼儿园|医院|研究院|研究所|合作社|基金会|村委会|居委会|业委会|社区|[厂店部])$`)
	nthKind      = form(`第([1-5一二三四五])类`)
	bareNumberOf = form(`^(?:\p{Han}字)?第?[0-9A-Za-z() -]{5,24}号?$`)
)
