package wechatbot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// othersOnly answers a question that names no organ, of which only organs of another
// place keep a figure here: it gives none of theirs, but says that this place has none,
// what this place made public of it, and whose figures can be asked for.
func (v *visit) othersOnly(q moneyQuestion) (answer, bool) {
	if q.organ != "" || q.unknown != "" {
		return answer{}, false
	}
	both := q.ofBothStages()
	if both {
		q = v.ofAccount(q)
	}
	for _, q.ask = range q.ways {
		item, others := v.keptElsewhere(q, both)
		if len(others.says) == 0 && both {
			item, others = v.keptElsewhere(q, false)
		}
		if len(others.says) > 0 {
			return v.sayElsewhere(q, item, others), true
		}
	}
	return answer{}, false
}

// sayElsewhere says that this place has no books with an item, and offers its papers and
// the statements of others.
func (v *visit) sayElsewhere(q moneyQuestion, item string, others choices) answer {
	offered := v.papersOn(q)
	papers := len(offered.lines)
	for i, o := range others.lines {
		offered.add(others.says[i], o.Text)
	}
	view := map[string]any{"Item": item, "Here": v.bot.Office.Short, "Keeps": v.bot.keepsHere(),
		"Papers": offered.lines[:papers], "Others": offered.lines[papers:], "Apply": len(offered.says) + 1}
	v.talk.misses = 0
	v.holdHere(q.year, item)
	v.talk.offer(v.bot.Now(), append(offered.says, v.applyFor(q.text))...)
	return v.say("money_elsewhere", view)
}

// everywhere is the end of an organ's name that each place has one of.
var everywhere = form(`(?:局|委员会|委|中心|大队|法院|检察院|医院)$`)

// away is the place of an organ that is not the office's own, where it is one that each
// place has, and she typed its name without the place: 规划资源局. Talk about it goes on
// without that.
func (v *visit) away(organ string) string {
	at := placeBefore(organ)
	if at == "" || v.bot.own(organ) || !everywhere.MatchString(organ) || v.why.Option > 0 || v.spelling || v.english {
		return ""
	}
	if last, held := v.figureHeld(); held && last.Organ == organ {
		return ""
	}
	typed := writing.Simple(v.raw)
	if slices.ContainsFunc(placeParts(organ), func(part string) bool { return strings.Contains(at, part) && strings.Contains(typed, part) }) {
		return ""
	}
	return at
}

// keptElsewhere is the newest statement of each organ that has the figure, or has it both
// planned and spent, and what that is called.
func (v *visit) keptElsewhere(q moneyQuestion, both bool) (item string, all choices) {
	item, seen := strings.TrimSuffix(q.ask.Spoken(), "合计"), map[string]bool{}
	for s, f := range v.having(q.ask) {
		if f.Near || !q.fits(s) || seen[s.Organ] || len(all.says) == mostHeld {
			continue
		}
		if q.ask.Line != "" {
			item = f.Name
		}
		if q.ask.Top {
			item = "支出"
		}
		asked := f.Name
		if len(q.each) > 0 {
			asked = q.together()
			item = asked
		}
		say, text := asking(s, asked), fmt.Sprintf("%s%d年%s", s.Organ, s.Year, s.Stage)
		if both {
			of := q
			if of.organ = s.Organ; !v.hasBoth(handed{of, s, f}) {
				continue
			}
			text = fmt.Sprintf("%s%d年预算和决算对比", s.Organ, s.Year)
			say = fmt.Sprintf("money:%s%d年%s预算和决算对比", s.Organ, s.Year, f.Name)
		}
		seen[s.Organ] = true
		all.add(say, text)
	}
	return item, all
}

// together names all that a question asks for: 基本支出和项目支出.
func (q moneyQuestion) together() string {
	var names []string
	for _, a := range q.each {
		names = append(names, strings.TrimSuffix(a.Spoken(), "合计"))
	}
	return strings.Join(names, "和")
}

// hasBoth says whether a figure of an account can be held against the plan.
func (v *visit) hasBoth(h handed) bool {
	other, _, _ := v.heldAgainst(h)
	return other != ""
}

// about is what documents on what a question asks for are about.
func (q moneyQuestion) about() string {
	if q.ask.OfThree() {
		return "三公经费"
	}
	return "预算"
}

// papersOn are the records that a question is probably answered by: those that hold its
// words, or else those on what it is about.
func (v *visit) papersOn(q moneyQuestion) (papers choices) {
	for _, words := range []string{q.text, q.about()} {
		page, found := v.allOf(catalog.Query{Text: words, Limit: mostNear, Today: v.today})
		if !found {
			continue
		}
		v.why.found(page)
		for _, h := range page.Hits {
			papers.add(recordOption+string(h.Record.Number), h.Record.Title)
		}
		break
	}
	return papers
}

var (
	// wondersWhy is a text that asks why something is here; inBooks are words for what books hold.
	wondersWhy = form(`(?:为啥|为什么|咋|怎么|凭啥|干嘛)(?:都|会|老|还|尽|光|全|就|只)*(?:在|是|有|放|挂|出|跑|给|发)|(?:为啥|为什么|咋回事|怎么回事)[呢啊呀?？]*$`)
	inBooks    = form(`账|预算|决算|三公|数据|数字|经费`)
)

// wondersWhose says whether a text asks whose books are here, or why those of another place are:
// 上海的账咋在银川的号上.
func (v *visit) wondersWhose(text string) bool {
	if v.bot.Books == nil || v.bot.keepsHere() || !inBooks.MatchString(text) {
		return false
	}
	if whoseBooks.MatchString(text) {
		return true
	}
	if !wondersWhy.MatchString(text) {
		return false
	}
	if organ, _, _ := v.organIn(v.stemmed(text)); organ != "" {
		return false // 普陀财政局的三公怎么是这么多 asks of that one
	}
	return slices.ContainsFunc(v.bot.Books.Organs(), func(organ string) bool {
		at := placeBefore(organ)
		return slices.ContainsFunc(placeParts(organ), func(part string) bool { return strings.Contains(at, part) && strings.Contains(text, part) })
	})
}

// whoseBooks is a text that asks whose books there are: 那你们有谁的账.
var whoseBooks = form(`^(?:{manner}|{lead}|{here_on}|{your}|那|到底|现在|[都,，\s])*(?:(?:有|能查|能看|可以查|可以看|收|查得到|放)(?:到|了|着)?(?:{here_on})?(?:谁|{which_organ}|哪[些几个]?家?(?:单位|部门|机关|局)?|什么单位|啥单位)家?的?(?:账本?|预算|决算|预决算|三公)|(?:谁|{which_organ}|哪[些几个]家?(?:单位|部门|机关|局)?)家?的?(?:账本?|预算|决算|预决算)(?:{here_on})?(?:能查|可以查|查得到|有|能看|在))(?:{to_look}|{here_on}|{softly}|到|的|[吗呢啊呀?？])*$`)

// othersBooks says that this place's books are not here, and whose are.
func (v *visit) othersBooks() answer {
	var offered choices
	for _, organ := range v.bot.Books.Organs() {
		if len(offered.says) < mostHeld {
			offered.add("money:"+organ+"支出总数", organ)
		}
	}
	view := map[string]any{"Here": v.bot.Office.Short, "Lines": offered.lines, "Apply": 0}
	if v.takesApplications() {
		offered.add("apply:"+v.bot.Office.Short+"的部门预算、决算", "申请公开"+v.bot.Office.Short+"的")
		view["Apply"] = len(offered.says)
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), offered.says...)
	return v.say("others_books", view)
}
