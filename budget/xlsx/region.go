package xlsx

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/budget"
)

// A region is the part of a sheet that holds one table. All ends are included.
type region struct {
	title                    string
	top, bottom, left, right int
}

var (
	tableNumber = regexp.MustCompile(`^(公开|财决|财预|预算|附|表|附表|附件)*\d+([-－—]\d+)?表?$`)
	titleTail   = regexp.MustCompile(`(表|表[(（][^()（）]*[)）])$`)
	frameWord   = regexp.MustCompile(`单位\s*[:：]|部门\s*[:：]|编[制报]\S*\s*[:：]|^(公开|财决|财预)\d+`)
)

// regions cuts a sheet where titles stand: below one another, or side by side
// in one row. A sheet without a title is one region.
func (s sheet) regions() []region {
	whole := region{bottom: len(s.rows) - 1, right: s.width() - 1}
	var out []region
	for r := range s.rows {
		titles := s.titles(r)
		for i, c := range titles {
			g := region{title: s.text(r, c), top: r, bottom: whole.bottom, right: whole.right}
			if i > 0 {
				g.left = s.merged(r, c).left
			}
			if i+1 < len(titles) {
				g.right = s.merged(r, titles[i+1]).left - 1
			}
			out = append(out, g)
		}
	}
	if len(out) == 0 {
		return []region{whole}
	}
	for i := range out {
		for _, next := range out[i+1:] {
			if next.top > out[i].top {
				out[i].bottom = next.top - 1
				break
			}
		}
	}
	return out
}

// titles are the columns of a row that hold titles of tables, if it holds
// nothing else but table numbers.
func (s sheet) titles(r int) []int {
	var out []int
	for _, c := range s.filled(r, 0, len(s.rows[r])-1) {
		switch text := s.text(r, c); {
		case tableNumber.MatchString(text):
		case isTitle(text):
			out = append(out, c)
		default:
			return nil
		}
	}
	return out
}

func isTitle(text string) bool {
	n := utf8.RuneCountInString(text)
	return n >= 4 && n <= 60 && titleTail.MatchString(text) && !strings.ContainsAny(text, "：:。；…") && !strings.HasPrefix(text, "注")
}

// frame says whether a row says who and in what unit, not what columns there are.
func (s sheet) frame(r int, g region) bool {
	for _, c := range s.filled(r, g.left, g.right) {
		if frameWord.MatchString(s.text(r, c)) {
			return true
		}
	}
	return false
}

// header finds the rows that name the columns, both included; false where there
// are none.
func (s sheet) header(g region) (from, to int, ok bool) {
	from = g.top
	if g.title != "" {
		from++
	}
	for ; ; from++ {
		if from > g.bottom {
			return 0, 0, false
		}
		if len(s.filled(from, g.left, g.right)) >= 2 && !s.frame(from, g) {
			break
		}
	}
	if s.hasAmount(from, g) {
		return 0, 0, false
	}
	to = from
	for to < g.bottom && s.goesOn(to, g) && s.names(to+1, g) {
		to++
	}
	return from, to, true
}

// goesOn says whether a header row has more below it: a cell that reaches over
// several columns, or down into the next row.
func (s sheet) goesOn(r int, g region) bool {
	for c := g.left; c <= g.right; c++ {
		m := s.merged(r, c)
		if m.bottom > r || m.right > m.left && s.text(m.top, m.left) != "" {
			return true
		}
	}
	return false
}

// names says whether a row can be part of a header: it has words, no amount,
// and is neither the line of column numbers nor a total.
func (s sheet) names(r int, g region) bool {
	own := s.filled(r, g.left, g.right)
	if s.hasAmount(r, g) {
		return false
	}
	for c := g.left; c <= g.right; c++ { // a cell that came down from the row above
		if m := s.merged(r, c); m.top < r && m.bottom >= r {
			return true
		}
	}
	if len(own) == 0 {
		return false
	}
	first := budget.Plain(s.text(r, own[0]))
	return !codePart.MatchString(first) && !(len(own) == 1 && strings.HasSuffix(first, "合计"))
}

// hasAmount says whether a row holds a number; the numbers of columns count.
func (s sheet) hasAmount(r int, g region) bool {
	for _, c := range s.filled(r, g.left, g.right) {
		if a, err := budget.ParseAmount(s.text(r, c)); err == nil && a.IsNumber() {
			return true
		}
	}
	return false
}
