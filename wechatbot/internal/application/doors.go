package application

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
)

// A part of an address that is told otherwise: 地址7号改17号, 把文化东街改成文化西街; and the number
// of the house alone: 门牌号错了，是17号.
var (
	partAnew = form(`^(?:{manner}|{me}|把|的|里面?|里的|[,，\s])*(?:{address_word})?(?:{me}|{wrong}|里面?|里的|上的?|不是|中的?|的|了|把|[,，\s])*?([^,，。\s改换]{2,16}?)[,，\s]*(?:要|得|应该|请|帮我)*(?:改成|改为|换成|改到|改|应该是|应为|而是|写错了?[,，]?(?:应该)?是)([^,，。\s]{2,24}?)(?:才对|{softly}|[了。!！\s])*$`)
	notButSo = form(`^(?:{manner}|{me}|{address_word}|{wrong}|了|[,，\s])*不是([^,，。\s改换]{2,16})[,，\s]*(?:而是|应该是|是)([^,，。\s]{2,24}?)(?:{softly}|[。!！\s])*$`)
	doorAnew = form(`^(?:{manner}|{me}|的|[,，\s])*(?:门牌号码?|门牌|楼号|栋号|单元号|房号|房间号|室号|{address_word})(?:里|的|上)*(?:{wrong}|弄|了|[,，\s])*(?:应该)?(?:是|改成|改为|换成|改|为)([0-9]{1,5}(?:号楼|号院|号|栋|幢|单元|室|楼|弄))(?:才对|{softly}|[了。!！\s])*$`)
	doorUnit = form(`^([0-9]{1,5})(\P{N}{1,2})$`)
	doorsOf  = form(`([0-9]{1,5})(号楼|号院|号|栋|幢|单元|室|楼|弄)`)
)

// AddressAnew is an address with one part of it as a text tells it otherwise, "" where the text
// tells no part, or the address has it not or more than once.
func AddressAnew(address, text string) string {
	if address == "" || lexicon.Question.MatchString(text) {
		return ""
	}
	if found := doorAnew.FindStringSubmatch(text); found != nil {
		return withOnePart(address, doorLike(address, found[1]), found[1])
	}
	for _, says := range []*pattern.Pattern{notButSo, partAnew} {
		if found := says.FindStringSubmatch(text); found != nil && placeSign.MatchString(found[1]) && placeSign.MatchString(found[2]) {
			return withOnePart(address, found[1], found[2])
		}
	}
	return ""
}

// TellsPart says whether a text tells a part of an address anew, whatever address that is.
func TellsPart(text string) bool {
	if lexicon.Question.MatchString(text) {
		return false
	}
	found := partAnew.FindStringSubmatch(text)
	return doorAnew.MatchString(text) || found != nil && doorUnit.MatchString(found[1]) && doorUnit.MatchString(found[2])
}

// doorLike is the only number in an address that counts what another counts, houses or rooms, ""
// where there is none, or several.
func doorLike(address, door string) (like string) {
	unit := doorUnit.FindStringSubmatch(door)[2]
	for _, has := range doorsOf.FindAllStringSubmatch(address, -1) {
		if has[2] == unit && like != "" {
			return ""
		}
		if has[2] == unit {
			like = has[0]
		}
	}
	return like
}

// withOnePart is an address with another part in the place of one that it has once; a number is
// no part of a longer one.
func withOnePart(address, old, anew string) string {
	if old == "" || old == anew || strings.Count(address, old) != 1 {
		return ""
	}
	before, behind, _ := strings.Cut(address, old)
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(old)
	if unicode.IsDigit(last) && unicode.IsDigit(first) {
		return ""
	}
	return before + anew + behind
}
