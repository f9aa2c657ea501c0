package wechatbot

import (
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A statedCount is how many there are of something, as a record says.
type statedCount struct {
	item   string
	amount string // 7条
	fit    int    // how many characters of it a text names
}

var (
	countIn   = form(`(\d+)([条件份项个篇期])`)
	sentences = form(`[^。\n]+`)
	portions  = form(`[^,;:()，；：（）]+`)

	// whoseCount is the subject of a sentence that counts what a group of organs made
	// public: 各乡镇街道主动公开政府信息1015条. The counts after it are of the same.
	whoseCount = form(`^(.{2,14}?)(?:依法|依职权)*(?:主动)?公开(?:的)?(?:政府)?信息$`)

	// leadIn are words before the first of the things that a record counts.
	leadIn    = form(`^.*?{count_lead}`)
	countMade = form(`各?类的?|{count_noise}`)
	channels  = form(`{channel}`)

	// keptHere is a text that asks how much this account holds by now.
	keptHere = form(`{kept_here}`)
)

// stated is what a record says of how many there are of what a text names: 中标信息7条,
// 各部门政务微博、微信平台公开191条. It is a record of the year that the text names, or
// else the newest. What the report of a year says was counted by those who published;
// the catalogue may not hold all of it. An organ that is named has no part in what all
// of them made public.
func (v *visit) stated(text string) (of catalog.Record, n statedCount, found bool) {
	text = officialSite.Replace(text)
	year := v.yearOf(text)
	if year == 0 && (keptHere.MatchString(text) || writing.Holds(text, sinceEver...)) || v.publisherNamed(text, catalog.Census{}) != "" {
		return of, n, false
	}
	for _, h := range v.hitsOf(text, annualReport) {
		if year != 0 && h.Record.Date.Year != year && !strings.Contains(h.Record.Title, strconv.Itoa(year)) {
			continue
		}
		r, err := v.bot.Catalog.Find(v.ctx, h.Record.Number) // a hit comes without its body
		if err != nil {
			continue
		}
		c, fits := countedIn(r.Body, text, v.bot.Office.Short)
		if fits && (!found || year == 0 && of.Date.Before(r.Date) || c.fit > n.fit && !r.Date.Before(of.Date)) {
			of, n, found = r, c, true
		}
	}
	if !found && year == 0 {
		return v.statedNewest(text)
	}
	return of, n, found
}

// statedNewest is the one count of the newest report whose name has what a text asks how
// much there is of: 招商引资 for 招商信息发了几条.
func (v *visit) statedNewest(text string) (of catalog.Record, n statedCount, found bool) {
	if sort := sortBefore.FindStringSubmatch(text); sort != nil {
		return v.statedPart(v.newestReport(), sort[1])
	}
	word := strings.Join(strings.Fields(countedHull.ReplaceAllString(countMade.ReplaceAllString(text, ""), " ")), "")
	if len(channelsIn(text)) > 0 || strings.Contains(text, "月") || utf8.RuneCountInString(word) < 2 || wholeCounted[word] || !howMany.MatchString(text) {
		return of, n, false
	}
	newest := v.newestReport()
	if strings.Contains(text, word+"信息") {
		return v.statedAs(newest, word+"信息", func(label string) bool {
			name := strings.TrimPrefix(leadIn.ReplaceAllString(strings.TrimSpace(label), ""), "政府")
			return strings.HasSuffix(name, "信息") && strings.Contains(countMade.ReplaceAllString(name, ""), word)
		})
	}
	return v.statedPart(newest, word)
}

// newestReport is the year of the newest report, 0 where there is none.
func (v *visit) newestReport() (newest int) {
	for _, h := range v.hitsOf(annualReport) {
		if years := civil.YearsIn(h.Record.Title, v.today); len(years) > 0 {
			newest = max(newest, years[0].Year) // what is to be done in the next may be named behind it
		}
	}
	return newest
}

// sortBefore is a text that asks how much there is of a sort whose name ends in a word for
// anything new: 政务动态发了几条.
var sortBefore = form(`^(?:{manner}|{lead})*(\p{Han}{2}(?:动态|消息|新闻))(?:一共|总共|都)?{publish}[了过]*(?:多少|几)[条个篇]`)

// wholeCounted are words for all that was made public, and no sort of it.
var wholeCounted = map[string]bool{"政府": true, "政务": true}

// annualReport is the document that counts what was made public (条例第四十九条).
const annualReport = "政府信息公开工作年度报告"

// hitsOf are the first records that are found by each of some texts.
func (v *visit) hitsOf(texts ...string) (hits []catalog.Hit) {
	for _, text := range texts {
		if page, err := v.look(catalog.Query{Text: text, Limit: pageSize, Today: v.today}); err == nil {
			hits = append(hits, page.Hits...)
		}
	}
	return hits
}

// recordsOf are the records that texts find, with their own texts: of a year those whose titles name it.
func (v *visit) recordsOf(year int, texts ...string) iter.Seq[catalog.Record] {
	return func(yield func(catalog.Record) bool) {
		for _, h := range v.hitsOf(texts...) {
			if year != 0 && !strings.Contains(h.Record.Title, strconv.Itoa(year)) {
				continue
			}
			r, err := v.bot.Catalog.Find(v.ctx, h.Record.Number) // a hit comes without its body
			if err == nil && !yield(r) {
				return
			}
		}
	}
}

// A countedPart is a count that a record tells, and whose it is: of a group of organs, as
// 各乡镇街道, of which the whole came before, or nobody's that is named.
type countedPart struct {
	label, amount string
	whose, whole  string // 乡镇街道 of 各乡镇街道
	itself        string // the count is of all that the group made public, and the label begins so
}

// countedParts are the counts of a record's words, in their order.
func countedParts(body, place string) iter.Seq[countedPart] {
	return func(yield func(countedPart) bool) {
		for _, sentence := range sentences.FindAllString(body, -1) {
			whose, whole := "", ""
			for _, portion := range portions.FindAllString(sentence, -1) {
				label, amount, counts := lastCount(portion)
				if !counts {
					continue
				}
				p := countedPart{label: label, amount: amount}
				if m := whoseCount.FindStringSubmatch(label); m != nil {
					if whole = strings.TrimPrefix(m[1], place); strings.Contains(whole, "各") {
						whole = whole[strings.Index(whole, "各"):] // 兴庆区各部门
					}
					whose, p.itself = countMade.ReplaceAllString(strings.TrimPrefix(whole, "各"), ""), m[1]
				}
				if p.whose, p.whole = whose, whole; !yield(p) {
					return
				}
			}
		}
	}
}

// lastCount is what a portion of a sentence counts last, and what stands before it.
func lastCount(portion string) (label, amount string, counts bool) {
	all := countIn.FindAllStringIndex(portion, -1)
	if len(all) == 0 {
		return "", "", false
	}
	at := all[len(all)-1]
	return strings.TrimSpace(portion[:at[0]]), portion[at[0]:at[1]], true
}

// countedIn is the count of a record's words that names most of what a text does.
func countedIn(body, text, place string) (best statedCount, found bool) {
	text = countMade.ReplaceAllString(text, "")
	named := channelsIn(text)
	for p := range countedParts(body, place) {
		c := statedCount{amount: p.amount}
		switch {
		case p.itself != "":
			if ofGroup(text, p.whose) && len(named) == 0 {
				c.item, c.fit = p.whole+strings.TrimPrefix(p.label, p.itself), utf8.RuneCountInString(p.whose)
				if !strings.Contains(text, p.whose) {
					c.fit /= 2 // one kind of two: 乡镇动态 names more of 乡镇动态48条
				}
			}
		case p.whose != "":
			if ofGroup(text, p.whose) && covers(channelsIn(p.label), named) {
				c.item, c.fit = p.byChannel(), utf8.RuneCountInString(p.whose+strings.Join(named, ""))
			}
		default:
			c.item, c.fit = itemIn(p.label, text)
		}
		if c.fit > best.fit {
			best, found = c, true
		}
	}
	return best, found
}

// byChannel is what a group made public by a channel, in words.
func (p countedPart) byChannel() string { return p.whole + strings.TrimPrefix(p.label, "通过") }

// ofGroup says whether a text names a group of organs, or one kind of two that are
// counted together: 街道办 of 乡镇街道.
func ofGroup(text, whose string) bool {
	if strings.Contains(text, whose) {
		return true
	}
	runes := []rune(whose)
	half := len(runes) / 2
	for _, kind := range []string{string(runes[:half]), string(runes[half:])} {
		if genericOrgan[kind] && strings.Contains(text, kind) {
			return true
		}
	}
	return false
}

// itemIn is what a record counts, and how many characters of it a text names: all of
// them, or nothing.
func itemIn(label, text string) (item string, fit int) {
	item = leadIn.ReplaceAllString(label, "")
	if strings.ContainsAny(item, "0123456789") { // 17个党群部门、18个政府部门、4个乡镇的机构职能共
		item = strings.TrimSuffix(item[max(0, strings.LastIndex(item, "的")+len("的")):], "共")
	}
	said := countMade.ReplaceAllString(item, "")
	if n := utf8.RuneCountInString(said); n > 2 && strings.Contains(text, said) {
		return item, n
	}
	return item, 0
}

// channelsIn are the channels that a text names.
func channelsIn(text string) []string { return channels.FindAllString(text, -1) }

// covers says whether all channels that are named are among others; of none it is not so.
func covers(all, named []string) bool {
	return len(named) > 0 && !slices.ContainsFunc(named, func(c string) bool { return !slices.Contains(all, c) })
}

// statedPart is the one count of a year's report whose name has a word in it: 采购招标信息
// for 招标.
func (v *visit) statedPart(year int, word string) (of catalog.Record, n statedCount, found bool) {
	word = strings.TrimSuffix(writing.Letters(countMade.ReplaceAllString(word, "")), "的")
	if utf8.RuneCountInString(word) < 2 {
		return of, n, false
	}
	return v.statedAs(year, annualReport, func(label string) bool { return strings.Contains(label, word) })
}

// sortAsked is a text that asks how much there is of something, and names that.
var sortAsked = form(`^(?:{manner}|{lead})*(?:([0-9]{4})年)?的?(\p{Han}{2,8}?)(?:信息)?(?:一共|总共|都|有|{publish}|了)*(?:多少|几)[个条件份项]?(?:信息)?[吗呢啊呀?？]*$`)

// anyPaper is a word for what is made public, and for no sort of it: 文件几个.
var anyPaper = form(`^(?:{document}|{paper_name})$`)

// sortStated answers how much there is of a sort that is named as the newest report does,
// and of nothing else: 招商项目几个. 街道有几个 asks of no sort that it counts.
func (v *visit) sortStated(text string) (answer, bool) {
	sort := sortAsked.FindStringSubmatch(v.yearFirst(text))
	if sort == nil || utf8.RuneCountInString(allSorts.ReplaceAllString(sort[2], "")) < 2 || anyPaper.MatchString(sort[2]) {
		return answer{}, false
	}
	year := v.newestReport()
	if sort[1] != "" && sort[1] != strconv.Itoa(year) {
		return answer{}, false
	}
	of, n, found := v.statedAs(year, annualReport, func(label string) bool {
		name := strings.TrimSuffix(anyKind.ReplaceAllString(leadIn.ReplaceAllString(strings.TrimSpace(label), ""), ""), "信息")
		return name == sort[2] || name == "政府"+sort[2] || name == "政务"+sort[2] || sameSort(name, sort[2])
	})
	if !found {
		return answer{}, false
	}
	return v.sayStated(of.Date.Year, of, n), true
}

// anyKind stands before the name of a sort: 各类政务动态信息.
var anyKind = form(`^各类的?`)

// sameSort says whether what a text names is what a report does, in one word more: 招商引资项目
// is 招商项目, and 中标结果 中标信息.
func sameSort(name, asked string) bool {
	if bare := sortEnd.ReplaceAllString(asked, ""); bare != "" && bare != asked && bare == name {
		return true
	}
	runes := []rune(name)
	return len(runes) == 4 && strings.HasPrefix(asked, string(runes[:2])) && strings.HasSuffix(asked, string(runes[2:]))
}

// sortEnd is a word for what is made public of something.
var sortEnd = form(`(?:结果|公告|公示|情况|消息|内容|信息)$`)

// statedAs is the one count of a year's report whose name fits; sought finds the part of
// the report that has it.
func (v *visit) statedAs(year int, sought string, fits func(label string) bool) (of catalog.Record, n statedCount, found bool) {
	for _, h := range v.hitsOf(sought, annualReport) {
		r, err := v.bot.Catalog.Find(v.ctx, h.Record.Number)
		if err != nil || !strings.Contains(h.Record.Title, strconv.Itoa(year)) {
			continue
		}
		for _, portion := range portions.FindAllString(strings.ReplaceAll(r.Body, "\n", "，"), -1) {
			label, amount, counts := lastCount(portion)
			if !counts || strings.Contains(label, "《") || !fits(label) { // 财决06项目收入支出决算表 counts nothing
				continue
			}
			item := leadIn.ReplaceAllString(label, "")
			if found && item != n.item {
				return of, n, false // several are
			}
			of, n, found = r, statedCount{item: item, amount: amount}, true
		}
	}
	return of, n, found
}

// statedBeside is the count whose name has a word that stands nearest to the count which was
// told last, in the shortest record that has that one too: 动态 behind 招商项目 is 招商动态.
func (v *visit) statedBeside(word string) (of catalog.Record, n statedCount, found bool) {
	told := v.countsLately()
	if len(told) == 0 || utf8.RuneCountInString(word) < 2 {
		return of, n, false
	}
	for _, h := range v.hitsOf(annualReport, told[0].Item) {
		r, err := v.bot.Catalog.Find(v.ctx, h.Record.Number)
		if err == nil && strings.Contains(r.Body, told[0].Item+told[0].amount()) && (of.Body == "" || len(r.Body) < len(of.Body)) {
			of = r
		}
	}
	all := portions.FindAllString(strings.ReplaceAll(of.Body, "\n", "，"), -1)
	last := slices.IndexFunc(all, func(p string) bool { return strings.Contains(p, told[0].Item+told[0].amount()) })
	near := len(all)
	for i, portion := range all {
		at := countIn.FindStringIndex(portion)
		if at == nil || !strings.Contains(portion[:at[0]], word) || i == last {
			continue
		}
		switch away := max(i-last, last-i); {
		case away == near:
			return of, n, false // two are as near
		case away < near:
			near, found = away, true
			n = statedCount{item: leadIn.ReplaceAllString(strings.TrimSpace(portion[:at[0]]), ""), amount: portion[at[0]:at[1]]}
		}
	}
	return of, n, found && last >= 0
}
