package wechatbot

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
)

// Words around what somebody looks for.
var (
	hullBefore = form(`^(?:{lead}|,|\s)+`)
	hullBehind = form(strings.Join(hullParts, "?") + `*[?？]*$`)
	hullEnds   = form(`(?:` + strings.Join(hullParts, "|") + `|[?？])$`) // any of it: most texts end in none
	madePublic = form(`{publish}(?:情况|信息|[了没吗])*$`)                     // 预算公开
	publishing = form(`(?:都|一共)?{publish}[了过]?些?(?:什么|啥|哪些)?`)
)

// hullParts may stand behind what is looked for, in this order, the last of them several times.
var hullParts = []string{`{about}`, `的`, `(?:{other_ones})`, `{document}`, `{where}`, `(?:(?:能|可以|可)?(?:看|查|找|有|下载)(?:到|得到)?)`, `{what}`}

// papersOf is a text that asks what documents there are of a field.
var papersOf = form(`^(\p{Han}{2,8}?)(?:方面|口子?|领域|行业|系统|这块|这一块)上?(?:都|最近|现在|还|又|[,，])*(?:有|出|发|出台)(?:了|过)?(?:些|哪些|什么|啥|甚|没有)+(?:新|最新|好|惠民)?的?{document}(?:[吗呢啊呀么?？])*$`)

// coreOf is a text without the words around what it looks for: 那个关于幼儿园的文件
// looks for 幼儿园.
func coreOf(text string) string {
	core := hullBefore.ReplaceAllString(text, "")
	if of := papersOf.FindStringSubmatch(core); of != nil {
		return of[1] // 就业方面有什么新政策
	}
	if hullEnds.MatchString(core) {
		core = hullBehind.ReplaceAllString(core, "")
	}
	core = strings.TrimSpace(core)
	core = madePublic.ReplaceAllString(core, "")
	if len([]rune(core)) < 2 {
		return ""
	}
	return core
}

// lookingFor are the words behind a document that somebody asks for.
var lookingFor = form(`[,\s]*(?:(?:你们|这里)?(?:到底)?{is_there}{publish}?过?|[在去从上]?(?:哪里|哪儿|哪)(?:能|可以)?(?:看|查|找|下载)?(?:到|得到)?|(?:给我|帮我)?[找发看查要](?:一下|一份|给我|我|看看?|找)?|[吗呢啊呀吧么?？])+$`)

// paperOf asks behind a thing whether there is a paper of it: 学区划分有文件吗; askedWhat asks what it is:
// 24件事项都是啥.
var paperOf = form(`(?:有没有|有|出了?)(?:这个|这样的|相关的?|什么|个|正式的?)?(文件|规定|材料|资料)(?:吗|没有?|么|不)?[?？]*$`)

var askedWhat = form(`(?:都|具体|分别|到底|究竟)*(?:是|有|包括)(?:些)?(?:啥|什么|哪些|哪几[个项件])[?？]*$`)

// subjectOf is a text that looked for something as what is applied for.
func subjectOf(text string) string {
	subject := strings.TrimSpace(lookingFor.ReplaceAllString(hullBefore.ReplaceAllString(text, ""), ""))
	subject = cmp.Or(askedWhat.ReplaceAllString(paperOf.ReplaceAllString(subject, "的$1"), ""), subject)
	if strings.Contains(subject, "申请") {
		subject = strings.TrimRight(wishEnd.ReplaceAllString(subject, ""), ",，、 ") // 低保名单，咋申请嘛
	}
	if utf8.RuneCountInString(subject) < lexicon.LeastWish {
		return text
	}
	return subject
}

// whereSeen is a text that asks where something can be read: 年报在哪里看, 哪里能查到预算,
// 年报在哪里, 怎么看预算.
var whereSeen = form(`^(.{2,}?)(?:[在去到上])?(?:哪里|哪儿|哪|何处)(?:个?(?:栏目|网站|平台|地方|板块|网页)(?:里|上|下面)?)?(?:能|可以|可)?(?:看|查|找|下载|公布|公开|公示|发布)[得到阅]*(?:[吗呢啊呀了的]|[?？])*(?:[,，\s]*有没?有?(?:网址|链接|网站)[吗么没有?？]*)?$|` +
	`^(?:{lead}|[在去到上])*(?:哪里|哪儿|哪|何处)(?:能|可以|可)?(?:看|查|找|下载)[得到阅]*(.{2,})$|` +
	`^(.*{paper_name})在?(?:哪里|哪儿|哪|何处)[呢啊呀的?？]*$|` +
	`^(?:{lead})*(?:怎么|怎样|如何|咋)(?:能|可以|才能)?(?:看|查|找|下载)[得到阅]*(.*(?:{paper_name}|{document}))[呢啊呀?？]*$`)

// seenWhere is what such a text asks of, where the catalogue has it and the guide does not
// tell of it by name.
func (v *visit) seenWhere(text string) string {
	if !strings.ContainsAny(text, "哪何怎咋") {
		return ""
	}
	found := whereSeen.FindStringSubmatch(text)
	if found == nil || found[3] == "" && v.inGuide(text) {
		return ""
	}
	what := found[1] + found[2] + found[3] + found[4]
	for _, core := range []string{what, coreOf(what)} {
		if utf8.RuneCountInString(core) >= leastAsked && v.documented(core) {
			v.readWhere = true
			return core
		}
	}
	return ""
}

// titledBeside says whether a text asks, beside the word of an entry of the guide, of
// something that the entry does not speak of and that is in the title of a record: 代办专利
// is not what the points of service do. Of an entry that was only found to be alike less is
// sure: there the word by itself is looked for too.
func (v *visit) titledBeside(g h5.GuideEntry, text string, alike bool) bool {
	rest, whole := text, g.Question+g.Answer+strings.Join(g.Words, "")
	for _, w := range g.Words {
		rest = strings.ReplaceAll(rest, w, " ")
	}
	for _, part := range strings.Fields(otherHull.ReplaceAllString(rest, " ")) {
		if utf8.RuneCountInString(part) < leastSaid || strings.Contains(whole, part) || !inCharacters(part) {
			continue
		}
		if v.inTitleOf(text, part) || alike && v.inTitleOf(part, part) {
			return true
		}
	}
	return false
}

// inTitleOf says whether a word is in the title of what a text probably looks for.
func (v *visit) inTitleOf(text, word string) bool {
	page, err := v.find(catalog.Query{Text: text, Limit: pageSize, Today: v.today})
	if err != nil || len(page.Hits) == 0 {
		return false
	}
	hits, likely := v.nearest(text, page)
	return len(hits) > 0 && (likely || !page.Near) && strings.Contains(hits[0].Record.Title, word)
}

// leastSaid is how many characters a part of a text has that names something.
const leastSaid = 2

// otherHull are words around what is asked of.
var otherHull = form(`政府|政务|本级|全区|{manner}|{lead}|{document}|{what}|{how_to}|{all}|[的要啥什么了吗呢啊呀么在是有能办?？,，\s]`)
