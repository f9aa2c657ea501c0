package disclosure_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// The wordings are those of published catalogues of county governments
// (基层政务公开标准目录), and the four categories.
var wordings = map[string]disclosure.Limit{
	"自信息形成或者变更之日起20个工作日内予以公开": {Kind: disclosure.LimitWorkdays, N: 20, Event: "信息形成或者变更"},
	"信息形成或者变更之日起20个工作日内":      {Kind: disclosure.LimitWorkdays, N: 20, Event: "信息形成或者变更"},
	"自制作或获取该信息之日起20个工作日内公开":   {Kind: disclosure.LimitWorkdays, N: 20, Event: "制作或获取该信息"},
	"信息形成之日起20个工作日内":          {Kind: disclosure.LimitWorkdays, N: 20, Event: "信息形成"},
	"20工作日":                   {Kind: disclosure.LimitWorkdays, N: 20},
	"20个工作日内":                 {Kind: disclosure.LimitWorkdays, N: 20},
	"２０ 个工作日 内":               {Kind: disclosure.LimitWorkdays, N: 20},
	"实时公开":                    {Kind: disclosure.LimitPrompt},
	"及时公开":                    {Kind: disclosure.LimitPrompt},
	"第一时间":                    {Kind: disclosure.LimitPrompt},
	"及时公开，公告期限为5个工作日":         {Kind: disclosure.LimitPrompt, Notice: 5},
	"本级人民代表大会或其常务委员会批准后20日内":  {Kind: disclosure.LimitDays, N: 20, Event: "本级人民代表大会或其常务委员会批准"},
	"本级政府财政部门批复后20日内":         {Kind: disclosure.LimitDays, N: 20, Event: "本级政府财政部门批复"},
	"批准后二十日内":                 {Kind: disclosure.LimitDays, N: 20, Event: "批准"},
	"批复后20日内":                 {Kind: disclosure.LimitDays, N: 20, Event: "批复"},
	"每半年":                     {Kind: disclosure.LimitPeriodic, Period: disclosure.EachHalfYear},
	"按年度公开":                   {Kind: disclosure.LimitPeriodic, Period: disclosure.EachYear},
	"每月":                      {Kind: disclosure.LimitPeriodic, Period: disclosure.EachMonth},
	"按季度公开":                   {Kind: disclosure.LimitPeriodic, Period: disclosure.EachQuarter},
	"长期公开":                    {Kind: disclosure.LimitPermanent},
	"定期公开":                    {Kind: disclosure.LimitPeriodic, Period: disclosure.EachQuarter},
	"定期公开(每季度第一个月下旬)":         {Kind: disclosure.LimitPeriodic, Period: disclosure.EachQuarter},
	"逐段公开":                    {Kind: disclosure.LimitStaged},
	"临时公开":                    {Kind: disclosure.LimitAdHoc},
}

func TestLimitsAreReadInTheWordingsOfOfficialTables(t *testing.T) {
	for s, want := range wordings {
		got, err := disclosure.ParseLimit(s)
		require.NoError(t, err, s)
		assert.Equal(t, want, got, s)
		again, err := disclosure.ParseLimit(got.String())
		require.NoError(t, err, got.String())
		assert.Equal(t, got, again, "%s, written as %s", s, got)
	}
}

func TestALimitThatIsNotUnderstoodIsQuoted(t *testing.T) {
	for _, s := range []string{"", "同上", "限时公开", "长期公开 / 限时公开", "按规定", "0个工作日", "工作日", "20个工作日内办结", "尽快20个工作日内",
		"20日内报上级批准后公开"} {
		_, err := disclosure.ParseLimit(s)
		require.ErrorContains(t, err, `"`+s+`"`, s)
	}
}

func TestSharedCatalogueWordings(t *testing.T) {
	data, err := os.ReadFile("../../shared/data/classification/grassroots-standard-catalogue.json")
	if err != nil {
		t.Skip("the shared catalogue is not beside this checkout; the wordings are carried above")
	}
	var file struct {
		Seen []struct {
			V, Kind string
			N       int
		} `json:"time_limit_values_seen"`
	}
	require.NoError(t, json.Unmarshal(data, &file))
	require.NotEmpty(t, file.Seen)
	for _, seen := range file.Seen {
		switch l, err := disclosure.ParseLimit(seen.V); seen.Kind {
		case "workdays":
			require.NoError(t, err, seen.V)
			assert.Equal(t, disclosure.LimitWorkdays, l.Kind, seen.V)
			assert.Equal(t, seen.N, l.N)
		case "calendar_days":
			require.NoError(t, err, seen.V)
			assert.Equal(t, disclosure.LimitDays, l.Kind, seen.V)
			assert.Equal(t, seen.N, l.N)
		case "immediate", "prompt":
			require.NoError(t, err, seen.V)
			assert.Equal(t, disclosure.LimitPrompt, l.Kind, seen.V)
		case "prompt+notice_period":
			require.NoError(t, err, seen.V)
			assert.Equal(t, seen.N, l.Notice, seen.V)
		case "semiannual", "annual":
			require.NoError(t, err, seen.V)
			assert.Equal(t, disclosure.LimitPeriodic, l.Kind, seen.V)
		default: // 同上, and two cells that name several limits at once
			require.Error(t, err, seen.V)
		}
	}
}

func TestLimitsAreDue(t *testing.T) {
	for _, c := range []struct {
		limit, from, due string
	}{
		{"长期公开", "2022-09-28", "2022-10-31"},       // 条例第二十六条: twenty working days
		{"20个工作日内", "2012-01-13", "2012-02-15"},    // across the Spring Festival of 2012
		{"批准后20日内", "2015-02-02", "2015-02-25"},    // ends in the Spring Festival, runs to the first working day
		{"批准后20日内", "2024-01-18", "2024-02-07"},    // 预算法第十四条
		{"定期公开", "2015-01-10", "2015-01-31"},       // the window of January
		{"定期公开", "2015-02-01", "2015-04-30"},       // missed it: the next
		{"定期公开", "2015-11-01", "2016-01-31"},       // over the year's end
		{"每半年", "2015-07-01", "2015-12-31"},        //
		{"每月", "2016-02-15", "2016-02-29"},         //
		{"按年度公开", "2015-07-01", "2015-12-31"},      //
		{"信息形成之日起7日内", "2026-03-02", "2026-03-09"}, //
	} {
		l, err := disclosure.ParseLimit(c.limit)
		require.NoError(t, err)
		due, err := l.Due(day(t, c.from), china)
		require.NoError(t, err, c.limit)
		assert.Equal(t, c.due, due.String(), "%s from %s", c.limit, c.from)
	}
	prompt, err := disclosure.ParseLimit("及时公开")
	require.NoError(t, err)
	_, err = prompt.Due(day(t, "2026-03-02"), china)
	require.ErrorIs(t, err, disclosure.ErrNoDate)
	_, err = disclosure.Limit{}.Due(day(t, "2026-03-02"), china)
	require.ErrorIs(t, err, disclosure.ErrNoDate)
	_, err = disclosure.Limit{Kind: disclosure.LimitDays, N: 20}.Due(day(t, "2026-12-20"), china)
	require.ErrorIs(t, err, civil.ErrNotCovered)
}

func TestQuarterlyWindowsAreTheLastTenDaysOfEachQuartersFirstMonth(t *testing.T) {
	// The report of 银川市兴庆区 for 2015: 定期公开的时间一般为每季度第一个月下旬.
	want := []string{"2015-01-21 2015-01-31", "2015-04-21 2015-04-30", "2015-07-21 2015-07-31", "2015-10-21 2015-10-31"}
	var got []string
	for _, w := range disclosure.Quarterly.Windows(2015) {
		got = append(got, w.From.String()+" "+w.To.String())
	}
	assert.Equal(t, want, got)
	assert.Empty(t, disclosure.Permanent.Windows(2015))
	assert.Len(t, disclosure.Limit{Kind: disclosure.LimitPeriodic, Period: disclosure.EachMonth}.Windows(2015), 12)
}

func TestRemindersSayWhatOpensClosesAndIsOverdue(t *testing.T) {
	quarterly := disclosure.Duty{Name: "政策文件", Limit: disclosure.Quarterly.Limit(), From: day(t, "2015-01-01")}
	plan := disclosure.Duty{Name: "部门预算", Limit: disclosure.Limit{Kind: disclosure.LimitDays, N: 20}, From: day(t, "2015-02-02")}
	prompt := disclosure.Duty{Name: "应急", Limit: disclosure.Limit{Kind: disclosure.LimitPrompt}, From: day(t, "2015-01-01")}
	for today, want := range map[string][]string{
		"2015-01-20": {},
		"2015-01-21": {"政策文件 开始公开 2015-01-21"},
		"2015-01-31": {"政策文件 今日截止 2015-01-31"},
		"2015-02-25": {"政策文件 逾期未公开 2015-01-31", "部门预算 今日截止 2015-02-25"},
		"2015-02-26": {"政策文件 逾期未公开 2015-01-31", "部门预算 逾期未公开 2015-02-25"},
		"2015-04-21": {"政策文件 开始公开 2015-04-21", "部门预算 逾期未公开 2015-02-25"},
	} {
		list, err := disclosure.Remind(day(t, today), []disclosure.Duty{quarterly, plan, prompt}, china)
		require.NoError(t, err)
		got := []string{}
		for _, r := range list {
			got = append(got, r.Duty.Name+" "+r.Kind.Chinese()+" "+r.Day.String())
		}
		assert.Equal(t, want, got, today)
	}
	quarterly.Done, plan.Done = day(t, "2015-01-25"), day(t, "2015-02-10")
	list, err := disclosure.Remind(day(t, "2015-03-01"), []disclosure.Duty{quarterly, plan}, china)
	require.NoError(t, err)
	assert.Empty(t, list)
	_, err = disclosure.Remind(day(t, "2026-12-01"), []disclosure.Duty{{Limit: disclosure.Limit{Kind: disclosure.LimitWorkdays, N: 60}, From: day(t, "2026-11-01")}}, china)
	require.ErrorIs(t, err, civil.ErrNotCovered)
}

func TestCategoriesAreReadAndWritten(t *testing.T) {
	for _, c := range disclosure.Categories() {
		text, err := c.MarshalText()
		require.NoError(t, err)
		var back disclosure.Category
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, c, back)
		back, err = disclosure.ParseCategory(c.String())
		require.NoError(t, err)
		assert.Equal(t, c, back)
	}
	_, err := disclosure.ParseCategory("不公开")
	require.ErrorContains(t, err, "不公开")
	assert.Empty(t, disclosure.Category(0).String())
}

func FuzzParseLimit(f *testing.F) {
	for s := range wordings {
		f.Add(s)
	}
	f.Add("自批准后九十九日内公布，公示期不少于十五个工作日")
	f.Fuzz(func(t *testing.T, s string) {
		l, err := disclosure.ParseLimit(s)
		if err != nil {
			return
		}
		again, err := disclosure.ParseLimit(l.String())
		require.NoError(t, err, "%q is written %q", s, l)
		require.Equal(t, l, again, "%q is written %q", s, l)
	})
}
