package figure

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A lineName is the name of a line or a column of the books.
type lineName struct {
	name     string
	ask      Ask
	column   bool
	writings []string
}

// Names are the names of the lines and columns of one edition of the books.
type Names struct {
	edition int64
	names   []lineName
	having  map[string][]int // the names that have two characters side by side
}

// NewNames works out the names that books have. It takes some milliseconds: keep them as
// long as AreOf holds.
func NewNames(books *budget.Books) *Names {
	edition := books.Edition()
	columns := map[string]bool{} // whether a name is of a column
	for s := range books.All() {
		for _, form := range lined {
			t, ok := s.Table(form.form)
			if !ok {
				continue
			}
			for _, r := range t.Rows {
				name := linePlain(r.Label)
				columns[name] = columns[name]
			}
			for _, c := range t.Columns {
				if form.whole && c != form.column {
					columns[linePlain(c)] = true
				}
			}
		}
	}
	maps.DeleteFunc(columns, func(name string, _ bool) bool {
		return nameLength(name, name) == 0 || slices.Contains([]string{"本年收入", "本年支出", "预算数", "决算数"}, name)
	})
	kept := &Names{edition: edition, having: map[string][]int{}}
	for _, name := range slices.Sorted(maps.Keys(columns)) {
		l := lineName{name, Ask{Name: name}, columns[name], writings(name)}
		if public := publicOf(name); public != "" {
			l.ask = Ask{Public: public}
		}
		for _, pair := range pairs(append([]string{name}, l.writings...)...) {
			kept.having[pair] = append(kept.having[pair], len(kept.names))
		}
		kept.names = append(kept.names, l)
	}
	return kept
}

// AreOf says whether they are the names that books have now.
func (l *Names) AreOf(books *budget.Books) bool { return l.edition == books.Edition() }

// near are the names that share two characters side by side with a text, in their
// order. No other can stand in it, be it whole or for the most part.
func (l *Names) near(text string) (out []int) {
	for _, pair := range pairs(text) {
		out = append(out, l.having[pair]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// pairs are the neighbouring characters of texts, each pair once.
func pairs(texts ...string) (out []string) {
	for _, text := range texts {
		runes := []rune(text)
		for i := 1; i < len(runes); i++ {
			out = append(out, string(runes[i-1:i+1]))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func linePlain(label string) string { return strings.TrimSuffix(budget.Plain(label), "合计") }

var brackets = lexicon.Form(`\(.*?\)`)

// writings are the ways in which people write the name of a line. 基本 for 基本支出
// would be in too many other names.
func writings(name string) []string {
	out := []string{name, brackets.ReplaceAllString(name, ""), strings.NewReplacer("(", "", ")", "").Replace(name)}
	if short := strings.TrimSuffix(name, "支出"); utf8.RuneCountInString(short) > 1 && short != "基本" {
		out = append(out, short)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// publicOf is the figure of the 三公 table that a line of another table is, "" for
// any other line.
func publicOf(name string) string {
	if !writing.Holds(name, "公务接待", "因公出国", "公务用车") {
		return ""
	}
	for _, p := range publicWords {
		if strings.Contains(name, p.word) && strings.Contains(name, p.with) {
			return p.name
		}
	}
	return ""
}

// exactFigure is the figure of the line or the column of a name; or of the only
// line that has a longer name in its own, which is near. A line that is there and
// left blank has none.
func exactFigure(s budget.Statement, name, column string) (Figure, bool) {
	var near []Figure
	blank := column != "" || utf8.RuneCountInString(name) < leastPart
	for _, form := range lined {
		t, ok := s.Table(form.form)
		if !ok || t.Unit == 0 || !summed(t) || column != "" && !form.whole {
			continue
		}
		at := form.column
		if column != "" {
			if at = columnNamed(t, column); at == "" {
				continue
			}
		}
		if r, found := widestRow(t, name); found && t.Cell(r, at).IsNumber() {
			f := Figure{Name: linePlain(r.Label), Amount: t.Cell(r, at), Unit: t.Unit, form: form.form + at, code: r.Code}
			if column != "" {
				f.Name += "（" + budget.Plain(at) + "）"
			}
			return f, true
		} else if found {
			blank = true
		}
		if whole, ok := t.Row("", "合计"); ok && form.whole && column == "" {
			if at := columnNamed(t, name); at != "" && t.Cell(whole, at).IsNumber() {
				return Figure{Name: budget.Plain(at), Amount: t.Cell(whole, at), Unit: t.Unit, form: form.form}, true
			}
		}
		near = append(near, longerNamed(t, name, at)...)
	}
	if blank || len(near) == 0 || slices.ContainsFunc(near, func(f Figure) bool { return stem(f.Name) != stem(near[0].Name) }) {
		return Figure{}, false
	}
	return near[0], true
}

// widestRow is the line of a name, that of the widest purpose.
func widestRow(t budget.Table, name string) (best budget.Row, found bool) {
	for _, r := range t.Rows {
		if stem(budget.Plain(r.Label)) == stem(name) && (!found || len(r.Code) < len(best.Code)) {
			best, found = r, true
		}
	}
	return best, found
}

// longerNamed are the lines that have a name in their own.
func longerNamed(t budget.Table, name, column string) (out []Figure) {
	for _, r := range t.Rows {
		label := budget.Plain(r.Label)
		if t.Cell(r, column).IsNumber() && strings.Contains(stem(label), stem(name)) && nameLength(label, label) > 0 {
			out = append(out, Figure{Name: label, Amount: t.Cell(r, column), Unit: t.Unit, Near: true})
		}
	}
	return out
}

// stem is a name without the word that is often left out.
func stem(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, "合计"), "支出")
}

// columnNamed is the column of a table that has a name, "" for none.
func columnNamed(t budget.Table, name string) string {
	i := slices.IndexFunc(t.Columns, func(c string) bool { return stem(budget.Plain(c)) == stem(name) })
	if i < 0 {
		return ""
	}
	return t.Columns[i]
}
