package wechatbot

import (
	"slices"

	"github.com/zwgk/zwgk/disclosure/cases"
)

// matterNumber is the number of a request in what the account says.
var matterNumber = form(`\b[12]\d{3}-\d{3}-\d{5,7}-\d\b`)

// speaksOfMatter notes of which request or case an answer speaks, where it is one.
func (v *visit) speaksOfMatter(text string) {
	if !mayNumber(text) {
		return
	}
	numbers := matterNumber.FindAllString(text, -1)
	for _, n := range caseNumber.FindAllString(text, -1) {
		if number, err := cases.ParseNumber(n); err == nil {
			numbers = append(numbers, number)
		}
	}
	slices.Sort(numbers)
	if numbers = slices.Compact(numbers); len(numbers) == 1 {
		v.talk.matter, v.talk.spoke = numbers[0], v.bot.Now()
	}
}

// leastNumber is how many digits and hyphens the number of a request or case has in a
// row at least; a date has fewer.
const leastNumber = 12

// mayNumber says whether the number of a request or case may stand in a text.
func mayNumber(text string) bool {
	for at := leastNumber - 1; at < len(text); at += leastNumber { // a number stands at one of these at least
		from, to := at+1, at
		for from > 0 && inNumber(text[from-1]) {
			from--
		}
		for to < len(text) && inNumber(text[to]) {
			to++
		}
		if to-from >= leastNumber {
			return true
		}
	}
	return false
}

func inNumber(c byte) bool { return c >= '0' && c <= '9' || c == '-' }

// spokenOf is the number of the request or case of which was spoken just now.
func (v *visit) spokenOf() string {
	if v.bot.Now().Sub(v.talk.spoke) > optionLife {
		return ""
	}
	return v.talk.matter
}

// ofLetter says whether a complaint or a consultation was spoken of just now.
func (v *visit) ofLetter() bool {
	_, at := v.letterAtHand()
	return at
}

// letterAtHand says whether a complaint or a consultation is being written, or was
// spoken of just now: what the law says of applications does not hold for it.
func (v *visit) letterAtHand() (kind string, at bool) {
	if u := v.begun(); u.byLetter() && v.fresh(u.letter) {
		return u.letter.Kind.Chinese(), true
	}
	if _, err := cases.ParseNumber(v.spokenOf()); err != nil {
		return "", false
	}
	c, err := v.herCase(v.spokenOf())
	return c.Kind.Chinese(), err == nil
}
