package wechattest

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// Shows sends a picture, as a citizen does from her album: the platform keeps it
// under a media id, by which the account may fetch it.
func (f *Follower) Shows(picture []byte) Answer {
	id := f.platform.received("photo.jpg", picture)
	return f.Send(Message{Type: "image", MediaID: id, PicURL: "http://mmbiz.qpic.cn/" + id})
}

// received keeps what a citizen sent.
func (p *Platform) received(name string, data []byte) (id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	id = "in_" + random(letters, 20)
	p.media[id] = medium{name, data}
	return id
}

// mediaGet is the path at which an account fetches what a citizen sent. It
// answers with the bytes themselves, or with JSON where it refuses.
const mediaGet = "/cgi-bin/media/get"

// fetched answers with the bytes of a medium; nil where a JSON answer says more.
func (p *Platform) fetched(req *http.Request) *http.Response {
	if req.URL.Path != mediaGet {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	m, kept := p.media[req.URL.Query().Get("media_id")]
	if !kept || p.unauthorized(req.URL.Query().Get("access_token")) != 0 || p.broken(req.URL.Path) {
		return nil
	}
	p.calls = append(p.calls, Call{At: p.now(), Method: req.Method, Path: req.URL.Path, Answer: "[file]", Status: http.StatusOK})
	return &http.Response{
		StatusCode: http.StatusOK, Status: "200 OK", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {"image/jpeg"}, "Content-Disposition": {`attachment; filename="` + m.name + `"`},
			"Content-Length": {strconv.Itoa(len(m.data))}},
		Body: io.NopCloser(bytes.NewReader(m.data)), ContentLength: int64(len(m.data)), Request: req,
	}
}

// broken reports whether a fault waits for the next call of a path.
func (p *Platform) broken(path string) bool {
	for _, f := range p.faults {
		if f.times > 0 && strings.HasSuffix(path, f.suffix) {
			return true
		}
	}
	return false
}

// refuseMedium is the JSON answer to a fetch that gave no bytes.
func (p *Platform) refuseMedium(request) answer { return refused(40007) }
