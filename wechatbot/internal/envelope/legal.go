package envelope

import (
	"bytes"
	"unicode/utf8"
)

// Legal is a message without what XML does not allow: control characters, U+FFFE and
// U+FFFF, and bytes that are no text. Some keyboards send them, WeChat passes them on,
// and a reader of XML would lose the whole message over one.
func Legal(message []byte) []byte {
	if Ordinary(message) {
		return message
	}
	return bytes.Map(func(r rune) rune {
		if forbidden(r) {
			return -1
		}
		return r
	}, message)
}

// Ordinary says whether a text consists of nothing but printable ASCII, new lines, tabs and
// such characters of three bytes as Chinese is written with, as nearly every one does. XML
// may have each of these, and none of them stands for another.
func Ordinary[text string | []byte](t text) bool {
	for i := 0; i < len(t); {
		switch b := t[i]; {
		case b >= ' ' && b < utf8.RuneSelf, b == '\n', b == '\t':
			for i++; i+8 <= len(t) && printable(eight(t, i)); {
				i += 8
			}
		case i+2 >= len(t) || t[i+1]&0xc0 != 0x80 || t[i+2]&0xc0 != 0x80:
			return false
		case b >= 0xe1 && b <= 0xec, b == 0xef && t[i+1] < 0xbf: // U+1000 to U+CFFF, and U+F000 to U+FFBF
			i += 3
		default:
			return false
		}
	}
	return true
}

// eight are the eight bytes of a text at a place.
func eight[text string | []byte](t text, i int) uint64 {
	_ = t[i+7]
	return uint64(t[i]) | uint64(t[i+1])<<8 | uint64(t[i+2])<<16 | uint64(t[i+3])<<24 |
		uint64(t[i+4])<<32 | uint64(t[i+5])<<40 | uint64(t[i+6])<<48 | uint64(t[i+7])<<56
}

// printable says whether eight bytes are all printable ASCII: the highest bit is set in none,
// nor where a space is taken from each.
func printable(bytes uint64) bool {
	const spaces, highest = 0x2020202020202020, 0x8080808080808080
	return (bytes|(bytes-spaces))&highest == 0
}

func forbidden(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff || r == utf8.RuneError
}
