package application

import (
	"slices"
	"strings"
	"unicode"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
)

// slips is a text that says that something was written wrongly.
var slips = form(`{wrong}`)

// NamedAnew is the name of a person that a text says again, otherwise: where it speaks of
// the name and says that it was wrong, or where one character of three is another. The
// last counts: 不是王贵芝，是王桂芝.
func NamedAnew(a disclosure.Applicant, text string) string {
	if a.Name == "" || IsOrganisation(a) || lexicon.Question.MatchString(text) {
		return ""
	}
	if found := isNamed.FindStringSubmatch(text); found != nil && strings.Contains(text, a.Name) && IsPerson(found[1]) && found[1] != a.Name {
		return found[1]
	}
	if found := wrongThen.FindStringSubmatch(text); found != nil && SurelyPerson(found[1]) && found[1] != a.Name {
		return found[1]
	}
	left := labels.ReplaceAllString(text, " ")
	if said := strings.TrimSpace(inJest.ReplaceAllString(text, "")); inJest.MatchString(text) && SurelyPerson(said) {
		return said
	}
	spoken := slips.MatchString(text) && nameTold.MatchString(text)
	for _, word := range slices.Backward(strings.FieldsFunc(left, func(r rune) bool { return !unicode.IsLetter(r) })) {
		if SurelyPerson(word) && word != a.Name && (spoken || differsInOne(word, a.Name)) {
			return word
		}
	}
	return ""
}

// isNamed is who says what the name is instead: 姓名不是白雪，是柏雪，柏树的柏; wrongThen, who says
// that it is wrong and only the name: 不对，张小三; inJest, that the one before was told for fun.
var (
	wrongThen = form(`^(?:不对|不是|{wrong})[了,，。\s]*(?:应该|改?成|改?为|换成)?(?:是|叫)?(\p{Han}{2,4})[。!！\s]*$`)
	isNamed   = form(`不是\p{Han}{2,4}[,，\s]*(?:是|叫|应该是)(\p{Han}{2,4})(?:$|[,，。\s])`)
	inJest    = form(`^(?:哈+|嘿+|[,，\s])*(?:开玩笑的?|逗你的?|闹着玩的?|刚才是?开玩笑的?)(?:啊|呢|哈|[,，\s])*(?:我?(?:是|叫))?`)
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
