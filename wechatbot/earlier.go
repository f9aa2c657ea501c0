package wechatbot

import (
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A letter of before is one that a citizen asks about: 我上周投诉的噪音有人管了吗. It has
// the words of a complaint, and is none.

var (
	// saidBefore is that something was said before, and how.
	saidBefore = form(`(?:({complain})|({consult})){past}?的|` +
		`(?:我|俺|额|咱)[^,.，。？?\s]{0,8}(?:({report})|({ask}))(?:{past}|了)?的|` +
		`{when}[^,.，。？?\s]{0,8}(?:({complain}|{report})|({consult}|问))[过了]?(?:的|一?个|那)?`)

	// askedAfter is that somebody asks what became of it.
	askedAfter = form(`有(?:没有)?人?[来去在]?{look}[了过我]?[吗没么不嘛]|有没有(?:人|{news})|` +
		`{done}(?:好|完|掉|上|清楚)?[了过]?(?:[吗没]|没有|么|没得|不曾)[啊呀呢]?$|{whether}|[去来][了过][没吗]|` +
		`(?:处理|解决|办|查|弄)[得的](?:咋|怎么?)样|{news}了?(?:[吗没]|没有|么|没得|呢|咋样)|` +
		`{why}{still}*(?:没|不见|不)有?[个人谁]?(?:来|给我)?(?:{look}|解决|消息|动静|下文|结果|信|反应)|` +
		`{how_far}[了咧啦]?[啊呀呢]?$|(?:处理|办理|调查|答复|解决)的?(?:{news}|情况)[啊呀呢]?$`)

	// others are those whose letters are counted, and not told of one by one.
	others   = form(`{everybody}`)
	applied  = form(`申请|信息公开`)
	tookBack = form(`{took_back}`)
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

// newsAsked is a text that only asks whether there is any news: 有信儿没.
var newsAsked = form(`^(?:{of_mine}|那个|那件|这件|的|{still}|[,，\s])*有(?:没有|没|啥|什么|点)?{news}(?:没有?|了没|了吗|吗|了|么|不|呀|啊|呢)*$`)

// asksNews says whether a text asks that. Of what, the citizen's own matters tell.
func asksNews(m meaning) bool {
	return m.intent == wantSearch && utf8.RuneCountInString(m.text) <= longestCurse && strings.Contains(m.text, "有") && newsAsked.MatchString(writing.Simple(m.text))
}
