package wechatbot

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Who has not been told any count yet names several of a report at once, holds two against
// each other, or asks for the share of one: 乡镇街道比部门多公开了多少条, 图片要闻占百分之几.

// mostCounts is how many counts of one message are told.
const mostCounts = 5

var (
	// betweenCounts stands between the things that a message counts.
	betweenCounts = form(`[,，。；;、?？!！\s]+|{versus}|还是|以及|里头|里面|当中|其中`)
	// allAsked is a part of a message that asks how much was made public, and of nothing by name.
	allAsked = form(`^(?:{manner}|{lead}|{your}|{publish}|{all}|政府|主动|信息|20\d\d年|去年|全年|[的了有共])*(?:{publish}|信息)(?:{publish}|{all}|信息|[的了有共])*(?:多少|几)[条个]?(?:信息)?[啊呢]*$`)
	// sumOfCounts is a message that wants what it names together.
	sumOfCounts = form(`{added}|(?:和|跟|与|、)[^,，。]{2,10}?(?:一共|总共|合计)(?:{publish}|[了是有])*(?:多少|几)`)
	// shareOfAll is a message that asks for the share of what stands before 占 in all.
	shareOfAll = form(`^(.{3,}?)(?:在(?:全部|所有|总数|这里面|里面|里头|其中)?[里中]?|大概|大约|能|都|,|\s)*占(?:了|到|总数?|全部|所有|一共|总量|整个|公开|信息|条数|全年|的|里|\d+条)*(?:{whole_of}|多少|几成|多大|百分之几|比例)`)
	// heldApart is a message that asks which of two is more, and by how much.
	heldApart = form(`比[^,，。]{2,12}[多少]|[多少](?:一?些|一?点)?[,，\s]*还是|相?差(?:了|着)?(?:多少|几)|(?:哪[个边类一]{0,2}|谁)[^,，。]{0,4}[多少]`)
	// countsTwice is a message that asks more than once how many there are.
	countsTwice = form(`(?:多少|几)[条件篇个份期项][^,，。;；?？]{0,6}[,，。;；?？\s].*(?:多少|几)[条件篇个份期项]|(?:多少|几)[条件篇期]\p{Han}{2,8}(?:多少|几)[条件篇期]|\p{Han}(?:和|跟|与|、)\p{Han}{2,8}(?:各|分别)(?:自|是|有|{publish}|了)*(?:多少|几)[条件篇个份期项]|一共[^,，。]{0,8}多少[条件篇]?[,，\s]*其中`)
	// byWhichChannel is a message that asks by which channel most was made public, or least.
	byWhichChannel = form(`(?:哪[种个条类]|什么|啥)(?:渠道|途径|方式|平台|办法)[^,，。]{0,4}{publish}[^,，。]{0,4}(?:{most}|{least}|[^多][多少](?:[呢啊吗?？]|$))`)
)

// asksOfCounts says whether a message asks for the share of something that a report counts,
// or names several such things.
func (v *visit) asksOfCounts(text string) bool {
	m, twice := shareOfAll.FindStringSubmatch(text), countsTwice.MatchString(text)
	if !twice && (m == nil && !heldApart.MatchString(text) && !sumOfGroups.MatchString(text) || namesMoney.MatchString(text)) {
		return false
	}
	year := cmp.Or(v.yearOf(text), v.newestReport())
	if m != nil {
		_, _, found := v.countNamed(year, m[1])
		return found
	}
	counts, _, untold := v.countsIn(year, text)
	return len(counts) > 1 || twice && len(counts) == 1 && len(untold) > 0 && !v.reportSpeaks(year, untold)
}

// countsTold answers a message that names several counts of a report, or asks for the share
// of one.
func (v *visit) countsTold(text string) (answer, bool) {
	year := cmp.Or(v.yearOf(text), v.newestReport())
	if a, told := v.numberTold(text); told {
		return a, true
	}
	if byWhichChannel.MatchString(text) {
		return v.channelsRanked(year, asksLeast(text))
	}
	if m := shareOfAll.FindStringSubmatch(text); m != nil {
		if c, of, found := v.countNamed(year, m[1]); found {
			return v.shareStated(c, of)
		}
		return answer{}, false
	}
	if !betweenCounts.MatchString(apartCounts(text)) {
		return answer{}, false
	}
	counts, of, untold := v.countsIn(year, text)
	if len(counts) == 1 && len(untold) > 0 && countsTwice.MatchString(text) && !v.reportSpeaks(year, untold) {
		v.countsHeld(counts)
		return v.sayJointly(jointView{About: "all", Lines: []jointLine{{Name: counts[0].name(), Value: counts[0].amount()}}, Source: v.viewOf(of), Untold: untold}, wantCount)
	}
	if len(counts) < 2 {
		return answer{}, false
	}
	about := "all"
	switch {
	case sumOfCounts.MatchString(text):
		about = "sum"
	case len(counts) == 2 && heldApart.MatchString(text):
		about = "apart"
	}
	view := jointView{About: about, Source: v.viewOf(of)}
	view.count(slices.All(counts))
	v.tellsUntold(&view, year, untold)
	view.Units = view.Units && about != "all"
	view.Mixed = slices.ContainsFunc(counts, func(c countTold) bool { return c.N == v.wholeOf(countTold{Year: year, Unit: c.Unit}, nil).N })
	v.countsHeld(counts)
	return v.sayJointly(view, wantCount)
}

// confirmsCount is a message that asks whether a number of a report is right: 网站发了253条对不对.
var confirmsCount = form(`{publish}[了过]*\d+[条件][^,，。]{0,4}(?:对不对|对吗|对吧|对么|是不是|是吗|是真的|没错吧|真的假的)`)

// whoseNumber is a message that asks what a number is that a report tells: 1015条是谁发的.
var whoseNumber = form(`^(?:{manner}|{lead}|那|你们说的|报告里的?|[,，\s])*([1-9][0-9]{1,4}|[一二两三四五六七八九十百千零]{2,9})([条件份项个篇期]?)(?:信息|申请)?(?:是|指的?|说的|属于|都)+个?(?:{which_organ}|哪[个种条类些一]?(?:渠道|途径|方式|栏目|类|块|平台)?|{what_thing}|谁)(?:的|发的|公开的|数字?|意思|东西|信息|文件|{publish}|[呢啊呀?？\s])*$`)

// numberTold answers with what the newest report counts that is a number which was asked after.
func (v *visit) numberTold(text string) (answer, bool) {
	if !whoseNumber.MatchString(text) {
		return answer{}, false
	}
	year := v.newestReport()
	of, lines := v.numberIn(year, text)
	if len(lines) == 0 {
		return answer{}, false
	}
	v.tallied(tally{Year: year})
	return v.sayJointly(jointView{About: "all", Lines: lines, Source: v.viewOf(of)}, wantCount)
}

// reportsNumber says whether a message asks what a number is, and the newest report counts one so.
func (v *visit) reportsNumber(text string) bool {
	if !whoseNumber.MatchString(text) {
		return false
	}
	_, lines := v.numberIn(v.newestReport(), text)
	return len(lines) > 0
}

// numberIn is what a year's report counts that is a number which a message asks after.
func (v *visit) numberIn(year int, text string) (of catalog.Record, lines []jointLine) {
	m := whoseNumber.FindStringSubmatch(text)
	if m == nil {
		return of, nil
	}
	for _, h := range v.hitsOf(annualReport) {
		r, err := v.bot.Catalog.Find(v.ctx, h.Record.Number)
		if err != nil || !strings.Contains(h.Record.Title, strconv.Itoa(year)) {
			continue
		}
		if lines = countsOf(r.Body, v.bot.Office.Short, strconv.Itoa(writing.Number(m[1])), m[2]); len(lines) > 0 {
			for i := range lines {
				lines[i].Name = fmt.Sprintf("%d年%s", year, lines[i].Name)
			}
			return r, lines
		}
	}
	return of, nil
}

// countsOf are what a record counts that is a number, of any unit where none is said.
func countsOf(body, place, number, unit string) (lines []jointLine) {
	for p := range countedParts(body, place) {
		if strings.TrimRight(p.amount, "条件份项个篇期") != number || unit != "" && !strings.HasSuffix(p.amount, unit) {
			continue
		}
		name := leadIn.ReplaceAllString(p.label, "")
		switch {
		case p.itself != "":
			name = p.whole + strings.TrimPrefix(p.label, p.itself)
		case p.whose != "":
			name = p.byChannel()
		}
		if line := (jointLine{Name: name, Value: p.amount}); !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}

// partAsked are the words of a part that asks for a count around what it names.
var partAsked = form(`{publish}|{all}|{your}|信息|20\d\d年|(?:多少|几)[条件篇个份期项]?|[的了过有共各呢啊吗?？\s]`)

// countsIn are the counts of a year's report that a message names, each once, in its order,
// the record that tells the first of them, and what it asks for that the report does not count.
func (v *visit) countsIn(year int, text string) (counts []countTold, of catalog.Record, untold []string) {
	for _, part := range betweenCounts.Split(apartCounts(text), -1) {
		part = eachOfThem.ReplaceAllString(part, "")
		c, r, found := v.countNamed(year, part)
		if !found && len(counts) > 0 && len(channelsIn(part)) > 0 { // 各部门公开多少条，其中报纸多少
			c, r, found = v.countNamed(year, throughChannel.ReplaceAllString(counts[len(counts)-1].Item, "")+part)
		}
		if name := partAsked.ReplaceAllString(part, ""); !found && howMany.MatchString(part) && utf8.RuneCountInString(name) >= 2 {
			untold = append(untold, name)
		}
		if !found || len(counts) == mostCounts || slices.ContainsFunc(counts, func(had countTold) bool { return had.Item == c.Item }) {
			continue
		}
		if counts = append(counts, c); of.Title == "" {
			of = r
		}
	}
	return counts, of, untold
}

// apartCounts is a message with a mark between the things that it counts, where it has none: behind
// each number that is asked for, and at 和 where each of what that joins is counted.
func apartCounts(text string) string {
	text = countedNext.ReplaceAllString(text, "${1}，${2}")
	if eachOfThem.MatchString(text) || sumOfGroups.MatchString(text) {
		text = joinsCounts.ReplaceAllString(text, "、")
	}
	return text
}

var (
	// countedNext is where the next thing is counted without a mark before it: 招标多少条中标多少条.
	countedNext = form(`((?:多少|几)[条件篇期])(\p{Han}{2})`)
	// eachOfThem counts several things, each by itself.
	eachOfThem  = form(`各自?|分别`)
	joinsCounts = form(`[和跟与、]|还有|以及`)
	// sumOfGroups wants together what groups of organs made public.
	sumOfGroups = form(`(?:本级|区政府|乡镇|街道|部门)[^,，。]{0,6}[和跟与、加][^,，。]{2,16}(?:{added}|一共|总共|合计)`)
	// ownLevel is the office itself among those groups, of which the report counts all.
	ownLevel = form(`^(?:\p{Han}{0,4}区)?(?:本级|区级)(?:政府)?(?:自己|本身)?的?$|^区政府(?:本级|自己|本身)?的?$`)
)

// countNamed is the count of a year's report that a part of a message names, or that of all
// that was made public where it names nothing.
func (v *visit) countNamed(year int, part string) (c countTold, of catalog.Record, found bool) {
	part = strings.TrimSpace(part)
	part = withoutSum.ReplaceAllString(part, "")
	if allAsked.MatchString(part) || ownLevel.MatchString(part) {
		c = v.wholeMadePublic(countTold{Year: year, Unit: "条"})
		return c, of, c.N > 0
	}
	dated := part
	if len(civil.YearsIn(part, v.today)) == 0 {
		dated = fmt.Sprintf("%d年%s", year, part)
	}
	of, n, found := v.stated(dated)
	if !found {
		of, n, found = v.stated(sortAlone.ReplaceAllString(dated, "${1}信息$2")) // 便民服务几条
	}
	if !found && dated != part && year == v.newestReport() {
		if !howMany.MatchString(part) {
			part += "多少条" // which is asked of all that is named: 公示公告和政府文件各几个
		}
		of, n, found = v.statedNewest(part) // 会议信息几条
	}
	m := countIn.FindStringSubmatch(n.amount)
	if !found || m == nil {
		return c, of, false
	}
	amount, err := strconv.Atoi(m[1])
	return countTold{Year: year, Item: n.item, N: amount, Unit: m[2]}, of, err == nil
}

// withoutSum are the words behind what is added up.
var withoutSum = form(`(?:的)?{added}(?:一共|总共|是|有)*(?:多少|几)[条个]?[啊呢?？]*$`)

// wholeMadePublic is all that was made public in the year of a count, in the words of the
// report where it says by whom or where.
func (v *visit) wholeMadePublic(c countTold) countTold {
	whole := v.wholeOf(c, nil)
	if g, found := v.reported(whole.Year, false); found && whole.Item == countedHere {
		if m := wholeCount.FindStringSubmatch(g.Answer); m != nil && m[2] == strconv.Itoa(whole.N) {
			whole.Item = m[1]
		}
	}
	return whole
}

// wholeCount is what a report counts in all: 2015年在门户网站和官方微信发布1636条.
var wholeCount = form(`^(?:20\d\d年)?([^,，。:：;；\d]+?)(\d+)条`)

// sortAlone is how much there is of a sort whose name leaves 信息 out.
var sortAlone = form(`(\p{Han}{4})(?:类的?|方面的?|的|有)?((?:{all})*(?:多少|几)[条件]?[啊呢了]*|)$`)

// shareStated tells the share of a count in all that was made public in its year.
func (v *visit) shareStated(c countTold, of catalog.Record) (answer, bool) {
	whole := v.wholeMadePublic(c)
	view := jointView{About: "share", Source: v.viewOf(of)}
	if view.shareIn(c.N, whole); view.Percent == "" {
		return answer{}, false
	}
	view.Lines = []jointLine{{Name: c.name(), Value: c.amount()}, {Name: whole.name(), Value: whole.amount()}}
	v.countsHeld([]countTold{c})
	return v.sayJointly(view, wantCount)
}

// countsHeld takes counts in hand.
func (v *visit) countsHeld(counts []countTold) {
	last := counts[len(counts)-1]
	v.tallied(tally{Year: last.Year, Of: last.Item})
	for _, c := range counts {
		v.mention(mention{Count: c})
	}
}

// channelsRanked tells by which channel each group of organs made most public in a year, or
// least, and how much by the others.
func (v *visit) channelsRanked(year int, least bool) (answer, bool) {
	var of catalog.Record
	var lines []jointLine
	for _, h := range v.hitsOf("渠道"+annualReport, annualReport) {
		if !strings.Contains(h.Record.Title, strconv.Itoa(year)) {
			continue
		}
		r, err := v.bot.Catalog.Find(v.ctx, h.Record.Number)
		if err != nil {
			continue
		}
		if all := channelsOfGroups(r.Body, v.bot.Office.Short, least); len(all) > len(lines) {
			of, lines = r, all
		}
	}
	if len(lines) == 0 {
		return answer{}, false
	}
	v.tallied(tally{Year: year})
	return v.sayJointly(jointView{About: "channels", First: strconv.Itoa(year), Lines: lines, Least: least, Source: v.viewOf(of)}, wantCount)
}

// channelsOfGroups are what a record says each group of organs made public by a channel,
// for each group the most first, or the least.
func channelsOfGroups(body, place string, least bool) (lines []jointLine) {
	var group []countedPart
	number := func(p countedPart) int {
		n, _ := strconv.Atoi(countIn.FindStringSubmatch(p.amount)[1])
		return n
	}
	flush := func() {
		slices.SortStableFunc(group, func(a, b countedPart) int {
			if least {
				a, b = b, a
			}
			return number(b) - number(a)
		})
		for _, p := range group {
			lines = append(lines, jointLine{Name: p.byChannel(), Value: p.amount})
		}
		group = nil
	}
	for p := range countedParts(body, place) {
		if p.whose == "" || p.itself != "" || len(channelsIn(p.label)) == 0 {
			continue
		}
		if len(group) > 0 && group[0].whose != p.whose {
			flush()
		}
		group = append(group, p)
	}
	flush()
	return lines
}
