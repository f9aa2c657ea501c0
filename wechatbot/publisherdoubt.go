package wechatbot

import (
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// publisherDoubted asks whether the record in hand is an organ's: 也是国务院发的？
var publisherDoubted = form(`^(?:{manner}|那|这个|这份|这|它|[,，\s])*(?:也|还|都|就)*是(\p{Han}{2,16}?)(?:{publish}|制定|出台|出|下)(?:布)?的(?:吗|么|吧|嘛|对吧|[?？])+$`)

// doubtsPublisher says whether the record in hand is of the organ that a text names, and whose it is.
func (v *visit) doubtsPublisher(text string) (answer, bool) {
	m := publisherDoubted.FindStringSubmatch(text)
	if m == nil || !v.talk.newer || !v.foundHeld() || utf8.RuneCountInString(text) > longestLoose {
		return answer{}, false
	}
	r, has := v.recordShown()
	organ := m[1]
	if named := v.organNamed(organ); named != "" {
		organ = named
	}
	if !has || strings.HasPrefix(writing.Letters(organ), "哪") || strings.HasPrefix(organ, "谁") {
		return answer{}, false
	}
	lead := "不是"
	if r.Publisher == organ || strings.HasSuffix(r.Publisher, organ) {
		lead = "是的"
	}
	v.talk.misses = 0
	v.mention(mention{Record: r.Number})
	return v.say("about", aboutView{recordView: v.viewOf(r), About: []string{"publisher"}, Lead: lead}), true
}
