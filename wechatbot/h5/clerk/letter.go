package clerk

import (
	"bytes"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/letter"
)

// letterFile writes the letter as a document: of the reply that was sent, or of
// the one in the form. It names the applicant, so it is kept that it was fetched.
func (v *visit) letterFile() {
	r, ok := v.find()
	if !ok {
		return
	}
	if v.field("notice") != "" {
		v.noticeFile(r)
		return
	}
	p, day, err := v.wanted(r)
	if err != nil {
		v.trouble(http.StatusUnprocessableEntity, "答复日期请写成2015-12-02，再下载。")
		return
	}
	if !p.Outcome.Valid() {
		v.trouble(http.StatusNotFound, "这件申请还没有答复，或者没有选办理结果。")
		return
	}
	l, err := v.Letters.Write(p, r, day)
	v.document(r, l, err, "告知书")
}

// noticeFile writes the letter of a step: a receipt, what is to be supplemented, a longer
// term, the questions to a third party, a fee.
func (v *visit) noticeFile(r disclosure.Request) {
	i, err := strconv.Atoi(v.field("notice"))
	if err != nil {
		i = -1
	}
	l, err := v.Letters.Notice(r, i, v.Calendar)
	if errors.Is(err, disclosure.ErrNoLetter) {
		v.trouble(http.StatusNotFound, "这一步没有文书。")
		return
	}
	v.document(r, l, err, l.Title)
}

// document hands out a letter as a document, and keeps that it was fetched.
func (v *visit) document(r disclosure.Request, l disclosure.Letter, err error, name string) {
	if err == nil {
		err = v.viewed(r, "下载"+name)
	}
	var refused *disclosure.TransitionError
	if errors.As(err, &refused) {
		v.trouble(http.StatusConflict, "保存期限已过，个人信息已经删除，不能再制作告知书。")
		return
	}
	var b bytes.Buffer
	if err == nil {
		err = letter.Write(&b, l)
	}
	if err != nil {
		v.fail(err)
		return
	}
	v.file("application/vnd.openxmlformats-officedocument.wordprocessingml.document", name+"-"+r.ID+".docx", b.Bytes())
}

// wanted is the reply that a document is asked of, and its day.
func (v *visit) wanted(r disclosure.Request) (disclosure.Reply, civil.Date, error) {
	if v.field("draft") != "" {
		p, _, _ := r.Proposed()
		return p, v.day(), nil
	}
	if v.field("outcome") != "" {
		p, _ := v.readReply(r, v.r.PostForm)
		day, err := dayOf(v.r.PostForm, "day")
		return p, day, err
	}
	p, _ := r.Reply()
	var day civil.Date
	for _, e := range r.Events {
		if e.Reply != nil {
			day = e.Day
		}
	}
	return p, day, nil
}

// attachment is a file that came with the application; it is personal, so it is
// kept that it was fetched.
func (v *visit) attachment() {
	r, ok := v.find()
	if !ok {
		return
	}
	n, err := strconv.Atoi(v.r.PathValue("n"))
	if err != nil || r.Erased {
		v.trouble(http.StatusNotFound, "")
		return
	}
	a, data, err := v.Desk.File(v.ctx(), r.ID, n)
	if err == nil {
		err = v.viewed(r, "下载申请的附件")
	}
	if err != nil {
		v.fail(err)
		return
	}
	v.file(a.Type, a.Name, data)
}

// file answers with something to keep.
func (v *visit) file(kind, name string, data []byte) {
	h := v.w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
	h.Set("Content-Length", strconv.Itoa(len(data)))
	_, _ = v.w.Write(data) // the reader is gone
}
