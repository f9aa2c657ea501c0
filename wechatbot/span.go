package wechatbot

import (
	"fmt"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Spans of years as people name them: from one year to another, since or until one, the
// last few, a decade.
var (
	between    = form(`^\s*(?:到|至|[-－—~～])+\s*$`)
	yearsApart = form(`^\s*、\s*$`)
	sinceYear  = form(`^年?(?:以后|之后|以来|往后|至今|到现在|到今天|后|起)`)
	untilYear  = form(`^年?(?:以前|之前|往前|前)`)
	lastYears  = form(`(?:最近|近|这|前)([两二三四五2345])年`)
	decade     = form(`(?:19|20)?([〇零一七八九01789])(?:几年|[0十]年代)`)
	yearsPast  = form(`([两二三四五2345])年前`)
	shortSpan  = form(`((?:^|[^0-9])[0-9]{2})\s*(到|至|和|[-－—~～、,])\s*([0-9]{2}年)`)
	sinceMonth = form(`((?:19|20)?\d\d)年(\d{1,2})月份?(?:(以后|之后|以来|往后|至今|到现在|到今天|后|起)|以前|之前|往前|前)`)
	spanned    = form(`^(?:之间|期间|以内|间|[这那]?两年)`)
)

// firstYear is where a time that has an end and no beginning begins.
const firstYear = 1949

// wholeYears writes the first of two short years as one: 23年到25年 for 23到25年.
func wholeYears(text string) string { return shortSpan.ReplaceAllString(text, "${1}年${2}${3}") }

// span is the time of several years that a text names, with what is left of the text.
func span(text string, today civil.Date) (from, to civil.Date, rest string, found bool) {
	years := func(first, last, at, end int) (civil.Date, civil.Date, string, bool) {
		from, to = civil.Day(first, time.January, 1), civil.Day(last, time.December, 31)
		if today.Before(to) {
			to = today
		}
		return from, to, text[:at] + spanned.ReplaceAllString(text[end:], ""), from.Before(to)
	}
	if m := sinceMonth.FindStringSubmatchIndex(text); m != nil {
		return spanOfMonth(text, m, today)
	}
	text = wholeYears(text)
	if said := civil.YearsIn(text, today); len(said) > 0 && said[0].Year != 0 {
		first, behind := said[0], text[said[0].To:]
		switch {
		case len(said) == 2 && between.MatchString(text[first.To:said[1].From]):
			return years(first.Year, said[1].Year, first.From, said[1].To)
		case len(said) == 2 && said[1].Year == first.Year+1 && yearsApart.MatchString(text[first.To:said[1].From]):
			return years(first.Year, said[1].Year, first.From, said[1].To)
		case len(said) > 1:
		case sinceYear.MatchString(behind):
			return years(first.Year, today.Year, first.From, first.To+len(sinceYear.FindString(behind)))
		case untilYear.MatchString(behind):
			return years(firstYear, first.Year-1, first.From, first.To+len(untilYear.FindString(behind)))
		}
		return from, to, text, false
	}
	if first, last, m := reckoned(text, today.Year); m != nil {
		return years(first, last, m[0], m[1])
	}
	return from, to, text, false
}

// reckoned are the years that a text names without a year's number, from the present one
// or by their decade, and where it does.
func reckoned(text string, present int) (first, last int, m []int) {
	if m = lastYears.FindStringSubmatchIndex(text); m != nil {
		return present - writing.Numeral(text[m[2]:m[3]]) + 1, present, m
	}
	if m = yearsPast.FindStringSubmatchIndex(text); m != nil {
		year := present - writing.Numeral(text[m[2]:m[3]])
		return year, year, m
	}
	if m = decade.FindStringSubmatchIndex(text); m != nil {
		if first = 1900 + 10*writing.Numeral(text[m[2]:m[3]]); first < 1970 {
			first += 100
		}
		return first, first + 9, m
	}
	return 0, 0, nil
}

// spanOfMonth is the time since the month of a text that sinceMonth found, or until it.
func spanOfMonth(text string, m []int, today civil.Date) (from, to civil.Date, rest string, found bool) {
	year, month := wholeYear(writing.Numeral(text[m[2]:m[3]])), writing.Numeral(text[m[4]:m[5]])
	if month < 1 || month > 12 {
		return from, to, text, false
	}
	from, to = civil.Day(year, time.Month(month), 1), today
	if m[6] < 0 {
		from, to = civil.Day(firstYear, time.January, 1), from.AddDays(-1)
	}
	return from, to, text[:m[0]] + text[m[1]:], from.Before(to)
}

// spanSpoken is a time of whole years in words, "" where it is none.
func spanSpoken(from, to civil.Date) string {
	switch {
	case from.Month != time.January || from.Day != 1 || from.Year == to.Year && to.Month != time.December:
		return ""
	case from.Year == to.Year:
		return fmt.Sprintf("%d年", from.Year)
	case to.Month != time.December || to.Day != 31:
		return fmt.Sprintf("%d年以来", from.Year)
	case from.Year == firstYear:
		return fmt.Sprintf("%d年以前", to.Year+1)
	}
	return fmt.Sprintf("%d年至%d年", from.Year, to.Year)
}
