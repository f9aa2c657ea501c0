package xlsx

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// A cell is what stands in one place of a sheet.
type cell struct {
	shown  string // what the public sees
	stored string // what the file holds, where that is another number; else ""
}

// What cell.stored says instead of a number.
const (
	eaten    = "\x00" // a part of a code that had lost its zero
	noResult = "\x01" // a formula whose result was not stored
)

var (
	plainNumber = regexp.MustCompile(`^-?\d+(\.\d+)?([eE][-+]?\d{1,3})?$`)
	shownNumber = regexp.MustCompile(`^[-(]?[¥￥]?-?[\d,]+(\.\d+)?\)?$`)
)

// excelDigits are the significant digits that Excel itself goes by: beyond them
// a stored number is the noise of a binary fraction.
const excelDigits = 15

// readCell joins the stored text of a cell with the text that its number format
// makes of it. A number is rounded first to fifteen digits and then, half away
// from zero, to the places that the format shows: 1508.8299999999999 under
// #,##0.00 is 1508.83.
func readCell(raw, formatted string) cell {
	raw, formatted = strings.TrimSpace(raw), strings.TrimSpace(formatted)
	if !plainNumber.MatchString(raw) || !shownNumber.MatchString(formatted) {
		return cell{shown: formatted}
	}
	d, ok := parseStored(raw)
	if !ok {
		return cell{shown: formatted}
	}
	if raw == formatted { // short, or text: as it is
		if strings.ContainsAny(raw, "eE") {
			return cell{shown: d.String()}
		}
		return cell{shown: raw}
	}
	_, part, _ := strings.Cut(strings.TrimSuffix(formatted, ")"), ".")
	shown := d.Round(int32(len(part)))
	c := cell{shown: shown.StringFixed(int32(len(part)))}
	if part == "" && leadingZero(formatted) {
		c.shown = formatted // a code, padded by its format
	}
	if !shown.Equal(d) {
		c.stored = d.String()
	}
	return c
}

func digits(s string) int {
	s = strings.TrimLeft(s, "-0.")
	return len(s) - strings.Count(s, ".")
}

func leadingZero(s string) bool { return len(s) > 1 && s[0] == '0' && !strings.Contains(s, ".") }

// parseStored reads a stored number to fifteen significant digits. An exponent
// that no amount has is refused before it is expanded.
func parseStored(raw string) (decimal.Decimal, bool) {
	d, err := decimal.NewFromString(raw)
	if err != nil || d.Exponent() < -40 || d.Exponent() > 18 {
		return decimal.Decimal{}, false
	}
	if n := int32(d.NumDigits()); n > excelDigits {
		d = d.Round(excelDigits - n - d.Exponent())
	}
	return d, true
}
