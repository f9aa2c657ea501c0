package catalog_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// rowsOf reads a tab-separated file of testdata without its comment.
func rowsOf(t testing.TB, name string) [][]string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	require.NoError(t, err)
	var out [][]string
	lines := bufio.NewScanner(bytes.NewReader(b))
	for lines.Scan() {
		if !strings.HasPrefix(lines.Text(), "#") {
			out = append(out, strings.Split(lines.Text(), "\t"))
		}
	}
	return out
}

// stateCouncil is a catalogue of real documents.
func stateCouncil(t testing.TB) *catalog.Catalog {
	t.Helper()
	return fill(t, catalog.New(nil))
}

func fill(t testing.TB, c *catalog.Catalog) *catalog.Catalog {
	t.Helper()
	for _, w := range rowsOf(t, "state-council.tsv") {
		d, err := civil.ParseDate(w[4])
		require.NoError(t, err)
		_, err = c.Publish(t.Context(), catalog.Record{Number: catalog.IndexNumber(w[0]), Title: w[1], Summary: w[1], Publisher: w[2],
			DocNumber: w[3], Date: d, Published: d, Source: w[5], Column: "政府文件", Category: disclosure.Quarterly,
			Drafter: "经办人", Review: catalog.Review{By: "审查人", Result: catalog.Cleared}}, signer)
		require.NoError(t, err, w[1])
	}
	return c
}

func TestSearchAnswersWhatIsTyped(t *testing.T) {
	c := stateCouncil(t)
	for _, w := range rowsOf(t, "search-judged.tsv") {
		p, err := c.Search(t.Context(), catalog.Query{Text: w[0]})
		require.NoError(t, err)
		if assert.NotEmpty(t, p.Hits, w[0]) {
			assert.Equal(t, "000014349/"+w[1], string(p.Hits[0].Record.Number), "%s → %s", w[0], p.Hits[0].Record.Title)
		}
	}
}

func TestSearchSaysWhenItShowsOnlyTheNearest(t *testing.T) {
	c := stateCouncil(t)
	p, err := c.Search(t.Context(), catalog.Query{Text: "量子茶叶蛋规划"})
	require.NoError(t, err)
	assert.True(t, p.Near)
	assert.Zero(t, p.Total)
	assert.NotEmpty(t, p.Hits)
	p, err = c.Search(t.Context(), catalog.Query{Text: "雄安新区"})
	require.NoError(t, err)
	assert.False(t, p.Near)
	assert.Equal(t, 1, p.Total)
}

func TestAWordOfTwoThatNobodyTypedIsNotFoundByItsSound(t *testing.T) {
	p, err := stateCouncil(t).Search(t.Context(), catalog.Query{Text: "土地出让"}) // 拍地 too, as 安排的 sounds
	require.NoError(t, err)
	assert.True(t, p.Near)
}

func TestANearRecordSaysWhatItSharesWithTheQuestion(t *testing.T) {
	c := stateCouncil(t)
	first := func(text string) catalog.Hit {
		t.Helper()
		p, err := c.Search(t.Context(), catalog.Query{Text: text})
		require.NoError(t, err)
		require.True(t, p.Near, text)
		require.NotEmpty(t, p.Hits, text)
		return p.Hits[0]
	}
	meant := first("我们村想换收割机，听说国家专门发过加快推进农业机械化的意见，找来学学")
	assert.Contains(t, meant.Record.Title, "农业机械化")
	assert.Greater(t, meant.Shared, 3.0)
	assert.Less(t, first("鼓楼步行街宠物寄养收费标准").Shared, 1.2)
	assert.Less(t, first("关于进一步加强和改进噪声管理办法的通知").Shared, 1.2, "what any title says tells nothing")
	p, err := c.Search(t.Context(), catalog.Query{Text: "雄安新区"})
	require.NoError(t, err)
	assert.Zero(t, p.Hits[0].Shared, "what answers is not near")
}

func TestSearchTakesAQuestionApart(t *testing.T) {
	c := stateCouncil(t)
	p, err := c.Search(t.Context(), catalog.Query{Text: "请问去年节假日怎么安排的", Today: civil.Day(2020, time.March, 1)})
	require.NoError(t, err)
	assert.Equal(t, 2019, p.Understood.Year)
	require.NotEmpty(t, p.Hits)
	assert.Equal(t, "国务院办公厅关于2019年部分节假日安排的通知", p.Hits[0].Record.Title)
	for _, text := range []string{"19年节假日", "二〇一九年节假日", "二○一九年度节假日"} {
		p, err = c.Search(t.Context(), catalog.Query{Text: text})
		require.NoError(t, err)
		assert.Equal(t, 2019, p.Understood.Year, text)
		require.NotEmpty(t, p.Hits, text)
		assert.Equal(t, "国务院办公厅关于2019年部分节假日安排的通知", p.Hits[0].Record.Title, text)
	}
	p, err = c.Search(t.Context(), catalog.Query{Text: "000014349／2019—00002"})
	require.NoError(t, err)
	assert.Equal(t, catalog.IndexNumber("000014349/2019-00002"), p.Understood.Number)
}

func TestANumberWithoutItsSerialFindsTheSeries(t *testing.T) {
	c := stateCouncil(t)
	for text, want := range map[string]int{"国发〔2019〕": 3, "国发[2019]": 3, "000014349/2019": 7, "国函（2018）": 3} {
		p, err := c.Search(t.Context(), catalog.Query{Text: text, Limit: 20})
		require.NoError(t, err)
		assert.Equal(t, want, p.Total, text)
		for i := 1; i < len(p.Hits); i++ {
			assert.False(t, p.Hits[i].Record.Date.After(p.Hits[i-1].Record.Date), "newest first")
		}
	}
}

func TestSearchFilters(t *testing.T) {
	c := fill(t, catalog.New(nil).WithOrgans(catalog.Organ{Name: "国务院办公厅", Aliases: []string{"国办"}}))
	find := func(q catalog.Query) int {
		p, err := c.Search(t.Context(), q)
		require.NoError(t, err)
		return p.Total
	}
	assert.Equal(t, 60, find(catalog.Query{}))
	office := find(catalog.Query{Organ: "国务院办公厅"})
	assert.Positive(t, office)
	assert.Less(t, office, 60)
	assert.Equal(t, office, find(catalog.Query{Organ: "国办"}), "by its other name")
	assert.Equal(t, 60, find(catalog.Query{Column: "政府文件"}))
	assert.Zero(t, find(catalog.Query{Column: "财政"}))
	assert.Equal(t, 60, find(catalog.Query{Category: disclosure.Quarterly}))
	assert.Zero(t, find(catalog.Query{Category: disclosure.Permanent}))
	assert.Equal(t, 60, find(catalog.Query{Year: 2019})+find(catalog.Query{To: civil.Day(2018, time.December, 31)}))
	assert.Equal(t, find(catalog.Query{Year: 2019}), find(catalog.Query{From: civil.Day(2019, time.January, 1)}))
}

func TestSearchShowsNothingOfAHiddenRecord(t *testing.T) {
	c := stateCouncil(t)
	require.NoError(t, c.Withdraw(t.Context(), "000014349/2018-00206", "内容有误", signer))
	for _, text := range []string{"专利代理条例", "专利代理", "国令第706号", "000014349/2018-00206", "zhuan li dai li", "zldltl", "专", ""} {
		p, err := c.Search(t.Context(), catalog.Query{Text: text, Limit: 100})
		require.NoError(t, err)
		for _, h := range p.Hits {
			assert.NotEqual(t, "专利代理条例", h.Record.Title, text)
		}
		assert.Empty(t, p.Understood.Number)
	}
}

func TestAnAmendedRecordIsFoundByItsNewWordsAtOnce(t *testing.T) {
	c := stateCouncil(t)
	r, err := c.Find(t.Context(), "000014349/2018-00206")
	require.NoError(t, err)
	r.Title = "专利代理条例（修正文本）"
	_, err = c.Amend(t.Context(), r, signer)
	require.NoError(t, err)
	p, err := c.Search(t.Context(), catalog.Query{Text: "修正文本"})
	require.NoError(t, err)
	assert.Equal(t, 1, p.Total)
	p, err = c.Search(t.Context(), catalog.Query{Text: "专利代理"})
	require.NoError(t, err)
	assert.Equal(t, 1, p.Total, "not found twice")
}

func TestMarksShowTheWordsInTheTitle(t *testing.T) {
	c := stateCouncil(t)
	p, err := c.Search(t.Context(), catalog.Query{Text: "雙隨機 監管"})
	require.NoError(t, err)
	require.Len(t, p.Hits, 1)
	title := p.Hits[0].Record.Title
	var marked []string
	for _, m := range p.Hits[0].Marks {
		marked = append(marked, title[m.Start:m.End])
	}
	assert.Equal(t, []string{"监管", "双随机", "监管"}, marked)
}

func TestABareAnswerFindsTheSameAndMarksNothing(t *testing.T) {
	c := stateCouncil(t)
	for _, text := range []string{"职业教育", "国办发〔2018〕129号", "没有这样的文件"} {
		full, err := c.Search(t.Context(), catalog.Query{Text: text, Limit: 5})
		require.NoError(t, err)
		bare, err := c.Search(t.Context(), catalog.Query{Text: text, Limit: 5, Bare: true})
		require.NoError(t, err)
		require.NotEmpty(t, full.Hits, text)
		for i := range full.Hits {
			assert.NotEmpty(t, full.Hits[i].Snippet, text)
			full.Hits[i].Marks, full.Hits[i].Snippet = nil, ""
		}
		assert.Equal(t, full, bare, text)
	}
}

func TestAnOfficesOwnWordsStandForEachOther(t *testing.T) {
	c := fill(t, catalog.New(nil).WithSynonyms([]string{"专项附加扣除", "养娃退税"}))
	p, err := c.Search(t.Context(), catalog.Query{Text: "养娃退税"})
	require.NoError(t, err)
	require.NotEmpty(t, p.Hits)
	assert.False(t, p.Near)
	assert.Equal(t, "国务院关于印发个人所得税专项附加扣除暂行办法的通知", p.Hits[0].Record.Title)
}

func TestTheNameOfAKindOfDocumentIsNeverFoundInParts(t *testing.T) {
	c := stateCouncil(t)
	publish := func(number catalog.IndexNumber, title string, d civil.Date) {
		_, err := c.Publish(t.Context(), catalog.Record{Number: number, Title: title, Summary: title, Publisher: "兴庆区人民政府办公室", Date: d, Published: d,
			Column: "政府文件", Category: disclosure.Quarterly, Drafter: "经办人", Review: catalog.Review{By: "审查人", Result: catalog.Cleared}}, signer)
		require.NoError(t, err)
	}
	publish("640104/2015-00001", "兴庆区2015年政府信息公开年度工作报告", civil.Day(2015, 12, 2))
	p, err := c.Search(t.Context(), catalog.Query{Text: "政府工作报告"})
	require.NoError(t, err)
	assert.Empty(t, p.Hits)
	publish("640104/2018-00001", "兴庆区2018年政府工作报告", civil.Day(2018, 1, 5))
	for _, text := range []string{"政府工作报告", "兴庆区政府工作报告在哪看", "2019年政府工作报告"} {
		p, err = c.Search(t.Context(), catalog.Query{Text: text})
		require.NoError(t, err)
		if assert.Len(t, p.Hits, 1, text) {
			assert.Equal(t, "兴庆区2018年政府工作报告", p.Hits[0].Record.Title)
		}
	}
}

func TestAnIndexIsTakenOverOnlyByTheFeedItCameFrom(t *testing.T) {
	store := catalog.NewMemory()
	c := fill(t, catalog.New(store))
	var saved bytes.Buffer
	require.NoError(t, c.SaveIndex(t.Context(), &saved))
	require.NoError(t, c.Withdraw(t.Context(), "000014349/2018-00206", "内容有误", signer))

	again := catalog.New(store)
	took, err := again.LoadIndex(t.Context(), bytes.NewReader(saved.Bytes()))
	require.NoError(t, err)
	assert.True(t, took)
	p, err := again.Search(t.Context(), catalog.Query{Text: "专利代理条例"})
	require.NoError(t, err)
	assert.Zero(t, p.Total, "what happened since counts")
	p, err = again.Search(t.Context(), catalog.Query{})
	require.NoError(t, err)
	assert.Equal(t, 59, p.Total)

	for name, file := range map[string][]byte{"broken": saved.Bytes()[:saved.Len()/2], "none": nil} {
		other := catalog.New(store)
		took, err = other.LoadIndex(t.Context(), bytes.NewReader(file))
		require.NoError(t, err, name)
		assert.False(t, took, name)
		p, err = other.Search(t.Context(), catalog.Query{})
		require.NoError(t, err)
		assert.Equal(t, 59, p.Total, name)
	}
	stranger := catalog.New(nil)
	_, err = stranger.Publish(t.Context(), report(), signer)
	require.NoError(t, err)
	took, err = stranger.LoadIndex(t.Context(), bytes.NewReader(saved.Bytes()))
	require.NoError(t, err)
	assert.False(t, took, "another feed")
}

// Search never fails for what a query says, and a page may be as large as an address
// asks for.
func TestAPageMayBeLargerThanAnyCatalogue(t *testing.T) {
	c := stateCouncil(t)
	all, err := c.Search(t.Context(), catalog.Query{Limit: 1000})
	require.NoError(t, err)
	for _, q := range []catalog.Query{{Limit: math.MaxInt}, {Offset: 1, Limit: math.MaxInt}, {Offset: math.MaxInt, Limit: math.MaxInt}, {Text: "通知", Offset: 1, Limit: math.MaxInt}} {
		p, err := c.Search(t.Context(), q)
		require.NoError(t, err)
		if q.Text == "" {
			assert.Len(t, p.Hits, max(all.Total-q.Offset, 0))
		}
	}
}

func FuzzSearchNeverFails(f *testing.F) {
	for _, s := range []string{"低保", "去年三公经费花了多少", "国发〔2019〕4号", "99年", "二〇", "gjzyjy 2019", "定期公开的", "，。", "\xff", strings.Repeat("怎么", 150)} {
		f.Add(s, 2020)
	}
	c := catalog.New(nil)
	if _, err := c.Publish(f.Context(), report(), signer); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, year int) {
		p, err := c.Search(t.Context(), catalog.Query{Text: text, Today: civil.Date{Year: year}})
		if err != nil || len(p.Hits) > 1 {
			t.Fatal(p, err)
		}
	})
}

func ExampleCatalog_Search() {
	c := catalog.New(nil)
	ctx := context.Background()
	if _, err := c.Publish(ctx, report(), signer); err != nil {
		fmt.Println(err)
	}
	p, _ := c.Search(ctx, catalog.Query{Text: "信息公开年报怎么看"})
	for _, h := range p.Hits {
		fmt.Println(h.Record.Title)
	}
	// Output: 兴庆区2015年政府信息公开年度工作报告
}
