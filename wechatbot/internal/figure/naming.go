package figure

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A Naming is a place in a text that names a figure of the books.
type Naming struct {
	Ask      Ask
	From, To int
	Firm     bool // by the name that the books have, not by a word that people use
	column   bool // of a table, as 基本支出
}

// MostNamed is how many figures that are named together are answered.
const MostNamed = 3

// In are the figures that a text names, in its order. Of names that overlap the
// longest counts: 办公设备购置 is no 购置 of a car, and 其他收入 not all 收入. What the
// text goes on from may stand before it.
func (l *Names) In(text, before string) []Naming {
	all := l.linesIn(text)
	for _, p := range publicWords {
		if strings.Contains(before+text, p.with) {
			all = places(all, text, p.word, Naming{Ask: Ask{Public: p.name}, Firm: true})
		}
	}
	for _, s := range spokenLines {
		all = places(all, text, s[0], Naming{Ask: Ask{Name: s[1]}})
	}
	for _, w := range wholeWords {
		all = places(all, text, w[0], Naming{Ask: Ask{Total: w[1]}})
	}
	if len(all) == 0 { // 收入和支出
		all = places(all, text, "收入", Naming{Ask: Ask{Total: "收入"}})
		all = places(all, text, "支出", Naming{Ask: Ask{Total: "支出"}})
	}
	return threeInOne(text, widest(all))
}

// places adds where a word stands in a text.
func places(all []Naming, text, word string, n Naming) []Naming {
	for from := 0; word != ""; from = n.To {
		i := strings.Index(text[from:], word)
		if i < 0 {
			break
		}
		n.From, n.To = from+i, from+i+len(word)
		if writing.Numeral(word[:1]) < 0 || n.From == 0 || writing.Numeral(text[n.From-1:n.From]) < 0 { // 2023公益岗 has no 3公
			all = append(all, n)
		}
	}
	return all
}

// linesIn are the places of a text that name a line or a column, by its whole name
// or by most of it.
func (l *Names) linesIn(text string) (all []Naming) {
	for _, i := range l.near(text) {
		l := l.names[i]
		n, whole := Naming{Ask: l.ask, column: l.column}, false
		for _, w := range l.writings {
			n.Firm = utf8.RuneCountInString(w) > 2 || w == l.name
			all = places(all, text, w, n)
			whole = whole || strings.Contains(text, w)
		}
		if whole || utf8.RuneCountInString(l.name) < leastPart {
			continue
		}
		// 支出 is no part of a name: 社会保障支出 shares 保障支出 with 住房保障支出, and is another.
		if part := writing.Common(l.name, text); utf8.RuneCountInString(part) >= leastPart && 3*len(stem(part)) >= 2*len(stem(l.name)) {
			n.Firm, n.Ask.Loose = true, l.ask.Public == "" && 4*len(stem(part)) < 3*len(stem(l.name))
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
func widest(all []Naming) []Naming {
	slices.SortFunc(all, func(a, b Naming) int {
		after := func(is bool) int {
			if is {
				return 1
			}
			return 0
		}
		return cmp.Or((b.To-b.From)-(a.To-a.From), after(!a.Firm)-after(!b.Firm), after(a.Ask.Loose)-after(b.Ask.Loose), len(a.Ask.Name)-len(b.Ask.Name), strings.Compare(a.Ask.Name, b.Ask.Name), a.From-b.From)
	})
	var out []Naming
	for _, n := range all {
		if !slices.ContainsFunc(out, func(o Naming) bool { return n.From < o.To && o.From < n.To }) {
			out = append(out, n)
		}
	}
	slices.SortFunc(out, func(a, b Naming) int { return a.From - b.From })
	var once []Naming
	for i, n := range out {
		switch {
		case i > 0 && out[i-1].Ask == n.Ask:
			once[len(once)-1].To = n.To // 请客吃饭 is one
		case !slices.ContainsFunc(once, func(o Naming) bool { return o.Ask == n.Ask }):
			once = append(once, n)
		}
	}
	return once
}

// The parts of 三公经费, and those of one of them.
const (
	AllThree  = "三公经费合计"
	reception = "公务接待费"
	abroad    = "因公出国（境）费"
	Vehicles  = "公务用车购置及运行费"
	purchase  = "公务用车购置费"
	running   = "公务用车运行维护费"
)

// threeInOne reads the names of the parts of 三公经费 together: all three are the
// whole, and a whole of which a part is named too is only said to lead to it.
func threeInOne(text string, in []Naming) []Naming {
	has := func(name string) bool {
		return slices.ContainsFunc(in, func(n Naming) bool { return n.Ask.Public == name })
	}
	drop := map[string]bool{}
	if has(purchase) || has(running) {
		drop[Vehicles] = true
	}
	parts := 0
	for _, there := range []bool{has(reception), has(abroad), has(Vehicles) || has(purchase) || has(running)} {
		if there {
			parts++
		}
	}
	whole := parts == 3 || parts == 2 && writing.Holds(text, "三样", "三项", "三块", "三个", "3项", "3样", "3个")
	if !whole {
		drop[AllThree] = parts > 0
		return slices.DeleteFunc(in, func(n Naming) bool { return drop[n.Ask.Public] })
	}
	var out []Naming
	for _, n := range in {
		if !n.Ask.OfThree() {
			out = append(out, n)
		} else if len(out) == 0 || out[len(out)-1].Ask.Public != AllThree {
			out = append(out, Naming{Ask: Ask{Public: AllThree}, From: n.From, To: n.To, Firm: true})
		}
	}
	return out
}

var (
	joint  = lexicon.Form(`^(?:支出|费用|费|经费|的钱|钱|预算|决算|是?多少|花了|有|和|跟|与|同|及|以及|还有|加上?|外加|另外|[,、/;:+\s])*$`)
	inside = lexicon.Form(`^(?:支出|费用|费|经费)?(?:里面?|里头|中|当中|其中|下面?)(?:的|有|,|\s)*`)
)

// Together says whether figures are named to be answered each: 项目支出和基本支出,
// or 各多少.
func Together(text string, in []Naming) bool {
	if len(in) < 2 {
		return false
	}
	apart := false
	for i := range in[1:] {
		a, b := in[i], in[i+1]
		between := text[a.To:b.From]
		if inside.MatchString(between) {
			return false
		}
		one := between == "" && (a.column != b.column || !a.Firm || !b.Firm) // 行政运行基本支出
		apart = apart || one || !joint.MatchString(between)
	}
	return !apart || writing.Holds(text, "各", "分别", "占", "哪个多", "哪个少", "哪个高", "哪一个多")
}

// TheOne is the figure that a text most likely means of those that it names, and
// the others: what stands within another, or else the longest name.
func TheOne(text string, in []Naming) (one Naming, others []Ask) {
	best := 0
	for i := 1; i < len(in); i++ {
		a, b := in[best], in[i]
		longer := b.Firm == a.Firm && b.To-b.From > a.To-a.From
		if best == i-1 && inside.MatchString(text[a.To:b.From]) || b.Firm && !a.Firm || longer {
			best = i
		}
	}
	for i, n := range in {
		if i != best && n.Firm {
			others = append(others, n.Ask)
		}
	}
	return in[best], others
}

// Crossed are the readings of two names as a line and a column: 行政运行的基本支出.
func Crossed(in []Naming) (out []Ask) {
	if len(in) == 2 && in[0].Firm && in[1].Firm && in[0].Ask.Name != "" && in[1].Ask.Name != "" {
		a, b := in[0].Ask.Name, in[1].Ask.Name
		out = []Ask{{Name: a, column: b}, {Name: b, column: a}}
	}
	return out
}
