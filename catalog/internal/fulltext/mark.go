package fulltext

import "slices"

// A Span is a run of bytes of a text.
type Span struct{ Start, End int }

// Marks returns where the words stand in a text, in any writing. If none of
// them does, it returns where pairs of their characters stand.
func Marks(text string, words []string) []Span {
	at := make([]int32, 0, len(text)/2)
	u := fold(text, make([]uint16, 0, len(text)/2), &at)
	var out []Span
	var room [32]uint16
	for _, w := range words {
		want := fold(w, room[:0], nil)
		want = want[:min(len(want), longestTerm)]
		for from := 0; len(want) > 0; {
			i := within(u[from:], want)
			if i < 0 {
				break
			}
			out = append(out, spanOf(text, at, from+i, len(want)))
			from += i + len(want)
		}
	}
	if len(out) == 0 {
		out = pairMarks(text, u, at, words)
	}
	return joined(out)
}

func pairMarks(text string, u []uint16, at []int32, words []string) []Span {
	want := map[uint32]bool{}
	for _, w := range words {
		f := term(w)
		for i := range len(f) - 1 {
			want[pair(f[i], f[i+1])] = true
		}
	}
	var out []Span
	for i := range len(u) - 1 {
		if want[pair(u[i], u[i+1])] {
			out = append(out, spanOf(text, at, i, 2))
		}
	}
	return out
}

// spanOf turns units back into bytes of the text they were folded from.
func spanOf(text string, at []int32, from, n int) Span {
	last := int(at[from+n-1])
	end := last + 1
	for end < len(text) && text[end]&0xc0 == 0x80 {
		end++
	}
	return Span{int(at[from]), end}
}

// joined sorts spans and joins those that touch.
func joined(in []Span) []Span {
	slices.SortFunc(in, func(a, b Span) int { return a.Start - b.Start })
	out := in[:0]
	for _, s := range in {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}
