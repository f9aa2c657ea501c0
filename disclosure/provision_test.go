package disclosure_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestAProvisionIsOfTheRegulationInForce(t *testing.T) {
	for _, question := range []string{"agent", "channel", "days", "open", "apart", "correct", "force", "review_fee", "review_where", "review_term", "review_form", "court", "correction", "third_party", "accounts_publish", "not_ours",
		"annual_report", "aid", "minor", "nonexistent", "refused_first", "volume", "whether_open", "fee_rates"} {
		p, known := disclosure.ProvisionOn(civil.Day(2026, time.November, 28), question)
		require.True(t, known, question)
		assert.Contains(t, p.Law, "条", question)
		assert.NotEmpty(t, p.Text, question)
	}
	_, known := disclosure.ProvisionOn(civil.Day(2015, time.December, 2), "agent")
	assert.False(t, known, "the regulation of 2008 is not quoted for it")
	_, known = disclosure.ProvisionOn(civil.Day(2026, time.November, 28), "horoscope")
	assert.False(t, known)
}

func TestTheWaysOfReliefHaveTheTimesOfTheDay(t *testing.T) {
	ways := disclosure.RemediesOn(civil.Day(2026, time.November, 28))
	require.Len(t, ways, 3)
	assert.Equal(t, "60日", ways[0].Term.String())
	assert.Equal(t, "《行政复议法》第二十条", ways[0].Term.Article)
	assert.Equal(t, "6个月", ways[1].Term.String())
	assert.True(t, ways[2].AfterReview)
	assert.Equal(t, "15日", ways[2].Term.String())
	assert.Equal(t, "《行政复议法》第九条", disclosure.RemediesOn(civil.Day(2015, time.December, 2))[0].Term.Article)
}
