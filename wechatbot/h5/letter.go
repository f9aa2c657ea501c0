package h5

import (
	"bytes"
	"net/http"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/letter"
	"github.com/zwgk/zwgk/wechatbot/h5/internal/furniture"
)

// replyTo is the reply to a request with its day, and false before there is one or
// once its words are erased.
func replyTo(r disclosure.Request) (reply disclosure.Reply, day civil.Date, ok bool) {
	reply, ok = r.Reply()
	for _, e := range r.Events {
		if e.Reply != nil {
			day = e.Day
		}
	}
	return reply, day, ok && !r.Erased
}

// letter gives out the reply as a document (告知书), to the browser that has leave
// to see the request and to nobody else.
func (s *site) letter(w http.ResponseWriter, r *http.Request) {
	request, ok := s.seenRequest(r)
	if !ok {
		http.Redirect(w, r, s.to("/progress"), http.StatusSeeOther)
		return
	}
	reply, day, ok := replyTo(request)
	if !ok {
		s.trouble(w, r, http.StatusNotFound)
		return
	}
	l, err := s.Letters.Write(reply, request, day)
	var b bytes.Buffer
	if err == nil {
		err = letter.Write(&b, l)
	}
	if err != nil {
		s.failed(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
	h.Set("Content-Disposition", disposition("attachment", "告知书-"+request.ID+".docx"))
	furniture.Private(h)
	furniture.Send(w, r, http.StatusOK, b.Bytes(), true)
}

// cited are the public records that a reply names.
func (s *site) cited(r *http.Request, reply disclosure.Reply) []catalog.Record {
	var out []catalog.Record
	for _, n := range reply.Records {
		if rec, err := s.Catalog.Find(r.Context(), catalog.IndexNumber(n)); err == nil {
			out = append(out, rec.Public())
		}
	}
	return out
}
