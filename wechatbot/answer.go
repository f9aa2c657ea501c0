package wechatbot

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// pageSize is how many records a list in the chat shows.
const pageSize = 5

// recordView is what the template of a record shows.
type recordView struct {
	catalog.Record
	Link string
}

func (v *visit) viewOf(r catalog.Record) recordView {
	return recordView{r, v.bot.Pages.Record(r.Number)}
}

// shownView is a record that is shown by itself.
type shownView struct {
	recordView
	Lacks string // what was asked for, and the record is not of
	Bare  bool   // only what the catalogue says of it is here, and where it is to be read

	Replaced  bool   // another record took its place
	Successor string // the page of that one; empty: it is not public
}

// record answers with the record of an index number.
func (v *visit) record(number, text string) answer {
	r, err := v.bot.Catalog.Find(v.ctx, catalog.IndexNumber(number))
	switch {
	case errors.Is(err, catalog.ErrNotFound):
		return v.noNumber(number, text)
	case err != nil:
		return v.failed(err)
	}
	v.why.Total, v.why.Found = 1, []Fit{{Number: r.Number}}
	return v.show(r)
}

// noNumber says that nothing public has an index number, which may have been copied
// wrongly, or be of something that may be applied for.
func (v *visit) noNumber(number, text string) answer {
	v.talk.misses = 0
	var options []string
	if v.takesApplications() {
		options = append(options, "apply:"+text)
	}
	v.talk.offer(v.bot.Now(), append(options, "公开目录")...)
	return v.say("nonumber", map[string]any{"Number": number, "Applies": v.takesApplications(), "Catalogue": len(options) + 1, "Link": v.bot.Pages.Catalogue("")})
}

func (v *visit) show(r catalog.Record) answer {
	if v.why.Option == 0 { // what else was found before is not spoken of any more
		v.foundOne(r)
	}
	return v.showAs(r, "")
}

// showAs shows a record, and says what of the question it is not.
func (v *visit) showAs(r catalog.Record, lacks string) answer {
	v.talk.misses, v.talk.newer = 0, true
	v.talk.found.Shown, v.talk.found.Until = r.Number, v.inHandUntil()
	v.mention(mention{Record: r.Number})
	if namesMoney.MatchString(r.Title) && (r.Publisher == v.bot.Office.Name || r.Publisher == v.bot.Office.Desk) {
		v.speaksOfHere()
	}
	v.talk.offerAgain(v.bot.Now(), v.why.Option > 0)
	bare := false
	if r.URL != "" && r.Body == "" && len(r.Files) == 0 { // a hit comes without its body
		whole, err := v.bot.Catalog.Find(v.ctx, r.Number)
		bare = err == nil && whole.Body == ""
	}
	return v.say("record", shownView{v.viewOf(r), lacks, bare, r.Status == catalog.Superseded, v.successor(r)})
}

// successor is the page of the record that took a record's place; empty where none did,
// or where that one is not public.
func (v *visit) successor(r catalog.Record) string {
	for _, l := range r.Links {
		if l.Kind != catalog.ReplacedBy {
			continue
		}
		if next, err := v.bot.Catalog.Find(v.ctx, l.To); err == nil {
			return v.bot.Pages.Record(next.Number)
		}
	}
	return ""
}

// search answers with what the catalogue finds: one record whole, several as
// numbered options, nothing with the nearest ones and what else could be done.
func (v *visit) search(text string) answer {
	if short := shortReport.ReplaceAllString(text, "${1}年年报"); short != text {
		v.words, text = cmp.Or(v.words, text), short
	}
	if word, found := v.spelled(text); found {
		return v.act(v.bot.recognise(word))
	}
	if a, told := v.reliefs(writing.Simple(text)); told {
		return a
	}
	if number, spells := spelledSeries(text); spells {
		text = number
	}
	if index := padded(inDigitsIndex(text)); index != text {
		v.words, text = cmp.Or(v.words, text), index
	}
	if named := asNamed(writing.Simple(text)); named != writing.Simple(text) {
		v.words, text = cmp.Or(v.words, text), named
	}
	if number := asDocNumber(text); number != writing.Simple(text) {
		v.words, text = cmp.Or(v.words, text), number
	}
	text = cmp.Or(v.taskAsked(text), v.seenWhere(text), text)
	if a, found := v.byName(text); found {
		return a
	}
	q := catalog.Query{Text: text, Limit: pageSize, Today: v.today}
	if from, to, rest, found := monthIn(text, v.today); found {
		v.words = text
		q.Text, q.From, q.To = rest, from, to
		v.monthAsked = spoken(catalog.Query{From: from, To: to})
	}
	if a, found := v.inColumn(q); found {
		return a
	}
	page, err := v.find(q)
	if err != nil {
		return v.failed(err)
	}
	q, page = v.withoutPublic(q, page)
	if v.foundByYear(q, page) {
		page.Near, page.Total = true, 0 // these are near at most
	}
	if a, found := v.byKind(q, page); found {
		return a
	}
	if page.Near || len(page.Hits) == 0 {
		if a, found := v.foundOtherwise(q, text); found {
			return a
		}
	}
	return v.listed(q, page)
}

// withoutPublic is a query and what it finds without words that ask whether something was
// made public, where more is found so.
func (v *visit) withoutPublic(q catalog.Query, page catalog.Page) (catalog.Query, catalog.Page) {
	bare := q
	bare.Text = madePublicBefore.ReplaceAllString(madePublicAsked.ReplaceAllString(q.Text, ""), "")
	if bare.Text == q.Text || utf8.RuneCountInString(bare.Text) < 3 {
		return q, page
	}
	of, err := v.look(bare)
	if err != nil || of.Near || !page.Near && of.Total <= page.Total {
		return q, page
	}
	v.words = cmp.Or(v.words, q.Text)
	return bare, of
}

// madePublicBefore are such words before it: 有没有公布权力清单.
var madePublicBefore = form(`(?:有没有|有没|是不是|是否|有无)(?:都|已经|在网上)?{publish}(?:了|过|出来)*`)

// madePublicAsked are words that ask of something whether it was made public, or how it was
// dealt with.
var madePublicAsked = form(`(?:(?:有没有|有没|是不是|是否|都|已经)*{publish}(?:了|过|出来)*(?:没有?|吗|么|不)?|(?:都|是)*(?:怎么|怎样|如何|咋)(?:办理|处理|落实|开展|推进|办|搞|做|弄)(?:的|了)*[呢啊]?)[?？]*$`)

// byName answers a text that names what there is one of: a document by its number or its
// title, what the guide tells of, an organ, all that one made public, a number or a day
// that a record says.
func (v *visit) byName(text string) (answer, bool) {
	if v.asksOfNothing(text) { // and is of what was shown
		if a, inside := v.notInside(text); inside {
			return a, true
		}
	}
	for _, told := range []func(*visit, string) (answer, bool){(*visit).reportMissing, (*visit).lettersTold, (*visit).placesTold, (*visit).partsListed} {
		if a, found := told(v, text); found {
			return a, true
		}
	}
	if a, found := v.bySeveral(text); found {
		return a, true
	}
	if a, found := v.bySerial(text); found {
		return a, true
	}
	if a, found := v.byHalf(text); found {
		return a, true
	}
	if r, found := v.titled(text); found {
		return v.show(r), true
	}
	if _, of := v.alias(text); of != "" && madeWhat.MatchString(text) {
		if a, found := v.listAll(text); found {
			return a, true // 档案馆发了些啥
		}
	}
	if a, found := v.guide(text); found && !v.figure {
		return a, true
	}
	if a, found := v.organCard(text); found {
		return a, true
	}
	if a, found := v.listAll(text); found {
		return a, true
	}
	return v.fact(text)
}

// find searches the catalogue, once for the same query in a visit.
func (v *visit) find(q catalog.Query) (catalog.Page, error) {
	if v.asked == q && q.Text != "" {
		return v.got, nil
	}
	page, err := v.look(q)
	if err == nil {
		v.asked, v.got = q, page
	}
	return page, err
}

// look searches the catalogue for an answer in the chat, which marks no words.
func (v *visit) look(q catalog.Query) (catalog.Page, error) {
	q.Bare = true
	return v.bot.Catalog.Search(v.ctx, q)
}

// listView is what the template of a list shows.
type listView struct {
	Text   string
	From   int
	Total  int
	Items  []listItem
	Lines  string // of the items, one below the other
	Next   bool
	Link   string
	None   string     // the days that were asked for and had nothing
	Lacks  string     // the organ and the year that were asked for, and that none of them is of
	Other  choiceLine // how many there are of the organ's own office, and the words that ask for them
	Newest bool       // the newest are first
	Here   string     // this place, of which no books are kept: the figures that were asked for can only be read in these
}

type listItem struct {
	N      int
	Record *catalog.Record
	Line   string // the number and the title, to be tapped
	From   string // who published it, and its day
	Says   string // a sentence of it that answers
}

func item(n int, r *catalog.Record) listItem {
	return listItem{N: n, Record: r, Line: choice(n, r.Title), From: r.Publisher + " " + r.Date.String()}
}

// itemized are the numbered lines of records, and the options that show these.
func itemized(hits []catalog.Hit) (items []listItem, options []string) {
	items, options = make([]listItem, len(hits)), make([]string, len(hits))
	for i := range hits {
		r := &hits[i].Record
		items[i], options[i] = item(i+1, r), recordOption+string(r.Number)
	}
	return items, options
}

// below are the lines of items, one below the other.
func below(items []listItem) string {
	size := 0
	for _, it := range items {
		size += len(it.Line) + len(it.From) + len("\n　\n")
	}
	var b strings.Builder
	b.Grow(size)
	for _, it := range items {
		b.WriteString(it.Line)
		b.WriteString("\n　")
		b.WriteString(it.From)
		b.WriteString("\n")
	}
	return b.String()
}

// allOf is what has all words of a query, where anything has.
func (v *visit) allOf(q catalog.Query) (page catalog.Page, found bool) {
	page, err := v.find(q)
	return page, err == nil && !page.Near && len(page.Hits) > 0 && !v.foundByYear(q, page)
}

// inCatalogue says whether the catalogue holds something of a text. It asks for a page, as
// what lists it will: the catalogue is searched once for both.
func (v *visit) inCatalogue(text string) bool {
	_, found := v.allOf(catalog.Query{Text: text, Limit: pageSize, Today: v.today})
	return found
}

// listAllOf lists what has all words of a query, where anything has.
func (v *visit) listAllOf(q catalog.Query) (answer, bool) {
	page, found := v.allOf(q)
	if !found {
		return answer{}, false
	}
	return v.listed(q, page), true
}

func (v *visit) list(q catalog.Query) answer {
	page, err := v.look(q)
	if err != nil {
		return v.failed(err)
	}
	return v.listed(q, page)
}

// listed shows what a query found.
func (v *visit) listed(q catalog.Query, page catalog.Page) answer {
	v.why.found(page)
	if numbered, found := v.numbered(q.Text, page); found {
		return v.show(numbered)
	}
	if len(page.Hits) == 0 || page.Near || whoHolds.MatchString(writing.Simple(v.raw)) { // a document of a group says not who leads another
		return v.missing(v.asking(q), page)
	}
	askedInside := v.talk.said == "notinside" || v.talk.said == "inside" // 春节放几天，清明呢
	if page.Total == 1 && page.Hits[0].Record.Number == v.talk.found.Shown && (askedInside || factAsked.MatchString(q.Text)) {
		if a, inside := v.notInside(q.Text); inside {
			return a // the one that she has before her
		}
	}
	if page.Total == 1 && page.Hits[0].Record.Number == v.talk.found.Shown && wantsOthers.MatchString(writing.Simple(v.raw)) {
		return v.say("nopage", nil) // 还有啥跟农业沾边的, and it is the one that was shown
	}
	v.talk.misses = 0
	v.found(q, page.Total, "")
	if v.ours(writing.Simple(v.raw)) {
		v.speaksOfHere()
	}
	lacks := v.lacksShown(q, page)
	if hits := v.onlyMention(q.Text, page); len(hits) > 0 {
		return v.sayMissing(v.asking(q), page, hits, !writtenForm.MatchString(q.Text))
	}
	if page.Total == 1 && v.another.N == 0 {
		return v.showAs(page.Hits[0].Record, lacks)
	}
	view := listView{Text: v.asking(q), From: q.Offset + 1, Total: page.Total, Next: q.Offset+len(page.Hits) < page.Total, Link: v.bot.Pages.Catalogue(q.Text),
		None: v.none, Other: v.another, Lacks: lacks, Newest: v.newestFirst && q.Offset == 0}
	if v.papers {
		view.Here = v.bot.Office.Short
		v.speaksOfHere() // 总收入多少 asks of this place then
	}
	return v.sayList(view, page.Hits)
}

// sayList says a list of records, of which each can be chosen.
func (v *visit) sayList(view listView, hits []catalog.Hit) answer {
	items, options := itemized(hits)
	view.Items, view.Lines = items, below(items)
	v.talk.offer(v.bot.Now(), options...)
	return v.say("list", view)
}

// wantsOthers is a text that asks what else there is.
var wantsOthers = form(`^(?:{manner}|{noted}|[,，\s]|那)*(?:还|另外|再)有`)

// asking is what a query looks for, in the words of who asks where they are known.
func (v *visit) asking(q catalog.Query) string { return cmp.Or(v.words, spoken(q)) }

// spoken is what a query looks for, in words.
func spoken(q catalog.Query) string {
	if q.Year != 0 {
		year := fmt.Sprintf("%d年", q.Year)
		if q.Year = 0; q.Text == "" && q.Category == 0 {
			return q.Organ + year
		}
		return year + spoken(q)
	}
	switch {
	case q.Text != "" && q.Organ != "":
		return q.Organ + " " + q.Text
	case q.Category != 0:
		return q.Category.String()
	case q.Text != "":
		return q.Text
	}
	when := ""
	switch {
	case spanSpoken(q.From, q.To) != "":
		when = spanSpoken(q.From, q.To)
	case !q.From.IsZero() && q.From.Month == q.To.Month && q.From.Day == 1:
		when = fmt.Sprintf("%d年%d月", q.From.Year, q.From.Month)
	case !q.From.IsZero():
		when = strings.TrimSuffix(fmt.Sprintf("%s至%s", q.From, q.To), "至"+q.From.String())
	}
	return q.Organ + when + lastPart(string(q.Column))
}

// pageNamed is a text that wants one page of a list: 第二页, 最后一页, 回到第一页.
var pageNamed = form(`^(?:{manner}|{me}|看看|看|翻到|翻|回到|跳到|跳|去|到|直接|,)*(?:第` + lexicon.ChoiceNumber + `|(最后|末尾|末)一?|(?:最前|最开始|首|头)一?(?:的那)?)页(?:{softly}|看看|[吧呢。\s])*$`)

// turnTo shows the page of the last list that a text names.
func (v *visit) turnTo(text string) (answer, bool) {
	if v.talk.total == 0 || v.talk.said != "list" && v.talk.said != "nopage" {
		return answer{}, false
	}
	named := pageNamed.FindStringSubmatch(writing.PlainDigits(writing.Simple(text)))
	if named == nil {
		return answer{}, false
	}
	page := 1
	switch {
	case named[1] != "":
		page = writing.Numeral(named[1])
	case named[2] != "":
		page = (v.talk.total + pageSize - 1) / pageSize
	}
	v.why.wanted(wantNext)
	return v.turn((page-1)*pageSize - v.talk.query.Offset), true
}

// turn shows another page of the last list.
func (v *visit) turn(by int) answer {
	q := v.talk.query
	q.Offset += by
	if v.talk.total == 0 || v.bot.Now().After(v.talk.until) || q.Offset < 0 || q.Offset >= v.talk.total {
		return v.say("nopage", nil)
	}
	return v.sifted(q, v.talk.found.Sieve)
}
