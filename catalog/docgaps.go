package catalog

import (
	"maps"
	"slices"
)

// A Gap is the run of serials missing from one series (文号断号).
type Gap struct {
	Series   string
	Missing  []int // serials below the highest seen that were not seen
	Highest  int
	Expected bool // the series ought to be without gaps, so each one is asked after
}

// SerialGaps finds the missing serials of every series among the numbers. A
// gap is a working indicator, not proof of a hidden document: only where
// gapless says so (nil: the series of 规范性文件) must a series have none.
func SerialGaps(numbers []DocNumber, gapless func(DocNumber) bool) []Gap {
	if gapless == nil {
		gapless = DocNumber.Normative
	}
	seen := map[string]map[int]bool{}
	expected := map[string]bool{}
	for _, d := range numbers {
		if d.Form == 0 {
			continue
		}
		s := d.Series()
		if seen[s] == nil {
			seen[s] = map[int]bool{}
			expected[s] = gapless(d)
		}
		seen[s][d.Serial] = true
	}
	var out []Gap
	for _, s := range slices.Sorted(maps.Keys(seen)) {
		if g := gapOf(seen[s]); len(g.Missing) > 0 {
			g.Series, g.Expected = s, expected[s]
			out = append(out, g)
		}
	}
	return out
}

// widestGap bounds what is listed for one series: a single stray serial, such
// as a year typed for a number, must not list thousands.
const widestGap = 1000

func gapOf(serials map[int]bool) Gap {
	var g Gap
	sorted := slices.Sorted(maps.Keys(serials))
	for _, n := range sorted {
		for m := g.Highest + 1; m < n && len(g.Missing) < widestGap; m++ {
			g.Missing = append(g.Missing, m)
		}
		g.Highest = n
	}
	return g
}
