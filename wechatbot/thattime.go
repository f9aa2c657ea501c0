package wechatbot

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// thatYear is a word for the year of what is in hand; yearBeside for the one before it, or
// behind it.
var (
	thatYear   = form(`同一?年|那一?年|当年|这一年`)
	thatMonth  = form(`同一个月|同一月|同月|那个月|当月`)
	yearBeside = form(`^(?:{around}|{go_on})*(?:(前一年|上一年|头一年|早一年)|后一年|下一年|晚一年)(?:{around}|{go_on}|{document})*$`)
)

// The words that go on from the year in hand, to the one before it and to the one after.
var (
	yearBack = form(`(?:再?往)?(?:前|上|头|早|先)一年|头年|再往前`)
	yearOn   = form(`(?:再?往)?(?:后|下)一年|第二年`)
)

// yearStep is by how many years a text goes on from the year in hand.
func yearStep(text string) int {
	switch {
	case yearBack.MatchString(text):
		return -1
	case yearOn.MatchString(text):
		return 1
	}
	return 0
}

// withoutStep is a text without the words of yearStep.
func withoutStep(text string) string {
	return yearOn.ReplaceAllString(yearBack.ReplaceAllString(text, ""), "")
}

// ofThatTime is a text with the year of what is in hand for a word that points at it: 同一年
// 还有啥, 那年的会议费.
func (v *visit) ofThatTime(text string) string {
	if m := yearBeside.FindStringSubmatch(text); m != nil && v.talk.newer {
		return v.besideThatYear(m[1] != "", text)
	}
	if word := thatMonth.FindString(text); word != "" && v.talk.newer && v.foundHeld() {
		if r, has := v.recordShown(); has {
			return strings.Replace(text, word, fmt.Sprintf("%d年%d月", r.Date.Year, r.Date.Month), 1)
		}
	}
	word := thatYear.FindString(text)
	if word == "" || v.yearOf(text) != 0 || utf8.RuneCountInString(text) > longestFollow {
		return text
	}
	year := 0
	if last, held := v.figureHeld(); held {
		year = last.Year
	}
	if spoken, is := v.yearSpoken(); is && (year == 0 || v.talk.newer) {
		year = spoken
	}
	if r, has := v.recordShown(); has && v.foundHeld() && v.talk.newer {
		year = r.Date.Year
	}
	if year == 0 {
		return text
	}
	return strings.Replace(text, word, fmt.Sprintf("%d年", year), 1)
}

// besideThatYear is a text that asks for the year before that of the record in hand, or for
// the one behind it, with that year.
func (v *visit) besideThatYear(before bool, text string) string {
	r, has := v.recordShown()
	if !has || !v.foundHeld() {
		return text
	}
	if before {
		return fmt.Sprintf("%d年的", r.Date.Year-1)
	}
	return fmt.Sprintf("%d年的", r.Date.Year+1)
}
