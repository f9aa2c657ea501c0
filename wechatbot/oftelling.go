package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/disclosure"
)

// What a text says of how it was told, by whom it is answered and what comes of it.
var (
	// repeats wants to hear once more what was said: 再说一遍, 没看清.
	repeats = form(`^(?:{manner}|{softly}|请|麻烦|能不能|可以|你|您|把|再|又|,)*(?:(?:重新|重复|再)(?:说|讲|发|念|来)?(?:一遍|一次|一下)|(?:说|讲|发)(?:慢一?点|得?太快)|太快)(?:了|{softly}|{may_i}|[吗么?？])*$|^(?:{me}|还是|,)*(?:没|没有)(?:听|看)(?:清楚?|明白|到|全)(?:了|{softly}|[?？])*$|^(?:{manner}|{softly}|,)*(?:你|您|{me})?(?:刚才|刚刚|上面|前面|之前)(?:的?话)?(?:说|讲|发|问|答|写)(?:到|了|的)?(?:是)?(?:什么|啥|哪了|哪儿了)(?:来着|{softly}|[?？])*$`)
	// speaks wants to speak with somebody in another way than by writing: 能打视频吗.
	speaks = form(`^(?:{manner}|{me}|{want}|{may_i}|[你您们能可以会不用发打开给,，\s])*(?:语音|视频|音频|方言|普通话|宁夏话|回民话|英文|英语)(?:通话|电话|聊天|回复|回答|回话|回|答复|说话|说|讲|聊|播报)?(?:一下|{me}|{may_i}|{softly}|[吗么呢啊?？])*$`)
	// basis asks which law it was that was told: 哪一条.
	basis = form(`^(?:{manner}|{softly}|那|这|是|这是|有|,)*(?:(?:什么|啥|有什么|有啥)?(?:法律)?(?:依据|根据)(?:是什么|呢|在哪里?)?|(?:根据|按照|依照|按)?哪(?:一)?[条部个](?:规定|法律|法|条例|款)?(?:说的|规定的|写的)?|(?:法律|条例|规定)?(?:原文|条文)(?:呢|是什么|怎么说的?|在哪里?|给我看看|看看)?)(?:{softly}|[吗么呢啊?？。])*$`)
	// notReached says that what was told does not answer: 没人接, 打不通.
	notReached = form(`^(?:{manner}|电话|打了|,)*(?:怎么|咋|老是|老|总是|总|一直|都|又|也|就|根本)*{unreached}(?:怎么办|咋办|{softly}|[了啊呀呢嘛!！?？。])*$|^(?:{manner}|有没有|有|那|,)*(?:手机|邮编|邮政编码|传真|邮箱|领导)(?:号码|号|电话)?(?:呢|吗|有吗|多少|[啊?？])*$`)
	// toldThen asks whether she will be told: 会通知我吗.
	toldThen = form(`^(?:{manner}|那|到时候|有结果|办好|以后|之后|了|,)*(?:会不会|会|能不能|能|要不要)(?:再)?(?:主动)?(?:通知|告诉|提醒|联系|发消息给|发给)(?:{me})(?:{softly}|一声|一下|[吗么呢啊?？。])*$`)
)

// What a text asks of the account itself.
var (
	// ownVoice asks whether one may speak and need not type: 我不会打字，发语音行不.
	ownVoice = form(`^(?:{manner}|{me}|(?:不会|不方便|不能)(?:打字|写字)|不识字|不认字|眼睛?看不清|[那你您们能可以会用直接,，\s])*(?:(?:发|说|讲|用|听|识别)(?:得|一下|个)?(?:懂|见|出)?语音|语音(?:你|您|能|可以|会)*(?:听得懂|听懂|听见|识别|认|发|输入|说|提问|问|查)?)(?:{me}|{may_i}|{softly}|[能可以吗么不啊?？])*$|^(?:{manner}|{me}|[,，\s])*(?:(?:不会|不方便|不能)(?:打字|写字)|不识字|不认字)[,，\s]*(?:(?:说话|说|讲话|讲|用嘴说|口头说?)(?:{may_i}|行不行|可以吗|中不中|成不成|[吗么不])*|怎么办|咋办|咋弄|{softly}|[啊呀?？。])*$`)
	// sendsPictures asks whether pictures may be sent: 能发照片吗.
	sendsPictures = form(`^(?:{manner}|{me}|(?:我是)?(?:投诉|咨询|反映)(?:的|里|时|的时候)?|那|这里|给你们|能不能|可不可以|[能可以想要,，\s])*(?:发|传|上传|拍|附)(?:个|张|几张|一下|点)?(?:照片|图片|相片|截图|图|视频|录像)(?:过来|给你们|来|上来|上去)*(?:行吗|行不行|行不|可以吗|可以不|可不可以|能不能|能吗|[吗么不?？])+$`)
	// foundMeans asks what it means that nothing was found, or why.
	foundMeans = form(`^(?:{manner}|[那你您这老说写着的,，\s])*(?:没有?找到|找不到|没找着|没有?查到|查不到|搜不到)(?:是|的|到底)*(?:什么|啥|怎么|咋)(?:意思|回事)(?:{softly}|[?？])*$|^(?:{manner}|[,，\s])*(?:为什么|为啥|咋|怎么)(?:都|会|就|老是?|总是?)*(?:没有?找到|找不到|没有?查到|查不到|搜不到|什么都没有)(?:东西|{softly}|[呢?？])*$`)
	// nobodyHere doubts that anybody reads it: 没人吗.
	nobodyHere = form(`^(?:{manner}|怎么|真的|都|就|还|难道|[,，\s])*(?:没有?|没得)(?:个|活|真)*人(?:在|理我?|回我?|应|接|啊|呀|吗|么|[?？])*$`)
)

// mayBeTold says whether the answer before was of something of which she may be told later:
// there must be a desk that takes it.
func (v *visit) mayBeTold() bool {
	if v.bot.Desk == nil && v.bot.Cases == nil {
		return false
	}
	return strings.HasPrefix(v.talk.said, "law") || v.talk.said == "person" || v.talk.said == "contact" || strings.HasSuffix(v.talk.said, "_done") || v.spokenOf() != ""
}

// ofTelling answers what a text says of that.
func (v *visit) ofTelling(text string) (answer, bool) {
	switch {
	case v.talk.said != "" && repeats.MatchString(text):
		if r, has := v.recordShown(); has && v.talk.said == "record" {
			return v.show(r), true
		}
		v.why.wanted(wantHelp)
		return v.say("repeat", v.pageInHand()), true
	case speaks.MatchString(text):
		v.why.wanted(wantHelp)
		return v.say("written", nil), true
	case ownVoice.MatchString(text):
		v.why.wanted(wantHelp)
		return v.say("written", nil), true
	case sendsPictures.MatchString(text) && !v.begun().busy:
		v.why.wanted(wantHelp)
		return v.say("sendpicture", map[string]any{"Write": v.bot.Cases != nil, "Most": disclosure.MaxAttachments}), true
	case foundMeans.MatchString(text):
		v.why.wanted(wantHelp)
		v.talk.offer(v.bot.Now(), "我要申请", "人工")
		return v.say("whynone", map[string]any{"Applies": v.takesApplications()}), true
	case nobodyHere.MatchString(text) && (strings.HasPrefix(v.talk.said, "person") || strings.ContainsAny(text, "吗么?？")):
		v.why.wanted(wantPerson)
		return v.person(), true
	case v.talk.said == "law" && basis.MatchString(text):
		v.why.wanted(wantLaw)
		return v.say("lawbasis", nil), true
	case toldThen.MatchString(text) && v.mayBeTold():
		v.why.wanted(wantMine)
		return v.say("toldthen", nil), true
	case strings.HasPrefix(v.talk.said, "contact") && notReached.MatchString(text):
		v.why.wanted(wantContact)
		return v.contact("电话"), true
	}
	return answer{}, false
}
