package wechattest

// How many followers one call puts on the blacklist (黑名单) or takes off it, and how
// many of them one call lists.
const (
	blacksACall = 20
	blacksList  = 1000
)

// blacken puts followers on the blacklist, whiten takes them off it. Who is on it gets no
// customer message (43019); what else changes for her is not played.
func (p *Platform) blacken(r request) answer { return p.setBlack(r, true) }
func (p *Platform) whiten(r request) answer  { return p.setBlack(r, false) }

func (p *Platform) setBlack(r request, on bool) answer {
	var q struct {
		OpenIDs []string `json:"openid_list"`
	}
	switch {
	case !r.json(&q):
		return refused(47001)
	case len(q.OpenIDs) > blacksACall:
		return refused(40032)
	}
	for _, id := range q.OpenIDs {
		if p.followers[id] == nil {
			return refused(40003)
		}
	}
	for _, id := range q.OpenIDs {
		p.followers[id].black = on
	}
	return ok()
}

// blacklist lists who is on it, from begin_openid on.
func (p *Platform) blacklist(r request) answer {
	var q struct {
		Begin string `json:"begin_openid"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	all := p.openids(func(f *Follower) bool { return f.black })
	a := listed(all, q.Begin, blacksList)
	if a["errcode"] == nil {
		a["total"] = len(all)
	}
	return a
}
