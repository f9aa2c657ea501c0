package wechatbot

import (
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// What is said and asked of a letter that is written and not handed in.

var (
	// recordsIt says yes in the words of handing in: 行，你给我记上; 好，就提这个.
	recordsIt = form(`^(?:{interjection}|{noted}|{right}|` + softSigns + `)*(?:(?:你|您|请|麻烦|就|那|直接|快)*(?:给我们?|帮我们?|替我们?|帮忙|给)(?:记|报|交|递|提|反映|登记|投诉|举报)(?:上去|上来|上|一下|下来|下|这个|了)*|` +
		`(?:那|就|按)*就?(?:提|报|交|投诉|举报|咨询|反映|记)(?:这个|这些|这件事?|这条|上去))(?:{softly}|{thanking}|麻烦了|` + softSigns + `)*$`)

	// asksHowIt asks whether and how what is written is handed in: 能投诉吗.
	asksHowIt = form(`^(?:{manner}|{me}|那|这个|这件事|这事|这种事?|这|[,，\s])*(?:{may_i}|{how_to}|[能会可以想要该给向跟]|你们|{official})*(?:投诉|举报|反映|提交|递交|交上去|报上去)(?:一下|给你们|上去|这个|这件事|[给呢])*(?:{may_i}|{how_to}|[吗么不啊呢呀?？])*$`)

	// asksAnswerOf asks when or how the answer to it comes: 什么时候给我答复.
	asksAnswerOf = form(`^(?:{manner}|{me}|那|这个|这件事?|这事|投诉|咨询|以后|之后|交了|提交了?|后|[,，\s])*(?:{when_asked}|{how_long}|{how_to}|哪里|去哪)(?:{me}|知道|看到?|查到?|收到?|等到?|听到?|[能会才可以给有得要内就])*(?:处理|办理)?(?:的|个)*(?:答复|回复|结果|回音|消息|回信|处理|解决)(?:{me}|给|[的了到])*(?:{softly}|[吗呢啊呀?？])*$`)

	// takesBackIt drops it, for somebody else perhaps: 我撤了，找纪委去.
	takesBackIt = form(`^(?:{manner}|{me}|那|算了|还是|就|先|[,，\s])*(?:撤了|撤回|撤掉|撤销|撤吧|不告了)(?:了|吧|算了)*(?:[,，。\s]+(?:{me}|直接|还是|去)*(?:找|去|打|给|向)[^,，。?？]{1,12})?[。!！]*$`)

	// changesTo says what something in it is to be, and not what.
	changesTo = form(`^(?:{manner}|{noted}|给我|[,，\s])*(?:改成|改为|换成)([^,，。?？]{2,24}?)(?:吧|了|[。!！])*$`)
	otherKind = form(`投诉|咨询|建议|提问|举报|申请`)
)

// ofLetterWaiting answers what is said or asked of a letter before it is handed in.
func (v *visit) ofLetterWaiting(d cases.Draft, m meaning, plain string) (answer, bool) {
	if d.Text == "" || !v.fresh(d) || m.number != "" {
		return answer{}, false
	}
	asks := lexicon.Question.MatchString(plain) || questioning.MatchString(plain)
	shown := lettersShown[v.talk.said]
	switch {
	case shown && recordsIt.MatchString(plain) && !asks:
		return v.handsInAll(d), true
	case asks && asksHowIt.MatchString(plain):
		return v.shownWith(v.saveLetter(d), "case_can", nil), true
	case asksAnswerOf.MatchString(plain) && len(v.inHand()) == 0:
		return v.say("case_when", v.letterView(d)), true
	case takesBackIt.MatchString(plain) && len(v.inHand()) == 0:
		return v.asksUnwritten()
	case shown && changesTo.MatchString(plain) && !asks && !otherKind.MatchString(plain) && swapIn(d.Text, writing.Tidy(m.text)) == "":
		return v.shownWith(v.saveLetter(d), "case_whichpart", changesTo.FindStringSubmatch(plain)[1]), true
	}
	return answer{}, false
}

// handsInAll hands a letter in, unless something was told of which it is not decided whether it
// belongs there: then that is asked before.
func (v *visit) handsInAll(d cases.Draft) answer {
	if left := v.undecidedOf(d); left != "" {
		return v.asksJoin(d, left)
	}
	return v.handIn(d)
}

// undecidedOf is what was told beside a letter as it stands, of which it is not decided whether it
// belongs there. At another replica it may have been decided since: the letter is not the same then.
func (v *visit) undecidedOf(d cases.Draft) string {
	if of := v.talk.looseOf; of.Text != d.Text || !of.Saved.Equal(d.Saved) {
		return ""
	}
	return v.talk.loose
}

// leftOut shows the letter without what was asked about.
func (v *visit) leftOut() answer {
	d, writing := v.writing()
	if !writing {
		return v.say("expired", nil)
	}
	v.talk.loose = ""
	return v.saveLetter(d)
}

// soundsLike is what a sentence that goes on from a letter may sound like.
var soundsLike = map[intent]bool{wantContact: true, wantMine: true, wantChat: true, wantHelp: true, wantCatalogue: true, wantLaw: true, wantRate: true, wantMeaning: true, wantElsewhere: true, wantGuide: true, wantLetter: true}

// goesOnUnheard says whether a text that tells something was only guessed to want what it was
// answered with, while a letter is shown.
func (v *visit) goesOnUnheard(m meaning) bool {
	plain := writing.Simple(m.text)
	if m.intent != wantSearch || !lettersShown[v.talk.said] || !soundsLike[v.guessed.means.intent] || v.sure >= sureAside || v.sure >= sureEnough == v.tried {
		return false
	}
	return !keywords(plain) && !questioning.MatchString(plain) && !lexicon.Question.MatchString(plain) && !wantsShown.MatchString(plain) && !lexicon.Papers.MatchString(plain) && saidAtAll(plain) >= shortestQuestion
}
