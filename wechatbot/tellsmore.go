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
var detail = form(`在\p{Han}{2,}|(?:每天|天天|每晚|每个?月|晚上|早上|凌晨|中午|下午|上午|白天|半夜|周末|去年|今年|前天|昨天|今天|上个?月|上周)|[0-9一二三四五六七八九十两]+(?:点|月|号|天|次|回|块|元|楼|栋|单元)|(?:路口|路段|小区|街|巷|门口|附近|旁边|对面|村|镇|乡|社区|公园|广场|市场|工地|[东西南北]门)|^(?:{manner}|我|就|[,，\s])*(?:希望|盼|请求)|^(?:{manner}|也|又|其实|并|[,，\s])*不是[^,，。?？找查看申要这那投诉咨询]{2,10}[,，\s]*(?:而|应该)?是[^,，。?？找查看申要]{2,12}$|姓\p{Han}|没人(?:管|修|理|来|扫|收)|车牌|一直这样|好几(?:回|次|天)`)

// tellsMore says whether a text tells more of the letter that was shown just now, and asks
// for nothing.
func (v *visit) tellsMore(m meaning) bool {
	plain := writing.Simple(m.text)
	n := utf8.RuneCountInString(plain)
	if !lettersShown[v.talk.said] || m.intent != wantSearch || n < 3 || n > cases.Longest ||
		lexicon.Question.MatchString(plain) || questioning.MatchString(plain) || lexicon.Papers.MatchString(plain) || quoted.MatchString(plain) || pointing.MatchString(plain) {
		return false
	}
	if _, _, writes := letterIn(plain); writes {
		return false
	}
	if _, notices := v.gridNamed(plain); notices {
		return false
	}
	if reachesOther(m.text) || callsHim.MatchString(plain) {
		return true
	}
	if !detail.MatchString(plain) && !application.SurelyPerson(plain) {
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

// lettersShown are answers that show what was written of a letter.
var lettersShown = map[string]bool{"case_confirm": true, "case_join": true, "case_second": true}

// reachesOther says whether a text tells how somebody else is reached of whom she writes, 老板叫张三
// 电话13900139000, and holds no number of an identity card, which no letter needs.
func reachesOther(text string) bool {
	text = writing.Tidy(text)
	contact, _ := contactIn(text)
	return contact == "" && reachable.MatchString(text) && !holdsID(text) && !strings.Contains(text, "人工")
}

// holdsID says whether a text holds the number of an identity card, or what is to be one.
func holdsID(text string) bool {
	told := application.Read(text)
	return told.IDNumber+told.BadNumber != ""
}

// callsHim is a text that says what somebody or something is called of whom she writes: 老板叫张三,
// 店名是老王烧烤.
var callsHim = form(`^(?:{manner}|那个|这个|{me}|的|[,，\s])*(?:他|她|它|那人|这人|老板|房东|店主|摊主|包工头|工头|经理|负责人|司机|物业|公司|工地|店|饭店|小区|邻居|中介|对方|单位|楼盘|学校|医院|村长|书记|主任)们?的?(?:名字|名称|姓名|全名)?(?:就|好像|大概)*(?:叫做|叫|是叫)([^你我他她它人停醒来去做干出回给过把让那么不没,，。?？\s][^,，。?？\s]{1,19})$|^(?:{manner}|那个|这个|那家|这家|他们?|[,，\s])*(?:公司|单位|店|饭店|工地|楼盘|小区|物业)?的?(?:名字|名称|全称|店名|公司名|姓名)(?:就|好像)*(?:叫做|叫|是|为|:)([^,，。?？\s]{2,24})$`)

// wantsShown is a text that begins by asking to be shown something: 看看今年的招生政策. In the end of a
// letter others are asked to look.
var wantsShown = form(`^(?:{manner}|{me}|[,，\s])*(?:{wish_to_see}|[帮给]{me}(?:查|找|看|搜))`)

// asksForIts are what is wanted by itself, while a letter is written too.
var asksForIts = map[intent]bool{
	wantHelp: true, wantPerson: true, wantMine: true, wantCancel: true, wantThanks: true, wantRevoke: true, wantContact: true, wantSubscribe: true,
	wantUnsubscribe: true, wantApply: true, wantMoney: true, wantLaw: true, wantRate: true, wantMeaning: true, wantChat: true, wantBack: true,
}
