package writing

import (
	"strings"
)

// Holds says whether one of several words stands in a text.
func Holds(text string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// Common is the longest run of characters that two texts share.
func Common(a, b string) string {
	x, y := []rune(a), []rune(b)
	best, end := 0, 0
	row := make([]int, len(y)+1)
	for i := range x {
		before := 0
		for j := range y {
			was := row[j+1]
			row[j+1] = 0
			if x[i] == y[j] {
				row[j+1] = before + 1
				if row[j+1] > best {
					best, end = row[j+1], i+1
				}
			}
			before = was
		}
	}
	return string(x[end-best : end])
}

// InOrder counts the characters that two texts have in common in the same order.
func InOrder(a, b []rune) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		before := 0
		for j, y := range b {
			was := row[j+1]
			if x == y {
				row[j+1] = before + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			before = was
		}
	}
	return row[len(b)]
}
