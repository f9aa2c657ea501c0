package figure_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/internal/figure"
)

func TestAnAmountIsReadAsPeopleWriteIt(t *testing.T) {
	for text, yuan := range map[string]string{
		"37.91万是谁的": "379100", "三十七万九千一百元": "379100", "一点三五万": "13500", "一亿两千万": "120000000", "37万9千1百元": "379100", "47.91万三公": "479100",
		"156211123是哪家的": "156211123", "1,234.50元": "1234.5", "十万块": "100000", "20元": "20",
	} {
		s, found := figure.SoughtIn(text)
		require.True(t, found, text)
		assert.Equal(t, yuan, s.Yuan.Decimal().String(), text)
	}
	for _, text := range []string{"2024年的三公", "三公经费是谁家的", "第3条", "128号"} {
		_, found := figure.SoughtIn(text)
		assert.False(t, found, text)
	}
}

// An amount with places is as exact as its last place, a whole one is exact.
func TestAnAmountIsAsExactAsItIsSaid(t *testing.T) {
	kept, err := books()
	require.NoError(t, err)
	for text, found := range map[string]bool{"37.9万": true, "37.91万": true, "37.92万": false, "38万": false} {
		s, _ := figure.SoughtIn(text)
		in := 0
		for of := range kept.All() {
			in += len(s.In(of))
		}
		assert.Equal(t, found, in > 0, text)
	}
}

func FuzzSoughtIn(f *testing.F) {
	for _, text := range []string{"37.91万", "三十七万九千一", "一点三五亿元", "1,234.50元", "99999999999999999999万"} {
		f.Add(text)
	}
	kept, err := books()
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, text string) {
		s, found := figure.SoughtIn(text)
		if !found {
			return
		}
		for of := range kept.All() {
			s.In(of)
		}
	})
}
