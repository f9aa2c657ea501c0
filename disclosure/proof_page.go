package disclosure

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A page is a text as a proofreader reads it: without blanks, in one width,
// each character with its place in the text as given.
type page struct {
	runes   []rune
	places  []place
	numbers []number
	cells   []cell // of its tables
	titles  []int  // the years of what looks like its title
	year    int    // the year that the report is about; 0: not known
	found   []Finding
}

// place is a line and a character in it, both from 1.
type place struct{ line, column int32 }

func newPage(text string) *page {
	p := &page{runes: make([]rune, 0, len(text)/2), places: make([]place, 0, len(text)/2)}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if cells, ok := tableCells(line); ok {
			p.addCells(i+1, cells)
			p.addLabels(line, i+1, cells)
			continue
		}
		if len(line) < 150 && strings.TrimSpace(line) != "" {
			p.addCells(i+1, []string{strings.Trim(line, " |\t\r")}) // the label of figures in the lines below, perhaps
		}
		before := len(p.runes)
		p.add(line, i+1)
		next := ""
		if i+1 < len(lines) {
			next = lines[i+1]
		}
		if !wraps(p.runes[before:], next) {
			p.breakAt(i + 1)
		}
	}
	p.joinThousands()
	p.readNumbers()
	p.year = p.reportYear()
	return p
}

// add takes the characters of a line, without blanks and in one width.
func (p *page) add(line string, n int) {
	column, lead := int32(0), 0 // lead: blanks and marks of Markdown so far, before any word
	for _, r := range line {
		column++
		if blank(r) || int(column) == lead+1 && strings.ContainsRune("#*>|", r) {
			lead++
			continue
		}
		p.runes = append(p.runes, oneWidth(r))
		p.places = append(p.places, place{int32(n), column})
	}
}

// addLabels takes the cells of a table line that are words, each as a
// paragraph: the marks of the form stand in them.
func (p *page) addLabels(line string, n int, cells []string) {
	p.breakAt(n)
	column, rest := 0, line
	for _, c := range cells {
		before, after, _ := strings.Cut(rest, c)
		column += utf8.RuneCountInString(before)
		if !isFigure(c) {
			from := len(p.runes)
			p.add(c, n)
			for i := from; i < len(p.places); i++ {
				p.places[i].column += int32(column)
			}
			p.breakAt(n)
		}
		column += utf8.RuneCountInString(c)
		rest = after
	}
}

// breakAt ends a paragraph.
func (p *page) breakAt(line int) {
	p.runes = append(p.runes, '\n')
	p.places = append(p.places, place{int32(line), 1})
}

func blank(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r)
}

// oneWidth folds full-width letters, digits and brackets to ASCII and the
// ASCII stops that part a Chinese sentence to their Chinese forms.
func oneWidth(r rune) rune {
	if r >= '！' && r <= '～' {
		r -= '！' - '!'
	}
	switch r {
	case ',', '﹐':
		return '，'
	case ';', '﹔':
		return '；'
	case ':', '﹕', '∶':
		return '：'
	case '｡':
		return '。'
	case '﹑', '､':
		return '、'
	case '〇':
		return '〇'
	}
	return r
}

// wraps tells whether a paragraph that fills its line goes on in the next one.
func wraps(line []rune, next string) bool {
	if len(line) < 30 || strings.ContainsRune("。！？：；", line[len(line)-1]) {
		return false
	}
	if _, table := tableCells(next); table {
		return false
	}
	var head []rune
	for _, r := range next {
		if !blank(r) {
			head = append(head, oneWidth(r))
		}
		if len(head) == 8 {
			break
		}
	}
	_, numbered := markAt(head, 0)
	return len(head) > 0 && !numbered
}

// joinThousands takes the commas out of numbers such as 1,636.
func (p *page) joinThousands() {
	keep, grouped := 0, false
	digits := 0 // of the run before, as it was written
	for i, r := range p.runes {
		if r == '，' && (digits > 0 && digits <= 3 || grouped && digits == 3) && p.digitsFrom(i+1) == 3 {
			grouped, digits = true, 0
			continue
		}
		if isDigit(r) {
			digits++
		} else {
			digits, grouped = 0, false
		}
		p.runes[keep], p.places[keep] = r, p.places[i]
		keep++
	}
	p.runes, p.places = p.runes[:keep], p.places[:keep]
}

func (p *page) digitsFrom(i int) int {
	n := 0
	for i+n < len(p.runes) && isDigit(p.runes[i+n]) {
		n++
	}
	return n
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// at returns the character at i, or a line break outside the page.
func (p *page) at(i int) rune {
	if i < 0 || i >= len(p.runes) {
		return '\n'
	}
	return p.runes[i]
}

// has tells whether the word stands at i.
func (p *page) has(i int, word string) bool {
	for _, r := range word {
		if p.at(i) != r {
			return false
		}
		i++
	}
	return true
}

// hasAny returns the first of the words that stands at i, and its length.
func (p *page) hasAny(i int, words []string) (string, int) {
	for _, w := range words {
		if p.has(i, w) {
			return w, len([]rune(w))
		}
	}
	return "", 0
}

// text returns what stands between two places of the page, in one line.
func (p *page) text(from, to int) string {
	from, to = max(from, 0), min(to, len(p.runes))
	if from >= to {
		return ""
	}
	return string(p.runes[from:to])
}

// clauseStart returns where the clause that reaches i begins, at most n
// characters before.
func (p *page) clauseStart(i, n int) int {
	from := i
	for from > 0 && i-from < n && !strings.ContainsRune("，。；：、！？\n", p.runes[from-1]) {
		from--
	}
	return from
}

// paragraphs calls f with the bounds of each paragraph that is not empty.
func (p *page) paragraphs(f func(from, to int)) {
	from := 0
	for i, r := range p.runes {
		if r == '\n' {
			if i > from {
				f(from, i)
			}
			from = i + 1
		}
	}
	if from < len(p.runes) {
		f(from, len(p.runes))
	}
}

// report adds a finding at the character i.
func (p *page) report(i int, f Finding) {
	if i >= 0 && i < len(p.places) {
		f.Line, f.Column = int(p.places[i].line), int(p.places[i].column)
	}
	p.found = append(p.found, f)
}
