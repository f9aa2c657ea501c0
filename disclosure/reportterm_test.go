package disclosure_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// The days are those of article 49 of the regulation (国务院令第711号).
func ExampleReportTerms() {
	for _, t := range disclosure.ReportTerms(2026) {
		fmt.Println(t.Of(2026), t.Whose, t.Article)
	}
	// Output:
	// 2027-01-31 县级以上人民政府部门 《政府信息公开条例》第四十九条第一款
	// 2027-03-31 县级以上地方人民政府 《政府信息公开条例》第四十九条第二款
}

func TestTheTermsOfTheAnnualReportStandInTheArticleThatTheyName(t *testing.T) {
	article, known := disclosure.ArticleOn(civil.Day(2026, 1, 1), "49")
	require.True(t, known)
	for _, term := range disclosure.ReportTerms(2025) {
		assert.Contains(t, article.Text, fmt.Sprintf("%d月%d日前", term.Month, term.Day))
		assert.Contains(t, article.Text, term.Whose)
		assert.False(t, term.Of(2025).IsZero())
	}
	assert.Len(t, disclosure.ReportTerms(2019), 2)
	assert.Empty(t, disclosure.ReportTerms(2018), "its January is of 2019, before the regulation of 2019")
	assert.Empty(t, disclosure.ReportTerms(2000))
}
