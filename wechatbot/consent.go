package wechatbot

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// consent takes the answer to the privacy notice. What is told of a person before it
// is not kept.
func (v *visit) consent(d disclosure.Draft, text string) answer {
	instead := v.askedInstead(d, text)
	switch {
	case agrees(text):
	case instead != "":
		return v.subject(d, instead)
	case declines(text):
		v.talk.early = ""
		return v.say("apply_declined", v.bot.Office)
	case application.Read(text).Personal():
		v.hear(d)
		return v.ask(d, "early_data")
	default:
		return v.ask(d, "consent")
	}
	d.Consented = v.today
	var answered []string
	bad := ""
	for told := range strings.Lines(v.talk.early + "\n" + text) {
		got := application.Read(strings.TrimSpace(told))
		own := strings.TrimSpace(told) == strings.TrimSpace(text) // she agrees and says who she is: 同意，王富贵
		named := func(word string) bool { return application.SurelyPerson(word) || own && application.IsBody(word) }
		if i := slices.IndexFunc(strings.Fields(got.Left()), named); got.Name == "" && (got.Personal() || own) && i >= 0 {
			got.Name = strings.Fields(got.Left())[i]
		}
		answered, bad = append(answered, got.Fill(&d.Applicant, &d.Delivery)...), cmp.Or(got.BadNumber, bad)
	}
	v.talk.early = ""
	noted := application.FieldsBeside(answered, application.StepConsent)
	d.Applicant.Kind = application.SettledKind(d.Applicant)
	d.Step = application.Lacking(d)
	trouble := ""
	if bad != "" && !slices.Contains(answered, application.StepID) && !slices.Contains(answered, application.StepCode) {
		at := d
		at.Step = application.StepOf("身份证", d) // the name may be asked for before
		d.Refused, trouble = bad, application.Trouble(at, application.Details{BadNumber: bad}, text)
	}
	return v.save(d, trouble, noted...)
}

// askedInstead is what is asked for instead where a text denies what the step shows and says what is
// meant: 不是，我要的是2024年的. It is "" where it says nothing else, or does not agree.
func (v *visit) askedInstead(d disclosure.Draft, text string) string {
	wish := meantInstead(text)
	if wish == "" || agrees(wish) || declines(wish) || v.yearOf(wish) == 0 && lexicon.Tells(wish) < lexicon.LeastWish {
		return ""
	}
	return v.inYear(d.Subject, wish)
}

// hear keeps in mind what is told of a person before she has seen the notice. It is
// written into the application when she agrees, and else nowhere.
func (v *visit) hear(d disclosure.Draft) {
	text := writing.Tidy(writing.Unsigned(v.raw))
	if !d.Consented.IsZero() {
		return
	}
	if got := application.Read(text); got.Personal() || got.Name+got.Contact != "" {
		v.early = true
		v.talk.holdEarly(text)
	}
}

// unconsent takes an agreement to the notice back: all that was told since is deleted,
// files too, but what is asked for.
func (v *visit) unconsent(d disclosure.Draft) answer {
	if err := v.bot.Desk.DropDraft(v.ctx, v.owner()); err != nil {
		return v.failed(err)
	}
	v.readDraft = disclosure.Draft{}
	if _, err := v.keepDraft(disclosure.Draft{Owner: d.Owner, Organ: d.Organ, Subject: d.Subject, Step: application.StepConsent, Saved: v.bot.Now()}); err != nil {
		return v.failed(err)
	}
	v.talk.early, v.savedDraft = "", true
	return v.say("apply_unconsent", nil)
}

var (
	agreed   = form(`(?i)^\s*tong\s*yi\s*$|^\s*(?:yes|ok|okay|sure)?[,.!\s]*i\s+(?:do\s+)?agree[.!\s]*$|^(?:{interjection}|` + softSigns + `)*(?:{yes}|已?看了?)(?:{yes}|{interjection}|已?看了?|` + softSigns + `)*$`)
	nod      = form(`(?i)^(?:{interjection}|` + softSigns + `)*{yes}(?:{yes}|{interjection}|` + softSigns + `)*$`)
	handing  = form(`^(?:{right}|,|\s)*(?:{submit}|同意|不同意)$`)
	withheld = form(`[不没未别](?:[太想能会大让有说要]|愿意?)*同意`)

	consenting = form(`^(?:{me}|已?经?(?:看了|看过了?|看完了|阅读|读了|知道了|明白了|知悉|悉知|知情|知晓|了解)|{yes}|{interjection}|[的了吧啊呀哦呢?？]|都|完全|全部|并|也|那|就|当然|算了|好吧|行吧|唉|哎|还是|[,，。\s])*同意(?:以上|上面|你们的?|这个|个人信息|隐私|告知|说明|处理|收集|[的了吧啊呀哦!~。])*(?:$|[,，。;；\s])`)
	submit     = form(`(?i)^(?:{interjection}|` + softSigns + `)*(?:{submit}|{right}|{no_more}|1)(?:{submit}|{right}|{no_more}|{interjection}|` + softSigns + `|1)*$`)
	handsIn    = form(`{submit}`)
	refusal    = form(`(?i)^(?:我?不(?:同意|行|可以|要|愿意)?|否|no|2)[吧了的啊呀,，。!\s]*$`)
)

// softSigns are particles and stops around what is said.
const softSigns = `[吧了的啊呀哦哈呢嘛么咧哩嘞噻撒哟呗,，。!~、\s]`

// nods says whether a text only says yes, which answers nothing but a question that
// can be answered so.
func nods(text string) bool { return nod.MatchString(text) && lexicon.Choice(text) == 0 }

// agrees says whether a text agrees to the privacy notice: it says yes, or 同意 with
// nothing before it but who agrees and what was read. What else has the word may as
// well refuse, or ask.
func agrees(text string) bool {
	if withheld.MatchString(text) {
		return false
	}
	return agreed.MatchString(text) || consenting.MatchString(text) || agreesLast(text)
}

// agreesLast says whether the last clause agrees, where nothing before it denies, asks or
// sets a condition: 我是香港的，同意.
func agreesLast(text string) bool {
	all := writing.Clauses(text)
	if len(all) < 2 || setsTerms.MatchString(text) || lexicon.Question.MatchString(text) {
		return false
	}
	last := text[strings.LastIndex(text, all[len(all)-1]):]
	return strings.Contains(last, "同意") && consenting.MatchString(last)
}

// setsTerms are characters and words of what denies, or makes a condition.
var setsTerms = form(`[不没别未非勿除只仅但若]|如果|要是|假如|的话|才`)

// declines says whether a text refuses; anything else that is no consent is about
// something else.
func declines(text string) bool {
	return refusal.MatchString(text) || withheld.MatchString(text) && !lexicon.Question.MatchString(text)
}

// submits says whether an answer to the summary hands the application in.
func submits(text string) bool { return submit.MatchString(text) || submitsLast(text) }

// submitsLast says whether the last clause hands in by a word for it, and nothing before it
// denies, asks, waits or tells something: 看一眼没错，提交.
func submitsLast(text string) bool {
	all := writing.Clauses(text)
	if len(all) < 2 || utf8.RuneCountInString(text) > longestRemark || application.MayTell(text) {
		return false
	}
	last := all[len(all)-1]
	if !handsIn.MatchString(last) || !submit.MatchString(last) || lexicon.Question.MatchString(text) {
		return false
	}
	before := fineSo.ReplaceAllString(strings.Join(all[:len(all)-1], ""), "")
	return !holdsBack.MatchString(before) && lexicon.Tells(before) < ownWords
}

var (
	fineSo    = form(`没错|没问题|没毛病|没写错|不用改|不改了|没什么|没啥`)
	holdsBack = form(`[不没未别非勿除只仅但若等先改错再]|如果|要是|的话|才|还是`)
)
