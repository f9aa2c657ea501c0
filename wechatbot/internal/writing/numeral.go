package writing

import (
	"strconv"
	"strings"
)

// digitOf are digits in Chinese.
var digitOf = map[rune]int{'〇': 0, '零': 0, '○': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

// Numeral reads a number of up to three digits, or a row of digits, in Chinese
// or not: 一百二十三, 一二三 and 123 are the same. It is -1 for none.
func Numeral(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	if !strings.ContainsAny(s, "十百") {
		n := 0
		for _, r := range s {
			d, known := digitOf[r]
			if r >= '0' && r <= '9' {
				d, known = int(r-'0'), true
			}
			if !known {
				return -1
			}
			n = n*10 + d
		}
		return n
	}
	n, digit := 0, 0
	for _, r := range s {
		switch r {
		case '百':
			n, digit = n+max(digit, 1)*100, 0
		case '十':
			n, digit = n+max(digit, 1)*10, 0
		default:
			d, known := digitOf[r]
			if !known {
				return -1
			}
			digit = d
		}
	}
	return n + digit
}

// Digits writes each numeral of a text as a digit: 幺三八 as 138.
func Digits(s string) string {
	return strings.NewReplacer("零", "0", "〇", "0", "一", "1", "幺", "1", "二", "2", "两", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9").Replace(s)
}

// Number reads a whole number in digits or in Chinese, with tens, hundreds and thousands: 一千零十五.
// It is -1 for none.
func Number(s string) int {
	if !strings.ContainsAny(s, "千") {
		return Numeral(s)
	}
	thousands, rest, _ := strings.Cut(s, "千")
	n := Numeral(thousands)
	if n < 0 || rest == "" {
		return n * 1000
	}
	below := Numeral(strings.TrimLeft(rest, "零〇"))
	if below < 0 {
		return -1
	}
	return n*1000 + below
}
