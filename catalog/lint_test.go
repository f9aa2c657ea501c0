package catalog_test

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// sevenGovernments yields the 34,578 records that seven governments published,
// as scraped: they carry no summary, column or index number.
func sevenGovernments(t testing.TB) iter.Seq2[catalog.Record, error] {
	f := sharedData(t, "catalog/titles-7-governments.tsv.gz")
	return func(yield func(catalog.Record, error) bool) {
		_, err := f.Seek(0, io.SeekStart)
		require.NoError(t, err)
		z, err := gzip.NewReader(f)
		require.NoError(t, err)
		in := csv.NewReader(z)
		in.Comma, in.LazyQuotes, in.FieldsPerRecord = '\t', true, -1
		_, err = in.Read()
		require.NoError(t, err)
		for {
			row, err := in.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			require.NoError(t, err)
			issued, _ := civil.ParseDate(row[2]) // an unreadable date stays empty and is found
			published, _ := civil.ParseDate(row[3])
			if !yield(catalog.Record{Title: row[1], Publisher: row[0], Date: issued, Published: published, DocNumber: row[4], URL: row[5]}, nil) {
				return
			}
		}
	}
}

func TestSweepOfSevenGovernments(t *testing.T) {
	swept, err := catalog.Linter{
		Calendar: civil.China(), Today: civil.Day(2026, time.November, 23),
		Off: []catalog.Rule{catalog.RuleSummaryMissing, catalog.RuleCategoryMissing, catalog.RuleTitleLong}, // the scrape has none of the first two
	}.Sweep(sevenGovernments(t))
	require.NoError(t, err)
	assert.Equal(t, 34578, swept.Records)
	weighed(t, swept.Findings)
	assert.Equal(t, 14169, swept.Clean)
	assert.Equal(t, []catalog.Count{
		{"date-missing", 9730}, // the scrape has the day of publication only
		{"doc-number-writing", 5944}, {"doc-number-missing", 3705}, {"duplicate", 3244}, {"late", 665},
		{"doc-number-twice", 476}, {"doc-number-year", 409}, {"serial-gap", 62}, {"published-before-dated", 59},
		{"title-spaces", 24}, {"title-says-nothing", 10}, {"title-unpaired", 3}, {"date-in-future", 1},
	}, swept.ByRule)
}

func TestSevenGovernmentsGoIn(t *testing.T) {
	rows := func(yield func(catalog.Row, error) bool) {
		line := 1
		for r, err := range sevenGovernments(t) {
			line++
			if !yield(catalog.Row{Line: line, Record: r}, err) {
				return
			}
		}
	}
	c := catalog.New(nil)
	got, err := c.Import(t.Context(), rows, catalog.Import{By: signer, Existing: true})
	require.NoError(t, err)
	// 3,241 stand twice in the scrape; 52 have no day at all, so no year to number them in.
	assert.Equal(t, []int{34578, 31285, 3241, 52}, []int{got.Rows, got.In, got.There, got.Refused})
	n, err := c.Verify(t.Context())
	require.NoError(t, err)
	assert.EqualValues(t, got.In, n)
	page, err := c.Search(t.Context(), catalog.Query{})
	require.NoError(t, err)
	assert.Equal(t, got.In, page.Total)
}

func rulesOf(fs []catalog.Finding) []catalog.Rule {
	var out []catalog.Rule
	for _, f := range fs {
		out = append(out, f.Rule)
	}
	return out
}

func TestLintFindsWhatTheReportOf2015ComplainsOf(t *testing.T) {
	clean := report()
	clean.Category, clean.Number, clean.Published = disclosure.Permanent, "640104/2015-00001", clean.Date
	l := catalog.Linter{Calendar: civil.China(), Today: civil.Day(2026, time.November, 23)}
	require.Empty(t, l.Lint(clean))
	for name, c := range map[string]struct {
		change func(*catalog.Record)
		want   catalog.Rule
		fix    string
	}{
		"no summary":             {func(r *catalog.Record) { r.Summary = " " }, catalog.RuleSummaryMissing, ""},
		"summary points away":    {func(r *catalog.Record) { r.Summary = "详见附件。" }, catalog.RuleSummaryEmpty, ""},
		"summary is the title":   {func(r *catalog.Record) { r.Summary = "兴庆区2015年政府信息公开年度工作报告。" }, catalog.RuleSummaryEmpty, ""},
		"irregular number":       {func(r *catalog.Record) { r.Number = "兴-15-1" }, catalog.RuleNumberIrregular, ""},
		"wrong check character":  {func(r *catalog.Record) { r.Number = "11640100010083321E/2015-00012" }, catalog.RuleNumberIrregular, ""},
		"number's writing":       {func(r *catalog.Record) { r.Number = "640104／2015-00001" }, catalog.RuleNumberIrregular, "640104/2015-00001"},
		"number of another year": {func(r *catalog.Record) { r.Number = "640104/2011-00001" }, catalog.RuleNumberYear, ""},
		"bare title":             {func(r *catalog.Record) { r.Title = "公示（2）" }, catalog.RuleTitleEmpty, ""},
		"spaces":                 {func(r *catalog.Record) { r.Title = "兴庆区  2015年政府信息公开年度工作报告\n" }, catalog.RuleTitleSpaces, "兴庆区 2015年政府信息公开年度工作报告"},
		"unpaired":               {func(r *catalog.Record) { r.Title = "关于印发《兴庆区信息公开办法的通告" }, catalog.RuleTitlePair, ""},
		"long for WeChat": {func(r *catalog.Record) {
			r.Title = "银川市兴庆区人民政府办公室兴庆区2015年政府信息公开年度工作报告全文"
		}, catalog.RuleTitleLong, ""},
		"no document number":      {func(r *catalog.Record) { r.Title = "兴庆区政府办关于做好防汛工作的通知" }, catalog.RuleDocNumberMissing, ""},
		"document number's form":  {func(r *catalog.Record) { r.DocNumber = "兴政发[2015] 3号" }, catalog.RuleDocNumberWriting, "兴政发〔2015〕3号"},
		"document number's year":  {func(r *catalog.Record) { r.DocNumber = "兴政发〔2011〕3号" }, catalog.RuleDocNumberYear, ""},
		"unreadable":              {func(r *catalog.Record) { r.DocNumber = "三号文" }, catalog.RuleDocNumberUnread, ""},
		"published early":         {func(r *catalog.Record) { r.Published = r.Date.AddDays(-1) }, catalog.RulePublishedEarly, ""},
		"late by one working day": {func(r *catalog.Record) { r.Published = civil.Day(2015, time.December, 31) }, catalog.RuleLate, ""},
		"in the future": {func(r *catalog.Record) {
			r.Date, r.Published, r.Number = civil.Day(2027, 1, 4), civil.Day(2027, 1, 4), ""
		}, catalog.RuleDateFuture, ""},
		"a slip of the pen": {func(r *catalog.Record) {
			r.Date, r.Published, r.Number = civil.Day(215, 12, 2), civil.Day(215, 12, 2), ""
		}, catalog.RuleDateEarly, ""},
		"no category":   {func(r *catalog.Record) { r.Category = 0 }, catalog.RuleCategoryMissing, ""},
		"unknown theme": {func(r *catalog.Record) { r.Theme = "综合政务/政务公开" }, catalog.RuleThemeUnknown, ""},
		"unknown genre": {func(r *catalog.Record) { r.Genre = "快讯" }, catalog.RuleGenreUnknown, ""},
		"a phone":       {func(r *catalog.Record) { r.Body = "联系电话13912345678" }, catalog.RulePhone, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := clean
			c.change(&r)
			fs := l.Lint(r)
			require.Equal(t, []catalog.Rule{c.want}, rulesOf(fs))
			weighed(t, fs)
			assert.Equal(t, c.fix, fs[0].Fix)
			known := l
			known.Baseline = catalog.NewBaseline(fs)
			assert.Empty(t, known.Lint(r), "a known finding stays quiet")
			off := l
			off.Off = []catalog.Rule{c.want}
			assert.Empty(t, off.Lint(r))
		})
	}
	unannounced := clean
	unannounced.Date, unannounced.Published, unannounced.Number = civil.Day(2026, time.December, 20), civil.Day(2027, time.February, 4), ""
	assert.Equal(t, []catalog.Rule{catalog.RuleLateUnknown}, rulesOf(catalog.Linter{Calendar: civil.China()}.Lint(unannounced)))
	onTime := clean
	onTime.Published = civil.Day(2015, time.December, 30) // the twentieth working day after 2015-12-02
	assert.Empty(t, l.Lint(onTime))
}

func TestClassificationsAreWhole(t *testing.T) {
	top := 0
	for _, th := range catalog.Themes() {
		if th.Parent() == "" {
			top++
		}
	}
	assert.Equal(t, 22, top) // 国务院公文主题分类
	assert.Contains(t, catalog.Themes(), catalog.Theme(`综合政务\政务公开`))
	assert.Contains(t, catalog.NationalColumns(), catalog.Column("依申请公开"))
	assert.Equal(t, catalog.Genre("通知"), catalog.GenreOf("关于印发《某办法（试行）》的通知"))
	assert.Equal(t, catalog.Genre("意见"), catalog.GenreOf("国务院关于某事的意见（试行）"))
	assert.Empty(t, catalog.GenreOf("兴庆区停电信息"))
}

func TestCertainFixesAreApplied(t *testing.T) {
	r := report()
	r.Title, r.DocNumber, r.Number = "兴庆区  2015年报告。", "兴政发[2015] 3号", "640104／2015-00001"
	fixed, n := r.Fixed(catalog.Linter{}.Lint(r))
	assert.Equal(t, 3, n)
	assert.Equal(t, "兴庆区 2015年报告", fixed.Title)
	assert.Equal(t, "兴政发〔2015〕3号", fixed.DocNumber)
	assert.Equal(t, catalog.IndexNumber("640104/2015-00001"), fixed.Number)
	again, n := fixed.Fixed(catalog.Linter{}.Lint(fixed))
	assert.Zero(t, n)
	assert.Equal(t, fixed, again)
	r.ID = 7
	fixed, _ = r.Fixed(catalog.Linter{}.Lint(r))
	assert.Equal(t, r.Number, fixed.Number, "an issued number never changes")
}
