package clerk

import (
	"slices"
	"strconv"
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
		f.Where = label
		out = append(out, remark{Tone: toneWarn, Word: "请核对", Where: label, Text: what + "，请看是不是该写。", Got: f.Got, Print: f.Fingerprint()})
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

// lookedBox is the name of the box of looked.
const lookedBox = "looked"

// looked is the box that whoever sends something with personal data in it ticks. It holds
// for what was pointed at on the page on which it was ticked, and for nothing written
// since.
func looked(found []remark) input {
	return input{Name: lookedBox, Label: "指出的个人信息我逐处看过，应当告知对方", Kind: "check", Must: true, Wide: true, Covers: prints(found)}
}

// prints names each thing that was found, so that a form can carry what its page showed;
// what is found twice is there twice.
func prints(found []remark) string {
	var out []string
	times := map[string]int{}
	for _, r := range found {
		if r.Print == "" {
			continue
		}
		print := r.Print
		if times[r.Print]++; times[r.Print] > 1 {
			print += "." + strconv.Itoa(times[r.Print])
		}
		out = append(out, print)
	}
	return strings.Join(out, " ")
}

// covered reports whether all that is found now stood beside a tick; where nothing is
// found, no tick is needed.
func covered(ticked, found string) bool {
	shown := strings.Fields(ticked)
	return !slices.ContainsFunc(strings.Fields(found), func(print string) bool { return !slices.Contains(shown, print) })
}
