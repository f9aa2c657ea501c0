package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// unpublished are words of what no office publishes: who asks for a share's price is
// not told to apply for it.
var unpublished = form(`{unpublished}`)

// An elseView is what is offered to who did not find something, by the numbers of its
// options; 0 where the office has no such thing.
type elseView struct {
	Apply, Person int
	HowTo         bool // the person comes first: how something is done elsewhere is no record
}

// howTo is a text that asks how something is done, or what it takes; of a document it asks
// where that is.
var howTo = form(`{how_to}.{0,4}{to_do}(?:[^没得好完]|$)|{to_do}.{0,6}(?:{what_needed})|(?:{what_needed})(?:[吗呢啊呀?？]|$)|(?:能|可以).{0,2}{to_do}[吗么不]|申请{service}|{unpaid}.*(?:找谁|找哪|谁管|哪.{0,3}管|怎么办|咋办|咋要|怎么要)`)

// servedHow is a text that asks of what others do how it is got, why it is not, or what it takes.
var servedHow = form(`{how_to}|{needs_there}|{what_needed}|{how_long}|为啥|为什么|怎么回事|咋回事|提取|取出来|断缴|补缴|哪能|[查挂领][询一下到号]?`)

// asksHow says whether a text asks that, and for no document.
func asksHow(text string) bool {
	plain := writing.Simple(text)
	return (howTo.MatchString(plain) || asksWhose(plain) || servedHow.MatchString(plain) && served(plain) != "") && !namesFile.MatchString(plain) && !strings.Contains(plain, "公开")
}

// offerElse offers, behind some options, to apply for what a text asks for, where the
// office takes applications, and a person, where there is one to be reached.
func (v *visit) offerElse(text string, options []string) (e elseView) {
	hand := ""
	if of := v.bot.Office; v.bot.Cases != nil {
		hand = "hand:" + v.written(text)
	} else if of.Phone+of.Address != "" || len(of.Points) > 0 {
		hand = "人工"
	}
	e.HowTo = hand != "" && asksHow(text)
	person := func() {
		if hand != "" {
			options = append(options, hand)
			e.Person = len(options)
		}
	}
	if e.HowTo {
		person()
	}
	if v.takesApplications() && !unpublished.MatchString(text) {
		subject := subjectOf(text)
		if wish := wished(subject); wish != "" && len(writing.Clauses(subject)) > 1 { // 我是记者，明天发稿，给我…
			subject = wish
		}
		if before := v.wantedBefore(); before != "" && ofHerself.MatchString(writing.Simple(text)) && !lexicon.Papers.MatchString(text) {
			subject = before // 我家在大新镇 tells more of what was looked for before
		}
		options = append(options, "apply:"+v.written(subject))
		v.wants(subject)
		e.Apply = len(options)
	}
	if !e.HowTo {
		person()
	}
	v.talk.offer(v.bot.Now(), options...)
	return e
}
