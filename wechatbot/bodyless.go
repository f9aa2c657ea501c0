package wechatbot

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// unattached are words with which a record says itself that its text is not with it, and has to
// be applied for: then it is no reason not to apply.
var unattached = form(`{unattached}|如需正文[^。]{0,16}申请`)

// bodyless says whether only the name of something is public here.
func bodyless(r catalog.Record) bool {
	return r.URL == "" && (unattached.MatchString(r.Summary) || unattached.MatchString(r.Body))
}

// bodyWanted applies for the text, or for what stands in it, of what was spoken of: 申请公开它的正文,
// 我要申请正文.
var bodyWanted = form(`^(?:{manner}|{me}|{want}|那|那么|就|就要|帮我|给我|[,，\s])*(?:申请(?:政府)?(?:信息)?(?:公开|提供|获取|查看|看)?(?:一下|一份)?(?:{spoken_one}|里面|里头)?的?(正文|全文|原文|原件|具体内容|全部内容|具体数据|数据|具体数字|数字)的?|申请(?:政府)?(?:信息)?公开(?:一下|一份)?{spoken_one}?|申请{spoken_one})(?:吧|了|{softly}|[。!！\s])*$`)

// wishOfSpoken is what such a text applies for where one record is spoken of; "" where none is, or
// all of it is public.
func (v *visit) wishOfSpoken(text string) string {
	found := bodyWanted.FindStringSubmatch(writing.Simple(text))
	if found == nil {
		return ""
	}
	r, one := v.oneSpokenOf()
	switch {
	case !one:
	case found[1] != "":
		return r.Title + "的" + found[1]
	case bodyless(r):
		return r.Title + "的正文"
	}
	return ""
}

// oneSpokenOf is the record that is shown, the only one that is offered, or the only one of them
// whose title has what was looked for: of several that have it none is the one.
func (v *visit) oneSpokenOf() (r catalog.Record, one bool) {
	if r, has := v.recordShown(); has && !v.bot.Now().After(v.talk.until) {
		return r, true
	}
	offered := v.recordsListed()
	if len(offered) == 0 || !v.foundHeld() && !v.foundNothing() {
		return r, false
	}
	sought := v.placeless(cmp.Or(coreOf(writing.Simple(v.talk.query.Text)), v.talk.query.Text))
	if utf8.RuneCountInString(sought) < leastAsked {
		return offered[0], len(offered) == 1
	}
	titled := slices.DeleteFunc(slices.Clone(offered), func(of catalog.Record) bool {
		return !strings.Contains(writing.Letters(of.Title), sought)
	})
	if len(titled) == 0 {
		titled = offered
	}
	return titled[0], len(titled) == 1
}
