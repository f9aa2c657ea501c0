package cases

import (
	"errors"
	"fmt"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
)

// prefixes tell a case's number from a request's, and one kind from another.
var prefixes = map[Kind]string{Complaint: "TS", Consultation: "ZX", Question: "TW"}

// FormatNumber returns the number of a case: two letters for the kind, the year,
// the serial within the year over all kinds, and a check digit, as TS-2026-00012-5.
func FormatNumber(k Kind, year, serial int) string {
	digits := fmt.Sprintf("%04d%05d", year, serial)
	return fmt.Sprintf("%s-%s-%s-%c", prefixes[k], digits[:4], digits[4:], disclosure.CheckDigit(digits))
}

var errNumber = errors.New("cases: not a number of a case")

// ParseNumber returns a case's number in its usual writing, whichever way it was
// typed: in either case, with or without hyphens, with spaces, in full width. A
// number whose check digit does not fit is an error.
func ParseNumber(s string) (string, error) {
	var letters, digits strings.Builder
	for _, r := range s {
		if r >= '！' && r <= '～' {
			r = r - '！' + '!'
		}
		switch {
		case r >= '0' && r <= '9':
			digits.WriteRune(r)
		case r >= 'a' && r <= 'z' && digits.Len() == 0:
			letters.WriteRune(r - 'a' + 'A')
		case r >= 'A' && r <= 'Z' && digits.Len() == 0:
			letters.WriteRune(r)
		case !strings.ContainsRune(" \t　-—–", r):
			return "", errNumber
		}
	}
	d := digits.String()
	if len(d) < 10 || len(d) > 12 || disclosure.CheckDigit(d[:len(d)-1]) != d[len(d)-1] {
		return "", errNumber
	}
	for _, prefix := range prefixes {
		if prefix == letters.String() {
			return fmt.Sprintf("%s-%s-%s-%s", prefix, d[:4], d[4:len(d)-1], d[len(d)-1:]), nil
		}
	}
	return "", errNumber
}
