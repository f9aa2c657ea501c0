package writing

import (
	"sync"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
)

// han are the characters of the basic plane's Chinese blocks, of which nearly all that is
// written here consists, with the simplified form of each. A text is gone over many times, and
// mostly only to find that there is nothing to do.
type han struct {
	simple [lastHan + 1 - firstHan]uint16
}

const firstHan, lastHan = 0x3400, 0x9fff

var variants = sync.OnceValue(func() *han {
	h, all := new(han), make([]rune, 0, lastHan+1-firstHan)
	for r := rune(firstHan); r <= lastHan; r++ {
		all = append(all, r)
	}
	for i, r := range []rune(catalog.Simplified(string(all))) {
		h.simple[i] = uint16(r)
	}
	return h
})

// hanAt is the Chinese character that a text has at a place, in three bytes. What has none
// there is 0, or another character than those of the table.
func hanAt(text string, at int) rune {
	if at+2 >= len(text) {
		return 0
	}
	bytes := uint32(text[at])<<16 | uint32(text[at+1])<<8 | uint32(text[at+2])
	if bytes&0xf0c0c0 != 0xe08080 {
		return 0
	}
	return rune(bytes>>4&0xf000 | bytes>>2&0xfc0 | bytes&0x3f)
}

// next is the character that a text has at a place, and how many bytes it has there.
func next(text string, at int) (r rune, size int) {
	if r = hanAt(text, at); r >= firstHan && r <= lastHan {
		return r, 3
	}
	return utf8.DecodeRuneInString(text[at:])
}

// plain says whether a text consists of ASCII and of ideographs alone: it is in one width then,
// and nothing in it is unseen.
func plain(text string) bool {
	for at := 0; at < len(text); {
		switch {
		case text[at] < utf8.RuneSelf:
			at++
		case Ideograph(hanAt(text, at)):
			at += 3
		default:
			return false
		}
	}
	return true
}

// Uniform writes a text in one width and in simplified characters.
func Uniform(text string) string {
	if variants().uniform(text) {
		return text
	}
	return catalog.Simplified(Narrow(text))
}

// uniform says whether a text is surely in one width and in simplified characters.
func (h *han) uniform(text string) bool {
	for at := 0; at < len(text); {
		if text[at] < utf8.RuneSelf {
			at++
			continue
		}
		r := hanAt(text, at)
		if !Ideograph(r) || h.simple[r-firstHan] != uint16(r) {
			return false
		}
		at += 3
	}
	return true
}

// letter is a letter or digit in simplified writing and in lower case, and -1 for what is
// neither. It is false for what is to be brought into one width first, and for what is no text.
func (h *han) letter(r rune) (to rune, told bool) {
	switch {
	case r >= firstHan && r <= lastHan:
		r = rune(h.simple[r-firstHan])
	case r >= firstWide:
		return r, false
	case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		return r, true
	}
	return letter(r), true
}
