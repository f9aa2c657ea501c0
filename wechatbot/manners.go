package wechatbot

import (
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// What people say before and behind what they ask: a greeting, 我想问一下, words while
// they look for words, thanks. A word of manner_apart counts where something parts it
// from what follows: 老师，… is a greeting and 老师的工资 is none.
var (
	mannersBefore = form(`^(?:{manner}[啊呀呐]?|{manner_apart}(?:了|啊|呀|哈|吧|呢|,|[，、。.…~～!！\s]|$)|[,，、。.…~～!！:：\s]|就是说?[,，\s])+`)
	mannersBehind = form(`(?:[,，、。.…~～!！\s]*(?:{thanking}[了啦啊呀哈哦您你]*)+|[,，、。.…~～!！?？\s]+{thanking_apart}[了啦啊呀哈哦您你]*)+[。.~～!！\s]*$`)

	// beating are clauses that look for words and say nothing: 我要找一下那个。那个什么。
	beating = form(`^(?:(?:{lead}|{me}|{interjection}|那个什么|那什么|什么来着|叫什么来着|叫啥来着|怎么说呢|咋说呢|就是说?|的|呃|额|啊)+[,，、。.…\s]+)+`)

	// A nod or thanks for the answer before, and what asks or goes on behind it: 谢了，那五一呢.
	nodsBefore = form(`^(?:(?:{thanking}|{noted})[了啦啊呀哈哦您你]*[,，、。.…~～!！\s]+)+`)
	asksBehind = form(`多少|几|哪|谁|什么|啥|吗|呢[?？]*$|没有?[?？]*$|咋|怎|为何|{yes_or_no}|^(?:那|再|换|还有)|[?？]$`)

	// How what is taken off begins and ends: of other texts nothing is.
	mannerStarts = firstPairs("manner", "manner_apart")
	thankEnds    = lastRunes("thanking", "thanking_apart")
)

// thankTail are the characters that may follow thanks.
const thankTail = "了啦啊呀哈哦您你。.~～!！ "

// firstPairs are the first two characters of the words of some kinds, or the one.
func firstPairs(kinds ...string) map[string]bool {
	out := map[string]bool{}
	for _, kind := range kinds {
		for _, word := range lexicon.Words(kind) {
			out[beginning(word, 2)] = true
		}
	}
	return out
}

// lastRunes are the last characters of the words of some kinds.
func lastRunes(kinds ...string) string {
	var b strings.Builder
	for _, kind := range kinds {
		for _, word := range lexicon.Words(kind) {
			b.WriteString(lastRune(word))
		}
	}
	return b.String()
}

// beginning is the first n characters of a text.
func beginning(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

// leastAsked is how many characters a text has that asks something.
const leastAsked = 2

// plainly is a meaning that was looked for, read again without what its text says out of
// politeness, where that is not all of it. What she wrote stays whole.
func (b *Bot) plainly(m meaning) meaning {
	core := withoutManners(m.text)
	if nod := nodsBefore.FindString(core); nod != "" && asksBehind.MatchString(core[len(nod):]) {
		core = core[len(nod):]
	}
	if m.intent != wantSearch || core == m.text || utf8.RuneCountInString(writing.Letters(core)) < leastAsked {
		return m
	}
	asked := b.recognise(core)
	asked.whole = m.text
	return asked
}

// withoutManners is a text without the politeness and the pictures around it.
func withoutManners(text string) string {
	if strings.ContainsFunc(text, writing.Pictograph) {
		text = strings.TrimSpace(strings.Join(strings.FieldsFunc(text, writing.Pictograph), " "))
	}
	if mannerStarts[beginning(text, 2)] || mannerStarts[beginning(text, 1)] {
		text = text[len(mannersBefore.FindString(text)):]
	}
	if core := text[len(beating.FindString(text)):]; utf8.RuneCountInString(writing.Letters(core)) >= leastAsked {
		text = core
	}
	if before := strings.TrimRight(text, thankTail); before != "" && strings.Contains(thankEnds, lastRune(before)) {
		if at := mannersBehind.FindStringIndex(text); at != nil {
			text = writing.Unsigned(text[:at[0]])
		}
	}
	return text
}
