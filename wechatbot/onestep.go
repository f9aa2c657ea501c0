package wechatbot

import (
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// What is asked at one step only: whether the notice must be agreed to (必须同意吗), whether an
// account of WeChat will do to be reached (没手机，微信行吗), which way is soonest (哪个快), another
// way than one that needs an address (地址不方便写), and one more look at the summary (再看看).
var (
	mustAgree   = form(`^(?:{manner}|{me}|那|先|看看|看一下|等等|[,，\s])*(?:(?:必须|一定要|非得|非要|得)(?:点)?同意(?:吗|么|不|才行吗)|(?:不同意|不给|不填)(?:的话)?(?:行吗|行不行|可以吗|能申请吗|会怎样|会怎么样|怎么办|会咋样)|(?:{why}|凭什么)(?:一定|非得?|必须|还)?要?(?:{me})?(?:点)?同意[呢啊呀?？,，\s]*(?:{me}?不同意(?:的话)?(?:会怎样|会怎么样|怎么办|行吗|会咋样))?|(?:你们)?(?:拿|要|收|收集|用)(?:{me})?的?(?:这些|个人)?(?:信息|身份证号?|证件|名字|姓名|电话)(?:来|去|是)?(?:干啥|干嘛|干什么|做什么|做啥|有啥用|有什么用))(?:{softly}|[?？])*$`)
	reachless   = form(`^(?:{manner}|{me}|[,，\s])*(?:电话|手机|座机|手机号|电话号码?)(?:号码?)?(?:也|都|可)?(?:没有|没得|莫得)(?:怎么办|咋办|行吗|{softly}|[了啊呀?？。\s])*$|^(?:{manner}|{me}|那|[,，\s])*(?:没有?|不用)(?:别的|其他)?(?:电话|手机|座机)(?:号码?)?(?:[,，\s]|也|和|又|跟|还)*(?:没有?)?(?:邮箱|电子邮箱|手机|电话)?(?:怎么办|咋办|咋弄|行吗|可以吗|{softly}|[了啊呀?？。\s])*$`)
	reachedHere = form(`^(?:{manner}|{me}|那|就|你们|您|直接|用|留|写|填|和|跟|[,，\s])*(?:没|没有)?(?:手机|电话)?[,，\s]*(?:这个|我的)?(?:微信|QQ|qq)(?:号|联系我?|上|一样|回|找|通知|告诉)*(?:我|行|可以|就行|就可以|{may_i}|{softly}|[吗么不呢吧?？。\s])*$|^(?:{me}|[,，\s])*(?:没|没有)(?:手机|电话)(?:号码?)?(?:怎么办|咋办|行吗|{softly}|[了啊呀?？。\s])*$`)
	onlyLetter  = form(`^(?:{manner}|{me}|[要想就,，\s])*(?:投诉|举报|咨询)(?:一下|{softly}|[。\s])*$`)
	onPaper     = form(`^(?:{manner}|{me}|要|想|[,，\s])*(?:纸质|纸的|纸版|打印)(?:的|版|件|材料|出来)*(?:{softly}|[。\s])*$`)
	soonest     = form(`^(?:{manner}|那|这|几[种个]|[,，\s])*(?:哪[个种]|哪一[个种]|怎么|咋|什么方式)(?:方式|最|更|比较|能|给|拿|会)*(?:快|好|方便|省事|早|划算)(?:一点|一些|些|{softly}|[呢啊呀?？。\s])*$`)
	noAddress   = form(`^(?:{manner}|{me}|那|[,，\s])*(?:(?:家里?|住址|地址)?(?:不方便|不想|不愿意|不能)(?:写|给|留|告诉|说)?(?:地址|住址)?|没有?(?:固定)?(?:地址|住址)|(?:还是|能不能)?换(?:一?[个种])?(?:方式|办法))(?:{softly}|[了吧吗啊?？。\s])*$`)
	mailless    = form(`^(?:{manner}|{me}|那|可是?|[,，\s])*(?:没有?|不会用?|不用|没注册|没得)(?:过)?(?:这个|什么|电子|网上的?)?(?:邮箱|邮件|邮箱地址|email|Email)(?:怎么办|咋办|咋弄|行吗|{softly}|[了啊呀?？。\s])*$|^(?:{manner}|{me}|那|[,，\s])*(?:电子)?邮箱(?:也|都|我)?(?:没有|没得|不会)(?:怎么办|咋办|用|弄|{softly}|[了啊呀?？。\s])*$`)
	whereFetch  = form(`^(?:{manner}|{me}|那|到时候?|以后|[,，\s])*(?:去|到|上|在)?(?:哪里|哪儿|哪|什么地方|啥地方)(?:去|能|可以)?(?:拿|取|领|领取|自取|查阅|看)(?:{softly}|[呢啊呀?？。\s])*$`)
	whyCheck    = form(`^(?:{manner}|{me}|[,，\s])*(?:{why}|干嘛|干啥)(?:还)?(?:要|得)?(?:再)?(?:核对|核实|检查|确认|看一遍)(?:一遍|一下|{softly}|[呢啊呀?？。\s])*$`)
	isPublic    = form(`^(?:{me}|{before_now}|{manner}|这个|这条|这份|它|那个|那|要的|申请的|说的|信息|东西|到底|[,，\s])*(?:已经|是不是|有没有|之前|早就|早)*(?:公开|公布|公示|发布|发)(?:了|过|了没|没|没有|了没有)*(?:吗|么|没|不|没有|[呢啊呀?？。\s])*$`)
	looksAgain  = form(`^(?:{manner}|{me}|那|先|再|等|让|[,，\s])*(?:看看|看一下|看一遍|看一眼|核对一下|核对一遍|检查一下|检查一遍)(?:{softly}|再说|[。\s])*$`)
)

// ofOneStep are the readings of what is asked at one step only.
func ofOneStep() []reading {
	return []reading{
		{"wants to write a letter instead", func(e *entry) bool {
			return e.d.Step == application.StepSubject && onlyLetter.MatchString(writing.Simple(e.m.text))
		}, nil},
		{"asks whether she must agree", func(e *entry) bool {
			return (e.d.Step == application.StepConsent || e.d.Step == application.StepName) && mustAgree.MatchString(writing.Simple(e.m.text))
		}, beside("privacy")},
		{"asks to be reached by WeChat", func(e *entry) bool {
			return e.d.Step == application.StepPhone && !e.tellsOne() && reachedHere.MatchString(writing.Simple(e.m.text))
		}, inTrouble("phone_wechat")},
		{"tells a number before she agrees", func(e *entry) bool {
			return e.d.Step == application.StepConsent && application.OnlyPersonal(e.m.text) && !application.Read(e.m.text).Personal()
		}, inTrouble("early_number")},
		{"tells the way before she agrees", (*entry).tellsWayEarly, func(e *entry) answer { return e.hears(e.m.text, "early_way") }},
		{"tells her name before she agrees", (*entry).tellsNameEarly, func(e *entry) answer { return e.hears(e.m.text, "early_data") }},
		{"tells her address before she agrees", (*entry).tellsAddressEarly, func(e *entry) answer { return e.hears("地址:"+e.m.text, "early_data") }},
		{"has no mail", func(e *entry) bool {
			return e.d.Step == application.StepWhere && application.WhereTo(e.d) == "email" && !e.tellsOne() && mailless.MatchString(writing.Simple(e.m.text))
		}, func(e *entry) answer {
			e.d.Delivery, e.d.Step = disclosure.Delivery{}, application.StepWay
			return e.save(e.d, "mail_none")
		}},
		{"asks where it is fetched", func(e *entry) bool {
			return e.d.Step == application.StepConfirm && whereFetch.MatchString(writing.Simple(e.m.text))
		}, inTrouble("where_fetch")},
		{"asks why it is checked", func(e *entry) bool {
			return e.d.Step == application.StepConfirm && whyCheck.MatchString(writing.Simple(e.m.text))
		}, inTrouble("why_check")},
		{"asks whether it is public already", func(e *entry) bool {
			return !e.open() && !e.tellsOne() && lexicon.Question.MatchString(e.m.text) && isPublic.MatchString(writing.Simple(e.m.text))
		}, inTrouble("not_public")},
		{"has no telephone", func(e *entry) bool {
			return e.ofApplicant() && !e.tellsOne() && reachless.MatchString(writing.Simple(e.m.text))
		}, inTrouble("phone_none")},
		{"names paper and no way", func(e *entry) bool {
			return e.d.Step == application.StepWay && onPaper.MatchString(writing.Simple(e.m.text))
		}, inTrouble("way_paper")},
		{"asks which way is soonest", func(e *entry) bool {
			return e.d.Step == application.StepWay && soonest.MatchString(writing.Simple(e.m.text))
		}, inTrouble("way_fast")},
		{"will not tell an address", func(e *entry) bool {
			return e.d.Step == application.StepWhere && !e.tellsOne() && noAddress.MatchString(writing.Simple(e.m.text))
		}, at(application.StepWay)},
		{"leaves what is asked for as it is", func(e *entry) bool {
			return e.d.Step == application.StepConsent && application.Unchanged.MatchString(e.m.text)
		}, (*entry).asksAgain},
		{"looks once more", func(e *entry) bool {
			return e.d.Step == application.StepConfirm && looksAgain.MatchString(writing.Simple(e.m.text))
		}, (*entry).asksAgain},
		{"looks for something else first", func(e *entry) bool {
			return !e.tellsOne() && looksFirst.MatchString(writing.Simple(e.m.text))
		}, nil},
	}
}

// What is told before the notice is agreed to is kept in mind, and written down once it is.

// tellsWayEarly: how it is to be handed over.
func (e *entry) tellsWayEarly() bool {
	return e.atNotice() && e.told().Way > 0 && !e.told().Personal() && utf8.RuneCountInString(e.m.text) <= longestWayTold && !lexicon.Papers.MatchString(e.m.text)
}

// longestWayTold is how many characters a text has at most that only tells a way: 要电子版，发到手机上就行.
const longestWayTold = 14

func (e *entry) tellsNameEarly() bool {
	return e.atNotice() && e.told().Name != "" && !e.told().Personal() && !agrees(e.m.text) // bare, it may be any word: 花名册
}

func (e *entry) tellsAddressEarly() bool {
	return e.atNotice() && !e.told().Personal() && application.IsWholeAddress(e.m.text) && endsAtDoor.MatchString(e.m.text)
}

// endsAtDoor ends as a whole address does, and no matter at a place: 解放街8号小区改造.
var endsAtDoor = form(`(?:[0-9]|号|号楼|室|单元|栋|幢|户|院|组)[。\s]*$`)

// atNotice says whether she has the notice before her, and asks nothing.
func (e *entry) atNotice() bool {
	return e.d.Step == application.StepConsent && !e.stale && !lexicon.Question.MatchString(e.m.text)
}

// hears keeps in mind what was told, with the word for it, and asks for her consent.
func (e *entry) hears(told, trouble string) answer {
	e.talk.holdEarly(told)
	e.early = true
	return e.save(e.d, trouble)
}
