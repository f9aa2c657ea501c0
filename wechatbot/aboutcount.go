package wechatbot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A tally is what was counted last: what is said next may name only what is different,
// 那2018年呢, 教育局呢, 哪个单位最多.
type tally struct {
	Year     int    `json:"year,omitempty"`
	Month    int    `json:"month,omitempty"` // of the year, where only that was counted
	Organ    string `json:"organ,omitempty"`
	Of       string `json:"of,omitempty"`       // what a report counted
	Ever     bool   `json:"ever,omitempty"`     // of all years together
	Empty    bool   `json:"empty,omitempty"`    // nothing was counted
	Report   bool   `json:"report,omitempty"`   // it went on from what a report told, and its year has none
	Requests bool   `json:"requests,omitempty"` // applications were counted, not what is public
	Until    uint32 `json:"until,omitempty"`    // in seconds since 1970
}

// spokeOfCount are answers that counted something, or told what was counted.
var spokeOfCount = map[string]bool{"count": true, "count_channels": true, "count_years": true, "count_place": true, "turnout": true, "timely": true, "caseload": true, "guide": true, "groupcount": true}

// tallied takes a count in hand.
func (v *visit) tallied(t tally) {
	t.Until = v.inHandUntil()
	v.talk.tally = t
}

// tallyHeld is what was counted by the answer before, while it is in hand.
func (v *visit) tallyHeld() (last tally, held bool) {
	last = v.talk.tally
	told := v.mentions()
	counted := spokeOfCount[v.talk.said] || len(told) > 0 && told[0].Count.Item != "" // nothing else was told since
	return last, last.Year != 0 && counted && uint32(v.bot.Now().Unix()) <= last.Until
}

// yearSpoken is the year of which was spoken: of the last count, or of the report that was
// shown last.
func (v *visit) yearSpoken() (year int, spoken bool) {
	if last := v.talk.tally; last.Year != 0 && uint32(v.bot.Now().Unix()) <= last.Until {
		return last.Year, true
	}
	if told := v.mentions(); len(told) > 0 && told[0].Record != "" {
		if r, err := v.bot.Catalog.Find(v.ctx, told[0].Record); err == nil && strings.Contains(r.Title, "报告") {
			if year = v.yearOf(r.Title); year != 0 {
				return year, true
			}
		}
	}
	if r, held := v.reportHeld(); held {
		return v.yearOf(r.Title), true
	}
	return 0, false
}

var (
	onlyCounted = form(`{counted_word}`)
	ranksOrgans = form(`^(?:{around}|{counted_word})*(?:{which_organ}(?:{around}|{counted_word}|得)*(?:{most}|{least})|(?:哪些|哪个|哪几个|哪几家|哪家)(?:单位|部门|机关)?(?:{around}|{counted_word})*|(?:{most}|{least})的?(?:{around})*{which_organ}?)(?:{around}|{counted_word})*$`)
	whichYear   = form(`^(?:{around}|{counted_word}|{newest})*{which_year}(?:{around}|{counted_word}|{newest})*$`)
	listsThem   = form(`^(?:把|{around}|{counted_word}|{these}|{unit})*(?:列出来|列一下|列给我|列给我看|列出|摆出来|发给我看看)(?:{around}|{counted_word}|{softly})*$|^(?:{around}|{counted_word}|都|具体)*(?:列出来|列一下|列表|列给我)(?:{around}|{counted_word})*$|^(?:{around}|{counted_word}|都|具体|些)*(?:什么|啥|哪些)(?:{around}|{counted_word}|内容|文件|东西)*$`)
	listsPart   = form(`^(?:{around})*(?:列一下|列出来|列出|列列|列)(?:{around})*(.{2,12}?)(?:的|{around})*$`)
	ranksKinds  = form(`^(?:{around}|{counted_word})*{counted_kind}(?:{around}|{counted_word}|得)*(?:{most}|{least})(?:{around}|{counted_word})*$|^(?:{around}|{counted_word})*(?:{most}|{least})(?:{around}|{counted_word}|是)*{counted_kind}$`)
	asksGiven   = form(`^(?:{around})*(?:都|全)*(?:给|答复|回复|公开|办|同意)+(?:完|好)?[了过]?(?:吗|没有?|么|不)$|^(?:{around}|都|最后|分别)*(?:结果)?(?:怎么样|咋样|如何|怎么(?:处理|答复|办|回复)|咋(?:处理|答复|办))(?:{around}|的)*$`) // 都给了吗, 结果怎么样
	wholeTime   = form(`{whole_time}`)
	namesMoney  = form(`预算|决算|三公|经费|支出|收入|花[了钱多]`)
)

// heldAgainstCount asks how what was counted compares with another year: 比去年呢, 跟2014年比.
var heldAgainstCount = form(`^(?:{manner}|那|,)*(?:比|跟|和|同|与|较)(?:(?:去年|上年|上一年|前一年|头一年)|((?:19|20)\d\d年?|前年))(?:同期)?(?:相比|比较|比起来|比)?(?:多|少|增|减|高|低|怎么样|咋样|如何|变化|多少|了|些|还是|{softly}|[吗呢啊呀?？\s])*$`)

// asOfYear is who asks that as who asks for the count of the other year, which says how
// they compare.
func (t tally) asOfYear(text string) string {
	held := heldAgainstCount.FindStringSubmatch(text)
	switch {
	case held == nil || t.Requests:
		return text
	case held[1] == "":
		return strconv.Itoa(t.Year-1) + "年呢"
	}
	return held[1] + "呢"
}

// aboutCount answers a text that goes on from a count and names only another year,
// another organ or kind of information, or asks which has most.
func (v *visit) aboutCount(text string) (answer, bool) {
	last, held := v.tallyHeld()
	if !held || utf8.RuneCountInString(text) > longestFollow || contactForms[1].MatchString(text) {
		return answer{}, false // 国务院办公厅电话多少 counts nothing
	}
	text = last.asOfYear(text)
	period, ofMonth := v.monthAlone(ofYear(last.Year, text))
	year, rest := v.yearAside(last.Year, text)
	left := strings.TrimSuffix(onlyCounted.ReplaceAllString(writing.Letters(rest), ""), "没") // 2014年的有没有
	if whyCounted.MatchString(text) && !notGiven.MatchString(text) {
		return v.countUnexplained(text), true
	}
	if averaged.MatchString(text) {
		v.talk.misses = 0
		return v.say("countaverage", last.Organ != "" || last.Month != 0), true
	}
	if last.Requests {
		return v.aboutRequests(last, text)
	}
	if a, known := v.ofCounted(last, year, rest); known {
		return a, true
	}
	if a, known := v.leftOfCounted(rest); known {
		return a, true
	}
	switch {
	case wholeTime.MatchString(text) && v.yearOf(text) == 0:
		return v.countEver(last, text)
	case ofMonth:
		return v.count(fmt.Sprintf("%s%s公开了多少条", period, last.Organ), false)
	case last.Organ != "" && listsThem.MatchString(rest) && last.listed(year, rest):
		return v.listCounted(last, year), true // 有哪些
	case ranksOrgans.MatchString(rest) && last.Empty && year == last.Year:
		return answer{}, false
	case ranksOrgans.MatchString(rest):
		return v.count(last.period(year)+rest, true)
	case asksPlace.MatchString(rest) && !last.Ever && last.Month == 0:
		return v.organAt(year, writing.Numeral(asksPlace.FindStringSubmatch(rest)[1]))
	case listsThem.MatchString(rest) && last.listed(year, rest):
		return v.listCounted(last, year), true
	case listsPart.MatchString(rest) && !last.Ever:
		return v.listPart(last, year, listsPart.FindStringSubmatch(rest)[1])
	case asksYear.MatchString(text):
		return v.countByYears(last.Organ, asksYear.FindStringSubmatch(text))
	case whichYear.MatchString(rest):
		return v.countNewest(year)
	case ranksKinds.MatchString(rest):
		return v.kinds(year, rest)
	case left == "" && v.yearOf(text) == 0 && yearStep(text) == 0 || year == last.Year && !last.Ever && left == "":
		return answer{}, false
	case left == "":
		return v.count(fmt.Sprintf("%d年%s公开了多少条", year, last.Organ), false)
	case !continues(text, rest), v.bot.Books != nil && namesMoney.MatchString(text) && v.organNamed(text) != "":
		return answer{}, false // 万里街道2025年预算多少 asks for money
	case last.Ever && v.yearOf(text) == 0:
		return v.countEverOf(left)
	}
	return v.countOfPart(year, strings.TrimSuffix(left, "的"))
}

// monthOnly is a text that names a month of no year.
var monthOnly = form(`(?:^|[^年0-9])([0-9]{1,2}月)份?`)

// ofYear is a text with the year that was counted, where it names a month of none.
func ofYear(year int, text string) string {
	if strings.Contains(text, "年") || !monthOnly.MatchString(text) {
		return text
	}
	at := monthOnly.FindStringSubmatchIndex(text)
	return fmt.Sprintf("%s%d年%s%s", text[:at[2]], year, text[at[2]:at[3]], text[at[1]:])
}

// aboutRequests answers a text that goes on from a count of applications: of another year,
// or whether all were answered.
func (v *visit) aboutRequests(last tally, text string) (answer, bool) {
	year, rest := v.yearAside(last.Year, text)
	left := onlyCounted.ReplaceAllString(writing.Letters(rest), "")
	if outcomesAsked.MatchString(rest) {
		return v.turnout(fmt.Sprintf("%d年几件申请怎么处理的", year))
	}
	switch {
	case besideYear.MatchString(text) && year != last.Year && writing.Holds(text, compareWords...):
		return v.againstYear(last.Year, year)
	case asksGiven.MatchString(rest) && allAnswered.MatchString(rest):
		return v.turnout(fmt.Sprintf("%d年收到多少申请，都答复了吗", year))
	case asksGiven.MatchString(rest), left == "" && year != last.Year:
		return v.turnout(fmt.Sprintf("%d年收到多少申请", year))
	case outcomeOnly.MatchString(rest):
		return v.turnout(fmt.Sprintf("%d年%s的有几件", year, outcomeGroup(rest)))
	}
	if wentToCourt.MatchString(rest) {
		return v.reliefs(fmt.Sprintf("%d年复议诉讼有几起", year))
	}
	return answer{}, false
}

// outcomesAsked asks how the applications that were counted were answered.
var outcomesAsked = form(`(?:怎么|咋|如何|怎样)(?:处理|答复|办理?|回复)|(?:答复|办理|处理)结果`)

// wentToCourt asks whether anybody went to review or to court: 有人告吗.
var wentToCourt = form(`^(?:{around}|{go_on}|那一?年|当年|这一?年|有没有|有|人|去|来|过|因此|因为这个)*(?:告政府|告状|告你们|告|起诉|和|或者|、|打官司|申请复议|行政复议|复议|行政诉讼|诉讼|不服)+(?:{around}|{go_on}|过|没有?|的|人|不|打|上)*$`)

// listed says whether what was counted can be listed, where a text asks for that in few
// words: all of a year that was not named is more than is meant.
func (t tally) listed(year int, rest string) bool {
	return !t.Empty && (t.Organ != "" || t.Month != 0 || year != t.Year || strings.Contains(rest, "列"))
}

// listPart lists what an organ made public in the time that was counted: 列一下国务院的.
func (v *visit) listPart(last tally, year int, part string) (answer, bool) {
	census, can := v.published()
	if !can {
		return answer{}, false
	}
	if last.Organ = v.publisherNamed(part, census.Census); last.Organ == "" {
		return answer{}, false
	}
	return v.listCounted(last, year), true
}

// yearAside is the year that a text names, else that of before, and the text without it.
func (v *visit) yearAside(before int, text string) (year int, rest string) {
	if named := v.yearOf(text); named != 0 {
		return named, v.withoutYears(text)
	}
	if by := yearStep(text); by != 0 {
		return before + by, withoutStep(text)
	}
	return before, text
}

// organAt tells which organ comes so far from the first by what was made public in a year.
func (v *visit) organAt(year, place int) (answer, bool) {
	c, can := v.bot.Catalog.(counter)
	if !can {
		return answer{}, false
	}
	census, err := c.Census(v.ctx, civil.Day(year, time.January, 1), civil.Day(year, time.December, 31))
	if err != nil || census.Total == 0 {
		return answer{}, false
	}
	view := map[string]any{"Year": year, "Place": place, "Organs": len(census.ByOrgan)}
	if place <= len(census.ByOrgan) {
		of := census.ByOrgan[place-1]
		view["Organ"] = of
		v.speaksOfOrgan(of.Name)
	}
	return v.say("count_place", view), true
}

// countNewest counts what was made public in the newest year that has anything.
func (v *visit) countNewest(year int) (answer, bool) {
	c, can := v.bot.Catalog.(counter)
	if !can {
		return answer{}, false
	}
	newest, _ := v.newestCensus(c, year, catalog.Census{})
	return v.count(fmt.Sprintf("%d年公开了多少条", newest), false)
}

// countEver counts of all time what was counted last; or together what was counted of two
// groups of organs.
func (v *visit) countEver(last tally, text string) (answer, bool) {
	if onlyTogether.MatchString(text) && v.countedGroups() {
		return v.jointly("加起来")
	}
	if onlyCounted.ReplaceAllString(wholeTime.ReplaceAllString(writing.Letters(text), ""), "") != "" {
		return answer{}, false
	}
	return v.count(fmt.Sprintf("到现在%s一共公开了多少条", last.Organ), false)
}

// continues says whether a text plainly goes on from the one before.
func continues(text, rest string) bool {
	plain := writing.Letters(text)
	return strings.HasSuffix(plain, "呢") || strings.HasSuffix(plain, "的") && utf8.RuneCountInString(plain) <= longestPart || strings.HasPrefix(plain, "那") || strings.Contains(plain, "其中") || strings.Contains(plain, "里面") ||
		counting.MatchString(rest)
}

// longestPart is how many characters a text has at most that only names what is counted: 部门的.
const longestPart = 6

// counting is a text that asks how many there are of something.
var counting = form(`(?:多少|几)[条件个篇]|有多少$|多少$`)

// countOfPart counts what an organ made public in a year, or tells what the report of
// the year says of a kind of information: 其中政府文件多少.
func (v *visit) countOfPart(year int, part string) (answer, bool) {
	if v.talk.tally.period(year) != (tally{}).period(year) {
		return v.countOfOrgan(year, part) // no report counts a month
	}
	if a, told := v.groupsByChannel(year, part); told {
		return a, true
	}
	if of, n, found := v.statedLike(year, part); found {
		return v.sayStated(year, of, n), true
	}
	words := []string{part, part + "信息"}
	if last := v.talk.tally.Of; len(channelsIn(part)) > 0 { // 其中微信上多少
		if group := throughChannel.ReplaceAllString(last, ""); group != last && group != "" {
			words = append([]string{last + part, group + part}, words...)
		}
	}
	for _, words := range words {
		asked := fmt.Sprintf("%d年%s多少条", year, words)
		if of, n, found := v.stated(asked); found {
			return v.sayStated(year, of, n), true
		}
	}
	if of, n, found := v.statedBeside(part); found {
		return v.sayStated(year, of, n), true
	}
	if of, n, found := v.statedPart(year, part); found {
		return v.sayStated(year, of, n), true
	}
	if onlyChannels(part) { // 其中微信的呢
		return v.statedByChannel(fmt.Sprintf("%d年%s", year, part))
	}
	return v.countOfOrgan(year, part)
}

// statedLike is the count of a report whose name differs from the one that was told last in the one
// character that a text says: 住在兴庆 for 那住的呢, behind 吃在兴庆.
func (v *visit) statedLike(year int, part string) (of catalog.Record, n statedCount, found bool) {
	last, other := []rune(v.talk.tally.Of), []rune(part)
	if len(other) != 1 || len(last) < 3 {
		return of, n, false
	}
	other = append(other, last[1:]...)
	return v.statedAs(year, annualReport, func(label string) bool { return leadIn.ReplaceAllString(label, "") == string(other) })
}

// groupsByChannel tells how much each of two groups of organs made public by a channel, where
// they were held against each other just now: 网站上发的呢.
func (v *visit) groupsByChannel(year int, part string) (answer, bool) {
	if v.talk.said != "jointly" && v.talk.said != "countwhy" || !v.countedGroups() || !onlyChannels(strings.TrimRight(part, "上里发的")) {
		return answer{}, false
	}
	var counts []countTold
	for _, told := range v.countsLately()[:2] {
		c, found := v.countStated(year, throughChannel.ReplaceAllString(told.Item, "")+channelsIn(part)[0])
		if !found {
			return answer{}, false
		}
		counts = append(counts, c)
	}
	view := jointView{About: "apart"}
	view.count(slices.Backward(counts))
	v.countsHeld(counts)
	return v.sayJointly(view, wantCount)
}

// onlyChannels says whether words name channels, and nothing beside them.
func onlyChannels(words string) bool {
	return len(channelsIn(words)) > 0 && utf8.RuneCountInString(channels.ReplaceAllString(words, "")) <= 2
}

// namesPublisher says whether a text names an organ, where it is known who published.
func (v *visit) namesPublisher(text string) bool {
	census, can := v.published()
	return can && v.publisherNamed(text, census.Census) != ""
}

// throughChannel are the words behind a group of organs in the name of a count of what
// they made public, by one channel or all.
var throughChannel = form(`(?:官方|政务|公共|主动公开|通过|{channel}).*$`)

// countOfOrgan counts what an organ made public in a year, or in the month of it that was
// counted last.
func (v *visit) countOfOrgan(year int, part string) (answer, bool) {
	if !v.namesPublisher(part) {
		return answer{}, false
	}
	return v.count(fmt.Sprintf("%s%s公开了多少条", v.talk.tally.period(year), part), false)
}

// kinds tells which kind of information has most, or least if a text asks so, and what the
// report of a year says of each.
func (v *visit) kinds(year int, text string) (answer, bool) {
	g, found := v.reported(year, false)
	if !found {
		return answer{}, false
	}
	v.tallied(tally{Year: year})
	a, asksLeast := v.entry(g, g.Question), fewest.MatchString(text)
	if m := extremeKind(g.Answer, asksLeast); m.N > 0 {
		m.Year = year
		v.mention(mention{Count: m})
		a.text = v.bot.say("kind", map[string]any{"Of": m, "Least": asksLeast}).text + "\n" + a.text
	}
	return a, true
}

// fewest is a text that asks for the least of several.
var fewest = form(`{least}`)

// kindCounted is one of the kinds that a report counts: 政务动态1337条.
var kindCounted = form(`(\p{Han}{2,12})(\d+)([条件])`)

// extremeKind is the kind that has most of those that a report counts behind their sum, or
// least.
func extremeKind(report string, least bool) (most countTold) {
	_, kinds, _ := strings.Cut(report, "：")
	for _, portion := range portions.FindAllString(kinds, -1) {
		if m := kindCounted.FindStringSubmatch(portion); m != nil {
			if n, err := strconv.Atoi(m[2]); err == nil && (most.N == 0 || n > most.N != least) {
				most = countTold{Item: m[1], N: n, Unit: m[3]}
			}
		}
	}
	return most
}

// countEverOf counts of all time what an organ made public, where one that did is named.
func (v *visit) countEverOf(part string) (answer, bool) {
	if !v.namesPublisher(part) {
		return answer{}, false
	}
	return v.count(fmt.Sprintf("到现在%s一共公开了多少条", part), false)
}

// countByYears tells the year in which most was made public here, or least of those in
// which something was, and how much it was in the years beside it.
func (v *visit) countByYears(organ string, asks []string) (answer, bool) {
	c, can := v.bot.Catalog.(counter)
	if !can {
		return answer{}, false
	}
	counted, err := c.Monthly(v.ctx, organ)
	if err != nil {
		return v.failed(err), true
	}
	least := asks[2]+asks[4] != ""
	view, best := jointView{About: "years"}, 0
	for _, p := range slices.Backward(periodsOf(counted, false)) {
		view.Lines = append(view.Lines, jointLine{Name: fmt.Sprintf("%d年", p.Year), Value: fmt.Sprintf("%d条", p.N)})
		if best == 0 || p.N > best && !least || p.N < best && least {
			best, view.More = p.N, fmt.Sprintf("%d年", p.Year)
		}
	}
	if best == 0 {
		return answer{}, false
	}
	view.Less, view.Least = organ, least
	bestYear, _ := strconv.Atoi(strings.TrimSuffix(view.More, "年"))
	v.tallied(tally{Year: bestYear, Organ: organ})
	v.mention(mention{Count: countTold{Year: bestYear, Item: organ + countedHere, N: best, Unit: "条"}})
	return v.sayJointly(view, wantCount)
}

func ofOrganOrAll(census catalog.Census, organ string) int {
	if organ == "" {
		return census.Total
	}
	return ofOrgan(census, organ)
}

// countsOfYears is how much was made public here in each of the years that a text names,
// the later first, by the organ of the last count.
func (v *visit) countsOfYears(text string) (out []countTold) {
	c, can := v.bot.Catalog.(counter)
	years := v.yearsNamed(text)
	if !can || len(years) < 2 {
		return nil
	}
	slices.Sort(years)
	for _, year := range slices.Backward(slices.Compact(years)) {
		census, err := c.Census(v.ctx, civil.Day(year, 1, 1), civil.Day(year, 12, 31))
		if err != nil {
			return nil
		}
		out = append(out, countTold{Year: year, Item: v.talk.tally.Organ + countedHere, N: ofOrganOrAll(census, v.talk.tally.Organ), Unit: "条"})
	}
	return out
}

// countedHere names what a count of the catalogue counts.
const countedHere = "公开的信息"
