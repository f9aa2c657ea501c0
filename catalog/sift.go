package catalog

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A catch is a span of a text that a sieve holds back.
type catch struct {
	sieve    *sieve
	from, to int
}

// sift runs every sieve over the text; catches come in order, and of two that
// overlap the first sieve's stays. Full-width digits count as digits.
func sift(original string) []catch {
	var out []catch
	text, place := narrow(original)
	for i := range sieves {
		s, before := &sieves[i], out // which are in order, and no two overlap
		for at := 0; at < len(text); {
			m := s.find.FindStringSubmatchIndex(text[at:])
			if m == nil {
				break
			}
			from, to := at+m[2*s.group], at+m[2*s.group+1]
			at = to // the character after it may begin the next one
			if s.really != nil && !s.really(text[from:to]) || overlaps(before, from, to) {
				continue
			}
			out = append(out, catch{s, from, to})
		}
		slices.SortFunc(out, func(a, b catch) int { return a.from - b.from })
	}
	for i := range out {
		out[i].from, out[i].to = place(out[i].from), place(out[i].to)
	}
	return out
}

// narrow writes full-width digits and letters half width, and tells where a
// byte of the narrow text stands in the original.
func narrow(text string) (string, func(int) int) {
	isWide := func(r rune) bool { return r >= '！' && r <= '～' && r != '，' && r != '；' && r != '：' }
	if !strings.ContainsFunc(text, isWide) {
		return text, func(i int) int { return i }
	}
	var b strings.Builder
	places := make([]int, 0, len(text)+1)
	for i, r := range text {
		if isWide(r) {
			r -= '！' - '!'
		}
		start := b.Len()
		b.WriteRune(r)
		for range b.Len() - start {
			places = append(places, i)
		}
	}
	places = append(places, len(text))
	return b.String(), func(i int) int { return places[i] }
}

// overlaps says whether a place overlaps one of catches that are in order.
func overlaps(caught []catch, from, to int) bool {
	i, _ := slices.BinarySearchFunc(caught, from, func(c catch, from int) int { return c.to - from - 1 }) // the first that ends behind it
	return i < len(caught) && caught[i].from < to
}

// properID says whether eighteen characters are an identity number: a known
// province, a day that existed, and the check character of GB 11643.
func properID(s string) bool {
	s = strings.ToUpper(strings.ReplaceAll(s, "Ｘ", "X"))
	if len(s) != 18 || !slices.Contains(strings.Fields(provinces), s[:2]) {
		return false
	}
	if _, err := time.Parse("20060102", s[6:14]); err != nil || s[6:8] < "18" || s[6:8] > "20" {
		return false
	}
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(s[i]-'0')
	}
	return "10X98765432"[sum%11] == s[17]
}

// properCard says whether the digits are 15 to 19 and pass Luhn's check.
func properCard(s string) bool {
	s = strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' {
			return -1
		}
		return r
	}, s)
	if len(s) < 15 || len(s) > 19 {
		return false
	}
	sum := 0
	for i := range len(s) {
		d, err := strconv.Atoi(s[len(s)-1-i : len(s)-i])
		if err != nil {
			return false
		}
		if i%2 == 1 {
			d *= 2
		}
		sum += d/10 + d%10
	}
	return sum%10 == 0
}

// maskMiddle keeps the first and last few characters and stars the rest.
func maskMiddle(first, last int) func(string) string {
	return func(s string) string {
		n := utf8.RuneCountInString(s)
		if n <= first+last {
			return strings.Repeat("*", n)
		}
		r := []rune(s)
		return string(r[:first]) + strings.Repeat("*", n-first-last) + string(r[n-last:])
	}
}
