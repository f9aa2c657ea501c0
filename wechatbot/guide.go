package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/recogniser"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// guide answers a how-to question from the office's guide.
func (v *visit) guide(text string) (answer, bool) {
	g, found := v.bot.Office.Find(text)
	if found && (onlyOfRole(g, text) || ofOthersThing(g, text) || paperBeside(g, text) || v.titledBeside(g, text, false)) {
		return answer{}, false
	}
	if found && v.guessed.name == "找公开信息" && v.sure >= sureLetter && !saysMost(g, text) {
		return answer{}, false // 网格员管理办法 is not about 网格
	}
	if ofService := v.guessed.name == "问办事"; !found && !v.readWhere && !ofOneThing(text) && (ofService || v.guessed.means.law == "publish") {
		g, found = v.likeEntry(text, likeAsked)
		found = found && !askedBeside(g, text) && !(ofService && v.titledBeside(g, text, true))
	}
	if !found || v.ofOtherYear(g, text) {
		return answer{}, false
	}
	return v.entry(g, text), true
}

// ofOtherYear says whether an entry tells of one year, and a text asks of another.
func (v *visit) ofOtherYear(g h5.GuideEntry, text string) bool {
	tells, asked := v.yearOf(g.Question), v.yearOf(text)
	return tells != 0 && asked != 0 && tells != asked
}

// onlyOfRole says whether a text has the words of an entry only in the name of who does
// that (网格员), of whom the entry does not speak.
func onlyOfRole(g h5.GuideEntry, text string) bool {
	if !strings.Contains(text, "员") {
		return false
	}
	return !slices.ContainsFunc(g.Words, func(w string) bool {
		role := w + "员"
		return strings.Count(text, w) > strings.Count(text, role) || strings.Contains(text, role) && strings.Contains(g.Question+g.Answer, role)
	})
}

// saysMost says whether a word of an entry is a good part of a text.
func saysMost(g h5.GuideEntry, text string) bool {
	return slices.ContainsFunc(g.Words, func(w string) bool {
		return strings.Contains(text, w) && 3*utf8.RuneCountInString(w) >= utf8.RuneCountInString(writing.Letters(text))
	})
}

// entry shows an entry of the guide, with the place, the telephone and the hours where
// the question is none of law or of counts: what a text asks of them comes first.
func (v *visit) entry(g h5.GuideEntry, text string) answer {
	v.talk.misses, v.talk.entry = 0, g.Question
	v.offerApplying()
	view := map[string]any{"Contact": contact{}, "Entry": g, "Office": v.bot.Office, "Link": v.bot.Pages.Guide()}
	switch v.guessed.means.intent {
	case wantSearch, wantPoint, wantContact:
		view["Contact"] = v.contactIn(g, text)
		view["Beside"] = besideEntry(g, text) || eachOne.MatchString(text) && !eachOne.MatchString(g.Question) || joinAsked.MatchString(text) && !joinAsked.MatchString(g.Answer) || whoIs.MatchString(text) && !whoIs.MatchString(g.Question)
	}
	view["Join"] = joinAsked.MatchString(text) && len(v.bot.open()) > 0
	v.talk.lacked = view["Contact"].(contact).Missing
	return v.say("guide", view)
}

// offerApplying offers to apply and a person, or once more the list of the guide where the
// question was chosen from that: the next number means what it did.
func (v *visit) offerApplying() {
	if v.why.Option != 0 && ofGuide[v.talk.said] && len(v.talk.options) > 2 {
		v.talk.offer(v.bot.Now(), v.talk.options...)
		return
	}
	v.talk.offer(v.bot.Now(), "我要申请", "人工")
}

// ofGuide are the answers that show the guide's list and what is chosen from it.
var ofGuide = map[string]bool{"overview": true, "guide": true, "law": true}

// whoIs is a text that asks for somebody by name: 代办员是谁.
var whoIs = form(`(?:是|叫)(?:谁|哪位|哪个人)|谁是|[叫姓](?:什么|啥)`)

// eachOne is a text that asks for each of several by name or place: 代办点都在哪些村.
var eachOne = form(`在哪(?:些|几个?)(?:村|社区|街道|小区|地方|乡镇|点|单位)|都有谁|名单`)

// joinAsked is a text that asks how one joins: 怎么加网格群.
var joinAsked = form(`{to_join}`)

// yesOrNo is a text that asks whether something is so, and beside what it is about: the
// words that only make it a question.
var (
	yesOrNo    = form(`[吗么没不]$|{yes_or_no}`)
	questionly = form(`{yes_or_no}|{lead}|{document}|[吗么没不有能可以的在里门口边上了啊呀呢?？,，]`)
)

// besideEntry says whether a text that names what an entry is about asks of it whether
// something is so that the entry says nothing of: 大厅门口能停车吗. Where the entry's word
// comes last it is what was asked.
func besideEntry(g h5.GuideEntry, text string) bool {
	if !yesOrNo.MatchString(text) || asksContact(text) {
		return false
	}
	rest := text
	for _, w := range g.Words {
		if strings.HasSuffix(strings.TrimRight(text, "吗么没不啊呀?？"), w) {
			return false
		}
		rest = strings.ReplaceAll(rest, w, "")
	}
	return unspoken(g, questionly.ReplaceAllString(rest, " "))
}

// unspoken says whether any of some words has nothing that an entry speaks of.
func unspoken(g h5.GuideEntry, words string) bool {
	whole := g.Question + g.Answer + strings.Join(g.Words, "")
	return slices.ContainsFunc(strings.Fields(words), func(part string) bool {
		runes := []rune(part)
		return len(runes) >= 2 && !holdsPair(whole, runes)
	})
}

// paperBeside says whether a text names a document of something that an entry does not speak
// of, and has only a word in common with it: 收费项目清单 is not what an application costs.
func paperBeside(g h5.GuideEntry, text string) bool {
	if lexicon.Talk.MatchString(text) || !namesPaper.MatchString(text) {
		return false
	}
	rest := namesPaper.ReplaceAllString(text, "")
	for _, w := range g.Words {
		rest = strings.ReplaceAll(rest, w, " ")
	}
	return unspoken(g, rest)
}

// askedBeside says so of an entry that was found by its likeness alone, of which less is
// sure: 国家有文件没 asks of nothing here.
func askedBeside(g h5.GuideEntry, text string) bool {
	return endsAsking.MatchString(text) && besideEntry(g, text)
}

var endsAsking = form(`[吗么没不][?？]*$`)

// holdsPair says whether any two characters that stand together also do so in a text.
func holdsPair(text string, runes []rune) bool {
	for i := range len(runes) - 1 {
		if strings.Contains(text, string(runes[i:i+2])) {
			return true
		}
	}
	return false
}

// How much of a question must stand in an entry of the guide for it to be the
// answer: of one that asks how things are done here, and of one to which nothing
// else was found; and how far the next entry must be behind. Set on the questions of the judged set that the guide answers.
const (
	likeAsked  = 0.1
	likeAtAll  = 0.2
	likeBehind = 1.4
)

// likeEntry is the entry of the guide that has most of a question in it, where
// none of the guide's words is.
func (v *visit) likeEntry(text string, least float64) (best h5.GuideEntry, found bool) {
	most, next := 0.0, 0.0
	if v.bot.Office.Short != "" {
		text = strings.ReplaceAll(text, v.bot.Office.Short, "") // the place is in many entries, and is asked of in none
	}
	service, gist := served(text), recogniser.GistOf(text)
	for i, e := range v.bot.Office.Guide {
		if service != "" && !strings.Contains(e.Question+e.Answer, service) {
			continue // what 低保 costs is not what an application does
		}
		like := v.bot.ear().Likeness(gist, v.bot.gists()[i])
		if like > most {
			best, most, next = e, like, most
		} else {
			next = max(next, like)
		}
	}
	return best, most >= least && most >= likeBehind*next
}

// gistsOf are the gists of the entries of a guide.
func gistsOf(guide []h5.GuideEntry) []recogniser.Gist {
	gists := make([]recogniser.Gist, len(guide))
	for i, e := range guide {
		gists[i] = recogniser.GistOf(e.Question + " " + strings.Join(e.Words, " ") + " " + e.Answer)
	}
	return gists
}

// overview lists the questions that the guide answers: the office's own, and how
// applying works.
func (v *visit) overview() answer {
	var offered choices
	for _, g := range v.bot.Office.Guide[:min(5, len(v.bot.Office.Guide))] {
		if len(g.Words) > 0 {
			offered.add(g.Words[0], g.Question)
		}
	}
	for _, q := range []struct{ law, text string }{{"term", "申请以后多久答复"}, {"fee", "申请要不要钱"}, {"papers", "申请要什么材料"}, {"relief", "对答复不服怎么办"}} {
		if len(offered.says) < 9 {
			offered.add("law:"+q.law, q.text)
		}
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), offered.says...)
	return v.say("overview", map[string]any{"Lines": offered.lines, "Link": v.bot.Pages.Guide()})
}
