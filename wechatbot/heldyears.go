package wechatbot

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

// Two years of which only the digits are said, held against each other; and one alone.
var (
	bareYears = form(`^(\D*?)((?:20)?\d\d)年?的?((?:{versus}|{joined})+)((?:20)?\d\d)年?(\D*)$`)
	aloneYear = form(`^((?:{around}|{go_on}|{versus}|和)*)(\d\d)((?:的|呢|{softly})+)$`)
)

// heldYears writes the years of which only the digits are said whole, where the organ of
// the figure in hand keeps books of one of them: 24比23多多少, 那23的呢.
func (v *visit) heldYears(text string) string {
	last, held := v.figureHeld()
	if !held || utf8.RuneCountInString(text) > longestJoint {
		return text
	}
	if m := bareYears.FindStringSubmatch(text); m != nil {
		first, second := digitsYear(m[2]), digitsYear(m[4])
		kept := v.keptYear(last.Organ, first) + v.keptYear(last.Organ, second)
		if kept != 0 && first != second && max(first, second) <= v.today.Year+1 && min(first, second) > v.today.Year-decadeBack {
			return fmt.Sprintf("%s%d年%s%d年%s", m[1], first, m[3], second, m[5])
		}
	}
	if m := aloneYear.FindStringSubmatch(text); m != nil && !v.talk.newer {
		if year := v.keptYear(last.Organ, digitsYear(m[2])); year != 0 {
			return fmt.Sprintf("%s%d年%s", m[1], year, m[3])
		}
	}
	return text
}

// decadeBack is how many years ago a year may be that is said by its digits alone.
const decadeBack = 20

// digitsYear is the year of two digits, or of four.
func digitsYear(digits string) int {
	n, err := strconv.Atoi(digits)
	if err == nil && n < 100 {
		n += 2000
	}
	return n
}
