package catalog

import (
	"slices"
	"sync"
)

// Schemes are the ways of writing index numbers that were met in published
// catalogues, the national guideline's first. Add an office's own in front.
func Schemes() []Scheme { return slices.Clone(schemes()) }

var schemes = sync.OnceValue(func() []Scheme {
	rows := []struct{ id, pattern, authority string }{
		{"org-code", "{org}/{year}-{serial:5}", "国务院办公厅秘书局《政府信息公开目录系统实施指引（试行）》"},
		{"uscc", "{uscc}/{year}-{serial:5}", "统一社会信用代码（GB 32100）取代组织机构代码后的地方做法：兖州区、金乡县"},
		{"uscc-month", "{uscc}/{year}{month}-{serial:5}", "宁国市"},
		{"uscc-6serial", "{uscc}/{year}-{serial:6}", "白银市平川区"},
		{"org-hyphen", "{org}-{year}-{serial:6}", "怒江州"},
		{"region-serial", "{region}-{dept:3}/{year}-{serial:5}", "行政区划代码加部门代码"},
		{"region", "{region}/{year}-{serial:5}", "行政区划代码"},
		{"six-groups", "{region}-{code}-{code}-{code}-{date}-{serial}", "宁波市：地区-部门-类别-分组-日期-顺序号"},
		{"region-21", "{region}{code:7}{year}{serial:4}", "云南省民政厅21位：地区、部门、类别、内设机构、年、流水号"},
		{"back-code", "{year}-{serial:5}", "指引（试行）：可仅显示后段码"},
	}
	out := make([]Scheme, 0, len(rows))
	for _, r := range rows {
		s, err := NewScheme(r.id, r.pattern)
		if err != nil {
			continue // a pattern of this table cannot fail; a test reads each
		}
		s.Authority = r.authority
		out = append(out, s)
	}
	return out
})
