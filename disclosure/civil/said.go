package civil

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A SaidYear is a year that a text names, and the bytes of the text that name it.
type SaidYear struct {
	Year     int // 0: one such as 今年, and nobody said which day it is
	From, To int
	Relative bool // by how long ago it was, as 去年
}

// yearsAgo are years by how long ago they were, the longer words first. 后年 and 来年
// are also ends of other words.
var yearsAgo = []struct {
	word string
	back int
}{{"大前年", 3}, {"上一年", 1}, {"前年", 2}, {"去年", 1}, {"上年", 1}, {"今年", 0}, {"本年", 0}, {"明年", -1}}

// YearsIn finds the years that a text names, in their order: 2015, 2015年, 15年,
// 二〇一五年, 零四年 and, counted from a day, 去年. Of two digits those from 49 on are
// of the last century. 一二年 and 七八年 are taken for no years: they are how long
// something takes, at least as often.
func YearsIn(text string, today Date) (out []SaidYear) {
	for i := 0; i < len(text); {
		if r, n := utf8.DecodeRuneInString(text[i:]); !beginsYear(r) {
			i += n
			continue
		}
		y, found := yearAt(text, i, today)
		if found {
			out = append(out, y)
			i = y.To
			continue
		}
		i += step(text, i)
	}
	return out
}

// beginsYear says whether a year that is named may begin with a character.
func beginsYear(r rune) bool {
	_, digit := chineseDigit(r)
	return digit || r >= '0' && r <= '9' || slices.Contains(agoBegins, r)
}

// agoBegins are the characters with which the words of yearsAgo begin.
var agoBegins = func() (all []rune) {
	for _, a := range yearsAgo {
		first, _ := utf8.DecodeRuneInString(a.word)
		all = append(all, first)
	}
	slices.Sort(all)
	return slices.Compact(all)
}()

// step is how many bytes no year begins in: a whole number, or one character.
func step(text string, i int) int {
	if n := numerals(text[i:]); n > 0 {
		return n
	}
	_, n := utf8.DecodeRuneInString(text[i:])
	return n
}

// numerals counts the bytes of the digits with which a text begins: Arabic, or else
// Chinese ones.
func numerals(text string) (n int) {
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	if n > 0 {
		return n
	}
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		if _, is := chineseDigit(r); !is {
			break
		}
		n += size
	}
	return n
}

// chineseDigit reads a digit of a year in Chinese.
func chineseDigit(r rune) (int, bool) {
	switch r {
	case '〇', '○', '零':
		return 0, true
	case '一':
		return 1, true
	case '二':
		return 2, true
	case '三':
		return 3, true
	case '四':
		return 4, true
	case '五':
		return 5, true
	case '六':
		return 6, true
	case '七':
		return 7, true
	case '八':
		return 8, true
	case '九':
		return 9, true
	}
	return 0, false
}

// yearAt reads the year that begins at a place of a text.
func yearAt(text string, at int, today Date) (SaidYear, bool) {
	y := SaidYear{From: at}
	for _, a := range yearsAgo {
		if strings.HasPrefix(text[at:], a.word) {
			y.To, y.Relative = at+len(a.word), true
			if !today.IsZero() {
				y.Year = today.Year - a.back
			}
			return y, true
		}
	}
	n := numerals(text[at:])
	if n == 0 {
		return y, false
	}
	digits, arabic := text[at:at+n], text[at] < utf8.RuneSelf
	after := strings.TrimLeft(text[at+n:], " ")
	named := strings.HasPrefix(after, "年") && !begins(after, noYear)
	value, count := 0, 0
	for _, r := range digits {
		d, _ := chineseDigit(r)
		if arabic {
			d = int(r - '0')
		}
		value, count = value*10+d, count+1
	}
	switch {
	case count == 4 && value >= 1900 && value < 2100 && (named || arabic && (!begins(after, amounts) || begins(after, noAmount))):
	case count == 2 && named && (arabic || digits != "一二" && digits != "七八" && !threeToSix(digits)):
		if value += 1900; value < 1949 {
			value += 100
		}
	default:
		return y, false
	}
	y.Year, y.To = value, at+n
	if named {
		y.To = len(text) - len(after) + len("年")
	}
	return y, true
}

// noAmount are words that begin as what is counted does, and are behind a year: 2024人均.
var noAmount = []string{"人均", "人员", "人头", "人工", "人才", "人大", "人社", "项目", "家庭", "平均", "个人", "个税", "条例", "名单", "户籍", "万里"}

// noYear are words that begin with 年 after a number that is no year, and amounts what
// a number of four digits may count.
var (
	noYear  = []string{"年代", "年龄", "年以上", "年以下", "年以内", "年之内", "年内", "年左右", "年来", "年期", "年制", "年工龄", "年前", "年后", "年多", "年了"}
	amounts = []string{"元", "块", "万", "亿", "人", "户", "件", "条", "个", "平", "米", "亩", "公里", "斤", "吨", "次", "名", "套", "辆", "家", "份", "项"}
)

func begins(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(text, w) })
}

// threeToSix says whether Chinese digits are those of no year of two that anybody
// names: 三四年 and 五六年 are how long something takes.
func threeToSix(digits string) bool {
	return strings.HasPrefix(digits, "三") || strings.HasPrefix(digits, "四") || strings.HasPrefix(digits, "五") || strings.HasPrefix(digits, "六")
}
