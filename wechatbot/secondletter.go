package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// second asks what is to become of a letter that was not handed in when another is
// told, or of both that were told at once: nothing that was written is replaced unasked.
func (v *visit) second(begun cases.Draft, kind cases.Kind, text string, atOnce bool) answer {
	v.talk.loose, v.talk.looseOf = text, begun
	rest := string(kind) + ":" + text
	view := map[string]any{"Begun": brief(begun.Text), "Text": brief(text), "Kind": begun.Kind.Chinese(), "Next": kind.Chinese(), "AtOnce": atOnce}
	return v.offerOfLetter(begun, "case_second", view, "join:"+text, "then:"+rest, "replace:"+rest)
}

// The two letters of which it was asked: in one (合在一起), or apart (分开). Who hands in then hands in
// the first, and is shown the second: it is not lost with the question.
var (
	inOne   = form(`^(?:{manner}|就|给我|帮我|[,，\s])*(?:写|合|放|并|算|当)?(?:在|成|到)?(?:一起|一块儿?|一件|一封)(?:事|写|交|办|提交|投诉|{softly}|[吧的。\s])*$`)
	apartly = form(`^(?:{manner}|就|给我|帮我|要|还是|[,，\s])*(?:分开|分别|分成|拆开|拆成|各|两件|两封)(?:来|成|写|办|交|提交|投诉|处理|是|[两二]件|[两二]封|各|一件|一封|事|{softly}|[吧的。\s])*$`)
)

// ofTwo takes an answer to what is to become of two letters, and more that is told of the second.
func (v *visit) ofTwo(d cases.Draft, m meaning) (answer, bool) {
	rest, text := v.undecided("case_second", "then:"), v.undecided("case_second", "join:")
	if rest == "" || lexicon.Choice(m.text) > 0 {
		return answer{}, false
	}
	switch plain := writing.Simple(m.text); {
	case inOne.MatchString(plain), saidAll.MatchString(plain): // 没了: they are shown together
		v.talk.loose = ""
		return v.longer(d, text), true
	case apartly.MatchString(plain), isSubmit(m.text):
		return v.thenWrites(rest), true
	case v.tellsMore(m):
		kind, _, _ := strings.Cut(rest, ":")
		return v.second(d, cases.Kind(kind), text+"\n"+v.written(m.text), false), true
	}
	return answer{}, false
}

// offerOfLetter asks what is to become of a letter, as offerOf of an application: the
// numbers of the answer are of that question.
func (v *visit) offerOfLetter(d cases.Draft, name string, data any, says ...string) answer {
	d.Aside, v.savedLetter = true, true
	if _, err := v.reviseLetter(d); err != nil {
		return v.failed(err)
	}
	v.talk.offer(v.bot.Now(), says...)
	return v.say(name, data)
}

// joined puts the second text to the letter that was begun.
func (v *visit) joined(text string) answer {
	d, writing := v.writing()
	if !writing {
		return v.say("expired", nil)
	}
	v.talk.loose = ""
	return v.longer(d, text)
}

// thenWrites hands the letter in that was begun, as she was asked, and goes on with the
// second.
func (v *visit) thenWrites(rest string) answer {
	d, writing := v.writing()
	if !writing || d.Text == "" {
		return v.say("expired", nil)
	}
	a := v.handIn(d)
	if a.from != "case_done" {
		return a
	}
	kind, text, _ := strings.Cut(rest, ":")
	next := v.wrote(cases.Draft{Owner: v.owner(), Kind: cases.Kind(kind), Contact: d.Contact}, text)
	next.text = a.text + "\n" + next.text
	return next
}

// replacedBy writes the second letter in the place of the first.
func (v *visit) replacedBy(rest string) answer {
	d, _ := v.writing()
	v.talk.loose = ""
	kind, text, _ := strings.Cut(rest, ":")
	return v.wrote(cases.Draft{Owner: v.owner(), Kind: cases.Kind(kind), Text: d.Text, Contact: d.Contact, Attachments: d.Attachments}, text)
}

// joinsPerhaps asks whether a text that tells something, and found nothing, belongs to the
// letter that is being written, or goes on with the second of two of which it was asked. A
// question belongs to no complaint.
func (v *visit) joinsPerhaps(u unfinished, a answer, m meaning, then string) (answer, bool) {
	d := u.letter
	if !u.byLetter() || !v.fresh(d) || d.Text == "" || v.why.Option > 0 || !foundNone(a) && !v.goesOnUnheard(m) || strings.Contains(d.Text, v.written(m.text)) {
		return a, false
	}
	least, asks := leastTold, questioning.MatchString(m.text)
	if lettersShown[v.talk.said] || namesSpot.MatchString(writing.Simple(m.text)) {
		least = shortestQuestion // she has just written the rest of it, or says where it is
	}
	if asks && (d.Kind != cases.Consultation || least == leastTold) || saidAtAll(writing.Simple(m.text)) < least {
		return a, false
	}
	if kind, text, two := strings.Cut(then, ":"); two {
		return v.second(d, cases.Kind(kind), text+"\n"+v.written(m.text), false), true
	}
	return v.asksJoin(d, v.written(m.text)), true
}

// asksJoin asks whether a text belongs to the letter that is being written.
func (v *visit) asksJoin(d cases.Draft, text string) answer {
	if left := v.undecidedOf(d); left != "" && left != text && !strings.Contains(d.Text, left) {
		text = left + "\n" + text // she has not said yet whether that belongs there
	}
	v.talk.loose, v.talk.looseOf = text, d
	view := map[string]string{"Kind": d.Kind.Chinese(), "Text": brief(text)}
	return v.offerOfLetter(d, "case_join", view, "join:"+text, "leave:")
}
