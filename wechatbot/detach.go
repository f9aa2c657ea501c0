package wechatbot

import (
	"strconv"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

var (
	detaching = form(`{remove}.{0,6}{picture}|{picture}.{0,6}{remove}`)
	allOfThem = form(`{every}`)
)

// detaches takes a picture off what is being written: the one there is, all of them,
// or the one she then chooses.
func (v *visit) detaches(text string) (answer, bool) {
	if !detaching.MatchString(writing.Simple(text)) {
		return answer{}, false // and nothing is read
	}
	u := v.begun()
	if !u.asksDetach(text) {
		return answer{}, false
	}
	files := u.files()
	if len(files) <= 1 || allOfThem.MatchString(writing.Simple(text)) {
		return v.detach("all"), true
	}
	var offered choices
	for _, f := range files {
		offered.add("detach:"+f.ID, f.Name+"，"+size(f.Size))
	}
	v.talk.offer(v.bot.Now(), append(offered.says, "detach:all")...)
	return v.say("detach", map[string]any{"Lines": offered.lines, "All": len(offered.says) + 1}), true
}

// files are those that came with what was worked on last.
func (u unfinished) files() []disclosure.Attachment {
	if u.byLetter() {
		return u.letter.Attachments
	}
	return u.draft.Attachments
}

// asksDetach says whether a text asks for a picture to be taken off, and is nothing that
// is applied for or told in a letter.
func (u unfinished) asksDetach(text string) bool {
	step := u.busy && !u.byLetter() && !application.Open(u.draft.Step)
	return (step || len(u.files()) > 0) && utf8.RuneCountInString(text) <= longestRemark && detaching.MatchString(writing.Simple(text))
}

// detach takes one file off, or all, and goes on with what is being written.
func (v *visit) detach(id string) answer {
	u := v.begun()
	if !u.busy && !u.byLetter() {
		return v.say("expired", nil)
	}
	before, byLetter := u.files(), u.byLetter()
	for _, f := range before {
		if id != "all" && id != f.ID {
			continue
		}
		var err error
		if byLetter {
			_, err = v.bot.Cases.Detach(v.ctx, v.owner(), f.ID, v.bot.Now())
		} else {
			_, err = v.bot.Desk.Detach(v.ctx, v.owner(), f.ID)
		}
		if err != nil {
			return v.failed(err)
		}
	}
	u = v.begun()
	left := len(u.files())
	done := v.bot.say("detached", map[string]int{"Gone": len(before) - left, "Left": left})
	if byLetter {
		v.savedLetter = true
		return done.before(v.showLetter(u.letter))
	}
	return done.before(v.save(u.draft, ""))
}

// size is how large a file is, for people.
func size(bytes int) string {
	if bytes >= 1<<20 {
		return strconv.Itoa(bytes>>20) + "MB"
	}
	return strconv.Itoa(max(1, bytes>>10)) + "KB"
}

// asksToShow says whether a text asks whether a picture may be sent.
func asksToShow(text string) bool {
	return utf8.RuneCountInString(text) <= longestRemark && pictured.MatchString(writing.Simple(text))
}
