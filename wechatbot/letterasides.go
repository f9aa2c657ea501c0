package wechatbot

import (
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// What is said beside a letter that is being written: something is looked for first, the letter
// is come back to or left for now, and what is to stand in it is asked.
var (
	// looksFirst looks for something before she goes on: 算了先查个文件 小微企业. What is looked
	// for follows.
	looksFirst = form(`^(?:{manner}|{noted}|{me}|等等|等一?下|慢着|对了|那|不|[,，。\s])*先(?:帮我|给我|让我|我)?(?:查查|找找|看看|查|找|看|搜|问)(?:一下|一个|下|个|点|一)?(?:文件|东西|信息|资料|别的|事儿?|问题)*[:：,，\s]+(.{2,})$`)

	// comesBack goes on with the letter: 好了 接着投诉.
	comesBack = form(`^(?:{manner}|{noted}|好了|{me}|那|现在|查完了|看完了|[,，。\s])*(?:接着|继续|回来|回到|再)(?:说|写|弄|交|提)?(?:刚才|刚刚|那个|那件|我|的)*(?:投诉|咨询|举报|建议|信|写|说)(?:的事|{softly}|[吧了。\s])*$`)

	// postpones leaves it, for now or at all: 我是说打个比方 先不投诉.
	postpones = form(`^(?:[^,，。?？]{0,14}[,，。\s])?(?:{manner}|{me}|那|算了|还是|就|[,，\s])*(?:先|暂时|现在)?(?:不|别|没想|不是)(?:想|要|打算)?(?:投诉|举报|咨询|反映|提交|交|写|弄)(?:你们|它|这个|谁|他们?)?(?:了|{softly}|[吧啊呢。！!\s])*$`)

	// asksToTell asks what is to stand in it: 在哪个路段要写不.
	asksToTell = form(`^[^,，。?？]{0,12}?(?:要不要|用不用|需不需要|要|用|需要|得|必须)(?:都|也)?(?:写|说|填)(?:上|清楚|明白|进去|出来|多少字|几个字|啥|什么|些啥|些什么)?(?:不|吗|么|嘛|呢|行不行|[?？])+$|^(?:{manner}|{me}|那|[,，\s])*(?:怎么|咋|如何)写(?:才好|才行|好)?(?:{softly}|[呢啊?？])*$|^(?:{manner}|{me}|那|要|[,，\s])*写(?:些|点)?(?:啥|什么|多少字?)(?:{softly}|[呢啊?？])*$`)

	// asksWhen asks in few words when somebody answers: 什么时候回我.
	asksWhen = form(`^(?:{manner}|{me}|那|你们?|您|大概|一般|[,，\s])*(?:{when_asked}|{how_long}|几天)(?:才|能|会|可以|给|就|内)*(?:回|答|处理|理)(?:复|话|信|音)?(?:{me})?(?:{softly}|[呢啊呀?？])*$`)
)

// besideLetter answers what is said beside a letter that is written and was worked on just now.
func (v *visit) besideLetter(d cases.Draft, m meaning, plain string) (answer, bool) {
	switch {
	case !v.fresh(d) || m.number != "" || lexicon.Choice(m.text) > 0:
	case comesBack.MatchString(plain):
		return v.saveLetter(d), true
	case asksToTell.MatchString(plain):
		return v.shownWith(v.saveLetter(d), "case_tell", nil), true
	case d.Text != "" && lettersShown[v.talk.said] && postpones.MatchString(plain) && !refuses.MatchString(plain) && !callsOff.MatchString(plain) && !lexicon.Question.MatchString(plain):
		return v.asksUnwritten()
	case d.Text != "" && asksWhen.MatchString(plain) && len(v.inHand()) == 0:
		return v.say("case_when", v.letterView(d)), true
	}
	return answer{}, false
}

// tellsOnly says whether a text tells something, and neither asks nor wants to be shown it:
// 我的申请一直不给答复, where the words of a letter are waited for, is the letter.
func tellsOnly(text string) bool {
	plain := writing.Simple(text)
	return !lexicon.Question.MatchString(plain) && !questioning.MatchString(plain) && !wantsProgress.MatchString(plain)
}

// wantsProgress is a text that wants to be shown how far something is.
var wantsProgress = form(`^(?:{manner}|{me}|[想要,，\s])*(?:[查看问]|查询|查查|看看|进度|我的(?:申请|投诉|咨询)$)|进度$|到哪一?步`)

// soughtBeside is a text that asks to have something looked up: 我想查一下三公经费.
var soughtBeside = form(`^(?:{manner}|{me}|{want}|[想要就能帮给,，\s])*(?:查一下|查下|查查|查询|搜一下|搜搜|找一下|帮我查|帮我找)(?:看|一下)?[^,，。?？]{2,16}[?？]*$`)

// beforeAsking are words before a question.
var beforeAsking = form(`^(?:{manner}|{me}|想|先|就|[,，\s])+`)

// asksAside says whether a text, where the words of a complaint are waited for, has something looked
// up, or asks how long the answer takes.
func asksAside(plain string) bool {
	if _, term := letterTermIn(beforeAsking.ReplaceAllString(plain, "")); term {
		return true
	}
	return soughtBeside.MatchString(plain) && !complaining.MatchString(plain)
}
