package wechatbot

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

var (
	relativeMonth = form(`上个?月|本月|这个?月`)
	bareMonth     = form(`(?:^|[^\d年月第])((\d{1,2})月份?)(?:[^\d]|$)`)
	monthWord     = form(`((?:19|20)\d\d)年(\d{1,2})月份?`)
)

// days are the days that a text may ask of, from so many days ago.
var days = []struct {
	words    *pattern.Pattern
	from, to int
}{{form(`前天`), -2, -2}, {form(`{yesterday}`), -1, -1}, {form(`{today}|刚刚`), 0, 0}, {form(`{this_week}`), -6, 0}, {form(`{last_week}`), -13, -7},
	{form(`一周|这几天`), -6, 0}, {form(`两周`), -13, 0}, {form(`半个月`), -14, 0}, {form(`一个月`), -30, 0}, {form(`两个月`), -61, 0}, {form(`三个月`), -91, 0}}

// newest lists what was made public last; where a text names days, those of
// these days, or that there were none.
func (v *visit) newest(text string) answer {
	if a, asked := v.holdings(writing.Simple(text)); asked {
		return a
	}
	if newestOne.MatchString(writing.Simple(text)) {
		if page, err := v.look(catalog.Query{Limit: 1, Today: v.today}); err == nil && len(page.Hits) > 0 {
			return v.show(page.Hits[0].Record)
		}
	}
	q, asks := v.listing(writing.Simple(text))
	asks = asks && (q.Organ != "" || !q.From.IsZero() || q.Year != 0)
	if !asks {
		if a, found := v.newestOf(writing.Simple(text)); found {
			return a
		}
		if a, nothing := v.nothingOf(writing.Simple(text)); nothing {
			return a
		}
		if utf8.RuneCountInString(newestHull.ReplaceAllString(writing.Simple(text), "")) >= leastAsked && v.documented(text) {
			return v.search(text) // 各部门有啥权力，那个清单
		}
	}
	if asks || strings.Contains(text, "月") {
		if a, found := v.listAll(text); found {
			return a
		}
	}
	return v.ofDays(text)
}

// newestOne is a text that wants the newest of all, and no list: 就看最新的一条.
var newestOne = form(`^(?:{manner}|{lead}|就|只|那|给我|我|看看?|要|来|,)*最新的?(?:那|的)?(?:一[条个份篇件]|那[条个份篇件])(?:信息|文件|公开|{softly}|看看)*$`)

// ofDays lists what is of the days that a text names, or the newest of all.
func (v *visit) ofDays(text string) answer {
	q := catalog.Query{Limit: pageSize, Today: v.today}
	for _, d := range days {
		word := d.words.FindString(text)
		if word == "" {
			continue
		}
		of := q
		of.From, of.To = v.today.AddDays(d.from), v.today.AddDays(d.to)
		page, err := v.look(of)
		if err != nil {
			return v.failed(err)
		}
		if len(page.Hits) > 0 {
			return v.listed(of, page)
		}
		if c, counts := v.bot.Catalog.(counter); counts { // by the day of publication, which may be later
			if census, err := c.Census(v.ctx, of.From, of.To); err == nil && census.Total == 0 {
				if v.none = word; strings.ContainsAny(word, "一两三半") {
					v.none = "最近" + word
				}
			}
		}
		break
	}
	return v.list(q)
}

// What a text may hold that asks for what is new, and not of what; and what kind of
// document it is of that is named before it.
var (
	newestHull = form(`{newly}|各(?:个)?(?:单位|部门)|{lead}|{all}|{is_there}|{document}|{publish}|公开|政府|[的了吗呢啊呀吧么过是在份条里内中出有,.?、\s]+`)
	isDocument = form(`^{document}`)
)

// newestOf looks for what a text names of which the newest is asked for: 招标 of
// 最近有啥招标公告. Words that name no kind of document must be found, or they are none.
func (v *visit) newestOf(text string) (answer, bool) {
	what := ""
	for _, d := range days {
		text = d.words.ReplaceAllString(text, " ") // 最近一个月有新的没
	}
	for _, part := range strings.Fields(newestHull.ReplaceAllString(text, " ")) {
		if len(part) > len(what) && inCharacters(part) {
			what = part
		}
	}
	if utf8.RuneCountInString(what) < 2 {
		return answer{}, false
	}
	q := catalog.Query{Text: what, Limit: pageSize, Today: v.today}
	if census, can := v.published(); can {
		if organ, name := v.publisherIn(what, census); name == what { // of an organ the newest come first
			q.Text, q.Organ = "", organ
		}
	}
	page, err := v.find(q)
	_, behind, _ := strings.Cut(text, what)
	if err != nil || (page.Near || len(page.Hits) == 0) && !isDocument.MatchString(behind) {
		return answer{}, false
	}
	return v.listed(q, page), true
}

// nothingOf says that an organ made nothing public here, where a text names such a one:
// 城管最近公布啥了.
func (v *visit) nothingOf(text string) (answer, bool) {
	organ := v.without(text)
	if organ == "" {
		return answer{}, false
	}
	return v.count(organ+"公开了多少条", false)
}

// without is the organ that a text names and that has made nothing public here, by its
// name or by what it does: 城管局, 城管.
func (v *visit) without(text string) string {
	if task := taskOfBureau.FindStringSubmatch(text); task != nil {
		text = task[1] + "局"
	}
	census, can := v.published()
	if !can {
		return ""
	}
	organ := v.publisherNamed(text, census.Census)
	if organ == "" || ofOrgan(census.Census, organ) > 0 {
		return ""
	}
	return organ
}

// taskOfBureau is a text that names a bureau by what it does alone: 城管最近公布啥了.
var taskOfBureau = form(`^(?:{manner}|{lead})*({bureau_task})(?:部门|那边|的|们)?(?:{newly}|{publish}|都|有|[,，\s])`)

// relative is the first day of the month that a text names by where it lies from today.
func relative(text string, today civil.Date) (from civil.Date, said string) {
	if said = relativeMonth.FindString(text); said == "" {
		return from, ""
	}
	if from = civil.Day(today.Year, today.Month, 1); strings.HasPrefix(said, "上") {
		from = from.AddMonths(-1)
	}
	return from, said
}

// monthSaid is the first day of the month that a text names without a year, 上个月 or
// 10月: the last one of that name.
func monthSaid(text string, today civil.Date) (from civil.Date, said string) {
	if from, said = relative(text, today); said != "" || !strings.Contains(text, "月") {
		return from, said
	}
	found := bareMonth.FindStringSubmatch(text)
	if found == nil {
		return from, ""
	}
	month, _ := strconv.Atoi(found[2])
	if month < 1 || month > 12 {
		return from, ""
	}
	if from = civil.Day(today.Year, time.Month(month), 1); today.Before(from) {
		from = civil.Day(today.Year-1, time.Month(month), 1)
	}
	return from, found[1]
}

// monthIn is the month that a text names, 2018年12月 or 上个月, and what else it says.
func monthIn(text string, today civil.Date) (from, to civil.Date, rest string, found bool) {
	said := ""
	if m := monthWord.FindStringSubmatch(text); m != nil {
		year, _ := strconv.Atoi(m[1])
		month, _ := strconv.Atoi(m[2])
		if month < 1 || month > 12 {
			return from, to, text, false
		}
		said, from = m[0], civil.Day(year, time.Month(month), 1)
	} else if from, said = relative(text, today); said == "" {
		return from, to, text, false
	}
	return from, from.AddMonths(1).AddDays(-1), coreOf(publishing.ReplaceAllString(strings.Replace(text, said, "", 1), "")), true
}
