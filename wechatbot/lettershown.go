package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// ofLetterShown answers what is said of the letter that is shown: what is to go out of it, that
// something in it is wrong, or that there is nothing more to tell.
func (v *visit) ofLetterShown(d cases.Draft, say, plain string) (answer, bool) {
	if a, out := v.unsigned(d, plain); out {
		return a, true
	}
	switch {
	case dropsSentence.MatchString(plain):
		d.Text = withoutSentence(d.Text, plain)
		return v.saveLetter(d), true
	case dropsLine.MatchString(plain) && strings.Contains(d.Text, "\n"):
		return v.withoutLast(d), true
	case wroteWrong.MatchString(plain) && !strings.Contains(plain, "证"): // no letter has the number of one's papers
		return v.shownWith(v.saveLetter(d), "case_mend", nil), true
	case !lettersShown[v.talk.said]: // it is of what was answered since
	case v.talk.said == "case_second": // it is asked what becomes of two
	case callsWrong.MatchString(plain):
		return v.shownWith(v.saveLetter(d), "case_mend", nil), true
	case notDone.MatchString(plain):
		return v.say("pause", nil), true
	case saidAll.MatchString(plain) && !isSubmit(say) && v.undecided("case_join", "join:") == "":
		return v.saveLetter(d), true
	}
	return answer{}, false
}

// callsWrong is a text that says that what is shown is wrong, and not what: 不对. What was written is not
// thrown away for that.
var callsWrong = form(`^(?:{manner}|{me}|这|好像|想|要|得|[,，\s])*(?:改(?:一?下|一改|改)?|修改一?下|不对|(?:搞|弄)?错了?|(?:写|说|记)得?(?:不对|有误|不准)|有误|有错)(?:了|啊|{softly}|[,，。!！\s])*$`)

// notDone is a text of who has more to tell, and has not told it: 等等，还没说完.
var notDone = form(`^(?:{manner}|{me}|等等|等一?下|先别交?|还|话|[,，\s])*没(?:有)?(?:说|写|讲|打|弄)(?:完|好)[呢啊。！!\s]*$`)

// recalls is a text that speaks of taking back, which is done with what was handed in.
var recalls = form(`撤`)

// asksUnwritten asks whether the letter that is shown is not written after all, where that is only
// guessed: a guess deletes nothing.
func (v *visit) asksUnwritten() (answer, bool) {
	u := v.begun()
	if !u.byLetter() || u.letter.Text == "" || !v.fresh(u.letter) {
		return answer{}, false
	}
	return v.offerOfLetter(u.letter, "case_drop", u.letter.Kind.Chinese(), "unwrite:", u.letter.Kind.Chinese()), true
}

// unwritten drops the letter of which that was asked, and goes on with what else was begun.
func (v *visit) unwritten() answer {
	a := v.dropLetter()
	v.savedLetter = true // there is none to be put aside
	return v.goesBack(v.begun(), a)
}

// shownWith is an answer that shows a letter, with a word behind it.
func (v *visit) shownWith(a answer, name string, data any) answer {
	if a.from == "case_confirm" {
		a.text += "\n" + v.bot.say(name, data).text
	}
	return a
}

// saidAll is a text of who has told all that there is to tell of the letter: 没了, 没有补充的了. It is
// shown once more.
var saidAll = form(`^(?:{manner}|{me}|别的|其他的?|暂时|就|[,，\s])*(?:{no_more}|(?:没|没有)(?:什么|啥|别的|其他的?)*(?:要|想|可)?(?:补充|说|加|写)?的?了|没有?(?:别的|其他的?|补充)|就这么多|说完了|写完了|就这样)(?:{softly}|[,，。!！\s])*$`)

// dropsLine takes out of a letter what was put into it last.
var dropsLine = form(`^(?:{manner}|把|刚才|刚刚|最后|[,，\s])*(?:去掉|删掉|删了|不要|拿掉|别写)(?:刚才|最后)?(?:这|那)?一?句(?:话)?(?:了|{softly}|[吧。\s])*$|^(?:{manner}|[,，\s])*(?:刚才|最后|这|那)+一?句(?:话)?(?:去掉|删掉|删了|不要|拿掉|别写|不用写)(?:了|{softly}|[吧。\s])*$`)

// withoutLast is the answer to what was put into a letter last and does not belong there, by
// itself, beside that the letter waits without it. What would go into a letter again has none:
// the letter is shown without it.
func (v *visit) withoutLast(d cases.Draft) answer {
	at := strings.LastIndex(d.Text, "\n")
	line := d.Text[at+1:]
	d.Text = d.Text[:at]
	d, err := v.keepLetter(d)
	if err != nil {
		return v.failed(err)
	}
	a := v.act(v.bot.recognise(line))
	if strings.HasPrefix(a.from, "case_") {
		return v.saveLetter(d)
	}
	a.text += "\n" + v.bot.say("case_waits", v.letterView(d)).text
	return a
}

// dropsSentence takes one sentence out of a letter, by its place: 删掉第一句.
var dropsSentence = form(`^(?:{manner}|{me}|把|帮|给|[,，\s])*(?:(?:去掉|删掉|删了|删去|删除|删|不要|拿掉)` + sentencePlace + `|` + sentencePlace + `(?:给我|也|都|可以|就)*(?:去掉|删掉|删了|删去|删除|不要|拿掉|不用写|别写))(?:了|掉|{softly}|[吧。\s])*$`)

const sentencePlace = `(?:那|这)?(?:第([一二两三四五六七八九1-9])|(最后一?|末))(?:句|行|段)(?:话)?`

// withoutSentence is a text without the sentence whose place another names, and as it is where it
// has no such sentence, or no other.
func withoutSentence(text, says string) string {
	found := dropsSentence.FindStringSubmatch(says)
	all := strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune("\n。！？!?；;", c) })
	nth := len(all)
	if which := found[1] + found[3]; which != "" {
		nth = writing.Numeral(which)
	}
	if nth < 1 || nth > len(all) || len(all) < 2 {
		return text
	}
	at := 0
	for _, s := range all[:nth-1] {
		at += strings.Index(text[at:], s) + len(s)
	}
	from := at + strings.Index(text[at:], all[nth-1])
	rest := strings.TrimLeft(text[from+len(all[nth-1]):], "\n。！？!?；; ")
	return strings.TrimRight(text[:from]+rest, "\n ")
}
