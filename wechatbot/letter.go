package wechatbot

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A letter is what a citizen writes to the people behind the counter. The desk keeps
// it after every step, so that it goes on tomorrow and at another replica. As long
// as options live, what she says is taken for it; after that she takes it up again
// by 投诉 or 咨询. A letter without words is not kept longer than that.

// These bound the words of a letter and of a question, in characters.
const (
	shortestLetter   = 4
	shortestQuestion = 2
)

// letterOptions are what the numbers below a written letter mean.
var letterOptions = []string{"提交", "返回", "取消"}

// writing is the letter that the citizen is writing, if there is one.
func (v *visit) writing() (cases.Draft, bool) {
	if v.bot.Cases == nil {
		return cases.Draft{}, false
	}
	d, err := v.bot.Cases.Draft(v.ctx, v.owner())
	if err != nil && !errors.Is(err, cases.ErrNotFound) {
		v.unread = err
	}
	v.readLetter = d
	return d, err == nil && (d.Text != "" || v.fresh(d))
}

// fresh says whether what she says now is meant for the letter.
func (v *visit) fresh(d cases.Draft) bool { return v.lately(d.Saved) }

// lately says whether something was worked on as long ago as options live at the most.
func (v *visit) lately(saved time.Time) bool { return v.bot.Now().Sub(saved) <= optionLife }

// write begins a letter, goes on with the one that was begun, or shows one whose
// words were said at once.
func (v *visit) write(kind cases.Kind, text string) answer {
	if v.bot.Cases == nil {
		return v.person()
	}
	begun, _ := v.writing()
	if plain := writing.Simple(v.raw); begun.Text != "" && text == "" && (suggestsNothing.MatchString(plain) || praisesNothing.MatchString(plain)) {
		return v.saveLetter(begun) // 我想提个建议: what was written is handed in or dropped before
	}
	d := cases.Draft{Owner: v.owner(), Kind: kind, Text: begun.Text, Contact: begun.Contact, Attachments: begun.Attachments}
	if begun.Text == "" && !lengthFits(kind, text) {
		v.talk.about = typedPart(writing.Tidy(v.raw), writing.Simple(v.raw), aboutBriefly(writing.Simple(v.raw)))
		if text == "" || v.talk.about != "" {
			return v.saveLetter(d)
		}
	}
	if text == "" {
		return v.saveLetter(d)
	}
	if text = v.written(text); begun.Text != "" && begun.Text != text && lengthFits(kind, text) {
		return v.second(begun, kind, text, false)
	}
	return v.wrote(d, text)
}

// letterView is what the templates of a letter show.
type letterView struct {
	Kind, Text, Organ string
	Accused           string // the organ whose own people it complains of, which has it not
	Name              string // that it says of its writer
	About             string // what she said the letter would be about, before its words
	Contact           string // masked
	Praises           bool   // it praises somebody, or is to, which is on record so too
	Suggests          bool   // it is what somebody suggests, which is on record as a consultation
	Corrupt           bool   // it complains of corruption
	Fresh             bool   // it was worked on just now
	Files             int    // that came with it
	Least, Most       int
	Term              string // within which the office means to answer, "" where it has set itself none
	Office            any
}

func (v *visit) letterView(d cases.Draft) letterView {
	organ, accused := v.recipient(d.Kind, d.Text)
	name, _ := nameIn(d.Text)
	term := ""
	if t := v.bot.Cases.Terms().Of(d.Kind); !t.IsZero() {
		term = t.String()
	}
	return letterView{Term: term, Kind: d.Kind.Chinese(), Text: d.Text, Organ: organ, Accused: accused, Name: name, Contact: masked(d.Contact),
		Suggests: d.Kind == cases.Consultation && (suggests(writing.Simple(d.Text)) || d.Text == "" && suggestsNothing.MatchString(writing.Simple(v.raw))),
		Praises:  d.Kind == cases.Consultation && (praises(writing.Simple(d.Text)) || d.Text == "" && praisesNothing.MatchString(writing.Simple(v.raw))),
		Corrupt:  d.Kind == cases.Complaint && corrupt.MatchString(writing.Simple(d.Text)),
		Files:    len(d.Attachments), Least: leastOf(d.Kind), Most: cases.Longest, Office: v.bot.Office}
}

// wrote takes the words of a letter.
func (v *visit) wrote(d cases.Draft, text string) answer {
	if !lengthFits(d.Kind, text) {
		d, err := v.keepLetter(d)
		if err != nil {
			return v.failed(err)
		}
		return v.say("case_few", v.letterView(d))
	}
	replaced := d.Text != "" && d.Text != text
	d.Text = text
	a := v.saveLetter(d)
	if replaced && a.from == "case_confirm" {
		a.text = v.bot.say("case_replaced", nil).text + "\n" + a.text
	}
	return a
}

// lengthFits says whether a text has as many characters as a letter may have.
func lengthFits(kind cases.Kind, text string) bool {
	n := utf8.RuneCountInString(text)
	return n >= leastOf(kind) && n <= cases.Longest
}

// keepLetter keeps what she made of her letter, which is worked on now.
func (v *visit) keepLetter(d cases.Draft) (cases.Draft, error) {
	if v.unread != nil {
		return d, v.unread // what was begun may lie there
	}
	left := v.undecidedOf(v.readLetter) != ""
	d.Saved, d.Aside, v.savedLetter = v.bot.Now(), false, true
	if left {
		v.talk.looseOf = d
	}
	return v.reviseLetter(d)
}

// reviseLetter keeps a letter, as keepDraft an application.
func (v *visit) reviseLetter(d cases.Draft) (kept cases.Draft, err error) {
	if kept, err = v.bot.Cases.ReviseDraft(v.ctx, v.readLetter, d); err == nil {
		v.readLetter = kept
	}
	return kept, err
}

// saveLetter keeps a letter, and asks for its words or whether to hand it in.
func (v *visit) saveLetter(d cases.Draft) answer {
	d, err := v.keepLetter(d)
	if err != nil {
		return v.failed(err)
	}
	return v.showLetter(d)
}

// showLetter asks for the words of a letter, or whether to hand it in.
func (v *visit) showLetter(d cases.Draft) answer {
	if d.Text == "" {
		v.talk.offer(v.bot.Now())
		view := v.letterView(d)
		view.About = v.talk.about
		return v.say("case_ask", view)
	}
	v.talk.about = ""
	v.talk.offer(v.bot.Now(), letterOptions...)
	return v.say("case_confirm", v.letterView(d))
}

// letter takes a message as part of the letter that is being written. What plainly
// means something else is answered as ever, and the letter waits.
func (v *visit) letter(d cases.Draft, m meaning) (answer, bool) {
	say := m.text
	if n := lexicon.Choice(say); n > 0 {
		switch {
		case d.Aside || !v.fresh(d):
			return answer{}, false // of something that was answered since
		case d.Text != "" && n <= len(letterOptions):
			say = letterOptions[n-1]
		}
	}
	plain := writing.Simple(say)
	if v.fresh(d) && d.Text != "" && d.Kind == cases.Consultation && asksForHer.MatchString(plain) && !lexicon.Question.MatchString(plain) {
		say, plain = "提交", "提交" // 问吧
	}
	if v.fresh(d) && d.Text != "" {
		if a, told := v.ofLetterShown(d, say, plain); told {
			return a, true
		}
	}
	if v.fresh(d) {
		if a, decided := v.ofTwo(d, m); decided {
			return a, true
		}
	}
	if left := v.undecided("case_join", "join:"); left != "" && v.fresh(d) {
		switch {
		case joinsIt.MatchString(plain), isSubmit(say), saidAll.MatchString(plain), recordsIt.MatchString(plain): // and is shown with it before it is handed in
			v.talk.loose = ""
			return v.longer(d, left), true
		case leavesOut.MatchString(plain):
			return v.leftOut(), true
		}
	}
	if v.fresh(d) && looksFirst.MatchString(plain) && (d.Kind != cases.Consultation || !announcesQuestion.MatchString(firstClause(plain))) {
		return answer{}, false
	}
	if a, told := v.besideLetter(d, m, plain); told {
		return a, true
	}
	if a, told := v.ofLetterWaiting(d, m, plain); told {
		return a, true
	}
	if v.fresh(d) && lexicon.Choice(m.text) == 0 {
		if a, belongs := v.goesOnWith(d, m); belongs {
			return a, true
		}
	}
	switch {
	case m.intent == wantCancel, v.fresh(d) && v.givesUp(m), d.Text != "" && (say == "取消" || say == "不提交" || v.fresh(d) && refuses.MatchString(plain)):
		return v.dropLetter(), true
	case !v.fresh(d):
		if isSubmit(say) {
			return v.saveLetter(d), true // she sees once more what she hands in
		}
		return answer{}, false
	case say == d.Kind.Chinese():
		return v.saveLetter(d), true
	case d.Text == "" && onlyLetter.MatchString(plain): // 咨询, to who was asked for what she complains of
		if kind, _, named := letterIn(plain); named {
			d.Kind = kind
		}
		return v.saveLetter(d), true
	case d.Text != "" && v.rewords(&d, say):
		return v.saveLetter(d), true
	case letsGo.MatchString(plain) && !lexicon.Question.MatchString(plain), m.intent == wantRevoke && d.Text != "":
		return v.dropLetter(), true
	case d.Text != "" && (m.intent == wantBack || say == "返回" || say == "修改" || say == "重写" || changesWords.MatchString(plain)):
		d.Text = ""
		return v.saveLetter(d), true
	case m.intent == wantBack:
		return v.dropLetter(), true
	case d.Text != "" && v.talk.said == "case_confirm" && (hums.MatchString(say) || joinsIt.MatchString(plain)):
		return v.saveLetter(d), true
	case d.Text != "":
		if !isSubmit(say) && !(v.talk.said == "case_confirm" && goesAhead.MatchString(plain)) {
			return answer{}, false
		}
		return v.handsInAll(d), true
	}
	return v.awaited(d, m)
}

// joinsIt and leavesOut answer whether something belongs to the letter.
var (
	joinsIt   = form(`^(?:{manner}|要|都|也|给我|帮我|[,，\s])*(?:写|加|放|补|添)(?:进去|上去|上|进)(?:{softly}|[吧。！!\s])*$`)
	leavesOut = form(`^(?:{manner}|[,，\s])*(?:不用|别|不要|不)(?:写|加|放|补|添)(?:进去|上去|上|进)?(?:{softly}|[了吧。！!\s])*$`)
)

// changesWords is a text of who wants to write of something else in the letter that is shown.
var changesWords = form(`^(?:{manner}|等一?下|等等|慢着|先别|先不|算了|不对|[,，\s])*(?:{me})?(?:想|要)?换(?:一?个(?:别的)?|成?别的)(?:问题|事情?|内容|话题)?(?:问|说|写)?[吧了啊呀。\s]*$`)

// goesAhead says yes to whether her words are to be handed in, which 知道了 and 嗯 do not; hums
// is a sound that says neither yes nor no.
var (
	goesAhead = form(`(?i)^(?:{interjection}|` + softSigns + `)*(?:{right}|{submit}|同意|当然|要|就这么办|就这样办|办吧)(?:{right}|{submit}|同意|当然|要|就这么办|就这样办|办吧|{thanking}|麻烦了|` + softSigns + `)*$`)
	hums      = form(`^(?:嗯+|恩+|哦+|噢+|唔+)[啊呀。,，!！…\s]*$`)
)

// hesitates is a text of somebody who looks for words: 就是那个.
var hesitates = form(`^(?:就是说?|那个|这个|那啥|就|嗯+|呃+|额|啊|怎么说呢?|咋说呢|我想想|让我想想|等一?下|稍等|我说一?下|是这样的?|事情是这样的?|这样的|[,，、。.…\s])+$`)

// awaited takes a message as the words of a letter that has none yet. What wants
// something else by a word for it, is a number, or asks about the writing itself is
// answered as ever; and who was told once that her words are too few is not held to
// them.
func (v *visit) awaited(d cases.Draft, m meaning) (answer, bool) {
	if hesitates.MatchString(m.text) {
		return v.say("pause", nil), true
	}
	switch m.intent {
	case wantSearch, wantSupplement, wantMoney, wantRate:
	default:
		return answer{}, false
	}
	if isSubmit(m.text) {
		return v.saveLetter(d), true // there is nothing to hand in yet
	}
	if v.answersInstead(d, m) {
		return answer{}, false
	}
	plain := writing.Simple(m.text)
	if outrightApplies.MatchString(plain) && wished(m.text) != "" {
		a := v.dropLetter()
		if a.from != "case_dropped" {
			return a, true
		}
		return v.act(meaning{intent: wantApply, subject: wished(m.text), text: m.text, sure: 1}), true
	}
	if d.Kind == cases.Complaint && asksAside(plain) {
		return answer{}, false
	}
	if asksLeave.MatchString(plain) {
		return v.saveLetter(d), true // and is asked once more what there is to tell
	}
	if givesUpWriting.MatchString(plain) {
		return v.dropLetter(), true
	}
	text := v.withAbout(strings.TrimSpace(v.raw))
	few := utf8.RuneCountInString(text) < leastOf(d.Kind)
	if _, asks := minds(m.text); asks && !tellsBeside(m.text) || lexicon.Choice(m.text) > 0 || few && v.talk.said == "case_few" {
		return answer{}, false
	}
	switch w, sure := v.bot.ear().guess(writing.Simple(m.text)); w.means.intent {
	case wantMine:
		if sure >= sureAside && !tellsOnly(m.text) {
			return answer{}, false
		}
	case wantHelp, wantPerson:
		if sure >= sureAside {
			return answer{}, false
		}
	case wantLaw, wantContact, wantPoint:
		if sure >= sureAside && d.Kind == cases.Complaint && !tellsOnly(m.text) { // a consultation asks such things
			return answer{}, false
		}
	}
	return v.wrote(d, text), true
}

// answersInstead says whether what she wanted to consult about is answered at once, as it is
// where she says both in one message, and forgets the letter that is not begun.
func (v *visit) answersInstead(d cases.Draft, m meaning) bool {
	if d.Kind != cases.Consultation || praises(writing.Simple(m.text)) || v.talk.about != "" || len(d.Attachments) > 0 || d.Contact != "" {
		return false
	}
	if _, answered := v.answered(m.text); !answered {
		return false
	}
	if err := v.bot.Cases.DropRevision(v.ctx, v.readLetter); err != nil {
		return false // another replica has its words by now
	}
	v.readLetter, v.savedLetter = cases.Draft{}, true
	return true
}

// givesUp says whether a text surely says that she writes no more.
func (v *visit) givesUp(m meaning) bool {
	w, sure := v.bot.ear().guess(writing.Simple(m.text))
	return m.intent == wantSearch && w.means.intent == wantCancel && sure >= sureAside
}

// leastOf is how many characters a letter of a kind has at least: a question was asked
// before it is handed on.
func leastOf(k cases.Kind) int {
	if k == cases.Question {
		return shortestQuestion
	}
	return shortestLetter
}

// refuses is an answer to who was asked whether her words are to be handed in.
var refuses = form(`^(?:不|不是|不用了?|不要了?|别|不行|否|no)[,.，。!！]?$|^(?:(?:不是|不对|错了|别)[,，\s]*)?我?(?:不是|没有?|不)(?:要|想|说)?(?:投诉|咨询|提问|提交)(?:你们|啊|呀|的)?$`)

// onlyConsults is a text that says that no complaint is meant, but a question, and which:
// 不是投诉，就问问归谁管.
var onlyConsults = form(`^(?:{manner}|[,，\s])*{me}?(?:不是|没有?|不)(?:要|想|说|在)?(?:投诉|举报)(?:你们|谁|他们|[啊呀的])?[,，。\s]*(?:{me}|只是|就是|只|就|想|要)*(?:问问|问一下|问下|问一声|问|咨询一下|咨询|打听一下|打听)[,，\s]*(.*)$`)

// addsFirst is a text that adds something to the letter that is shown, before that is handed in:
// 等等，我补充一下，在清和街.
var addsFirst = form(`^(?:{manner}|{noted}|先|等等|等一下|等下|别急|慢着|还有|对了|[,，。\s])*{more}(?:一下|几句|一句|一点)?[了啊]?[:：,，、\s]*(.{2,})$`)

// rewords changes the letter that is shown as a text says: into a consultation, or with what is to
// be added to it.
func (v *visit) rewords(d *cases.Draft, say string) bool {
	complains := d.Kind == cases.Complaint
	switch {
	case complains && onlyHints.MatchString(say):
		d.Kind = cases.Consultation
	case rekinds.MatchString(say):
		*d = rekinded(*d, rekinds.FindStringSubmatch(say))
	case complains && onlyConsults.MatchString(say):
		d.Kind, d.Text = cases.Consultation, strings.TrimRight(d.Text+"，"+onlyConsults.FindStringSubmatch(say)[1], "，")
	case addsFirst.MatchString(say):
		d.Text = strings.TrimRight(d.Text, "。") + "，" + v.written(addsFirst.FindStringSubmatch(say)[1])
	default:
		return false
	}
	return true
}

// rekinds is a text that makes another kind of the letter that is shown, or asks something else
// instead: 我就问问，不投诉, 写个咨询吧，问收费标准谁定.
var rekinds = form(`^(?:{manner}|[,，\s])*(?:{me}|就是|只是|就|只|是|想)*(?:问问|问一下|问一声|咨询一下|咨询|打听一下|了解一下)[,，\s]*{me}?(?:不是|不|没有?)(?:要|想|说|在)?(?:投诉|举报)()(?:谁|你们|[啊呀的。!！])*$|` +
	`^(?:{manner}|[,，\s]|那|就|还是|算)*(?:改写|写|改|当|算|换|作|提)(?:个|成|作|为|一个|一条)+(?:咨询|提问)(?:[吧啊呗好了算]*)(?:[,，:：\s]*(?:内容是|就问|问问|问一下|问|想问|写)*(.*))?$|` +
	`^(?:{manner}|{me}|这|[,，\s])*(?:不是|不算)(?:投诉|举报)[,，\s]*(?:而|应该|就|只)?是(?:来|想|要)?(?:咨询|提问|问问题|问问|问一下|问)(?:一下)?(?:的|{softly}|[。！!\s])*$`)

// rekinded is a letter as a consultation, in the words that a text gives for it.
func rekinded(d cases.Draft, found []string) cases.Draft {
	d.Kind = cases.Consultation
	if words := strings.TrimSpace(found[2]); words != "" {
		d.Text = words
	}
	return d
}

// onlyHints is a text that says that no complaint is meant, but that the office be told: 不是投诉，
// 是提醒一下.
var onlyHints = form(`^(?:{manner}|[,，\s])*{me}?(?:不是|没有?|不)(?:要|想|说|在)?(?:投诉|举报|告状)(?:你们|谁|他们|[啊呀的])?[,，。\s]*(?:{me}|只是|就是|只|就|是|想|[,，\s])*(?:提醒|告诉|通知|反馈|反映|说|提个?建议|建议)(?:你们|一下|一声|个情况|情况|[下个啊呀的])*[。!！]?$`)

// letsGo is a text that says that the letter is not to be written after all, and why perhaps: 算了不
// 投诉了，怕报复.
var letsGo = form(`^(?:我|那|算了|还是|唉|哎|先|就|,|\s)*不(?:想|要)?(?:{complain}|{consult}|写|弄|交|提交)了(?:[,，\s]*(?:撤|撤了|算了|取消))?吧?(?:[,，。\s]+[^,，。?？]{0,8}(?:{lets_be})[^,，。?？]{0,6})?[。!！]*$|^[^,，。?？]{0,8}(?:{lets_be})[^,，。?？]{0,4}[,，。\s]+(?:我|那|算了|还是|唉|哎|先|就|,|\s)*不(?:想|要)?(?:{complain}|{consult}|提交)了(?:[,，\s]*(?:撤|撤了|算了|取消))?吧?[。!！]*$`)

// outrightApplies is a text of who was asked for a letter and applies for information;
// asksLeave one that only asks whether she may write it: 那我举报行不行; givesUpWriting one
// that will not: 算了不举报.
var (
	outrightApplies = form(`^(?:{manner}|{me}|[要想就,，\s])*申请公开.{3,}$`)
	asksLeave       = form(`^(?:{manner}|{me}|那|[,，\s])*(?:想|要)?(?:投诉|举报|反映|咨询)(?:一下)?(?:{may_i}|[吗么不啊呢呀?？\s])+$`)
	givesUpWriting  = form(`^(?:{me}|那|算了|还是|唉|哎|先|就|[,，\s])*不(?:投诉|举报|反映|咨询|写|说|问)了?(?:[吧啊呀。!！\s])*$`)
)

func isSubmit(say string) bool { return submits(say) && handsIn.MatchString(say) }

func (v *visit) dropLetter() answer {
	if err := v.bot.Cases.DropDraft(v.ctx, v.owner()); err != nil {
		return v.failed(err)
	}
	v.readLetter, v.talk.about, v.talk.loose = cases.Draft{}, "", ""
	return v.say("case_dropped", nil)
}

// handIn opens a case. The letter's own key makes it once.
func (v *visit) handIn(d cases.Draft) answer {
	organ, _ := v.recipient(d.Kind, d.Text)
	c, err := v.bot.Cases.Open(v.ctx, cases.Case{Kind: d.Kind, Owner: v.owner(), Organ: organ, Text: d.Text, Contact: d.Contact,
		Channel: disclosure.ByWeChat, Attachments: d.Attachments}, d.Key(), v.bot.Now().In(beijing))
	if err != nil {
		return v.failed(err)
	}
	v.talk.misses, v.talk.loose = 0, ""
	if err := v.bot.Cases.DropDraft(v.ctx, v.owner()); err != nil {
		v.bot.Log.WithField("event", "letter").Error("a letter that was handed in could not be dropped")
		v.bot.later(push{tidy: v.bot.dropHandedIn(d)})
	} else {
		v.readLetter = cases.Draft{}
	}
	return v.say("case_done", v.caseView(c))
}

// dropHandedIn drops a letter that was handed in, unless another stands in its place.
func (b *Bot) dropHandedIn(d cases.Draft) func(context.Context) error {
	return func(ctx context.Context) error {
		left, err := b.Cases.Draft(ctx, d.Owner)
		switch {
		case errors.Is(err, cases.ErrNotFound), err == nil && left.Key() != d.Key():
			return nil
		case err != nil:
			return err
		}
		return b.Cases.DropRevision(ctx, left)
	}
}
