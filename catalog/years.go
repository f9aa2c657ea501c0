package catalog

import (
	"regexp"
	"strconv"
	"strings"
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

// years cuts a folded text at the years that it names: 2015, 2015年, 15年,
// 二〇一五年, and 去年 when the day is known.
func (r *reading) years(text string) []piece {
	if text == "" {
		return nil
	}
	var m []int
	if strings.Contains(text, "年") || strings.ContainsAny(text, "0123456789") {
		m = yearIn.FindStringSubmatchIndex(text)
	}
	if m == nil {
		return []piece{{word: text}}
	}
	year := r.yearOf(text[m[2]:m[3]])
	var out []piece
	if !r.bounded(text, m[2], m[3]) {
		return []piece{{word: text}}
	}
	if year == 0 { // 今年, and nobody said which year it is
		rest := strings.TrimPrefix(strings.TrimPrefix(text[m[1]:], "度"), "的")
		return append(r.years(text[:m[2]]), r.years(rest)...)
	}
	if m[2] > 0 {
		out = append(out, piece{word: text[:m[2]]})
	}
	out = append(out, piece{word: strconv.Itoa(year) + "年", same: yearForms(year), year: year})
	rest := strings.TrimPrefix(text[m[1]:], "度")
	return append(out, r.years(strings.TrimPrefix(rest, "的"))...)
}

var yearIn = regexp.MustCompile(`((?:19|20)\d{2}|[一二][九〇零][〇零一二三四五六七八九]{2}年|\d{2}年|前年|去年|今年|上年|本年)年?`)

// bounded says whether the digits of a year stand alone: 20192025 is no year.
func (r *reading) bounded(text string, from, to int) bool {
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	return !digit(from-1) && !digit(to)
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

// yearOf reads a year; 0 when it cannot be known.
func (r *reading) yearOf(s string) int {
	today := r.query.Today.Year
	switch s {
	case "今年", "本年":
		return today
	case "去年", "上年":
		return max(today-1, 0)
	case "前年":
		return max(today-2, 0)
	}
	s = strings.TrimSuffix(s, "年")
	var b strings.Builder
	for _, c := range strings.ReplaceAll(s, "零", "〇") {
		if i := strings.IndexRune(chineseDigits, c); i >= 0 {
			c = rune('0' + i/len("一"))
		}
		b.WriteRune(c)
	}
	n, err := strconv.Atoi(b.String())
	if err != nil {
		return 0
	}
	if n < 100 { // two digits: the years that offices have published of
		if n >= 78 {
			return 1900 + n
		}
		return 2000 + n
	}
	return n
}
