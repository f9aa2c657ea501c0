package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// answersAsked is what a text wants that answers what was asked just now: where she lives, who
// wants to be told of a grid; what she applies for, who was asked whether she does. Or it wants
// a person, whatever was spoken of.
func (v *visit) answersAsked(m meaning) meaning {
	plain := writing.Simple(m.text)
	switch {
	case toPerson.MatchString(plain):
		m.intent, m.sure = wantPerson, 1
	case v.talk.said == "subscribe":
		if found := livesAt.FindStringSubmatch(plain); found != nil {
			return v.bot.recognise("订阅" + found[1])
		}
	case (v.talk.said == "likely" || strings.HasPrefix(v.talk.said, "missing")) && yearAlone.MatchString(plain):
		if number := v.offeredOf(yearAlone.FindStringSubmatch(plain)[1]); number != "" {
			return v.bot.recognise(string(number))
		}
	case v.talk.said == "apply_meant" && lexicon.Tells(plain) >= ownWords && !lexicon.Question.MatchString(plain):
		m.intent, m.subject, m.sure = wantApply, m.text, 1
	}
	return m
}

// offeredOf is the number of the only record of those that stand beside what was not found whose
// title names a year, "" where none or several do.
func (v *visit) offeredOf(year string) (number catalog.IndexNumber) {
	for _, r := range v.recordsOffered() {
		if !strings.Contains(r.Title, year+"年") {
			continue
		}
		if number != "" {
			return ""
		}
		number = r.Number
	}
	return number
}

// yearAlone is a text that names a year and nothing else: 2019年的.
var yearAlone = form(`^(?:{manner}|那|就|看|要|[,，\s])*((?:19|20)\d\d)年?(?:的|那个|那份|也行|{softly}|[呢。\s])*$`)

// toPerson is a text that wants to be handed on to a person, whatever was spoken of: 帮我转人工问一下.
var toPerson = form(`^(?:{manner}|{me}|帮|给|那|就|还是|请|[,，\s])*转(?:接)?(?:一下)?(?:到)?(?:人工|客服|真人)(?:客服|服务|台)?(?:帮|给|替|来)?(?:{me})?(?:问|处理|看|说|查)?(?:一下|下|看看|问)?(?:{softly}|[吧。\s])*$`)

// livesAt is who was asked which grid she wants to be told of, and says where she lives.
var livesAt = form(`^(?:{manner}|{me}|家|就|[,，\s])*(?:住在|住|家在|在|是)?(\p{Han}{2,10}?(?:街道?|路|巷|小区|社区|村|镇|苑|园|花园|网格))(?:的|这边|这里|附近|{softly}|[。\s])*$`)

// act does what a meaning asks. What nothing can be done for is looked for.
func (v *visit) act(m meaning) answer {
	if a, about := v.aboutOwn(m); about {
		return a
	}
	if m.intent == wantSearch && onlyLink.MatchString(m.text) { // before its words are taken for spelled ones
		return v.say("link", nil)
	}
	m = v.bot.turned(v.bot.plainly(m))
	if m.intent == wantSearch {
		if m = v.answersAsked(m); m.intent == wantPerson {
			v.why.took(m)
			return v.person()
		}
	}
	if a, known := v.inEnglish(m); known {
		return a
	}
	if a, known := v.partlySpelled(m); known {
		return a
	}
	if a, known := v.partlyEnglish(m); known {
		return a
	}
	m, corrected := v.corrected(m)
	if !corrected {
		m = v.restated(m)
	}
	m.text = v.heldYears(v.ofThatTime(v.ofThatOrgan(m.text)))
	for _, reading := range []func(*visit, meaning) (answer, bool){(*visit).judged, (*visit).onHand, (*visit).oldestOfNamed, (*visit).regulation, (*visit).columnAsked, (*visit).ofAnswer, (*visit).copies, (*visit).openly, (*visit).barely} {
		if a, known := reading(v, m); known {
			return a
		}
	}
	if a, known := v.soughtAgain(m.text, corrected); known {
		return a
	}
	if a, several := v.severally(m); several {
		return a
	}
	m = v.heard(v.completed(m))
	v.why.took(m)
	text := writing.Simple(m.text)
	for _, reading := range []deed{(*visit).askedOfService, (*visit).concerned, (*visit).ofSpoken, (*visit).loosely, (*visit).figuredLoosely, (*visit).goesOnInside, (*visit).noticesTold, (*visit).barelyAsked} {
		if a, known := reading(v, m, text); known {
			return a
		}
	}
	if do := v.bot.deeds[m.intent]; do != nil {
		if a, known := do(v, m, text); known {
			return a
		}
	}
	return v.search(m.text)
}

// partlySpelled answers a text that is spelled, or partly: putuo caizhengju 三公.
func (v *visit) partlySpelled(m meaning) (answer, bool) {
	if written, mixed := v.mixed(m.text); mixed && m.intent == wantSearch {
		v.spelling = true
		return v.act(v.bot.recognise(written)), true
	}
	return v.spelledOn(m)
}

// completed is a meaning with what it leaves out and goes on from.
func (v *visit) completed(m meaning) meaning {
	if question, follows := v.followed(writing.Simple(m.text)); follows && (m.intent == wantSearch || m.intent == wantMoney) {
		m.intent, m.text = wantMoney, question
	}
	if asksNews(m) {
		m.intent = wantMine
	}
	return m
}

// aboutOwn answers what a text says of the citizen's own application and letters.
func (v *visit) aboutOwn(m meaning) (answer, bool) {
	if a, about := v.ofTold(m); about {
		return a, true
	}
	if a, about := v.staysUnknown(m); about {
		return a, true
	}
	if a, about := v.addition(m); about {
		return a, true
	}
	if a, none := v.noneOf(m); none {
		return a, true
	}
	if m.intent != wantSearch {
		return answer{}, false
	}
	if kind := v.takesPictures(m.text); kind != "" {
		return v.say("case_pictures", map[string]any{"Kind": kind.Chinese(), "Most": disclosure.MaxAttachments}), true
	}
	return v.detaches(m.text)
}
