package clerk

import (
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
)

// personalIn is what the screening of records finds in a text that goes to one person or
// into the annual report. It blocks nothing by itself: a reply may give an applicant what
// is his own. Whoever sends it says that he has looked.
func personalIn(label, text string) []remark {
	var out []remark
	for _, f := range catalog.Screen(text) {
		what, _, _ := strings.Cut(f.Text, "，")
		out = append(out, remark{Tone: toneWarn, Word: "请核对", Where: label, Text: what + "，请看是不是该写。", Got: f.Got})
	}
	return out
}

// personalInReply looks at all the words of a reply that somebody wrote.
func personalInReply(p disclosure.Reply) []remark {
	var out []remark
	for _, t := range []struct{ label, text string }{{"理由", p.Grounds}, {"答复的内容", p.Text}, {"获取方式", p.HowToGet}, {"负责机关", p.Responsible}} {
		out = append(out, personalIn(t.label, t.text)...)
	}
	return out
}

// looked is the box that whoever sends something with personal data in it ticks.
func looked() input {
	return input{Name: "looked", Label: "指出的个人信息我逐处看过，应当告知对方", Kind: "check", Must: true, Wide: true}
}
