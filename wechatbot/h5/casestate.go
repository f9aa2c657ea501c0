package h5

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// caseView is how far a complaint or a consultation is.
type caseView struct {
	Case        cases.Case
	Head, Due   string
	Wrong, Done string
	Steps       []stepView
	Reply       []string
	By          string // who replied, and when
	Responsible string // whose it is, where it was declined
	Acts        []act
	MostFiles   int // that may still be added
	MostMB      int
	WrongFiles  []string
	Lost        string // what was written for an act that can no longer be done
	Again       bool   // not content with the reply
}

// Number is the number that the forms of the page are about.
func (v caseView) Number() string { return v.Case.ID }

// seenCase is the case that the visitor has leave to see.
func (s *site) seenCase(r *http.Request) (cases.Case, bool) {
	var v seen
	if s.Cases == nil || !s.kept(r, seenCookie, &v) {
		return cases.Case{}, false
	}
	got, err := s.Cases.Holds(r.Context(), v.ID, v.Code)
	return got, err == nil
}

// caseTracked lets a browser that knows the query code see a case.
func (s *site) caseTracked(w http.ResponseWriter, r *http.Request, v progressView) {
	c, err := s.Cases.TrackFrom(r.Context(), v.ID, v.Code, s.from(r), s.now())
	if s.untracked(w, r, v, err) {
		return
	}
	if err := s.keep(w, seenCookie, seen{c.ID, c.Code}, seenLife); err != nil {
		s.failed(w, r, err)
		return
	}
	if v.Held.Act != "" {
		s.caseAct(w, r, c)
		return
	}
	http.Redirect(w, r, s.to("/progress?id=%s", c.ID), http.StatusSeeOther)
}

func (s *site) showCase(w http.ResponseWriter, r *http.Request, status int, v caseView) {
	s.show(w, r, status, page{Name: "caseprogress", Title: v.Head + " · " + v.Case.Kind.Chinese() + "进度", Head: v.Case.Kind.Chinese() + "进度", Personal: true,
		Again: s.to("/progress"), Back: s.to("/"), BackText: "返回目录", Data: v})
}

// caseOf tells how far a case is.
func (s *site) caseOf(c cases.Case) caseView {
	v := caseView{Case: c, Head: c.State().Chinese(), Due: s.caseDue(c), Steps: caseSteps(c), Again: c.Score() == disclosure.Dissatisfied}
	if e, ok := c.Reply(); ok && !c.Erased {
		v.Reply = strings.Split(strings.TrimSpace(e.Text), "\n")
		v.By = c.Handler() + "，" + e.Day.Chinese()
		if e.Act == cases.ActDeclined {
			v.Responsible = e.Organ
		}
	}
	for _, a := range c.Allowed(disclosure.RoleApplicant) {
		switch a {
		case cases.ActSupplemented:
			v.MostFiles, v.MostMB = disclosure.MaxAttachments-len(c.Files()), disclosure.MaxAttachmentSize>>20
			v.Acts = append(v.Acts, act{Name: string(a), Title: "补充说明", Text: "想起来的时间、地点、单据，都可以补在这里。", Button: "提交补充", Words: true, Files: v.MostFiles > 0})
		case cases.ActWithdrawn:
			v.Acts = append(v.Acts, act{Name: string(a), Title: "撤回" + c.Kind.Chinese(), Text: "撤回后不再办理，也不会答复；以后可以再写。", Button: "确定撤回"})
		case cases.ActRated:
			v.Acts = append(v.Acts, act{Name: string(a), Title: "评价答复", Text: "对这次答复满意吗？只问一次。", Button: "提交评价", Asked: true, Scores: disclosure.Satisfactions()})
		}
	}
	return v
}

// caseDue says by when the office means to answer, where it has set itself a term.
func (s *site) caseDue(c cases.Case) string {
	due, err := s.Cases.Due(c)
	if err != nil || due.IsZero() {
		return ""
	}
	text := "最迟 " + monthDay(due, s.today()) + "答复"
	if s.today().After(due) {
		text += "，已经超过"
	}
	if term := s.Cases.Terms().Of(c.Kind); term.Article != "" {
		text += "（" + term.Article + "：" + term.String() + "）"
	}
	return text + "。"
}

// caseSteps tells what happened to a case in a citizen's words, and what comes
// next while it is open.
func caseSteps(c cases.Case) []stepView {
	var out []stepView
	for _, e := range c.Events {
		if e.Act.Inner() {
			continue
		}
		step := stepView{What: e.Act.Chinese(), When: e.Day.Chinese(), State: "done"}
		switch e.Act {
		case cases.ActSubmitted:
			step.What = "您提交了" + c.Kind.Chinese()
			if c.Channel != "" {
				step.What += "（" + strings.TrimSuffix(c.Channel.Chinese(), "申请") + "）"
			}
		case cases.ActAssigned:
			step.What = "交" + e.Organ + "办理"
		case cases.ActSupplemented:
			step.What, step.More = "您补充了说明", e.Text
			switch {
			case len(e.Attachments) > 0:
				step.What = "您补充了附件"
			case e.Text == "":
				step.What = "您补充了联系方式"
			}
		case cases.ActVerified:
			step.What, step.More = "核实", e.Verdict.Chinese()
		case cases.ActDeclined:
			step.What, step.More = "不属于本单位职责", e.Organ
		case cases.ActWithdrawn:
			step.What = "您撤回了" + c.Kind.Chinese()
		case cases.ActRated:
			step.What, step.More = "您评价了答复", e.Score.Chinese()
		}
		out = append(out, step)
	}
	return append(out, caseNext(c)...)
}

// caseNext are the steps that are still to come, the first of them being now.
func caseNext(c cases.Case) []stepView {
	if c.State().Closed() || len(c.Events) == 0 {
		return nil
	}
	next := []string{"核实", "办理", "答复"}
	switch {
	case c.Kind != cases.Complaint || c.State() == cases.StateHandled:
		next = next[2:]
	case c.State() == cases.StateVerified:
		next = next[1:]
	}
	out := []stepView{{What: c.State().Chinese(), State: "now"}}
	for _, what := range next {
		out = append(out, stepView{What: what, State: "next"})
	}
	out[len(out)-1].More = "办好后在本页查看"
	return out
}

// caseAct records what the citizen does about a case, when it is allowed now.
func (s *site) caseAct(w http.ResponseWriter, r *http.Request, c cases.Case) {
	e, said := s.caseEventOf(r.PostForm)
	if long := tooLong(e.Text); long != "" || !said {
		v := s.caseOf(c)
		v.Wrong = cmp.Or(long, "请写下要说明的内容，或者选一项，再提交。")
		keepSaid(v.Acts, r.PostForm)
		s.showCase(w, r, http.StatusUnprocessableEntity, v)
		return
	}
	since := s.now().Add(-pressedTwice)
	var err error
	if !c.Added(e, since) {
		_, err = s.Cases.Record(r.Context(), c.ID, e.WithTime(s.now()))
	}
	var refused *cases.TransitionError
	if errors.As(err, &refused) { // the other press of the two may have come first
		if now, again := s.Cases.Case(r.Context(), c.ID); again == nil {
			if c = now; c.Added(e, since) {
				err = nil
			}
		}
	}
	switch {
	case err == nil:
		http.Redirect(w, r, s.to("/progress?id=%s&done=%s", c.ID, string(e.Act)), http.StatusSeeOther)
	case refused != nil:
		s.refuseCase(w, r, c, refused)
	default:
		s.failed(w, r, err)
	}
}

// caseEventOf is what a citizen's form says that she does; false: it says too little.
func (s *site) caseEventOf(form url.Values) (cases.Event, bool) {
	note, score := noted(form.Get("note")), disclosure.Satisfaction(form.Get("score"))
	switch a := cases.Act(form.Get("act")); {
	case a == cases.ActWithdrawn:
		return cases.Withdrawn(s.today()), true
	case a == cases.ActSupplemented && note != "":
		return cases.Supplemented(s.today(), note), true
	case a == cases.ActRated && score.Valid():
		return cases.Rated(s.today(), score), true
	}
	return cases.Event{}, false
}

// caseFiles puts the files and the words of a form to the case that the visitor has
// leave to see. Words are put to it when all files are: those of which something is
// wrong come back with them.
func (s *site) caseFiles(w http.ResponseWriter, r *http.Request) {
	id := cut(r.URL.Query().Get("id"), 40)
	c, ok := s.seenCase(r)
	if !ok || !meant(id, c.ID) {
		s.filesWithoutLeave(w, r, id)
		return
	}
	var note string
	wrong, status, err := s.uploaded(w, r, &note, func(key string, data []byte) error {
		_, err := s.Cases.Enclose(r.Context(), c.ID, key, data, s.now())
		return err
	})
	r.PostForm = url.Values{"act": {string(cases.ActSupplemented)}, "note": {note}}
	var refused *cases.TransitionError
	switch {
	case errors.As(err, &refused):
		s.refuseCase(w, r, c, refused)
	case err != nil:
		s.failed(w, r, err)
	case len(wrong) > 0:
		if c, ok = s.seenCase(r); !ok {
			http.Redirect(w, r, s.to("/progress"), http.StatusSeeOther)
			return
		}
		v := s.caseOf(c)
		v.WrongFiles = wrong
		keepSaid(v.Acts, r.PostForm)
		s.showCase(w, r, status, v)
	case note != "":
		s.caseAct(w, r, c)
	default:
		http.Redirect(w, r, s.to("/progress?id=%s&done=%s", c.ID, string(cases.ActSupplemented)), http.StatusSeeOther)
	}
}

// filesWithoutLeave asks for the query code and keeps the words; the files must be
// chosen again.
func (s *site) filesWithoutLeave(w http.ResponseWriter, r *http.Request, id string) {
	var note string
	if files, err := r.MultipartReader(); err == nil {
		note = noteBefore(files)
	}
	if id == "" || note == "" {
		http.Redirect(w, r, s.asking(id), http.StatusSeeOther)
		return
	}
	s.showProgress(w, r, http.StatusUnauthorized, progressView{ID: id, Held: held{Act: string(cases.ActSupplemented), Note: note},
		Wrong: "还没有提交，您写的还在：离开超过一小时，或者在别的窗口看了另一件，请再填一次查询码。文件请以后再选一次。"})
}

// refuseCase shows a case and that something cannot be done about it now.
func (s *site) refuseCase(w http.ResponseWriter, r *http.Request, c cases.Case, refused *cases.TransitionError) {
	v := s.caseOf(c)
	v.Wrong = "现在不能这样做：" + c.Kind.Chinese() + "的状态是“" + refused.State.Chinese() + "”。"
	if refused.Act == cases.ActRated && c.Score() != "" {
		v.Wrong = ratedBefore
	}
	v.Lost = noted(r.PostForm.Get("note"))
	s.showCase(w, r, http.StatusConflict, v)
}

// caseDid says back what the citizen has just done.
func caseDid(c cases.Case, done string) string {
	if !slices.ContainsFunc(c.Events, func(e cases.Event) bool { return string(e.Act) == done }) {
		return ""
	}
	return map[string]string{"withdrawn": c.Kind.Chinese() + "已经撤回。", "supplemented": "补充的内容已经收到。", "rated": "谢谢，您的评价已经记下。"}[done]
}
