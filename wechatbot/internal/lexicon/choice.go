package lexicon

import (
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// lastOption is the choice of the last option, however many there are; -2 is the one before.
const lastOption = -1

// ChoiceNumber is, in an expression, the number of what is chosen.
const ChoiceNumber = `([0-9]{1,2}|[一二三四五六七八九十两])`

const (
	chosenEnd = `(?:{is_what}|打开|点开|给我|发我|发给我|拿给我)?(?:{softly}|看看|看一下)*$`
	choiceEnd = `(?:{unit}|[、.])?(?:{pointed})?(?:{is_what})?(?:{softly})*$`
)

// How people choose: 1, 选1, 第一个, 就第2条吧, 第二条那个, 看第一篇. What only counts, 看一个 or
// 要两份, is no choice: behind the words of looking the number is a digit or has 第.
// Ordinal is a choice with 第, and Several one of two options or of all.
var (
	Ordinal   = Form(`^(?:{choose}|{look_at}|{of_list})*第` + ChoiceNumber + `(?:{unit}|[、.])?(?:{pointed})?` + chosenEnd)
	numbering = Form(`^(?:{choose})*` + ChoiceNumber + choiceEnd)
	looking   = Form(`^(?:{choose}|{look_at})*([0-9]{1,2})(?:{softly})*$`)
	finally   = Form(`^(?:{choose}|{look_at})*(?:最后|末尾|倒数第)[一1]?(?:{unit}(?:{pointed})?|{pointed})` + chosenEnd)
	backward  = Form(`^(?:{choose}|{look_at})*倒数第([2-9二三四五六七八九])(?:{unit}(?:{pointed})?|{pointed})` + chosenEnd)
	Several   = Form(`^(?:{choose}|{look_at})*第?` + ChoiceNumber + `{unit}?(?:和|跟|与|及|还有|[,、/\s])+第?` + ChoiceNumber + choiceEnd + `|^(?:全|[两三几]个|这些|每个|每条|全部)?都(?:要|看|发我|发给我|给我|打开)(?:看|一下|一遍)*(?:{softly})*$`)
)

// Choice reads 1, １, ①, 一, 第一个, 选1 as 1, 最后一个 as -1 and 倒数第二个 as -2;
// 0 is none.
func Choice(text string) int {
	typed := strings.TrimSpace(text)
	t := writing.PlainDigits(writing.Simple(writing.Tidy(text)))
	if finally.MatchString(t) {
		return lastOption
	}
	if m := backward.FindStringSubmatch(t); m != nil {
		return -writing.Numeral(m[1])
	}
	for _, way := range []*pattern.Pattern{Ordinal, numbering, looking} {
		m := way.FindStringSubmatch(t)
		if m == nil {
			continue
		}
		n, err := strconv.Atoi(m[1])
		if err != nil {
			n = writing.Numeral(m[1])
		}
		if m[1] == "两" && t != m[1] || n > 9 && (n > 20 || m[1] != "十" && m[1] == typed) {
			return 0 // 两个 are both; 12 is looked for, and 第12个 is not
		}
		return n
	}
	return 0
}
