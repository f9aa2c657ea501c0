package wechatbot

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestSpansOfYearsAreReadAsPeopleNameThem(t *testing.T) {
	today := civil.Day(2026, time.November, 28)
	for text, want := range map[string]string{
		"2015年到2018年之间的文件": "2015-01-01 2018-12-31 的文件",
		"15至18年的":          "2015-01-01 2018-12-31 的",
		"2016年以后发布的":       "2016-01-01 2026-11-28 发布的",
		"2000年以前的文件":       "1949-01-01 1999-12-31 的文件",
		"近三年国务院的":          "2024-01-01 2026-11-28 国务院的",
		"九几年的老文件":          "1990-01-01 1999-12-31 的老文件",
		"80年代的":            "1980-01-01 1989-12-31 的",
		"零几年的":             "2000-01-01 2009-12-31 的",
		"05到06年的":          "2005-01-01 2006-12-31 的",
		"三年前的文件":           "2023-01-01 2023-12-31 的文件",
	} {
		from, to, rest, found := span(text, today)
		require.True(t, found, text)
		require.Equal(t, want, from.String()+" "+to.String()+" "+rest, text)
	}
}

func TestOneYearIsNoSpan(t *testing.T) {
	for _, text := range []string{"2015年的文件", "去年的", "2015年和2016年", "3年以后", "几年", "三年级", "2018年到底公开了什么"} {
		_, _, _, found := span(text, civil.Day(2026, time.November, 28))
		require.False(t, found, text)
	}
}

func FuzzSpan(f *testing.F) {
	for _, text := range []string{"2015年到2018年之间", "近二年", "九几年", "2016年以后", "1949年以前"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		from, to, _, found := span(text, civil.Day(2026, time.November, 28))
		require.Equal(t, found, from.Before(to) && !from.IsZero())
	})
}
