package wechatbot

import (
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Some things are asked once more before they are done, for they cannot be taken back:
// whether an application is to be withdrawn, or what was filled in deleted. People answer
// in the words of the question: 是的撤回, 不撤了, 不对我还是要申请.
var (
	doubleAsked = map[string]bool{"withdraw": true, "case_revoke": true, "apply_drop": true, "case_drop": true, "apply_restart": true}
	doesIt      = form(`^(?:{yes}|{sure_yes}|{interjection}|` + softSigns + `)*(?:{sure_yes}|是的?|对的?|{undo}|{undo}吧|删掉?)(?:{sure_yes}|{undo}|这件|申请|{interjection}|` + softSigns + `)*$`)
	leavesIt    = form(`(?:不|别|先不|不要|没有?要)(?:要)?(?:{undo}|删|取消)|还(?:是|要|想|得|能)*(?:办|申请|填|留)|接着|继续|留着|{not_after_all}`)
)

// confirmed is what stands behind the number that a text means with which such a question
// is answered; "" where it answers none.
func (v *visit) confirmed(text string) string {
	plain := writing.Simple(text)
	if !doubleAsked[v.talk.said] || len(v.talk.options) != 2 {
		return ""
	}
	if lexicon.Choice(text) != 0 || utf8.RuneCountInString(plain) > longestRemark || lexicon.Question.MatchString(plain) {
		return ""
	}
	n := 0
	switch {
	case leavesIt.MatchString(plain):
		n = 2
	case doesIt.MatchString(plain):
		n = 1
	}
	say, _ := v.talk.chosen(n, v.bot.Now())
	return say
}

// doubleChecked does what such a question is about, where a message answers it; else the
// message is what it was, or what it means by that.
func (v *visit) doubleChecked(m meaning) (_ meaning, a answer, done bool) {
	say := v.confirmed(m.text)
	if say == "" {
		return m, a, false
	}
	if v.talk.said == "withdraw" && say == "我的申请" { // it is not withdrawn after all
		return m, v.nothingToCancel(m.text), true
	}
	if a, done = v.command(say); !done {
		m = v.bot.recognise(say)
	}
	return m, a, done
}
