package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
)

// category lists what is public under one of the four categories.
func (v *visit) category(text string) answer {
	if publishedWhen.MatchString(text) || eitherCategory.MatchString(text) {
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
				if !asksSort.MatchString(text) {
					a.text = v.bot.say("category_none", c.String()).text + "\n" + a.text
				}
				return a
			}
		}
		return v.list(catalog.Query{Category: c, Limit: pageSize, Today: v.today})
	}
	return v.search(text)
}

// publishedWhen is a text that asks on which days a category is published: 定期公开是几号.
var publishedWhen = form(`什么时[候间]|啥时[候间]?|何时|几[月号]|哪[几]?天|哪个?月|多久|多长时间|什么日子|一[年季]几[次回]`)

// asCategory writes the words for a category as the office does.
func asCategory(text string) string {
	return strings.NewReplacer("季度", "定期公开", "分阶段", "逐段公开", "临时", "临时公开", "定期", "定期公开", "长期", "长期公开", "永久公开", "长期公开", "永久", "长期公开", "逐段", "逐段公开").Replace(text)
}

// asksSort is a text that asks what a category is or what is of it, and not to see that.
var asksSort = form(`属于|归|哪一?类|哪种|什么是|啥是|是什么|是啥|什么叫|啥叫|意思|指|包括|哪些(?:内容|事|方面)|什么(?:内容|信息|东西)|区别|不同`)

// eitherCategory is a text that asks which of two categories something is of: 重大项目是定期
// 公开还是逐段公开.
var eitherCategory = form(`(?:长期|定期|逐段|临时).*还是.*(?:长期|定期|逐段|临时)`)
