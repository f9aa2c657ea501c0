package catalog_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// asked is the day on which the questions of these tests are asked.
var asked = civil.Day(2026, time.November, 28)

// saying is a record whose body says something.
func saying(title string, day civil.Date, publisher, body string) catalog.Record {
	r := report()
	r.Title, r.Date, r.Publisher, r.Summary, r.Body = title, day, publisher, title, body
	return r
}

// ofReport is a catalogue of the parts of a report.
func ofReport(t testing.TB) *catalog.Catalog {
	t.Helper()
	c := catalog.New(nil)
	for _, w := range rowsOf(t, "fact-records.tsv") {
		r := saying(w[0], civil.Day(2015, time.December, 2), "银川市兴庆区人民政府办公室", strings.ReplaceAll(w[2], `\n`, "\n"))
		r.Summary = w[1]
		_, err := c.Publish(t.Context(), r, signer)
		require.NoError(t, err)
	}
	return c
}

func TestAFactIsTheSentenceThatSaysIt(t *testing.T) {
	c := ofReport(t)
	for _, w := range rowsOf(t, "facts.tsv") {
		f, err := c.Fact(t.Context(), w[0], asked)
		require.NoError(t, err)
		if w[1] == "-" {
			assert.Equal(t, catalog.Fact{}, f, w[0])
			continue
		}
		assert.Contains(t, f.Text, w[1], w[0])
		assert.Equal(t, 2015, f.Year, w[0])
		assert.Empty(t, f.Record.Body, w[0])
	}
}

// works is a catalogue of what an office reported, each record with its own trap.
func works(t *testing.T) *catalog.Catalog {
	t.Helper()
	c := catalog.New(nil)
	const office = "银川市兴庆区人民政府办公室"
	for _, r := range []catalog.Record{
		saying("2014年绿化工作总结", civil.Day(2014, time.December, 20), office, "今年新建口袋公园3个。去年新建口袋公园2个。"),
		saying("2015年绿化工作总结", civil.Day(2015, time.December, 20), office, "今年新建口袋公园5个，计划于明年新建口袋公园9个。"),
		saying("2016年绿化工作计划", civil.Day(2016, time.January, 20), office, "力争年内，新建口袋公园8个。拟新建口袋公园7个。"),
		saying("2015年广场工作总结", civil.Day(2015, time.December, 21), office, "全年整修文化广场4个。"),
		saying("2015年广场工作通报", civil.Day(2015, time.December, 22), office, "全年整修文化广场6个。"),
		saying("2015年路灯工作总结", civil.Day(2015, time.December, 22), office, "财政局整修路灯11处。"),
		saying("2015年古树工作总结", civil.Day(2015, time.December, 22), office, "古树名木增加12处。古树名木共有30处。2010年新建街心花园3处。整修场地，其中旱冰场地2处；其中轮滑场地5处。"),
	} {
		_, err := c.Publish(t.Context(), r, signer)
		require.NoError(t, err)
	}
	return c
}

func TestAFactIsOfTheYearAndThePlaceThatAreAskedFor(t *testing.T) {
	c := works(t)
	for question, text := range map[string]string{
		"口袋公园建了几个":      "今年新建口袋公园5个，计划于明年新建口袋公园9个", // of the newest year
		"兴庆区口袋公园建了几个":   "今年新建口袋公园5个，计划于明年新建口袋公园9个",
		"2014年口袋公园建了几个": "今年新建口袋公园3个",
		"2013年口袋公园建了几个": "去年新建口袋公园2个",
		"2012年口袋公园建了几个": "",
		"银川市口袋公园建了几个":   "",
		"文化广场修了几个":      "", // two records differ
		"工作总结里路灯修了几处":   "", // by the 财政局, of which nobody asked
		"财政局路灯修了几处":     "财政局整修路灯11处",
		"古树名木有几处":       "古树名木共有30处",
		"街心花园建了几处":      "", // of the record's year
		"旱冰场地有几处":       "整修场地，其中旱冰场地2处",
		"轮滑场地有几处":       "", // of something that is not said there
	} {
		f, err := c.Fact(t.Context(), question, asked)
		require.NoError(t, err)
		assert.Equal(t, text, f.Text, question)
	}
	f, err := c.Fact(t.Context(), "今年口袋公园建了几个", civil.Day(2015, time.December, 31))
	require.NoError(t, err)
	assert.Equal(t, 2015, f.Year)
	f, err = c.Fact(t.Context(), "今年口袋公园建了几个", civil.Date{})
	require.NoError(t, err)
	assert.Equal(t, catalog.Fact{}, f, "nobody knows which year this one is")
}

func TestALongSentenceIsCutAroundItsFact(t *testing.T) {
	c := catalog.New(nil)
	filler := strings.Repeat("各项工作有序开展，", 30)
	_, err := c.Publish(t.Context(), saying("2015年绿化工作总结", civil.Day(2015, time.December, 20), "兴庆区园林局", filler+"新建口袋公园1,205个，"+filler+"都有进展。"+filler+"2014年整修文化广场3个，"+filler+"2015年整修文化广场4个。"), signer)
	require.NoError(t, err)
	f, err := c.Fact(t.Context(), "口袋公园建了几个", asked)
	require.NoError(t, err)
	assert.Equal(t, "…新建口袋公园1,205个…", f.Text)
	f, err = c.Fact(t.Context(), "2015年文化广场修了几个", asked)
	require.NoError(t, err)
	assert.Empty(t, f.Text, "a sentence of several years is not cut")
}

func ExampleCatalog_Fact() {
	ctx := context.Background()
	c := catalog.New(nil)
	r := report()
	r.Title, r.Body = "兴庆区2015年政府信息公开年度工作报告：财政审计公开", "今年兴庆区共开展了19个审计项目,审结14项,在审5项。编写《兴庆审计动态》29期。"
	_, _ = c.Publish(ctx, r, signer)
	for _, question := range []string{"审计查了几个项目", "审计动态编了多少期", "2014年审计查了几个项目"} {
		f, err := c.Fact(ctx, question, civil.Day(2016, time.March, 1))
		fmt.Printf("%d年：“%s” %v\n", f.Year, f.Text, err)
	}
	// Output:
	// 2015年：“今年兴庆区共开展了19个审计项目,审结14项,在审5项” <nil>
	// 2015年：“编写《兴庆审计动态》29期” <nil>
	// 0年：“” <nil>
}

func FuzzFact(f *testing.F) {
	for _, w := range rowsOf(f, "fact-records.tsv") {
		f.Add(w[0], w[2], "审计查了几个项目")
	}
	for _, w := range rowsOf(f, "facts.tsv") {
		f.Add("2015年绿化工作总结", "今年新建公园5个，审计项目无因投诉的，面积12亩；"+w[1], w[0])
	}
	f.Fuzz(func(t *testing.T, title, body, question string) {
		if !utf8.ValidString(title + body) {
			t.Skip("a store keeps no broken characters")
		}
		c := catalog.New(nil)
		r := saying(title, civil.Day(2015, time.December, 2), "兴庆区园林局", body)
		if _, err := c.Publish(t.Context(), r, signer); err != nil {
			t.Skip("no record")
		}
		got, err := c.Fact(t.Context(), question, asked)
		require.NoError(t, err)
		if got.Text == "" {
			require.Equal(t, catalog.Fact{}, got)
			return
		}
		require.Contains(t, body+"\n"+r.Summary, strings.Trim(got.Text, "…"))
		require.LessOrEqual(t, utf8.RuneCountInString(got.Text), 162)
	})
}

func BenchmarkFact(b *testing.B) {
	c := ofReport(b)
	for name, question := range map[string]string{"said": "审计查了几个项目", "not said": "审计发现了多少问题", "keyword": "审计项目"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, err := c.Fact(b.Context(), question, asked)
				require.NoError(b, err)
			}
		})
	}
}
