package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// unfinished is what a citizen has begun: an application, a letter, or both. What
// she worked on last takes what she says.
type unfinished struct {
	draft   disclosure.Draft
	busy    bool // with an application
	letter  cases.Draft
	writing bool
}

// begun reads what the citizen has begun.
func (v *visit) begun() unfinished {
	var u unfinished
	u.draft, u.busy = v.draft()
	u.letter, u.writing = v.writing()
	return u
}

// byLetter says whether the letter was worked on last.
func (u unfinished) byLetter() bool {
	switch {
	case !u.writing || !u.busy:
		return u.writing
	case u.letter.Saved.Equal(u.draft.Saved):
		return !u.letter.Aside
	}
	return u.letter.Saved.After(u.draft.Saved)
}

// take lets what was worked on last take a message.
func (v *visit) take(u unfinished, m meaning) (answer, bool) {
	if u.byLetter() {
		a, taken := v.letter(u.letter, m)
		if taken {
			v.why.Room = "cases"
		}
		return a, taken
	}
	if !u.busy {
		return answer{}, false
	}
	a, taken := v.application(u.draft, m)
	if taken {
		v.why.Intent, v.why.Room, v.why.Step = "填写申请", "desk", u.draft.Step
	}
	return a, taken
}

// waits says that what was begun waits: of an application always, for what is said
// next may be taken for its answer; of a letter where she may not think of it,
// because it was long ago or because she chose a number that nothing offers.
func (v *visit) waits(u unfinished, a answer, m meaning) answer {
	lost := choice(m.text) > 0 && strings.HasPrefix(a.from, "expired")
	switch {
	case a.text == "":
	case u.byLetter():
		if lost || !v.fresh(u.letter) && !v.savedLetter && v.talk.reminded != v.today {
			v.talk.reminded = v.today
			a.text += "\n" + v.bot.say("case_waits", v.letterView(u.letter, "")).text
		}
	case u.busy && !v.savedDraft:
		a.text += "\n" + v.bot.say("apply_waits", waitsFor(u.draft)).text
	}
	return a
}

// aside notes with what was begun that something else was answered since, so that a
// number is not taken for its question's, here or at another replica.
func (v *visit) aside(u unfinished) {
	if u.busy && !u.draft.Aside && !v.savedDraft {
		u.draft.Aside = true
		if err := v.bot.Desk.SaveDraft(v.ctx, u.draft); err != nil {
			v.bot.Log.WithField("event", "apply").Error("a draft could not be saved")
		}
	}
	if u.writing && !u.letter.Aside && !v.savedLetter {
		u.letter.Aside = true
		if err := v.bot.Cases.SaveDraft(v.ctx, u.letter); err != nil {
			v.bot.Log.WithField("event", "letter").Error("a letter could not be saved")
		}
	}
}
