package wechattest

import "time"

// Limits of the sign that somebody is writing (客服输入状态): how lately citizen and account
// must have written to each other, and how long it stands.
const (
	typingAfter = 30 * time.Second
	typingLasts = 15 * time.Second
)

// typing shows that somebody is writing, to whom a message may be sent; the message ends
// it.
func (p *Platform) typing(r request) answer {
	var q struct {
		To      string `json:"touser"`
		Command string `json:"command"`
	}
	if !r.json(&q) {
		return refused(47001)
	}
	if q.Command != "Typing" && q.Command != "CancelTyping" {
		return refused(45072)
	}
	f, _, code := p.reachable(q.To)
	now := p.now()
	switch {
	case code != 0:
		return refused(code)
	case q.Command == "CancelTyping":
		f.typing = time.Time{}
		return ok()
	case now.Sub(f.contact) > typingAfter && now.Sub(f.wrote) > typingAfter:
		return refused(45080)
	case now.Before(f.typing):
		return refused(45081)
	}
	f.typing = now.Add(typingLasts)
	return ok()
}
