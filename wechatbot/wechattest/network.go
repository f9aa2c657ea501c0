package wechattest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
)

// A Network is the platforms of several accounts behind one http.Client: for a
// program that serves more than one account, and for an SDK whose client is one
// for the whole process, so that tests may run side by side. The zero Network has
// no platform yet. It may be used from many goroutines.
//
//	var weixin wechattest.Network
//
//	func TestMain(m *testing.M) {
//		util.DefaultHTTPClient = weixin.Client()
//		os.Exit(m.Run())
//	}
//
//	func TestMenu(t *testing.T) {
//		t.Parallel()
//		p := weixin.Add(wechattest.New())
type Network struct {
	mu        sync.Mutex
	platforms []*Platform
}

// Add takes a platform into the network and returns it.
func (n *Network) Add(p *Platform) *Platform {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.platforms = append(n.platforms, p)
	return p
}

// Client returns an HTTP client that reaches the platforms of the network, and
// nothing else. Each call goes to the platform whose AppID, access token,
// organisation, robot, code or picture it names; one that names none of them is
// answered by the platform that was added first, as WeChat answers it: 40013, or
// 40001. A network without platforms is an error.
func (n *Network) Client() *http.Client { return &http.Client{Transport: switchboard{n}} }

type switchboard struct{ n *Network }

// RoundTrip implements http.RoundTripper.
func (x switchboard) RoundTrip(req *http.Request) (*http.Response, error) {
	var body []byte
	if req.Body != nil {
		var err error
		if body, err = io.ReadAll(io.LimitReader(req.Body, maxCall)); err != nil {
			return nil, err
		}
		req.Body.Close()
		req = req.Clone(req.Context())
		req.Body = io.NopCloser(bytes.NewReader(body))
	}
	x.n.mu.Lock()
	platforms := append([]*Platform(nil), x.n.platforms...)
	x.n.mu.Unlock()
	if len(platforms) == 0 {
		return nil, fmt.Errorf("wechattest: the network has no platform: see Network.Add")
	}
	to := platforms[0]
	for _, p := range platforms {
		if p.named(req, body) {
			to = p
			break
		}
	}
	return wire{to, "127.0.0.1"}.RoundTrip(req)
}

// mark is what is the account's alone in its AppID; access tokens, the
// organisation's id and the tickets of codes have it in them.
func (p *Platform) mark() string { return strings.TrimPrefix(p.account.AppID, "wx") }

// named says whether a call names this platform.
func (p *Platform) named(req *http.Request, body []byte) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, mine := p.groups[req.URL.Query().Get("key")]; mine {
		return true
	}
	if _, mine := p.media[strings.TrimPrefix(req.URL.Path, "/")]; mine {
		return true
	}
	mark := p.mark()
	return mark != "" && (strings.Contains(req.URL.RawQuery, mark) || bytes.Contains(body, []byte(mark)))
}
