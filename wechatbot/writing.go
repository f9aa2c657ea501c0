package wechatbot

import (
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// announced are the words of a text that only says that it wants to write.
var announced = form(`{announce}|[,.?？，。！\s]`)

// saidAtAll counts the characters of a text that are not about writing.
func saidAtAll(text string) int {
	return utf8.RuneCountInString(announced.ReplaceAllString(text, ""))
}

// grievance is what a text has to say, "" where it only says that it wants to
// write.
func grievance(text string) string {
	if saidAtAll(writing.Simple(text)) < shortestLetter {
		return ""
	}
	return text
}

// Words around the word of writing: what there is to write (有件事), to whom, and what
// it is called before it is told. A matter (事) is one where its word ends (not 事故).
const (
	withMatter = `(?:有[一个件几些点]*(?:{matter}|事)[,\s]*)?`
	toOffice   = `(?:{to}{official}?)?`
	matterThen = `(?:一下|下|一个|个|一件|件|几个|几件|点儿?|些)*(?:{matter}(?:就是|是这样的?|啊|呀|哈|吧)?|事(?:就是|是这样的?|啊|呀|哈|吧|[:,.、\s]|$))?[:,.、!！。，\s]*(.*)$`
)

// writing is a text that begins as a letter does, and what it says.
var (
	complains = form(`(?s)^{me}?` + withMatter + `{me}?(?:还|再|又|也)?(?:要|想|想要|得|必须)?` + toOffice + `(?:实名)?{complain}` + matterThen)
	consults  = form(`(?s)^{me}?` + withMatter + `{me}?(?:要|想|想要|需要)?` + toOffice + `{consult}` + matterThen)
)

// letterTerm is a text that asks how long a reply to a letter takes, and writes none.
var letterTerm = form(`^(?:{me}|在这里?|这里|请问|网上|要是|如果|的|写)*(?:({complain})|{consult})(?:以后|之后|一般|你们|[后了完要得的能会])*` +
	`(?:{how_long}|{when_asked})(?:[能会才可以给有得要内]|{me}|你们)*(?:{done}|结果|回音|消息|[吗呢啊呀?？])*$`)

// letterTermIn is the kind of letter that a text asks that of. What is longer writes one.
func letterTermIn(text string) (kind cases.Kind, asks bool) {
	if utf8.RuneCountInString(text) > longestCurse+6 {
		return "", false
	}
	found := letterTerm.FindStringSubmatch(text)
	switch {
	case found == nil:
		return "", false
	case found[1] != "":
		return cases.Complaint, true
	}
	return cases.Consultation, true
}

// trailing is what goes on from the word of writing: 投诉了三回了没人管.
var trailing = form(`^(?:的|了|过|完|到|给)`)

// wantsToWrite is a text whose last clause says that somebody wants to write, and no more.
var wantsToWrite = form(`[,，。\s]{me}?(?:想|要|想要|得)` + toOffice + `(?:{complain}|{consult})(?:一下|下|个事|问问|你们|[了啊呀吧])*$`)

// reportsAtEnd is a text that ends in that somebody is reported, and for what: 我们小公司要举报围标.
var reportsAtEnd = form(`[,，。\s](?:{me})?[^,，。\s还]{0,4}要(?:实名|匿名)?(?:举报|投诉|控告|检举)[^,，。?？\s电怎咋哪谁吗]{1,8}[!！。]*$`)

// leastTold is how many characters before a clause that only says that somebody wants
// to write make a letter of their own: 有个政策弄不懂，想咨询一下 has not said what.
const leastTold = 8

// letterIn reads a text that begins with 投诉 or 咨询, or ends in a clause that only says
// so. The words are empty where there are too few of them to be a letter.
func letterIn(text string) (kind cases.Kind, words string, found bool) {
	if kind, words, found := letterAfter(text); found {
		return kind, words, found
	}
	if before := strings.TrimSuffix(strings.TrimSuffix(text, "举报"), "投诉"); before != text && grievance(before) != "" {
		return cases.Complaint, text, true // 噪音扰民投诉
	}
	parts := writing.Clauses(text)
	if len(parts) < 2 {
		return "", "", false
	}
	if reportsAtEnd.MatchString(text) {
		return cases.Complaint, text, true
	}
	last := parts[len(parts)-1]
	kind, words, found = letterAfter(last)
	if !found || words != "" {
		return "", "", false
	}
	if saidAtAll(strings.Join(parts[:len(parts)-1], "")) >= leastTold {
		words = text
	}
	return kind, words, true
}

// letterCall is a text that asks for the telephone of those who take letters, and writes
// none: 投诉电话是多少.
var letterCall = form(`^(?:{manner}|{lead}|{me})*(?:{complain}|{consult}){call_word}(?:{lead}|是|的|多少|几|[吗呢啊?？])*$`)

// letterAfter reads a text that begins with a word of writing.
func letterAfter(text string) (kind cases.Kind, words string, found bool) {
	for _, form := range []struct {
		kind cases.Kind
		form *pattern.Pattern
	}{{cases.Complaint, complains}, {cases.Consultation, consults}} {
		if m := form.form.FindStringSubmatch(text); m != nil {
			if saidAtAll(m[1]) < 3 {
				return form.kind, "", true
			}
			if trailing.MatchString(m[1]) {
				return form.kind, text, true
			}
			return form.kind, m[1], true
		}
	}
	return "", "", false
}

// kindOf is the kind of letter that an unanswered question makes.
func (v *visit) kindOf(text string) cases.Kind {
	if kind, after := asksAfter(text); after {
		return kind
	}
	if plain := writing.Simple(text); asksWhose(plain) || asksPolicy(plain) || likeNumber(plain) != "" {
		return cases.Question
	}
	w, sure := v.bot.ear().guess(text)
	story := w.means.kind == cases.Complaint && sure >= sureMaybe && saidAtAll(text) > longestCurse
	if w.means.intent != wantLetter || sure < sureLetter && !story || noneOfThem.MatchString(writing.Simple(text)) {
		return cases.Question // a name is no complaint
	}
	return w.means.kind
}
