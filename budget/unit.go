package budget

import (
	"fmt"
	"strings"
)

// A Unit is the unit of account of a table (金额单位). The zero Unit is not
// known: a table without a unit cannot be compared with another.
type Unit int

// The units met in published tables.
const (
	Yuan            Unit = iota + 1 // 元
	ThousandYuan                    // 千元
	TenThousandYuan                 // 万元
	HundredMillion                  // 亿元
)

// String returns the Chinese word, "" for an unknown unit.
func (u Unit) String() string {
	switch u {
	case Yuan:
		return "元"
	case ThousandYuan:
		return "千元"
	case TenThousandYuan:
		return "万元"
	case HundredMillion:
		return "亿元"
	}
	return ""
}

// known says whether u is one of the units.
func (u Unit) known() bool { return u >= Yuan && u <= HundredMillion }

// power is the power of ten of one unit in 元, 0 where it is not known.
func (u Unit) power() int32 {
	if !u.known() {
		return 0
	}
	return [...]int32{0, 0, 3, 4, 8}[u]
}

// ParseUnit reads 元, 千元, 万元 or 亿元, also inside such lines as
// “金额单位：万元”. It returns an error that quotes what it cannot read.
func ParseUnit(s string) (Unit, error) {
	for _, u := range []Unit{HundredMillion, TenThousandYuan, ThousandYuan, Yuan} {
		if strings.Contains(s, u.String()) {
			return u, nil
		}
	}
	return 0, fmt.Errorf("budget: no unit of account in %q", s)
}

// MarshalText writes the Chinese word.
func (u Unit) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// UnmarshalText reads what ParseUnit reads; "" is the unknown unit.
func (u *Unit) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*u = 0
		return nil
	}
	v, err := ParseUnit(string(text))
	if err != nil {
		return err
	}
	*u = v
	return nil
}
