package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// stemmed writes an organ's alias whole where its generic end was left out: of a word that
// stands by itself (三公 2025 万里 becomes 三公 2025 万里街道), and as stemAhead does.
func (v *visit) stemmed(text string) string {
	if text = v.stemAhead(text); !strings.Contains(text, " ") {
		return text
	}
	words := strings.Fields(text)
	for i, w := range words {
		w = yearWord.ReplaceAllString(w, "") // 万里2024
		if w == "" {
			continue
		}
		for _, o := range v.bot.Office.Organs {
			if n := slices.IndexFunc(o.Aliases, func(a string) bool { return strings.HasPrefix(a, w) && genericOrgan[a[len(w):]] }); n >= 0 {
				words[i] = o.Aliases[n] + strings.TrimPrefix(words[i], w)
			}
		}
	}
	return strings.Join(words, " ")
}

// stemAhead does so where nothing stands between the place of an alias and what is asked of
// the organ's money, and the organ has books here: 万里2024办公费, 2024三公万里. Only a street
// or a town is called by its place alone: 教育 of 教育局 is a word of its own (教育2024).
func (v *visit) stemAhead(text string) string {
	if _, of := v.alias(text); of != "" {
		return text
	}
	ahead := len(stemLead.FindString(text))
	for _, o := range v.bot.Office.Organs {
		for _, a := range o.Aliases {
			stem := strings.TrimSuffix(a, placeEnd.FindString(a))
			if before, ends := strings.CutSuffix(text, stem); stem != a && ends && ofBooks.MatchString(before) && slices.Contains(v.bot.Books.Organs(), o.Name) {
				return before + a // 2024三公万里
			}
			if rest, begins := strings.CutPrefix(text[ahead:], stem); stem != a && begins && utf8.RuneCountInString(stem) > 1 &&
				behindStem.MatchString(rest) && slices.Contains(v.bot.Books.Organs(), o.Name) {
				return text[:ahead] + a + latinEnd.ReplaceAllString(rest, "")
			}
		}
	}
	return text
}

var (
	placeEnd   = form(`(?:街道|镇|乡)$`) // of the name of an organ that is called by its place
	stemLead   = form(`^(?:{manner}|{lead}|[0-9]+年度?|[,，\s])*`)
	behindStem = form(`^(?:[^\p{Han}]|{this_time}|{of_whole}|{of_books}|[二两]?[〇零○一二三四五六七八九]+年)`)
	ofBooks    = form(`{of_books}|{of_whole}`)
	latinEnd   = form(`^(?i:[\s]*(?:street|jiedao|town|subdistrict))`)
)

// placedElsewhere is the organ that a text names with its place, where that is not the
// place of the organ of the books whose name it shares: 银川市财政局 is not 普陀区财政局.
func placedElsewhere(organ, text string) string {
	found := placedOrgan.FindStringSubmatch(frontWords.ReplaceAllString(text, ""))
	if m := levelOrgan.FindStringSubmatch(frontWords.ReplaceAllString(text, "")); m != nil && organ != "" && !strings.Contains(organ, m[1]) && !notLevel.MatchString(m[1]) {
		return m[1] // 市财政局
	}
	if organ == "" || found == nil || noPlace.MatchString(found[1]) {
		return ""
	}
	place := []rune(found[1])
	if end := string(place[max(0, len(place)-3):]); strings.Contains(organ, end) || strings.Contains(organ, string(place[len(place)-2:])) {
		return ""
	}
	return found[0]
}

// An organ of another level that is named without its place, and words that begin so.
var (
	levelOrgan = form(`^((?:市|省|县|自治区)(?:里的?|的)?\p{Han}{2,8}?(?:局|厅|委))`)
	notLevel   = form(`^(?:市场|市政|市容|市民|省级|县域)`)
)

// frontWords are what leads to the name of an organ, and a year before it.
var frontWords = form(`^(?:{manner}|{lead}|{this_time}|[0-9]+年?度?|[,，\s])*`)
