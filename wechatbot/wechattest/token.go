package wechattest

import (
	"slices"
	"time"
)

// Limits of access tokens (获取稳定版接口调用凭据): how long one lives, how long
// before its end a new one is given, and how often one may be forced.
const (
	tokenLife   = 2 * time.Hour
	tokenOver   = 5 * time.Minute
	forceApart  = 30 * time.Second
	forcesADay  = 20
	credentials = "client_credential"
)

// A token is an access token in use.
type token struct {
	until  time.Time
	stable bool // of stable_token, which does not mix with the classic ones
}

func (p *Platform) classicToken(r request) answer {
	a := p.credential(r, r.query.Get("grant_type"), r.query.Get("appid"), r.query.Get("secret"))
	if a != nil {
		return a
	}
	p.forget(false)
	return p.issue(false)
}

func (p *Platform) stableToken(r request) answer {
	var q struct {
		Grant  string `json:"grant_type"`
		AppID  string `json:"appid"`
		Secret string `json:"secret"`
		Force  bool   `json:"force_refresh"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	if a := p.credential(r, q.Grant, q.AppID, q.Secret); a != nil {
		return a
	}
	if q.Force {
		return p.force()
	}
	if a := p.current(tokenOver); a != nil {
		return a
	}
	return p.issue(true) // the one before lives to its end: five minutes
}

// credential refuses who may not have a token.
func (p *Platform) credential(r request, grant, appID, secret string) answer {
	switch {
	case grant != credentials:
		return refused(40002)
	case appID != p.account.AppID:
		return refused(40013)
	case secret != p.account.Secret:
		return refused(40125)
	case len(p.whitelist) > 0 && !slices.Contains(p.whitelist, r.from):
		return answer{"errcode": 40164, "errmsg": "invalid ip " + r.from + " ipv6 ::ffff:" + r.from + ", not in whitelist"}
	}
	return nil
}

// force throws the stable token out for a new one. Within half a minute of the
// last time nothing is refreshed.
func (p *Platform) force() answer {
	now, today := p.now(), 0
	for _, at := range p.forced {
		if day(at) == day(now) {
			today++
		}
	}
	if n := len(p.forced); n > 0 && now.Sub(p.forced[n-1]) < forceApart {
		if a := p.current(0); a != nil {
			return a
		}
	}
	if today >= forcesADay {
		return refused(45009)
	}
	p.forced = append(p.forced, now)
	p.forget(true)
	return p.issue(true)
}

// current is the stable token that lives longest, if it lives longer than that.
func (p *Platform) current(than time.Duration) answer {
	best, left := "", than
	for text, t := range p.tokens {
		if l := t.until.Sub(p.now()); t.stable && l > left {
			best, left = text, l
		}
	}
	if best == "" {
		return nil
	}
	return answer{"access_token": best, "expires_in": int(left.Seconds())}
}

// forget throws out the stable tokens, or the classic ones.
func (p *Platform) forget(stable bool) {
	for text, t := range p.tokens {
		if t.stable == stable {
			delete(p.tokens, text)
		}
	}
}

func (p *Platform) issue(stable bool) answer {
	text := "FAKE_" + p.mark() + "_" + random(letters, 60)
	p.tokens[text] = token{p.now().Add(tokenLife), stable}
	p.given = append(p.given, text)
	return answer{"access_token": text, "expires_in": int(tokenLife.Seconds())}
}

// unauthorized is the errcode that a token earns, 0 if it is good.
func (p *Platform) unauthorized(text string) int {
	t, known := p.tokens[text]
	switch {
	case text == "":
		return 41001
	case !known:
		return 40001
	case p.now().After(t.until):
		return 42001
	}
	return 0
}

// pageTicket gives the ticket under which pages sign for the JS-SDK (jsapi_ticket), the
// same until it ends.
func (p *Platform) pageTicket(r request) answer {
	kind := r.query.Get("type")
	if kind != "jsapi" && kind != "wx_card" {
		a := refused(40097)
		a["errmsg"] = errcodes[40097] + ": wechattest: the type of a ticket is jsapi or wx_card"
		return a
	}
	t, known := p.tickets[kind]
	if !known || p.now().After(t.until) {
		t = ticket{"TICKET_" + random(letters, 60), p.now().Add(tokenLife)}
		p.tickets[kind] = t
	}
	return answer{"errcode": 0, "errmsg": "ok", "ticket": t.text, "expires_in": int(t.until.Sub(p.now()).Seconds())}
}

// A ticket is one of pageTicket.
type ticket struct {
	text  string
	until time.Time
}

// Revoke makes every access token invalid at once, as happens when somebody
// else fetches a new one.
func (p *Platform) Revoke() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.tokens)
}

// Whitelist lets tokens be fetched from these addresses only (IP白名单); without
// any, from everywhere. Client calls from 127.0.0.1, ClientFrom from another.
func (p *Platform) Whitelist(addresses ...string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.whitelist = slices.Clone(addresses)
}

// day is the day in Beijing on which a quota counts.
func day(t time.Time) string { return t.In(beijing).Format(time.DateOnly) }
