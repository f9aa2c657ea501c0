package weixin

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// CustomSend is the call for customer messages (客服消息).
const CustomSend = "/cgi-bin/message/custom/send"

const (
	apiHost   = "https://api.weixin.qq.com"
	robotHost = "https://qyapi.weixin.qq.com"
	maxAnswer = 4 << 20
)

// A Caller calls WeChat for one account, with a token that is shared by all
// its replicas (stable_token) and fetched again when WeChat no longer takes it, or WeCom
// for one application of an organisation.
type Caller struct {
	id, secret string
	corp       bool // the calls go to WeCom
	client     *http.Client
	now        func() time.Time

	mu    sync.Mutex
	token string
	until time.Time
}

// New calls WeChat for the official account of an AppID.
func New(appID, secret string, client *http.Client, now func() time.Time) *Caller {
	return &Caller{id: appID, secret: secret, client: client, now: now}
}

// NewCorp calls WeCom (企业微信) for an application of the organisation.
func NewCorp(id, secret string, client *http.Client, now func() time.Time) *Caller {
	return &Caller{id: id, secret: secret, corp: true, client: client, now: now}
}

// Call posts a JSON request under the account's token and reads the answer
// into out, which may be nil.
func (c *Caller) Call(ctx context.Context, api string, in, out any) error {
	body, err := encode(in)
	if err != nil {
		return fmt.Errorf("wechatbot: %s: %w", api, err)
	}
	return c.withToken(ctx, func(token string) error {
		return c.post(ctx, api, c.host()+api+"?access_token="+url.QueryEscape(token), "application/json; charset=utf-8", body, out)
	})
}

// Get asks for what WeChat gives to a GET alone.
func (c *Caller) Get(ctx context.Context, api string, out any) error {
	return c.withToken(ctx, func(token string) error {
		return c.send(ctx, http.MethodGet, api, c.host()+api+"?access_token="+url.QueryEscape(token), "", nil, out)
	})
}

// Upload sends a picture and returns its id.
func (c *Caller) Upload(ctx context.Context, api, name string, picture []byte) (id string, err error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, err := w.CreateFormFile("media", name)
	if err != nil {
		return "", fmt.Errorf("wechatbot: %s: %w", api, err)
	}
	part.Write(picture)
	w.Close()
	var out struct {
		MediaID string `json:"media_id"`
	}
	err = c.withToken(ctx, func(token string) error {
		return c.post(ctx, api, apiHost+api+"?type=image&access_token="+url.QueryEscape(token), w.FormDataContentType(), b.Bytes(), &out)
	})
	return out.MediaID, Answered(api, out.MediaID, err)
}

// Fetch gets what a citizen sent, by its media id. WeChat keeps it for three days.
// What has more than most bytes is cut off there, one byte longer, for the caller to see.
func (c *Caller) Fetch(ctx context.Context, mediaID string, most int64) (data []byte, err error) {
	const api = "/cgi-bin/media/get"
	err = c.withToken(ctx, func(token string) error {
		q := url.Values{"access_token": {token}, "media_id": {mediaID}}
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, apiHost+api+"?"+q.Encode(), nil)
		if err != nil {
			return fmt.Errorf("wechatbot: %s: bad request", api)
		}
		res, err := c.do(ctx, api, req)
		if err != nil {
			return err
		}
		defer res.Body.Close()
		if data, err = read(ctx, api, res.Body, most+1); err != nil {
			return err
		}
		var status struct {
			Code int `json:"errcode"`
		}
		if json.Unmarshal(data, &status) == nil && status.Code != 0 { // a refusal is JSON where bytes were asked for
			return &Error{API: api, Code: status.Code}
		}
		return nil
	})
	return data, err
}

// do carries out a request. Its error does not quote the address.
func (c *Caller) do(ctx context.Context, api string, req *http.Request) (*http.Response, error) {
	res, err := c.client.Do(req)
	switch {
	case err != nil && ctx.Err() != nil:
		return nil, fmt.Errorf("wechatbot: %s: %w", api, ctx.Err())
	case err != nil:
		return nil, away(api, err)
	case res.StatusCode != http.StatusOK:
		res.Body.Close()
		return nil, senseless(api, fmt.Sprintf("HTTP status %d", res.StatusCode))
	}
	return res, nil
}

// read reads an answer up to most bytes. Where the time of the call ran out meanwhile, its
// error is that of the context, as it is where nothing came at all.
func read(ctx context.Context, api string, body io.Reader, most int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(body, most))
	switch {
	case err != nil && ctx.Err() != nil:
		return nil, fmt.Errorf("wechatbot: %s: %w", api, ctx.Err())
	case err != nil:
		return nil, senseless(api, "the answer broke off")
	}
	return data, nil
}

// Robot posts into a WeCom group through its robot's webhook.
func (c *Caller) Robot(ctx context.Context, key string, in any) error {
	const api = "/cgi-bin/webhook/send"
	body, err := encode(in)
	if err != nil {
		return fmt.Errorf("wechatbot: %s: %w", api, err)
	}
	return c.post(ctx, api, robotHost+api+"?key="+url.QueryEscape(key), "application/json; charset=utf-8", body, nil)
}

// encode writes JSON without \u003c, which WeChat would show.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}

// withToken calls with the token, and once more with a new one when WeChat
// says that it is no longer good.
func (c *Caller) withToken(ctx context.Context, do func(token string) error) error {
	token, err := c.accessToken(ctx, "")
	if err != nil {
		return unsent(err)
	}
	err = do(token)
	if !Refused(err, 40001, 40014, 42001) {
		return err
	}
	if token, err = c.accessToken(ctx, token); err != nil {
		return unsent(err)
	}
	return do(token)
}

// accessToken returns the token in hand, or a fetched one when there is none,
// it is about to end, or it is the stale one.
func (c *Caller) accessToken(ctx context.Context, stale string) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.token != "" && c.token != stale && c.now().Before(c.until) {
		return c.token, nil
	}
	var out struct {
		Token   string `json:"access_token"`
		Seconds int    `json:"expires_in"`
	}
	if err := Answered("access_token", out.Token, c.fetchToken(ctx, &out)); err != nil {
		return "", err
	}
	c.token, c.until = out.Token, c.now().Add(time.Duration(out.Seconds)*time.Second-5*time.Minute)
	return c.token, nil
}

func (c *Caller) host() string {
	if c.corp {
		return robotHost
	}
	return apiHost
}

func (c *Caller) fetchToken(ctx context.Context, out any) error {
	if c.corp {
		const api = "/cgi-bin/gettoken"
		q := url.Values{"corpid": {c.id}, "corpsecret": {c.secret}}
		return c.send(ctx, http.MethodGet, api, robotHost+api+"?"+q.Encode(), "", nil, out)
	}
	const api = "/cgi-bin/stable_token"
	body, err := encode(map[string]any{"grant_type": "client_credential", "appid": c.id, "secret": c.secret})
	if err != nil {
		return fmt.Errorf("wechatbot: %s: %w", api, err)
	}
	return c.post(ctx, api, apiHost+api, "application/json", body, out)
}

func (c *Caller) post(ctx context.Context, api, address, kind string, body []byte, out any) error {
	return c.send(ctx, http.MethodPost, api, address, kind, body, out)
}

// send makes one call. What WeChat answers is read into out even when it
// refuses: some refusals carry an id.
func (c *Caller) send(ctx context.Context, method, api, address, kind string, body []byte, out any) error {
	req, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("wechatbot: %s: bad request", api)
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	res, err := c.do(ctx, api, req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	text, err := read(ctx, api, res.Body, maxAnswer)
	if err != nil {
		return err
	}
	var status struct {
		Code *int `json:"errcode"`
	}
	if json.Unmarshal(text, &status) != nil {
		return senseless(api, "the answer is not WeChat's, perhaps that of something in between")
	}
	said := status.Code != nil
	if said && *status.Code != 0 {
		if out != nil {
			_ = json.Unmarshal(text, out)
		}
		return &Error{API: api, Code: *status.Code}
	}
	// What neither says that it went well nor holds what was asked for comes from
	// something in between.
	if out == nil && !said || out != nil && json.Unmarshal(text, out) != nil {
		return senseless(api, "the answer lacks what it is for")
	}
	return nil
}

// An ID is one that WeChat writes as a number here and as text there.
type ID string

// UnmarshalJSON reads either.
func (id *ID) UnmarshalJSON(b []byte) error {
	*id = ID(bytes.Trim(b, `"`))
	return nil
}
