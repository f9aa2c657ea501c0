package wechatbot

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// How sure the recogniser must be before its guess is acted on.
const (
	sureEnough = 0.4  // to answer so
	sureLetter = 0.45 // to show the words back as a letter
	sureAside  = 0.8  // to take a text for no answer to what was asked, where any words would be one
	sureBeside = 0.5  // and where a name or a telephone number is
	sureMaybe  = 0.2  // where nothing public was found either
	sureStrays = 0.65 // to leave what is in hand without a word that says so
	sureMeant  = 0.6  // to begin an application without asking whether one is meant
)

// heard is what a text most likely asks for that does not say so word for word.
// Where that is not sure enough it is looked for.
func (v *visit) heard(m meaning) meaning {
	if m.intent != wantSearch || m.text == "" || (quoted.MatchString(m.text) || yearSerial.MatchString(m.text)) && !byRegulation.MatchString(m.text) {
		if found := pleaseDisclose.FindStringSubmatch(writing.Simple(m.text)); found != nil && lexicon.Tells(found[1]) >= ownWords {
			m.intent, m.subject, m.sure = wantApply, asTyped(m.text, found[1]), 1
		}
		return m
	}
	if letter, plain := v.complainsOutright(m); plain {
		return letter
	}
	if said, is := byWord(m, v.safe); is {
		return said
	}
	plain := writing.Simple(m.text)
	if told := v.pointedBack(plain); told != "" {
		m.text = told
		return m
	}
	w, sure := v.bot.ear().guessStory(plain)
	if core, of, surely := v.moneyMadePublic(plain); surely > max(sure, sureMeant) {
		w, sure, m.text = of, surely, core
	}
	v.guessed, v.sure = w, sure
	if w.means.intent == wantLetter && !v.spelling && !inCharacters(plain) {
		if written, share := v.bot.speller().Write(plain); share == 1 { // wo yao tousu
			v.spelling = true
			return v.heard(v.bot.recognise(written))
		}
	}
	guess := w.of(m)
	guess.sure = sure
	if known, is := v.byItsWords(m, guess, plain); is {
		return known
	}
	if guess.intent == wantNext && namesMore(plain) && (sure < sureAside || v.documented(coreOf(plain))) {
		return m // 还有没有防灾的 looks for something else
	}
	return v.surely(m, guess, plain)
}

// complainsOutright is a letter of a text that begins by saying that it complains, tells of
// what, and asks nothing: 投诉你们办公室，我十月份交的申请到现在没答复.
func (v *visit) complainsOutright(m meaning) (meaning, bool) {
	plain := writing.Simple(m.text)
	if m.intent != wantSearch || v.bot.Cases == nil || !complainsFirst.MatchString(plain) || lexicon.Question.MatchString(plain) || !writing.SeveralClauses(plain) {
		return m, false
	}
	kind, words, writes := letterAfter(plain)
	if !writes || kind != cases.Complaint || saidAtAll(words) < leastTold {
		return m, false
	}
	m.intent, m.kind, m.subject, m.sure = wantLetter, kind, asTyped(m.text, words), 1
	return m, true
}

// surely is what a text was guessed to want where that is sure enough, and else what it
// was before.
func (v *visit) surely(m, guess meaning, plain string) meaning {
	sure := guess.sure
	if scolds[guess.intent] && utf8.RuneCountInString(plain) <= longestCurse && v.rude(plain) || guess.intent == wantContact && unpublished.MatchString(plain) {
		guess.intent = wantChat
	}
	if sure < 1 && guess.intent != wantMoney && keywords(plain) || sure < sureAside && guess.intent == wantContact && !asksContact(plain) {
		return m
	}
	if v.strays(guess, plain) {
		return m
	}
	v.maybe = guess
	if v.unlikely(guess, plain) {
		return m
	}
	if sure < sureEnough || guess.intent == wantLetter && sure < sureLetter || v.isTitle(guess) {
		return m
	}
	return guess.detailed()
}

// byItsWords is what a text wants by its words, whatever it was guessed to want: it asks
// after a letter, wants something else than it sounds like, or is a letter.
func (v *visit) byItsWords(m, guess meaning, plain string) (meaning, bool) {
	if (handledThen.MatchString(plain) || outcomeCounted.MatchString(plain)) && !strings.ContainsAny(plain, "我俺咱") {
		guess.intent, guess.sure = wantTurnout, 1
		return guess, true
	}
	if strings.ContainsAny(plain, "多几") && lettersCounted.MatchString(plain) {
		return m, true // told by what is public, if at all
	}
	if kind, after := asksAfter(plain); after && guess.asksAfter() {
		guess.intent, guess.kind = wantMine, kind
		return guess, true
	}
	if v.asksReport(guess, plain) {
		guess.intent, guess.sure = wantCount, 1
		return guess, true
	}
	if _, asks := v.asksWhoseAmount(plain); asks || v.wondersWhose(plain) || v.ranksFigure(plain) && guess.intent != wantMoney || (guess.intent == wantSearch || guess.sure < sureEnough) && v.asksOurBooks(plain) {
		guess.intent, guess.sure = wantMoney, 1
		return guess, true
	}
	if guess.intent == wantLaw && guess.law == "accounts" && stagesCompared.MatchString(plain) {
		guess.intent, guess.sure = wantMoney, 1
		return guess, true
	}
	if guess.intent != wantMeaning && guess.sure < 1 && asksTerm(plain) || guess.intent == wantMoney && guess.sure < sureAside && termsApart(plain) != nil {
		guess.intent, guess.sure = wantMeaning, 1
		return guess, true
	}
	if guess.intent == wantLaw && guess.sure < 1 && holidayOff.MatchString(plain) {
		return m, true // 端午休几天 asks of no term
	}
	if other, is := otherThan(guess, m.text, plain); is {
		return other, true
	}
	if other, is := servedOtherwise(guess, m.text, plain); is {
		return other, true
	}
	return v.heardLetter(m, guess, plain)
}

// lettersCounted asks how often people asked or complained, and writes nothing: 咨询多少次.
var lettersCounted = form(`^(?:{manner}|{lead}|受理|接待|群众|[了的,，\s])*(?:咨询|来访|来电|举报|投诉)(?:了|过)?(?:多少|几)[次人](?:[了过呢啊呀?？])*$`)

// servedOtherwise is what a text wants of those who serve where it sounds like something else:
// how to hand in, which papers another matter takes, or that it was done wrong.
func servedOtherwise(guess meaning, text, plain string) (meaning, bool) {
	law := ""
	if guess.intent == wantLaw {
		law = guess.law
	}
	switch {
	case guess.sure >= 1:
		return guess, false
	case law == "way" && handsOver.MatchString(plain):
		guess.law = "channel"
	case law == "papers" && takesOtherPapers(plain):
		guess.intent, guess.sure = wantElsewhere, 1
	case wronged.MatchString(plain) && !namesFile.MatchString(plain):
		guess.intent, guess.kind, guess.subject = wantLetter, cases.Complaint, text
	default:
		return guess, false
	}
	return guess, true
}

// asksReport says whether a text asks for what the report counts, whatever it was guessed to want.
func (v *visit) asksReport(guess meaning, plain string) bool {
	plain = officialSite.Replace(plain)
	if (guess.intent == wantMoney || guess.intent == wantSearch) && v.sortsCount(plain) {
		return true
	}
	if guess.intent == wantMoney && byChannelAsked.MatchString(plain) || byWhichChannel.MatchString(plain) || v.reportsNumber(plain) || confirmsCount.MatchString(plain) {
		return true
	}
	return (guess.intent == wantMoney || guess.intent == wantSearch || guess.intent == wantRanking || guess.sure < sureAside) && v.asksOfCounts(plain)
}

// byChannelAsked is a text that asks how much was made public by a channel: 网站发了多少.
var byChannelAsked = form(`{channel}[^,，。]{0,4}{publish}[了过]*(?:多少|几)(?:[条篇个]|[呢啊吗?？]|$)`)

// handsOver is a text that asks how something is handed in, and not how it is got: 可以当面递交吗.
var handsOver = form(`递交|提交(?:{may_i}|[吗么])|当面(?:交|递|送)|(?:用|走|发|寄)?(?:ems|EMS|快递|邮政|挂号信?|平信)(?:寄|发|邮)?(?:过去|给你们|到你们)?(?:{may_i}|[吗么不])|寄(?:过去|给你们|到你们)`)

// wronged is a text of who is done wrong by those who serve, by its words: 这不是吃拿卡要吗.
var wronged = form(`{extorts}|(?:我|俺|咱).{0,16}(?:糊弄鬼|糊弄人|糊弄谁|敷衍了事)|(?:糊弄鬼|糊弄人|敷衍人)呢?[啊吗!！?？]*$`)

// holidayOff is a text that asks whether a feast is a day off, and how long, and of nothing else.
var holidayOff = form(`^(?:{manner}|{lead}|那|今年|明年)*{holiday}节?(?:{manner}|{lead}|[的能会都到])*{day_off}[^,，。]{0,6}$`)

// stagesCompared is a text that wants the plan and the account held against each other, and
// does not ask what they are.
var stagesCompared = form(`(?:预算|决算).*(?:预算|决算).*(?:对比|比较|比一比|比比|差多少|差额)|预算.*{completion}`)

// ofDelegates is a text that speaks of what deputies proposed, and of nobody's application.
var ofDelegates = form(`提案|议案|人大代表|政协委员|代表建议`)

// moneyMadePublic is a text without the 公开 that it ends in, where that asks for money:
// 街道2026年部门预算公开. A bare 预算公开 asks for the documents.
func (v *visit) moneyMadePublic(plain string) (core string, of want, sure float64) {
	if !strings.Contains(plain, "算") && !strings.Contains(plain, "经费") {
		return plain, of, 0
	}
	core = madePublic.ReplaceAllString(plain, "")
	if core == plain || keywords(core) {
		return plain, of, 0
	}
	if of, sure = v.bot.ear().guess(core); of.means.intent != wantMoney {
		sure = 0
	}
	return core, of, sure
}

// otherThan is what a text wants by its words that was taken for something else: what is
// demanded to be public, and not complained of, and what became of all applications, and
// not of her own.
func otherThan(guess meaning, typed, plain string) (meaning, bool) {
	if subject := demanded(typed, plain); subject != "" && (guess.intent != wantLetter || guess.sure < sureAside) {
		guess.intent, guess.subject, guess.sure = wantApply, subject, 1
		return guess, true
	}
	if guess.intent == wantMine && guess.sure < sureAside && came.MatchString(plain) && !strings.ContainsAny(plain, "我俺咱") {
		guess.intent = wantTurnout
		return guess, true
	}
	return guess, false
}

// heardLetter is what a text wants that writes a letter by its words, asks how long a
// reply to one takes, or was taken for one and ends in a wish.
func (v *visit) heardLetter(m, guess meaning, plain string) (meaning, bool) {
	if guess.sure < 1 && letterCall.MatchString(plain) {
		guess.intent, guess.sure = wantContact, 1
		return guess, true
	}
	if guess.intent == wantLetter && guess.sure < sureAside && asksAnnounced.MatchString(plain) && !complaining.MatchString(plain) {
		return m, true
	}
	if kind, asks := letterTermIn(plain); asks {
		guess.intent, guess.law, guess.kind = wantLaw, "term", kind
		return guess, true
	}
	if found := mayComplain.FindStringSubmatch(plain); found != nil && v.bot.Cases != nil {
		guess.intent, guess.kind, guess.subject, guess.sure = wantLetter, cases.Complaint, grievance(asTyped(m.text, found[1])), 1
		return guess, true
	}
	if kind, words, writes := letterIn(plain); writes && kind == cases.Consultation && len(words) < len(plain) {
		if asked, answered := v.answered(asTyped(m.text, words)); answered && !(marksLetter.MatchString(plain) && plainlySought[asked.intent]) {
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

// marksLetter is a text that marks itself as a consultation: 咨询：我家小区的幼儿园什么时候开. What was
// only looked for, or is law, answers no such text; plainlySought are these.
var (
	marksLetter   = form(`^(?:{manner}|{me}|{want}|[要想,，\s])*{consult}(?:一下|一个问题|一件事|个事|个问题)?[:：]`)
	plainlySought = map[intent]bool{wantSearch: true, wantLaw: true}
)

// mayComplain is a text that asks whether one may complain here, and perhaps of what: 学校乱收费可以在
// 这里投诉吗.
var mayComplain = form(`^(?:{manner}|[,，\s])*([^?？]*?)(?:这种事?|这个|这事|的事|[,，\s])*(?:能不能|可不可以|可以|能|是不是|该|归|是)(?:也|就|直接)*(?:在|向|跟|找|给|由)?(?:你们?|您|{me})*(?:这里|这儿|这边|公众号)?(?:上)?{complain}(?:一下|{softly})*(?:吗|么|不|行不行|行吗|可以吗|[?？])+$|` +
	`^(?:{manner}|{me}|[,，\s])*{complain}(?:的事|这种事|,)*(?:能不能|可不可以|可以|能|是不是|归|是|由|也|就)*(?:在|归|由|给|向)?(?:你们?|您|这里|这儿|这边|这)(?:这里|这儿|公众号)?(?:上|来)?(?:提|管|受理|处理|办|说|写|交|接|负责)(?:的)?(?:吗|么|不|行不行|[?？])+$`)

// asksAnnounced asks for the day of what was announced, and complains of nothing: 公告栏上说要停水，几号.
var asksAnnounced = form(`^[^,，。?？]{0,10}(?:公告|通知|告示|广播|群里|听说|说要|说是|贴)[^,，。?？]{2,14}[,，\s]+(?:是|到底|具体|大概|会|要)*(?:{when_asked}|几点)(?:开始|的|停|{softly}|[啊呀呢?？])*$`)

// asksAfter says whether a meaning that was guessed may be to ask what became of a
// letter.
func (m meaning) asksAfter() bool {
	return m.intent == wantLetter || m.intent == wantMine || m.intent == wantSearch || m.sure < sureBeside && m.intent != wantCaseload
}

// scolds are what abuse sounds like.
var scolds = map[intent]bool{wantLetter: true, wantHelp: true, wantMeaning: true, wantPerson: true}

// longestCurse is how many characters a text has that only abuses.
const longestCurse = 10

// quoted is a text that names a document, by its title or by a number.
var quoted = form(`《.+》|[〔\[(【][12]\d{3}[〕\])】]\s*\d+\s*号|\d{6}[/／](?:19|20)\d{2}[-－—]\d{3,6}|\d{8}[0-9X][ /\-－—]*(?:19|20)\d{2}[ \-－—]+\d{1,5}|(?:^|[^\d/／])(?:19|20)\d\d[-－—]\d{5}(?:\D|$)`)

// byRegulation is a text that names the regulation by which it applies for something else.
var byRegulation = form(`《(?:中华人民共和国)?政府信息公开条例》[^,，。]{0,12}[,，\s]*(?:{me}|现|特|依法|向[^,，。]{2,16}?)*申请(?:公开|获取|提供)?`)

// pleaseDisclose is a text that asks in writing to have made public what it then names, by a number
// or a title: 请公开：〔2021〕45号行政处罚决定书.
var pleaseDisclose = form(`^(?:{manner}|{me}|现|特|[,，\s])*(?:请求?|要求|申请)(?:{your}|贵[局委办厅]|依法|向{me}|[,，\s])*公开(?:以下|如下|下列)?(?:政府)?(?:信息|内容|文件)?:\s*(.{4,})$`)

// keywords says whether a text only names things, as people type into a search:
// 停水 2022, 身份证.
func keywords(text string) bool {
	return !lexicon.Talk.MatchString(text) && (strings.Contains(text, " ") || utf8.RuneCountInString(text) <= 4)
}

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
	wantTimely: form(`{in_time}|{publish}`), wantCount: form(`{publish}|信息|文件|条|多少`), wantTurnout: form(`申请|答复|受理|办结|{publish}`), wantMeaning: form(`{asks_meaning}`),
	wantSupplement: form(`补(?:[^偿贴助课习]|$)|材料|说明|明确|通知|告知`),
}

// came is a text that speaks of the applications that came in.
var came = form(`(?:收到|接到|受理)[了的过]*.{0,6}申请`)

// handledThen is a text that asks what became of the applications of a year: 2015年两件申请怎么处理的.
var handledThen = form(`(?:[0-9]{2}年|去年|前年|上年|那年).{0,6}?[两0-9一二三几][件个份宗起]?申请.{0,4}?(?:怎么|咋|如何|怎样|是怎么|分别怎么|的?结果)(?:样|怎样|怎么样|处理|答复|办|回复|回|办理)[的了]?`)

// searching is a text that asks to look for something.
var searching = form(`^(?:{lead}|给我|帮我|帮忙)*[找查搜]`)

// needOwnWord are those that are not guessed without such a word.
var needOwnWord = []intent{wantCaseload, wantPerson}

// ownWord says whether a text has a word of its own for what it is guessed to want, if
// there is any such word.
func (m meaning) ownWord() bool {
	own, text := ownWordsOf[m.intent], writing.Simple(m.text)
	if m.intent == wantMine {
		text = ofOurs.ReplaceAllString(text, "")
	}
	return own == nil || own.MatchString(text)
}

// ofOurs are words of what is somebody's, and no matter of hers at the office: 查我们店的吗.
var ofOurs = form(`(?:我|俺|咱)们?(?:家的?)?(?:店|公司|厂|企业|饭馆|单位|学校|小区|村|街道|社区)`)

// detailed adds what a meaning is about.
func (m meaning) detailed() meaning {
	switch m.intent {
	case wantApply:
		m.subject = wished(m.text)
	case wantLetter:
		if m.subject = grievance(cmp.Or(m.whole, m.text)); m.subject == "" && saidAtAll(writing.Simple(m.text)) > 1 {
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
	if kind, words, writes := letterIn(writing.Simple(m.text)); writes && words != "" && !application.Open(step) {
		m.intent, m.kind, m.subject = wantLetter, kind, asTyped(m.text, words)
		return m, true
	}
	if _, guided := v.bot.Office.Find(writing.Simple(m.text)); guided && questioning.MatchString(m.text) && !application.Open(step) {
		return m, true // 政务大厅周六开门不
	}
	w, sure := v.bot.ear().guess(writing.Simple(m.text))
	need := sureAside
	switch {
	case application.Strict(step):
		need = sureEnough
	case step == application.StepName || step == application.StepContact || step == application.StepWhere || lexicon.Question.MatchString(m.text):
		need = sureBeside
	}
	if sure < need {
		return m, false
	}
	v.letterish = w.means.intent == wantLetter && !application.Open(step)
	if guess := w.of(m).detailed(); leavesStep(guess, step, sure) {
		if guess.intent == wantMine {
			guess.kind, _ = asksAfter(writing.Simple(m.text))
		}
		return guess, true
	}
	return m, false
}

// leavesStep says whether what a text is guessed to want is no answer to a step.
func leavesStep(guess meaning, step string, sure float64) bool {
	free := application.Open(step)
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
		return !free && sure >= sureBeside && (utf8.RuneCountInString(guess.text) > longestCurse || lexicon.Question.MatchString(guess.text))
	case wantMoney:
		return !free
	case wantCancel:
		return !free || sure >= sureAside
	case wantBack, wantNumber:
		return !free
	}
	return application.Strict(step)
}

// moreWords are the words of a text that only asks for more of the same.
var moreWords = form(`{lead}|{only}|{is_there}|{newly}|{around}|还|别|其他|更多|多|下一页|下页|翻|页|后面|剩|继续|完`)

// namesMore says whether a text names what it wants more of.
func namesMore(text string) bool {
	return utf8.RuneCountInString(moreWords.ReplaceAllString(writing.Letters(text), "")) > 1
}
