package catalog_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestPeriodsAreReadAndWritten(t *testing.T) {
	for _, x := range []struct{ text, short, chinese, from, to, before string }{
		{"2015", "2015", "2015年", "2015-01-01", "2015-12-31", "2014"},
		{"2015年", "2015", "2015年", "2015-01-01", "2015-12-31", "2014"},
		{"2016-02", "2016-02", "2016年2月", "2016-02-01", "2016-02-29", "2016-01"},
		{"2016年1月", "2016-01", "2016年1月", "2016-01-01", "2016-01-31", "2015-12"},
		{"2015Q1", "2015Q1", "2015年第一季度", "2015-01-01", "2015-03-31", "2014Q4"},
		{"2015年第三季度", "2015Q3", "2015年第三季度", "2015-07-01", "2015-09-30", "2015Q2"},
		{"2015H2", "2015H2", "2015年下半年", "2015-07-01", "2015-12-31", "2015H1"},
		{"2015年上半年", "2015H1", "2015年上半年", "2015-01-01", "2015-06-30", "2014H2"},
	} {
		p, err := catalog.ParsePeriod(x.text)
		require.NoError(t, err, x.text)
		assert.Equal(t, []string{x.short, x.chinese, x.from, x.to, x.before},
			[]string{p.String(), p.Chinese(), p.From().String(), p.To().String(), p.Before().String()})
		again, err := catalog.ParsePeriod(p.Chinese())
		require.NoError(t, err)
		assert.Equal(t, p, again)
		assert.Equal(t, p, catalog.PeriodOf(p.To(), p.Long))
		assert.Equal(t, p, p.Next().Before())
	}
	for _, bad := range []string{"", "15", "2015Q5", "2015-13", "2015-00", "二〇一五年", "2015H3", "2015-03-01"} {
		_, err := catalog.ParsePeriod(bad)
		assert.Error(t, err, bad)
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"2015", "2015-03", "2015Q3", "2015年上半年", "0000-01", "9999Q4"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := catalog.ParsePeriod(s)
		if err != nil {
			return
		}
		again, err := catalog.ParsePeriod(p.String())
		if p.Year >= 1000 {
			require.NoError(t, err)
			assert.Equal(t, p, again)
		}
	})
}

// publishedBy publishes n records of an organ on a day, made days before.
func publishedBy(t testing.TB, c *catalog.Catalog, organ string, n int, day civil.Date, before int) {
	t.Helper()
	for i := range n {
		r := catalogtest.Record(i)
		r.Title, r.Publisher, r.Published, r.Date = fmt.Sprintf("%s第%d号（%s）", organ, i, day), organ, day, day.AddDays(-before)
		_, err := c.Publish(t.Context(), r, signer)
		require.NoError(t, err)
	}
}

func TestACircularRanksOrgansBesideThePeriodBefore(t *testing.T) {
	c := catalog.New(nil)
	publishedBy(t, c, "教育局", 5, civil.Day(2015, time.August, 3), 1)
	publishedBy(t, c, "财政局", 2, civil.Day(2015, time.July, 1), 90)
	publishedBy(t, c, "财政局", 4, civil.Day(2015, time.June, 30), 1)
	publishedBy(t, c, "民政局", 2, civil.Day(2015, time.September, 30), 1)
	publishedBy(t, c, "教育局", 1, civil.Day(2015, time.October, 1), 1)
	got, err := c.Circular(t.Context(), catalog.PeriodOf(civil.Day(2015, time.August, 1), catalog.Quarter), civil.China(), "掌政镇", "教育局")
	require.NoError(t, err)
	assert.Equal(t, "2015年第三季度政府信息公开情况通报", got.Title())
	assert.Equal(t, [][]string{
		{"名次", "单位", "公开条数", "上期", "增减", "逾期公开"},
		{"1", "教育局", "5", "0", "+5", "0"},
		{"2", "民政局", "2", "0", "+2", "0"},
		{"2", "财政局", "2", "4", "-2", "2"},
		{"4", "掌政镇", "0", "0", "0", "0"},
		{"", "合计", "9", "4", "+5", "2"},
	}, got.Table())
	var b bytes.Buffer
	require.NoError(t, got.WriteCSV(&b))
	assert.Contains(t, b.String(), "2,财政局,2,4,-2,2\n")
	quiet, err := c.Circular(t.Context(), got.Period, nil)
	require.NoError(t, err)
	assert.Len(t, quiet.Table()[0], 5, "without a calendar nothing is said of lateness")
}

func ExampleCatalog_Circular() {
	c := catalog.New(nil)
	_, _ = c.Publish(context.Background(), catalogtest.Report(), catalogtest.Signer())
	circular, err := c.Circular(context.Background(), catalog.Period{Year: 2015, First: time.January, Long: catalog.Year}, nil, "掌政镇")
	fmt.Println(circular.Title(), err)
	for _, row := range circular.Table() {
		fmt.Println(strings.Join(row, " "))
	}
	// Output:
	// 2015年政府信息公开情况通报 <nil>
	// 名次 单位 公开条数 上期 增减
	// 1 银川市兴庆区人民政府办公室 1 0 +1
	// 2 掌政镇 0 0 0
	//  合计 1 0 +1
}
