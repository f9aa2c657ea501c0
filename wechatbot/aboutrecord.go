package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A finding is what was found and shown last.
type finding struct {
	Shown catalog.IndexNumber `json:"shown,omitempty"` // the record that was shown whole
	Sieve sieve               `json:"sieve,omitzero"`  // of the list
	List  *pastList           `json:"list,omitempty"`  // that was shown before a record which is not of it
	Until uint32              `json:"until,omitempty"` // in seconds since 1970
}

// found takes a query, and the record where it was shown whole, in hand: what is said
// next may be about it.
func (v *visit) found(q catalog.Query, total int, shown catalog.IndexNumber) {
	var list *pastList
	switch {
	case total > 1 || !v.foundHeld():
	case v.talk.total > 1:
		list = &pastList{v.talk.query, v.talk.total, v.talk.found.Sieve}
	default:
		list = v.talk.found.List
	}
	v.talk.query, v.talk.total, v.talk.newer = q, total, true
	v.talk.found = finding{Shown: shown, List: list, Until: v.inHandUntil()}
}

// foundOne takes one record in hand, as if its title had been looked for.
func (v *visit) foundOne(r catalog.Record) {
	v.found(catalog.Query{Text: r.Title, Limit: pageSize, Today: v.today}, 1, r.Number)
}

// foundHeld says whether what was found last is still in hand.
func (v *visit) foundHeld() bool { return uint32(v.bot.Now().Unix()) <= v.talk.found.Until }

// recordShown is the record that was shown last, where one was and is public still.
func (v *visit) recordShown() (r catalog.Record, has bool) {
	if v.talk.found.Shown == "" {
		return r, false
	}
	r, err := v.bot.Catalog.Find(v.ctx, v.talk.found.Shown)
	return r, err == nil
}

// aboutIt is a question about the record in hand with one of these words.
func aboutIt(words string) *pattern.Pattern {
	return form(`(?i)^(?:{this_one}|{about_it})*` + words + `(?:{this_one}|{about_it})*$`)
}

// recordQuestions are the questions that the record in hand answers.
var recordQuestions = []recordQuestion{
	{"broken", form(`^(?:{this_one}|{about_it}|原文|全文|网页|网址|链接|页面|详情|原网页|点了?|[,，\s])*(?:打不开|点不开|进不去|打开是空白|显示不出来|加载不出来|无法打开|打开不了|开不了|(?:网页|网址|链接|页面)(?:已经|都)?失效了?)(?:{softly}|怎么办|咋办|啊|了|[,，。!！?？])*$`)},
	{"text", aboutIt(`{full_text}`)}, {"files", aboutIt(`{enclosed}`)}, {"print", aboutIt(`{to_print}`)}, {"number", aboutIt(`{doc_number}`)},
	{"effect", aboutIt(`{takes_effect}(?:{in_effect}|的)*`)}, {"date", aboutIt(`{when_made}`)}, {"index", aboutIt(`{index_number}`)}, {"publisher", aboutIt(`{who_made}`)},
	{"publisher", form(`^(?:{this_one}|{about_it})*{which_made}[^多少,，]{0,3}的(?:{about_it})*$|^(?:{this_one})*.{2,10}发布?的?还是.{2,10}发布?的(?:{about_it})*$`)},
	{"text", form(`^(?:我|就|那|先|要|想|请|给我|,)*(?:打开)?(?:看看|看一下|看下|看|查看|打开)(?:刚才|前面)?(?:这|那)一?(?:个|份|条|篇|件)(?:文件|通知|公告|材料|信息)?(?:{softly}|[的吧。])*$`)}, // 看这个
	{"force", aboutIt(`{in_force}(?:{about_it}|没有?|不|{in_force})*`)},
}

// aboutView is what the template of an answer about the record in hand shows.
type aboutView struct {
	recordView
	About     []string // of recordQuestions
	Lead      string   // what is answered first: 是的, 不是
	Gist      bool     // what it is about is asked, and not for the whole of it
	Force     string   // as the catalogue has it; empty: no turn is known
	Since     string
	Replaced  bool   // another record took its place
	Successor string // the page of that one; empty: it is not public
}

// aboutRecord answers a question about the record that was shown last: its text,
// attachments, day, numbers, and whether it is in force. Where a list was shown and
// none of it was chosen, it asks which one is meant.
func (v *visit) aboutRecord(text string) (answer, bool) {
	if tooSmall.MatchString(text) && !strings.ContainsAny(text, "念读") {
		return answer{}, false // and asks nothing of what is shown
	}
	near := v.nearOffered()
	if !v.foundHeld() && near == 0 || utf8.RuneCountInString(text) > longestFollow {
		return answer{}, false
	}
	about := recordAsked(text)
	switch {
	case about == nil && near > 1 && asksLater.MatchString(text):
		return v.eachOffered([]string{"date"})
	case about == nil:
		return answer{}, false
	case near > 1 && v.talk.found.Shown == "":
		return v.eachOffered(about)
	case v.talk.found.Shown == "" && v.talk.newer && len(v.talk.options) > 1 && !v.bot.Now().After(v.talk.until):
		return v.eachOffered(about)
	case v.talk.found.Shown == "":
		return answer{}, false
	}
	return v.aboutShown(about)
}

// nearOffered is how many records stand beside the answer that what was looked for was not
// found: what is asked next is of them.
func (v *visit) nearOffered() int {
	again := (v.talk.said == "jointly" || v.talk.said == "which") && v.talk.found.Shown == "" && v.talk.newer && !v.foundHeld()
	if !strings.HasPrefix(v.talk.said, "missing") && !again {
		return 0
	}
	return len(v.recordsOffered())
}

// aboutShown answers what is asked of the record that was shown last.
func (v *visit) aboutShown(about []string) (answer, bool) {
	r, has := v.recordShown()
	if !has {
		return answer{}, false
	}
	v.talk.misses, v.talk.newer = 0, true
	v.mention(mention{Record: r.Number})
	view := aboutView{recordView: v.viewOf(r), About: about, Replaced: r.Status == catalog.Superseded, Successor: v.successor(r), Gist: asksGist.MatchString(writing.Simple(v.raw))}
	for _, turn := range r.Validity {
		if !turn.From.After(v.today) && turn.Force == r.ForceOn(v.today) {
			view.Force, view.Since = turn.Force.Chinese(), turn.From.String()
		}
	}
	return v.say("about", view), true
}

// asksGist asks what a record says, in a few words.
var asksGist = form(`讲|[说写](?:的|了|些)*(?:什么|啥)|意思|大意|大概|概括|总结|重点|要点|要紧|介绍|简单|没?看?[听看弄]?不?懂|内容`)

// A pastList is a list that was shown.
type pastList struct {
	Query catalog.Query `json:"query"`
	Total int           `json:"total"`
	Sieve sieve         `json:"sieve,omitzero"`
}

// A recordQuestion is one that the record in hand answers.
type recordQuestion struct {
	about string
	form  *pattern.Pattern
}

// Marks between several questions in one text, and words.
var (
	clauseMarks = form(`[,、，]`)
	clauseWords = form(`和|跟|与|还有|以及`)
	nodsOnly    = form(`^(?:{noted}|{right})+[啊呀的了]*$`)
	onlyKindly  = form(`^(?:{softly}|你|您|\s)*$`)
)

// recordAsked is what a text asks of the record in hand, by each of its clauses; nil
// where one of them asks for nothing of it.
func recordAsked(text string) (about []string) {
	for _, clause := range clauseMarks.Split(text, -1) {
		if clause != text && (veryOne.MatchString(clause) || nodsOnly.MatchString(clause) || onlyKindly.MatchString(clause) && recordQuestionOf(clause) == "") {
			continue // 就是这个，哪年的；讲的啥，给我说说
		}
		parts := []string{clause}
		if recordQuestionOf(clause) == "" {
			parts = clauseWords.Split(clause, -1)
		}
		for _, part := range parts {
			of := questionsOf(part)
			if of == nil {
				return nil
			}
			for _, a := range of {
				if !slices.Contains(about, a) { // 字太小，念给我听 asks once
					about = append(about, a)
				}
			}
		}
	}
	return about
}

// sideBySide are words for what is asked of a record and nothing between: 文号日期都给我.
var (
	sideBySide = form(`^(?:{this_one}|{about_it}|{doc_number}|{when_made}|{index_number}|{who_made})+$`)
	besideOnes = []recordQuestion{{"number", asksNumbers}, {"date", form(`{when_made}`)}, {"index", asksIndexes}, {"publisher", asksMakers}}
)

// questionsOf are the questions of a part of a clause: one, or several that stand side by
// side without a word between.
func questionsOf(part string) (about []string) {
	if of := recordQuestionOf(part); of != "" {
		return []string{of}
	}
	if !sideBySide.MatchString(part) {
		return nil
	}
	for _, q := range besideOnes {
		if q.form.MatchString(part) {
			about = append(about, q.about)
		}
	}
	return about
}

// recordQuestionOf is the one question of a clause, "" if it is none.
func recordQuestionOf(clause string) string {
	i := slices.IndexFunc(recordQuestions, func(q recordQuestion) bool { return q.form.MatchString(clause) })
	if i < 0 {
		return ""
	}
	return recordQuestions[i].about
}
