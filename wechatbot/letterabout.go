package wechatbot

import (
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Who says that she wants to write, and in a word or two about what (我要咨询低保, 举报黑车), is
// asked for the rest of it. What she named stands before what she writes then.

// aboutHull is what stands around such a word and is no part of it, mostAbout how many
// characters it has at most.
var aboutHull = form(`^(?:再|一?[次回遍]|同样的?|一样的?|一[下个件家条点些]|[几两][个件家条]|关于|有关|你们|我们|这个|那个|[下个件家点些的,，:：\s])+|(?:{matter}|{may_i}|{please}|方面|相关|[事的了吧啊呀吗嘛。.!！?？,，\s])+$`)

const mostAbout = 6

// onlyThem is such a word that names nobody: 我要投诉他们.
var onlyThem = form(`^(?:[他她它]们?|人家|别人|有人|[这那]些?人|[这那][家伙]|他们家?的?人?)$`)

// aboutBriefly is what a text that only announces a letter says it is about, "" for nothing.
func aboutBriefly(text string) string {
	if mayComplain.MatchString(text) {
		return "" // 投诉归你们管吗
	}
	for _, p := range []*pattern.Pattern{complains, consults} {
		found := p.FindStringSubmatch(text)
		if found == nil {
			continue
		}
		about := aboutHull.ReplaceAllString(found[1], "")
		if n := utf8.RuneCountInString(about); n > mostAbout || saidAtAll(about) < shortestQuestion || lexicon.Question.MatchString(about) || trailing.MatchString(found[1]) || onlyThem.MatchString(about) {
			return ""
		}
		return about
	}
	return ""
}

// withAbout is what she writes to a letter of which she only said before what it is about.
func (v *visit) withAbout(text string) string {
	if about := v.talk.about; about != "" && !strings.Contains(writing.Simple(text), writing.Simple(about)) {
		return about + "：" + text
	}
	return text
}
