package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Texts that put right what was said or understood before: 不是这个，我要的是津贴补贴；不是教育局，
// 是财政局；不要国务院的，要兴庆区的.
var (
	corrects  = form(`^(?:{these}|[,、\s])*(?:{not_it}|{denied}|{me}?(?:打|说|写|发|搞|弄|问|输)错)?(?:{these}|[了啊呀,、\s])*{meant}[:,\s]*(.{1,20})$`)
	otherThat = form(`^(?:不是|不要|别要|除了).{1,14}?[,\s]+我?(?:而是|应该是|是|只要|就要|要看|要找|想看|想要|要|看|找)(.{1,14})$`)
	// notSo says that what was understood is wrong, and then what is wanted: 不对，我要2024的.
	notSo     = form(`^(?:{not_it}|错了|搞错了|弄错了)(?:{these}|[了啊呀哦吧])*[,\s]+我?(?:是|只要|就要|要看|要找|想看|想要|要|看|找|查)(.{1,20})$`)
	thatIsNot = form(`^.{1,10}?{not_it}[了啊呀]?[,\s]+(?:{meant}|我?(?:要看|要找|想看|想要|要|看|找))[:,\s]*(.{1,20})$`)
)

// turnsTo is a text that first says that something else comes now, and then what: 换个话题，
// 香港的有没有；先不弄，再问下2014年收到几件.
var turnsTo = form(`^(?:{manner}|那|那就|好|好的|好吧|算了|[,\s])*(?:换个话题|换一个|换个|换一个话题|换个问题|换一个问题|说别的|问别的|问个别的|另外问一下|另外问下|另外再问|先不弄了?|先不说这个了?|先不管这个了?|先不管了?|不说这个了|这个先放着|这个先放一放|先放一放)[吧啊哦]?[,\s]+(?:再问一下|再问下|再问|我?问一下|我?问下)?[,\s]*(.{2,})$`)

// appliesAfterAll is a text that comes back to applying: 算了还是申请吧.
var appliesAfterAll = form(`^(?:{manner}|那|好吧|行吧|算了|[,\s])*我?(?:还是|那就)我?申请(?:公开)?(?:吧|了|好了|得了)+$`)

// letterBefore is a text that asks where the letter is that was being written: 刚才要投诉的油烟呢.
var letterBefore = form(`^(?:{manner}|{me}|那|那个|[,，\s])*(?:{before_now})(?:说|写|讲)?(?:的|要|想)*{complain}的?[^,，。]{0,8}(?:呢|在哪|还在[吗不没]?|接着写|接着来)[?？]*$`)

// howToApply says that somebody wants to apply, and asks how: 那我也想申请，要啥手续.
var howToApply = form(`^(?:{manner}|那|那么|[,\s])*(?:{me})也?(?:想|要|打算)也?申请[,\s]+((?:要|需要|得|用|怎么|咋|去哪|在哪|多久|几天).{2,12})$`)

// turned is a text without the words that only say that something else comes now.
func (b *Bot) turned(m meaning) meaning {
	if m.intent != wantSearch {
		return m
	}
	text := writing.Simple(m.text)
	if _, after := asksAfter(text); !after && letterBefore.MatchString(text) {
		return b.recognise("投诉")
	}
	if appliesAfterAll.MatchString(text) {
		return b.recognise("我要申请")
	}
	if found := howToApply.FindStringSubmatch(text); found != nil {
		return b.recognise("申请" + found[1])
	}
	found := turnsTo.FindStringSubmatch(text)
	if found == nil {
		found = looksFirst.FindStringSubmatch(text)
	}
	if found == nil {
		return m
	}
	return b.recognise(asTyped(m.text, found[1]))
}

// corrected is a text without the words that only say that something else was meant,
// where it goes on from what is in hand, or was looked for in vain.
func (v *visit) corrected(m meaning) (_ meaning, corrected bool) {
	_, held := v.figureHeld()
	if here, meant := v.meantHere(m); meant {
		return here, true
	}
	if m.intent != wantSearch || !held && !v.foundHeld() && !v.foundNothing() && !spokeOfCount[v.talk.said] {
		return m, false
	}
	for _, form := range []interface{ FindStringSubmatch(string) []string }{corrects, otherThat, notSo, thatIsNot} {
		found := form.FindStringSubmatch(writing.Simple(m.text))
		if found == nil {
			continue
		}
		rest := asTyped(m.text, found[1])
		if !strings.HasSuffix(rest, "呢") && (held || v.foundHeld() || spokeOfCount[v.talk.said]) {
			rest += "呢" // it asks for what is different
		}
		m.text = rest
		return m, true
	}
	return m, false
}

// soughtAgain looks once more for what was not found, where a correction names only a
// part of it: 我要的是名单.
func (v *visit) soughtAgain(text string, corrected bool) (answer, bool) {
	part := strings.TrimRight(writing.Simple(text), "呢的")
	if !corrected || part == "" || !v.foundNothing() || !strings.Contains(writing.Simple(v.talk.asked), part) {
		return answer{}, false
	}
	return v.search(v.talk.asked), true
}
