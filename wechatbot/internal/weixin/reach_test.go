package weixin_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/internal/weixin"
)

// leading is a way on which every connection leads to one address.
func leading(address string) http.RoundTripper {
	return &http.Transport{DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, address)
	}}
}

// way is a way on which every call ends in an error.
type way struct{ err error }

func (w way) RoundTrip(*http.Request) (*http.Response, error) { return nil, w.err }

// A call that never set out is told from one whose answer is lost, and why is said
// without the address.
func TestWhyWeChatCannotBeReached(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	closed.Close()
	another := httptest.NewTLSServer(http.NotFoundHandler()) // under a certificate that nobody trusts
	defer another.Close()
	dial := func(op string, err error) error {
		return &net.OpError{Op: op, Net: "tcp", Err: err}
	}
	for why, c := range map[string]struct {
		by  http.RoundTripper
		out bool // it may have been carried out
	}{
		"the connection was refused":                      {leading(closed.Addr().String()), false},
		"its certificate is not trusted here":             {leading(another.Listener.Addr().String()), false},
		"its name is not known here (DNS)":                {way{dial("dial", &net.DNSError{Err: "no such host", Name: "secret"})}, false},
		"no connection came about":                        {way{dial("dial", errors.New("secret"))}, false},
		"no way to the proxy":                             {way{dial("proxyconnect", errors.New("secret"))}, false},
		"the connection broke":                            {way{fmt.Errorf("secret: %w", syscall.ECONNRESET)}, true},
		"no answer in time":                               {silent{}, true},
		"HTTP status 502":                                 {&answering{status: http.StatusBadGateway}, true},
		"the answer broke off":                            {broken{}, true},
		"the answer is not WeChat's":                      {&answering{status: http.StatusOK, body: "<html>secret"}, true},
		"the answer lacks what it is for":                 {&answering{status: http.StatusOK, body: "{}"}, true},
		"no token: /cgi-bin/stable_token: wechatbot: WeC": {tokenless{}, false},
	} {
		t.Run(why, func(t *testing.T) {
			call := weixin.New("wx0", "secret", &http.Client{Transport: c.by, Timeout: 5 * time.Second}, time.Now)
			if _, waits := c.by.(silent); waits {
				call = weixin.New("wx0", "secret", &http.Client{Transport: c.by, Timeout: time.Millisecond}, time.Now)
			}
			err := call.Robot(context.Background(), "secret", 1)
			if _, none := c.by.(tokenless); none {
				err = call.Call(context.Background(), "/cgi-bin/any", 1, nil)
			}
			assert.ErrorContains(t, err, why)
			assert.NotContains(t, err.Error(), "secret")
			assert.Equal(t, c.out, errors.Is(err, weixin.ErrUnreachable))
			assert.Equal(t, !c.out, errors.Is(err, weixin.ErrNotSent))
			assert.True(t, weixin.Away(err))
		})
	}
}

// silent is a way on which no answer comes.
type silent struct{}

func (silent) RoundTrip(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

// broken is a way on which answers break off.
type broken struct{}

func (broken) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(io.MultiReader(strings.NewReader(`{"errcode"`), failing{})), Request: r}, nil
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, syscall.ECONNRESET }

// tokenless is a way on which no token is given.
type tokenless struct{}

func (tokenless) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusServiceUnavailable, Body: http.NoBody, Request: r}, nil
}

// A way of one's own stays as it is; without one a connection that does not come about
// ends before the call does.
func TestAProgramsOwnWayIsKept(t *testing.T) {
	own := http.DefaultTransport
	defer func() { http.DefaultTransport = own }()
	assert.NotSame(t, own, weixin.Transport())
	http.DefaultTransport = way{errors.New("another's")}
	assert.Equal(t, http.DefaultTransport, weixin.Transport())
}
