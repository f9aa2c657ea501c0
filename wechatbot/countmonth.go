package wechatbot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// countMonth answers how much was made public in the one month that a text names, where it
// names one: 2018年12月公开了多少件. No report counts a month: it is counted here.
func (v *visit) countMonth(c counter, text string) (answer, bool) {
	from, to, _, named := monthIn(text, v.today)
	if !named || strings.Count(text, "月") != 1 {
		return answer{}, false
	}
	census, err := c.Census(v.ctx, from, to)
	if err != nil {
		return v.failed(err), true
	}
	ever, err := v.publishers(c)
	if err != nil {
		return v.failed(err), true
	}
	organ, column := v.publisherNamed(text, ever.Census), columnNamedIn(text, ever.Census)
	return v.sayCount(text, censusOf{year: from.Year, month: int(from.Month), organ: organ, column: column, census: census, current: !v.today.Before(from) && !to.Before(v.today)}), true
}

// A censusOf is a count of what was made public, with the time and the organ that it is of.
type censusOf struct {
	year, month    int // month 0: of the whole year
	organ, column  string
	census         catalog.Census
	ever           bool // of all time
	current, asked bool // of the time that is not over; of another year than the one that was asked for
}

// sayCount tells a count, and takes it in hand.
func (v *visit) sayCount(text string, c censusOf) answer {
	if c.organ != "" && ofOrgan(c.census, c.organ) == 0 && !howMany.MatchString(text) {
		if a, told := v.organMatter(cmp.Or(writing.Simple(v.raw), text), strings.TrimSpace(v.bot.say("noname", c.organ).text)); told {
			return v.withMentions(a, c.organ) // 科技局公开了啥 is not answered with 0条
		}
	}
	organs, least := mostOrLeast(text, c.census)
	none := v.noReport(v.talk.tally, c)
	v.tallied(tally{Year: c.year, Month: c.month, Organ: c.organ, Empty: c.census.Total == 0, Ever: c.ever, Report: none})
	told := countTold{Year: c.year, Item: c.organ + countedHere, N: ofOrganOrAll(c.census, c.organ), Unit: "条"}
	switch {
	case c.ever:
		told.Year = 0
	case c.month != 0:
		told.Item = fmt.Sprintf("%d月%s", c.month, told.Item)
	}
	if c.census.Total > 0 {
		v.mention(mention{Count: told})
	}
	v.speaksOfOrgan(c.organ)
	named, group := ofOrgan(c.census, c.organ), (*groupCount)(nil)
	if named == 0 && c.month == 0 {
		if g, found := v.countedOf(c.organ, c.reportYear()); found {
			group = &g
		}
	}
	return v.say("count", map[string]any{"Apply": named == 0 && v.bot.Desk != nil, "NoReport": none, "Least": least, "Year": c.year, "Month": c.month, "Always": c.ever, "Total": c.census.Total, "Organs": organs,
		"Organ": c.organ, "Named": named, "Group": group, "Mentions": v.mentioned(c.organ, named), "Column": c.column, "InColumn": countOf(c.census.ByColumn, c.column),
		"Current": c.current, "Asked": c.asked, "Now": v.today.Year, "Link": v.bot.Pages.Catalogue("")})
}

// withMentions offers, behind what one record says of an organ, all that speak of it.
func (v *visit) withMentions(a answer, organ string) answer {
	shown := slices.Clone(v.talk.options)
	n := v.mentioned(organ, 0)
	if n < 2 {
		v.talk.offer(v.bot.Now(), shown...)
		return a
	}
	v.talk.offer(v.bot.Now(), append(shown, v.talk.options...)...)
	a.text += "\n" + strings.TrimSpace(v.bot.say("mentions", map[string]any{"N": len(v.talk.options), "Mentions": n}).text)
	return a
}

// reportYear is the year whose report counts what was counted, 0 for the newest.
func (c censusOf) reportYear() int {
	if c.ever {
		return 0
	}
	return c.year
}

// noReport says whether a year is counted right behind what the report of another told, and has
// none: what is kept here is no count of all that was made public in it.
func (v *visit) noReport(before tally, c censusOf) bool {
	if _, has := v.reported(c.year, false); !has && !c.ever && c.month == 0 && c.organ+c.column == "" && c.census.Total == 0 && v.newestReport() != 0 && v.yearNamed() {
		return true
	}
	if c.ever || c.month != 0 || c.organ+c.column != "" || before.Organ != "" || before.Year == c.year || before.Year == 0 || v.bot.Now().Unix() > int64(before.Until) {
		return false
	}
	_, had := v.reported(before.Year, false)
	_, has := v.reported(c.year, false)
	return (had || before.Report) && !has
}

// yearNamed says whether the message names a year that is counted.
func (v *visit) yearNamed() bool { return v.yearOf(writing.Simple(v.raw)) != 0 }

// monthAlone is the month that a text names and nothing else, which goes on from a count:
// 那2019年1月呢.
func (v *visit) monthAlone(text string) (period string, named bool) {
	from, _, rest, named := monthIn(text, v.today)
	if !named || onlyCounted.ReplaceAllString(writing.Letters(rest), "") != "" {
		return "", false
	}
	return tally{Year: from.Year, Month: int(from.Month)}.period(from.Year), true
}

// period is a year in words: with the month, where that of it was counted.
func (t tally) period(year int) string {
	if t.Month != 0 && year == t.Year {
		return fmt.Sprintf("%d年%d月", year, t.Month)
	}
	return fmt.Sprintf("%d年", year)
}

// listCounted lists what was counted: what was made public in that time, as it was counted,
// or where that is too much to look through, what is of that time.
func (v *visit) listCounted(last tally, year int) answer {
	q := catalog.Query{Organ: last.Organ, Limit: pageSize, Today: v.today}
	if last.Ever && last.Organ != "" && year == last.Year {
		return v.list(q) // all that were counted
	}
	through := sieve{Public: fmt.Sprintf("%04d", year)}
	if last.Month != 0 && year == last.Year {
		through.Public = fmt.Sprintf("%04d-%02d", year, last.Month)
	}
	page, err := v.sift(q, through)
	if err != nil || page.Total == 0 {
		return v.list(last.query(year, v.today))
	}
	return v.showSifted(q, page, through)
}

// query looks for what is of the time that was counted, of a year.
func (t tally) query(year int, today civil.Date) catalog.Query {
	q := catalog.Query{Organ: t.Organ, Year: year, Limit: pageSize, Today: today}
	if t.Month != 0 && year == t.Year {
		q.Year, q.From = 0, civil.Day(year, time.Month(t.Month), 1)
		q.To = q.From.AddMonths(1).AddDays(-1)
	}
	return q
}
