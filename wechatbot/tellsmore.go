package wechatbot

import (
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// detail is what people tell of a matter that they have begun to write of: where, since when,
// who, and what they want.
var detail = form(`在\p{Han}{2,}|(?:每天|天天|每晚|每个?月|晚上|早上|凌晨|中午|下午|上午|白天|半夜|周末|去年|今年|前天|昨天|今天|上个?月|上周)|[0-9一二三四五六七八九十两]+(?:点|月|号|天|次|回|块|元|楼|栋|单元)|(?:路口|路段|小区|街|巷|门口|附近|旁边|对面|村|镇|乡|社区|公园|广场|市场|工地|[东西南北]门)|^(?:{manner}|我|就|[,，\s])*(?:希望|盼|请求)|姓\p{Han}|没人(?:管|修|理|来|扫|收)|车牌|一直这样|好几(?:回|次|天)`)

// tellsMore says whether a text tells more of the letter that was shown just now, and asks
// for nothing.
func (v *visit) tellsMore(m meaning) bool {
	plain := writing.Simple(m.text)
	n := utf8.RuneCountInString(plain)
	if v.talk.said != "case_confirm" && v.talk.said != "case_join" || m.intent != wantSearch || n < 3 || n > cases.Longest ||
		lexicon.Question.MatchString(plain) || questioning.MatchString(plain) || lexicon.Papers.MatchString(plain) || quoted.MatchString(plain) || pointing.MatchString(plain) {
		return false
	}
	if _, notices := v.gridNamed(plain); notices {
		return false
	}
	if _, _, writes := letterIn(plain); writes || !detail.MatchString(plain) && !application.SurelyPerson(plain) {
		return false
	}
	for _, says := range []*pattern.Pattern{addsFirst, rekinds, onlyHints, onlyConsults, changesWords, leavesOut, wantsShown} {
		if says.MatchString(plain) {
			return false // of the letter itself, or asks to be shown something
		}
	}
	w, sure := v.bot.ear().guess(plain)
	if asksForIts[w.means.intent] && sure >= sureBeside {
		return false
	}
	return !v.inCatalogue(plain)
}

// wantsShown is a text that begins by asking to be shown something: 看看今年的招生政策. In the end of a
// letter others are asked to look.
var wantsShown = form(`^(?:{manner}|{me}|[,，\s])*(?:{wish_to_see}|[帮给]{me}(?:查|找|看|搜))`)

// asksForIts are what is wanted by itself, while a letter is written too.
var asksForIts = map[intent]bool{
	wantHelp: true, wantPerson: true, wantMine: true, wantCancel: true, wantThanks: true, wantRevoke: true, wantContact: true, wantSubscribe: true,
	wantUnsubscribe: true, wantApply: true, wantMoney: true, wantLaw: true, wantRate: true, wantMeaning: true, wantChat: true, wantBack: true,
}

// dropsLine takes out of a letter what was put into it last.
var dropsLine = form(`^(?:{manner}|把|刚才|刚刚|最后|[,，\s])*(?:去掉|删掉|删了|不要|拿掉|别写)(?:刚才|最后)?(?:这|那)?一?句(?:话)?(?:了|{softly}|[吧。\s])*$|^(?:{manner}|[,，\s])*(?:刚才|最后|这|那)+一?句(?:话)?(?:去掉|删掉|删了|不要|拿掉|别写|不用写)(?:了|{softly}|[吧。\s])*$`)

// withoutLast is the answer to what was put into a letter last and does not belong there, by
// itself, beside that the letter waits without it. What would go into a letter again has none:
// the letter is shown without it.
func (v *visit) withoutLast(d cases.Draft) (answer, bool) {
	at := strings.LastIndex(d.Text, "\n")
	if at < 0 {
		return answer{}, false
	}
	line := d.Text[at+1:]
	d.Text = d.Text[:at]
	d, err := v.keepLetter(d)
	if err != nil {
		return v.failed(err), true
	}
	a := v.act(v.bot.recognise(line))
	if strings.HasPrefix(a.from, "case_") {
		return v.saveLetter(d), true
	}
	a.text += "\n" + v.bot.say("case_waits", v.letterView(d)).text
	return a, true
}
