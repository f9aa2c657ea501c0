package wechatbot

import (
	"slices"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Who tells a story that sounds like a complaint, and names a document at its end,
// mostly wants that document.
var (
	// complaining is a text that says itself that it complains.
	complaining = form(`{complain}`)

	// namesFile is a clause that names a kind of document: 那个征收批文.
	namesFile = form(`{filed}`)

	// obtaining is a clause that speaks of getting a document: 把那个征收批文要到手.
	obtaining = form(`把(?:那个|那份|这个|这份|他们的?)?([^,。]{0,16}{filed}){obtain}`)

	// asksOnly is what a clause asks by, and not what of.
	asksOnly = form(`{question}时?候?|{is_there}`)

	// toBeShown is a clause that asks for something to be shown.
	toBeShown = form(`{wish_to_see}`)
)

// leastEnd is how many characters the last clause of a story must say to be understood
// without the one before it.
const leastEnd = 4

// endOf is the last clause of a text, with the one before it where it names no
// document or says too little, and with one more where that one only asks: 凤凰北街要修路,
// 要修到什么时候, 有没有通知.
func endOf(text string) string {
	parts := writing.Clauses(text)
	if len(parts) == 0 {
		return ""
	}
	end := parts[len(parts)-1]
	if len(parts) == 1 || lexicon.Tells(end) >= leastEnd && namesFile.MatchString(end) {
		return end
	}
	before := parts[len(parts)-2]
	if len(parts) > 2 && lexicon.Question.MatchString(before) && lexicon.Tells(asksOnly.ReplaceAllString(hullBefore.ReplaceAllString(before, ""), "")) < leastEnd {
		before = parts[len(parts)-3] + "," + before
	}
	return before + "," + end
}

// endWish is the document that a guessed complaint asks for at its end, and whether it
// is to be applied for. Of a text that says that it complains there is none.
func (v *visit) endWish(text string) (end string, w want, found bool) {
	clauses := writing.Clauses(text)
	if complaining.MatchString(text) || len(clauses) < 2 {
		return "", w, false
	}
	if endShown.MatchString(clauses[len(clauses)-1]) {
		if told := v.toldBefore(clauses); told != "" {
			w, _ = wantNamed("找公开信息")
			return told, w, true
		}
	}
	end = hullBefore.ReplaceAllString(endOf(text), "")
	if got := obtaining.FindStringSubmatch(end); got != nil {
		w, _ = wantNamed("申请公开")
		return got[1], w, true
	}
	w, sure := v.bot.ear().guess(end)
	switch {
	case !namesFile.MatchString(end) || !toBeShown.MatchString(endOf(text)) || pointing.MatchString(end):
	case lexicon.Tells(toBeShown.ReplaceAllString(namesFile.ReplaceAllString(end, ""), "")) < leastEnd: // 到底有没有规定
	case w.means.intent == wantApply && sure >= sureBeside:
		return end, w, true
	case w.means.intent != wantLetter || sure < sureAside:
		w, _ = wantNamed("找公开信息")
		return end, w, true
	}
	return "", w, false
}

var (
	// endPoints is the end of a story that asks for a document and only points at what was
	// told before: 到底有没有这方面的文件.
	endPoints = form(`^(?:{manner}|{lead}|{me}|到底|究竟|反正|真的|真|{is_there}|{may_i}|你们|你|查查|看看|能|给|[就是查找看发,，\s])*[这那](?:个|份|些|种|方面|一方面|类|样|回事|样子)*的?(?:{document}|{filed}|说法|事情|事|东西|政策|补贴|补助)+(?:{is_there}|{what}|{may_i}|{softly}|真的|假的|看看|在哪|[的了吗呢啊呀?？])*$`)

	// endShown is the end of a story that only asks to be shown what was told of before:
	// 发我学习一下, 让老百姓看看, 国务院这个意见我想自己读一遍.
	endShown = form(`^(?:{manner}|{lead}|{may_i}|[这那](?:个|份|些)?|{document}|{filed}|原文|全文|国家|国务院|上面|上级|你们|能|可以|把|[的就也都还,，\s])*` +
		`(?:(?:发|传|找|拿|念|转|寄|调|弄|给)(?:来|过来|出来|一份|一个|一下子?|给)*{me}|(?:让|给)?{me}(?:自己|亲自|老百姓|[想要得就也好来])*(?:看|读|学|瞅|瞧|研究|了解)|发(?:来|过来|一份|一下)|让(?:{me}|老百姓|老农民|大家|群众)+(?:看|读|瞅|瞧|学))` +
		`(?:看|读|学习|学|瞅|瞧|研究|了解|一|下子?|遍|一份|{softly}|{may_i}|[吗么嘛呗吧啊呀呢的。!！?？\s])*$`)

	// hearsay are the words of who tells what somebody told her.
	hearsay = form(`^(?:[^,，。]{0,6}(?:听说|听讲|说|讲|告诉我|看到|看见|知道)|现在|后来|好像|不是|{lead}|{me})+`)
)

// mostTold is how many clauses of a story are looked at for what its end points at.
const mostTold = 6

// pointedBack is the clause of a story that its end points at, 听说政府给小微企业担保贷款,
// 有没有这个文件: the nearest that a document speaks of, "" where there is none.
func (v *visit) pointedBack(text string) string {
	if !writing.SeveralClauses(text) {
		return ""
	}
	clauses := writing.Clauses(text)
	if !endPoints.MatchString(clauses[len(clauses)-1]) {
		return ""
	}
	return v.toldBefore(clauses)
}

// toldBefore is the clause of a story before its end that a document speaks of, the nearest
// to the end; "" where there is none.
func (v *visit) toldBefore(clauses []string) string {
	before := clauses[:len(clauses)-1]
	for _, clause := range slices.Backward(before[max(0, len(before)-mostTold):]) {
		if clause = hearsay.ReplaceAllString(clause, ""); lexicon.Tells(clause) >= leastEnd && v.documented(clause) {
			return clause
		}
	}
	return ""
}

// letterOrNot offers who was only guessed to complain to look for what she wrote of.
func (v *visit) letterOrNot(m meaning, a answer) answer {
	if a.from != "case_confirm" || m.kind != cases.Complaint || m.sure == 0 || m.sure == 1 || complaining.MatchString(writing.Simple(m.text)) {
		return a
	}
	v.talk.offer(v.bot.Now(), append(letterOptions[:len(letterOptions):len(letterOptions)], "find:"+m.subject)...)
	a.text += "\n" + v.bot.say("case_other", nil).text
	return a
}

// noLetter looks for what a letter was taken for that was none, and drops the letter.
func (v *visit) noLetter(text string) answer {
	if err := v.bot.Cases.DropDraft(v.ctx, v.owner()); err != nil {
		return v.failed(err)
	}
	v.readLetter = cases.Draft{}
	v.savedLetter = true // there is none to be put aside
	end := endOf(writing.Simple(text))
	if !namesFile.MatchString(end) {
		end = text
	}
	return v.search(hullBefore.ReplaceAllString(end, ""))
}
