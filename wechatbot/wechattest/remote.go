package wechattest

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"time"
)

// For returns a platform for an account that there is already, such as that of
// a bot that runs; compatible says that the account is in compatible mode, and
// otherwise it is in safe mode if it has an AESKey.
func For(a Account, compatible bool) *Platform {
	p := New()
	p.account, p.both = a, compatible && a.AESKey != ""
	return p
}

// Remote is a bot that runs elsewhere, in whatever language, as a handler: what
// it is asked goes to the address of its callback. It returns an error for an
// address that is none.
func Remote(address string) (http.Handler, error) {
	to, err := url.Parse(address)
	if err != nil || to.Scheme != "http" && to.Scheme != "https" || to.Host == "" {
		return nil, fmt.Errorf("wechattest: %q is no address of a callback: write http://127.0.0.1:8080/wechat", address)
	}
	return remote{&httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			query := r.In.URL.RawQuery
			r.Out.URL = &url.URL{Scheme: to.Scheme, Host: to.Host, Path: to.Path, RawPath: to.RawPath, RawQuery: query}
			r.Out.Host = to.Host
		},
		Transport: &http.Transport{MaxIdleConnsPerHost: together, ResponseHeaderTimeout: 2 * patience, IdleConnTimeout: time.Minute},
		ErrorLog:  log.New(io.Discard, "", 0),
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, _ error) {
			if r.ContentLength < 0 {
				w.WriteHeader(http.StatusRequestEntityTooLarge) // it hung up on a body without end
				return
			}
			w.WriteHeader(http.StatusBadGateway)
		},
	}}, nil
}

// remote is a bot that runs elsewhere.
type remote struct{ http.Handler }
