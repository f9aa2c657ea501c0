package civil

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// FuzzNoYearBeginsOtherwise holds what is passed over against what is read as a year.
func FuzzNoYearBeginsOtherwise(f *testing.F) {
	f.Add("大前年和上一年、去年，今年本年明年，2015年、一六年与零四年")
	f.Fuzz(func(t *testing.T, text string) {
		for at, r := range text {
			if _, found := yearAt(text, at, Date{}); found {
				assert.True(t, beginsYear(r), "%q", text[at:])
			}
		}
	})
}
