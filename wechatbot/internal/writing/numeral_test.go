package writing_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

func TestNumeral(t *testing.T) {
	for text, want := range map[string]int{
		"123": 123, "一二三": 123, "一百二十三": 123, "十": 10, "十二": 12, "二十": 20, "两": 2, "二〇一8": 2018, "百": 100, "一百零五": 105,
		"一万": -1, "路灯": -1, "十灯": -1,
	} {
		assert.Equal(t, want, writing.Numeral(text), text)
	}
	assert.Equal(t, "电话1390951", writing.Digits("电话幺三九零九五一"))
}

// A number that Go reads is read as Go reads it, and one in Chinese as its digits.
func FuzzNumeral(f *testing.F) {
	for _, text := range []string{"", "123", "一百二十三", "-1", "\xff十"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n := writing.Numeral(text)
		if want, err := strconv.Atoi(text); err == nil {
			assert.Equal(t, want, n)
		}
		if want, err := strconv.Atoi(writing.Digits(text)); err == nil && want >= 0 && want < 1000 && n >= 0 {
			assert.Equal(t, want, n, text)
		}
	})
}
