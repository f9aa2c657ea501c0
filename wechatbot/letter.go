package wechatbot

import (
	"regexp"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// A letter is what a citizen writes to the people behind the counter. The desk keeps
// it after every step, so that it goes on tomorrow and at another replica. As long
// as options live, what she says is taken for it; after that she takes it up again
// by 投诉 or 咨询. A letter without words is not kept longer than that.

// shortestLetter bounds a letter's words, in characters.
const shortestLetter = 4

// letterOptions are what the numbers below a written letter mean.
var letterOptions = []string{"提交", "返回", "取消"}

// writing is the letter that the citizen is writing, if there is one.
func (v *visit) writing() (cases.Draft, bool) {
	if v.bot.Cases == nil {
		return cases.Draft{}, false
	}
	d, err := v.bot.Cases.Draft(v.ctx, v.owner())
	return d, err == nil && (d.Text != "" || v.fresh(d))
}

// fresh says whether what she says now is meant for the letter.
func (v *visit) fresh(d cases.Draft) bool { return v.bot.Now().Sub(d.Saved) <= optionLife }

// write begins a letter, goes on with the one that was begun, or shows one whose
// words were said at once.
func (v *visit) write(kind cases.Kind, text string) answer {
	if v.bot.Cases == nil {
		return v.person()
	}
	d, _ := v.writing()
	d = cases.Draft{Owner: v.owner(), Kind: kind, Text: d.Text}
	if text != "" {
		return v.wrote(d, v.written(text))
	}
	return v.saveLetter(d)
}

// letterView is what the templates of a letter show.
type letterView struct {
	Kind, Text, Trouble, Organ string
	Least, Most                int
	Office                     any
}

func (v *visit) letterView(d cases.Draft, trouble string) letterView {
	return letterView{Kind: d.Kind.Chinese(), Text: d.Text, Trouble: trouble, Organ: v.addressee(d.Text),
		Least: shortestLetter, Most: cases.Longest, Office: v.bot.Office}
}

// wrote takes the words of a letter.
func (v *visit) wrote(d cases.Draft, text string) answer {
	if n := len([]rune(text)); n < shortestLetter || n > cases.Longest {
		if err := v.keepLetter(d); err != nil {
			return v.failed(err)
		}
		return v.say("case_ask", v.letterView(d, "length"))
	}
	replaced := d.Text != "" && d.Text != text
	d.Text = text
	a := v.saveLetter(d)
	if replaced && a.from == "case_confirm" {
		a.text = v.bot.say("case_replaced", nil).text + "\n" + a.text
	}
	return a
}

func (v *visit) keepLetter(d cases.Draft) error {
	d.Saved, d.Aside, v.savedLetter = v.bot.Now(), false, true
	return v.bot.Cases.SaveDraft(v.ctx, d)
}

// saveLetter keeps a letter, and asks for its words or whether to hand it in.
func (v *visit) saveLetter(d cases.Draft) answer {
	if err := v.keepLetter(d); err != nil {
		return v.failed(err)
	}
	if d.Text == "" {
		v.talk.offer(v.bot.Now())
		return v.say("case_ask", v.letterView(d, ""))
	}
	v.talk.offer(v.bot.Now(), letterOptions...)
	return v.say("case_confirm", v.letterView(d, ""))
}

// letter takes a message as part of the letter that is being written. What plainly
// means something else is answered as ever, and the letter waits.
func (v *visit) letter(d cases.Draft, m meaning) (answer, bool) {
	say := m.text
	if n := choice(say); n > 0 {
		switch {
		case d.Aside || !v.fresh(d):
			return answer{}, false // of something that was answered since
		case d.Text != "" && n <= len(letterOptions):
			say = letterOptions[n-1]
		}
	}
	switch {
	case m.intent == wantCancel, d.Text != "" && (say == "取消" || say == "不提交" || v.fresh(d) && refuses.MatchString(simple(say))):
		return v.dropLetter(), true
	case !v.fresh(d):
		if isSubmit(say) {
			return v.saveLetter(d), true // she sees once more what she hands in
		}
		return answer{}, false
	case d.Text != "" && (m.intent == wantBack || say == "返回" || say == "修改" || say == "重写"):
		d.Text = ""
		return v.saveLetter(d), true
	case m.intent == wantBack:
		return v.dropLetter(), true
	case d.Text != "":
		if !isSubmit(say) {
			return answer{}, false
		}
		return v.handIn(d), true
	}
	switch m.intent {
	case wantHelp, wantPerson, wantMine, wantProgress, wantApply, wantLetter, wantCase, wantNext, wantPrevious:
		return answer{}, false
	}
	return v.wrote(d, strings.TrimSpace(v.raw)), true
}

// refuses is an answer to who was asked whether her words are to be handed in.
var refuses = regexp.MustCompile(`^(?:不|不是|不对|不用了?|不要了?|错了|搞错了|别|不行|否|no)[,.，。!！]?$|^(?:(?:不是|不对|错了|别)[,，\s]*)?我?(?:不是|没有?|不)(?:要|想|说)?(?:投诉|咨询|提问|提交)(?:你们|啊|呀|的)?$`)

func isSubmit(say string) bool { return say == "提交" || say == "确认" || say == "确认提交" }

func (v *visit) dropLetter() answer {
	if err := v.bot.Cases.DropDraft(v.ctx, v.owner()); err != nil {
		return v.failed(err)
	}
	return v.say("case_dropped", nil)
}

// handIn opens a case. The message's own key makes it once.
func (v *visit) handIn(d cases.Draft) answer {
	c, err := v.bot.Cases.Open(v.ctx, cases.Case{Kind: d.Kind, Owner: v.owner(), Organ: v.addressee(d.Text), Text: d.Text, Channel: disclosure.ByWeChat},
		v.key, v.bot.Now().In(beijing))
	if err != nil {
		return v.failed(err)
	}
	v.talk.misses = 0
	if err := v.bot.Cases.DropDraft(v.ctx, v.owner()); err != nil {
		v.bot.Log.WithField("event", "letter").Error("a letter that was handed in could not be dropped")
	}
	return v.say("case_done", v.caseView(c))
}
