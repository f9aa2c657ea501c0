package wechatbot

import (
	"slices"

	"github.com/zwgk/zwgk/disclosure"
)

// termNext is a text that asks of another word behind one that was explained: 那主动公开呢.
var termNext = form(`^(?:那|还有|,)*(\p{Han}{2,8}?)(?:的)?呢[?？]*$`)

// explainsNext explains that word, where it is one of disclosure.
func (v *visit) explainsNext(text string) (answer, bool) {
	if v.talk.said != "meaning" && v.talk.said != "law" {
		return answer{}, false
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
