package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
)

// A concern is what a citizen asks of a request or a case of her own: 还剩几天. It
// is answered from that, and not from the law in general.
type concern string

// The concerns. Those of relief stand apart, for who asks by when does not want to
// read all of it.
const (
	ofTerm        concern = "term"
	ofHaste       concern = "haste"
	ofHandler     concern = "handler"
	ofHolder      concern = "holder" // the organ that has the information
	ofThirdParty  concern = "third_party"
	ofExtension   concern = "extension"
	ofReason      concern = "reason"
	ofRelief      concern = "relief"
	ofReliefTime  concern = "relief_time"
	ofReliefWhere concern = "relief_where"
	ofSuit        concern = "suit"
	ofReliefWords concern = "relief_write"
	ofSupplement  concern = "supplement"
	ofRestoring   concern = "restore"
	ofEnclosure   concern = "enclosure"
	ofChange      concern = "change"
)

// How each concern is said; the first that fits is taken.
var askings = []struct {
	of   concern
	says *pattern.Pattern
}{
	{ofReliefWords, form(`{relief}.*{relief_write}|{relief_write}.*{relief}`)},
	{ofReliefWhere, form(`{relief}.*{relief_where}|{relief_where}.*{relief}`)},
	{ofReliefTime, form(`{relief}.*{relief_time}|{relief_time}.*{relief}|^(?:要|得)?{relief_time}(?:之|以)?内`)},
	{ofSuit, form(`起诉|诉讼|打官司|告你们`)},
	{ofRelief, form(`{relief}`)},
	{ofThirdParty, form(`{third_party}`)},
	{ofExtension, form(`{extension}`)},
	{ofEnclosure, form(`{enclosure}`)},
	{ofRestoring, form(`{restore}`)},
	{ofReason, form(`{why_asked}.*{deny}|{deny}.*{why_asked}|^(?:答复)?的?{why_asked}(?:是|呢|在)`)},
	{ofSupplement, form(`{supply_what}`)},
	{ofHaste, form(`{hurry}`)},
	{ofChange, form(`{of_mine}.*{altered}|{altered}.*{of_mine}`)},
	{ofHandler, form(`{who_asked}[在来给]?{handle}|{handler}`)},
	{ofHolder, form(`{holder}`)},
	{ofTerm, form(`{left}{when_asked}|{latest}.*{when_asked}|{when_asked}.*{to_get}|{latest}|(?:还不|还没有?|没有?|都不|都没){to_get}`)},
}

var (
	ownFiller = form(`{own_filler}|{left}|{latest}|{when_asked}|{to_get}|{relief}|{of_mine}|{why_asked}|新|[0-9一二两三四五六七八九十]+|[,.?，。？！!\s]`)
	generally = form(`{generally}`)
	notWanted = form(`{not_wanted}`)
)

// mostBeside is how many characters a text that asks of a matter at hand may have
// beside the words for it. With more it speaks of something else: 路灯的合同什么时候给.
const mostBeside = 1

// concernIn is what a text asks of a matter of the citizen's, if it asks of nothing
// else.
func concernIn(text string) (concern, bool) {
	if generally.MatchString(text) {
		return "", false
	}
	for _, s := range askings {
		if !s.says.MatchString(text) {
			continue
		}
		rest := ownFiller.ReplaceAllString(s.says.ReplaceAllString(text, ""), "")
		return s.of, utf8.RuneCountInString(rest) <= mostBeside
	}
	return "", false
}

// restOf counts the characters of a text that speak of nothing at hand.
func restOf(text string) int { return utf8.RuneCountInString(ownFiller.ReplaceAllString(text, "")) }

// ofLaw is the concern of who was taken to ask what the law says.
func (m meaning) ofLaw(text string) (concern, bool) {
	if m.intent != wantLaw || m.sure < sureMeant || generally.MatchString(text) || restOf(text) > 4*mostBeside {
		return "", false
	}
	c, known := map[string]concern{"term": ofTerm, "relief": ofRelief}[m.law]
	return c, known
}

// concernLife is for how many days what was closed may still be asked about: as long
// as a suit may be brought.
const concernLife = 190

// A matterAtHand is a request or a case of the citizen's own that she may ask about.
type matterAtHand struct {
	id      string
	request disclosure.Request
	kase    cases.Case
	ofCase  bool
}

// concerned answers what a citizen asks of a request or a case of her own, where she
// has one to which the question fits; of several that of which was spoken last, or
// she is asked which.
func (v *visit) concerned(m meaning, text string) (answer, bool) {
	switch m.intent {
	case wantMoney, wantNumber, wantProgress, wantCase, wantApply, wantWithdraw, wantRate, wantSubscribe, wantUnsubscribe:
		return answer{}, false
	}
	if v.spokenOf() == "" && !talking.MatchString(text) {
		return answer{}, false // only names what is looked for
	}
	c, asks := concernIn(text)
	if !asks {
		c, asks = m.ofLaw(text)
	}
	if !asks || c == ofTerm && m.intent == wantMine {
		return answer{}, false
	}
	if slices.Contains([]concern{ofTerm, ofHaste, ofHandler, ofChange}, c) && v.writesNow() {
		return answer{}, false // of what is being written
	}
	all, err := v.atHand(c)
	if err == nil && len(all) == 0 && c == ofHolder { // nobody knows yet who has it
		c = ofHandler
		all, err = v.atHand(c)
	}
	if err != nil {
		return v.failed(err), true
	}
	meant := v.spokenOf()
	if nthNamed.MatchString(text) {
		meant = v.nthOwn(text)
	}
	if at := slices.IndexFunc(all, func(o matterAtHand) bool { return o.id == meant }); at >= 0 {
		all = all[at : at+1]
	}
	switch {
	case len(all) == 0:
		return answer{}, false
	case len(all) == 1:
		return v.answersFor(c, all[0]), true
	}
	return v.which(c, all), true
}

// which asks of which matter a concern is.
func (v *visit) which(c concern, all []matterAtHand) answer {
	var says []string
	var lines []choiceLine
	for n, o := range all[:min(9, len(all))] {
		says = append(says, "own:"+string(c)+":"+o.id)
		lines = append(lines, choiceLine{n + 1, o.id + " " + o.what()})
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), says...)
	return v.say("own_which", lines)
}

// writesNow says whether an application or a letter is being filled in.
func (v *visit) writesNow() bool {
	u := v.begun()
	return u.busy && v.bot.Now().Sub(u.draft.Saved) <= optionLife || u.writing && v.fresh(u.letter)
}

// what is the beginning of what a matter is about.
func (o matterAtHand) what() string {
	if o.ofCase {
		return brief(o.kase.Text)
	}
	return brief(o.request.Subject)
}

// atHand are the citizen's own requests and cases to which a concern fits, the newest
// first.
func (v *visit) atHand(c concern) (all []matterAtHand, err error) {
	if v.bot.Cases != nil && slices.Contains([]concern{ofTerm, ofHaste, ofHandler}, c) {
		cs, err := v.bot.Cases.ByOwner(v.ctx, v.owner())
		if err != nil {
			return nil, err
		}
		for _, k := range slices.Backward(cs) {
			if k.Answered().IsZero() && slices.Contains(k.Allowed(disclosure.RoleApplicant), cases.ActWithdrawn) {
				all = append(all, matterAtHand{id: k.ID, kase: k, ofCase: true})
			}
		}
	}
	if v.bot.Desk == nil {
		return all, nil
	}
	rs, err := v.bot.Desk.ByOwner(v.ctx, v.owner())
	for _, r := range slices.Backward(rs) {
		if v.fits(c, r) {
			all = append(all, matterAtHand{id: r.ID, request: r})
		}
	}
	return all, err
}

// fits says whether a concern can be one of a request as it stands.
func (v *visit) fits(c concern, r disclosure.Request) bool {
	state := r.State()
	reply, replied := r.Reply()
	if state.Closed() && v.today.After(r.Events[len(r.Events)-1].Day.AddDays(concernLife)) {
		return false
	}
	replied = replied && state == disclosure.StateReplied
	switch c {
	case ofReason:
		return replied && reply.Outcome != disclosure.Granted
	case ofHolder:
		return replied && (reply.NotOurs || reply.Responsible != "")
	case ofEnclosure:
		return replied
	case ofRelief, ofReliefTime, ofReliefWhere, ofSuit, ofReliefWords:
		return replied || v.late(r) != ""
	case ofSupplement:
		return state == disclosure.StateCorrecting
	case ofRestoring:
		return state == disclosure.StateWithdrawn
	case ofThirdParty:
		return !state.Closed() || replied
	}
	return !state.Closed()
}

// concernView is what the template of a concern shows.
type concernView struct {
	progressView
	Concern    concern
	Organ      string
	Phone      string // of the office
	Article    string // that the reply rests on
	Extended   int    // working days
	Extension  disclosure.Event
	Consulted  bool             // a third party was asked
	Correction disclosure.Event // what is to be supplemented
	Rules      disclosure.Rules
	Remedies   []disclosure.Remedy
	Suit       disclosure.Remedy
}

// answersFor answers a concern of one matter.
func (v *visit) answersFor(c concern, o matterAtHand) answer {
	v.talk.misses = 0
	if o.ofCase {
		return v.say("own_case", map[string]any{"Case": v.caseView(o.kase), "Concern": string(c), "Office": v.bot.Office})
	}
	r := o.request
	view := concernView{progressView: v.view(r), Concern: c, Organ: r.Organ, Phone: v.bot.Office.Phone, Rules: disclosure.RulesOn(v.today)}
	if received := r.Received(); !received.IsZero() {
		view.Rules = disclosure.RulesOn(received)
	}
	view.read(r.Events)
	if view.Reply != nil {
		view.Article = view.Reply.Article(r.Received())
		view.Remedies, _ = r.Remedies(v.bot.Desk.Calendar()) // none before she was told: the words of the reply then
		if n := len(view.Remedies); n > 0 {
			view.Suit = view.Remedies[n-1]
		}
	}
	return v.say("own", view)
}

// read takes what happened to a request.
func (view *concernView) read(events []disclosure.Event) {
	for _, e := range events {
		switch e.Kind {
		case disclosure.KindExtended:
			view.Extension, view.Extended = e, view.Extended+e.Days
		case disclosure.KindThirdPartyConsulted:
			view.Consulted = true
		case disclosure.KindCorrectionAsked:
			view.Correction = e
		}
	}
}

// ownOf answers a concern about a matter that was chosen from a list.
func (v *visit) ownOf(rest string) (answer, bool) {
	c, id, _ := strings.Cut(rest, ":")
	all, err := v.atHand(concern(c))
	if at := slices.IndexFunc(all, func(o matterAtHand) bool { return o.id == id }); err == nil && at >= 0 {
		return v.answersFor(concern(c), all[at]), true
	}
	return v.say("expired", nil), true
}

// matterNumber is the number of a request in what the account says.
var matterNumber = form(`\b[12]\d{3}-\d{3}-\d{5,7}-\d\b`)

// speaksOfMatter notes of which request or case an answer speaks, where it is one.
func (v *visit) speaksOfMatter(text string) {
	if !mayNumber(text) {
		return
	}
	numbers := matterNumber.FindAllString(text, -1)
	for _, n := range caseNumber.FindAllString(text, -1) {
		if number, err := cases.ParseNumber(n); err == nil {
			numbers = append(numbers, number)
		}
	}
	slices.Sort(numbers)
	if numbers = slices.Compact(numbers); len(numbers) == 1 {
		v.talk.matter, v.talk.spoke = numbers[0], v.bot.Now()
	}
}

// leastNumber is how many digits and hyphens the number of a request or case has in a
// row at least; a date has fewer.
const leastNumber = 12

// mayNumber says whether the number of a request or case may stand in a text.
func mayNumber(text string) bool {
	run := 0
	for i := range len(text) {
		if c := text[i]; c >= '0' && c <= '9' || c == '-' {
			if run++; run >= leastNumber {
				return true
			}
		} else {
			run = 0
		}
	}
	return false
}

// spokenOf is the number of the request or case of which was spoken just now.
func (v *visit) spokenOf() string {
	if v.bot.Now().Sub(v.talk.spoke) > optionLife {
		return ""
	}
	return v.talk.matter
}

// letterAtHand says whether a complaint or a consultation is being written, or was
// spoken of just now: what the law says of applications does not hold for it.
func (v *visit) letterAtHand() (kind string, at bool) {
	if u := v.begun(); u.byLetter() && v.fresh(u.letter) {
		return u.letter.Kind.Chinese(), true
	}
	if _, err := cases.ParseNumber(v.spokenOf()); err != nil || v.bot.Cases == nil {
		return "", false
	}
	c, err := v.bot.Cases.Case(v.ctx, v.spokenOf())
	return c.Kind.Chinese(), err == nil && c.Owner == v.owner()
}
