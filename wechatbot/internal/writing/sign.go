package writing

import (
	"cmp"
	_ "embed" // signs.txt
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed signs.txt
var signText string

// signs are the pictures of signs.txt as they stand in a text, the longest first, each with
// the word that it says, "" for a mere face.
var signs = sync.OnceValue(func() []sign {
	var all []sign
	for line := range strings.Lines(signText) {
		words := strings.Fields(line)
		if len(words) < 2 || words[0] == "#" || strings.HasPrefix(line, "#") {
			continue
		}
		for _, written := range words[1:] {
			all = append(all, sign{written, strings.Trim(words[0], "-")})
		}
	}
	slices.SortStableFunc(all, func(a, b sign) int { return cmp.Compare(len(b.written), len(a.written)) })
	return all
})

type sign struct{ written, word string }

// Unsigned is a text without the pictures before and behind its words, 低保怎么办 of
// 低保怎么办[玫瑰]; a text of pictures alone is what it was. Within a text they stay: what stands
// there may be meant.
func Unsigned(text string) string {
	if !maybeSigned(text) {
		return text
	}
	rest := text
	for {
		before := rest
		rest = strings.TrimFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || Pictograph(r) })
		for _, s := range signs() {
			rest = strings.TrimSuffix(strings.TrimPrefix(rest, s.written), s.written)
		}
		if rest == before {
			break
		}
	}
	if !worded(rest) {
		return text
	}
	return rest
}

// SignWord is what a text says that consists of pictures alone, and whether it is one: 谢谢
// for 🙏🙏, 4星 for four stars, "" for a face that says nothing.
func SignWord(text string) (word string, alone bool) {
	if !maybeSigned(text) {
		return "", false
	}
	rest := strings.ReplaceAll(strings.TrimFunc(text, unicode.IsSpace), "\ufe0f", "")
	if n := utf8.RuneCountInString(rest); 0 < n && n <= len(stars) && strings.Trim(rest, "⭐★🌟") == "" {
		return stars[n-1], true
	}
	for rest != "" {
		before := rest
		for _, s := range signs() {
			if after, is := strings.CutPrefix(rest, s.written); is {
				rest, word, alone = after, cmp.Or(word, s.word), true
				break
			}
		}
		if rest == before {
			r, size := utf8.DecodeRuneInString(rest)
			if !Pictograph(r) && !unicode.IsSpace(r) && !unicode.IsPunct(r) {
				return "", false
			}
			rest, alone = rest[size:], alone || Pictograph(r)
		}
	}
	return word, alone
}

// stars are as many as a reply is rated with.
var stars = []string{"1星", "2星", "3星", "4星", "5星"}

// Pictograph says whether a character is a picture, or makes one of what is before it.
func Pictograph(r rune) bool {
	return r > 0x2000 && (unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r) || r == '\ufe0f' || r == '\u200d')
}

// maybeSigned says whether a text may have pictures: most have none.
func maybeSigned(text string) bool {
	if plain(text) {
		return strings.IndexByte(text, '[') >= 0 || strings.Contains(text, "/:")
	}
	if !utf8.ValidString(text) { // whose bytes make other pictures where one is taken out
		return false
	}
	return strings.ContainsFunc(text, func(r rune) bool { return r == '[' || r > 0x2000 && !Ideograph(r) && Pictograph(r) }) || strings.Contains(text, "/:")
}

// worded says whether a text has a letter or a digit.
func worded(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}
