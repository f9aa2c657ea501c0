package wechatbot

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Questions about the figure in hand, which name nothing or little of it.
var (
	asksSource = form(`^{around}*{source_of}(?:{around}|页面|网页|链接|文件)*$|^{around}*谁(?:定|报|批|发|公布|编|算|统计)的?{around}*$|` +
		`^(?:{around}|{source_of})*(?:在|从|出自|来自)?哪一?[份个篇张本](?:文件|材料|账本|预算|决算|表)?(?:里|上|中)?(?:{around}|查|看|写|有|到|得|能|登)*$`)
	asksUnit   = form(`^{around}*(?:{unit_of}(?:{around}|还)*)+$`)
	asksSheet  = form(`(?i)^{around}*(?:{sheet}{around}*)+$`)
	asksReason = form(`^{around}*{reason_of}(?:{around}|{changed}|{versus}|{year_before}|会|这么)*{changed}(?:{around}|{changed})*$|^(?:{around}|{changed})*{reason_of}{around}*$|^(?:{around}|这|算)*(?:合不合理|合理[吗么不]|正不正常|正常[吗么不]|算?高[吗么]|高不高|算?多[吗么]|多不多|超标了?[吗么没]|超没超标?|是不是太[多高])(?:{around})*$`)
	asksPlan   = form(`^{around}*(?:年初)?(预算|决算)?(?:的|数)*{completion}(?:{around}|率|多|预算|百分之几|百分之多少)*$|` +
		`^{around}*(?:本来|原来|原先|当初|年初|起初)*的?(预算)(?:数|本来|原来|原先|当初)*(?:是|有|定了?|报了?|批了?|安排了?)+(?:{around})*$|` +
		`^{around}*{versus}(?:年初)?的?(预算|决算)数?(?:{around}|{versus}|{changed}|还是|差|相差|完成|超)*$`)
	// asksSaved asks how much was left of the plan: 省下来多少. Where there is no plan to hold the
	// figure against, it asks how it stands to the year before.
	asksSaved = form(`^{around}*(?:省|节约|节省|剩)下来?(?:了)?(?:{around})*$`)
	asksYear  = form(`^(?:{around}|{some_years}|{versus}|里|中)*(?:(?:({most})|({least}))(?:{around}|花)*{which_year}|` +
		`{which_year}(?:{around}|花|用|得)*(?:({most}|[多高大])|({least}|[少低小])))(?:{around}|花|些)*$`)
	someYears = form(`{some_years}`)
	asksZero  = form(`^(?:{around}|一分钱?|一毛钱?|真的|真|是不是|也|都)*没(?:花|用|有花|有用)(?:{around}|{softly}|过|钱|[?？])*$`)
	asksSame  = form(`^(?:{around}|{some_years}|连着|连续|两|都|也|是不是|是)*(?:一样|持平|没变|不变|相同)(?:{around}|{softly}|过|没有?)*$`)
	asksDated = form(`^{around}*{which_year}(?:{around}|度)*$`)
	asksEach  = form(`^(?:{around}|{listed}|都|还)*(?:{some_years}|哪几年|哪些年份?|哪几个年份|哪些年度)(?:{around}|{listed}|份|度)*$`)
	asksStage = form(`^{around}*(?:(?:预算|决算)数?|{really})(?:{around}|给了?|批了?|定了?|安排了?|还是|或者|或|预算|决算)*$`)
	asksHeads = form(`^(?:{around}|{counted_lead})*{people_word}(?:{around}|{counted_thing})*$`)
	ofWhole   = form(`^(?:{around}|{whole_of})*$`)
	withinIt  = form(`^{around}*(?:这里面|里面|里头|其中|当中|这里头)`)
	// withinWhole is the part and the whole of a text that has both before 占.
	withinWhole = form(`^(?:(.*)在)?(.{2,}?)(?:里面|里头|当中|之中|里|中)(?:的|它|能|大概|,|\s)*$`)
	endsInShare = form(`^(.{2,}?)的?((?:比例|比重|份额)(?:有|是|为|{around})*(?:多[少大高]|几成)?(?:{around})*)$`)
	share       = form(`^{around}*(?:占比|比例|比重|份额|百分之几|百分之多少){around}*$`)
)

// A figureView is what the template of an answer about the figure in hand shows.
type figureView struct {
	moneyView
	About              string // share, plan, stage, years, all, organs, source, unit, sheet, reason, people, parts, place
	Whole, WholeAmount string // what the figure is a share of
	Share              string // in a hundred; empty: it is not known
	Asked              int    // the year asked for, where only another one's share is known
	Other              string // 预算 or 决算: the stage that it is held against,
	Planned, Rate, Gap string // its figure there, how many in a hundred of that it is, and by how much it differs
	Lacks              string // what an account lacks to tell a share
	Zero               bool   // it is there, and nothing
	Years              []yearLine
	Without            string // years that were asked for and are not there
	Best               []int  // the years that had most, or least
	Least              bool
	Parts              []string    // what of it became more or less since the year before, or what it is put together of
	Most               bool        // it has more of these
	Public             bool        // it is of 三公经费
	Organs             []organLine // the same figure of each organ, the most first
	Place              int         // of the organ that is asked for among them, or of the purpose among all
}

// A yearLine is a figure of one year.
type yearLine struct {
	Year   int
	Amount string
	Stage  string // where it is not that of the others
	of     figureIn
}

// A handed is a figure in hand with the statement that it is of, and how it is asked
// for.
type handed struct {
	q moneyQuestion
	s budget.Statement
	f figure.Figure
}

// figureOf finds the figure that a subject is of.
func (v *visit) figureOf(of subject) (h handed, found bool) {
	q, _ := v.moneyQuestion(writing.Simple(fmt.Sprintf("%s%d年%s", of.Organ, of.Year, of.Item)))
	q.organ, q.unknown, q.year, q.compared = of.Organ, "", of.Year, false
	q.plan, q.account = of.Stage == budget.Budget, of.Stage == budget.Final
	for _, side := range []string{"支出", "收入"} {
		if of.Item == "本年"+side+"合计" || of.Item == side+"总计" || of.Item == side+"总数" {
			q.ways = []figure.Ask{{Total: side}}
		}
	}
	for _, a := range q.ways {
		q.ask = a
		if s, f, has := v.pick(q); has {
			return handed{q, s, f}, true
		}
	}
	return h, false
}

// largestShare is a text that asks which part takes most, by its share: 占比最大的是哪项.
var largestShare = form(`^(?:那|其中|里面|里头|当中|,)*(?:哪一?[项个块样]|什么|啥)?的?(?:占比|占的?比例|占的?比重|比重|占得?)(?:是|最)*最(?:大|高|多)的?(?:是|一?[项个块样]|哪一?[项个块样]?|什么|啥|支出|{softly}|[?？])*$`)

// aboutFigure answers a question about the figure in hand: its share of the whole,
// how it stands to the plan, which year had most, where it is from, its unit, its
// table. What such a question may name is another item, organ or year.
func (v *visit) aboutFigure(text string) (answer, bool) {
	last, held := v.figureHeld()
	if held && last.Beside != "" && asksSheet.MatchString(text) {
		last.Beside = "" // each has its own: of the first
	}
	if !held || last.Beside != "" || utf8.RuneCountInString(text) > longestFollow || v.ours(text) {
		return answer{}, false
	}
	if largestShare.MatchString(text) {
		return v.largestPart(last)
	}
	if part, whole, asks := strings.Cut(text, "占"); asks || share.MatchString(text) {
		if !asks {
			part = ""
		}
		if m := withinWhole.FindStringSubmatch(part); m != nil { // 城乡社区支出里面占多少
			part, whole = m[1], m[2]
		}
		return v.shareOf(last, part, whole)
	}
	if a, known := v.staffOrPlace(last, text); known {
		return a, true
	}
	of, rest, known := v.narrowed(last, text)
	if !known {
		return answer{}, false
	}
	about, least := aboutOf(rest, of != last)
	if place, lowest, asks := organAsked(rest); asks && !v.talk.newer {
		return v.amongOrgans(last, of, place, lowest)
	}
	if about == "" {
		return answer{}, false
	}
	h, found := v.figureOf(of)
	if !found {
		return v.ofOtherYears(of, about, least)
	}
	if planned, _, _ := v.heldAgainst(h); planned == "" && asksSaved.MatchString(rest) {
		return answer{}, false
	}
	return v.tellFigure(h, about, least, rest), true
}

// largestPart tells which part of what the figure in hand is of takes most.
func (v *visit) largestPart(last subject) (answer, bool) {
	asks := "花得最多的是哪一项"
	if strings.Contains(last.Item, "三公") {
		asks = "三公经费里面哪样花得最多"
	}
	return v.money(fmt.Sprintf("%s%d年%s%s", last.Organ, last.Year, last.Stage, asks))
}

// tellFigure answers what is asked about a figure.
func (v *visit) tellFigure(h handed, about string, least bool, text string) answer {
	view := figureView{About: about, Least: least}
	switch about {
	case "all":
		_, view.Years, _ = v.overYears(h, false)
	case "years":
		h, view.Years, view.Best = v.overYears(h, least)
	case "reason":
		view.Parts = v.partsChanged(h)
	case "plan", "stage":
		view.Other = map[budget.Stage]string{budget.Budget: "决算", budget.Final: "预算"}[h.s.Stage]
		view.Planned, view.Rate, view.Gap = v.heldAgainst(h)
	case "sheet":
		if h.f.Public && strings.Contains(text, "图") && v.bot.Pages.Budget(v.kept(h.s)) != "" {
			v.hold(subjectIn(h.s, h.f.Name))
			return v.chart(statementKey(v.kept(h.s)))
		}
	}
	return v.sayFigure(h, view)
}

// sayFigure shows the figure first, then what was asked about it.
func (v *visit) sayFigure(h handed, view figureView) answer {
	sum, here := view.Sum, view.Here
	view.moneyView = v.moneyView(h.s, h.f)
	view.Sum, view.Here = sum, here
	if view.About == "reason" {
		view.Change = v.change(h.q, h.s, h.f)
	}
	if h.q.organ == "" && view.About != "organs" {
		view.Here, view.Away = v.notHere(h.q), v.away(h.s.Organ)
	}
	var offered choices
	if h.f.Public {
		offered.add("card:"+statementKey(v.kept(h.s)), "发图给我")
	}
	h.q.organ = h.s.Organ // another organ is not offered
	v.others(&offered, h.q, h.s, h.f.Name)
	if slices.Contains(unsaidByBooks, view.About) && v.bot.Cases != nil {
		offered.add(fmt.Sprintf("hand:%s%d年%s：%s", h.s.Organ, h.s.Year, h.f.Name, v.raw), "问工作人员")
	}
	view.Public, view.Options = h.f.Public, offered.lines
	v.hold(subjectIn(h.s, h.f.Name))
	v.talk.offer(v.bot.Now(), offered.says...)
	return v.say("figure", view)
}

// unsaidByBooks are questions of a figure that the books leave open: a person may know.
var unsaidByBooks = []string{"people", "reason", "parts"}

// partsChanged says which parts of a figure became more or less since the year before:
// the books tell no reason, but they tell where it lies.
func (v *visit) partsChanged(h handed) (out []string) {
	before, kept := v.bot.Books.Find(h.s.Organ, h.s.Year-1, h.s.Stage)
	if !kept {
		return nil
	}
	for _, name := range figure.PartsOf(h.f.Name) {
		now, has := figure.PublicFigure(h.s, name)
		was, had := figure.PublicFigure(before, name)
		if !has || !had || over(now, was).IsZero() {
			continue
		}
		word := "增加到"
		if over(now, was).IsNegative() {
			word = "减少到"
		}
		from, _ := written(was.Amount, was.Unit)
		to, _ := written(now.Amount, now.Unit)
		out = append(out, fmt.Sprintf("%s从%d年%s的%s%s%s", name, before.Year, before.Stage, from, word, to))
	}
	return out
}

// nameEnd is what may be said behind the name of an item.
var nameEnd = form(`^(?:经费|费用|费|支出|的钱)`)

// shareAsked are the part and the whole of a text that asks for a share: 教育支出占比,
// 教育支出的比重.
func shareAsked(text string) (part, whole string, asks bool) {
	if part, whole, asks = strings.Cut(text, "占"); asks {
		return part, whole, true
	}
	if m := endsInShare.FindStringSubmatch(text); m != nil {
		return m[1], m[2], true
	}
	return "", "", false
}

// whyChanged is a text that asks why something became more or less.
var whyChanged = form(`(?:{why_asked}|原因|怎么|咋)[^,，。]{0,6}{grew}|{grew}[^,，。]{0,4}(?:{why_asked}|原因)`)

// firstOf is the figure of the first way to read a question of which the books have one.
func (v *visit) firstOf(q moneyQuestion) (h handed, found bool) {
	for _, a := range q.ways {
		q.ask = a
		if s, f, found := v.pick(q); found && !f.Near {
			return handed{q, s, f}, true
		}
	}
	return handed{}, false
}

// askedOf answers a question that asks more of a figure than how much it is: its share
// of the whole, why it changed, or all its years.
func (v *visit) askedOf(q moneyQuestion, text string) (answer, bool) {
	if part, whole, asks := shareAsked(q.text); asks && (q.organ != "" || len(v.named(part, "")) > 0) {
		return v.freshShare(q, part, v.withoutYears(whole))
	}
	if whyChanged.MatchString(q.text) {
		if h, found := v.firstOf(q); found {
			return v.tellFigure(h, "reason", false, q.text), true
		}
	}
	if a, found := v.ofTwoStages(q); found {
		return a, true
	}
	about, within := "all", v.yearsSaid(q, text)
	if q.organ == "" && (q.unknown != "" || len(q.each) > 0 || len(within) < 2 && (q.year != 0 || !someYears.MatchString(text))) {
		return answer{}, false
	}
	switch {
	case len(q.each) > 0:
		return answer{}, false
	case q.ofBothStages() && len(within) < 2:
		about, q = "plan", v.ofAccount(q)
	case bestYear.MatchString(text):
		about = "years"
	case len(within) < 2 && (q.year != 0 || !someYears.MatchString(text)):
		return answer{}, false
	}
	for _, q.ask = range q.waysOfYears() {
		if h, found := v.ofYears(q, within); found {
			return v.sayYears(h, about, within), true
		}
	}
	return answer{}, false
}

// narrowed is a subject with the organ, the year and the item that a text names,
// and what else the text says. It is not known of an organ without books.
func (v *visit) narrowed(of subject, text string) (to subject, rest string, known bool) {
	organ, rest, unknown := v.organIn(text)
	if unknown != "" {
		return of, text, false
	}
	if organ != "" {
		of.Organ = organ
	}
	if year, against := v.yearsOf(rest); year != 0 && against == 0 {
		of.Year, rest = year, v.withoutYears(rest)
	}
	if named := v.named(rest, v.itemBefore(of)); len(named) == 1 && named[0].Firm && named[0].Ask.Spoken() != "" {
		of.Item = named[0].Ask.Spoken()
		rest = rest[:named[0].From] + nameEnd.ReplaceAllString(rest[named[0].To:], "")
	}
	return of, rest, true
}

// overYears is the figure of the year that had most, or least, of those that are
// known at the same stage, all of them, and which years had as much; none where there
// is only one.
func (v *visit) overYears(h handed, least bool) (best handed, lines []yearLine, years []int) {
	best = h
	for t, f := range v.having(h.q.ask) {
		if t.Organ != h.s.Organ || t.Stage != h.s.Stage || f.Name != h.f.Name {
			continue
		}
		line := yearLine{Year: t.Year, of: figureIn{t, f}}
		line.Amount, _ = written(f.Amount, f.Unit)
		lines = append(lines, line)
		more := over(f, best.f).Sign()
		switch {
		case more > 0 && !least, more < 0 && least:
			best, years = handed{h.q, t, f}, []int{t.Year}
		case more == 0:
			years = append(years, t.Year)
		}
	}
	if len(lines) < 2 {
		return h, nil, nil
	}
	return best, lines, years
}

// aboutOf is what a text asks of a figure, "" for nothing that is known. One that names
// another figure, organ or year mostly asks for that one itself.
func aboutOf(text string, another bool) (about string, least bool) {
	m := asksYear.FindStringSubmatch(text)
	switch {
	case m != nil:
		return "years", m[2]+m[4] != ""
	case asksPlan.MatchString(text), asksSaved.MatchString(text):
		return "plan", false
	case asksReason.MatchString(text):
		return "reason", false
	case asksEach.MatchString(text), asksSame.MatchString(text):
		return "all", false
	case asksHeads.MatchString(text):
		return "people", false
	case another: // names something, and asks for its figure
		return "", false
	case asksSource.MatchString(text), asksZero.MatchString(text), asksDated.MatchString(text):
		return "source", false
	case asksUnit.MatchString(text):
		return "unit", false
	case asksSheet.MatchString(text):
		return "sheet", false
	case asksStage.MatchString(text):
		return "stage", false
	}
	return "", false
}
