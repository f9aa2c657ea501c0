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
	siftTables(text, func(s *sieve, from, to int) {
		if s.really == nil || s.really(text[from:to]) {
			out = append(out, catch{s, from, to})
		}
	})
	slices.SortFunc(out, func(a, b catch) int { return a.from - b.from })
	out = slices.CompactFunc(out, func(b, a catch) bool { return b.from < a.to })
	for i := range sieves {
		s, before := &sieves[i], out // which are in order, and no two overlap
		if !s.mayHold(text) {
			continue
		}
		for at := 0; at < len(text); {
			m := s.find.FindStringSubmatchIndex(text[at:])
			if m == nil {
				break
			}
			from, to := at+m[2], at+m[3]
			at = to // the character after it may begin the next one
			if s.really != nil && !s.really(text[from:to]) {
				at = from + firstGroup(text[from:to]) // which may belong to something else
				continue
			}
			if s.near != nil && !s.near(text[max(0, from-480):from], text[to:min(len(text), to+240)]) || overlaps(before, from, to) {
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

// firstGroup is how long the digits are that a number written in groups begins with.
func firstGroup(s string) int {
	if i := strings.IndexFunc(s, func(r rune) bool { return !digitOrLetter(r) }); i > 0 {
		return i
	}
	return len(s)
}

func digitOrLetter(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
}

// closed is a number without what is written between its digits.
func closed(s string) string {
	return strings.Map(func(r rune) rune {
		if !digitOrLetter(r) {
			return -1
		}
		return r
	}, s)
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
	s = strings.ToUpper(closed(strings.ReplaceAll(s, "Ｘ", "X")))
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

// oldID says whether fifteen digits are an identity number as they were written until
// 1999: a known province and a day that existed. It has no check character, so that only
// what is called one is one.
func oldID(s string) bool {
	s = closed(s)
	if len(s) != 15 || !slices.Contains(strings.Fields(provinces), s[:2]) {
		return false
	}
	_, err := time.Parse("20060102", "19"+s[6:12])
	return err == nil
}

// properPlate says whether what looks like a number plate has digits enough, and a
// letter where it is as long as those of electric vehicles.
func properPlate(s string) bool {
	r := []rune(strings.Map(func(r rune) rune {
		if strings.ContainsRune("·•. -", r) {
			return -1
		}
		return r
	}, s))[2:]
	digits := 0
	for _, c := range r {
		if c >= '0' && c <= '9' {
			digits++
		}
	}
	return digits >= 3 && (len(r) == 5 || digits < len(r))
}

// properCard says whether the digits are 15 to 19 and pass Luhn's check.
func properCard(s string) bool {
	s = closed(s)
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
