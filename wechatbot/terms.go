package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// meaningOf explains the word of money or of disclosure that a text speaks of: of
// two the longer.
func (v *visit) meaningOf(text string) answer {
	if a, both := v.meaningOfTwo(text); both {
		return a
	}
	money, known := budget.Mentioned(text)
	word, of := disclosure.Mentioned(text)
	if of && utf8.RuneCountInString(word.Term) > utf8.RuneCountInString(money.Term) {
		v.talk.misses = 0
		return v.say("meaning", map[string]any{"Gloss": word, "Figures": false})
	}
	if !known {
		return v.search(text)
	}
	v.talk.misses = 0
	if v.bot.Books != nil {
		v.talk.offer(v.bot.Now(), money.Term, "帮助")
	}
	return v.say("meaning", map[string]any{"Gloss": money, "Figures": v.bot.Books != nil})
}

// twoTerms is a text that asks how two words differ: 项目支出和基本支出有啥区别.
var twoTerms = form(`^(?:{manner}|{lead})*(.{2,10}?)(?:和|跟|与|同|、)(.{2,10}?)(?:到底|究竟|怎么|什么|啥|哪些|哪里|[的有是咋])*(?:{apart}|区分)`)

// termsApart are the two words of money or of disclosure of such a text, none of any other.
func termsApart(text string) (both []glossed) {
	named := twoTerms.FindStringSubmatch(text)
	if named == nil {
		return nil
	}
	for _, part := range named[1:] {
		if g, known := glossOf(part); known && (len(both) == 0 || both[0].Term != g.Term) {
			both = append(both, g)
		}
	}
	if len(both) < 2 {
		return nil
	}
	return both
}

// meaningOfTwo explains two words, where a text asks how they differ.
func (v *visit) meaningOfTwo(text string) (answer, bool) {
	both := termsApart(text)
	if both == nil {
		return answer{}, false
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now())
	return v.say("meaning", map[string]any{"Gloss": both[0], "Other": both[1], "Figures": false}), true
}

// A glossed is a word of money or of disclosure with what it means.
type glossed struct{ Term, Text, Law string }

// glossOf is the word that a text speaks of, of money before those of disclosure.
func glossOf(text string) (g glossed, known bool) {
	if money, is := budget.Mentioned(text); is {
		return glossed{money.Term, money.Text, money.Law}, true
	}
	word, is := disclosure.Mentioned(text)
	return glossed{word.Term, word.Text, word.Law}, is
}

// termAsked is a text that asks what a word means, and of nothing else, also as it is said in the
// northwest: 三公经费是个甚.
var termAsked = form(`^(?:{manner}|{lead}|那|这个|所谓的?|啥叫|什么叫|甚叫|[“"《\s])*(.{2,10}?)[”"》]?(?:到底|究竟|说|指|讲|叫|它)*的?(?:是|指|叫|算)?(?:一?个)?(?:弄|干|搞|做|管)?(?:{what_thing})(?:的|东西|意思|概念|玩意儿?|名堂|讲究)*(?:[呢啊呀嘛来着哩撒吗哦?？])*$`)

// madeUpOf is a text that asks what a word takes in: 三公经费包括哪几项.
var madeUpOf = form(`^(?:{manner}|{lead}|那|这个|所谓的?|[“"《\s])*(.{2,8}?)[”"》]?(?:到底|究竟|一般|具体|都|里面|里)*(?:包括|包含|是指|指|由|分)(?:了|着)?(?:哪几[项样块部类]|哪[些两三](?:项|部分|内容|钱|方面|支出)?|几[项块样类])(?:组成|构成|支出|费用|经费|内容|的)*(?:{softly}|[呢啊呀?？])*$`)

// asksTerm says whether a text asks what a word of money or of disclosure means.
func asksTerm(text string) bool {
	m := termAsked.FindStringSubmatch(text)
	if m == nil {
		m = madeUpOf.FindStringSubmatch(text)
	}
	if m == nil {
		return false
	}
	if word, of := disclosure.Mentioned(m[1]); of && (word.Term == m[1] || slices.Contains(word.Also, m[1])) {
		return true
	}
	word, of := budget.Mentioned(m[1])
	return of && (word.Term == m[1] || slices.Contains(word.Also, m[1]))
}

// termAlone explains what she typed where that is nothing but a word of disclosure: 商业秘密.
func (v *visit) termAlone() (answer, bool) {
	text := strings.TrimSpace(writing.Simple(v.raw))
	word, of := disclosure.Mentioned(text)
	if !of || word.Term != text && !slices.Contains(word.Also, text) {
		return answer{}, false
	}
	return v.meaningOf(text), true
}

// aboutTerm answers with figures what goes on from a word of money that was explained just
// now: 兴庆区的有没有, 2024年的, 那有哪家的.
func (v *visit) aboutTerm(text string) (answer, bool) {
	if v.talk.said != "meaning" || len(v.talk.options) == 0 || v.bot.Books == nil || v.bot.Now().After(v.talk.until) || utf8.RuneCountInString(text) > longestFollow {
		return answer{}, false
	}
	term := v.talk.options[0] // as meaningOf offers it
	if _, money := budget.Mentioned(term); !money {
		return answer{}, false
	}
	rest, of := text, ""
	if v.bot.Office.Short != "" && ourTerm.MatchString(text) {
		text, rest = v.bot.Office.Short, v.bot.Office.Short // 你们区的呢
	}
	for _, part := range []string{v.bot.Office.Short, yearWord.FindString(text)} {
		if part != "" && strings.Contains(rest, part) {
			rest, of = strings.Replace(rest, part, "", 1), of+part
		}
	}
	if left := termHull.ReplaceAllString(rest, ""); left != "" || of == "" && rest == text && !whoseTerm.MatchString(text) {
		return answer{}, false
	}
	return v.money(of + term)
}

// What a text may say around the place or the year of which it asks for figures, and which
// asks whose there are.
var (
	termHull  = form(`{manner}|{lead}|{is_there}|哪些?(?:家|个?单位|个?部门)|多少|看看|看|查|[那就有的了呢吗么啊呀是,，?？\s]`)
	ourTerm   = form(`^(?:那|,)*(?:你们|我们|咱们|咱|本)(?:这个?|的)*(?:区里|县里|区|县|这里|这边|这儿|单位|这)?(?:的|{is_there}|有|多少|[呢吗么?？])*$`)
	whoseTerm = form(`哪些?(?:家|个?单位|个?部门)`)
)

// explained says whether a text speaks of a word that is explained here.
func explained(text string) bool {
	_, money := budget.Mentioned(text)
	_, word := disclosure.Mentioned(text)
	return money || word
}
