package wechatbot

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// What a text names of an organ and a year is held against what was found: words are
// found in records of any year and of any organ, and who asked for one of them is told
// when none of what is shown is of it.

// lacks is what a text names and none of the hits has: 兴庆区教育局2025年; "" where
// nothing is missing. Of money a record must be the organ's own, or name it where it says
// what it is about: its field and a mention are not its figures.
func (v *visit) lacks(q catalog.Query, hits []catalog.Hit, ofMoney bool) string {
	text := writing.Simple(q.Text)
	if text == "" || len(hits) == 0 || writtenForm.MatchString(text) {
		return ""
	}
	missing, year := "", v.theYear(sought(text))
	if year == 0 && comesYearly.MatchString(text) && !slices.ContainsFunc(hits, func(h catalog.Hit) bool { return len(yearsIn(h.Record.Title)) == 0 }) {
		year = v.today.Year
	}
	if organ := cmp.Or(v.issuerIn(text), v.placeBeside(text)); organ != "" && !v.anyOf(hits, organ, ofMoney) {
		missing = organ
	}
	if year != 0 && missing != "" || year != 0 && !slices.ContainsFunc(hits, func(h catalog.Hit) bool { return isOf(h.Record, year) }) && !v.foundIn(q, year) {
		missing += strconv.Itoa(year) + "年"
	}
	if v.monthAsked != "" && q.From.IsZero() {
		return strings.TrimSuffix(missing, strconv.Itoa(year)+"年") + v.monthAsked
	}
	return missing
}

// comesYearly is a text that asks of the days off, which come each year, and means those to
// come: 五一放几天假.
var comesYearly = form(`[放休](?:几|多少|多久|不放|不休)|{day_off}[^,，。]{0,6}(?:几|多少|多久|怎么|咋|啥时|什么时|哪几?天|[吗么不没][?？]*$)|(?:几|多少|多久|怎么|咋|啥时候?|什么时候|哪几?天)[^,，。]{0,4}{day_off}`)

// sought is a text without the clauses of a story that speak of no document: the year that
// one of them names is that of what happened, 今年回来想种地.
func sought(text string) string {
	if !writing.SeveralClauses(text) {
		return text
	}
	clauses := writing.Clauses(text)
	if len(clauses) < 3 {
		return text
	}
	var of []string
	for i, clause := range clauses {
		if namesFile.MatchString(clause) || i == len(clauses)-1 {
			of = append(of, clause)
		}
	}
	return strings.Join(of, ",")
}

// lacksShown is lacks of what is shown. The one part of a report that looks ahead to a year
// is of that year: 2016年打算怎么搞公开.
func (v *visit) lacksShown(q catalog.Query, page catalog.Page) string {
	if v.lackOf != "" && slices.ContainsFunc(page.Hits, func(h catalog.Hit) bool { return strings.HasPrefix(v.lackOf, h.Record.Publisher+"发布的") }) {
		return "" // it is theirs, in other words than were sifted by
	}
	if v.lackOf != "" {
		return v.lackOf
	}
	lacks := v.lacks(q, page.Hits, false)
	if year := strings.TrimSuffix(lacks, "年"); page.Total == 1 && len(year) == len("2016") && strings.Contains(page.Hits[0].Record.Title, year) {
		return ""
	}
	return lacks
}

// theYear is the one year that a text names; of several none.
func (v *visit) theYear(text string) int {
	years := civil.YearsIn(text, v.today)
	if len(years) == 0 || slices.ContainsFunc(years, func(y civil.SaidYear) bool { return y.Year != years[0].Year }) {
		return 0
	}
	return years[0].Year
}

// isOf says whether a record is of a year, or says in its title, its summary or its
// number that it is about it.
func isOf(r catalog.Record, year int) bool {
	if r.Date.Year == year {
		return true
	}
	if len(yearsIn(r.Title)) > 0 && !datedFor(r, []int{year}) {
		return false // of another year, whatever it says of this one
	}
	for _, text := range []string{r.Title, r.Summary, r.DocNumber} {
		if strings.Contains(text, strconv.Itoa(year)) || slices.ContainsFunc(civil.YearsIn(text, civil.Date{}), func(y civil.SaidYear) bool { return y.Year == year }) {
			return true
		}
	}
	return false
}

// foundIn says whether there is something else of a year that answers a query.
func (v *visit) foundIn(q catalog.Query, year int) bool {
	q.Year, q.Limit, q.Offset = year, 1, 0
	_, found := v.allOf(q)
	return found
}

// An organ that issues documents by the ends of its name; schools and hospitals are
// what documents are about.
var issuing = []string{"局", "委员会", "委", "厅", "街道", "镇", "乡"}

// longestOrgan is how many characters the name of an organ has that is read out of a
// text; of more the beginning is not of it.
const longestOrgan = 8

// issuerIn is the organ that a text names: one of the office's, or else as it is named.
func (v *visit) issuerIn(text string) string {
	if _, of := v.alias(text); of != "" {
		return of
	}
	named := organName.FindString(notOrgan.ReplaceAllString(text, ""))
	if named == "" || genericOrgan[named] || !slices.ContainsFunc(issuing, func(end string) bool { return strings.HasSuffix(named, end) }) {
		return ""
	}
	if short := v.bot.Office.Short; short != "" && strings.Contains(named, short) {
		return named[strings.Index(named, short):]
	}
	named = strings.TrimLeft(hullBefore.ReplaceAllString(named, ""), notInOrgan)
	if n := utf8.RuneCountInString(named); n < 3 || n > longestOrgan || genericOrgan[named] {
		return ""
	}
	return named
}

// anyOf says whether one of the hits is by an organ, or speaks of it by the name that
// it has without its place, or in its title of what it is for: 审计 of 审计局.
func (v *visit) anyOf(hits []catalog.Hit, organ string, ofMoney bool) bool {
	parts := placeParts(organ)
	own := organ
	if len(parts) > 0 && utf8.RuneCountInString(parts[len(parts)-1]) >= 3 {
		own = parts[len(parts)-1]
	}
	own, _, _ = strings.Cut(own, "（")
	task := own
	for _, end := range issuing {
		task = strings.TrimSuffix(task, end)
	}
	for _, h := range hits {
		r := h.Record
		if strings.HasSuffix(organ, r.Publisher) && r.Publisher != "" { // 当年国务院办公厅
			return true
		}
		if strings.Contains(r.Publisher+r.Title+r.Summary, own) {
			return true
		}
		if ofMoney {
			continue
		}
		if utf8.RuneCountInString(task) > 1 && strings.Contains(r.Title, task) {
			return true
		}
		if whole, err := v.bot.Catalog.Find(v.ctx, r.Number); err == nil && strings.Contains(whole.Body, own) {
			return true
		}
	}
	return false
}
