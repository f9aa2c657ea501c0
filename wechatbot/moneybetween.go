package wechatbot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A betweenView is what the template of an answer on several organs shows.
type betweenView struct {
	Lines   []betweenLine
	Lacking []string // organs that were named and of which the figure, or any book, is not here
	Most    string   // the organ that has more, of two,
	By      string   // and by how much; empty: the figures are of different years or stages
	Sum     string   // what both are together, where that was asked
	Same    bool     // both have as much
	Unlike  bool
	Many    bool   // they are more than two,
	First   string // of which this one has most,
	Least   bool   // or least
	Options []choiceLine
}

// A betweenLine is the figure of one organ.
type betweenLine struct {
	Organ, Stage, Item, Amount, Exact, Source string
	Year                                      int
}

// between answers a question that names more than one organ of the books: the same
// figure of each, all that was spent where none is named, and which has more.
func (v *visit) between(q moneyQuestion) (answer, bool) {
	organs, rest, unknown := v.organsBeside(q)
	if len(organs)+len(unknown) < 2 {
		return answer{}, false
	}
	both, known := v.moneyQuestion(rest)
	both.organ, both.unknown, both.year, both.plan, both.account, both.spent = "", "", q.year, q.plan, q.account, q.spent
	if !known {
		return answer{}, false
	}
	if len(both.each) > 0 || both.ask.Name == "" && both.ask.Public == "" {
		both.ways = []figure.Ask{{Total: "支出"}}
		if strings.Contains(rest, "收入") {
			both.ways = []figure.Ask{{Total: "收入"}}
		}
	}
	for _, both.ask = range both.ways {
		if all := v.eachOf(both, organs); len(all) > 0 {
			return v.sayBetween(both, all, organs, unknown), true
		}
	}
	return answer{}, false
}

// organsBeside are the organs that a question names, joined to each other, the text
// without their names, and those of them that keep no books here.
func (v *visit) organsBeside(q moneyQuestion) (organs []string, rest string, unknown []string) {
	rest = q.text
	if q.organ == "" {
		return nil, rest, nil
	}
	organs = []string{q.organ}
	add := func(part string, near func(name string) bool) (none string) {
		organ, left, none := v.organIn(part)
		at := sameStart(part, left)
		name := part[at : at+max(0, len(part)-len(left))]
		_, alias := v.alias(name)
		if none == "" && organ != "" && (alias != "" || organName.MatchString(name)) && near(part[:at]) && !slices.Contains(organs, organ) {
			organs, rest = append(organs, organ), strings.Replace(rest, name, "", 1)
		}
		return none
	}
	for _, at := range joined.FindAllStringIndex(q.text, mostJoined) {
		before, behind := q.text[:at[0]], q.text[at[1]:]
		if before != "" { // the organ that was recognised first stood behind
			add(before, func(string) bool { return true })
		}
		none := add(behind, func(place string) bool { return len(place) <= len("普陀区") })
		if name := namedFirst(none, behind); name != "" {
			unknown, rest = append(unknown, none), strings.Replace(rest, name, "", 1)
		}
	}
	return organs, rest, unknown
}

// namedFirst is what a text begins with of the name of an organ that keeps no books: 财政局,
// of one of this place.
func namedFirst(organ, text string) string {
	name := organName.FindString(text)
	if strings.HasPrefix(text, organ) {
		name = organ
	}
	if organ == "" || !strings.HasPrefix(text, name) || !strings.HasSuffix(organ, name) {
		return ""
	}
	return name
}

// joined stands between the names of two organs.
var joined = form(`{joined}`)

// mostJoined is how many places of a question are tried for the name of another organ.
const mostJoined = 4

// sameStart counts the bytes with which two texts begin alike.
func sameStart(a, b string) (n int) {
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// A figureIn is a figure with the statement that it is of.
type figureIn struct {
	s budget.Statement
	f figure.Figure
}

// unlike says whether two figures are of different years, stages or items.
func (a figureIn) unlike(b figureIn) bool {
	return a.s.Year != b.s.Year || a.s.Stage != b.s.Stage || a.f.Name != b.f.Name
}

// eachOf is the figure of each organ that has it: of the newest year and stage that
// all of them have, or else of the newest of each.
func (v *visit) eachOf(q moneyQuestion, organs []string) (all []figureIn) {
	for t := range v.bot.Books.All() {
		if t.Organ != organs[0] || !q.fits(t) {
			continue
		}
		all = all[:0]
		for _, o := range organs {
			if s, kept := v.bot.Books.Find(o, t.Year, t.Stage); kept {
				if f, has := q.ask.In(s); has && !f.Near {
					all = append(all, figureIn{s, f})
				}
			}
		}
		if len(all) == len(organs) {
			return all
		}
	}
	all = nil
	for _, q.organ = range organs {
		if s, f, has := v.pick(q); has && !f.Near {
			all = append(all, figureIn{s, f})
		}
	}
	return all
}

// hold holds the figures of two organs against each other, or adds them where their sum was
// asked for.
func (view *betweenView) hold(a, b figureIn, sum bool) {
	view.Unlike = a.unlike(b)
	diff := over(a.f, b.f)
	view.Most, view.Same = a.s.Organ, diff.IsZero()
	if diff.IsNegative() {
		view.Most = b.s.Organ
	}
	if view.Unlike {
		return
	}
	view.By = worked(diff.Abs(), b.f.Unit)
	if sum {
		view.Sum = addedUp([]figure.Figure{a.f, b.f})
	}
}

func (v *visit) sayBetween(q moneyQuestion, all []figureIn, organs, unknown []string) answer {
	view := betweenView{Lacking: unknown}
	var offered choices
	for _, o := range organs {
		i := slices.IndexFunc(all, func(a figureIn) bool { return a.s.Organ == o })
		if i < 0 {
			view.Lacking = append(view.Lacking, o)
			continue
		}
		a := all[i]
		line := betweenLine{Organ: o, Year: a.s.Year, Stage: a.s.Stage.String(), Item: a.f.Name, Source: a.s.Source}
		line.Amount, line.Exact = written(a.f.Amount, a.f.Unit)
		view.Lines = append(view.Lines, line)
		offered.add(asking(a.s, a.f.Name), fmt.Sprintf("看%s%d年%s", o, a.s.Year, a.s.Stage))
	}
	if view.Many = len(all) > 2; view.Many {
		view.Unlike = slices.ContainsFunc(all, func(a figureIn) bool { return a.unlike(all[0]) })
		if view.First, view.Least = all[0].s.Organ, asksLeast(q.text); view.Unlike {
			view.First = ""
		}
	}
	if len(all) == 2 {
		view.hold(all[0], all[1], writing.Holds(q.text, sumWords...))
	}
	v.talk.misses = 0
	if len(all) == 2 {
		a := all[0]
		v.hold(subject{Organ: a.s.Organ, Beside: all[1].s.Organ, Year: a.s.Year, Item: a.f.Name, Stage: a.s.Stage})
	}
	view.Options = offered.lines
	v.talk.offer(v.bot.Now(), offered.says...)
	return v.say("money_between", view)
}
