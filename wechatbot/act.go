package wechatbot

import (
	"cmp"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// act does what a meaning asks.
func (v *visit) act(m meaning) answer {
	if a, about := v.aboutOwn(m); about {
		return a
	}
	if written, mixed := v.mixed(m.text); mixed && m.intent == wantSearch { // putuo caizhengju 三公
		v.spelling = true
		return v.act(v.bot.recognise(written))
	}
	if a, known := v.onHand(m); known {
		return a
	}
	if question, follows := v.followed(simple(m.text)); follows && (m.intent == wantSearch || m.intent == wantMoney) {
		m.intent, m.text = wantMoney, question
	}
	m = v.heard(m)
	v.why.took(m)
	text := simple(m.text)
	if a, asks := v.concerned(m, text); asks {
		return a
	}
	switch m.intent {
	case wantHelp:
		return v.help()
	case wantPerson:
		return v.person()
	case wantContact:
		return v.contact(text)
	case wantLetter:
		if a, open := v.perhapsSupplement(m, m.text); open {
			return a
		}
		return v.letterOrNot(m, v.lettered(m))
	case wantCase:
		return v.aCase(m)
	case wantRate:
		return v.rate(m.number, m.text)
	case wantGuide:
		return v.overview()
	case wantRevoke:
		return v.revoke()
	case wantMeaning:
		return v.meaningOf(text)
	case wantLaw:
		return v.lawOn(m, text)
	case wantRanking, wantTimely, wantTurnout, wantCaseload:
		if a, known := v.statistic(m.intent, text); known {
			return a
		}
	case wantCancel:
		if v.pending() != "" {
			return v.say("case_notadded", nil)
		}
		return v.nothingToCancel(text)
	case wantBack:
		if v.pending() != "" {
			return v.say("case_notadded", nil)
		}
		return v.say("nothing", nil)
	case wantNext:
		if v.talk.rest != "" {
			return answer{text: v.talk.rest, from: "more"}
		}
		return v.turn(pageSize)
	case wantPrevious:
		return v.turn(-pageSize)
	case wantApply:
		if m.subject == "" && v.talk.said == "apply_meant" { // says yes in words
			if say, alive := v.talk.chosen(1, v.bot.Now()); alive {
				m.subject = strings.TrimPrefix(say, "apply:")
			}
		}
		if v.doubtful(m) {
			return v.meant(m)
		}
		return v.beginWith(m.subject)
	case wantCategory:
		return v.category(text)
	case wantCount:
		if a, known := v.count(text, false); known {
			return a
		}
	case wantProgress:
		return v.progress(m.number, m.code)
	case wantWithdraw:
		return v.withdraw(cmp.Or(m.number, v.nthOwn(text)))
	case wantSupplement:
		if words := supplyWords(v.raw); m.text == "" && words != "" {
			if a, open := v.perhapsSupplement(m, words); open {
				return a
			}
		}
		return v.supplement(m.number, m.text)
	case wantMine:
		if m.kind != "" {
			return v.earlier(m.kind, m.text)
		}
		if lostNumber.MatchString(text) {
			return v.lost()
		}
		return v.mine()
	case wantMoney:
		if a, known := v.money(m.text); known {
			return a
		}
		v.figure = true
	case wantNumber:
		return v.record(m.number, m.text)
	case wantForwarded:
		if a, asked := v.forwarded(); asked {
			return a
		}
	case wantSubscribe, wantUnsubscribe, wantSubscribed:
		if a, known := v.subscription(m); known {
			return a
		}
		m.intent, m.subject = wantSearch, "" // 订阅 of what is no grid's name
		if m = v.heard(m); m.intent == wantSubscribe || m.intent == wantUnsubscribe {
			if a, known := v.subscription(m); known {
				return a
			}
		}
	case wantCatalogue:
		return v.newest(text)
	case wantThanks:
		return v.say("thanks", nil)
	case wantPoint:
		return v.points(text)
	case wantChat:
		return v.chat(m.text)
	case wantUrgent:
		return v.urgent(m.text)
	case wantGreeting:
		return v.say("hello", v.menu())
	case wantSearch:
		if fears(text) {
			return v.ownData(text)
		}
		if a, open := v.perhapsSupplement(m, m.text); open {
			return a
		}
	}
	return v.search(m.text)
}

// aboutOwn answers what a text says of the citizen's own application and letters.
func (v *visit) aboutOwn(m meaning) (answer, bool) {
	if a, about := v.staysUnknown(m); about {
		return a, true
	}
	if a, about := v.addition(m); about {
		return a, true
	}
	if a, none := v.noneOf(m); none {
		return a, true
	}
	if m.intent != wantSearch {
		return answer{}, false
	}
	return v.detaches(m.text)
}

// recordOption begins an option that shows a record: what its number looks like is
// its publisher's own affair.
const recordOption = "record:"

// command does what an option means that could not have been typed.
func (v *visit) command(say string) (answer, bool) {
	switch kind, rest, _ := strings.Cut(say, ":"); kind {
	case "record":
		return v.record(rest, rest), true
	case "card":
		v.why.Intent, v.why.Room = "看图表", "budget"
		return v.chart(rest), true
	case "withdraw":
		return v.withdrawn(rest), true
	case "money":
		return v.money(rest)
	case "own":
		return v.ownOf(rest)
	case "supply":
		return v.supplied(rest), true
	case "look":
		return v.search(rest), true
	case "revoke":
		return v.didCase(rest, cases.Withdrawn(v.today), "case_withdrawn"), true
	case "organ":
		return v.list(catalog.Query{Organ: rest, Limit: pageSize, Today: v.today}), true
	case "law":
		return v.law(rest, ""), true
	case "hand":
		return v.write(v.kindOf(rest), rest), true
	case string(cases.Complaint), string(cases.Consultation):
		return v.write(cases.Kind(kind), rest), true
	case "find":
		return v.noLetter(rest), true
	case "apply":
		return v.beginWith(rest), true
	case "swap":
		return v.swap(rest), true
	case "again":
		v.again = true
		return v.swap(rest), true
	case "restart":
		return v.restart(), true
	case "drop":
		return v.drop(), true
	case "add":
		id, text, _ := strings.Cut(rest, ":")
		return v.added(id, text), true
	case "detach":
		return v.detach(rest), true
	}
	return answer{}, false
}
