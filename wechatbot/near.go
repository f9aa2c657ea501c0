package wechatbot

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// What a title must share with a text that no title answers, in pairs of characters
// that stand in no other title, to be shown as near, and to be what was probably
// looked for. Of 230 judged sentences without an answer, 62 look for a record: 61 of
// them share 1.25 or more with what comes first, 54 share 2.5. Of the other 168, to
// which nothing in the catalogue belongs, 144 share less than 1.25 and three share 2.5.
// A sentence of a record counts with its title, where that shares something too; or by
// itself where it has so much that it can hardly be by chance.
const (
	sharedLeast  = 1.25
	sharedLikely = 2.5
	sharedTitle  = 0.85 // of the title, for a sentence to count with it
	sharedMore   = 0.7  // that the sentence has and the title has not
	sharedAlone  = 5
	sharedStory  = 2   // with a long story, whose words share something with any title
	sharedPaper  = 0.9 // where a document is looked for by that word, and the nearest may be it
)

// pointsOnly is a text that points at something and does not say at what.
var pointsOnly = form(`^(?:{pointing_aside}|[,，、.…\s])*{pointing_word}(?:{pointing_word}|{pointing_aside}|[,，、.…\s])*$`)

// notSought answers what names nothing that could be found: whether somebody is met at a
// time, the form to apply on, a document that is only pointed at.
func (v *visit) notSought(text string, likely bool) (answer, bool) {
	switch {
	case !likely && comesAt.MatchString(text):
		return v.contact(text), true
	case strings.Contains(text, "申请表") && formAsked.MatchString(text):
		return v.law("papers", text), true
	case pointsOnly.MatchString(text):
		v.talk.misses = 0
		return v.say("which_one", nil), true
	}
	return answer{}, false
}

// wholeOrder is a text that is nothing but the number of an order of the State Council.
var wholeOrder = form(`^(?:中华人民共和国|国务院)*国令第\d{1,4}号$`)

// wantsPaper is a text that looks for a document: 农机补贴的文件有么.
var wantsPaper = form(`(?:文件|政策|通知|办法|红头)(?:{is_there}|有|没有?|[吗么呢啊呀?？]|在哪.{0,3}|{what})*$|^(?:{lead}|{manner})*(?:有没有|有什么|有啥|找).{2,}(?:文件|政策|通知|红头)`)

// anotherOne is a text that looks for another document behind one: 还有支持就业的那个, 农机补贴呢.
var anotherOne = form(`^(?:{manner}|{noted}|[,，\s])*(?:(?:还有|另外|再|换|那)+.{2,}?(?:{pointed}|{document}|的|[呢吗么不没有啊呀?？])+|.{2,}?(?:{pointed}|呢))[呢吗么啊呀吧?？]*$`)

// seeksAnother says whether a text looks for another document behind what was found.
func (v *visit) seeksAnother(text string) bool {
	return v.foundHeld() && v.talk.newer && anotherOne.MatchString(writing.Simple(text)) && !factAsked.MatchString(text)
}

// mostNear is how many records that come near are shown.
const mostNear = 3

// A passager is a Finder that can say what a record says of a text. *catalog.Catalog
// is one.
type passager interface {
	Passage(ctx context.Context, n catalog.IndexNumber, text string, today civil.Date) (catalog.Passage, error)
}

// A nearHit is a record that comes near to what was looked for, with the sentence of
// it that does, if it is not the title alone.
type nearHit struct {
	*catalog.Record
	Shared float64 // as of its hit, or of the sentence
	says   string
}

func nearOf(h *catalog.Hit, says string) nearHit { return nearHit{&h.Record, h.Shared, says} }

// nearest are the records that come near enough to a text to be shown, and whether
// the first is probably what was looked for.
func (v *visit) nearest(text string, near catalog.Page) (hits []nearHit, likely bool) {
	for i := range near.Hits {
		hits = append(hits, nearOf(&near.Hits[i], ""))
	}
	if near.Near && wholeOrder.MatchString(asDocNumber(text)) {
		return nil, false // of an order that is not here nothing comes near
	}
	if !near.Near || len(hits) == 0 {
		if len(hits) == 0 {
			hits = v.ofYearNear(text)
		}
		return hits[:min(mostNear, len(hits))], false
	}
	if of := oneOff(writing.Letters(coreOf(writing.Simple(text))), hits); of != nil {
		return of, true
	}
	if hits[0].Shared < sharedLikely {
		v.quote(text, hits)
	}
	first, least := hits[0].Shared, sharedLeast
	if utf8.RuneCountInString(text) > longestElsewhere {
		least = sharedStory
	}
	if wantsPaper.MatchString(text) && !showedOne[v.talk.said] || v.seeksAnother(text) {
		least = sharedPaper
	}
	likely = first >= sharedLikely
	var words []rune
	if !likely {
		words = []rune(numerals.ReplaceAllString(documents.ReplaceAllString(coreOf(writing.Simple(text)), " "), " "))
	}
	hits = slices.DeleteFunc(hits[:min(mostNear, len(hits))], func(h nearHit) bool { // the least far of things that have nothing to do with it
		if likely || !inCharacters(text) {
			return likely && 3*h.Shared < 2*first
		}
		return h.Shared < least || !holdsPair(h.Record.Title+h.says, words) // it only sounds like it
	})
	if len(hits) == 0 {
		hits = v.ofYearNear(text)
	}
	return hits, likely
}

// leastOneOff and mostOneOff are how many characters a text has that is taken for words of a title
// with one wrong.
const leastOneOff, mostOneOff = 4, 12

// oneOff are the hits whose titles have all of a text but one character: 消弗扶贫 is 消费扶贫.
func oneOff(text string, hits []nearHit) (of []nearHit) {
	runes := []rune(text)
	if len(runes) < leastOneOff || len(runes) > mostOneOff || strings.ContainsAny(text, "0123456789") {
		return nil
	}
	for _, h := range hits {
		title := []rune(writing.Letters(h.Record.Title))
		for from := 0; from+len(runes) <= len(title); from++ {
			if differing(title[from:from+len(runes)], runes) == 1 {
				of = append(of, h)
				break
			}
		}
	}
	return of[:min(mostNear, len(of))]
}

// differing is how many characters of two words that are as long differ.
func differing(a, b []rune) (n int) {
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

// numerals are numbers of several characters: what shares no more than these with a text is not
// near to it, as 第二十四届 is not to 十四五.
var numerals = form(`[一二三四五六七八九十百千]{2,}|\d{2,}`)

// ofYearNear are the records of the year that a text names whose titles have a character of
// what it looks for, where there are few of that year at all: 1981年粮食的文件.
func (v *visit) ofYearNear(text string) (hits []nearHit) {
	year := v.theYear(text)
	if year == 0 {
		return nil
	}
	words := strings.Trim(writing.Letters(shell.ReplaceAllString(documents.ReplaceAllString(coreOf(v.withoutYears(text)), ""), "")), "的")
	if v.monthAsked != "" || utf8.RuneCountInString(words) > mostNear {
		return nil // it says enough to be found
	}
	page, err := v.look(catalog.Query{Year: year, Limit: mostNear + 1, Today: v.today})
	if err != nil || page.Near || page.Total > mostNear {
		return nil
	}
	for i, h := range page.Hits {
		if strings.ContainsAny(h.Record.Title, words) {
			hits = append(hits, nearOf(&page.Hits[i], ""))
		}
	}
	return hits
}

// onlyMention are the few records that were found, each with the sentence in which it speaks
// of a text, where no title has anything of it: that they are about something else is not
// said by showing them as what was looked for.
func (v *visit) onlyMention(text string, page catalog.Page) (hits []nearHit) {
	if page.Total > mostNear || page.Total > len(page.Hits) || v.another.N > 0 || !inCharacters(text) {
		return nil
	}
	said := map[string]bool{}
	for i := range page.Hits {
		says := v.mentionIn(&page.Hits[i], text)
		if says == "" {
			return nil
		}
		if !said[says] { // a part of a record says it as the whole does
			hits = append(hits, nearOf(&page.Hits[i], says))
		}
		said[says] = true
	}
	return hits
}

// mentionIn is the sentence in which a record that was found speaks of a text, "" where it
// may be about that.
func (v *visit) mentionIn(h *catalog.Hit, text string) string {
	reader, can := v.bot.Catalog.(passager)
	r, runes := h.Record, []rune(coreOf(writing.Simple(text)))
	if number := writtenForm.FindString(text); number != "" {
		return v.cites(r, number)
	}
	if !can || len(runes) < 2 || holdsPair(r.Title+r.Summary, runes) {
		return ""
	}
	p, err := reader.Passage(v.ctx, r.Number, text, v.today)
	if err != nil || !holdsPair(p.Text, runes) && h.Score >= untitled {
		return ""
	}
	return p.Text
}

// untitled is the score that a record exceeds whose title has what was looked for, in these
// words or in others.
const untitled = 0.35

// quote finds what the records of hits say of a text beside their titles, and puts
// those first that say most. Who names a document by its number asks for no sentence.
func (v *visit) quote(text string, hits []nearHit) {
	reader, can := v.bot.Catalog.(passager)
	if !can || !lexicon.Talk.MatchString(text) || writtenForm.MatchString(text) || !inCharacters(text) { // a keyword asks for no sentence
		return
	}
	for i, h := range hits {
		p, err := reader.Passage(v.ctx, h.Record.Number, text, v.today)
		counts := h.Shared >= sharedTitle && p.Shared >= sharedLikely && p.Shared-h.Shared >= sharedMore || p.Shared >= sharedAlone
		if err != nil || !counts || h.Record.DocNumber != "" && strings.Contains(p.Text, h.Record.DocNumber) {
			continue
		}
		hits[i].Shared, hits[i].says = p.Shared, p.Text
	}
	if slices.ContainsFunc(hits, func(h nearHit) bool { return h.says != "" }) {
		slices.SortStableFunc(hits, func(a, b nearHit) int { return cmp.Compare(b.Shared, a.Shared) })
	}
}

// cites is the sentence of a record in which it cites the number of another document, ""
// where the number is its own or in its title: who asks for the other one is told so.
func (v *visit) cites(r catalog.Record, number string) string {
	if r.DocNumber != "" && strings.Contains(number, r.DocNumber) || strings.Contains(r.Title+r.Summary, number) {
		return ""
	}
	whole, err := v.bot.Catalog.Find(v.ctx, r.Number) // a hit comes without its body
	if err != nil {
		return ""
	}
	for _, sentence := range sentences.FindAllString(whole.Body, -1) {
		if strings.Contains(sentence, numberHull.ReplaceAllString(number, "")) {
			return sentence
		}
	}
	return ""
}

// numberHull are the words before a document number that are not of it: 一下宁政办明电发.
var numberHull = form(`^(?:{manner}|{lead}|看看|看|请|帮|我|一下|下|没有|有|是|的)+`)
