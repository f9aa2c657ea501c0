package browsing

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"testing"
)

// A Visitor is a browser without JavaScript: it keeps cookies, follows redirects
// and sends forms. It needs no Chromium.
type Visitor struct {
	Base string // what the paths it is told stand behind; another server may take over

	t      testing.TB
	client http.Client
}

// Visit is a Visitor who has no cookies yet.
func Visit(t testing.TB, base string) *Visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &Visitor{Base: base, t: t, client: http.Client{Jar: jar}}
}

// Get opens a page and returns its status and all of it.
func (v *Visitor) Get(path string) (status int, page string) {
	v.t.Helper()
	return v.read(v.client.Get(v.Base + path))
}

// Post sends a form.
func (v *Visitor) Post(path string, form url.Values) (status int, page string) {
	v.t.Helper()
	return v.read(v.client.PostForm(v.Base+path, form))
}

// Send sends a form with a file in the field "file". The other fields are
// names and values in turn.
func (v *Visitor) Send(path, name string, file []byte, fields ...string) (status int, page string) {
	v.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i+1 < len(fields); i += 2 {
		form.WriteField(fields[i], fields[i+1]) // a buffer takes everything
	}
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		v.t.Fatal(err)
	}
	part.Write(file)
	form.Close()
	return v.read(v.client.Post(v.Base+path, form.FormDataContentType(), &body))
}

func (v *Visitor) read(res *http.Response, err error) (status int, page string) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return res.StatusCode, string(body)
}
