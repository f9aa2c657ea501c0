package lexicon

import (
	"cmp"
	_ "embed" // english.txt
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

//go:embed english.txt
var englishText string

// places are where the Chinese for an English word stands in a sentence, in their order;
// words that are not known are mostly names. Aside words say nothing by themselves.
var places = []string{"when", "name", "how", "do", "of", "ask"}

// An englishSense is what an English word or phrase means here, and where that stands.
type englishSense struct {
	place int
	says  string
}

// An englishList is the words of english.txt.
type englishList struct {
	senses map[string]englishSense
	aside  map[string]bool
	alone  map[string]string // what such Chinese words ask for that stand by themselves
	most   int               // words of the longest phrase
}

var english = sync.OnceValue(func() (l englishList) {
	l.senses, l.aside, l.alone = map[string]englishSense{}, map[string]bool{}, map[string]string{}
	for line := range strings.Lines(englishText) {
		kind, rest, found := strings.Cut(strings.TrimSpace(line), ": ")
		switch says, words, means := strings.Cut(rest, " = "); {
		case !found || strings.HasPrefix(kind, "#"):
		case kind == "aside":
			for _, w := range strings.Fields(rest) {
				l.aside[w] = true
			}
		case kind == "alone":
			for _, w := range strings.Split(words, ", ") {
				l.alone[w] = says
			}
		case means:
			for _, w := range strings.Split(words, ", ") {
				l.senses[w] = englishSense{slices.Index(places, kind), says}
				l.most = max(l.most, strings.Count(w, " ")+1)
			}
		}
	}
	return l
})

var (
	englishWord = regexp.MustCompile(`[A-Za-z]+(?:['’][A-Za-z]+)?|[0-9]+`)
	yearNumber  = regexp.MustCompile(`^(?:19|20)[0-9]{2}$`)
)

// English writes what an English text asks for in the Chinese words that it is asked for
// with here: 去年公开了什么 for what did you publish last year. It knows a text by its
// words, of which one means something here and half of all are known; pinyin, initials,
// numbers and addresses are none. Unknown words, as the names of places, stay as they are.
func English(text string) (chinese string, read bool) {
	if strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxLatin1 && unicode.IsLetter(r) }) {
		return "", false
	}
	if strings.ContainsAny(text, "@/_") {
		return "", false
	}
	words := englishWord.FindAllString(strings.ToLower(text), -1)
	if len(words) == 0 || len(words) > longestEnglish {
		return "", false
	}
	parts, meant, unknown := english().parts(words)
	if meant == 0 || unknown*2 > len(words) {
		return "", false
	}
	chinese = strings.Join(parts, "")
	return cmp.Or(english().alone[chinese], chinese), true
}

// latinRun is where a text in characters has words in Latin letters.
var latinRun = regexp.MustCompile(`[A-Za-z]+(?:['’ \t]+[A-Za-z]+)*`)

// EnglishAmong writes the English words among Chinese ones in Chinese, each where it stands:
// 万里街道 2025 预算 for 万里街道 2025 budget. Words that are not known stay, with those
// beside them.
func EnglishAmong(text string) (chinese string, read bool) {
	latin := func(r rune) bool { return r < unicode.MaxASCII && unicode.IsLetter(r) }
	if !strings.ContainsFunc(text, latin) || !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) || strings.ContainsAny(text, "@/_") {
		return "", false
	}
	chinese = latinRun.ReplaceAllStringFunc(text, func(run string) string {
		words := englishWord.FindAllString(strings.ToLower(run), -1)
		parts, meant, unknown := english().parts(words)
		if unknown > 0 {
			return run
		}
		read = read || meant > 0
		return strings.Join(parts, "")
	})
	return strings.TrimSpace(chinese), read
}

// longestEnglish is how many words of English are read.
const longestEnglish = 40

// parts are the Chinese words in their order, and how many of the English ones mean
// something here, or are not known.
func (l englishList) parts(words []string) (parts []string, meant, unknown int) {
	at := make([][]string, len(places))
	add := func(place int, says string) {
		if !slices.Contains(at[place], says) {
			at[place] = append(at[place], says)
		}
	}
	for len(words) > 0 {
		sense, n := l.longest(words)
		switch w := words[0]; {
		case n > 0:
			add(sense.place, sense.says)
			meant += n
		case l.aside[w]:
			n = 1
		case yearNumber.MatchString(w):
			n = 1
			add(slices.Index(places, "when"), w+"年")
		default:
			n = 1
			unknown++
			add(slices.Index(places, "name"), w+" ")
		}
		words = words[n:]
	}
	return slices.Concat(at...), meant, unknown
}

// longest is the sense of the longest phrase that some words begin with, and how many
// words that has; 0 where they begin with none.
func (l englishList) longest(words []string) (englishSense, int) {
	for n := min(l.most, len(words)); n > 0; n-- {
		if sense, known := l.senses[strings.Join(words[:n], " ")]; known {
			return sense, n
		}
	}
	return englishSense{}, 0
}
