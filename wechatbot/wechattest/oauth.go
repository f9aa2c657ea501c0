package wechattest

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
)

// How long what a citizen's consent gives is good for (网页授权): the code once,
// within five minutes; the token for two hours; its refreshing for thirty days.
const (
	codeLife    = 5 * time.Minute
	consentLife = 2 * time.Hour
	refreshLife = 30 * 24 * time.Hour
)

// The scopes of a consent: her openid alone, or what she is called too.
const (
	scopeBase = "snsapi_base"
	scopeInfo = "snsapi_userinfo"
)

// A consent is what a citizen let a page of the account know.
type consent struct {
	openid, scope string
	until         time.Time
	used          bool // of a code
}

// Authorizes opens an address of open.weixin.qq.com/connect/oauth2/authorize, to
// which a page of the account sent her (网页授权), and consents. It returns the
// address that she is sent back to, with a code, which is good for five minutes
// and once, and the state. The error says why WeChat shows her a fault instead:
// another AppID, a scope that is none, an account that is no verified service
// account.
func (f *Follower) Authorizes(address string) (back string, err error) {
	p := f.platform
	p.mu.Lock()
	defer p.mu.Unlock()
	u, err := url.Parse(address)
	if err != nil {
		return "", fmt.Errorf("wechattest: authorize: %w", err)
	}
	q := u.Query()
	to, err := url.Parse(q.Get("redirect_uri"))
	switch {
	case u.Hostname() != "open.weixin.qq.com" || u.Path != "/connect/oauth2/authorize":
		return "", fmt.Errorf("wechattest: authorize: %s%s is not open.weixin.qq.com/connect/oauth2/authorize", u.Hostname(), u.Path)
	case q.Get("appid") != p.account.AppID:
		return "", fmt.Errorf("wechattest: authorize: the appid is not the account's")
	case p.kind != Service:
		return "", fmt.Errorf("wechattest: authorize: only a verified service account may")
	case q.Get("response_type") != "code":
		return "", fmt.Errorf("wechattest: authorize: the response_type is %q and not code", q.Get("response_type"))
	case !slices.Contains([]string{scopeBase, scopeInfo}, q.Get("scope")):
		return "", fmt.Errorf("wechattest: authorize: the scope is %q and neither %s nor %s", q.Get("scope"), scopeBase, scopeInfo)
	case !inOrder(u.RawQuery):
		return "", fmt.Errorf("wechattest: authorize: WeChat wants appid, redirect_uri, response_type, scope and state in this order")
	case u.Fragment != "wechat_redirect":
		return "", fmt.Errorf("wechattest: authorize: the address ends in %q and not #wechat_redirect", u.Fragment)
	case err != nil || to.Host == "" || to.Scheme != "http" && to.Scheme != "https":
		return "", fmt.Errorf("wechattest: authorize: the redirect_uri is no address: is it escaped?")
	}
	code := "0" + random(letters, 31)
	p.codes[code] = &consent{openid: f.OpenID, scope: q.Get("scope"), until: p.now().Add(codeLife)}
	more := to.Query()
	more.Set("code", code)
	more.Set("state", q.Get("state"))
	to.RawQuery = more.Encode()
	return to.String(), nil
}

// inOrder says whether an address has its parameters in the order in which WeChat wants
// them: it matches the whole of it against a pattern.
func inOrder(query string) bool {
	wanted := []string{"appid", "redirect_uri", "response_type", "scope", "state"}
	last := -1
	for _, part := range strings.Split(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		i := slices.Index(wanted, name)
		if i >= 0 && i < last {
			return false
		}
		last = max(last, i)
	}
	return true
}

// consented takes a code, once, for a token of the citizen's.
func (p *Platform) consented(r request) answer {
	if a := p.asksForConsent(r, "authorization_code"); a != nil {
		return a
	}
	c := p.codes[r.query.Get("code")]
	switch {
	case r.query.Get("secret") != p.account.Secret:
		return refused(40125)
	case c == nil || p.now().After(c.until):
		return refused(40029)
	case c.used:
		return refused(40163)
	}
	c.used = true
	refresh := "REFRESH_" + p.mark() + "_" + random(letters, 60)
	p.refreshes[refresh] = consent{openid: c.openid, scope: c.scope, until: p.now().Add(refreshLife)}
	return p.consent(refresh)
}

// refreshed gives another token for the same consent.
func (p *Platform) refreshed(r request) answer {
	if a := p.asksForConsent(r, "refresh_token"); a != nil {
		return a
	}
	refresh := r.query.Get("refresh_token")
	c, known := p.refreshes[refresh]
	switch {
	case !known:
		return refused(40030)
	case p.now().After(c.until):
		return refused(42002)
	}
	return p.consent(refresh)
}

// asksForConsent refuses who may not have a token of a citizen's.
func (p *Platform) asksForConsent(r request, grant string) answer {
	switch {
	case r.query.Get("appid") != p.account.AppID:
		return refused(40013)
	case r.query.Get("grant_type") != grant:
		return refused(40002)
	case p.kind != Service:
		return refused(48001)
	}
	return nil
}

// consent is a new token under a refresh_token.
func (p *Platform) consent(refresh string) answer {
	c, token := p.refreshes[refresh], "USER_"+p.mark()+"_"+random(letters, 60)
	c.until = p.now().Add(consentLife)
	p.consents[token] = c
	return answer{"access_token": token, "expires_in": int(consentLife.Seconds()), "refresh_token": refresh, "openid": c.openid, "scope": c.scope}
}

// allowed is the errcode that a token of a citizen's earns for her openid.
func (p *Platform) allowed(r request) (consent, int) {
	c, known := p.consents[r.query.Get("access_token")]
	switch {
	case !known:
		return c, 40001
	case p.now().After(c.until):
		return c, 42001
	case c.openid != r.query.Get("openid"):
		return c, 40003
	}
	return c, 0
}

// consentHolds says whether a token of a citizen's is still good.
func (p *Platform) consentHolds(r request) answer {
	if _, code := p.allowed(r); code != 0 {
		return refused(code)
	}
	return ok()
}

// consentInfo is what a citizen consented to be known of her: her name alone is
// known here.
func (p *Platform) consentInfo(r request) answer {
	c, code := p.allowed(r)
	if code != 0 {
		return refused(code)
	}
	if c.scope != scopeInfo {
		return refused(48001)
	}
	return answer{"openid": c.openid, "nickname": p.followers[c.openid].Name, "sex": 0, "province": "", "city": "", "country": "", "headimgurl": "", "privilege": []string{}}
}
