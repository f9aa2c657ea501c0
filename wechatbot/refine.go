package wechatbot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A refinement is what a text changes of the search before it.
type refinement struct {
	year   int
	organ  string
	newest bool
}

// fits says whether a record is of the year and the organ of a refinement.
func (r refinement) fits(of catalog.Record) bool {
	return (r.year == 0 || of.Date.Year == r.year || datedFor(of, []int{r.year})) && (r.organ == "" || of.Publisher == r.organ)
}

var (
	onlyThat   = form(`^(?:{only}|{document}|哪几[个件条份篇])*$`)
	wantsOnly  = form(`^(?:只|就要|要|想要|那|换)|(?:的|呢|发|吗)$|其中|里面`)
	theNewest  = form(`{newest}|最(?:新|近|晚)的?一?{unit}(?:是哪一?{unit}|是什么|是啥)?`)
	documents  = form(`{document}`)
	emptyShell = form(`^(?:的|关于|有关|{document}|{lead}|{only}|[,、\s])*$`)
)

// refinementIn reads a text that says nothing but what is to be changed of the last
// search: 只要2019年的, 国务院的呢, 最新的.
func (v *visit) refinementIn(text string, publishers []string) (r refinement, only bool) {
	text = shortOrgan.ReplaceAllString(text, "国务院办公厅")
	marked := wantsOnly.MatchString(writing.Letters(text))
	rest := theNewest.ReplaceAllString(text, "")
	r.newest = rest != text
	if r.year = v.yearOf(rest); r.year != 0 {
		rest = v.withoutYears(rest)
	}
	for _, p := range publishers {
		if strings.Contains(rest, p) && len(p) > len(r.organ) {
			r.organ = p
		}
	}
	said := strings.TrimLeft(organName.FindString(rest), notInOrgan+"只要看发")
	if len(said) > len(r.organ) {
		r.organ = cmp.Or(v.organNamed(said), publisherEnding(publishers, said), said)
	} else {
		said = r.organ
	}
	rest = strings.Replace(rest, said, "", 1)
	if here := v.bot.Office; r.organ == "" && here.Short != "" && strings.Contains(rest, here.Short) {
		r.organ, rest = here.Name, strings.Replace(rest, here.Short, "", 1)
	}
	if r == (refinement{}) || r.organ != "" && !marked || documents.MatchString(rest) && !marked || genericOrgan[r.organ] {
		return r, false
	}
	return r, onlyThat.MatchString(writing.Letters(rest))
}

// shortOrgan is what the office of the State Council is called for short, where no number follows.
var shortOrgan = form(`国办(?:的|发的|那边的)?$`)

// publisherEnding is the one of some publishers whose name a shorter one ends: 办公厅 is 国务院办公厅;
// "" where none is, or several are.
func publisherEnding(publishers []string, short string) string {
	return theOnly(publishers, func(name string) bool {
		return name != short && strings.HasSuffix(name, short) && !strings.Contains(name, "、")
	})
}

// kindOfCopy is a kind of document that titles name.
var kindOfCopy = form(`{copy_kind}`)

// withoutYears is a text without the years that it names.
func (v *visit) withoutYears(text string) string {
	var b strings.Builder
	from := 0
	for _, y := range civil.YearsIn(text, v.today) {
		b.WriteString(text[from:y.From])
		from = y.To
	}
	b.WriteString(strings.TrimPrefix(text[from:], "度"))
	return b.String()
}

// refined answers a text that changes something of the last search, and keeps its
// other conditions. Where nothing is left it says so, and shows nothing else for it.
func (v *visit) refined(text string) (answer, bool) {
	if a, known := v.soughtOf(text); known {
		return a, true
	}
	if a, known := v.newestBeside(text); known {
		return a, true
	}
	q := v.talk.query
	if asNumber := namedBy.FindStringSubmatch(text); asNumber != nil && asNumber[1] != "" { // 2019年的4号 names a document by itself
		return answer{}, false
	}
	if !v.talk.newer || !v.foundHeld() || v.talk.total == 0 || utf8.RuneCountInString(text) > longestFollow {
		return answer{}, false
	}
	q.Offset, q.Limit, q.Today = 0, 2*pageSize, v.today
	page, err := v.look(q)
	if err != nil {
		return answer{}, false
	}
	if withoutThat.MatchString(text) || wantsNotThat.MatchString(text) {
		return v.sievedByWords(text)
	}
	if a, known := v.refinedToMonth(text, q, page.Hits); known {
		return a, true
	}
	r, again, only := v.refinementBeside(text, q.Text, page.Hits)
	if !only {
		return v.sievedByWords(text)
	}
	before := q
	before.Limit = pageSize
	q, through := v.narrow(before, r, page.Hits)
	if again != "" && r.year != 0 {
		through.With = again
	}
	q, got, err := v.ofOffice(q, through)
	if err != nil {
		return v.failed(err), true
	}
	if page.Near && slices.ContainsFunc(page.Hits[:min(v.talk.total, len(page.Hits))], func(h catalog.Hit) bool { return r.fits(h.Record) }) {
		return answer{}, false // what was shown as probable is of it
	}
	if len(got.Hits) == 0 || got.Near {
		if a, found := v.ofLonger(q, r, through); found {
			return a, true
		}
		return v.noneOfThem(q, r, page)
	}
	v.newestFirst = r.newest
	return v.showSifted(q, got, through), true
}

// ofLonger shows what a query finds of the one publisher whose name begins with the organ of a
// refinement, of which nothing was found.
func (v *visit) ofLonger(q catalog.Query, r refinement, through sieve) (answer, bool) {
	if q.Organ = v.organBeginning(r.organ); q.Organ == "" {
		return answer{}, false
	}
	page, err := v.sift(q, through)
	if err != nil || !holding(&page, q.Text) {
		return answer{}, false
	}
	v.newestFirst = r.newest
	return v.showSifted(q, page, through), true
}

// holding leaves of what comes near to a text only the records whose titles have all of it,
// by two characters each, and says whether any is left.
func holding(page *catalog.Page, text string) bool {
	if !page.Near {
		return len(page.Hits) > 0
	}
	runes := []rune(writing.Letters(text))
	page.Hits = slices.DeleteFunc(slices.Clone(page.Hits), func(h catalog.Hit) bool {
		for i := 0; i+1 < len(runes); i += 2 {
			if !strings.Contains(h.Record.Title, string(runes[i:i+2])) {
				return true
			}
		}
		return len(runes) < 4
	})
	page.Near, page.Total = false, len(page.Hits)
	return page.Total > 0
}

// organBeginning is the one publisher whose name begins with that of another: who says 国务院
// may mean 国务院办公厅. It is "" where none does, or several do.
func (v *visit) organBeginning(organ string) string {
	census, can := v.published()
	if !can || organ == "" {
		return ""
	}
	return theOnly(namesOf(census.ByOrgan), func(name string) bool {
		return name != organ && strings.HasPrefix(name, organ) && !strings.Contains(name, "、")
	})
}

// noneOfThem says that nothing is left of what was found, where a year or an organ was asked for.
func (v *visit) noneOfThem(q catalog.Query, r refinement, before catalog.Page) (answer, bool) {
	if r.year == 0 && r.organ == "" {
		return answer{}, false // there was something, and it has a newest
	}
	hits := before.Hits
	if before.Near { // of which only the first were shown
		hits = hits[:min(v.talk.total, len(hits))]
	}
	return v.noneLeft(q, r, hits), true
}

// narrow changes a query as a refinement says. An organ and a year in its words become
// conditions of their own, so that others can take their place; but a year that titles
// are told apart by is looked for in them.
func (v *visit) narrow(q catalog.Query, r refinement, hits []catalog.Hit) (catalog.Query, sieve) {
	through := v.talk.found.Sieve
	through.Newest = r.newest || through.Newest && r.year == 0 && r.organ == ""
	q = withOrgan(q, r, hits)
	titles := yearly(hits) && q.Text != ""
	if year := v.yearOf(q.Text); year != 0 && (r.year != 0 || !titles) {
		q.Text = v.withoutYears(q.Text)
		if q.Year == 0 && q.From.IsZero() {
			q.Year = year
		}
	}
	if emptyShell.MatchString(q.Text) {
		q.Text = kindOfCopy.FindString(q.Text) // 国务院办公厅的通知 of another year are 通知 too
	}
	q.Text = strings.TrimPrefix(strings.TrimSpace(q.Text), "的")
	q.Text = strings.TrimPrefix(cmp.Or(coreOf(q.Text), q.Text), "的")
	switch {
	case r.year != 0 && titles:
		q.Year, through.Year = 0, int16(r.year)
	case r.year != 0:
		q.Year, through.Year = r.year, 0
	}
	if r.year != 0 {
		q.From, q.To = civil.Date{}, civil.Date{}
	}
	if q.Text == "" {
		through.Newest = false // the newest are first anyway
	}
	return q, through
}

// noneLeft says that of a narrowed query nothing is left, and shows again what there was
// before it was narrowed.
func (v *visit) noneLeft(q catalog.Query, r refinement, hits []catalog.Hit) answer {
	if r.organ != "" {
		q.Organ = ""
	}
	if r.year != 0 {
		q.Year = 0
	}
	year, wanted := r.year, ""
	if q.Text == "" && q.Organ == "" && year == 0 {
		year, q.Year = q.Year, 0
	}
	if q.Text+q.Organ != "" || q.Year != 0 || q.Category != 0 {
		wanted = spoken(q)
	}
	view := map[string]any{"Year": year, "Organ": r.organ, "Text": wanted}
	items, options := itemized(hits[:min(3, len(hits))])
	subject := cmp.Or(wanted, string(q.Column))
	if year != 0 {
		subject = fmt.Sprintf("%d年%s", year, subject)
	}
	view["Items"], view["Apply"] = items, len(items)+1
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), append(options, "apply:"+r.organ+subject)...)
	return v.say("noneleft", view)
}

// namesOf are what is counted by name.
func namesOf(in []catalog.Count) []string {
	names := make([]string, len(in))
	for i := range in {
		names[i] = in[i].Name
	}
	return names
}

// howManyOfIt asks how many there are, and not of what.
var howManyOfIt = form(`^(?:{manner}|那|咱们?|我们|这里|区里|全区|一共|总共|现在|都|,)*(?:有|是)?(?:几|多少)[个家处所座条件份](?:{softly}|[呢啊呀?？])*$`)

// soughtOf looks once more for what was not found, in the year that a text names and
// nothing else, 今年的, or for how many there are of it.
func (v *visit) soughtOf(text string) (answer, bool) {
	if !v.foundNothing() || v.talk.said == "likely" || v.talk.asked == "" || utf8.RuneCountInString(text) > longestFollow {
		return answer{}, false
	}
	if howManyOfIt.MatchString(text) && !lexicon.Question.MatchString(v.talk.asked) {
		return v.search(v.talk.asked + text), true
	}
	r, only := v.refinementIn(text, nil)
	if !only || r.year == 0 || r.organ != "" {
		return answer{}, false
	}
	sought := fmt.Sprintf("%d年%s", r.year, strings.TrimSpace(v.withoutYears(v.talk.asked)))
	v.guessed, v.sure = v.bot.ear().guess(writing.Simple(sought)) // as if she had said so
	return v.search(sought), true
}

// refinementBeside is refinementOf, also of a text that names again what was looked for.
func (v *visit) refinementBeside(text, sought string, hits []catalog.Hit) (r refinement, again string, only bool) {
	if r, only = v.refinementOf(text, hits); only {
		return r, "", true
	}
	if again = v.saidAgain(text, sought); again == "" {
		return r, "", false
	}
	r, only = v.refinementOf(strings.Replace(writing.Letters(text), again, "", 1), hits)
	return r, again, only
}

// refinementOf is refinementIn with the organs that hits are by, or else with all that
// published something.
func (v *visit) refinementOf(text string, hits []catalog.Hit) (r refinement, only bool) {
	var publishers []string
	for _, h := range hits {
		publishers = append(publishers, h.Record.Publisher)
	}
	r, only = v.refinementIn(text, publishers)
	if (!only || r.organ != "" && !slices.Contains(publishers, r.organ)) && wantsOnly.MatchString(writing.Letters(text)) {
		if census, can := v.published(); can {
			return v.refinementIn(text, namesOf(census.ByOrgan))
		}
	}
	return r, only
}

// ofOffice sifts the hits of a query; where nothing is by this place itself, those of
// the office that publishes for it.
func (v *visit) ofOffice(q catalog.Query, through sieve) (catalog.Query, catalog.Page, error) {
	got, err := v.sift(q, through)
	desk := v.bot.Office.Desk
	if err != nil || desk == "" || q.Organ != v.bot.Office.Name || len(got.Hits) > 0 && !got.Near {
		return q, got, err
	}
	other := q
	other.Organ = desk
	if of, err := v.sift(other, through); err == nil && len(of.Hits) > 0 && !of.Near {
		return other, of, nil
	}
	return q, got, nil
}

// withOrgan makes an organ that the words of a query name a condition of its own, or
// the one of a refinement.
func withOrgan(q catalog.Query, r refinement, hits []catalog.Hit) catalog.Query {
	organ := ""
	for _, h := range hits {
		if p := h.Record.Publisher; strings.Contains(q.Text, p) && len(p) > len(organ) {
			organ = p
		}
	}
	if organ != "" {
		q.Organ, q.Text = organ, strings.Replace(q.Text, organ, "", 1)
	}
	q.Organ = cmp.Or(r.organ, q.Organ)
	return q
}
