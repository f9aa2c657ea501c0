package h5_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5"
)

// noon is the day on which the tests' office works.
func noon() time.Time { return time.Date(2015, time.December, 10, 4, 0, 0, 0, time.UTC) }

// report is what the office of 兴庆区 published on 2015-12-02
// (《兴庆区2015年政府信息公开年度工作报告》).
func report() catalog.Record {
	return catalog.Record{
		Title:     "兴庆区2015年政府信息公开年度工作报告",
		Summary:   "2015年全年主动公开1636条，依申请公开2件。",
		Date:      civil.Day(2015, time.December, 2),
		Published: civil.Day(2015, time.December, 2),
		Publisher: "银川市兴庆区人民政府办公室",
		Column:    "政府信息公开年报",
		Category:  disclosure.Permanent,
		Body:      "一、总体工作情况\n兴庆区政府高度重视政府信息公开工作。\n（一）加强组织领导\n一是及时调整了领导小组。",
		Drafter:   "经办人",
		Review:    catalog.Review{By: "审查人", Result: catalog.Cleared},
	}
}

// published is a catalogue that holds the records, and their numbers.
func published(t testing.TB, records ...catalog.Record) (*catalog.Catalog, []catalog.IndexNumber) {
	t.Helper()
	c := catalog.New(nil)
	var numbers []catalog.IndexNumber
	for _, r := range records {
		got, err := c.Publish(context.Background(), r, catalog.Actor{Name: "签发人", At: noon()})
		require.NoError(t, err)
		numbers = append(numbers, got.Number)
	}
	return c, numbers
}

// office is a set of pages to try.
func office(t testing.TB, change func(*h5.Config)) http.Handler {
	t.Helper()
	c := h5.Config{Now: noon, Office: h5.Office{Name: "银川市兴庆区人民政府", Short: "兴庆区", Desk: "银川市兴庆区人民政府办公室"},
		Fault: func(err error) { t.Errorf("fault: %v", err) }}
	if change != nil {
		change(&c)
	}
	if c.Catalog == nil {
		c.Catalog, _ = published(t, report())
	}
	h, err := h5.New(c)
	require.NoError(t, err)
	return h
}

func get(h http.Handler, target string, change ...func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, target, nil)
	for _, f := range change {
		f(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestTheCatalogueShowsTheColumnsOfTheGuideline(t *testing.T) {
	w := get(office(t, nil), "/")
	require.Equal(t, http.StatusOK, w.Code)
	body := w.Body.String()
	for _, column := range []string{"序号", "索引号", "名称", "文号", "发布机构", "生成日期", "公开日期", "有效性"} {
		assert.Contains(t, body, column)
	}
	assert.Contains(t, body, "兴庆区2015年政府信息公开年度工作报告")
	assert.Contains(t, body, "2015-12-02")
	assert.Contains(t, body, "共 1 条公开信息")
}

func TestARecordIsFoundUnderAnyWritingOfItsNumber(t *testing.T) {
	c, n := published(t, report())
	h := office(t, func(o *h5.Config) { o.Catalog = c })
	for _, path := range []string{string(n[0]), strings.ReplaceAll(string(n[0]), "/", "%2F"), url.PathEscape(" " + string(n[0]) + " ")} {
		w := get(h, "/r/"+path)
		require.Equal(t, http.StatusOK, w.Code, path)
		assert.Contains(t, w.Body.String(), "<h3>一、总体工作情况</h3>")
		assert.Contains(t, w.Body.String(), "2015年12月2日")
	}
	assert.Equal(t, http.StatusNotFound, get(h, "/r/640104-101/2015-99999").Code)
}

func TestAWithdrawnRecordSaysWhyItIsGone(t *testing.T) {
	c, n := published(t, report())
	require.NoError(t, c.Withdraw(context.Background(), n[0], "数字有误，重新公布", catalog.Actor{Name: "签发人", At: noon()}))
	w := get(office(t, func(o *h5.Config) { o.Catalog = c }), "/r/"+string(n[0]))
	assert.Equal(t, http.StatusGone, w.Code)
	assert.Contains(t, w.Body.String(), "数字有误，重新公布")
}

func TestTheReasonOfAWithdrawalTellsNoPersonalData(t *testing.T) {
	c, n := published(t, report())
	require.NoError(t, c.Withdraw(context.Background(), n[0], "误写了手机13812345678", catalog.Actor{Name: "签发人", At: noon()}))
	w := get(office(t, func(o *h5.Config) { o.Catalog = c }), "/r/"+string(n[0]))
	assert.Contains(t, w.Body.String(), "138****5678")
	assert.NotContains(t, w.Body.String(), "13812345678")
}

func TestAReplacedRecordSaysSoAndLeadsToTheNewOne(t *testing.T) {
	second := report()
	second.Title = "更正后的" + second.Title
	c, n := published(t, report(), second)
	old, err := c.Find(t.Context(), n[0])
	require.NoError(t, err)
	old.Links = append(old.Links, catalog.Link{Kind: catalog.ReplacedBy, To: n[1]})
	_, err = c.Move(t.Context(), old, catalog.Superseded, "", catalog.Actor{Name: "签发人", At: noon()})
	require.NoError(t, err)
	h := office(t, func(o *h5.Config) { o.Catalog = c })
	body := get(h, "/r/"+string(n[0])).Body.String()
	assert.Contains(t, body, "这一条已经被替代，请看新的：<a href=")
	assert.Contains(t, body, `<dt>有效性</dt><dd>已被替代`)
	assert.Contains(t, body, "<small>替代本件 ")
	assert.NotContains(t, body, "有效</span>")
	assert.Contains(t, get(h, "/").Body.String(), `<span class="tag warn">已被替代</span>`)
	require.NoError(t, c.Withdraw(t.Context(), n[1], "数字有误", catalog.Actor{Name: "签发人", At: noon()}))
	assert.Contains(t, get(h, "/r/"+string(n[0])).Body.String(), "这一条已经被替代。", "the new one is gone, the old one is still not the one that counts")
}

func TestPagesAreServedWithAndWithoutTheirPrefix(t *testing.T) {
	h := office(t, func(o *h5.Config) { o.Links.Base = "https://example.gov.cn/h5" })
	for _, path := range []string{"/", "/h5/", "/h5"} {
		w := get(h, path)
		require.Equal(t, http.StatusOK, w.Code, path)
		assert.Contains(t, w.Body.String(), `href="/h5/r/`)
		assert.Contains(t, w.Body.String(), `<meta property="og:url" content="https://example.gov.cn/h5/">`)
	}
}

func TestTheWayBackIsToTheListThatTheReaderCameFrom(t *testing.T) {
	c, n := published(t, report())
	h := office(t, func(o *h5.Config) { o.Catalog, o.Links.Base = c, "https://example.gov.cn/h5" })
	for from, want := range map[string]string{
		"": `href="/h5/">‹ 返回目录`, "https://example.gov.cn/h5/": `href="/h5/">‹ 返回目录`,
		"https://example.gov.cn/h5/?q=%E5%B9%B4%E6%8A%A5&print=large":    `href="/h5/?q=%E5%B9%B4%E6%8A%A5">‹ 返回检索结果`,
		"https://other.example/h5/?q=x":                                  `href="/h5/">‹ 返回目录`,
		"https://example.gov.cn/h5/?column=%22%3E%3Cscript%3E&year=2015": `href="/h5/?column=%22%3E%3Cscript%3E&amp;year=2015">‹ 返回检索结果`,
	} {
		w := get(h, "https://example.gov.cn/h5/r/"+string(n[0]), func(r *http.Request) { r.Header.Set("Referer", from) })
		assert.Contains(t, w.Body.String(), want, from)
	}
}

func TestADayThatThereIsNotIsRemarked(t *testing.T) {
	b := newTown(t).visitor(t)
	whole := b.get("/?year=2015").Body.String()
	assert.NotContains(t, whole, `role="alert"`)
	body := b.get("/?year=2015&from=2024-13-45").Body.String()
	assert.Contains(t, body, "“2024-13-45”不是一个日期")
	found := regexp.MustCompile(`共 \d+ 条公开信息`)
	assert.Equal(t, found.FindString(whole), found.FindString(body), "the rest is asked for as it was")
	body = b.get("/?from=2016-01-01&to=2015-01-01").Body.String()
	assert.Contains(t, body, "请把两个日期对调")
	assert.Contains(t, body, `value="2016-01-01"`)
	body = b.get("/?to=" + strings.Repeat("%3Cb%3E", 100)).Body.String()
	assert.NotContains(t, body, "<b><b>")
	assert.Contains(t, body, "不是一个日期")
}

func TestWhatIsNearIsNotCountedAsFound(t *testing.T) {
	v := newTown(t)
	body := get(v.handler, "/?q="+url.QueryEscape("年度报表的批复")).Body.String()
	require.Contains(t, body, "下面是最接近的")
	assert.NotContains(t, body, "全部 0")
	assert.Contains(t, get(v.handler, "/?q="+url.QueryEscape("年度报告")).Body.String(), "全部 2")
}

func TestAChoiceTellsHowManyThereAreWhereThatIsSo(t *testing.T) {
	v := newTown(t)
	column, organ := `政府信息公开年报</a> <span class="n">1</span>`, "（2）</option>"
	for path, told := range map[string][2]bool{
		"/": {true, true}, "/?column=" + url.QueryEscape("政府信息公开年报"): {true, false}, "/?organ=" + url.QueryEscape("银川市兴庆区人民政府办公室"): {false, true},
		"/?year=2015": {false, false}, "/?q=" + url.QueryEscape("年度报告"): {false, false}, "/?category=permanent&page=1": {false, false},
	} {
		body := get(v.handler, path).Body.String()
		assert.Equal(t, told[0], strings.Contains(body, column), path)
		assert.Equal(t, told[1], strings.Contains(body, organ), path)
	}
}

func TestTheListOfReportsHoldsWholeReports(t *testing.T) {
	whole, part := report(), report()
	part.Title = whole.Title + "（七）：2016年的总体要求和措施"
	c, _ := published(t, part, whole)
	h := office(t, func(o *h5.Config) { o.Catalog = c })
	for _, path := range []string{"/report", "/report/2015"} {
		body := get(h, path).Body.String()
		assert.Contains(t, body, whole.Title, path)
		assert.NotContains(t, body, part.Title, path)
	}
	c, _ = published(t, part)
	assert.Contains(t, get(office(t, func(o *h5.Config) { o.Catalog = c }), "/report").Body.String(), part.Title, "where there are only parts, they are shown")
}

// Whoever published the newer record may not have marked the older one.
func TestARecordThatAnotherOneReplacesIsNotSaidToBeInForce(t *testing.T) {
	c, n := published(t, report())
	next := report()
	next.Title += "（更正）"
	next.Links = []catalog.Link{{Kind: catalog.Replaces, To: n[0]}}
	got, err := c.Publish(t.Context(), next, catalog.Actor{Name: "签发人", At: noon()})
	require.NoError(t, err)
	h := office(t, func(o *h5.Config) { o.Catalog = c })
	body := get(h, "/r/"+string(n[0])).Body.String()
	assert.Contains(t, body, "已经被替代，请看新的")
	assert.Contains(t, body, `href="/r/`+string(got.Number)+`"`)
	assert.NotContains(t, body, "有效</")
	assert.NotContains(t, get(h, "/r/"+string(got.Number)).Body.String(), "已经被替代")
}

func TestALongListIsTurnedToAPage(t *testing.T) {
	var all []catalog.Record
	for i := range 200 {
		r := report()
		r.Title, r.Category = "第"+strconv.Itoa(i)+"号招标公告", disclosure.AdHoc
		all = append(all, r)
	}
	c, _ := published(t, all...)
	h := office(t, func(o *h5.Config) { o.Catalog = c })
	body := get(h, "/?q="+url.QueryEscape("招标公告")+"&year=2015&page=3").Body.String()
	assert.Contains(t, body, `<input type="hidden" name="q" value="招标公告"><input type="hidden" name="year" value="2015">`)
	assert.NotContains(t, body, `<input type="hidden" name="page"`)
	assert.Contains(t, body, `id="page" name="page"`)
	to := get(h, "/?year=2015&page=99")
	assert.Equal(t, "/?page=10&year=2015", to.Header().Get("Location"), "past the end is the last page")
	assert.NotContains(t, get(h, "/?q="+url.QueryEscape("第7号")).Body.String(), `name="page"`, "a short list has none")
}

func TestTheGuideSaysWhatItLacksAndWhatMayBeDone(t *testing.T) {
	body := get(office(t, func(o *h5.Config) { o.Office = h5.Office{Name: "某区人民政府", Phone: "0951-6012345"} }), "/guide").Body.String()
	assert.Contains(t, body, "这里还没有登记办公地址、办公时间。")
	body = get(office(t, func(o *h5.Config) {
		o.Office = h5.Office{Name: "某区人民政府", Phone: "0951-6012345", Hours: "工作日9时至17时", Address: "某街1号"}
	}), "/guide").Body.String()
	assert.NotContains(t, body, "还没有登记")
	now := newTown(t)
	now.now = time.Date(2026, 10, 28, 4, 0, 0, 0, time.UTC)
	body = now.visitor(t).get("/guide").Body.String()
	assert.Contains(t, body, "不服怎么办")
	assert.Contains(t, body, "《政府信息公开条例》第五十一条")
}

func TestASearchForPunctuationAloneIsSaidToBeOne(t *testing.T) {
	b := newTown(t).visitor(t)
	for _, q := range []string{"！！", "《》", "…", "()"} {
		body := b.get("/?q=" + url.QueryEscape(q)).Body.String()
		assert.Contains(t, body, "“"+q+"”里没有可以查找的字", q)
		assert.NotContains(t, body, "有关的信息", q)
	}
	assert.NotContains(t, b.get("/?q="+url.QueryEscape("《决算》")).Body.String(), "没有可以查找的字")
	assert.NotContains(t, b.get("/?q=2015").Body.String(), "没有可以查找的字")
}
