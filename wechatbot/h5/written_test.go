package h5_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// lines is a text of so many characters as a browser counts them, in lines of 24.
func lines(n int) string {
	return string([]rune(strings.Repeat(strings.Repeat("某", 24)+"\n", n/25+1))[:n])
}

// A browser counts a line's end as one character and sends two.
func TestNoEndOfASupplementIsCutOff(t *testing.T) {
	v := newTown(t)
	r := submitted(t, v)
	day := civil.Day(2015, time.December, 10)
	_, err := v.desk.Record(t.Context(), r.ID, disclosure.CorrectionAsked(day, civil.Day(2015, time.December, 25), "请写明工程的名称"))
	require.NoError(t, err)
	b := v.tracking(t, r)

	long := lines(2300) + "末尾"
	w := b.post("/progress", "act", "supplemented", "id", r.ID, "note", strings.ReplaceAll(long, "\n", "\r\n"))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "写得太长了，请压到2000个字以内")
	assert.Contains(t, w.Body.String(), long+"</textarea>", "nothing of it is lost")

	text := lines(1990) + "末尾"
	require.Less(t, len([]rune(text)), 2001)
	require.Greater(t, len([]rune(strings.ReplaceAll(text, "\n", "\r\n"))), 2000)
	b.goes("/progress?id="+r.ID+"&done=supplemented", "/progress", "act", "supplemented", "id", r.ID, "note", strings.ReplaceAll(text, "\n", "\r\n"))
	got, err := v.desk.Request(t.Context(), r.ID)
	require.NoError(t, err)
	assert.Equal(t, text, got.Events[len(got.Events)-1].Note)

	w = b.post("/progress", "act", "supplemented", "id", r.ID, "note", "再补一句")
	assert.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), `<p class="quote">再补一句</p>`, "what is not taken can be copied")
}

func TestNoEndOfAnAdditionToACaseIsCutOff(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	b.goes("/case/done", "/case", "action", "submit", "sealed", writes(b, "kind", "complaint", "text", noise))
	c := allCases(t, v)[0]
	for _, post := range []func(note string) (int, string){
		func(note string) (int, string) {
			w := b.post("/progress", "act", "supplemented", "id", c.ID, "note", note)
			return w.Code, w.Body.String()
		},
		func(note string) (int, string) {
			w := b.adds(c.ID, note)
			return w.Code, w.Body.String()
		},
	} {
		code, body := post(strings.ReplaceAll(lines(2300)+"末尾", "\n", "\r\n"))
		assert.Equal(t, http.StatusUnprocessableEntity, code)
		assert.Contains(t, body, "末尾</textarea>")
		text := lines(1990) + "末尾"
		code, body = post(strings.ReplaceAll(text, "\n", "\r\n"))
		require.Equal(t, http.StatusSeeOther, code, body)
		events := allCases(t, v)[0].Events
		assert.Equal(t, text, events[len(events)-1].Text)
		v.now = v.now.Add(5 * time.Minute)
	}
}

// One form takes words and pictures: a press sends both.
func TestWordsAndPicturesAreAddedTogether(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	b.goes("/case/done", "/case", "action", "submit", "sealed", writes(b, "kind", "complaint", "text", noise))
	c := allCases(t, v)[0]
	at := "/progress?id=" + c.ID
	assert.Equal(t, 1, strings.Count(b.get(at).Body.String(), "提交补充"))
	assert.NotContains(t, b.get(at).Body.String(), "添加</button>")

	w := b.adds(c.ID, "昨晚又有一次", [2]string{"工具.exe", "MZ\x90"})
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "昨晚又有一次</textarea>", "a file that is refused takes no words with it")
	assert.Contains(t, w.Body.String(), "“工具.exe”没有附上")

	w = b.adds(c.ID, "昨晚又有一次", [2]string{"现场.jpg", photo})
	require.Equal(t, http.StatusSeeOther, w.Code, w.Body.String())
	w = b.adds(c.ID, "只有一句话")
	require.Equal(t, http.StatusSeeOther, w.Code, w.Body.String())
	got := allCases(t, v)[0]
	assert.Len(t, got.Files(), 1)
	var said []string
	for _, e := range got.Events {
		if e.Act == cases.ActSupplemented && e.Text != "" {
			said = append(said, e.Text)
		}
	}
	assert.Equal(t, []string{"昨晚又有一次", "只有一句话"}, said)
	assert.Equal(t, http.StatusUnprocessableEntity, b.adds(c.ID, "").Code, "nothing was added")

	v.now = v.now.Add(61 * time.Minute)
	w = b.adds(c.ID, "过了一小时", [2]string{"现场.jpg", photo})
	assert.Equal(t, http.StatusUnauthorized, w.Code)
	assert.Contains(t, w.Body.String(), `name="note" value="过了一小时"`)
	assert.Contains(t, w.Body.String(), "文件请以后再选一次")
}

// adds sends the form of an addition to a case; where no file was chosen a browser
// sends an empty one.
func (b *visitor) adds(id, note string, files ...[2]string) *httptest.ResponseRecorder {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	require.NoError(b.t, form.WriteField("note", note))
	if len(files) == 0 {
		files = [][2]string{{"", ""}}
	}
	for _, f := range files {
		part, err := form.CreateFormFile("file", f[0])
		require.NoError(b.t, err)
		_, err = io.WriteString(part, f[1])
		require.NoError(b.t, err)
	}
	require.NoError(b.t, form.Close())
	return b.sends(http.MethodPost, "/progress/files?id="+id, form.FormDataContentType(), &body)
}
