package wechatbot

import (
	"cmp"
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/silenceper/wechat/v2/officialaccount/message"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A visit is one message of a citizen, with what answering it needs.
type visit struct {
	bot    *Bot
	ctx    context.Context
	openid string
	key    string // of the message: the same for each try
	today  civil.Date
	talk   *talk
	why    Why // how the answer comes about

	before                  []uint64         // the messages before this one, where replicas share the conversation
	raw                     string           // what she said, as it came
	savedDraft, savedLetter bool             // in this visit
	readDraft               disclosure.Draft // what she has begun, as it is kept; without an owner: nothing
	readLetter              cases.Draft
	unread                  error // why what she has begun could not be read; nil: it could, or there is nothing
	filling                 bool  // an application is being filled in
	letterish               bool  // what she said to one was guessed to be a letter
	early                   bool  // what is personal was told before the notice
	wanting                 bool  // she said what she would apply for
	inFront                 bool  // a question is answered in front of something else
	offers                  int   // how often options had been offered before

	asked catalog.Query // the newest search,
	got   catalog.Page  // and what it found

	guessed     want       // what the text was last guessed to want,
	sure        float64    // and how surely
	maybe       meaning    // what the text was guessed to want, however unsure
	tried       bool       // that was acted on, unsure as it was
	strayed     bool       // what she said goes on from what was found, whatever it sounded like
	none        string     // the days of which nothing was found
	since       time.Time  // when she wrote before
	lackOf      string     // what the list in hand has none of
	monthAsked  string     // the month of which something was looked for
	words       string     // what is looked for, where the query has not her own words
	another     choiceLine // how many records the office of an organ has, whose list is asked for
	papers      bool       // money of this place is asked for, of which only documents are kept
	figure      bool       // a figure is asked for: the guide has none
	readWhere   bool       // where something public is read is asked for, and not how things are done
	spelling    bool       // pinyin or English was written in characters
	english     bool       // it was English
	again       bool       // what was applied for before is applied for once more
	newestFirst bool       // what was found is shown by its date
	safe        string     // a text that tells of no danger
	handle      string     // of the citizen at the desk; empty: nobody asked for it yet
	factless    string     // a text that no record has the number or the day for
}

// owner is the citizen's handle at the desk.
func (v *visit) owner() string {
	if v.handle == "" {
		v.handle = ownerOf(v.openid)
	}
	return v.handle
}

const wechatOwner = "wechat:"

func ownerOf(openid string) string { return wechatOwner + openid }

// dispatch answers any message or event.
func (b *Bot) dispatch(ctx context.Context, key string, m *message.MixMessage) answer {
	if b.noticeReport(ctx, m) {
		return answer{} // she has done nothing
	}
	openid := string(m.FromUserName)
	now, wrote := b.Now(), opens(m)
	if wrote {
		defer b.opened(openid) // behind the answer: what waits for her to write is in it where she asks for it
	}
	v := &visit{bot: b, ctx: ctx, openid: openid, key: key, today: civil.InChina(now), talk: b.talks.get(openid, now, wrote)}
	v.talk.mu.Lock()
	defer v.talk.mu.Unlock()
	v.offers = v.talk.offers
	if a, again := v.recall(); again {
		return a
	}
	switch over := v.talk.busy(now, b.Limit); {
	case over == 1:
		return v.say("slow", nil)
	case over > 1:
		return answer{}
	}
	v.since, v.talk.heard = v.talk.heard, now
	v.why.Message = kindOfMessage(m)
	a := v.finish(v.owed(v.answer(m)))
	v.remember(a)
	v.explain(now, a)
	return a
}

// opens says whether a message opens WeChat's window for customer messages: what she
// writes does, and of events those of a tap on the menu, a scan and a subscription.
func opens(m *message.MixMessage) bool {
	if m.MsgType != message.MsgTypeEvent {
		return true
	}
	switch m.Event {
	case message.EventSubscribe, message.EventScan, message.EventClick, message.EventScancodePush, message.EventScancodeWaitmsg:
		return true
	}
	return false
}

// kindOfMessage is a message's type, or an event's name.
func kindOfMessage(m *message.MixMessage) string {
	if m.MsgType == message.MsgTypeEvent {
		return string(m.Event)
	}
	return string(m.MsgType)
}

// answer answers by the kind of message.
func (v *visit) answer(m *message.MixMessage) answer {
	switch m.MsgType {
	case message.MsgTypeText:
		if unsupported.MatchString(m.Content) {
			return v.beside(v.say("unknown", v.bot.Office))
		}
		return v.text(m.Content)
	case message.MsgTypeVoice:
		if m.Recognition != "" {
			return v.text(m.Recognition)
		}
		return v.beside(v.say("voice", nil))
	case message.MsgTypeLocation:
		return v.beside(v.location(m.LocationX, m.LocationY))
	case message.MsgTypeEvent:
		return v.event(m)
	case message.MsgTypeImage, fileMessage:
		return v.picture(m)
	}
	return v.beside(v.say("unknown", v.bot.Office))
}

// fileMessage is the type of a message with a file, which the SDK does not name.
const fileMessage message.MsgType = "file"

// unsupported is what WeChat puts in the place of a message that it does not hand on.
var unsupported = form(`^[【\[]?{unsupported}`)

// beside says again what is waited for, behind the answer to what was no text.
func (v *visit) beside(a answer) answer {
	u := v.begun()
	if u.busy && !u.byLetter() && v.lately(u.draft.Saved) {
		a.text += "\n" + v.ask(u.draft, "").text
		return a
	}
	return v.waits(u, a, meaning{})
}

// say fills a template, or its twin for the second time where it was the last
// thing said and has one: nobody is told the same canned sentence twice running.
func (v *visit) say(name string, data any) answer {
	if v.talk.said == name && !v.talk.twin && v.bot.words.templates.Lookup(name+"_again.tmpl") != nil {
		name += "_again"
	}
	return v.bot.say(name, data)
}

// finish notes what was said, and cuts what is too long for one message: the
// rest comes at 更多.
func (v *visit) finish(a answer) answer {
	if a.text == "" {
		return a
	}
	v.talk.said, v.talk.twin = strings.CutSuffix(a.from, "_again")
	if v.talk.offers == v.offers && !passing[v.talk.said] {
		v.talk.options = nil // a number would be taken for one of this answer
	}
	v.talk.rest = ""
	v.forgetsWanted()
	v.speaksOfMatter(a.text)
	v.talk.label(a.text)
	if len(a.text) <= maxText {
		return a
	}
	text := clean(a.text)
	if len(text) <= maxText {
		return a
	}
	ending := "\n" + v.bot.say("more", nil).text
	a.text, v.talk.rest = cut(text, maxText-len(ending))
	a.text += ending
	return a
}

// passing are answers after which the numbers of the one before still mean what they
// did.
var passing = map[string]bool{"thanks": true, "more": true, "slow": true, "empty": true, "voice": true, "unknown": true, "nopage": true, "nopoint": true, "expired": true, "nod": true, "pause": true, "doubt": true,
	"expired_range": true, "which": true, "about": true, "jointly": true, "alone": true, "byothers": true, "oldest": true}

// event answers what a citizen did other than writing.
func (v *visit) event(m *message.MixMessage) answer {
	switch m.Event {
	case message.EventSubscribe:
		if a, joined := v.scanned(strings.TrimPrefix(m.EventKey, "qrscene_")); joined {
			return a
		}
		if strings.HasPrefix(m.EventKey, "qrscene_"+scene) {
			return v.gridGone().before(v.welcome())
		}
		return v.welcome()
	case message.EventScan:
		if a, joined := v.scanned(m.EventKey); joined {
			return a
		}
		if strings.HasPrefix(m.EventKey, scene) {
			return v.gridGone()
		}
		return v.welcome()
	case message.EventUnsubscribe:
		v.forget()
	case message.EventClick:
		return v.text(menuText(m.EventKey))
	case message.EventPublishJobFinish:
		v.bot.published(v.ctx, m)
	case message.EventMassSendJobFinish:
		v.bot.massFinished(v.ctx, m)
	}
	return answer{}
}

// forget drops what an unfinished application and letter hold, and the
// conversation. What was submitted stays.
func (v *visit) forget() {
	v.forgetTalk()
	if v.bot.Desk != nil {
		if err := v.bot.Desk.DropDraft(v.ctx, v.owner()); err != nil {
			v.bot.Log.WithField("event", "unsubscribe").Error("a draft could not be dropped")
		}
	}
	if v.bot.Cases != nil {
		if err := v.bot.Cases.DropDraft(v.ctx, v.owner()); err != nil {
			v.bot.Log.WithField("event", "unsubscribe").Error("a letter could not be dropped")
		}
	}
}

// text answers words, typed, spoken or tapped.
func (v *visit) text(text string) answer {
	v.raw, text = text, writing.Unsigned(writing.Unquoted(text))
	plain := writing.Simple(writing.Tidy(text)) // as most patterns read it
	pattern.Look(plain)
	defer pattern.Forget(plain)
	m := v.bot.recognise(text)
	v.why.took(m)
	if m.text == "" && m.intent == wantSearch {
		return v.say("empty", nil)
	}
	u := v.begun()
	if said := cmp.Or(v.signed(u), v.spelledWish(u, m)); said != "" {
		text, m = said, v.bot.recognise(said)
		v.why.took(m)
	}
	if a, urgent := v.endangered(u, m); urgent {
		return a
	}
	if v.unread != nil && (m.intent == wantSearch || !m.ownWord()) { // it may be meant for what was begun
		return v.failed(v.unread)
	}
	if a, left := v.leavesWith(u, text); left {
		return a
	}
	m, a, done := v.doubleChecked(m)
	if done {
		return v.goesBack(u, a)
	}
	if a, taken := v.take(u, m); taken {
		return v.goesBack(u, a)
	}
	if !u.busy {
		if a, offered := v.mend(m.text); offered {
			return a
		}
		if a, known := v.goesOnFromThat(m.text); known {
			return a
		}
	}
	if form := filledForm(m.text); !u.busy && form != "" {
		return v.beginWith(form) // what is personal in it is asked for later
	}
	if !u.busy && m.number == "" && application.OnlyPersonal(m.text) && !isIndexCode(m.text) && !calledInVain.MatchString(m.text) {
		return v.personal(u, m)
	}
	if !u.busy && !u.writing && handing.MatchString(m.text) && !v.saysYes(m.text) {
		return v.handedIn(m.text)
	}
	return v.besides(u, m)
}

// personal answers numbers of somebody that nothing which was begun has asked for: a telephone goes
// to the letter before, or is asked about beside one; the number of an identity card nowhere.
func (v *visit) personal(u unfinished, m meaning) answer {
	if a, belongs := v.addition(m); belongs {
		v.aside(u)
		return v.waits(u, a, m)
	}
	if u.byLetter() && v.fresh(u.letter) {
		if holdsID(m.text) {
			return v.waits(u, v.say("personal_letter", u.letter.Kind.Chinese()), m)
		}
		if u.letter.Text != "" && reachesOther(m.text) {
			return v.asksJoin(u.letter, v.written(m.text))
		}
	}
	return v.say("personal", map[string]any{"Apply": v.takesApplications()})
}

// signed is what she says by pictures alone, "" where they say nothing. No picture consents,
// and none is a letter.
func (v *visit) signed(u unfinished) string {
	if u.busy || u.writing {
		return ""
	}
	word, _ := writing.SignWord(v.raw)
	return word
}

// numbered is an answer that shows what its numbers mean, or has one behind a tap. One
// that has none leaves the numbers to the question before it.
var numbered = form(`(?m)(?:^|>|\x{3000})[1-9] |msgmenucontent=[1-9]&`)

// yesMeansOne are answers that ask whether their first option is meant.
var yesMeansOne = map[string]bool{"supplement_ask": true, "case_add": true, "apply_meant": true, "apply_mend": true, "case_join": true}

// saysYes says whether a text says yes to a question that was asked just now. Whether an
// application is meant is often answered in the words with which the notice is.
func (v *visit) saysYes(text string) bool {
	if choosesGrid[v.talk.said] && len(v.talk.options) == 1 && !v.bot.Now().After(v.talk.until) {
		return v.talk.said == "subscribe" && nods(text) || subscribesIt.MatchString(text)
	}
	if !yesMeansOne[v.talk.said] || len(v.talk.options) == 0 || v.bot.Now().After(v.talk.until) {
		return false
	}
	return nods(text) || v.talk.said == "apply_meant" && agrees(text)
}

// subscribesIt takes the one grid that is offered.
var subscribesIt = form(`^(?:我|就|那|那就|要|帮我|给我|,)*订(?:这个|它|一下|上|{softly})*$|^(?:就|要|是|那|对|,)*(?:这个|那个|这一个|它)(?:社区|网格|小区|的)?(?:{softly})*$`)

// other answers what is no step of an application.
func (v *visit) other(m meaning) answer {
	if number, named := v.serialBeside(m.text); named {
		return v.act(v.bot.recognise(number))
	}
	if a, turned := v.turnTo(m.text); turned {
		return a
	}
	n, refused := v.option(m.text)
	if n == 0 && v.saysYes(m.text) {
		n = 1
	}
	if n != 0 || refused.text != "" {
		if refused.text != "" {
			return refused
		}
		say, _ := v.talk.chosen(n, v.bot.Now())
		m = v.bot.recognise(say)
		v.why.Option = n
		if a, done := v.command(say); done {
			return a
		}
	}
	if a, told := v.codeTold(m.text); told {
		return a
	}
	if a, told := v.reasonsTold(m.text); told {
		return a
	}
	if a, known := v.byPartOfNumber(m); known {
		return a
	}
	if m.intent == wantSearch && (miswritten.MatchString(m.text) || askedNumber[v.talk.said] && numberLike.MatchString(m.text) && !bareYear.MatchString(m.text)) {
		return v.say("norequest", numberNamed(m.text))
	}
	m = v.ofNotices(m)
	if named, is := v.gridNamed(writing.Simple(m.text)); is && m.number == "" {
		m = named
	} else if m.intent != wantUnsubscribe && v.wantsNone(writing.Simple(m.text)) {
		m = v.bot.recognise("退订")
	}
	return v.act(m)
}

// location answers with the nearest place where citizens are helped.
func (v *visit) location(x, y float64) answer {
	name, address, metres, found := nearest(v.bot.Office.Points, x, y)
	if !found {
		points := v.bot.Office.Points
		return v.say("nopoint", map[string]any{"Office": v.bot.Office, "Points": points[:min(maxPoints, len(points))]})
	}
	return v.bot.say("point", map[string]string{"Name": name, "Address": address, "Distance": strconv.Itoa(metres) + "米"})
}
