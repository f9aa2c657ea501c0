package catalog_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// The sums are those that the 2015 report prints: 发布各类信息共计1636条.
func TestTheCensusAddsUpToTheReportOf2015(t *testing.T) {
	c := catalog.New(nil)
	n := 0
	for _, col := range catalogtest.Columns() {
		for range col.N {
			n++
			r := report()
			r.Title, r.Column, r.Published = fmt.Sprintf("兴庆区第%d条信息", n), col.Column, civil.Day(2015, time.January, 1+n%300)
			r, err := c.Publish(t.Context(), r, signer)
			require.NoError(t, err)
			if n%10 == 0 {
				rel := catalog.Release{Subject: string(r.Number), Channel: "官方微信平台", Day: r.Published, At: noon}
				require.NoError(t, c.Claim(t.Context(), rel))
				rel.State = catalog.Sent
				require.NoError(t, c.Settle(t.Context(), rel))
			}
		}
	}
	census, err := c.Census(t.Context(), civil.Day(2015, time.January, 1), civil.Day(2015, time.December, 31))
	require.NoError(t, err)
	assert.Equal(t, 1636, census.Total)
	for column, want := range map[string]int{
		"政务动态信息": 1337, "依职权主动公开": 185, "招商引资信息": 20, "便民服务信息": 94,
		"依职权主动公开/机构职能": 39, "政务动态信息/政务信息": 868,
	} {
		i := slices.IndexFunc(census.ByColumn, func(k catalog.Count) bool { return k.Name == column })
		require.GreaterOrEqual(t, i, 0, column)
		assert.Equal(t, want, census.ByColumn[i].N, column)
	}
	assert.Equal(t, []catalog.Count{{Name: "官方微信平台", N: 163}}, census.ByChannel)
	sum := 0
	for _, k := range census.ByMonth {
		sum += k.N
	}
	assert.Equal(t, 1636, sum)
	assert.Equal(t, "2015-01", census.ByMonth[0].Name)

	first, err := c.Census(t.Context(), civil.Date{}, civil.Day(2015, time.January, 31))
	require.NoError(t, err)
	assert.Equal(t, census.ByMonth[0].N, first.Total)
	require.NoError(t, c.Withdraw(t.Context(), "2015-00001", "发布错误", signer))
	census, err = c.Census(t.Context(), civil.Date{}, civil.Date{})
	require.NoError(t, err)
	assert.Equal(t, []int{1635, 1}, []int{census.Total, census.Withdrawn})

	months, err := c.Monthly(t.Context(), "")
	require.NoError(t, err)
	assert.Equal(t, census.ByMonth, months)
	for _, organ := range append(census.ByOrgan, catalog.Count{Name: "没有这个单位"}) {
		months, err := c.Monthly(t.Context(), organ.Name)
		require.NoError(t, err)
		sum := 0
		for _, m := range months {
			sum += m.N
		}
		if organ.Name != "" {
			assert.Equal(t, organ.N, sum, organ.Name)
		}
	}
}

func TestEqualCountsShareARank(t *testing.T) {
	c := catalog.Census{ByOrgan: []catalog.Count{{Name: "甲局", N: 5}, {Name: "乙局", N: 3}, {Name: "丙局", N: 3}, {Name: "丁局", N: 1}}}
	assert.Equal(t, []catalog.OrganRank{{1, "甲局", 5}, {2, "乙局", 3}, {2, "丙局", 3}, {4, "丁局", 1}, {5, "戊局", 0}}, c.Ranking("甲局", "戊局"))
}
