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
)

// Client returns an HTTP client that reaches this platform instead of WeChat's
// servers, and nothing else.
func (p *Platform) Client() *http.Client { return &http.Client{Transport: wire{p}} }

type wire struct{ p *Platform }

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
	if res := w.p.fetched(req); res != nil {
		return res, nil
	}
	status, text, err := w.p.serve(req, body)
	if err != nil {
		return nil, err
	}
	return &http.Response{
		StatusCode: status, Status: fmt.Sprintf("%d %s", status, http.StatusText(status)), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {"application/json; encoding=utf-8"}},
		Body:   io.NopCloser(bytes.NewReader(text)), ContentLength: int64(len(text)), Request: req,
	}, nil
}

// answer is a JSON answer of WeChat.
type answer map[string]any

// errcodes are the platform's own words for what it refuses.
var errcodes = map[int]string{
	-1: "system error", 40001: "invalid credential", 40003: "invalid openid", 40004: "invalid media type",
	40007: "invalid media_id", 40013: "invalid appid", 40125: "invalid appsecret", 40164: "invalid ip, not in whitelist",
	41030: "invalid page", 42001: "access_token expired", 43004: "require subscribe", 43101: "user refuse to accept the msg",
	44002: "empty post data", 45003: "title size out of limit", 45004: "description size out of limit", 45009: "reach max api daily quota limit",
	45015: "response out of time limit or subscription is canceled", 45028: "has no masssend quota", 45047: "out of response count limit",
	45065: "clientmsgid exist", 47001: "data format error", 48001: "api unauthorized", 53404: "article not found", 93000: "invalid webhook url",
	45166: "invalid content", 45056: "too many tag now, no need to add new", 45059: "can't add this tag to the user, beyond the limit", 45067: "clientmsgid size out of limit",
	40014: "invalid access_token", 40017: "invalid button size", 40018: "invalid button name size", 40058: "invalid parameter", 40063: "some parameters are empty", 48002: "api forbidden", 44004: "empty content",
	45157: "invalid tag name", 45158: "tag name too long", 45159: "invalid tag id", 40031: "invalid openid list", 40032: "invalid openid list size", 40037: "invalid template_id", 61004: "access clientip is not registered",
}

// refused is an answer with an errcode.
func refused(code int) answer {
	text, ok := errcodes[code]
	if !ok {
		text = "error"
	}
	return answer{"errcode": code, "errmsg": text}
}

func ok() answer { return answer{"errcode": 0, "errmsg": "ok"} }

// A request is one call to the API, with what the handlers need of it.
type request struct {
	query url.Values
	body  []byte
	file  []byte // of a multipart upload
	name  string
}

func (r request) json(v any) bool { return json.Unmarshal(r.body, v) == nil }

// serve answers one call and writes it down.
func (p *Platform) serve(req *http.Request, body []byte) (status int, text []byte, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	call := Call{At: p.now(), Method: req.Method, Path: req.URL.Path, Body: p.redact(string(body)), Status: http.StatusOK}
	defer func() { p.calls = append(p.calls, call) }()
	if strings.HasPrefix(req.Header.Get("Content-Type"), "multipart/") {
		call.Body = "[file]"
	}
	f, hit := p.failing(req.URL.Path)
	if hit && f.status != 0 {
		call.Status = f.status
		return f.status, []byte("<html>" + http.StatusText(f.status) + "</html>"), nil
	}
	if hit && f.err != nil {
		call.Status = 0
		if f.after {
			call.Answer = p.written(p.route(req, body))
		}
		return 0, nil, f.err
	}
	a := refused(f.code)
	if !hit {
		a = p.route(req, body)
	}
	if code, isInt := a["errcode"].(int); isInt {
		call.Errcode = code
	}
	call.Answer = p.written(a)
	text, err = json.Marshal(a)
	return call.Status, text, err
}

// route finds the handler of a path. Every path but those for tokens and
// robots needs a valid access token.
func (p *Platform) route(req *http.Request, body []byte) answer {
	r := request{query: req.URL.Query(), body: body}
	path := req.URL.Path
	switch path {
	case "/cgi-bin/token":
		return p.classicToken(r)
	case "/cgi-bin/stable_token":
		return p.stableToken(r)
	case "/cgi-bin/webhook/send":
		return p.robot(r)
	case "/cgi-bin/gettoken":
		return p.corpToken(r)
	}
	if isWeCom(req) {
		return p.wecom(path, r)
	}
	if code := p.unauthorized(r.query.Get("access_token")); code != 0 {
		return refused(code)
	}
	if err := r.upload(req); err != nil {
		return refused(44002)
	}
	handlers := map[string]func(request) answer{
		"/cgi-bin/menu/create": p.menuCreate, "/cgi-bin/menu/get": p.menuGet, "/cgi-bin/menu/delete": p.menuDelete,
		mediaGet: p.refuseMedium, "/cgi-bin/media/upload": p.upload, "/cgi-bin/media/uploadimg": p.upload, "/cgi-bin/material/add_material": p.upload,
		"/cgi-bin/draft/add": p.draftAdd, "/cgi-bin/draft/get": p.draftGet, "/cgi-bin/draft/delete": p.draftDelete,
		"/cgi-bin/freepublish/submit": p.publish, "/cgi-bin/freepublish/get": p.publishGet, "/cgi-bin/freepublish/delete": p.publishDelete,
		"/cgi-bin/message/custom/send": p.custom, "/cgi-bin/message/template/send": p.template,
		"/cgi-bin/message/mass/sendall": p.massByFilter, "/cgi-bin/message/mass/send": p.massByList, "/cgi-bin/message/mass/get": p.massGet,
		"/cgi-bin/message/mass/preview": p.preview, "/cgi-bin/message/mass/delete": p.massDelete,
		"/cgi-bin/tags/create": p.tagCreate, "/cgi-bin/tags/get": p.tagGet,
		"/cgi-bin/tags/members/batchtagging": p.tagging, "/cgi-bin/tags/members/batchuntagging": p.untagging,
		"/cgi-bin/tags/getidlist": p.tagsOf,
		"/cgi-bin/user/info":      p.userInfo, "/cgi-bin/qrcode/create": p.qrcode, "/cgi-bin/message/subscribe/bizsend": p.bizsend,
		"/cgi-bin/getcallbackip": func(request) answer { return answer{"ip_list": []string{"127.0.0.1"}} },
	}
	h, known := handlers[path]
	if !known {
		return refused(48001)
	}
	return h(r)
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
