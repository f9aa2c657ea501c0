package civil_test

import (
	"bufio"
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/6tail/lunar-go/HolidayUtil"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure/civil"
)

var calendars = map[string]*civil.Calendar{
	"CN": civil.China(),
	"NX": civil.China().With(civil.Ningxia()),
}

func date(t testing.TB, s string) civil.Date {
	t.Helper()
	d, err := civil.ParseDate(s)
	require.NoError(t, err)
	return d
}

func TestEveryCarriedCaseFallsOnItsDay(t *testing.T) {
	f, err := os.Open("testdata/workdays.tsv")
	require.NoError(t, err)
	defer f.Close()
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) < 5 {
			continue
		}
		n++
		days, err := strconv.Atoi(fields[2])
		require.NoError(t, err)
		cal, from, due := calendars[fields[0]], date(t, fields[1]), date(t, fields[3])
		got, err := cal.AddWorkdays(from, days)
		require.NoError(t, err, lines.Text())
		assert.Equal(t, due, got, lines.Text())
		counted, err := cal.Workdays(from, due)
		require.NoError(t, err)
		assert.Equal(t, days, counted, lines.Text())
		if work, err := cal.IsWorkday(from); err == nil && work {
			back, err := cal.AddWorkdays(due, -days)
			require.NoError(t, err)
			assert.Equal(t, from, back, "backwards: %s", lines.Text())
		}
	}
	require.Greater(t, n, 45)
}

func TestSharedCasesFallOnTheirDay(t *testing.T) {
	data, err := os.ReadFile("../../../shared/data/deadline-cases.json")
	if err != nil {
		t.Skip("the shared cases are not beside this checkout; testdata/workdays.tsv carries them")
	}
	var file struct {
		Cases []struct {
			ID, Calendar, Due string
			Start             string `json:"start_event_date"`
			First             string `json:"first_counted_day"`
			National          string `json:"due_national_calendar_only"`
			Days              int    `json:"working_days"`
		}
	}
	require.NoError(t, json.Unmarshal(data, &file))
	require.NotEmpty(t, file.Cases)
	for _, c := range file.Cases {
		cal, from := calendars[c.Calendar], date(t, c.Start)
		got, err := cal.AddWorkdays(from, c.Days)
		require.NoError(t, err, c.ID)
		assert.Equal(t, c.Due, got.String(), c.ID)
		first, err := cal.AddWorkdays(from, 1)
		require.NoError(t, err, c.ID)
		assert.Equal(t, c.First, first.String(), c.ID)
		if c.National != "" {
			got, err := cal.National().AddWorkdays(from, c.Days)
			require.NoError(t, err, c.ID)
			assert.Equal(t, c.National, got.String(), c.ID)
		}
	}
}

// The independent oracle misses two announced make-up days of 2013: Sunday
// 7 April and Saturday 12 October (notice of 10 December 2012).
func TestEveryDayAgreesWithAnIndependentCalendar(t *testing.T) {
	var differ []string
	for d := civil.Day(2008, time.January, 1); d.Year < 2027; d = d.AddDays(1) {
		work, err := civil.China().IsWorkday(d)
		require.NoError(t, err)
		oracle := d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
		if h := HolidayUtil.GetHoliday(d.String()); h != nil {
			oracle = h.IsWork()
		}
		if work != oracle {
			differ = append(differ, d.String())
		}
	}
	assert.Equal(t, []string{"2013-04-07", "2013-10-12"}, differ)
}

// Totals counted from the announced days by hand of three tables.
func TestWorkdaysOfEachYear(t *testing.T) {
	want := []int{251, 250, 250, 250, 249, 250, 250, 249, 250, 249, 250, 250, 249, 250, 249, 249, 251, 248, 248}
	for i, n := range want {
		first := civil.Day(2008+i, time.January, 1)
		last := civil.Day(2008+i, time.December, 31)
		work, err := civil.China().IsWorkday(first)
		require.NoError(t, err)
		require.False(t, work)
		got, err := civil.China().Workdays(first, last)
		require.NoError(t, err)
		assert.Equal(t, n, got, first.Year)
	}
}

func TestAnUnannouncedYearIsAnErrorThatNamesItsFirstDay(t *testing.T) {
	for _, from := range []string{"2026-12-20", "2026-12-31", "2027-06-01", "2031-01-01"} {
		_, err := civil.China().AddWorkdays(date(t, from), 20)
		require.ErrorIs(t, err, civil.ErrNotCovered, from)
		var e *civil.NotCoveredError
		require.ErrorAs(t, err, &e)
		assert.Empty(t, e.Region)
		want := civil.Day(2027, time.January, 1)
		if next := date(t, from).AddDays(1); next.After(want) {
			want = next
		}
		assert.Equal(t, want, e.Day, from)
	}
	due, err := civil.China().AddWorkdays(date(t, "2026-11-30"), 20)
	require.NoError(t, err, "the count ends within 2026")
	assert.Equal(t, "2026-12-28", due.String())
	_, err = civil.China().IsWorkday(date(t, "2007-12-31"))
	require.ErrorIs(t, err, civil.ErrNotCovered)
	_, err = civil.China().Workdays(date(t, "2026-12-01"), date(t, "2027-01-05"))
	require.ErrorIs(t, err, civil.ErrNotCovered)
	_, err = (&civil.Calendar{}).AddWorkdays(date(t, "2020-01-01"), 1)
	require.ErrorIs(t, err, civil.ErrNotCovered)
}

func TestACountBeginsBeforeTheFirstYearButNotInIt(t *testing.T) {
	got, err := civil.China().AddWorkdays(date(t, "2007-12-31"), 1)
	require.NoError(t, err)
	assert.Equal(t, "2008-01-02", got.String())
	_, err = civil.China().AddWorkdays(date(t, "2007-12-30"), 1)
	require.ErrorIs(t, err, civil.ErrNotCovered)
}

func TestARegionalYearThatIsNotKnownIsNotAYearWithoutHolidays(t *testing.T) {
	nx := civil.China().With(civil.Ningxia())
	for _, day := range []string{"2015-12-02", "2016-06-01", "2018-05-02", "2023-03-01", "2026-11-23"} {
		_, err := nx.AddWorkdays(date(t, day), 5)
		var e *civil.NotCoveredError
		require.ErrorAs(t, err, &e, day)
		assert.Equal(t, "宁夏回族自治区", e.Region)
		_, err = nx.National().AddWorkdays(date(t, day), 5)
		require.NoError(t, err, day)
	}
	_, err := nx.IsWorkday(date(t, "2027-03-01"))
	var e *civil.NotCoveredError
	require.ErrorAs(t, err, &e)
	assert.Empty(t, e.Region, "2027 is not announced for anybody")
	assert.Equal(t, "宁夏回族自治区", nx.Region())
	assert.Equal(t, []int{2019, 2020, 2021, 2022}, nx.Years())
	assert.Len(t, nx.National().Years(), 19)
	assert.Empty(t, nx.National().Region())
}

const nextYear = `
# made up for the test: 2027 as if 31 December 2026 were a working Thursday given away
year 2027
notice 测试
off 2026-12-31..2027-01-03 元旦
work 2027-01-09 元旦
`

func TestAYearIsAddedWithoutARelease(t *testing.T) {
	more, err := civil.Load(strings.NewReader(nextYear))
	require.NoError(t, err)
	cal := civil.China().Merge(more)
	due, err := cal.AddWorkdays(date(t, "2026-12-28"), 8)
	require.NoError(t, err)
	assert.Equal(t, "2027-01-09", due.String(), "29, 30, 4, 5, 6, 7, 8 and the make-up Saturday")
	_, err = civil.China().AddWorkdays(date(t, "2026-12-28"), 8)
	require.ErrorIs(t, err, civil.ErrNotCovered, "the merged calendar is another one")

	nx, err := civil.Load(strings.NewReader("region 宁夏回族自治区\nyear 2027\noff 2027-03-10 开斋节\n"))
	require.NoError(t, err)
	both := civil.China().With(civil.Ningxia()).Merge(more).Merge(nx)
	work, err := both.IsWorkday(date(t, "2027-03-10"))
	require.NoError(t, err)
	assert.False(t, work)
	_, err = both.IsWorkday(date(t, "2026-03-10"))
	require.ErrorIs(t, err, civil.ErrNotCovered, "2026 stays unknown in Ningxia")
}

func TestLoadNamesTheLineThatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		"year 2027\nof 2027-01-01":                              "line 2",
		"off 2027-01-01":                                        "line 1",
		"year MMXXVII":                                          "line 1",
		"year 2027\nyear 2027":                                  "line 2",
		"year 2027\noff 2027-02-30":                             "line 2",
		"year 2027\noff 2027-01-03..2027-01-01":                 "line 2",
		"year 2027\n\noff 2031-01-01":                           "line 3",
		"year 2027\noff 2027-01-01\nwork 2027-01-01":            "line 3",
		"region 甲\nregion 乙":                                    "line 2",
		"year 2027\noff 2027-01-01..2027-12-31 a year of leave": "line 2",
	} {
		_, err := civil.Load(strings.NewReader(text))
		require.ErrorContains(t, err, want, text)
	}
}

func TestALaterNoticeAmendsAnEarlierOne(t *testing.T) {
	cal, err := civil.Load(strings.NewReader("year 2027\nnotice 甲\nwork 2027-02-06 春节\nnotice 乙\noff 2027-02-06 春节\n"))
	require.NoError(t, err)
	line, err := cal.About(date(t, "2027-02-06"))
	require.NoError(t, err)
	assert.Equal(t, civil.Holiday, line.Kind)
	assert.Equal(t, "乙", line.Notice)
}

func TestExplainAgreesWithTheCountAndNamesItsSources(t *testing.T) {
	lines, err := civil.China().Explain(date(t, "2020-01-13"), 20)
	require.NoError(t, err)
	last := lines[len(lines)-1]
	assert.Equal(t, 20, last.Count)
	assert.Equal(t, "2020-02-17", last.Day.String())
	kinds := map[string]civil.Kind{}
	for _, l := range lines {
		kinds[l.Day.String()] = l.Kind
		if l.Kind == civil.Holiday || l.Kind == civil.MakeUp {
			assert.NotEmpty(t, l.Notice, l.Day)
		}
	}
	assert.Equal(t, civil.MakeUp, kinds["2020-01-19"])
	assert.Equal(t, civil.Holiday, kinds["2020-01-31"])
	assert.Equal(t, civil.Holiday, kinds["2020-02-01"], "its make-up day was taken back in January 2020")
	assert.Equal(t, civil.Weekend, kinds["2020-02-08"])
	assert.Equal(t, civil.Workday, kinds["2020-02-03"])
	_, err = civil.China().Explain(date(t, "2026-12-20"), 20)
	require.ErrorIs(t, err, civil.ErrNotCovered)
}

func BenchmarkAddWorkdays(b *testing.B) {
	cal, from := civil.China(), civil.Day(2020, time.January, 13)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := cal.AddWorkdays(from, 20); err != nil {
			b.Fatal(err)
		}
	}
}

func TestTheLastWeekOfTheLastYearMayStillChange(t *testing.T) {
	for s, want := range map[string]bool{"2026-12-24": true, "2026-12-25": false, "2026-12-31": false, "2025-12-31": true, "2027-01-04": false} {
		assert.Equal(t, want, civil.China().Settled(date(t, s)), s)
	}
	more, err := civil.Load(strings.NewReader(nextYear))
	require.NoError(t, err)
	assert.True(t, civil.China().Merge(more).Settled(date(t, "2026-12-31")))
}

func FuzzLoad(f *testing.F) {
	f.Add(nextYear)
	f.Add("region 甲\nyear 2020 partial\nwork 2019-12-31\noff 2020.1.1..2020年1月5日 元旦\n")
	f.Fuzz(func(t *testing.T, s string) {
		cal, err := civil.Load(strings.NewReader(s))
		if err != nil {
			return
		}
		for _, c := range []*civil.Calendar{cal, civil.China().Merge(cal), civil.China().With(civil.Ningxia()).Merge(cal)} {
			for _, from := range []civil.Date{{Year: 2020, Month: 1, Day: 20}, {Year: 1949, Month: 12, Day: 31}, {Year: 9999, Month: 12, Day: 31}} {
				due, err := c.AddWorkdays(from, 20)
				if err != nil {
					require.ErrorIs(t, err, civil.ErrNotCovered)
					continue
				}
				n, err := c.Workdays(from, due)
				require.NoError(t, err)
				require.Equal(t, 20, n)
			}
		}
	})
}

func TestACalendarThatThereIsNotCoversNoDay(t *testing.T) {
	var none *civil.Calendar
	for _, c := range []*civil.Calendar{none, {}, none.National(), none.Merge(nil)} {
		_, err := c.IsWorkday(civil.Day(2026, time.January, 5))
		require.ErrorIs(t, err, civil.ErrNotCovered)
		_, err = c.AddWorkdays(civil.Day(2026, time.January, 5), 5)
		require.ErrorIs(t, err, civil.ErrNotCovered)
		_, err = c.Workdays(civil.Day(2026, time.January, 5), civil.Day(2026, time.January, 9))
		require.ErrorIs(t, err, civil.ErrNotCovered)
		require.Empty(t, c.Years())
		require.Empty(t, c.Region())
		require.False(t, c.Settled(civil.Day(2026, time.January, 5)))
	}
	require.Equal(t, civil.China().Years(), none.Merge(civil.China()).Years())
	_, err := civil.China().AddWorkdays(civil.Date{}, 5)
	require.ErrorIs(t, err, civil.ErrNotCovered)
	require.ErrorContains(t, err, "no day")
}
