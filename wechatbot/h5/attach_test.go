package h5_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

const (
	photo = "\xff\xd8\xff\xe0 a photo"
	scan  = "%PDF-1.7 a scan"
)

// upload sends files, each with its name, as the form of the page does.
func (b *visitor) upload(files ...[2]string) *httptest.ResponseRecorder {
	b.t.Helper()
	return b.uploadTo("/apply/files", files...)
}

func (b *visitor) uploadTo(path string, files ...[2]string) *httptest.ResponseRecorder {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, f := range files {
		part, err := form.CreateFormFile("file", f[0])
		require.NoError(b.t, err)
		_, err = io.WriteString(part, f[1])
		require.NoError(b.t, err)
	}
	require.NoError(b.t, form.Close())
	return b.sends(http.MethodPost, path, form.FormDataContentType(), &body)
}

func (b *visitor) detaches(name string) {
	b.t.Helper()
	body := b.get("/apply?step=check").Body.String()
	m := regexp.MustCompile(`name="file" value="([0-9a-f]+)"><button class="small" type="submit" aria-label="去掉 ` + regexp.QuoteMeta(name) + `"`).FindStringSubmatch(body)
	require.NotNil(b.t, m, "no button takes %s off", name)
	b.goes("/apply?step=check#files", "/apply", "action", "detach", "file", m[1])
}

func TestFilesGoWithTheApplicationAndCanBeTakenOffBefore(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	fill(b)
	w := b.upload([2]string{"现场.jpg", photo}, [2]string{"批复.pdf", scan})
	require.Equal(t, http.StatusSeeOther, w.Code, w.Body.String())
	assert.Equal(t, "/apply?step=check#files", w.Header().Get("Location"))
	require.Equal(t, http.StatusSeeOther, b.upload([2]string{"又一次.jpg", photo}).Code, "the same bytes again")
	body := b.get("/apply?step=check").Body.String()
	assert.Contains(t, body, "附件1.jpg")
	assert.Contains(t, body, "附件2.pdf")
	assert.NotContains(t, body, "附件3")
	assert.Contains(t, body, "<dd>2 个")
	b.detaches("附件1.jpg")
	b.goes("/apply/done", "/apply", "action", "submit", "sealed", sealedIn(b))
	r := all(t, v.desk)[0]
	require.Len(t, r.Attachments, 1)
	a, data, err := v.desk.File(context.Background(), r.ID, 0)
	require.NoError(t, err)
	assert.Equal(t, "application/pdf", a.Type)
	assert.Equal(t, scan, string(data))
}

func TestFilesOfTheChatAreOnThePage(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	ctx := context.Background()
	require.NoError(t, v.desk.SaveDraft(ctx, disclosure.Draft{Owner: "wechat:one", Organ: "银川市兴庆区人民政府办公室", Subject: "某某路改造工程的环评批复", Consented: civil.DateOf(v.now), Saved: v.now}))
	_, err := v.desk.Attach(ctx, "wechat:one", "message", []byte(photo))
	require.NoError(t, err)
	b.post("/apply", "action", "ticket", "ticket", v.tickets.Issue("wechat:one", v.now))
	assert.Contains(t, b.get("/apply?step=check").Body.String(), "附件1.jpg")
	require.Equal(t, http.StatusSeeOther, b.upload([2]string{"批复.pdf", scan}).Code)
	d, err := v.desk.Draft(ctx, "wechat:one")
	require.NoError(t, err)
	assert.Len(t, d.Attachments, 2, "the chat sees what the page attached")
}

func TestAFileThatIsNotTakenIsNamedAndTheOthersStay(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	fill(b)
	w := b.upload([2]string{"现场.jpg", photo}, [2]string{"<b>程序.exe", "MZ\x90\x00"}, [2]string{"大.jpg", photo + strings.Repeat("0", disclosure.MaxAttachmentSize)})
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	body := w.Body.String()
	assert.Contains(t, body, "“&lt;b&gt;程序.exe”没有附上：只收图片（JPG、PNG、GIF）和PDF，这个文件的内容不是，或者坏了。")
	assert.Contains(t, body, "“大.jpg”没有附上：文件太大，每个不能超过10MB。")
	assert.Contains(t, body, "附件1.jpg", "what was right is there")
	assert.Contains(t, body, `name="sealed"`, "and the application can go on")
	assert.Contains(t, b.upload().Body.String(), "没有收到文件")
	assert.Contains(t, b.post("/apply/files", "file", "x").Body.String(), "没有收到文件", "a form without files")
}

func TestThereIsNoSixthFile(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	fill(b)
	for i := range disclosure.MaxAttachments {
		require.Equal(t, http.StatusSeeOther, b.upload([2]string{"a.jpg", fmt.Sprint(photo, i)}).Code)
	}
	assert.Contains(t, b.get("/apply?step=check").Body.String(), "已经附满5个")
	w := b.upload([2]string{"第六.jpg", photo + "6"})
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "“第六.jpg”没有附上：最多附5个文件")
	b.detaches("附件3.jpg")
	assert.Equal(t, http.StatusSeeOther, b.upload([2]string{"第六.jpg", photo + "6"}).Code)
	assert.Contains(t, b.get("/apply?step=check").Body.String(), "附件3.jpg")
}

func TestNothingIsAttachedBeforeTheNoticeIsAgreedTo(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	w := b.upload([2]string{"现场.jpg", photo})
	assert.Equal(t, "/apply?lost=1", w.Header().Get("Location"), "without an application")
	b.goes("/apply?step=found", "/apply", "step", "what", "subject", "某某路改造工程的环评批复")
	assert.NotContains(t, b.get("/apply?step=check").Body.String(), `type="file"`)
	w = b.upload([2]string{"现场.jpg", photo})
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "请先看过个人信息告知")
}

func TestAFileTakenOffInAnotherWindowIsNotSubmittedUnseen(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	fill(b)
	require.Equal(t, http.StatusSeeOther, b.upload([2]string{"现场.jpg", photo}).Code)
	old := sealedIn(b)
	b.detaches("附件1.jpg")
	b.goes("/apply?step=check&changed=1", "/apply", "action", "submit", "sealed", old)
	assert.Empty(t, all(t, v.desk))
	require.Equal(t, http.StatusSeeOther, b.upload([2]string{"现场.jpg", photo + "2"}).Code)
	old = sealedIn(b)
	b.goes("/apply?dropped=1", "/apply", "action", "cancel")
	b.goes("/apply/done", "/apply", "action", "submit", "sealed", old)
	assert.Empty(t, all(t, v.desk)[0].Attachments, "the bytes went with the draft")
}

func TestAStrangerTakesNothingOff(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	fill(b)
	require.Equal(t, http.StatusSeeOther, b.upload([2]string{"现场.jpg", photo}).Code)
	id := regexp.MustCompile(`name="file" value="([0-9a-f]+)"`).FindStringSubmatch(b.get("/apply?step=check").Body.String())
	require.NotNil(t, id)
	stranger := v.visitor(t)
	stranger.goes("/apply?lost=1", "/apply", "action", "detach", "file", id[1])
	assert.Contains(t, b.get("/apply?step=check").Body.String(), "附件1.jpg")
}

func TestTooManyUploadsAtOnceAreAskedToWait(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	fill(b)
	ended := make(chan int)
	var open []*io.PipeWriter
	for range 4 {
		read, write := io.Pipe()
		go func() {
			ended <- b.sends(http.MethodPost, "/apply/files", "multipart/form-data; boundary=x", read).Code
		}()
		_, err := io.WriteString(write, "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n"+photo)
		require.NoError(t, err) // it is being read
		open = append(open, write)
	}
	w := b.upload([2]string{"现场.jpg", photo})
	assert.Equal(t, http.StatusServiceUnavailable, w.Code)
	assert.Equal(t, "30", w.Header().Get("Retry-After"))
	assert.Contains(t, w.Body.String(), "过半分钟再试")
	for _, write := range open {
		write.CloseWithError(io.ErrUnexpectedEOF)
		assert.Equal(t, http.StatusUnprocessableEntity, <-ended, "an upload that breaks off")
	}
	assert.Equal(t, http.StatusSeeOther, b.upload([2]string{"现场.jpg", photo}).Code)
}

func TestAnUploadThatIsMuchTooLargeIsCutOff(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	fill(b)
	head := "--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n"
	w := b.sends(http.MethodPost, "/apply/files", "multipart/form-data; boundary=x", io.MultiReader(strings.NewReader(head), io.LimitReader(zeros{}, 60<<20)))
	assert.Equal(t, http.StatusRequestEntityTooLarge, w.Code)
	assert.Contains(t, w.Body.String(), "文件太大")
}

// zeros is a body without end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
