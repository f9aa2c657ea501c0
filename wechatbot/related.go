package wechatbot

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// asksRelated asks what goes with the record in hand: 跟它配套的有没有, 解读呢.
var asksRelated = form(`^(?:{around}|{this_one}|{about_it}|{go_on}|{versus}|{manner}|{other_ones}|[他她,])*(?:{goes_with})(?:{around}|{this_one}|{about_it}|{go_on}|{document}|{goes_with}|{softly}|{other_ones}|没有?|不|,)*$`)

// A linker is a Finder that knows which records are linked with one. *catalog.Catalog is
// one.
type linker interface {
	Linked(ctx context.Context, n catalog.IndexNumber) ([]catalog.Record, error)
}

// related shows what goes with the record in hand: what the catalogue links with it, or
// says that it links nothing, and what else speaks of the same thing by its title.
func (v *visit) related(text string) (answer, bool) {
	if !v.foundHeld() || !v.talk.newer || !asksRelated.MatchString(text) {
		return answer{}, false
	}
	if listed := v.recordsListed(); v.talk.found.Shown == "" && len(listed) > 1 {
		return v.say("which", len(listed)), true
	}
	r, has := v.recordShown()
	if !has {
		return answer{}, false
	}
	var of []catalog.Record
	if c, can := v.bot.Catalog.(linker); can {
		of, _ = c.Linked(v.ctx, r.Number)
	}
	view := map[string]any{"Record": r, "Linked": len(of) > 0, "Files": len(r.Files) > 0, "Link": v.bot.Pages.Record(r.Number)}
	if len(of) == 0 {
		of = v.ofSameMatter(r)
	}
	var items []listItem
	var options []string
	for i := range of[:min(mostNear, len(of))] {
		items, options = append(items, item(i+1, &of[i])), append(options, recordOption+string(of[i].Number))
	}
	view["Items"] = items
	v.talk.misses = 0
	if len(options) > 0 {
		v.talk.offer(v.bot.Now(), options...)
	}
	return v.say("related", view), true
}

var (
	// matterApart are the words of titles that say nothing of what a document is about.
	matterApart = form(`[0-9]+年?度?|{document}|{filed}|{paper_name}|{publish}|中华人民共和国|实施条例|条例|管理|国务院办公厅|国务院|关于|转发|若干|暂行|试行|指导|实施|有关|问题|工作|开展|加强|推进|推动|促进|加快|全面|进一步|做好`)
	// noParts is the title of a part of a report, whose other parts stand beside it.
	noParts = form(`[(（][一二三四五六七八九十]+之?[一二三四五六七八九十0-9]*[)）]`)
)

// leastMatter is how many characters side by side say of two titles that they are of the
// same matter.
const leastMatter = 4

// ofSameMatter are the records whose titles share words of what a record is about, those
// that share most of them first.
func (v *visit) ofSameMatter(r catalog.Record) (out []catalog.Record) {
	shares := map[catalog.IndexNumber]int{}
	title := strings.ReplaceAll(noParts.ReplaceAllString(writing.Letters(r.Title), " "), writing.Letters(r.Publisher), " ")
	for _, part := range strings.FieldsFunc(matterApart.ReplaceAllString(title, " "), notLetter) {
		runes := []rune(part)
		for i := 0; i+leastMatter <= len(runes); i++ {
			words := string(runes[i : i+leastMatter])
			page, err := v.look(catalog.Query{Text: words, Limit: pageSize, Today: v.today})
			if err != nil || page.Near {
				continue
			}
			for _, h := range page.Hits {
				if h.Record.Number == r.Number || !strings.Contains(h.Record.Title, words) {
					continue
				}
				if shares[h.Record.Number]++; shares[h.Record.Number] == 1 {
					out = append(out, h.Record)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b catalog.Record) int { return shares[b.Number] - shares[a.Number] })
	return out
}

// asksEarlier asks for what is older than the record in hand: 还有更早的吗; asksLater for what is
// newer, of a list too: 有没有更新一点的.
var (
	asksLater   = form(`^(?:{go_on}|{about_it}|{manner}|还|比|{this_one}|,)*(?:(?:更|再|还要|还)(?:新|晚|近)(?:一?点|一?些|的)|(?:新|近|晚)一?[点些]|比{this_one}(?:近|晚)的)的?(?:{document}|{go_on}|{softly}|没有?|有|不|,)*$|^(?:{go_on}|{about_it}|{manner}|{this_one}|,)*(?:是不是|是|就是)(?:最新|最近)的?(?:一?{unit}|版本?)?(?:了|的|吗|么|吧|没有?|[?？])*$`)
	asksEarlier = form(`^(?:{go_on}|{about_it}|{manner}|还|比|{this_one}|,)*(?:更|再|还要|还)(?:早|老|旧|前面)(?:一?点|一?些)?的?(?:{document}|{go_on}|{softly}|没有?|有|不|,)*$`)
)

// agedBeside shows the newest of what was found that is older than the record in hand, or the
// oldest that is newer, or says that there is none; of a list of which none was chosen the newest
// are shown first.
func (v *visit) agedBeside(text string) (answer, bool) {
	later := asksLater.MatchString(text)
	if !v.talk.newer || !later && !asksEarlier.MatchString(text) || utf8.RuneCountInString(text) > longestFollow {
		return answer{}, false
	}
	q, through := v.listInHand()
	r, has := v.recordShown()
	if !has {
		if !later || v.talk.total < 2 {
			return answer{}, false
		}
		through.Newest = true
		return v.sifted(q, through), true
	}
	q.Offset, q.Limit, q.Text = 0, mostSifted, v.withoutYears(q.Text)
	q.Year, through.Year = 0, 0
	page, err := v.siftAll(q, through)
	if err != nil || page.Near || page.Total > mostSifted {
		return answer{}, false
	}
	among := recordsOf(page.Hits)
	if len(among) < 2 || v.talk.said == "missing_one" || !slices.ContainsFunc(among, func(o catalog.Record) bool { return o.Number == r.Number }) { // it was found by itself
		among = v.ofSameMatter(r)
	}
	nearest, found := nearestInAge(r, among, later)
	if !found {
		return v.say("oldest", map[string]any{"Record": r, "Newest": later}), true
	}
	v.takeUp(nearest)
	return v.showAs(nearest, ""), true
}

// nearestInAge is the one of some records that is next to another by its day: the oldest of those
// that are newer, or the newest of those that are older.
func nearestInAge(r catalog.Record, among []catalog.Record, later bool) (nearest catalog.Record, found bool) {
	for _, of := range among {
		away := of.Date.Compare(r.Date)
		if away == 0 || later != (away > 0) {
			continue
		}
		if nearer := of.Date.Compare(nearest.Date); !found || later == (nearer < 0) && nearer != 0 {
			nearest, found = of, true
		}
	}
	return nearest, found
}

// listInHand is the query of the list in hand: of the one that a record was chosen from, where
// one is shown.
func (v *visit) listInHand() (catalog.Query, sieve) {
	if past := v.talk.found.List; past != nil && v.talk.total < 2 {
		return past.Query, past.Sieve
	}
	return v.talk.query, v.talk.found.Sieve
}
