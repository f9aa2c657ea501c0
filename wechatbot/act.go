package wechatbot

import (
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

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
	if _, held := v.figureHeld(); held {
		m.text = swapsTo.ReplaceAllString(m.text, "") // 换成规划局的
	}
	m.text = v.heldYears(v.ofThatTime(v.ofThatOrgan(m.text)))
	for _, reading := range []func(*visit, meaning) (answer, bool){(*visit).judged, (*visit).doneWithin, (*visit).onHand, (*visit).oldestOfNamed, (*visit).regulation, (*visit).columnAsked, (*visit).ofAnswer, (*visit).copies, (*visit).openly, (*visit).barely} {
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
	for _, reading := range []deed{(*visit).askedOfService, (*visit).concerned, (*visit).ofSpoken, (*visit).withinRecord, (*visit).loosely, (*visit).figuredLoosely, (*visit).goesOnInside, (*visit).noticesTold, (*visit).barelyAsked} {
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

// swapsTo is what a text begins with that wants the same of another organ or year.
var swapsTo = form(`^(?:那|就|再|给我|帮我)*(?:换成|换做|改成|改看)`)

// noneOfOurs asks of whose figures whether there are none.
var noneOfOurs = form(`^(?:{manner}|那|,)*(.{2,8}?)(?:自己)?的?(?:就|也|都)?没有?(?:吗|么|嘛)[?？]*$`)

// completed is a meaning with what it leaves out and goes on from.
func (v *visit) completed(m meaning) meaning {
	if _, held := v.figureHeld(); held && noneOfOurs.MatchString(writing.Simple(m.text)) && v.ours(writing.Simple(m.text)) {
		m.text = noneOfOurs.FindStringSubmatch(writing.Simple(m.text))[1] + "的" // 兴庆区的没有吗, behind another's figure
	}
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
