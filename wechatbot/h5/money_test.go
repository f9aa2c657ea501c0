package h5_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"image/png"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/xlsx"
	"github.com/zwgk/zwgk/wechatbot/h5"
)

func TestABudgetPageAnswersFirst(t *testing.T) {
	v := newTown(t)
	body := get(v.handler, "/budget/"+url.PathEscape(street)+"/2024/budget").Body.String()
	// 47.91 against 22.91 万元: 25.00 more, 109.12 %, by hand.
	assert.Contains(t, body, street+"2024年“三公”经费预算合计47.91万元，比2023年预算增加25.00万元，增长109.12%。")
	assert.Contains(t, body, "↑ 109.12%")
	assert.Contains(t, body, "&#43;115.96%", "46.56 against 21.56 for vehicles")
	assert.Contains(t, body, "<svg")
	assert.Contains(t, body, `<th scope="row" class="d1">公务用车购置费</th><td>25.00</td><td>—</td>`, "what was nothing has no percentage")
}

func TestTheShelfSaysTheNewestFigure(t *testing.T) {
	body := get(newTown(t).handler, "/budget").Body.String()
	assert.Contains(t, body, "<h2>"+street+"</h2><p class=\"soft\">2024年“三公”经费预算合计47.91万元</p>")
	assert.NotContains(t, body, "22.91")
}

func TestAnAccountIsHeldAgainstItsBudget(t *testing.T) {
	v := newTown(t)
	body := get(v.handler, "/budget/"+url.PathEscape(bureau)+"/2024/final").Body.String()
	assert.Contains(t, body, "支出合计0.39万元，是年初预算的13.68%。")
	assert.Contains(t, body, `<td>0.39</td><td>2.85</td><td>13.68%</td>`)
	yuan := get(v.handler, "/budget/"+url.PathEscape(bureau)+"/2024/final?unit="+url.QueryEscape("元")).Body.String()
	assert.Contains(t, yuan, `<td>3,900.00</td><td>28,500.00</td><td>13.68%</td>`)
	assert.Contains(t, body, "勾稽关系全部一致")
}

func TestTheYearsStandSideBySide(t *testing.T) {
	v := newTown(t)
	base := "/budget/" + url.PathEscape(street) + "/2024/budget"
	body := get(v.handler, base).Body.String()
	assert.Contains(t, body, `<a href="`+base+`?view=years">逐年</a>`)
	body = get(v.handler, base+"?view=years&unit="+url.QueryEscape("元")).Body.String()
	assert.Contains(t, body, `<a href="`+base+`">2024年</a></th><td>479,100.00</td><td>&#43;109.12%</td>`)
	assert.Contains(t, body, `2023年</a></th><td>229,100.00</td><td>—</td>`)
	assert.Contains(t, body, "2023年预算22.91万元，2024年预算47.91万元", "the chart says what it shows")
	assert.NotContains(t, body, "<th scope=\"col\">决算</th>", "no account is in the books")
	picture, err := png.Decode(get(v.handler, base+"/years.png").Body)
	require.NoError(t, err)
	assert.Equal(t, 900, picture.Bounds().Dx())
	assert.Contains(t, get(v.handler, base+"/years.csv").Body.String(), "2023年,22.91,")
	one := "/budget/" + url.PathEscape(bureau) + "/2024/final"
	assert.NotContains(t, get(v.handler, one+"?view=years").Body.String(), "逐年", "one year is not compared")
	for _, name := range []string{"/years.png", "/years.csv"} {
		assert.Equal(t, http.StatusNotFound, get(v.handler, one+name).Code)
	}
}

// shelved are books that hold one statement, read from its table as CSV.
func shelved(t *testing.T, table string) *budget.Books {
	t.Helper()
	read, _, err := budget.ReadCSV(strings.NewReader(table), "表9 “三公”经费和机关运行经费预算表")
	require.NoError(t, err)
	read.Year = 2023
	var b bytes.Buffer
	require.NoError(t, budget.WriteJSON(&b, budget.Statement{Organ: street, Year: 2023, Stage: budget.Budget, Source: street, Tables: []budget.Table{read}}))
	books, err := budget.Open(fstest.MapFS{"one.json": {Data: b.Bytes()}})
	require.NoError(t, err)
	return books
}

func TestATableThatIsWrongIsNotCalledRight(t *testing.T) {
	raw, err := os.ReadFile("testdata/budget-2023.csv")
	require.NoError(t, err)
	page := "/budget/" + url.PathEscape(street) + "/2023/budget"
	right := get(office(t, func(o *h5.Config) { o.Books = shelved(t, string(raw)) }), page).Body.String()
	assert.Contains(t, right, `class="card check good"`)
	assert.Contains(t, right, "数据已核对：0.00 &#43; 21.56 &#43; 1.35 = 22.91，")
	assert.Contains(t, right, "勾稽关系全部一致")
	wrong := strings.Replace(string(raw), "22.91", "32.91", 1)
	require.NotEqual(t, string(raw), wrong)
	body := get(office(t, func(o *h5.Config) { o.Books = shelved(t, wrong) }), page).Body.String()
	assert.Contains(t, body, `class="card check bad"`)
	assert.Contains(t, body, "项对不上。原表如此，没有改动")
	assert.NotContains(t, body, "全部一致")
	assert.NotContains(t, body, "&#43; 1.35 =", "what does not add up is not written as a sum")
	// Sums that hold, and a note that says otherwise.
	empty := get(office(t, func(o *h5.Config) { o.Books = shelved(t, string(raw)+"注：本表为空表。\n") }), page).Body.String()
	assert.Contains(t, empty, `class="card check bad"`)
	assert.Contains(t, empty, "另有 1 处要留意。原表如此")
	assert.Contains(t, empty, "注里说本表为空表，表里却有数字")
}

func TestBarsWithoutLengthAreNotDrawn(t *testing.T) {
	raw, err := os.ReadFile("testdata/budget-2023.csv")
	require.NoError(t, err)
	nought := regexp.MustCompile(`[0-9]+\.[0-9]+`).ReplaceAllString(string(raw), "0.00")
	h := office(t, func(o *h5.Config) { o.Books = shelved(t, nought) })
	page := "/budget/" + url.PathEscape(street) + "/2023/budget"
	body := get(h, page).Body.String()
	assert.Contains(t, body, "<b>0.00</b>")
	assert.NotContains(t, body, "<svg xmlns")
	assert.NotContains(t, body, "og:image")
	assert.Equal(t, http.StatusNotFound, get(h, page+"/chart.png").Code)
}

func TestAStatementThatIsNotThereIsNotFound(t *testing.T) {
	v := newTown(t)
	for _, path := range []string{"/2024/budget", "/1999/final", "/x/final", "/2024/x", "/2024/final/nothing.csv", "/2024/final/x"} {
		assert.Equal(t, http.StatusNotFound, get(v.handler, "/budget/"+url.PathEscape(bureau)+path).Code, path)
	}
}

func TestDownloadsHoldTheSameFigures(t *testing.T) {
	v := newTown(t)
	base := "/budget/" + url.PathEscape(bureau) + "/2024/final/"
	w := get(v.handler, base+"statement.json")
	st, err := budget.ReadJSON(w.Body)
	require.NoError(t, err)
	want, ok := books(t).Find(bureau, 2024, budget.Final)
	require.True(t, ok)
	assert.Equal(t, want, st)
	assert.Contains(t, w.Header().Get("Content-Disposition"), url.PathEscape(bureau+"2024年度决算.json"))

	p, ok := st.ThreePublic()
	require.True(t, ok)
	sheets, _, err := xlsx.Read(get(v.handler, base+"tables.xlsx").Body)
	require.NoError(t, err)
	back, ok := budget.Statement{Organ: bureau, Year: 2024, Stage: budget.Final, Tables: sheets}.ThreePublic()
	require.True(t, ok)
	assert.Equal(t, p.Total.String(), back.Total.String())

	csv := get(v.handler, base+"F7.csv").Body.String()
	assert.Contains(t, csv, "单位：万元")
	assert.Contains(t, csv, "2.85")
	raw := get(v.handler, base+"tables.zip").Body.Bytes()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	require.NoError(t, err)
	require.Len(t, z.File, 1)
	f, err := z.File[0].Open()
	require.NoError(t, err)
	inside, err := io.ReadAll(f)
	require.NoError(t, err)
	assert.Equal(t, csv, string(inside))

	for _, name := range []string{"F7", "summary"} {
		one, err := budget.ReadJSON(get(v.handler, base+name+".json").Body)
		require.NoError(t, err, name)
		require.Len(t, one.Tables, 1, name)
		sheets, _, err := xlsx.Read(get(v.handler, base+name+".xlsx").Body)
		require.NoError(t, err, name)
		require.Len(t, sheets, 1, name)
		assert.Contains(t, get(v.handler, base+name+".csv").Body.String(), "2.85", name)
	}

	picture, err := png.Decode(get(v.handler, base+"chart.png").Body)
	require.NoError(t, err)
	assert.Equal(t, 900, picture.Bounds().Dx())
}

func TestFeedsListTheNewestOfAColumn(t *testing.T) {
	v := newTown(t)
	column := url.QueryEscape("政府信息公开年报")
	var atom struct {
		Entries []struct {
			Title string `xml:"title"`
			Link  struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	w := get(v.handler, "/feed.atom?column="+column)
	require.NoError(t, xml.NewDecoder(w.Body).Decode(&atom))
	require.Len(t, atom.Entries, 1, "the explanation stands in another column")
	assert.Equal(t, "http://example.com/r/"+string(v.number), atom.Entries[0].Link.Href)
	require.NoError(t, xml.NewDecoder(get(v.handler, "/feed.atom").Body).Decode(&atom))
	assert.Len(t, atom.Entries, 3, "two more, after the one")

	var feed struct {
		Version string
		Items   []struct{ Title, URL string }
	}
	require.NoError(t, json.NewDecoder(get(v.handler, "/feed.json?column="+column).Body).Decode(&feed))
	assert.Equal(t, "https://jsonfeed.org/version/1.1", feed.Version)
	require.Len(t, feed.Items, 1)
	assert.Equal(t, "兴庆区2015年政府信息公开年度工作报告", feed.Items[0].Title)

	sitemap := get(v.handler, "/sitemap.xml").Body.String()
	assert.Contains(t, sitemap, "<loc>http://example.com/r/"+string(v.number)+"</loc>")
	assert.Contains(t, get(v.handler, "/catalogue.csv").Body.String(), "索引号")
	assert.Contains(t, get(v.handler, "/catalogue.jsonl").Body.String(), `"title":"兴庆区2015年政府信息公开年度工作报告"`)
	var dcat map[string]any
	require.NoError(t, json.NewDecoder(get(v.handler, "/dcat.json").Body).Decode(&dcat))
}

func TestAYearIsCounted(t *testing.T) {
	v := newTown(t)
	submitted(t, v)
	body := get(v.handler, "/report/2015").Body.String()
	assert.Contains(t, body, "<b>2</b> 条")
	assert.Contains(t, body, "<dt>新收申请</dt><dd>1 件</dd>")
	assert.Contains(t, body, "正式数字以公布的年度报告为准")
	assert.Contains(t, body, "兴庆区2015年政府信息公开年度工作报告")
	assert.Equal(t, http.StatusNotFound, get(v.handler, "/report/2999").Code)
}

func TestTheListTurnsItsPagesAndCounts(t *testing.T) {
	v := newTown(t)
	body := get(v.handler, "/?category=permanent").Body.String()
	assert.Contains(t, body, `aria-current="true">长期 2</a>`)
	w := get(v.handler, "/?page=99")
	assert.Equal(t, http.StatusFound, w.Code)
	assert.Equal(t, "/", w.Header().Get("Location"), "past the end is the last page")
	assert.Contains(t, get(v.handler, "/?column="+url.QueryEscape("政策")).Body.String(), "共 1 条公开信息")
	assert.Contains(t, get(v.handler, "/?year=2014").Body.String(), "没有找到符合这些条件的信息")
}
