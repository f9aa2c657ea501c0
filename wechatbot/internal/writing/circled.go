package writing

import (
	"strings"
)

// PlainDigits writes a number in a circle, in brackets or on a key as a digit.
func PlainDigits(text string) string {
	if plain(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		for _, first := range []rune{'①', '⑴', '⒈', '❶', '➀', '➊', '㊀', '㈠'} {
			if r >= first && r < first+9 {
				return '1' + r - first
			}
		}
		if r == '\ufe0f' || r == '\u20e3' { // 2️⃣ is 2 and these
			return -1
		}
		return r
	}, text)
}
