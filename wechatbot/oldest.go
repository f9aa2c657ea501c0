package wechatbot

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// The oldest may be asked for of what was found (最早的是哪条), of what was counted (最早的一个),
// of what a text names (国务院最早的文件), or of all that is public.
var (
	oldestAsked = form(`^(.*?)(?:的|里面|里头|里|中|,|\s)*{oldest}(?:{publish}|的|一|{unit})*(意见|办法|方案|决定|条例|批复|复函|通报|预案|规划|公告|报告)?(?:{publish}|{document}|{a_document}|{softly}|{which_year}|出|印|的|一|{unit}|是|在|有|哪|什么|啥|几|号|天|时候|时间|,|[吗?？])*$`)
	newestLeft  = form(`^(?:{go_on}|{around}|{of_list}|{these}|,)*(?:{newest}|最后)(?:{publish}|出|印|的|一|{unit}|是|哪|什么|啥|{softly}|[?？])*$`)
	namesNone   = form(`^(?:{go_on}|{around}|{of_list}|{these}|{lead}|{manner}|{here_on}|{all}|{document}|{publish}|[,，\s])*$`)
)

// longestNamed is how many characters name what the oldest is asked of.
const longestNamed = 16

// oldestOfNamed shows the oldest of what a text names, or of all that is public where it
// names nothing.
func (v *visit) oldestOfNamed(m meaning) (answer, bool) {
	found := oldestAsked.FindStringSubmatch(writing.Simple(m.text))
	if m.intent != wantSearch && m.intent != wantCatalogue || found == nil || utf8.RuneCountInString(found[1]) > longestNamed {
		return answer{}, false
	}
	q := catalog.Query{Limit: pageSize, Today: v.today}
	if named := strings.TrimRight(found[1], "的"); !namesNone.MatchString(named) {
		var asks bool
		if q, asks = v.listing(named + "的文件"); !asks {
			q = catalog.Query{Text: cmp.Or(coreOf(named), named), Limit: pageSize, Today: v.today}
		}
	}
	kind := found[2]
	if kind != "" {
		q.Text = strings.TrimSpace(q.Text + " " + kind)
	}
	page, err := v.look(q)
	if err != nil || page.Near || page.Total == 0 {
		return answer{}, false
	}
	v.why.wanted(wantSearch)
	v.found(q, page.Total, "")
	v.talk.found.Sieve.With = kind
	return v.oldest()
}

// oldest shows the oldest of what was found; the list stays.
func (v *visit) oldest() (answer, bool) {
	q, through := v.talk.query, v.talk.found.Sieve
	through.Newest = false
	q.Offset, q.Limit = 0, mostSifted
	if q.Text == "" && through == (sieve{}) { // the newest are first
		q.Offset, q.Limit = max(v.talk.total-mostSifted, 0), mostSifted
		page, err := v.look(q)
		return v.showOldest(page, err)
	}
	page, err := v.siftAll(q, through)
	if page.Total > mostSifted {
		return answer{}, false
	}
	return v.showOldest(page, err)
}

// newestBeside shows the newest of all that is public, where the oldest of it was shown just now:
// 最新的呢.
func (v *visit) newestBeside(text string) (answer, bool) {
	list := v.talk.found.List
	if list == nil || v.talk.said != "record" || !v.foundHeld() || list.Query.Text != "" || list.Sieve != (sieve{}) || !newestLeft.MatchString(text) {
		return answer{}, false
	}
	q := list.Query
	q.Offset, q.Limit, q.Today = 0, 1, v.today
	page, err := v.look(q)
	if err != nil || len(page.Hits) == 0 {
		return answer{}, false
	}
	v.why.wanted(wantSearch)
	v.takeUp(page.Hits[0].Record) // which are the newest first
	return v.showAs(page.Hits[0].Record, ""), true
}

func (v *visit) showOldest(page catalog.Page, err error) (answer, bool) {
	if err != nil || page.Near || len(page.Hits) == 0 {
		return answer{}, false
	}
	first := slices.MinFunc(page.Hits, func(a, b catalog.Hit) int { return a.Record.Date.Compare(b.Record.Date) })
	v.takeUp(first.Record)
	return v.showAs(first.Record, ""), true
}

// ofCounted answers what a text asks of what was counted: its oldest or newest, or the share of
// one kind.
func (v *visit) ofCounted(last tally, year int, text string) (answer, bool) {
	if a, shown := v.countedByAge(last, year, text); shown {
		return a, true
	}
	return v.shareOfKind(year, text)
}

// countedByAge shows the oldest, or the newest, of what was counted.
func (v *visit) countedByAge(last tally, year int, text string) (answer, bool) {
	oldest := oldestAsked.FindStringSubmatch(text)
	if last.Empty || (oldest == nil || !namesNone.MatchString(oldest[1])) && !newestLeft.MatchString(text) {
		return answer{}, false
	}
	switch a := v.listCounted(last, year); strings.TrimSuffix(a.from, "_again") {
	case "record":
		return a, true // there is only one
	case "list":
	default:
		return answer{}, false // there is none
	}
	if oldest != nil {
		return v.oldest()
	}
	return v.chosenRecord(0)
}
