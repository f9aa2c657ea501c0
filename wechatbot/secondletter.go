package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// second asks what is to become of a letter that was not handed in when another is
// told: nothing that was written is replaced unasked.
func (v *visit) second(begun cases.Draft, kind cases.Kind, text string) answer {
	rest := string(kind) + ":" + text
	view := map[string]string{"Begun": brief(begun.Text), "Text": brief(text), "Kind": begun.Kind.Chinese(), "Next": kind.Chinese()}
	return v.offerOfLetter(begun, "case_second", view, "join:"+text, "then:"+rest, "replace:"+rest)
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
	kind, text, _ := strings.Cut(rest, ":")
	return v.wrote(cases.Draft{Owner: v.owner(), Kind: cases.Kind(kind), Text: d.Text, Contact: d.Contact, Attachments: d.Attachments}, text)
}

// joinsPerhaps asks whether a text that tells something, and found nothing, belongs to the
// letter that is being written.
func (v *visit) joinsPerhaps(u unfinished, a answer, m meaning) (answer, bool) {
	d := u.letter
	if !foundNone(a) || !u.byLetter() || !v.fresh(d) || d.Text == "" {
		return a, false
	}
	least := leastTold
	if v.talk.said == "case_confirm" {
		least = shortestLetter // she has just written the rest of it
	}
	if v.why.Option > 0 || questioning.MatchString(m.text) || saidAtAll(writing.Simple(m.text)) < least {
		return a, false
	}
	return v.asksJoin(d, v.written(m.text)), true
}

// asksJoin asks whether a text belongs to the letter that is being written.
func (v *visit) asksJoin(d cases.Draft, text string) answer {
	view := map[string]string{"Kind": d.Kind.Chinese(), "Text": brief(text)}
	return v.offerOfLetter(d, "case_join", view, "join:"+text, d.Kind.Chinese())
}
