package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wrap breaks text into lines no wider than width. Chinese breaks between any
// two characters, except that a line does not begin with closing punctuation or
// end with opening punctuation (避头尾); figures and Latin words stay whole
// where they fit on a line of their own.
func (p *pen) wrap(text string, size float64, bold bool, width float64) []string {
	var lines []string
	var line []string
	used := 0.0
	for _, piece := range pieces(text) {
		w := p.width(piece, size, bold)
		if used > 0 && used+w > width {
			lines = append(lines, strings.TrimSpace(strings.Join(line, "")))
			line, used = line[:0], 0
			if piece = strings.TrimLeft(piece, " "); piece == "" {
				continue
			}
			w = p.width(piece, size, bold)
		}
		for w > width {
			head, tail := p.split(piece, size, bold, width)
			if tail == "" {
				break
			}
			lines = append(lines, head)
			piece, w = tail, p.width(tail, size, bold)
		}
		line, used = append(line, piece), used+w
	}
	if len(line) > 0 {
		lines = append(lines, strings.TrimSpace(strings.Join(line, "")))
	}
	return lines
}

// balance breaks text into as few lines as wrap does, of about equal length: a
// title does not leave one character alone on its last line, and two lines part
// after a comma where there is one to part at.
func (p *pen) balance(text string, size float64, bold bool, width float64) []string {
	best := p.wrap(text, size, bold, width)
	if len(best) < 2 {
		return best
	}
	if len(best) == 2 {
		if two := p.clauses(text, size, bold, width); two != nil {
			return two
		}
	}
	for w := width - size; w > width/2; w -= size {
		lines := p.wrap(text, size, bold, w)
		if len(lines) > len(best) {
			break
		}
		best = lines
	}
	return best
}

// clauses parts text into two lines after the comma nearest its middle; nil if
// no comma leaves two lines that fit.
func (p *pen) clauses(text string, size float64, bold bool, width float64) []string {
	var best []string
	longest := width
	for i, r := range text {
		if !strings.ContainsRune("，；：", r) {
			continue
		}
		head, tail := text[:i+utf8.RuneLen(r)], text[i+utf8.RuneLen(r):]
		if w := max(p.width(head, size, bold), p.width(tail, size, bold)); tail != "" && w <= longest {
			best, longest = []string{head, tail}, w
		}
	}
	return best
}

// split cuts a piece that is wider than a line; the head has at least one
// character.
func (p *pen) split(piece string, size float64, bold bool, width float64) (head, tail string) {
	used := 0.0
	for i, r := range piece {
		a := p.advance(r, size, bold)
		if i > 0 && used+a > width {
			return piece[:i], piece[i:]
		}
		used += a
	}
	return piece, ""
}

const (
	noStart = "，。、；：？！）》〉」』】〕”’％%,.;:?!)]}…—·"
	noEnd   = "（《〈「『【〔“‘([{"
)

// pieces cuts text where a line may break.
func pieces(text string) []string {
	var out []string
	var last rune
	start := 0
	for i, r := range text {
		if i > 0 && mayBreak(last, r) {
			out = append(out, text[start:i])
			start = i
		}
		last = r
	}
	if start < len(text) {
		out = append(out, text[start:])
	}
	return out
}

func mayBreak(a, b rune) bool {
	switch {
	case strings.ContainsRune(noStart, b), strings.ContainsRune(noEnd, a):
		return false
	case a == ' ':
		return true
	case runsOn(a) && runsOn(b):
		return false
	}
	return true
}

// runsOn tells characters of figures and Latin words from Chinese ones.
func runsOn(r rune) bool {
	return r < 0x2000 && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(".,-+/_:", r)) || r == '−'
}
