package civil_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestADateIsReadInEveryWriting(t *testing.T) {
	want := civil.Day(2015, time.December, 2)
	for _, s := range []string{"2015-12-02", "2015-12-2", "2015/12/2", "2015.12.2", "2015年12月2日", "20151202",
		" 2015年12月02日 ", "２０１５年１２月２日", "2015 年 12 月 2 日"} {
		got, err := civil.ParseDate(s)
		require.NoError(t, err, s)
		assert.Equal(t, want, got, s)
	}
	for _, s := range []string{"", "2015", "2015-12", "2015-02-30", "2015-13-01", "15-12-02", "2015年12月", "2015-12-02-03",
		"201512023", "二〇一五年十二月二日", "2015--2", "2015-+1-02", "0000-01-01"} {
		_, err := civil.ParseDate(s)
		require.Error(t, err, s)
	}
}

func TestArithmeticAgreesWithTheStandardLibrary(t *testing.T) {
	day := time.Date(1890, time.March, 1, 0, 0, 0, 0, time.UTC)
	d := civil.DateOf(day)
	first := d
	for i := range 100_000 {
		require.Equal(t, civil.DateOf(day), d)
		require.Equal(t, day.Weekday(), d.Weekday(), d)
		require.Equal(t, day.Format(time.DateOnly), d.String())
		require.Equal(t, i, d.Sub(first), d)
		require.True(t, d.Valid())
		day, d = day.AddDate(0, 0, 1), d.AddDays(1)
	}
	assert.Equal(t, civil.Day(2016, time.February, 29), civil.Day(2016, time.January, 31).AddMonths(1))
	assert.Equal(t, civil.Day(2015, time.November, 30), civil.Day(2016, time.January, 31).AddMonths(-2))
	assert.Equal(t, civil.Day(2014, time.December, 31), civil.Day(2015, time.January, 0))
	assert.Equal(t, civil.Day(2015, time.May, 1), civil.Day(2015, time.April, 31))
}

func TestDatesCompare(t *testing.T) {
	a, b := civil.Day(2015, time.December, 31), civil.Day(2016, time.January, 1)
	assert.True(t, a.Before(b))
	assert.True(t, b.After(a))
	assert.Zero(t, a.Compare(civil.Day(2015, time.December, 31)))
	assert.True(t, civil.Date{}.Before(a))
	assert.True(t, civil.Date{}.IsZero())
	assert.False(t, civil.Date{}.Valid())
}

func TestTheZeroDateIsEmptyEverywhere(t *testing.T) {
	assert.Empty(t, civil.Date{}.String())
	assert.Empty(t, civil.Date{}.Chinese())
	v, err := civil.Date{}.Value()
	require.NoError(t, err)
	assert.Nil(t, v)
	b, err := json.Marshal(struct {
		D civil.Date `json:"d"`
	}{})
	require.NoError(t, err)
	assert.JSONEq(t, `{"d":""}`, string(b))
	d := civil.Day(2015, time.December, 2)
	require.NoError(t, json.Unmarshal([]byte(`""`), &d))
	assert.True(t, d.IsZero())
}

func TestADateIsScannedFromADatabase(t *testing.T) {
	want := civil.Day(2015, time.December, 2)
	for _, src := range []any{"2015-12-02", []byte("2015-12-02"), time.Date(2015, 12, 2, 23, 0, 0, 0, time.UTC)} {
		var d civil.Date
		require.NoError(t, d.Scan(src))
		assert.Equal(t, want, d)
	}
	d := want
	require.NoError(t, d.Scan(nil))
	assert.True(t, d.IsZero())
	require.Error(t, d.Scan(42))
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2015-12-02", "2015年12月2日", "20151202", "9999-12-31", "0001.1.1", "２０１５/1/１", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := civil.ParseDate(s)
		if err != nil {
			return
		}
		require.True(t, d.Valid())
		again, err := civil.ParseDate(d.String())
		require.NoError(t, err)
		require.Equal(t, d, again)
		again, err = civil.ParseDate(d.Chinese())
		if d.Year >= 1000 {
			require.NoError(t, err)
			require.Equal(t, d, again)
		}
		require.Equal(t, d, d.AddDays(1).AddDays(-1))
	})
}

func TestTheDayInChinaIsThatOfNoOtherClock(t *testing.T) {
	eve := time.Date(2025, time.December, 31, 16, 0, 0, 0, time.UTC)
	for _, at := range []time.Time{eve, eve.In(time.FixedZone("", -5*60*60)), eve.In(time.FixedZone("", 8*60*60))} {
		assert.Equal(t, civil.Day(2026, time.January, 1), civil.InChina(at))
		assert.Equal(t, civil.Day(2025, time.December, 31), civil.InChina(at.Add(-time.Nanosecond)))
	}
}
