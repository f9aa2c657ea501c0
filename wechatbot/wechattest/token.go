package wechattest

import "time"

// tokenLife is how long an access token lives.
const tokenLife = 2 * time.Hour

func (p *Platform) classicToken(r request) answer {
	return p.issue(r.query.Get("appid"), r.query.Get("secret"), true)
}

func (p *Platform) stableToken(r request) answer {
	var q struct {
		AppID  string `json:"appid"`
		Secret string `json:"secret"`
		Force  bool   `json:"force_refresh"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	return p.issue(q.AppID, q.Secret, q.Force)
}

// issue gives an access token. A stable token is the same until it expires; a
// classic or forced one throws out those before it.
func (p *Platform) issue(appID, secret string, fresh bool) answer {
	switch {
	case appID != p.account.AppID:
		return refused(40013)
	case secret != p.account.Secret:
		return refused(40125)
	}
	if !fresh {
		for token, until := range p.tokens {
			if left := until.Sub(p.now()); left > 5*time.Minute {
				return answer{"access_token": token, "expires_in": int(left.Seconds())}
			}
		}
	}
	clear(p.tokens)
	token := "FAKE_" + random(letters, 60)
	p.tokens[token] = p.now().Add(tokenLife)
	return answer{"access_token": token, "expires_in": int(tokenLife.Seconds())}
}

// unauthorized is the errcode that a token earns, 0 if it is good.
func (p *Platform) unauthorized(token string) int {
	until, known := p.tokens[token]
	switch {
	case !known:
		return 40001
	case p.now().After(until):
		return 42001
	}
	return 0
}

// Revoke makes every access token invalid at once, as happens when somebody
// else fetches a new one.
func (p *Platform) Revoke() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.tokens)
}
