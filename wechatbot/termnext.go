package wechatbot

import (
	"slices"

	"github.com/zwgk/zwgk/disclosure"
)

// termNext is a text that asks of another word behind one that was explained: 那主动公开呢.
var termNext = form(`^(?:那|还有|,)*(\p{Han}{2,8}?)(?:的)?呢[?？]*$`)

// apartFrom asks behind one of the two ways in which information is made public how it differs
// from the other: 那跟主动公开有啥不一样.
var apartFrom = form(`^(?:那|它|这|这个|,)*(?:跟|和|与|同)(?:主动公开|{applied_way})(?:有|是|的)?(?:什么|啥|哪些|哪里|哪儿)?{apart}(?:在哪里?|呢|吗|啊|[?？])*$`)

// explainsNext explains that word, where it is one of disclosure.
func (v *visit) explainsNext(text string) (answer, bool) {
	if v.talk.said != "meaning" && v.talk.said != "law" {
		return answer{}, false
	}
	if apartFrom.MatchString(text) {
		v.why.wanted(wantLaw)
		return v.law("apart", ""), true
	}
	m := termNext.FindStringSubmatch(text)
	if m == nil {
		return answer{}, false
	}
	if word, of := disclosure.Mentioned(m[1]); !of || word.Term != m[1] && !slices.Contains(word.Also, m[1]) {
		return answer{}, false
	}
	return v.meaningOf(m[1]), true
}
