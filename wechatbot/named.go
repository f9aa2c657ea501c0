package wechatbot

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A naming is a place in a text that names a figure of the books.
type naming struct {
	ask      ask
	from, to int
	firm     bool // by the name that the books have, not by a word that people use
	column   bool // of a table, as 基本支出
}

// mostNamed is how many figures that are named together are answered.
const mostNamed = 3

// named are the figures that a text names, in its order. Of names that overlap the
// longest counts: 办公设备购置 is no 购置 of a car, and 其他收入 not all 收入. What the
// text goes on from may stand before it.
func (v *visit) named(text, before string) []naming {
	all := v.bot.linesIn(text)
	for _, p := range publicWords {
		if strings.Contains(before+text, p.with) {
			all = places(all, text, p.word, naming{ask: ask{public: p.name}, firm: true})
		}
	}
	for _, s := range spokenLines {
		all = places(all, text, s[0], naming{ask: ask{name: s[1]}})
	}
	for _, w := range wholeWords {
		all = places(all, text, w[0], naming{ask: ask{total: w[1]}})
	}
	if len(all) == 0 { // 收入和支出
		all = places(all, text, "收入", naming{ask: ask{total: "收入"}})
		all = places(all, text, "支出", naming{ask: ask{total: "支出"}})
	}
	return threeInOne(text, widest(all))
}

// places adds where a word stands in a text.
func places(all []naming, text, word string, n naming) []naming {
	for from := 0; word != ""; from = n.to {
		i := strings.Index(text[from:], word)
		if i < 0 {
			break
		}
		n.from, n.to = from+i, from+i+len(word)
		if writing.Numeral(word[:1]) < 0 || n.from == 0 || writing.Numeral(text[n.from-1:n.from]) < 0 { // 2023公益岗 has no 3公
			all = append(all, n)
		}
	}
	return all
}

// linesIn are the places of a text that name a line or a column, by its whole name
// or by most of it.
func (b *Bot) linesIn(text string) (all []naming) {
	book := b.lineBook()
	for _, i := range book.near(text) {
		l := book.names[i]
		n, whole := naming{ask: l.ask, column: l.column}, false
		for _, w := range l.writings {
			n.firm = utf8.RuneCountInString(w) > 2 || w == l.name
			all = places(all, text, w, n)
			whole = whole || strings.Contains(text, w)
		}
		if whole || utf8.RuneCountInString(l.name) < leastPart {
			continue
		}
		if part := writing.Common(l.name, text); utf8.RuneCountInString(part) >= leastPart && 3*len(part) >= 2*len(stem(l.name)) {
			n.firm, n.ask.loose = true, l.ask.public == "" && 4*len(part) < 3*len(stem(l.name))
			all = places(all, text, part, n)
		}
	}
	return all
}

// wholeWords lead to all that came in or went out.
var wholeWords = [][2]string{{"收入总计", "收入"}, {"收入合计", "收入"}, {"总收入", "收入"}, {"支出总计", "支出"}, {"支出合计", "支出"}, {"总支出", "支出"}}

// leastPart is how many characters of a name must stand in a text that has most
// of it, but not all: 基本医疗保险缴费 of 职工基本医疗保险缴费.
const leastPart = 4

// widest keeps the longest of the places that overlap, in their order, and each
// figure once.
func widest(all []naming) []naming {
	slices.SortFunc(all, func(a, b naming) int {
		after := func(is bool) int {
			if is {
				return 1
			}
			return 0
		}
		return cmp.Or((b.to-b.from)-(a.to-a.from), after(!a.firm)-after(!b.firm), after(a.ask.loose)-after(b.ask.loose), len(a.ask.name)-len(b.ask.name), strings.Compare(a.ask.name, b.ask.name), a.from-b.from)
	})
	var out []naming
	for _, n := range all {
		if !slices.ContainsFunc(out, func(o naming) bool { return n.from < o.to && o.from < n.to }) {
			out = append(out, n)
		}
	}
	slices.SortFunc(out, func(a, b naming) int { return a.from - b.from })
	var once []naming
	for i, n := range out {
		switch {
		case i > 0 && out[i-1].ask == n.ask:
			once[len(once)-1].to = n.to // 请客吃饭 is one
		case !slices.ContainsFunc(once, func(o naming) bool { return o.ask == n.ask }):
			once = append(once, n)
		}
	}
	return once
}

// The parts of 三公经费, and those of one of them.
const (
	allThree  = "三公经费合计"
	reception = "公务接待费"
	abroad    = "因公出国（境）费"
	vehicles  = "公务用车购置及运行费"
	purchase  = "公务用车购置费"
	running   = "公务用车运行维护费"
)

// threeInOne reads the names of the parts of 三公经费 together: all three are the
// whole, and a whole of which a part is named too is only said to lead to it.
func threeInOne(text string, in []naming) []naming {
	has := func(name string) bool {
		return slices.ContainsFunc(in, func(n naming) bool { return n.ask.public == name })
	}
	drop := map[string]bool{}
	if has(purchase) || has(running) {
		drop[vehicles] = true
	}
	parts := 0
	for _, there := range []bool{has(reception), has(abroad), has(vehicles) || has(purchase) || has(running)} {
		if there {
			parts++
		}
	}
	whole := parts == 3 || parts == 2 && writing.Holds(text, "三样", "三项", "三块", "三个", "3项", "3样", "3个")
	if !whole {
		drop[allThree] = parts > 0
		return slices.DeleteFunc(in, func(n naming) bool { return drop[n.ask.public] })
	}
	var out []naming
	for _, n := range in {
		if n.ask.public == "" || n.ask.public == operating {
			out = append(out, n)
		} else if len(out) == 0 || out[len(out)-1].ask.public != allThree {
			out = append(out, naming{ask: ask{public: allThree}, from: n.from, to: n.to, firm: true})
		}
	}
	return out
}

var (
	joint  = form(`^(?:支出|费用|费|经费|的钱|钱|预算|决算|是?多少|花了|有|和|跟|与|同|及|以及|还有|加上?|外加|另外|[,、/;:+\s])*$`)
	inside = form(`^(?:支出|费用|费|经费)?(?:里面?|里头|中|当中|其中|下面?)(?:的|有|,|\s)*`)
)

// together says whether figures are named to be answered each: 项目支出和基本支出,
// or 各多少.
func together(text string, in []naming) bool {
	if len(in) < 2 {
		return false
	}
	apart := false
	for i := range in[1:] {
		a, b := in[i], in[i+1]
		between := text[a.to:b.from]
		if inside.MatchString(between) {
			return false
		}
		one := between == "" && (a.column != b.column || !a.firm || !b.firm) // 行政运行基本支出
		apart = apart || one || !joint.MatchString(between)
	}
	return !apart || writing.Holds(text, "各", "分别", "占", "哪个多", "哪个少", "哪个高", "哪一个多")
}

// theOne is the figure that a text most likely means of those that it names, and
// the others: what stands within another, or else the longest name.
func theOne(text string, in []naming) (one naming, others []ask) {
	best := 0
	for i := 1; i < len(in); i++ {
		a, b := in[best], in[i]
		longer := b.firm == a.firm && b.to-b.from > a.to-a.from
		if best == i-1 && inside.MatchString(text[a.to:b.from]) || b.firm && !a.firm || longer {
			best = i
		}
	}
	for i, n := range in {
		if i != best && n.firm {
			others = append(others, n.ask)
		}
	}
	return in[best], others
}

// crossed are the readings of two names as a line and a column: 行政运行的基本支出.
func crossed(in []naming) (out []ask) {
	if len(in) == 2 && in[0].firm && in[1].firm && in[0].ask.name != "" && in[1].ask.name != "" {
		a, b := in[0].ask.name, in[1].ask.name
		out = []ask{{name: a, column: b}, {name: b, column: a}}
	}
	return out
}
