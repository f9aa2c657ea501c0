package disclosure

import (
	"crypto/subtle"
	"fmt"
	"io"
	"strings"
)

// FormatNumber returns the number of a request (申请编号): the year, the organ's
// number in the store, the serial within both, and a check digit, as
// 2026-001-00012-3.
func FormatNumber(year, organ, serial int) string {
	digits := fmt.Sprintf("%04d%03d%05d", year, organ, serial)
	return fmt.Sprintf("%s-%s-%s-%c", digits[:4], digits[4:7], digits[7:], CheckDigit(digits))
}

// ParseNumber returns a request's number in its usual writing, whichever way it
// was typed: with or without hyphens, with spaces, in full width. A number whose
// check digit does not fit is an error.
func ParseNumber(s string) (string, error) {
	var digits strings.Builder
	for _, r := range s {
		switch {
		case r >= '０' && r <= '９':
			digits.WriteRune(r - '０' + '0')
		case r >= '0' && r <= '9':
			digits.WriteRune(r)
		case !strings.ContainsRune(" \t　-－—–", r):
			return "", fmt.Errorf("disclosure: not a request number")
		}
	}
	d := digits.String()
	if len(d) < 13 || len(d) > 16 {
		return "", fmt.Errorf("disclosure: not a request number")
	}
	body, check := d[:len(d)-1], d[len(d)-1]
	if CheckDigit(body) != check {
		return "", fmt.Errorf("disclosure: request number with a wrong check digit")
	}
	return fmt.Sprintf("%s-%s-%s-%c", body[:4], body[4:7], body[7:], check), nil
}

// CheckDigit returns the check digit of a row of digits by ISO 7064 MOD 11,10,
// which finds every single wrong digit and nearly every two that were swapped.
func CheckDigit(digits string) byte {
	p := 10
	for i := range len(digits) {
		s := (p + int(digits[i]-'0')) % 10
		if s == 0 {
			s = 10
		}
		p = s * 2 % 11
	}
	return byte('0' + (11-p)%10)
}

// codeAlphabet leaves out I, L, O and U, which are misread.
const codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// NewCode returns a query code (查询码) of ten characters, 50 random bits.
func NewCode(random io.Reader) (string, error) {
	var b [10]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		return "", fmt.Errorf("disclosure: query code: %w", err)
	}
	for i := range b {
		b[i] = codeAlphabet[b[i]%32]
	}
	return string(b[:]), nil
}

// CodeMatches reports whether a query code as typed is the one that was issued,
// in constant time. Nothing matches the empty code.
func CodeMatches(typed, issued string) bool {
	return issued != "" && subtle.ConstantTimeCompare([]byte(plainCode(typed)), []byte(issued)) == 1
}

// plainCode brings a query code as typed into the form it was issued in.
func plainCode(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			r = r - '！' + '!'
		}
		switch {
		case r == ' ' || r == '-' || r == '　':
			return -1
		case r == 'o' || r == 'O':
			return '0'
		case r == 'i' || r == 'I' || r == 'l' || r == 'L':
			return '1'
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		}
		return r
	}, s)
}

// YearOf returns the year whose series the request's number belongs to: that of
// its first event. It is zero for a request without events.
func (r Request) YearOf() int {
	if len(r.Events) == 0 {
		return 0
	}
	return r.Events[0].Day.Year
}
