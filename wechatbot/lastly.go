package wechatbot

import (
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/figure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// lastly answers a text that nothing was found for and that goes on from the figure in
// hand: what is left of it without the words that say nothing (有图没有), or why it is so, in
// whatever words (怎么每年都买).
func (v *visit) lastly(text string) (answer, bool) {
	last, held := v.figureHeld()
	newer := v.talk.newer && !strings.HasPrefix(v.talk.said, "missing") // behind a miss nothing newer is spoken of
	if !held || newer || last.Beside != "" || utf8.RuneCountInString(text) > longestFollow || v.ours(text) {
		return answer{}, false
	}
	if core := writing.Letters(shell.ReplaceAllString(text, "")); core != "" && core != text {
		if a, known := v.aboutFigure(core); known {
			v.why.wanted(wantMoney)
			return a, true
		}
		if question, follows := v.followed(core + "呢"); follows { // 规划局有没有这个数
			v.why.wanted(wantMoney)
			return v.money(question)
		}
		if item := v.itemIn(last, core); item != "" { // 公益岗补贴有没有
			of := last
			of.Item = item
			return v.figureAgain(of)
		}
		if likeItem.MatchString(core) {
			return v.otherItem(last, core)
		}
	}
	if m := whatOf.FindStringSubmatch(text); m != nil && goneOn[v.talk.said] { // 那绿化呢
		return v.otherItem(last, m[1])
	}
	if h, found := v.figureOf(last); found && asksWhy.MatchString(text) && !waysTo.MatchString(text) && (goneOn[v.talk.said] || v.itemIn(last, text) != "") {
		v.why.wanted(wantMoney)
		return v.tellFigure(h, "reason", false, text), true
	}
	return answer{}, false
}

// figuredLoosely is lastly for what was unsurely taken for chat or a call for help, behind a
// figure: 给我张图看.
func (v *visit) figuredLoosely(m meaning, text string) (answer, bool) {
	if m.intent != wantHelp && m.intent != wantChat && m.intent != wantMeaning || m.sure >= sureMeant || m.sure == 0 || !goneOn[v.talk.said] {
		return answer{}, false
	}
	return v.lastly(text)
}

// otherItem answers with a figure beside the one in hand, by whatever name; where the books
// have none, what is in hand stays so.
func (v *visit) otherItem(last subject, item string) (answer, bool) {
	lately := v.talk.lately
	a, known := v.figureAgain(subject{Organ: last.Organ, Year: last.Year, Item: item})
	if known {
		v.why.wanted(wantMoney)
	}
	if a.from == "money_none" || a.from == "money_elsewhere" {
		v.talk.figure, v.talk.lately = last, lately
	}
	return a, known
}

// likeItem is what the name of an item mostly ends in.
var likeItem = form(`^\p{Han}{2,10}(?:补贴|补助|费|经费|支出|工资|津贴|公积金|保险|年金|奖金)$`)

var (
	whatOf  = form(`^那?(\p{Han}{2,8})(?:呢|的)[?？]*$`) // names another item
	asksWhy = form(`^(?:{around}|{this_one}|可|,)*{reason_of}`)
	waysTo  = form(`(?:怎么|咋)(?:申请|办|查|看|去|走|弄|填|交|找|联系|投诉|下载|用|领|写)`)
)

// goneOn are answers that gave a figure, or said something of one.
var goneOn = map[string]bool{"money": true, "figure": true, "money_between": true, "jointly": true}

// spentOn is a text that asks where money went: 多的钱花哪儿了, 都用在什么地方.
var spentOn = form(`^(?:{around}|钱|都|主要|大头|大部分|多的|一半|那些|么些|,|{this_one})*(?:花|用|投|支|去)(?:到|在|去|了|得|的)*(?:哪|什么|啥)(?:里|儿|些|个|地方|方面|上面|上|项目|事情|事|去|了|头|{around})*$|^(?:{around})*(?:主要|大头|大部分)(?:{around})*(?:哪|什么|啥)(?:一)?(?:块|项|部分|方面)(?:{around})*$`)

// biggest is a text that asks for what takes most of all that an organ spends: 最大的一项是啥.
var biggest = form(`^(?:{around}|花|用|占|钱)*(?:{most}|花得最多|占得最多)(?:的|花|是)*(?:一|那|这)*(?:{which_item}|项|块|笔|类|头)(?:{around}|支出)*$|^(?:{around}|钱)*{which_item}(?:{around}|花|用|占|得)*{most}(?:{around})*$`)

// composed answers where the money in hand went: all that an organ spends by its purposes,
// and a figure of 三公经费 by its parts.
func (v *visit) composed(text string) (answer, bool) {
	last, held := v.figureHeld()
	if !held || v.talk.newer || last.Beside != "" || utf8.RuneCountInString(text) > longestFollow {
		return answer{}, false
	}
	if biggest.MatchString(text) {
		v.why.wanted(wantMoney)
		return v.figureAgain(subject{Organ: last.Organ, Year: last.Year, Item: last.Stage.String() + "花钱最多的是哪一项"})
	}
	if !spentOn.MatchString(text) || strings.Contains(last.Item, "收入") {
		return answer{}, false
	}
	if allOfIt.MatchString(last.Item) || last.Item == figure.AllThree {
		v.why.wanted(wantMoney)
		return v.money(last.question(last.Stage.String(), false, false, 0))
	}
	return v.partsOf(last)
}

// mostParts is how many parts of a figure are told.
const mostParts = 5

// partsOf answers where the money of one item went: the parts that the books tell of it,
// which are as far as they go.
func (v *visit) partsOf(last subject) (answer, bool) {
	h, found := v.figureOf(last)
	if !found || h.f.Near {
		return answer{}, false
	}
	parts := figure.Under(h.s, h.f)
	for _, name := range figure.PartsOf(h.f.Name) {
		if part, has := figure.PublicFigure(h.s, name); has {
			parts = append(parts, part)
		}
	}
	view := figureView{About: "parts", Most: len(parts) > mostParts}
	for _, part := range parts[:min(mostParts, len(parts))] {
		amount, _ := written(part.Amount, part.Unit)
		view.Parts = append(view.Parts, part.Name+amount)
	}
	v.why.wanted(wantMoney)
	return v.sayFigure(h, view), true
}
