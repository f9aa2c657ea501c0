package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/figure"
)

// shareOf answers how much a part is of a whole: the figure in hand, unless another
// is named, of all that was spent or came in, unless something else is named.
func (v *visit) shareOf(last subject, part, whole string) (answer, bool) {
	of, rest, known := v.narrowed(last, part)
	if known && !share.MatchString(rest+"占比") {
		of, rest = v.partNamedLoosely(of, rest)
	}
	if !known || !share.MatchString(rest+"占比") {
		return answer{}, false
	}
	if a, told := v.shareOfAll(of, whole); told {
		return a, true
	}
	h, found := v.figureOf(of)
	if !found {
		return answer{}, false
	}
	if of.Item != last.Item && withinIt.MatchString(part) && !allOfIt.MatchString(last.Item) {
		whole = last.Item + whole // 这里面车占了多少
	} else if ofWhole.MatchString(strings.Trim(whole, "?？,，。 ")) && !namesWhole.MatchString(whole) {
		if told := v.toldWhole(h); told != "" {
			return v.shareWithin(h, figure.Ask{Public: told}), true // whose name may hold its parts' names
		}
	}
	return v.shareIn(h, whole)
}

// partNamedLoosely is a subject with the part that a text names by another word than its own, as
// one that goes on from the figure in hand is read: 购置占多少, 养老那块占几成.
func (v *visit) partNamedLoosely(of subject, text string) (subject, string) {
	word := partEnd.ReplaceAllString(withinIt.ReplaceAllString(text, ""), "")
	if utf8.RuneCountInString(word) < 2 || utf8.RuneCountInString(word) > leastOfItem*2 {
		return of, text
	}
	item := v.itemIn(of, word+"呢")
	if item == "" {
		return of, text
	}
	of.Item = item
	return of, ""
}

// partEnd are words behind the name of a part.
var partEnd = form(`(?:这|那)?(?:一?块|部分|方面|一?项)?(?:的钱|的|费用|{around})*$`)

// shareOfAll answers how much several figures that are in hand together are of a whole.
func (v *visit) shareOfAll(of subject, whole string) (answer, bool) {
	named := v.named(of.Item, "")
	if len(named) < 2 || !figure.Together(of.Item, named) {
		return answer{}, false
	}
	var subjects []subject
	for _, n := range named {
		one := of
		one.Item = n.Ask.Spoken()
		subjects = append(subjects, one)
	}
	all := v.figuresOf(subjects)
	in, known := v.wholeNamed(whole)
	if all == nil || !known {
		return answer{}, false
	}
	view := jointView{About: "sum"}
	view.tell(all)
	view.shareOfSum(all, view.sum(all), in)
	v.holdTogether(all, view)
	return v.sayJointly(view, wantMoney)
}

// allOfIt is the name of all that was spent or came in.
var allOfIt = form(`^(?:本年)?(?:支出|收入)(?:总计|合计|总数)?$`)

// namesWhole says of what a share is asked for: 占总支出多少.
var namesWhole = form(`{spent_all}`)

// toldWhole is the figure of the 三公 table of which another was put together and which was
// told lately, of the same organ and year: its name, "" where there is none.
func (v *visit) toldWhole(h handed) string {
	for _, of := range v.figuresLately() {
		part := slices.Contains(figure.PartsOf(of.Item), h.f.Name) || of.Item == figure.AllThree && h.f.Name == figure.Vehicles
		if part && of.Organ == h.s.Organ && of.Year == h.s.Year {
			return of.Item
		}
	}
	return ""
}

// freshShare is shareOf of a part that names its organ and its figure itself.
func (v *visit) freshShare(of moneyQuestion, part, whole string) (answer, bool) {
	q, _ := v.moneyQuestion(part)
	q.organ, q.unknown, q.year, q.plan, q.account = of.organ, of.unknown, of.year, of.plan, of.account
	named := v.named(part, "")
	for _, q.ask = range q.ways {
		if len(named) > 0 && q.ask.Total != "" && q.ask.Line == "" && named[0].Ask.Total == "" {
			continue // of which a part is asked for
		}
		if s, f, found := v.pick(q); found && !f.Near {
			if f.Public && f.Name != figure.AllThree && withinThree.MatchString(part) {
				whole = figure.AllThree + whole
			}
			return v.shareIn(handed{q, s, f}, whole)
		}
	}
	return answer{}, false
}

// withinThree is a text that asks of a part of 三公经费 within that: 三公中公车.
var withinThree = form(`三公(?:经费)?(?:当中|中|里面|里头|里|之中|内)`)

// shareIn answers how much a figure is of a whole that is named in words.
func (v *visit) shareIn(h handed, whole string) (answer, bool) {
	in, known := v.wholeNamed(whole)
	if !known {
		return answer{}, false
	}
	if in.Total != "" && strings.Contains(h.f.Name, "收入") {
		in.Total = "收入"
	}
	return v.shareWithin(h, in), true
}

// shareWithin answers how much a figure is of a whole.
func (v *visit) shareWithin(h handed, in figure.Ask) answer {
	view := figureView{About: "share", Lacks: in.Spoken()}
	if !view.divide(h, in) {
		for t, f := range v.having(h.q.ask) { // the newest year of which both are known
			other := handed{h.q, t, f}
			if t.Organ == h.s.Organ && t.Stage == h.s.Stage && f.Name == h.f.Name && view.divide(other, in) {
				asked := h.s.Year
				view.Asked = asked
				a := v.sayFigure(other, view)
				v.talk.figure.Year = asked // what is said next goes on from what was asked of
				return a
			}
		}
	}
	return v.sayFigure(h, view)
}

// wholeNamed is the whole that words behind 占 name: all that was spent where they name
// none. They are not known where they say anything else.
func (v *visit) wholeNamed(whole string) (in figure.Ask, known bool) {
	in = figure.Ask{Total: "支出"}
	if named := v.named(whole, ""); len(named) == 1 && named[0].Firm && named[0].Ask.Total == "" {
		in, whole = named[0].Ask, whole[:named[0].From]+whole[named[0].To:]
	}
	return in, ofWhole.MatchString(strings.Trim(whole, "?？,，。 "))
}

// divide works out a share, where the statement has the whole too.
func (view *figureView) divide(h handed, in figure.Ask) bool {
	whole, has := in.In(h.s)
	view.Zero = view.Zero || has && whole.Amount.Decimal().Sign() == 0
	if !has || whole.Amount.Decimal().Sign() <= 0 || whole.Name == h.f.Name {
		return false
	}
	part, all := h.f.Amount.In(h.f.Unit, whole.Unit), whole.Amount.Decimal()
	if part.GreaterThan(all) || part.IsNegative() {
		return false // it is no part of it
	}
	view.Whole, view.Share = whole.Name, inHundred(part, all)
	view.WholeAmount, _ = written(whole.Amount, whole.Unit)
	return true
}
