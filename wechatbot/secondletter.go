package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// second asks what is to become of a letter that was not handed in when another is
// told: nothing that was written is replaced unasked.
func (v *visit) second(begun cases.Draft, kind cases.Kind, text string) answer {
	begun.Aside, v.savedLetter = true, true // the numbers are of this question
	if err := v.bot.Cases.SaveDraft(v.ctx, begun); err != nil {
		return v.failed(err)
	}
	rest := string(kind) + ":" + text
	v.talk.offer(v.bot.Now(), "join:"+text, "then:"+rest, "replace:"+rest)
	return v.say("case_second", map[string]string{"Begun": brief(begun.Text), "Text": brief(text), "Kind": begun.Kind.Chinese(), "Next": kind.Chinese()})
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
	if a.from != "missing" && a.from != "missing_again" || !u.byLetter() || !v.fresh(d) || d.Text == "" {
		return a, false
	}
	if v.why.Option > 0 || questioning.MatchString(m.text) || saidAtAll(writing.Simple(m.text)) < leastTold {
		return a, false
	}
	d.Aside, v.savedLetter = true, true
	if err := v.bot.Cases.SaveDraft(v.ctx, d); err != nil {
		return v.failed(err), true
	}
	text := v.written(m.text)
	v.talk.offer(v.bot.Now(), "join:"+text, d.Kind.Chinese())
	return v.say("case_join", map[string]string{"Kind": d.Kind.Chinese(), "Text": brief(text)}), true
}
