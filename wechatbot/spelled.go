package wechatbot

import (
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// spellable are words that people look for and that stand in no title as such.
var spellable = []string{"年度报告", "年报", "公开指南", "公开目录", "三公经费", "公务接待费", "公务用车", "因公出国", "机关运行经费", "预算", "决算", "部门预算", "部门决算",
	"我要申请", "在线申请", "网上申请", "我的申请", "申请公开", "申请进度", "人工", "投诉", "咨询", "帮助", "取消", "返回", "电话", "地址", "长期公开", "定期公开", "逐段公开", "临时公开"}

// spelled is the word of this account that is spelled on a Latin keyboard: one
// of its own, of the office's guide, or an organ. What titles hold, the
// catalogue knows by itself.
func (v *visit) spelled(text string) (word string, found bool) {
	defer func() { // sangongjingfei 2024 names a year
		if year := yearWord.FindString(text); found && len(year) >= 4 {
			word += strings.TrimSpace(year)
		}
	}()
	is := func(word string) bool { return catalog.SoundsLike(word, text) }
	if i := slices.IndexFunc(spellable, is); i >= 0 {
		return spellable[i], true
	}
	for _, g := range v.bot.Office.Guide {
		if i := slices.IndexFunc(g.Words, is); i >= 0 {
			return g.Words[i], true
		}
	}
	for _, o := range v.bot.Office.Organs {
		if i := slices.IndexFunc(o.Aliases, is); i >= 0 {
			return o.Aliases[i], true
		}
		if is(o.Name) {
			return o.Name, true
		}
	}
	return "", false
}
