package wechatbot

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A deed does what a meaning asks, given with its text in simplified characters; it
// is not known where there is nothing to answer with.
type deed func(v *visit, m meaning, text string) (a answer, known bool)

// newDeeds are what is done for each intent.
func newDeeds() map[intent]deed {
	deeds := publicDeeds()
	maps.Copy(deeds, ownDeeds())
	return deeds
}

// publicDeeds are what is done for who asks for something public, or says nothing of a
// matter of her own.
func publicDeeds() map[intent]deed {
	statistic := func(v *visit, m meaning, text string) (answer, bool) { return v.statistic(m.intent, text) }
	return map[intent]deed{
		wantSearch: (*visit).beforeSearch,
		wantHelp: func(v *visit, m meaning, text string) (answer, bool) {
			if m.sure > 0 && m.sure < sureAside {
				if a, told := v.organMatter(text, ""); told {
					return a, true // 监察局在项目里干啥
				}
			}
			return v.help(), true
		},
		wantPerson:  func(v *visit, _ meaning, _ string) (answer, bool) { return v.person(), true },
		wantContact: func(v *visit, _ meaning, text string) (answer, bool) { return v.contact(text), true },
		wantPoint:   func(v *visit, _ meaning, text string) (answer, bool) { return v.nearOrLate(text), true },
		wantGuide:   func(v *visit, _ meaning, _ string) (answer, bool) { return v.overview(), true },
		wantMeaning: func(v *visit, _ meaning, text string) (answer, bool) { return v.meaningOf(text), true },
		wantLaw:     func(v *visit, m meaning, text string) (answer, bool) { return v.lawOn(m, text), true },
		wantThanks: func(v *visit, _ meaning, text string) (answer, bool) {
			if takesLeave(text) {
				return v.part(text), true
			}
			if hums.MatchString(text) {
				return v.say("nod", map[string]any{"Last": 0}), true
			}
			return v.say("thanks", nil), true
		},
		wantGreeting:  func(v *visit, _ meaning, _ string) (answer, bool) { return v.say("hello", v.menu()), true },
		wantChat:      func(v *visit, m meaning, _ string) (answer, bool) { return v.chat(m.text), true },
		wantUrgent:    func(v *visit, m meaning, _ string) (answer, bool) { return v.urgent(m.text), true },
		wantElsewhere: func(v *visit, m meaning, text string) (answer, bool) { return v.doneElsewhere(m.text, text) },
		wantCancel:    func(v *visit, _ meaning, text string) (answer, bool) { return v.cancelled(text), true },
		wantBack:      func(v *visit, _ meaning, _ string) (answer, bool) { return v.wentBack(), true },
		wantNext:      func(v *visit, _ meaning, _ string) (answer, bool) { return v.next(), true },
		wantPrevious:  func(v *visit, _ meaning, _ string) (answer, bool) { return v.turn(-pageSize), true },
		wantCatalogue: func(v *visit, _ meaning, text string) (answer, bool) { return v.newest(text), true },
		wantCategory: func(v *visit, _ meaning, text string) (answer, bool) {
			if kindsApart.MatchString(text) {
				if a, known := v.guide(text); known {
					return a, true // 长期公开和定期公开有啥区别 asks for no list
				}
			}
			return v.category(text), true
		},
		wantNumber:   func(v *visit, m meaning, _ string) (answer, bool) { return v.record(m.number, m.text), true },
		wantMoney:    func(v *visit, m meaning, _ string) (answer, bool) { return v.moneyOr(m.text) },
		wantCount:    (*visit).countOrList,
		wantRanking:  statistic,
		wantTimely:   statistic,
		wantTurnout:  (*visit).registered,
		wantCaseload: (*visit).registered,
	}
}

// ownDeeds are what is done for who speaks of her own requests, letters and subscriptions.
func ownDeeds() map[intent]deed {
	return map[intent]deed{
		wantApply:    func(v *visit, m meaning, _ string) (answer, bool) { return v.apply(m), true },
		wantSame:     func(v *visit, _ meaning, _ string) (answer, bool) { return v.applySame() },
		wantProgress: func(v *visit, m meaning, _ string) (answer, bool) { return v.progress(m.number, m.code), true },
		wantWithdraw: func(v *visit, m meaning, text string) (answer, bool) {
			return v.withdraw(cmp.Or(m.number, v.nthOwn(text))), true
		},
		wantSupplement: func(v *visit, m meaning, _ string) (answer, bool) { return v.supplies(m), true },
		wantMine:       func(v *visit, m meaning, text string) (answer, bool) { return v.ownAs(m, text), true },
		wantRate:       func(v *visit, m meaning, _ string) (answer, bool) { return v.rate(m.number, m.text), true },
		wantLetter:     func(v *visit, m meaning, _ string) (answer, bool) { return v.letterFrom(m), true },
		wantCase:       func(v *visit, m meaning, _ string) (answer, bool) { return v.aCase(m), true },
		wantRevoke:     func(v *visit, _ meaning, _ string) (answer, bool) { return v.revoke(), true },

		wantForwarded:   func(v *visit, _ meaning, _ string) (answer, bool) { return v.forwarded() },
		wantSubscribe:   func(v *visit, m meaning, _ string) (answer, bool) { return v.subscribes(m) },
		wantUnsubscribe: func(v *visit, m meaning, _ string) (answer, bool) { return v.subscribes(m) },
		wantSubscribed:  func(v *visit, m meaning, _ string) (answer, bool) { return v.subscribes(m) },
	}
}

// kindsApart is a text that asks how kinds of publishing differ.
var kindsApart = form(`{apart}|不同|不一样|差别|差异`)

// beforeSearch answers what a text may want that names nothing: it fears for her data, asks
// the way, or is what the office waits for.
func (v *visit) beforeSearch(m meaning, text string) (answer, bool) {
	if fears(text) {
		return v.ownData(text), true
	}
	if v.asksWay(text) {
		return v.contact(text), true
	}
	if a, asked := v.holdings(text); asked {
		return a, true
	}
	if downloads.MatchString(text) {
		if a, can := v.download(); can {
			return a, true
		}
	}
	return v.perhapsSupplement(m, m.text)
}

// downloads is a text that asks whether what is here can be had as a file, and of nothing
// by name: 能下载excel吗.
var downloads = form(`(?i)^(?:{manner}|{lead}|{is_there}|你们|这里|[表能可以供支持想要,，\s])*(?:excel|xlsx?|csv|json|pdf|word)(?:格式|版本?|文件|表格?)*的?(?:{is_there}|{may_i}|[吗么不呢啊呀?？。\s])*$|^(?:{manner}|{lead}|{me}|你们|公开的|公布的|这里|这些|这个|公众号|数据|表格|文件|目录|全部|所有|预算表?|决算表?|三公经费|{is_there}|{may_i}|[表能可以供支持把的上想要,，\s])*(?:下载|导出)(?:成|为|出来|到电脑|一下|预算表?|决算表?|三公经费|的)*(?:excel|xlsx?|csv|json|pdf|word|wps|电子版|表格|数据|文件|版|格式|的|表)*(?:{may_i}|[吗么不呢啊呀?？。\s])*$`)

// download says what can be had as a file, and where.
func (v *visit) download() (answer, bool) {
	link := v.bot.Pages.Catalogue("")
	if link == "" {
		return answer{}, false
	}
	v.talk.misses = 0
	return v.say("download", map[string]any{"Link": link, "Money": v.bot.Books != nil}), true
}

// registered answers how applications and letters are dealt with, unless the text is only
// guessed to ask that, and is of another thing.
func (v *visit) registered(m meaning, text string) (answer, bool) {
	if m.sure < sureAside && v.ofOtherThing(text) {
		return v.fact(text)
	}
	return v.statistic(m.intent, text)
}

// letterFrom shows a letter, unless the office waits for a supplement that it may be.
func (v *visit) letterFrom(m meaning) answer {
	if a, two := v.twoMatters(m); two {
		return a
	}
	if a, open := v.perhapsSupplement(m, m.text); open {
		return a
	}
	if v.filling && m.sure > 0 && m.sure < 1 && !writingWord.MatchString(writing.Simple(m.text)) {
		if d, busy := v.draft(); busy { // what was only guessed to be a letter takes no application over
			return v.offerOf(d, "apply_orletter", nil, "我要申请", string(m.kind)+":"+v.written(m.subject))
		}
	}
	return v.letterOrNot(m, v.lettered(m))
}

// cancelled asks whether the letter is not written that is shown, and drops what was to be added to
// one, where anything was.
func (v *visit) cancelled(text string) answer {
	if a, asks := v.asksUnwritten(); asks {
		return a
	}
	if _, at := v.letterAtHand(); at && callsOff.MatchString(writing.Simple(text)) {
		v.why.wanted(wantRevoke)
		return v.revoke()
	}
	if v.pending() != "" {
		return v.say("case_notadded", nil)
	}
	return v.nothingToCancel(text)
}

// callsOff is a text that wants a letter not to have been written: 不投诉了.
var callsOff = form(`^(?:{me}|{manner}|那|算了|就|还是|[,，\s])*不(?:想|要)?(?:投诉|举报|反映|咨询|告|问)(?:他们|它|这个|这件)?(?:了|啦|吧|[。！!])+$|^(?:{me}|{manner}|那|算了|已经|[,，\s])*(?:不用|不必|别)(?:你们|您|再)?(?:管|处理|查|办|跟进|派人来?)(?:了|啦|吧)(?:[,，\s].{1,8})?[。!！]*$`)

func (v *visit) wentBack() answer {
	if v.pending() != "" {
		return v.say("case_notadded", nil)
	}
	if a, was := v.backFromFound(); was {
		return a
	}
	return v.say("nothing", nil)
}

// next gives the rest of an answer that was cut, or the next page of a list.
func (v *visit) next() answer {
	if v.talk.rest != "" {
		return answer{text: v.talk.rest, from: "more"}
	}
	return v.turn(pageSize)
}

// apply begins an application, or asks whether one is meant.
func (v *visit) apply(m meaning) answer {
	if a, two := v.twoMatters(m); two {
		return a
	}
	if subject := v.wishOfSpoken(writing.Tidy(v.raw)); subject != "" {
		m.subject, m.sure = subject, 1
	}
	if i := slices.IndexFunc(v.talk.options, func(say string) bool { return strings.HasPrefix(say, "apply:") }); m.subject == "" && i >= 0 {
		if say, alive := v.talk.chosen(i+1, v.bot.Now()); alive { // what was just offered to be applied for
			m.subject = strings.TrimPrefix(say, "apply:")
		}
	}
	if m.subject == "" && v.talk.said == "list" && noneThere.MatchString(writing.Simple(m.text)) {
		m.subject = spoken(v.talk.query) // 没有就帮我申请
	}
	if m.subject == "" && onlyApplies.MatchString(writing.Simple(m.text)) {
		m.subject = v.wantedBefore()
	}
	m.subject = v.wishOfYear(v.pointedWish(m.subject))
	if v.doubtful(m) {
		return v.meant(m)
	}
	if short := applyShort.FindStringSubmatch(writing.Simple(m.text)); m.subject == "" && short != nil && v.takesApplications() {
		if _, busy := v.draft(); !busy {
			return v.subject(v.blank(), short[1]) // of which more is asked then
		}
	}
	return v.beginWith(m.subject)
}

// applyShort applies for something in a word: 申请公开书记的工资.
var applyShort = form(`^(?:{manner}|{me}|那|就|{want}|[,，\s])*申请(?:政府)?(?:信息)?公开([^,，。?？\s]{3,6})$`)

// supplies hands in what the office asked for, where it is said to be that: behind the
// word for it and a stop, or with its number. What else follows the word is shown first,
// and a question of it is answered.
func (v *visit) supplies(m meaning) answer {
	words := m.text
	if words == "" {
		words = supplyWords(v.raw)
	}
	switch {
	case m.number != "" || words == "":
	case meansWhat.MatchString(writing.Simple(words)):
		if a := v.supplement("", ""); a.from != "supplement" {
			return a
		}
		return v.meaningOf("补正").before(v.supplement("", ""))
	case supplyAsks.MatchString(writing.Simple(words)):
		return v.supplement("", "")
	case m.text == "" || !setOff.MatchString(writing.Tidy(v.raw)):
		if a, open := v.perhapsSupplement(m, words); open {
			return a
		}
	}
	return v.supplement(m.number, m.text)
}

// overdueAsked is a text that asks whether the answer to an application is late.
var overdueAsked = form(`(?:是不是|算不算|有没有|是否)[^,，。]{0,4}(?:超期|逾期|超时|过期|超了|违法|违规)|(?:超期|逾期|超时|过期|超了)(?:了|没|没有)?[吗么吧?？]*$`)

// meansWhat begins what stands behind a word whose meaning is asked.
var meansWhat = form(`^(?:到底|究竟)?(?:是|指|叫)?(?:一?个)?{what_thing}(?:意思|东西|概念)`)

// ownAs lists what is the citizen's own, tells of an earlier letter, or what to do
// without a number.
func (v *visit) ownAs(m meaning, text string) answer {
	if found := badNumber.FindStringSubmatch(text); found != nil {
		return v.say("norequest", found[1])
	}
	switch {
	case m.kind != "":
		return v.earlier(m.kind, m.text)
	case overdueAsked.MatchString(text):
		return v.law("term", text).before(v.mine())
	case othersAsk.MatchString(text):
		return v.say("othersask", nil)
	case numberFor.MatchString(text):
		return v.bot.say("numberfor", v.spokenOf())
	case newPhone.MatchString(text):
		return v.mineAfter("newphone")
	case handedThere.MatchString(text) && v.nothingOwn():
		return v.say("handed_there", nil)
	case whatCode.MatchString(text):
		return v.say("whatcode", v.spokenOf())
	case byIdentity.MatchString(text):
		return v.mineAfter("byidentity")
	case lostNumber.MatchString(text), codeAsked.MatchString(text):
		return v.mineAfter("lost")
	case discontent.MatchString(text) && v.nothingOwn():
		v.why.wanted(wantLaw)
		return v.law("relief", "")
	}
	if v.anothersMatter(m, text) {
		m.intent = wantElsewhere
		v.why.took(m)
		return v.notDoneHere(m.text, text, true)
	}
	a := v.mine()
	if a.from == "mine" && len(v.talk.options) == 0 && hearsNothing(text) {
		a.text += "\n" + v.bot.say("mine_unheard", nil).text
	}
	return a
}

var (
	// handedThere is a text that says that something was handed in elsewhere: 我上个月在窗口交的.
	handedThere = form(`(?:窗口|大厅|现场|当面|邮局|邮寄|寄信|写信|网站|网上|网页|传真|信箱|单位)[^,，。?？]{0,6}(?:交|提交|提|寄|递|申请|投诉|办|填|送)(?:上去|过去|来|了|过|的)|(?:邮|快递|挂号)寄?(?:过去|来|出)(?:了|的)`)
	// whatCode asks what the code or the number of a request is.
	whatCode = form(`^(?:{manner}|{around}|又)*(?:查询码|编号|登记编号|回执编号|回执号|单号)(?:又|到底|究竟|{around})*(?:是|叫|指)?(?:{what_thing})(?:{around}|{softly}|东西|意思|用|[?？])*$`)
)

// atOffice are words of what is handed in here.
var atOffice = form(`公开|{paper_name}|文件|批文|批复|合同|资料|{complain}|{consult}|留言|来信|编号|查询码`)

// anothersMatter says whether a text that was guessed to ask after what she handed in here
// asks after what others do, 我的低保审批到哪一步了, of which nothing that she handed in is.
func (v *visit) anothersMatter(m meaning, text string) bool {
	word := servedElsewhere.FindString(text)
	if word == "" || m.sure == 0 || m.sure == 1 || atOffice.MatchString(text) {
		return false
	}
	rs, err := v.herRequests()
	cs, failed := v.herCases()
	return err == nil && failed == nil &&
		!slices.ContainsFunc(rs, func(r disclosure.Request) bool { return strings.Contains(r.Subject, word) }) &&
		!slices.ContainsFunc(cs, func(c cases.Case) bool { return strings.Contains(c.Text, word) })
}

// discontent asks what can be done who is not content with what came of an application.
var discontent = form(`^(?:{manner}|{lead}|{me}|要是|如果|万一|假如|对|[,，\s])*(?:信息公开)?(?:申请|答复|回复|公开)(?:公开)?的?(?:结果|答复|回复|内容)*(?:要是|如果|万一)?(?:{me}|还|还是|很|[,，\s])*(?:不满意|不满|不服气?|不认可|不认同|不认|有意见|不接受)(?:的话|了|怎么|[,，\s])*(?:{how}|{how_to}|怎么办|咋办|咋整|怎么弄|怎样|能|可以|办|整|弄|找谁|去哪|{softly}|[?？])+$`)

// nothingOwn says whether she has handed in nothing from here.
func (v *visit) nothingOwn() bool {
	requests, err := v.ownRequests()
	cases, failed := v.ownCases()
	return err == nil && failed == nil && len(requests)+len(cases) == 0
}

// moneyOr answers a question of money; where the books know nothing of it, neither
// does the guide.
func (v *visit) moneyOr(text string) (answer, bool) {
	if _, held := v.figureHeld(); (!held || v.talk.newer) && pointsMoney.MatchString(writing.Simple(text)) {
		v.figure = true // of no organ: there is none in hand that it could be of
		return answer{}, false
	}
	a, known := v.money(text)
	v.figure = v.figure || !known
	return a, known
}

// subscribes answers who wants to be told what a grid is told, or no longer. 订阅 of what
// is no grid's name may be anything.
func (v *visit) subscribes(m meaning) (answer, bool) {
	if m.intent == wantUnsubscribe && unfollows.MatchString(writing.Simple(m.text)) {
		return v.say("unfollow", len(v.bot.open()) > 0), true
	}
	if a, known := v.subscription(m); known {
		return a, true
	}
	m.intent, m.subject = wantSearch, ""
	if m = v.heard(m); m.intent != wantSubscribe && m.intent != wantUnsubscribe {
		return answer{}, false
	}
	return v.subscription(m)
}

// recordOption begins an option that shows a record: what its number looks like is
// its publisher's own affair.
const recordOption = "record:"

// A command is what an option does that could not have been typed.
type command func(v *visit, rest string) (a answer, known bool)

// newCommands are the commands, by the word before the option's colon.
func newCommands() map[string]command {
	done := func(do func(v *visit, rest string) answer) command {
		return func(v *visit, rest string) (answer, bool) { return do(v, rest), true }
	}
	return map[string]command{
		"record": done(func(v *visit, rest string) answer { return v.record(rest, rest) }),
		"look":   done((*visit).search),
		"tells": done(func(v *visit, rest string) answer {
			return v.list(catalog.Query{Text: rest, Limit: pageSize, Today: v.today})
		}),
		"organ": done(func(v *visit, rest string) answer {
			return v.list(catalog.Query{Organ: rest, Limit: pageSize, Today: v.today})
		}),
		"law":      done(func(v *visit, rest string) answer { return v.law(rest, "") }),
		"money":    (*visit).money,
		"card":     done((*visit).chartOf),
		"own":      (*visit).ownOf,
		"withdraw": done((*visit).withdrawn),
		"supply":   done((*visit).supplied),
		"revoke":   done(func(v *visit, rest string) answer { return v.didCase(rest, cases.Withdrawn(v.today), "case_withdrawn") }),
		"hand":     done(func(v *visit, rest string) answer { return v.write(v.kindOf(rest), rest) }),
		"find":     done((*visit).noLetter),
		"detach":   done((*visit).detach),
		"join":     done((*visit).joined),
		"then":     done((*visit).thenWrites),
		"replace":  done((*visit).replacedBy),
		"add": done(func(v *visit, rest string) answer {
			id, text, _ := strings.Cut(rest, ":")
			return v.added(id, text)
		}),
		"apply":   done((*visit).beginWith),
		"swap":    done((*visit).swap),
		"again":   done((*visit).onceMore),
		"leave":   done(func(v *visit, _ string) answer { return v.leftOut() }),
		"unwrite": done(func(v *visit, _ string) answer { return v.unwritten() }),
		"restart": done(func(v *visit, _ string) answer { return v.restart() }),
		"drop":    done(func(v *visit, _ string) answer { return v.drop() }),

		string(cases.Complaint):    done(func(v *visit, rest string) answer { return v.write(cases.Complaint, rest) }),
		string(cases.Consultation): done(func(v *visit, rest string) answer { return v.write(cases.Consultation, rest) }),
	}
}

// command does what an option means that could not have been typed.
func (v *visit) command(say string) (answer, bool) {
	kind, rest, _ := strings.Cut(say, ":")
	if do := v.bot.commands[kind]; do != nil {
		return do(v, rest)
	}
	return answer{}, false
}

// chartOf shows a statement as a card with a picture.
func (v *visit) chartOf(name string) answer {
	v.why.Intent, v.why.Room = "看图表", "budget"
	return v.chart(name)
}

// onceMore applies again for what is being handled already.
func (v *visit) onceMore(subject string) answer {
	v.again = true
	return v.swap(subject)
}
