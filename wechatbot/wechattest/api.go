package wechattest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Client returns an HTTP client that reaches this platform instead of WeChat's
// servers, and nothing else. Each is a new one, without a time limit: give it the
// bot's own. It calls from 127.0.0.1: see Whitelist.
func (p *Platform) Client() *http.Client { return p.ClientFrom("127.0.0.1") }

// ClientFrom is Client, calling from another address: see Whitelist.
func (p *Platform) ClientFrom(address string) *http.Client {
	return &http.Client{Transport: wire{p, address}}
}

// API is WeChat's servers as a handler, for a bot that takes no http.Client and
// can be told another base address, or runs as another process:
//
//	server := httptest.NewServer(p.API())
//	bot := newBot(p.Account(), server.URL)
//
// The paths are those of api.weixin.qq.com, mp.weixin.qq.com and
// qyapi.weixin.qq.com together. A fault that breaks the network ends the
// connection.
func (p *Platform) API() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil {
			from = "127.0.0.1"
		}
		r = r.Clone(r.Context())
		r.URL.Scheme, r.URL.Host = "https", "api.weixin.qq.com"
		if path := r.URL.Path; path == robotSend || path == corpToken || strings.HasPrefix(path, contacts) {
			r.URL.Host = wecomHost
		}
		res, err := wire{p, from}.RoundTrip(r)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		defer res.Body.Close()
		for name, values := range res.Header {
			w.Header()[name] = values
		}
		w.WriteHeader(res.StatusCode)
		io.Copy(w, res.Body) // a caller that is gone has lost its answer
	})
}

// Handle answers the calls to a path by h, in place of the platform: those that it
// does not play, such as /sns/jscode2session, and those that it should play otherwise.
// The path is a whole one. Faults hold, the call is written down, and but for
// those under /sns/ it needs a valid access token as every other does; a nil
// handler takes it back.
func (p *Platform) Handle(path string, h http.Handler) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if h == nil {
		delete(p.own, path)
		return
	}
	p.own[path] = h
}

// maxCall is how much of a call's body is read, in bytes: WeChat's largest upload
// and what stands around it.
const maxCall = 12 << 20

type wire struct {
	p    *Platform
	from string
}

// A result is what comes back of a call.
type result struct {
	status int
	header http.Header
	body   []byte
	after  time.Duration // when it begins to come
	over   time.Duration // how long it takes to
}

// RoundTrip implements http.RoundTripper.
func (w wire) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	switch req.URL.Hostname() {
	case "api.weixin.qq.com", "mp.weixin.qq.com", wecomHost, picturesHost:
	default:
		return nil, fmt.Errorf("wechattest: no such host: %q: Platform.Client reaches WeChat's servers and nothing else", req.URL.Hostname())
	}
	var body []byte
	if req.Body != nil {
		var err error
		if body, err = io.ReadAll(io.LimitReader(req.Body, maxCall)); err != nil {
			return nil, err
		}
		req.Body.Close()
	}
	got, err := w.p.serve(req, w.from, body)
	if err != nil {
		return nil, err
	}
	if err := pass(req.Context(), got.after); err != nil {
		return nil, err
	}
	return &http.Response{
		StatusCode: got.status, Status: fmt.Sprintf("%d %s", got.status, http.StatusText(got.status)), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: got.header, Body: got.reader(req.Context()), ContentLength: int64(len(got.body)), Request: req,
	}, nil
}

// answer is a JSON answer of WeChat.
type answer map[string]any

// A request is one call to the API, with what the handlers need of it.
type request struct {
	query url.Values
	body  []byte
	file  []byte // of a multipart upload
	name  string
	about string // the field description of an upload
	from  string // the caller's address
	why   *error // why the JSON could not be read
}

func (r request) json(v any) bool {
	err := json.Unmarshal(r.body, v)
	if err != nil && r.why != nil {
		*r.why = err
	}
	return err == nil
}

// serve answers one call and writes it down.
func (p *Platform) serve(req *http.Request, from string, body []byte) (got result, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	call := Call{At: p.now(), Method: req.Method, Path: req.URL.Path, Body: p.sent(req, body), Status: http.StatusOK}
	defer func() { p.calls = append(p.calls, call) }()
	f, hit := p.failing(req.URL.Path)
	if hit {
		call.Fault = f.chinese()
	}
	switch {
	case hit && f.status != 0:
		call.Status, call.Answer = f.status, f.lie
		return f.page(), nil
	case hit && f.err != nil && !f.carried():
		call.Status = 0
		return result{}, f.err
	}
	a, raw := refused(f.code), false
	if !hit || f.carried() {
		if got, call.Answer, raw = p.raw(req, body); !raw {
			a = p.route(req, from, body)
		}
	}
	if !raw {
		call.Answer = p.written(a)
	}
	switch {
	case hit && f.err != nil:
		call.Status = 0
		return result{}, f.err
	case raw:
		call.Status, got.after, got.over = got.status, f.slow, f.trickle
		return got, nil
	}
	if code, isInt := a["errcode"].(int); isInt {
		call.Errcode = code
	}
	text, err := json.Marshal(a)
	return result{http.StatusOK, http.Header{"Content-Type": {"application/json; encoding=utf-8"}}, text, f.slow, f.trickle}, err
}

// sent is the body of a call as it is written down.
func (p *Platform) sent(req *http.Request, body []byte) string {
	if strings.HasPrefix(req.Header.Get("Content-Type"), "multipart/") {
		return "[file]"
	}
	return p.redact(string(body))
}

// raw is an answer that is not the platform's own JSON, and how it is written down.
func (p *Platform) raw(req *http.Request, body []byte) (got result, written string, is bool) {
	if got, is = p.handled(req, body); is {
		return got, p.redact(string(got.body)), true
	}
	got, is = p.file(req, body)
	return got, "[file]", is
}

// handled is what a handler of Handle answers, if there is one and the call may
// reach it. It may ask the platform about itself meanwhile.
func (p *Platform) handled(req *http.Request, body []byte) (result, bool) {
	h := p.own[req.URL.Path]
	if h == nil || p.needsToken(req) && p.unauthorized(req.URL.Query().Get("access_token")) != 0 {
		return result{}, false
	}
	p.mu.Unlock()
	defer p.mu.Lock()
	r := req.Clone(req.Context())
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	r.RequestURI, r.Host = req.URL.RequestURI(), req.URL.Host
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	return result{status: rec.Code, header: rec.Header(), body: rec.Body.Bytes()}, true
}

// needsToken says whether a call needs a valid access token of the account: all
// but those for one, that which sets counts back by the secret, and those that go by a citizen's consent.
func (p *Platform) needsToken(req *http.Request) bool {
	path := req.URL.Path
	own := []string{"/cgi-bin/token", "/cgi-bin/stable_token", "/cgi-bin/clear_quota/v2"}
	return !isWeCom(req) && !slices.Contains(own, path) && !strings.HasPrefix(path, "/sns/")
}

// upload takes the file out of a multipart body. What is larger than is read here is
// larger than any medium: it is taken as far as it goes, for its kind to refuse.
func (r *request) upload(req *http.Request) error {
	kind, params, err := mime.ParseMediaType(req.Header.Get("Content-Type"))
	if err != nil || !strings.HasPrefix(kind, "multipart/") {
		return nil
	}
	mr := multipart.NewReader(bytes.NewReader(r.body), params["boundary"])
	for {
		part, err := mr.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		data, err := io.ReadAll(part)
		if err != nil && len(r.body) < maxCall {
			return err
		}
		switch {
		case part.FileName() != "":
			r.name, r.file = part.FileName(), data
		case part.FormName() == "description":
			r.about = string(data)
		}
		if err != nil {
			return nil
		}
	}
}
