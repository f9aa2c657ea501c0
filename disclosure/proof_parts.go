package disclosure

import "strings"

// No list of a report is longer, so no text makes the proofreader slow.
const (
	farthest    = 2000 // characters from a total to the end of its list
	longestList = 100  // numbers
)

// readParts reads the list that begins at s.from; next is the first number
// after the total.
func (p *page) readParts(s *sum, next int) {
	for next < len(p.numbers) && p.numbers[next].start < s.from {
		next++
	}
	end := p.listEnd(s)
	if m, ok := markAt(p.runes, s.from); ok && m.n == 1 {
		p.readGroups(s, m, next, end)
		return
	}
	r := partReader{page: p, sum: s, last: s.from, reached: s.from}
	for stop := next + longestList; next < min(len(p.numbers), stop) && p.numbers[next].start < end; next++ {
		if !r.take(p.numbers[next]) {
			break
		}
	}
	if _, length := p.hasAny(r.lastItem, otherWord); length > 0 && len(s.parts) > 1 {
		s.complete = true
	}
}

// listEnd returns where the list stops: at its closing bracket, at the end of
// the sentence, or of the paragraph unless it is still open there.
func (p *page) listEnd(s *sum) int {
	depth := 0
	for i := s.from; i < len(p.runes) && i < s.from+farthest; i++ {
		switch p.runes[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				return i
			}
		case '。', '！':
			if depth == 0 && !s.bracket && !p.marksGoOn(s.from, i+1) {
				return i
			}
		case '\n':
			if !strings.ContainsRune("：；，、", p.at(i-1)) && !p.marksGoOn(s.from, i+1) {
				return i
			}
		}
	}
	return min(len(p.runes), s.from+farthest)
}

// marksGoOn tells whether the list began with (1) or ① and the next mark of
// that kind stands at i.
func (p *page) marksGoOn(from, i int) bool {
	first, ok := markAt(p.runes, from)
	if !ok {
		return false
	}
	m, ok := markAt(p.runes, i)
	return ok && m.level == first.level && m.n > 1
}

// readGroups reads a list of marked groups; the first count of each is its part.
func (p *page) readGroups(s *sum, first mark, next, end int) {
	want := 1
	for i := s.from; i < end; i++ {
		m, ok := markAt(p.runes, i)
		if !ok || m.level != first.level || m.n != want || i > s.from && !strings.ContainsRune("；。，：、\n", p.at(i-1)) {
			continue
		}
		for next < len(p.numbers) && p.numbers[next].start < m.end {
			next++
		}
		if next >= len(p.numbers) || p.numbers[next].start >= end {
			s.unsure = true
			return
		}
		n := p.numbers[next]
		s.unsure = s.unsure || n.rough || !measures(n.unit, s.total.unit) || strings.ContainsAny(p.text(m.end, n.start), "；。\n")
		s.parts = append(s.parts, n.value)
		want++
	}
	s.complete = true
}

// A partReader takes the numbers of a list one after another.
type partReader struct {
	*page
	sum      *sum
	last     int    // the end of the number before
	lastItem int    // where the item of the last part begins
	unit     string // of the first part
	other    bool   // the number before was of another measure
	nested   bool   // inside the list of a part
	verb     string // that opened the first item
	reached  int    // brackets are counted up to here
	depth    int
}

// take reads one number and tells whether the list goes on.
func (r *partReader) take(n number) bool {
	defer func() { r.last = n.end }()
	if r.inBracket(n.start) {
		return true
	}
	if n.unit == "" {
		r.share(n)
		return true
	}
	between := r.text(r.last, n.start)
	item := r.itemStart(n.start)
	if m, ok := markAt(r.runes, item); ok && m.level >= levelItem && len(r.sum.parts) > 0 {
		return false
	}
	if r.nested && !strings.Contains(between, "；") {
		return true
	}
	r.nested = false
	if len(r.sum.parts) > 0 && r.opensList(between) {
		r.nested = true
		return true
	}
	for _, w := range deltas {
		if strings.Contains(r.text(item, n.start), w) && w != "新增" {
			return true
		}
	}
	if !r.continues(between, item, n) {
		return false
	}
	return r.keep(n, between, item)
}

// keep takes the number as a part, if it counts the same thing.
func (r *partReader) keep(n number, between string, item int) bool {
	if n.unit != r.sum.total.unit && (r.unit != "" && n.unit != r.unit || !measures(n.unit, r.sum.total.unit)) {
		r.other = true
		return true
	}
	if r.unit == "" {
		r.unit = n.unit
	}
	if len(r.sum.parts) > 0 && !r.other && !strings.ContainsAny(between, "，；、和及\n") || n.rough {
		r.sum.unsure = true
	}
	r.other, r.lastItem = false, item
	r.sum.parts = append(r.sum.parts, n.value)
	return true
}

// share keeps “占18.5%” after a part.
func (r *partReader) share(n number) {
	between := r.text(r.last, n.start)
	if k := len(r.sum.parts); k > 0 && r.at(n.end) == '%' && !n.rough && !r.nested && hasPrefix(strings.TrimLeft(between, "，"), "占") && len([]rune(between)) < 8 {
		r.sum.shares = append(r.sum.shares, share{n.start, r.sum.parts[k-1], n.value})
	}
}

// continues tells whether the item still belongs to the list: no new total, no
// new topic, and nothing larger than the whole unless the list says 包括.
func (r *partReader) continues(between string, item int, n number) bool {
	text := r.text(item, n.start)
	for strings.HasPrefix(text, "其中") {
		text = strings.TrimPrefix(text, "其中")
	}
	if strings.Contains(text, "共") && !strings.Contains(text, "公共") && !r.sumsUp(between) {
		return len(r.sum.parts) == 0
	}
	if len(r.sum.parts) == 0 {
		for _, v := range newVerbs {
			if strings.HasPrefix(text, v) {
				r.verb = v
			}
		}
		return true
	}
	for _, w := range newTopics {
		if strings.HasPrefix(text, w) {
			return false
		}
	}
	if !r.sum.complete {
		if n.value > r.sum.total.value {
			return false
		}
		for _, v := range newVerbs {
			if strings.HasPrefix(text, v) && v != r.verb {
				return false
			}
		}
	}
	return true
}

// sumsUp tells “17个部门、4个乡镇的机构职能共39条” inside a list from a new total.
func (r *partReader) sumsUp(between string) bool {
	return r.other && !strings.ContainsAny(between, "，；。")
}

func (r *partReader) opensList(between string) bool {
	for _, w := range listCues {
		if strings.Contains(between, w) {
			return true
		}
	}
	return false
}

// itemStart returns where the item that holds i begins.
func (r *partReader) itemStart(i int) int {
	for stop := max(i-60, r.sum.from); i > stop && !strings.ContainsRune("，；。、：\n", r.at(i-1)); {
		i--
	}
	return i
}

// inBracket tells whether i stands in a bracket opened inside the list; it is
// asked from left to right.
func (r *partReader) inBracket(i int) bool {
	for ; r.reached < i; r.reached++ {
		switch r.runes[r.reached] {
		case '(':
			r.depth++
		case ')':
			r.depth--
		}
	}
	return r.depth > 0
}
