package wechatbot

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// What people say before and behind what they ask: a greeting, 我想问一下, words while
// they look for words, thanks. A word of mannersApart counts where something parts it
// from what follows: 老师，… is a greeting and 老师的工资 is none.
var (
	mannersBefore = form(`^(?:{manner}|{manner_apart}(?:了|啊|呀|哈|吧|呢|,|[，、。.…~～!！\s]|$)|[,，、。.…~～!！:：\s]|就是说?[,，\s])+`)
	mannersBehind = form(`(?:[,，、。.…~～!！\s]*(?:{thanking}[了啦啊呀哈哦您你]*|\[{emoticon}\])+|[,，、。.…~～!！?？\s]+{thanking_apart}[了啦啊呀哈哦您你]*)+[。.~～!！\s]*$`)

	// Characters without which there is nothing to take off.
	mannerFirsts, thankFirsts = firstRunes("manner", "manner_apart"), firstRunes("thanking", "thanking_apart") + "["
	mannerLasts               = "了啦啊呀哈哦您你]。.~～!！谢激苦烦托急等下我用需复知教"
)

// firstRunes are the characters with which words of some kinds begin.
func firstRunes(kinds ...string) string {
	var b strings.Builder
	for _, kind := range kinds {
		for _, word := range lexicon()[kind] {
			first, _ := utf8.DecodeRuneInString(word)
			b.WriteRune(first)
		}
	}
	return b.String()
}

// leastAsked is how many characters a text has that asks something.
const leastAsked = 2

// plainly is a meaning that was looked for, read again without what its text says out of
// politeness, where that is not all of it. What she wrote stays whole.
func (b *Bot) plainly(m meaning) meaning {
	core := withoutManners(m.text)
	if m.intent != wantSearch || core == m.text || utf8.RuneCountInString(writing.Letters(core)) < leastAsked {
		return m
	}
	asked := b.recognise(core)
	asked.whole = m.text
	return asked
}

// withoutManners is a text without the politeness and the pictures around it.
func withoutManners(text string) string {
	if strings.ContainsFunc(text, pictograph) {
		text = strings.TrimSpace(strings.Join(strings.FieldsFunc(text, pictograph), " "))
	}
	if first, _ := utf8.DecodeRuneInString(text); strings.ContainsRune(mannerFirsts, first) {
		text = text[len(mannersBefore.FindString(text)):]
	}
	if last, _ := utf8.DecodeLastRuneInString(text); strings.ContainsRune(mannerLasts, last) && strings.ContainsAny(text, thankFirsts) {
		if at := mannersBehind.FindStringIndex(text); at != nil {
			text = text[:at[0]]
		}
	}
	return text
}

// pictograph says whether a character is a picture, or makes one of what is before it.
func pictograph(r rune) bool {
	return r > 0x2000 && (unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r) || r == '\ufe0f')
}
