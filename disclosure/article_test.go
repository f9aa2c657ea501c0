package disclosure_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestAnArticleIsFoundByItsNumber(t *testing.T) {
	today := civil.Day(2026, time.November, 28)
	for number, want := range map[string]struct{ name, text string }{
		"1": {"第一条", "为了保障公民"}, "十四": {"第十四条", "国家秘密"}, "20": {"第二十条", "（十五）"}, "三十三": {"第三十三条", "20个工作日"}, "56": {"第五十六条", "自2019年5月15日起施行"},
	} {
		a, known := disclosure.ArticleOn(today, number)
		require.True(t, known, number)
		assert.Equal(t, want.name, a.Name)
		assert.Contains(t, a.Text, want.text, number)
	}
	for _, none := range []string{"0", "57", "", "百", "一百"} {
		_, known := disclosure.ArticleOn(today, none)
		assert.False(t, known, none)
	}
	_, known := disclosure.ArticleOn(civil.Day(2015, time.December, 2), "14")
	assert.False(t, known, "the regulation of 2008 is not quoted")
}
