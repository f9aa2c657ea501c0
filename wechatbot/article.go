package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// What is asked of the regulation itself. Only a text that names it, or what it calls
// publishing, is held against these.
var (
	articleAsked = form(`^(?:请问|《|看看|查一下|新的?|现行的?)*{regulation}》?(?:的|里|中)?第([一二三四五六七八九十]{1,3}|[0-9]{1,2})条(?:第?.{1,3}[款项])?(?:{article_about}|[?,，？])*$`)
	forceAsked   = form(`^(?:请问|《|新的?|现行的?|这个|咱们的?)*{regulation}》?(?:{force_about})*(?:{force_when}(?:{force_about})*{in_effect}|{in_effect}(?:{force_about})*{force_when})(?:{force_about}|[?？])*$`)
	openAsked    = form(`(?:^|[^不])(?:{openly}).*?(?:{which_ones})|(?:{which_ones}).*?(?:{openly})`)
	closedToo    = form(`不公开|不予|不能|不该|不应|不给|不让|保密`) // asks of both: what is not public tells the rest
	inPerson     = form(`{in_person}`)
	onlyMyself   = form(`^(?:{manner}|{lead}|{me}|{must}|{in_person}|{yes_or_no}|要不要|用不用|需不需要|需要|[去来到办要得吗么不呢啊?？])*$`) // 必须本人去吗
	apartAsked   = form(`主动公开.{1,4}{applied_way}.{0,6}{apart}|{applied_way}.{1,4}主动公开.{0,6}{apart}|{apart}.{0,6}(?:主动公开.{1,4}{applied_way}|{applied_way}.{1,4}主动公开)`)
)

// regulation answers what is asked of the regulation itself: an article by its number,
// since when it is in force, how its two ways of publishing differ.
func (v *visit) regulation(m meaning) (answer, bool) {
	if m.intent != wantSearch {
		return answer{}, false
	}
	text := writing.Simple(m.text)
	a, asked := v.lawNext(text)
	if !asked {
		a, asked = v.article(text)
	}
	if !asked {
		a, asked = v.itselfAsked(text)
	}
	if !asked {
		a, asked = v.reviewGoesOn(text)
	}
	which := ofRegulation(text)
	if all := writing.Clauses(text); which == "" && len(all) > 1 { // 我是老师，请问条例哪年实施的
		if last := all[len(all)-1]; strings.Contains(last, "条例") && forceAsked.MatchString(last) {
			which = "force"
		}
	}
	if v.talk.said == "regulation" && forceAsked.MatchString("条例"+text) {
		which = "force" // 什么时候实施的, behind it
	}
	if !asked && which != "" {
		a, asked = v.law(which, ""), true
	}
	if asked {
		v.why.took(meaning{intent: wantLaw})
	}
	return a, asked
}

// article answers who asks for an article of the regulation by its number.
func (v *visit) article(text string) (answer, bool) {
	if !strings.Contains(text, "第") {
		return answer{}, false
	}
	asked := articleAsked.FindStringSubmatch(text)
	if asked == nil {
		asked = v.articleNamed(text)
	}
	if asked == nil && (v.talk.said == "regulation" || v.talk.said == "article" || v.talk.said == "law" && v.talk.law == "force") {
		asked = articleNext.FindStringSubmatch(text)
	}
	if asked == nil {
		return answer{}, false
	}
	return v.articleOf(asked[1])
}

// articleOf quotes an article of the regulation.
func (v *visit) articleOf(number string) (answer, bool) {
	a, known := disclosure.ArticleOn(v.today, number)
	if !known {
		return answer{}, false
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), "人工")
	return v.say("article", map[string]any{"Article": a, "Link": v.bot.Pages.Guide()}), true
}

// articleNext is a text that names an article and no law, behind the regulation: 第27条说啥.
var articleNext = form(`^(?:那|再|还有|看看|看|查|,|，)*第([一二三四五六七八九十]{1,3}|[0-9]{1,2})条(?:{article_about}|[?,，？])*$`)

// wholeLaw asks for the regulation and for nothing in it, by its name or by its number: 给我发一下
// 政府信息公开条例, 国务院令711号.
var wholeLaw = form(`^(?:{manner}|{lead}|{me}|发|给|看看|看|打开|下载|那|把|[,，\s])*《?(?:中华人民共和国)?(?:政府信息公开|信息公开|政务公开|政府信息)的?条例》?(?:的|这个|那个)*(?:全文|原文|正文|内容|文件|文本)?(?:发|给|看|我|一下|{is_there}|{where}|{softly}|[吗么?？。])*$`)

// itselfAsked answers who asks for the regulation itself, where it is no record here: since when
// it is in force, and how an article of it is read.
func (v *visit) itselfAsked(text string) (answer, bool) {
	of, known := disclosure.ProvisionOn(v.today, "force")
	if !known {
		return answer{}, false
	}
	lacks := ""
	if number := orderForm.FindString(asDocNumber(text)); number != "" && wholeOrder.MatchString(asDocNumber(text)) {
		if lacks = text; !strings.Contains(of.Text, strings.TrimPrefix(number, "国")) || v.inCatalogue(number) {
			return answer{}, false
		}
	} else if !wholeLaw.MatchString(text) {
		return answer{}, false
	}
	if _, here := v.titled("中华人民共和国政府信息公开条例"); here {
		return answer{}, false
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), "人工")
	return v.say("regulation", map[string]any{"Lacks": lacks, "Provision": of, "Link": v.bot.Pages.Guide()}), true
}

// ofRegulation is the question of law that a text asks by the words of the regulation,
// "" where it asks none of them.
func ofRegulation(text string) string {
	switch {
	case strings.Contains(text, "条例") && forceAsked.MatchString(text):
		return "force"
	case comesMyself(text) && (applied.MatchString(text) || onlyMyself.MatchString(text)):
		return "person"
	case strings.Contains(text, "主动公开") && apartAsked.MatchString(text):
		return "apart"
	}
	return ""
}

// topic is the question of law that is really asked where another was guessed: what must
// be published is not what must not.
func topic(which, text string) string {
	if which == "which" && openAsked.MatchString(text) && !closedToo.MatchString(text) {
		return "open"
	}
	if which == "publish" && ofAccounts.MatchString(text) {
		return "accounts_publish"
	}
	if which == "reason" && slowness.MatchString(text) {
		return "term"
	}
	return which
}

// ofAccounts are words for what the budget law says by when it is published; accountsDue asks
// that of them.
var (
	ofAccounts  = form(`预算|决算|三公`)
	accountsDue = form(`(?:预算|决算|三公)[^,，。0-9]{0,10}(?:多久|多少[天日]|几[天日]|什么时候|啥时候|何时|哪天|期限|时限)[^,，。]{0,6}(?:公开|公布|公示)[啊呀呢?？]*$|` +
		`(?:预算|决算|三公)[^,，。0-9]{0,8}(?:公开|公布|公示)[^,，。]{0,4}(?:期限|时限|多久|多长时间|几天|多少天)`)
)

// slowness is a text that asks why it takes so long.
var slowness = form(`{why_asked}.{0,8}(?:[这那]么|太)?(?:久|慢|长时间|长|多天|[0-9一二两三四五六七八九十]+个?(?:工作)?[天日])`)

// comesMyself says whether a text asks whether one must come oneself.
func comesMyself(text string) bool {
	return inPerson.MatchString(text) && lexicon.Question.MatchString(text)
}
