package h5

import (
	"crypto/rand"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// Ways are the forms and ways in which information is handed over.
var ways = []disclosure.Delivery{
	{Form: "电子文本", Way: "电子邮件"}, {Form: "纸质", Way: "邮寄"}, {Form: "纸质", Way: "自行领取"}, {Form: "纸质", Way: "当场查阅"},
}

// applyView is the form, as filled in so far, with what is wrong beside each
// field.
type applyView struct {
	Key, Organ, Subject, Name, Number, Phone, Email, Address string
	Organisation, Consent                                    bool
	Way                                                      int
	Ways                                                     []disclosure.Delivery
	Wrong                                                    map[string]string // by rule
}

func (s *site) closed(w http.ResponseWriter, r *http.Request) bool {
	if s.Desk == nil {
		s.trouble(w, r, http.StatusNotFound, "这里不受理申请", "请联系信息公开工作机构。")
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.Desk == nil
}

func (s *site) desk() string {
	if s.Office.Desk != "" {
		return s.Office.Desk
	}
	return s.Office.Name
}

// applyForm shows an empty form. Its key makes the submission happen once,
// however often the button is pressed.
func (s *site) applyForm(w http.ResponseWriter, r *http.Request) {
	if s.closed(w, r) {
		return
	}
	s.write(w, http.StatusOK, "apply", s.frame(r, "申请公开政府信息", applyView{Key: rand.Text(), Organ: s.desk(), Ways: ways}))
}

// apply takes the form: what is wrong is shown beside its field with everything
// else kept; what is right is submitted.
func (s *site) apply(w http.ResponseWriter, r *http.Request) {
	if s.closed(w, r) {
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	if err := r.ParseForm(); err != nil {
		s.trouble(w, r, http.StatusRequestEntityTooLarge, "内容太长", "请写得短一些再提交。")
		return
	}
	v, draft := s.filled(r)
	if len(v.Key) < 16 || len(v.Key) > 64 {
		v.Key = rand.Text()
	}
	draft.Owner = "web:" + v.Key
	request, err := s.Desk.Submit(r.Context(), draft, draft.Owner, s.Now().In(beijing), disclosure.ByWeb)
	var invalid *disclosure.InvalidError
	switch {
	case errors.As(err, &invalid):
		v.Wrong = map[string]string{}
		for _, f := range invalid.Findings {
			v.Wrong[f.Rule] = f.Text
		}
		s.write(w, http.StatusUnprocessableEntity, "apply", s.frame(r, "申请公开政府信息", v))
		return
	case err != nil:
		s.trouble(w, r, http.StatusInternalServerError, "没有提交成功", "请返回上一页再提交一次；同一份表单不会重复受理。")
		return
	}
	s.write(w, http.StatusOK, "applied", s.frame(r, "申请已提交", request))
}

// filled reads the form.
func (s *site) filled(r *http.Request) (applyView, disclosure.Draft) {
	field := func(name string) string { return strings.TrimSpace(cut(r.PostForm.Get(name), 1000)) }
	v := applyView{
		Key: field("key"), Organ: s.desk(), Subject: field("subject"), Name: field("name"), Number: strings.ToUpper(field("number")),
		Phone: field("phone"), Email: field("email"), Address: field("address"),
		Organisation: field("kind") == "organisation", Consent: field("consent") == "yes", Ways: ways,
	}
	v.Way, _ = strconv.Atoi(field("way"))
	d := disclosure.Draft{Organ: v.Organ, Subject: v.Subject, Saved: s.Now()}
	d.Applicant = disclosure.Applicant{Kind: disclosure.Person, Name: v.Name, IDType: "身份证", IDNumber: v.Number, Phone: v.Phone, Email: v.Email, Address: v.Address}
	if v.Organisation {
		d.Applicant.Kind, d.Applicant.IDType, d.Applicant.IDNumber, d.Applicant.OrgCode = disclosure.OtherApplicant, "", "", v.Number
	}
	if v.Way >= 1 && v.Way <= len(ways) {
		d.Delivery = ways[v.Way-1]
	}
	if v.Consent {
		d.Consented = s.today()
	}
	return v, d
}

// progressView is how far a request is.
type progressView struct {
	ID, Wrong string
	Request   *disclosure.Request
	State     string
	Due       *disclosure.Due
	Waiting   string // why there is no day
	Ring      float64
	Outcome   string
	Reply     *disclosure.Reply
	Relief    string
	Steps     []step
}

type step struct {
	Day  civil.Date
	What string
}

func (s *site) progressForm(w http.ResponseWriter, r *http.Request) {
	if !s.closed(w, r) {
		s.write(w, http.StatusOK, "progress", s.frame(r, "查申请进度", progressView{ID: cut(r.URL.Query().Get("id"), 40)}))
	}
}

// progress shows a request to who knows its number and query code. Both come
// in the body, so that no address holds them.
func (s *site) progress(w http.ResponseWriter, r *http.Request) {
	if s.closed(w, r) {
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 8<<10)
	id := cut(r.PostFormValue("id"), 40)
	request, err := s.Desk.TrackAt(r.Context(), id, r.PostFormValue("code"), s.Now())
	switch {
	case errors.Is(err, disclosure.ErrTooManyAttempts):
		s.write(w, http.StatusTooManyRequests, "progress", s.frame(r, "查申请进度", progressView{ID: id, Wrong: "查询码错得太多，请一小时后再试。"}))
		return
	case err != nil:
		s.write(w, http.StatusNotFound, "progress", s.frame(r, "查申请进度", progressView{ID: id, Wrong: "没有查到，请核对申请编号和查询码。"}))
		return
	}
	s.write(w, http.StatusOK, "progress", s.frame(r, "申请"+request.ID+"的进度", s.progressOf(request)))
}

func (s *site) progressOf(r disclosure.Request) progressView {
	v := progressView{ID: r.ID, Request: &r, State: r.State().Chinese(), Outcome: r.Outcome().Chinese()}
	if r.Outcome() == "" {
		v.Outcome = ""
	}
	due, err := r.DueOn(s.Desk.Calendar(), s.today())
	switch {
	case err == nil:
		v.Due, v.Ring = &due, s.ring(r, due)
	case errors.Is(err, disclosure.ErrNotReceived):
		v.Waiting = "待受理机关与您确认收到；从双方确认之日起计算答复期限（条例第三十一条第（三）项）。"
	case errors.Is(err, disclosure.ErrClockStopped):
		v.Waiting = "答复期限暂停计算。"
	case errors.Is(err, civil.ErrNotCovered):
		v.Waiting = "答复期限落在放假安排尚未公布的年份，公布后就能算出是哪一天。"
	}
	for _, e := range r.Events {
		if e.Kind != disclosure.KindTelling && e.Kind != disclosure.KindTold {
			v.Steps = append(v.Steps, step{e.Day, e.Kind.Chinese()})
		}
		if e.Reply != nil {
			v.Reply, v.Relief = e.Reply, e.Reply.Relief(e.Day)
		}
	}
	return v
}

// ring is how much of the term is left, from 0 to 1.
func (s *site) ring(r disclosure.Request, due disclosure.Due) float64 {
	whole, err := s.Desk.Calendar().National().Workdays(r.Received(), due.Day)
	if err != nil || whole <= 0 {
		return 0
	}
	return min(max(float64(due.Left)/float64(whole), 0), 1)
}
