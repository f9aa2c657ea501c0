package wechatbot

import (
	"cmp"
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A text may ask for all that an organ, a time and a column have, and for nothing else:
// 国务院2019年都发了哪些文件. These are filters then, and no words to be found.

var (
	asksAll  = form(`{all}`)
	asksList = form(`{all}|{as_list}`)
	monthOf  = form(`^(\d{1,2}|十?[一二三四五六七八九]|十)月份?`)
	madeBy   = form(`(?:{publish}[了过]*|出[了过])(?:的|些|哪些|什么|啥|几个|东西|{document})*[吗没么呢啊呀?？]*$`) // 政府办发的文件, 经发局发过什么
	madeWhat = form(`(?:{publish}|出)[了过]些?(?:什么|啥|哪些)`)                                      // 档案馆发了些啥
	listOnly = form(`{back_then}|{as_list}|几[个份条篇]|一共|{lead}|{all}|{document}|{publish}|{is_there}|政府|东西|最新|最近|近期|新发|新出|新增|新的|什么|啥|些|还|老|旧|[的了过是在份年里内中新有吗么没呢啊,.?、\s]`)
	itemsOf  = form(`{document}|东西|{publish}`) // what a list is of, where it is asked for by its time alone
)

// shortOffice is the short name of the State Council's office, where it is no series of
// document numbers: 国办2019年发文, and not 国办发.
var shortOffice = form(`国办(发[文了的布过些什啥哪]|[^发函明]|$)`)

// papersMade is a text that asks which papers were made, in few words: 2019年发了哪些文.
var papersMade = form(`({publish}[了过]?(?:哪些|什么|啥|几个|些什么|些啥))文[呢啊呀?？]*$`)

// listing reads a text that asks for such a list. Of a text of several clauses the last
// one counts.
func (v *visit) listing(text string) (q catalog.Query, asks bool) {
	text = papersMade.ReplaceAllString(text, "${1}文件")
	q, left, asks := v.sieved(shortOffice.ReplaceAllString(text, "国务院办公厅$1"))
	return q, asks && left == ""
}

// sieved is listing with what a text names beside the time, the organ and the column, as
// far as it is read.
func (v *visit) sieved(text string) (q catalog.Query, left string, asks bool) {
	last, clauses, listed := listClause(text)
	if clauses == 0 {
		return q, "", false
	}
	q = catalog.Query{Limit: pageSize, Today: v.today}
	if column := v.columnCalled(text); column != "" {
		q.Column = column
		return q, "", true
	}
	named := listed || asksAll.MatchString(last) || clauses == 1 && wasMade(last)
	short := clauses == 1 && utf8.RuneCountInString(text) <= 2*longestOf
	if !named && !short {
		return q, "", false
	}
	rest, name := v.timeIn(last, &q), ""
	if timed := rest != last && short; !named && !timed { // 去年的文件给我看看, 上级文件 2006
		return q, "", false
	}
	if left = listOnly.ReplaceAllString(rest, ""); rest == "" || utf8.RuneCountInString(left) > longestOf {
		return q, "", false
	}
	census, can := v.published()
	if !can {
		return q, "", false
	}
	if q.Organ, name = v.publisherIn(rest, census); name != "" {
		left = listOnly.ReplaceAllString(strings.Replace(rest, name, "", 1), "")
	}
	if q.Organ == "" && v.talk.said == "list" && monthAlone.MatchString(last) {
		q.Organ = v.talk.query.Organ
	}
	if utf8.RuneCountInString(left) > 1 {
		q.Column = onlyColumn(census.Census, func(name string) bool { return strings.HasPrefix(name, left) })
	}
	if q.Column != "" {
		left = ""
	}
	return q, left, spoken(q) != "" && (listed || asksAll.MatchString(last) || q.Organ != "" || q.Column != "" || itemsOf.MatchString(last) || strings.HasSuffix(last, "的") || monthAlone.MatchString(last))
}

// monthAlone is a text that names a month and nothing of it: 上个月呢.
var monthAlone = form(`^那?么?(?:上个?月|本月|这个?月|(?:(?:19|20)\d\d年)?\d{1,2}月份?)(?:里|内|[呢啊呀?？\s])+$`)

// listClause is the clause of a text that may ask for a list, with the number of all of
// its clauses. The list is asked for behind it in 96年的文件，列一下.
func listClause(text string) (clause string, clauses int, listed bool) {
	if utf8.RuneCountInString(text) <= longestOf && !strings.ContainsAny(text, ",，.。") {
		return text, 1, false // 上级文件 2006
	}
	all := writing.Clauses(text)
	if len(all) == 0 {
		return "", 0, false
	}
	last := all[len(all)-1]
	if len(all) > 1 && asksList.MatchString(last) && listOnly.ReplaceAllString(last, "") == "" {
		return all[len(all)-2], len(all), true
	}
	return last, len(all), false
}

// ofFilters lists what a text names of what an organ has, or of a time: 政府办2015年12月发的报告.
func (v *visit) ofFilters(text string) (answer, bool) {
	q, left, asks := v.sieved(writing.Simple(text))
	if !asks || utf8.RuneCountInString(left) < 2 {
		return answer{}, false
	}
	q.Text = strings.TrimPrefix(cmp.Or(coreOf(left), left), "关于")
	return v.listAllOf(q)
}

// wasMade says whether a text asks for what somebody made public: most texts have none of
// the characters of that.
func wasMade(text string) bool {
	return strings.ContainsAny(text, "公发布出台印更") && madeBy.MatchString(text)
}

// madeHow is a text that asks how something of somebody's is made public, and not what is.
var madeHow = form(`[^们局办委的]{2}(?:是|都)*(?:怎么|怎样|咋|如何)(?:样)?{publish}`)

// asksOfOrgan says whether a text asks for what an organ made public, and names nothing of
// it: 经发局发过什么; or for the documents of one that made nothing public: 教育局的文件.
func (v *visit) asksOfOrgan(text string) bool {
	made := wasMade(text) && !madeHow.MatchString(text)
	if !made && !itemsOf.MatchString(text) {
		return false
	}
	organ := v.issuerIn(text)
	if organ == "" || made {
		return organ != ""
	}
	alias, _ := v.alias(text)
	before, rest, named := strings.Cut(text, cmp.Or(alias, organ))
	if c, can := v.bot.Catalog.(counter); named && can && listOnly.ReplaceAllString(before+lookingFor.ReplaceAllString(rest, ""), "") == "" {
		census, err := v.publishers(c)
		return err == nil && ofOrgan(census.Census, organ) == 0
	}
	return false
}

// longestOf is how many characters the names of an organ and a column have together
// that a list is asked for by.
const longestOf = 16

// A censusBook is who published what up to a place in the catalogue's feed.
type censusBook struct {
	head int64
	at   time.Time
	catalog.Census
	ends map[rune][]string // the organs by the last character of their names
}

func newCensusBook(head int64, at time.Time, census catalog.Census) *censusBook {
	b := &censusBook{head, at, census, map[rune][]string{}}
	for _, c := range census.ByOrgan {
		last, _ := utf8.DecodeLastRuneInString(c.Name)
		b.ends[last] = append(b.ends[last], c.Name)
	}
	return b
}

// censusLife is how long it is taken for true who publishes, though something was
// published since: to count takes a while, and a new organ is rare.
const censusLife = 10 * time.Minute

// published is what each organ published and each column holds, where the catalogue
// counts that.
func (v *visit) published() (census *censusBook, can bool) {
	c, can := v.bot.Catalog.(counter)
	if !can {
		return nil, false
	}
	census, err := v.publishers(c)
	return census, err == nil
}

// publishers counts what each organ published and each column holds. While one message
// has it counted anew, others go by what was counted before.
func (v *visit) publishers(c counter) (*censusBook, error) {
	kept, now := v.bot.census.Load(), v.bot.Now()
	if kept != nil && now.Sub(kept.at) < censusLife {
		return kept, nil
	}
	if !v.bot.counting.TryLock() {
		if kept != nil {
			return kept, nil
		}
		v.bot.counting.Lock()
	}
	defer v.bot.counting.Unlock()
	if again := v.bot.census.Load(); again != kept {
		return again, nil
	}
	head := v.head()
	if kept != nil && head >= 0 && kept.head == head {
		same := &censusBook{head, now, kept.Census, kept.ends}
		v.bot.census.Store(same)
		return same, nil
	}
	census, err := c.Census(v.ctx, civil.Date{}, v.today)
	if err != nil {
		return nil, err
	}
	counted := newCensusBook(head, now, census)
	v.bot.census.Store(counted)
	return counted, nil
}

// head is the catalogue's place in its feed, -1 where it has none.
func (v *visit) head() int64 {
	feed, can := v.bot.Catalog.(interface {
		Head(context.Context) (int64, error)
	})
	if !can {
		return -1
	}
	n, err := feed.Head(v.ctx)
	if err != nil {
		return -1
	}
	return n
}

// timeIn takes the year, or the month of a year, that a text names out of it and makes
// it a filter. Where it names more than one year nothing is left of the text.
func (v *visit) timeIn(text string, q *catalog.Query) string {
	if from, to, rest, found := span(text, v.today); found {
		q.From, q.To = from, to
		return rest
	}
	years := civil.YearsIn(text, v.today)
	switch {
	case len(years) == 0:
		from, said := monthSaid(text, v.today)
		if said != "" {
			q.From, q.To = from, from.AddMonths(1).AddDays(-1)
		}
		return strings.Replace(text, said, "", 1)
	case len(years) > 1 || years[0].Year == 0:
		return ""
	}
	y := years[0]
	behind := text[y.To:]
	if m := monthOf.FindStringSubmatch(behind); m != nil {
		if month := writing.Numeral(m[1]); month >= 1 && month <= 12 {
			q.From = civil.Day(y.Year, time.Month(month), 1)
			q.To = q.From.AddMonths(1).AddDays(-1)
			return text[:y.From] + behind[len(m[0]):]
		}
	}
	q.Year = y.Year
	return text[:y.From] + strings.TrimPrefix(behind, "度")
}

// publisherIn is the organ that published something and that a text names, and by
// which words: all of them stand in its name in their order, and end as it does.
func (v *visit) publisherIn(text string, census *censusBook) (organ, name string) {
	runes, longest := []rune(text), 0
	name, known := v.alias(text)
	if countOf(census.ByOrgan, known) > 0 {
		organ, longest = known, utf8.RuneCountInString(name) // unless more of its name is there: 兴庆区政府办公室, and not only 政府办
	} else {
		name, known = "", ""
	}
	for n := len(runes); n > max(longest, 2); n-- {
		for _, of := range census.ends[runes[n-1]] {
			for i := 0; n-i > max(longest, 2); i++ {
				if _, all := leftOut(of, runes[i:n]); all && (known == "" || of == known) {
					organ, name, longest = of, string(runes[i:n]), n-i
				}
			}
		}
	}
	return organ, name
}

// columnCalled is the one column whose whole name a text is, where it holds more than
// has the name in its words: 上级文件.
func (v *visit) columnCalled(text string) catalog.Column {
	if utf8.RuneCountInString(text) > longestOf {
		return ""
	}
	census, can := v.published()
	if !can {
		return ""
	}
	column := onlyColumn(census.Census, func(name string) bool { return name == text })
	if column == "" {
		return ""
	}
	page, err := v.find(catalog.Query{Text: text, Limit: pageSize, Today: v.today})
	if err == nil && !page.Near && page.Total >= countOf(census.ByColumn, string(column)) {
		return ""
	}
	return column
}

// lastPart is the name of a column without those that it is under.
func lastPart(column string) string { return column[strings.LastIndexByte(column, '/')+1:] }

// listAll lists what a listing asks for, and offers the same of the organ's own office,
// which publishes under a name of its own.
func (v *visit) listAll(text string) (answer, bool) {
	text = writing.Simple(text)
	q, asks := v.listing(text)
	if !asks {
		if utf8.RuneCountInString(text) <= longestOf && v.asksOfOrgan(text) {
			return v.count(text, false) // that it made nothing public
		}
		return answer{}, false
	}
	page, err := v.look(q)
	if err != nil {
		return answer{}, false
	}
	if len(page.Hits) == 0 {
		return v.noneThen(q)
	}
	for _, office := range []string{"办公厅", "办公室"} {
		of := q
		of.Organ, of.Limit = q.Organ+office, 1
		if found, err := v.look(of); err == nil && found.Total > 0 && q.Organ != "" {
			v.another = choiceLine{found.Total, spoken(of)}
		}
	}
	return v.listed(q, page), true
}

// noneThen says that nothing was made public in a time, by whom was asked for, and lists
// the newest that was.
func (v *visit) noneThen(q catalog.Query) (answer, bool) {
	c, counts := v.bot.Catalog.(counter)
	from, to := q.From, q.To
	if q.Year != 0 {
		from, to = civil.Day(q.Year, time.January, 1), civil.Day(q.Year, time.December, 31)
	}
	if from.IsZero() || !counts {
		return answer{}, false
	}
	census, err := c.Census(v.ctx, from, to) // by the day of publication, which may be later
	of := max(countOf(census.ByOrgan, q.Organ), countOf(census.ByColumn, string(q.Column)))
	if err != nil || q.Organ == "" && q.Column == "" && census.Total > 0 || of > 0 {
		return answer{}, false
	}
	v.none = spoken(q)
	q.From, q.To, q.Year = civil.Date{}, civil.Date{}, 0
	return v.list(q), true
}
