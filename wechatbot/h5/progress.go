package h5

import (
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// progressView is how far a request is.
type progressView struct {
	ID, Code string // as typed
	Wrong    string // what was wrong with it
	Held     held   // what is to be done once the code is right
	Request  disclosure.Request
	Known    bool
	State    string
	Head     string // the day that matters, in a few words
	Why      string // how it is counted
	Note     string
	Ring     template.HTML
	Steps    []stepView
	Days     []disclosure.ClockLine
	Masked   disclosure.Applicant
	Letter   *disclosure.Letter  // nil: there is no reply to show
	Earlier  []disclosure.Letter // that it corrects, or that went out before
	Records  []catalog.Record    // that the reply names
	Enclosed string              // where what comes with the reply is
	Late     string              // the article on what may be done where the reply is overdue
	Acts     []act
	Lost     string // what was written for an act that can no longer be done
	Done     string // what the visitor has just done
}

// Number is the number that the forms of the page are about.
func (v progressView) Number() string { return v.Request.ID }

func (s *site) progress(w http.ResponseWriter, r *http.Request) {
	id := cut(r.URL.Query().Get("id"), 40)
	if c, ok := s.seenCase(r); ok && (id == "" || sameCase(id, c.ID)) {
		v := s.caseOf(c)
		v.Done = caseDid(c, r.URL.Query().Get("done"))
		s.showCase(w, r, http.StatusOK, v)
		return
	}
	v := progressView{ID: id}
	if request, ok := s.seenRequest(r); ok && (id == "" || sameNumber(id, request.ID)) {
		v = s.progressOf(r, request)
		v.Done = map[string]string{"withdrawn": "申请已经撤回。", "supplemented": "补正材料已经收到。", "reasons_given": "您说明的理由已经收到。", "rated": "谢谢，您的评价已经记下。"}[r.URL.Query().Get("done")]
	}
	s.showProgress(w, r, http.StatusOK, v)
}

func sameNumber(typed, id string) bool {
	n, err := disclosure.ParseNumber(typed)
	return err == nil && n == id
}

func sameCase(typed, id string) bool {
	n, err := cases.ParseNumber(typed)
	return err == nil && n == id
}

func (s *site) showProgress(w http.ResponseWriter, r *http.Request, status int, v progressView) {
	p := page{Name: "progress", Title: "查进度", Head: "办理进度", Personal: true, Again: s.to("/progress"), Back: s.to("/"), BackText: "返回目录", Data: v}
	if v.Known {
		p.Title, p.Head = v.Head+" · 申请进度", "申请进度"
	}
	s.show(w, r, status, p)
}

// progressed takes number and query code, which come in the body so that no
// address holds them; or what the applicant does about the request.
func (s *site) progressed(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		s.failed(w, r, err)
		return
	}
	v := progressView{Held: heldOf(r.PostForm)}
	if v.Held.Act != "" && r.PostForm.Get("code") == "" && r.PostForm.Get("asked") == "" {
		s.act(w, r)
		return
	}
	id, code := strings.TrimSpace(cut(r.PostForm.Get("id"), 40)), strings.TrimSpace(cut(r.PostForm.Get("code"), 40))
	if id == "" || code == "" {
		v.ID, v.Code, v.Wrong = id, code, "编号和查询码都要填，它们在提交成功的页面或者消息里。"
		s.showProgress(w, r, http.StatusUnprocessableEntity, v)
		return
	}
	v.ID, v.Code = id, code
	if _, err := cases.ParseNumber(id); err == nil && s.Cases != nil {
		s.caseTracked(w, r, v)
		return
	}
	if _, err := disclosure.ParseNumber(id); err != nil { // its check digit says so, whoever's it is
		v.Wrong = "没有查到：编号抄错了，有数字多了、少了或者换了位置。请核对编号，查询码还在。"
		s.showProgress(w, r, http.StatusUnprocessableEntity, v)
		return
	}
	request, err := disclosure.Request{}, disclosure.ErrNotFound
	if s.Desk != nil {
		request, err = s.Desk.TrackFrom(r.Context(), id, code, s.from(r), s.now())
	}
	if s.untracked(w, r, v, err) {
		return
	}
	if err := s.keep(w, seenCookie, seen{request.ID, request.Code}, seenLife); err != nil {
		s.failed(w, r, err)
		return
	}
	if v.Held.Act != "" {
		s.requestAct(w, r, request)
		return
	}
	http.Redirect(w, r, s.to("/progress?id=%s", request.ID), http.StatusSeeOther)
}

// untracked answers when a number and a query code show nothing, and says so
// beside them as they were typed.
func (s *site) untracked(w http.ResponseWriter, r *http.Request, v progressView, err error) bool {
	switch {
	case err == nil:
		return false
	case errors.Is(err, disclosure.ErrTooManyAttempts):
		v.Wrong = textOf(http.StatusTooManyRequests).Text
		s.showProgress(w, r, http.StatusTooManyRequests, v)
	case errors.Is(err, disclosure.ErrNotFound), errors.Is(err, cases.ErrNotFound):
		v.Wrong = "没有查到。请核对编号和查询码，它们在提交成功的页面或者消息里。"
		s.showProgress(w, r, http.StatusUnprocessableEntity, v)
	default:
		s.failed(w, r, err)
	}
	return true
}

// asking is the form that asks for a query code, with the number if it is known.
func (s *site) asking(id string) string {
	if id == "" {
		return s.to("/progress")
	}
	return s.to("/progress?id=%s", url.QueryEscape(id))
}

// progressOf tells how far a request is.
func (s *site) progressOf(q *http.Request, r disclosure.Request) progressView {
	v := progressView{ID: r.ID, Request: r, Known: true, State: r.State().Chinese(), Masked: r.Applicant.Masked()}
	v.Steps = stepsOf(r)
	s.dueOf(&v)
	if reply, _, ok := replyTo(r); ok {
		if sent, err := s.Letters.Sent(r); err == nil && len(sent) > 0 {
			v.Letter, v.Earlier = &sent[len(sent)-1], sent[:len(sent)-1]
		}
		v.Records = s.cited(q, reply)
		if reply.Encloses() && reply.HowToGet == "" {
			v.Enclosed = enclosed(r)
		}
	}
	if late, err := r.Overdue(s.Desk.Calendar(), s.today()); late && err == nil {
		v.Late = disclosure.RulesOn(s.today()).Redress
	}
	for _, kind := range r.AllowedTo(disclosure.RoleApplicant) {
		switch kind {
		case disclosure.KindSupplemented:
			v.Acts = append(v.Acts, act{Name: string(kind), Title: "补充说明", Text: "公开办请您补正，收到补正的当天起重新计算答复期限。", Button: "提交补正", Words: true, Asked: true})
		case disclosure.KindReasonsGiven:
			v.Acts = append(v.Acts, act{Name: string(kind), Title: "说明理由", Text: "请说明为什么需要申请这么多。", Button: "提交理由", Words: true, Asked: true})
		case disclosure.KindWithdrawn:
			v.Acts = append(v.Acts, act{Name: string(kind), Title: "撤回申请", Text: "撤回后不再办理，也不会答复；以后可以再次申请。", Button: "确定撤回"})
		case disclosure.KindRated:
			v.Acts = append(v.Acts, act{Name: string(kind), Title: "评价答复", Text: "对这次答复满意吗？只问一次，不影响您申请行政复议或者提起行政诉讼。", Button: "提交评价", Asked: true, Scores: disclosure.Satisfactions()})
		}
	}
	return v
}

// enclosed says where to look for what comes with a reply: no page carries it.
func enclosed(r disclosure.Request) string {
	if r.Delivery.Way == "" {
		return "附件不在本页；没有收到的，请与公开办联系。"
	}
	return "附件不在本页，按您申请时选的方式提供：" + strings.TrimPrefix(r.Delivery.Form+"，"+r.Delivery.Way, "，") + "。没有收到的，请与公开办联系。"
}

// dueOf fills in the day that matters and how it is counted.
func (s *site) dueOf(v *progressView) {
	r, cal := v.Request, s.Desk.Calendar()
	due, err := r.DueOn(cal, s.today())
	if err != nil {
		v.Head, v.Why = s.undated(r, err)
		return
	}
	v.Note = due.Note
	switch due.By {
	case disclosure.RoleApplicant:
		v.Head, v.Why = s.wanted(r, due)
		if r.State() == disclosure.StateCorrecting {
			v.Note = "" // the form says it
		}
		return
	case disclosure.RoleThirdParty, disclosure.RoleOrgan:
		who := map[disclosure.Role]string{disclosure.RoleThirdParty: "第三方", disclosure.RoleOrgan: "其他机关"}[due.By]
		v.Head, v.Why = v.State, who+"最迟 "+monthDay(due.Day, s.today())+"提出意见"+bracketed(due.Article)+"。"
		return
	case disclosure.RoleClerk:
		v.Head = "最迟 " + monthDay(due.Day, s.today()) + "答复"
	default:
		v.Head = v.State
	}
	lines, err := r.Explain(cal)
	if err != nil {
		lines, _ = r.Explain(cal.National()) // Note says that the region is not counted
	}
	v.Days = lines
	total := 0
	for _, l := range lines {
		total = max(total, l.Count)
	}
	v.Why = s.counted(r, due, total, lines)
	if total > 0 && !due.Uncounted {
		v.Ring = ring(due.Left, total)
	}
}

// wanted says what the applicant is asked for, and by when.
func (s *site) wanted(r disclosure.Request, due disclosure.Due) (head, why string) {
	until := ""
	if !due.Day.IsZero() {
		until = "最迟 " + monthDay(due.Day, s.today())
	}
	for _, e := range slices.Backward(r.Events) {
		switch {
		case r.State() == disclosure.StateCorrecting && e.Kind == disclosure.KindCorrectionAsked:
			return "请" + until + "补正", strings.TrimSuffix("公开办请您补正："+cmp.Or(e.Note, "请看下面的办理经过"), "。") + bracketed(due.Article) + "。"
		case r.State() == disclosure.StateFee && e.Kind == disclosure.KindFeeNoticed:
			return "请" + until + "缴费", "信息处理费" + e.Amount.StringFixed(2) + "元" + bracketed(due.Article) + "。"
		}
	}
	return "请" + until + "办理", r.State().Chinese() + bracketed(due.Article) + "。"
}

// undated says how a request stands that has no day to name, and why.
func (s *site) undated(r disclosure.Request, err error) (head, why string) {
	var uncovered *civil.NotCoveredError
	switch state := r.State().Chinese(); {
	case r.State() == disclosure.StateWithdrawn:
		return state, "不再办理，也不会答复；以后可以再次申请。"
	case r.State() == disclosure.StateTransferred:
		return state, handedTo(r)
	case errors.Is(err, disclosure.ErrNothingDue):
		if o := r.Outcome(); o.Valid() {
			return state, "处理结果：" + o.Chinese()
		}
		return state, ""
	case errors.Is(err, disclosure.ErrNotReceived):
		receipt := disclosure.RulesOn(s.today()).Receipt(r.Channel)
		return "等待确认收到", "公开办会与您联系，确认收到的那一天起计算答复期限" + bracketed(receipt.Article) + "。"
	case errors.Is(err, disclosure.ErrClockStopped):
		return state, "答复期限暂停计算。"
	case errors.As(err, &uncovered) && uncovered.Day.Year <= s.today().Year: // it is announced by then, only not known here
		runs := "期限现在不走，等有关方面的意见或者材料"
		if r.Running() {
			runs = "期限照样在走"
		}
		return state, fmt.Sprintf("这里还没有%d年的放假安排，数不出最后一天是哪一天；%s。", uncovered.Day.Year, runs)
	case errors.As(err, &uncovered):
		return state, fmt.Sprintf("答复期限跨进%d年，那一年的放假安排还没有公布；公布后就能算出最后一天。", uncovered.Day.Year)
	default:
		return state, ""
	}
}

// handedTo says which organ has a request that was passed on.
func handedTo(r disclosure.Request) string {
	for _, e := range r.Events {
		if e.Kind == disclosure.KindTransferred && e.Party != "" {
			return "已经转给" + e.Party + "，由它办理。"
		}
	}
	return "已经转给负责的机关，由它办理。"
}

// counted says from when and how the term is counted.
func (s *site) counted(r disclosure.Request, due disclosure.Due, total int, lines []disclosure.ClockLine) string {
	from, why := r.Received(), " 收到申请起"
	if !disclosure.RulesOn(from).Receipt(r.Channel).Arrival {
		why = " 确认收到起"
	}
	if len(lines) > 0 {
		if start := lines[0].Day.AddDays(-1); start != from {
			from, why = start, " 起重新计算"
		}
	}
	text := "自 " + monthDay(from, s.today()) + why
	if total > 0 {
		text += fmt.Sprintf(" %d 个工作日", total)
	}
	text += bracketed(due.Article)
	switch {
	case due.Uncounted && due.Left < 0:
		return text + "，已经过了最后一天。"
	case due.Uncounted:
		return text + "。"
	case due.Left < 0:
		return text + fmt.Sprintf("，已经超过 %d 个工作日。", -due.Left)
	case due.Left == 0:
		return text + "，今天是最后一天。"
	case total > due.Left:
		return text + fmt.Sprintf("，今天是第 %d 个工作日。", total-due.Left)
	}
	return text + "。"
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "（" + s + "）"
}

// monthDay writes a day without the year when that is today's.
func monthDay(d, today civil.Date) string {
	if d.Year == today.Year {
		return fmt.Sprintf("%d月%d日", int(d.Month), d.Day)
	}
	return d.Chinese()
}

// ring draws how many working days are left.
func ring(left, total int) template.HTML {
	const around = 339.292 // of a circle with radius 54
	share := float64(max(left, 0)) / float64(total)
	tone, number, word, said := "left", left, "工作日", "还剩"
	if left < 0 {
		tone, number, word, said, share = "late", -left, "天超期", "已超期", 1
	}
	return template.HTML(fmt.Sprintf(`<svg class="ring %s" viewBox="0 0 132 132" role="img" aria-label="%s%d个工作日"><circle class="track" cx="66" cy="66" r="54"/><circle class="arc" cx="66" cy="66" r="54" stroke-dasharray="%.2f %.2f" transform="rotate(-90 66 66)"/><text class="num" x="66" y="70">%d</text><text class="unit" x="66" y="94">%s</text></svg>`,
		tone, said, number, around*min(share, 1), around, number, word)) //nolint:gosec // numbers and our own words
}
