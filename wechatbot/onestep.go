package wechatbot

import (
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// What is asked at one step only: whether the notice must be agreed to (必须同意吗), whether an
// account of WeChat will do to be reached (没手机，微信行吗), which way is soonest (哪个快), another
// way than one that needs an address (地址不方便写), and one more look at the summary (再看看).
var (
	mustAgree   = form(`^(?:{manner}|{me}|那|[,，\s])*(?:(?:必须|一定要|非得|非要|得)(?:点)?同意(?:吗|么|不|才行吗)|(?:不同意|不给|不填)(?:的话)?(?:行吗|行不行|可以吗|能申请吗|会怎样|会怎么样|怎么办|会咋样)|(?:{why}|凭什么)(?:一定|非得?|必须|还)?要?(?:{me})?(?:点)?同意[呢啊呀?？,，\s]*(?:{me}?不同意(?:的话)?(?:会怎样|会怎么样|怎么办|行吗|会咋样))?|(?:你们)?(?:拿|要|收|用)(?:{me})?的?(?:这些|个人)?(?:信息|身份证号?|证件|名字|姓名|电话)(?:来|去|是)?(?:干啥|干嘛|干什么|做什么|做啥|有啥用|有什么用))(?:{softly}|[?？])*$`)
	reachless   = form(`^(?:{manner}|{me}|那|[,，\s])*(?:没有?|不用)(?:别的|其他)?(?:电话|手机|座机)(?:号码?)?(?:[,，\s]|也|和|又|跟|还)*(?:没有?)?(?:邮箱|电子邮箱|手机|电话)?(?:怎么办|咋办|咋弄|行吗|可以吗|{softly}|[了啊呀?？。\s])*$`)
	reachedHere = form(`^(?:{manner}|{me}|那|就|你们|您|直接|用|留|写|填|和|跟|[,，\s])*(?:没|没有)?(?:手机|电话)?[,，\s]*(?:这个|我的)?(?:微信|QQ|qq)(?:号|联系我?|上|一样|回|找|通知|告诉)*(?:我|行|可以|就行|就可以|{may_i}|{softly}|[吗么不呢吧?？。\s])*$|^(?:{me}|[,，\s])*(?:没|没有)(?:手机|电话)(?:号码?)?(?:怎么办|咋办|行吗|{softly}|[了啊呀?？。\s])*$`)
	onlyLetter  = form(`^(?:{manner}|{me}|[要想就,，\s])*(?:投诉|举报|咨询)(?:一下|{softly}|[。\s])*$`)
	onPaper     = form(`^(?:{manner}|{me}|要|想|[,，\s])*(?:纸质|纸的|纸版|打印)(?:的|版|件|材料|出来)*(?:{softly}|[。\s])*$`)
	soonest     = form(`^(?:{manner}|那|这|几[种个]|[,，\s])*(?:哪[个种]|哪一[个种]|怎么|咋|什么方式)(?:方式|最|更|比较|能|给|拿|会)*(?:快|好|方便|省事|早|划算)(?:一点|一些|些|{softly}|[呢啊呀?？。\s])*$`)
	noAddress   = form(`^(?:{manner}|{me}|那|[,，\s])*(?:(?:家里?|住址|地址)?(?:不方便|不想|不愿意|不能)(?:写|给|留|告诉|说)?(?:地址|住址)?|没有?(?:固定)?(?:地址|住址)|(?:还是|能不能)?换(?:一?[个种])?(?:方式|办法))(?:{softly}|[了吧吗啊?？。\s])*$`)
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
		{"looks once more", func(e *entry) bool {
			return e.d.Step == application.StepConfirm && looksAgain.MatchString(writing.Simple(e.m.text))
		}, (*entry).asksAgain},
	}
}
