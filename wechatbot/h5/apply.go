package h5

import (
	"crypto/rand"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
)

// The steps of the form. A step saves the draft that the chat keeps too.
const (
	stepWhat  = "what"  // what is asked for, and of whom
	stepFound = "found" // what is public already and fits
	stepWho   = "who"   // the privacy notice, then who asks
	stepHow   = "how"   // how it is to be handed over
	stepCheck = "check" // the summary
)

// confirmed is what the summary showed, sealed into its form: that is submitted,
// and once however often the button is pressed.
type confirmed struct {
	Draft disclosure.Draft
	Key   string
}

const confirmLife = 24 * time.Hour

// applyView is what the form's page shows.
type applyView struct {
	Step    string
	No      int // of the step, from 1
	Draft   disclosure.Draft
	Form    form
	Notice  string
	Hits    []catalog.Hit
	Counted []choice // statements with the figure, perhaps
	Masked  disclosure.Applicant
	Lacks   []lack
	Sealed  string
	Shown   string // sealed: what the fields were (see shown)
	Account string
	Term    disclosure.Term

	MostFiles, MostMB int
}

// lack is something that the application still lacks, and the step to mend it.
type lack struct{ Text, To string }

// draft is the visitor's unfinished application; false when there is none.
func (s *site) draft(r *http.Request) (disclosure.Draft, bool, error) {
	owner := s.owner(r)
	if owner == "" {
		return disclosure.Draft{}, false, nil
	}
	d, err := s.Desk.Draft(r.Context(), owner)
	if errors.Is(err, disclosure.ErrNotFound) {
		return disclosure.Draft{Owner: owner}, false, nil
	}
	return d, err == nil, err
}

func (s *site) apply(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if t := q.Get("ticket"); t != "" {
		s.ticket(w, r, t)
		return
	}
	d, there, err := s.draft(r)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	v := applyView{Draft: d, Form: s.formOf(d)}
	step := q.Get("step")
	switch {
	case !there || d.Subject == "":
		step = stepWhat
	case step == "":
		step, v.Notice = stepAfter(d), "这是您上次填了一半的申请，从上次的地方接着填；前面填过的可以点“上一步”再看。"
	}
	if kind := q.Get("kind"); kind == "organisation" || kind == "person" {
		v.Form.turn(kind == "organisation")
	}
	switch {
	case q.Get("lost") != "":
		v.Notice = "没有找到您填了一半的申请，可能已经过了七天，或者在别处取消了。请从这里重新填。"
	case q.Get("dropped") != "":
		v.Notice = "申请已经取消，填过的内容没有留下。"
	case q.Get("changed") != "" && there:
		v.Notice = "还没有提交：您打开核对页以后，申请" + elsewhere(d.Owner) + "改过。下面是现在的内容，请再核对一遍。"
	}
	if step == stepFound {
		v.Hits, v.Counted = s.alreadyPublic(r, d.Subject), s.alreadyCounted(d.Subject)
		if len(v.Hits) == 0 && len(v.Counted) == 0 {
			step = stepWho
		}
	}
	v.Step = step
	s.showForm(w, r, http.StatusOK, v)
}

// stepAfter is the step at which the form goes on with a draft.
func stepAfter(d disclosure.Draft) string {
	switch chatStep(d) {
	case "subject":
		return stepWhat
	case "way":
		return stepHow
	case "confirm":
		return stepCheck
	}
	return stepWho
}

// showForm shows a step with what was filled in.
func (s *site) showForm(w http.ResponseWriter, r *http.Request, status int, v applyView) {
	v.No = map[string]int{stepWhat: 1, stepFound: 1, stepWho: 2, stepHow: 3, stepCheck: 4}[v.Step]
	if v.No == 0 {
		v.Step, v.No = stepWhat, 1
	}
	v.MostFiles, v.MostMB = disclosure.MaxAttachments, disclosure.MaxAttachmentSize>>20
	v.Account, v.Term = s.Office.Account, disclosure.RulesOn(s.today()).Reply
	v.Form.offer(s)
	if err := s.sealForm(&v); err != nil {
		s.failed(w, r, err)
		return
	}
	title := map[string]string{stepWhat: "要什么信息", stepFound: "已经公开的信息", stepWho: "申请人", stepHow: "怎么给您", stepCheck: "核对并提交"}[v.Step]
	if len(v.Form.Wrong) > 0 {
		title = "有" + strconv.Itoa(len(v.Form.Wrong)) + "处要改：" + title
	}
	s.show(w, r, status, page{Name: "apply", Title: title + " · 政府信息公开申请", Head: "政府信息公开申请", Personal: true,
		Again: s.to("/apply?step=%s", v.Step), Back: s.to("/"), BackText: "返回目录", Data: v})
}

// sealForm seals into a step's form what it shows, so that it is known when the form comes
// back.
func (s *site) sealForm(v *applyView) (err error) {
	if v.Step != stepCheck {
		v.Shown, err = s.box.seal("shown", s.shownOf(v.Draft), s.now().Add(visitLife))
		return err
	}
	v.Masked, v.Lacks = v.Draft.Applicant.Masked(), s.lacks(v.Draft)
	if len(v.Lacks) == 0 {
		v.Sealed, err = s.box.seal("apply", confirmed{v.Draft, v.Draft.Key()}, s.now().Add(confirmLife))
	}
	return err
}

// lacks are what the law asks for and the draft lacks.
func (s *site) lacks(d disclosure.Draft) []lack {
	var out []lack
	for _, f := range d.Validate(channelOf(d.Owner)) {
		if f.Severity != disclosure.Wrong {
			continue
		}
		step := stepWho
		if f.Rule == "application.subject" || f.Rule == "application.organ" {
			step = stepWhat
		}
		out = append(out, lack{f.Text, s.to("/apply?step=%s", step)})
	}
	if d.Delivery.Way == "" {
		out = append(out, lack{"请选择怎么把信息给您。", s.to("/apply?step=%s", stepHow)})
	}
	return out
}

// channelOf is the channel of an owner's handle: a draft that the chat began
// stays one of the chat's.
func channelOf(owner string) disclosure.Channel {
	if strings.HasPrefix(owner, "wechat:") {
		return disclosure.ByWeChat
	}
	return disclosure.ByWeb
}

func (s *site) applied(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		s.failed(w, r, err)
		return
	}
	switch r.PostForm.Get("action") {
	case "ticket":
		s.takeTicket(w, r)
	case "cancel":
		s.cancel(w, r)
	case "detach":
		s.detach(w, r)
	case "submit":
		s.submit(w, r)
	default:
		s.step(w, r)
	}
}

// step takes one step's fields: right, they are saved and the next step follows; wrong, or
// told otherwise in the chat since the form was shown, the step is shown again as it was
// filled in, and nothing is kept.
func (s *site) step(w http.ResponseWriter, r *http.Request) {
	err := disclosure.ErrConflict
	for n := 0; n < revisions && errors.Is(err, disclosure.ErrConflict); n++ {
		err = s.tryStep(w, r)
	}
	if err != nil {
		s.failed(w, r, err)
	}
}

// revisions bounds how often a step is tried with a draft that changes all the time.
const revisions = 16

// tryStep is step with the draft as it is kept now, or ErrConflict where that was changed
// before the step was saved.
func (s *site) tryStep(w http.ResponseWriter, r *http.Request) error {
	step := r.PostForm.Get("step")
	d, there, err := s.draft(r)
	if err != nil {
		return err
	}
	if step != stepWhat && (!there || d.Subject == "") {
		http.Redirect(w, r, s.to("/apply?lost=1"), http.StatusSeeOther)
		return nil
	}
	kept, f := d, filled(r.PostForm)
	asked := s.meet(r, &f, d, step)
	if turn := r.PostForm.Get("turn"); step == stepWho && turn != "" && len(asked) == 0 {
		f.turn(turn == "organisation")
		s.showForm(w, r, http.StatusOK, applyView{Step: step, Draft: kept, Form: f})
		return nil
	}
	step, next := s.fill(&d, &f, step)
	if f.ask(asked); len(f.Wrong) > 0 {
		s.showForm(w, r, http.StatusUnprocessableEntity, applyView{Step: step, Draft: kept, Form: f})
		return nil
	}
	if !there {
		kept = disclosure.Draft{}
	}
	if err := s.save(w, r, kept, d); err != nil {
		return err
	}
	http.Redirect(w, r, s.to("/apply?step=%s", next), http.StatusSeeOther)
	return nil
}

// fill puts what a step's form says into a draft, and returns the step that it was and the
// one that follows.
func (s *site) fill(d *disclosure.Draft, f *form, step string) (at, next string) {
	switch step {
	case stepWho:
		f.who(d, s.today())
		return step, stepHow
	case stepHow:
		f.how(d)
		return step, stepCheck
	}
	f.what(d, s)
	return stepWhat, stepFound
}

// save keeps what the page made of a draft; one that nobody owns yet is given to this
// browser.
func (s *site) save(w http.ResponseWriter, r *http.Request, was, d disclosure.Draft) error {
	if d.Owner == "" {
		d.Owner = "web:" + rand.Text()
		if err := s.keep(w, visitCookie, d.Owner, visitLife); err != nil {
			return err
		}
	}
	d.Saved, d.Step = s.now(), chatStep(d)
	if err := s.Desk.ReplaceDraft(r.Context(), was, d); err != nil {
		return err
	}
	return s.keep(w, toldCookie, s.shownOf(d), visitLife)
}

// chatStep is where the chat goes on with a draft: at the first thing it lacks,
// by the names of the chat's own steps.
func chatStep(d disclosure.Draft) string {
	a := d.Applicant
	switch {
	case d.Subject == "":
		return "subject"
	case d.Consented.IsZero():
		return "consent"
	case a.Name == "":
		return "name"
	case a.IDNumber == "" && a.OrgCode == "":
		return "id"
	case a.Phone == "" && a.Email == "":
		return "phone"
	case d.Delivery.Way == "":
		return "way"
	}
	return "confirm"
}
