package wechatbot

import (
	"strconv"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
)

var (
	detaching = form(`{remove}.{0,6}{picture}|{picture}.{0,6}{remove}`)
	allOfThem = form(`{every}`)
)

// detaches takes a picture off the application that is being filled in: the one there
// is, all of them, or the one she then chooses.
func (v *visit) detaches(text string) (answer, bool) {
	if !detaching.MatchString(simple(text)) {
		return answer{}, false // and nothing is read
	}
	u := v.begun()
	if !u.asksDetach(text) {
		return answer{}, false
	}
	files := u.draft.Attachments
	if len(files) <= 1 || allOfThem.MatchString(simple(text)) {
		return v.detach("all"), true
	}
	var says []string
	var lines []choiceLine
	for i, f := range files {
		says = append(says, "detach:"+f.ID)
		lines = append(lines, choiceLine{i + 1, f.Name + "，" + size(f.Size)})
	}
	v.talk.offer(v.bot.Now(), append(says, "detach:all")...)
	return v.say("detach", map[string]any{"Lines": lines, "All": len(says) + 1}), true
}

// asksDetach says whether a text asks for a picture to be taken off, and is nothing that
// is applied for.
func (u unfinished) asksDetach(text string) bool {
	asked := u.draft.Step != stepSubject && u.draft.Step != stepPublic
	return u.busy && (asked || len(u.draft.Attachments) > 0) && utf8.RuneCountInString(text) <= longestRemark && detaching.MatchString(simple(text))
}

// detach takes one file off, or all, and goes on with the step that is waited for.
func (v *visit) detach(id string) answer {
	d, busy := v.draft()
	if !busy {
		return v.say("expired", nil)
	}
	before := len(d.Attachments)
	for _, f := range d.Attachments {
		if id != "all" && id != f.ID {
			continue
		}
		if _, err := v.bot.Desk.Detach(v.ctx, v.owner(), f.ID); err != nil {
			return v.failed(err)
		}
	}
	d, _ = v.draft()
	done := v.bot.say("detached", map[string]int{"Gone": before - len(d.Attachments), "Left": len(d.Attachments)}).text
	a := v.save(d, "")
	a.text = done + "\n" + a.text
	return a
}

// size is how large a file is, for people.
func size(bytes int) string {
	if bytes >= 1<<20 {
		return strconv.Itoa(bytes>>20) + "MB"
	}
	return strconv.Itoa(max(1, bytes>>10)) + "KB"
}

// asksPicture says whether a text asks how to send a picture with a letter that is being
// written or was just handed in.
func (v *visit) asksPicture(text string) bool {
	if utf8.RuneCountInString(text) > longestRemark || !pictured.MatchString(simple(text)) {
		return false
	}
	_, writing := v.writing()
	return writing || len(v.justHandedIn()) > 0
}

// latePicture answers a picture that nothing takes any more: it says how what it shows
// reaches the office.
func (v *visit) latePicture() answer {
	open := v.inHand()
	if len(open) == 0 {
		return v.say("unknown", v.bot.Office)
	}
	mend := ""
	if v.bot.Desk != nil {
		if rs, err := v.own(disclosure.KindSupplemented, ""); err == nil && len(rs) > 0 {
			mend = rs[0].ID
		}
	}
	return v.say("picture_late", map[string]any{"Mend": mend, "Open": open[0], "Office": v.bot.Office})
}
