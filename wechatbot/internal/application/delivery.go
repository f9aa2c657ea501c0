package application

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// deliveries are the forms and ways in which information is handed over.
var deliveries = []disclosure.Delivery{
	{Form: "电子文本", Way: "电子邮件"}, {Form: "纸质", Way: "邮寄"}, {Form: "纸质", Way: "自行领取"}, {Form: "纸质", Way: "当场查阅"},
}

// Ways are the forms and ways in which information is handed over, in the order in which
// they are numbered.
func Ways() []disclosure.Delivery { return slices.Clone(deliveries) }

// WhereTo is what the way of delivery needs and the draft lacks.
func WhereTo(d disclosure.Draft) string {
	switch {
	case d.Delivery.Way == "电子邮件" && d.Applicant.Email == "":
		return "email"
	case d.Delivery.Way == "邮寄" && d.Applicant.Address == "":
		return "address"
	}
	return ""
}

// wayWords lead to the ways, in their order, and noWays to those that are declined: 不要
// 邮寄, 没有邮箱, 邮箱不会用.
var (
	wayWords = []*pattern.Pattern{form(`{by_mail}|^(?:{lead}|{me}|[,，\s])*电子(?:{softly}|[的吧了。\s])*$`), form(`{by_post}`), form(`{by_hand}|去[^,，。\s]{1,4}(?:取|拿|领)`), form(`{on_sight}`)}
	noWays   = []*pattern.Pattern{declined(`{by_mail}`), declined(`{by_post}`), declined(`{by_hand}`), declined(`{on_sight}`)}
	either   = form(`{either}`)
	fetching = form(`(?:去|来|回家)?(?:拿|取|找)(?:一下|我的)?(?:{id_word}|{paper_kind}|{code_word}|执照|手机|眼镜)`) // and not what is applied for
)

func declined(way string) *pattern.Pattern {
	return form(`{no_use}[发用走]?(?:什么|啥)?` + way + `|` + way + `(?:我|就|也|都)*{no_use}(?:用|弄|了|$|[,，。!！\s])`)
}

// WayIn is the way of handing over that a text names, from 1; 0 for none. 邮件 is no
// 邮寄, one that is declined is none, and of several the last counts, unless she does
// not mind which.
func WayIn(text string) (way int) {
	text = fetching.ReplaceAllString(text, "")
	last, named := -1, 0
	for i, words := range wayWords {
		found := words.FindAllStringIndex(text, -1)
		if len(found) == 0 || noWays[i].MatchString(text) {
			continue
		}
		named++
		if at := found[len(found)-1][0]; at >= last {
			way, last = i+1, at
		}
	}
	if named > 1 && either.MatchString(text) {
		return 0
	}
	return way
}

// SeveralWays says whether a text names ways and does not mind which.
func SeveralWays(text string) bool {
	if !either.MatchString(text) {
		return false
	}
	named := func(words *pattern.Pattern) bool { return words.MatchString(text) }
	return utf8.RuneCountInString(text) <= LongestWay || slices.ContainsFunc(wayWords, named)
}

// bothWays says whether a text wants two ways at once, of which one is written down.
func bothWays(text string) bool {
	n := 0
	for i, words := range wayWords {
		if words.MatchString(text) && !noWays[i].MatchString(text) {
			n++
		}
	}
	return n > 1 && alsoWay.MatchString(text) && !either.MatchString(text)
}

var alsoWay = form(`也|还|再|都|同时|两样|另外|和`)

// LongestWay is how many characters a text has that only names a way of handing over.
const LongestWay = 8

// IsAddress says whether a text may be a postal address.
func IsAddress(text string) bool {
	n := utf8.RuneCountInString(text)
	return n >= 6 && n <= 200 && placeSign.MatchString(text) && !lexicon.Question.MatchString(text)
}

var (
	placeSign   = form(`{place_sign}`)
	leadAddress = form(`^(?:请|麻烦|那就|那|就在|就是|就|还是)?(?:我家住在|我家住|我家在|我住在|我住|家住在|家住|住在|家在)?(?:{by_post}|{address_word}|寄)?(?:给我|到|至|往)?{is}*\s*`)
	receives    = form(`收$`)
	nextField   = form(`\s*(?:所需|需要|申请|获取|提供|领取|受理|备注|用途|联系|邮编|邮政)\p{Han}{0,10}:.*$`) // of a form
)

// onlyDoor is a number of a house alone, and doors finds those in an address.
var (
	onlyDoor = form(`^[0-9]{1,5}号?(?:楼|院|栋)?$`)
	doors    = form(`[0-9]{1,5}号`)
)

// mendedAddress is an address with another number of the house where that is all that is
// told, and else the new one.
func mendedAddress(old, told string) string {
	at := doors.FindAllStringIndex(old, -1)
	if !onlyDoor.MatchString(told) || len(at) != 1 {
		return told
	}
	return old[:at[0][0]] + strings.TrimRight(told, "号楼院栋") + "号" + old[at[0][1]:]
}

// addressIn is the address in a text: from the first clause that has a word of a place to
// the last that has one, a number, or who receives it. What leads to it, and thanks
// behind it, are none of it.
func addressIn(text string) string {
	text = nextField.ReplaceAllString(text, "")
	from, to := -1, -1
	for at, clause := range writing.ClausesAt(text) {
		switch {
		case placeSign.MatchString(clause):
			if from < 0 {
				from = at
			}
			to = at + len(clause)
		case from >= 0 && (MayTell(clause) || receives.MatchString(clause)):
			to = at + len(clause)
		}
	}
	if from < 0 {
		return ""
	}
	return strings.TrimRight(strings.TrimSpace(leadAddress.ReplaceAllString(text[from:to], "")), "吧啊呀哦哈")
}

// hasAddress says whether a text surely has a postal address in it: several words of places
// and a number.
func hasAddress(text string) bool {
	return IsAddress(text) && MayTell(text) && len(placeSign.FindAllString(text, -1)) > 1
}

// IsWholeAddress says whether a text is a postal address and nothing else, as far as it
// shows.
func IsWholeAddress(text string) bool {
	text = strings.ReplaceAll(text, "\n", "") // where numbers stood
	return hasAddress(text) && !lexicon.Papers.MatchString(text) && utf8.RuneCountInString(addressIn(text)) >= utf8.RuneCountInString(text)-longestLead
}

// longestLead is how many characters lead to an address at most: 门牌说错了，就寄.
const longestLead = 10
