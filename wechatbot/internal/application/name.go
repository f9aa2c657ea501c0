package application

import (
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

var (
	knownSurname = form(`^{surname}\p{Han}{1,2}$`)
	notName      = form(`^{not_name}`)
	hanName      = form(`^(?:\p{Han}{2,4}|\p{Han}{1,12}(?:·\p{Han}{1,12})+)$`)
	latinName    = form(`^[A-Za-z][A-Za-z .'-]*[A-Za-z.]$`)
	titled       = form(`^{surname}{title}$`) // 赵记者 stands in no papers
	nickname     = form(`^[老小阿]\p{Han}$`)
	bodyName     = form(`^[\p{Han}0-9A-Za-z()·]{2,46}(?:{firm}|{institute}|{welfare}|{lawyers}|{body}|[厂店部])$`)
)

// SurelyPerson says whether a text has the shape of a Chinese name with a surname that
// many have.
func SurelyPerson(text string) bool {
	text = writing.Simple(text)
	return knownSurname.MatchString(text) && !titled.MatchString(text) && !notName.MatchString(text) && !isWordOfOurs(text)
}

// IsPerson says whether a text may be the name of a person.
func IsPerson(text string) bool {
	switch {
	case SurelyPerson(text):
		return true
	case latinName.MatchString(text):
		return utf8.RuneCountInString(text) >= 3 && strings.ContainsAny(text, " ABCDEFGHIJKLMNOPQRSTUVWXYZ") && !isWordOfOurs(strings.ToLower(text))
	}
	return hanName.MatchString(text) && !titled.MatchString(text) && !nickname.MatchString(text) && !lexicon.Talk.MatchString(text) && !isWordOfOurs(text)
}

// IsBody says whether a text has the shape of the name of an organisation.
func IsBody(text string) bool { return bodyName.MatchString(text) && !isWordOfOurs(text) }

// isWordOfOurs says whether a text is what somebody says to the bot, and no name: a
// word that answers a step, names a field, or is recognised as it stands.
func isWordOfOurs(text string) bool {
	return ourWord.MatchString(text) || WayIn(text) > 0
}

var ourWord = form(`^(?:{yes}|{submit}|{right}|{later}|{again}|{resume}|{same}|{as_firm}|{as_person}|{name_word}|{id_word}|{code_word}|{phone_word}|{email_word}|{address_word}|{way_word}|` +
	`{paper_kind}|{insult}|{swear}|{greeting}|{change}|{please}|取消|返回|上一步|下一步|其他证件|别的证件|谢谢你?|不同意|不知道|没有|帮助|人工|继续|看一下|改)+$`)

// kindOfBody is the kind of an organisation as far as its name tells.
func kindOfBody(name string) disclosure.ApplicantKind {
	for i, words := range bodyKinds {
		if words.MatchString(name) {
			return disclosure.ApplicantKinds()[1:][i]
		}
	}
	return 0
}

// bodyKinds lead to the kinds of organisations, in their order but for the last.
var bodyKinds = []*pattern.Pattern{form(`(?:{firm}|[厂店])$`), form(`{institute}$`), form(`{welfare}$`), form(`{lawyers}$`)}

// SettledKind is the kind of an applicant whose name tells it.
func SettledKind(a disclosure.Applicant) disclosure.ApplicantKind {
	switch {
	case a.Kind != 0 || a.Name == "" && a.OrgCode == "":
		return a.Kind
	case IsOrganisation(a):
		return kindOfBody(a.Name)
	}
	return disclosure.Person
}

// IsOrganisation says whether an organisation applies, as far as is known.
func IsOrganisation(a disclosure.Applicant) bool {
	return a.Kind > disclosure.Person || a.Kind == 0 && (a.OrgCode != "" || IsBody(a.Name))
}
