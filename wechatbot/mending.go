package wechatbot

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Who sees a wrong word in what she wrote says which, and what it is to be: 不是老王，是老汪;
// or which words are to go: “去年”两个字不要; or which of several things is left: 只要验收单.
var (
	swaps = []swap{
		{form(`^(?:{manner}|{wrong}|{me}|地址|地点|时间|写的?|说的?|[,，\s了])*不是([^,，。不\s]{1,16}?)[,，\s]*(?:而是|应该是|是)([^,，。?？\s]{1,24})$`), 1},
		{form(`(?:不要|不是)([^,，]{1,16}?)了?[,，\s]+(?:我?要|改要|换成|改成|应该是|是)(?:的是)?([^,，]{1,24})$`), 1},
		{form(`(?:应该是|是|要)([^,，]{1,16})[,，\s]+(?:不是|不要)([^,，]{1,16}?)(?:了|$|[,，])`), 2},
		{form(`把([^,，]{1,16}?)(?:改成|换成|改为)([^,，]{1,24}?)(?:吧|了)?$`), 1},
	}
	cuts    = form(`把[“"「『]?([^“”"「」『』,，]{2,20}?)[”"」』]?(?:这?[几两一二三四五六]个?字)?(?:给我|也|都)?(?:去掉|删掉|删了|删去|拿掉)(?:吧|了)?$|(?:去掉|删掉|删了|删去|拿掉)[“"「『]?([^“”"「」『』]{2,40}?)[”"」』]?(?:这?[几两一二三四]?个?字)?(?:吧|了)?$|[“"「『]([^“”"「」『』]{2,40})[”"」』](?:这?[几两一二三四]?个?字)?(?:也|都)?(?:去掉|删掉|删了|删去|拿掉|不要)`)
	unwants = form(`^(?:{manner}|{me}|那|[,，\s])*(?:不要|不用要?)([^,，]{2,20}?)(?:了|啦)[吧。!！]*$`)
	keeps   = form(`(?:只要|就要|只留)(?:后面|前面)?(?:那个|这个|的)?([^,，]{2,16}?)(?:就行|就好|就可以|吧|了)*$`)
	parts   = form(`[,，;；、]|还有|以及|和`)
)

// A swap is how it is said that one word is to stand for another; from is the place of
// the one that goes.
type swap struct {
	says *pattern.Pattern
	from int
}

// swapIn is a text with one word in the place of another, as a remark says, "" where it
// says nothing of the text.
func swapIn(text, remark string) string {
	if utf8.RuneCountInString(remark) > 2*longestRemark {
		return ""
	}
	for _, s := range swaps {
		if found := s.says.FindStringSubmatch(remark); found != nil {
			if out, swapped := withPart(text, found[s.from], notTwice(text, found[s.from], found[3-s.from])); swapped && out != text {
				return out
			}
		}
	}
	if found := wrongYear.FindStringSubmatch(remark); found != nil {
		years := slices.Compact(slices.Sorted(slices.Values(fourDigits.FindAllString(text, -1))))
		if len(years) == 1 && years[0] != found[1] {
			return strings.ReplaceAll(text, years[0], found[1])
		}
	}
	return ""
}

// wrongYear is a remark that something was written wrong, and which year it is: 前面写错了，我要的是
// 2016年的. It stands for the only year that the text has.
var wrongYear = form(`(?:错|不对)了?[^0-9不没别非]{0,10}((?:19|20)\d\d)年?度?的?[吧了啊。\s]*$`)

// notTwice is what stands for a part of a text, without the words that stand right before
// that already: 食堂承包合同 for the last of 食堂的检查记录.
func notTwice(text, part, by string) string {
	before, _, _ := strings.Cut(writing.Narrow(text), part)
	before = strings.TrimSuffix(before, "的")
	for n := utf8.RuneCountInString(by) - 2; n >= 2; n-- {
		if head := beginning(by, n); strings.HasSuffix(before, head) {
			return strings.TrimPrefix(by[len(head):], "的")
		}
	}
	return by
}

// cutFrom is a text without words that a remark takes out of it, or with only the part
// that it keeps, "" where it says nothing of the text or too little is left.
func cutFrom(text, remark string) string {
	if utf8.RuneCountInString(remark) > 2*longestRemark {
		return ""
	}
	left := ""
	if found := cuts.FindStringSubmatch(remark); found != nil {
		left, _ = withPart(text, cmp.Or(found[1:]...), "")
	} else if found := keeps.FindStringSubmatch(remark); found != nil && strings.Contains(text, found[1]) {
		for _, part := range parts.Split(text, -1) {
			if strings.Contains(part, found[1]) {
				left = part
			}
		}
	}
	return enoughOf(text, left)
}

// unwanted is what is applied for without a thing that is not wanted any more: 不要名单了. In a
// letter that is what she wants, 不要收费了.
func unwanted(text, remark string) string {
	found := unwants.FindStringSubmatch(remark)
	if found == nil {
		return ""
	}
	part := found[1]
	if !strings.Contains(writing.Narrow(text), part) {
		part = strings.TrimSuffix(part, "的") // 不要2021年的了
	}
	left, _ := withPart(text, part, "")
	return enoughOf(text, strings.TrimRight(strings.TrimLeft(left, "和与及跟"), "和与及跟"))
}

// enoughOf is what is left of a text, "" where too little is, or all.
func enoughOf(text, left string) string {
	if left = strings.Trim(left, "，,、；; "); left == text || lexicon.Tells(left) < lexicon.LeastWish {
		return ""
	}
	return left
}

// withPart is a text with a part replaced, whatever width its signs have.
func withPart(text, part, by string) (string, bool) {
	folded := writing.Narrow(text)
	at := strings.Index(folded, part)
	if at < 0 || part == "" || !utf8.ValidString(text) || !utf8.ValidString(part) || utf8.RuneCountInString(folded) != utf8.RuneCountInString(text) {
		return "", false
	}
	from := utf8.RuneCountInString(folded[:at])
	runes := []rune(text)
	return string(runes[:from]) + by + string(runes[from+utf8.RuneCountInString(part):]), true
}
