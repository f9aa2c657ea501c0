package catalog

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// numberIn finds what may be a document number in a sentence, in any brackets.
var numberIn = regexp.MustCompile(`(\p{Han}{1,16})\s*[〔\[（(【［]?\s*((?:19|20)\d{2})\s*[〕\]）)】］]\s*第?\s*(\d{1,5})\s*号?`)

// numbers are what in the query may be an index or document number: the whole
// text, or in a sentence what looks like one, with less and less before it.
func (r *reading) numbers() []string {
	if r.text == "" {
		return nil
	}
	out := []string{r.text}
	if !strings.ContainsFunc(r.text, isLatin) { // no number is without
		return out
	}
	for _, m := range numberIn.FindAllStringSubmatch(r.text, 2) {
		word := []rune(m[1])
		for i := range word {
			out = append(out, string(word[i:])+"〔"+m[2]+"〕"+m[3]+"号")
		}
	}
	return append(out, indexIn.FindAllString(r.text, 2)...)
}

// isLatin says whether a character is a digit or a letter of the Latin keyboard.
func isLatin(c rune) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// indexIn finds what may be an index number in a sentence.
var indexIn = regexp.MustCompile(`[0-9A-Za-z][0-9A-Za-z/\-－—／ ]{6,60}[0-9A-Za-z]`)

const chineseDigits = "〇一二三四五六七八九"

// years cuts a folded text at the years that it names, as civil.YearsIn reads them.
func (r *reading) years(text string) (out []piece) {
	rest := text
	if strings.Contains(text, "年") || strings.ContainsAny(text, "0123456789") {
		from := 0
		for _, y := range civil.YearsIn(text, r.query.Today) {
			if before := text[from:y.From]; before != "" {
				out = append(out, piece{word: before})
			}
			if y.Year != 0 { // else 今年, and nobody said which year it is
				out = append(out, piece{word: strconv.Itoa(y.Year) + "年", same: yearForms(y.Year), year: y.Year})
			}
			rest = text[y.To:]
			rest = strings.TrimPrefix(strings.TrimPrefix(rest, "度"), "的")
			from = len(text) - len(rest)
		}
	}
	if rest != "" {
		out = append(out, piece{word: rest})
	}
	return out
}

// yearForms are other ways to write a year in a title.
func yearForms(year int) []string {
	digits := []rune(chineseDigits)
	var b strings.Builder
	for _, d := range strconv.Itoa(year) {
		b.WriteRune(digits[d-'0'])
	}
	c := b.String()
	return []string{strconv.Itoa(year), c, strings.ReplaceAll(c, "〇", "零")}
}
