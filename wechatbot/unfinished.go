package wechatbot

import (
	"errors"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
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
	if u.asksDetach(m.text) {
		return answer{}, false
	}
	if u.busy && u.byLetter() && thenApplies.MatchString(writing.Simple(m.text)) {
		v.why.Intent, v.why.Room, v.why.Step = "填写申请", "desk", u.draft.Step
		view := v.letterView(u.letter)
		view.Fresh = false
		a := v.save(u.draft, "")
		a.text += "\n" + v.bot.say("case_waits", view).text
		return a, true
	}
	if u.byLetter() && !v.forApplication(u, m) {
		a, taken := v.letter(u.letter, m)
		if taken {
			if m.intent == wantSearch {
				v.why.wanted(wantLetter)
			}
			v.why.Room = "cases"
		}
		return a, taken
	}
	if !u.busy {
		return answer{}, false
	}
	if v.complainsNow(m, u.draft.Step) {
		return answer{}, false
	}
	a, taken := v.application(u.draft, m)
	if taken {
		v.why.Intent, v.why.Room, v.why.Step = "填写申请", "desk", u.draft.Step
	}
	return a, taken
}

// thenApplies is a text of who has a letter before her, and asks for the application that waits behind
// it: 那申请呢.
var thenApplies = form(`^(?:{manner}|{me}|那|先|还有|刚才|要办?|办|的|那个|那件|[,，\s])*申请(?:公开)?(?:的事|那件事?|那个|呢|怎么办|咋办|还办|还算|还在|没忘|{softly})*(?:呢|吗|[吧啊呀?？。\s])*$`)

// forApplication says whether a message answers the application that is being filled in,
// though a letter was worked on since: a number of an identity card is no complaint.
func (v *visit) forApplication(u unfinished, m meaning) bool {
	if !u.busy || lexicon.Choice(m.text) != 0 || !v.lately(u.draft.Saved) {
		return false
	}
	if u.draft.Step == application.StepConfirm || u.draft.Step == application.StepConsent {
		return false
	}
	e := v.entryOf(u.draft, m)
	told := e.told()
	return told.IDNumber+told.Code+told.BadNumber+told.Name != "" && e.tellsDetails()
}

// besides answers what nothing that was begun took, and says what waits.
func (v *visit) besides(u unfinished, m meaning) answer {
	if u.busy {
		m = v.questionOf(m)
	}
	offers, then := v.talk.offers, v.undecided("case_second", "then:")
	a, told := v.wroteWrongly(u, m)
	if !told {
		a = v.other(m)
	}
	if again, asks := v.asksOn(u, a, m); asks {
		return again
	}
	if joins, asks := v.joinsPerhaps(u, a, m, then); asks {
		return joins
	}
	if nodded(a) && u.byLetter() && v.fresh(u.letter) {
		return v.saveLetter(u.letter)
	}
	if (u.busy || u.writing) && (v.talk.offers != offers && numbered.MatchString(a.text) || v.savedDraft || v.savedLetter) {
		v.aside(u)
	}
	return v.waits(u, a, m)
}

// wroteWrong is a text that says that something was filled in wrongly, and not what it is to be.
var wroteWrong = form(`^(?:{manner}|{me}|的|之前|刚才|刚刚|上次|提交的?|交的?|以后|之后|后|才|发现|申请|材料|里|[,，\s])*(?:手机号?码?|电话号?码?|号码|邮箱|地址|姓名|名字|身份证号?码?|证件号码?|内容|信息|东西)?(?:好像|都)?(?:写|填|输|打|弄)错了(?:[个几]个?字|{how}|[要能可以怎么咋改办换行吗不呢啊呀?？,，\s])*$`)

// wroteWrongly tells who has filled in something wrongly, and is filling in nothing now, what
// can still be changed.
func (v *visit) wroteWrongly(u unfinished, m meaning) (answer, bool) {
	text := writing.Simple(m.text)
	if u.busy || u.writing || m.intent != wantSearch || !wroteWrong.MatchString(text) {
		return answer{}, false
	}
	return v.lawOn(meaning{intent: wantLaw, law: "change", text: m.text}, text), true
}

// fruitless says whether nothing was found to answer.
func fruitless(a answer) bool {
	return foundNone(a) || a.from == "chat" || nodded(a)
}

// foundNone says whether an answer is that nothing was found.
func foundNone(a answer) bool {
	return a.from == "missing" || a.from == "missing_again" || a.from == "missing_often"
}

// nodded says whether an answer is to a bare nod or a bare question, which is for what waits.
func nodded(a answer) bool {
	from := strings.TrimSuffix(a.from, "_again")
	return from == "nod" || from == "whichmatter"
}

// asksOn asks the step again where a text that is no question, and says little, found
// nothing: it was meant for the step.
func (v *visit) asksOn(u unfinished, a answer, m meaning) (answer, bool) {
	if !fruitless(a) || !u.busy || u.byLetter() || !v.lately(u.draft.Saved) {
		return a, false
	}
	if lexicon.Question.MatchString(m.text) || lexicon.Tells(m.text) >= ownWords {
		return a, false
	}
	v.talk.offer(v.bot.Now())
	return v.save(u.draft, application.Trouble(u.draft, application.Details{}, m.text)), true
}

// waits says that what was begun waits: of an application always, for what is said
// next may be taken for its answer; of a letter where she may not think of it,
// because it was long ago or because she chose a number that nothing offers.
func (v *visit) waits(u unfinished, a answer, m meaning) answer {
	lost := lexicon.Choice(m.text) > 0 && strings.HasPrefix(a.from, "expired")
	switch {
	case a.text == "":
	case u.byLetter():
		if v.savedLetter {
			return a
		}
		if lost || v.fresh(u.letter) || v.talk.reminded != v.today {
			v.talk.reminded = v.today
			view := v.letterView(u.letter)
			view.Fresh = v.fresh(u.letter) && !v.savedDraft
			a.text += "\n" + v.bot.say("case_waits", view).text
		}
	case u.busy && v.savedLetter:
		a.text += "\n" + v.bot.say("apply_rests", nil).text
	case u.busy && !v.savedDraft:
		a.text += "\n" + v.bot.say("apply_waits", application.WaitsFor(u.draft)).text
	}
	return a
}

// goesBack goes on with what else was begun, once a letter or an application is done
// with: with the step of the application that is waited for, unless that was long ago.
func (v *visit) goesBack(u unfinished, a answer) answer {
	switch a.from {
	case "case_done", "case_dropped", "case_dropped_again":
		if u.busy && v.lately(u.draft.Saved) {
			a.text += "\n" + v.save(u.draft, "").text
		} else if u.busy {
			a.text += "\n" + v.bot.say("apply_waits", application.Field(u.draft.Step)).text
		}
	case "apply_done", "apply_dropped":
		if u.writing {
			a.text += "\n" + v.bot.say("case_waits", v.letterView(u.letter)).text
		}
	}
	return a
}

// complainsNow says whether a text says that it is a letter of its own, and no answer
// to the step of an application. What is applied for may be about complaints.
func (v *visit) complainsNow(m meaning, step string) bool {
	if v.bot.Cases == nil || m.intent != wantSearch && m.intent != wantLetter {
		return false
	}
	plain := writing.Simple(m.text)
	if _, _, writes := letterIn(plain); !writes {
		return false
	}
	return !application.Open(step) || complainsMyself.MatchString(plain) && !lexicon.Papers.MatchString(plain)
}

// complainsMyself is a text whose writer says that it is she who complains.
var complainsMyself = form(`^{me}?(?:要|想|想要|得)?(?:实名|再)?{complain}(?:你|您|他|她|一下|{official})|` +
	`^{me}(?:要|想|想要|得)(?:{complain}|{consult})`)

// aside notes with what was begun that something else was answered since, so that a
// number is not taken for its question's, here or at another replica.
func (v *visit) aside(u unfinished) {
	if u.busy && !u.draft.Aside && !v.savedDraft {
		u.draft.Aside = true
		if _, err := v.bot.Desk.ReviseDraft(v.ctx, v.readDraft, u.draft, nil); err != nil && !errors.Is(err, disclosure.ErrNotFound) {
			v.bot.Log.WithField("event", "apply").WithField("error", fault(err)).Error("a draft could not be saved")
		}
	}
	if u.writing && !u.letter.Aside && !v.savedLetter {
		u.letter.Aside = true
		if _, err := v.reviseLetter(u.letter); err != nil && !errors.Is(err, cases.ErrNotFound) {
			v.bot.Log.WithField("event", "letter").WithField("error", fault(err)).Error("a letter could not be saved")
		}
	}
}
