package h5

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/zwgk/zwgk/disclosure"
)

// submit hands in what the summary showed.
func (s *site) submit(w http.ResponseWriter, r *http.Request) {
	var c confirmed
	if !s.box.open("apply", r.PostForm.Get("sealed"), s.now(), &c) {
		http.Redirect(w, r, s.to("/apply?step=%s", stepCheck), http.StatusSeeOther)
		return
	}
	if changed, err := s.changed(r, &c.Draft); err != nil || changed {
		if err != nil {
			s.failed(w, r, err)
			return
		}
		http.Redirect(w, r, s.to("/apply?step=%s&changed=1", stepCheck), http.StatusSeeOther)
		return
	}
	request, err := s.Desk.Submit(r.Context(), c.Draft, c.Key, s.now(), channelOf(c.Draft.Owner))
	var invalid *disclosure.InvalidError
	switch {
	case errors.As(err, &invalid):
		http.Redirect(w, r, s.to("/apply?step=%s", stepCheck), http.StatusSeeOther)
		return
	case err != nil:
		s.failed(w, r, err)
		return
	}
	if err := s.dropIfSame(r, c.Draft); err != nil {
		s.failed(w, r, err)
		return
	}
	s.forget(w, visitCookie)
	s.forget(w, toldCookie)
	if err := s.keep(w, seenCookie, seen{request.ID, request.Code}, seenLife); err != nil {
		s.failed(w, r, err)
		return
	}
	http.Redirect(w, r, s.to("/apply/done"), http.StatusSeeOther)
}

// changed says whether the draft reads otherwise by now than in its summary: the chat or
// another window was told something, or a file was taken off. Where the draft is gone, its
// files are too, unless it was submitted, and then its request is the one that comes back;
// so it is where another was begun since.
func (s *site) changed(r *http.Request, d *disclosure.Draft) (bool, error) {
	now, err := s.Desk.Draft(r.Context(), d.Owner)
	switch {
	case errors.Is(err, disclosure.ErrNotFound):
		d.Attachments = nil
		return false, nil
	case err != nil:
		return false, err
	case now.Subject == d.Subject && now.Organ == d.Organ && now.Applicant == d.Applicant && now.Delivery == d.Delivery && slices.Equal(now.Attachments, d.Attachments):
		return false, nil
	}
	mine, err := s.Desk.ByOwner(r.Context(), d.Owner)
	submitted := slices.ContainsFunc(mine, func(q disclosure.Request) bool {
		return q.Subject == d.Subject && len(q.Events) > 0 && !q.Events[0].At.Before(d.Saved)
	})
	return !submitted, err
}

// dropIfSame forgets the draft that was submitted, and leaves one that was begun
// since.
func (s *site) dropIfSame(r *http.Request, d disclosure.Draft) error {
	now, err := s.Desk.Draft(r.Context(), d.Owner)
	if errors.Is(err, disclosure.ErrNotFound) || err == nil && !now.Saved.Equal(d.Saved) {
		return nil
	}
	if err == nil {
		err = s.Desk.DropRevision(r.Context(), now)
	}
	if errors.Is(err, disclosure.ErrConflict) {
		return nil
	}
	return err
}

func (s *site) cancel(w http.ResponseWriter, r *http.Request) {
	if owner := s.owner(r); owner != "" {
		if err := s.Desk.DropDraft(r.Context(), owner); err != nil {
			s.failed(w, r, err)
			return
		}
	}
	s.forget(w, visitCookie)
	s.forget(w, toldCookie)
	http.Redirect(w, r, s.to("/apply?dropped=1"), http.StatusSeeOther)
}

// ticket asks before it takes a ticket, so that a preview of the link by a
// machine does not use it up.
func (s *site) ticket(w http.ResponseWriter, r *http.Request, ticket string) {
	if !s.Tickets.good(ticket, s.now()) {
		v := applyView{Step: stepWhat, Notice: "这个链接已经用过，或者过了15分钟。要接着填微信里的申请，请回微信再说一次“我要申请”。"}
		s.showForm(w, r, http.StatusOK, v)
		return
	}
	s.show(w, r, http.StatusOK, page{Name: "ticket", Title: "接着填微信里的申请", Personal: true, Data: ticket})
}

func (s *site) takeTicket(w http.ResponseWriter, r *http.Request) {
	ticket := r.PostForm.Get("ticket")
	owner, ok := s.Tickets.take(ticket, s.now())
	if !ok {
		http.Redirect(w, r, s.to("/apply?ticket=%s", url.QueryEscape(cut(ticket, 400))), http.StatusSeeOther)
		return
	}
	if err := s.keep(w, visitCookie, owner, visitLife); err != nil {
		s.failed(w, r, err)
		return
	}
	step := stepWhat
	if d, err := s.Desk.Draft(r.Context(), owner); err == nil {
		step = map[string]string{"subject": stepWhat, "way": stepHow, "confirm": stepCheck}[chatStep(d)]
		if step == "" {
			step = stepWho
		}
	}
	http.Redirect(w, r, s.to("/apply?step=%s", step), http.StatusSeeOther)
}

// applyDone shows the receipt to the browser that submitted.
func (s *site) applyDone(w http.ResponseWriter, r *http.Request) {
	request, ok := s.seenRequest(r)
	if !ok {
		http.Redirect(w, r, s.to("/progress"), http.StatusSeeOther)
		return
	}
	rules := disclosure.RulesOn(request.Submitted())
	s.show(w, r, http.StatusOK, page{Name: "done", Title: "申请已提交", Personal: true, Back: s.to("/"), BackText: "返回目录",
		Data: map[string]any{"Request": request, "Reply": rules.Reply, "Receipt": rules.Receipt(request.Channel)}})
}
