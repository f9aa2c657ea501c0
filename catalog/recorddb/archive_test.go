package recorddb_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// fed is a store whose feed has the records, as they were public elsewhere.
func fed(t testing.TB, records []catalog.Record) *catalog.Memory {
	t.Helper()
	store := catalog.NewMemory()
	for _, r := range records {
		r.Status = catalog.Published
		_, err := store.Commit(t.Context(), catalog.Act{Kind: catalog.TakenOver, Record: r, By: catalogtest.Signer(), Salt: "00"})
		require.NoError(t, err)
	}
	return store
}

// finder is what Catalog and Archive have in common.
type finder interface {
	Search(context.Context, catalog.Query) (catalog.Page, error)
}

// numbers are the numbers that a query finds on all its pages, sorted.
func numbers(t testing.TB, f finder, q catalog.Query) []string {
	t.Helper()
	var out []string
	for {
		q.Offset, q.Limit = len(out), 700
		p, err := f.Search(t.Context(), q)
		require.NoError(t, err)
		if p.Near {
			require.Zero(t, p.Total)
			return nil
		}
		for _, h := range p.Hits {
			out = append(out, string(h.Record.Number))
		}
		if len(out) >= p.Total || len(p.Hits) == 0 {
			slices.Sort(out)
			return out
		}
	}
}

// town are records of a few organs, columns and years.
func town() []catalog.Record {
	var out []catalog.Record
	organs := []string{"兴庆区教育局", "兴庆区财政局", "大新镇人民政府"}
	kinds := []string{"部门预算", "低保对象名单的公示", "政府信息公开年度报告", "关于印发《安全生产应急预案》的通知", "供水管网改造工程招标公告"}
	for i := range 300 {
		r := catalogtest.Record(i)
		year := 2012 + i%9
		r.Number = catalog.IndexNumber(fmt.Sprintf("640104/%d-%05d", year, i+1))
		r.Publisher, r.Date = organs[i%3], civil.Day(year, 1+(civil.Day(2012, 1, 1).Month-1+0)%12, 1+i%28)
		r.Title = fmt.Sprintf("%s%d年%s", r.Publisher, year, kinds[i%5])
		r.Column = []catalog.Column{"政策/规范性文件", "法定主动公开内容/财政预决算", "政策"}[i%3]
		r.DocNumber = fmt.Sprintf("兴政办发〔%d〕%d号", year, i+1)
		r.Body = fmt.Sprintf("正文第%d段：各村（居）务公开栏。", i)
		out = append(out, r)
	}
	return out
}

func TestTheArchiveInPostgreSQLFindsWhatTheIndexInMemoryFinds(t *testing.T) {
	store := fed(t, town())
	c := catalog.New(store).WithOrgans(catalog.Organ{Name: "兴庆区教育局", Aliases: []string{"教育局", "教体局"}})
	a := c.Archive(openPostgres(t))
	queries := []catalog.Query{
		{}, {Year: 2014}, {Column: "政策"}, {Organ: "教体局"}, {From: civil.Day(2015, 1, 1), To: civil.Day(2016, 12, 31)}, {Text: "公示", Organ: "大新镇人民政府"},
	}
	for _, text := range []string{
		"预算", "预", "2015", "低保 2015", "教体局", "兴政办发[2015]4号", "兴政办发〔2015〕", "640104/2015-00004", "640104-2015", "第7段",
		"村务公开", "安全生產應急預案", "《安全生产", "查一下教育局去年花了多少钱", "最低生活保障", "！？", "没有的", "二〇一五年预算", "供水管网", "区教育局2016年政府信息公开年度报",
	} {
		queries = append(queries, catalog.Query{Text: text}, catalog.Query{Text: text, Year: 2015})
	}
	found := 0
	for _, q := range queries {
		want := numbers(t, c, q)
		assert.Equal(t, want, numbers(t, a, q), "%+v", q)
		found += len(want)
		wantPage, err := c.Search(t.Context(), q)
		require.NoError(t, err)
		page, err := a.Search(t.Context(), q)
		require.NoError(t, err)
		assert.Equal(t, wantPage.Understood, page.Understood, "%+v", q)
		assert.Equal(t, len(wantPage.Hits) > 0, len(page.Hits) > 0, "%+v", q)
	}
	assert.Greater(t, found, 1000)
	for _, near := range []string{"教育局2014年预算", "政府信息公开年渡报告", "gongshuiguanwang", "zfxxgkndbg", "供水管往改造"} {
		p, err := a.Search(t.Context(), catalog.Query{Text: near})
		require.NoError(t, err)
		assert.NotEmpty(t, p.Hits, near)
	}
}

func TestTheArchiveFollowsTheFeed(t *testing.T) {
	store := catalog.NewMemory()
	c := catalog.New(store)
	texts := openPostgres(t)
	here, there := c.Archive(texts), c.Archive(texts) // two processes
	total := func(text string) int {
		t.Helper()
		p, err := here.Search(t.Context(), catalog.Query{Text: text})
		require.NoError(t, err)
		q, err := there.Search(t.Context(), catalog.Query{Text: text})
		require.NoError(t, err)
		require.Equal(t, p.Total, q.Total)
		return p.Total
	}
	r, err := c.Publish(t.Context(), catalogtest.Report(), catalogtest.Signer())
	require.NoError(t, err)
	assert.Equal(t, 1, total("年度工作报告"))
	found, err := there.Find(t.Context(), catalog.IndexNumber(strings.ReplaceAll(string(r.Number), "-", "－")))
	require.NoError(t, err)
	assert.Equal(t, r.Title, found.Title)
	r.Title = "改过的名称"
	r, err = c.Amend(t.Context(), r, catalogtest.Signer())
	require.NoError(t, err)
	assert.Equal(t, []int{0, 1}, []int{total("年度工作报告"), total("改过的名称")})
	_, err = c.Move(t.Context(), catalogtest.Record(7), catalog.Draft, "", catalogtest.Signer())
	require.NoError(t, err)
	require.NoError(t, c.Withdraw(t.Context(), r.Number, "发布错误", catalogtest.Signer()))
	for _, text := range []string{"", "改过的名称", string(r.Number), "gaiguodemingcheng"} {
		assert.Zero(t, total(text), text)
	}
	_, err = here.Find(t.Context(), r.Number)
	assert.ErrorIs(t, err, catalog.ErrNotFound)
	_, err = c.Archive(openSQLite(t, t.TempDir()+"/catalog.db")).Search(t.Context(), catalog.Query{})
	assert.Error(t, err, "SQLite keeps no texts, and says so")
}

// BenchmarkArchive asks over thirty-four thousand titles in PostgreSQL.
func BenchmarkArchive(b *testing.B) {
	store := openPostgres(b)
	a := catalog.New(fed(b, sevenGovernments(b))).Archive(store)
	start := time.Now()
	require.NoError(b, a.Follow(b.Context()))
	b.Logf("followed in %v", time.Since(start))
	for _, text := range []string{"公示", "的", "2019年预算", "国办发〔2014〕15号", "供水管网改造", "安全生产应急予案", "gongshuiguanwang", "zfxxgk"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				_, err := a.Search(b.Context(), catalog.Query{Text: text})
				require.NoError(b, err)
			}
		})
	}
}

// sevenGovernments are the titles and document numbers that seven governments
// published, by row.
func sevenGovernments(t testing.TB) []catalog.Record {
	t.Helper()
	f, err := os.Open("../../../shared/data/catalog/titles-7-governments.tsv.gz")
	if err != nil {
		t.Skip("the titles are not beside the project: ", err)
	}
	defer func() { require.NoError(t, f.Close()) }()
	z, err := gzip.NewReader(f)
	require.NoError(t, err)
	var records []catalog.Record
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for row := 0; lines.Scan(); row++ {
		if row == 0 {
			continue
		}
		w := strings.Split(lines.Text(), "\t")
		d, _ := civil.ParseDate(w[2]) // some have none
		records = append(records, catalog.Record{Number: catalog.IndexNumber("row-" + strconv.Itoa(row)), Publisher: w[0], Title: w[1], Summary: w[1], Date: d, DocNumber: w[4]})
	}
	require.NoError(t, lines.Err())
	return records
}

func TestTheArchiveFindsExactlyTheRowsThatTheOracleNames(t *testing.T) {
	texts := openPostgres(t)
	a := catalog.New(fed(t, sevenGovernments(t))).Archive(texts)
	require.NoError(t, a.Follow(t.Context()))
	b, err := os.ReadFile("../../../shared/data/catalog/search-oracle.tsv")
	require.NoError(t, err)
	for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n")[1:] {
		w := strings.Split(line, "\t")
		var want []string
		if len(w) > 3 {
			for _, n := range strings.FieldsFunc(w[3], func(r rune) bool { return r < '0' || r > '9' }) {
				want = append(want, "row-"+n)
			}
		}
		slices.Sort(want)
		assert.Equal(t, want, numbers(t, a, catalog.Query{Text: w[1]}), "%s %q", w[0], w[1])
	}
}
