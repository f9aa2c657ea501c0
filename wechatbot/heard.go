package wechatbot

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
)

// How sure the recogniser must be before its guess is acted on.
const (
	sureEnough = 0.4  // to answer so
	sureLetter = 0.45 // to show the words back as a letter
	sureAside  = 0.8  // to take a text for no answer to what was asked, where any words would be one
	sureBeside = 0.5  // and where a name or a telephone number is
	sureMaybe  = 0.2  // where nothing public was found either
	sureMeant  = 0.6  // to begin an application without asking whether one is meant
)

// heard is what a text most likely asks for that does not say so word for word.
// Where that is not sure enough it is looked for.
func (v *visit) heard(m meaning) meaning {
	if m.intent != wantSearch || m.text == "" || quoted.MatchString(m.text) {
		return m
	}
	if said, is := byWord(m); is {
		return said
	}
	plain := simple(m.text)
	w, sure := v.bot.ear().guessStory(plain)
	v.guessed, v.sure = w, sure
	guess := w.of(m)
	guess.sure = sure
	if kind, after := asksAfter(plain); after && guess.asksAfter() {
		guess.intent, guess.kind = wantMine, kind
		return guess
	}
	if subject := demanded(m.text, plain); subject != "" && (guess.intent != wantLetter || sure < sureAside) {
		guess.intent, guess.subject, guess.sure = wantApply, subject, 1
		return guess
	}
	if letter, is := v.heardLetter(m, guess, plain); is {
		return letter
	}
	if guess.intent == wantLetter && utf8.RuneCountInString(plain) <= longestCurse && v.rude(plain) {
		guess.intent = wantChat
	}
	if sure < 1 && guess.intent != wantMoney && keywords(plain) || sure < sureAside && guess.intent == wantContact && !asksContact(plain) {
		return m
	}
	v.maybe = guess
	if guess.intent == wantApply && sure < sureMeant && !strings.Contains(plain, "申请") && searching.MatchString(plain) {
		return m // 给我找找执法依据
	}
	if sure < sureMeant && slices.Contains(needOwnWord, guess.intent) && !guess.ownWord() || v.onlyNames(guess, plain) {
		return m // 有多少人口 counts no letters
	}
	if sure < sureEnough || guess.intent == wantLetter && sure < sureLetter || v.isTitle(guess) {
		return m
	}
	return guess.detailed()
}

// heardLetter is what a text wants that writes a letter by its words, asks how long a
// reply to one takes, or was taken for one and ends in a wish.
func (v *visit) heardLetter(m, guess meaning, plain string) (meaning, bool) {
	if kind, asks := letterTermIn(plain); asks {
		guess.intent, guess.law, guess.kind = wantLaw, "term", kind
		return guess, true
	}
	if kind, words, writes := letterIn(plain); writes && kind == cases.Consultation && len(words) < len(plain) {
		if asked, answered := v.answered(asTyped(m.text, words)); answered {
			return asked, true
		}
	}
	if kind, words, writes := letterIn(plain); writes && (guess.intent == wantLetter || words != "" && guess.sure < sureAside || wantsToWrite.MatchString(plain)) {
		guess.intent, guess.kind, guess.subject = wantLetter, kind, asTyped(m.text, words)
		return guess, true
	}
	if guess.intent == wantLetter && guess.sure < 1 {
		if end, w, wishes := v.endWish(plain); wishes {
			v.guessed = w
			guess = w.of(m)
			guess.sure, guess.text = sureMeant, end
			if guess.subject = end; guess.intent == wantSearch {
				guess.subject = ""
			}
			return guess, true
		}
	}
	return guess, false
}

// asksAfter says whether a meaning that was guessed may be to ask what became of a
// letter.
func (m meaning) asksAfter() bool {
	return m.intent == wantLetter || m.intent == wantMine || m.intent == wantSearch || m.sure < sureBeside && m.intent != wantCaseload
}

// longestCurse is how many characters a text has that only abuses.
const longestCurse = 10

// quoted is a text that names a document.
var quoted = form(`《.+》|[〔\[(【][12]\d{3}[〕\])】]\s*\d+\s*号`)

// keywords says whether a text only names things, as people type into a search:
// 停水 2022, 身份证.
func keywords(text string) bool {
	return !talking.MatchString(text) && (strings.Contains(text, " ") || utf8.RuneCountInString(text) <= 4)
}

// talking are characters of which one is in most of what is said, and not just named.
var talking = form(`[我你您他她俺咱吗呢啊呀吧嘛么怎咋哪谁啥多几要想能会请给把被了不没别有在是找查看转退订投诉举报咨询谢好]|(?i)\b(?:i|can|how|what|where|who|want|please|apply)\b`)

// isTitle says whether a text is the title of a record: that goes before a guess
// of which there is some doubt.
func (v *visit) isTitle(m meaning) bool {
	if m.sure >= sureAside || m.intent == wantSearch || m.intent == wantMoney {
		return false
	}
	_, found := v.titled(m.text)
	return found
}

// ownWordsOf are words of which one is in a text that wants what it is hardly guessed to
// want: its own matters, a person, how many letters came in.
var ownWordsOf = map[intent]*pattern.Pattern{
	wantMine: form(`{of_mine}`), wantPerson: form(`{of_person}`), wantCaseload: form(`{of_letters}`), wantRanking: ranks,
	wantTimely: form(`{in_time}|{publish}`), wantTurnout: form(`申请|答复|受理|办结|{publish}`), wantMeaning: form(`{asks_meaning}`),
}

// searching is a text that asks to look for something.
var searching = form(`^(?:{lead}|给我|帮我|帮忙)*[找查搜]`)

// needOwnWord are those that are not guessed without such a word.
var needOwnWord = []intent{wantCaseload, wantPerson}

// onlyNames says whether a text that was taken for something with some doubt names what
// the catalogue has, and does not speak: 科研人员自主权.
func (v *visit) onlyNames(guess meaning, plain string) bool {
	if guess.sure >= sureMeant || guess.intent == wantSearch || guess.intent == wantMoney || talking.MatchString(plain) {
		return false
	}
	page, err := v.find(catalog.Query{Text: plain, Limit: pageSize, Today: v.today})
	return err == nil && !page.Near && len(page.Hits) > 0
}

// ownWord says whether a text has a word of its own for what it is guessed to want, if
// there is any such word.
func (m meaning) ownWord() bool {
	own := ownWordsOf[m.intent]
	return own == nil || own.MatchString(simple(m.text))
}

// detailed adds what a meaning is about.
func (m meaning) detailed() meaning {
	switch m.intent {
	case wantApply:
		m.subject = wished(m.text)
	case wantLetter:
		if m.subject = grievance(cmp.Or(m.whole, m.text)); m.subject == "" && saidAtAll(simple(m.text)) > 1 {
			m.intent = wantSearch // 残疾人 says what it is about, and nothing to write
		}
	case wantSupplement:
		m.text = ""
	}
	if m.intent == wantLetter && m.kind == cases.Consultation && m.subject != "" {
		m.intent = wantSearch // what is public may answer it
	}
	return m
}

// onTheWay is what a text asks for that is no answer to the step of an application
// that is waited for, but a question of its own: away says whether it is one. How
// sure that must be depends on what would be an answer: any words, a name, or a
// number.
func (v *visit) onTheWay(m meaning, step string) (_ meaning, away bool) {
	if m.intent != wantSearch || !inCharacters(m.text) {
		return m, false
	}
	if kind, words, writes := letterIn(simple(m.text)); writes && words != "" && step != stepSubject && step != stepPublic {
		m.intent, m.kind, m.subject = wantLetter, kind, asTyped(m.text, words)
		return m, true
	}
	w, sure := v.bot.ear().guess(simple(m.text))
	need := sureAside
	switch {
	case strict(step):
		need = sureEnough
	case step == stepName || step == stepContact || step == stepWhere || asks.MatchString(m.text):
		need = sureBeside
	}
	if sure < need {
		return m, false
	}
	v.letterish = w.means.intent == wantLetter && step != stepSubject && step != stepPublic
	if guess := w.of(m).detailed(); leavesStep(guess, step, sure) {
		if guess.intent == wantMine {
			guess.kind, _ = asksAfter(simple(m.text))
		}
		return guess, true
	}
	return m, false
}

// leavesStep says whether what a text is guessed to want is no answer to a step.
func leavesStep(guess meaning, step string, sure float64) bool {
	free := step == stepSubject || step == stepPublic
	switch guess.intent {
	case wantHelp, wantPerson, wantLaw, wantContact:
		return true
	case wantMine, wantWithdraw:
		return sure >= sureAside
	case wantApply:
		return !free && guess.subject != "" && sure >= sureMeant
	case wantLetter:
		return false // only who says so writes one here
	case wantSearch:
		return !free && sure >= sureBeside && (utf8.RuneCountInString(guess.text) > longestCurse || asks.MatchString(guess.text))
	case wantMoney:
		return !free
	case wantCancel:
		return !free || sure >= sureAside
	case wantBack, wantNumber:
		return !free
	}
	return strict(step)
}

// announced are the words of a text that only says that it wants to write.
var announced = form(`{announce}|[,.?？，。！\s]`)

// saidAtAll counts the characters of a text that are not about writing.
func saidAtAll(text string) int {
	return utf8.RuneCountInString(announced.ReplaceAllString(text, ""))
}

// grievance is what a text has to say, "" where it only says that it wants to
// write.
func grievance(text string) string {
	if saidAtAll(simple(text)) < shortestLetter {
		return ""
	}
	return text
}

// Words around the word of writing: what there is to write (有件事), to whom, and what
// it is called before it is told. A matter (事) is one where its word ends (not 事故).
const (
	withMatter = `(?:有[一个件几些点]*(?:{matter}|事)[,\s]*)?`
	toOffice   = `(?:{to}{official}?)?`
	matterThen = `(?:一下|下|一个|个|一件|件|几个|几件|点儿?|些)*(?:{matter}(?:就是|是这样的?|啊|呀|哈|吧)?|事(?:就是|是这样的?|啊|呀|哈|吧|[:,.、\s]|$))?[:,.、!！。，\s]*(.*)$`
)

// writing is a text that begins as a letter does, and what it says.
var (
	complains = form(`(?s)^{me}?` + withMatter + `{me}?(?:还|再|又|也)?(?:要|想|想要|得|必须)?` + toOffice + `(?:实名)?{complain}` + matterThen)
	consults  = form(`(?s)^{me}?` + withMatter + `{me}?(?:要|想|想要|需要)?` + toOffice + `{consult}` + matterThen)
)

// letterTerm is a text that asks how long a reply to a letter takes, and writes none.
var letterTerm = form(`^(?:{me}|在这里?|这里|请问|网上|要是|如果|的|写)*(?:({complain})|{consult})(?:以后|之后|一般|你们|[后了完要得的能会])*` +
	`(?:{how_long}|{when_asked})(?:[能会才可以给有得要内]|{me}|你们)*(?:{done}|结果|回音|消息|[吗呢啊呀?？])*$`)

// letterTermIn is the kind of letter that a text asks that of. What is longer writes one.
func letterTermIn(text string) (kind cases.Kind, asks bool) {
	if utf8.RuneCountInString(text) > longestCurse+6 {
		return "", false
	}
	found := letterTerm.FindStringSubmatch(text)
	switch {
	case found == nil:
		return "", false
	case found[1] != "":
		return cases.Complaint, true
	}
	return cases.Consultation, true
}

// trailing is what goes on from the word of writing: 投诉了三回了没人管.
var trailing = form(`^(?:的|了|过|完|到|给)`)

// wantsToWrite is a text whose last clause says that somebody wants to write, and no more.
var wantsToWrite = form(`[,，。\s]{me}?(?:想|要|想要|得)` + toOffice + `(?:{complain}|{consult})(?:一下|下|个事|问问|你们|[了啊呀吧])*$`)

// leastTold is how many characters before a clause that only says that somebody wants
// to write make a letter of their own: 有个政策弄不懂，想咨询一下 has not said what.
const leastTold = 8

// letterIn reads a text that begins with 投诉 or 咨询, or ends in a clause that only says
// so. The words are empty where there are too few of them to be a letter.
func letterIn(text string) (kind cases.Kind, words string, found bool) {
	if kind, words, found := letterAfter(text); found {
		return kind, words, found
	}
	if before := strings.TrimSuffix(strings.TrimSuffix(text, "举报"), "投诉"); before != text && grievance(before) != "" {
		return cases.Complaint, text, true // 噪音扰民投诉
	}
	parts := clauses.FindAllString(text, -1)
	if len(parts) < 2 {
		return "", "", false
	}
	last := parts[len(parts)-1]
	kind, words, found = letterAfter(last)
	if !found || words != "" {
		return "", "", false
	}
	if saidAtAll(strings.Join(parts[:len(parts)-1], "")) >= leastTold {
		words = text
	}
	return kind, words, true
}

// letterAfter reads a text that begins with a word of writing.
func letterAfter(text string) (kind cases.Kind, words string, found bool) {
	for _, form := range []struct {
		kind cases.Kind
		form *pattern.Pattern
	}{{cases.Complaint, complains}, {cases.Consultation, consults}} {
		if m := form.form.FindStringSubmatch(text); m != nil {
			if saidAtAll(m[1]) < 3 {
				return form.kind, "", true
			}
			if trailing.MatchString(m[1]) {
				return form.kind, text, true
			}
			return form.kind, m[1], true
		}
	}
	return "", "", false
}

// kindOf is the kind of letter that an unanswered question makes.
func (v *visit) kindOf(text string) cases.Kind {
	if kind, after := asksAfter(text); after {
		return kind
	}
	w, sure := v.bot.ear().guess(text)
	story := w.means.kind == cases.Complaint && sure >= sureMaybe && saidAtAll(text) > longestCurse
	if w.means.intent != wantLetter || sure < sureLetter && !story || noneOfThem.MatchString(simple(text)) {
		return cases.Question // a name is no complaint
	}
	return w.means.kind
}
