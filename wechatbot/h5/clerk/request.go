package clerk

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
)

// requestsView is the list of requests.
type requestsView struct {
	Of   string // open, sign, tell, closed, all
	Text string
	Rows []ask
	N    map[string]int
	May  bool // enter one that came on paper
}

func (v *visit) requests() {
	q := v.r.URL.Query()
	view := requestsView{Of: q.Get("of"), Text: sought(q), N: map[string]int{}, May: v.person.Is(Drafter)}
	if !slices.Contains([]string{"open", "sign", "tell", "closed", "all"}, view.Of) {
		view.Of = "open"
	}
	var err error
	view.Rows, err = v.asks(func(r disclosure.Request) bool {
		if view.Text != "" && !strings.Contains(r.ID, view.Text) && !strings.Contains(r.Subject, view.Text) {
			return false
		}
		of := "open"
		if r.State().Closed() {
			of = "closed"
		}
		view.N[of]++
		view.N["all"]++
		_, _, waits := r.Proposed()
		if waits {
			view.N["sign"]++
		}
		tell := len(v.owedTo(r)) > 0
		if tell {
			view.N["tell"]++
		}
		return view.Of == "tell" && tell || view.Of == of || view.Of == "all" || view.Of == "sign" && waits
	})
	if err != nil {
		v.fail(err)
		return
	}
	v.show(http.StatusOK, page{Name: "requests", Title: "依申请公开", Nav: "/requests", Data: view})
}

// requestView is one request: what was asked, what happened, what may happen now.
type requestView struct {
	ask
	Who      disclosure.Applicant
	Steps    []step
	Others   []string // steps that only another part may take now, with whose it is
	Clock    *clock
	NoClock  string
	Events   []disclosure.Event
	Seen     int // acts so far, for two clerks at once
	Handling []remark
	Public   []catalog.Record // that may be what is asked for
	Letter   bool
	Sent     []disclosure.Letter // the replies that went out, the newest first, the applicant masked
	Remedies []disclosure.Remedy
	Monthly  int // applications of the same applicant in that month
	Wrong    string
	Typed    []input // what was filled in for a step that is no longer to be taken
	May      bool    // look at the applicant
	Back     string  // why the last draft of a reply came back; empty: it did not
	Draft    string  // what the reply that waits to be signed comes to; empty: none waits
	Sign     bool    // the person may sign it
	Tell     deliveryView
	Notices  []owed // the steps that have a letter of their own
	How      string // in which way the applicant is told of what is done
}

// Answered reports whether a reply went out that another would correct.
func (v requestView) Answered() bool { return v.Request.State() == disclosure.StateReplied }

// Called is what a step is on the page: a reply that is proposed after another went out
// corrects that one.
func (v requestView) Called(s step) string {
	if v.Answered() && s.Kind == disclosure.KindReplyProposed {
		return "更正" + s.Kind.Chinese()
	}
	return s.Kind.Chinese()
}

// find reads the request of the address.
func (v *visit) find() (disclosure.Request, bool) {
	r, err := v.Desk.Request(v.ctx(), v.r.PathValue("id"))
	if err != nil {
		if _, bad := disclosure.ParseNumber(v.r.PathValue("id")); bad != nil {
			err = disclosure.ErrNotFound
		}
		v.fail(err)
		return r, false
	}
	return r, true
}

func (v *visit) request() {
	if r, ok := v.find(); ok {
		v.showRequest(http.StatusOK, r, requestView{Steps: v.steps(r)})
	}
}

// showRequest fills in what the page of a request says besides.
func (v *visit) showRequest(status int, r disclosure.Request, view requestView) {
	view.ask, view.Seen, view.Events, view.May = v.askOf(r), acts(r), toldOnce(r.Events), !r.Erased
	view.Who = r.Applicant.Masked()
	view.Others, view.How = v.othersSteps(r), howTold(r)
	for i, e := range r.Events {
		if e.Kind.HasNotice() && !r.Erased {
			view.Notices = append(view.Notices, owed{Of: i, Event: e})
		}
	}
	if view.Tell.Owed == nil {
		view.Tell = v.delivery(r)
	}
	view.Clock, view.NoClock = v.clockOf(r)
	view.Handling = remarksOn(r.Handling(v.Calendar))
	_, view.Letter = r.Reply()
	if err := v.sentReplies(r, &view); err != nil {
		v.fail(err)
		return
	}
	if back, _, ok := r.SentBack(); ok {
		view.Back = sentBackBy(back)
	}
	if draft, by, ok := r.Proposed(); ok {
		view.Draft = draft.Outcome.Chinese() + "，拟稿：" + strings.Join(by, "、")
		_, view.Sign = v.maySign(r)
	}
	view.Remedies, _ = r.Remedies(v.Calendar) // none until the applicant was told
	if view.Open {
		var err error
		if view.Public, err = v.alike(r.Subject); err == nil && !r.Received().IsZero() {
			view.Monthly, err = r.ApplicationsInMonth(v.Desk.Requests(v.ctx()))
		}
		if err != nil {
			v.fail(err)
			return
		}
	}
	v.show(status, page{Name: "request", Title: "申请 " + r.ID, Nav: "/requests", Data: view})
}

// alike are public records that may be what is asked for.
func (v *visit) alike(subject string) ([]catalog.Record, error) {
	if subject == "" {
		return nil, nil
	}
	found, err := v.Catalog.Search(v.ctx(), catalog.Query{Text: subject, Limit: 4, Today: v.day()})
	if err != nil || found.Near {
		return nil, err
	}
	var out []catalog.Record
	for _, h := range found.Hits {
		out = append(out, h.Record)
	}
	return out, nil
}

// acts counts what happened to a request that another clerk must know of.
func acts(r disclosure.Request) int {
	n := 0
	for _, e := range r.Events {
		switch e.Kind {
		case disclosure.KindTelling, disclosure.KindTold, disclosure.KindViewed:
		default:
			n++
		}
	}
	return n
}

// requestStep does what a form of a request's page asks for.
func (v *visit) requestStep() {
	v.acting.Lock() // as in recordAct
	defer v.acting.Unlock()
	r, ok := v.find()
	if !ok {
		return
	}
	kind := disclosure.Kind(v.field("act"))
	switch kind {
	case disclosure.KindViewed:
		v.reveal(r)
		return
	case disclosure.KindTold:
		v.told(r)
		return
	}
	steps, at := v.typedSteps(r, kind)
	lack := ""
	if at >= 0 {
		lack = lacking(steps[at].Fields)
	}
	refuse := func(status int, text string) { v.showRequest(status, r, requestView{Steps: steps, Wrong: text}) }
	switch {
	case v.field("seen") != strconv.Itoa(acts(r)):
		v.askedMeanwhile(r, kind, steps, at)
	case at < 0:
		v.showRequest(http.StatusForbidden, r, requestView{Steps: steps, Wrong: v.cannot(r, kind), Typed: typedIn(v.stepFields(r, kind), v.r.PostForm)})
	case steps[at].Link != "":
		v.redirect("%s", steps[at].Link)
	case lack != "":
		refuse(http.StatusUnprocessableEntity, "没有办理："+lack)
	default:
		v.take(r, steps, at)
	}
}

// typedSteps are the steps of a request, the one that a form asked for open and with what
// was filled in, and where it stands among them; -1: the person may not take it now.
func (v *visit) typedSteps(r disclosure.Request, kind disclosure.Kind) ([]step, int) {
	steps := v.steps(r)
	at := slices.IndexFunc(steps, func(s step) bool { return s.Kind == kind })
	if at >= 0 {
		steps[at].Open = true
		steps[at].Fields = filled(steps[at].Fields, v.r.PostForm)
	}
	return steps, at
}

// cannot says why a person may not do a thing that is asked for.
func (v *visit) cannot(r disclosure.Request, kind disclosure.Kind) string {
	if refusal := r.Refusal(kind); refusal != nil {
		return "没有办理：" + refusal.Chinese()
	}
	if slices.Contains(r.AllowedTo(disclosure.RoleHead), kind) && !slices.Contains(r.AllowedTo(disclosure.RoleClerk), kind) {
		return "没有办理：“" + kind.Chinese() + "”须由负责人办理，您的岗位是" + v.person.Titles() + "。"
	}
	return "没有办理：“" + kind.Chinese() + "”不由您的岗位（" + v.person.Titles() + "）办理。"
}

// lastActor says who acted on a request last; a button that was pressed twice is
// the person's own.
func (v *visit) lastActor(r disclosure.Request) string {
	by, own := "别人", ""
	for _, e := range slices.Backward(r.Events) {
		if e.Kind == disclosure.KindTelling || e.Kind == disclosure.KindTold || e.Kind == disclosure.KindViewed {
			continue
		}
		by = cmp.Or(quoted(e.By.Name), "申请人") + "（" + e.Kind.Chinese() + "）"
		if e.By.Name == v.person.Name {
			own = "，就是您自己办的，没有再办一遍"
		}
		break
	}
	return by + "刚刚办理过这件申请" + own
}

func quoted(name string) string {
	if name == "" {
		return ""
	}
	return "“" + name + "”"
}

// take records the event of a step.
func (v *visit) take(r disclosure.Request, steps []step, at int) {
	s := &steps[at]
	e, err := v.event(r, s.Kind, saidIn(s.Fields))
	var bad *badField
	if errors.As(err, &bad) {
		for i := range s.Fields {
			if s.Fields[i].Name == bad.name {
				s.Fields[i].Wrong = append(s.Fields[i].Wrong, wrong(bad.text))
			}
		}
		v.showRequest(http.StatusUnprocessableEntity, r, requestView{Steps: steps, Wrong: "没有办理：" + bad.text})
		return
	}
	if err == nil {
		_, err = v.Desk.Record(v.ctx(), r.ID, v.signedBy(e, s.Role))
	}
	if now, other := v.outrun(r, err); other {
		steps, at := v.typedSteps(now, s.Kind)
		v.askedMeanwhile(now, s.Kind, steps, at)
		return
	}
	if why, refused := refusal(*s, r, e, "发生日期", err); refused {
		v.showRequest(http.StatusUnprocessableEntity, r, requestView{Steps: steps, Wrong: why})
		return
	}
	if err != nil {
		v.fail(err)
		return
	}
	v.flash("已登记：%s。", s.Kind.Chinese())
	v.redirect("/requests/%s", r.ID)
}

// refusal says why an event was refused; a day before the last step's is said first.
func refusal(s step, r disclosure.Request, e disclosure.Event, label string, err error) (string, bool) {
	why, refused := whyNot(s, err)
	if last, early := stepBefore(r, e); refused && early {
		why = "没有办理：" + label + "不能早于上一步的日期（" + last.Kind.Chinese() + " " + last.Day.String() + "）。"
	}
	return why, refused
}

// stepBefore is the last step of a request, and whether an event is of a day before it.
func stepBefore(r disclosure.Request, e disclosure.Event) (disclosure.Event, bool) {
	for _, last := range slices.Backward(r.Events) {
		switch last.Kind {
		case disclosure.KindTelling, disclosure.KindTold, disclosure.KindViewed:
		default:
			return last, e.Day.Before(last.Day)
		}
	}
	return disclosure.Event{}, false
}

// signedBy says who did it, in which part, and when it was recorded.
func (v *visit) signedBy(e disclosure.Event, role disclosure.Role) disclosure.Event {
	return e.WithActor(disclosure.Actor{Name: v.person.Name, Role: role}).WithTime(v.now())
}
