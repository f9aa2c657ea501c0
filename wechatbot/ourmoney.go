package wechatbot

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
)

// ourMoney looks for documents on the money of this place, of which no books are
// kept here. Where none is of the organ and the year that were asked for it says so first.
func (v *visit) ourMoney(text string) answer {
	if v.wondersWhose(text) {
		return v.othersBooks()
	}
	a := v.ourPapers(text)
	if named := v.named(text, ""); len(named) == 1 && named[0].Ask.Public != "" {
		v.holdHere(v.yearOf(text), named[0].Ask.Public)
	}
	return a
}

// ourOther is ourMoney of what is not in the table of 三公经费: where nothing is found it
// says what is not here, and which documents on money there are.
func (v *visit) ourOther(text string, found bool) answer {
	of, err := v.look(catalog.Query{Text: "预算", Limit: 3 * mostNear, Today: v.today})
	of.Hits = slices.DeleteFunc(slices.Clone(of.Hits), func(h catalog.Hit) bool { return strings.Contains(h.Record.Title, "三公") })
	slices.SortStableFunc(of.Hits, func(a, b catalog.Hit) int { return bySpending(b) - bySpending(a) })
	of.Hits = of.Hits[:min(mostNear, len(of.Hits))] // of what is asked for none is of the three
	if found || err != nil || of.Near || len(of.Hits) == 0 || figure.Counts(text) {
		return v.search(text)
	}
	_, rest, _ := v.organIn(text)
	for _, word := range append(here(v.bot.Office.Short), v.bot.Office.Short) {
		rest = strings.Replace(rest, word, "", 1)
	}
	rest = ourOwn.ReplaceAllString(rest, "")
	named, item := v.named(rest, ""), figure.Ask{Total: "支出"}
	switch {
	case len(named) == 0 && v.asksOurBooks(text):
		item.Total = "支出"
	case len(named) == 1 && named[0].Ask.Spoken() != "":
		item = named[0].Ask
	case len(named) == 0 && v.yearOf(rest) != 0 && (figure.BareBudget(askedThere.ReplaceAllString(rest, "")) || wholeOfYears.MatchString(rest)):
	case len(named) > 0 || figure.Asked(rest).Total == "":
		return v.search(text)
	default:
		item.Total = figure.Asked(rest).Total
	}
	v.holdHere(v.yearOf(text), item.Spoken())
	if organ := v.issuerIn(text); organ != "" {
		v.talk.figure.Organ = organ // of which none are kept either
	}
	v.talk.newer = false // what is asked next goes on from this
	short := v.bot.Office.Short
	lacks := v.lacks(catalog.Query{Text: text, Today: v.today}, of.Hits, true)
	switch {
	case lacks == "": // a document may have it
		return v.noneOfOurs(short+"能直接查数的账本", item.Name, of)
	case v.issuerIn(text) == "":
		lacks = short + lacks
	}
	return v.noneOfOurs(lacks+"的"+item.Spoken(), "", of)
}

// bySpending is 1 of a document whose title says that it tells what is spent, else 0.
func bySpending(h catalog.Hit) int {
	if strings.Contains(h.Record.Title, "预算") && strings.Contains(h.Record.Title, "支出") {
		return 1
	}
	return 0
}

// asksOurBooks says whether a text asks for the books of this place themselves, of which none
// are kept here.
func (v *visit) asksOurBooks(text string) bool {
	return v.bot.Books != nil && (strings.Contains(text, "账本") || accountsOf.MatchString(text)) && v.ours(text)
}

// accountsOf is a text that wants to look at somebody's accounts, whatever is in them: 想看看咱区的账.
var accountsOf = form(`^(?:{manner}|{lead}|{me}|{look_over}|{may_i}|[瞅瞧查看想要能帮给,，\s])*[^,，。\s]{1,6}的?(?:账目|账)(?:公开|公示|{where}|{may_i}|看看?|一下|[了吗么没呢啊呀能查看得到?？\s])*$`)

// noneOfOurs says that what was asked for of this place's money is not here, that an item
// cannot be told for that, and which documents there are.
func (v *visit) noneOfOurs(wanted, item string, of catalog.Page) answer {
	v.why.found(of)
	var offered choices
	for _, h := range of.Hits {
		offered.add(recordOption+string(h.Record.Number), h.Record.Title)
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), append(offered.says, "apply:"+wanted)...)
	return v.say("money_none", map[string]any{"Ours": wanted, "Untold": item, "Options": offered.lines, "Apply": len(offered.says) + 1})
}

// ofThatYear says whether this place has documents on what is asked of a year that no
// books are of: 2014年三公经费.
func (v *visit) ofThatYear(q moneyQuestion) bool {
	if q.year == 0 || v.notHere(q) == "" {
		return false
	}
	for s := range v.bot.Books.All() {
		if s.Year == q.year {
			return false
		}
	}
	page, err := v.look(catalog.Query{Text: q.about(), Limit: 2 * pageSize, Today: v.today})
	return err == nil && !page.Near && slices.ContainsFunc(page.Hits, func(h catalog.Hit) bool {
		return strings.Contains(h.Record.Title, strconv.Itoa(q.year)) && datedFor(h.Record, []int{q.year})
	})
}

// documented says whether a record is probably what a text asks of, for which the books
// have only a line of a name that is like it: 涉农资金怎么花的.
func (v *visit) documented(text string) bool {
	page, err := v.find(catalog.Query{Text: text, Limit: pageSize, Today: v.today})
	if err != nil || !page.Near {
		return err == nil && len(page.Hits) > 0
	}
	_, likely := v.nearest(text, page)
	return likely
}

// ourPapers is ourMoney without what it leaves in hand.
func (v *visit) ourPapers(text string) answer {
	q := catalog.Query{Text: text, Limit: pageSize, Today: v.today}
	page, err := v.find(q)
	found := err == nil && !page.Near && len(page.Hits) > 0
	v.papers = true
	named := v.named(text, "")
	public := slices.IndexFunc(named, func(n figure.Naming) bool { return n.Ask.OfThree() })
	ofThree := public >= 0 && !strings.Contains(text, "三公") // 公车 is told of by the documents on all three
	if found && !ofThree && v.lacks(q, page.Hits, true) == "" {
		return v.search(text)
	}
	if public < 0 {
		return v.ourOther(text, found)
	}
	of, err := v.look(catalog.Query{Text: "三公经费", Limit: mostNear, Today: v.today})
	if lacks := v.lacks(q, of.Hits, true); err == nil && !of.Near && lacks != "" {
		if v.issuerIn(text) == "" {
			lacks = v.bot.Office.Short + lacks
		}
		return v.noneOfOurs(lacks+"的"+strings.TrimSuffix(named[public].Ask.Public, "合计"), "", of)
	}
	if found && !ofThree {
		return v.search(text)
	}
	v.words = cmp.Or(v.words, strings.TrimSuffix(named[public].Ask.Public, "合计")) // not the whole message that asks for it
	return v.search("三公经费")
}
