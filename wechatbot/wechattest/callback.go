package wechattest

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"time"
)

// How long WeChat waits for an answer, and how often it asks in all (被动回复).
const (
	patience = 5 * time.Second
	tries    = 3
)

// callbackIP is where callbacks come from, as getcallbackip says.
const callbackIP = "192.0.2.1"

// errPanicked says that the bot's handler panicked: net/http cuts the connection
// then, and WeChat asks again.
var errPanicked = errors.New("wechattest: the bot panicked")

// unanswered says whether a try had no answer, so that WeChat asks again.
func unanswered(err error) bool {
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, errPanicked)
}

// deliver makes one try, with WeChat's patience of five seconds. It returns
// what came back, and what was sent.
func (f *Follower) deliver(m Message) (back, wire []byte, err error) {
	req, wire, err := f.platform.request(f.xml(m), f.platform.Now())
	if err != nil {
		return nil, nil, err
	}
	rec, err := serve(f.bot, req)
	if err != nil {
		return nil, wire, err
	}
	if rec.Code != http.StatusOK {
		return nil, wire, fmt.Errorf("wechattest: the bot answers %d%s", rec.Code, f.platform.hint(rec.Code))
	}
	return rec.Body.Bytes(), wire, nil
}

// hint is what to look at where a bot refuses what it should take.
func (p *Platform) hint(status int) string {
	mode := "plain"
	switch {
	case p.both:
		mode = "compatible"
	case p.account.AESKey != "":
		mode = "safe"
	}
	switch {
	case status == http.StatusNotFound:
		return ": it is asked at /wechat"
	case status < http.StatusBadRequest || status >= http.StatusInternalServerError:
		return ""
	}
	return ": has it this platform's Account, in " + mode + " mode, and its time from Now?"
}

// serve lets a handler answer a request as a server would: a panic ends in no
// answer, and so does what takes longer than WeChat waits.
func serve(bot http.Handler, req *http.Request) (*httptest.ResponseRecorder, error) {
	ctx, cancel := context.WithTimeout(req.Context(), patience)
	defer cancel()
	rec, done := httptest.NewRecorder(), make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- fmt.Errorf("%w: %v", errPanicked, p)
			}
			close(done)
		}()
		bot.ServeHTTP(rec, req.WithContext(ctx))
	}()
	select {
	case err := <-done:
		return rec, err
	case <-ctx.Done():
		return nil, fmt.Errorf("wechattest: the bot does not answer within five seconds: %w", ctx.Err())
	}
}

// Request makes the callback request that carries a message to a bot, as the
// account's mode has it.
func (p *Platform) Request(message []byte, at time.Time) (*http.Request, error) {
	req, _, err := p.request(message, at)
	return req, err
}

func (p *Platform) request(message []byte, at time.Time) (*http.Request, []byte, error) {
	query, wire, err := p.account.callback(message, at)
	if err != nil {
		return nil, nil, err
	}
	if p.both {
		sealed := wire[bytes.Index(wire, []byte("<Encrypt>")):]
		wire = append(bytes.TrimSuffix(bytes.TrimSpace(message), []byte("</xml>")), sealed...)
	}
	return post(query, wire), wire, nil
}

// Request makes the callback request that carries a message: signed, and in
// safe mode encrypted.
func (a Account) Request(message []byte, at time.Time) (*http.Request, error) {
	query, wire, err := a.callback(message, at)
	if err != nil {
		return nil, err
	}
	return post(query, wire), nil
}

func post(query url.Values, body []byte) *http.Request {
	req := httptest.NewRequest(http.MethodPost, "/wechat?"+query.Encode(), bytes.NewReader(body))
	req.Header.Set("Content-Type", "text/xml")
	req.RemoteAddr = callbackIP + ":1234"
	return req
}

var fromUser = regexp.MustCompile(`<FromUserName>(?:<!\[CDATA\[)?([^<\]]*)`)

// sender is who a message is from, "" if it does not say. WeChat writes it into
// the query too, in the open, and no signature covers it.
func sender(message []byte) string {
	m := fromUser.FindSubmatch(message)
	if m == nil {
		return ""
	}
	return string(m[1])
}

// callback makes the query and the body that carry a message.
func (a Account) callback(message []byte, at time.Time) (url.Values, []byte, error) {
	q := url.Values{"timestamp": {strconv.FormatInt(at.Unix(), 10)}, "nonce": {random("0123456789", 10)}}
	q.Set("signature", Sign(a.Token, q.Get("timestamp"), q.Get("nonce")))
	if from := sender(message); from != "" {
		q.Set("openid", from)
	}
	if a.AESKey == "" {
		return q, message, nil
	}
	sealed, err := Encrypt(a.AESKey, a.AppID, message)
	if err != nil {
		return nil, nil, err
	}
	q.Set("encrypt_type", "aes")
	q.Set("msg_signature", Sign(a.Token, q.Get("timestamp"), q.Get("nonce"), sealed))
	message, err = xml.Marshal(struct {
		XMLName xml.Name `xml:"xml"`
		To      cdata    `xml:"ToUserName"`
		Encrypt cdata    `xml:"Encrypt"`
	}{To: cdata{a.original()}, Encrypt: cdata{sealed}})
	return q, message, err
}
