package envelope

import (
	"bytes"
	"unicode/utf8"
)

// Legal is a message without what XML does not allow: control characters, U+FFFE and
// U+FFFF, and bytes that are no text. Some keyboards send them, WeChat passes them on,
// and a reader of XML would lose the whole message over one.
func Legal(message []byte) []byte {
	if utf8.Valid(message) && !Suspect(message) {
		return message
	}
	return bytes.Map(func(r rune) rune {
		if forbidden(r) {
			return -1
		}
		return r
	}, message)
}

// Suspect says whether a text may have a character that XML does not allow, by its bytes alone:
// a long answer has many, and hardly ever one.
func Suspect[text string | []byte](t text) bool {
	for i := range len(t) {
		switch b := t[i]; {
		case b < ' ' && b != '\t' && b != '\n' && b != '\r':
			return true
		case b == 0xef && i+2 < len(t) && t[i+1] == 0xbf && t[i+2] >= 0xbd: // U+FFFD to U+FFFF
			return true
		}
	}
	return false
}

func forbidden(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff || r == utf8.RuneError
}
