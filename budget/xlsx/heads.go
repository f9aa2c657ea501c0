package xlsx

import "slices"

// header writes the trails as a header of several levels: a name that several
// columns share is one cell over them, and the last name of a short trail
// reaches down to the last level.
func (p *page) header(trails []trail) {
	depth := 1
	for _, t := range trails {
		depth = max(depth, len(t))
	}
	top := p.row + 1
	for level := range depth {
		for c := 0; c < len(trails); {
			next := c + 1
			if level >= len(trails[c]) {
				c = next
				continue
			}
			last := level == len(trails[c])-1
			for !last && next < len(trails) && together(trails[c], trails[next], level) {
				next++
			}
			bottom := top + level
			if last {
				bottom = top + depth - 1
			}
			p.merge(c+1, top+level, next, bottom, trails[c][level], p.styles.head)
			c = next
		}
	}
	p.row += depth
}

// together says whether two columns share their names down to a level and both
// go on below it.
func together(a, b trail, level int) bool {
	return level < len(a)-1 && level < len(b)-1 && slices.Equal(a[:level+1], b[:level+1])
}
