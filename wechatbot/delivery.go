package wechatbot

import (
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
)

// ways are the forms and ways in which information is handed over.
var ways = []disclosure.Delivery{
	{Form: "电子文本", Way: "电子邮件"}, {Form: "纸质", Way: "邮寄"}, {Form: "纸质", Way: "自行领取"}, {Form: "纸质", Way: "当场查阅"},
}

// whereTo is what the way of delivery needs and the draft lacks.
func whereTo(d disclosure.Draft) string {
	switch {
	case d.Delivery.Way == "电子邮件" && d.Applicant.Email == "":
		return "email"
	case d.Delivery.Way == "邮寄" && d.Applicant.Address == "":
		return "address"
	}
	return ""
}

// noWay is a way that is declined.
var noWay = form(`(?:不要|不用|不想要?|别用?|不)(?:{by_mail}|{by_post}|{by_hand}|{on_sight})`)

// wayWords lead to the ways, in their order.
var wayWords = []*pattern.Pattern{form(`{by_mail}`), form(`{by_post}`), form(`{by_hand}`), form(`{on_sight}`)}

// wayIn is the way of handing over that a text names, from 1; 0 for none. 邮件 is no
// 邮寄, and of several the last counts.
func wayIn(text string) (way int) {
	text = noWay.ReplaceAllString(text, "")
	last := -1
	for i, words := range wayWords {
		for _, at := range words.FindAllStringIndex(text, -1) {
			if at[0] >= last {
				way, last = i+1, at[0]
			}
		}
	}
	return way
}

// longestWay is how many characters a text has that only names a way of handing over.
const longestWay = 8

// isAddress says whether a text may be a postal address.
func isAddress(text string) bool {
	n := utf8.RuneCountInString(text)
	return n >= 6 && n <= 200 && placeSign.MatchString(text) && !asks.MatchString(text)
}

var placeSign = form(`{place_sign}`)
