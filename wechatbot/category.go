package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// category lists what is public under one of the four categories.
func (v *visit) category(text string) answer {
	if writing.Holds(text, "什么时候", "何时", "几月", "多久") || eitherCategory.MatchString(text) {
		if a, found := v.guide(text); found {
			return a
		}
	}
	text = asCategory(text)
	for _, c := range disclosure.Categories() {
		if !strings.Contains(text, c.String()) {
			continue
		}
		page, err := v.look(catalog.Query{Category: c, Limit: 1, Today: v.today})
		if err == nil && page.Total == 0 {
			if a, found := v.guide(text); found {
				return a
			}
		}
		return v.list(catalog.Query{Category: c, Limit: pageSize, Today: v.today})
	}
	return v.search(text)
}

// asCategory writes the words for a category as the office does.
func asCategory(text string) string {
	return strings.NewReplacer("季度", "定期公开", "分阶段", "逐段公开", "临时", "临时公开", "定期", "定期公开", "长期", "长期公开", "永久公开", "长期公开", "永久", "长期公开", "逐段", "逐段公开").Replace(text)
}

// eitherCategory is a text that asks which of two categories something is of: 重大项目是定期
// 公开还是逐段公开.
var eitherCategory = form(`(?:长期|定期|逐段|临时).*还是.*(?:长期|定期|逐段|临时)`)
