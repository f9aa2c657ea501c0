package clerk

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// signView is the page on which a proposed reply is read, and signed or sent back.
type signView struct {
	ask
	Draft  disclosure.Reply
	By     []string           // who drafted it
	Marks  []remark           // what the reply lacks, where it does not agree with what happened, and the personal data in it
	Letter *disclosure.Letter // as it would go out, the applicant masked
	Fields []input            // of the signature; nil: not by this person
	Back   *step              // sends it back; nil: not by this person
	Seen   int
	How    string // in which way the applicant is told
	Wrong  string
}

// maySign says in which part a person may sign the proposed reply.
func (v *visit) maySign(r disclosure.Request) (disclosure.Role, bool) {
	_, by, ok := r.Proposed()
	if !ok || slices.Contains(by, v.person.Name) {
		return "", false
	}
	for _, role := range v.inRequests() {
		if role == disclosure.RoleSigner || role == disclosure.RoleHead {
			return role, true
		}
	}
	return "", false
}

// signFields are what a signature says.
func (v *visit) signFields(r disclosure.Request, draft disclosure.Reply) []input {
	fields := []input{{Name: "day", Label: "答复日期", Kind: "date", Must: true, Value: v.day().String()},
		{Name: "number", Label: "告知书的文号", Value: draft.Number}}
	if draft.Gives() && !r.Cleared() {
		fields = append(fields, input{Name: "found", Label: "保密审查的意见", Kind: "area", Rows: 2, Must: true,
			Hint: "提供信息的答复先经保密审查（条例（2019）第17条），如“经审查可以公开”。"})
	}
	if personal := personalInReply(draft); len(personal) > 0 {
		fields = append(fields, looked(personal))
	}
	return fields
}

func (v *visit) signing() {
	if r, ok := v.find(); ok {
		v.showSign(http.StatusOK, r, "")
	}
}

func (v *visit) showSign(status int, r disclosure.Request, no string) {
	view := signView{ask: v.askOf(r), Seen: acts(r), How: howTold(r), Wrong: no}
	var waits bool
	if view.Draft, view.By, waits = r.Proposed(); !waits {
		v.trouble(http.StatusConflict, no+"这件申请没有等待签发的答复，现在是“"+r.State().Chinese()+"”。")
		return
	}
	view.Marks = append(remarksOn(view.Draft.ValidateFor(r)), personalInReply(view.Draft)...)
	if _, may := v.maySign(r); may {
		view.Fields = v.signFields(r, view.Draft)
		if v.r.Method == http.MethodPost {
			view.Fields = filled(view.Fields, v.r.PostForm)
			lacking(view.Fields)
		}
	}
	for _, s := range v.steps(r) {
		if s.Kind == disclosure.KindReplySentBack {
			view.Back = &s
		}
	}
	l, err := v.Letters.Write(view.Draft, masked(r), v.day())
	if err != nil {
		v.fail(err)
		return
	}
	view.Letter = &l
	v.show(status, page{Name: "sign", Title: "审核签发 " + r.ID, Nav: "/requests", Data: view})
}

// signs sends the proposed reply out, by another than who drafted it.
func (v *visit) signs() {
	v.acting.Lock() // as in recordAct
	defer v.acting.Unlock()
	r, ok := v.find()
	if !ok {
		return
	}
	role, may := v.maySign(r)
	draft, _, waits := r.Proposed()
	day, err := dayOf(v.r.PostForm, "day")
	lack := lacking(filled(v.signFields(r, draft), v.r.PostForm))
	switch {
	case waits && !may:
		v.trouble(http.StatusForbidden, "没有签发：答复由拟稿人以外的审核或者负责人签发。")
		return
	case !waits || v.field("seen") != strconv.Itoa(acts(r)):
		v.showSign(http.StatusConflict, r, "没有签发：您打开以后，"+v.lastActor(r)+"。请看过再定。")
		return
	case lack != "":
		v.showSign(http.StatusUnprocessableEntity, r, "没有签发："+lack)
		return
	case err != nil || day.After(v.day()):
		v.showSign(http.StatusUnprocessableEntity, r, "没有签发：日期写成2015-12-02，不能在今天以后。")
		return
	}
	draft.Number = v.field("number")
	if found := draft.ValidateFor(r); slices.ContainsFunc(found, func(f disclosure.Finding) bool { return f.Rule == "reply.number" }) {
		v.showSign(http.StatusUnprocessableEntity, r, "没有签发：文号“"+cut(40, draft.Number)+"”是这件申请以前发出的答复的，请写这一份自己的文号。")
		return
	}
	v.signOff(r, draft, day, role)
}

// signOff records the signature, and what goes with it.
func (v *visit) signOff(r disclosure.Request, draft disclosure.Reply, day civil.Date, role disclosure.Role) {
	events, err := r.Signing(draft, v.field("found"), day, disclosure.Actor{Name: v.person.Name, Role: role})
	for _, e := range events {
		if err == nil {
			_, err = v.Desk.Record(v.ctx(), r.ID, e.WithTime(v.now()))
		}
	}
	if now, other := v.outrun(r, err); other {
		v.showSign(http.StatusConflict, now, "没有签发：您打开以后，"+v.lastActor(now)+"。请看过再定。")
		return
	}
	if why, refused := refusal(step{}, r, disclosure.Event{Day: day}, "答复日期", err); refused {
		v.showSign(http.StatusUnprocessableEntity, r, why)
		return
	}
	if err != nil {
		v.fail(err)
		return
	}
	v.flash("已经签发：%s。%s。", draft.Outcome.Chinese(), howTold(r))
	v.redirect("/requests/%s", r.ID)
}
