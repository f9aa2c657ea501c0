package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/h5"
)

// What is said of something else than applying here, with words that applying has too: what
// parking costs, what a hospital takes.

// ofOthersThing says whether an entry on applying has only a word in common with a text that says
// it of something else, right before that word: 医院收费的 is not what an application costs.
func ofOthersThing(g h5.GuideEntry, text string) bool {
	if !ofApplying.MatchString(g.Question + g.Source) {
		return false
	}
	return slices.ContainsFunc(g.Words, func(w string) bool {
		before, _, has := strings.Cut(text, w)
		return has && unspoken(g, thingBefore(before))
	})
}

// thingBefore is what the end of a text names, "" where that is said of applying or says nothing.
func thingBefore(text string) string {
	parts := strings.FieldsFunc(applyHull.ReplaceAllString(shell.ReplaceAllString(text, " "), " "), notLetter)
	if len(parts) == 0 || !strings.HasSuffix(strings.TrimRight(text, "的要会都得怎么"), parts[len(parts)-1]) {
		return ""
	}
	return parts[len(parts)-1]
}

// feeOfOther says whether a text asks what something costs that it names and that is not applied
// for here: 停车收费标准, 幼儿园收费多少.
func feeOfOther(text string) bool {
	at := feeWord.FindStringIndex(text)
	if at == nil || ofDisclosure.MatchString(text) {
		return false
	}
	thing := thingBefore(text[:at[0]])
	return utf8.RuneCountInString(thing) >= 2 && !feeHere.MatchString(thing)
}

var (
	feeWord = form(`收费|收多少|收不收|收钱`)
	// feeHere are what applying itself may cost.
	feeHere = form(`复印|打印|邮寄|快递|邮费|工本|纸质|光盘|材料|查询|查阅|窗口|检索|处理|复议|公开|申请|信息`)
)

// applyHull are words of who asks what applying takes, that name nothing else.
var applyHull = form(`{want}|{get}|{your}|{me}|{may}|{give}|{process}|{document}|{paper}|政府|信息|公开|申请|依|网上|答复|这个|一般|到底`)
