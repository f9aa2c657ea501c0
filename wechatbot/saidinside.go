package wechatbot

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// sharedInside is what a sentence of the record in hand must share with a question that
// goes on from it, to be quoted.
const sharedInside = 1

// asksInside is a text that asks for a fact: how many, which, whether.
var asksInside = form(`多少|几|哪|谁|什么|啥|吗|呢$|[没不][啊呀?？]*$|没有|咋|怎|{yes_or_no}|{said_or_not}`)

// asksWithin is a text that asks whether something stands in what was shown: 里面写没写怎么申请.
var asksWithin = form(`^(?:{around}|{this_one})*(?:里面|里头|里边|文里|上面|其中)(?:都|也)?(?:{said_or_not}|(?:{yes_or_no})(?:说|写|讲|提|规定)|(?:提到|说到|讲到|写到|写明|规定了?).{1,12}没有?[?？]*$)|^(?:{around}|{this_one})*(?:里面|里头|里边|文里|其中)(?:对|关于|给|有|都|说|写|讲|提)[^,，。]{1,12}(?:什么|啥|哪些|多少|怎么|几)[^,，。]{0,6}$`)

// saidWithin is a text that asks what stands in what was shown, by a word for that at its head:
// 里面说什么时候要完成.
var saidWithin = form(`^(?:那|它|这个|这份|文件|,)*(?:里面|里头|里边|文里|文件里|上面)(?:都|是|有没有|主要)?(?:说|写|讲|提|规定|要求)(?:了|的|过|着|到)*[^,，。]{2,14}$`)

// factAsked is a text that asks for a fact, and not for a document.
var factAsked = form(`多少|几[天个项件条人次年岁]|多久|什么时候|啥时候|谁|哪天`)

// countAsked is a text that asks for a number.
var countAsked = form(`多少|几[个项件条份家处人次]`)

// counts is the part of a sentence that counts what a text asks after: of 审结14项，在审5项
// the first for 审结几项. It is the one that has most characters of the text in their
// order, the shortest of several.
func counts(body, text string) (best string) {
	most, asked := 1, []rune(onlyCounted.ReplaceAllString(writing.Letters(text), ""))
	for _, part := range portions.FindAllString(ofSentences.Replace(body), -1) {
		at := countIn.FindStringSubmatchIndex(part)
		if at == nil {
			continue
		}
		n := writing.InOrder([]rune(part[:at[0]]+part[at[1]:]), asked)
		if len(asked) > 3 && !strings.Contains(part, string(asked[:2])) {
			continue // 统计报告 is no 审计报告
		}
		if n > most || n == most && n > 1 && len(part) < len(best) {
			best, most = strings.TrimSpace(part), n
		}
	}
	return best
}

// countsAmong is the sentence that counts several things of which a text has a character, where
// it asks how many in other words: 审完几个 of 审结14项,在审5项. One that has all of them and a
// number in that unit tells it as well: 一共多少个点.
func countsAmong(body, text string) string {
	asked := asideCounted.ReplaceAllString(onlyCounted.ReplaceAllString(writing.Letters(text), ""), "")
	if !countAsked.MatchString(text) || asked == "" || utf8.RuneCountInString(asked) > mostAsked {
		return ""
	}
	first, _ := utf8.DecodeRuneInString(asked)
	for _, sentence := range sentences.FindAllString(body, -1) {
		n := 0
		for _, part := range portions.FindAllString(sentence, -1) {
			if at := countIn.FindStringIndex(part); at != nil && strings.ContainsRune(part[:at[0]], first) {
				n++
			}
		}
		unit := unitAsked.FindStringSubmatch(text)
		named := unit != nil && strings.Contains(countIn.FindString(sentence), unit[1]) && writing.InOrder([]rune(sentence), []rune(asked)) == utf8.RuneCountInString(asked)
		if (n > 1 || named) && utf8.RuneCountInString(sentence) <= longestQuoted {
			return strings.TrimSpace(sentence)
		}
	}
	return ""
}

// asideCounted are words around what is counted that do not say what it is.
var asideCounted = form(`还有|还|没有?|未|不|的|了|{softly}|到底|现在`)

// unitAsked is in which unit a number is asked for.
var unitAsked = form(`(?:多少|几)([个项件条份])`)

// mostAsked is how many characters say what is counted, where other words for it are known.
const mostAsked = 3

// reasonAsked asks why, and reasoned is a sentence that tells it.
var (
	reasonAsked = form(`为什么|为啥|为何|什么原因|啥原因|凭什么|凭啥`)
	reasoned    = form(`因[^此为而地素]|由于`)
)

// onlyReason is the one sentence of a record that tells a reason; "" where none does, or
// several do.
func onlyReason(r catalog.Record) (only string) {
	for _, sentence := range sentences.FindAllString(r.Body, -1) {
		if !reasoned.MatchString(sentence) || utf8.RuneCountInString(sentence) > longestQuoted {
			continue
		}
		if only != "" {
			return ""
		}
		only = strings.TrimSpace(sentence)
	}
	return only
}

// ofSentences writes the ends of sentences as those of their parts.
var ofSentences = strings.NewReplacer("\n", "，", "。", "，")

// quotesRecord are answers that quoted a record, or showed it whole.
var quotesRecord = map[string]bool{"likely": true, "inside": true}

// saidInside quotes the sentence of the record in hand that a short question goes on
// asking for: 审结几项 where the record was quoted for how many there were in all.
func (v *visit) saidInside(text string) (answer, bool) {
	reader, can := v.bot.Catalog.(passager)
	if !can || !quotesRecord[v.talk.said] || utf8.RuneCountInString(text) > longestFollow || len(v.talk.options) == 0 || !asksInside.MatchString(text) {
		return answer{}, false
	}
	number, is := strings.CutPrefix(v.talk.options[0], recordOption)
	if !is || v.bot.Now().After(v.talk.until) {
		return answer{}, false
	}
	if a, told := v.sortStated(text); told { // by its own name, and of no other
		return a, true
	}
	if a, said := v.factBeside(text, false); said { // a whole question, which another record may answer
		return a, true
	}
	return v.quoteInside(reader, catalog.IndexNumber(number), text)
}

// quoteInside quotes the sentence of a record that a text asks for.
func (v *visit) quoteInside(reader passager, number catalog.IndexNumber, text string) (answer, bool) {
	r, err := v.bot.Catalog.Find(v.ctx, number)
	if year := v.yearOf(text); err != nil || year != 0 && year != r.Date.Year && !strings.Contains(r.Title, strconv.Itoa(year)) {
		return answer{}, false
	}
	if whichCounted.MatchString(text) {
		return answer{}, false // 24件事项都是啥 has the number already
	}
	says := ""
	if m := undone.FindStringSubmatch(text); m != nil {
		says = leftUndone(r.Summary+"\n"+r.Body, m[1])
	}
	if says == "" {
		says = counts(r.Summary+"\n"+r.Body, text)
	}
	if says == "" {
		says = countsAmong(r.Summary+"\n"+r.Body, text)
	}
	if says == "" && asksDone.MatchString(text) {
		says = sentenceOf(r, text)
	}
	if says == "" && reasonAsked.MatchString(text) {
		says = onlyReason(r)
	}
	if says == "" {
		p, err := reader.Passage(v.ctx, r.Number, text, v.today)
		if err != nil || p.Shared < sharedInside || countAsked.MatchString(text) || namesAnother(text, r.Title+p.Text) {
			return answer{}, false
		}
		says = p.Text
	}
	if says == "" {
		return answer{}, false
	}
	return v.sayInside(insideView{Record: r, Says: says}), true
}

// whichCounted asks which ones those are whose number it says.
var whichCounted = form(`^(?:{around}|{this_one})*\d+[个项件条份家处篇期]\p{Han}{0,6}?(?:都|分别|各|具体)*(?:是|有|叫)?(?:啥|什么|哪些|哪几)`)

// namesAnother says whether a text names something in four characters or more of which the
// first two are nowhere in what would be quoted: 统计报告呢 is not answered with 审计报告3个.
func namesAnother(text, quoted string) bool {
	m := asksPart.FindStringSubmatch(text)
	return m != nil && utf8.RuneCountInString(m[1]) > 3 && !strings.Contains(quoted, string([]rune(m[1])[:2]))
}

// insideView is a sentence of a record.
type insideView struct {
	Record catalog.Record
	Says   string
	Found  bool // the record was found for it, and not in hand
	Year   int  // that it speaks of, where it was found; 0: none is known
	Link   string
}

// sayInside quotes a sentence of a record, which is in hand from then on.
func (v *visit) sayInside(of insideView) answer {
	v.talk.misses, v.talk.newer = 0, true
	of.Says = headed(of.Record.Body, of.Says)
	v.talk.found.Shown, v.talk.found.Until = of.Record.Number, v.inHandUntil()
	v.talk.offer(v.bot.Now(), recordOption+string(of.Record.Number))
	of.Link = v.bot.Pages.Record(of.Record.Number)
	return v.say("inside", of)
}

// notInside answers a question that nothing was found for, right after a record was shown:
// with the sentence of that one which answers, or with where it would stand.
func (v *visit) notInside(text string) (answer, bool) {
	shown := v.talk.found.Shown
	if listed := v.recordsListed(); shown == "" && v.talk.said == "likely" && len(listed) > 0 {
		shown = listed[0].Number // the likeliest
	}
	if wantsOthers.MatchString(writing.Simple(text)) && !countAsked.MatchString(text) {
		return answer{}, false // 还有支持企业的没
	}
	if !showedOne[v.talk.said] || shown == "" || !v.foundHeld() || utf8.RuneCountInString(text) > longestFollow || !asksInside.MatchString(text) && !asksWhether.MatchString(text) {
		return answer{}, false
	}
	if reader, can := v.bot.Catalog.(passager); can {
		if a, says := v.quoteInside(reader, shown, text); says {
			return a, true
		}
	}
	r, err := v.bot.Catalog.Find(v.ctx, shown)
	if err != nil {
		return answer{}, false
	}
	v.unanswered(text)
	view := map[string]any{"Record": r, "Text": text, "Link": v.bot.Pages.Record(r.Number), "Write": v.bot.Cases != nil, "Kind": v.kindOf(text).Chinese()}
	if v.talk.said == "likely" || v.talk.said == "missing_one" { // which did not show it
		view["Summary"] = r.Summary
	}
	view["Bodyless"] = bodyless(r)
	if whole := text; bodyless(r) {
		view["Else"] = v.offerElse(r.Title+"的正文", nil)
	} else if weight(text) <= mostUnclear {
		whole = r.Title + "，" + text // who takes the offer up asks for that of this record
		view["Else"] = v.offerElse(whole, nil)
	} else {
		view["Else"] = v.offerElse(text, nil)
	}
	return v.say("notinside", view), true
}

// goesOnInside answers what sounds of something else and goes on from the record that was
// shown just now.
func (v *visit) goesOnInside(m meaning, text string) (answer, bool) {
	if a, says := v.insideFirst(m, text); says {
		return a, true
	}
	if _, held := v.reportHeld(); held && m.intent == wantTurnout {
		return answer{}, false // of the year of the report
	}
	if m.intent == wantMoney && v.asksRecord(text) || v.strayed && v.speaksOfShown(text) || v.talk.newer && (asksWithin.MatchString(text) || saidWithin.MatchString(text)) {
		return v.notInside(text)
	}
	return answer{}, false
}

// notOfOffice are what a short question is taken for that may as well go on from a record: how
// the office works, how much it did, whom to turn to.
var notOfOffice = []intent{wantLaw, wantGuide, wantCount, wantCaseload, wantTurnout, wantMine, wantHelp, wantPerson, wantNext}

// ofOffice are words of the office's own work, or of the citizen's own matter.
var ofOffice = form(`申请|公开|信息|{me}|{your}|你|投诉|举报|咨询|反映|人工|客服|帮助|[条件](?:$|[吗呢啊的了?？])|这里|一共有`)

// insideFirst answers a question that sounds of the office's own work and stands right behind
// a record, or a short list of them, with the sentence of it that has the words of the
// question: 什么时候答复的 behind the report on proposals.
func (v *visit) insideFirst(m meaning, text string) (answer, bool) {
	if !slices.Contains(notOfOffice, m.intent) || m.sure == 0 || !v.talk.newer || utf8.RuneCountInString(text) > longestFollow || ofOffice.MatchString(text) || !asksInside.MatchString(text) {
		return answer{}, false
	}
	r, has := v.recordBefore()
	if !has {
		return answer{}, false
	}
	v.why.wanted(wantSearch)
	says := sentenceOf(r, text)
	if says == "" {
		says = countsAmong(r.Summary+"\n"+r.Body, text)
	}
	if says != "" {
		return v.sayInside(insideView{Record: r, Says: says}), true
	}
	if about, rest := spotted(text); slices.Contains(about, "date") && holdsPair(r.Title, []rune(writing.Letters(rest))) {
		return v.dayOf([]string{"date"}) // 什么时候答复的, of an 答复
	}
	if m.intent == wantNext && countAsked.MatchString(text) || m.intent == wantHelp || m.intent == wantCount || m.intent == wantLaw && bringing.MatchString(text) {
		return v.notInside(text)
	}
	return answer{}, false
}

// dayOf tells of what day the record that was shown is, or each of the list.
func (v *visit) dayOf(about []string) (answer, bool) {
	if v.talk.found.Shown == "" {
		return v.eachOffered(about)
	}
	return v.aboutShown(about)
}

// bringing asks what one must have with one.
var bringing = form(`{to_bring}`)

// recordBefore is the record that the answer before showed, or the first of its list.
func (v *visit) recordBefore() (r catalog.Record, has bool) {
	shown, listed := v.talk.found.Shown, v.recordsListed()
	if (v.talk.said == "list" || v.talk.said == "likely" || v.talk.said == "missing_one") && shown == "" && len(listed) > 0 {
		shown = listed[0].Number
	} else if !showedOne[v.talk.said] {
		return r, false
	}
	r, err := v.bot.Catalog.Find(v.ctx, shown)
	return r, shown != "" && err == nil
}

// dated is a sentence that tells a day, a month or a year.
var (
	dated    = form(`\d+[年月日]`)
	whenSaid = form(`什么时候|啥时候|几时|何时|哪天|哪年|几月|几号|哪个月`)
)

// longestQuoted is how many characters a sentence has at most that is quoted.
const longestQuoted = 160

// sentenceOf is the shortest sentence of a record that has a word of a question, and a day
// where it asks for one; "" where none has.
func sentenceOf(r catalog.Record, text string) (best string) {
	_, rest := spotted(text)
	rest = shell.ReplaceAllString(onlyCounted.ReplaceAllString(rest, " "), " ")
	words := strings.FieldsFunc(rest, notLetter)
	if asksDone.MatchString(text) {
		words = []string{"事项"} // 能办啥
	}
	for _, word := range words {
		if word = strings.Trim(word, "的了"); utf8.RuneCountInString(word) < 2 {
			continue
		}
		for _, sentence := range sentences.FindAllString(r.Summary+"\n"+r.Body, -1) {
			n := utf8.RuneCountInString(sentence)
			if !strings.Contains(sentence, word) || n > longestQuoted || whenSaid.MatchString(text) && !dated.MatchString(sentence) {
				continue
			}
			if best == "" || n < utf8.RuneCountInString(best) {
				best = strings.TrimSpace(sentence)
			}
		}
	}
	return best
}

// asksRecord says whether a text that sounds of money goes on from the record that was
// shown just now: it names neither an organ nor the money of one, as 子女教育扣多少 behind
// the deductions of a tax, and would else get the figure of whoever has such a line.
func (v *visit) asksRecord(text string) bool {
	if v.bot.Books == nil || !showedOne[v.talk.said] || !v.talk.newer || v.namesPublic(text) {
		return false
	}
	if pointsMoney.MatchString(text) {
		return true
	}
	if left := ofPrice.ReplaceAllString(text, ""); figure.Spends(left) || ofMoney.MatchString(left) {
		return false
	}
	organ, _, unknown := v.organIn(text)
	return organ+unknown == "" && !v.ours(text)
}

// pointsMoney is a text that asks of money which was spoken of, and names none: 这钱从哪出.
var pointsMoney = form(`^(?:{around}|{go_on})*[这那]个?(?:些|笔|点)?(?:钱|经费|费用|资金|款)(?:{around}|{go_on}|{source_of}|是?谁|从|由|哪|出|给|来|拨|列|掏|发|付|里|儿|家|[个级])*$`)

// speaksOfShown says whether a text has words of the title of the record in hand.
func (v *visit) speaksOfShown(text string) bool {
	r, has := v.recordShown()
	return has && holdsPair(r.Title, []rune(text))
}

// ofPrice asks for a sum of money, whosever: 补贴多少钱.
var ofPrice = form(`(?:多少|几|什么|啥)钱|[补交收扣罚奖给]多少`)

// ofMoney are words of an organ's money beside those of spending.
var ofMoney = form(`钱|费|收入|三公`)

// showedOne are answers about one record.
var showedOne = map[string]bool{"record": true, "about": true, "inside": true, "notinside": true, "jointly": true, "likely": true, "missing_one": true}

// ownLetter is a text that may be a letter, however short.
var ownLetter = form(`我|俺|咱|你们|{complain}|{consult}|{report}`)
