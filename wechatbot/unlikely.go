package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
)

// unlikely says whether a text is hardly what it was guessed to want: it asks to look for
// something (给我找找执法依据), lacks the words of what it was taken for (有多少人口 counts no
// letters), or only names what the catalogue has.
func (v *visit) unlikely(guess meaning, plain string) bool {
	return v.asksOther(guess, plain) || guess.sure < sureMeant && v.hardly(guess, plain)
}

// asksOther says whether a text asks for something else by its words, however surely it was
// guessed to want this.
func (v *visit) asksOther(guess meaning, plain string) bool {
	if guess.intent == wantMine && ofDelegates.MatchString(plain) && !strings.ContainsAny(plain, "我俺咱") {
		return true // 提案办完了没有
	}
	if guess.intent == wantPerson && (reliefCounted.MatchString(plain) || whoHolds.MatchString(plain)) {
		return true // 有人起诉过政府吗, 领导小组组长是谁
	}
	if guess.intent == wantCatalogue && guess.sure < sureMeant && papersOf.MatchString(plain) {
		return true // 科技这块出了啥新政策
	}
	if guess.intent == wantLetter && guess.sure < 1 && utf8.RuneCountInString(plain) <= longestName && !lexicon.Talk.MatchString(plain) && !complaining.MatchString(plain) && v.inCatalogue(plain) {
		return true // 网站集约化
	}
	if guess.intent == wantChat && guess.sure < sureMeant && !lexicon.Talk.MatchString(plain) && !lexicon.Question.MatchString(plain) && v.documented(plain) {
		return true // 24届世界大冬会
	}
	if guess.intent == wantThanks && (notCome.MatchString(plain) || guess.sure < sureAside && askedWho.MatchString(plain)) {
		return true // 没有收到短信, 给谁了
	}
	if guess.intent == wantRanking && !ranksPlainly.MatchString(plain) && whoHandles.MatchString(plain) {
		return true // 哪个局管
	}
	if v.asksWhetherPublic(guess, plain) {
		return true // 俺们村修路的钱公开了没
	}
	return v.goesOnUnsaid(guess, plain)
}

// asksWhetherPublic says whether a text that was taken for a complaint, or for a question of
// what is overdue, asks whether something was made public, and of no organ's duties.
func (v *visit) asksWhetherPublic(guess meaning, plain string) bool {
	switch {
	case guess.sure >= sureAside || !madePublicYet.MatchString(plain) || complaining.MatchString(plain):
		return false
	case guess.intent == wantTimely:
		return !ofDuty.MatchString(plain) && v.organNamed(plain) == ""
	}
	return guess.intent == wantLetter
}

// ofDuty are words of what must be made public by a day.
var ofDuty = form(`{in_time}`)

// madePublicYet is a text that asks whether something was made public.
var madePublicYet = form(`^[^,，。]{2,16}(?:公开|公布|公示)(?:了|过|出来)*(?:没有|没|吗|么|不)[?？]*$`)

// hardly says whether a text that is not surely meant so lacks what it would say then, or names
// what the catalogue has.
func (v *visit) hardly(guess meaning, plain string) bool {
	if showedOne[v.talk.said] && v.foundHeld() && guess.sure < sureBeside && (guess.intent == wantRanking || guess.intent == wantPoint) {
		return true // 哪个省的 asks of the record
	}
	if showedOne[v.talk.said] && v.talk.newer && guess.intent == wantMoney && len(v.named(plain, "")) == 0 && !figure.Spends(plain) {
		return true // 多少年的了
	}
	if v.talk.said == "guide" && guess.intent == wantCount && guess.sure < sureBeside && !guess.ownWord() {
		return true // 一共有几个点
	}
	if guess.intent == wantLetter && namesPaper.MatchString(plain) && !ownLetter.MatchString(plain) && v.documented(plain) {
		return true // 垃圾少的城市试点 names a document, and complains of nothing
	}
	if guess.intent == wantMine && !strings.ContainsAny(plain, "我俺咱") && v.documented(plain) {
		return true // 人大代表提的建议办得怎么样
	}
	if guess.intent == wantLetter && asksWhetherDone.MatchString(plain) {
		return true // 退休工资涨了没有
	}
	looks := guess.intent == wantApply && !strings.Contains(plain, "申请") && searching.MatchString(plain)
	return looks || slices.Contains(needOwnWord, guess.intent) && !guess.ownWord() || v.onlyNames(guess, plain)
}

// whoHolds is a text that asks who holds an office, and not for somebody to speak to.
var whoHolds = form(`^[^找转接见我你]{2,16}(?:都有谁|都有哪些人|成员(?:是谁|有谁)|由谁组成)[^,，。]{0,3}$|^(?:{manner}|{lead})*谁是[^找转接见我你]{2,16}$|^[^找转接见]{0,16}(?:{leader}|长|主任|书记|负责人|责任人|领导|代办员|网格员)(?:都|现在|到底)?(?:是谁|是哪[位个]|叫(?:什么|啥)|姓(?:什么|啥|甚))[^,，。]{0,4}$`)

// asksWhetherDone is a text that asks whether something has happened, and tells nothing of hers.
var asksWhetherDone = form(`^[^我俺咱额,，。]{2,14}了(?:没有|没|吗|么|不)[?？]*$`)

// askedWho is a short question of whom, and no courtesy.
var askedWho = form(`^[^谢]{0,6}(?:谁|哪家|哪个)[^谢]{0,4}$`)

// notCome is a text that tells that something has not come.
var notCome = form(`(?:没有?|未|还不|不)(?:能)?(?:收到|接到|等到|见到|看到|到)`)

// whoHandles is a text that asks whose business something is.
var whoHandles = form(`(?:{which_organ}|哪个局|什么(?:局|单位|部门))(?:来|去|在|具体|应该|该)*(?:管|负责|主管|处理|办|牵头|落实|组织)`)

// namesPaper is a text that ends in the name of a kind of document.
var namesPaper = form(`(?:{document}|{filed}|{paper_name}|试点|文)(?:{is_there}|{lead}|[的呢吗啊呀?？])*$`)

// onlyNames says whether a text that was taken for something with some doubt names what
// the catalogue has, and does not speak: 科研人员自主权.
func (v *visit) onlyNames(guess meaning, plain string) bool {
	if guess.intent == wantSearch || guess.intent == wantMoney || lexicon.Talk.MatchString(plain) {
		return false
	}
	page, err := v.find(catalog.Query{Text: plain, Limit: pageSize, Today: v.today})
	return err == nil && !page.Near && len(page.Hits) > 0
}
