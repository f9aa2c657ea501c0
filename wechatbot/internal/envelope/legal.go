package envelope

import (
	"bytes"
	"unicode/utf8"
)

// Legal is a message without what XML does not allow: control characters, U+FFFE and
// U+FFFF, and bytes that are no text. Some keyboards send them, WeChat passes them on,
// and a reader of XML would lose the whole message over one.
func Legal(message []byte) []byte {
	if utf8.Valid(message) && bytes.IndexFunc(message, forbidden) < 0 {
		return message
	}
	return bytes.Map(func(r rune) rune {
		if forbidden(r) {
			return -1
		}
		return r
	}, message)
}

func forbidden(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff || r == utf8.RuneError
}
