package wechatbot

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Who sees that one digit of a number is wrong tells the digit: 最后一位是9, 第三位应该是4.
// It mends the number that was refused just now, or one that the application has.
var (
	digitTold = form(`(?:{nth_digit}(?:面|的|那|一|[位个]|数字?|号码?)*|第([0-9]{1,2}|[一二三四五六七八九十]{1,3})[位个](?:数字?)?)(?:[,，、\s]|{wrong}了?|应该|其实|不是[0-9Xx]|把?[0-9Xx])*{is}+\s*([0-9Xx零一二三四五六七八九])(?:$|[^0-9一二三四五六七八九])`)
	digitOff  = form(`(?:[错差少多](?:了|打|写|输)*(?:一|1|几)(?:位|个数|个数字|个字)|(?:一|1)(?:位|个数|个数字)(?:打|写|输)?错了?)`)
)

// longestDigit is how many characters a text has that tells a digit.
const longestDigit = 24

// tellsDigit: no number stands beside it.
func (e *entry) tellsDigit() bool { return e.ofNumber(digitTold) }

// missesDigit: a digit is wrong, and it is not said which.
func (e *entry) missesDigit() bool { return e.ofNumber(digitOff) }

// ofNumber says whether a text says this of a number, and tells none.
func (e *entry) ofNumber(says *pattern.Pattern) bool {
	return e.ofApplicant() && !e.told().Hard() && utf8.RuneCountInString(e.m.text) <= longestDigit && says.MatchString(e.m.text)
}

// mendsDigit takes the number with the other digit.
func (e *entry) mendsDigit() answer {
	told := digitTold.FindStringSubmatch(e.m.text)
	return e.mendsNumber(func(number string) string { return withDigit(number, told) }, "digit")
}

// mendsNumber takes a number as it is mended, where its check character holds it right
// then; it is shown again before it is handed in. Where none is, trouble says so.
func (e *entry) mendsNumber(by func(number string) string, trouble string) answer {
	for _, number := range e.mendable() {
		mended := by(number)
		if got := application.Read(mended); mended != "" && got.Personal() {
			return e.detail(e.d, mended)
		}
	}
	if len(e.mendable()) == 0 { // none was told
		trouble = "digit_whole"
	}
	return e.save(e.d, trouble)
}

// endTold is a text that tells the last digits of a number: 电话尾号是2244.
var endTold = form(`(?:尾号|末尾|最后|后)(?:面|的|那|[两二三四五六234]?位|几位|数字|号码)*(?:{wrong}了?|应该|其实|[,，、\s])*(?:{is}|改成|改为|换成)*\s*([0-9零〇一幺二三四五六七八九]{2,8}[Xx]?)(?:$|[^0-9A-Za-z])`)

func (e *entry) tellsEnd() bool { return e.ofNumber(endTold) }

// mendsEnd takes the number with other last digits, as mendsDigit does with one.
func (e *entry) mendsEnd() answer {
	end := strings.ToUpper(writing.Digits(endTold.FindStringSubmatch(e.m.text)[1]))
	return e.mendsNumber(func(number string) string {
		if len(end) >= len(number) {
			return ""
		}
		return number[:len(number)-len(end)] + end
	}, "digit_end")
}

// mendable are the numbers of which a digit may be told: the one that was refused, or
// that which the text names, or the telephone, which has no check character.
func (e *entry) mendable() (numbers []string) {
	if application.Numbered(e.d.Step) {
		numbers = append(numbers, e.d.Refused)
	}
	if of := e.d.Applicant; idWord.MatchString(e.m.text) {
		numbers = append(numbers, of.IDNumber+of.OrgCode)
	} else if !application.Numbered(e.d.Step) {
		numbers = append(numbers, of.Phone)
	}
	return slices.DeleteFunc(numbers, func(s string) bool { return s == "" })
}

var ofPhone = form(`{phone_word}`)

var idWord = form(`{id_word}|{code_word}`)

// withDigit is a number with one other digit, "" where it has no such place.
func withDigit(number string, told []string) string {
	if len(told) < 3 {
		return ""
	}
	digit := told[2]
	if n := writing.Numeral(digit); n >= 0 {
		digit = strconv.Itoa(n)
	}
	at := len(number) - 1
	if told[1] != "" {
		at = writing.Numeral(told[1]) - 1
	}
	if at < 0 || at >= len(number) {
		return ""
	}
	return number[:at] + digit + number[at+1:]
}
