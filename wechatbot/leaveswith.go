package wechatbot

import "github.com/zwgk/zwgk/wechatbot/internal/writing"

// leavesFor is a text that leaves what is being written, in words that say so, and goes on
// with something else: 不投诉了，刚才那个2023年的呢; 先不申请了，我问问要准备啥.
var leavesFor = form(`^(?:我|那|就|先|算了|,|，|\s)*(?:取消|不(?:申请|投诉|咨询|举报|反映|写|提交|提)了)(?:了|吧|啊|申请|投诉|咨询)*[,，。！!\s]+(.{4,40})$`)

// leavesWith drops what was begun and holds nothing of the person yet, and answers the rest
// of a text that leaves it so.
func (v *visit) leavesWith(u unfinished, text string) (answer, bool) {
	found := leavesFor.FindStringSubmatch(writing.Simple(writing.Tidy(text)))
	if found == nil {
		return answer{}, false
	}
	var dropped answer
	switch {
	case u.byLetter() && letsGo.MatchString(writing.Simple(writing.Tidy(text))):
		return answer{}, false // the rest only says why
	case u.byLetter() && v.fresh(u.letter) && u.letter.Text == "":
		dropped = v.dropLetter()
	case u.busy && !u.byLetter() && u.draft.Consented.IsZero():
		dropped = v.drop()
	case !u.busy && !u.writing: // nothing is begun: only the rest says something
		return v.text(asTyped(writing.Tidy(text), found[1])), true
	default:
		return answer{}, false
	}
	v.talk.misses, v.talk.said = 0, dropped.from
	a := v.text(asTyped(writing.Tidy(text), found[1]))
	a.text = dropped.text + "\n" + a.text
	return a, true
}
