package wechatbot

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A deed does what a meaning asks, given with its text in simplified characters; it
// is not known where there is nothing to answer with.
type deed func(v *visit, m meaning, text string) (a answer, known bool)

// newDeeds are what is done for each intent.
func newDeeds() map[intent]deed {
	statistic := func(v *visit, m meaning, text string) (answer, bool) { return v.statistic(m.intent, text) }
	register := func(v *visit, m meaning, text string) (answer, bool) {
		if m.sure < sureAside && v.ofOtherThing(text) {
			return v.fact(text)
		}
		return v.statistic(m.intent, text)
	}
	return map[intent]deed{
		wantSearch: func(v *visit, m meaning, text string) (answer, bool) {
			if fears(text) {
				return v.ownData(text), true
			}
			if v.asksWay(text) {
				return v.contact(text), true
			}
			return v.perhapsSupplement(m, m.text)
		},
		wantHelp:      func(v *visit, _ meaning, _ string) (answer, bool) { return v.help(), true },
		wantPerson:    func(v *visit, _ meaning, _ string) (answer, bool) { return v.person(), true },
		wantContact:   func(v *visit, _ meaning, text string) (answer, bool) { return v.contact(text), true },
		wantPoint:     func(v *visit, _ meaning, text string) (answer, bool) { return v.points(text), true },
		wantGuide:     func(v *visit, _ meaning, _ string) (answer, bool) { return v.overview(), true },
		wantMeaning:   func(v *visit, _ meaning, text string) (answer, bool) { return v.meaningOf(text), true },
		wantLaw:       func(v *visit, m meaning, text string) (answer, bool) { return v.lawOn(m, text), true },
		wantThanks:    func(v *visit, _ meaning, _ string) (answer, bool) { return v.say("thanks", nil), true },
		wantGreeting:  func(v *visit, _ meaning, _ string) (answer, bool) { return v.say("hello", v.menu()), true },
		wantChat:      func(v *visit, m meaning, _ string) (answer, bool) { return v.chat(m.text), true },
		wantUrgent:    func(v *visit, m meaning, _ string) (answer, bool) { return v.urgent(m.text), true },
		wantElsewhere: func(v *visit, m meaning, text string) (answer, bool) { return v.doneElsewhere(m.text, text) },
		wantCancel:    func(v *visit, _ meaning, text string) (answer, bool) { return v.cancelled(text), true },
		wantBack:      func(v *visit, _ meaning, _ string) (answer, bool) { return v.wentBack(), true },
		wantNext:      func(v *visit, _ meaning, _ string) (answer, bool) { return v.next(), true },
		wantPrevious:  func(v *visit, _ meaning, _ string) (answer, bool) { return v.turn(-pageSize), true },
		wantCatalogue: func(v *visit, _ meaning, text string) (answer, bool) { return v.newest(text), true },
		wantCategory:  func(v *visit, _ meaning, text string) (answer, bool) { return v.category(text), true },
		wantNumber:    func(v *visit, m meaning, _ string) (answer, bool) { return v.record(m.number, m.text), true },
		wantMoney:     func(v *visit, m meaning, _ string) (answer, bool) { return v.moneyOr(m.text) },
		wantCount:     func(v *visit, m meaning, text string) (answer, bool) { return v.countOrList(m, text) },
		wantRanking:   statistic,
		wantTimely:    statistic,
		wantTurnout:   register,
		wantCaseload:  register,

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

// letterFrom shows a letter, unless the office waits for a supplement that it may be.
func (v *visit) letterFrom(m meaning) answer {
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

// cancelled drops what was to be added to a letter, where anything was.
func (v *visit) cancelled(text string) answer {
	if v.pending() != "" {
		return v.say("case_notadded", nil)
	}
	return v.nothingToCancel(text)
}

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
	m.subject = v.pointedWish(m.subject)
	if v.doubtful(m) {
		return v.meant(m)
	}
	return v.beginWith(m.subject)
}

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
	case supplyAsks.MatchString(writing.Simple(words)):
		return v.supplement("", "")
	case m.text == "" || !setOff.MatchString(writing.Tidy(v.raw)):
		if a, open := v.perhapsSupplement(m, words); open {
			return a
		}
	}
	return v.supplement(m.number, m.text)
}

// ownAs lists what is the citizen's own, tells of an earlier letter, or what to do
// without a number.
func (v *visit) ownAs(m meaning, text string) answer {
	switch {
	case m.kind != "":
		return v.earlier(m.kind, m.text)
	case othersAsk.MatchString(text):
		return v.say("othersask", nil)
	case newPhone.MatchString(text):
		return v.mineAfter("newphone")
	case lostNumber.MatchString(text), codeAsked.MatchString(text):
		return v.mineAfter("lost")
	}
	return v.mine()
}

// moneyOr answers a question of money; where the books know nothing of it, neither
// does the guide.
func (v *visit) moneyOr(text string) (answer, bool) {
	a, known := v.money(text)
	v.figure = v.figure || !known
	return a, known
}

// countOrList counts what was made public, or lists it where a month is named and no
// number is asked for: 今年10月新公开的信息.
func (v *visit) countOrList(m meaning, text string) (answer, bool) {
	if strings.Contains(text, "月") && !howMany.MatchString(text) {
		if a, found := v.listAll(m.text); found {
			return a, true
		}
	}
	if _, _, told := v.stated(text); !told {
		if a, said := v.fact(text); said {
			return a, true
		}
		if v.countsSort(text) {
			v.figure = true // which the guide has of all of it only
			return answer{}, false
		}
		doubted := m.sure < sureAside || m.sure < 1 && howManyCopies.MatchString(text)
		if doubted && v.countsThing(text) || v.countsOther(text) {
			return answer{}, false
		}
	}
	return v.count(text, false)
}

// countsOther says whether a text asks for the number of things that are no records: 开了几次
// 发布会, 修了几条路. It speaks of no publishing or papers, and of no organ, column or channel.
func (v *visit) countsOther(text string) bool {
	c, can := v.bot.Catalog.(counter)
	plain := noPublishing.ReplaceAllString(text, "、")
	if !can || ofPublishing.MatchString(plain) || utf8.RuneCountInString(countedHull.ReplaceAllString(text, "")) < 2 {
		return false
	}
	census, err := v.publishers(c)
	return err == nil && v.publisherNamed(text, census.Census) == "" && columnNamedIn(text, census.Census) == ""
}

var (
	noPublishing = form(`发布会|发现|发生|发放|发展|开发`)
	ofPublishing = form(`{publish}|{document}|{paper_name}|{channel}|{ranking}|收录|库里|这里|[条件](?:$|[吗呢啊的了,，。?？])`)
)

// sortCounted is a text that asks how much of one sort of information was made public.
var sortCounted = form(`^(?:{manner}|{lead})*(\p{Han}{2,4})信息(?:一共|总共|都)?(?:主动)?{publish}[了过]*(?:多少|几)条`)

// countsSort says whether a text asks how much of one sort was made public, of which a
// document speaks in its title: 科技信息公开了多少条.
func (v *visit) countsSort(text string) bool {
	found := sortCounted.FindStringSubmatch(text)
	if found == nil || writing.Holds(found[1], "政府", "政务", "单位", "部门", "街道", "全部", "所有", "各类", "你们", "我们") || v.publisherNamed(text, catalog.Census{}) != "" {
		return false
	}
	page, err := v.look(catalog.Query{Text: found[1], Limit: pageSize, Today: v.today})
	return err == nil && !page.Near && slices.ContainsFunc(page.Hits, func(h catalog.Hit) bool { return strings.Contains(h.Record.Title, found[1]) })
}

// countsThing says whether a text asks for the number of things that a record speaks of,
// and not of all that was made public: 审计公开了几个报告.
func (v *visit) countsThing(text string) bool {
	if v.yearOf(text) != 0 || v.publisherNamed(text, catalog.Census{}) != "" {
		return false
	}
	words := strings.Fields(countedHull.ReplaceAllString(text, " "))
	return slices.ContainsFunc(append(words, strings.Join(words, "")), func(left string) bool {
		return utf8.RuneCountInString(left) >= 2 && inCharacters(left) && v.documented(left)
	})
}

var countedHull = form(`{publish}|{lead}|{all}|{document}|{paper_name}|{your}|{manner}|{newly}|多少|总共|大概|[几个件条份项篇的了过在出有搞做弄吗呢啊呀吧?？,，。]`)

// howMany is a text that asks for a number.
var (
	howMany = form(`多少|[几数率]|一共|总共|总量`)
	// howManyCopies is a text that asks how many of something were given out, and not made public.
	howManyCopies = form(`(?:发放|征求意见|征集|编写?|印制)[^公布]{0,4}(?:多少|几)[份本期个条]`)
	askedCount    = form(`多少|[几数率]|一共|总共|总量|{ranking}|{which_year}`) // or which year or organ it is
)

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
