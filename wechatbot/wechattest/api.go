package wechattest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Client returns an HTTP client that reaches this platform instead of WeChat's
// servers, and nothing else.
func (p *Platform) Client() *http.Client { return p.ClientFrom("127.0.0.1") }

// ClientFrom is Client, calling from another address: see Whitelist.
func (p *Platform) ClientFrom(address string) *http.Client {
	return &http.Client{Transport: wire{p, address}}
}

type wire struct {
	p    *Platform
	from string
}

// A result is what comes back of a call.
type result struct {
	status int
	header http.Header
	body   []byte
	after  time.Duration
}

// RoundTrip implements http.RoundTripper.
func (w wire) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	switch req.URL.Hostname() {
	case "api.weixin.qq.com", "mp.weixin.qq.com", "qyapi.weixin.qq.com":
	default:
		return nil, fmt.Errorf("wechattest: no such host: %s", req.URL.Hostname())
	}
	var body []byte
	if req.Body != nil {
		var err error
		if body, err = io.ReadAll(io.LimitReader(req.Body, 12<<20)); err != nil {
			return nil, err
		}
		req.Body.Close()
	}
	got, err := w.p.serve(req, w.from, body)
	if err != nil {
		return nil, err
	}
	if got.after > 0 {
		late := time.NewTimer(got.after)
		defer late.Stop()
		select {
		case <-late.C:
		case <-req.Context().Done():
			return nil, req.Context().Err()
		}
	}
	return &http.Response{
		StatusCode: got.status, Status: fmt.Sprintf("%d %s", got.status, http.StatusText(got.status)), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: got.header, Body: io.NopCloser(bytes.NewReader(got.body)), ContentLength: int64(len(got.body)), Request: req,
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
	from  string // the caller's address
}

func (r request) json(v any) bool { return json.Unmarshal(r.body, v) == nil }

// serve answers one call and writes it down.
func (p *Platform) serve(req *http.Request, from string, body []byte) (got result, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	call := Call{At: p.now(), Method: req.Method, Path: req.URL.Path, Body: p.redact(string(body)), Status: http.StatusOK}
	defer func() { p.calls = append(p.calls, call) }()
	if strings.HasPrefix(req.Header.Get("Content-Type"), "multipart/") {
		call.Body = "[file]"
	}
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
	a := refused(f.code)
	if !hit || f.carried() {
		if file, is := p.file(req); is {
			call.Answer, file.after = "[file]", f.slow
			return file, nil
		}
		a = p.route(req, from, body)
	}
	call.Answer = p.written(a)
	if hit && f.err != nil {
		call.Status = 0
		return result{}, f.err
	}
	if code, isInt := a["errcode"].(int); isInt {
		call.Errcode = code
	}
	text, err := json.Marshal(a)
	return result{http.StatusOK, http.Header{"Content-Type": {"application/json; encoding=utf-8"}}, text, f.slow}, err
}

// upload takes the file out of a multipart body.
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
		if part.FileName() != "" {
			r.name = part.FileName()
			if r.file, err = io.ReadAll(part); err != nil {
				return err
			}
		}
	}
}
