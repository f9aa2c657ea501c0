package h5

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// pressedTwice is how long the same act of a citizen again is the same press, and is
// answered as the first was.
const pressedTwice = 2 * time.Minute

// ratedBefore is said to who rates a reply again.
const ratedBefore = "您已经评价过这次答复，评价只问一次，没有再记。"

// act is something that the applicant may do now.
type act struct {
	Name, Title, Text, Button string
	Words                     bool                      // something is to be written with it
	Asked                     bool                      // the office waits for it
	Said                      string                    // what was written and is not taken yet
	Open                      bool                      // it was pressed
	Files                     bool                      // files may come with the words
	Scores                    []disclosure.Satisfaction // to choose from, where a reply is rated
}

// held is what an applicant pressed in a window that has no leave any more. It
// waits for the query code in the form that asks for it.
type held struct{ Act, Note, Score string }

// heldOf is what a form would do.
func heldOf(form url.Values) held {
	text := func(name string, most int) string { return cut(strings.ToValidUTF8(form.Get(name), ""), most) }
	return held{text("act", 40), noted(form.Get("note")), text("score", 40)}
}

// noted is what was written in a field of several lines, whose ends a browser counts as
// one character each and sends as two. It is not cut to what is taken: who wrote too
// much is told so and keeps it.
func noted(text string) string {
	return strings.TrimSpace(cut(strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\r\n", "\n"), 4*cases.Longest))
}

// tooLong says that a note is longer than is taken; empty: it is not.
func tooLong(note string) string {
	if n := len([]rune(note)); n > cases.Longest {
		return "还没有提交，您写的还在：写得太长了，请压到" + strconv.Itoa(cases.Longest) + "个字以内；现在是" + strconv.Itoa(n) + "个字。"
	}
	return ""
}

// keepSaid puts what was written back into the form that it came from.
func keepSaid(acts []act, form url.Values) {
	for i := range acts {
		if acts[i].Name == form.Get("act") {
			acts[i].Said, acts[i].Open = noted(form.Get("note")), true
		}
	}
}

// meant says whether the form of a window is about the one that the browser has
// leave to see. Another window may show another one by now.
func meant(id, seen string) bool { return id == "" || id == seen }

// act does what the applicant pressed to the one that the window shows. Without
// leave to see that one the query code is asked for, and what was written is kept.
func (s *site) act(w http.ResponseWriter, r *http.Request) {
	id := r.PostForm.Get("id")
	if c, ok := s.seenCase(r); ok && meant(id, c.ID) {
		s.caseAct(w, r, c)
		return
	}
	if request, ok := s.seenRequest(r); ok && meant(id, request.ID) {
		s.requestAct(w, r, request)
		return
	}
	if id == "" {
		http.Redirect(w, r, s.asking(id), http.StatusSeeOther)
		return
	}
	s.showProgress(w, r, http.StatusUnauthorized, progressView{ID: cut(id, 40), Held: heldOf(r.PostForm),
		Wrong: "还没有提交，您写的还在：离开超过一小时，或者在别的窗口看了另一件，请再填一次查询码。"})
}

// requestAct records what the applicant does, when the law allows it now.
func (s *site) requestAct(w http.ResponseWriter, r *http.Request, request disclosure.Request) {
	e, said := s.eventOf(r.PostForm)
	if long := tooLong(e.Note); long != "" || !said {
		v := s.progressOf(r, request)
		v.Wrong = cmp.Or(long, "请写下要说明的内容，再提交。")
		keepSaid(v.Acts, r.PostForm)
		s.showProgress(w, r, http.StatusUnprocessableEntity, v)
		return
	}
	_, err := s.Desk.Record(r.Context(), request.ID, e)
	var unlawful *disclosure.TransitionError
	if errors.As(err, &unlawful) {
		if now, again := s.Desk.Request(r.Context(), request.ID); again == nil {
			if request = now; now.Did(e, s.now().Add(-pressedTwice)) {
				err = nil
			}
		}
	}
	switch {
	case err == nil:
		http.Redirect(w, r, s.to("/progress?id=%s&done=%s", request.ID, string(e.Kind)), http.StatusSeeOther)
	case unlawful != nil:
		v := s.progressOf(r, request)
		v.Wrong = "现在不能这样做：申请的状态是“" + unlawful.State.Chinese() + "”。"
		if e.Kind == disclosure.KindRated && request.Score() != "" {
			v.Wrong = ratedBefore
		}
		v.Lost = noted(r.PostForm.Get("note"))
		s.showProgress(w, r, http.StatusConflict, v)
	default:
		s.failed(w, r, err)
	}
}

// eventOf is what an applicant's form says that she does; false: it says too little.
func (s *site) eventOf(form url.Values) (disclosure.Event, bool) {
	note := noted(form.Get("note"))
	score := disclosure.Satisfaction(form.Get("score"))
	var e disclosure.Event
	switch kind := disclosure.Kind(form.Get("act")); {
	case kind == disclosure.KindWithdrawn:
		e = disclosure.Withdrawn(s.today())
	case kind == disclosure.KindSupplemented && note != "":
		e = disclosure.Supplemented(s.today())
	case kind == disclosure.KindReasonsGiven && note != "":
		e = disclosure.ReasonsGiven(s.today())
	case kind == disclosure.KindRated && score.Valid():
		e = disclosure.Rated(s.today(), score)
	default:
		return e, false
	}
	return e.WithActor(disclosure.Actor{Role: disclosure.RoleApplicant}).WithNote(note).WithTime(s.now()), true
}
