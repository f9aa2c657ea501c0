package wechatbot

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// An entry is a message to an application that is being filled in, with what reading
// it needs: the message as it stands, the details that it tells, and, where neither
// says what it is, what it was heard as.
type entry struct {
	*visit
	d      disclosure.Draft
	m      meaning
	stale  bool // the step that is waited for was asked long ago
	told   func() application.Details
	likely func() (m meaning, away bool)
}

func (v *visit) entryOf(d disclosure.Draft, m meaning) *entry {
	return &entry{
		visit: v, d: d, m: m, stale: !v.lately(d.Saved),
		told:   sync.OnceValue(func() application.Details { return application.Read(m.text) }),
		likely: sync.OnceValues(func() (meaning, bool) { return v.onTheWay(v.questionOf(m), d.Step) }),
	}
}

// A reading is one thing that a message to an application may be: its name, the
// condition under which it is read so, and what is done then. One without a deed is
// no message to the application: it is answered as ever, and the application waits.
type reading struct {
	name string
	when func(e *entry) bool
	do   func(e *entry) answer
}

// newReadings are the readings in their order: the first whose condition holds is
// taken. What turns the application about goes before what fills it in, for it is
// said in words of its own; what answers a step, or holds any other detail, goes before
// what a text may sound like; and only what is neither is guessed at, where nothing
// final is done.
func newReadings() []reading {
	return slices.Concat(turns(), remarks(), ofOneStep(), tellings(), guesses())
}

// turns are the readings of what turns an application about: to another step, away from
// it, to its end, to another subject.
func turns() []reading {
	return []reading{
		{"number of another answer", func(e *entry) bool { return e.d.Aside && lexicon.Choice(e.m.text) > 0 }, nil},
		{"agrees where it is asked which of two", (*entry).agreesToEither, (*entry).asksWhichOfTwo},
		{"changes what is asked for", func(e *entry) bool { return !e.stale && amends(e.d, e.m.text) }, at(application.StepSubject)},
		{"says at the notice that it is none of these", func(e *entry) bool {
			return e.d.Step == application.StepConsent && noneOfThem.MatchString(writing.Simple(e.m.text))
		}, inTrouble("none_at_notice")},
		{"starts over", says(startsOver), (*entry).asksRestart},
		{"leaves it for later", (*entry).rests, func(e *entry) answer { return e.leave() }},
		{"cancels", means(wantCancel), (*entry).drops},
		{"gives it up", says(givesUp), (*entry).asksDrop},
		{"wants another way", (*entry).refusesWay, at(application.StepWay)},
		{"deletes it", func(e *entry) bool {
			text := writing.Simple(e.m.text)
			return (deletesIt.MatchString(text) || appliesNot.MatchString(text)) && !lexicon.Question.MatchString(e.m.text)
		}, (*entry).asksDrop},
		{"wants what she told deleted", func(e *entry) bool {
			return (!e.open() || e.talk.said == "apply_drop") && dropsData.MatchString(writing.Simple(e.m.text)) && !lexicon.Question.MatchString(e.m.text)
		}, (*entry).deletesData},
		{"goes a step back", func(e *entry) bool { return e.m.intent == wantBack || e.m.text == "返回修改" }, func(e *entry) answer { return at(application.Back(e.d))(e) }},
		{"goes on", (*entry).goesOn, (*entry).asksAgain},
		{"sends only signs", func(e *entry) bool { return !e.open() && !e.stale && onlySigns(e.m.text) }, (*entry).asksAgain},
		{"looks at what is filled in", (*entry).looksBack, (*entry).soFar},
		{"hands in too early", func(e *entry) bool { return !e.stale && e.d.Step != application.StepConfirm && e.handsIn() }, (*entry).notYet},
		{"disputes the summary", func(e *entry) bool { return e.d.Step == application.StepConfirm && disputes.MatchString(e.m.text) }, inTrouble("confirm")},
		{"nods where no yes answers", (*entry).onlyNods, (*entry).asksAgain},
		{"takes the agreement back", (*entry).disagrees, func(e *entry) answer { return e.unconsent(e.d) }},
		{"hands in what was seen long ago", (*entry).handsInUnseen, inTrouble("again_look")},
		{"wants another year as well", (*entry).wantsAlso, (*entry).addsYear},
		{"means another year", (*entry).meansOtherYear, (*entry).ofOtherYear},
		{"asks for something else instead", (*entry).replaces, (*entry).replaced},
		{"means another thing", func(e *entry) bool { return e.swapped() != "" }, (*entry).swapsWord},
		{"adds to what is asked for", (*entry).adds, (*entry).addsOn},
		{"takes words out", func(e *entry) bool { return e.without() != "" }, (*entry).takesOut},
		{"says of which place", func(e *entry) bool { return e.placed() != "" }, func(e *entry) answer { return e.asksFor(e.placed()) }},
		{"names a wish at the notice", (*entry).wishesAtNotice, (*entry).otherWish},
		{"tells the end of a number", (*entry).tellsEnd, (*entry).mendsEnd},
		{"tells a part of the address anew", func(e *entry) bool { return e.addressAnew() != "" }, (*entry).mendsAddress},
		{"tells a part that the address has not", (*entry).missesPart, inTrouble("address_whole")},
		{"changes a detail", func(e *entry) bool { return e.changes() && e.tellsOne() }, (*entry).answersStep},
		{"goes to a detail", func(e *entry) bool { return e.changes() && e.changedStep() != "" }, func(e *entry) answer { return e.goesTo(e.changedStep()) }},
		{"disputes what was told last", (*entry).disputesLast, func(e *entry) answer { return at(application.Back(e.d))(e) }},
		{"asks for it by WeChat", (*entry).asksWeChat, inTrouble("way_wechat")},
		{"does not mind which way", func(e *entry) bool {
			return e.d.Step == application.StepWay && e.told().Way == 0 && application.SeveralWays(e.m.text)
		}, inTrouble("way_either")},
		{"goes to a step", func(e *entry) bool { return e.stepSaid() != "" }, func(e *entry) answer { return at(e.stepSaid())(e) }},
		{"amends it, and not clearly", (*entry).amendsVaguely, (*entry).asksWhole},
	}
}

// mayApply is a text that asks whether somebody from elsewhere may apply.
var mayApply = form(`^(?:{manner}|{me}|那|要是|如果|人|,)*(?:不是|没有?)(?:(?:本|你们|这|当地|户口|那)\p{Han}{0,6}(?:的|人|户口)*|[^说,，]\p{Han}{1,5}(?:的|人|户口))[,，\s]*(?:也|都|还)?(?:能|可以|行|有资格)(?:不能|不可以|不行)?(?:申请|要|填|办)*(?:吗|么|不|行吗|[?？])+$`)

// dueAsked is a text that asks when an application will be due, firstTell one that wants to be told
// something before it goes on: 刚才那个三公先告诉我.
var (
	dueAsked  = form(`^(?:{manner}|{lead}|{me}|那|这个|这件|大概|[,，\s])*(?:哪天|什么时候|啥时候|几号|几时|多会儿?|哪一天)(?:到期|截止|到日子|期满|满期|能到期|是期限|算到期)[了吗呢啊呀?？]*$|^(?:{manner}|{lead}|{me}|那|这个|这件|大概|[,，\s])*(?:哪天|什么时候|啥时候|几时|多会儿?|哪一天|多久|几天)(?:才|就|可以|能|会)*(?:给我|给|拿到|拿|收到|看到|等到|答复|回复|出结果|有结果|办好|办完|批下来|下来|弄好)(?:我|结果|东西)?[了吗呢啊呀?？]*$`)
	firstTell = form(`^.{4,20}(?:你|您|麻烦)?先(?:给我|帮我)?(?:告诉|说|讲|查|看|找|念)(?:一下|说|查|看|我|给我听|给我看|给我)*[吧啊呗。]*$`)
)

// remarks are the readings of what is asked and said beside an application, and neither
// turns it about nor fills it in.
func remarks() []reading {
	return []reading{
		{"worries about what she tells", (*entry).worries, beside("privacy")},
		{"asks for haste", (*entry).asksHaste, beside("haste")},
		{"asks whether she may apply again", func(e *entry) bool { return mayAgain.MatchString(writing.Simple(e.m.text)) }, inTrouble("may_again")},
		{"asks whether it goes without her identity card", func(e *entry) bool {
			return !e.open() && !e.tellsOne() && withoutCard.MatchString(writing.Simple(e.m.text))
		}, inTrouble("id_must")},
		{"asks what is lacking", func(e *entry) bool {
			return !e.open() && !e.tellsOne() && lackingAsked.MatchString(writing.Simple(e.m.text))
		}, (*entry).tellsLacking},
		{"asks whether another paper does", func(e *entry) bool {
			return e.d.Step == application.StepID && !e.tellsOne() && otherPaper.MatchString(writing.Simple(e.m.text))
		}, inTrouble("other_paper")},
		{"asks what an error does", func(e *entry) bool {
			return !e.open() && !e.tellsOne() && errsThen.MatchString(writing.Simple(e.m.text))
		}, beside("change")},
		{"asks when it is due", func(e *entry) bool {
			return !e.open() && !e.tellsOne() && dueAsked.MatchString(writing.Simple(e.m.text))
		}, beside("term")},
		{"asks whether she may", func(e *entry) bool {
			return !e.open() && !e.tellsOne() && mayApply.MatchString(writing.Simple(e.m.text))
		}, beside("who")},
		{"asks for something else first", func(e *entry) bool {
			return !e.open() && !e.tellsOne() && firstTell.MatchString(writing.Simple(e.m.text))
		}, nil},
		{"asks whether another is to be named", (*entry).asksOfOther, beside("agent")},
		{"keeps what she is asked for", (*entry).keepsBack, beside("privacy")},
		{"wants to tell a part of a number", (*entry).tellsPart, inTrouble("id_whole")},
		{"was meant for somebody else", func(e *entry) bool { return !e.open() && notForUs.MatchString(writing.Simple(e.m.text)) }, (*entry).asksAgain},
		{"wants the data of before", (*entry).wantsBefore, inTrouble("before_data")},
		{"asks how far her own are", func(e *entry) bool { return !e.open() && severalOwn.MatchString(writing.Simple(e.m.text)) }, nil},
		{"speaks of unfollowing", func(e *entry) bool { return !e.open() && unfollows.MatchString(writing.Simple(e.m.text)) }, nil},
		{"asks to go on at a page", func(e *entry) bool {
			return e.d.Step == application.StepConsent && onPage.MatchString(writing.Simple(e.m.text))
		}, inTrouble("on_page")},
		{"asks to send a picture", (*entry).asksPicture, inTrouble("picture")},
		{"asks which kind it is", (*entry).asksKind, inTrouble("kind_which")},
	}
}

// tellings are the readings of what fills an application in.
func tellings() []reading {
	return []reading{
		{"agrees and writes a letter", (*entry).agreesAndComplains, (*entry).tellsAndWrites},
		{"answers the notice", (*entry).answersNotice, (*entry).answersStep},
		{"leaves it as it is", func(e *entry) bool { return e.ofApplicant() && application.Unchanged.MatchString(e.m.text) }, (*entry).answersStep},
		{"applies as a person", func(e *entry) bool { return e.ofApplicant() && e.isPersonAfterAll() }, (*entry).answersStep},
		{"mends a digit", (*entry).tellsDigit, (*entry).mendsDigit},
		{"misses a digit", (*entry).missesDigit, inTrouble("which_digit")},
		{"tells too few digits", func(e *entry) bool {
			return e.ofApplicant() && (e.d.Step == application.StepPhone || ofPhone.MatchString(e.m.text)) && !e.tellsOne() && application.TooFew(e.m.text)
		}, inTrouble("phone_length")},
		{"tells details and writes a letter", (*entry).tellsAndComplains, (*entry).tellsAndWrites},
		{"tells details", (*entry).tellsDetails, (*entry).answersStep},
		{"hands in", func(e *entry) bool {
			return e.ofApplicant() && e.d.Step == application.StepConfirm && !e.stale && submits(e.m.text)
		}, (*entry).answersStep},
		{"tells a name", (*entry).tellsName, (*entry).answersStep},
		{"says the name again", func(e *entry) bool {
			return e.ofApplicant() && e.d.Step != application.StepName && application.NamedAnew(e.d.Applicant, e.m.text) != ""
		}, (*entry).answersStep},
		{"changes the way", (*entry).changesWay, (*entry).takesWay},
		{"sends another address", func(e *entry) bool {
			return e.ofApplicant() && e.d.Step == application.StepConfirm && e.d.Delivery.Way == "邮寄" && application.IsWholeAddress(e.m.text)
		}, (*entry).answersStep},
		{"answers the step", (*entry).answersOwnStep, (*entry).answersStep},
	}
}

// guesses are the readings of what a text sounds like that is neither. None of them
// agrees, hands in or deletes anything.
func guesses() []reading {
	return []reading{
		{"applies for something else", func(e *entry) bool {
			return e.sounds(wantApply) && e.wish() != "" && e.d.Step != application.StepPublic
		}, func(e *entry) answer { return e.beginWith(e.wish()) }},
		{"wants to apply", sounds(wantApply), (*entry).asksAgain},
		{"perhaps cancels", sounds(wantCancel), (*entry).asksDrop},
		{"perhaps goes back", func(e *entry) bool {
			return e.sounds(wantBack) && !e.open() && backWord.MatchString(writing.Simple(e.m.text))
		}, func(e *entry) answer { return at(application.Back(e.d))(e) }},
		{"withdraws this one", func(e *entry) bool { return e.sounds(wantWithdraw) && e.m.number == "" && e.nothingOpen() }, (*entry).asksDrop},
		{"wants something of its own", sounds(wantHelp, wantPerson, wantProgress, wantMine, wantSupplement, wantCase, wantRate, wantLaw, wantContact, wantThanks, wantWithdraw), nil},
		{"turns a page", func(e *entry) bool {
			return e.sounds(wantNext, wantPrevious) && !(e.d.Step == application.StepPublic && e.m.text == "继续")
		}, nil},
		{"writes a letter", func(e *entry) bool {
			return e.sounds(wantLetter) && (e.wish() == "" || e.d.Step != application.StepSubject)
		}, nil},
		{"asks for a figure", func(e *entry) bool {
			return e.sounds(wantMoney) && (!e.open() || lexicon.Question.MatchString(e.m.text) && !e.beyond(e.m.text))
		}, nil},
		{"names a record", func(e *entry) bool { return e.sounds(wantNumber) && !e.open() }, nil},
		{"asks instead of naming", (*entry).asksInstead, nil},
		{"answers nothing that was asked", (*entry).answersNothing, nil},
		{"may answer the step", func(*entry) bool { return true }, (*entry).mayAnswer},
	}
}

// application takes a message to an application as what it is read as first.
func (v *visit) application(d disclosure.Draft, m meaning) (answer, bool) {
	e := v.entryOf(d, m)
	v.filling = !e.stale
	if a, too := e.asksToo(); too {
		return a, true
	}
	r := e.reading()
	if r.do == nil {
		return answer{}, false
	}
	return r.do(e), true
}

// reading is the first reading whose condition holds. The last one's always does.
func (e *entry) reading() reading {
	i := slices.IndexFunc(e.bot.readings, func(r reading) bool { return r.when(e) })
	return e.bot.readings[i]
}

// fillsIn is the reading of a message that fills the application in and does not turn it
// about.
func (e *entry) fillsIn() (reading, bool) {
	r := e.reading()
	return r, slices.ContainsFunc(tellings(), func(t reading) bool { return t.name == r.name })
}

// says is the condition that a text has a form.
func says(form *pattern.Pattern) func(*entry) bool {
	return func(e *entry) bool { return form.MatchString(e.m.text) }
}

// means is the condition that a text wants something by a word for it.
func means(want intent) func(*entry) bool {
	return func(e *entry) bool { return e.m.intent == want }
}

// sounds is the condition that a text wants one of these, by a word for it or as far
// as can be heard.
func sounds(wants ...intent) func(*entry) bool {
	return func(e *entry) bool { return e.sounds(wants...) }
}

func (e *entry) sounds(wants ...intent) bool {
	m, _ := e.likely()
	return slices.Contains(wants, m.intent)
}

// wish is what a text was heard to apply for, or to write.
func (e *entry) wish() string {
	m, _ := e.likely()
	return m.subject
}

// open says whether the step takes any words: what is asked for.
func (e *entry) open() bool { return application.Open(e.d.Step) }

// ofApplicant says whether a step that asks of the applicant is waited for, and the text is
// no number of a record or a request.
func (e *entry) ofApplicant() bool {
	return !e.open() && e.d.Step != application.StepConsent && !e.d.Consented.IsZero() && !e.isNumber()
}

// isNumber says whether a text is the number of a request or a case: what has the shape
// of a record's, or only digits as people type them, may be of an identity card.
func (e *entry) isNumber() bool {
	return e.m.number != "" && e.m.intent != wantNumber && !plainDigits.MatchString(e.m.text)
}

// plainDigits is a number as people type that of their identity card.
var plainDigits = form(`^[0-9]{15,18}[Xx]?$`)

// answersNotice: what is agreed to is said, and long after the notice by its own word.
func (e *entry) answersNotice() bool {
	if e.d.Step != application.StepConsent || e.isNumber() {
		return false
	}
	return declines(e.m.text) || agrees(e.m.text) && (!e.stale || strings.Contains(e.m.text, "同意")) || e.told().Personal()
}

func (e *entry) isPersonAfterAll() bool {
	return application.AsPerson.MatchString(e.m.text) && application.IsOrganisation(e.d.Applicant)
}

// tellsDetails: whatever the application needs is taken at any step, also one that was
// asked long ago.
func (e *entry) tellsDetails() bool {
	got := e.told()
	number := got.Hard() && (e.m.intent != wantNumber || got.Personal() || application.Numbered(e.d.Step))
	return e.ofApplicant() && (number || got.Name+got.Contact+got.Address != "")
}

// tellsName: what else may be a name is heard as a question first.
func (e *entry) tellsName() bool {
	return e.ofApplicant() && e.namesNow() && (application.SurelyPerson(e.told().Left()) || application.IsBody(e.told().Left()))
}

func (e *entry) namesNow() bool {
	return e.d.Step == application.StepName && (e.stale || !application.AsFirm.MatchString(e.m.text) && !application.AsFirmNow.MatchString(e.m.text))
}

// answersOwnStep: an answer that only the step makes something of, or a way of handing
// over in few words.
func (e *entry) answersOwnStep() bool {
	if !e.ofApplicant() || e.d.Step == application.StepConfirm || e.namesNow() {
		return false
	}
	d := e.d
	_, own := application.Take(&d, e.told(), e.m.text)
	return own || e.told().Way > 0 && (d.Step == application.StepWay || utf8.RuneCountInString(e.m.text) <= application.LongestWay)
}

// asksInstead: a question where what is asked for is to be named, and no name of
// anything.
func (e *entry) asksInstead() bool {
	text := e.m.text
	if _, guided := e.bot.Office.Find(writing.Simple(text)); e.d.Step == application.StepSubject && guided && yesOrNo.MatchString(text) && !lexicon.Papers.MatchString(text) {
		return true // 政务大厅周六开门不
	}
	return e.d.Step == application.StepSubject && lexicon.Question.MatchString(text) && !lexicon.Papers.MatchString(text) && !e.rude(text) && !e.beyond(text)
}

// answersNothing: what comes long after the step, surely is something else, or is no
// consent.
func (e *entry) answersNothing() bool {
	m, away := e.likely()
	return e.stale || away || e.d.Step == application.StepConsent || m.intent != wantSearch && application.Strict(e.d.Step)
}

// answersStep takes a text for the step that is waited for.
func (e *entry) answersStep() answer { return e.resume(e.d, e.m.text) }

// mayAnswer takes it so for want of anything better.
func (e *entry) mayAnswer() answer {
	a := e.answersStep()
	if e.letterish {
		a.text += "\n" + e.bot.say("apply_letter", nil).text
	}
	return a
}
