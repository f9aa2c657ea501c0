package wechatbot

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// thatYear is a word for the year of what is in hand.
var thatYear = form(`同一?年|那一?年|当年|这一年`)

// ofThatTime is a text with the year of what is in hand for a word that points at it: 同一年
// 还有啥, 那年的会议费.
func (v *visit) ofThatTime(text string) string {
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
	if r, err := v.bot.Catalog.Find(v.ctx, v.talk.found.Shown); v.talk.found.Shown != "" && v.foundHeld() && v.talk.newer && err == nil {
		year = r.Date.Year
	}
	if year == 0 {
		return text
	}
	return strings.Replace(text, word, fmt.Sprintf("%d年", year), 1)
}
