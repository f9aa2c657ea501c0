package budget

import (
	"errors"
	"strings"

	"github.com/shopspring/decimal"
)

// An Amount is what stands in one cell for money: a number exactly as written,
// a blank, or a dash. The zero Amount is a blank cell, which is not zero.
type Amount struct {
	coefficient int64
	places      uint8
	mark        mark
}

type mark uint8

const (
	markBlank mark = iota
	markDash
	markNumber
)

// Number returns the amount of an integer coefficient with so many decimal
// places: Number(94788, 2) is 947.88. It holds 18 digits; more is not money.
func Number(coefficient int64, places int) Amount {
	return Amount{coefficient: coefficient, places: uint8(places), mark: markNumber}
}

// NewAmount returns the amount of a decimal, keeping its places. It returns
// ErrTooLong for more than 18 digits.
func NewAmount(d decimal.Decimal) (Amount, error) {
	r := amountReader{text: d.String(), exact: true}
	return r.read()
}

// IsNumber says whether the cell holds a number, be it zero.
func (a Amount) IsNumber() bool { return a.mark == markNumber }

// IsBlank says whether the cell is empty. A dash is not empty: it says that
// there is nothing to fill in.
func (a Amount) IsBlank() bool { return a.mark == markBlank }

// Decimal returns the number, zero for a blank or a dash: ask IsNumber first
// where the difference matters.
func (a Amount) Decimal() decimal.Decimal {
	return decimal.New(a.coefficient, -int32(a.places))
}

// Places is the number of decimal places that the cell was written with.
func (a Amount) Places() int { return int(a.places) }

// String returns the number as written, without grouping; "" for a blank and
// "—" for a dash.
func (a Amount) String() string {
	var room [32]byte
	return string(a.append(room[:0]))
}

// AppendText appends what String returns. It never fails.
func (a Amount) AppendText(b []byte) ([]byte, error) { return a.append(b), nil }

// MarshalText writes the amount as String does, so that JSON carries money as
// text and no reader makes a float of it.
func (a Amount) MarshalText() ([]byte, error) { return a.append(nil), nil }

func (a Amount) append(b []byte) []byte {
	switch a.mark {
	case markBlank:
		return b
	case markDash:
		return append(b, "—"...)
	}
	v, places := a.coefficient, int(a.places)
	if v < 0 {
		b = append(b, '-')
	}
	var digits [48]byte
	n := len(digits)
	u := uint64(v)
	if v < 0 {
		u = -u
	}
	for left := places; u > 0 || left >= 0; left-- {
		n--
		digits[n] = byte('0' + u%10)
		u /= 10
		if left == 1 {
			n--
			digits[n] = '.'
		}
	}
	return append(b, digits[n:]...)
}

// UnmarshalText reads what ParseAmount reads, but rounds nothing: what
// MarshalText wrote was no binary fraction.
func (a *Amount) UnmarshalText(text []byte) error {
	r := amountReader{text: string(text), exact: true}
	v, err := r.read()
	if err != nil {
		return err
	}
	*a = v
	return nil
}

// In returns the amount in another unit, exactly: 2,930,000 元 are 293 万元.
func (a Amount) In(from, to Unit) decimal.Decimal {
	return a.Decimal().Shift(from.power() - to.power())
}

// ErrUnreadable says that a cell holds something that is no amount, and
// ErrTooLong that it has more digits than money can have.
var (
	ErrUnreadable = errors.New("budget: not an amount")
	ErrTooLong    = errors.New("budget: more than 18 digits")
)

const maxDigits = 18

// ParseAmount reads a cell as offices write it: grouped or not, half or full
// width, with 元-less currency signs, accounting parentheses for a negative,
// any of the minus signs, blanks of any kind, and a dash (— － - 一 …) for
// nothing to fill in. A comma or a blank between digits groups thousands or is
// ErrUnreadable: 1,23 and two amounts in one cell are not guessed at. A number with more than 15 significant digits that a
// spreadsheet's binary fraction produced is rounded to 15, as Excel shows it.
func ParseAmount(s string) (Amount, error) {
	if a, ok := parsePlain(s); ok {
		return a, nil
	}
	r := amountReader{text: s}
	return r.read()
}

// parsePlain reads the commonest cells, ASCII digits with commas and a point,
// and leaves all others alone.
func parsePlain(s string) (Amount, bool) {
	if s == "" {
		return Amount{}, true
	}
	if len(s) > maxDigits {
		return Amount{}, false
	}
	i, minus := 0, s[0] == '-'
	if minus {
		i = 1
	}
	if i == len(s) || s[i] < '0' || s[i] > '9' {
		return Amount{}, false
	}
	var v int64
	point, first, group := -1, i, -1 // where digits begin, and the last comma
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			v = v*10 + int64(c-'0')
		case c == ',' && point < 0 && groups(first, group, i):
			group = i
		case c == '.' && point < 0:
			point = i
		default:
			return Amount{}, false
		}
	}
	places, whole := 0, len(s)
	if point >= 0 {
		places, whole = len(s)-1-point, point
	}
	if group >= 0 && whole-group != 4 {
		return Amount{}, false
	}
	if places > 4 { // perhaps a binary fraction's tail
		return Amount{}, false
	}
	if minus {
		v = -v
	}
	return Number(v, places), true
}

// groups says whether what stands before place at is a group of thousands: three digits
// behind a comma, or up to three that nothing stands before.
func groups(first, comma, at int) bool {
	if comma < 0 {
		return at-first <= 3
	}
	return at-comma == 4
}

type amountReader struct {
	text                       string
	digits                     [32]byte
	n                          int // digits kept, leading zeros left out
	places                     int
	run                        int  // digits of the group of thousands that is being read
	gap                        rune // what stands between it and the next: a comma or a blank
	grouped                    bool
	seen, point, minus, parens bool
	closed                     bool
	exact                      bool // keep every digit
}

func (r *amountReader) read() (Amount, error) {
	text := strings.TrimFunc(r.text, blank)
	if text == "" {
		return Amount{}, nil
	}
	if dash(text) {
		return Amount{mark: markDash}, nil
	}
	for _, c := range text {
		if err := r.take(narrow(c)); err != nil {
			return Amount{}, err
		}
	}
	if !r.seen || r.parens != r.closed || r.gap == ',' || !r.thousands() {
		return Amount{}, ErrUnreadable
	}
	return r.amount()
}

// take reads one character, already half width.
func (r *amountReader) take(c rune) error {
	switch {
	case r.closed:
		return ErrUnreadable
	case c >= '0' && c <= '9':
		return r.digit(byte(c))
	case c == '.' && !r.point && r.seen && r.gap != ',' && r.thousands():
		r.point, r.gap = true, 0
	case c == ',' && r.seen && !r.point && r.gap != ',':
		r.gap = ','
	case blank(c):
		if r.seen && r.gap == 0 {
			r.gap = ' '
		}
	case (c == '¥' || c == '￥') && !r.seen:
	case c == '-' && !r.seen && !r.minus && !r.parens:
		r.minus = true
	case c == '(' && !r.seen && !r.minus && !r.parens:
		r.parens = true
	case c == ')' && r.parens && r.seen:
		r.closed = true
	default:
		return ErrUnreadable
	}
	return nil
}

// thousands says whether the last group has the three digits that it needs, if there
// are groups.
func (r *amountReader) thousands() bool { return r.point || !r.grouped || r.run == 3 }

// behindGap begins a group of thousands, where one may begin.
func (r *amountReader) behindGap() bool {
	if r.point {
		return r.places == 0
	}
	fits := r.run == 3 || !r.grouped && r.run < 3
	r.grouped, r.run = true, 0
	return fits
}

func (r *amountReader) digit(c byte) error {
	if r.gap != 0 && !r.behindGap() {
		return ErrUnreadable
	}
	r.seen, r.gap = true, 0
	if r.point {
		r.places++
	} else {
		r.run++
	}
	if c == '0' && r.n == 0 {
		return nil
	}
	if r.n == len(r.digits) {
		return ErrTooLong
	}
	r.digits[r.n] = c
	r.n++
	return nil
}

func (r *amountReader) amount() (Amount, error) {
	if r.places > 4 && r.n > 15 && !r.exact { // a binary fraction's tail
		r.roundTo15()
	}
	if r.n > maxDigits || r.places > maxDigits {
		return Amount{}, ErrTooLong
	}
	var v int64
	for _, d := range r.digits[:r.n] {
		v = v*10 + int64(d-'0')
	}
	if r.minus || r.parens {
		v = -v
	}
	return Number(v, r.places), nil
}

// roundTo15 keeps 15 significant digits, half away from zero, and drops the
// zeros that this leaves behind the point.
func (r *amountReader) roundTo15() {
	up := r.digits[15] >= '5'
	r.places -= r.n - 15
	r.n = 15
	for i := 14; up; i-- {
		if i < 0 {
			copy(r.digits[1:], r.digits[:15])
			r.digits[0], r.n = '1', 16
			break
		}
		if up = r.digits[i] == '9'; up {
			r.digits[i] = '0'
		} else {
			r.digits[i]++
		}
	}
	for r.places > 0 && r.n > 0 && r.digits[r.n-1] == '0' {
		r.n--
		r.places--
	}
	r.places = max(r.places, 0)
}

func blank(c rune) bool {
	switch c {
	case ' ', '\t', '\r', '\n', '\u00a0', '\u3000', '\u2002', '\u2003', '\u2009', '\u202f', '\ufeff':
		return true
	}
	return false
}

// dash says whether the whole cell is one of the marks for nothing to fill in.
func dash(s string) bool {
	switch s {
	case "-", "--", "—", "——", "–", "－", "−", "一", "…", "……", "/", "／":
		return true
	}
	return false
}

// narrow maps full-width forms and the several minus signs to ASCII.
func narrow(c rune) rune {
	switch {
	case c >= '！' && c <= '～':
		return c - 0xfee0
	case c == '−', c == '–', c == '—':
		return '-'
	case c == '，':
		return ','
	}
	return c
}
