package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/h5"
)

// Questions about the entry of the guide that was shown last, which name nothing of it.
var (
	asksWho    = form(`^(?:{around}|{this_one}|都|该|去)*(?:归?谁(?:管|负责|来管)|找谁|哪个(?:部门|单位)(?:管|负责))(?:{around}|{softly}|理)*$`)
	asksCost   = form(`^(?:{around}|{this_one}|{go_on}|给)*(?:经费|资金|补助|补贴|拨款)(?:{around}|{go_on}|{softly}|{source_of}|给|几|谁|哪|里|儿|从|由|出|拨)*$`)
	asksWhence = form(`^(?:{around}|{this_one}|{about_it})*(?:{source_of}|{who_made}|{which_year})(?:{around}|{this_one}|{about_it}|事|数)*$`)
	asksNumber = form(`^{around}*有?(?:多少|几)(?:个|家|处|项|件|条)?{around}*$`)
	// asksPeople asks how many people there are at a place: 一个点有几个人.
	asksPeople = form(`^(?:{around}|{this_one}|{counted_lead}|[每一个]|点|处|窗口|中心|大厅|里|有|都)*(?:(?:多少|几)[个名位]?(?:人|{staff_word})|{staff_word}(?:{around}|有|共)*(?:多少|几[个名位]|呢))(?:{around}|{softly}|在|人)*$`)
	asksDone   = form(`^(?:{around}|都|能|可以|给|帮)*(?:代?办|做|干)(?:{around}|哪些|些|哪几|事项|业务|事|件|样|理)*$`)
	// asksService asks of a place or a service what one must know to go there.
	asksService = form(`^(?:{around}|{manner}|{this_one}|{me}|地址|要|需要|得|该|应该|用|去|来|到|都|几|,)*(?:{hours_word}|{place_word}|{call_word}|{to_bring}|{to_join}|{service_fee}|{parking}|在哪里|在哪儿|在哪)(?:{around}|{softly}|{hours_word}|{place_word}|{call_word}|方便|好|材料|证件|手续|去|到|找|是|号|开|关|有人|没有?|不|用|呀|,)*$`)
	// asksOurs asks whether it is there where she lives too: 我们社区有没有啊.
	asksOurs   = form(`^(?:{around}|{me}|那)*\p{Han}{0,4}(?:社区|村|街道|小区|乡|镇|附近)(?:里|上|这边|那边)?(?:{around}|也|都)*有(?:没有?|吗|不|么|几个)?(?:{softly}|吗|没有?)*$`)
	ofApplying = form(`申请|条例|公开了多少`)
	numberOf   = form(`\d+(?:个|家|处|项|件|条)[^，。；、\d]{1,16}`)
)

// aboutEntry answers where an entry of the guide has what it says from, and how many
// there are of what it is about.
func (v *visit) aboutEntry(text string) (answer, bool) {
	g, told := v.entryTold()
	if !told || utf8.RuneCountInString(text) > longestFollow {
		return answer{}, false
	}
	there := !ofApplying.MatchString(g.Question + g.Source) // of a place or a service
	view := map[string]any{"Entry": g, "Office": v.bot.Office, "Link": v.bot.Pages.Guide()}
	switch {
	case there && asksCost.MatchString(text) && len(g.Words) > 0:
		asked := g.Words[0] + text
		if whence.MatchString(text) { // what is said of how much it is says from where
			asked = g.Words[0] + "经费多少钱"
		}
		if a, told := v.fact(asked); told { // by a document
			return a, true
		}
		view["About"], view["Asked"] = "lacks", text
	case there && (asksWho.MatchString(text) || whoIs.MatchString(text) && !strings.Contains(text, "公开")):
		view["About"], view["Asked"] = "lacks", text
	case asksWhence.MatchString(text) && g.Source != "":
		view["About"] = "source"
	case there && asksService.MatchString(text) && asksContact(text) && v.saidUnknown(v.contactIn(g, text)):
		view["About"], view["Missing"] = "lacks", v.contactIn(g, text).Missing
	case there && asksService.MatchString(text) && asksContact(text):
		v.guessed.means.intent = wantContact
		return v.entry(g, text), true // of the place that it is about
	case there && (asksService.MatchString(text) || asksOurs.MatchString(text)):
		view["About"], view["Asked"] = "lacks", strings.Trim(text, "?？ ")
	case there && onlyCounts(g, text) != "":
		view["About"], view["Number"] = "names", onlyCounts(g, text)
	case asksDone.MatchString(text) && strings.Contains(g.Question, "办"):
		return v.entry(g, g.Question), true
	default:
		number := numberAsked(g, text, there)
		if number == "" {
			return answer{}, false
		}
		view["About"], view["Number"] = "number", number
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), "我要申请", "人工")
	return v.say("guide_about", view), true
}

// numberAsked is the number, or the part with one, of an entry that a text asks for; "" for none.
func numberAsked(g h5.GuideEntry, text string, there bool) string {
	switch {
	case there && asksPeople.MatchString(text) && peopleTold(g) != "":
		return peopleTold(g)
	case asksNumber.MatchString(text):
		return numberTold(g, text)
	case there:
		return partOf(g, text)
	}
	return ""
}

// whence is a text that asks where money comes from.
var whence = form(`{source_of}|(?:从|由|谁|哪).{0,3}(?:来|出|给|拨)`)

// saidUnknown says whether the answer before said already that what a contact lacks is not known:
// the whole entry is not told with it once more.
func (v *visit) saidUnknown(c contact) bool {
	return c.Missing != "" && c.Missing == v.talk.lacked && len(c.Asked)+len(c.Beside) == 0
}

// asksNames asks which ones there are of what an entry counts: 进驻了哪些部门.
var asksNames = form(`^(?:{around}|都|是|有|进驻|包括|设|在|了|能|可以|代?办|[,，])*(?:哪些|哪几[个家项]|什么|啥)(\p{Han}{1,4}?)(?:{around}|{softly}|能|可以|代?办|的|[?？])*$`)

// peopleTold is the one part of an entry that counts people.
func peopleTold(g h5.GuideEntry) string {
	var all []string
	for _, part := range countParts.FindAllString(g.Answer, -1) {
		if peopleCounted.MatchString(part) {
			all = append(all, part)
		}
	}
	if len(all) != 1 {
		return ""
	}
	return all[0]
}

var peopleCounted = form(`\d+[人名]`)

// asksAllOf asks which those are that an entry counts, by their number: 都有哪24件.
var asksAllOf = form(`^(?:{around}|都|是|有|具体|分别|包括|[,，])*哪(?:几|\d+)([个家项件条])(?:{around}|{softly}|事项|事情|事|部门|单位|的|[?？])*$`)

// onlyCounts is how many an entry says there are of what a text wants the names of, where it
// does not list them.
func onlyCounts(g h5.GuideEntry, text string) string {
	if m := asksAllOf.FindStringSubmatch(text); m != nil {
		return numberTold(g, "几"+m[1])
	}
	m := asksNames.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	for _, part := range countParts.FindAllString(g.Answer, -1) {
		at := countIn.FindStringIndex(part)
		_, behind, _ := strings.Cut(g.Answer, part)
		if at != nil && strings.HasPrefix(part[at[1]:], m[1]) && !strings.HasPrefix(behind, "（") && !strings.HasPrefix(behind, "：") {
			return part
		}
	}
	return ""
}

// entryGoesOn answers a short question that nothing was found for, right behind an entry of
// the guide on a place or a service, with what a document says of that: 每个点给多少钱.
func (v *visit) entryGoesOn(text string) (answer, bool) {
	g, told := v.entryTold()
	if !told || utf8.RuneCountInString(text) > longestFollow || !asksInside.MatchString(text) {
		return answer{}, false
	}
	if len(g.Words) == 0 || ofApplying.MatchString(g.Question+g.Source) {
		return answer{}, false
	}
	whole := g.Words[0] + text
	if a, told := v.fact(whole); told {
		return a, true
	}
	page, err := v.look(catalog.Query{Text: whole, Limit: pageSize, Today: v.today})
	if err != nil {
		return answer{}, false
	}
	if r, says := v.saysOfEntry(g, text); says != "" {
		v.talk.misses = 0
		v.foundOne(r)
		return v.sayInside(insideView{Record: r, Says: says}), true
	}
	hits, likely := v.nearest(whole, page)
	if !likely || len(hits) == 0 || hits[0].says == "" {
		return answer{}, false
	}
	v.talk.misses = 0
	if len(hits) == 1 {
		v.foundOne(*hits[0].Record)
		return v.sayInside(insideView{Record: *hits[0].Record, Says: hits[0].says, Found: true}), true
	}
	return v.sayMissing(whole, page, hits, true), true
}

// saysOfEntry is what the first record of what an entry of the guide is about tells of what a text
// asks: 一个点给多少钱, behind 代办点.
func (v *visit) saysOfEntry(g h5.GuideEntry, text string) (r catalog.Record, says string) {
	page, found := v.allOf(catalog.Query{Text: g.Words[0], Limit: 1, Today: v.today})
	if !found {
		return r, ""
	}
	r, err := v.bot.Catalog.Find(v.ctx, page.Hits[0].Record.Number)
	if err != nil {
		return r, ""
	}
	return r, toldWithin(r, text)
}

// numberTold is how many there are of what an entry is about, or the one number of it in the unit
// that a text asks for: 一共几件.
func numberTold(g h5.GuideEntry, text string) (number string) {
	all := numberOf.FindAllString(g.Answer, -1)
	if unit := unitAsked.FindStringSubmatch(text); unit != nil && unit[1] != "个" {
		all = slices.DeleteFunc(all, func(n string) bool { return !strings.Contains(countIn.FindString(n), unit[1]) })
		if len(all) == 1 {
			return all[0]
		}
		return ""
	}
	for _, n := range all {
		if slices.ContainsFunc(g.Words, func(w string) bool { return strings.Contains(n, w) && strings.Contains(g.Question, w) }) {
			return n
		}
	}
	return ""
}

// asksPart asks for a part of what an entry counts: 事项呢, 审批的多少.
var (
	asksPart   = form(`^(?:那|其中|,)*(\p{Han}{2,6}?)(?:的|呢|有|{softly}|多少|几[个项件家人])+$`)
	countParts = form(`[^，。；：（）、]*\d+(?:个|家|处|项|件|条|人|名)[^，。；：（）、]*`)
)

// partOf is the one part of an entry that counts what a text names.
func partOf(g h5.GuideEntry, text string) (part string) {
	m := asksPart.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	beside := 0
	for _, p := range countParts.FindAllString(g.Answer, -1) {
		at := countIn.FindStringIndex(p)
		switch {
		case !strings.Contains(p, m[1]):
		case at != nil && (strings.HasSuffix(p[:at[0]], m[1]) || strings.HasPrefix(p[at[1]:], m[1])):
			part = p // the number stands at the word: 设窗口32个
			beside++
		case beside == 0 && part != "":
			return "" // several do
		case beside == 0:
			part = p
		}
	}
	if beside > 1 {
		return ""
	}
	return part
}

// toldEntry are answers that told of an entry of the guide.
var toldEntry = map[string]bool{"guide": true, "guide_about": true}

// entryTold is the entry of the guide that the last answer told of, if it told of one.
func (v *visit) entryTold() (g h5.GuideEntry, told bool) {
	i := slices.IndexFunc(v.bot.Office.Guide, func(g h5.GuideEntry) bool { return g.Question == v.talk.entry })
	if i < 0 || !toldEntry[v.talk.said] {
		return g, false
	}
	return v.bot.Office.Guide[i], true
}
