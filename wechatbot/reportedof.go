package wechatbot

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// officialSite writes the site of an office as reports do.
var officialSite = strings.NewReplacer("官方网站", "官方网站", "官网", "官方网站")

// tradeEnd is how the name of an organ ends behind its trade: 科技局.
var tradeEnd = form(`(?:委员会|办公室|局|委|办|中心|站|队)$`)

// countOfOrganAsked is a text that asks how much an organ made public.
var countOfOrganAsked = form(`(?:主动)?{publish}[了过]*(?:多少|几)|(?:多少|几)[条个份篇](?:信息|报告|文件)?`)

// tradeOf is what an organ is there for, by its name: 科技 of 兴庆区科技局. It is "" where the name
// says too little.
func (v *visit) tradeOf(organ string) string {
	trade := tradeEnd.ReplaceAllString(strings.TrimPrefix(organ, v.bot.Office.Short), "")
	if trade == organ || utf8.RuneCountInString(trade) < 2 || utf8.RuneCountInString(trade) > 4 {
		return ""
	}
	return trade
}

// reportedOf quotes what a report says of the work of an organ that made nothing public under its
// own name: how much it is where a text asks that, and else nothing. What stands there is counted
// by whoever reported, and no count of what is kept here.
func (v *visit) reportedOf(organ, text string) (answer, bool) {
	if v.bot.ofNoGroup(organ) || !countOfOrganAsked.MatchString(text) {
		return answer{}, false
	}
	trade := v.tradeOf(organ)
	if trade == "" {
		return answer{}, false
	}
	asked := strings.NewReplacer(organ, "", strings.TrimPrefix(organ, v.bot.Office.Short), "", "你们", "", "咱们", "").Replace(v.withoutYears(text))
	for r := range v.recordsOf(v.yearOf(text), trade) {
		if !strings.Contains(r.Title, trade) || !strings.Contains(r.Title, "报告") {
			continue
		}
		if says, sure := amountWithin(r.Body, asked); sure {
			return v.quoted(r, says), true
		}
	}
	return answer{}, false
}

// quoted is the answer that quotes a sentence of a record, which is in hand then.
func (v *visit) quoted(r catalog.Record, says string) answer {
	v.foundOne(r)
	return v.sayInside(insideView{Record: r, Says: says, Found: true, Year: v.yearOf(r.Title)})
}

// countedApart puts before an answer that counts all of a year that a sort which a text names is not
// counted by itself.
func (v *visit) countedApart(a answer, text string, year int) answer {
	if sort := v.notCounted(text, year); sort != "" {
		a.text = v.bot.say("uncounted", sort).text + a.text
	}
	return a
}

// notCounted is what a text asks how much was made public of, where the report of the year speaks
// of it and does not count it: 教育事项. It is "" for none.
func (v *visit) notCounted(text string, year int) string {
	m := uncountedSort.FindStringSubmatch(v.withoutYears(text))
	if m == nil || year == 0 || allSorts.MatchString(m[1]) || wholeCounted[m[1]] {
		return ""
	}
	for r := range v.recordsOf(year, m[1], annualReport) {
		if strings.Contains(r.Body, m[1]) {
			return m[1]
		}
	}
	return ""
}

// uncountedSort names one sort of information of which it asks how much was made public.
var uncountedSort = form(`^(?:{manner}|{lead}|{your}|年报|年度报告|报告|里面|里|中|上|关于|有关|的|[,，\s])*(\p{Han}{2,6}?)(?:类|方面)?的?(?:信息|内容)?(?:一共|总共|都|主动)*{publish}[了过]*(?:多少|几)[条个件]?(?:信息)?[呢啊呀?？]*$`)

// partsListed is the part of a report that counts what a count is made of, where a text asks that:
// 便民服务94条有哪些.
func (v *visit) partsListed(text string) (answer, bool) {
	m := partsAsked.FindStringSubmatch(v.withoutYears(text))
	year := v.yearOf(text)
	if m == nil || utf8.RuneCountInString(m[1]) < 2 {
		return answer{}, false
	}
	if year == 0 {
		year = v.newestReport()
	}
	if year == 0 {
		return answer{}, false
	}
	for r := range v.recordsOf(year, m[1], annualReport) {
		for _, part := range countGroups.FindAllString(r.Body, -1) {
			whole, each, has := strings.Cut(part, "包括")
			if has && strings.Contains(whole, m[1]) && countIn.MatchString(whole) && len(countIn.FindAllString(each, -1)) > 1 {
				return v.quoted(r, strings.TrimSpace(part)), true
			}
		}
	}
	return answer{}, false
}

var (
	partsAsked  = form(`^(?:{manner}|{lead}|年报里|报告里|里|的|[,，\s])*(\p{Han}{2,6}?)(?:信息)?(?:那)?(?:\d+[条件])?(?:信息)?(?:都|里面|里|分别|各|具体)*(?:有|是|包括|分)(?:哪些|啥|什么|哪几[类种样块]|几[类种块])(?:信息|内容)?[呢啊呀?？]*$`)
	countGroups = form(`[^;；。\n]+`)
)

// lettersTold quotes how often people asked, where a report of this place tells it: 咨询多少次.
func (v *visit) lettersTold(text string) (answer, bool) {
	if !lettersCounted.MatchString(text) {
		return answer{}, false
	}
	for r := range v.recordsOf(0, "咨询", annualReport) {
		if says, sure := amountWithin(r.Body, text); sure && strings.Contains(r.Title, "报告") {
			return v.quoted(r, says), true
		}
	}
	return answer{}, false
}

// placesAsked asks how many organs of a kind there are in this place: 有几个乡镇街道.
var placesAsked = form(`^(?:{manner}|{lead}|{your}|现在|目前|全区|区里|我们区|咱们区|这里|下面|下辖|管着|[一共总有设辖,，\s])*(?:多少|几)个(乡镇街道|乡镇|街镇|街道办事处|街道办|街道|乡|镇)[呢啊呀?？]*$`)

// placesTold quotes the entry of the guide that counts them.
func (v *visit) placesTold(text string) (answer, bool) {
	m := placesAsked.FindStringSubmatch(strings.Replace(text, v.bot.Office.Short, "", 1))
	if m == nil {
		return answer{}, false
	}
	for _, g := range v.bot.Office.Guide {
		if tellsPlaces(g, m[1]) {
			return v.entry(g, text), true
		}
	}
	return answer{}, false
}

// placeKinds are how the guide counts places of each kind.
var placeKinds = []recordQuestion{{"街道", form(`\d+个?街道`)}, {"镇", form(`\d+个?镇`)}, {"乡", form(`\d+个?乡`)}}

// tellsPlaces says whether an entry counts all kinds of places that a text names.
func tellsPlaces(g h5.GuideEntry, named string) bool {
	return !slices.ContainsFunc(placeKinds, func(k recordQuestion) bool {
		return strings.Contains(named, k.about) && !k.form.MatchString(g.Answer)
	})
}

// sortsCount says whether a text asks how much there is of a sort that the newest report counts.
func (v *visit) sortsCount(text string) bool {
	if !sortAsked.MatchString(v.yearFirst(text)) {
		return false
	}
	sub := &visit{bot: v.bot, ctx: v.ctx, openid: v.openid, key: v.key, today: v.today, talk: &talk{}, raw: text}
	_, told := sub.sortStated(text)
	return told
}

// yearFirst is a text with the year that it names before all else: 公示公告2015年多少条.
func (v *visit) yearFirst(text string) string {
	if year := v.yearOf(text); year != 0 {
		return strconv.Itoa(year) + "年" + writing.Letters(v.withoutYears(text))
	}
	return text
}

// leftOfCounted tells how many are not done yet of what was counted as done: 没审结的呢, behind 审结14项.
func (v *visit) leftOfCounted(text string) (answer, bool) {
	m := undone.FindStringSubmatch(text)
	told := v.countsLately()
	if m == nil || len(told) == 0 || utf8.RuneCountInString(text) > longestFollow {
		return answer{}, false
	}
	for r := range v.recordsOf(0, annualReport, told[0].Item) {
		if says := leftUndone(r.Body, m[1]); says != "" && strings.Contains(r.Body, told[0].Item+told[0].amount()) {
			return v.quoted(r, says), true
		}
	}
	return answer{}, false
}
