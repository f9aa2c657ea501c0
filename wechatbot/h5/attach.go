package h5

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"
	"time"

	"github.com/zwgk/zwgk/disclosure"
)

// Bounds of an upload. What a file may be and how many there may be, the desk
// says (disclosure.MaxAttachments); these bound what the server spends on it.
const (
	maxUpload   = disclosure.MaxAttachments*disclosure.MaxAttachmentSize + 1<<20 // bytes of one form
	uploads     = 4                                                              // at once; each holds one file in memory
	uploadTime  = 2 * time.Minute
	filesEach   = 100  // files an hour from one address
	filesOfAll  = 2000 // … and from all together
	maxFileName = 60   // characters of a file's own name that are shown back
)

// attach keeps the files of a form with the draft: those that are taken stay, and of
// each other it is said what is wrong.
func (s *site) attach(w http.ResponseWriter, r *http.Request) {
	d, there, err := s.draft(r)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	if !there {
		http.Redirect(w, r, s.to("/apply?lost=1"), http.StatusSeeOther)
		return
	}
	wrong, status, err := s.uploaded(w, r, nil, func(key string, data []byte) error {
		_, err := s.Desk.Attach(r.Context(), d.Owner, key, data)
		return err
	})
	if err != nil {
		s.failed(w, r, err)
		return
	}
	if len(wrong) > 0 {
		if d, _, err = s.draft(r); err != nil {
			s.failed(w, r, err)
			return
		}
		s.attachTrouble(w, r, status, d, wrong)
		return
	}
	http.Redirect(w, r, s.to("/apply?step=%s#files", stepCheck), http.StatusSeeOther)
}

// noFile is said to who sends a form of files without one.
const noFile = "没有收到文件，请先选择图片或者PDF，再提交。"

// uploaded hands the files of a form, one after the other, to keep, and says of each
// that is not kept why. A key is that of a file's bytes. What was written above them is
// read into note, unless that is nil; then files need not come.
func (s *site) uploaded(w http.ResponseWriter, r *http.Request, note *string, keep func(key string, data []byte) error) (wrong []string, status int, err error) {
	select {
	case s.uploading <- struct{}{}:
		defer func() { <-s.uploading }()
	default:
		if files, err := r.MultipartReader(); err == nil && note != nil {
			*note = noteBefore(files)
		}
		w.Header().Set("Retry-After", "30")
		return []string{"现在上传的人多，请过半分钟再试一次。填过的内容都还在。"}, http.StatusServiceUnavailable, nil
	}
	waitForUpload(w)
	files, err := r.MultipartReader()
	if err != nil {
		return []string{noFile}, http.StatusUnprocessableEntity, nil
	}
	return s.eachFile(r, files, note, keep)
}

// noteBefore is what was written above the files of a form.
func noteBefore(files *multipart.Reader) string {
	part, err := files.NextPart()
	if err != nil || part.FormName() != "note" {
		return ""
	}
	return noteIn(part)
}

func noteIn(part *multipart.Part) string {
	text, _ := io.ReadAll(io.LimitReader(part, maxForm)) // what is cut short is too long, too
	return noted(string(text))
}

// waitForUpload gives an upload its time: a phone is slower than a form needs. Where
// it cannot be set, the server's own stays.
func waitForUpload(w http.ResponseWriter) {
	c := http.NewResponseController(w)
	_ = c.SetReadDeadline(time.Now().Add(uploadTime))
	_ = c.SetWriteDeadline(time.Now().Add(uploadTime + 30*time.Second))
}

// eachFile is uploaded for the files that are there.
func (s *site) eachFile(r *http.Request, files *multipart.Reader, note *string, keep func(key string, data []byte) error) (wrong []string, status int, err error) {
	status = http.StatusUnprocessableEntity
	for n := 0; ; {
		part, err := files.NextPart()
		var tooLong *http.MaxBytesError
		switch {
		case errors.Is(err, io.EOF):
			if n == 0 && (note == nil || *note == "") {
				wrong = append(wrong, noFile)
			}
			return wrong, status, nil
		case errors.As(err, &tooLong):
			return append(wrong, "文件太大，后面的没有收到："+largest()), http.StatusRequestEntityTooLarge, nil
		case err != nil:
			return append(wrong, "上传中断了，请再试一次。"), status, r.Context().Err()
		}
		if part.FormName() == "note" && note != nil {
			*note = noteIn(part)
		}
		if part.FormName() != "file" || part.FileName() == "" {
			continue
		}
		n++
		if n > disclosure.MaxAttachments {
			return append(wrong, "一次最多传"+strconv.Itoa(disclosure.MaxAttachments)+"个文件，后面的没有收。"), status, nil
		}
		text, err := s.oneFile(r, part, keep)
		if err != nil {
			return nil, 0, err
		}
		if text != "" {
			wrong = append(wrong, "“"+cut(part.FileName(), maxFileName)+"”没有附上："+text)
		}
	}
}

func largest() string {
	return "每个不能超过" + strconv.Itoa(disclosure.MaxAttachmentSize>>20) + "MB。"
}

// oneFile hands one file to keep.
func (s *site) oneFile(r *http.Request, part *multipart.Part, keep func(key string, data []byte) error) (trouble string, err error) {
	if !s.files.allows(s.from(r), s.now(), filesEach, filesOfAll) {
		return "这一小时传的文件太多了，请过一会儿再传。", nil
	}
	var data bytes.Buffer
	data.Grow(int(min(max(r.ContentLength, 0), disclosure.MaxAttachmentSize)) + bytes.MinRead)
	_, err = io.Copy(&data, io.LimitReader(part, disclosure.MaxAttachmentSize+1))
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &tooLong):
		return "文件太大，" + largest(), nil
	case err != nil:
		return "上传中断了，请再试一次。", r.Context().Err()
	}
	sum := sha256.Sum256(data.Bytes())
	err = keep("h5:"+hex.EncodeToString(sum[:]), data.Bytes())
	switch {
	case errors.Is(err, disclosure.ErrFileTooLarge):
		return "文件太大，" + largest(), nil
	case errors.Is(err, disclosure.ErrFileType):
		return "只收图片（JPG、PNG、GIF）和PDF，这个文件的内容不是，或者坏了。", nil
	case errors.Is(err, disclosure.ErrTooManyFiles):
		return "最多附" + strconv.Itoa(disclosure.MaxAttachments) + "个文件，这一个没有收。", nil
	case errors.Is(err, disclosure.ErrNoDraft):
		return "请先看过个人信息告知，填好申请人。", nil
	}
	return "", err
}

// attachTrouble shows the summary with what is wrong with the files.
func (s *site) attachTrouble(w http.ResponseWriter, r *http.Request, status int, d disclosure.Draft, wrong []string) {
	v := applyView{Step: stepCheck, Draft: d, Form: s.formOf(d)}
	for _, text := range wrong {
		v.Form.wrong("file", text)
	}
	s.showForm(w, r, status, v)
}

// detach takes a file off the draft.
func (s *site) detach(w http.ResponseWriter, r *http.Request) {
	_, err := s.Desk.Detach(r.Context(), s.owner(r), cut(r.PostForm.Get("file"), 64))
	switch {
	case errors.Is(err, disclosure.ErrNoDraft):
		http.Redirect(w, r, s.to("/apply?lost=1"), http.StatusSeeOther)
	case err != nil:
		s.failed(w, r, err)
	default:
		http.Redirect(w, r, s.to("/apply?step=%s#files", stepCheck), http.StatusSeeOther)
	}
}
