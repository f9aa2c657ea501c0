package xlsx

import (
	"regexp"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/budget"
)

// A trail is the names over one column from the widest to the narrowest, as
// 公务用车购置及运行费, 小计.
type trail []string

// trails resolves a header of several levels: each column's path, with what was
// merged told to every column under it.
func (s sheet) trails(from, to int, g region) []trail {
	out := make([]trail, g.right-g.left+1)
	for i := range out {
		for r := from; r <= to; r++ {
			name := s.spread(r, g.left+i)
			if name != "" && (len(out[i]) == 0 || out[i][len(out[i])-1] != name) {
				out[i] = append(out[i], name)
			}
		}
	}
	return out
}

// The words for planned and accounted figures.
const (
	planned   = "预算数"
	accounted = "决算数"
)

// leaf is the narrowest name that says what the column is, not which kind of
// figure it shows.
func (p trail) leaf() string {
	for i := len(p) - 1; i >= 0; i-- {
		if k := budget.Plain(p[i]); k != planned && k != accounted {
			return p[i]
		}
	}
	if len(p) > 0 {
		return p[len(p)-1]
	}
	return ""
}

var codePart = regexp.MustCompile(`^\d{1,7}$`)

const (
	codeColumn = "科目编码"
	nameColumn = "科目名称"
	itemColumn = "项目"
)

// name is the one name under which a column goes on: every wording of a code,
// name or item column is one word, any other column keeps its narrowest name.
func (p trail) name() string {
	for _, n := range slices.Backward(p) {
		k := budget.Plain(n)
		switch {
		case strings.HasSuffix(k, "编码"), strings.HasSuffix(k, "代码"):
			return codeColumn
		case strings.HasSuffix(k, nameColumn):
			return nameColumn
		case strings.HasPrefix(k, "项目(按"):
			return itemColumn
		}
	}
	if k := budget.Plain(p.leaf()); k == "类" || k == "款" || k == "项" {
		return codeColumn
	}
	return p.leaf()
}

// furniture are columns that number lines and say nothing.
func (p trail) furniture() bool {
	k := budget.Plain(p.leaf())
	return k == "行次" || k == "序号" || k == "栏次"
}

// path is the whole header over a column, as package budget takes it: the one
// name of a code, name or item column, all the names of any other.
func (p trail) path() string {
	if name := p.name(); name == codeColumn || name == nameColumn || name == itemColumn {
		return name
	}
	return strings.Join(p, "/")
}
