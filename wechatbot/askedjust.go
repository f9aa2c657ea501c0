package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/catalog"
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
	case choosesGrid[v.talk.said]:
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
