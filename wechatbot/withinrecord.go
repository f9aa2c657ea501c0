package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// What a short text asks of the sentences of the record before it: how many of what, who did what,
// when, how often.
var (
	amountAsked = form(`^(.*?)(?:多少(个人|[个项件条份家处人次期篇天户名位]|钱|元|块钱|块|经费)?|几(个人|[个项件条份家处人次期篇天户名位]|块钱|元))(.*)$`)
	makerAsked  = form(`^(?:{around}|{this_one}|由|[,，])*(?:谁|哪一?[个家](?:单位|部门|机关|局|科室)?|什么(?:单位|部门|机关)|哪些(?:单位|部门|机关))(?:来|去|在|给|牵头|负责|组织)*(\p{Han}{2,4}?)(?:的|了|过|呢|呀|啊|[?？])*$`)
	whenAsked   = form(`^(?:{around}|{this_one}|[,，])*(?:什么时候|啥时候|几时|何时|哪天|几月份?|哪个月)(?:就|才|能|要|会|该)*(\p{Han}{1,4}?)(?:的|了|过|呢|呀|啊|[?？])*$`)
	oftenAsked  = form(`^(?:{around}|{this_one}|{manner}|[,，])*(?:隔|要)?(?:多久|多长时间|几天|几个月|多少天)(?:会|就|才|要|能)*\p{Han}{0,4}一次(?:的|了|{softly}|[吗呢啊呀?？])*$`)
	undone      = form(`^(?:{around}|{this_one}|还有|[,，])*(?:没有?|未|不)(\p{Han}{2,4}?)(?:的|了)*(?:呢|有)?(?:多少|几)?[个项件条份家处人次]?(?:{softly}|[?？])*$`)

	// onceEvery is how often something is done, as a record says it.
	onceEvery = form(`每个?(?:工作)?(?:日|天|周|星期|月|季度|季|半年|年)`)
	// amountTold is a number with its unit, as a record says it.
	amountTold = form(`(?:不少于|不低于|不超过|超过|近)?\d+(?:\.\d+)?[余多]?(?:万元|亿元|元|平方米|公里|[个项件条份家处人次期篇天户名])`)
	// saysOrgan is a sentence that names who does something.
	saysOrgan = form(`\p{Han}[局委厅]|办公室|部门|政府|机构|中心|单位|公司|法院|学校`)
	// halves are the parts of sentences that stand between commas and stops.
	halves = form(`[^,，;；。\n]+`)
	// pointsInside are words that point into a record, or say nothing of what is asked of it.
	pointsInside = form(`^(?:{manner}|这里面|那里面|这里头|里面|里头|里边|上面|文件里|报告里|其中|这个|那个|这份|那份|那|这|它|说的?|写的?|讲的?|提到的?)+|一个|每个|每一个|一共|总共|合计|到底|究竟|大概|现在|还|又|再|都|是|有|了|的|过|呢|吗|啊|呀|吧|来|[?？,，\s]`)
	// madeKnown are words for making something public, of which the day and the organ are told otherwise.
	madeKnown = form(`{publish}|制定|[写定出管批盖签弄搞做]|下文|答复|[施实]行|实施|生效|执行|修订|修改|废止|失效|负责|牵头|起草|更新`)
)

// alike writes words that people ask with as the ones that documents have for the same.
var alike = strings.NewReplacer("发放", "发", "发出去", "发", "发下去", "发", "发出", "发", "下发", "发", "收到", "收", "回收", "收", "收回", "收", "收上来", "收", "收上", "收", "收集", "征求", "征集", "征求", "给予", "给", "拨付", "给", "安排", "给", "补助", "给", "补贴", "给",
	"上报", "报", "报上", "报", "报送", "报", "办结", "结", "办完", "结", "审完", "审结", "弄完", "完", "报完", "报", "点位", "点")

// withinRecord answers a short question right behind a record with the part of its text that
// tells it: 收回多少 behind one that says 发放166份、收回146份.
func (v *visit) withinRecord(m meaning, text string) (answer, bool) {
	if !v.talk.newer || m.number != "" || m.sure == 1 || utf8.RuneCountInString(text) > longestFollow || !asksInside.MatchString(text) && !undone.MatchString(text) && !oftenAsked.MatchString(text) {
		return answer{}, false
	}
	r, has := v.recordBefore()
	if v.talk.said == "list" && (m.sure >= sureAside || v.talk.total > pageSize || m.intent == wantCount) {
		return answer{}, false // a list is left for what was said surely
	}
	if _, held := v.reportHeld(); held && m.intent == wantTurnout {
		return answer{}, false // of the year of the report
	}
	if !has || r.Body == "" || v.yearOf(text) != 0 || v.organNamed(text) != "" && !strings.Contains(r.Body, v.organNamed(text)) {
		return answer{}, false
	}
	says := toldWithin(r, text)
	if says == "" {
		return answer{}, false
	}
	v.why.wanted(wantSearch)
	return v.sayInside(insideView{Record: r, Says: says}), true
}

// doneWithin answers who did something that the record before tells of: 是哪个单位征求的 does not
// ask who published it.
func (v *visit) doneWithin(m meaning) (answer, bool) {
	text := writing.Simple(m.text)
	if m.intent != wantSearch || !v.talk.newer || verbAsked(makerAsked, text) == "" {
		return answer{}, false
	}
	return v.withinRecord(m, text)
}

// toldWithin is the part of a record's text that tells what a text asks, "" where none surely does.
func toldWithin(r catalog.Record, text string) string {
	body := r.Summary + "\n" + r.Body
	switch {
	case oftenAsked.MatchString(text):
		return shortest(body, func(s string) bool { return onceEvery.MatchString(s) })
	case undone.MatchString(text):
		return leftUndone(body, undone.FindStringSubmatch(text)[1])
	}
	if verb := verbAsked(makerAsked, text); verb != "" {
		return shortest(r.Body, func(s string) bool {
			who, _, does := strings.Cut(alike.Replace(s), verb)
			return does && saysOrgan.MatchString(who)
		})
	}
	if verb := verbAsked(whenAsked, text); verb != "" {
		return partWith(body, func(part string) bool { return dated.MatchString(part) && strings.Contains(alike.Replace(part), verb) })
	}
	says, sure := amountWithin(body, text)
	if !sure {
		return ""
	}
	return says
}

// verbAsked is what was done of which a text asks who did it, or when; "" where that is that it was
// made public.
func verbAsked(asks *pattern.Pattern, text string) string {
	m := asks.FindStringSubmatch(text)
	if m == nil || madeKnown.MatchString(m[1]) {
		return ""
	}
	return alike.Replace(m[1])
}

// shortest is the shortest sentence of a text that fits.
func shortest(body string, fits func(string) bool) (best string) {
	for _, s := range sentences.FindAllString(body, -1) {
		if s = strings.TrimSpace(s); utf8.RuneCountInString(s) <= longestQuoted && fits(s) && (best == "" || len(s) < len(best)) {
			best = s
		}
	}
	return best
}

// partWith is the first part of a text between its commas that fits.
func partWith(body string, fits func(string) bool) string {
	all := halves.FindAllString(body, -1)
	if i := slices.IndexFunc(all, fits); i >= 0 {
		return dotted(all[i])
	}
	return ""
}

// leftUndone is the sentence that counts what was not done beside what was: of 审结14项，在审5项
// what is asked for as 没审结的.
func leftUndone(body, done string) string {
	first, _ := utf8.DecodeRuneInString(done)
	return partWith(body, func(part string) bool {
		at := stillOpen.FindStringSubmatch(part)
		return at != nil && at[1] == string(first)
	})
}

// stillOpen counts what is still being done: 在审5项.
var stillOpen = form(`(?:在|未|待|没|尚未)(\p{Han})\p{Han}{0,3}\d+[个项件条份家处人次期篇天户名]`)

// amountWithin is the part of a text with the amount that another asks for: in its unit, and of
// what it names. It is sure where the most of that stands there, or where no other amount is in
// that unit and something of it does.
func amountWithin(body, text string) (says string, sure bool) {
	m := amountAsked.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	unit, what, noun := m[2]+m[3], pointsInside.ReplaceAllString(m[1], ""), pointsInside.ReplaceAllString(m[4], "")
	asked := []rune(alike.Replace(writing.Letters(what + noun)))
	if len(asked) == 0 && unit != "" && unit != "个" {
		return onlyInUnit(body, unit)
	}
	best, most := "", 0
	for _, part := range halves.FindAllString(body, -1) {
		if !toldInUnit(part, unit) {
			continue
		}
		n := 2 * writing.InOrder([]rune(alike.Replace(part)), asked)
		if noun != "" && behindAmount(part, noun) {
			n++
		}
		if n > most || n == most && n > 0 && len(part) < len(best) {
			best, most = part, n
		}
	}
	return dotted(best), len(asked) > 0 && most > 0 && 10*most/2 >= 6*len(asked) && (len(asked) > 1 || unit != "")
}

// onlyInUnit is the one part of a text, or two that say the same, with an amount in a unit.
func onlyInUnit(body, unit string) (says string, only bool) {
	amounts := map[string]bool{}
	for _, part := range halves.FindAllString(body, -1) {
		if toldInUnit(part, unit) {
			says = part
			amounts[amountTold.FindString(part)] = true
		}
	}
	return dotted(says), len(amounts) == 1
}

// toldInUnit says whether a part of a text has an amount in a unit that is asked for.
func toldInUnit(part, unit string) bool {
	for _, amount := range amountTold.FindAllString(part, -1) {
		switch {
		case unit == "", unit == "个" && !strings.HasSuffix(amount, "元"), strings.HasSuffix(amount, unit):
			return true
		case writing.Holds(unit, "钱", "块", "元", "经费") && strings.HasSuffix(amount, "元"), writing.Holds(unit, "人", "名", "位") && (strings.HasSuffix(amount, "名") || strings.HasSuffix(amount, "人")):
			return true
		}
	}
	return false
}

// behindAmount says whether a noun stands right behind an amount: 23个部门.
func behindAmount(part, noun string) bool {
	first, _ := utf8.DecodeRuneInString(noun)
	for _, at := range amountTold.FindAllStringIndex(part, -1) {
		if strings.HasPrefix(part[at[1]:], string(first)) {
			return true
		}
	}
	return false
}

// dotted is a part of a sentence, as it is quoted.
func dotted(part string) string {
	if part = strings.TrimSpace(part); part == "" {
		return ""
	}
	return "…" + part + "…"
}
