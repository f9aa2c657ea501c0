package civil_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestYearsAreReadAsPeopleSayThem(t *testing.T) {
	today := civil.Day(2026, 11, 23)
	for text, want := range map[string][]int{
		"2015年预算": {2015}, "预算2015": {2015}, "15年预算": {2015}, "二〇一五年": {2015}, "二零一五年": {2015},
		"一九年五一放几天假": {2019}, "零四年印发的": {2004}, "八一年的通知": {1981}, "九六年": {1996}, "二四年": {2024}, "24 年": {2024},
		"去年和前年": {2025, 2024}, "大前年": {2023}, "明年春节": {2027}, "退休后年金": nil, "原来年检": nil, "2023和2024对比": {2023, 2024}, "2018—2035年": {2018, 2035},
		"20年以上的小区": nil, "补助2000元": nil, "2024人均工资": {2024}, "2024项目支出": {2024}, "2000人次": nil, "2024万里街道": {2024}, "15年前": nil, "2019年前": {2019}, "等了三四年": nil, "七八年没人管": nil, "80年代": nil, "一二年": nil, "20192025": nil, "13895012345": nil, "500元": nil, "": nil, "一年": nil, "二十年": nil,
	} {
		var got []int
		for _, y := range civil.YearsIn(text, today) {
			got = append(got, y.Year)
			assert.NotEmpty(t, text[y.From:y.To], text)
		}
		assert.Equal(t, want, got, text)
	}
	assert.Equal(t, []civil.SaidYear{{From: 3, To: 9, Relative: true}}, civil.YearsIn("看去年", civil.Date{}), "which year that is nobody said")
}

func FuzzYearsIn(f *testing.F) {
	f.Add("兴庆区2015年和一六年")
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, y := range civil.YearsIn(text, civil.Date{}) {
			assert.GreaterOrEqual(t, y.From, at)
			assert.Greater(t, y.To, y.From)
			assert.LessOrEqual(t, y.To, len(text))
			at = y.To
		}
	})
}
