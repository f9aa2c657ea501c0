package wechatbot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// longestLoose is how many characters a text has at most that is read by the words in it
// for what may be asked, and not by its whole form.
const longestLoose = 24

// spots are words for what may be asked of a record, wherever they stand.
var spots = []recordQuestion{
	{"number", asksNumbers}, {"index", asksIndexes}, {"effect", form(`{takes_effect}|(?:啥时候|什么时候|哪天|哪年|几时|何时|从哪天)(?:起|开始)?(?:管|算|用|起作用|执行|实行|施行)(?:起来|起|用|数)?`)}, {"force", form(`{in_force}`)},
	{"publisher", form(`{who_made}|谁(?:签发|起草|定|管|盖章|落款|署名|发布|颁布|印)的?|(?:哪一?个|哪级|哪家|什么)(?:单位|部门|机关|局|政府)(?:一起|联合|牵头)?(?:发|管|出|定|批|印|弄|搞)(?:布|发)?的?|落款`)},
	{"date", form(`{when_made}|哪年|哪一年|几时|多会儿?|啥时候?|什么时候?|何时|几几年|多少年了|几年了|多久了|年份|哪个?月|几月份?|几号|什么年代|哪个年代`)},
	{"files", form(`{enclosed}`)}, {"text", form(`{full_text}|^(?:那|这个|具体)*有(?:没有)?(?:相关|具体)?的?(?:文件|红头|通知)(?:[吗么没不]|没有)*[?？]*$`)},
}

// shell are the words of a text that goes on from what is in hand which say nothing by
// themselves.
var shell = form(`[一二三四五六七八九十百几0-9]+多?年|{shell}|{around}|{this_one}|{about_it}|{softly}|{go_on}|{look_at}|{choose}|{earlier_one}|{go_back}|{a_document}|{meant}|{manner}|{thanking}|{lead}|{your}|{unit}`)

// spotted are what a text asks of a record by the words in it, and what else it says.
func spotted(text string) (about []string, rest string) {
	rest = text
	for _, spot := range spots {
		if left := spot.form.ReplaceAllString(rest, " "); left != rest {
			about, rest = append(about, spot.about), left
		}
	}
	return about, rest
}

// weight is how many characters of a text say something that stand side by side.
func weight(text string) (most int) {
	for _, left := range strings.FieldsFunc(shell.ReplaceAllString(text, " "), notLetter) {
		most = max(most, utf8.RuneCountInString(left))
	}
	return most
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// looseIntents are what a text that goes on from a record is taken for where it says so
// little; anything else must be quite unsure.
var looseIntents = []intent{wantSearch, wantHelp, wantChat, wantLetter, wantPerson}

// mayGoOn says whether a text is short and was taken for nothing else too surely.
func (v *visit) mayGoOn(m meaning, text string) bool {
	switch {
	case utf8.RuneCountInString(text) > longestLoose:
		return false
	case slices.Contains(looseIntents, m.intent):
		return true
	case m.sure == 0, m.sure == 1: // by its words
		return false
	}
	return m.sure < sureAside || showedOne[v.talk.said]
}

// loosely answers a text that goes on from a record by the words that it has for what may
// be asked of one, where it says nothing else of weight: 文号报一下；回头说农机那个，谁发的.
func (v *visit) loosely(m meaning, text string) (answer, bool) {
	may := v.mayGoOn(m, text)
	if untilWhen.MatchString(text) || !may && (m.intent != wantLaw || utf8.RuneCountInString(text) > longestLoose) {
		return answer{}, false // 规划到哪一年 asks for no day of the document
	}
	if a, known := v.askedByName(text); known || !may {
		return a, known
	}
	pointing := pointsOut.MatchString(text)
	if !pointing && !v.foundHeld() && len(v.talk.options) == 0 && len(v.mentions()) == 0 {
		return answer{}, false // it goes on from nothing
	}
	about, rest := spotted(text)
	if about == nil || pointers.MatchString(text) {
		return answer{}, false
	}
	meant, rest := v.recordsPointed(rest)
	if weight(rest) > 1 && pointing {
		return v.askedOfNamed(about, rest)
	}
	if len(meant) == 0 || weight(rest) > 1 {
		return answer{}, false
	}
	if year := v.yearOf(text); year != 0 && len(meant) == 1 && meant[0].Date.Year != year && !datedFor(meant[0], []int{year}) {
		return answer{}, false // of another year than the one in hand
	}
	v.why.wanted(wantSearch)
	if len(meant) > 1 {
		return v.eachOffered(about)
	}
	v.takeUp(meant[0])
	return v.aboutShown(about)
}

// untilWhen asks until when something goes that a document tells of.
var untilWhen = form(`(?:到|至|截至|管到)(?:哪一?年|什么时候|几几年|哪年)`)

// leastName is how many characters of a title name a document.
const leastName = 4

// askedByName answers what is asked of the one document that a text names by words of its title
// that stand together, or by its year where there is no other of that: 财决11是哪一年的, 1981年的文件
// 还有效吗.
func (v *visit) askedByName(text string) (answer, bool) {
	about, rest := spotted(text)
	if about == nil || slices.Contains(about, "text") {
		return answer{}, false
	}
	year := v.yearOf(rest)
	name := strings.Trim(writing.Letters(nameEnds.ReplaceAllString(rest, "")), "的是")
	q := catalog.Query{Text: name, Limit: 2, Today: v.today}
	if year != 0 && onlyThat.MatchString(writing.Letters(v.withoutYears(name))) {
		q.Text, q.Year = "", year
	} else if utf8.RuneCountInString(name) < leastName || documents.MatchString(name) {
		return answer{}, false
	}
	page, found := v.allOf(q)
	if found && q.Year != 0 && page.Total > 1 {
		v.why.wanted(wantSearch)
		q.Limit = pageSize
		return v.list(q), true // which of them is not said
	}
	if !found || q.Year == 0 && !strings.Contains(writing.Letters(page.Hits[0].Record.Title), name) {
		return answer{}, false
	}
	if len(page.Hits) > 1 && q.Text != "" && strings.Contains(writing.Letters(page.Hits[1].Record.Title), name) {
		return answer{}, false // several are named so
	}
	v.why.wanted(wantSearch)
	v.foundOne(page.Hits[0].Record)
	return v.aboutShown(about)
}

// nameEnds are words around the name of a document that is asked of.
var nameEnds = form(`^(?:{manner}|{lead}|那|,)+|(?:还|是|到底|究竟|都|现在|{publish}|出|印|批|定|的|{softly}|[吗么?？,\s])+$`)

// pointsOut is a text that points at what it names: 药品那个是几号公布的.
var pointsOut = form(`\p{Han}(?:那个|那份|那条|那篇|的那个|的那份|这个|这份)|{earlier_one}`)

// askedOfNamed answers what is asked of a record that a text names and that was not shown,
// or shows all that its words find.
func (v *visit) askedOfNamed(about []string, rest string) (answer, bool) {
	words := strings.Join(strings.Fields(shell.ReplaceAllString(rest, " ")), " ")
	if r, found := v.onlyFound(words); found {
		v.why.wanted(wantSearch)
		v.takeUp(r)
		return v.aboutShown(about)
	}
	return v.listAllOf(catalog.Query{Text: words, Limit: pageSize, Today: v.today})
}

// takeUp takes one of the records in hand that were shown or listed; the list stays.
func (v *visit) takeUp(r catalog.Record) {
	if r.Number != v.talk.found.Shown && !slices.Contains(v.talk.options, recordOption+string(r.Number)) {
		v.foundOne(r)
	}
	v.talk.found.Shown, v.talk.newer = r.Number, true
	v.talk.found.Until = v.inHandUntil()
}

// recordsListed are the records among the options; where what was said since offered
// others, those of the short list in hand.
func (v *visit) recordsListed() (out []catalog.Record) {
	out = v.recordsOffered()
	if len(out) > 0 || !v.foundHeld() || v.talk.found.Shown != "" || v.talk.total < 1 || v.talk.total > pageSize {
		return out
	}
	q := v.talk.query
	q.Offset, q.Limit = 0, pageSize
	page, err := v.sift(q, v.talk.found.Sieve)
	if err != nil {
		return nil
	}
	for _, h := range page.Hits[:min(v.talk.total, len(page.Hits))] {
		out = append(out, h.Record)
	}
	return out
}

// nthPointed is the place of a list, or among what was told, that a text points at.
var nthPointed = form(`第` + lexicon.ChoiceNumber + `{unit}?(?:{pointed})?|最后(?:一?{unit}|那个)(?:{pointed})?|末尾(?:那个)?|(头|打头)一?{unit}(?:{pointed})?`)

// recordsPointed are the records that a text points at, by their place or by words of
// their titles, and the text without that. Where it points at none it is the one in hand,
// or all that were listed just now and of which none was chosen.
func (v *visit) recordsPointed(text string) (of []catalog.Record, rest string) {
	offered := v.recordsListed()
	all := slices.Clone(offered)
	for _, r := range v.recordsLately() {
		if !slices.ContainsFunc(all, func(o catalog.Record) bool { return o.Number == r.Number }) {
			all = append(all, r)
		}
	}
	if m := nthPointed.FindStringSubmatchIndex(text); m != nil {
		return v.nthOf(offered, text, m)
	}
	if m := byAge.FindStringSubmatchIndex(text); m != nil && len(all) > 1 {
		return oldestOf(all[:2], m[2] >= 0), text[:m[0]] + " " + text[m[1]:]
	}
	if r, word := pointedByTitle(all, text); word != "" {
		return []catalog.Record{r}, strings.ReplaceAll(text, word, " ")
	}
	switch {
	case !v.foundHeld() || !v.talk.newer:
		return nil, text
	case v.talk.found.Shown == "":
		return offered, text
	}
	r, has := v.recordShown()
	if !has {
		return nil, text
	}
	return []catalog.Record{r}, text
}

// byAge points at the newer of two, or the older: 晚的那个索引号多少.
var byAge = form(`(?:({newer_one})|{older_one})(?:{pointed}|那{unit}|{a_document})`)

// oldestOf is the oldest of some records, or the newest.
func oldestOf(all []catalog.Record, newest bool) []catalog.Record {
	r := slices.MinFunc(all, func(a, b catalog.Record) int { return a.Date.Compare(b.Date) })
	if newest {
		r = slices.MaxFunc(all, func(a, b catalog.Record) int { return a.Date.Compare(b.Date) })
	}
	return []catalog.Record{r}
}

// nthOf is the record that a text counts to: of the list, or else of what was told, the
// first of it first. at is where it counts.
func (v *visit) nthOf(offered []catalog.Record, text string, at []int) (of []catalog.Record, rest string) {
	if len(offered) == 0 || len(offered) == 1 && (offered[0].Number == v.talk.found.Shown || v.talk.said != "related") {
		offered = v.recordsLately()
		slices.Reverse(offered)
	}
	n := len(offered)
	switch {
	case at[2] >= 0:
		n = lexicon.Choice(text[at[2]:at[3]])
	case at[4] >= 0:
		n = 1
	}
	if n < 1 || n > len(offered) {
		return nil, text
	}
	return offered[n-1 : n], text[:at[0]] + " " + text[at[1]:]
}

// pointedByTitle is the one of some records of which a text has words of the title that no
// other has, and these.
func pointedByTitle(all []catalog.Record, text string) (best catalog.Record, word string) {
	for _, r := range all {
		w := writing.Common(writing.Letters(text), writing.Letters(r.Title))
		if utf8.RuneCountInString(w) < 2 || shell.ReplaceAllString(w, "") == "" {
			continue
		}
		alone := !slices.ContainsFunc(all, func(o catalog.Record) bool {
			return o.Number != r.Number && strings.Contains(writing.Letters(o.Title), w)
		})
		if alone && len(w) > len(word) {
			best, word = r, w
		}
	}
	return best, word
}

// eachOffered tells of each of a short list what is asked of it, where one line can; of
// longer ones it asks which is meant.
func (v *visit) eachOffered(about []string) (answer, bool) {
	offered := v.recordsListed()
	if len(about) != 1 || !slices.Contains(inOneLine, about[0]) || len(offered) < 2 {
		if near := v.nearOffered(); near > 0 {
			return v.say("which", near), true
		}
		return v.say("which", min(len(v.talk.options), v.talk.total)), true
	}
	view := jointView{About: "each"}
	for _, r := range offered {
		view.Lines = append(view.Lines, recordLine(r, about[0]))
	}
	return v.sayJointly(view, wantSearch)
}

// inOneLine are the questions of a record that one line answers.
var inOneLine = []string{"date", "number", "index", "publisher"}
