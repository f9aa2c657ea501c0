package wechatbot

import (
	"regexp"

	"github.com/zwgk/zwgk/disclosure/cases"
)

// A letter of before is one that a citizen asks about: 我上周投诉的噪音有人管了吗. It has
// the words of a complaint, and is none.

var (
	// saidBefore is that something was said before, and how.
	saidBefore = regexp.MustCompile(`(?:(投诉|举报|反映|反应|控告|检举)|(咨询|请教))(?:过|上去|给你们?|你们)?的|` +
		`(?:我|俺|额|咱)[^,.，。？?\s]{0,8}(?:(报修|报|告|提)|(问|打听))(?:过|上去|给你们?|你们|了)?的|` +
		`(?:上次|上回|上周|上个?礼拜|上个?星期|上个?月|之前|以前|前两天|前几天|前些天|前天|前阵子?|昨天|那天|早先|月初|号)[^,.，。？?\s]{0,8}(?:(投诉|举报|反映|反应|控告|检举|报修|告|提)|(咨询|请教|问))(?:过|了)?(?:的|一?个|那)?`)

	// askedAfter is that somebody asks what became of it.
	askedAfter = regexp.MustCompile(`(?:有没有|有)人?(?:来|去|在)?(?:管|理|处理|看|回|答复|跟进|查|办)(?:了|过|我)?(?:吗|没|么|不|嘛)|有没有(?:人|结果|消息|下文|回音|答复|进展|动静|信)|` +
		`(?:处理|解决|办理?|管|查|受理|答复|回复|回|弄|落实|修|清|抓|换|通|装|拆|补|停)(?:好|完|掉|上|清楚)?(?:了|过)?(?:吗|没有?|么|没得|不曾)(?:啊|呀|呢)?$|` +
		`查没查|管没管|修没修|办没办|回没回|处理没处理|看没看|(?:去|来)(?:了|过)(?:没|吗)|` +
		`(?:处理|解决|办|查|弄)(?:得|的)(?:咋|怎么?)样|(?:结果|说法|消息|下文|回音|回信|回话|答复|回复|进展|动静|信儿?)(?:了)?(?:吗|没有?|么|没得|呢|咋样)|` +
		`(?:咋|怎么|为啥|为什么|凭啥)(?:还|一直|到现在|至今|都|就|也)*(?:没|不见|不)(?:有)?(?:个|人|谁)?(?:来|给我)?(?:回|理|管|处理|解决|答复|动静|消息|下文|结果|信|反应|办)|` +
		`(?:到哪一?步|办到哪|啥情况|什么情况|啥进展|什么进展|咋样|怎么?样)(?:了|咧|啦)?(?:啊|呀|呢)?$`)

	// others are those whose letters are counted, and not told of one by one.
	others   = regexp.MustCompile(`群众|居民|市民|大家|家长们|老百姓|全区|一年|今年|去年|每年|多少件|几件|满意`)
	applied  = regexp.MustCompile(`申请|信息公开`)
	tookBack = regexp.MustCompile(`撤|不告了|算了|不用回`)
)

// asksAfter says whether a text asks what became of a letter that was written
// before, and of which kind that was.
func asksAfter(text string) (cases.Kind, bool) {
	said := saidBefore.FindStringSubmatch(text)
	if said == nil || !askedAfter.MatchString(text) || others.MatchString(text) || applied.MatchString(text) || tookBack.MatchString(text) {
		return "", false
	}
	if said[2]+said[4]+said[6] != "" {
		return cases.Consultation, true
	}
	return cases.Complaint, true
}

// earlier tells how far the citizen's complaints and consultations are, where she
// asks after one. Where there is none, what she says may be written now.
func (v *visit) earlier(kind cases.Kind, text string) answer {
	if v.bot.Cases == nil {
		return v.person()
	}
	all, err := v.ownCases()
	if err != nil {
		return v.failed(err)
	}
	if len(all) > 0 {
		return v.showOwn(all)
	}
	v.talk.offer(v.bot.Now(), string(kind)+":"+text, "我的申请")
	return v.say("case_none", map[string]any{"Kind": kind.Chinese(), "Office": v.bot.Office})
}
