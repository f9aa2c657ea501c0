package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A text of one word that names nothing, a nod, a sigh or a bare 为什么, cannot be looked
// for: in a catalogue 对 stands in a quarter of all titles. It is answered from what was said
// before it, and where nothing was, she is asked what it is about.

// What such a word is.
const (
	bareNod = iota + 1
	barePause
	bareDoubt
	bareSigh
	barePraise
	bareBad
	bareDone
	bareNo
	bareOn
	bareQuestion
)

// bareWords are those words, each with what it is.
var bareWords = func() map[string]int {
	kinds := map[string]int{}
	for kind, words := range map[int][]string{
		bareNod: lexicon.Words("bare_nod"), barePause: lexicon.Words("bare_pause"), bareDoubt: lexicon.Words("bare_doubt"), bareSigh: lexicon.Words("bare_sigh"),
		barePraise: lexicon.Words("bare_praise"), bareBad: lexicon.Words("bare_bad"),
		bareDone: lexicon.Words("bare_done"), bareNo: lexicon.Words("bare_no"), bareOn: lexicon.Words("bare_on"), bareQuestion: lexicon.Words("bare_question"),
	} {
		for _, word := range words {
			kinds[word] = kind
		}
	}
	return kinds
}()

// drawnOut are the particles that such a word may end in.
const drawnOut = "啊呀呢的吧了哦嘛哈呐哟呗"

// longestBare is how many characters such a text has at most.
const longestBare = 8

// bareWord is what a text is that is one of these words, said once or several times; 0 of
// any other.
func bareWord(text string) (word string, kind int) {
	if utf8.RuneCountInString(text) > longestBare {
		return "", 0
	}
	letters := writing.Letters(text)
	for _, word := range []string{letters, once(letters), strings.TrimRight(once(letters), drawnOut)} {
		if kind = bareWords[word]; kind != 0 {
			return word, kind
		}
	}
	return "", 0
}

// once is a text of one character again and again as that character, and any other as it is.
func once(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if strings.Trim(text, string(first)) == "" {
		return text[:size]
	}
	return text
}

// onlyLooks is a text that says that something is to be looked for, and not what, as looksUp does
// in a word: 查一下; onlyLink one that
// is the address of a page, which nobody here opens, with few words beside it.
var (
	onlyLooks = form(`^(?:{manner}|{me}|{want}|{may_i}|帮忙?|给|替|请|[要能,，\s])*(?:查找|查询|查阅|查看|查|找|搜索|搜|看|调)(?:一下|一?[下个份点些篇]|[几两][个份篇])*(?:文件|资料|材料|信息|东西|内容)(?:{may_i}|{softly}|[吗么嘛不啊呀呢吧。?？!！\s])*$`)
	looksUp   = form(`^(?:{manner}|{me}|{want}|{may_i}|帮忙?|给|替|请|再|那|[要能,，\s])*(?:查找|查询|查查|查|找找|搜索|搜|找)(?:一下|一查|一找|下|看|看看)*(?:{softly}|{may_i}|[吧呢啊?？。\s])*$`)
	onlyLink  = form(`^\P{L}*(?:\p{Han}{0,6}[:,，\s]*)?https?://[!-~]+[,，\s]*(?:(?:这|那)?[个篇条]?(?:是|都)?(?:真|假|对|可靠|可信|准|靠谱)(?:的|不|的假的|吗|么|{softly}|[?？])*|(?:帮我|给我|你)?(?:看看|看一下|看下|打开|查查|查一下)(?:这个|{softly})*|(?:这|那)?[个篇条]?(?:打不开|看不了|怎么打开|是什么|什么意思|说的啥|说的是什么)[吗呢啊?？]*)?[。!！\s]*$`)
)

// openly answers who says that she looks for something and does not say what, or only where it
// stands.
func (v *visit) openly(m meaning) (answer, bool) {
	switch {
	case m.intent != wantSearch || m.number != "":
		return answer{}, false
	case looksUp.MatchString(writing.Simple(m.text)) && v.spokenOf() != "":
		v.why.wanted(wantMine)
		return v.mine(), true // 查一下, of what was handed in
	case onlyLooks.MatchString(m.text), looksUp.MatchString(writing.Simple(m.text)):
		return v.say("empty", nil), true
	}
	return answer{}, false
}

// barely answers such a text, unless it wants something by itself.
func (v *visit) barely(m meaning) (answer, bool) {
	if m.intent != wantSearch && (m.sure == 0 || m.sure == 1) {
		return answer{}, false
	}
	_, kind := bareWord(writing.Simple(m.text))
	if kind == 0 || kind == bareQuestion {
		return answer{}, false
	}
	v.why.wanted(wantChat)
	switch kind {
	case bareNod:
		v.why.wanted(wantThanks)
		return v.say("nod", map[string]any{"Last": v.numbersShown()}), true
	case bareDone:
		v.why.wanted(wantThanks)
		return v.say("thanks", nil), true
	case bareNo:
		v.why.wanted(wantCancel)
		return v.say("nothing", nil), true
	case barePause:
		return v.say("pause", nil), true
	case bareDoubt:
		return v.say("doubt", nil), true
	case bareSigh:
		return v.chat(m.text), true
	}
	return v.act(v.bot.recognise("继续")), true
}

// judged answers who says no more than how good the answer before was, 赞 or 没用, or makes a
// face at it. A face alone that nothing was said before is a greeting.
func (v *visit) judged(m meaning) (answer, bool) {
	if m.intent == wantHelp && v.talk.said != "" && onlySigns(m.text) {
		if _, face := writing.SignWord(v.raw); face {
			return v.say("nod", map[string]any{"Last": v.numbersShown()}), true
		}
	}
	if m.intent != wantSearch {
		return answer{}, false
	}
	switch _, kind := bareWord(writing.Simple(m.text)); kind {
	case barePraise:
		v.why.wanted(wantThanks)
		return v.say("thanks", nil), true
	case bareBad:
		v.why.wanted(wantChat)
		return v.sorry(), true
	}
	return answer{}, false
}

// barelyAsked asks what a bare question word is about, which nothing that was spoken of could
// answer.
func (v *visit) barelyAsked(m meaning, text string) (answer, bool) {
	word, kind := bareWord(text)
	if kind != bareQuestion || m.intent != wantSearch && (m.sure == 0 || m.sure == 1) {
		return answer{}, false
	}
	v.why.wanted(wantHelp)
	return v.say("whichmatter", map[string]string{"Word": word, "Example": exampleOf(word)}), true
}

// numbersShown is the last of the numbers that stand below the answer before, and mean
// something still; 0: none does.
func (v *visit) numbersShown() int {
	if v.bot.Now().After(v.talk.until) || v.talk.labels.hashes[0] == 0 {
		return 0 // they live no more, or stand behind words alone
	}
	return len(v.talk.options)
}

// bareExamples are whole questions with a bare question word, which the law answers wherever
// the bot stands.
var bareExamples = []struct {
	words   string
	example string
}{
	{"谁", "谁可以申请公开"}, {"什么时候 啥时候 几时 几号 哪天", "预算什么时候公开"}, {"哪里 哪儿 在哪 在哪里 在哪儿", "在哪里申请公开"},
	{"多少 几 几个 多少钱 多少条 多少个", "申请公开要多少钱"}, {"怎么办 咋办 怎么弄 咋弄 怎么 咋 怎么做 怎么搞 如何", "怎么申请公开信息"},
	{"为什么 为啥 为何 凭什么 凭啥 咋回事 怎么回事 什么原因 什么情况 啥情况", "为什么不予公开"},
}

// exampleOf is a whole question that has the word in it, or else one of any kind.
func exampleOf(word string) string {
	for _, e := range bareExamples {
		if slices.Contains(strings.Fields(e.words), word) {
			return e.example
		}
	}
	return "依申请公开是什么"
}
